import { countOf, fieldsAt, isFields, numberOf } from '../json.ts'
import type { Value } from '../values.ts'
import type { ValueFormat } from './format.ts'

/** EleutherAI's lm-evaluation-harness: `{"results": {"mmlu": {"acc,none": 0.65, "acc_stderr,none": 0.004}}}`. */
export const lmEval: ValueFormat = {
  name: 'lm-evaluation-harness',
  recognises: (root) =>
    Object.values(fieldsAt(root, 'results')).some(
      (task) => isFields(task) && Object.keys(task).some((key) => key.includes(',')),
    ),
  read(root) {
    const values = new Map<string, Value>()
    const samples = fieldsAt(root, 'n-samples')
    for (const [task, scores] of Object.entries(fieldsAt(root, 'results'))) {
      if (!isFields(scores)) continue
      const n = countOf(fieldsAt(samples, task)['effective'])
      for (const [key, raw] of Object.entries(scores)) {
        const [metric, filter] = key.split(',') as [string, string | undefined]
        const value = numberOf(raw)
        if (filter === undefined || metric.endsWith('_stderr') || value === undefined) continue
        // Written "N/A" where the harness could not estimate it.
        const error = numberOf(scores[`${metric}_stderr,${filter}`])
        values.set(`${task}.${metric}`, {
          value,
          ...(n === undefined ? {} : { n }),
          ...(error !== undefined && error > 0 ? { standardError: error } : {}),
        })
      }
    }
    return { values }
  },
}
