import type { Digest } from '@mlops-actions/report'
import type { Evidence } from '../evidence/evidence.ts'
import type { ModelState, VersionState } from '../state/state.ts'

/** What was in production last stays within reach of a rollback, however long nothing was promoted. */
export const DEFAULT_KEEP = 5

export interface CollectionQuestion {
  readonly state: ModelState
  /** Newest versions kept, and newest holders kept of each stage. */
  readonly keep: number
  /** Reports attached to the model's versions: what a kept version was compared with is kept too. */
  readonly evidence: readonly Evidence[]
}

export interface Kept {
  readonly version: number
  readonly because: string
}

/**
 * Versions that nothing needs any more, oldest first, and why the others stay. A version stays while a stage holds it, while
 * a rollback could go to it, while it is among the newest, and while a kept version's evidence compares with it.
 *
 * @throws RangeError for a `keep` below 1
 */
export function collectable({ state, keep, evidence }: CollectionQuestion): {
  readonly collect: readonly VersionState[]
  readonly kept: readonly Kept[]
} {
  if (!Number.isSafeInteger(keep) || keep < 1)
    throw new RangeError(`keep ${keep}: at least one version stays`)
  const living = [...state.versions.values()].filter(({ retired }) => !retired)
  const kept = new Map<number, string>()
  const hold = (version: number, because: string): void => {
    if (!kept.has(version)) kept.set(version, because)
  }
  for (const { stage, version, previous } of state.stages.values()) {
    hold(version, `it is in ${stage}`)
    const held = [...new Set(previous.map((entry) => entry.version))].filter((past) => past !== version)
    for (const past of held.slice(0, keep)) hold(past, `${stage} could go back to it`)
  }
  for (const { version } of living.slice(-keep)) hold(version, `it is among the newest ${keep}`)
  for (const [version, baseline] of baselines(state, kept, evidence)) {
    for (const other of living) {
      if (other.modelDigest === baseline)
        hold(other.version, `the evidence of version ${version} compares with it`)
    }
  }
  return {
    collect: living.filter(({ version }) => !kept.has(version)),
    kept: [...kept].map(([version, because]) => ({ version, because })).sort((a, b) => a.version - b.version),
  }
}

/** What the reports of kept versions were compared with. */
function baselines(
  state: ModelState,
  kept: ReadonlyMap<number, string>,
  evidence: readonly Evidence[],
): readonly (readonly [number, Digest])[] {
  const reports = new Map(evidence.map((item) => [item.digest, item.baselineDigest]))
  return [...kept.keys()].flatMap((version) =>
    (state.versions.get(version)?.evidence ?? []).flatMap((digest) => {
      const baseline = reports.get(digest)
      return baseline === undefined ? [] : [[version, baseline] as const]
    }),
  )
}
