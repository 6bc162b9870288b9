import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { median } from '../process.ts'

/** One run of a whole process, start-up included, as the operating system accounts for it; and what it printed. */
export interface Run {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
  readonly output: string
}

export type Command = readonly [program: string, ...args: string[]]

/** The Python that has the peers: `BENCH_PYTHON`, or whichever is found. */
export const PYTHON = process.env['BENCH_PYTHON'] ?? 'python3'

/** wait4 tells of one child alone, whatever it is written in. */
const WAIT4 = `
import json, os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)
output = child.stdout.read()
_, status, usage = os.wait4(child.pid, 0)
figures = {"wall": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}
print(json.dumps(figures | {"status": status, "output": output}))
`

const MOST_OUTPUT = 256 * 1024 * 1024

/** Error unless the process ends well. */
export async function measure(command: Command): Promise<Run> {
  const { stdout } = await promisify(execFile)(PYTHON, ['-c', WAIT4, ...command], { maxBuffer: MOST_OUTPUT })
  const seen = JSON.parse(stdout) as {
    wall: number
    cpu: number
    peak: number
    status: number
    output: string
  }
  if (seen.status !== 0) throw new Error(`${command.join(' ')} ended with status ${seen.status}`)
  const { wall: wallSeconds, cpu: cpuSeconds, output } = seen
  return { wallSeconds, cpuSeconds, peakMegabytes: seen.peak / 1024, output }
}

export interface Summary {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
  readonly outputs: readonly string[]
}

/** All commands in turn, `runs` times: what disturbs the machine disturbs each of them. Medians. */
export async function interleaved(
  commands: Readonly<Record<string, Command>>,
  runs: number,
): Promise<Readonly<Record<string, Summary>>> {
  const seen = new Map<string, Run[]>(Object.keys(commands).map((name) => [name, []]))
  for (let run = 0; run < runs; run++) {
    for (const [name, command] of Object.entries(commands)) seen.get(name)!.push(await measure(command))
  }
  return Object.fromEntries(Array.from(seen, ([name, all]) => [name, summaryOf(all)]))
}

function summaryOf(all: readonly Run[]): Summary {
  return {
    wallSeconds: median(all.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
    peakMegabytes: Math.max(...all.map(({ peakMegabytes }) => peakMegabytes)),
    outputs: all.map(({ output }) => output),
  }
}
