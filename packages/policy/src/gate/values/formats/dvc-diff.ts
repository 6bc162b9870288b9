import { isFields, numberOf } from '../json.ts'
import type { Fields } from '../json.ts'
import type { Value } from '../values.ts'
import type { ValueFormat } from './format.ts'

/** `dvc metrics diff --json`: `{"metrics.json": {"val.acc": {"old": 0.8, "new": 0.9, "diff": 0.1}}}`, both sides in one. */
export const dvcDiff: ValueFormat = {
  name: 'dvc metrics diff',
  recognises(root) {
    const files = Object.values(root).filter(isFields)
    const entries = files.flatMap((file) => Object.values(file))
    return files.length > 0 && entries.length > 0 && entries.every(isChange)
  },
  read(root) {
    const values = new Map<string, Value>()
    const baseline = new Map<string, Value>()
    for (const file of Object.values(root).filter(isFields)) {
      for (const [name, change] of Object.entries(file)) {
        if (!isFields(change)) continue
        const [now, before] = [numberOf(change['new']), numberOf(change['old'])]
        if (now !== undefined) values.set(name, { value: now })
        if (before !== undefined) baseline.set(name, { value: before })
      }
    }
    return { values, baseline }
  },
}

function isChange(entry: unknown): entry is Fields {
  return isFields(entry) && 'old' in entry && 'new' in entry
}
