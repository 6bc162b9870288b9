import { findMarker, GitHubError } from '@mlops-actions/core'
import type { MemoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { files, flights, inputs, policy, run, world } from './drift.ts'

const HOUR_MS = 3_600_000

/** Puts another day's data in place and runs again. */
async function next(runtime: MemoryRuntime, current: string, hours = 24) {
  await runtime.clock.sleep(hours * HOUR_MS)
  await runtime.files.write('current.csv', current)
  return run(runtime)
}

function warnings(runtime: MemoryRuntime): readonly string[] {
  return runtime.recorded.log.filter(({ level }) => level === 'warning').map(({ message }) => message)
}

describe('the issue', () => {
  it('opens once, is rewritten in place, closes on recovery with a comment, and a new drift opens a new one', async () => {
    const runtime = world({ files: { 'current.csv': flights(2, { shift: 0.5 }) } })
    await run(runtime)
    const { issues, comments, outputs } = runtime.recorded
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ title: 'Data drift: delay', state: 'open', labels: ['mlops-drift'] })
    expect(issues[0]!.body).toContain('1 of 2 columns drifted')
    expect(outputs.get('issue-number')).toBe('1')

    await next(runtime, flights(3, { shift: 0.5, ord: 0.8 }))
    expect(issues).toHaveLength(1)
    expect(issues[0]!.body).toContain('2 of 2 columns drifted')
    expect(issues[0]!.body).toContain('First seen 2026-01-01T00:00:00.000Z, by 2 runs in a row')
    expect(findMarker(issues[0]!.body)?.state).toMatchObject({ version: 1, runs: 2 })
    expect(comments).toEqual([])

    await next(runtime, flights(4))
    expect(issues[0]).toMatchObject({ state: 'closed' })
    expect(comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^The drift is over/)])

    await next(runtime, flights(5))
    expect(comments).toHaveLength(1)

    await next(runtime, flights(6, { shift: 0.5 }))
    expect(issues).toHaveLength(2)
    expect(issues[1]!.body).toContain('by 1 run in a row')
  })

  it('data that could not be judged leave it open', async () => {
    const runtime = world({ files: { 'current.csv': flights(2, { shift: 0.5 }) } })
    await run(runtime)
    await next(runtime, flights(3, { rows: 50 }))
    expect(runtime.recorded.issues[0]).toMatchObject({ state: 'open' })
    expect(runtime.recorded.comments).toEqual([])
  })

  it('a marker somebody else wrote is not ours', async () => {
    const runtime = world({ files: { 'current.csv': flights(2, { shift: 0.5 }) } })
    await run(runtime)
    const copied = runtime.recorded.issues[0]!.body
    const other = world({ files: { 'current.csv': flights(2, { shift: 0.5 }) } })
    other.github.addIssue({
      title: 'Data drift: delay',
      body: copied,
      author: 'mallory',
      labels: ['mlops-drift'],
    })
    await run(other)
    expect(other.recorded.issues).toHaveLength(2)
    expect(other.recorded.issues[0]!.body).toBe(copied)
  })

  it('two models have an issue each', async () => {
    const two = 'version: 1\nmodels: { delay: { task: binary }, price: { task: regression } }\n'
    const drifted = flights(2, { shift: 0.5 })
    const runtime = world({
      files: { 'mlops.yml': two, 'current.csv': drifted },
      inputs: { ...inputs, model: 'delay' },
    })
    await run(runtime)
    const other = { ...runtime, env: world({ inputs: { ...inputs, model: 'price' } }).env }
    await run(other)
    expect(runtime.recorded.issues.map(({ title }) => title)).toEqual([
      'Data drift: delay',
      'Data drift: price',
    ])
  })

  it('a token that may not write warns with the permission, and the verdict stands', async () => {
    const base = world({ files: { 'current.csv': flights(2, { shift: 0.5 }) } })
    const refuse = async () => {
      throw new GitHubError(403, 'Resource not accessible by integration')
    }
    const runtime = { ...base, github: { ...base.github, createIssue: refuse } }
    const conclusion = await run(runtime)
    expect(conclusion.message).toBe('delay: 1 of 2 columns drifted (distance)')
    expect(warnings(runtime).join('\n')).toMatch(
      /Resource not accessible by integration\nGrant it.*issues: write/s,
    )
    expect(runtime.recorded.outputs.has('issue-number')).toBe(false)
  })

  it('a server that keeps the old text is noticed', async () => {
    const base = world({ files: { 'current.csv': flights(2, { shift: 0.5 }) } })
    await run(base)
    const [before] = base.recorded.issues
    const runtime = { ...base, github: { ...base.github, updateIssue: async () => before! } }
    await next(runtime, flights(3, { shift: 0.9 }))
    expect(warnings(runtime).join('\n')).toMatch(/GitHub kept the old text/)
  })

  it("a hundred drifted columns with long names stay within GitHub's limit", async () => {
    const names = Array.from({ length: 100 }, (_, i) => `column_${i}_${'x'.repeat(200)}`)
    const table = (shift: number) =>
      `${names.join(',')}\n${Array.from({ length: 300 }, (_, i) => names.map((_, k) => ((i * 7919 + k) % 300) + shift).join(',')).join('\n')}\n`
    const runtime = world({ files: { 'reference.csv': table(0), 'current.csv': table(200) } })
    await run(runtime)
    expect(runtime.recorded.issues[0]!.body.length).toBeLessThan(65_536)
    expect(findMarker(runtime.recorded.issues[0]!.body)).toMatchObject({ kind: 'drift-check', key: 'delay' })
  })

  it('issue: false writes none', async () => {
    const runtime = world({
      files: { 'current.csv': flights(2, { shift: 0.5 }) },
      inputs: { ...inputs, issue: 'false' },
    })
    await run(runtime)
    expect(runtime.recorded.issues).toEqual([])
  })
})

