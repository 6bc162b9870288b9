import type { Column } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import type { Field, Format } from '../table.ts'
import type { DatasetFile } from './files.ts'

/** What opening a file of a dataset showed. */
export interface FileSchema {
  readonly file: DatasetFile
  readonly format: Format
  readonly fields: readonly Field[]
  readonly rowCount: number | undefined
  readonly byteLength: number
  readonly notes: readonly string[]
}

export interface DatasetSchema {
  readonly fields: readonly Field[]
  /** Columns that cannot be read from all files together, and why. */
  readonly refused: ReadonlyMap<string, DataError>
}

/**
 * The columns of all files, in order of first sight. Two files that disagree about a column, or where one lacks it, make
 * a refusal that names both and the column: raised when the column is asked for, since a column nobody reads harms nobody.
 * With `union` a column that a file lacks is null there. DataError `unsupported` when the files' formats differ.
 */
export function unionSchemas(schemas: readonly FileSchema[], union: boolean): DatasetSchema {
  const [first] = schemas
  const other = schemas.find(({ format }) => format !== first?.format)
  if (first !== undefined && other !== undefined) {
    const message = `is ${other.format}, but ${first.file.path} is ${first.format}; a dataset has one format`
    throw new DataError('unsupported', other.file.path, message)
  }
  const holders = new Map<string, { readonly schema: FileSchema; readonly field: Field }[]>()
  for (const schema of schemas) {
    for (const field of schema.fields) {
      const known = holders.get(field.name)
      if (known === undefined) holders.set(field.name, [{ schema, field }])
      else known.push({ schema, field })
    }
  }
  const fields: Field[] = []
  const refused = new Map<string, DataError>()
  for (const [name, held] of holders) {
    const lacking = held.length < schemas.length
    const { kind, conflict } = commonKind(name, held)
    if (lacking && !union) refused.set(name, missing(name, schemas, held[0]!.schema))
    else if (conflict !== undefined) refused.set(name, conflict)
    fields.push({
      name,
      kind,
      nullable: lacking || held.some(({ field }) => field.nullable),
      ...(held.every(({ field }) => field.unseen === true) ? { unseen: true } : {}),
    })
  }
  return { fields, refused }
}

/** Fields whose kind is only a guess follow the others; whole numbers and 64-bit integers are 64-bit integers. */
function commonKind(
  name: string,
  held: readonly { readonly schema: FileSchema; readonly field: Field }[],
): { readonly kind: Column['kind']; readonly conflict?: DataError } {
  const seen = held.filter(({ field }) => field.unseen !== true)
  const first = seen[0] ?? held[0]!
  const other = seen.find(({ field }) => field.kind !== first.field.kind)
  if (other === undefined) return { kind: first.field.kind }
  if (seen.every(({ field }) => field.kind === 'number' || field.kind === 'bigint')) return { kind: 'bigint' }
  const message = `column ${quoteValue(name)} is ${other.field.kind}, but ${first.field.kind} in ${first.schema.file.path}. Mend one of them, or leave the column out`
  return { kind: first.field.kind, conflict: new DataError('wrong-type', other.schema.file.path, message) }
}

function missing(name: string, schemas: readonly FileSchema[], holder: FileSchema): DataError {
  const without = schemas.find(({ fields }) => !fields.some((field) => field.name === name))!
  const message = `has no column ${quoteValue(name)}, which ${holder.file.path} has`
  return new DataError('missing-column', without.file.path, message)
}
