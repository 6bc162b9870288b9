import {
  baseType,
  booleanText,
  DAY_MS,
  decimalOf,
  decimalValue,
  type Dialect,
  digits,
  nestedCase,
  quoted,
} from './dialect.ts'

/** Names are taken exactly; what was created without quotes Snowflake keeps in upper case. */
export const snowflake: Dialect = {
  name: 'snowflake',
  // 1 MB of text is the limit.
  maxStatement: 900_000,
  identifier: (name) => quoted(name, '"'),
  // A bare 1e0 is a NUMBER here.
  double: (value) => `'${digits(value)}'::FLOAT`,
  toDouble: (sql) => `CAST(${sql} AS FLOAT)`,
  toText: (sql) => `CAST(${sql} AS VARCHAR)`,
  exactText(double) {
    // A FLOAT is printed in fewer digits than it has. What the printed text leaves of it is again a double, exactly, and
    // printed behind it; what that leaves is below half a unit of the last place of the first.
    const printed = snowflake.toText(double)
    const rest = `(${double} - ${snowflake.toDouble(printed)})`
    const printedRest = snowflake.toText(rest)
    const last = snowflake.toText(`${rest} - ${snowflake.toDouble(printedRest)}`)
    return `${printed} || '_' || ${printedRest} || '_' || ${last}`
  },
  isNaN: (double) => `${double} = 'NaN'::FLOAT`,
  infinity: `'inf'::FLOAT`,
  negativeInfinity: `'-inf'::FLOAT`,
  hex: (text) => `HEX_ENCODE(${text})`,
  typeOf: (column) => `SYSTEM$TYPEOF(ANY_VALUE(${column}))`,
  cell: (double, edges) => nestedCase(double, edges, (edge) => snowflake.double(edge)),
  read(type, column) {
    // `NUMBER(38,0)[SB16]`: how it is stored is nothing to us.
    switch (baseType(type.replace(/\[\w+\]$/, ''))) {
      case 'number':
        return decimalOf(type)?.scale === 0
          ? { kind: 'integer', value: column }
          : { kind: 'float', value: decimalValue(column, type, snowflake) }
      case 'float':
        return { kind: 'float', value: column }
      case 'boolean':
        return { kind: 'boolean', value: booleanText(column) }
      case 'varchar':
        return { kind: 'text', value: column }
      case 'date':
        return {
          kind: 'timestamp',
          value: `${snowflake.toDouble(`DATEDIFF(day, DATE '1970-01-01', ${column})`)} * ${DAY_MS}`,
        }
      case 'timestamp_ntz':
      case 'timestamp_ltz':
      case 'timestamp_tz': {
        const whole = `DATE_PART(epoch_millisecond, ${column})`
        const rest = `DATE_PART(epoch_nanosecond, ${column}) - ${whole} * 1000000`
        const value = `${snowflake.toDouble(whole)} + ${snowflake.toDouble(rest)} / ${snowflake.double(1_000_000)}`
        return { kind: 'timestamp', value }
      }
      default:
        return undefined
    }
  },
}
