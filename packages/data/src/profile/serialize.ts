import { DataError } from '../error.ts'
import { MIB } from '../limits.ts'
import { checkProfile, type Fail } from './check-profile.ts'
import type { Distinct } from './distinct.ts'
import type { CategoryProfile, Cell, ColumnProfile, NumberProfile, Profile } from './profile.ts'
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
  // First, and before any other key: another version may have any keys.
  const version = (parsed as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version !== PROFILE_VERSION) throw otherVersion(where, version)
  const root = check.record(parsed, 'the profile', ['version', 'columns'])
  if (version !== PROFILE_VERSION) check.fail('version', String(PROFILE_VERSION))
  const columns = check
    .list(root['columns'], 'columns')
    .map((column, i) => parseColumn(check, column, `columns[${i}]`))
  const profile = { version: PROFILE_VERSION, columns } as const
  checkProfile(profile, check.fail)
  return profile
}

/** No version is converted into another: what a field of the new one counts cannot be had from the old one's. */
export function otherVersion(where: string, version: number): DataError {
  return new DataError(
    'unsupported',
    where,
    `is a profile of version ${version}, and this program reads version ${PROFILE_VERSION}: make it anew from its data`,
  )
}

const NUMBER_KEYS =
  'name kind rows nulls nan negativeInfinity positiveInfinity min max moments edges cells'.split(' ')
const CATEGORY_KEYS = ['name', 'kind', 'rows', 'nulls', 'listed', 'categories', 'other']

function parseColumn(check: Checker, value: unknown, at: string): ColumnProfile {
  const kind = (value as { kind?: unknown } | null)?.kind
  switch (kind) {
    case 'number':
    case 'timestamp':
      return parseNumbers(check, value, kind, at)
    case 'text':
    case 'boolean':
    case 'bigint':
      return parseCategories(check, value, kind, at)
    default:
      return check.fail(`${at}.kind`, 'a known kind')
  }
}

function parseNumbers(
  check: Checker,
  value: unknown,
  kind: NumberProfile['kind'],
  at: string,
): NumberProfile {
  const c = check.record(value, at, NUMBER_KEYS, ['distinct'])
  const m = check.record(c['moments'], `${at}.moments`, ['count', 'mean', 'm2', 'm3', 'm4'])
  const moment = (key: string): number => check.number(m[key], `${at}.moments.${key}`)
  const tally = (key: string): number => check.count(c[key], `${at}.${key}`)
  const extreme = (key: string) => (c[key] === null ? null : check.number(c[key], `${at}.${key}`))
  return {
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
    edges: check.list(c['edges'], `${at}.edges`).map((edge) => check.number(edge, `${at}.edges`)),
    cells: check.list(c['cells'], `${at}.cells`).map((cell) => parseCell(check, cell, `${at}.cells`)),
  }
}

function parseCategories(
  check: Checker,
  value: unknown,
  kind: CategoryProfile['kind'],
  at: string,
): CategoryProfile {
  const c = check.record(value, at, CATEGORY_KEYS, ['distinct'])
  const { listed } = c
  if (listed !== 'all' && listed !== 'heavy' && listed !== 'reference') {
    return check.fail(`${at}.listed`, 'all, heavy or reference')
  }
  const categories = check.list(c['categories'], `${at}.categories`).map((entry): [string, number] => {
    const pair = check.list(entry, `${at}.categories`)
    if (pair.length !== 2) check.fail(`${at}.categories`, 'pairs of name and count')
    return [check.text(pair[0], `${at}.categories`), check.count(pair[1], `${at}.categories`)]
  })
  return { ...common(check, c, at), kind, listed, categories, other: check.count(c['other'], `${at}.other`) }
}

function parseCell(check: Checker, value: unknown, at: string): Cell {
  const cell = check.record(value, at, ['count', 'sum', 'single'])
  const { single } = cell
  if (typeof single !== 'boolean') return check.fail(`${at}.single`, 'a boolean')
  return { count: check.count(cell['count'], at), sum: check.number(cell['sum'], at), single }
}

function common(check: Checker, c: Readonly<Record<string, unknown>>, at: string) {
  return {
    name: check.text(c['name'], `${at}.name`),
    rows: check.count(c['rows'], `${at}.rows`),
    nulls: check.count(c['nulls'], `${at}.nulls`),
    ...('distinct' in c ? { distinct: parseDistinct(check, c['distinct'], `${at}.distinct`) } : {}),
  }
}

function parseDistinct(check: Checker, value: unknown, at: string): Distinct {
  const by = (value as { by?: unknown } | null)?.by
  switch (by) {
    case 'count':
      return { by, count: check.count(check.record(value, at, ['by', 'count'])['count'], at) }
    case 'bounds': {
      const bounds = check.record(value, at, ['by', 'low', 'high'])
      return { by, low: check.count(bounds['low'], at), high: check.count(bounds['high'], at) }
    }
    case 'hyperloglog':
      return { by, registers: check.text(check.record(value, at, ['by', 'registers'])['registers'], at) }
    default:
      return check.fail(`${at}.by`, 'count, bounds or hyperloglog')
  }
}

interface Checker {
  readonly fail: Fail
  record(
    value: unknown,
    at: string,
    keys: readonly string[],
    optional?: readonly string[],
  ): Readonly<Record<string, unknown>>
  list(value: unknown, at: string): readonly unknown[]
  text(value: unknown, at: string): string
  number(value: unknown, at: string): number
  count(value: unknown, at: string): number
}

function checker(file: string): Checker {
  const fail: Fail = (at, expected) => {
    throw new DataError('corrupt', file, `${at}: expected ${expected}`)
  }
  return {
    fail,
    record(value, at, keys, optional = []) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(at, 'an object')
      const found = Object.keys(value)
      const known = found.filter((key) => keys.includes(key))
      if (known.length !== keys.length || found.some((key) => ![...keys, ...optional].includes(key))) {
        return fail(at, `exactly the keys ${keys.join(', ')}`)
      }
      return value as Record<string, unknown>
    },
    list: (value, at) => (Array.isArray(value) ? (value as unknown[]) : fail(at, 'a list')),
    text: (value, at) => (typeof value === 'string' ? value : fail(at, 'a string')),
    number: (value, at) =>
      typeof value === 'number' && Number.isFinite(value) ? value : fail(at, 'a finite number'),
    count: (value, at) =>
      Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : fail(at, 'a count'),
  }
}
