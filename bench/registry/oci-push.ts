import { spawn } from 'node:child_process'
import { createCipheriv, randomBytes } from 'node:crypto'
import { open, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEBIAN_REGISTRY, startOciRegistry } from '../../test/real/support/oci-registry.ts'
import { measureNode, median } from '../process.ts'
import type { Measured } from '../result.ts'

const MIB = 1 << 20
const MODEL_BYTES = 2048 * MIB
const RUNS = 3

const PUSH = fileURLToPath(new URL('./push-worker.mjs', import.meta.url))

/**
 * A model of 2 GB hashed, pushed to a registry on this machine and looked at again there, as one whole process; beside
 * `sha256sum` and `cp` of the same file, which is the least that hashing and storing it can cost. Both sides take turns.
 */
export async function ociPush(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-oci-'))
  try {
    const model = join(folder, 'model.bin')
    await writeNoise(model)
    const pushes: number[] = []
    const floors: number[] = []
    const peaks: number[] = []
    for (let run = 0; run <= RUNS; run++) {
      const floor =
        (await seconds('sha256sum', [model])) + (await seconds('cp', [model, join(folder, 'copy.bin')]))
      // A registry of its own each time: the second push of the same bytes would send nothing.
      const registry = await startOciRegistry(DEBIAN_REGISTRY)
      const env = { PATH: process.env['PATH'] ?? '', HOME: folder }
      const args = [PUSH, `${registry.host}/bench/model`, model]
      const push = await measureNode(args, { cwd: folder, env })
      await registry.close()
      if (push.exitCode !== 0) throw new Error(`the push ended with ${push.exitCode}`)
      if (run === 0) continue // warms the page cache
      pushes.push(push.wallSeconds)
      floors.push(floor)
      peaks.push(push.peakMegabytes)
    }
    const ratios = pushes.map((push, run) => push / floors[run]!)
    return {
      figures: {
        megabytes: MODEL_BYTES / MIB,
        pushSeconds: round(median(pushes)),
        sha256sumAndCpSeconds: round(median(floors)),
        ratio: round(median(ratios)),
        peakMegabytes: Math.round(Math.max(...peaks)),
      },
      targets: { ratio: 1.6, peakMegabytes: 150 },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Bytes that neither compress nor repeat: a keystream. */
async function writeNoise(path: string): Promise<void> {
  const cipher = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16))
  const handle = await open(path, 'wx')
  const zeros = Buffer.alloc(16 * MIB)
  for (let written = 0; written < MODEL_BYTES; written += zeros.length)
    await handle.write(cipher.update(zeros))
  await handle.sync()
  await handle.close()
}

function seconds(command: string, args: readonly string[]): Promise<number> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0
        ? resolve((performance.now() - started) / 1000)
        : reject(new Error(`${command}: exit ${code}`)),
    )
  })
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
