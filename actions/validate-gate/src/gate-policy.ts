import { type PolicyVersion, type LoadedPolicy, UserError } from '@mlops-actions/core'
import { type DataSpec, type GateSpec, type ModelPolicy, nearest } from '@mlops-actions/policy'

/** The part of a policy that this action reads, of one model. */
export interface GatePolicy {
  readonly model: string
  readonly task: ModelPolicy['task']
  /** Absent where no rule is about predictions. */
  readonly data: DataSpec | undefined
  readonly gate: GateSpec
  readonly version: PolicyVersion
}

export interface ChosenPolicy {
  readonly judging: GatePolicy
  /** What a pull request would put in its place: judged as well, and shown. */
  readonly proposed?: GatePolicy
  readonly notes: readonly string[]
}

/**
 * The gate that judges. A pull request that adds a model (or its first gate) has no older one to be held to: there the
 * proposed one judges, and says so.
 * @throws UserError `unknown-model`, `missing-gate`
 */
export function chooseGate(
  { proposed, notes, ...judging }: LoadedPolicy,
  name: string | undefined,
): ChosenPolicy {
  if (proposed && !hasGate(judging, name) && hasGate(proposed, name)) {
    const note = 'The base commit has no gate for this model: the one this pull request proposes judges it.'
    return { judging: gateOf(proposed, name), notes: [note] }
  }
  const gate = gateOf(judging, name)
  if (!proposed || !hasGate(proposed, gate.model)) return { judging: gate, notes }
  return { judging: gate, proposed: gateOf(proposed, gate.model), notes }
}

function hasGate({ policy }: PolicyVersion, name: string | undefined): boolean {
  const { models } = policy.document
  const only = Object.keys(models).length === 1 ? Object.values(models)[0] : undefined
  const model = name === undefined ? only : Object.hasOwn(models, name) ? models[name] : undefined
  return model?.gate !== undefined
}

function gateOf(version: PolicyVersion, name: string | undefined): GatePolicy {
  const { path } = version.location
  const { models } = version.policy.document
  const names = Object.keys(models)
  const wanted = name ?? (names.length === 1 ? names[0] : undefined)
  if (wanted === undefined) {
    throw new UserError('unknown-model', `${path} has ${names.length} models: ${names.join(', ')}`, {
      remedy: 'Say which one with the input `model`.',
    })
  }
  if (!Object.hasOwn(models, wanted)) {
    const near = nearest(wanted, names)
    throw new UserError(
      'unknown-model',
      `${path} has no model ${JSON.stringify(wanted)}, only ${names.join(', ')}`,
      {
        remedy: near === undefined ? 'Correct the input `model`.' : `Did you mean ${near}?`,
      },
    )
  }
  const { task, data, gate } = models[wanted]!
  if (!gate) {
    const { line } = version.policy.locate(['models', wanted])
    throw new UserError('missing-gate', `${path}:${line}: the model ${wanted} has no \`gate\``, {
      remedy: 'Add `gate: { rules: [...] }` and the `data` it reads; see the README for a first one.',
    })
  }
  return { model: wanted, task, data, gate, version }
}
