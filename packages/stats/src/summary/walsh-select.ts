/**
 * The k-th smallest (from 1) of the n(n+1)/2 pairwise means (x[i] + x[j])/2, i <= j, of values in ascending order, in
 * O(n) memory: bisection over the doubles themselves, each step counting the pairs below by two pointers. Rounded sums
 * keep the order of their terms, so the count is exact and the result is one of the means to the last bit.
 */
export function walshSelect(sorted: Float64Array, k: number): number {
  let low = orderKey(sorted[0]!) - 1n
  let high = orderKey(sorted.at(-1)!)
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (pairsUpTo(sorted, fromOrderKey(middle)) >= k) high = middle
    else low = middle
  }
  return fromOrderKey(high)
}

function pairsUpTo(sorted: Float64Array, bound: number): number {
  let count = 0
  let j = sorted.length - 1
  for (let i = 0; i < sorted.length; i++) {
    while (j >= i && sorted[i]! / 2 + sorted[j]! / 2 > bound) j--
    if (j < i) break
    count += j - i + 1
  }
  return count
}

const MAGNITUDE = (1n << 63n) - 1n

/** Whole numbers that sort as the doubles do. */
function orderKey(value: number): bigint {
  const bits = new BigInt64Array(Float64Array.of(value).buffer)[0]!
  return bits < 0n ? -(bits & MAGNITUDE) : bits
}

function fromOrderKey(key: bigint): number {
  const bits = key < 0n ? BigInt.asIntN(64, -key | (1n << 63n)) : key
  return new Float64Array(BigInt64Array.of(bits).buffer)[0]!
}
