/** Behind the number that begins at `p`, by the grammar of JSON; 0 when there is none. */
export function behindNumber(p: usize): usize {
  const first = load<u8>(p) == 0x2d ? p + 1 : p
  let q = behindDigits(first)
  if (q == first || (load<u8>(first) == 0x30 && q > first + 1)) return 0
  if (load<u8>(q) == 0x2e) {
    const fraction = q + 1
    q = behindDigits(fraction)
    if (q == fraction) return 0
  }
  if ((load<u8>(q) | 0x20) == 0x65) {
    const sign = load<u8>(q + 1)
    const exponent = q + (sign == 0x2b || sign == 0x2d ? 2 : 1)
    q = behindDigits(exponent)
    if (q == exponent) return 0
  }
  return q
}

/** Sixteen at once: the length of a number cannot be foretold, so a loop over its digits would end in a wrong guess. */
function behindDigits(p: usize): usize {
  while (true) {
    const values = i8x16.sub(v128.load(p), i8x16.splat(0x30))
    const others = <u32>i8x16.bitmask(i8x16.gt_u(values, i8x16.splat(9)))
    if (others != 0) return p + ctz(others)
    p += 16
  }
}
