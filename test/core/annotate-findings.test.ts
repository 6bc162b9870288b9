import { annotateFindings, type Log } from '@mlops-actions/core'
import { expect, it } from 'vitest'

it('begins a reason as a sentence, but leaves the name of a file as it is spelled', () => {
  const said: string[] = []
  const log = { error: (text: string) => said.push(text) } as unknown as Log
  const reasons = ['candidate.csv: there are no rows', 'worse: it fell']
  annotateFindings(
    { log },
    reasons.map((reason) => ({
      id: 'x',
      kind: 'threshold',
      title: 'It holds',
      required: '>= 1',
      status: 'fail',
      outcome: 'fail',
      reason,
    })),
  )
  expect(said).toEqual([
    'Not met: It holds. candidate.csv: there are no rows.',
    'Not met: It holds. Worse: it fell.',
  ])
})
