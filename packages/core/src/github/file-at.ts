import type { Octokit } from '@octokit/rest'
import { UserError } from '../error.ts'
import type { Repository } from './live.ts'

/**
 * A file at a commit or branch, or undefined when that commit has none.
 *
 * GitHub hides what a token may not see behind the same 404 as what is not there, and "no policy at the base commit" lets
 * a pull request judge itself; so the commit must be visible before its file counts as absent.
 */
export async function fileAt(
  octokit: Octokit,
  repository: Repository,
  path: string,
  ref: string,
): Promise<Uint8Array | undefined> {
  const content = await contentOf(octokit, repository, path, ref)
  if (content === undefined) {
    await octokit.rest.repos.getCommit({ ...repository, ref, per_page: 1 })
    return undefined
  }
  if (Array.isArray(content) || content.type !== 'file') {
    throw new UserError('not-a-file', `${path}: is not a file at ${ref}`)
  }
  if ('encoding' in content && content.encoding === 'base64') return decode(content.content)
  // Between 1 and 100 MB the contents API leaves the bytes out.
  const { data } = await octokit.rest.git.getBlob({ ...repository, file_sha: content.sha })
  return decode(data.content)
}

async function contentOf(octokit: Octokit, repository: Repository, path: string, ref: string) {
  try {
    return (await octokit.rest.repos.getContent({ ...repository, path, ref })).data
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return undefined
    throw error
  }
}

function decode(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
