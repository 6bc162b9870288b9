import type { ByteSource } from '@mlops-actions/data'
import { type Cursor, cursorOf } from '../../binary/window.ts'
import { LineageError } from '../../error.ts'
import { joblibArrayBytes } from './joblib.ts'
import { MARK, OPAQUE, setItems, textValue, tupleValue, type Value } from './values.ts'

/** What loading a pickle would import and call. */
export interface PickleScan {
  /** `module.name` of everything it imports, in order, once each. */
  readonly globals: readonly string[]
  /** It calls what it imports (REDUCE, INST, OBJ, NEWOBJ, BUILD). */
  readonly calls: boolean
  /** Bytes after the last STOP that are no pickle. */
  readonly trailing: number
}

const MAX_GLOBALS = 4096
const MAX_STACK = 4_000_000
const MAX_DEPTH = 64
/** joblib nests a pickle for every array of objects. */
const MAX_PICKLES = 10_000

/**
 * Reads a pickle's opcodes (protocols 0 to 5, pickletools.py) and follows its stack without making an object: what it
 * would import is known, and nothing is imported. Large values are leapt over, so a file of gigabytes costs seconds.
 *
 * Several pickles in one file, and the raw arrays joblib writes between opcodes, are followed too: scanners that stop at
 * the first STOP or at the first array have been walked around that way.
 *
 * @throws LineageError `corrupt` for what Python could not load either, or what cannot be followed; `too-large`
 */
export async function scanPickle(
  source: ByteSource,
  start = 0,
  end = source.byteLength,
): Promise<PickleScan> {
  const cursor = cursorOf(source, start, end)
  const globals = new Set<string>()
  const seen = { calls: false }
  let pickles = 0
  while (cursor.offset < cursor.end) {
    if (pickles > 0 && !(await startsPickle(source, cursor))) break
    if (++pickles > MAX_PICKLES)
      throw new LineageError('too-large', `${source.name}: more than ${MAX_PICKLES} pickles`)
    await scanOne(cursor, source.name, globals, seen)
  }
  if (pickles === 0) throw new LineageError('corrupt', `${source.name}: is empty`)
  return { globals: [...globals], calls: seen.calls, trailing: cursor.end - cursor.offset }
}

/** After the first, only what announces itself as a pickle of protocol 2 or later is read as one. */
async function startsPickle(source: ByteSource, { offset, end }: Cursor): Promise<boolean> {
  if (end - offset < 2) return false
  const [proto, version] = await source.read(offset, 2)
  return proto === 0x80 && version !== undefined && version >= 2 && version <= 5
}

