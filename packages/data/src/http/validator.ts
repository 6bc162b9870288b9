/** What tells one state of a file from another (RFC 9110 8.8). */
export interface Validator {
  readonly etag: string | undefined
  readonly lastModified: string | undefined
}

/** A weak ETag promises the same meaning, not the same bytes, and ranges of two states may not be joined by it. */
export function validatorOf(headers: ReadonlyMap<string, string>): Validator {
  const etag = headers.get('etag')
  const strong = etag !== undefined && /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(etag)
  return { etag: strong ? etag : undefined, lastModified: headers.get('last-modified') }
}

/** The strongest thing both sides tell must be equal; a side that tells nothing any more is not the same. */
export function sameState(known: Validator, now: Validator): boolean {
  return known.etag === undefined ? known.lastModified === now.lastModified : known.etag === now.etag
}

/**
 * Conditions for a range. With `If-Match` a changed file is answered 412; `If-Range` says the same to servers that know
 * only that (and answer 200), and to one with dates alone.
 */
export function conditionsOf({ etag, lastModified }: Validator): Readonly<Record<string, string>> {
  if (etag !== undefined) return { 'if-match': etag, 'if-range': etag }
  return lastModified === undefined ? {} : { 'if-range': lastModified }
}
