import {
  azuremlFloor,
  datadogHistory,
  fileHistory,
  gitopsFloor,
  type GitBranch,
} from '@mlops-actions/adapters'
import { applyFloor, reconcileFloor } from '@mlops-actions/forecast'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const START = Date.UTC(2026, 5, 1)
const STEP = 300_000
const HOUR = 3_600_000
const times = { now: START, ttlMs: HOUR, dryRun: false }

describe('Datadog', () => {
  const access = { url: 'https://api.datadoghq.eu', apiKey: 'k', applicationKey: 'a' }
  const url = 'https://api.datadoghq.eu/api/v2/query/timeseries'
  const series = (times: readonly number[], ...values: readonly (number | null)[][]) => ({
    data: { attributes: { times, values } },
  })

  it('is asked in stretches at the interval that was wanted, and its nulls are gaps', async () => {
    const { http, recorded } = memoryRuntime()
    http.on('POST', url, (request) => {
      const { from, to, interval } = JSON.parse(String(request.body)).data.attributes
      const at = Array.from({ length: (to - from) / interval }, (_, i) => from + i * interval)
      return {
        body: series(
          at,
          at.map((time) => (time === START ? null : 1)),
        ),
      }
    })
    const samples = await datadogHistory(http, access, 'sum:requests{*}.as_count()', {
      start: START,
      end: START + 4_000 * STEP,
      stepMs: STEP,
    })
    expect(samples).toHaveLength(3_999)
    expect(recorded.requests).toHaveLength(3)
    expect(recorded.requests[0]!.url).not.toContain('dd-api-key')
  })

  it.each([
    [{ status: 403, body: { errors: ['Forbidden'] } }, 'datadog-refused'],
    [{ status: 200, body: '<html>' }, 'datadog-refused'],
    [{ body: series([START], [1], [2]) }, 'several-series'],
    [{ body: series([], []) }, 'no-series'],
  ])('refuses %j', async (answer, code) => {
    const { http } = memoryRuntime()
    http.on('POST', url, () => answer)
    const window = { start: START, end: START + STEP, stepMs: STEP }
    await expect(datadogHistory(http, access, 'q', window)).rejects.toMatchObject({ code })
  })
})

describe('a file', () => {
  const columns = { path: 'load.csv', time: 't', value: 'v' }
  const read = (text: string) => fileHistory(memoryRuntime({ files: { 'load.csv': text } }).files, columns)

  it.each([
    ['ISO', '2026-06-01T00:00:00Z'],
    ['seconds', String(START / 1000)],
    ['milliseconds', String(START)],
  ])('has its instants as %s', async (_, time) => {
    expect(await read(`t,v\n${time},3\n`)).toEqual([[START, 3]])
  })

  it('has missing values as gaps, and refuses a missing time with its row', async () => {
    expect(await read('t,v\n2026-06-01T00:00:00Z,3\n2026-06-01T00:05:00Z,\n')).toEqual([
      [START, 3],
      [START + STEP, Number.NaN],
    ])
    await expect(read('t,v\n2026-06-01T00:00:00Z,3\n,4\n')).rejects.toThrow(/row 2 of "t" is no instant/)
  })
})

describe('Azure ML', () => {
  const where = { subscription: 's', resourceGroup: 'g', workspace: 'w', endpoint: 'e', deployment: 'blue' }
  const path = /onlineEndpoints\/e\/deployments\/blue$/

  function azure(provisioningState = 'Succeeded') {
    const { http } = memoryRuntime()
    const state = { tags: { team: 'x' } as Record<string, string>, sku: { name: 'Default', capacity: 2 } }
    http.on('GET', path, () => ({ body: { ...state, properties: { provisioningState } } }))
    http.on('PATCH', path, (request) => {
      Object.assign(state, JSON.parse(String(request.body)))
      return { status: 202, body: {} }
    })
    return { state, target: azuremlFloor(http, 'token', where) }
  }

  it('has its capacity and our tag set in one request, and taken back', async () => {
    const { state, target } = azure()
    await applyFloor(target, 5, times)
    expect(state.sku).toEqual({ name: 'Default', capacity: 5 })
    expect(state.tags).toMatchObject({ team: 'x', 'mlops-actions.predictive-scale': /planned=5:base=2/ })
    await reconcileFloor(target, { now: START + HOUR, dryRun: false })
    expect(state).toEqual({ tags: { team: 'x' }, sku: { name: 'Default', capacity: 2 } })
  })

  it('is left alone while it changes', async () => {
    await expect(applyFloor(azure('Updating').target, 5, times)).rejects.toMatchObject({
      code: 'endpoint-busy',
    })
  })
})

describe('GitOps', () => {
  /** A branch in memory; `others` are commits that arrive right before ours. */
  function branch(
    files: Record<string, string>,
    others = 0,
  ): { readonly files: Record<string, string>; readonly branch: GitBranch } {
    let left = others
    return {
      files,
      branch: {
        head: async () => ({
          revision: '1',
          paths: new Set(Object.keys(files)),
          read: async (paths: Iterable<string>) =>
            new Map([...paths].map((path) => [path, new TextEncoder().encode(files[path])])),
        }),
        commit: async (_: unknown, change: { readonly files: ReadonlyMap<string, Uint8Array | string> }) => {
          if (left-- > 0) return { kind: 'conflict' }
          for (const [path, text] of change.files) files[path] = String(text)
          return { kind: 'committed', revision: '2' }
        },
      } as unknown as GitBranch,
    }
  }
  const place = { file: 'hpa.yaml', path: ['spec', 'minReplicas'], target: 'main:hpa.yaml' }
  const manifest = '# ours\nspec:\n  minReplicas: 2 # at night\n  maxReplicas: 9\n'

  it('changes the one number in the text, keeps the lease beside it, and takes both back', async () => {
    const { files, branch: git } = branch({ 'hpa.yaml': manifest }, 2)
    const target = gitopsFloor(git, place)
    expect(await applyFloor(target, 6, times)).toMatchObject({ result: 'written' })
    expect(files['hpa.yaml']).toBe(manifest.replace('2 #', '6 #'))
    expect(files['hpa.yaml.scale-state']).toMatch(/^planned=6:base=2/)
    await reconcileFloor(target, { now: START + HOUR, dryRun: false })
    expect(files['hpa.yaml']).toBe(manifest)
    expect(files['hpa.yaml.scale-state']).toBe('')
  })

  it.each([
    [{}, /no such file/],
    [{ 'hpa.yaml': 'spec: {}' }, /0 values at spec\.minReplicas/],
    [{ 'hpa.yaml': 'spec: { minReplicas: many }' }, /no whole number/],
    [{ 'hpa.yaml': 'spec: { minReplicas: 1 }\n---\nspec: { minReplicas: 2 }' }, /2 values/],
    [{ 'hpa.yaml': 'spec: [' }, /not YAML/],
  ])('refuses %j', async (files, words) => {
    await expect(gitopsFloor(branch(files as Record<string, string>).branch, place).read()).rejects.toThrow(
      words,
    )
  })
})
