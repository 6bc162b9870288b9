import { findMarker, githubRuntime } from '@mlops-actions/core'
import { action } from '@mlops-actions/drift-check'
import { readInputs } from '@mlops-actions/core'
import { type GitHubServer, startGitHubServer } from '@mlops-actions/testkit'
import { expect, it, onTestFinished } from 'vitest'
import { fakeProcess } from '../core/support/fake-process.ts'
import { flights, policy, world } from './drift.ts'

/** The real octokit client against a server on 127.0.0.1; files and clock stay in memory. */
async function overHttp(workflow: string | { readonly file: string; readonly inputs: readonly string[] }) {
  const server = await startGitHubServer({ seed: { workflows: [workflow] } })
  onTestFinished(() => server.close())
  const base = world({
    files: {
      'mlops.yml': policy('{ retrain: { workflow: train.yml } }'),
      'current.csv': flights(2, { shift: 0.5 }),
    },
  })
  const { github } = githubRuntime(fakeProcess({ ...server.env, PATH: process.env['PATH'] }, '/'), {
    token: server.token,
    paced: false,
  })
  return { server, runtime: { ...base, github } }
}

function issuesOf(server: GitHubServer) {
  return server.state.issues.filter(({ pull }) => pull === undefined)
}

it('over HTTP: the issue opens, is rewritten, closes; the retraining run is started with its input', async () => {
  const { server, runtime } = await overHttp({ file: 'train.yml', inputs: ['drift'] })
  const check = () => action.run(readInputs(action.definition, runtime.env), runtime)
  await check()
  expect(issuesOf(server).map(({ title, labels, state }) => [title, labels, state])).toEqual([
    ['Data drift: delay', ['mlops-drift'], 'open'],
  ])
  expect(
    server.state.workflowRuns.map(({ inputs }) => JSON.parse(inputs['drift'] as string).columns),
  ).toEqual([['distance']])
  expect(findMarker(issuesOf(server)[0]!.body)?.state).toMatchObject({ version: 1, retrain: { attempts: 1 } })

  await runtime.files.write('current.csv', flights(3, { shift: 0.9 }))
  await check()
  expect(issuesOf(server)).toHaveLength(1)
  expect(issuesOf(server)[0]!.body).toContain('by 2 runs in a row')
  expect(server.state.workflowRuns).toHaveLength(1)

  await runtime.files.write('current.csv', flights(4))
  await check()
  expect(issuesOf(server)[0]).toMatchObject({ state: 'closed' })
  expect(server.state.comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^The drift is over/)])
})

it('over HTTP: a workflow without the input is started all the same', async () => {
  const { server, runtime } = await overHttp({ file: 'train.yml', inputs: [] })
  await action.run(readInputs(action.definition, runtime.env), runtime)
  expect(server.state.workflowRuns.map(({ inputs }) => inputs)).toEqual([{}])
})
