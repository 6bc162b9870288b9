import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What another library said from each history, and what it took in all. */
export interface Peer {
  readonly name: string
  readonly forecasts: readonly (readonly number[])[]
  readonly cpuSeconds: number
}

/** Asks bench/forecast/peers.py, in a process of its own. */
export async function askPeers(histories: readonly Float64Array[], day: number): Promise<readonly Peer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-forecast-'))
  try {
    const question = join(folder, 'question.json')
    await writeFile(
      question,
      JSON.stringify({ day, histories: histories.map((values) => Array.from(values)) }),
    )
    const python = process.env['BENCH_PYTHON'] ?? 'python3'
    const script = fileURLToPath(new URL('peers.py', import.meta.url))
    const { stdout } = await promisify(execFile)(python, [script, question], { maxBuffer: 1 << 28 })
    return JSON.parse(stdout) as readonly Peer[]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
