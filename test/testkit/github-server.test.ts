import { createHash } from 'node:crypto'
import {
  type GitHubServer,
  type GitHubServerOptions,
  primaryLimit,
  secondaryLimit,
  startGitHubServer,
} from '@mlops-actions/testkit'
import { Octokit } from '@octokit/rest'
import { afterEach, describe, expect, it } from 'vitest'

const running: GitHubServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const repo = { owner: 'octo', repo: 'models' }
const profiles = ['github.com', 'ghes'] as const

async function start(options: GitHubServerOptions = {}) {
  const server = await startGitHubServer(options)
  running.push(server)
  const octokit = new Octokit({ auth: server.token, baseUrl: server.apiUrl, log: quiet })
  return { server, octokit, rest: octokit.rest, state: server.state }
}

/** The refusal of a call that must be refused. */
async function refusal(call: Promise<unknown>): Promise<{ status: number; message: string }> {
  return await call.then(
    () => {
      throw new Error('was not refused')
    },
    (error: unknown) => error as { status: number; message: string },
  )
}

async function raw(server: GitHubServer, method: string, path: string, body?: unknown, token = server.token) {
  const response = await fetch(server.apiUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as unknown }
}

describe.each(profiles)('%s: issues and comments', (profile) => {
  it('creates, labels, finds, closes and reopens an issue of the bot', async () => {
    const { rest, state } = await start({ profile, seed: { pulls: [{ title: 'A change' }] } })
    const { data: issue } = await rest.issues.create({
      ...repo,
      title: 'Drift',
      body: 'b',
      labels: ['drift'],
    })
    expect(issue).toMatchObject({
      number: 2,
      state: 'open',
      user: { login: 'github-actions[bot]', type: 'Bot' },
    })
    expect(state.labels.map(({ name }) => name)).toEqual(['drift'])
    await rest.issues.update({ ...repo, issue_number: 2, state: 'closed' })
    const listed = async (filter: object) =>
      (await rest.issues.listForRepo({ ...repo, ...filter })).data.map(({ number }) => number)
    expect(await listed({ labels: 'DRIFT' })).toEqual([])
    expect(await listed({ labels: 'drift', state: 'closed' })).toEqual([2])
    expect(await listed({ state: 'all' })).toEqual([2, 1])
    expect(await listed({ state: 'all', labels: 'drift,other' })).toEqual([])
    const { data: open } = await rest.issues.update({ ...repo, issue_number: 2, state: 'open' })
    expect(open).toMatchObject({ state_reason: 'reopened', closed_at: null })
    expect((await rest.issues.listForRepo(repo)).data[1]).toHaveProperty('pull_request')
  })

  it('takes 65,536 characters of body and no more; a longer update of an issue is dropped in silence', async () => {
    const { rest, state } = await start({ profile, seed: { issues: [{ title: 'i', body: 'old' }] } })
    const fits = 'x'.repeat(65_536)
    const long = `${fits}x`
    const on = { ...repo, issue_number: 1 }
    expect(await refusal(rest.issues.create({ ...repo, title: 't', body: long }))).toMatchObject({
      status: 422,
    })
    const refused = await refusal(rest.issues.createComment({ ...on, body: long }))
    expect(refused.message).toContain('Body is too long (maximum is 65536 characters)')
    const { data: comment } = await rest.issues.createComment({ ...on, body: fits })
    const update = rest.issues.updateComment({ ...repo, comment_id: comment.id, body: long })
    expect(await refusal(update)).toMatchObject({ status: 422 })
    expect((await rest.issues.update({ ...on, body: long })).status).toBe(200)
    expect(state.issues[0]?.body).toBe('old')
    expect(state.comments).toHaveLength(1)
  })

  it('pages comments with Link headers', async () => {
    const { octokit, rest, server, state } = await start({ profile, seed: { issues: [{ title: 'i' }] } })
    for (let i = 0; i < 7; i++) await rest.issues.createComment({ ...repo, issue_number: 1, body: `c${i}` })
    const all = await octokit.paginate(rest.issues.listComments, { ...repo, issue_number: 1, per_page: 3 })
    expect(all.map(({ body }) => body)).toEqual(state.comments.map(({ body }) => body))
    const middle = await rest.issues.listComments({ ...repo, issue_number: 1, per_page: 3, page: 2 })
    const relations = [...middle.headers.link!.matchAll(/[?&]page=(\d)[^>]*>; rel="(\w+)"/g)].map(
      ([, page, name]) => [name, page],
    )
    expect(Object.fromEntries(relations)).toEqual({ prev: '1', next: '3', last: '3', first: '1' })
    expect(middle.headers.link).toContain(server.apiUrl)
  })

  it('edits and deletes a comment, and knows none that is not there', async () => {
    const { rest, state } = await start({
      profile,
      seed: { issues: [{ title: 'i' }], comments: [{ issue: 1, body: 'theirs', author: 'mallory' }] },
    })
    const id = state.comments[0]!.id
    const { data } = await rest.issues.updateComment({ ...repo, comment_id: id, body: 'ours' })
    expect(data).toMatchObject({ body: 'ours', user: { login: 'mallory', type: 'User' } })
    await rest.issues.deleteComment({ ...repo, comment_id: id })
    expect(await refusal(rest.issues.getComment({ ...repo, comment_id: id }))).toMatchObject({ status: 404 })
    expect(await refusal(rest.issues.createComment({ ...repo, issue_number: 9, body: 'b' }))).toMatchObject({
      status: 404,
    })
  })
})

