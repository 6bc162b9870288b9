import type { Digest } from '@mlops-actions/report'
import { verifyBytes } from '../bytes/verify.ts'
import type { Registry } from '../registry.ts'
import { auditCommit, type Ledger, newLedger } from './walk.ts'
import { MAX_VIOLATIONS, type Violation } from './violation.ts'

export interface AuditOptions {
  /** Also re-read the bytes of every version of this model. */
  readonly deep?: string
  /** Event digests somebody kept (reports carry them): each must be in the history. */
  readonly receipts?: readonly Digest[]
}

export interface Audit {
  /** In the order of history; at most 200 are kept. Empty means that history is what the registry wrote. */
  readonly violations: readonly Violation[]
  readonly commits: number
  readonly events: number
  readonly models: number
  readonly versions: number
  /** Versions whose bytes were read again. */
  readonly verified: number
}

/**
 * Walks the whole history. What one branch can prove: nothing was edited, removed, moved or slipped in since it was
 * written. What it cannot: that the whole branch was not replaced by another consistent one; receipts catch that, and a
 * rule on the branch prevents it.
 *
 * @throws RegistryError `git-failed`
 */
export async function auditRegistry(registry: Registry, options: AuditOptions = {}): Promise<Audit> {
  const ledger = newLedger()
  const violations: Violation[] = []
  for await (const commit of registry.store.history()) {
    registry.signal?.throwIfAborted()
    violations.push(...auditCommit(ledger, commit).slice(0, MAX_VIOLATIONS - violations.length))
  }
  violations.push(...missingReceipts(ledger, options.receipts ?? []))
  // The bytes of retired versions may be gone: that is what retiring is for.
  const own = [...ledger.records].filter(
    ([, { model, version }]) =>
      model === options.deep && !ledger.models.get(model)?.state.versions.get(version)?.retired,
  )
  for (const [path, record] of own) {
    registry.signal?.throwIfAborted()
    const reason = await verifyBytes(registry.bytes, record)
    if (reason !== undefined) violations.push({ kind: 'bytes', revision: null, path, reason })
  }
  return {
    violations,
    commits: ledger.commits,
    events: ledger.events,
    models: ledger.models.size,
    versions: ledger.records.size,
    verified: own.length,
  }
}

function missingReceipts(ledger: Ledger, receipts: readonly Digest[]): readonly Violation[] {
  return receipts
    .filter((receipt) => !ledger.receipts.has(receipt))
    .map((receipt) => ({
      kind: 'receipt-missing',
      revision: null,
      path: '',
      reason: `event ${receipt} happened and is not in the history`,
    }))
}
