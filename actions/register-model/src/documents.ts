import { REFERENCE_PROFILE } from '@mlops-actions/adapters'
import { type CardFacts, mlBom, modelCard } from '@mlops-actions/catalog'
import { type Files, UserError } from '@mlops-actions/core'
import { encodeProfile, openTable, profileTable } from '@mlops-actions/data'
import type { Locator } from '@mlops-actions/lineage'
import type { ModelPolicy } from '@mlops-actions/policy'
import type { Document, Evidence, VersionRecord } from '@mlops-actions/registry'

/** Names of what is kept beside a version; drift-check and people look for them. */
export const DOCUMENTS = {
  card: 'README.md',
  bom: 'bom.cdx.json',
  profile: REFERENCE_PROFILE,
} as const

export interface About {
  readonly policy: ModelPolicy
  readonly evidence: readonly Evidence[]
  readonly uri: (version: number) => string
  /** The reference profile, made before; undefined where the policy names none. */
  readonly profile: Document | undefined
}

/** The card and the bill of materials of a draft, and the profile. */
export function documentsOf(draft: VersionRecord, about: About): readonly Document[] {
  const { policy, evidence, uri, profile } = about
  const facts: CardFacts = {
    record: draft,
    evidence,
    task: policy.task,
    owner: policy.owner,
    uri: uri(draft.version),
  }
  const text = (path: string, content: string): Document => ({
    path,
    content: new TextEncoder().encode(content),
  })
  return [
    text(DOCUMENTS.card, modelCard(facts)),
    text(DOCUMENTS.bom, `${JSON.stringify(mlBom(facts), undefined, 2)}\n`),
    ...(profile ? [profile] : []),
  ]
}

/**
 * The profile of the data that `registry.profile` names: counts and sums, no rows. The columns are those drift-check
 * would compare.
 *
 * @throws UserError `unknown-data`, `profile-unreadable`; DataError of the file
 */
export async function referenceProfile(
  files: Files,
  policy: ModelPolicy,
  data: ReadonlyMap<string, Locator>,
): Promise<Document | undefined> {
  const name = policy.registry?.profile
  if (name === undefined) return undefined
  const locator = data.get(name)
  const path =
    locator?.kind === 'path' || locator?.kind === 'dvc' ? locator.path.replace(/\.dvc$/, '') : undefined
  if (path === undefined) {
    throw new UserError(
      'unknown-data',
      `registry.profile names ${JSON.stringify(name)}, which is no file among the data`,
      {
        remedy:
          'Name one of `registry.data` (or of the input `data`) that is a file here: CSV, JSONL, Parquet or Arrow.',
      },
    )
  }
  const table = await openTable(await files.open(path))
  try {
    const { include, exclude = [] } = policy.drift ?? {}
    const columns = table.fields
      .map((field) => field.name)
      .filter((column) => (include === undefined || include.includes(column)) && !exclude.includes(column))
    const profile = await profileTable(table, { columns })
    return { path: DOCUMENTS.profile, content: encodeProfile(profile) }
  } finally {
    await table.close()
  }
}
