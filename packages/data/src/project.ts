import { DataError, quoteValue } from './error.ts'

/** Why a struct itself is no column. */
export const STRUCT = 'is a struct; name a field within it, as in "struct.field"'
/** Names of columns a message lists before it says how many more there are. */
const LISTED = 12

/**
 * Indexes of the named columns, all when `names` is undefined. A name the table lacks is a DataError `missing-column`
 * that lists what it has, or whatever `explain` knows better.
 */
export function projectFields(
  table: string,
  fields: readonly { readonly name: string }[],
  names: readonly string[] | undefined,
  explain?: (name: string) => DataError | undefined,
): readonly number[] {
  if (names === undefined) return fields.map((_, i) => i)
  const byName = new Map(fields.map((field, i) => [field.name, i]))
  return names.map((name) => {
    const index = byName.get(name)
    if (index !== undefined) return index
    throw explain?.(name) ?? new DataError('missing-column', table, missing(name, fields))
  })
}

function missing(name: string, fields: readonly { readonly name: string }[]): string {
  const folded = name.trim().toLowerCase()
  const near = fields.find((field) => field.name.trim().toLowerCase() === folded)
  const listed = fields
    .slice(0, LISTED)
    .map((field) => quoteValue(field.name))
    .join(', ')
  const more = fields.length > LISTED ? ` and ${fields.length - LISTED} more` : ''
  const hint = near === undefined ? '' : `. Did you mean ${quoteValue(near.name)}?`
  return `has no column ${quoteValue(name)}; it has ${listed}${more}${hint}`
}

/** A remark for each column that is left out, by its reason; structs are not, since their fields are read. */
export function notesOf(refused: ReadonlyMap<string, string>): readonly string[] {
  const left = [...refused].filter(([, why]) => why !== STRUCT)
  const listed = left.slice(0, LISTED).map(([name, why]) => `column ${quoteValue(name)} ${why}`)
  return left.length > LISTED ? [...listed, `${left.length - LISTED} more columns are not read`] : listed
}
