import { RunnerError } from './error.ts'
import { gitFacts } from './git.ts'

/** The `github` context of a step, snake case as GitHub spells it; the values that go into GITHUB_* are strings. */
export type GitHubContext = Readonly<Record<string, unknown>>

/** `github.<key>` that becomes GITHUB_<KEY> (actions/runner, GitHubContext.cs); the token is not among them. */
export const EXPORTED = [
  'action',
  'action_path',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'env',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'output',
  'path',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'state',
  'step_summary',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace',
] as const

/** Those the runner itself decides for every step: a value from outside would point at another step's files. */
const OWN: ReadonlySet<string> = new Set([
  'action',
  'action_path',
  'env',
  'event_path',
  'output',
  'path',
  'state',
  'step_summary',
  'workspace',
])

/** Those a caller may set, as GITHUB_<KEY>. */
export const OVERRIDABLE = EXPORTED.filter((key) => !OWN.has(key))

export interface ContextOptions {
  readonly workspace: string
  /** Where GITHUB_* overrides and GITHUB_TOKEN are read. */
  readonly env: Readonly<Record<string, string>>
  readonly eventName: string
  readonly event: unknown
  /** Milliseconds since the epoch; the run id outside GitHub. */
  readonly now: number
}

/**
 * The context outside GitHub: what `env` says, else the event, else git, else github.com's own values.
 * `github.token` is `env.GITHUB_TOKEN` and nothing else, so a step posts only where the caller handed it a token.
 */
export async function localContext(options: ContextOptions): Promise<GitHubContext> {
  const given = new Map(
    OVERRIDABLE.flatMap((key) => {
      const value = options.env[`GITHUB_${key.toUpperCase()}`]
      return value ? [[key, value] as const] : []
    }),
  )
  const git = given.has('repository') && given.has('sha') ? {} : await gitFacts(options.workspace)
  const serverUrl = given.get('server_url') ?? 'https://github.com'
  const repository =
    given.get('repository') ?? eventText(options.event, 'repository', 'full_name') ?? git.repository
  const ref = given.get('ref') ?? git.ref
  const actor = given.get('actor') ?? eventText(options.event, 'sender', 'login') ?? git.actor
  return {
    ...endpoints(serverUrl),
    ...optional({
      repository,
      repository_owner: repository?.split('/')[0],
      sha: given.get('sha') ?? git.sha,
      ref,
      ...refParts(ref),
      actor,
      triggering_actor: actor,
      head_ref: eventText(options.event, 'pull_request', 'head', 'ref'),
      base_ref: eventText(options.event, 'pull_request', 'base', 'ref'),
      token: options.env['GITHUB_TOKEN'],
    }),
    workflow: 'local',
    job: 'local',
    run_id: String(options.now),
    run_number: '1',
    run_attempt: '1',
    retention_days: '90',
    ref_protected: 'false',
    action_repository: '',
    action_ref: '',
    ...Object.fromEntries(given),
    event_name: options.eventName,
    event: options.event,
    workspace: options.workspace,
  }
}

/** API and GraphQL addresses by the kind of host: github.com, *.ghe.com (data residency), else GHES. */
function endpoints(serverUrl: string): Record<string, string> {
  const server = serverUrl.replace(/\/+$/, '')
  if (!URL.canParse(server)) {
    throw new RunnerError('usage', `GITHUB_SERVER_URL is no address: "${serverUrl}"`)
  }
  const { hostname, host, protocol } = new URL(server)
  if (hostname === 'github.com' || hostname.endsWith('.ghe.com')) {
    const api = `${protocol}//api.${host}`
    return { server_url: server, api_url: api, graphql_url: `${api}/graphql` }
  }
  return { server_url: server, api_url: `${server}/api/v3`, graphql_url: `${server}/api/graphql` }
}

function refParts(ref: string | undefined): { ref_name: string | undefined; ref_type: string | undefined } {
  const match = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref ?? '')
  const type = match?.[1] === 'tags' ? 'tag' : match ? 'branch' : undefined
  return { ref_name: match?.[2], ref_type: type }
}

function eventText(event: unknown, ...path: readonly string[]): string | undefined {
  const value = path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    event,
  )
  return typeof value === 'string' && value !== '' ? value : undefined
}

function optional(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
