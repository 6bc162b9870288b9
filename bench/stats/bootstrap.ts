import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  pairedBootstrap,
  presort,
  seededRandom,
  weightedAveragePrecision,
  weightedRocAuc,
} from '@mlops-actions/stats'
import type { Measured } from '../result.ts'

const ROWS = 1_000_000
/** Timed of the 2,000 that an interval takes: scikit-learn would need a quarter of an hour for all. */
const REPLICATES = 20
const FULL = 2_000

const sklearn = `
import json, resource, sys
import numpy as np
from sklearn import metrics
y, s = np.fromfile(sys.argv[1], np.uint8), np.fromfile(sys.argv[2])
rng = np.random.default_rng(1)
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
start = used()
for _ in range(int(sys.argv[3])):
    rows = rng.integers(0, len(y), len(y))
    a, b = y[rows], s[rows]
    metrics.roc_auc_score(a, b), metrics.f1_score(a, b >= 0.5), metrics.average_precision_score(a, b)
print(json.dumps({"cpu": used() - start}))
`

/**
 * CPU of 2,000 bootstrap replicates of AUC, F1 and average precision over a million rows, sorting included, beside
 * scikit-learn's, both extrapolated from 20. Needs a Python with scikit-learn: `python3`, or the one that BENCH_PYTHON names.
 */
export async function bootstrap(): Promise<Measured> {
  const random = seededRandom(1)
  const labels = Uint8Array.from({ length: ROWS }, () => (random.next() < 0.3 ? 1 : 0))
  const scores = Float64Array.from(labels, (label) => 0.3 * label + 0.7 * random.next())
  const folder = await mkdtemp(join(tmpdir(), 'bench-bootstrap-'))
  try {
    const files = ['labels', 'scores'].map((name) => join(folder, name))
    await writeFile(files[0]!, labels)
    await writeFile(files[1]!, scores)
    const { setup, each } = replicate(labels, scores)
    const python = process.env['BENCH_PYTHON'] ?? 'python3'
    const { stdout } = await promisify(execFile)(python, ['-c', sklearn, ...files, String(REPLICATES)])
    const theirs = (JSON.parse(stdout) as { readonly cpu: number }).cpu / REPLICATES
    const ratio = (setup + FULL * each) / (FULL * theirs)
    const figures = {
      setupCpuSeconds: rounded(setup),
      cpuSecondsAReplicate: rounded(each),
      scikitLearnCpuSecondsAReplicate: rounded(theirs),
      ratio: rounded(ratio),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    }
    return { figures, targets: { ratio: 0.05, peakMegabytes: 400 } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Rows are laid out in order of the score first, so that every replicate reads memory from end to end. */
function replicate(
  labels: Uint8Array,
  scores: Float64Array,
): { readonly setup: number; readonly each: number } {
  const started = process.cpuUsage()
  const { order } = presort(scores)
  const truth = Uint8Array.from(order, (row) => labels[row]!)
  const sorted = Float64Array.from(order, (row) => scores[row]!)
  const presorted = presort(sorted)
  const setup = secondsSince(started)
  const drawn = process.cpuUsage()
  pairedBootstrap({
    n: labels.length,
    replicates: REPLICATES,
    seed: 1,
    statistic: (weights) => [
      weightedRocAuc(presorted, truth, weights),
      weightedF1At(truth, sorted, weights),
      weightedAveragePrecision(presorted, truth, weights),
    ],
  })
  return { setup, each: secondsSince(drawn) / REPLICATES }
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function weightedF1At(labels: Uint8Array, scores: Float64Array, weights: Uint32Array): number {
  let [tp, called, positive] = [0, 0, 0]
  for (let i = 0; i < labels.length; i++) {
    const chosen = scores[i]! >= 0.5 ? 1 : 0
    tp += weights[i]! * labels[i]! * chosen
    called += weights[i]! * chosen
    positive += weights[i]! * labels[i]!
  }
  return (2 * tp) / (called + positive)
}
