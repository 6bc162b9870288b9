import {
  decidePromotion,
  digestBytes,
  emptyState,
  type Evidence,
  type ModelState,
  parseExpectation,
  parseSelector,
  type PromotionQuestion,
  type StagePointer,
  type VersionState,
} from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-03-10T12:00:00Z')
const HOUR = 3_600_000
const BYTES = digestBytes('model')
const POLICY = digestBytes('policy')

const VERSION: VersionState = {
  version: 2,
  modelDigest: BYTES,
  recordDigest: digestBytes('record'),
  evidence: [],
  registeredBy: { actor: 'ann' },
  registeredAt: '2026-03-10T10:00:00.000Z',
}

function pointer(stage: string, version: number, previous: readonly number[] = []): StagePointer {
  const held = (n: number) => ({
    version: n,
    modelDigest: digestBytes(String(n)),
    since: '2026-03-09T00:00:00.000Z',
    event: digestBytes('event'),
  })
  return {
    schema: 'mlops-actions/stage/v1',
    model: 'm',
    stage,
    ...held(version),
    previous: previous.map((n) => ({ ...held(n), until: '2026-03-09T01:00:00.000Z' })),
  }
}

function state(...pointers: readonly StagePointer[]): ModelState {
  return { ...emptyState('m'), stages: new Map(pointers.map((item) => [item.stage, item])) }
}

function report(change: Partial<Evidence> = {}): Evidence {
  return {
    digest: digestBytes(JSON.stringify(change)),
    kind: 'validation',
    verdict: 'pass',
    headline: 'not worse on 8 of 8 rules',
    model: 'm',
    modelDigest: BYTES,
    policyDigest: POLICY,
    createdAt: NOW - HOUR,
    bytes: new Uint8Array(),
    ...change,
  }
}

function ask(change: Partial<PromotionQuestion> = {}) {
  return decidePromotion({
    state: state(),
    version: VERSION,
    evidence: [report()],
    stage: { name: 'production', requires: [{ evidence: 'validation', max_age: '1d' }] },
    policyDigest: POLICY,
    actor: 'bob',
    expect: undefined,
    override: false,
    reason: undefined,
    bytesProblem: undefined,
    now: NOW,
    ...change,
  })
}

const refusals = (decision: ReturnType<typeof ask>) =>
  decision.findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ id, status, reason }) => ({ id, status, reason }))

describe('evidence', () => {
  it('allows what has a fresh passing report for these bytes, and names the report', () => {
    const evidence = report()
    const decision = ask({ evidence: [evidence] })
    expect(decision).toMatchObject({ allowed: true, held: false, evidence: [evidence.digest] })
  })

  it.each([
    ['nothing attached', [], 'error', 'no validation report for this digest is attached to the version'],
    [
      'another kind',
      [report({ kind: 'drift' })],
      'error',
      'no validation report for this digest is attached to the version',
    ],
    [
      'other bytes',
      [report({ modelDigest: digestBytes('x') })],
      'error',
      'no validation report for this digest is attached to the version',
    ],
    [
      'no bytes',
      [report({ modelDigest: undefined })],
      'error',
      'no validation report for this digest is attached to the version',
    ],
    [
      'another model',
      [report({ model: 'n' })],
      'error',
      'no validation report for this digest is attached to the version',
    ],
    [
      'failed',
      [report({ verdict: 'fail', headline: 'worse' })],
      'fail',
      'its newest validation verdict is fail: worse',
    ],
    [
      'only warned',
      [report({ verdict: 'warn', headline: 'hm' })],
      'fail',
      'its newest validation verdict is warn: hm',
    ],
    [
      'stale by a millisecond',
      [report({ createdAt: NOW - 24 * HOUR - 1 })],
      'fail',
      'it is from 2026-03-09T11:59:59.999Z, older than 1d',
    ],
    [
      'from the future',
      [report({ createdAt: NOW + HOUR })],
      'fail',
      'it is dated 2026-03-10T13:00:00.000Z, which has not come yet',
    ],
    [
      'undated',
      [report({ createdAt: Number.NaN })],
      'fail',
      'it is dated no readable date, which has not come yet',
    ],
    [
      'without a policy',
      [report({ policyDigest: undefined })],
      'fail',
      'it does not say which policy it was judged by',
    ],
  ] as const)('refuses evidence that is %s', (_, evidence, status, reason) => {
    const decision = ask({ evidence })
    expect(decision.allowed).toBe(false)
    expect(refusals(decision)).toEqual([{ id: 'evidence.validation', status, reason }])
    expect(decision.evidence).toEqual([])
  })

  it('believes the newest report alone: a later failure is not outvoted by an earlier pass', () => {
    const failure = report({ verdict: 'fail', headline: 'worse', createdAt: NOW - HOUR / 2 })
    expect(ask({ evidence: [failure, report()] }).allowed).toBe(false)
    expect(ask({ evidence: [report(), failure] }).allowed).toBe(false)
    expect(ask({ evidence: [failure, report({ createdAt: NOW })] }).allowed).toBe(true)
    // Of two with one date, the one attached later.
    const twin = report({ verdict: 'fail', headline: 'worse' })
    expect(ask({ evidence: [report(), twin] }).allowed).toBe(false)
  })

  it('accepts a warning, exactly one day, and another policy, where the stage says so or does not mind', () => {
    const requires = [{ evidence: 'validation', verdict: 'warn', max_age: '1d' }] as const
    const stage = { name: 'production', requires: [...requires] }
    const evidence = [
      report({ verdict: 'warn', createdAt: NOW - 24 * HOUR, policyDigest: digestBytes('old') }),
    ]
    expect(ask({ stage, evidence }).allowed).toBe(true)
    const strict = { name: 'production', requires: [{ ...requires[0], same_policy: true }] }
    expect(refusals(ask({ stage: strict, evidence }))).toMatchObject([
      { reason: 'it was judged by another policy than the one that decides now' },
    ])
  })
})

