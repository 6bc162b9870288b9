import { eventDigest, parseEvent, type RegistryEvent } from '../event/event.ts'
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
    const event = read(change.path, change.content, report)
    if (!event) return []
    ledger.events++
    ledger.receipts.add(eventDigest(event))
    fold(ledger, change.path, event, report)
    return [{ path: change.path, event }]
  })
}

function read(path: string, content: Uint8Array, report: Report): RegistryEvent | undefined {
  try {
    const event = parseEvent(content, path)
    if (path === eventPath(event.model, event.sequence, event.kind)) return event
    report('invalid-event', path, 'stands at another path than it says')
  } catch (error) {
    report('invalid-event', path, error instanceof Error ? error.message : String(error))
  }
  return undefined
}

function fold(ledger: Ledger, path: string, event: RegistryEvent, report: Report): void {
  if (ledger.broken.has(event.model)) return
  const model = ledger.models.get(event.model) ?? foldFrom(emptyState(event.model))
  const misfit = model.add(event)
  if (!misfit) {
    ledger.models.set(event.model, model)
    return
  }
  ledger.broken.add(event.model)
  report(`event-${misfit.kind}`, path, misfit.reason)
}
