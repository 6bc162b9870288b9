import { createHash } from 'node:crypto'
import type { Call } from './call.ts'
import type { JsonObject } from './complete.ts'

/** The account of GITHUB_TOKEN and its id on github.com. */
export const BOT = 'github-actions[bot]'
const BOT_ID = 41_898_282

export function user(login: string): JsonObject {
  const bot = login.endsWith('[bot]')
  const id = login === BOT ? BOT_ID : createHash('sha256').update(login).digest().readUInt32BE() >>> 8
  return {
    login,
    id,
    type: bot ? 'Bot' : 'User',
    html_url: `https://github.com/${encodeURIComponent(login)}`,
  }
}

export function repositoryUrl({ apiUrl, state: { repository } }: Call): string {
  return `${apiUrl}/repos/${repository.owner}/${repository.name}`
}

export function htmlUrl({ serverUrl, state: { repository } }: Call): string {
  return `${serverUrl}/${repository.owner}/${repository.name}`
}

/** A repository as it stands inside other answers. */
export function repository(call: Call): JsonObject {
  const { id, owner, name, defaultBranch } = call.state.repository
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    owner: user(owner),
    private: false,
    html_url: htmlUrl(call),
    url: repositoryUrl(call),
    default_branch: defaultBranch,
  }
}
