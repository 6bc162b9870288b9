import { parsePath, stagePath } from '../paths.ts'
import { pointerText } from '../state/pointer.ts'
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
  for (const path of touched) {
    const at = parsePath(path)
    if (at?.kind !== 'stage' || ledger.broken.has(at.model)) continue
    const pointer = ledger.models.get(at.model)?.state.stages.get(at.stage)
    if (ledger.pointers.get(path) === (pointer && pointerText(pointer))) continue
    report('pointer-mismatch', path, 'does not follow from the events')
  }
}
