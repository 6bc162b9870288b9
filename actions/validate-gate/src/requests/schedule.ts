import { seededRandom } from '@mlops-actions/stats'

/** What is asked of the endpoints. */
export interface Load {
  /** Requests a second to each endpoint. */
  readonly rate: number
  /** Milliseconds that each endpoint is measured, and that it is warmed up before. */
  readonly duration: number
  readonly warmup: number
  /** Milliseconds of one turn, when there are two endpoints. */
  readonly block: number
  readonly arrivals: 'poisson' | 'constant'
  readonly seed: number
}

/** When each request is due (ms from the start), to which endpoint, in which block; ascending. */
export interface Schedule {
  readonly due: Float64Array
  readonly side: Uint8Array
  /** The how-many-eth counted block of its endpoint, or WARMUP. */
  readonly block: Uint32Array
}

export const WARMUP = 0xffffffff
/** Requests of one run: more is a load test for tools that do nothing else. */
export const MOST_REQUESTS = 1_000_000

/**
 * Every moment a request is due, fixed before the first is sent: no answer can delay the next question, which is how
 * closed loops leave out the slowest ones (G. Tene's coordinated omission). Two endpoints take turns A B B A, so that a
 * machine that grows slower is as slow for both.
 */
export function scheduleOf(load: Load, endpoints: 1 | 2): Schedule {
  const { rate, block, arrivals } = load
  const random = seededRandom(load.seed)
  const warmBlocks = Math.ceil(load.warmup / block)
  const blocks = Math.max(1, Math.round(load.duration / block))
  const due: number[] = []
  const side: number[] = []
  const of: number[] = []
  for (let turn = 0; turn < (warmBlocks + blocks) * endpoints; turn++) {
    const pair = Math.floor(turn / endpoints)
    const first = pair % 2
    const endpoint = endpoints === 1 ? 0 : turn % 2 === 0 ? first : 1 - first
    const start = turn * block
    for (let at = gap(); at < block; at += gap()) {
      due.push(start + at)
      side.push(endpoint)
      of.push(pair < warmBlocks ? WARMUP : pair - warmBlocks)
    }
  }
  return { due: Float64Array.from(due), side: Uint8Array.from(side), block: Uint32Array.from(of) }

  function gap(): number {
    const mean = 1_000 / rate
    return arrivals === 'constant' ? mean : -mean * Math.log1p(-random.next())
  }
}
