import { z } from 'zod'
import type { SourceLocation } from '../finding.ts'
import type { ModelPolicy, PolicyDocument } from '../schema/document.ts'
import { documentSchema, modelSchema } from '../schema/document.ts'
import { driftComplaints } from './checks/drift.ts'
import { gateComplaints } from './checks/gate.ts'
import { rolloutComplaints } from './checks/rollout.ts'
import { scalingComplaints } from './checks/scaling.ts'
import { stageComplaints } from './checks/stages.ts'
import { complaintsOf } from './issues.ts'
import type { Complaint } from './issues.ts'
import { suggestion } from './nearest.ts'
import { PolicyError } from './policy-error.ts'
import { at, isRecord } from './shape.ts'
import { readSource } from './source.ts'
import type { Key, Source } from './source.ts'

/** A policy file that has been read, checked, and still knows its lines. */
export interface Policy {
  /** As the messages call the file. */
  readonly path: string
  readonly document: PolicyDocument
  /** Where the value under `keys` stands; the nearest ancestor when there is none. */
  locate(keys: readonly Key[]): SourceLocation
  /**
   * One model. Without a name the only one; several, or a name that is not there, is a PolicyError `unknown-model`
   * that names the choices.
   */
  model(name?: string): { readonly name: string; readonly policy: ModelPolicy }
}

/**
 * Reads `mlops.yml`. `path` is only for messages. Throws one PolicyError with every problem of the file:
 * `policy-too-large` (1 MiB), `policy-syntax`, `policy-invalid`. Pure: no file is opened.
 */
export function parsePolicy(text: string, path: string): Policy {
  const source = readSource(text, path)
  refuse(source, [...complaintsOf(documentSchema, source.value), ...meaningComplaints(source.value)])
  const document = documentSchema.parse(source.value)
  return {
    path,
    document,
    locate: (keys) => source.locate(keys),
    model: (name) => select(document, source, name),
  }
}

/** What the form cannot say, of every section whose form is right: a typo in one must not hide another's mistakes. */
function meaningComplaints(raw: unknown): readonly Complaint[] {
  const models = at(raw, ['models'])
  if (!isRecord(models)) return []
  return Object.entries(models).flatMap(([name, model]) => {
    const sound = soundSections(model)
    const complaints = [
      gateComplaints,
      stageComplaints,
      rolloutComplaints,
      driftComplaints,
      scalingComplaints,
    ].flatMap((check) => check(sound))
    return complaints.map((complaint) => ({ ...complaint, keys: ['models', name, ...complaint.keys] }))
  })
}

function soundSections(model: unknown): Partial<ModelPolicy> {
  const sections: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(modelSchema.shape)) {
    const parsed = z.safeParse(schema, at(model, [key]))
    if (parsed.success && parsed.data !== undefined) sections[key] = parsed.data
  }
  return sections
}

/** In the order of the file, so that the first line printed is the first line to mend. */
function refuse(source: Source, complaints: readonly Complaint[]): void {
  if (complaints.length === 0) return
  const problems = complaints
    .map(({ keys, onKey, message }) => ({
      location: onKey ? source.locateKey(keys) : source.locate(keys),
      message,
    }))
    .sort((a, b) => a.location.line - b.location.line || (a.location.column ?? 0) - (b.location.column ?? 0))
  throw new PolicyError('policy-invalid', problems)
}

function select(
  { models }: PolicyDocument,
  source: Source,
  name: string | undefined,
): { readonly name: string; readonly policy: ModelPolicy } {
  const names = Object.keys(models)
  const [only] = names
  const wanted = name ?? (names.length === 1 ? only : undefined)
  const policy = wanted !== undefined && Object.hasOwn(models, wanted) ? models[wanted] : undefined
  if (wanted !== undefined && policy) return { name: wanted, policy }
  const choices = `expected one of ${names.join(', ')}`
  const message =
    wanted === undefined
      ? `the policy has ${names.length} models and none was chosen, ${choices}`
      : `there is no model ${JSON.stringify(wanted)}, ${choices}${suggestion(wanted, names)}`
  throw new PolicyError('unknown-model', [{ location: source.locateKey(['models']), message }])
}
