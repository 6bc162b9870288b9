import { createHash } from 'node:crypto'

export interface TreeEntry {
  readonly name: string
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly sha: string
}

export interface Signature {
  readonly name: string
  readonly email: string
  /** ISO 8601, whole seconds: git keeps no more. */
  readonly date: string
}

export interface Commit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Signature
  readonly committer: Signature
}

/** Git's objects and references in memory, under the names git itself would give them. */
export interface GitStore {
  readonly refs: Map<string, string>
  readonly blobs: Map<string, Uint8Array>
  readonly trees: Map<string, readonly TreeEntry[]>
  readonly commits: Map<string, Commit>
  putBlob(content: Uint8Array): string
  putTree(entries: readonly TreeEntry[]): string
  putCommit(commit: Commit): string
  /** A commit by its name, a branch, a tag or a full reference. */
  resolve(name: string): string | undefined
  /** Whether `ancestor` is reachable from `descendant`; a commit reaches itself. */
  isAncestor(ancestor: string, descendant: string): boolean
  /** Every file and folder below a tree by its path. */
  walk(tree: string, prefix?: string): readonly (TreeEntry & { readonly path: string })[]
}

export function createGitStore(): GitStore {
  const refs = new Map<string, string>()
  const blobs = new Map<string, Uint8Array>()
  const trees = new Map<string, readonly TreeEntry[]>()
  const commits = new Map<string, Commit>()
  const put = <T>(objects: Map<string, T>, type: string, bytes: Uint8Array, object: T): string => {
    const sha = objectName(type, bytes)
    objects.set(sha, object)
    return sha
  }
  const store: GitStore = {
    refs,
    blobs,
    trees,
    commits,
    putBlob: (content) => put(blobs, 'blob', content, content),
    putTree(entries) {
      const sorted = entries.toSorted((a, b) => Buffer.compare(sortKey(a), sortKey(b)))
      return put(trees, 'tree', Buffer.concat(sorted.map(encodeEntry)), sorted)
    },
    putCommit: (commit) => put(commits, 'commit', Buffer.from(encodeCommit(commit)), commit),
    resolve(name) {
      if (commits.has(name)) return name
      return refs.get(name) ?? refs.get(`refs/heads/${name}`) ?? refs.get(`refs/tags/${name}`)
    },
    isAncestor(ancestor, descendant) {
      const seen = new Set<string>()
      const open = [descendant]
      for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
        if (sha === ancestor) return true
        if (seen.has(sha)) continue
        seen.add(sha)
        open.push(...(commits.get(sha)?.parents ?? []))
      }
      return false
    },
    walk(tree, prefix = '') {
      return (trees.get(tree) ?? []).flatMap((entry) => {
        const path = prefix + entry.name
        const below = entry.type === 'tree' ? store.walk(entry.sha, `${path}/`) : []
        return [{ ...entry, path }, ...below]
      })
    },
  }
  return store
}

/** SHA-1 of `<type> <length>\0<bytes>`: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function objectName(type: string, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Git sorts a folder as if its name ended in a slash. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.type === 'tree' ? `${entry.name}/` : entry.name)
}

function encodeEntry({ mode, name, sha }: TreeEntry): Buffer {
  return Buffer.concat([Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(sha, 'hex')])
}

function encodeCommit({ tree, parents, author, committer, message }: Commit): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${encodeSignature(author)}`,
    `committer ${encodeSignature(committer)}`,
  ]
  return `${lines.join('\n')}\n\n${message}`
}

function encodeSignature({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`
}
