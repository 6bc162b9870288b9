import { UserError } from '@mlops-actions/core'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../forecast/support.ts'
import {
  csv,
  findingOf,
  hpaInputs,
  hpaServer,
  kubeconfig,
  load,
  NOW,
  policy,
  reportOf,
  run,
  world,
} from './scale.ts'

async function refusal(options: Parameters<typeof world>[0]): Promise<UserError> {
  const error = await run(world(options)).catch((thrown: unknown) => thrown)
  if (error instanceof UserError) return error
  throw new Error(`expected a UserError, got ${String(error)}`)
}

describe('a dry run', () => {
  it('plans the morning ahead of it, and writes nothing', async () => {
    const runtime = world()
    const conclusion = await run(runtime)
    expect(conclusion.ok).toBe(true)
    const { outputs } = runtime.recorded
    expect(outputs.get('decision')).toBe('would-change')
    // 7:00 wants 3; what stands then must hold until 7:30 and a replica takes 3 minutes.
    expect(Number(outputs.get('replicas'))).toBeGreaterThan(Number(outputs.get('replicas-reactive')))
    const plan = JSON.parse(runtime.files.text(outputs.get('plan')!))
    expect(plan.steps).toHaveLength(96)
    expect(plan.steps[0].at).toBe(new Date(NOW).toISOString())
    const noon = plan.steps.find(({ at }: { at: string }) => at.includes('T13:00'))
    expect(noon.replicas).toBeGreaterThanOrEqual(12)
    expect(noon.replicas).toBeLessThanOrEqual(15)
    expect(runtime.recorded.requests).toEqual([])
  })

  it('reports the forecast, how good it was, and what it would have been worth', async () => {
    const runtime = world()
    await run(runtime)
    const report = reportOf(runtime)
    expect(report.verdict).toBe('pass')
    expect(report.kind).toBe('scaling')
    expect(report.charts.map(({ kind }) => kind)).toEqual(['fan', 'timeline', 'timeline', 'intervals'])
    const facts = Object.fromEntries(report.facts.map(({ label, value }) => [label, value]))
    expect(facts['Replay of 14 days with the plan']).toMatch(/replica-hours/)
    expect(facts['Cost in the replay']).toMatch(/EUR/)
    expect(report.findings.map(({ id }) => id)).toEqual([
      'scaling.history',
      'scaling.skill',
      'scaling.coverage',
      'scaling.limit',
    ])
    expect(runtime.files.text(runtime.recorded.outputs.get('html')!)).toContain('class="band"')
  })

  it('says when the plan needs more than max', async () => {
    const runtime = world({ files: { 'mlops.yml': policy().replace('max: 30', 'max: 5') } })
    await run(runtime)
    expect(findingOf(runtime, 'scaling.limit')).toMatchObject({ status: 'warn' })
    const plan = JSON.parse(runtime.files.text(runtime.recorded.outputs.get('plan')!))
    expect(Math.max(...plan.steps.map(({ replicas }: { replicas: number }) => replicas))).toBe(5)
  })

  it('rehearses on an old history with `now`', async () => {
    const runtime = world({ now: NOW + 900 * DAY, inputs: { now: new Date(NOW).toISOString() } })
    expect((await run(runtime)).ok).toBe(true)
  })

  it('multiplies by what the calendar knows, and warns of what it does not', async () => {
    const day = new Date(NOW).toISOString().slice(0, 10)
    const tomorrow = new Date(NOW + DAY).toISOString().slice(0, 10)
    const calendar = `      calendar: [{ name: launch, days: [${day}], factor: 2 }]`
    const plain = world()
    await run(plain)
    const busy = world({ files: { 'mlops.yml': policy(calendar) } })
    await run(busy)
    const peak = (runtime: typeof busy) =>
      Math.max(
        ...JSON.parse(runtime.files.text(runtime.recorded.outputs.get('plan')!)).steps.map(
          (s: { expected: number }) => s.expected,
        ),
      )
    expect(peak(busy) / peak(plain)).toBeCloseTo(2, 2)
    const unknown = world({
      files: { 'mlops.yml': policy(calendar.replace(day, tomorrow).replace(', factor: 2', '')) },
    })
    await run(unknown)
    expect(findingOf(unknown, 'scaling.calendar[launch]')).toMatchObject({
      status: 'inconclusive',
      outcome: 'warn',
    })
  })
})

