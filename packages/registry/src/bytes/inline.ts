import { type ByteSource, memorySource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'
import type { ModelFile } from '../digest/model.ts'
import { chunksOf, digestBytes, hexOf } from '../digest/source.ts'
import { RegistryError } from '../error.ts'
import { type Git, gitFailed, type GitPorts, openGit } from '../store/git/git.ts'
import { writeObject } from '../store/git/objects.ts'
import { pushRefs, remoteRefs, type RefUpdate } from '../store/git/push.ts'
import type { Bundle, BytesStore } from './bytes.ts'

const MIB = 1 << 20
export const DEFAULT_INLINE_LIMIT_BYTES = 25 * MIB
/** Refs of one push: command lines and servers both have limits. */
const REFS_A_PUSH = 200

/**
 * Bytes as git objects of the registry's own repository, one ref a file: `refs/mlops/blobs/sha256/<hex>`. No branch
 * reaches them, so clones and the registry's depth-1 fetches stay small. For models of up to a few dozen megabytes
 * (scikit-learn, XGBoost, LightGBM); needs nothing but the git remote.
 */
export async function inlineBytes(
  ports: GitPorts,
  options: { readonly limitBytes?: number } = {},
): Promise<BytesStore> {
  const git = await openGit(ports, 'bytes')
  const limit = options.limitBytes ?? DEFAULT_INLINE_LIMIT_BYTES
  return {
    kind: 'inline',
    async put(bundle) {
      requireSize(bundle, limit)
      const objects = new Map<string, string>()
      for (const file of bundle.files) objects.set(blobRef(file.digest), await storeObject(git, file))
      const updates = [...objects].map(([ref, next]) => ({ ref, next, expected: null }))
      for (let start = 0; start < updates.length; start += REFS_A_PUSH) {
        await publish(git, updates.slice(start, start + REFS_A_PUSH))
      }
      return { kind: 'inline' }
    },
    async reader({ files }) {
      await fetchBlobs(git, [...new Set(files.map(({ digest }) => blobRef(digest)))])
      return (file) => openBlob(git, file)
    },
  }
}

export function blobRef(digest: Digest): string {
  return `refs/mlops/blobs/sha256/${hexOf(digest)}`
}

function requireSize({ files }: Bundle, limit: number): void {
  const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  if (total <= limit) return
  const mib = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`
  throw new RegistryError(
    'too-large',
    `the model has ${mib(total)}, and at most ${mib(limit)} are kept inline in git`,
    {
      remedy:
        'Set `registry.bytes` in the policy to an OCI registry (`oci`), a bucket (`s3`) or a shared folder (`oci_layout`), or raise `registry.inline_limit_mb` if your git host takes it.',
    },
  )
}

/** The file as a git object in our repository; hashed again on the way, as it may have changed since. */
async function storeObject(git: Git, file: Bundle['files'][number]): Promise<string> {
  const source = await file.open()
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of chunksOf(source)) chunks.push(chunk)
    const content = Buffer.concat(chunks)
    if (digestBytes(content) !== file.digest) {
      throw new RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`)
    }
    return await writeObject(git, content)
  } finally {
    await source.close()
  }
}

/**
 * Creates the refs that are not there yet, then reads all back. The object id is git's own hash of the content, computed
 * by the server from what it received; a ref that holds another object was moved by somebody.
 */
async function publish(git: Git, updates: readonly RefUpdate[]): Promise<void> {
  const refs = updates.map(({ ref }) => ref)
  const before = await remoteRefs(git, refs)
  const absent = updates.filter(({ ref }) => !before.has(ref))
  // Losing here means that somebody stored the same file at the same moment; the read-back decides.
  if (absent.length > 0 && (await pushRefs(git, absent)).kind === 'lost') {
    const now = await remoteRefs(git, refs)
    const left = absent.filter(({ ref }) => !now.has(ref))
    for (const update of left) await pushRefs(git, [update])
  }
  const after = await remoteRefs(git, refs)
  for (const { ref, next } of updates) {
    const held = after.get(ref)
    if (held === next) continue
    throw new RegistryError(
      'bytes-corrupt',
      held === undefined
        ? `${git.remote.shown} took ${ref} and does not have it`
        : `${ref} of ${git.remote.shown} holds other bytes than its name says`,
      {
        remedy:
          'Somebody moved the ref: delete it there, then register again. Restrict who may push refs/mlops.',
      },
    )
  }
}

/** Brings the blobs that are there; what is missing shows when it is opened. */
async function fetchBlobs(git: Git, refs: readonly string[]): Promise<void> {
  const fetchRefs = (present: readonly string[]) =>
    git.attempt(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--stdin', '--', git.remote.url], {
      stdin: present.map((ref) => `+${ref}:${ref}\n`).join(''),
    })
  if ((await fetchRefs(refs)).exitCode === 0) return
  // One absent ref fails the whole fetch, and so does a server that does not answer: only the first is about the bytes.
  const present = [...(await remoteRefs(git, refs)).keys()]
  for (const ref of refs) await git.attempt(['update-ref', '-d', ref])
  if (present.length === 0) return
  const again = await fetchRefs(present)
  if (again.exitCode !== 0) throw gitFailed(git.remote, ['fetch'], again)
}

async function openBlob(git: Git, file: ModelFile): Promise<ByteSource> {
  const ref = blobRef(file.digest)
  const found = await git.attempt(['cat-file', '-s', ref])
  if (found.exitCode !== 0) throw new RegistryError('bytes-missing', `${ref} is not in ${git.remote.shown}`)
  const size = Number(new TextDecoder().decode(found.stdout))
  if (size !== file.byteLength) {
    throw new RegistryError('bytes-corrupt', `${ref} has ${size} bytes, registered were ${file.byteLength}`)
  }
  const content = await git.run(['cat-file', 'blob', ref], { maxOutputBytes: size + 1024 })
  return memorySource(ref, content)
}
