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

function behindDigits(p: usize): usize {
  while (load<u8>(p) - 0x30 <= 9) p++
  return p
}
