import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, measureNode, type ProcessFigures, stepEnvironment } from './process.ts'
import type { Measured } from './result.ts'

const ROWS = 10_000
const RUNS = 7

const policy = `version: 1
models:
  bench:
    task: binary
    data: { id: id, label: y, score: p }
    gate:
      rules:
        - { metric: roc_auc, min: 0.6 }
        - { metric: accuracy, min: 0.5 }
        - { metric: brier, max: 0.3 }
        - { metric: roc_auc, versus: baseline, margin: 0.05 }
        - { metric: accuracy, versus: baseline, margin: 0.05 }
`

/** A gate over 10,000 predictions and five rules, from process start to exit, beside \`node -e 0\`. */
export async function gateStart(): Promise<Measured> {
  const workspace = await mkdtemp(join(tmpdir(), 'bench-gate-'))
  try {
    await writeFile(join(workspace, 'mlops.yml'), policy)
    await writeFile(join(workspace, 'candidate.csv'), predictions(1))
    await writeFile(join(workspace, 'baseline.csv'), predictions(2))
    const root = fileURLToPath(new URL('..', import.meta.url))
    const gate = join(root, 'dist/validate-gate/index.js')
    const inputs = { INPUT_CANDIDATE: 'candidate.csv', INPUT_BASELINE: 'baseline.csv' }
    const runs: ProcessFigures[] = []
    const floors: ProcessFigures[] = []
    for (let i = 0; i <= RUNS; i += 1) {
      const floor = await measureNode(['-e', '0'], {
        cwd: workspace,
        env: { PATH: process.env['PATH'] ?? '' },
      })
      const run = await measureNode([gate], {
        cwd: workspace,
        env: await stepEnvironment(workspace, workspace, inputs),
      })
      if (run.exitCode !== 0) throw new Error(`the gate ended with ${run.exitCode}; it should have passed`)
      if (i === 0) continue // the first pair warms the page cache
      floors.push(floor)
      runs.push(run)
    }
    const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds))
    return {
      figures: {
        cpuSeconds: round(cpu),
        wallSeconds: round(median(runs.map(({ wallSeconds }) => wallSeconds))),
        peakMegabytes: Math.round(median(runs.map(({ peakMegabytes }) => peakMegabytes))),
        nodeAloneCpuSeconds: round(median(floors.map(({ cpuSeconds }) => cpuSeconds))),
      },
      targets: { cpuSeconds: 0.6 },
    }
  } finally {
    await rm(workspace, { recursive: true, force: true })
  }
}

/** Labels shared by both sides, scores of the same skill. */
function predictions(seed: number): string {
  const noise = lehmer(seed)
  const truth = lehmer(99)
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const y = truth() < 0.3 ? 1 : 0
    return `${i},${y},${Math.min(0.999, Math.max(0.001, 0.25 + 0.3 * y + 0.4 * (noise() - 0.5))).toFixed(6)}`
  })
  return `id,y,p\n${lines.join('\n')}\n`
}

/** Park and Miller's generator: enough for made-up rows. */
function lehmer(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
