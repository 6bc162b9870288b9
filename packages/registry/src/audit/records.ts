import type { RegistryEvent } from '../event/event.ts'
import { versionPath } from '../paths.ts'
import { parseVersionRecord, recordDigest, type VersionRecord } from '../record/record.ts'
import type { Located } from './events.ts'
import type { Known, Ledger, Report } from './walk.ts'

type Registered = Extract<RegistryEvent, { readonly kind: 'register' }>

/** A record comes in with its register event, in one commit, and is the one the event cites. */
export function checkRecords(
  ledger: Ledger,
  known: readonly Known[],
  events: readonly Located[],
  report: Report,
): void {
  const registered = new Map<string, Registered>()
  for (const { event } of events) {
    if (event.kind === 'register') registered.set(versionPath(event.model, event.version), event)
  }
  for (const { change, at } of known) {
    if (at.kind !== 'version') continue
    const record = read(change.path, change.content, report)
    const event = registered.get(change.path)
    registered.delete(change.path)
    if (!record) continue
    const problem = mismatch(record, event, change.path)
    if (problem === undefined) ledger.records.set(change.path, record)
    else report('record-mismatch', change.path, problem)
  }
  for (const path of registered.keys()) {
    report('record-mismatch', path, 'was registered without its record')
  }
}

function read(path: string, content: Uint8Array, report: Report): VersionRecord | undefined {
  try {
    return parseVersionRecord(content, path)
  } catch (error) {
    report('invalid-record', path, error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function mismatch(record: VersionRecord, event: Registered | undefined, path: string): string | undefined {
  if (versionPath(record.model, record.version) !== path) return 'stands at another path than it says'
  if (!event) return 'came in without a register event'
  if (event.recordDigest !== recordDigest(record)) return 'is not the record its register event cites'
  if (event.modelDigest !== record.modelDigest) return 'names other bytes than its register event'
  return undefined
}
