import { listen, type ServerReply, type ServerRequest } from '../http/listen.ts'
import { type Call, type Reply } from './call.ts'
import { type Contract, loadContract, type Profile } from './contract.ts'
import { createFaultQueue, type Fault } from './faults.ts'
import { operations } from './operations/index.ts'
import { paged } from './paging.ts'
import { notFound, Refusal } from './refusal.ts'
import { BOT } from './represent.ts'
import { type GitHubSeed, seedState } from './seed.ts'
import type { GitHubState } from './state.ts'

export interface GitHubServerOptions {
  /** `ghes` answers below /api/v3, by the description of GHES 3.19 (default github.com). */
  readonly profile?: Profile
  readonly token?: string
  /** The token of a pull request from a fork: every write is refused. */
  readonly readOnly?: boolean
  /** The token is this user's and not the job's. */
  readonly login?: string
  readonly seed?: GitHubSeed
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

export interface RecordedRequest {
  readonly method: string
  /** Below the API's root, without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  /** Without the authorization. */
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  /** What GitHub's description says against the request; none for a good one. */
  readonly problems: readonly string[]
}

export interface GitHubServer {
  /** GITHUB_API_URL. */
  readonly apiUrl: string
  /** GITHUB_SERVER_URL: github.com itself, or this server as an Enterprise Server. */
  readonly serverUrl: string
  readonly token: string
  readonly state: GitHubState
  readonly requests: readonly RecordedRequest[]
  /** What a step needs to work against this server. */
  readonly env: Readonly<Record<string, string>>
  fail(fault: Fault): void
  close(): Promise<void>
}

/**
 * GitHub's REST API for one repository, in memory, on 127.0.0.1. Every request is held against GitHub's own OpenAPI
 * description and every answer too; the rules that description does not have are written in the operations.
 */
export async function startGitHubServer(options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const profile = options.profile ?? 'github.com'
  const contract = loadContract(profile)
  const token = options.token ?? 'ghs_testkit'
  const now = options.now ?? Date.now
  let id = 1_000
  const nextId = (): number => ++id
  const state = seedState(options.seed ?? {}, iso(now()), nextId)
  const faults = createFaultQueue()
  const requests: RecordedRequest[] = []
  const root = profile === 'ghes' ? '/api/v3' : ''
  const graphql = profile === 'ghes' ? '/api/graphql' : '/graphql'

  const listening = await listen((request) => {
    const { pathname } = request.url
    const inside = pathname === graphql || pathname.startsWith(`${root}/`)
    const path = inside && pathname !== graphql ? pathname.slice(root.length) : pathname
    const problems: string[] = []
    const reply = inside ? respond(request, path, problems) : refused(notFound())
    requests.push({
      method: request.method,
      path,
      query: Object.fromEntries(request.url.searchParams),
      body: parsed(request.body),
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => name !== 'authorization'),
      ),
      status: reply.status,
      problems,
    })
    return reply
  })
  const apiUrl = listening.origin + root
  const serverUrl = profile === 'ghes' ? listening.origin : 'https://github.com'

  function respond(request: ServerRequest, path: string, problems: string[]): ServerReply {
    try {
      const blob = /^\/_blobs\/artifacts\/(\d+)\.zip$/.exec(path)
      if (blob) return download(state, Number(blob[1]))
      if (!authorised(request, token)) throw new Refusal(401, 'Bad credentials')
      const fault = faults.take(request.method, path)
      if (fault && fault.carriedOut !== true) return failed(fault)
      const reply =
        path === graphql ? viewer(request, options.login ?? BOT) : perform(request, path, problems)
      return fault ? failed(fault) : reply
    } catch (error) {
      if (error instanceof URIError) return refused(new Refusal(400, 'Problems parsing the address'))
      if (!(error instanceof Refusal)) throw error
      return refused(error)
    }
  }

  function perform(request: ServerRequest, path: string, problems: string[]): ServerReply {
    const match = contract.match(request.method, path)
    const operation = match && operations[match.operation]
    if (!match || !operation) {
      problems.push(`${profile} has no ${request.method} ${path}, or the testkit does not know it`)
      throw notFound()
    }
    const checked = contract.check(match, request.url.searchParams, parsed(request.body))
    if ('problems' in checked) {
      problems.push(...checked.problems)
      throw new Refusal(422, `Invalid request.\n\n${checked.problems.join('\n')}`)
    }
    if (options.readOnly === true && request.method !== 'GET') {
      throw new Refusal(403, 'Resource not accessible by integration')
    }
    const { owner, repo } = match.path
    const here =
      owner === undefined || (same(owner, state.repository.owner) && same(repo, state.repository.name))
    if (!here) throw notFound()
    const call: Call = {
      ...checked.request,
      state,
      contract,
      profile,
      apiUrl,
      serverUrl,
      accept: request.headers['accept'] ?? '',
      login: options.login ?? BOT,
      personal: options.login !== undefined,
      now: iso(now()),
      nextId,
    }
    return encoded(contract, match.operation, paged(operation(call), request.url))
  }

  return {
    apiUrl,
    serverUrl,
    token,
    state,
    requests,
    env: {
      GITHUB_API_URL: apiUrl,
      GITHUB_GRAPHQL_URL: listening.origin + graphql,
      GITHUB_SERVER_URL: serverUrl,
      GITHUB_REPOSITORY: `${state.repository.owner}/${state.repository.name}`,
      GITHUB_REPOSITORY_ID: String(state.repository.id),
      GITHUB_SHA: state.git.refs.get(`refs/heads/${state.repository.defaultBranch}`)!,
      GITHUB_REF: `refs/heads/${state.repository.defaultBranch}`,
      GITHUB_TOKEN: token,
    },
    fail: (fault) => faults.add(fault),
    close: async () => await listening.close(),
  }
}

