import { createHash } from 'node:crypto'
import { createGitStore, type GitStore, type TreeEntry } from './git-store.ts'
import { nextNumber } from './operations/issues.ts'
import { writeTree } from './operations/git.ts'
import type { GitHubState, IssueState, PullState } from './state.ts'

/** What a repository holds before the first request. */
export interface GitHubSeed {
  readonly owner?: string
  readonly repo?: string
  readonly defaultBranch?: string
  /** The first commit of the default branch. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Commits that exist without objects: those of GITHUB_SHA in a test that has no repository. */
  readonly commits?: readonly string[]
  readonly issues?: readonly SeedIssue[]
  readonly pulls?: readonly (SeedIssue & Partial<PullState>)[]
  readonly comments?: readonly { readonly issue: number; readonly body: string; readonly author: string }[]
  /** File names (`retrain.yml`), with the inputs they take when those matter. */
  readonly workflows?: readonly (string | { readonly file: string; readonly inputs: readonly string[] })[]
  readonly artifacts?: readonly {
    readonly name: string
    readonly run: number
    readonly content: Uint8Array
    readonly headSha?: string
    readonly headRepositoryId?: number
  }[]
}

export interface SeedIssue {
  readonly number?: number
  readonly title: string
  readonly body?: string
  readonly author?: string
  readonly labels?: readonly string[]
  readonly state?: 'open' | 'closed'
}

const REPOSITORY_ID = 1_000_001
const MAINTAINER = 'octocat'

/** The state of a seed. `at` is the time everything in it was made, ISO 8601. */
export function seedState(seed: GitHubSeed, at: string, nextId: () => number): GitHubState {
  const defaultBranch = seed.defaultBranch ?? 'main'
  const git = createGitStore()
  const head = firstCommit(git, seed.files ?? { 'README.md': '# A repository\n' }, at)
  git.refs.set(`refs/heads/${defaultBranch}`, head)

  const issues: IssueState[] = []
  const addIssue = (issue: SeedIssue, pull?: PullState): void => {
    const state = issue.state ?? 'open'
    issues.push({
      id: nextId(),
      number: issue.number ?? nextNumber(issues),
      title: issue.title,
      body: issue.body ?? '',
      state,
      stateReason: state === 'closed' ? 'completed' : null,
      labels: [...(issue.labels ?? [])],
      author: issue.author ?? MAINTAINER,
      createdAt: at,
      updatedAt: at,
      closedAt: state === 'closed' ? at : null,
      ...(pull ? { pull } : {}),
    })
  }
  for (const issue of seed.issues ?? []) addIssue(issue)
  for (const pull of seed.pulls ?? []) {
    addIssue(pull, {
      headSha: pull.headSha ?? fakeSha(`head of ${pull.title}`),
      headRef: pull.headRef ?? 'topic',
      baseSha: pull.baseSha ?? head,
      baseRef: pull.baseRef ?? defaultBranch,
      fromFork: pull.fromFork ?? false,
    })
  }
  const labels = [...new Set(issues.flatMap((issue) => issue.labels))]
  return {
    repository: {
      id: REPOSITORY_ID,
      owner: seed.owner ?? 'octo',
      name: seed.repo ?? 'models',
      defaultBranch,
    },
    knownCommits: new Set(seed.commits),
    git,
    issues,
    comments: (seed.comments ?? []).map((comment) => ({
      ...comment,
      id: nextId(),
      createdAt: at,
      updatedAt: at,
    })),
    labels: labels.map((name) => ({ id: nextId(), name, color: 'ededed' })),
    checkRuns: [],
    workflows: (seed.workflows ?? []).map((workflow) => {
      const { file, ...inputs } = typeof workflow === 'string' ? { file: workflow } : workflow
      return { id: nextId(), path: `.github/workflows/${file}`, ...inputs }
    }),
    workflowRuns: [],
    repositoryDispatches: [],
    deployments: [],
    artifacts: (seed.artifacts ?? []).map((artifact) => ({
      id: nextId(),
      name: artifact.name,
      run: artifact.run,
      content: artifact.content,
      digest: `sha256:${createHash('sha256').update(artifact.content).digest('hex')}`,
      headSha: artifact.headSha ?? head,
      headRepositoryId: artifact.headRepositoryId ?? REPOSITORY_ID,
      createdAt: at,
    })),
    attestations: [],
  }
}

function firstCommit(git: GitStore, files: NonNullable<GitHubSeed['files']>, at: string): string {
  const entries = Object.entries(files).map(([path, content]): [string, TreeEntry] => {
    const sha = git.putBlob(typeof content === 'string' ? Buffer.from(content) : content)
    return [path, { name: path, mode: '100644', type: 'blob', sha }]
  })
  const author = { name: MAINTAINER, email: `${MAINTAINER}@users.noreply.github.com`, date: at }
  const tree = writeTree(git, new Map(entries))
  return git.putCommit({ tree, parents: [], message: 'Initial commit', author, committer: author })
}

function fakeSha(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
