import { type Call, created, list, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { invalidField, notFound } from '../refusal.ts'
import { BOT, htmlUrl, repositoryUrl, user } from '../represent.ts'
import type { CommentState } from '../state.ts'
import { BODY_MAX_CHARACTERS, bodyTooLong } from './body-limit.ts'
import { issueOf } from './issues.ts'

export const comments: Operations = {
  [`GET ${REPO}/issues/{issue_number}/comments`](call) {
    const { number } = issueOf(call)
    const since = call.query['since'] as string | undefined
    const found = call.state.comments.filter(
      (comment) => comment.issue === number && (since === undefined || comment.updatedAt >= since),
    )
    return list(found.map((comment) => commentJson(call, comment)))
  },

  [`POST ${REPO}/issues/{issue_number}/comments`](call) {
    const { number } = issueOf(call)
    const body = call.body['body'] as string
    checkComment(body)
    const comment: CommentState = {
      id: call.nextId(),
      issue: number,
      body,
      author: call.login,
      createdAt: call.now,
      updatedAt: call.now,
    }
    call.state.comments.push(comment)
    return created(commentJson(call, comment))
  },

  [`GET ${REPO}/issues/comments/{comment_id}`]: (call) => ok(commentJson(call, commentOf(call))),

  [`PATCH ${REPO}/issues/comments/{comment_id}`](call) {
    const comment = commentOf(call)
    const body = call.body['body'] as string
    checkComment(body)
    comment.body = body
    comment.updatedAt = call.now
    return ok(commentJson(call, comment))
  },

  [`DELETE ${REPO}/issues/comments/{comment_id}`](call) {
    const comment = commentOf(call)
    call.state.comments.splice(call.state.comments.indexOf(comment), 1)
    return { status: 204 }
  },
}

function commentOf({ state, path }: Call): CommentState {
  const comment = state.comments.find(({ id }) => id === path['comment_id'])
  if (!comment) throw notFound()
  return comment
}

function checkComment(body: string): void {
  if (body.trim() === '') throw invalidField('IssueComment', 'data', 'Body cannot be blank', 'unprocessable')
  if (body.length > BODY_MAX_CHARACTERS) throw bodyTooLong('IssueComment')
}

function commentJson(call: Call, comment: CommentState): JsonObject {
  const issue = call.state.issues.find(({ number }) => number === comment.issue)
  const page = issue?.pull ? 'pull' : 'issues'
  return call.contract.complete('issue-comment', {
    id: comment.id,
    body: comment.body,
    user: user(comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    url: `${repositoryUrl(call)}/issues/comments/${comment.id}`,
    issue_url: `${repositoryUrl(call)}/issues/${comment.issue}`,
    html_url: `${htmlUrl(call)}/${page}/${comment.issue}#issuecomment-${comment.id}`,
    author_association: comment.author === BOT ? 'NONE' : 'MEMBER',
  })
}
