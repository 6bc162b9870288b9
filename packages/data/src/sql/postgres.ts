import { baseType, booleanText, type Dialect, digits, quoted } from './dialect.ts'

/** PostgreSQL cuts longer names and would look for another column. */
const MAX_IDENTIFIER_BYTES = 63

/** PostgreSQL 14 and later: before, `extract(epoch ...)` was a rounded double. */
export const postgres: Dialect = {
  name: 'postgres',
  maxStatement: 16_000_000,
  identifier(name) {
    if (new TextEncoder().encode(name).length > MAX_IDENTIFIER_BYTES) {
      throw new RangeError(`${JSON.stringify(name)} is longer than a name of PostgreSQL can be`)
    }
    return quoted(name, '"')
  },
  double: (value) => `'${digits(value)}'::float8`,
  toDouble: (sql) => `CAST(${sql} AS float8)`,
  toText: (sql) => `CAST(${sql} AS text)`,
  exactText: (double) => postgres.toText(double),
  // NaN equals itself here, and is above everything.
  isNaN: (double) => `${double} = 'NaN'::float8`,
  infinity: `'Infinity'::float8`,
  negativeInfinity: `'-Infinity'::float8`,
  hex: (text) => `encode(convert_to(${text}, 'UTF8'), 'hex')`,
  // any_value came with version 16.
  typeOf: (column) => `CAST(pg_typeof((array_agg(${column}))[1]) AS text)`,
  cell: (double, edges) => `width_bucket(${double}, '{${edges.map(digits).join(',')}}'::float8[])`,
  read(type, column) {
    switch (baseType(type)) {
      case 'smallint':
      case 'integer':
      case 'bigint':
        return { kind: 'integer', value: column }
      case 'real':
      case 'double precision':
      // numeric is cast by way of its digits, and so rounds once.
      case 'numeric':
        return { kind: 'float', value: postgres.toDouble(column) }
      case 'boolean':
        return { kind: 'boolean', value: booleanText(column) }
      case 'text':
      case 'character varying':
      case 'character':
      case 'uuid':
      case 'name':
        return { kind: 'text', value: postgres.toText(column) }
      case 'date':
      case 'timestamp without time zone':
      case 'timestamp with time zone':
        return { kind: 'timestamp', value: postgres.toDouble(`extract(epoch from ${column}) * 1000`) }
      default:
        return undefined
    }
  },
}
