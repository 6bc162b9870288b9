import { countOf, fieldsAt, isFields, listAt, numberOf, textAt } from '../json.ts'
import type { Value } from '../values.ts'
import type { ValueFormat } from './format.ts'

const SHARES = /(^|_)(accuracy|exact_match|em)$/

/** Trainer's `all_results.json` and `eval_results.json`: `eval_accuracy` beside `eval_samples`, which is its n. */
export const trainerResults: ValueFormat = {
  name: 'Hugging Face trainer results',
  recognises: (root) => Object.keys(root).some((key) => /^(eval|predict|test)_samples$/.test(key)),
  read(root) {
    const values = new Map<string, Value>()
    for (const [name, raw] of Object.entries(root)) {
      const value = typeof raw === 'number' ? raw : undefined
      if (value === undefined) continue
      const split = /^(eval|predict|test)_/.exec(name)?.[1]
      const n = split === undefined || !SHARES.test(name) ? undefined : countOf(root[`${split}_samples`])
      values.set(name, { value, ...(n === undefined ? {} : { n }) })
    }
    return { values }
  },
}

/** A model card's `model-index`: results by task, data set and metric. Values may be texts such as "20.0 ± 1.2". */
export const modelIndex: ValueFormat = {
  name: 'Hugging Face model-index',
  recognises: (root) => listAt(root, 'model-index').length > 0,
  read(root) {
    const values = new Map<string, Value>()
    for (const model of listAt(root, 'model-index').filter(isFields)) {
      for (const result of listAt(model, 'results').filter(isFields)) {
        const data = fieldsAt(result, 'dataset')
        const dataset = [data['type'], data['config'], data['split'], data['revision']].filter(
          (part) => typeof part === 'string',
        )
        for (const metric of listAt(result, 'metrics').filter(isFields)) {
          const type = textAt(metric, 'type')
          const parsed = withSpread(metric['value'])
          if (type !== undefined && parsed) values.set([...dataset, type].join('/'), parsed)
        }
      }
    }
    return { values }
  },
}

/** What stands after the plus-minus is nowhere defined (an error, a deviation, a half width), so it is not used. */
function withSpread(raw: unknown): Value | undefined {
  const value = typeof raw === 'string' ? numberOf(raw.split('±')[0]!.trim()) : numberOf(raw)
  return value === undefined ? undefined : { value }
}
