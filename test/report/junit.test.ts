import type { Finding } from '@mlops-actions/policy'
import type { Report } from '@mlops-actions/report'
import { renderJunit } from '@mlops-actions/report'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { finding } from './samples/common.ts'
import { samples } from './samples/index.ts'

function parse(report: Report) {
  const xml = renderJunit(report)
  expect(XMLValidator.validate(xml)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testcase',
  })
  return parser.parse(xml).testsuites
}

const one = (over: Partial<Finding>) =>
  parse({ ...samples.passing, verdict: 'fail', findings: [finding(over)] })

describe('a test case a finding', () => {
  it.each([
    ['pass', 'pass', undefined],
    ['fail', 'fail', 'failure'],
    ['inconclusive', 'fail', 'failure'],
    ['error', 'fail', 'error'],
    ['incomparable', 'fail', 'error'],
    ['warn', 'warn', 'skipped'],
    ['inconclusive', 'pass', 'skipped'],
    ['waived', 'pass', 'skipped'],
    ['pass', 'fail', 'failure'],
  ] as const)('%s with outcome %s is %s', (status, outcome, tag) => {
    const [test] = one({ status, outcome }).testsuite.testcase
    expect(['failure', 'error', 'skipped'].filter((name) => name in test)).toEqual(
      tag === undefined ? [] : [tag],
    )
  })

  it('has file, line, slice, numbers and remedy', () => {
    const failing = samples.validation.findings.find(({ status }) => status === 'fail')!
    const [test] = one(failing).testsuite.testcase
    expect(test).toMatchObject({ classname: 'slice', file: 'mlops.yml', line: '43' })
    expect(test.name).toContain('[origin=ORD]')
    expect(test.failure['#text']).toContain('remedy: Look at the broken rows')
    expect(test.failure.message).toMatch(/^fail: 37 rows broken/)
  })

  it('counts what it holds', () => {
    const { tests, failures, errors, skipped, testsuite } = parse(samples.validation)
    expect([tests, failures, errors, skipped]).toEqual(['20', '1', '1', '5'])
    expect(testsuite.testcase).toHaveLength(20)
  })
})

describe('never greener than the job', () => {
  it('without findings there is a failure', () => {
    expect(parse(samples.poor)).toMatchObject({ tests: '1', failures: '1' })
  })

  it('with a verdict worse than its findings too', () => {
    const parsed = parse({ ...samples.passing, verdict: 'fail' })
    expect(parsed).toMatchObject({ tests: '3', failures: '1' })
    expect(parsed.testsuite.testcase.at(-1)).toMatchObject({ classname: 'verdict' })
  })
})
