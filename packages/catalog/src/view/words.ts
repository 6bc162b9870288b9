import type { RegistryEvent, VersionState } from '@mlops-actions/registry'
import type { CatalogModel } from './catalog.ts'

/** Digits of a digest that tell versions apart for people. */
const SHORT_HEX = 12

export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, SHORT_HEX)
}

/**
 * An id of another system for a narrow column: long runs of hex lose their middle, so that what comes after them (a
 * version, a snapshot) still shows.
 */
export function shortId(id: string): string {
  return id.replaceAll(/([0-9a-f]{8})[0-9a-f-]{12,}/g, '$1…')
}

/** `2026-01-02 03:04`, UTC. */
export function shortTime(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}

/** Stages that hold a version now. */
export function stagesOf({ state }: CatalogModel, version: number): readonly string[] {
  return [...state.stages.values()].filter((pointer) => pointer.version === version).map(({ stage }) => stage)
}

/** What stands in a version's way, in a word; undefined when nothing does. */
export function standingOf(
  version: VersionState,
): { readonly word: string; readonly reason: string } | undefined {
  const { retired, quarantined, deprecated } = version
  if (retired) return { word: 'retired', reason: retired.reason }
  if (quarantined) return { word: 'quarantined', reason: quarantined.reason }
  return deprecated ? { word: 'deprecated', reason: deprecated.reason } : undefined
}

/** What happened, in a line. */
export function eventLine(event: RegistryEvent): string {
  const version = `version ${event.version}`
  switch (event.kind) {
    case 'register':
      return `${version} was registered`
    case 'attach-evidence':
      return `${event.evidence.length === 1 ? 'a report was' : `${event.evidence.length} reports were`} attached to ${version}`
    case 'promote':
      return `${version} went to ${event.stage}${event.from ? `, after version ${event.from.version}` : ''}${event.override ? ', overriding its quarantine' : ''}`
    case 'rollback':
      return `${event.stage} went back from version ${event.from.version} to ${version}`
    case 'quarantine':
      return `${version} was quarantined`
    case 'deprecate':
      return `${version} was deprecated`
    case 'retire':
      return `${version} was retired`
  }
}

/** Why it was done, where somebody said so. */
export function eventReason(event: RegistryEvent): string | undefined {
  return 'reason' in event ? event.reason : undefined
}
