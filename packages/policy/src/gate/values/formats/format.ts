import type { Fields } from '../json.ts'
import type { Value } from '../values.ts'

export interface Read {
  readonly values: ReadonlyMap<string, Value>
  readonly baseline?: ReadonlyMap<string, Value>
}

/** One form a tool writes its numbers in. A list at the top is under the key `items`. */
export interface ValueFormat {
  readonly name: string
  /** Whether the content has the marks of this form. */
  recognises(root: Fields): boolean
  read(root: Fields): Read
}
