import { startGitHubServer } from '@mlops-actions/testkit'
import { expect, it } from 'vitest'
import { ran } from './harness.ts'

/** The fixture imports the suite's packages; under this condition node finds their sources and needs no build. */
const env = { NODE_OPTIONS: '--conditions=source --disable-warning=ExperimentalWarning' }

it('comments with a token, through the real client, and hands its state to the post step', async () => {
  const server = await startGitHubServer({ seed: { pulls: [{ title: 'A change' }] } })
  try {
    const result = await ran('suite', { inputs: { mode: 'comment' }, env: { ...env, ...server.env } })
    expect(result.log).not.toContain(server.token)
    const [comment] = server.state.comments
    expect(result).toMatchObject({
      status: 'success',
      outputs: { comment: String(comment?.id) },
      annotations: [],
      post: { status: 'success' },
    })
    expect(result.summary).toContain('## Measured')
    expect(result.log).toContain(`after ${comment?.id}`)
    expect(comment).toMatchObject({ body: 'measured ::error::nothing', author: 'github-actions[bot]' })
    expect(server.requests.flatMap(({ problems }) => problems)).toEqual([])
  } finally {
    await server.close()
  }
})

it('says what it would post where there is no token', async () => {
  const result = await ran('suite', { inputs: { mode: 'comment' }, env })
  expect(result).toMatchObject({ status: 'success', annotations: [] })
  expect(result.log).toContain('measured ::error::nothing')
})

it('fails with one annotation that hostile text cannot add to', async () => {
  const result = await ran('suite', { inputs: { mode: 'fail' }, env })
  expect(result).toMatchObject({ status: 'failure', exitCode: 1, post: { status: 'success' } })
  expect(result.annotations).toHaveLength(1)
  expect(result.annotations[0]?.message).toContain('model.bin:1: is not there')
  expect(result.log).toContain('Put it there.')
  expect(result.log).toContain('after nothing')
})

it('names a wrong input', async () => {
  const result = await ran('suite', { inputs: { mode: 'dance' }, env })
  expect(result).toMatchObject({ status: 'failure', annotations: [{ level: 'error' }] })
  expect(result.annotations[0]?.message).toContain('mode')
})

it('ends in time when the job is cancelled, with its state saved', async () => {
  const cancelled = new AbortController()
  const result = await ran('suite', {
    inputs: { mode: 'wait' },
    env,
    signal: cancelled.signal,
    onLine: ({ text }) => {
      if (text === 'ready') cancelled.abort()
    },
  })
  expect(result).toMatchObject({ status: 'cancelled', exitCode: 1, state: { weight: '10' } })
  expect(result.annotations.map(({ message }) => message)).toContain('the rollout was cancelled at 10 %')
  expect(result.log).toContain('after 10')
})