/** One pickle, to its STOP. */
async function scanOne(
  cursor: Cursor,
  where: string,
  globals: Set<string>,
  seen: { calls: boolean },
  depth = 0,
): Promise<void> {
  if (depth > MAX_DEPTH)
    throw new LineageError('too-large', `${where}: arrays of objects nested deeper than ${MAX_DEPTH}`)
  const stack: Value[] = []
  const memo = new Map<number, Value>()
  let memoized = 0
  const corrupt = (why: string): LineageError =>
    new LineageError('corrupt', `${where}: ${why} at byte ${cursor.offset}`)
  const push = (value: Value): void => {
    if (stack.length >= MAX_STACK)
      throw new LineageError('too-large', `${where}: the stack outgrows any model`)
    stack.push(value)
  }
  const pop = (): Value => {
    const value = stack.pop()
    if (value === undefined) throw corrupt('takes from an empty stack')
    return value
  }
  const popMark = (): Value[] => {
    const at = stack.lastIndexOf(MARK)
    if (at < 0) throw corrupt('has no mark')
    const items = stack.splice(at)
    items.shift()
    return items
  }
  const found = (name: string): Value => {
    if (globals.size >= MAX_GLOBALS)
      throw new LineageError('too-large', `${where}: imports more than ${MAX_GLOBALS} names`)
    globals.add(name)
    return { kind: 'global', name }
  }
  const call = (callee: Value, args: Value): void => {
    seen.calls = true
    push(callee.kind === 'global' ? { kind: 'made', by: callee.name, args } : OPAQUE)
  }
  const put = (index: number): void => {
    const top = stack.at(-1)
    // Only what can still matter is remembered: a memo of millions of floats would be a memory leak of ours.
    if (top && top.kind !== 'opaque' && top.kind !== 'number') memo.set(index, top)
    else memo.delete(index)
    memoized = Math.max(memoized, index + 1)
  }
  const line = async (): Promise<string> => new TextDecoder().decode(await cursor.line())
  const uint = async (length: number): Promise<number> => {
    let value = 0
    for (const [at, byte] of (await cursor.take(length)).entries()) value += byte * 2 ** (8 * at)
    if (!Number.isSafeInteger(value)) throw corrupt('has a length beyond any file')
    return value
  }
  const text = async (length: number): Promise<void> => {
    if (length > 4096) {
      cursor.skip(length)
      push(OPAQUE)
    } else push(textValue(await cursor.take(length)))
  }
  const opaque = (length: number): void => {
    cursor.skip(length)
    push(OPAQUE)
  }

  for (;;) {
    const opcode = await cursor.byte()
    switch (opcode) {
      case 0x2e: // STOP
        return
      case 0x80: // PROTO
        if ((await cursor.byte()) > 5) throw corrupt('has an unknown protocol')
        break
      case 0x95: // FRAME
        await uint(8)
        break

      // What it imports
      case 0x63: // c GLOBAL
        push(found(`${await line()}.${await line()}`))
        break
      case 0x93: {
        // STACK_GLOBAL
        const [name, module] = [pop(), pop()]
        // A name that is not a text we know was computed: Python would still import it, so it must be said.
        push(
          found(
            `${module.kind === 'text' ? module.text : '(computed)'}.${name.kind === 'text' ? name.text : '(computed)'}`,
          ),
        )
        break
      }
      case 0x69: {
        // i INST
        const name = `${await line()}.${await line()}`
        call(found(name), tupleValue(popMark()))
        break
      }
      case 0x82: // EXT1
        push(found(`copyreg extension ${await uint(1)}.(code)`))
        break
      case 0x83:
        push(found(`copyreg extension ${await uint(2)}.(code)`))
        break
      case 0x84:
        push(found(`copyreg extension ${await uint(4)}.(code)`))
        break

      // What it calls
      case 0x52: {
        // R REDUCE
        const args = pop()
        call(pop(), args)
        break
      }
      case 0x81: {
        // NEWOBJ
        const args = pop()
        call(pop(), args)
        break
      }
      case 0x92: {
        // NEWOBJ_EX
        pop()
        const args = pop()
        call(pop(), args)
        break
      }
      case 0x6f: {
        // o OBJ
        const [callee = OPAQUE, ...args] = popMark()
        call(callee, tupleValue(args))
        break
      }
      case 0x62: {
        // b BUILD
        seen.calls = true
        const state = pop()
        const made = stack.at(-1)
        if (made === undefined) throw corrupt('takes from an empty stack')
        if (made.kind === 'made') made.state = state
        const raw = joblibArrayBytes(made, state)
        if (raw === 'objects') await scanOne(cursor, where, globals, seen, depth + 1)
        else if (raw === 'unknown') throw corrupt('holds an array of a size that cannot be told')
        else if (raw) {
          if (raw.padded) cursor.skip(await cursor.byte())
          cursor.skip(raw.byteLength)
        }
        break
      }

      // Texts and bytes
      case 0x8c: // SHORT_BINUNICODE
        await text(await uint(1))
        break
      case 0x58: // X BINUNICODE
        await text(await uint(4))
        break
      case 0x8d: // BINUNICODE8
        await text(await uint(8))
        break
      case 0x55: // U SHORT_BINSTRING
        await text(await uint(1))
        break
      case 0x54: // T BINSTRING
        await text(await uint(4))
        break
      case 0x56: // V UNICODE
        push(textValue(await cursor.line()))
        break
      case 0x53: // S STRING, a quoted literal
        push(textValue(Buffer.from((await line()).replace(/^(['"])(.*)\1$/s, '$2'))))
        break
      case 0x42: // B BINBYTES
        opaque(await uint(4))
        break
      case 0x43: // C SHORT_BINBYTES
        opaque(await uint(1))
        break
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        opaque(await uint(8))
        break
      case 0x97: // NEXT_BUFFER
        push(OPAQUE)
        break
      case 0x98: // READONLY_BUFFER
        break

      // Numbers
      case 0x4b: // K BININT1
        push({ kind: 'number', value: await uint(1) })
        break
      case 0x4d: // M BININT2
        push({ kind: 'number', value: await uint(2) })
        break
      case 0x4a: // J BININT, signed
        push({ kind: 'number', value: (await uint(4)) | 0 })
        break
      case 0x49: // I INT, also 00 and 01 for booleans
      case 0x4c: {
        // L LONG
        const value = Number.parseInt(await line(), 10)
        push(Number.isSafeInteger(value) ? { kind: 'number', value } : OPAQUE)
        break
      }
      case 0x8a: {
        // LONG1
        const length = await uint(1)
        push(length <= 6 ? { kind: 'number', value: await uint(length) } : (cursor.skip(length), OPAQUE))
        break
      }
      case 0x8b: // LONG4
        opaque(await uint(4))
        break
      case 0x46: // F FLOAT
        await cursor.line()
        push(OPAQUE)
        break
      case 0x47: // G BINFLOAT
        opaque(8)
        break
      case 0x4e: // N NONE
        push(OPAQUE)
        break
      case 0x88:
      case 0x89:
        push({ kind: 'boolean', value: opcode === 0x88 })
        break

      // Containers
      case 0x29: // ) EMPTY_TUPLE
        push(tupleValue([]))
        break
      case 0x85:
      case 0x86:
      case 0x87: {
        const items = Array.from({ length: opcode - 0x84 }, pop)
        push(tupleValue(items.toReversed()))
        break
      }
      case 0x74: // t TUPLE
        push(tupleValue(popMark()))
        break
      case 0x7d: // } EMPTY_DICT
        push({ kind: 'dict', entries: new Map() })
        break
      case 0x64: {
        // d DICT
        const dict: Value = { kind: 'dict', entries: new Map() }
        setItems(dict, popMark())
        push(dict)
        break
      }
      case 0x73: {
        // s SETITEM
        const [value, key] = [pop(), pop()]
        setItems(stack.at(-1), [key, value])
        break
      }
      case 0x75: {
        // u SETITEMS
        const pairs = popMark()
        setItems(stack.at(-1), pairs)
        break
      }
      case 0x5d: // ] EMPTY_LIST
      case 0x8f: // EMPTY_SET
        push(OPAQUE)
        break
      case 0x6c: // l LIST
      case 0x91: // FROZENSET
        popMark()
        push(OPAQUE)
        break
      case 0x61: // a APPEND
        pop()
        break
      case 0x65: // e APPENDS
      case 0x90: // ADDITEMS
        popMark()
        break

      // The stack and the memo
      case 0x28: // ( MARK
        push(MARK)
        break
      case 0x30: // 0 POP
        pop()
        break
      case 0x31: // 1 POP_MARK
        popMark()
        break
      case 0x32: // 2 DUP
        push(stack.at(-1) ?? OPAQUE)
        break
      case 0x67: // g GET
        push(memo.get(Number(await line())) ?? OPAQUE)
        break
      case 0x68: // h BINGET
        push(memo.get(await uint(1)) ?? OPAQUE)
        break
      case 0x6a: // j LONG_BINGET
        push(memo.get(await uint(4)) ?? OPAQUE)
        break
      case 0x70: // p PUT
        put(Number(await line()))
        break
      case 0x71: // q BINPUT
        put(await uint(1))
        break
      case 0x72: // r LONG_BINPUT
        put(await uint(4))
        break
      case 0x94: // MEMOIZE
        put(memoized)
        break
      case 0x50: // P PERSID
        await cursor.line()
        push(OPAQUE)
        break
      case 0x51: // Q BINPERSID
        pop()
        push(OPAQUE)
        break
      default:
        throw corrupt(`has no opcode 0x${opcode.toString(16).padStart(2, '0')}`)
    }
  }
}
