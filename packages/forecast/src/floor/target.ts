import { type FloorMove, type FloorState, nextFloor, staleFloor } from './decide.ts'
import type { FloorLease } from './lease.ts'

/** A target as it was read, and what a write must find unchanged. */
export interface FloorReading {
  readonly state: FloorState
  readonly revision: string
}

/** Something whose least number of replicas can be set, with our lease in the same place. */
export interface FloorTarget {
  /** For people: `hpa prod/web`. */
  readonly name: string
  read(): Promise<FloorReading>
  /**
   * Sets floor and lease in one write if the target is as it was read; with `dryRun` everything is checked and nothing
   * changed. `lease` undefined takes ours away.
   * @returns `moved` when somebody wrote in between
   */
  write(
    floor: number,
    lease: FloorLease | undefined,
    revision: string,
    options: { readonly dryRun: boolean },
  ): Promise<'written' | 'moved'>
}

/** What became of a target. */
export interface FloorOutcome {
  readonly before: FloorState
  readonly move: FloorMove
  /** `kept`: nothing had to be written. `contended`: others wrote every time. */
  readonly result: 'kept' | 'written' | 'would-write' | 'contended'
}

/** Writes of others that may get in between before we give up. */
const ATTEMPTS = 5

/** Raises a target to what the plan asks for. Reads, decides, writes by compare-and-swap, and reads again when it moved. */
export function applyFloor(
  target: FloorTarget,
  planned: number,
  times: { readonly now: number; readonly ttlMs: number; readonly dryRun: boolean },
): Promise<FloorOutcome> {
  return moved(target, (state) => nextFloor(state, planned, times.now, times.ttlMs), times.dryRun)
}

/** Takes a floor away that nobody renewed. */
export function reconcileFloor(
  target: FloorTarget,
  times: { readonly now: number; readonly dryRun: boolean },
): Promise<FloorOutcome> {
  return moved(target, (state) => staleFloor(state, times.now), times.dryRun)
}

async function moved(
  target: FloorTarget,
  decide: (state: FloorState) => FloorMove,
  dryRun: boolean,
): Promise<FloorOutcome> {
  for (let attempt = 1; ; attempt++) {
    const { state, revision } = await target.read()
    const move = decide(state)
    if (move.kind === 'keep') return { before: state, move, result: 'kept' }
    const outcome = await target.write(move.floor, move.lease, revision, { dryRun })
    if (outcome === 'written') return { before: state, move, result: dryRun ? 'would-write' : 'written' }
    if (attempt >= ATTEMPTS) return { before: state, move, result: 'contended' }
  }
}
