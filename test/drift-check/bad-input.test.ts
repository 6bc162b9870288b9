import { readFile } from 'node:fs/promises'
import type { MemoryOptions } from '@mlops-actions/testkit'
import { expect, it } from 'vitest'
import { files, flights, inputs, policy, run, world } from './drift.ts'

/** Runs what must be refused: the message, and proof that nothing was written. */
async function refusal(options: MemoryOptions): Promise<string> {
  const runtime = world(options)
  const before = [...runtime.files.snapshot().keys()]
  const error = await Promise.resolve()
    .then(() => run(runtime))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
  expect([...runtime.files.snapshot().keys()]).toEqual(before)
  expect(runtime.recorded.outputs.size).toBe(0)
  expect(runtime.recorded.issues).toEqual([])
  return error instanceof Error ? error.message : `not refused: ${String(error)}`
}

it.each<[string, MemoryOptions, RegExp]>([
  ['no reference', { inputs: { current: 'current.csv' } }, /input reference: is required/],
  ['no current data', { inputs: { reference: 'reference.csv' } }, /input current: is required/],
  ['a reference that is not there', { inputs: { ...inputs, reference: 'gone.csv' } }, /gone\.csv/],
  ['a path outside the workspace', { inputs: { ...inputs, current: '../../etc/passwd' } }, /etc\/passwd/],
  ['a report outside the workspace', { inputs: { ...inputs, 'report-dir': '../out' } }, /\.\.\/out/],
  ['a flag that is none', { inputs: { ...inputs, issue: 'yes' } }, /input issue/],
  ['a format nobody has heard of', { inputs: { ...inputs, format: 'xlsx' } }, /input format/],
  ['no policy', { inputs: { ...inputs, policy: 'other.yml' } }, /other\.yml: there is no policy file/],
  ['a model that is not there', { inputs: { ...inputs, model: 'dealy' } }, /"dealy".*delay/s],
  [
    'a misspelt key',
    { files: { ...files, 'mlops.yml': policy('{ numeric_treshold: 0.2 }') } },
    /mlops\.yml:5.*numeric_treshold.*numeric_threshold/s,
  ],
  ['an alpha in percent', { files: { ...files, 'mlops.yml': policy('{ alpha: 5 }') } }, /mlops\.yml:5/],
  ['an empty file', { files: { ...files, 'current.csv': '' } }, /current\.csv/],
  [
    'a header without rows',
    { files: { ...files, 'current.csv': flights(2, { rows: 0 }) } },
    /current\.csv: there are columns, but no rows/,
  ],
  [
    'bytes that are no table',
    { files: { ...files, 'current.csv': new Uint8Array([0, 1, 2, 255, 254]) } },
    /current\.csv/,
  ],
  [
    'a row that is too short',
    { files: { ...files, 'current.csv': `${flights(2)}only-one-field\n` } },
    /current\.csv.*1002|current\.csv/s,
  ],
  [
    'the reference compared with itself',
    { files: { ...files, 'current.csv': files['reference.csv'] } },
    /hold the same bytes/,
  ],
])('%s is refused with one clear error, and nothing is written', async (_, options, message) => {
  expect(await refusal(options)).toMatch(message)
})

it('a truncated Parquet file is refused by name', async () => {
  const bytes = new Uint8Array(
    await readFile(new URL('../../examples/flights/data/april-candidate.parquet', import.meta.url)),
  )
  const message = await refusal({
    inputs: { ...inputs, current: 'now.parquet' },
    files: { ...files, 'now.parquet': bytes.slice(0, bytes.length - 40) },
  })
  expect(message).toMatch(/now\.parquet/)
})
