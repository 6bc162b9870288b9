import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitEnv } from '../../test/registry/support/world.ts'
import { measureNode, median, type ProcessFigures, stepEnvironment } from '../process.ts'
import type { Measured } from '../result.ts'

const MODEL_BYTES = 1 << 20
const RUNS = 7

/** register-model on a 1 MB model, kept inline in a bare repository on this disk: from process start to exit. */
export async function registerStart(): Promise<Measured> {
  const root = await mkdtemp(join(tmpdir(), 'bench-register-'))
  try {
    const [workspace, remote] = [join(root, 'workspace'), join(root, 'remote.git')]
    execFileSync('git', ['init', '--quiet', '--bare', remote], { env: gitEnv() })
    execFileSync('git', ['init', '--quiet', workspace], { env: gitEnv() })
    execFileSync('git', ['-C', workspace, 'remote', 'add', 'origin', remote], { env: gitEnv() })
    await writeFile(join(workspace, 'mlops.yml'), 'version: 1\nmodels: { bench: { task: binary } }\n')
    const action = fileURLToPath(new URL('../../dist/register-model/index.js', import.meta.url))
    const runs: ProcessFigures[] = []
    for (let run = 0; run <= RUNS; run++) {
      // Other bytes each time: the same ones would be found registered.
      await writeFile(join(workspace, 'model.bin'), randomBytes(MODEL_BYTES))
      const figures = await measureNode([action], {
        cwd: workspace,
        env: await stepEnvironment(root, workspace, { INPUT_PATH: 'model.bin' }),
      })
      if (figures.exitCode !== 0) throw new Error(`register-model ended with ${figures.exitCode}`)
      if (run > 0) runs.push(figures)
    }
    return {
      figures: {
        wallSeconds: round(median(runs.map(({ wallSeconds }) => wallSeconds))),
        cpuSeconds: round(median(runs.map(({ cpuSeconds }) => cpuSeconds))),
        peakMegabytes: Math.round(median(runs.map(({ peakMegabytes }) => peakMegabytes))),
      },
      targets: { wallSeconds: 1.5 },
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
