import { UserError } from '@mlops-actions/core'

/**
 * The URL of a repository, if no user and password stand in it: a URL gets into logs, state and the arguments of programs,
 * where a token given for itself does not.
 *
 * @param named where the URL stands: an input, a key of the policy
 * @param instead the input that takes the token
 * @throws UserError `secret-in-url`
 */
export function withoutSecret(url: string, named: string, instead: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const web = parsed?.protocol === 'https:' || parsed?.protocol === 'http:'
  if (!web || (parsed.username === '' && parsed.password === '')) return url
  throw new UserError('secret-in-url', `${named} holds a user or password`, {
    remedy: `Give the URL without them, and the token as \`${instead}\`, from a secret.`,
  })
}
