import { githubRuntime } from '@mlops-actions/core'
import { type GitHubServerOptions, secondaryLimit, startGitHubServer } from '@mlops-actions/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeProcess } from './support/fake-process.ts'
import { stepWorkspace } from './support/workspace.ts'

const pulls = [{ number: 7, title: 'A better model' }]

/** `paced` as towards GitHub: only then are rate limits waited for, and writes a second apart. */
async function against(options: GitHubServerOptions = {}, paced = false) {
  const server = await startGitHubServer({ ...options, seed: { pulls, ...options.seed } })
  onTestFinished(() => server.close())
  const step = await stepWorkspace()
  const proc = fakeProcess({ ...step.env, ...server.env }, step.workspace)
  const { github } = githubRuntime(proc, { token: server.token, paced })
  return { server, github, proc }
}

describe('a lost answer', () => {
  it('to a POST is not asked for again: one comment stands, not two', async () => {
    const { server, github } = await against()
    server.fail({ method: 'POST', path: /comments$/, status: 502, carriedOut: true })
    await expect(github.createComment(7, 'x')).rejects.toMatchObject({ name: 'GitHubError', status: 502 })
    expect(await github.comments(7)).toHaveLength(1)
  })

  it('to a GET is', async () => {
    const { server, github } = await against()
    server.fail({ method: 'GET', status: 502 })
    expect(await github.comments(7)).toEqual([])
    expect(server.requests.map(({ status }) => status)).toEqual([502, 200])
  })
})

describe('a rate limit', () => {
  it('is waited for, also with a POST: it was not carried out', async () => {
    const { server, github, proc } = await against({}, true)
    server.fail(secondaryLimit(1))
    await github.createComment(7, 'x')
    expect(await github.comments(7)).toHaveLength(1)
    expect(proc.output()).toMatch(/::warning::GitHub's rate limit: POST .* is sent again in 1 s/)
  })

  it('of an hour is not', async () => {
    const { server, github, proc } = await against({}, true)
    server.fail(secondaryLimit(3_600))
    await expect(github.createComment(7, 'x')).rejects.toMatchObject({ status: 403 })
    expect(proc.output()).toContain('is given up')
  })
})

describe('a refusal', () => {
  it('of a token that may only read is 403, at once', async () => {
    const { server, github } = await against({ readOnly: true })
    await expect(github.createComment(7, 'x')).rejects.toMatchObject({ status: 403 })
    await expect(github.createIssue({ title: 'x', body: '', labels: [] })).rejects.toMatchObject({
      status: 403,
    })
    expect(server.requests).toHaveLength(2)
  })

  it('never holds the token', async () => {
    const { server, github } = await against()
    server.fail({ status: 401, message: 'Bad credentials' })
    const error = (await github.comments(7).catch((e: unknown) => e)) as Error
    expect(error).toMatchObject({ status: 401 })
    expect(JSON.stringify(error) + error.stack + JSON.stringify(error.cause)).not.toContain(server.token)
  })
})

describe('the login', () => {
  it("is the token's, asked for once", async () => {
    const { server, github } = await against({ login: 'release-app[bot]' })
    expect([await github.self(), await github.self()]).toEqual(['release-app[bot]', 'release-app[bot]'])
    expect(server.requests).toHaveLength(1)
  })

  it("is the job's where the server cannot tell", async () => {
    const { server, github } = await against()
    server.fail({ path: '/graphql', status: 404, message: 'Not Found' })
    expect(await github.self()).toBe('github-actions[bot]')
  })
})

it('every request is as GitHub describes it, on github.com and GHES', async () => {
  for (const profile of ['github.com', 'ghes'] as const) {
    const { server, github } = await against({ profile, seed: { workflows: ['retrain.yml'] } })
    const sha = server.env['GITHUB_SHA'] ?? ''
    await github.createCheckRun({
      name: 'gate',
      headSha: sha,
      conclusion: 'neutral',
      title: 't',
      summary: 's',
    })
    await github.dispatchWorkflow('retrain.yml', 'main', { a: 'b' })
    await github.fileAt('README.md', sha)
    await github.fileAt('none', sha)
    expect(server.requests.flatMap(({ problems }) => problems)).toEqual([])
  }
})
