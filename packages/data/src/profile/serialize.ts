import { DataError } from '../error.ts'
import { MIB } from '../limits.ts'
import type { Cell, ColumnProfile, Profile } from './profile.ts'
import { PROFILE_VERSION } from './profile.ts'

/** A thousand numeric columns of 2048 cells stay below. */
export const MAX_PROFILE_CHARACTERS = 128 * MIB

/** Versioned JSON. Doubles are written in their shortest exact form, so that parsing gives the same digest. */
export function serializeProfile(profile: Profile): string {
  return `${JSON.stringify(profile, (key, value: unknown) => {
    // JSON would write null for an overflowed sum, and a later reader could take it for "none".
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new RangeError(`the profile's ${JSON.stringify(key)} exceeds the range of doubles`)
    }
    return value
  })}\n`
}

/** A profile written by `serializeProfile`, every field checked. DataError `corrupt`, `unsupported`, `too-large`. */
export function parseProfile(text: string, where: string): Profile {
  if (text.length > MAX_PROFILE_CHARACTERS) {
    throw new DataError('too-large', where, `a profile may hold ${MAX_PROFILE_CHARACTERS} characters`)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new DataError('corrupt', where, 'is not JSON', { cause })
  }
  const check = checker(where)
  const root = check.record(parsed, 'the profile', ['version', 'columns'])
  if (root['version'] !== PROFILE_VERSION) {
    throw new DataError('unsupported', where, `only profile version ${PROFILE_VERSION} can be read`)
  }
  const columns = check
    .list(root['columns'], 'columns')
    .map((column, i) => parseColumn(check, column, `columns[${i}]`))
  check.that(new Set(columns.map((c) => c.name)).size === columns.length, 'columns', 'distinct names')
  return { version: PROFILE_VERSION, columns }
}

const NUMBER_KEYS =
  'name kind rows nulls nan negativeInfinity positiveInfinity min max moments edges cells'.split(' ')
const CATEGORY_KEYS = ['name', 'kind', 'rows', 'nulls', 'categories']

function parseColumn(check: Checker, value: unknown, at: string): ColumnProfile {
  const kind = (value as { kind?: unknown } | null)?.kind
  switch (kind) {
    case 'number':
    case 'timestamp': {
      const c = check.record(value, at, NUMBER_KEYS)
      const edges = check.list(c['edges'], `${at}.edges`).map((e) => check.number(e, `${at}.edges`))
      check.that(
        edges.every((e, i) => i === 0 || e > edges[i - 1]!),
        `${at}.edges`,
        'ascending numbers',
      )
      const cells = check.list(c['cells'], `${at}.cells`).map((cell) => parseCell(check, cell, `${at}.cells`))
      check.that(cells.length === edges.length + 1, `${at}.cells`, 'one cell more than edges')
      const m = check.record(c['moments'], `${at}.moments`, ['count', 'mean', 'm2', 'm3', 'm4'])
      const moment = (key: string): number => check.number(m[key], `${at}.moments.${key}`)
      const tally = (key: string): number => check.count(c[key], `${at}.${key}`)
      const extreme = (key: string) => (c[key] === null ? null : check.number(c[key], `${at}.${key}`))
      const column = {
        ...common(check, c, at),
        kind,
        nan: tally('nan'),
        negativeInfinity: tally('negativeInfinity'),
        positiveInfinity: tally('positiveInfinity'),
        min: extreme('min'),
        max: extreme('max'),
        moments: {
          count: check.count(m['count'], `${at}.moments.count`),
          mean: moment('mean'),
          m2: moment('m2'),
          m3: moment('m3'),
          m4: moment('m4'),
        },
        edges,
        cells,
      } as const
      const finite = cells.reduce((sum, cell) => sum + cell.count, 0)
      const { nulls, nan, negativeInfinity, positiveInfinity, moments, min, max } = column
      const all = finite + nulls + nan + negativeInfinity + positiveInfinity
      check.that(all === column.rows && moments.count === finite, at, 'counts that add up to rows')
      const ends = min === null || max === null ? min === max && finite === 0 : min <= max && finite > 0
      check.that(ends, at, 'min and max exactly when there are finite values')
      return column
    }
    case 'text':
    case 'boolean':
    case 'bigint': {
      const c = check.record(value, at, CATEGORY_KEYS)
      const categories = check.list(c['categories'], `${at}.categories`).map((entry): [string, number] => {
        const pair = check.list(entry, `${at}.categories`)
        check.that(pair.length === 2, `${at}.categories`, 'pairs of name and count')
        return [check.text(pair[0], `${at}.categories`), check.count(pair[1], `${at}.categories`)]
      })
      const ascending = categories.every(([name], i) => i === 0 || name > categories[i - 1]![0])
      check.that(ascending, `${at}.categories`, 'distinct names in order')
      const base = common(check, c, at)
      const all = categories.reduce((sum, [, count]) => sum + count, base.nulls)
      check.that(all === base.rows, at, 'counts that add up to rows')
      return { ...base, kind, categories }
    }
    default:
      throw new DataError('corrupt', where(check), `${at}.kind: expected a known kind`)
  }
}

function parseCell(check: Checker, value: unknown, at: string): Cell {
  const cell = check.record(value, at, ['count', 'sum', 'single'])
  const single = cell['single']
  if (typeof single !== 'boolean')
    throw new DataError('corrupt', where(check), `${at}.single: expected a boolean`)
  return { count: check.count(cell['count'], at), sum: check.number(cell['sum'], at), single }
}

const common = (check: Checker, c: Readonly<Record<string, unknown>>, at: string) => ({
  name: check.text(c['name'], `${at}.name`),
  rows: check.count(c['rows'], `${at}.rows`),
  nulls: check.count(c['nulls'], `${at}.nulls`),
})

type Checker = ReturnType<typeof checker>
const where = (check: Checker): string => check.where

function checker(file: string) {
  const fail = (at: string, expected: string): never => {
    throw new DataError('corrupt', file, `${at}: expected ${expected}`)
  }
  return {
    where: file,
    that: (holds: boolean, at: string, expected: string): void => {
      if (!holds) fail(at, expected)
    },
    record(value: unknown, at: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(at, 'an object')
      const found = Object.keys(value)
      if (found.length !== keys.length || !keys.every((key) => Object.hasOwn(value, key))) {
        return fail(at, `exactly the keys ${keys.join(', ')}`)
      }
      return value as Record<string, unknown>
    },
    list: (value: unknown, at: string): readonly unknown[] =>
      Array.isArray(value) ? (value as unknown[]) : fail(at, 'a list'),
    text: (value: unknown, at: string): string => (typeof value === 'string' ? value : fail(at, 'a string')),
    number: (value: unknown, at: string): number =>
      typeof value === 'number' && Number.isFinite(value) ? value : fail(at, 'a finite number'),
    count: (value: unknown, at: string): number =>
      Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : fail(at, 'a count'),
  }
}
