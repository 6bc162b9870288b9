import { QUOTE } from './cell'

const BACKSLASH: u8 = 0x5c

/** Whether the string that was last passed holds escapes. */
export let escaped: bool = false

/** From behind the opening quote of a string to behind the closing one; 0 when it is not sound. */
export function behindString(from: usize): usize {
  escaped = false
  let p = from
  while (true) {
    const text = v128.load(p)
    const marks = v128.or(
      v128.or(i8x16.eq(text, i8x16.splat(QUOTE)), i8x16.eq(text, i8x16.splat(BACKSLASH))),
      i8x16.lt_u(text, i8x16.splat(0x20)),
    )
    const found = <u32>i8x16.bitmask(marks)
    if (found == 0) {
      p += 16
      continue
    }
    p += ctz(found)
    const c = load<u8>(p)
    if (c == QUOTE) return p + 1
    // A control character: the line feed that ends every line among them.
    if (c != BACKSLASH) return 0
    escaped = true
    p = behindEscape(p)
    if (p == 0) return 0
  }
}

function behindEscape(p: usize): usize {
  const c = load<u8>(p + 1)
  if (c == 0x75) {
    for (let q = p + 2; q < p + 6; q++) {
      const digit = load<u8>(q)
      if (digit - 0x30 > 9 && (digit | 0x20) - 0x61 > 5) return 0
    }
    return p + 6
  }
  // Of b f n r t " \ and /.
  const known =
    c == QUOTE || c == BACKSLASH || c == 0x2f || c == 0x62 || c == 0x66 || c == 0x6e || c == 0x72 || c == 0x74
  return known ? p + 2 : 0
}
