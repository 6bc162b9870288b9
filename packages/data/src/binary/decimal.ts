/** Powers of ten up to here are exact doubles, so that one division rounds once. */
export const MAX_EXACT_SCALE = 22

/** unscaled / 10^scale, correctly rounded to a double; the scale may be negative. */
export function scaledBigInt(unscaled: bigint, scale: number): number {
  return Number(`${unscaled}e${-scale}`)
}