describe('the other rules', () => {
  it('stage order: the version holds or has held the stage before', () => {
    const stage = { name: 'production', after: 'staging' }
    expect(refusals(ask({ stage }))).toMatchObject([
      { id: 'order.staging', reason: 'version 2 was never in staging' },
    ])
    expect(refusals(ask({ stage, state: state(pointer('staging', 3, [1])) }))).toHaveLength(1)
    expect(ask({ stage, state: state(pointer('staging', 2)) }).allowed).toBe(true)
    expect(ask({ stage, state: state(pointer('staging', 3, [2])) }).allowed).toBe(true)
  })

  it('distinct actor: another person, and known', () => {
    const stage = { name: 'production', distinct_actor: true }
    expect(ask({ stage, actor: 'bob' }).allowed).toBe(true)
    expect(refusals(ask({ stage, actor: 'Ann' }))).toMatchObject([{ id: 'actor', status: 'fail' }])
    expect(refusals(ask({ stage, actor: undefined }))).toMatchObject([{ id: 'actor', status: 'error' }])
    const anonymous = { ...VERSION, registeredBy: {} }
    expect(refusals(ask({ stage, version: anonymous }))).toMatchObject([{ id: 'actor', status: 'error' }])
  })

  it('quarantine: only with override and reason together', () => {
    const version = { ...VERSION, quarantined: { reason: 'errors rose', event: digestBytes('e') } }
    for (const attempt of [{}, { override: true }, { reason: 'I said so' }]) {
      expect(refusals(ask({ version, ...attempt }))).toMatchObject([
        { id: 'quarantine', reason: 'it was quarantined: errors rose' },
      ])
    }
    expect(ask({ version, override: true, reason: 'false alarm' }).allowed).toBe(true)
  })

  it('expect-current: by number, by digest, or nothing', () => {
    const held = state(pointer('production', 1))
    const expecting = (text: string, current = held) =>
      ask({ expect: parseExpectation(text), state: current })
    expect(expecting('1').allowed).toBe(true)
    expect(expecting('v1').allowed).toBe(true)
    expect(expecting(digestBytes('1')).allowed).toBe(true)
    expect(expecting('none', state()).allowed).toBe(true)
    for (const text of ['3', digestBytes('3'), 'none']) {
      expect(refusals(expecting(text))).toMatchObject([
        { id: 'expect-current', reason: expect.stringContaining('stale: production holds version 1 (') },
      ])
    }
    expect(refusals(expecting('1', state()))).toMatchObject([
      { reason: 'stale: production holds nothing, expected was version 1' },
    ])
  })

  it('a second run that finds its own version in the stage is no race', () => {
    const decision = ask({ expect: parseExpectation('1'), state: state(pointer('production', 2, [1])) })
    expect(decision).toMatchObject({ allowed: true, held: true })
  })

  it('bytes that do not verify are never promoted', () => {
    expect(refusals(ask({ bytesProblem: '"a" holds other bytes' }))).toMatchObject([
      { id: 'bytes', status: 'fail' },
    ])
  })

  it('judges every rule, so that all can be mended at once', () => {
    const decision = ask({
      stage: {
        name: 'production',
        after: 'staging',
        distinct_actor: true,
        requires: [{ evidence: 'rollout' }],
      },
      actor: 'ann',
      expect: parseExpectation('7'),
      bytesProblem: 'gone',
      version: { ...VERSION, quarantined: { reason: 'bad', event: digestBytes('e') } },
    })
    expect(refusals(decision).map(({ id }) => id)).toEqual([
      'bytes',
      'quarantine',
      'order.staging',
      'evidence.rollout',
      'actor',
      'expect-current',
    ])
  })
})

describe('selectors', () => {
  it.each(['0', 'latest', '', '-1', '1.0', 'sha256:abc', 'none ', '1\n'])('%j is no version', (text) => {
    expect(() => parseSelector(text)).toThrow('is neither a version nor a digest')
  })
})
