import {
  BODY_MAX_CHARACTERS,
  type Clock,
  type Comment,
  type GitHub,
  type GitHubContext,
  GitHubError,
  hostCapabilities,
  type Issue,
  type WorkflowRun,
} from '@mlops-actions/core'
import type { GitHubRecord } from './recorded.ts'

export interface MemoryGitHub extends GitHub {
  /** A pull request that comments may go to; the context's own one exists from the start. */
  addPullRequest(number: number): void
  /** A comment by someone, as if it had been there before. */
  addComment(issue: number, body: string, author?: string): Comment
  /** An issue by someone. */
  addIssue(issue: Partial<Omit<Issue, 'number' | 'url'>> & { readonly title: string }): Issue
  /** A workflow file that may be dispatched; any other is a 404. */
  addWorkflow(file: string): void
  /** Every run that was started is over from now on. */
  finishRuns(): void
  /** A commit or branch without files of its own; asking for a file at an unknown one is refused. */
  addCommit(ref: string): void
  /** A file of the repository at a commit or branch. */
  addFile(path: string, ref: string, content: string | Uint8Array): void
}

const SELF = 'github-actions[bot]'

/** GitHub in maps, with the refusals that matter: 404 for what does not exist, 422 for what is too long. */
export function memoryGitHub(context: GitHubContext, clock: Clock, record: GitHubRecord): MemoryGitHub {
  const host = hostCapabilities(context.serverUrl)
  const repository = context.repository
    ? `${context.repository.owner}/${context.repository.name}`
    : 'unknown/unknown'
  const web = `${context.serverUrl}/${repository}`
  const discussions = new Set<number>()
  const workflows = new Set<string>()
  const files = new Map<string, Uint8Array>()
  const commits = new Set<string>()
  const runs: (WorkflowRun & { readonly workflow: string })[] = []
  let ids = 1000
  let numbers = context.pullRequest?.number ?? 0
  if (context.pullRequest) {
    discussions.add(context.pullRequest.number)
    commits.add(context.pullRequest.baseSha).add(context.pullRequest.headSha)
  }
  if (context.sha !== undefined) commits.add(context.sha)

  const notFound = (what: string) => new GitHubError(404, `GitHub 404: ${what} not found`)
  const checkBody = (body: string | undefined) => {
    if ((body ?? '').length > BODY_MAX_CHARACTERS) throw new GitHubError(422, 'GitHub 422: body is too long')
  }

  function addComment(issue: number, body: string, author = SELF): Comment {
    if (!discussions.has(issue)) throw notFound(`issue ${issue}`)
    checkBody(body)
    ids += 1
    const comment = { id: ids, body, author, url: `${web}/issues/${issue}#issuecomment-${ids}` }
    record.comments.push({ ...comment, issue })
    return comment
  }

  function addIssue(issue: Partial<Omit<Issue, 'number' | 'url'>> & { readonly title: string }): Issue {
    checkBody(issue.body)
    numbers += 1
    const created: Issue = {
      body: '',
      state: 'open',
      author: SELF,
      labels: [],
      ...issue,
      number: numbers,
      url: `${web}/issues/${numbers}`,
    }
    discussions.add(numbers)
    record.issues.push(created)
    return created
  }

  return {
    kind: 'memory',
    context,
    host,
    self: async () => SELF,

    async comments(issue) {
      if (!discussions.has(issue)) throw notFound(`issue ${issue}`)
      return record.comments
        .filter((comment) => comment.issue === issue)
        .map(({ id, body, author, url }) => ({ id, body, author, url }))
    },
    createComment: async (issue, body) => addComment(issue, body),
    async updateComment(id, body) {
      const position = record.comments.findIndex((comment) => comment.id === id)
      const found = record.comments[position]
      if (!found) throw notFound(`comment ${id}`)
      checkBody(body)
      const { issue, ...comment } = { ...found, body }
      record.comments[position] = { ...comment, issue }
      return comment
    },
    async deleteComment(id) {
      const position = record.comments.findIndex((comment) => comment.id === id)
      if (position < 0) throw notFound(`comment ${id}`)
      record.comments.splice(position, 1)
    },

    async issues({ state, label }) {
      return record.issues
        .filter((issue) => issue.labels.includes(label) && (state === 'all' || issue.state === state))
        .sort((a, b) => b.number - a.number)
    },
    createIssue: async (issue) => addIssue(issue),
    async updateIssue(number, change) {
      const position = record.issues.findIndex((issue) => issue.number === number)
      const found = record.issues[position]
      if (!found) throw notFound(`issue ${number}`)
      checkBody(change.body)
      const changed = { ...found, ...change }
      record.issues[position] = changed
      return changed
    },

    async dispatchWorkflow(workflow, ref, inputs) {
      if (!workflows.has(workflow)) throw notFound(`workflow ${workflow}`)
      if (Object.keys(inputs).length > host.dispatchInputLimit) {
        throw new GitHubError(422, `GitHub 422: at most ${host.dispatchInputLimit} inputs`)
      }
      ids += 1
      const run = {
        id: ids,
        status: 'queued',
        createdAt: toSecond(new Date(clock.now()).toISOString()),
        url: `${web}/actions/runs/${ids}`,
      }
      runs.unshift({ ...run, workflow })
      record.dispatches.push({ workflow, ref, inputs })
      return host.dispatchRunDetails ? run : undefined
    },
    async workflowRuns(workflow, { createdAfter }) {
      if (!workflows.has(workflow)) throw notFound(`workflow ${workflow}`)
      return runs
        .filter((run) => run.workflow === workflow && run.createdAt >= toSecond(createdAfter))
        .map(({ id, status, createdAt, url }) => ({ id, status, createdAt, url }))
    },

    async createDeployment(deployment) {
      ids += 1
      record.deployments.push({ ...deployment, id: ids, statuses: [] })
      return { id: ids }
    },
    async deployments({ environment, task }) {
      return record.deployments
        .filter((deployment) => deployment.environment === environment && deployment.task === task)
        .map(({ id, ref }) => ({ id, sha: context.sha ?? ref }))
        .reverse()
    },
    async setDeploymentStatus(id, status) {
      const deployment = record.deployments.find((deployment) => deployment.id === id)
      if (!deployment) throw notFound(`deployment ${id}`)
      deployment.statuses.push(status)
    },

    async createCheckRun(check) {
      ids += 1
      record.checkRuns.push({ ...check, id: ids })
      return { id: ids, url: `${web}/runs/${ids}` }
    },

    async fileAt(path, ref) {
      if (!commits.has(ref)) throw notFound(`commit ${ref}`)
      return files.get(`${ref}:${path}`)
    },

    addPullRequest(number) {
      discussions.add(number)
      numbers = Math.max(numbers, number)
    },
    addComment,
    addIssue,
    addWorkflow: (file) => void workflows.add(file),
    finishRuns() {
      for (const [i, run] of runs.entries()) runs[i] = { ...run, status: 'completed' }
    },
    addCommit: (ref) => void commits.add(ref),
    addFile(path, ref, content) {
      commits.add(ref)
      files.set(`${ref}:${path}`, typeof content === 'string' ? new TextEncoder().encode(content) : content)
    },
  }
}

/** GitHub's times have whole seconds. */
function toSecond(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z')
}
