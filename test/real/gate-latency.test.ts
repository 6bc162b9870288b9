import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { httpClient } from '@mlops-actions/core'
import type { MemoryRuntime } from '@mlops-actions/testkit'
import { afterAll, expect, it } from 'vitest'
import { files, inputs, policy, reportOf, run } from '../validate-gate/gate.ts'

const servers: Server[] = []
afterAll(() => servers.map((server) => server.close()))

/** A model server on a free port that answers after so many milliseconds. */
async function model(delay: number): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    setTimeout(() => response.end('{"score":0.5}'), delay)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/predict`
}

/** This machine's time and network; files and effects in memory. */
function live(runtime: MemoryRuntime): MemoryRuntime {
  const clock = {
    ...runtime.clock,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }
  return { ...runtime, clock, http: { ...runtime.http, ...httpClient({ ...runtime, clock }) } }
}

const ATTEMPTS = 4

it('two servers on this machine: 25 ms against 10 ms is worse, 10 ms against 10 ms is not', async () => {
  const load = '      load: { rate: 60, duration: 8s, warmup: 1s, block: 500ms, timeout: 2s }\n'
  const gate = {
    ...files,
    'mlops.yml': policy('{ latency: p50, versus: baseline, margin: 0.5 }, { latency: p95, max: 1s }', load),
  }
  const [same, slow, production] = [await model(10), await model(25), await model(10)]
  const once = async (candidate: string) =>
    reportOf(
      await run(
        { files: gate, inputs: { ...inputs, endpoint: candidate, 'baseline-endpoint': production } },
        live,
      ),
    ).findings
  // On a machine that is busy with something else the gate says that it cannot tell, and that is right: asked again.
  const judged = async (candidate: string) => {
    for (let attempt = 1; ; attempt++) {
      const findings = await once(candidate)
      if (attempt === ATTEMPTS || findings.every(({ status }) => status !== 'inconclusive')) return findings
    }
  }
  const worse = await judged(slow)
  expect(worse.map(({ status }) => status)).toEqual(['fail', 'pass'])
  expect(worse[0]!.candidate!.value).toBeGreaterThan(1.5)
  const equal = await judged(same)
  expect(equal[0]!.status).toBe('pass')
  expect(equal[1]!.candidate!.value).toBeGreaterThan(9)
}, 240_000)
