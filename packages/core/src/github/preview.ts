import type { Comment, GitHub, GitHubContext, Issue } from '../ports/github.ts'
import type { Log } from '../ports/log.ts'
import { hostCapabilities } from './host.ts'

/** Who would have posted. Nothing read here carries it: reads are empty. */
const PREVIEW_LOGIN = 'preview'

/**
 * Stands in where there is no token, on a laptop or in another CI system: nothing is read, and what would be written is
 * shown. Its ids are below one, which no real id is.
 */
export function previewGitHub(log: Pick<Log, 'info' | 'group'>, context: GitHubContext): GitHub {
  let ids = 0

  async function would(what: string, body?: string): Promise<number> {
    await log.group(`would ${what} (no GitHub token)`, async () => {
      if (body !== undefined) log.info(body)
    })
    ids -= 1
    return ids
  }
  const comment = (id: number, body: string): Comment => ({ id, body, author: PREVIEW_LOGIN, url: '' })

  return {
    kind: 'preview',
    context,
    host: hostCapabilities(context.serverUrl),
    self: async () => PREVIEW_LOGIN,
    comments: async () => [],
    createComment: async (issue, body) => comment(await would(`post a comment on #${issue}`, body), body),
    updateComment: async (id, body) => comment(await would(`update comment ${id}`, body), body),
    async deleteComment(id) {
      await would(`delete comment ${id}`)
    },
    issues: async () => [],
    async createIssue({ title, body, labels }): Promise<Issue> {
      const number = await would(`open the issue "${title}" with ${labels.join(', ') || 'no labels'}`, body)
      return { number, title, body, labels, state: 'open', author: PREVIEW_LOGIN, url: '' }
    },
    async updateIssue(number, { title = '', body = '', labels = [], state = 'open' }) {
      await would(`update issue #${number}`, body)
      return { number, title, body, labels, state, author: PREVIEW_LOGIN, url: '' }
    },
    async dispatchWorkflow(workflow, ref, inputs) {
      await would(`start ${workflow} at ${ref}`, JSON.stringify(inputs, null, 2))
      return undefined
    },
    workflowRuns: async () => [],
    async createDeployment({ environment, task, description }) {
      return { id: await would(`create a deployment to ${environment} (${task}): ${description}`) }
    },
    deployments: async () => [],
    async setDeploymentStatus(id, { state, description }) {
      await would(`set deployment ${id} to ${state}: ${description}`)
    },
    async createCheckRun({ name, conclusion, title, summary }) {
      return { id: await would(`create the check ${name} (${conclusion}): ${title}`, summary), url: '' }
    },
    fileAt: async () => undefined,
  }
}
