import { clip, plainText } from './text.ts'

/** Keys of a slice are data: a path in a message is one line of bounded length. */
const MAX_PATH = 120

/** A path of keys and indexes as a reader would write it: `findings[3].candidate.value`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  const joined = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return clip(plainText(joined.replace(/^\./, '')), MAX_PATH)
}

/** The first of a schema's complaints as one line: `verdict: Invalid option (and 3 more)`. */
export function firstIssue(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): {
  readonly path: string
  readonly message: string
} {
  const [first] = issues
  const path = fieldPath(first?.path ?? [])
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  const what = clip(plainText(first?.message ?? 'invalid'), 2 * MAX_PATH)
  return { path, message: `${path || 'the document'}: ${what}${more}` }
}
