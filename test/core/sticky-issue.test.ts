import { encodeMarker, stickyIssue, upsertIssue } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const identity = { kind: 'drift-check', key: 'delay', label: 'drift' } as const
const text = { title: 'Drift in delay', body: 'hour moved', state: { seen: 1 } } as const

describe('a sticky issue', () => {
  it('is opened once, then updated, and carries its state', async () => {
    const { github, recorded } = memoryRuntime()
    expect((await upsertIssue(github, identity, text)).kind).toBe('created')
    expect((await upsertIssue(github, identity, text)).kind).toBe('unchanged')
    const again = await upsertIssue(github, identity, { ...text, state: { seen: 2 } })
    expect(again.kind).toBe('updated')
    expect(recorded.issues).toHaveLength(1)
    expect((await stickyIssue(github, identity))?.state).toEqual({ seen: 2 })
  })

  it('keeps the labels people added', async () => {
    const { github, recorded } = memoryRuntime()
    const { issue } = await upsertIssue(github, identity, text)
    await github.updateIssue(issue.number, { labels: ['drift', 'p1'] })
    await upsertIssue(github, identity, { ...text, body: 'more', labels: ['model'] })
    expect(recorded.issues[0]?.labels).toEqual(['drift', 'p1', 'model'])
  })

  it('opens a new one after the last was closed', async () => {
    const { github, recorded } = memoryRuntime()
    const { issue } = await upsertIssue(github, identity, text)
    await github.updateIssue(issue.number, { state: 'closed' })
    expect(await stickyIssue(github, identity)).toBeUndefined()
    expect((await stickyIssue(github, identity, 'all'))?.issue.number).toBe(issue.number)
    expect((await upsertIssue(github, identity, text)).kind).toBe('created')
    expect(recorded.issues).toHaveLength(2)
  })

  it('ignores an issue of somebody else that bears the marker', async () => {
    const { github } = memoryRuntime()
    const body = encodeMarker('drift-check', 'delay', { seen: 99 })
    github.addIssue({ title: 'x', body, author: 'mallory', labels: ['drift'] })
    expect(await stickyIssue(github, identity)).toBeUndefined()
    expect((await upsertIssue(github, identity, text)).kind).toBe('created')
  })

  it('closes its own when another run opened one at the same moment', async () => {
    const { github, recorded } = memoryRuntime()
    const racing = {
      ...github,
      async createIssue(issue: Parameters<typeof github.createIssue>[0]) {
        github.addIssue({ title: issue.title, body: issue.body, labels: issue.labels })
        return github.createIssue(issue)
      },
    }
    const outcome = await upsertIssue(racing, identity, text)
    expect(outcome.kind).toBe('deduplicated')
    expect(recorded.issues.map(({ state }) => state)).toEqual(['open', 'closed'])
    expect(outcome.issue.number).toBe(recorded.issues[0]?.number)
  })
})