describe('retraining', () => {
  const retraining = { ...files, 'mlops.yml': policy('{ retrain: { workflow: train.yml, cooldown: 36h } }') }
  const drifted = (seed: number) => flights(seed, { shift: 0.5 })

  function ready(current = drifted(2)): MemoryRuntime {
    const runtime = world({ files: { ...retraining, 'current.csv': current } })
    runtime.github.addWorkflow('train.yml')
    return runtime
  }

  it('is started once, on the default branch, with what has drifted; then the cooldown holds it', async () => {
    const runtime = ready()
    await run(runtime)
    const { dispatches, issues, outputs } = runtime.recorded
    expect(dispatches).toHaveLength(1)
    expect(dispatches[0]).toMatchObject({ workflow: 'train.yml', ref: 'main' })
    expect(JSON.parse(dispatches[0]!.inputs.drift!)).toMatchObject({ model: 'delay', columns: ['distance'] })
    expect(outputs.get('retrain-run')).toMatch(/^https:\/\/github\.com\/octo\/models\/actions\/runs\/\d+$/)
    expect(issues[0]!.body).toContain('Retraining was started: https://github.com/octo/models/actions/runs/')

    await next(runtime, drifted(3), 24)
    expect(dispatches).toHaveLength(1)
    expect(issues[0]!.body).toMatch(/Retraining was not started by this run: it was asked for at 2026-01-01/)
  })

  it('is asked for again after the cooldown, but not for ever while the reference stays the same', async () => {
    const runtime = ready()
    await run(runtime)
    for (let day = 3; day < 9; day++) {
      runtime.github.finishRuns()
      await next(runtime, drifted(day), 48)
    }
    expect(runtime.recorded.dispatches).toHaveLength(3)
    expect(runtime.recorded.issues[0]!.body).toMatch(/asked for 3 times and the reference is still the same/)
    expect(warnings(runtime).join('\n')).toMatch(/register the retrained model's data as the new reference/)

    runtime.github.finishRuns()
    await runtime.files.write('reference.csv', flights(20))
    await next(runtime, drifted(21), 48)
    expect(runtime.recorded.dispatches).toHaveLength(4)
  })

  it('is not started a second time beside one that outlasts the cooldown', async () => {
    const runtime = ready()
    await run(runtime)
    await next(runtime, drifted(3), 48)
    expect(runtime.recorded.dispatches).toHaveLength(1)
    expect(runtime.recorded.issues[0]!.body).toMatch(
      /a run of train\.yml from 2026-01-01.* is not over \(queued\)/,
    )
    runtime.github.finishRuns()
    await next(runtime, drifted(4), 1)
    expect(runtime.recorded.dispatches).toHaveLength(2)
  })

  it('a recovery in between does not forget the request', async () => {
    const runtime = ready()
    await run(runtime)
    await next(runtime, flights(3), 1)
    await next(runtime, drifted(4), 1)
    expect(runtime.recorded.dispatches).toHaveLength(1)
    expect(runtime.recorded.issues).toHaveLength(2)
  })

  it('a run somebody else started within the cooldown counts', async () => {
    const runtime = ready()
    await runtime.github.dispatchWorkflow('train.yml', 'main', {})
    await run(runtime)
    expect(runtime.recorded.dispatches).toHaveLength(1)
  })

  it('a workflow that declares no input is started without', async () => {
    const base = ready()
    const strict = {
      ...base.github,
      dispatchWorkflow: async (workflow: string, ref: string, given: Readonly<Record<string, string>>) => {
        if ('drift' in given) throw new GitHubError(422, 'Unexpected inputs provided: ["drift"]')
        return base.github.dispatchWorkflow(workflow, ref, given)
      },
    }
    await run({ ...base, github: strict })
    expect(base.recorded.dispatches).toEqual([{ workflow: 'train.yml', ref: 'main', inputs: {} }])
  })

  it('a missing workflow, a refused listing or an unreadable issue start nothing, warn, and leave the verdict', async () => {
    const missing = world({ files: { ...retraining, 'current.csv': drifted(2) } })
    expect((await run(missing)).ok).toBe(false)
    expect(warnings(missing).join('\n')).toMatch(/train\.yml could not be listed.*actions: write/s)

    const refuse = async () => {
      throw new GitHubError(403, 'Resource not accessible by integration')
    }
    for (const port of ['workflowRuns', 'issues', 'dispatchWorkflow'] as const) {
      const base = ready()
      const runtime = { ...base, github: { ...base.github, [port]: refuse } }
      expect((await run(runtime)).message).toBe('delay: 1 of 2 columns drifted (distance)')
      expect(base.recorded.dispatches).toEqual([])
      expect(warnings(base).length).toBeGreaterThan(0)
    }
  })

  it('no drift, no data, or `retrain: false`: nothing is started', async () => {
    for (const current of [flights(2), flights(2, { rows: 50, shift: 5 })]) {
      const runtime = ready(current)
      await run(runtime)
      expect(runtime.recorded.dispatches).toEqual([])
    }
    const off = world({
      files: { ...retraining, 'current.csv': drifted(2) },
      inputs: { ...inputs, retrain: 'false' },
    })
    off.github.addWorkflow('train.yml')
    await run(off)
    expect(off.recorded.dispatches).toEqual([])
  })
})
