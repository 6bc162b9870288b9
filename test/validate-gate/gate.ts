import { type Conclusion, readInputs } from '@mlops-actions/core'
import { parseReport, type Report } from '@mlops-actions/report'
import { memoryRuntime, type MemoryOptions, type MemoryRuntime } from '@mlops-actions/testkit'
import { action } from '@mlops-actions/validate-gate'

export const policy = (rules: string, more = ''): string =>
  `version: 1\nmodels:\n  late:\n    task: binary\n    data: { id: id, label: y, score: p }\n    gate:\n      rules: [${rules}]\n${more}`

export const RULES = '{ metric: roc_auc, min: 0.6 }, { metric: accuracy, versus: baseline, margin: 0.05 }'

/** A predictions file of `n` rows whose model is wrong on every `wrong`-th row. */
export function predictions(
  n: number,
  wrong: number,
  value: (p: number, i: number) => string = (p) => p.toFixed(3),
): string {
  const rows = Array.from({ length: n }, (_, i) => {
    const y = i % 3 === 0 ? 1 : 0
    const right = i % wrong !== 0
    const p = (right ? y : 1 - y) === 1 ? 0.6 + (i % 40) / 100 : 0.4 - (i % 40) / 100
    return `${i},${y},${value(p, i)},${i % 2 === 0 ? 'a' : 'b'}`
  })
  return `id,y,p,g\n${rows.join('\n')}\n`
}

export const files = {
  'mlops.yml': policy(RULES),
  'candidate.csv': predictions(900, 10),
  'baseline.csv': predictions(900, 9),
  'model/weights.bin': 'weights',
}
export const inputs = { candidate: 'candidate.csv', baseline: 'baseline.csv', 'model-path': 'model' }

export interface Ran {
  readonly conclusion: Conclusion
  readonly runtime: MemoryRuntime
}

/** Runs the action as the runner does, from INPUT_ variables. */
export async function run(
  options: MemoryOptions = {},
  wrap: (runtime: MemoryRuntime) => MemoryRuntime = (one) => one,
): Promise<Ran> {
  const runtime = wrap(memoryRuntime({ files, inputs, ...options }))
  return { conclusion: await action.run(readInputs(action.definition, runtime.env), runtime), runtime }
}

export function reportOf({ runtime }: Ran): Report {
  return parseReport(runtime.files.text(runtime.recorded.outputs.get('report')!))
}
