import type { Digest } from '@mlops-actions/report'
import { hexOf } from './digest/source.ts'
import type { EventKind } from './event/event.ts'

/** Where everything stands in the registry's tree. Names are checked by the record's schemas before they come here. */

export const MANIFEST_PATH = 'registry.json'

/** The first commit's marker: what this branch is, for people and for later formats. */
export const MANIFEST = '{"schema":"mlops-actions/registry/v1"}'

export const modelFolder = (model: string): string => `models/${model}/`

export const versionPath = (model: string, version: number): string =>
  `models/${model}/versions/${version}.json`

export const stagePath = (model: string, stage: string): string => `models/${model}/stages/${stage}.json`

/** Ten digits, so that `ls` and the forge's web page show history in order. */
export const eventPath = (model: string, sequence: number, kind: EventKind): string =>
  `models/${model}/events/${String(sequence).padStart(10, '0')}-${kind}.json`

export const evidencePath = (digest: Digest): string => `evidence/${hexOf(digest)}.json`

export type RegistryPath =
  | { readonly kind: 'manifest' }
  | { readonly kind: 'version'; readonly model: string; readonly version: number }
  | { readonly kind: 'event'; readonly model: string; readonly sequence: number; readonly event: string }
  | { readonly kind: 'stage'; readonly model: string; readonly stage: string }
  | { readonly kind: 'evidence'; readonly digest: Digest }

const MODEL = '(?<model>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)'
const VERSION = new RegExp(`^models/${MODEL}/versions/(?<version>[1-9][0-9]{0,9})\\.json$`)
const EVENT = new RegExp(`^models/${MODEL}/events/(?<sequence>[0-9]{10})-(?<event>[a-z-]+)\\.json$`)
const STAGE = new RegExp(`^models/${MODEL}/stages/(?<stage>[a-z][a-z0-9-]*)\\.json$`)
const EVIDENCE = /^evidence\/(?<hex>[0-9a-f]{64})\.json$/

/** What a path of the tree holds, or undefined for one the registry never writes. */
export function parsePath(path: string): RegistryPath | undefined {
  if (path === MANIFEST_PATH) return { kind: 'manifest' }
  const version = VERSION.exec(path)?.groups
  if (version) return { kind: 'version', model: version.model!, version: Number(version.version) }
  const event = EVENT.exec(path)?.groups
  if (event) {
    return { kind: 'event', model: event.model!, sequence: Number(event.sequence), event: event.event! }
  }
  const stage = STAGE.exec(path)?.groups
  if (stage) return { kind: 'stage', model: stage.model!, stage: stage.stage! }
  const evidence = EVIDENCE.exec(path)?.groups
  if (evidence) return { kind: 'evidence', digest: `sha256:${evidence.hex!}` }
  return undefined
}
