import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { root } from './support/bundle.ts'
import { endToEnd } from './support/clean-up.ts'
import { FILES, INPUTS, POLICY, predictions } from './support/gate.ts'
import { REPORT_FILES, reportOf, step, workspaceOf, writtenFiles } from './support/step.ts'

endToEnd()

type Files = Readonly<Record<string, string | Uint8Array>>

interface Case {
  /** Instead of those of a sound workspace. */
  readonly files?: () => Files | Promise<Files>
  readonly without?: string
  readonly inputs?: Readonly<Record<string, string>>
  /** The one annotation: what, where, and what to do about it. */
  readonly says: RegExp
}

const MIB = 2 ** 20
const flights = (name: string) => readFile(`${root}examples/flights/data/${name}.parquet`)
const FLIGHTS_POLICY = POLICY.replace('id: id, label: y, score: p', 'id: flight, label: late, score: score')

const refused: Readonly<Record<string, Case>> = {
  'no policy': { without: 'mlops.yml', says: /mlops\.yml: there is no policy file\nCommit a mlops\.yml/ },
  'an unknown key': {
    files: () => ({ 'mlops.yml': POLICY.replace('margin', 'marign') }),
    says: /mlops\.yml:9:\d+: unknown key `marign`; did you mean `margin`\?/,
  },
  'a wrong type': {
    files: () => ({ 'mlops.yml': POLICY.replace('0.6', 'high') }),
    says: /mlops\.yml:8:\d+: found "high", expected a number/,
  },
  'a policy of another kind': {
    files: () => ({ 'mlops.yml': new Uint8Array([0xff, 0xfe, 0x00]) }),
    says: /mlops\.yml: is not UTF-8 text/,
  },
  'an input that is missing': { inputs: { candidate: '' }, says: /input candidate: is required/ },
  'an input of the wrong kind': {
    inputs: { 'upload-artifact': 'yes please' },
    says: /input upload-artifact: .*"yes please"/,
  },
  'a missing file': { without: 'candidate.csv', says: /candidate\.csv: / },
  'a missing baseline file': { without: 'baseline.csv', says: /baseline\.csv: / },
  'an empty file': { files: () => ({ 'candidate.csv': '' }), says: /candidate\.csv: .*empty/ },
  'a truncated Parquet file': {
    files: async () => ({
      'mlops.yml': FLIGHTS_POLICY,
      'candidate.csv': (await flights('april-candidate')).subarray(0, 100_000),
    }),
    says: /candidate\.csv: .*Parquet/,
  },
  'a Parquet file with a broken page': {
    files: async () => {
      const bytes = Uint8Array.from(await flights('april-candidate'))
      bytes.fill(0xff, 2_000, 40_000)
      return { 'mlops.yml': FLIGHTS_POLICY, 'candidate.csv': bytes }
    },
    says: /candidate\.csv, column "flight", row group 0: holds what is not valid ZSTD/,
  },
  'a missing column': {
    files: () => ({ 'candidate.csv': predictions(90, 9).replace('id,y,p', 'id,y,q') }),
    says: /candidate\.csv: there is no column "p"; the file has "id", "y", "q"\n.*`data` in the policy/,
  },
  'a path outside the workspace': {
    inputs: { candidate: '../../../etc/passwd' },
    says: /etc\/passwd.*outside/,
  },
  'a model outside the workspace': { inputs: { 'model-path': '/etc' }, says: /outside/ },
  'a report folder outside the workspace': { inputs: { 'report-dir': '../elsewhere' }, says: /outside/ },
  '100 MB of JSON in one value': {
    files: () => {
      const [start, end] = ['[{"id": 1, "y": 1, "p": "', '"}]'].map((text) => Buffer.from(text)) as [
        Buffer,
        Buffer,
      ]
      return { 'candidate.csv': Buffer.concat([start, Buffer.alloc(100 * MIB, 'x'), end]) }
    },
    inputs: { format: 'json' },
    says: /candidate\.csv: .*MiB/,
  },
  '100 MB of JSON in one line': {
    files: () => ({ 'candidate.csv': Buffer.alloc(100 * MIB, '{"a":') }),
    inputs: { format: 'jsonl' },
    says: /candidate\.csv:1: /,
  },
}

describe('is refused with one clear error, and nothing is half written', () => {
  it.each(Object.entries(refused))('%s', async (_, { files, without, inputs, says }) => {
    const { [without ?? '']: _gone, ...given } = { ...FILES, ...(await files?.()) } as Files
    const workspace = await workspaceOf(given)
    const ended = await step('validate-gate', workspace, { inputs: { ...INPUTS, ...inputs } })
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: {}, summary: '' })
    expect(ended.said('error')).toEqual([expect.stringMatching(says)])
    expect(ended.log).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    expect(await workspace.files()).toEqual(Object.keys(given).sort())
  })
})

describe('is judged, fails, and says why in a whole report', () => {
  it.each([
    [
      'a NaN among the scores',
      { 'candidate.csv': predictions(900, 10).replace('5,0,0.350', '5,0,NaN') },
      INPUTS,
      /the score column "p" is not a number in 1 row \(id "5"\)/,
      ['error', 'error'],
    ],
    [
      'no baseline, though a rule asks for it',
      {},
      { ...INPUTS, baseline: '' },
      /accuracy\.not-worse: .*there is no baseline.* `baseline`/i,
      ['error', 'pass'],
    ],
  ] as const)('%s', async (_, files, inputs, says, statuses) => {
    const workspace = await workspaceOf({ ...FILES, ...files })
    const ended = await step('validate-gate', workspace, { inputs })
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: { verdict: 'fail' } })
    expect(ended.said('error').join('\n')).toMatch(says)
    const report = await reportOf(ended, workspace)
    expect(report.findings.map(({ status }) => status).sort()).toEqual(statuses)
    expect(await writtenFiles(workspace, ended)).toEqual(REPORT_FILES)
  })
})
