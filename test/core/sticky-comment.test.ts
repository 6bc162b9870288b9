import { encodeMarker, GitHubError, stickyComment } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const PR = 7
const base = { issue: PR, kind: 'validate-gate', key: 'delay' } as const

function onPullRequest() {
  const runtime = memoryRuntime()
  runtime.github.addPullRequest(PR)
  return runtime
}

describe('a sticky comment', () => {
  it('is created once and then kept up to date', async () => {
    const { github, recorded } = onPullRequest()
    const first = await stickyComment(github, { ...base, body: 'one', run: { id: 1, attempt: 1 } })
    const second = await stickyComment(github, { ...base, body: 'two', run: { id: 2, attempt: 1 } })
    expect([first.kind, second.kind]).toEqual(['created', 'updated'])
    expect(recorded.comments).toHaveLength(1)
    expect(recorded.comments[0]?.body).toBe('two\n\n<!-- mlops-actions:validate-gate key=delay run=2.1 -->')
  })

  it('is left alone when nothing changed', async () => {
    const { github } = onPullRequest()
    await stickyComment(github, { ...base, body: 'same' })
    const refusing = { ...github, updateComment: async () => Promise.reject(new GitHubError(500, 'no')) }
    expect((await stickyComment(refusing, { ...base, body: 'same' })).kind).toBe('unchanged')
  })

  it('is never overwritten by an older run', async () => {
    const { github, recorded } = onPullRequest()
    await stickyComment(github, { ...base, body: 'new', run: { id: 9, attempt: 2 } })
    const late = await stickyComment(github, { ...base, body: 'old', run: { id: 9, attempt: 1 } })
    expect(late.kind).toBe('superseded')
    expect(recorded.comments[0]?.body).toContain('new')
  })

  it('does not take over a comment of somebody else that bears the marker', async () => {
    const { github, recorded } = onPullRequest()
    github.addComment(PR, `mine\n${encodeMarker('validate-gate', 'delay')}`, 'mallory')
    expect((await stickyComment(github, { ...base, body: 'ours' })).kind).toBe('created')
    expect(recorded.comments.map(({ author }) => author)).toEqual(['mallory', 'github-actions[bot]'])
  })

  it('keeps the oldest of two that raced', async () => {
    const { github, recorded } = onPullRequest()
    const oldest = github.addComment(PR, `a\n${encodeMarker('validate-gate', 'delay')}`)
    github.addComment(PR, `b\n${encodeMarker('validate-gate', 'delay')}`)
    const outcome = await stickyComment(github, { ...base, body: 'c' })
    expect(outcome).toMatchObject({ comment: { id: oldest.id } })
    expect(recorded.comments).toHaveLength(2)
  })

  it('recreate: moves to the end of the conversation, the new one first', async () => {
    const { github, recorded } = onPullRequest()
    const first = await stickyComment(github, { ...base, body: 'one', mode: 'recreate' })
    github.addComment(PR, 'a person', 'ana')
    const second = await stickyComment(github, { ...base, body: 'two', mode: 'recreate' })
    expect([first.kind, second.kind]).toEqual(['created', 'recreated'])
    expect(recorded.comments.map(({ author }) => author)).toEqual(['ana', 'github-actions[bot]'])
    const stuck = { ...github, deleteComment: async () => Promise.reject(new GitHubError(500, 'no')) }
    await expect(stickyComment(stuck, { ...base, body: 'three', mode: 'recreate' })).rejects.toThrow('no')
    expect(recorded.comments.at(-1)!.body).toContain('three')
  })

  it('append: one a run, and a re-run brings its own up to date', async () => {
    const { github, recorded } = onPullRequest()
    const append = (body: string, id: number, attempt = 1) =>
      stickyComment(github, { ...base, body, mode: 'append', run: { id, attempt } })
    await append('one', 1)
    await append('two', 2)
    expect((await append('two again', 2, 2)).kind).toBe('updated')
    expect(recorded.comments.map(({ body }) => body.split('\n')[0])).toEqual(['one', 'two again'])
  })

  it('existing: begins none, and keeps the one there is up to date', async () => {
    const { github, recorded } = onPullRequest()
    expect(await stickyComment(github, { ...base, body: 'fine', mode: 'existing' })).toEqual({
      kind: 'absent',
    })
    await stickyComment(github, { ...base, body: 'red' })
    expect((await stickyComment(github, { ...base, body: 'green', mode: 'existing' })).kind).toBe('updated')
    expect(recorded.comments).toHaveLength(1)
  })

  it('tells actions and keys apart', async () => {
    const { github, recorded } = onPullRequest()
    await stickyComment(github, { ...base, body: 'a' })
    await stickyComment(github, { ...base, key: 'churn', body: 'b' })
    await stickyComment(github, { ...base, kind: 'drift-check', body: 'c' })
    expect(recorded.comments).toHaveLength(3)
  })

  it('passes on the refusal of a pull request that does not exist', async () => {
    const { github } = memoryRuntime()
    await expect(stickyComment(github, { ...base, body: 'a' })).rejects.toMatchObject({ status: 404 })
  })
})
