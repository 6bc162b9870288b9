import type { JsonObject } from './complete.ts'
import type { CheckedRequest, Contract, Profile } from './contract.ts'
import type { GitHubState } from './state.ts'

/** A checked request on its way to its operation. */
export interface Call extends CheckedRequest {
  readonly state: GitHubState
  readonly contract: Contract
  readonly profile: Profile
  /** Where answers say things are: the server's own address. */
  readonly apiUrl: string
  readonly serverUrl: string
  readonly accept: string
  /** Who asks: `github-actions[bot]`, or the seeded user of a personal token. */
  readonly login: string
  readonly personal: boolean
  /** ISO 8601. */
  readonly now: string
  nextId(): number
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Where an answer is a list GitHub pages: the whole list, and how a page of it is wrapped. */
  readonly page?: {
    readonly items: readonly JsonObject[]
    readonly wrap?: (items: readonly JsonObject[], total: number) => unknown
  }
}

export type Operation = (call: Call) => Reply

/** By `METHOD /path/{template}`. */
export type Operations = Readonly<Record<string, Operation>>

export const REPO = '/repos/{owner}/{repo}'

export function ok(body: unknown): Reply {
  return { status: 200, body }
}

export function created(body: unknown): Reply {
  return { status: 201, body }
}

export function list(items: readonly JsonObject[], name?: string): Reply {
  if (name === undefined) return { status: 200, page: { items } }
  return { status: 200, page: { items, wrap: (some, total) => ({ total_count: total, [name]: some }) } }
}
