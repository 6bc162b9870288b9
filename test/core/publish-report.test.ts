import { writeFile } from 'node:fs/promises'
import {
  type GitHubContext,
  GitHubError,
  githubRuntime,
  publishReport,
  SUMMARY_MAX_BYTES,
} from '@mlops-actions/core'
import { parseReport, type Report } from '@mlops-actions/report'
import { memoryRuntime, startGitHubServer } from '@mlops-actions/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeProcess } from './support/fake-process.ts'
import { stepWorkspace } from './support/workspace.ts'

const report: Report = {
  schema: 'mlops-actions/report/v1',
  kind: 'validation',
  verdict: 'fail',
  headline: 'recall fell on 1 of 8 slices',
  subject: { model: 'delay', data: [] },
  findings: [
    {
      id: 'recall',
      kind: 'threshold',
      title: 'recall is at least 0.9',
      status: 'fail',
      outcome: 'fail',
      reason: 'recall is 0.81',
    },
  ],
  charts: [],
  facts: [],
  next: [],
  provenance: {
    action: 'validate-gate',
    actionVersion: '0.1.0',
    createdAt: '2026-01-01T00:00:00.000Z',
  },
}

const pullRequest: NonNullable<GitHubContext['pullRequest']> = {
  number: 7,
  headSha: 'a'.repeat(40),
  baseSha: 'b'.repeat(40),
  baseRef: 'main',
  fromFork: false,
}

const onPullRequest = (fromFork = false) =>
  memoryRuntime({ github: { eventName: 'pull_request', pullRequest: { ...pullRequest, fromFork } } })

describe('a report', () => {
  it('is shown everywhere', async () => {
    const runtime = onPullRequest()
    const published = await publishReport(report, runtime, { directory: 'out', artifact: 'gate' })
    expect(published).toMatchObject({
      artifact: { kind: 'published' },
      summary: { kind: 'published' },
      comment: { kind: 'published', detail: 'created' },
    })
    const { recorded, files } = runtime
    expect(await files.list('out')).toEqual(['junit.xml', 'report.html', 'report.json', 'report.md'])
    expect(parseReport(files.text('out/report.json'))).toEqual(report)
    expect(recorded.artifacts[0]?.files.size).toBe(4)
    expect(recorded.summary).toContain('recall fell on 1 of 8 slices')
    expect(recorded.comments[0]?.body).toMatch(/\n<!-- mlops-actions:validate-gate key=delay run=42\.1 -->$/)
    expect(Object.fromEntries(recorded.outputs)).toEqual({
      verdict: 'fail',
      report: 'out/report.json',
      html: 'out/report.html',
    })
    expect(recorded.log).toEqual([])
  })

  it('posts no comment outside a pull request, or when told not to', async () => {
    const push = memoryRuntime()
    const published = await publishReport(report, push, { directory: 'out' })
    expect(published.comment).toEqual({ kind: 'skipped', reason: 'this is not a pull request' })
    const off = onPullRequest()
    expect((await publishReport(report, off, { directory: 'out', comment: 'off' })).comment.kind).toBe(
      'skipped',
    )
    expect([push.recorded.comments, off.recorded.comments]).toEqual([[], []])
  })

  it.each([
    [false, 'permissions:\n  contents: read\n  pull-requests: write'],
    [true, 'from a fork can only read'],
  ])(
    'is a warning with a remedy where a read-only token may not comment (fork: %s)',
    async (fork, remedy) => {
      const runtime = onPullRequest(fork)
      const github = {
        ...runtime.github,
        createComment: async () =>
          Promise.reject(new GitHubError(403, 'GitHub answered 403: not accessible')),
      }
      const published = await publishReport(report, { ...runtime, github }, { directory: 'out' })
      expect(published.comment.kind).toBe('failed')
      expect(runtime.recorded.log).toMatchObject([
        { level: 'warning', message: expect.stringContaining(remedy) },
      ])
    },
  )

  it('is still shown elsewhere when one place after the other fails', async () => {
    const runtime = onPullRequest()
    const broken = async () => Promise.reject(new Error('broken'))
    const published = await publishReport(
      report,
      {
        ...runtime,
        files: { ...runtime.files, write: broken },
        artifacts: { upload: broken },
        summary: { append: broken },
        outputs: { ...runtime.outputs, set: broken },
      },
      { directory: 'out', artifact: 'gate' },
    )
    expect(published).toMatchObject({
      files: {},
      artifact: { kind: 'failed', reason: 'broken' },
      summary: { kind: 'failed' },
      comment: { kind: 'published' },
    })
    expect(runtime.recorded.log.every(({ level }) => level === 'warning')).toBe(true)
  })

  it('goes without an artifact on GHES, and says where it is instead', async () => {
    const runtime = memoryRuntime({ github: { serverUrl: 'https://ghe.example' } })
    const published = await publishReport(report, runtime, { directory: 'out', artifact: 'gate' })
    expect(published.artifact.kind).toBe('skipped')
    expect(runtime.recorded.log).toMatchObject([{ level: 'notice', message: expect.stringContaining('out') }])
  })

  it('keeps to the limits of comment and summary, however long it is', async () => {
    const runtime = onPullRequest()
    const [finding] = report.findings
    const findings = Array.from({ length: 5_000 }, (_, n) => ({
      ...finding!,
      id: `rule-${n}`,
      reason: 'é'.repeat(200),
    }))
    await publishReport({ ...report, findings }, runtime, { directory: 'out' })
    expect(runtime.recorded.comments[0]?.body.length).toBeLessThanOrEqual(65_536)
    expect(Buffer.byteLength(runtime.recorded.summary)).toBeLessThanOrEqual(SUMMARY_MAX_BYTES)
    expect(runtime.recorded.log).toEqual([])
  })

  it('against a GitHub that only lets it read is a warning, over real HTTP', async () => {
    const server = await startGitHubServer({ readOnly: true, seed: { pulls: [{ number: 7, title: 'x' }] } })
    onTestFinished(() => server.close())
    const step = await stepWorkspace()
    const event = `${step.root}/event.json`
    const repo = { id: 1, default_branch: 'main' }
    await writeFile(
      event,
      JSON.stringify({
        repository: repo,
        pull_request: {
          number: 7,
          head: { sha: 'a'.repeat(40), repo },
          base: { sha: 'b'.repeat(40), ref: 'main', repo },
        },
      }),
    )
    const env = { ...step.env, ...server.env, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event }
    const proc = fakeProcess(env, step.workspace)
    const runtime = githubRuntime(proc, { token: server.token, paced: false })
    const published = await publishReport(report, runtime, { directory: 'out' })
    expect(published).toMatchObject({ summary: { kind: 'published' }, comment: { kind: 'failed' } })
    expect(proc.output()).toContain('pull-requests: write')
    expect(server.requests.flatMap(({ problems }) => problems)).toEqual([])
  })
})
