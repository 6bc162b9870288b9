import { startGitHubServer } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { flights, policy } from '../drift-check/drift.ts'
import { atTheEnd, endToEnd } from './support/clean-up.ts'
import { FILES, INPUTS, POLICY, predictions, pullRequestEvent } from './support/gate.ts'
import { reportOf, step, workspaceOf } from './support/step.ts'

endToEnd()

/** The rows of a table dealt out to `count` files in partitioned folders. */
function dealt(folder: string, text: string, count: number): Record<string, string> {
  const [header, ...rows] = text.trimEnd().split('\n')
  return Object.fromEntries(
    Array.from({ length: count }, (_, part) => [
      `${folder}/dt=2026-11-0${part + 1}/part-0.csv`,
      `${[header, ...rows.filter((_, row) => row % count === part)].join('\n')}\n`,
    ]),
  )
}

describe.concurrent('data in many files', () => {
  it('validate-gate judges folders and patterns like the same rows in one file', async () => {
    const seed = { files: { 'mlops.yml': POLICY }, pulls: [{ number: 7, title: 'A model' }] }
    const server = await startGitHubServer({ seed })
    atTheEnd(() => server.close())
    const place = await workspaceOf({
      ...FILES,
      ...dealt('new', predictions(900, 10), 3),
      'new/_SUCCESS': '',
      ...dealt('old', predictions(900, 9), 2),
    })
    const given = { ...INPUTS, candidate: 'new', baseline: 'old/*/part-*.csv' }
    const event = pullRequestEvent(server, 7)
    const ended = await step('validate-gate', place, { inputs: given, env: server.env, event })
    expect(ended).toMatchObject({ status: 'success', exitCode: 0 })
    expect((await reportOf(ended, place)).subject.data).toMatchObject([
      { path: 'new', rows: 900 },
      { path: 'old/*/part-*.csv', rows: 900 },
    ])
  })

  it('drift-check compares the partitions that a pattern chooses', async () => {
    const server = await startGitHubServer()
    atTheEnd(() => server.close())
    const place = await workspaceOf({
      'mlops.yml': policy('{}'),
      ...dealt('past', flights(1), 2),
      ...dealt('now', flights(2), 2),
    })
    const inputs = {
      reference: 'past',
      current: 'now/dt=2026-11-0[12]/*.csv',
      issue: 'false',
      retrain: 'false',
    }
    const event = { name: 'schedule', payload: {} }
    const ended = await step('drift-check', place, { inputs, env: server.env, event })
    expect(ended).toMatchObject({ status: 'success', exitCode: 0 })
    expect((await reportOf(ended, place)).subject.data.map(({ rows }) => rows)).toEqual([1_000, 1_000])
  })
})
