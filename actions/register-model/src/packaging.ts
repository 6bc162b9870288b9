import { type Files, UserError } from '@mlops-actions/core'
import {
  type Disparity,
  disparities,
  type Found,
  inspectModel,
  judgeFormat,
  type Lock,
  lockKindOf,
  pinsOf,
} from '@mlops-actions/lineage'
import type { Finding, RegistrySpec } from '@mlops-actions/policy'
import type { Bundle, Packaged } from '@mlops-actions/registry'

/** Lines the report has about formats; a folder of a thousand pickles is named once more, as a whole. */
const MOST_FINDINGS = 20
const MAX_REQUIREMENTS_BYTES = 4 * 2 ** 20

export interface Packaging {
  readonly packaged: readonly Packaged[]
  readonly findings: readonly Finding[]
}

/**
 * What the model's files are, and whether the policy takes such files. Looked at before anything is stored.
 *
 * @throws UserError `format-refused`, naming each file
 */
export async function inspectPackaging(bundle: Bundle, spec: RegistrySpec | undefined): Promise<Packaging> {
  const found = await inspectModel(bundle.files, bundle.fileName)
  const judged = found.map((item) => judgeFormat(item, spec?.formats?.pickle ?? 'warn'))
  const refused = judged.filter(({ outcome }) => outcome === 'fail')
  if (refused.length > 0) {
    const lines = refused
      .slice(0, MOST_FINDINGS)
      .map(({ path, reason }) => `${JSON.stringify(path)}: ${reason}`)
    throw new UserError('format-refused', `the model was not registered. ${lines.join('; ')}`, {
      remedy: refused[0]!.remedy ?? 'Save the model in a format without code.',
    })
  }
  const worst = judged.toSorted((a, b) => Number(b.outcome === 'warn') - Number(a.outcome === 'warn'))
  return {
    packaged: found.map((item) => recorded(item)),
    findings: worst.slice(0, MOST_FINDINGS).map(
      ({ path, outcome, reason, remedy }, index): Finding => ({
        id: `format.${index + 1}`,
        kind: 'format',
        title: `${path} is a format the policy takes`,
        status: outcome === 'warn' ? 'warn' : 'pass',
        outcome: outcome === 'warn' ? 'warn' : 'pass',
        reason,
        ...(remedy === undefined ? {} : { remedy }),
      }),
    ),
  }
}

function recorded({ path, format, facts, runsCode, unread }: Found): Packaged {
  const all = unread === undefined ? facts : { ...facts, 'not read': unread.slice(0, 1024) }
  return {
    path,
    format,
    ...(Object.keys(all).length === 0 ? {} : { facts: all }),
    ...(runsCode === undefined ? {} : { runsCode }),
  }
}

/** Does the model ask for the versions it was trained with? Undefined where one of the two lists is missing. */
export async function parityFinding(
  files: Files,
  bundle: Bundle,
  path: string,
  lock: Lock | undefined,
): Promise<Finding | undefined> {
  const packed = bundle.files
    .map((file) => file.path)
    .find((name) => /(?:^|\/)(?:requirements\.txt|conda\.yaml|environment\.yml)$/.test(name))
  if (packed === undefined || lock === undefined) return undefined
  const bytes = await files.read(`${path}/${packed}`, { maxBytes: MAX_REQUIREMENTS_BYTES })
  const differing = disparities(pinsOf(bytes, lockKindOf(packed), packed), lock.pins)
  const common = {
    id: 'parity',
    kind: 'parity',
    title: `the model asks for what it was trained with (${packed}, ${lock.path})`,
  }
  if (differing.length === 0) return { ...common, status: 'pass', outcome: 'pass', reason: 'no pin differs' }
  return {
    ...common,
    status: 'warn',
    outcome: 'warn',
    reason: differing.slice(0, 10).map(disparityText).join('; '),
    remedy:
      'Pack the model with the versions of the lock file: a model loaded by another version may answer differently.',
  }
}

function disparityText({ name, asked, trained }: Disparity): string {
  return `${name} ${asked}, trained with ${trained}`
}
