import { type Conclusion, readInputs } from '@mlops-actions/core'
import { action } from '@mlops-actions/drift-check'
import { parseReport, type Report } from '@mlops-actions/report'
import { normalQuantile, seededRandom } from '@mlops-actions/stats'
import { memoryRuntime, type MemoryOptions, type MemoryRuntime } from '@mlops-actions/testkit'

export const policy = (drift: string): string =>
  `version: 1\nmodels:\n  delay:\n    task: binary\n    drift: ${drift}\n`

export interface World {
  readonly rows?: number
  /** Of `distance`, in standard deviations. */
  readonly shift?: number
  /** Share of rows from ORD. */
  readonly ord?: number
  /** Every n-th distance is empty. */
  readonly emptyEvery?: number
}

/** A day of flights: an id, a number, a category. The seed is the day. */
export function flights(
  seed: number,
  { rows = 1_000, shift = 0, ord = 0.3, emptyEvery = 0 }: World = {},
): string {
  const random = seededRandom(seed)
  const lines = Array.from({ length: rows }, (_, i) => {
    const distance = 800 + 200 * (shift + normalQuantile(Math.max(1e-15, random.next())))
    const origin = random.next() < ord ? 'ORD' : random.next() < 0.6 ? 'ATL' : 'DFW'
    const shown = emptyEvery > 0 && i % emptyEvery === 0 ? '' : distance.toFixed(1)
    return `f${seed}-${i},${shown},${origin}`
  })
  return `id,distance,origin\n${lines.join('\n')}\n`
}

export const files = {
  'mlops.yml': policy('{}'),
  'reference.csv': flights(1),
  'current.csv': flights(2),
}
export const inputs = { reference: 'reference.csv', current: 'current.csv' }

export function world(options: MemoryOptions = {}): MemoryRuntime {
  return memoryRuntime({ inputs, ...options, files: { ...files, ...options.files } })
}

/** Runs the action as the runner does, from INPUT_ variables; call again for the next scheduled run. */
export function run(runtime: MemoryRuntime): Promise<Conclusion> {
  return action.run(readInputs(action.definition, runtime.env), runtime)
}

export function reportOf(runtime: MemoryRuntime): Report {
  return parseReport(runtime.files.text(runtime.recorded.outputs.get('report')!))
}
