import { countOf, fieldsAt, isFields, numberOf } from '../json.ts'
import type { Value } from '../values.ts'
import type { ValueFormat } from './format.ts'

/**
 * scikit-learn's `classification_report(output_dict=True)`: `{"0": {precision, recall, f1-score, support}, "accuracy"}`.
 * A class's recall is a share of its support; what a precision is a share of, the report does not say.
 */
export const sklearnReport: ValueFormat = {
  name: 'scikit-learn classification report',
  recognises: (root) =>
    'support' in fieldsAt(root, 'weighted avg') && 'f1-score' in fieldsAt(root, 'weighted avg'),
  read(root) {
    const values = new Map<string, Value>()
    const rows = countOf(numberOf(fieldsAt(root, 'weighted avg')['support']))
    const accuracy = numberOf(root['accuracy'])
    if (accuracy !== undefined)
      values.set('accuracy', { value: accuracy, ...(rows === undefined ? {} : { n: rows }) })
    for (const [name, scores] of Object.entries(root)) {
      if (!isFields(scores)) continue
      const support = countOf(numberOf(scores['support']))
      const isClass = !name.endsWith(' avg')
      for (const metric of ['precision', 'recall', 'f1-score']) {
        const value = numberOf(scores[metric])
        if (value === undefined) continue
        const counted = isClass && metric === 'recall' && support !== undefined
        values.set(`${name}.${metric}`, { value, ...(counted ? { n: support } : {}) })
      }
    }
    return { values }
  },
}
