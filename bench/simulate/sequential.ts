import {
  pairedMeanSequence,
  type RateLook,
  rateConfidenceSequence,
  rateRatioTest,
  sampleRatioTest,
  seededRandom,
  type SeededRandom,
  twoProportionPValue,
  wilsonInterval,
} from '@mlops-actions/stats'
import type { Measured } from '../result.ts'
import { binomial, normal } from './draw.ts'
import { excess, misses, rounded } from './miss.ts'
import { watched } from './watched.ts'

const ALPHA = 0.01
const RUNS = 1_500
/** Requests a minute, and what share of them the canary gets, minute by minute for an hour. */
const REQUESTS = 3_000
const WEIGHTS = [
  ...Array(10).fill(0.05),
  ...Array(10).fill(0.1),
  ...Array(20).fill(0.25),
  ...Array(20).fill(0.5),
]
const BASE_RATES = { tenthPercent: 0.001, onePercent: 0.01, fivePercent: 0.05 } as const

/**
 * False alarms of the anytime-valid tests over 60 looks at alpha 1 %, and for comparison what a z-test at each look
 * does; the share of canaries twice as bad that is found. An excess above 0 is more than alpha allows.
 */
export async function sequential(): Promise<Measured> {
  const figures: Record<string, number> = {}
  const targets: Record<string, number> = {}
  const bounded = (name: string, alarms: number, allowed = 0) => {
    const { low, high } = wilsonInterval(alarms, RUNS, 0.95)
    figures[`${name}Alarms`] = rounded(alarms / RUNS)
    figures[`${name}AlarmsLow`] = rounded(low)
    figures[`${name}AlarmsHigh`] = rounded(high)
    figures[`${name}Excess`] = rounded(excess(alarms, RUNS, ALPHA))
    targets[`${name}Excess`] = allowed
  }
  for (const [name, rate] of Object.entries(BASE_RATES)) {
    bounded(
      `rateRatio_${name}`,
      count(1, (random) => stops(rollout(random, rate, 1))),
    )
    figures[`naiveZ_${name}Alarms`] = rounded(
      count(1, (random) => zStops(rollout(random, rate, 1, 0))) / RUNS,
    )
    const found = rounded(count(2, (random) => stops(rollout(random, rate, 2))) / RUNS)
    figures[`twiceAsBad_${name}Missed`] = rounded(1 - found)
  }
  targets['twiceAsBad_onePercentMissed'] = 0.02
  targets['twiceAsBad_fivePercentMissed'] = 0
  bounded('sampleRatio', count(3, sampleRatioStops))
  bounded('rateSequence', count(4, rateSequenceMisses))
  bounded(
    'pairedMean_independent',
    count(5, (random) => meanStops(random, 0)),
  )
  bounded(
    'pairedMean_carry03',
    count(6, (random) => meanStops(random, 0.3)),
  )
  // The method is asymptotic and its variance estimated: at this correlation it is seen to alarm at 5 %.
  bounded(
    'pairedMean_carry05',
    count(7, (random) => meanStops(random, 0.5)),
    0.03,
  )
  for (const [name, wrong] of Object.entries(watched(ALPHA))) bounded(name, count(8, wrong))
  return { figures, targets }
}

function count(seed: number, happens: (random: SeededRandom) => boolean): number {
  const random = seededRandom(seed)
  let times = 0
  for (let run = 0; run < RUNS; run++) if (happens(random)) times++
  return times
}

/** An hour in which load and error rate drift together, as they do, or with `drift` 0 stay as they are. */
function rollout(random: SeededRandom, rate: number, ratio: number, drift = 1): readonly RateLook[] {
  const phase = random.next()
  return WEIGHTS.map((weight: number, minute) => {
    const wave = drift * Math.sin(2 * Math.PI * (minute / 45 + phase))
    const requests = REQUESTS * (1 + 0.6 * wave)
    const chance = rate * (1 + 0.8 * wave)
    const canaryTotal = Math.round(requests * weight)
    const stableTotal = Math.round(requests) - canaryTotal
    return {
      canaryTotal,
      canaryEvents: binomial(random, canaryTotal, chance * ratio),
      stableTotal,
      stableEvents: binomial(random, stableTotal, chance),
    }
  })
}

function stops(looks: readonly RateLook[]): boolean {
  const { path } = rateRatioTest({ looks, nullRatio: 1, direction: 'greater' })
  return path.some((logE) => logE >= Math.log(1 / ALPHA))
}

/**
 * What a dashboard does: a two-sided z-test of all so far, every minute. On steady traffic: where rates drift while the
 * weight changes, pooled counts compare different hours, and it alarms nearly always.
 */
function zStops(looks: readonly RateLook[]): boolean {
  let [x1, n1, x2, n2] = [0, 0, 0, 0]
  return looks.some((look) => {
    x1 += look.canaryEvents
    n1 += look.canaryTotal
    x2 += look.stableEvents
    n2 += look.stableTotal
    return twoProportionPValue({ x1, n1, x2, n2 }) < ALPHA
  })
}

function sampleRatioStops(random: SeededRandom): boolean {
  let [canary, total] = [0, 0]
  return WEIGHTS.some(() => {
    canary += binomial(random, REQUESTS, 0.05)
    total += REQUESTS
    const { logE } = sampleRatioTest({ counts: [canary, total - canary], expected: [0.05, 0.95] })
    return logE >= Math.log(1 / ALPHA)
  })
}

function rateSequenceMisses(random: SeededRandom): boolean {
  let [events, total] = [0, 0]
  return WEIGHTS.some(() => {
    events += binomial(random, 200, 0.02)
    total += 200
    return misses(rateConfidenceSequence(events, total, ALPHA, 2_000), 0.02)
  })
}

/** Noise in which each minute carries `carry` of the one before; a refusal is no alarm. */
function meanStops(random: SeededRandom, carry: number): boolean {
  let state = normal(random)
  const values = Float64Array.from(WEIGHTS, () => {
    state = carry * state + Math.sqrt(1 - carry * carry) * normal(random)
    return 0.05 * state
  })
  return WEIGHTS.some((_, look) => {
    const verdict = pairedMeanSequence(values.subarray(0, look + 1), { alpha: ALPHA })
    return verdict.kind === 'sequence' && misses(verdict, 0)
  })
}
