export interface ContentRange {
  readonly first: number
  readonly last: number
  readonly total: number
}

/** `bytes 0-99/1234` (RFC 9110 14.4); undefined for anything else, an unknown total included. */
export function parseContentRange(value: string | undefined): ContentRange | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(value?.trim() ?? '')
  if (match === null) return undefined
  const [first, last, total] = match.slice(1).map(Number) as [number, number, number]
  return first <= last && last < total ? { first, last, total } : undefined
}
