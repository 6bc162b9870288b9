import { baseType, booleanText, DAY_MS, decimalValue, type Dialect, digits, quoted } from './dialect.ts'

export const trino: Dialect = {
  name: 'trino',
  // query.max-length is 1,000,000 by default.
  maxStatement: 900_000,
  identifier: (name) => quoted(name, '"'),
  double: (value) => `DOUBLE '${digits(value)}'`,
  toDouble: (sql) => `CAST(${sql} AS double)`,
  toText: (sql) => `CAST(${sql} AS varchar)`,
  exactText: (double) => trino.toText(double),
  isNaN: (double) => `is_nan(${double})`,
  infinity: 'infinity()',
  negativeInfinity: '-infinity()',
  hex: (text) => `to_hex(to_utf8(${text}))`,
  typeOf: (column) => `typeof(any_value(${column}))`,
  // An array constructor takes few arguments in older versions; a split text takes any number.
  cell: (double, edges) =>
    `width_bucket(${double}, CAST(split('${edges.map(digits).join(',')}', ',') AS array(double)))`,
  read(type, column) {
    switch (baseType(type)) {
      case 'tinyint':
      case 'smallint':
      case 'integer':
      case 'bigint':
        return { kind: 'integer', value: column }
      case 'real':
      case 'double':
        return { kind: 'float', value: trino.toDouble(column) }
      case 'decimal':
        return { kind: 'float', value: decimalValue(column, type, trino) }
      case 'boolean':
        return { kind: 'boolean', value: booleanText(column) }
      case 'varchar':
      case 'char':
      case 'uuid':
        return { kind: 'text', value: trino.toText(column) }
      case 'date':
        return {
          kind: 'timestamp',
          value: `${trino.toDouble(`date_diff('day', DATE '1970-01-01', ${column})`)} * ${trino.double(DAY_MS)}`,
        }
      case 'timestamp':
        return instants(type, column)
      case 'timestamp with time zone':
        return instants(type, `${column} AT TIME ZONE 'UTC'`)
      default:
        return undefined
    }
  },
}

/** Whole seconds and the microseconds behind them: no function of Trino counts microseconds since the epoch exactly. */
function instants(type: string, utc: string) {
  const precision = Number(/\((\d+)\)/.exec(type)?.[1] ?? 3)
  // Picoseconds would be cut off, and the file's would not.
  if (precision > 6) return undefined
  const time = `CAST(${utc} AS timestamp(6))`
  const seconds = trino.toDouble(
    `date_diff('second', TIMESTAMP '1970-01-01 00:00:00.000000', date_trunc('second', ${time}))`,
  )
  const micros = trino.toDouble(`substr(${trino.toText(time)}, -6)`)
  const value = `${seconds} * ${trino.double(1000)} + ${micros} / ${trino.double(1000)}`
  return { kind: 'timestamp', value } as const
}
