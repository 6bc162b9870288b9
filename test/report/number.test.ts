import { describe, expect, it } from 'vitest'
import {
  decimalsOf,
  formatEstimate,
  formatLevel,
  formatNumber,
  formatP,
  formatShare,
} from '../../packages/report/src/format/number.ts'

const spaced = (text: string) => text.replaceAll('\u00a0', ' ')

describe('numbers for people', () => {
  it.each([
    [0, {}, '0'],
    [-0, {}, '0'],
    [-0.0004, { decimals: 3 }, '0.000'],
    [-0.0004, { decimals: 3, signed: true }, '0.000'],
    [0.0004, { decimals: 3, signed: true }, '0.000'],
    [-0.0006, { decimals: 3 }, '−0.001'],
    [0.25, { signed: true }, '+0.25'],
    [0.912345, {}, '0.9123'],
    [12.3456, {}, '12.35'],
    [99_999.96, {}, '100,000'],
    [1_234_567, {}, '1,234,567'],
    [-1234.5, { decimals: 1 }, '−1,234.5'],
    [0.000012345, {}, '1.23e−5'],
    [1e-300, { decimals: 6 }, '1e−300'],
    [1e21, {}, '1e21'],
    [Number.NaN, { decimals: 2 }, 'not a number'],
    [Number.POSITIVE_INFINITY, {}, '∞'],
    [Number.NEGATIVE_INFINITY, { signed: true }, '−∞'],
  ])('%f as %o is %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text)
  })

  it.each([
    [0.897, 0.926, 3],
    [0.1, 0.9, 2],
    [100, 180, 0],
    [0.5, 0.5000001, 6],
    [1, 1, undefined],
    [Number.NEGATIVE_INFINITY, 1, undefined],
    [Number.NaN, 1, undefined],
  ])('an interval from %f to %f deserves %s decimals', (low, high, decimals) => {
    expect(decimalsOf(low, high)).toBe(decimals)
  })

  it.each([
    [0.91234, 0.897, 0.926, undefined, false, '0.912 [0.897, 0.926]'],
    [-0.0212, -0.0344, -0.0079, undefined, true, '−0.021 [−0.034, −0.008]'],
    [0.0214, 0.0189, 0.0241, 'share', false, '2.14 % [1.89, 2.41]'],
    [-0.02, -0.03, -0.01, 'share', true, '−2.0 pp [−3.0, −1.0]'],
    [18.43, 17.9, 19.1, 'ms', false, '18.43 ms [17.90, 19.10]'],
    [0.5, undefined, undefined, 'ms', false, '0.5 ms'],
    [Number.NaN, Number.NaN, Number.NaN, 'ms', false, 'not a number [not a number, not a number]'],
    [1, Number.NEGATIVE_INFINITY, 2, '', false, '1 [−∞, 2]'],
  ])('%f [%s, %s] %s', (value, low, high, unit, change, text) => {
    expect(spaced(formatEstimate(value, low, high, unit, change))).toBe(text)
  })

  it('p values, shares and levels', () => {
    expect([0, 0.00002, 0.00049, 0.0312, 1, Number.NaN].map(formatP).map(spaced)).toEqual([
      '< 0.0001',
      '< 0.0001',
      '0.0005',
      '0.031',
      '1.000',
      'not a number',
    ])
    expect([0.5, 1 / 3, Number.NaN].map(formatShare).map(spaced)).toEqual([
      '50.0 %',
      '33.3 %',
      'not a number',
    ])
    expect([0.9, 0.995, 0.99999].map(formatLevel).map(spaced)).toEqual(['90 %', '99.5 %', '99.999 %'])
  })
})
