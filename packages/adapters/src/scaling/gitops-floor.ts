import { UserError } from '@mlops-actions/core'
import { type FloorReading, type FloorTarget, leaseText, parseLease } from '@mlops-actions/forecast'
import { isScalar, parseAllDocuments } from 'yaml'
import type { GitBranch } from '../gitops/branch.ts'
import type { YamlPath } from '../gitops/yaml-path.ts'
import { translated } from '../registry/origin.ts'

/** Where the number stands. */
export interface GitopsFloorPlace {
  readonly file: string
  readonly path: YamlPath
  /** For people: `owner/repo@main:deploy/hpa.yaml`. */
  readonly target: string
}

/**
 * A number of replicas in a YAML file of a git repository that a GitOps controller applies. The lease lies beside it in
 * `<file>.scale-state`; both go into one commit, pushed by compare-and-swap.
 * @throws (from its methods) UserError `bad-replicas`, `git-failed`
 */
export function gitopsFloor(branch: GitBranch, place: GitopsFloorPlace): FloorTarget {
  const stateFile = `${place.file}.scale-state`
  const paths = [place.file, stateFile]

  async function fetch() {
    const snapshot = await branch.head()
    const contents = await snapshot.read(paths.filter((path) => snapshot.paths.has(path)))
    const text = (path: string) => {
      const bytes = contents.get(path)
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
    }
    const manifest = text(place.file)
    if (manifest === undefined) throw wrong(place, 'there is no such file on the branch')
    return { snapshot, manifest, lease: text(stateFile) ?? '' }
  }

  return {
    name: `gitops ${place.target}`,
    read: () =>
      translated(async (): Promise<FloorReading> => {
        const { manifest, lease: leased } = await fetch()
        const { value } = numberIn(manifest, place)
        const lease = parseLease(leased.trim())
        return {
          state: { meaning: 'floor', floor: value, ...(lease && { lease }) },
          revision: JSON.stringify([manifest, leased]),
        }
      }),
    write: (floor, lease, revision, { dryRun }) =>
      translated(async () => {
        const { snapshot, manifest, lease: leased } = await fetch()
        if (JSON.stringify([manifest, leased]) !== revision) return 'moved'
        if (dryRun) return 'written'
        const { start, end } = numberIn(manifest, place)
        const files = new Map([
          [place.file, manifest.slice(0, start) + String(floor) + manifest.slice(end)],
          [stateFile, lease === undefined ? '' : `${leaseText(lease)}\n`],
        ])
        const message = `scale to at least ${floor}\n\n${lease === undefined ? 'released' : leaseText(lease)}\n`
        const { kind } = await branch.commit(snapshot, { message, files })
        return kind === 'committed' ? 'written' : 'moved'
      }),
  }
}

/** The number and where its characters are: edited in the text, so that a reviewer sees one number change. */
function numberIn(
  text: string,
  place: GitopsFloorPlace,
): { readonly value: number; readonly start: number; readonly end: number } {
  const documents = parseAllDocuments(text)
  const found =
    'empty' in documents
      ? []
      : documents.flatMap((document) => {
          if (document.errors.length > 0) throw wrong(place, 'is not YAML')
          const node = document.getIn(place.path, true)
          return isScalar(node) ? [node] : []
        })
  const [node, another] = found
  if (!node || another)
    throw wrong(place, `has ${found.length} values at ${place.path.join('.')}, expected one`)
  const { value, range } = node
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || !range) {
    throw wrong(place, `has no whole number >= 0 at ${place.path.join('.')}`)
  }
  return { value, start: range[0], end: range[1] }
}

function wrong(place: GitopsFloorPlace, what: string): UserError {
  return new UserError('bad-replicas', `${place.target}: ${what}`, {
    remedy: 'gitops-path leads to the number of replicas, such as spec.minReplicas',
  })
}
