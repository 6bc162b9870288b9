/**
 * The chances of every value of twice the signed-rank sum W+ when each rank carries a fair sign. Ranks come doubled, so
 * that midranks of ties are whole numbers: the distribution is exact given the ties, where the tabulated one is not.
 * Work and memory grow with the sum of the ranks; the caller bounds their number.
 */
export function signedRankDistribution(doubledRanks: ArrayLike<number>): Float64Array {
  let total = 0
  for (let i = 0; i < doubledRanks.length; i++) total += doubledRanks[i]!
  const chance = new Float64Array(total + 1)
  chance[0] = 1
  let reached = 0
  for (let i = 0; i < doubledRanks.length; i++) {
    const rank = doubledRanks[i]!
    reached += rank
    for (let sum = reached; sum >= 0; sum--) {
      chance[sum] = (chance[sum]! + (sum >= rank ? chance[sum - rank]! : 0)) / 2
    }
  }
  return chance
}

/** Sum of chances from the ends inward, so that a small tail keeps its digits. */
export function lowerTail(chance: Float64Array, upTo: number): number {
  let sum = 0
  for (let k = 0; k <= Math.min(upTo, chance.length - 1); k++) sum += chance[k]!
  return Math.min(1, sum)
}
