import { encodeMarker } from '@mlops-actions/core'
import {
  type GitHubServer,
  type GitHubServerOptions,
  secondaryLimit,
  startGitHubServer,
  startResultsServer,
} from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { declaredOutputs } from './support/bundle.ts'
import { atTheEnd, endToEnd } from './support/clean-up.ts'
import { FILES, INPUTS, POLICY, pullRequestEvent, STRICT_POLICY, WORSE } from './support/gate.ts'
import {
  type Ended,
  REPORT_FILES,
  reportOf,
  step,
  type Workspace,
  workspaceOf,
  writtenFiles,
} from './support/step.ts'

endToEnd()

const PULL = 7

async function serverOf(options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const seed = {
    files: { 'mlops.yml': POLICY },
    pulls: [{ number: PULL, title: 'A model' }],
    ...options.seed,
  }
  const server = await startGitHubServer({ ...options, seed })
  atTheEnd(() => server.close())
  return server
}

interface RunOptions {
  readonly run?: number
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** One run of the gate on the server's pull request; whatever it asks GitHub, it asks as GitHub describes it. */
async function gate(server: GitHubServer, workspace: Workspace, options: RunOptions = {}): Promise<Ended> {
  const ended = await step('validate-gate', workspace, {
    inputs: { ...INPUTS, ...options.inputs },
    env: { ...server.env, GITHUB_RUN_ID: String(options.run ?? 42), ...options.env },
    event: pullRequestEvent(server, PULL),
  })
  expect(server.requests.flatMap(({ problems }) => problems)).toEqual([])
  return ended
}

/** What the bot has written; people's comments are left out. */
function ours({ state }: GitHubServer) {
  return state.comments.filter(({ author }) => author === 'github-actions[bot]')
}

describe.concurrent('the comment', () => {
  it('is created, updated by a newer run, and kept from an older one', async () => {
    const server = await serverOf()
    const good = await workspaceOf(FILES)
    const first = await gate(server, good, { run: 42 })
    expect(first).toMatchObject({ status: 'success', exitCode: 0, annotations: [] })
    expect(first.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'created' })
    const [comment] = ours(server)
    expect(comment?.body).toContain('late passes')
    expect(
      comment?.body.endsWith(encodeMarker('validate-gate', 'late', undefined, { id: 42, attempt: 1 })),
    ).toBe(true)

    const second = await gate(server, await workspaceOf(WORSE), { run: 44 })
    expect(second).toMatchObject({ status: 'failure', exitCode: 1 })
    expect(second.outputs).toMatchObject({ verdict: 'fail', 'comment-status': 'updated' })
    expect(ours(server).map(({ id }) => id)).toEqual([comment?.id])
    const newest = ours(server)[0]?.body
    expect(newest).toContain('late fails')

    const late = await gate(server, good, { run: 43 })
    expect(late.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'superseded' })
    expect(ours(server).map(({ body }) => body)).toEqual([newest])
  })

  it("leaves a person's comment alone that quotes the marker, and one of another gate", async () => {
    const quoted = `Look at this:\n\n${encodeMarker('validate-gate', 'late', undefined, { id: 99, attempt: 1 })}`
    const other = `Another gate\n\n${encodeMarker('validate-gate', 'early', undefined, { id: 99, attempt: 1 })}`
    const comments = [
      { issue: PULL, body: quoted, author: 'mallory' },
      { issue: PULL, body: other, author: 'github-actions[bot]' },
    ]
    const server = await serverOf({
      seed: { files: { 'mlops.yml': POLICY }, pulls: [{ number: PULL, title: 'x' }], comments },
    })
    const ended = await gate(server, await workspaceOf(FILES))
    expect(ended.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'created' })
    expect(server.state.comments.slice(0, 2).map(({ body }) => body)).toEqual([quoted, other])
    expect(server.state.comments).toHaveLength(3)
  })

  it('is not written when turned off', async () => {
    const server = await serverOf()
    const ended = await gate(server, await workspaceOf(FILES), { inputs: { comment: 'off' } })
    expect(ended.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'skipped' })
    expect(server.state.comments).toEqual([])
  })
})

describe.concurrent('a GitHub that refuses does not change the verdict', () => {
  it.each([
    ['a token without the permission', false, /permissions:\n {2}contents: read\n {2}pull-requests: write/],
    ['a token of a fork', true, /from a fork can only read/],
  ])('%s', async (_, fromFork, advice) => {
    const pulls = [{ number: PULL, title: 'A model', fromFork }]
    const server = await serverOf({ readOnly: true, seed: { files: { 'mlops.yml': POLICY }, pulls } })
    const good = await gate(server, await workspaceOf(FILES))
    expect(good).toMatchObject({ status: 'success', exitCode: 0 })
    expect(good.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'failed' })
    expect(good.said('warning')).toEqual([expect.stringMatching(advice)])
    expect(good.said('error')).toEqual([])
    expect(good.summary).toContain('late passes')
    expect(good.log).not.toContain(server.token)
  })

  it('a lost answer: no second comment is made, and a bad model stays bad', async () => {
    const server = await serverOf()
    server.fail({ method: 'POST', path: /comments$/, status: 502, carriedOut: true })
    const ended = await gate(server, await workspaceOf(WORSE))
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1 })
    expect(ended.outputs).toMatchObject({ verdict: 'fail', 'comment-status': 'failed' })
    expect(ours(server)).toHaveLength(1)
  })

  it('a server error on reading is tried again', async () => {
    const server = await serverOf()
    server.fail({ method: 'GET', path: /comments$/, status: 503 })
    const ended = await gate(server, await workspaceOf(FILES))
    expect(ended.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'created' })
  })

  it('a secondary limit of a second is waited for, one of an hour is not', async () => {
    const server = await serverOf()
    server.fail({ ...secondaryLimit(1), method: 'POST' })
    const patient = await gate(server, await workspaceOf(FILES))
    expect(patient.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'created' })
    server.fail({ ...secondaryLimit(3_600), method: 'PATCH' })
    const busy = await gate(server, await workspaceOf(FILES), { run: 43 })
    expect(busy).toMatchObject({ exitCode: 0 })
    expect(busy.outputs).toMatchObject({ verdict: 'pass', 'comment-status': 'failed' })
    expect(busy.said('warning').join('\n')).toContain('is given up')
  })

  it('but a base policy that cannot be read judges nothing: the pull request must not judge itself', async () => {
    const server = await serverOf()
    server.fail({
      method: 'GET',
      path: /\/contents\//,
      status: 403,
      message: 'Resource not accessible by integration',
    })
    const workspace = await workspaceOf(FILES)
    const ended = await gate(server, workspace)
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: {} })
    expect(ended.said('error')).toEqual([expect.stringContaining('contents: read')])
    expect(await workspace.files()).toEqual(Object.keys(FILES).sort())
  })
})

