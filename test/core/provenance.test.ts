import { readFileSync } from 'node:fs'
import { provenanceOf, SUITE_VERSION } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

describe('provenanceOf', () => {
  it('carries the version of the suite', () => {
    const root: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(root).toMatchObject({ version: SUITE_VERSION })
  })

  it('says who, where and in which run', () => {
    const runtime = memoryRuntime({ now: Date.UTC(2026, 2, 1, 12) })
    expect(provenanceOf(runtime, 'register-model')).toEqual({
      action: 'register-model',
      actionVersion: SUITE_VERSION,
      createdAt: '2026-03-01T12:00:00.000Z',
      repository: 'octo/models',
      commit: '1'.repeat(40),
      ref: 'refs/heads/main',
      actor: 'mona',
      workflow: 'model',
      runId: '42',
      runAttempt: '1',
      runUrl: 'https://github.com/octo/models/actions/runs/42',
    })
  })

  it("names the contributor's commit of a pull request, not the merge commit nobody has", () => {
    const headSha = '2'.repeat(40)
    const pullRequest = { number: 7, headSha, baseSha: '3'.repeat(40), baseRef: 'main', fromFork: false }
    expect(provenanceOf(memoryRuntime({ github: { pullRequest } }), 'x').commit).toBe(headSha)
  })

  it('guesses nothing on a laptop', () => {
    const { clock } = memoryRuntime({ now: 0 })
    const context = { serverUrl: 'https://github.com', apiUrl: 'https://api.github.com', eventName: '' }
    const github = { ...memoryRuntime().github, context }
    expect(provenanceOf({ clock, github }, 'x')).toEqual({
      action: 'x',
      actionVersion: SUITE_VERSION,
      createdAt: '1970-01-01T00:00:00.000Z',
    })
  })
})
