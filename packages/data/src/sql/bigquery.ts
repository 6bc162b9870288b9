import { baseType, booleanText, DAY_MS, type Dialect, digits, milliseconds, quoted } from './dialect.ts'

const divided = (a: string, b: string): string => `DIV(${a}, ${b})`

export const bigquery: Dialect = {
  name: 'bigquery',
  // 1 MB of unresolved GoogleSQL is the quota.
  maxStatement: 900_000,
  identifier(name) {
    // Quoted names know the escapes of strings.
    return `\`${quoted(name, '"').slice(1, -1).replaceAll('""', '"').replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
  },
  double: (value) => `CAST('${digits(value)}' AS FLOAT64)`,
  toDouble: (sql) => `CAST(${sql} AS FLOAT64)`,
  toText: (sql) => `CAST(${sql} AS STRING)`,
  exactText: (double) => bigquery.toText(double),
  isNaN: (double) => `IS_NAN(${double})`,
  infinity: `CAST('inf' AS FLOAT64)`,
  negativeInfinity: `CAST('-inf' AS FLOAT64)`,
  hex: (text) => `TO_HEX(CAST(${text} AS BYTES))`,
  typeOf: (column) => `TYPEOF(ANY_VALUE(${column}))`,
  cell: (double, edges) => `RANGE_BUCKET(${double}, [${edges.map(digits).join(',')}])`,
  read(type, column) {
    switch (baseType(type)) {
      case 'int64':
        return { kind: 'integer', value: column }
      case 'float64':
        return { kind: 'float', value: column }
      case 'numeric':
      case 'bignumeric':
        return { kind: 'float', value: bigquery.toDouble(bigquery.toText(column)) }
      case 'bool':
        return { kind: 'boolean', value: booleanText(column) }
      case 'string':
        return { kind: 'text', value: column }
      case 'date':
        return { kind: 'timestamp', value: `${bigquery.toDouble(`UNIX_DATE(${column})`)} * ${DAY_MS}` }
      case 'datetime':
        return {
          kind: 'timestamp',
          value: milliseconds(`UNIX_MICROS(TIMESTAMP(${column}, 'UTC'))`, 1000, divided, bigquery),
        }
      case 'timestamp':
        return { kind: 'timestamp', value: milliseconds(`UNIX_MICROS(${column})`, 1000, divided, bigquery) }
      default:
        return undefined
    }
  },
}
