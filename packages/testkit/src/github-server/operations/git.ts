import { type Call, created, list, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import type { Commit, GitStore, Signature, TreeEntry } from '../git-store.ts'
import { notFound, Refusal } from '../refusal.ts'
import { BOT, htmlUrl, repositoryUrl } from '../represent.ts'

const BOT_EMAIL = '41898282+github-actions[bot]@users.noreply.github.com'

export const git: Operations = {
  [`GET ${REPO}/git/ref/{ref}`](call) {
    const name = `refs/${call.path['ref']}`
    if (!call.state.git.refs.has(name)) throw notFound()
    return ok(refJson(call, name))
  },

  [`GET ${REPO}/git/matching-refs/{ref}`](call) {
    const prefix = `refs/${call.path['ref']}`
    const names = [...call.state.git.refs.keys()].filter((name) => name.startsWith(prefix)).sort()
    return list(names.map((name) => refJson(call, name)))
  },

  [`POST ${REPO}/git/refs`](call) {
    const { git } = call.state
    const name = call.body['ref'] as string
    const sha = call.body['sha'] as string
    if (!/^refs\/[^/]+\/.+/.test(name)) throw new Refusal(422, `${name} is not a valid ref name.`)
    if (git.refs.has(name)) throw new Refusal(422, 'Reference already exists')
    if (!git.commits.has(sha)) throw new Refusal(422, 'Object does not exist')
    git.refs.set(name, sha)
    return created(refJson(call, name))
  },

  // The compare-and-swap of everything kept in git: a push that does not build on the current head is refused.
  [`PATCH ${REPO}/git/refs/{ref}`](call) {
    const { git } = call.state
    const name = `refs/${call.path['ref']}`
    const sha = call.body['sha'] as string
    const current = git.refs.get(name)
    if (current === undefined) throw new Refusal(422, 'Reference does not exist')
    if (!git.commits.has(sha)) throw new Refusal(422, 'Object does not exist')
    if (call.body['force'] !== true && !git.isAncestor(current, sha)) {
      throw new Refusal(422, 'Update is not a fast forward')
    }
    git.refs.set(name, sha)
    return ok(refJson(call, name))
  },

  [`DELETE ${REPO}/git/refs/{ref}`](call) {
    const name = `refs/${call.path['ref']}`
    if (!call.state.git.refs.delete(name)) throw new Refusal(422, 'Reference does not exist')
    return { status: 204 }
  },

  [`POST ${REPO}/git/blobs`](call) {
    const encoding = (call.body['encoding'] as string | undefined) ?? 'utf-8'
    const text = call.body['content'] as string
    const sha = call.state.git.putBlob(Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8'))
    return created({ sha, url: `${repositoryUrl(call)}/git/blobs/${sha}` })
  },

  [`GET ${REPO}/git/blobs/{file_sha}`](call) {
    const sha = String(call.path['file_sha'])
    const content = call.state.git.blobs.get(sha)
    if (!content) throw notFound()
    const given = {
      sha,
      size: content.length,
      encoding: 'base64',
      content: Buffer.from(content).toString('base64'),
    }
    return ok(call.contract.complete('blob', { ...given, url: `${repositoryUrl(call)}/git/blobs/${sha}` }))
  },

  [`POST ${REPO}/git/trees`](call) {
    const { git } = call.state
    const base = call.body['base_tree'] as string | undefined
    const baseTree = base === undefined ? undefined : (git.commits.get(base)?.tree ?? base)
    if (baseTree !== undefined && !git.trees.has(baseTree))
      throw new Refusal(422, 'base_tree is not a valid tree oid')
    const files = new Map<string, TreeEntry>(
      baseTree === undefined
        ? []
        : git
            .walk(baseTree)
            .flatMap((entry) => (entry.type === 'tree' ? [] : [[entry.path, entry] as const])),
    )
    for (const entry of call.body['tree'] as readonly JsonObject[]) applyEntry(git, files, entry)
    return created(treeJson(call, writeTree(git, files), false))
  },

  [`GET ${REPO}/git/trees/{tree_sha}`](call) {
    const { git } = call.state
    const name = String(call.path['tree_sha'])
    const commit = git.resolve(name)
    const sha = commit === undefined ? name : git.commits.get(commit)!.tree
    if (!git.trees.has(sha)) throw notFound()
    return ok(treeJson(call, sha, call.query['recursive'] !== undefined))
  },

  [`POST ${REPO}/git/commits`](call) {
    const { git } = call.state
    const tree = call.body['tree'] as string
    const parents = (call.body['parents'] ?? []) as readonly string[]
    if (!git.trees.has(tree)) throw new Refusal(422, 'Tree SHA does not exist')
    if (parents.some((parent) => !git.commits.has(parent)))
      throw new Refusal(422, 'Parent SHA does not exist or is not a commit object')
    const author = signature(call, call.body['author'])
    const committer = call.body['committer'] === undefined ? author : signature(call, call.body['committer'])
    const sha = git.putCommit({ tree, parents, message: call.body['message'] as string, author, committer })
    return created(commitJson(call, sha))
  },

  [`GET ${REPO}/git/commits/{commit_sha}`](call) {
    const sha = String(call.path['commit_sha'])
    if (!call.state.git.commits.has(sha)) throw notFound()
    return ok(commitJson(call, sha))
  },
}

/** Applies one entry of a POST to the flat list of files: content, an object's name, or null to remove. */
function applyEntry(git: GitStore, files: Map<string, TreeEntry>, entry: JsonObject): void {
  const path = (entry['path'] as string | undefined) ?? ''
  if (
    path === '' ||
    path.split('/').some((part) => part === '' || part === '.' || part === '..' || part === '.git')
  ) {
    throw new Refusal(422, `tree.path contains a malformed path component: ${path}`)
  }
  if (entry['sha'] === null) {
    for (const known of files.keys()) {
      if (known === path || known.startsWith(`${path}/`)) files.delete(known)
    }
    return
  }
  const mode = (entry['mode'] as string | undefined) ?? '100644'
  const content = entry['content'] as string | undefined
  const sha = content === undefined ? (entry['sha'] as string | undefined) : git.putBlob(Buffer.from(content))
  if (sha === undefined) throw new Refusal(422, 'tree.sha or tree.content must be given')
  const isTree = mode === '040000'
  if (!(isTree ? git.trees.has(sha) : git.blobs.has(sha)))
    throw new Refusal(422, `tree.sha ${sha} is not a valid object`)
  for (const known of files.keys()) if (known.startsWith(`${path}/`)) files.delete(known)
  if (!isTree) {
    files.set(path, { name: path, mode, type: 'blob', sha })
    return
  }
  for (const below of git.walk(sha, `${path}/`)) if (below.type !== 'tree') files.set(below.path, below)
}

/** Makes the nested trees of a flat list of files and returns the outermost. */
export function writeTree(git: GitStore, files: ReadonlyMap<string, TreeEntry>): string {
  const direct: TreeEntry[] = []
  const folders = new Map<string, Map<string, TreeEntry>>()
  for (const [path, entry] of files) {
    const [first = '', ...rest] = path.split('/')
    if (rest.length === 0) direct.push({ ...entry, name: first })
    else {
      const folder = folders.get(first) ?? new Map<string, TreeEntry>()
      folders.set(first, folder.set(rest.join('/'), entry))
    }
  }
  const nested = [...folders].map(
    ([name, inside]): TreeEntry => ({ name, mode: '040000', type: 'tree', sha: writeTree(git, inside) }),
  )
  return git.putTree([...direct, ...nested])
}

function signature(call: Call, value: unknown): Signature {
  const given = (value ?? {}) as { name?: string; email?: string; date?: string }
  const date = new Date(given.date ?? call.now).toISOString().replace(/\.\d+Z$/, 'Z')
  return { name: given.name ?? BOT, email: given.email ?? BOT_EMAIL, date }
}

function refJson(call: Call, name: string): JsonObject {
  const sha = call.state.git.refs.get(name)!
  return call.contract.complete('git-ref', {
    ref: name,
    url: `${repositoryUrl(call)}/git/${name}`,
    object: { type: 'commit', sha, url: `${repositoryUrl(call)}/git/commits/${sha}` },
  })
}

function treeJson(call: Call, sha: string, recursive: boolean): JsonObject {
  const { git } = call.state
  const entries = recursive
    ? git.walk(sha)
    : git.trees.get(sha)!.map((entry) => ({ ...entry, path: entry.name }))
  return call.contract.complete('git-tree', {
    sha,
    url: `${repositoryUrl(call)}/git/trees/${sha}`,
    truncated: false,
    tree: entries.map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      url: `${repositoryUrl(call)}/git/${entry.type}s/${entry.sha}`,
      ...(entry.type === 'blob' ? { size: git.blobs.get(entry.sha)!.length } : {}),
    })),
  })
}

export function commitJson(call: Call, sha: string): JsonObject {
  const commit: Commit = call.state.git.commits.get(sha)!
  const api = `${repositoryUrl(call)}/git`
  return call.contract.complete('git-commit', {
    sha,
    message: commit.message,
    author: { ...commit.author },
    committer: { ...commit.committer },
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${htmlUrl(call)}/commit/${parent}`,
    })),
    url: `${api}/commits/${sha}`,
    html_url: `${htmlUrl(call)}/commit/${sha}`,
  })
}
