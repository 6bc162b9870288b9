import { findMarker } from '@mlops-actions/core'
import { type GitHubServer, startGitHubServer } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { flights, policy } from '../drift-check/drift.ts'
import { declaredOutputs } from './support/bundle.ts'
import { atTheEnd, endToEnd } from './support/clean-up.ts'
import { type Ended, reportOf, step, type Workspace, workspaceOf } from './support/step.ts'

endToEnd()

const INPUTS = { reference: 'reference.csv', current: 'current.csv' }
const DRIFTED = { shift: 0.5 }
const workspace = (current: string): Promise<Workspace> =>
  workspaceOf({
    'mlops.yml': policy('{ retrain: { workflow: train.yml, cooldown: 24h } }'),
    'reference.csv': flights(1),
    'current.csv': current,
  })

function check(
  server: GitHubServer,
  place: Workspace,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const event = {
    name: 'schedule',
    payload: { repository: { id: server.state.repository.id, default_branch: 'main' } },
  }
  return step('drift-check', place, { inputs: { ...INPUTS, ...more }, env: server.env, event })
}

describe.concurrent.each(['github.com', 'ghes'] as const)('on %s', (profile) => {
  it('opens one issue, rewrites it, closes it; asks for retraining once a cooldown', async () => {
    const workflows = [{ file: 'train.yml', inputs: ['drift'] }]
    const server = await startGitHubServer({ profile, seed: { workflows } })
    atTheEnd(() => server.close())
    const place = await workspace(flights(2, DRIFTED))

    const first = await check(server, place)
    expect(first).toMatchObject({ status: 'failure', exitCode: 1 })
    const declared = await declaredOutputs('drift-check')
    const absent = [...declared.keys()].filter((name) => !(name in first.outputs))
    expect([...declared.keys()]).toEqual(expect.arrayContaining(Object.keys(first.outputs)))
    // Which run it was, GitHub tells since 2025 and GHES not yet.
    expect(absent).toEqual(profile === 'ghes' ? ['retrain-run'] : [])
    const [issue] = server.state.issues
    expect(first.outputs).toMatchObject({
      verdict: 'fail',
      'drifted-columns': '["distance"]',
      'issue-number': String(issue?.number),
    })
    expect(issue).toMatchObject({ state: 'open', author: 'github-actions[bot]', labels: ['mlops-drift'] })
    const [started] = server.state.workflowRuns
    expect(JSON.parse(started?.inputs['drift'] as string)).toMatchObject({
      model: 'delay',
      columns: ['distance'],
    })

    await place.write('current.csv', flights(3, DRIFTED))
    const second = await check(server, place)
    expect(second.outputs).toMatchObject({ verdict: 'fail', 'issue-number': String(issue?.number) })
    expect(second.outputs).not.toHaveProperty('retrain-run')
    expect(server.state.workflowRuns).toHaveLength(1)
    expect(server.state.issues).toHaveLength(1)
    expect(findMarker(server.state.issues[0]?.body ?? '')?.state).toMatchObject({
      runs: 2,
      retrain: { attempts: 1 },
    })

    await place.write('current.csv', flights(4))
    const third = await check(server, place)
    expect(third).toMatchObject({ status: 'success', exitCode: 0, outputs: { 'drifted-columns': '[]' } })
    expect(server.state.issues.map(({ state }) => state)).toEqual(['closed'])
    expect(server.state.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^The drift is over/),
    ])
    expect(server.state.workflowRuns).toHaveLength(1)
    expect(server.requests.flatMap(({ problems }) => problems)).toEqual([])
  })
})

describe.concurrent('the verdict stands', () => {
  it('where the token may write neither issues nor dispatches', async () => {
    const server = await startGitHubServer({ readOnly: true, seed: { workflows: ['train.yml'] } })
    atTheEnd(() => server.close())
    const ended = await check(server, await workspace(flights(2, DRIFTED)))
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: { verdict: 'fail' } })
    const warnings = ended.said('warning').join('\n')
    expect(warnings).toContain('issues: write')
    expect(warnings).toContain('actions: write')
    expect([server.state.issues, server.state.workflowRuns]).toEqual([[], []])
  })

  it('without a token: everything is only shown', async () => {
    const place = await workspace(flights(2, DRIFTED))
    const ended = await step('drift-check', place, { inputs: INPUTS })
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: { verdict: 'fail' } })
    expect(ended.log).toContain('would open the issue')
    expect(ended.log).toContain('would start train.yml')
    expect((await reportOf(ended, place)).kind).toBe('drift')
  })
})

describe.concurrent('is refused with one error, and nothing is written', () => {
  it.each([
    ['no reference', { reference: 'nowhere.csv' }, /nowhere\.csv/],
    ['the same data twice', { current: 'reference.csv' }, /hold the same bytes/],
    ['a path outside the workspace', { current: '../../etc/passwd' }, /outside/],
  ])('%s', async (_, inputs, says) => {
    const place = await workspace(flights(2))
    const before = await place.files()
    const ended = await step('drift-check', place, { inputs: { ...INPUTS, ...inputs } })
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: {} })
    expect(ended.said('error')).toEqual([expect.stringMatching(says)])
    expect(await place.files()).toEqual(before)
  })
})