describe.each(profiles)('%s: check runs', (profile) => {
  const sha = 'a'.repeat(40)
  const annotation = {
    path: 'a',
    start_line: 1,
    end_line: 1,
    annotation_level: 'failure',
    message: 'm',
  } as const
  const output = { title: 't', summary: 's' }

  it('needs a known commit and a conclusion, and adds annotations up, fifty a request', async () => {
    const { rest, state } = await start({ profile, seed: { commits: [sha] } })
    const make = (more: object) => rest.checks.create({ ...repo, name: 'gate', head_sha: sha, ...more })
    const fifty = Array.from({ length: 50 }, () => annotation)
    expect(await refusal(make({ head_sha: 'b'.repeat(40) }))).toMatchObject({
      message: expect.stringMatching(/No commit found/),
    })
    expect(await refusal(make({ status: 'completed' }))).toMatchObject({ status: 422 })
    expect(await refusal(make({ output: { ...output, annotations: [...fifty, annotation] } }))).toMatchObject(
      { status: 422 },
    )
    expect(await refusal(make({ output: { ...output, summary: 'x'.repeat(65_536) } }))).toMatchObject({
      status: 422,
    })
    const { data } = await make({ conclusion: 'failure', output: { ...output, annotations: fifty } })
    expect(data).toMatchObject({ status: 'completed', conclusion: 'failure' })
    const more = { ...output, annotations: [annotation] }
    const { data: updated } = await rest.checks.update({
      ...repo,
      check_run_id: data.id,
      conclusion: 'failure',
      output: more,
    })
    expect(updated.output.annotations_count).toBe(51)
    const { data: page } = await rest.checks.listAnnotations({
      ...repo,
      check_run_id: data.id,
      per_page: 100,
    })
    expect(page).toHaveLength(51)
    const { data: found } = await rest.checks.listForRef({ ...repo, ref: sha, check_name: 'gate' })
    expect(found.total_count).toBe(1)
    expect(state.checkRuns).toHaveLength(1)
  })
})

