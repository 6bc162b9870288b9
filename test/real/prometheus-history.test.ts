import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAX_POINTS, prometheusClient, prometheusHistory } from '@mlops-actions/adapters'
import { githubRuntime } from '@mlops-actions/core'
import { filled, forecastLoad, gridOf, slotsADay, trustIn, wallClock } from '@mlops-actions/forecast'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY, HOUR, officeLoad } from '../forecast/support.ts'
import { type ServerProcess, startServer } from './support/server-process.ts'

const STEP = 300_000
const DAYS = 28
/** Whole steps, a while ago: Prometheus compacts what is backfilled, and keeps 15 days unless told otherwise. */
const END = Math.floor((Date.now() - HOUR) / DAY) * DAY
const START = END - DAYS * DAY
/** An outage of Prometheus: two hours nobody scraped. */
const OUTAGE = [START + 10 * DAY + 9 * HOUR, START + 10 * DAY + 11 * HOUR] as const
let prometheus: ServerProcess
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prometheus-'))
  const samples = officeLoad(DAYS, STEP, { start: START }).filter(([at]) => at < OUTAGE[0] || at >= OUTAGE[1])
  const lines = samples.map(([at, value]) => `requests{app="web"} ${value} ${at / 1000}`)
  const others = samples.map(([at]) => `twins{pod="a"} 1 ${at / 1000}\ntwins{pod="b"} 1 ${at / 1000}`)
  const text = ['# TYPE requests gauge', ...lines, '# TYPE twins gauge', ...others, '# EOF', ''].join('\n')
  writeFileSync(join(folder, 'history.om'), text)
  const data = join(folder, 'data')
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'history.om'), data], {
    stdio: 'pipe',
    maxBuffer: 1 << 26,
  })
  writeFileSync(join(folder, 'prometheus.yml'), 'global: { scrape_interval: 1m }\n')
  prometheus = await startServer('prometheus', (port) => [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${data}`,
    '--storage.tsdb.retention.time=100d',
    `--web.listen-address=127.0.0.1:${port}`,
  ])
  const client = prometheusClient(githubRuntime(process).http, prometheus.origin, { kind: 'none' })
  for (let tries = 0; tries < 100; tries++) {
    const found = await client.samples('requests[1h]', END, undefined).catch(() => [])
    if (found.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`Prometheus does not serve the history:\n${prometheus.output()}`)
})

afterAll(async () => {
  await prometheus.close()
  rmSync(folder, { recursive: true, force: true })
})

function history(query: string, stepMs: number) {
  const client = prometheusClient(githubRuntime(process).http, prometheus.origin, { kind: 'none' })
  return prometheusHistory(client, query, { start: START, end: END - stepMs, stepMs })
}

it('reads four weeks in pieces below the point limit, with the outage as a gap, and forecasts from them', async () => {
  // At one minute this is 40,320 points: refused in one piece.
  expect((DAYS * DAY) / 60_000).toBeGreaterThan(MAX_POINTS)
  const fine = await history('sum(requests)', 60_000)
  expect(fine.length).toBeGreaterThan(39_000)
  const samples = await history('sum(requests)', STEP)
  // Prometheus repeats the last value for five minutes, its staleness.
  const missing = samples.filter(([at]) => at > OUTAGE[0] + STEP && at < OUTAGE[1])
  expect(missing).toEqual([])
  const grid = gridOf(samples, STEP, wallClock('UTC'))
  const day = slotsADay(STEP)
  const { accuracy, upper } = forecastLoad(filled(grid.values, day), day, day, 0.95)
  expect(trustIn(accuracy, 0.95).skill).toBe('better')
  expect(Math.max(...upper)).toBeGreaterThan(50)
})

it('refuses a query of several series, of none, and one that is no PromQL', async () => {
  await expect(history('twins', STEP)).rejects.toMatchObject({ code: 'several-series' })
  await expect(history('absent_series', STEP)).rejects.toMatchObject({ code: 'no-series' })
  await expect(history('sum(', STEP)).rejects.toMatchObject({ code: 'prometheus-refused' })
})
