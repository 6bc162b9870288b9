import type { Digest } from '@mlops-actions/report'

/** Data in another system, as the record keeps them (`Dataset` of the registry, without its name). */
export interface ForeignIdentity<Kind extends string> {
  readonly kind: Kind
  readonly source: string
  readonly id: string
  readonly digest?: Digest
  readonly byteLength?: number
  readonly details?: Record<string, string>
}

/** Details that are known; the rest is left out, not recorded as unknown. */
export function knownDetails(details: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
