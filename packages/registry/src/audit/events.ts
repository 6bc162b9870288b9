import type { Digest } from '@mlops-actions/report'
import { readEvent, type RegistryEvent } from '../event/event.ts'
import { eventPath } from '../paths.ts'
import { foldFrom } from '../state/fold.ts'
import { emptyState } from '../state/state.ts'
import type { Known, Ledger, Report } from './walk.ts'

export interface Located {
  readonly path: string
  readonly event: RegistryEvent
}

/** One commit is one event, and it follows from all before it. */
export function checkEvents(ledger: Ledger, known: readonly Known[], report: Report): readonly Located[] {
  const added = known.filter(({ at }) => at.kind === 'event')
  if (added.length !== 1) {
    const path = added[1]?.change.path ?? known[0]?.change.path ?? ''
    report('not-one-event', path, `one commit is one event; this one has ${added.length}`)
  }
  return added.flatMap(({ change }) => {
    const found = read(change.path, change.content, report)
    if (!found) return []
    const { event, digest } = found
    ledger.events++
    ledger.receipts.add(digest)
    fold(ledger, change.path, event, digest, report)
    return [{ path: change.path, event }]
  })
}

function read(path: string, content: Uint8Array, report: Report) {
  try {
    const found = readEvent(content, path)
    const { model, sequence, kind } = found.event
    if (path === eventPath(model, sequence, kind)) return found
    report('invalid-event', path, 'stands at another path than it says')
  } catch (error) {
    report('invalid-event', path, error instanceof Error ? error.message : String(error))
  }
  return undefined
}

function fold(ledger: Ledger, path: string, event: RegistryEvent, digest: Digest, report: Report): void {
  if (ledger.broken.has(event.model)) return
  const model = ledger.models.get(event.model) ?? foldFrom(emptyState(event.model))
  const misfit = model.add(event, digest)
  if (!misfit) {
    ledger.models.set(event.model, model)
    return
  }
  ledger.broken.add(event.model)
  report(`event-${misfit.kind}`, path, misfit.reason)
}
