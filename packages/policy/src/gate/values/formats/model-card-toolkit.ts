import { fieldsAt, isFields, listAt, numberOf, textAt } from '../json.ts'
import type { Value } from '../values.ts'
import type { ValueFormat } from './format.ts'

/** TensorFlow's Model Card Toolkit: `quantitative_analysis.performance_metrics`, whose numbers are texts. */
export const modelCardToolkit: ValueFormat = {
  name: 'Model Card Toolkit',
  recognises: (root) => listAt(fieldsAt(root, 'quantitative_analysis'), 'performance_metrics').length > 0,
  read(root) {
    const values = new Map<string, Value>()
    for (const metric of listAt(fieldsAt(root, 'quantitative_analysis'), 'performance_metrics').filter(
      isFields,
    )) {
      const type = textAt(metric, 'type')
      const value = numberOf(metric['value'])
      if (type === undefined || value === undefined) continue
      const slice = textAt(metric, 'slice')
      // The level of its `confidence_interval` is written nowhere, so it proves nothing.
      values.set(slice === undefined || slice === '' ? type : `${type}/${slice}`, { value })
    }
    return { values }
  },
}
