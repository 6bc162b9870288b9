import { stickyComment, upsertIssue } from '@mlops-actions/core'
import { describe, expect, it } from 'vitest'
import { POLICY_TEXT, PULL_REQUEST, worlds } from './support/worlds.ts'

describe.each(worlds)('GitHub %s', (_, make) => {
  it('keeps comments, all pages of them, under our own login', async () => {
    const { github } = (await make()).runtime
    for (let n = 1; n <= 101; n++) await github.createComment(PULL_REQUEST, `comment ${n}`)
    const comments = await github.comments(PULL_REQUEST)
    expect(comments).toHaveLength(101)
    expect(new Set(comments.map(({ author }) => author))).toEqual(new Set([await github.self()]))
    const updated = await github.updateComment(comments[100]!.id, 'changed')
    expect(updated).toMatchObject({ id: comments[100]!.id, body: 'changed' })
    expect((await github.comments(PULL_REQUEST))[100]?.body).toBe('changed')
  })

  it('deletes a comment, and nothing else', async () => {
    const { github } = (await make()).runtime
    const before = await github.comments(PULL_REQUEST)
    const { id } = await github.createComment(PULL_REQUEST, 'for a moment')
    await github.deleteComment(id)
    expect(await github.comments(PULL_REQUEST)).toEqual(before)
  })

  it('refuses what does not exist with 404', async () => {
    const { github } = (await make()).runtime
    const refusal = { name: 'GitHubError', status: 404 }
    await expect(github.comments(999)).rejects.toMatchObject(refusal)
    await expect(github.createComment(999, 'x')).rejects.toMatchObject(refusal)
    await expect(github.updateComment(999_999, 'x')).rejects.toMatchObject(refusal)
    await expect(github.deleteComment(999_999)).rejects.toMatchObject(refusal)
    await expect(github.updateIssue(999, { state: 'closed' })).rejects.toMatchObject(refusal)
    await expect(github.dispatchWorkflow('none.yml', 'main', {})).rejects.toMatchObject(refusal)
    const status = { state: 'success', description: '' } as const
    await expect(github.setDeploymentStatus(999_999, status)).rejects.toMatchObject(refusal)
  })

  it('refuses a body above 65,536 characters with 422', async () => {
    const { github } = (await make()).runtime
    await github.createComment(PULL_REQUEST, 'x'.repeat(65_536))
    const refusal = { name: 'GitHubError', status: 422 }
    await expect(github.createComment(PULL_REQUEST, 'x'.repeat(65_537))).rejects.toMatchObject(refusal)
  })

  it('finds issues by label and state, newest first, and no pull requests', async () => {
    const { github } = (await make()).runtime
    const first = await github.createIssue({ title: 'one', body: 'a', labels: ['drift'] })
    const second = await github.createIssue({ title: 'two', body: 'b', labels: ['drift', 'p1'] })
    await github.createIssue({ title: 'other', body: 'c', labels: ['bug'] })
    await github.updateIssue(first.number, { state: 'closed' })
    const numbers = async (state: 'open' | 'closed' | 'all') =>
      (await github.issues({ state, label: 'drift' })).map(({ number }) => number)
    expect(await numbers('open')).toEqual([second.number])
    expect(await numbers('closed')).toEqual([first.number])
    expect(await numbers('all')).toEqual([second.number, first.number])
    const [issue] = await github.issues({ state: 'open', label: 'p1' })
    expect(issue).toMatchObject({ title: 'two', body: 'b', state: 'open', labels: ['drift', 'p1'] })
  })

  it.each(['github.com', 'ghes'] as const)(
    'starts a workflow, and tells the run where %s does',
    async (serverUrl) => {
      const { github, clock } = (await make({ serverUrl })).runtime
      const createdAfter = new Date(clock.now()).toISOString()
      const run = await github.dispatchWorkflow('retrain.yml', 'main', { reason: 'drift' })
      const runs = await github.workflowRuns('retrain.yml', { createdAfter })
      expect(runs).toHaveLength(1)
      expect(run?.id).toBe(serverUrl === 'ghes' ? undefined : runs[0]?.id)
      const tomorrow = new Date(clock.now() + 86_400_000).toISOString()
      expect(await github.workflowRuns('retrain.yml', { createdAfter: tomorrow })).toEqual([])
    },
  )

  it('keeps deployments by environment and task', async () => {
    const { github } = (await make()).runtime
    const deployment = { ref: 'main', task: 'canary', description: 'd', payload: {}, production: true }
    const { id } = await github.createDeployment({ ...deployment, environment: 'production' })
    await github.createDeployment({ ...deployment, environment: 'staging' })
    await github.setDeploymentStatus(id, { state: 'in_progress', description: '5 %' })
    const found = await github.deployments({ environment: 'production', task: 'canary' })
    expect(found.map((deployment) => deployment.id)).toEqual([id])
    expect(await github.deployments({ environment: 'production', task: 'other' })).toEqual([])
  })

  it('reads a file at a commit, and knows absent from unknown', async () => {
    const { github } = (await make()).runtime
    expect(new TextDecoder().decode(await github.fileAt('mlops.yml', 'main'))).toBe(POLICY_TEXT)
    expect(await github.fileAt('none/such.yml', 'main')).toBeUndefined()
    const nowhere = github.fileAt('mlops.yml', 'f'.repeat(40))
    await expect(nowhere).rejects.toMatchObject({ name: 'GitHubError' })
  })

  it('carries the effects built on it', async () => {
    const { github } = (await make()).runtime
    const comment = { issue: PULL_REQUEST, kind: 'gate', key: 'delay' } as const
    expect((await stickyComment(github, { ...comment, body: 'one' })).kind).toBe('created')
    expect((await stickyComment(github, { ...comment, body: 'two' })).kind).toBe('updated')
    expect((await stickyComment(github, { ...comment, body: 'two' })).kind).toBe('unchanged')
    const identity = { kind: 'drift', key: 'delay', label: 'drift' }
    expect((await upsertIssue(github, identity, { title: 't', body: 'a' })).kind).toBe('created')
    expect((await upsertIssue(github, identity, { title: 't', body: 'b' })).kind).toBe('updated')
    expect((await upsertIssue(github, identity, { title: 't', body: 'b' })).kind).toBe('unchanged')
  })
})