describe.concurrent('the policy', () => {
  it('of the base commit judges a pull request that lowers its own bar, and the proposal is shown beside it', async () => {
    const pulls = [{ number: PULL, title: 'Lower the bar' }]
    const server = await serverOf({ seed: { files: { 'mlops.yml': STRICT_POLICY }, pulls } })
    const workspace = await workspaceOf(FILES)
    const ended = await gate(server, workspace)
    expect(ended).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail' } })
    const report = await reportOf(ended, workspace)
    expect(report.subject.policy).toMatchObject({ path: 'mlops.yml', ref: server.env['GITHUB_SHA'] })
    expect(report.findings.map(({ status }) => status)).toEqual(['fail', 'pass'])
    expect(ours(server)[0]?.body).toContain('This pull request changes mlops.yml')
  })

  it('of the pull request judges where the base commit has none', async () => {
    const pulls = [{ number: PULL, title: 'The first policy' }]
    const server = await serverOf({ seed: { files: { 'README.md': '#' }, pulls } })
    const ended = await gate(server, await workspaceOf(FILES))
    expect(ended).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } })
    expect(ended.said('notice').join('\n')).toContain('The base commit has no mlops.yml')
  })
})

describe.concurrent('hosts', () => {
  it('GHES: the API below /api/v3, no artifact service, no request to the outside', async () => {
    const server = await serverOf({ profile: 'ghes' })
    expect(server.apiUrl).toMatch(/\/api\/v3$/)
    const results = await startResultsServer()
    atTheEnd(() => results.close())
    const workspace = await workspaceOf(FILES)
    const ended = await gate(server, workspace, {
      inputs: { 'upload-artifact': 'true' },
      // A proxy or an old runner may leave these set; GHES would answer them with an error.
      env: results.env,
    })
    expect(ended).toMatchObject({
      status: 'success',
      outputs: { verdict: 'pass', 'comment-status': 'created' },
    })
    expect(ended.said('notice').join('\n')).toContain('GitHub Enterprise Server has no artifact service')
    expect(results.artifacts).toEqual([])
    expect(ours(server)[0]?.body).toContain(`${server.serverUrl}/octo/models/actions/runs/42`)
    expect((await reportOf(ended, workspace)).provenance.runUrl).toContain(server.serverUrl)
  })

  it('github.com: the report is uploaded as an artifact when asked for', async () => {
    const [server, results] = [await serverOf(), await startResultsServer()]
    atTheEnd(() => results.close())
    const ended = await gate(server, await workspaceOf(FILES), {
      inputs: { 'upload-artifact': 'true' },
      env: results.env,
    })
    expect(ended).toMatchObject({ status: 'success', outputs: { verdict: 'pass' } })
    expect(results.artifacts).toMatchObject([{ name: 'validation-late' }])
  })

  it('no token: what would be posted is shown, and nothing is', async () => {
    const server = await serverOf()
    const workspace = await workspaceOf(FILES)
    const ended = await gate(server, workspace, { env: { GITHUB_TOKEN: '' } })
    expect(ended).toMatchObject({ status: 'success', outputs: { verdict: 'pass' } })
    expect(ended.log).toContain(`would post a comment on #${PULL} (no GitHub token)`)
    expect(ended.log).toContain('Without a GitHub token the base commit cannot be read')
    expect(server.requests).toEqual([])
  })
})

describe.concurrent('outputs', () => {
  it('are all set where there is something to say', async () => {
    const declared = await declaredOutputs('validate-gate')
    const ended = await gate(await serverOf(), await workspaceOf(FILES))
    expect(Object.keys(ended.outputs).sort()).toEqual([...declared.keys()].sort())
    for (const name of ['model-digest', 'report-digest']) {
      expect(ended.outputs[name]).toMatch(/^sha256:[0-9a-f]{64}$/)
    }
  })

  it('without a model: its digest is absent, as the action.yml says', async () => {
    const declared = await declaredOutputs('validate-gate')
    const workspace = await workspaceOf(FILES)
    const ended = await step('validate-gate', workspace, { inputs: { ...INPUTS, 'model-path': '' } })
    const absent = [...declared.keys()].filter((name) => !(name in ended.outputs))
    expect(absent).toEqual(['model-digest'])
    expect(declared.get('model-digest')).toContain('if `model-path` was given')
    expect(await writtenFiles(workspace, ended)).toEqual(REPORT_FILES)
  })
})
