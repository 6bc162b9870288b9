/** Returns a damaged copy; the same `random` makes the same damage again. */
export type Random = () => number

/** Numbers at which sizes, counts and offsets are known to go wrong. */
const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]
/** What the grammars of text are made of. */
const TOKENS = [
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  ',',
  '\t',
  ';',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '\\u0000',
  '\\ud800',
  '\0',
  '\ufeff',
  'NaN',
  '-Infinity',
  '1e999',
  '-',
  '9007199254740993',
  '99999999999999999999',
  'null',
  'true',
  '2026-02-30',
  '{"a":'.repeat(80),
  '['.repeat(300),
  '9'.repeat(400),
  '\ud83d',
] // prettier-ignore
const MAX_DAMAGES = 4
/** Structure of the binary formats lies at their ends. */
const TAIL_BYTES = 3000

/** One to four pieces of damage; `donor` is another file, whose bytes may be spliced in. */
export function mutate(original: Uint8Array, donor: Uint8Array, random: Random, text: boolean): Uint8Array {
  let bytes: Uint8Array = original.slice()
  for (let damages = 1 + pick(random, MAX_DAMAGES); damages > 0; damages--)
    bytes = damage(bytes, donor, random, text)
  return bytes
}

function damage(bytes: Uint8Array, donor: Uint8Array, random: Random, text: boolean): Uint8Array {
  if (bytes.length === 0) return donor.slice(0, 1 + pick(random, 64))
  const at = place(bytes, random)
  const length = 1 + pick(random, Math.min(bytes.length - at, random() < 0.8 ? 16 : 4096))
  switch (pick(random, text ? 9 : 8)) {
    case 0:
    case 1: {
      const out = bytes.slice()
      out[at]! ^= 1 << pick(random, 8)
      return out
    }
    case 2:
      return overwrite(bytes, at, interesting(random))
    case 3:
      return bytes.slice(0, at)
    case 4: // Left out.
      return joined(bytes.subarray(0, at), bytes.subarray(at + length))
    case 5: // Said twice, or many times.
      return joined(
        bytes.subarray(0, at),
        ...Array.from({ length: 1 + pick(random, 40) }, () => bytes.subarray(at, at + length)),
        bytes.subarray(at),
      )
    case 6: {
      const from = pick(random, donor.length)
      return overwrite(bytes, at, donor.subarray(from, from + length))
    }
    case 7:
      return overwrite(
        bytes,
        at,
        Uint8Array.from({ length }, () => pick(random, 256)),
      )
    default: {
      const token = new TextEncoder().encode(TOKENS[pick(random, TOKENS.length)])
      return joined(bytes.subarray(0, at), token, bytes.subarray(at))
    }
  }
}

function pick(random: Random, count: number): number {
  return Math.floor(random() * count)
}

function place(bytes: Uint8Array, random: Random): number {
  const zone = random() < 0.5 ? Math.min(TAIL_BYTES, bytes.length) : bytes.length
  return bytes.length - 1 - pick(random, zone)
}

function interesting(random: Random): Uint8Array {
  const value = INTERESTING[pick(random, INTERESTING.length)]!
  const out = new Uint8Array(1 << pick(random, 4))
  for (let i = 0; i < out.length; i++) out[i] = i < 4 ? value >>> (8 * i) : value > 0x7fffffff ? 0xff : 0
  return random() < 0.5 ? out : out.reverse()
}

function overwrite(bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array {
  const out = bytes.slice()
  out.set(piece.subarray(0, out.length - at), at)
  return out
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}
