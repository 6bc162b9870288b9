import { seededRandom } from '@mlops-actions/stats'
import { judgeGate, readEvidence } from '@mlops-actions/policy'
import type { Finding, GateAnswer } from '@mlops-actions/policy'
import { expect, it } from 'vitest'

/** A binary test set that two models got right or wrong at the given rates, in slices of equal size. */
function simulate(
  seed: number,
  n: number,
  slices: number,
  wrong: (slice: number) => readonly [candidate: number, baseline: number],
) {
  const random = seededRandom(seed)
  const truths = new Float64Array(n)
  const candidate = new Float64Array(n)
  const baseline = new Float64Array(n)
  const codes = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    codes[i] = i % slices
    const [ours, theirs] = wrong(codes[i]!)
    truths[i] = random.next() < 0.4 ? 1 : 0
    candidate[i] = random.next() < ours ? 1 - truths[i]! : truths[i]!
    baseline[i] = random.next() < theirs ? 1 - truths[i]! : truths[i]!
  }
  const number = (name: string, values: Float64Array) =>
    ({ kind: 'number', name, length: n, nullCount: 0, values, integer: true }) as const
  const ids = number(
    'id',
    Float64Array.from({ length: n }, (_, i) => i),
  )
  const slice = {
    kind: 'text',
    name: 's',
    length: n,
    nullCount: 0,
    codes,
    dictionary: Array.from({ length: slices }, (_, k) => `s${k}`),
  } as const
  const shared = [ids, number('y', truths), slice] as const
  const side = (file: string, values: Float64Array) => ({
    file,
    columns: new Map([...shared, number('p', values)].map((column) => [column.name, column])),
  })
  return readEvidence(
    { task: 'binary', data: { id: 'id', label: 'y', score: 'p' } },
    side('candidate', candidate),
    side('baseline', baseline),
    ['s'],
  )
}

function gate(
  evidence: ReturnType<typeof simulate>,
  margin: number,
  family: 'holm' | 'bh' | 'none' = 'holm',
  sliced = true,
): GateAnswer {
  const rule = { metric: 'accuracy', versus: 'baseline', margin } as const
  const rules = sliced ? [{ ...rule, slices: { s: '*' as const } }] : [rule]
  return judgeGate({ gate: { family, rules }, evidence, today: '2026-01-01' })
}

const RUNS = 400
const share = (happens: (seed: number) => boolean): number =>
  Array.from({ length: RUNS }, (_, seed) => seed).filter((seed) => happens(seed)).length / RUNS

it('lets an equal model pass at n = 2,000 with a margin worth having (A/A)', () => {
  const passes = share(
    (seed) =>
      gate(
        simulate(seed, 2_000, 1, () => [0.1, 0.1]),
        0.025,
        'holm',
        false,
      ).verdict === 'pass',
  )
  // Power of Tango's test here: discordance 0.18, so z = 0.025 / sqrt(0.18 / 2000) = 2.64, less 1.645: 84 %.
  expect(passes).toBeGreaterThan(0.79)
  expect(passes).toBeLessThan(0.89)
})

it('stops a planted regression', () => {
  const passes = share(
    (seed) =>
      gate(
        simulate(seed, 2_000, 1, () => [0.16, 0.1]),
        0.025,
        'holm',
        false,
      ).verdict === 'pass',
  )
  expect(passes).toBe(0)
})

it('calls an under-powered comparison inconclusive, not worse and not good', () => {
  const answers = Array.from({ length: RUNS }, (_, seed) =>
    gate(
      simulate(seed, 100, 1, () => [0.1, 0.1]),
      0.02,
      'holm',
      false,
    ),
  )
  const of = (status: Finding['status']): number =>
    answers.filter(({ findings }) => findings[0]?.status === status).length / RUNS
  expect(of('inconclusive')).toBeGreaterThan(0.8)
  expect(of('fail')).toBeLessThanOrEqual(0.05)
})

/** Every slice exactly at the margin: each pass is a false one. */
const atMargin = (seed: number) => simulate(seed + 10_000, 4_000, 10, () => [0.12, 0.1])
const anyPass = ({ findings }: GateAnswer): boolean => findings.some(({ status }) => status === 'pass')

it('holds the family-wise error over ten slices with Holm', () => {
  const falsely = share((seed) => anyPass(gate(atMargin(seed), 0.02, 'holm')))
  // 5 % of 400 runs are 20; three standard errors above is 33.
  expect(falsely).toBeLessThanOrEqual(33 / RUNS)
  expect(falsely).toBeGreaterThan(0.01)
})

it('would not hold it without a correction: this simulation can fail', () => {
  expect(share((seed) => anyPass(gate(atMargin(seed), 0.02, 'none')))).toBeGreaterThan(0.3)
})

it('shows intervals that agree with the corrected p in every run', () => {
  for (let seed = 0; seed < 100; seed++) {
    for (const family of ['holm', 'bh', 'none'] as const) {
      const evidence = simulate(seed + 20_000, 2_000, 5, (slice) => [0.06 + 0.02 * slice, 0.1])
      for (const { improvement, adjustedPValue } of gate(evidence, 0.03, family).findings) {
        expect(improvement!.interval!.low > -0.03).toBe(adjustedPValue! <= 0.05)
      }
    }
  }
})

it('measures a large sample by blocks as a bootstrap would', () => {
  const random = seededRandom(5)
  const n = 20_000
  const noise = (): number => random.next() + random.next() + random.next() - 1.5
  const truths = Float64Array.from({ length: n }, () => (random.next() < 0.2 ? 1 : 0))
  const scores = (skill: number) => Float64Array.from(truths, (truth) => skill * truth + noise())
  const column = (name: string, values: Float64Array) =>
    ({ kind: 'number', name, length: n, nullCount: 0, values, integer: false }) as const
  const ids = column(
    'id',
    Float64Array.from({ length: n }, (_, i) => i),
  )
  const side = (file: string, p: Float64Array) => ({
    file,
    columns: new Map([ids, column('y', truths), column('p', p)].map((one) => [one.name, one])),
  })
  const data = { id: 'id', label: 'y', score: 'p' }
  const evidence = readEvidence({ task: 'binary', data }, side('a', scores(1)), side('b', scores(0.9)), [])
  const rules = [{ metric: 'average_precision', versus: 'baseline', margin: 0.01 }] as const
  const interval = (replicates: number) =>
    judgeGate({ gate: { rules: [...rules], replicates }, evidence, today: '2026-01-01' }).findings[0]!
      .improvement!.interval!
  // 300 replicates of 20,000 rows are affordable, 2,000 are not.
  const [bootstrap, blocks] = [interval(300), interval(2_000)]
  expect(bootstrap.method).toBe('bootstrap-percentile')
  expect(blocks.method).toBe('blocks')
  const [wide, narrow] = [blocks.high - blocks.low, bootstrap.high - bootstrap.low]
  // Fifty blocks know the error to within 10 %, 300 replicates the ends to within as much: three times both.
  expect(wide / narrow).toBeGreaterThan(0.65)
  expect(wide / narrow).toBeLessThan(1.5)
})
