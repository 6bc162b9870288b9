import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { seededRandom, twoSampleDistances } from '@mlops-actions/stats'
import type { Measured } from '../result.ts'

const REFERENCE = 10_000_000
const CURRENT = 1_000_000
const RUNS = 5

/** scipy's two calls, timed in their own process after the files are read. */
const scipy = `
import json, resource, sys
import numpy as np
from scipy import stats
a, b = np.fromfile(sys.argv[1]), np.fromfile(sys.argv[2])
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
start = used()
ks = stats.ks_2samp(a, b, method="asymp")
w1 = stats.wasserstein_distance(a, b)
print(json.dumps({"cpu": used() - start, "statistic": ks.statistic, "p": ks.pvalue, "w1": w1}))
`

/**
 * Exact Kolmogorov-Smirnov and Wasserstein-1 of 10 million against 1 million values, beside scipy's two calls on the
 * same bytes. Needs a Python with scipy: `python3`, or the one that BENCH_PYTHON names.
 */
export async function twoSample(): Promise<Measured> {
  const random = seededRandom(1)
  // Sum of four uniforms: near normal, and quick to draw.
  const draw = () => random.next() + random.next() + random.next() + random.next()
  const a = Float64Array.from({ length: REFERENCE }, draw)
  const b = Float64Array.from({ length: CURRENT }, () => draw() + 0.001)
  const folder = await mkdtemp(join(tmpdir(), 'bench-two-sample-'))
  try {
    const files = ['a', 'b'].map((name) => join(folder, name))
    await writeFile(files[0]!, a)
    await writeFile(files[1]!, b)
    const ours: number[] = []
    const theirs: number[] = []
    let [sameD, gap] = [1, 0]
    for (let run = 0; run < RUNS; run++) {
      const started = process.cpuUsage()
      const found = twoSampleDistances(a, b, 'asymptotic')
      const { user, system } = process.cpuUsage(started)
      ours.push((user + system) / 1e6)
      const known = await ask(files)
      theirs.push(known.cpu)
      if (Math.abs(found.statistic - known.statistic) > 1e-15) sameD = 0
      gap = Math.max(gap, Math.abs(found.wasserstein1 / known.w1 - 1))
    }
    const [cpuSeconds, scipyCpuSeconds] = [Math.min(...ours), Math.min(...theirs)]
    const figures = {
      cpuSeconds,
      scipyCpuSeconds,
      ratio: Math.round((1_000 * cpuSeconds) / scipyCpuSeconds) / 1_000,
      otherD: 1 - sameD,
      wasserstein1RelativeGap: gap,
    }
    return { figures, targets: { ratio: 0.2, otherD: 0, wasserstein1RelativeGap: 1e-12 } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Answer {
  readonly cpu: number
  readonly statistic: number
  readonly w1: number
}

async function ask(files: readonly string[]): Promise<Answer> {
  const python = process.env['BENCH_PYTHON'] ?? 'python3'
  const { stdout } = await promisify(execFile)(python, ['-c', scipy, ...files])
  return JSON.parse(stdout) as Answer
}
