import { RegistryError } from '../../error.ts'

/** A repository to push to, as git takes it, and as messages may show it. */
export interface GitRemote {
  readonly url: string
  readonly shown: string
  /** Environment that authenticates git to this remote and to no other. */
  readonly env: Readonly<Record<string, string>>
}

/** `ext::` runs a command of the remote's choosing; `fd::` and other helpers have no use here. */
const HELPER = /^[a-z0-9+.-]+::/i

/**
 * A remote checked before git sees it, with the token (or the URL's own) put where neither argv nor the URL shows it: git's
 * configuration through the environment, for this origin only.
 *
 * @param token sent to https remotes as GitHub and GHES take it (user `x-access-token`)
 * @param inherited the job's own GIT_CONFIG_COUNT: its settings stay, ours come after them
 * @throws RegistryError `invalid-remote`
 */
export function gitRemote(url: string, token?: string, inherited = 0): GitRemote {
  if (url === '' || url.startsWith('-') || HELPER.test(url) || /\p{Cc}/u.test(url)) {
    throw new RegistryError('invalid-remote', `${JSON.stringify(redactUrls(url))} is no git remote`, {
      remedy: 'Give an https or ssh URL, or a path.',
    })
  }
  const { place, credentials } = splitCredentials(url)
  const origin = httpsOrigin(place)
  const secret = token === undefined ? credentials : `x-access-token:${token}`
  return {
    url: place,
    shown: redactUrls(place),
    env:
      origin === undefined || secret === undefined
        ? {}
        : {
            GIT_CONFIG_COUNT: String(inherited + 1),
            [`GIT_CONFIG_KEY_${inherited}`]: `http.${origin}/.extraheader`,
            [`GIT_CONFIG_VALUE_${inherited}`]: `AUTHORIZATION: basic ${Buffer.from(secret).toString('base64')}`,
          },
  }
}

/**
 * GitLab's checkouts have the job's token in their origin. Every process of the machine can read git's arguments, so
 * it is taken out of the URL and sent as a token is.
 */
function splitCredentials(url: string): { readonly place: string; readonly credentials?: string } {
  if (httpsOrigin(url) === undefined) return { place: url }
  const bare = new URL(url)
  const { username, password } = bare
  if (username === '' && password === '') return { place: url }
  bare.username = ''
  bare.password = ''
  const credentials = `${unescaped(username)}:${unescaped(password)}`
  return { place: bare.href, credentials }
}

/** A lone % escapes nothing and stands for itself, as git reads it. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  )
}

/** URLs in a text without user, password and query: what git prints may hold what the user put into the URL. */
export function redactUrls(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, '$1***@')
    .replace(/(:\/\/[^\s?'"]*)\?[^\s'"]*/g, '$1?***')
}

/** The origin a token may go to. Plain http would show it to the network. */
function httpsOrigin(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, origin } = new URL(url)
  return protocol === 'https:' ? origin : undefined
}
