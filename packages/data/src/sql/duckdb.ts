import {
  baseType,
  booleanText,
  DAY_MS,
  decimalValue,
  type Dialect,
  digits,
  milliseconds,
  nestedCase,
  quoted,
} from './dialect.ts'

const divided = (a: string, b: string): string => `(${a}) // ${b}`

export const duckdb: Dialect = {
  name: 'duckdb',
  maxStatement: 16_000_000,
  identifier: (name) => quoted(name, '"'),
  double: (value) => `(${digits(value)}::DOUBLE)`,
  toDouble: (sql) => `CAST(${sql} AS DOUBLE)`,
  toText: (sql) => `CAST(${sql} AS VARCHAR)`,
  exactText: (double) => duckdb.toText(double),
  isNaN: (double) => `isnan(${double})`,
  infinity: `'Infinity'::DOUBLE`,
  negativeInfinity: `'-Infinity'::DOUBLE`,
  hex: (text) => `hex(${text})`,
  typeOf: (column) => `typeof(any_value(${column}))`,
  cell: (double, edges) => nestedCase(double, edges, (edge) => duckdb.double(edge)),
  read(type, column) {
    switch (baseType(type)) {
      case 'tinyint':
      case 'smallint':
      case 'integer':
      case 'bigint':
      case 'hugeint':
      case 'utinyint':
      case 'usmallint':
      case 'uinteger':
      case 'ubigint':
      case 'uhugeint':
        return { kind: 'integer', value: column }
      case 'float':
      case 'double':
        return { kind: 'float', value: duckdb.toDouble(column) }
      case 'decimal':
        return { kind: 'float', value: decimalValue(column, type, duckdb) }
      case 'boolean':
        return { kind: 'boolean', value: booleanText(column) }
      case 'varchar':
      case 'uuid':
      case 'enum':
        return { kind: 'text', value: duckdb.toText(column) }
      case 'date':
        return { kind: 'timestamp', value: `${duckdb.toDouble(`${column} - DATE '1970-01-01'`)} * ${DAY_MS}` }
      case 'timestamp':
      case 'timestamp_s':
      case 'timestamp_ms':
      case 'timestamp with time zone':
        return { kind: 'timestamp', value: milliseconds(`epoch_us(${column})`, 1000, divided, duckdb) }
      case 'timestamp_ns':
        return { kind: 'timestamp', value: milliseconds(`epoch_ns(${column})`, 1_000_000, divided, duckdb) }
      default:
        return undefined
    }
  },
}
