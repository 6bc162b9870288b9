/** Parsed JSON or YAML of somebody else: nothing about it is believed before it is looked at. */
export type Fields = Readonly<Record<string, unknown>>

/** Deeper than any metrics file; a hostile one could nest until the stack ends. */
const DEEPEST = 20

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The mapping under a key, an empty one where there is none. */
export function fieldsAt(fields: Fields, key: string): Fields {
  const inner = Object.hasOwn(fields, key) ? fields[key] : undefined
  return isFields(inner) ? inner : {}
}

export function listAt(fields: Fields, key: string): readonly unknown[] {
  const inner = Object.hasOwn(fields, key) ? fields[key] : undefined
  return Array.isArray(inner) ? (inner as unknown[]) : []
}

export function textAt(fields: Fields, key: string): string | undefined {
  const inner = Object.hasOwn(fields, key) ? fields[key] : undefined
  return typeof inner === 'string' ? inner : undefined
}

/** A number, or the text of one: SageMaker and Model Card Toolkit quote theirs. NaN stays NaN, so that it is seen. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  if (value.trim() === 'NaN') return Number.NaN
  const number = Number(value)
  return Number.isNaN(number) ? undefined : number
}

export function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : undefined
}

/** Every number of a nested mapping by its dotted path; lists and texts are passed over. */
export function flattened(fields: Fields, read = numberOf): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const walk = (inner: Fields, path: string, depth: number): void => {
    if (depth > DEEPEST) return
    for (const [key, value] of Object.entries(inner)) {
      const at = path === '' ? key : `${path}.${key}`
      if (isFields(value)) walk(value, at, depth + 1)
      else {
        const number = read(value)
        if (number !== undefined) numbers.set(at, number)
      }
    }
  }
  walk(fields, '', 0)
  return numbers
}
