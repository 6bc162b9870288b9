import { DataError, quoteValue } from '../error.ts'
import { MAX_COLUMNS, MAX_JSON_DEPTH } from '../limits.ts'
import { ABSENT, BARE, type Cells, ESCAPED, NESTED, QUOTED } from '../text/cells.ts'
import { addKey, type KeyChild, type KeyNode } from './keys.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
/** The literals of JSON, and the three Python's json writes although JSON lacks them. */
const LITERALS = ['null', 'true', 'false', 'NaN', 'Infinity', '-Infinity'].map((text) =>
  new TextEncoder().encode(text),
)

/** Reads objects, one call a row, strictly after RFC 8259; where their scalars lie goes into `cells`. */
export interface ObjectScanner {
  /** Points the scanner at a block. */
  load(bytes: Uint8Array, line: number): void
  /** Reads the object at `from` into row `row`; the offset behind it. DataError `corrupt` with the line. */
  readObject(from: number, to: number, row: number): number
  /** Skips white space; counts lines. */
  skipSpace(from: number, to: number): number
  line(): number
  fail(message: string): DataError
}

/**
 * `cells` undefined is the learning pass: unknown keys are added to `root`, with what stood under them. Afterwards a key
 * that is not in the tree is checked and passed over.
 */
export function createObjectScanner(name: string, root: KeyNode, cells: Cells | undefined): ObjectScanner {
  const written = new Int32Array(cells?.width ?? 0).fill(-1)
  let bytes = new Uint8Array(0)
  let p = 0
  let end = 0
  let line = 1
  let row = 0
  let serial = 0
  let known = 0

  const fail = (message: string): DataError => new DataError('corrupt', `${name}:${line}`, message)
  const unexpected = (expected: string): DataError =>
    p >= end
      ? fail(`ends where ${expected} is expected`)
      : fail(`${quoteValue(String.fromCharCode(bytes[p]!))} stands where ${expected} is expected`)

  function space(): void {
    for (; p < end; p++) {
      const c = bytes[p]!
      if (c === 0x0a) line++
      else if (c !== 0x20 && c !== 0x09 && c !== 0x0d) return
    }
  }

  function put(child: KeyChild | undefined, start: number, stop: number, tag: number): void {
    if (child === undefined) return
    if (cells === undefined) {
      if (tag === ABSENT) child.empty = true
      else if (tag === NESTED) child.array = true
      else child.scalar = true
    } else if (child.column >= 0) {
      if (written[child.column] === serial)
        throw fail(`key ${quoteValue(child.path)} stands twice in one object`)
      written[child.column] = serial
      const cell = row * cells.width + child.column
      cells.starts[cell] = start
      cells.ends[cell] = stop
      cells.tags[cell] = tag
    }
  }

  /** From behind the opening quote to behind the closing one; whether it holds escapes. */
  function string(): boolean {
    let escaped = false
    let q = p
    for (;;) {
      const c = q < end ? bytes[q]! : 0
      if (c === QUOTE) break
      if (c < 0x20) {
        p = q
        throw fail(q < end ? 'a control character stands in a string; escape it' : 'ends inside a string')
      }
      if (c === BACKSLASH) {
        escaped = true
        p = q + 1
        q = escape()
      } else q++
    }
    p = q + 1
    return escaped
  }

  function escape(): number {
    const c = p < end ? String.fromCharCode(bytes[p]!) : ''
    if (c !== '' && '"\\/bfnrt'.includes(c)) return p + 1
    const hex = String.fromCharCode(...bytes.subarray(p + 1, Math.min(p + 5, end)))
    if (c === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) return p + 5
    throw fail('a string holds a backslash that escapes nothing')
  }

  function key(
    node: KeyNode | undefined,
    parent: KeyChild | undefined,
    expected: number,
  ): KeyChild | undefined {
    if (bytes[p] !== QUOTE || p >= end) throw unexpected('a key in double quotes')
    const start = ++p
    const escaped = string()
    const stop = p - 1
    space()
    if (bytes[p] !== COLON || p >= end) throw unexpected('a colon')
    p++
    if (node === undefined) return undefined
    const next = node.children[expected]
    if (next !== undefined && !escaped && same(next.bytes, bytes, start, stop)) return next
    const raw = decodeKey(start, stop)
    const text: string = escaped ? JSON.parse(`"${raw}"`) : raw
    const child = node.byName.get(text)
    if (child !== undefined || cells !== undefined) return child
    if (++known > MAX_COLUMNS)
      throw new DataError('too-large', `${name}:${line}`, `has more than ${MAX_COLUMNS} keys`)
    return addKey(node, parent, text)
  }

  function decodeKey(start: number, stop: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, stop))
    } catch {
      throw fail('a key is not UTF-8; convert the file to UTF-8')
    }
  }

  function object(node: KeyNode | undefined, parent: KeyChild | undefined, depth: number): void {
    if (depth > MAX_JSON_DEPTH) throw fail(`objects are nested more than ${MAX_JSON_DEPTH} deep`)
    p++
    space()
    if (bytes[p] === CLOSE_BRACE && p < end) {
      p++
      return
    }
    let expected = 0
    for (;;) {
      const child = key(node, parent, expected)
      if (child !== undefined) expected = child.index + 1
      space()
      value(child, depth)
      space()
      const c = p < end ? bytes[p] : 0
      if (c !== COMMA && c !== CLOSE_BRACE) throw unexpected('a comma or closing brace')
      p++
      if (c === CLOSE_BRACE) return
      space()
    }
  }

  function array(depth: number): void {
    if (depth > MAX_JSON_DEPTH) throw fail(`arrays are nested more than ${MAX_JSON_DEPTH} deep`)
    p++
    space()
    if (bytes[p] === CLOSE_BRACKET && p < end) {
      p++
      return
    }
    for (;;) {
      space()
      value(undefined, depth)
      space()
      const c = p < end ? bytes[p] : 0
      if (c !== COMMA && c !== CLOSE_BRACKET) throw unexpected('a comma or closing bracket')
      p++
      if (c === CLOSE_BRACKET) return
    }
  }

  function value(child: KeyChild | undefined, depth: number): void {
    const start = p
    const c = p < end ? bytes[p]! : 0
    if (c === QUOTE) {
      p++
      const escaped = string()
      put(child, start + 1, p - 1, escaped ? ESCAPED : QUOTED)
    } else if (c === OPEN_BRACE) {
      object(child?.node, child, depth + 1)
      // While learning, an object is no value of its own: its keys are.
      if (cells !== undefined) put(child, start, p, NESTED)
    } else if (c === OPEN_BRACKET) {
      array(depth + 1)
      put(child, start, p, NESTED)
    } else if (number()) put(child, start, p, BARE)
    else {
      const literal = LITERALS.find((text) => p + text.length <= end && same(text, bytes, p, p + text.length))
      if (literal === undefined) throw unexpected('a value')
      p += literal.length
      put(child, start, p, literal === LITERALS[0] ? ABSENT : BARE)
    }
  }

  function digits(): boolean {
    const start = p
    while (p < end && bytes[p]! >= 0x30 && bytes[p]! <= 0x39) p++
    return p > start
  }

  /** The grammar of a JSON number; false and unmoved when none begins here. */
  function number(): boolean {
    const start = p
    if (bytes[p] === 0x2d) p++
    const first = p
    if (!digits()) {
      p = start
      return false
    }
    if (bytes[first] === 0x30 && p > first + 1) throw fail('a number has a leading zero')
    if (p < end && bytes[p] === 0x2e) {
      p++
      if (!digits()) throw unexpected('a digit')
    }
    if (p < end && (bytes[p]! | 0x20) === 0x65) {
      p++
      if (p < end && (bytes[p] === 0x2b || bytes[p] === 0x2d)) p++
      if (!digits()) throw unexpected('a digit')
    }
    return true
  }

  return {
    load(block, first) {
      bytes = block as Uint8Array<ArrayBuffer>
      line = first
    },
    readObject(from, to, into) {
      p = from
      end = to
      row = into
      serial++
      if (bytes[p] !== OPEN_BRACE || p >= end) throw unexpected('an object')
      if (cells !== undefined) {
        const base = row * cells.width
        cells.starts.fill(0, base, base + cells.width)
        cells.ends.fill(0, base, base + cells.width)
        cells.tags.fill(ABSENT, base, base + cells.width)
        cells.lines[row] = line
      }
      object(root, undefined, 1)
      return p
    },
    skipSpace(from, to) {
      p = from
      end = to
      space()
      return p
    },
    line: () => line,
    fail,
  }
}

function same(expected: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  if (expected.length !== length) return false
  for (let i = 0; i < length; i++) if (expected[i] !== bytes[start + i]) return false
  return true
}
