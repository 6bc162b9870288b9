import { expect, it } from 'vitest'
import { files, inputs, predictions, reportOf, run } from './gate.ts'

/** The rows of one predictions file, dealt out to the folders of a partitioned one. */
function parts(folder: string, text: string): Record<string, string> {
  const [header = '', ...rows] = text.trimEnd().split('\n')
  const written = ['a', 'b'].map((g) => {
    const lines = rows.filter((row) => row.split(',')[3] === g)
    return [`${folder}/region=${g}/part-0.csv`, lines] as const
  })
  const shown = (row: string) => row.split(',').slice(0, 3).join(',')
  return Object.fromEntries(
    written.map(([path, lines]) => [path, `${[header, ...lines].map(shown).join('\n')}\n`]),
  )
}

it('predictions in a partitioned folder give the verdict of the same rows in one file', async () => {
  const whole = await run()
  const partitioned = await run({
    files: {
      ...files,
      ...parts('new', predictions(900, 10)),
      ...parts('old', predictions(900, 9)),
      'new/_SUCCESS': '',
    },
    inputs: { ...inputs, candidate: 'new', baseline: 'old/*/*.csv' },
  })
  expect(partitioned.conclusion).toEqual(whole.conclusion)
  // Rows come in another order, so the last digits of sums may differ.
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? value.toPrecision(12) : value)
  const measured = ({ findings }: ReturnType<typeof reportOf>) =>
    findings.map(({ id, status, candidate, baseline, improvement }) =>
      JSON.stringify({ id, status, candidate, baseline, improvement }, rounded),
    )
  expect(measured(reportOf(partitioned))).toEqual(measured(reportOf(whole)))
  expect(reportOf(partitioned).subject.data).toMatchObject([
    { path: 'new', rows: 900 },
    { path: 'old/*/*.csv', rows: 900 },
  ])
})

it('a pattern that matches nothing is one clear error', async () => {
  const given = { ...inputs, candidate: 'predictions-*.csv' }
  await expect(run({ inputs: given })).rejects.toThrow('predictions-*.csv: matches no file')
})
