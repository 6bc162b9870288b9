import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '@mlops-actions/stats'
import { median, measureNode, type ProcessFigures, stepEnvironment } from '../process.ts'
import type { Measured } from '../result.ts'

const RUNS = 5
const STEP_MS = 300_000
const DAYS = 28
const DAY_MS = 86_400_000
const START = Date.UTC(2026, 5, 1)

const policy = `version: 1
models:
  bench:
    task: binary
    scaling:
      load: { source: file, path: load.csv, time: at, value: requests }
      capacity: { per_replica: 40 }
      max: 50
      cost: { replica_hour: 0.4 }
`

/** Four weeks of five-minute load to a plan and its reports, from process start to exit. */
export async function scaleStart(): Promise<Measured> {
  const workspace = await mkdtemp(join(tmpdir(), 'bench-scale-'))
  try {
    await writeFile(join(workspace, 'mlops.yml'), policy)
    await writeFile(join(workspace, 'load.csv'), load())
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const action = join(root, 'dist/predictive-scale/index.js')
    const inputs = { INPUT_NOW: new Date(START + DAYS * DAY_MS).toISOString() }
    const runs: ProcessFigures[] = []
    for (let i = 0; i <= RUNS; i++) {
      const run = await measureNode([action], {
        cwd: workspace,
        env: await stepEnvironment(workspace, workspace, inputs),
      })
      if (run.exitCode !== 0) throw new Error(`the action ended with ${run.exitCode}; it should have planned`)
      if (i > 0) runs.push(run) // the first warms the page cache
    }
    const of = (pick: (run: ProcessFigures) => number) => median(runs.map(pick))
    return {
      figures: {
        cpuSeconds: round(of(({ cpuSeconds }) => cpuSeconds)),
        wallSeconds: round(of(({ wallSeconds }) => wallSeconds)),
        peakMegabytes: Math.round(of(({ peakMegabytes }) => peakMegabytes)),
      },
      targets: { cpuSeconds: 3, peakMegabytes: 250 },
    }
  } finally {
    await rm(workspace, { recursive: true, force: true })
  }
}

/** Days with two peaks, quiet weekends, 10 % noise. */
function load(): string {
  const random = seededRandom(11)
  const lines = Array.from({ length: (DAYS * DAY_MS) / STEP_MS }, (_, i) => {
    const at = START + i * STEP_MS
    const hour = (at % DAY_MS) / 3_600_000
    const weekend = Math.floor((at - START) / DAY_MS) % 7 >= 5
    const shape = 100 + 500 * Math.exp(-(((hour - 10) / 3) ** 2)) + 400 * Math.exp(-(((hour - 18) / 2) ** 2))
    const value = shape * (weekend ? 0.5 : 1) * (0.9 + 0.2 * random.next())
    return `${new Date(at).toISOString()},${value.toFixed(2)}`
  })
  return `at,requests\n${lines.join('\n')}\n`
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
