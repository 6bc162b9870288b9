import { UserError } from '@mlops-actions/core'
import type { Snapshot } from '@mlops-actions/registry'
import {
  parseState,
  type Placement,
  RolloutError,
  type RolloutState,
  type Router,
  sameSplit,
  serializeState,
  type Split,
} from '@mlops-actions/rollout'
import { translated } from '../registry/origin.ts'
import type { GitBranch } from './branch.ts'
import { readSplit, type WeightsPlace, writeSplit } from './weights-file.ts'

export interface GitopsOptions extends WeightsPlace {
  /** For people: `git/owner/repo@branch:file`. */
  readonly target: string
}

/** The branch at one commit, with those of our files that are there. */
interface Tip {
  readonly snapshot: Snapshot
  readonly files: ReadonlyMap<string, string>
}

/** Pushes of others to the same branch that may get in between before we give up. */
const ATTEMPTS = 5

/**
 * Traffic by the weights in a file of a git repository, which a GitOps controller (Argo CD, Flux) applies. Weights and
 * state go into one commit, pushed with a lease, so this is a true compare-and-swap. The state lies beside the weights
 * in `<file>.rollout-state`: no suffix that a controller would take for a manifest.
 *
 * What is read back is the branch, not the cluster: that traffic follows is seen by the traffic-share check.
 * @throws (from its methods) UserError `bad-weights-file`, `git-failed`
 */
export function gitopsRouter(branch: GitBranch, options: GitopsOptions): Router {
  const stateFile = `${options.file}.rollout-state`
  const paths = [options.file, stateFile]

  function placementOf(tip: Tip): Placement {
    const weights = weightsText(tip)
    const state = tip.files.get(stateFile)
    return {
      split: readSplit(weights, options),
      state: state === undefined || state === '' ? undefined : parseState(state),
      revision: revisionOf(tip),
    }
  }

  function weightsText(tip: Tip): string {
    const text = tip.files.get(options.file)
    if (text !== undefined) return text
    throw new UserError('bad-weights-file', `${options.target}: there is no such file on the branch`)
  }

  /** Of our two files only: commits to others must not look like contention. */
  function revisionOf(tip: Tip): string {
    return JSON.stringify(paths.map((path) => tip.files.get(path) ?? null))
  }

  async function fetch(): Promise<Tip> {
    const snapshot = await branch.head()
    const present = paths.filter((path) => snapshot.paths.has(path))
    const contents = await snapshot.read(present)
    return { snapshot, files: new Map([...contents].map(([path, bytes]) => [path, textOf(path, bytes)])) }
  }

  async function commit(
    split: Split,
    state: RolloutState | undefined,
    expected: string | undefined,
  ): Promise<Tip> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const tip = await fetch()
      if (expected !== undefined && revisionOf(tip) !== expected) throw moved(options.target)
      const before = weightsText(tip)
      // Weights that stay are not written anew, so that hand-made ones of the same ratio survive.
      const weights = sameSplit(readSplit(before, options), split)
        ? before
        : writeSplit(before, split, options)
      const files = new Map([[options.file, weights]])
      if (state || tip.files.has(stateFile)) files.set(stateFile, state ? `${serializeState(state)}\n` : '')
      const next: Tip = { ...tip, files: new Map([...tip.files, ...files]) }
      if (revisionOf(next) === revisionOf(tip)) return tip
      const message = messageOf(split, state, options)
      if ((await branch.commit(tip.snapshot, { message, files })).kind === 'committed') return next
    }
    throw new RolloutError('contended', `${options.target}: ${ATTEMPTS} pushes in a row came too late`, {
      remedy: 'give the weights a branch or repository of their own',
    })
  }

  return {
    target: options.target,
    sparing: true,
    read: () => translated(async () => placementOf(await fetch())),
    write: (next, expected) =>
      translated(async () => placementOf(await commit(next.split, next.state, expected))),
    force: (split, state) =>
      translated(async () => {
        await commit(split, state, undefined)
      }),
  }
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new UserError('bad-weights-file', `${path}: is not UTF-8 text`, { cause })
  }
}

function messageOf(split: Split, state: RolloutState | undefined, options: GitopsOptions): string {
  const name = state
    ? `${state.model}${state.version === undefined ? '' : ` ${state.version}`}`
    : options.arms.canary
  const subject = `canary of ${name}: ${Math.round(split.canary)} %`
  if (!state) return `${subject}\n`
  return `${subject}\n\n${state.verdict}${state.reason === undefined ? '' : `: ${state.reason}`}\n\nRollout-Id: ${state.id}\n`
}

function moved(target: string): RolloutError {
  return new RolloutError(
    'contended',
    `${target}: somebody else changed the weights or the state in the meantime`,
    {
      remedy: 'stop what else writes the weights (another workflow, a controller that reverts them)',
    },
  )
}
