import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One finished run of a whole process, start-up included. */
export interface ProcessFigures {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
  readonly exitCode: number
}

/** Written by the process itself as it exits: the operating system's own accounting of it. */
const reporter = `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage())))`

/** Runs `node <args>` once and returns what it used. Output is thrown away. */
export async function measureNode(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ProcessFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const usageFile = join(folder, 'usage.json')
  try {
    const started = performance.now()
    const exitCode = await new Promise<number>((resolve, reject) => {
      const preload = `data:text/javascript,${encodeURIComponent(reporter)}`
      const child = spawn(process.execPath, ['--import', preload, ...args], {
        cwd: options.cwd,
        env: { ...options.env, BENCH_USAGE: usageFile },
        stdio: 'ignore',
      })
      child.on('error', reject)
      child.on('exit', (code) => resolve(code ?? -1))
    })
    const wallSeconds = (performance.now() - started) / 1_000
    const usage = JSON.parse(await readFile(usageFile, 'utf8')) as NodeJS.ResourceUsage
    return {
      wallSeconds,
      cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
      peakMegabytes: usage.maxRSS / 1024,
      exitCode,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What GitHub's runner gives a step, as far as one without a token reads it; its command files are fresh in `folder`. */
export async function stepEnvironment(
  folder: string,
  workspace: string,
  inputs: Readonly<Record<`INPUT_${string}`, string>>,
): Promise<Record<string, string>> {
  const commands = await mkdtemp(join(folder, '.commands-'))
  const files: Record<string, string> = {}
  for (const name of ['OUTPUT', 'STATE', 'STEP_SUMMARY', 'ENV', 'PATH']) {
    files[`GITHUB_${name}`] = join(commands, name)
    await writeFile(files[`GITHUB_${name}`]!, '')
  }
  return {
    ...files,
    PATH: process.env['PATH'] ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: commands,
    ...inputs,
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
