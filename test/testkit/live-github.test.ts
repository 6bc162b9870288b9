import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GitHubError, githubRuntime } from '@mlops-actions/core'
import { type GitHubServer, type GitHubServerOptions, startGitHubServer } from '@mlops-actions/testkit'
import { afterEach, describe, expect, it } from 'vitest'

const running: GitHubServer[] = []
afterEach(async () => {
  for (const server of running.splice(0)) {
    // The suite's client may be refused, but it may not send what GitHub's own description does not allow.
    const wrong = server.requests.filter(({ problems }) => problems.length > 0)
    await server.close()
    if (wrong.length > 0) throw new Error(JSON.stringify(wrong, null, 2))
  }
})

/** The GitHub of a real runtime, through octokit and the suite's own HTTP layer. */
async function live(options: GitHubServerOptions) {
  const server = await startGitHubServer(options)
  running.push(server)
  const folder = await mkdtemp(join(tmpdir(), 'live-'))
  const { github } = githubRuntime(
    {
      env: { ...server.env, GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
      stdout: { write: () => true },
      cwd: () => folder,
    } as unknown as Parameters<typeof githubRuntime>[0],
    { token: server.token, paced: false },
  )
  return { github, server, state: server.state }
}

describe.each(['github.com', 'ghes'] as const)('the live GitHub against %s', (profile) => {
  it('writes comments, issues, checks and deployments that GitHub takes', async () => {
    const sha = 'a'.repeat(40)
    const { github, state } = await live({
      profile,
      seed: {
        pulls: [{ title: 'A change' }],
        commits: [sha],
        issues: [{ title: 'other', labels: ['drift'] }],
      },
    })
    expect(await github.self()).toBe('github-actions[bot]')

    const comment = await github.createComment(2, 'first')
    await github.updateComment(comment.id, 'second')
    expect(await github.comments(2)).toEqual([{ ...comment, body: 'second' }])

    const issue = await github.createIssue({ title: 'Drift', body: 'b', labels: ['drift'] })
    await github.updateIssue(issue.number, { state: 'closed' })
    expect((await github.issues({ state: 'all', label: 'drift' })).map(({ number }) => number)).toEqual([
      3, 1,
    ])

    const check = { name: 'gate', headSha: sha, conclusion: 'failure', title: 't', summary: 's' } as const
    expect((await github.createCheckRun(check)).id).toBe(state.checkRuns[0]?.id)

    const deployment = await github.createDeployment({
      ref: 'main',
      environment: 'staging',
      task: 'canary',
      description: 'd',
      payload: { weight: 10 },
      production: false,
    })
    await github.setDeploymentStatus(deployment.id, { state: 'in_progress', description: '10 %' })
    expect(await github.deployments({ environment: 'staging', task: 'canary' })).toMatchObject([
      { id: deployment.id },
    ])
    expect(state.deployments[0]?.statuses).toMatchObject([{ state: 'in_progress', description: '10 %' }])
  })

  it('reads every page of comments', async () => {
    const comments = Array.from({ length: 230 }, (_, i) => ({ issue: 1, body: `c${i}`, author: 'ada' }))
    const { github } = await live({ profile, seed: { issues: [{ title: 'i' }], comments } })
    expect((await github.comments(1)).map(({ body }) => body)).toEqual(comments.map(({ body }) => body))
  })

  it('starts a workflow and finds its run', async () => {
    const { github, state } = await live({ profile, seed: { workflows: ['retrain.yml'] } })
    const run = await github.dispatchWorkflow('retrain.yml', 'main', { model: 'credit' })
    expect(run?.id).toBe(profile === 'github.com' ? state.workflowRuns[0]?.id : undefined)
    const runs = await github.workflowRuns('retrain.yml', { createdAfter: '2020-01-01T00:00:00Z' })
    expect(runs.map(({ id }) => id)).toEqual([state.workflowRuns[0]?.id])
  })

  it('reads files of any size at a commit, and tells absent from hidden', async () => {
    const big = Buffer.alloc(2 * 1024 * 1024, 'x')
    const { github, state } = await live({ profile, seed: { files: { 'mlops.yml': 'version: 1', big } } })
    const commit = state.git.refs.get('refs/heads/main')!
    const read = async (path: string, ref: string) => await github.fileAt(path, ref)
    expect(Buffer.from((await read('mlops.yml', commit))!).toString()).toBe('version: 1')
    expect(await read('big', 'main')).toHaveLength(big.length)
    expect(await read('absent.yml', commit)).toBeUndefined()
    await expect(read('mlops.yml', 'f'.repeat(40))).rejects.toBeInstanceOf(GitHubError)
  })

  it('is told no by a token that can only read, and does not ask again', async () => {
    const { github, server } = await live({ profile, readOnly: true, seed: { issues: [{ title: 'i' }] } })
    await expect(github.createComment(1, 'b')).rejects.toMatchObject({ status: 403 })
    expect(server.requests).toHaveLength(1)
  })

  it('never sends a comment twice when the first answer is lost', async () => {
    const { github, server, state } = await live({ profile, seed: { issues: [{ title: 'i' }] } })
    server.fail({ method: 'POST', path: /comments$/, status: 502, carriedOut: true })
    await expect(github.createComment(1, 'b')).rejects.toMatchObject({ status: 502 })
    expect(state.comments).toHaveLength(1)
  })
})
