import { writeFile } from 'node:fs/promises'
import {
  githubRuntime,
  hostCapabilities,
  previewGitHub,
  readContext,
  stickyComment,
} from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { fakeProcess } from './support/fake-process.ts'
import { stepWorkspace } from './support/workspace.ts'

const env = (variables: Record<string, string>) => memoryRuntime({ env: variables }).env
const repo = (id: number) => ({ id, default_branch: 'main' })
const pull = (head: unknown) => ({
  repository: repo(1),
  pull_request: {
    number: 7,
    head: { sha: 'a'.repeat(40), repo: head },
    base: { sha: 'b'.repeat(40), ref: 'main', repo: repo(1) },
  },
})

describe('where we are', () => {
  it.each([
    ['the same repository', repo(1), false],
    ['a fork', repo(2), true],
    ['a fork that was deleted', null, true],
  ])('on a pull request from %s', (_, head, fromFork) => {
    const context = readContext(env({ GITHUB_EVENT_NAME: 'pull_request' }), pull(head))
    expect(context.pullRequest).toEqual({
      number: 7,
      headSha: 'a'.repeat(40),
      baseSha: 'b'.repeat(40),
      baseRef: 'main',
      fromFork,
    })
  })

  it('the actor of a re-run is who re-ran it', () => {
    const started = { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'ana' }
    expect(readContext(env(started), {}).actor).toBe('ana')
    expect(readContext(env({ ...started, GITHUB_TRIGGERING_ACTOR: 'ben' }), {}).actor).toBe('ben')
  })

  it.each([{}, undefined, { schedule: '0 3 * * *' }])('on a schedule, whose payload is %j', (event) => {
    const variables = { GITHUB_EVENT_NAME: 'schedule', GITHUB_REPOSITORY: 'octo/models', GITHUB_RUN_ID: '42' }
    expect(readContext(env(variables), event)).toEqual({
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      eventName: 'schedule',
      repository: { owner: 'octo', name: 'models' },
      runId: '42',
    })
  })

  it.each([
    ['has none', {}],
    ['hides its base', { pull_request: { number: 7, head: { sha: 'a'.repeat(40), repo: null } } }],
    [
      'has a base that is no commit',
      { ...pull(repo(1)), pull_request: { ...pull(repo(1)).pull_request, base: { sha: 'main' } } },
    ],
  ])('is an error on a pull request whose payload %s', (_, event) => {
    expect(() => readContext(env({ GITHUB_EVENT_NAME: 'pull_request_target' }), event)).toThrow(
      expect.objectContaining({ code: 'event-unreadable' }),
    )
  })

  it.each(['{"pull', ''])('is an error when the payload is no JSON: %j', async (text) => {
    const step = await stepWorkspace()
    const path = `${step.root}/event.json`
    await writeFile(path, text)
    const proc = fakeProcess({ ...step.env, GITHUB_EVENT_PATH: path }, step.workspace)
    expect(() => githubRuntime(proc)).toThrow(expect.objectContaining({ code: 'event-unreadable' }))
  })
})

describe('what a host can do', () => {
  it.each([
    ['https://github.com', 'github.com', true, 25],
    ['http://github.localhost:8080', 'github.com', true, 25],
    ['https://octo.ghe.com', 'ghe.com', true, 25],
    ['https://ghe.example.com', 'ghes', false, 10],
    ['https://github.com.evil.example', 'ghes', false, 10],
  ])('%s', (url, kind, artifacts, dispatchInputLimit) => {
    expect(hostCapabilities(url)).toMatchObject({ kind, artifacts, dispatchInputLimit })
  })
})

describe('without a token', () => {
  it('what would be posted is shown, once, and reads are empty', async () => {
    const { log, recorded, github } = memoryRuntime()
    const preview = previewGitHub(log, github.context)
    const outcome = await stickyComment(preview, { issue: 7, kind: 'gate', key: 'm', body: '# Verdict' })
    expect(outcome).toMatchObject({ kind: 'created', comment: { id: -1 } })
    expect(recorded.log).toMatchObject([
      {
        message: expect.stringContaining('# Verdict'),
        groups: ['would post a comment on #7 (no GitHub token)'],
      },
    ])
    expect(await preview.comments(7)).toEqual([])
    expect(await preview.dispatchWorkflow('retrain.yml', 'main', {})).toBeUndefined()
  })
})
