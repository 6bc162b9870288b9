import { LineageError } from '../error.ts'
import type { Env, Http } from '../ports.ts'
import { listOf, parseWideJson, recordOf, textOf } from '../text/json.ts'
import { type ForeignIdentity, knownDetails } from './identity.ts'

/** One commit and its metadata. */
const MAX_ANSWER_BYTES = 2 ** 20

export interface LakefsPlace {
  readonly repository: string
  readonly ref: string
  readonly path: string | undefined
}

/**
 * The commit a lakeFS branch, tag or commit stands for now. Branches move; a commit id is the digest of its content and
 * never does. `GET /repositories/{repository}/refs/{ref}/commits` takes every kind of ref (lakeFS API, `logCommits`).
 *
 * Where the server is and who we are comes from the environment alone (the names of lakectl and lakeFS' own clients):
 * `LAKECTL_SERVER_ENDPOINT_URL`, `LAKECTL_CREDENTIALS_ACCESS_KEY_ID`, `LAKECTL_CREDENTIALS_SECRET_ACCESS_KEY`. A policy
 * file, which any pushed branch can change, must not choose where credentials go.
 *
 * @throws LineageError `invalid-data` without a server, `data-not-found`, `corrupt`; the port's own errors
 */
export async function readLakefs(
  http: Http,
  env: Env,
  { repository, ref, path }: LakefsPlace,
): Promise<ForeignIdentity<'lakefs'>> {
  const endpoint = env.get('LAKECTL_SERVER_ENDPOINT_URL')
  if (endpoint === undefined || !URL.canParse(endpoint)) {
    throw new LineageError('invalid-data', `lakefs:${repository}/${ref}: no lakeFS server is named`, {
      remedy:
        'Set LAKECTL_SERVER_ENDPOINT_URL (and LAKECTL_CREDENTIALS_ACCESS_KEY_ID, ..._SECRET_ACCESS_KEY) for the step.',
    })
  }
  const base = endpoint.replace(/\/+$/, '').replace(/\/api\/v1$/, '')
  const where = `lakefs:${repository}/${ref}`
  const url = `${base}/api/v1/repositories/${encodeURIComponent(repository)}/refs/${encodeURIComponent(ref)}/commits?amount=1`
  const answer = await http.send({
    url,
    headers: { accept: 'application/json', ...credentials(env) },
    maxBytes: MAX_ANSWER_BYTES,
  })
  if (answer.status !== 200) throw refused(where, answer.status)
  const commit = recordOf(
    listOf(recordOf(parseWideJson(new TextDecoder().decode(answer.body), where))['results'])[0],
  )
  const id = textOf(commit['id'], 128)
  if (id === undefined || !/^[0-9a-f]{64}$/.test(id)) {
    throw new LineageError('corrupt', `${where}: the server names no commit`)
  }
  return {
    kind: 'lakefs',
    source: `lakefs://${repository}/${id}/${path ?? ''}`,
    id,
    details: details(ref, commit),
  }
}

function details(ref: string, commit: Readonly<Record<string, unknown>>): Record<string, string> {
  const date = commit['creation_date']
  const known = {
    ref,
    committer: textOf(commit['committer'], 256),
    message: textOf(commit['message'], 512),
    // Seconds since the epoch (lakeFS API, `Commit`).
    'committed at':
      typeof date === 'number' && date > 0 && date < 1e11 ? new Date(date * 1000).toISOString() : undefined,
  }
  return knownDetails(known)
}

function credentials(env: Env): Readonly<Record<string, string>> {
  const key = env.get('LAKECTL_CREDENTIALS_ACCESS_KEY_ID')
  const secret = env.get('LAKECTL_CREDENTIALS_SECRET_ACCESS_KEY')
  if (key === undefined || secret === undefined) return {}
  return { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` }
}

function refused(where: string, status: number): LineageError {
  switch (status) {
    case 401:
    case 403:
      return new LineageError('registry-refused', `${where}: lakeFS answers ${status}`, {
        remedy: 'The key needs fs:ReadRepository, fs:ListBranches and fs:ReadCommit on the repository.',
      })
    case 404:
      return new LineageError('data-not-found', `${where}: lakeFS knows no such repository or ref`)
    default:
      return new LineageError('registry-refused', `${where}: lakeFS answers ${status}`)
  }
}