describe('abstaining', () => {
  it('young history: nothing is scaled, and it says how much is needed', async () => {
    const young = load.filter(([at]) => at >= NOW - 4 * DAY)
    const runtime = world({ files: { 'load.csv': csv(young) } })
    const conclusion = await run(runtime)
    expect(conclusion).toEqual({ ok: true, message: 'delay: nothing is scaled, there is no forecast' })
    expect(runtime.recorded.outputs.get('decision')).toBe('abstained')
    expect(runtime.recorded.outputs.has('replicas')).toBe(false)
    expect(findingOf(runtime, 'scaling.history')!.reason).toContain('at least 5')
  })

  it("on_abstain: fail makes it the job's failure", async () => {
    const young = csv(load.filter(([at]) => at >= NOW - 4 * DAY))
    const runtime = world({ files: { 'load.csv': young, 'mlops.yml': policy('      on_abstain: fail') } })
    expect((await run(runtime)).ok).toBe(false)
  })

  it('a history that ended hours ago is not of now', async () => {
    const runtime = world({ files: { 'load.csv': csv(load.filter(([at]) => at < NOW - 3 * HOUR)) } })
    await run(runtime)
    expect(findingOf(runtime, 'scaling.history')!.reason).toMatch(/minutes old/)
  })

  it('load that turned upside down four days ago is not acted on', async () => {
    const turned = load.map(([at, value]) => [at, at >= NOW - 4 * DAY ? 130 - value : value] as const)
    const runtime = world({ inputs: hpaInputs, files: { 'load.csv': csv(turned), kubeconfig } })
    const server = hpaServer(runtime, { minReplicas: 2, maxReplicas: 30 })
    await run(runtime)
    const skill = findingOf(runtime, 'scaling.skill')!
    expect(skill).toMatchObject({ status: 'inconclusive', outcome: 'warn' })
    expect(runtime.recorded.outputs.get('decision')).toBe('abstained')
    expect(server.patches).toEqual([])
  })
})

describe('scaling an HPA', () => {
  it('raises its minimum with a lease, keeps it, and lifts it when nobody renews', async () => {
    const runtime = world({ inputs: hpaInputs, files: { kubeconfig } })
    const server = hpaServer(runtime, { minReplicas: 2, maxReplicas: 30 })
    await run(runtime)
    const raised = Number(runtime.recorded.outputs.get('replicas'))
    expect(server.spec.minReplicas).toBe(raised)
    expect(server.annotations['mlops-actions.dev/predictive-scale']).toBe(
      `planned=${raised}:base=2:until=${new Date(NOW + HOUR).toISOString().replace('.000', '')}`,
    )
    expect(runtime.recorded.outputs.get('decision')).toBe('raised')
    expect(findingOf(runtime, 'scaling.target')).toMatchObject({ status: 'pass' })
    expect(runtime.recorded.masked).toContain('t0k3n')

    const again = world({ inputs: hpaInputs, files: { kubeconfig } })
    again.http.on('GET', /kube\.test/, (request) => runtime.http.send(request).then(({ body }) => ({ body })))
    await run(again)
    expect(again.recorded.outputs.get('decision')).toBe('kept')

    const later = world({
      now: NOW + 2 * HOUR,
      inputs: { ...hpaInputs, mode: 'reconcile' },
      files: { kubeconfig },
    })
    later.http.on('GET', /kube\.test/, (request) => runtime.http.send(request).then(({ body }) => ({ body })))
    later.http.on('PATCH', /kube\.test/, (request) =>
      runtime.http.send(request).then(({ body }) => ({ body })),
    )
    expect(await run(later)).toMatchObject({ ok: true })
    expect(later.recorded.outputs.get('decision')).toBe('released')
    expect(server.spec.minReplicas).toBe(2)
    expect(server.annotations).toEqual({})
  })

  it('dry-run asks the server whether it would, and changes nothing', async () => {
    const runtime = world({ inputs: { ...hpaInputs, mode: 'dry-run' }, files: { kubeconfig } })
    const server = hpaServer(runtime, { minReplicas: 2, maxReplicas: 30 })
    await run(runtime)
    expect(server.patches).toHaveLength(1)
    expect(server.spec.minReplicas).toBe(2)
    expect(runtime.recorded.outputs.get('decision')).toBe('would-change')
  })

  it('writes nothing on a pull request', async () => {
    const runtime = world({
      inputs: hpaInputs,
      files: { kubeconfig },
      github: { pullRequest: { number: 1, headSha: 'a', baseSha: 'b', baseRef: 'main', fromFork: true } },
    })
    runtime.github.addFile('mlops.yml', 'b', policy())
    const server = hpaServer(runtime, { minReplicas: 2, maxReplicas: 30 })
    await run(runtime)
    expect(server.spec.minReplicas).toBe(2)
  })

  it('a refusal fails the job, with the forecast still reported', async () => {
    const runtime = world({ inputs: hpaInputs, files: { kubeconfig } })
    runtime.http.on('GET', /kube\.test/, () => ({
      status: 403,
      body: { reason: 'Forbidden', message: 'cannot get resource' },
    }))
    const conclusion = await run(runtime)
    expect(conclusion.ok).toBe(false)
    expect(findingOf(runtime, 'scaling.target')).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(runtime.recorded.outputs.get('decision')).toBe('failed')
    expect(reportOf(runtime).charts).toHaveLength(4)
  })
})

