import { RegistryError } from '../error.ts'
import type { Change, RegistryStore, Snapshot } from './store.ts'

/** The part of the runtime's ports the registry needs; structurally core's `Clock` and `Random`. */
export interface Clock {
  now(): number
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}
export interface Random {
  bytes(count: number): Uint8Array
}

export type Decision<T> =
  | { readonly kind: 'commit'; readonly change: Change; readonly result: T }
  /** Nothing to write: it is so already, or it was refused. */
  | { readonly kind: 'keep'; readonly result: T }

export interface Outcome<T> {
  readonly result: T
  readonly revision: string | null
  readonly tries: number
}

const MAX_TRIES = 30
const MAX_WAIT_MS = 120_000
const BACKOFF_BASE_MS = 100
const BACKOFF_CAP_MS = 5_000

/**
 * Reads, decides and writes until nobody came in between. A lost race is not replayed: the decision is made again on
 * what the winner left, so a promotion that was allowed a moment ago can now be refused.
 *
 * Waits a random time up to an exponentially growing bound between tries ("full jitter": competitors that collided once
 * do not march in step).
 *
 * @throws RegistryError `busy` after 30 tries or two minutes; AbortSignal's reason when cancelled
 */
export async function transact<T>(
  store: RegistryStore,
  ports: { readonly clock: Clock; readonly random: Random; readonly signal?: AbortSignal },
  decide: (snapshot: Snapshot) => Promise<Decision<T>>,
): Promise<Outcome<T>> {
  const { clock, random, signal } = ports
  const deadline = clock.now() + MAX_WAIT_MS
  let reason = ''
  for (let tries = 1; tries <= MAX_TRIES && clock.now() <= deadline; tries++) {
    signal?.throwIfAborted()
    const snapshot = await store.head()
    const decision = await decide(snapshot)
    if (decision.kind === 'keep') return { result: decision.result, revision: snapshot.revision, tries }
    signal?.throwIfAborted()
    const commit = await store.commit(snapshot, decision.change)
    if (commit.kind === 'committed') return { result: decision.result, revision: commit.revision, tries }
    reason = commit.reason
    await clock.sleep(backoff(tries, random), signal)
  }
  throw new RegistryError('busy', `${store.name} was changed by others at every try (${reason})`, {
    remedy: 'Run the step again; if it stays so, look for a rule on the branch that refuses this push.',
  })
}

function backoff(tries: number, random: Random): number {
  const bound = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (tries - 1))
  const [high = 0, low = 0] = random.bytes(2)
  return Math.floor((bound * (high * 256 + low)) / 65_536)
}
