import { canonicalJson } from '../canonical/json.ts'
import { stagePath } from '../paths.ts'
import type { Located } from './events.ts'
import type { Known, Ledger, Report } from './walk.ts'

/** Stage pointers are exactly what the events make of them, in the commit that makes it so. */
export function checkPointers(
  ledger: Ledger,
  known: readonly Known[],
  events: readonly Located[],
  report: Report,
): void {
  const touched = new Set<string>()
  for (const { change, at } of known) {
    if (at.kind !== 'stage') continue
    ledger.pointers.set(change.path, new TextDecoder().decode(change.content))
    touched.add(change.path)
  }
  for (const { event } of events) {
    if ('stage' in event) touched.add(stagePath(event.model, event.stage))
  }
  const expected = new Map<string, string>()
  for (const state of ledger.models.values()) {
    for (const [stage, pointer] of state.stages) {
      expected.set(stagePath(state.model, stage), canonicalJson(pointer))
    }
  }
  for (const path of touched) {
    const model = path.split('/')[1]!
    if (ledger.broken.has(model) || ledger.pointers.get(path) === expected.get(path)) continue
    report('pointer-mismatch', path, 'does not follow from the events')
  }
}
