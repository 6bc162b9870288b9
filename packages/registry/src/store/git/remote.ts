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
 * A remote checked before git sees it, with the token (if any) put where neither argv nor the URL shows it: git's
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
  const origin = token === undefined ? undefined : httpsOrigin(url)
  return {
    url,
    shown: redactUrls(url),
    env:
      origin === undefined
        ? {}
        : {
            GIT_CONFIG_COUNT: String(inherited + 1),
            [`GIT_CONFIG_KEY_${inherited}`]: `http.${origin}/.extraheader`,
            [`GIT_CONFIG_VALUE_${inherited}`]: `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
          },
  }
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
