import type { Comment, GitHub } from '../ports/github.ts'
import { encodeMarker, findMarker, isLater, type RunStamp } from './marker.ts'

export interface StickyComment {
  /** The pull request or issue it stands on. */
  readonly issue: number
  /** With `key`, what makes it the same comment the next time. */
  readonly kind: string
  readonly key: string
  /** Markdown without the marker, which is added as the last line. */
  readonly body: string
  readonly run?: RunStamp
  readonly state?: unknown
  /** Default `update`. */
  readonly mode?: CommentMode
}

/**
 * - `update`: one comment, brought up to date where it stands;
 * - `recreate`: one comment, at the end of the conversation: the old one goes once the new one stands;
 * - `append`: a comment a run, as a history; a re-run brings its own up to date;
 * - `existing`: as `update`, but none is begun.
 */
export type CommentMode = 'update' | 'recreate' | 'append' | 'existing'

export type StickyOutcome =
  | { readonly kind: 'created' | 'recreated' | 'updated' | 'unchanged'; readonly comment: Comment }
  /** A later run has written it meanwhile; what we know is older than what stands there. */
  | { readonly kind: 'superseded'; readonly comment: Comment }
  /** There is none, and none was to be begun. */
  | { readonly kind: 'absent' }

/**
 * One comment that is kept up to date instead of a new one a push. It is recognised by its marker and its author, on all
 * pages; where two runs raced and made two, the oldest is the one that is kept.
 * @throws GitHubError when GitHub refuses, RangeError from {@link encodeMarker}
 */
export async function stickyComment(github: GitHub, sticky: StickyComment): Promise<StickyOutcome> {
  const { issue, kind, key, run, mode = 'update' } = sticky
  const body = `${sticky.body.trimEnd()}\n\n${encodeMarker(kind, key, sticky.state, run)}`
  const marked = (await github.comments(issue))
    .map((comment) => ({ comment, marker: findMarker(comment.body) }))
    .filter(({ marker }) => marker?.kind === kind && marker.key === key)
  // Who we are costs a request, and matters only where somebody may have quoted our marker.
  const self = marked.length === 0 ? undefined : await github.self()
  const ours = marked
    .filter(({ comment }) => comment.author === self)
    .sort((a, b) => a.comment.id - b.comment.id)
  const later = ours.find(({ marker }) => isLater(marker?.run, run))
  if (later) return { kind: 'superseded', comment: later.comment }
  const mine = mode === 'append' ? ours.filter(({ marker }) => marker?.run?.id === run?.id) : ours
  const oldest = mine[0]?.comment
  if (!oldest) {
    if (mode === 'existing') return { kind: 'absent' }
    return { kind: 'created', comment: await github.createComment(issue, body) }
  }
  if (oldest.body === body) return { kind: 'unchanged', comment: oldest }
  if (mode !== 'recreate') return { kind: 'updated', comment: await github.updateComment(oldest.id, body) }
  // First the new one: a run that dies in between leaves two comments, never none.
  const comment = await github.createComment(issue, body)
  for (const { comment: old } of ours) await github.deleteComment(old.id)
  return { kind: 'recreated', comment }
}
