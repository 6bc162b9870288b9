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
import type { SqlEngineName } from './engine.ts'

const divided = (a: string, b: string): string => `(${a}) div ${b}`

/** Spark 3.4 and later, and Databricks, which is Spark with a shorter leash on the length of statements. */
function sparkLike(name: SqlEngineName, maxStatement: number): Dialect {
  const spark: Dialect = {
    name,
    maxStatement,
    identifier: (column) => quoted(column, '`'),
    double: (value) => `(${digits(value)}D)`,
    toDouble: (sql) => `CAST(${sql} AS DOUBLE)`,
    toText: (sql) => `CAST(${sql} AS STRING)`,
    exactText: (double) => spark.toText(double),
    isNaN: (double) => `isnan(${double})`,
    infinity: `CAST('Infinity' AS DOUBLE)`,
    negativeInfinity: `CAST('-Infinity' AS DOUBLE)`,
    hex: (text) => `hex(${text})`,
    typeOf: (column) => `typeof(any_value(${column}))`,
    cell: (double, edges) => nestedCase(double, edges, (edge) => spark.double(edge)),
    read(type, column) {
      switch (baseType(type)) {
        case 'tinyint':
        case 'smallint':
        case 'int':
        case 'bigint':
          return { kind: 'integer', value: column }
        case 'float':
        case 'double':
          return { kind: 'float', value: spark.toDouble(column) }
        case 'decimal':
          return { kind: 'float', value: decimalValue(column, type, spark) }
        case 'boolean':
          return { kind: 'boolean', value: booleanText(column) }
        case 'string':
        case 'char':
        case 'varchar':
          return { kind: 'text', value: spark.toText(column) }
        case 'date':
          return { kind: 'timestamp', value: `${spark.toDouble(`unix_date(${column})`)} * ${DAY_MS}` }
        case 'timestamp':
          return { kind: 'timestamp', value: milliseconds(`unix_micros(${column})`, 1000, divided, spark) }
        case 'timestamp_ntz': {
          // Said to be UTC in so many words: the session's zone must not decide which instant it is.
          const instant = `CAST(concat(${spark.toText(column)}, 'Z') AS TIMESTAMP)`
          return { kind: 'timestamp', value: milliseconds(`unix_micros(${instant})`, 1000, divided, spark) }
        }
        default:
          return undefined
      }
    },
  }
  return spark
}

export const spark: Dialect = sparkLike('spark', 4_000_000)
export const databricks: Dialect = sparkLike('databricks', 1_000_000)