describe.each(profiles)('%s: workflows', (profile) => {
  const limit = profile === 'ghes' ? 10 : 25
  const inputs = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`i${i}`, 'v']))
  const seed = { workflows: ['retrain.yml', { file: 'strict.yml', inputs: ['model'] }] }
  const dispatch = { ...repo, workflow_id: 'retrain.yml', ref: 'main' }

  it('starts a run that is then listed, by file name or number', async () => {
    const { rest, state } = await start({ profile, seed, now: () => Date.parse('2026-03-01T10:00:00.5Z') })
    const { status } = await rest.actions.createWorkflowDispatch({ ...dispatch, inputs: inputs(limit) })
    expect(status).toBe(204)
    await rest.actions.createWorkflowDispatch({ ...dispatch, workflow_id: state.workflows[0]!.id })
    const runs = async (created: string) =>
      (await rest.actions.listWorkflowRuns({ ...repo, workflow_id: 'retrain.yml', created })).data.total_count
    expect(await runs('>=2026-03-01T10:00:00Z')).toBe(2)
    expect(await runs('>2026-03-01T10:00:00Z')).toBe(0)
    expect(await runs('2026-02-01..2026-03-02')).toBe(2)
    expect(await runs('<2026-03-01')).toBe(0)
    const [run] = state.workflowRuns
    expect(run).toMatchObject({
      inputs: inputs(limit),
      event: 'workflow_dispatch',
      branch: 'main',
      status: 'queued',
    })
    const { data } = await rest.actions.getWorkflowRun({ ...repo, run_id: run!.id })
    expect(data).toMatchObject({ path: '.github/workflows/retrain.yml', head_sha: run!.headSha })
  })

  it(`refuses an unknown workflow, ref, input, and more than ${limit} inputs`, async () => {
    const { rest, state } = await start({ profile, seed })
    const send = (more: object) => refusal(rest.actions.createWorkflowDispatch({ ...dispatch, ...more }))
    expect(await send({ workflow_id: 'other.yml' })).toMatchObject({ status: 404 })
    expect(await send({ ref: 'nowhere' })).toMatchObject({
      message: expect.stringMatching(/No ref found for: nowhere/),
    })
    expect(await send({ inputs: inputs(limit + 1) })).toMatchObject({ status: 422 })
    expect(await send({ workflow_id: 'strict.yml', inputs: { wrong: '1' } })).toMatchObject({
      message: expect.stringMatching(/Unexpected inputs provided: \["wrong"\]/),
    })
    expect(state.workflowRuns).toEqual([])
  })

  it('takes a repository_dispatch of ten keys below 64 KB', async () => {
    const { rest, state } = await start({ profile })
    const send = (client_payload: Record<string, unknown>, event_type = 'retrain') =>
      rest.repos.createDispatchEvent({ ...repo, event_type, client_payload })
    expect((await send(inputs(10))).status).toBe(204)
    expect(await refusal(send(inputs(11)))).toMatchObject({ status: 422 })
    expect(await refusal(send({ big: 'x'.repeat(65_536) }))).toMatchObject({ status: 422 })
    expect(await refusal(send({}, 'x'.repeat(101)))).toMatchObject({ status: 422 })
    expect(state.repositoryDispatches).toEqual([{ eventType: 'retrain', payload: inputs(10) }])
  })
})

describe('what GHES does not have', () => {
  it('answers a dispatch with the run on github.com, and refuses the question on GHES', async () => {
    const body = { ref: 'main', return_run_details: true }
    const path = '/repos/octo/models/actions/workflows/retrain.yml/dispatches'
    const cloud = await start({ seed: { workflows: ['retrain.yml'] } })
    const answer = await raw(cloud.server, 'POST', path, body)
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ workflow_run_id: cloud.state.workflowRuns[0]!.id })
    const ghes = await start({ profile: 'ghes', seed: { workflows: ['retrain.yml'] } })
    const refused = await raw(ghes.server, 'POST', path, body)
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('is not a permitted key') })
    expect(ghes.state.workflowRuns).toEqual([])
  })

  it('keeps attestations on github.com and knows none of them on GHES', async () => {
    const digest = `sha256:${'c'.repeat(64)}`
    const payload = Buffer.from(
      JSON.stringify({ subject: [{ digest: { sha256: 'c'.repeat(64) } }] }),
    ).toString('base64')
    const bundle = { dsseEnvelope: { payload } }
    const cloud = await start()
    expect((await raw(cloud.server, 'POST', '/repos/octo/models/attestations', { bundle })).status).toBe(201)
    expect(
      (await raw(cloud.server, 'GET', `/repos/octo/models/attestations/${digest}`)).json(),
    ).toMatchObject({
      attestations: [{ bundle }],
    })
    const ghes = await start({ profile: 'ghes' })
    expect((await raw(ghes.server, 'POST', '/repos/octo/models/attestations', { bundle })).status).toBe(404)
    expect(ghes.server.requests[0]?.problems).not.toEqual([])
  })

  it('lives below /api/v3, with GraphQL beside it', async () => {
    const { server, octokit } = await start({ profile: 'ghes' })
    expect(server.env).toMatchObject({
      GITHUB_API_URL: `${server.serverUrl}/api/v3`,
      GITHUB_SERVER_URL: server.serverUrl,
    })
    expect((await fetch(`${server.serverUrl}/rate_limit`)).status).toBe(404)
    expect(await octokit.graphql('query { viewer { login } }')).toEqual({
      viewer: { login: 'github-actions[bot]' },
    })
  })
})

