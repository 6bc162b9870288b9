import { LineageError } from '../../error.ts'

/** The files of `_delta_log` that lead to one version (Delta protocol, "Delta Log Entries" and "Checkpoints"). */
export interface LogPlan {
  readonly version: number
  /** Parts of the newest whole checkpoint at or before the version; empty when there is none. */
  readonly checkpoint: readonly string[]
  /** Commits after the checkpoint, oldest first, none missing. */
  readonly commits: readonly string[]
}

const COMMIT = /^(\d{20})\.json$/
const CHECKPOINT = /^(\d{20})\.checkpoint\.parquet$/
const PART = /^(\d{20})\.checkpoint\.(\d{10})\.(\d{10})\.parquet$/
const V2 = /^(\d{20})\.checkpoint\.[0-9a-f-]{36}\.(?:json|parquet)$/

/**
 * @param names the files of `_delta_log`
 * @param wanted a version; undefined takes the newest
 * @throws LineageError `data-not-found`, `unsupported`, `corrupt`
 */
export function planLog(names: readonly string[], wanted: number | undefined, where: string): LogPlan {
  const commits = new Map(matches(names, COMMIT).map(({ version, name }) => [version, name]))
  const checkpoints = wholeCheckpoints(names)
  const newest = Math.max(-1, ...commits.keys(), ...checkpoints.keys())
  if (newest < 0) throw new LineageError('data-not-found', `${where}: holds no commit`)
  const version = wanted ?? newest
  if (version > newest) {
    throw new LineageError(
      'data-not-found',
      `${where}: the newest version is ${newest}, ${version} is not there yet`,
    )
  }
  const base = Math.max(-1, ...[...checkpoints.keys()].filter((known) => known <= version))
  const needed = Array.from({ length: version - base }, (_, index) => base + 1 + index)
  const missing = needed.find((known) => !commits.has(known))
  if (missing !== undefined) throw unreachable(names, version, missing, where)
  return {
    version,
    checkpoint: checkpoints.get(base) ?? [],
    commits: needed.map((known) => commits.get(known)!),
  }
}

function unreachable(
  names: readonly string[],
  version: number,
  missing: number,
  where: string,
): LineageError {
  if (matches(names, V2).some((known) => known.version <= version)) {
    return new LineageError(
      'unsupported',
      `${where}: version ${version} stands on a V2 checkpoint, which is not read`,
      {
        remedy: "Write a classic checkpoint: set the table's `delta.checkpointPolicy` to `classic`.",
      },
    )
  }
  return new LineageError(
    'data-not-found',
    `${where}: version ${version} cannot be rebuilt, commit ${missing} is gone`,
    {
      remedy:
        'The log was cleaned up. Give a newer version, or keep the log longer (delta.logRetentionDuration).',
    },
  )
}

function wholeCheckpoints(names: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const whole = new Map(matches(names, CHECKPOINT).map(({ version, name }) => [version, [name]]))
  const parts = new Map<string, { readonly name: string; readonly version: number; readonly of: number }[]>()
  for (const part of matches(names, PART)) {
    const set = `${part.version}/${part.of}`
    parts.set(set, [...(parts.get(set) ?? []), part])
  }
  for (const found of parts.values()) {
    const { version, of } = found[0]!
    // A writer that died leaves some of its parts; they are no checkpoint.
    if (found.length === of) whole.set(version, found.map(({ name }) => name).sort())
  }
  return whole
}

function matches(
  names: readonly string[],
  pattern: RegExp,
): readonly { readonly name: string; readonly version: number; readonly of: number }[] {
  return names.flatMap((name) => {
    const found = pattern.exec(name)
    return found ? [{ name, version: Number(found[1]), of: Number(found[3] ?? 0) }] : []
  })
}
