import type { Commit, PathChange } from '../store.ts'
import type { Git } from './git.ts'
import { MAX_FILE_BYTES, readObjects, sizesOf } from './objects.ts'

/** Commits whose files are in memory at one time. */
const GROUP = 200

interface RawChange {
  readonly path: string
  readonly status: string
  readonly mode: string
  readonly object: string
}

/** Every commit that `tip` stands on along first parents, oldest first, with what each changed. */
export async function* walkHistory(git: Git, tip: string): AsyncGenerator<Commit> {
  const output = await git.text(['rev-list', '--reverse', '--first-parent', '--parents', tip])
  const commits = output.split('\n').map((line) => line.split(' '))
  for (let start = 0; start < commits.length; start += GROUP) {
    const group = commits.slice(start, start + GROUP)
    const changes = await changesOf(git, group)
    const contents = await contentsOf(git, [...changes.values()].flat())
    for (const [revision = '', ...parents] of group) {
      yield {
        revision,
        parents,
        changes: (changes.get(revision) ?? []).map((change) => pathChange(change, contents)),
      }
    }
  }
}

/** Each commit against its first parent only: a merge must not hide what it brought in. */
async function changesOf(
  git: Git,
  commits: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, readonly RawChange[]>> {
  const output = await git.run(['diff-tree', '--stdin', '-r', '-z', '--root', '--no-renames', '--always'], {
    stdin: commits.map(([revision, parent]) => `${[revision, parent].filter(Boolean).join(' ')}\n`).join(''),
  })
  const fields = new TextDecoder().decode(output).split('\0')
  const changes = new Map<string, RawChange[]>()
  let current: RawChange[] = []
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!
    const raw = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(field)
    if (raw) current.push({ mode: raw[1]!, object: raw[2]!, status: raw[3]!, path: fields[++index]! })
    else if (/^[0-9a-f]{40,64}/.test(field)) {
      current = []
      changes.set(field.trim().split(' ')[0]!, current)
    }
  }
  return changes
}

async function contentsOf(git: Git, changes: readonly RawChange[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const objects = [
    ...new Set(changes.filter(({ status, mode }) => status !== 'D' && isFile(mode)).map((c) => c.object)),
  ]
  if (objects.length === 0) return new Map()
  const sizes = await sizesOf(git, objects)
  return readObjects(
    git,
    [...sizes]
      .filter(([, byteLength]) => byteLength <= MAX_FILE_BYTES)
      .map(([object, byteLength]) => ({ object, byteLength })),
  )
}

function pathChange(change: RawChange, contents: ReadonlyMap<string, Uint8Array>): PathChange {
  const { path, status, mode, object } = change
  const kind = status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'modified'
  const content = isFile(mode) && kind !== 'deleted' ? contents.get(object) : undefined
  return content ? { path, kind, content } : { path, kind }
}

function isFile(mode: string): boolean {
  return mode === '100644'
}