/** Bytes go out as they are; JSON is first held against the description: a wrong answer is our mistake, said loudly. */
function encoded(contract: Contract, operation: string, { status, body, headers }: Reply): ServerReply {
  if (body instanceof Uint8Array) return { status, body, ...(headers ? { headers } : {}) }
  const problems = status < 300 ? contract.checkAnswer(operation, status, body) : []
  if (problems.length > 0)
    throw new Error(`the testkit's answer to ${operation} is wrong:\n${problems.join('\n')}`)
  if (body === undefined) return { status, headers: { ...headers } }
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) }
}

function refused({ status, message, errors }: Refusal): ServerReply {
  const documentation_url = 'https://docs.github.com/rest'
  const body = {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url,
    status: String(status),
  }
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }
}

function failed({ status, message, headers }: Fault): ServerReply {
  const reply = refused(new Refusal(status, message ?? 'Server Error'))
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

function authorised({ headers }: ServerRequest, token: string): boolean {
  return /^(?:token|bearer) (.+)$/i.exec(headers['authorization'] ?? '')?.[1] === token
}

/** The one GraphQL question the suite asks: an installation token cannot ask REST for its name. */
function viewer(request: ServerRequest, login: string): ServerReply {
  const { query } = parsed(request.body) as { query?: string }
  const asked = /^\s*(?:query)?\s*\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query ?? '')
  const body = asked
    ? { data: { viewer: { login } } }
    : { errors: [{ type: 'UNSUPPORTED', message: 'the testkit answers { viewer { login } } only' }] }
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }
}

function download(state: GitHubState, id: number): ServerReply {
  const artifact = state.artifacts.find((candidate) => candidate.id === id)
  if (!artifact) throw notFound()
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: artifact.content }
}

/** The JSON of a body, undefined without one. What is no JSON stays text, and no schema takes text. */
function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return body.toString('utf8')
  }
}

/** Owners and repositories are named without case. */
function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase()
}

/** GitHub's times have whole seconds. */
function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}