describe.each(profiles)('%s: deployments', (profile) => {
  const deployment = {
    ...repo,
    ref: 'main',
    environment: 'staging',
    auto_merge: false,
    required_contexts: [],
  }

  it('keeps statuses and retires earlier deployments of the environment', async () => {
    const { rest, state } = await start({ profile })
    const make = async () => {
      const { data } = await rest.repos.createDeployment({
        ...deployment,
        task: 'canary',
        payload: { weight: 10 },
      })
      if (!('id' in data)) throw new Error(data.message)
      return data.id
    }
    const [first, second] = [await make(), await make()]
    const set = (id: number, status: 'success' | 'in_progress', description = 'd') =>
      rest.repos.createDeploymentStatus({
        ...repo,
        deployment_id: id,
        state: status,
        description,
        log_url: 'https://x/',
      })
    await set(first, 'success')
    await set(second, 'in_progress')
    await set(second, 'success')
    expect(state.deployments.map(({ statuses }) => statuses.map((status) => status.state))).toEqual([
      ['success', 'inactive'],
      ['in_progress', 'success'],
    ])
    const { data } = await rest.repos.listDeployments({ ...repo, environment: 'staging', task: 'canary' })
    expect(data.map(({ id }) => id)).toEqual([second, first])
    expect(data[0]).toMatchObject({ payload: { weight: 10 }, sha: state.git.refs.get('refs/heads/main') })
    expect((await rest.repos.listDeployments({ ...repo, task: 'deploy' })).data).toEqual([])
    expect(await refusal(set(second, 'success', 'x'.repeat(141)))).toMatchObject({ status: 422 })
  })

  it('refuses an unknown ref, and a deployment that waits for checks of the job that makes it', async () => {
    const { rest } = await start({ profile })
    expect(await refusal(rest.repos.createDeployment({ ...deployment, ref: 'nowhere' }))).toMatchObject({
      status: 422,
    })
    expect(await refusal(rest.repos.createDeployment({ ...repo, ref: 'main' }))).toMatchObject({
      status: 409,
    })
  })
})

describe.each(profiles)('%s: git and contents', (profile) => {
  it('names objects as git does', async () => {
    const { rest } = await start({ profile })
    const { data: blob } = await rest.git.createBlob({ ...repo, content: 'aGVsbG8K', encoding: 'base64' })
    // git hash-object of "hello\n"
    expect(blob.sha).toBe('ce013625030ba8dba906f756967f9e9ca394464a')
    const { data: tree } = await rest.git.createTree({
      ...repo,
      tree: [{ path: 'hello.txt', mode: '100644', type: 'blob', sha: blob.sha }],
    })
    // git mktree of that one entry
    expect(tree.sha).toBe('aaa96ced2d9a1c8e72c56b253a0e2fe78393feb7')
  })

  it('commits on a branch, and refuses to move it past somebody else', async () => {
    const { rest, state } = await start({
      profile,
      seed: { files: { 'a/b.txt': 'old', 'a/c.txt': 'keep', d: 'gone' } },
    })
    const head = state.git.refs.get('refs/heads/main')!
    const commit = async (text: string, parent: string) => {
      const { data: tree } = await rest.git.createTree({
        ...repo,
        base_tree: parent,
        tree: [
          { path: 'a/b.txt', mode: '100644', type: 'blob', content: text },
          { path: 'd', mode: '100644', type: 'blob', sha: null },
        ],
      })
      const { data } = await rest.git.createCommit({
        ...repo,
        message: text,
        tree: tree.sha,
        parents: [parent],
      })
      return data.sha
    }
    const ours = await commit('ours', head)
    const theirs = await commit('theirs', head)
    const move = (sha: string, force = false) =>
      rest.git.updateRef({ ...repo, ref: 'heads/main', sha, force })
    await move(theirs)
    expect(await refusal(move(ours))).toMatchObject({ message: expect.stringMatching(/not a fast forward/) })
    expect((await rest.git.getRef({ ...repo, ref: 'heads/main' })).data.object.sha).toBe(theirs)
    const { data: tree } = await rest.git.getTree({ ...repo, tree_sha: theirs, recursive: '1' })
    expect(tree.tree.map(({ path }) => path)).toEqual(['a', 'a/b.txt', 'a/c.txt'])
    await move(ours, true)
    const { data: read } = await rest.git.getCommit({ ...repo, commit_sha: ours })
    expect(read.parents.map(({ sha }) => sha)).toEqual([head])
    expect((await rest.repos.getCommit({ ...repo, ref: ours })).data.sha).toBe(ours)
  })

  it('makes, lists and deletes references, each once', async () => {
    const { rest, state } = await start({ profile })
    const sha = state.git.refs.get('refs/heads/main')!
    const make = (ref: string, to = sha) => rest.git.createRef({ ...repo, ref, sha: to })
    await make('refs/mlops/a')
    await make('refs/mlops/b')
    expect(await refusal(make('refs/mlops/a'))).toMatchObject({
      message: expect.stringMatching(/already exists/),
    })
    expect(await refusal(make('refs/mlops/c', 'f'.repeat(40)))).toMatchObject({ status: 422 })
    expect(await refusal(make('mlops'))).toMatchObject({ status: 422 })
    const { data } = await rest.git.listMatchingRefs({ ...repo, ref: 'mlops/' })
    expect(data.map(({ ref }) => ref)).toEqual(['refs/mlops/a', 'refs/mlops/b'])
    await rest.git.deleteRef({ ...repo, ref: 'mlops/a' })
    expect(await refusal(rest.git.getRef({ ...repo, ref: 'mlops/a' }))).toMatchObject({ status: 404 })
  })

  it('reads files and folders at a commit', async () => {
    const big = Buffer.alloc(1024 * 1024 + 1, 'x')
    const { rest, state } = await start({
      profile,
      seed: { files: { 'mlops.yml': 'é', 'a/b': '1', 'a/c/d': '2', big } },
    })
    const get = async (path: string, ref = 'main') =>
      (await rest.repos.getContent({ ...repo, path, ref })).data
    const file = (await get('mlops.yml')) as { content: string; encoding: string }
    expect(Buffer.from(file.content, 'base64').toString()).toBe('é')
    expect(
      ((await get('a')) as { name: string; type: string }[]).map(({ name, type }) => [name, type]),
    ).toEqual([
      ['b', 'file'],
      ['c', 'dir'],
    ])
    const large = (await get('big')) as { encoding: string; content: string; sha: string }
    expect(large).toMatchObject({ encoding: 'none', content: '' })
    const { data: blob } = await rest.git.getBlob({ ...repo, file_sha: large.sha })
    expect(Buffer.from(blob.content, 'base64')).toHaveLength(big.length)
    const rawFile = await rest.repos.getContent({ ...repo, path: 'a/b', mediaType: { format: 'raw' } })
    expect(rawFile.data).toBe('1')
    expect(await refusal(get('absent'))).toMatchObject({ status: 404 })
    expect(await refusal(get('a/b', 'nowhere'))).toMatchObject({ status: 404 })
    expect(await refusal(rest.repos.getCommit({ ...repo, ref: 'nowhere' }))).toMatchObject({ status: 422 })
    expect(state.git.blobs.size).toBe(4)
  })
})

