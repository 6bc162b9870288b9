import { countOf, fieldsAt, isFields, listAt, numberOf, textAt } from '../json.ts'
import type { Value } from '../values.ts'
import type { ValueFormat } from './format.ts'

/** Tests that a tool has judged itself: the share that passed, of how many. */
function passRate(outcomes: readonly boolean[]): ReadonlyMap<string, Value> {
  if (outcomes.length === 0) return new Map()
  const passed = outcomes.filter(Boolean).length
  return new Map([['pass_rate', { value: passed / outcomes.length, n: outcomes.length }]])
}

/** Evidently's snapshot: `{"metrics": [...], "tests": [{"status": "SUCCESS"}]}`. What was skipped has not passed. */
export const evidently: ValueFormat = {
  name: 'Evidently report',
  recognises: (root) =>
    listAt(root, 'tests').some((test) => isFields(test) && textAt(test, 'status') !== undefined),
  read: (root) => ({
    values: passRate(
      listAt(root, 'tests')
        .filter(isFields)
        .map((test) => textAt(test, 'status') === 'SUCCESS'),
    ),
  }),
}

/** promptfoo's `output.json`: every result of a test case by a provider, errors counted as not passed. */
export const promptfoo: ValueFormat = {
  name: 'promptfoo output',
  recognises: (root) => isFields(fieldsAt(root, 'results')['stats']),
  read(root) {
    const results = fieldsAt(root, 'results')
    const stats = fieldsAt(results, 'stats')
    const [passed, failed, errors] = ['successes', 'failures', 'errors'].map(
      (key) => numberOf(stats[key]) ?? 0,
    ) as [number, number, number]
    const n = passed + failed + errors
    const values = new Map<string, Value>()
    if (n > 0) values.set('pass_rate', { value: passed / n, n })
    return { values }
  },
}

/** SageMaker Model Quality statistics: `binary_classification_metrics.f1.{value, standard_deviation}`, "NaN" as text. */
export const sageMaker: ValueFormat = {
  name: 'SageMaker model quality',
  recognises: (root) =>
    Object.keys(root).some((key) =>
      /^(binary|multiclass)_classification_metrics$|^regression_metrics$/.test(key),
    ),
  read(root) {
    const values = new Map<string, Value>()
    for (const group of Object.values(root).filter(isFields)) {
      for (const [name, metric] of Object.entries(group)) {
        const value = isFields(metric) ? numberOf(metric['value']) : undefined
        const error = isFields(metric) ? numberOf(metric['standard_deviation']) : undefined
        if (value === undefined) continue
        values.set(name, { value, ...(error !== undefined && error > 0 ? { standardError: error } : {}) })
      }
    }
    return { values }
  },
}

/** Bencher's metric format: `{"bench": {"measure": {"value": 1, "lower_value": 0.9, "upper_value": 1.1}}}`. */
export const bencher: ValueFormat = {
  name: 'Bencher metric format',
  recognises(root) {
    const measures = Object.values(root)
      .filter(isFields)
      .flatMap((bench) => Object.values(bench))
    return (
      measures.length > 0 &&
      measures.every((measure) => isFields(measure) && typeof measure['value'] === 'number')
    )
  },
  read(root) {
    const values = new Map<string, Value>()
    for (const [bench, measures] of Object.entries(root)) {
      if (!isFields(measures)) continue
      for (const [name, measure] of Object.entries(measures)) {
        const value = isFields(measure) ? numberOf(measure['value']) : undefined
        // Its lower and upper values have no level: they are shown by Bencher, and prove nothing.
        if (value !== undefined) values.set(`${bench}.${name}`, { value })
      }
    }
    return { values }
  },
}

/** github-action-benchmark's `customSmallerIsBetter`: `[{"name", "unit", "value", "range"}]`. */
export const benchmarkAction: ValueFormat = {
  name: 'github-action-benchmark',
  recognises(root) {
    const items = listAt(root, 'items')
    return (
      items.length > 0 &&
      items.every(
        (item) => isFields(item) && textAt(item, 'name') !== undefined && 'value' in item && 'unit' in item,
      )
    )
  },
  read(root) {
    const values = new Map<string, Value>()
    for (const item of listAt(root, 'items').filter(isFields)) {
      const value = numberOf(item['value'])
      const name = textAt(item, 'name')
      if (name !== undefined && value !== undefined) values.set(name, { value })
    }
    return { values }
  },
}

/** A JUnit report that was turned into fields by the XML reader: tests, failures and errors added up. */
export const junit: ValueFormat = {
  name: 'JUnit report',
  recognises: (root) => isFields(root['junit']),
  read(root) {
    const { tests, passed } = fieldsAt(root, 'junit')
    const n = countOf(tests)
    const values = new Map<string, Value>()
    if (n !== undefined) values.set('pass_rate', { value: (numberOf(passed) ?? 0) / n, n })
    return { values }
  },
}
