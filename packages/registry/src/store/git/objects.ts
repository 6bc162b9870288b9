import { RegistryError } from '../../error.ts'
import type { Git } from './git.ts'

/** Nothing the registry writes into the tree is larger; what is larger was put there by somebody else. */
export const MAX_FILE_BYTES = 2 << 20
/** Contents asked for in one go. */
const BATCH_BYTES = 16 << 20

export interface TreeEntry {
  readonly object: string
  readonly byteLength: number
}

/** The plain files of a commit's tree by path. Links and submodules are not files and are left out. */
export async function listTree(git: Git, commit: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const output = await git.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commit])
  const entries = new Map<string, TreeEntry>()
  for (const line of new TextDecoder().decode(output).split('\0')) {
    const match = /^100644 blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line)
    if (match) entries.set(match[3]!, { object: match[1]!, byteLength: Number(match[2]) })
  }
  return entries
}

/**
 * Contents of blobs by object id, each read once.
 *
 * @throws RegistryError `registry-corrupt` for one larger than the registry writes
 */
export async function readObjects(
  git: Git,
  entries: readonly TreeEntry[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>()
  let batch: TreeEntry[] = []
  let pending = 0
  const flush = async () => {
    if (batch.length > 0) await readBatch(git, batch, contents)
    batch = []
    pending = 0
  }
  for (const entry of new Map(entries.map((item) => [item.object, item])).values()) {
    if (entry.byteLength > MAX_FILE_BYTES) {
      throw new RegistryError('registry-corrupt', `a file of ${entry.byteLength} bytes is no registry file`)
    }
    if (pending + entry.byteLength > BATCH_BYTES) await flush()
    batch.push(entry)
    pending += entry.byteLength
  }
  await flush()
  return contents
}

/** `<oid> blob <size>\n<content>\n`, once an object. */
async function readBatch(
  git: Git,
  batch: readonly TreeEntry[],
  into: Map<string, Uint8Array>,
): Promise<void> {
  const output = await git.run(['cat-file', '--batch'], {
    stdin: batch.map(({ object }) => `${object}\n`).join(''),
  })
  let offset = 0
  for (const { object } of batch) {
    const end = output.indexOf(0x0a, offset)
    const header = new TextDecoder().decode(output.subarray(offset, end))
    const match = /^([0-9a-f]+) blob (\d+)$/.exec(header)
    if (!match || match[1] !== object) {
      throw new RegistryError('git-failed', `git cat-file answered ${JSON.stringify(header.slice(0, 80))}`)
    }
    const start = end + 1
    into.set(object, output.subarray(start, start + Number(match[2])))
    offset = start + Number(match[2]) + 1
  }
}

/** Sizes of blobs; other kinds of object are left out. */
export async function sizesOf(git: Git, objects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const output = await git.text(['cat-file', '--batch-check'], {
    stdin: objects.map((object) => `${object}\n`).join(''),
  })
  const sizes = new Map<string, number>()
  for (const line of output.split('\n')) {
    const match = /^([0-9a-f]+) blob (\d+)$/.exec(line)
    if (match) sizes.set(match[1]!, Number(match[2]))
  }
  return sizes
}

/** Writes a blob and returns its object id. Nothing filters it: bytes in, bytes kept. */
export function writeObject(git: Git, content: Uint8Array | string): Promise<string> {
  return git.text(['hash-object', '-w', '--stdin', '--no-filters'], { stdin: content })
}