describe.each(profiles)('%s: pulls, artifacts and the rest', (profile) => {
  it('tells a pull request of a fork', async () => {
    const { rest } = await start({
      profile,
      seed: {
        pulls: [
          { title: 'ours', headRef: 'x' },
          { title: 'fork', fromFork: true, headSha: 'd'.repeat(40) },
        ],
      },
    })
    const { data } = await rest.pulls.get({ ...repo, pull_number: 2 })
    expect(data.head).toMatchObject({ sha: 'd'.repeat(40), repo: { fork: true } })
    expect(data.head.repo?.id).not.toBe(data.base.repo.id)
    expect((await rest.pulls.list({ ...repo, head: 'octo:x' })).data.map(({ title }) => title)).toEqual([
      'ours',
    ])
  })

  it('hands out artifacts of a run with their digest, and the zip', async () => {
    const content = Buffer.from('PK zip')
    const { rest, server } = await start({
      profile,
      seed: { artifacts: [{ name: 'report', run: 7, content }] },
    })
    const { data } = await rest.actions.listWorkflowRunArtifacts({ ...repo, run_id: 7, name: 'report' })
    expect(data.artifacts[0]).toMatchObject({
      digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
      workflow_run: { id: 7, head_repository_id: server.state.repository.id },
    })
    const id = data.artifacts[0]!.id
    const zip = await rest.actions.downloadArtifact({ ...repo, artifact_id: id, archive_format: 'zip' })
    expect(Buffer.from(zip.data as ArrayBuffer)).toEqual(content)
    expect((await rest.actions.listWorkflowRunArtifacts({ ...repo, run_id: 8 })).data.total_count).toBe(0)
  })

  it('tells a user who he is, and an installation nothing', async () => {
    const bot = await start({ profile })
    expect(await refusal(bot.rest.users.getAuthenticated())).toMatchObject({ status: 403 })
    const human = await start({ profile, login: 'ada', seed: { issues: [{ title: 'i' }] } })
    expect((await human.rest.users.getAuthenticated()).data.login).toBe('ada')
    const { data } = await human.rest.issues.createComment({ ...repo, issue_number: 1, body: 'b' })
    expect(data.user).toMatchObject({ login: 'ada', type: 'User' })
    expect((await human.rest.rateLimit.get()).data.rate.limit).toBe(1_000)
    expect((await human.rest.repos.get(repo)).data.default_branch).toBe('main')
  })
})

