/**
 * What a pickle's stack holds, as far as the scan needs to know: names that STACK_GLOBAL will join, and the few shapes
 * that tell how many raw bytes joblib put between two opcodes. Everything else is opaque; nothing is ever made or called.
 */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: Map<string, Value> }
  | { readonly kind: 'global'; readonly name: string }
  /** A class or a function called by the pickle, with its arguments. */
  | { readonly kind: 'made'; readonly by: string; readonly args: Value; state?: Value }
  | { readonly kind: 'opaque' }
  | { readonly kind: 'mark' }

export const OPAQUE: Value = { kind: 'opaque' }
export const MARK: Value = { kind: 'mark' }

/** Tuples and dicts beyond this are data, not descriptions. */
const MAX_ITEMS = 64
/** Longer texts are no names. */
const MAX_TEXT = 1024

export function textValue(bytes: Uint8Array): Value {
  return bytes.length > MAX_TEXT ? OPAQUE : { kind: 'text', text: new TextDecoder().decode(bytes) }
}

export function tupleValue(items: readonly Value[]): Value {
  return items.length > MAX_ITEMS ? OPAQUE : { kind: 'tuple', items }
}

/** Adds key, value, key, value, ... to a dict on the stack. */
export function setItems(dict: Value | undefined, pairs: readonly Value[]): void {
  if (dict?.kind !== 'dict') return
  for (let index = 0; index + 1 < pairs.length && dict.entries.size < MAX_ITEMS; index += 2) {
    const key = pairs[index]!
    if (key.kind === 'text') dict.entries.set(key.text, pairs[index + 1]!)
  }
}
