import type { Octokit } from '@octokit/rest'
import { UserError } from '../error.ts'
import type { GitHub, GitHubContext } from '../ports/github.ts'
import { type ClientOptions, octokitClient } from './client.ts'
import { fileAt } from './file-at.ts'
import { hostCapabilities } from './host.ts'
import { type ApiComment, type ApiIssue, commentOf, issueOf, runOf } from './shapes.ts'
import { translated } from './refusal.ts'

/** Who posts with the token GitHub gives every job. */
const JOB_LOGIN = 'github-actions[bot]'
const PAGE = 100

export interface Repository {
  readonly owner: string
  readonly repo: string
}

/** GitHub over octokit. The client is loaded and connected on the first call. */
export function liveGitHub(context: GitHubContext, options: Omit<ClientOptions, 'apiUrl'>): GitHub {
  const host = hostCapabilities(context.serverUrl)
  let client: Promise<Octokit> | undefined
  let login: Promise<string> | undefined

  function call<T>(act: (octokit: Octokit, repository: Repository) => Promise<T>): Promise<T> {
    return translated(async () => {
      client ??= octokitClient({ ...options, apiUrl: context.apiUrl })
      return act(await client, repositoryOf(context))
    })
  }

  return {
    kind: 'live',
    context,
    host,
    self: () => (login ??= call(loginOf)),

    comments: (issue) =>
      call(async (octokit, repository) => {
        const request = { ...repository, issue_number: issue, per_page: PAGE }
        const comments: ApiComment[] = await octokit.paginate(octokit.rest.issues.listComments, request)
        return comments.map(commentOf)
      }),
    createComment: (issue, body) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.issues.createComment({ ...repository, issue_number: issue, body })
        return commentOf(data)
      }),
    updateComment: (id, body) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.issues.updateComment({ ...repository, comment_id: id, body })
        return commentOf(data)
      }),
    deleteComment: (id) =>
      call(async (octokit, repository) => {
        await octokit.rest.issues.deleteComment({ ...repository, comment_id: id })
      }),

    issues: ({ state, label }) =>
      call(async (octokit, repository) => {
        const request = { ...repository, state, labels: label, sort: 'created', direction: 'desc' } as const
        const found: ApiIssue[] = await octokit.paginate(octokit.rest.issues.listForRepo, {
          ...request,
          per_page: PAGE,
        })
        return found.filter((issue) => issue.pull_request === undefined).map(issueOf)
      }),
    createIssue: ({ title, body, labels }) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.issues.create({ ...repository, title, body, labels: [...labels] })
        return issueOf(data)
      }),
    updateIssue: (number, { labels, ...change }) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.issues.update({
          ...repository,
          ...change,
          issue_number: number,
          ...(labels && { labels: [...labels] }),
        })
        return issueOf(data)
      }),

    dispatchWorkflow: (workflow, ref, inputs) =>
      call(async (octokit, repository) => {
        const { status, data, headers } = await octokit.request(
          'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
          {
            ...repository,
            workflow_id: workflow,
            ref,
            inputs: { ...inputs },
            ...(host.dispatchRunDetails && { return_run_details: true }),
          },
        )
        return (status as number) === 200 ? runOf(data, headers.date) : undefined
      }),
    workflowRuns: (workflow, { createdAfter }) =>
      call(async (octokit, repository) => {
        const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRuns, {
          ...repository,
          workflow_id: workflow,
          created: `>=${createdAfter.replace(/\.\d+Z$/, 'Z')}`,
          per_page: PAGE,
        })
        return runs.map(({ id, status, created_at, html_url }) => ({
          id,
          status: status ?? 'unknown',
          createdAt: created_at,
          url: html_url,
        }))
      }),

    createDeployment: ({ production, payload, ...deployment }) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.repos.createDeployment({
          ...repository,
          ...deployment,
          payload: { ...payload },
          production_environment: production,
          auto_merge: false,
          required_contexts: [],
        })
        if (!('id' in data))
          throw new UserError('deployment-not-created', `GitHub made no deployment: ${data.message}`)
        return { id: data.id }
      }),
    deployments: (filter) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.repos.listDeployments({
          ...repository,
          ...filter,
          per_page: PAGE,
        })
        return data.map(({ id, sha }) => ({ id, sha }))
      }),
    setDeploymentStatus: (id, { state, description, logUrl }) =>
      call(async (octokit, repository) => {
        await octokit.rest.repos.createDeploymentStatus({
          ...repository,
          deployment_id: id,
          state,
          description,
          ...(logUrl !== undefined && { log_url: logUrl }),
        })
      }),

    createCheckRun: ({ name, headSha, conclusion, title, summary }) =>
      call(async (octokit, repository) => {
        const { data } = await octokit.rest.checks.create({
          ...repository,
          name,
          head_sha: headSha,
          status: 'completed',
          conclusion,
          output: { title, summary },
        })
        return { id: data.id, url: data.html_url ?? '' }
      }),

    fileAt: (path, ref) => call((octokit, repository) => fileAt(octokit, repository, path, ref)),
  }
}

/**
 * The login our comments carry. REST has no answer for an installation token (`GET /user` is refused), GraphQL's viewer
 * has (seen to give `<app>[bot]`, fullsend-ai/fullsend#1953). A server that knows neither gets the job's own login.
 */
async function loginOf(octokit: Octokit): Promise<string> {
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    return viewer.login
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : undefined
    if (status !== undefined && status !== 403 && status !== 404) throw error
    return JOB_LOGIN
  }
}

function repositoryOf({ repository }: GitHubContext): Repository {
  if (!repository) {
    throw new UserError('no-repository', 'GITHUB_REPOSITORY does not name a repository as owner/name', {
      remedy: 'Outside GitHub Actions, set GITHUB_REPOSITORY or leave out the token.',
    })
  }
  return { owner: repository.owner, repo: repository.name }
}
