import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { scoreBootstrap, seededRandom } from '@mlops-actions/stats'
import type { Measured } from '../result.ts'

const ROWS = 1_000_000
const FULL = 2_000
/** Timed of the 2,000: scikit-learn would need half an hour for all. */
const SKLEARN_REPLICATES = 20

const sklearn = `
import json, resource, sys
import numpy as np
from sklearn import metrics
y, models = np.fromfile(sys.argv[1], np.uint8), [np.fromfile(name) for name in sys.argv[2:4]]
rng = np.random.default_rng(1)
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
start = used()
for _ in range(int(sys.argv[4])):
    rows = rng.integers(0, len(y), len(y))
    a = y[rows]
    for s in models:
        b = s[rows]
        metrics.roc_auc_score(a, b), metrics.f1_score(a, b >= 0.5), metrics.average_precision_score(a, b)
print(json.dumps({"cpu": used() - start}))
`

/**
 * CPU of 2,000 paired bootstrap replicates of AUC, F1 and average precision of two models over a million rows, sorting
 * included, beside scikit-learn's extrapolated from 20. Needs a Python with scikit-learn: `python3`, or the one
 * that BENCH_PYTHON names.
 */
export async function bootstrap(): Promise<Measured> {
  const random = seededRandom(1)
  const labels = Uint8Array.from({ length: ROWS }, () => (random.next() < 0.3 ? 1 : 0))
  const [candidate, baseline] = [0.3, 0.35].map((gain) =>
    Float64Array.from(labels, (label) => gain * label + 0.7 * random.next()),
  )
  const folder = await mkdtemp(join(tmpdir(), 'bench-bootstrap-'))
  try {
    const columns = { labels, candidate: candidate!, baseline: baseline! }
    const files = Object.keys(columns).map((name) => join(folder, name))
    await Promise.all(Object.values(columns).map((values, i) => writeFile(files[i]!, values)))
    const models = [candidate!, baseline!].map((scores) => ({ scores, threshold: 0.5 }))
    const ours = cpuOf(() => scoreBootstrap({ labels, models, replicates: FULL, seed: 1 }))
    const python = process.env['BENCH_PYTHON'] ?? 'python3'
    const { stdout } = await promisify(execFile)(python, [
      '-c',
      sklearn,
      ...files,
      String(SKLEARN_REPLICATES),
    ])
    const theirs = (JSON.parse(stdout) as { readonly cpu: number }).cpu * (FULL / SKLEARN_REPLICATES)
    const figures = {
      cpuSeconds: rounded(ours),
      scikitLearnCpuSeconds: rounded(theirs),
      ratio: rounded(ours / theirs),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    }
    return { figures, targets: { ratio: 0.05, peakMegabytes: 400 } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function cpuOf(work: () => void): number {
  const start = process.cpuUsage()
  work()
  return secondsSince(start)
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
