import type { Runtime } from '@mlops-actions/core'

/** What moving bytes over the network needs of the world. */
export type Network = Pick<Runtime, 'http' | 'clock' | 'random' | 'secrets' | 'signal'>

/** Slowest line that is waited for; below it a transfer counts as hung, and is resumed. */
const MIN_BYTES_PER_SECOND = 256 * 1024
const PATIENCE_MS = 60_000

/** How long a transfer of so many bytes may take. */
export function transferTimeout(byteLength: number): number {
  return PATIENCE_MS + Math.ceil((byteLength / MIN_BYTES_PER_SECOND) * 1000)
}
