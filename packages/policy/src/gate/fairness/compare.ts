import { ratioOf, sumOf } from '../inference/mover.ts'
import type { Inference } from '../inference/inference.ts'
import { below, negated } from '../inference/inference.ts'
import { largestOf, smallestOf } from './gap.ts'
import type { Measure } from './measures.ts'
import type { GroupRate } from './rates.ts'

/** One rate of every group, the same groups in the same order for each rate of a measure. */
export type Rates = readonly GroupRate[]

/** How groups are set against each other. */
export type Against =
  | { readonly kind: 'between_groups' }
  /** Each group against all rows; a group and the rest of the rows are the independent parts of that. */
  | { readonly kind: 'to_overall'; readonly rest: readonly Rates[] }
  /** Each group against the one at this place. */
  | { readonly kind: 'vs_reference'; readonly at: number }

export type Gap = Extract<Measure, { kind: 'gap' | 'signed-mean' | 'extreme' }>

/**
 * The one number of a measure out of the rates of the groups. `rates[k]` is the k-th rate of the measure; rates of
 * different groups, and the true and the false positive rate of one group, are independent.
 */
export function compareGroups(measure: Gap, rates: readonly Rates[], against: Against): Inference {
  const n = rates.reduce(
    (most, rate) =>
      Math.max(
        most,
        rate.reduce((sum, { inference }) => sum + inference.n, 0),
      ),
    0,
  )
  switch (measure.kind) {
    case 'extreme': {
      const own = rates.flatMap((rate) => rate.map(({ inference }) => inference))
      return measure.scale === 'group_min' ? smallestOf(own, n) : largestOf(own, n)
    }
    case 'signed-mean': {
      const gaps = pairsOf(rates[0]!.length, against).map(([i, j]) => meanGap(rates, i, j))
      return largestOf(
        gaps.flatMap((gap) => [gap, negated(gap)]),
        n,
      )
    }
    case 'gap':
      if (measure.scale === 'ratio') {
        return smallestOf(
          rates.flatMap((rate, k) => ratios(rate, against, k)),
          n,
        )
      }
      return measure.combine === 'worst'
        ? largestOf(
            rates.flatMap((rate, k) => differences(rate, against, k)),
            n,
          )
        : largestOf(meanDifferences(rates, against), n)
    default:
      return measure satisfies never
  }
}

/** Ordered pairs: of each two groups either may be the one with the larger rate. */
function pairsOf(groups: number, against: Against): readonly (readonly [number, number])[] {
  const all = Array.from({ length: groups }, (_, i) => i)
  const pairs = all.flatMap((i) => all.filter((j) => j !== i).map((j) => [i, j] as const))
  return against.kind === 'vs_reference' ? pairs.filter((pair) => pair.includes(against.at)) : pairs
}

function differences(rate: Rates, against: Against, k: number): readonly Inference[] {
  if (against.kind !== 'to_overall') {
    return pairsOf(rate.length, against).map(([i, j]) => difference(rate[i]!, rate[j]!))
  }
  // With w the group's part of all rows: group - overall = (1 - w) (group - rest).
  return rate.flatMap((group, i) => {
    const rest = against.rest[k]![i]!
    const away = rest.mass / (group.mass + rest.mass)
    const gap = sumOf([
      [away, group.inference],
      [-away, rest.inference],
    ])
    return [gap, negated(gap)]
  })
}

function ratios(rate: Rates, against: Against, k: number): readonly Inference[] {
  if (against.kind !== 'to_overall') {
    return pairsOf(rate.length, against).map(([i, j]) => ratioOf(rate[i]!.inference, rate[j]!.inference))
  }
  return rate.flatMap((group, i) => {
    const rest = against.rest[k]![i]!
    const share = group.mass / (group.mass + rest.mass)
    return [
      ofMixture(ratioOf(group.inference, rest.inference), share),
      // overall / group = w + (1 - w) rest / group.
      affine(ratioOf(rest.inference, group.inference), share, 1 - share),
    ]
  })
}

/** group / overall = r / (w r + 1 - w), which grows with r = group / rest. */
function ofMixture(ratio: Inference, share: number): Inference {
  const overall = (r: number): number => (r === Infinity ? 1 / share : r / (share * r + 1 - share))
  const back = (bound: number): number =>
    share * bound >= 1 ? Infinity : (bound * (1 - share)) / (1 - share * bound)
  return mapped(ratio, overall, back)
}

function affine(inference: Inference, offset: number, factor: number): Inference {
  return mapped(
    inference,
    (x) => offset + factor * x,
    (bound) => (bound - offset) / factor,
  )
}

/** Through a growing function: limits and bounds are carried over as they are. */
function mapped(inference: Inference, to: (x: number) => number, back: (bound: number) => number): Inference {
  return {
    value: to(inference.value),
    n: inference.n,
    interval: (level) => {
      const { low, high, ...rest } = inference.interval(level)
      return { low: to(low), high: to(high), ...rest }
    },
    above: (bound) => inference.above(back(bound)),
    below: (bound) => below(inference, back(bound)),
  }
}

function difference(a: GroupRate, b: GroupRate): Inference {
  return sumOf([
    [1, a.inference],
    [-1, b.inference],
  ])
}

/** Mean over the rates of one group minus another's, signs kept. */
function meanGap(rates: readonly Rates[], i: number, j: number): Inference {
  const weight = 1 / rates.length
  return sumOf(
    rates.flatMap((rate) => [[weight, rate[i]!.inference] as const, [-weight, rate[j]!.inference] as const]),
  )
}

/** Each rate has its own two groups that are farthest apart; the mean is over every way to choose them. */
function meanDifferences([first, second]: readonly Rates[], against: Against): readonly Inference[] {
  if (!first || !second) return []
  const pairs = pairsOf(first.length, against)
  return pairs.flatMap(([i, j]) =>
    pairs.map(([k, l]) =>
      sumOf([
        [0.5, first[i]!.inference],
        [-0.5, first[j]!.inference],
        [0.5, second[k]!.inference],
        [-0.5, second[l]!.inference],
      ]),
    ),
  )
}