describe('what goes wrong', () => {
  const comments = '/repos/octo/models/issues/1/comments'
  const seed = { issues: [{ title: 'i' }] }

  it('refuses a wrong token, a strange repository and an unknown endpoint', async () => {
    const { server } = await start({ seed })
    expect((await raw(server, 'GET', comments, undefined, 'wrong')).status).toBe(401)
    expect((await raw(server, 'GET', '/repos/octo/other/issues')).status).toBe(404)
    expect((await raw(server, 'GET', '/repos/OCTO/Models/issues')).status).toBe(200)
    expect((await raw(server, 'PUT', comments, {})).status).toBe(404)
    expect((await raw(server, 'GET', '/repos/octo/models/labels/%E0%A4')).status).toBe(400)
  })

  it.each([
    ['a missing key', {}, "must have required property 'body'"],
    ['a wrong type', { body: 1 }, 'must be string'],
    ['a key GitHub would drop', { body: 'b', bodyy: 'b' }, '"bodyy" is not a permitted key.'],
    ['no object', 'text', 'must be object'],
  ])('says what is wrong with %s', async (_what, body, message) => {
    const { server, state } = await start({ seed })
    expect(await raw(server, 'POST', comments, body)).toMatchObject({
      status: 422,
      text: expect.stringContaining(message.replaceAll('"', '\\"')),
    })
    expect(server.requests[0]?.problems).toEqual([expect.stringContaining(message)])
    expect(state.comments).toEqual([])
  })

  it.each(['per_page=many', 'pageSize=3'])('refuses the query %s', async (query) => {
    const { server } = await start({ seed })
    expect((await raw(server, 'GET', `${comments}?${query}`)).status).toBe(422)
  })

  it('lets a read-only token read and nothing else', async () => {
    const { rest, state } = await start({ readOnly: true, seed })
    expect((await rest.issues.listComments({ ...repo, issue_number: 1 })).status).toBe(200)
    expect(await refusal(rest.issues.createComment({ ...repo, issue_number: 1, body: 'b' }))).toMatchObject({
      status: 403,
      message: expect.stringMatching(/Resource not accessible by integration/),
    })
    expect(state.comments).toEqual([])
  })

  it('fails on purpose, as often as asked, only where asked', async () => {
    const { server, state } = await start({ seed })
    server.fail({ method: 'POST', path: comments, status: 502, times: 2 })
    const post = async () => (await raw(server, 'POST', comments, { body: 'b' })).status
    expect((await raw(server, 'GET', comments)).status).toBe(200)
    expect([await post(), await post(), await post()]).toEqual([502, 502, 201])
    expect(state.comments).toHaveLength(1)
  })

  it('can lose the answer to a request that was carried out', async () => {
    const { server, state } = await start({ seed })
    server.fail({ path: /comments$/, status: 504, carriedOut: true })
    expect((await raw(server, 'POST', comments, { body: 'b' })).status).toBe(504)
    expect(state.comments).toHaveLength(1)
  })

  it('limits as GitHub does', async () => {
    const { server } = await start({ seed })
    server.fail(secondaryLimit(7))
    const limited = await raw(server, 'GET', comments)
    expect(limited).toMatchObject({ status: 403, text: expect.stringContaining('secondary rate limit') })
    expect(limited.headers.get('retry-after')).toBe('7')
    server.fail(primaryLimit(1_800_000_000))
    expect((await raw(server, 'GET', comments)).headers.get('x-ratelimit-remaining')).toBe('0')
  })

  it('records what was asked, without the token', async () => {
    const { server } = await start({ seed, token: 'ghs_very_secret' })
    await raw(server, 'POST', comments, { body: 'b' })
    expect(server.requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: comments,
        body: { body: 'b' },
        status: 201,
        problems: [],
      }),
    ])
    expect(JSON.stringify(server.requests)).not.toContain('ghs_very_secret')
  })
})
