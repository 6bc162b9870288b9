import { readFileSync } from 'node:fs'
import type { Report, reportSchema } from '@mlops-actions/report'
import {
  MAX_REPORT_BYTES,
  parseReport,
  ReportError,
  reportJsonSchema,
  serializeReport,
} from '@mlops-actions/report'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { default as addFormats } from 'ajv-formats'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import { plainText } from '../../packages/report/src/format/text.ts'
import { finding } from './samples/common.ts'
import { hostile } from './samples/hostile.ts'
import { samples } from './samples/index.ts'

const report = samples.validation

function errorOf(run: () => unknown): ReportError {
  try {
    run()
  } catch (error) {
    if (error instanceof ReportError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The written form of a sample with one part replaced. */
function written(over: object): string {
  return JSON.stringify({ ...JSON.parse(serializeReport(report)), ...over })
}

describe('a report written and read', () => {
  it.each(Object.entries({ ...samples, hostile }))('%s comes back as it was', (_name, sample) => {
    expect(parseReport(serializeReport(sample))).toEqual(sample)
    expect(parseReport(new TextEncoder().encode(serializeReport(sample)))).toEqual(sample)
  })

  it('keeps NaN and the infinities, and never writes null for them', () => {
    const odd: Report = {
      ...report,
      findings: [
        finding({
          status: 'error',
          outcome: 'fail',
          candidate: {
            value: Number.NaN,
            n: 0,
            interval: {
              low: Number.NEGATIVE_INFINITY,
              high: Number.POSITIVE_INFINITY,
              level: 0.95,
              method: 'wilson',
            },
          },
          pValue: Number.NaN,
        }),
      ],
      charts: [
        {
          kind: 'curves',
          title: 'c',
          xLabel: 'x',
          yLabel: 'y',
          series: [{ name: 's', x: [0], y: [Number.NaN] }],
        },
      ],
    }
    const text = serializeReport(odd)
    expect(text).not.toContain('null')
    expect(text).toContain('"value": "NaN"')
    expect(parseReport(text)).toEqual(odd)
  })

  it('gives the same bytes whatever the order of the keys', () => {
    const shuffled = JSON.parse(
      JSON.stringify(report, (_key, value: unknown) =>
        value !== null && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ),
    ) as Report
    expect(Object.keys(shuffled)[0]).not.toBe(Object.keys(report)[0])
    expect(serializeReport(shuffled)).toBe(serializeReport(report))
  })

  it('has one type, in the contract and in the schema', () => {
    expectTypeOf<z.output<typeof reportSchema>>().toExtend<Report>()
    expectTypeOf<Report['findings'][number]>().toExtend<
      Readonly<z.output<typeof reportSchema>['findings'][number]>
    >()
  })
})

describe('what is refused', () => {
  it.each([
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['text that is not JSON', '{"schema":'],
    ['nothing', ''],
  ])('%s', (_name, input) => {
    expect(errorOf(() => parseReport(input)).code).toBe('not-json')
  })

  it('more than 16 MiB, before it is parsed', () => {
    expect(errorOf(() => parseReport(new Uint8Array(MAX_REPORT_BYTES + 1))).code).toBe('too-large')
    expect(errorOf(() => parseReport('é'.repeat(MAX_REPORT_BYTES / 2 + 1))).code).toBe('too-large')
  })

  it.each([
    ['another schema', { schema: 'mlops-actions/report/v2' }, 'schema'],
    ['an unknown key', { extra: 1 }, undefined],
    ['a missing list', { findings: undefined }, 'findings'],
    [
      'a null number',
      { findings: [{ ...finding(), status: 'fail', outcome: 'fail', pValue: null }] },
      'findings[0].pValue',
    ],
    ['a status of its own', { findings: [{ ...finding(), status: 'green' }] }, 'findings[0].status'],
    [
      'a short digest',
      { subject: { model: 'm', data: [{ name: 'd', digest: 'sha256:abc' }] } },
      'subject.data[0].digest',
    ],
    ['a verdict better than its findings', { verdict: 'pass' }, 'verdict'],
    ['a pass without findings', { verdict: 'pass', findings: [] }, 'verdict'],
    ['an id used twice', { findings: [finding(), finding()] }, 'findings[1].id'],
    [
      'curves of unequal length',
      {
        charts: [
          {
            kind: 'curves',
            title: 't',
            xLabel: 'x',
            yLabel: 'y',
            series: [{ name: 's', x: [0, 1], y: [0] }],
          },
        ],
      },
      'charts[0].series[0]',
    ],
    [
      'a matrix that is not square',
      {
        charts: [
          {
            kind: 'matrix',
            title: 't',
            rowLabel: 'r',
            columnLabel: 'c',
            labels: ['a', 'b'],
            counts: [[1, 2]],
          },
        ],
      },
      'charts[0].counts',
    ],
    [
      'shares for other bins',
      {
        charts: [
          {
            kind: 'distribution',
            title: 't',
            bins: ['a'],
            before: { name: 'b', shares: [1] },
            after: { name: 'a', shares: [] },
          },
        ],
      },
      'charts[0].after.shares',
    ],
  ])('%s, naming the field', (_name, over, path) => {
    const error = errorOf(() => parseReport(written(over)))
    expect(error.code).toBe('wrong-schema')
    expect(error.path || undefined).toBe(path)
  })

  it('a report that no reader would take is not written either', () => {
    expect(errorOf(() => serializeReport({ ...report, verdict: 'pass' })).path).toBe('verdict')
    expect(errorOf(() => serializeReport({ ...report, headline: '' })).path).toBe('headline')
  })

  it('with one line of bounded length, whatever the keys are', () => {
    const error = errorOf(() => parseReport(written({ [`\u001b[31m\n::error::${'x'.repeat(5_000)}`]: 1 })))
    expect(error.message).toBe(plainText(error.message))
    expect(error.message.length).toBeLessThan(500)
  })

  it('keys that would reach a prototype', () => {
    const parsed = parseReport(
      written({
        findings: [
          {
            ...finding({ status: 'fail', outcome: 'fail' }),
            slice: JSON.parse('{"__proto__":"x","a":"b"}') as object,
          },
        ],
      }),
    )
    expect(Object.getPrototypeOf(parsed.findings[0]!.slice)).toBe(Object.prototype)
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})

describe('the JSON Schema', () => {
  const validate = addFormats.default(new Ajv2020({ strict: true })).compile(reportJsonSchema())

  it('is the file that is published', () => {
    const file = readFileSync(
      new URL('../../packages/report/schema/report.schema.json', import.meta.url),
      'utf8',
    )
    expect(file).toBe(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`)
  })

  it.each(Object.entries({ ...samples, hostile }))('accepts what is written: %s', (_name, sample) => {
    validate(JSON.parse(serializeReport(sample)))
    expect(validate.errors ?? []).toEqual([])
  })

  it.each([
    ['an unknown key', { extra: 1 }],
    ['another schema', { schema: 'mlops-actions/report/v2' }],
    ['a null number', { findings: [{ ...finding(), pValue: null }] }],
    ['a short digest', { subject: { model: 'm', data: [{ name: 'd', digest: 'sha256:abc' }] } }],
    ['a time that is none', { provenance: { ...report.provenance, createdAt: 'yesterday' } }],
  ])('refuses %s', (_name, over) => {
    expect(validate(JSON.parse(written(over)))).toBe(false)
  })
})
