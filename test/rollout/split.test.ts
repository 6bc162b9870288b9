import { judgeTrafficShare, type Look, sameSplit, splitFor } from '@mlops-actions/rollout'
import { describe, expect, it } from 'vitest'

describe('sameSplit', () => {
  it('forgives a router its rounding', () => {
    expect(sameSplit(splitFor(10), { stable: 89.84, canary: 10.16 })).toBe(true)
    expect(sameSplit(splitFor(10), splitFor(11))).toBe(false)
  })

  it('never takes a little for nothing', () => {
    expect(sameSplit(splitFor(0), splitFor(0.3))).toBe(false)
    expect(sameSplit(splitFor(100), splitFor(99.7))).toBe(false)
  })

  it.each([-1, 101, Number.NaN])('%d is no share', (canary) => {
    expect(() => splitFor(canary)).toThrow(RangeError)
  })
})

describe('judgeTrafficShare', () => {
  const looks = (canary: number, stable: number, count = 10): readonly Look[] =>
    Array.from({ length: count }, (_, i) => [(i + 1) * 60_000, 0, canary, 0, stable] as Look)

  it('knows nothing without a whole look at one weight', () => {
    expect(judgeTrafficShare([], []).kind).toBe('unknown')
    expect(judgeTrafficShare(looks(100, 900, 1), [[30_000, 10]]).kind).toBe('unknown')
  })

  it('is content with the configured share', () => {
    expect(judgeTrafficShare(looks(100, 900), [[0, 10]])).toMatchObject({
      kind: 'as-configured',
      observed: 0.1,
    })
  })

  it('finds a canary that gets half of the traffic instead of a tenth (seldon-core #4067)', () => {
    expect(judgeTrafficShare(looks(500, 500), [[0, 10]]).kind).toBe('not-split')
  })

  it('finds a canary that gets nothing', () => {
    expect(judgeTrafficShare(looks(0, 1000), [[0, 10]]).kind).toBe('not-split')
  })

  it('does not cry over a small unevenness, however provable', () => {
    const shares = judgeTrafficShare(looks(11_000, 89_000), [[0, 10]])
    expect(shares.logE).toBeGreaterThan(Math.log(1000))
    expect(shares.kind).toBe('as-configured')
  })

  it('leaves out the look during which the weight moved', () => {
    const mixed: readonly Look[] = [
      ...looks(100, 900, 2),
      [180_000, 0, 1000, 0, 0],
      [240_000, 0, 500, 0, 500],
    ]
    const shifts = [
      [0, 10],
      [130_000, 50],
    ] as const
    expect(judgeTrafficShare(mixed, shifts)).toMatchObject({ kind: 'as-configured' })
  })
})