describe('mistakes', () => {
  it.each([
    ['no-scaling', { files: { 'mlops.yml': 'version: 1\nmodels: { delay: { task: binary } }\n' } }],
    [
      'bad-sample',
      { files: { 'load.csv': csv(load.map(([at, v], i) => [at, i === 700 ? -1 : v] as const)) } },
    ],
    ['bad-step', { files: { 'mlops.yml': policy().replace('step: 15m', 'step: 5m') } }],
    ['no-history', { files: { 'load.csv': csv([[NOW - 200 * DAY, 1]]) } }],
    ['not-a-number', { files: { 'load.csv': 'at,requests\n2026-06-29T06:00:00Z,many\n' } }],
    ['not-a-time', { files: { 'load.csv': 'at,requests\nsometime,1\n' } }],
    ['missing-input', { inputs: { target: 'hpa' } }],
    ['missing-input', { inputs: { mode: 'reconcile' } }],
    ['conflicting-inputs', { inputs: { mode: 'scale', now: '2026-06-01T00:00:00Z' } }],
    ['no-cluster', { inputs: { target: 'hpa', 'target-name': 'x' } }],
    [
      'bad-azure-deployment',
      { inputs: { target: 'azureml', 'azure-token': 't', 'azure-deployment': 'a/b' } },
    ],
    ['bad-kubernetes-name', { inputs: { ...hpaInputs, 'target-name': '../secrets' }, files: { kubeconfig } }],
  ])('%s is one error, before anything is written', async (code, options) => {
    expect((await refusal(options)).code).toBe(code)
  })
})

describe('capacity from history', () => {
  it('is fitted where latency breaks', async () => {
    const rows = load.map(([at, value]) => {
      const replicas = Math.max(1, Math.round(value / 8))
      const each = value / replicas
      return `${new Date(at).toISOString()},${value},${replicas},${each > 8 ? 0.4 : 0.1}`
    })
    const source = (value: string) => `{ source: file, path: load.csv, time: at, value: ${value} }`
    const fitted = policy().replace(
      'capacity: { per_replica: 10 }',
      `capacity: { objective: 0.2, latency: ${source('latency')}, replicas: ${source('replicas')} }`,
    )
    const runtime = world({
      files: { 'mlops.yml': fitted, 'load.csv': `at,requests,replicas,latency\n${rows.join('\n')}\n` },
    })
    await run(runtime)
    const fact = reportOf(runtime).facts.find(({ label }) => label === 'A replica carries')!
    expect(fact.value).toMatch(/fitted: latency breaks 0\.2 beyond it/)
    expect(Number(fact.value.split(' ')[0])).toBeGreaterThan(7)
    expect(Number(fact.value.split(' ')[0])).toBeLessThanOrEqual(8.1)
  })
})
