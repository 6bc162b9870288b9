import { z } from 'zod'
import type { Comment, Issue, WorkflowRun } from '../ports/github.ts'

/** The fields we read of GitHub's comment. */
export interface ApiComment {
  readonly id: number
  readonly body?: string | null
  readonly html_url: string
  readonly user: { readonly login: string } | null
}

/** The fields we read of GitHub's issue. Pull requests are listed among issues, and bear `pull_request`. */
export interface ApiIssue {
  readonly number: number
  readonly title: string
  readonly body?: string | null
  readonly state: string
  readonly html_url: string
  readonly user: { readonly login: string } | null
  readonly labels: readonly (string | { readonly name?: string })[]
  readonly pull_request?: unknown
}

/** GitHub's name for the author of what a deleted account wrote. */
const GHOST = 'ghost'

export function commentOf({ id, body, html_url, user }: ApiComment): Comment {
  return { id, body: body ?? '', author: user?.login ?? GHOST, url: html_url }
}

export function issueOf({ number, title, body, state, html_url, user, labels }: ApiIssue): Issue {
  return {
    number,
    title,
    body: body ?? '',
    state: state === 'closed' ? 'closed' : 'open',
    author: user?.login ?? GHOST,
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    url: html_url,
  }
}

const runDetails = z.object({ workflow_run_id: z.number(), html_url: z.string() })

/** What `return_run_details` answers, which octokit's types do not know yet. The run is as old as the response. */
export function runOf(data: unknown, date: string | undefined): WorkflowRun {
  const { workflow_run_id: id, html_url: url } = runDetails.parse(data)
  const at = Date.parse(date ?? '')
  const createdAt = new Date(Number.isNaN(at) ? Date.now() : at).toISOString()
  return { id, status: 'queued', createdAt, url }
}
