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
}

export type StickyOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly comment: Comment }
  /** A later run has written it meanwhile; what we know is older than what stands there. */
  | { readonly kind: 'superseded'; readonly comment: Comment }

/**
 * One comment that is kept up to date instead of a new one a push. It is recognised by its marker and its author, on all
 * pages; where two runs raced and made two, the oldest is the one that is kept.
 * @throws GitHubError when GitHub refuses, RangeError from {@link encodeMarker}
 */
export async function stickyComment(github: GitHub, sticky: StickyComment): Promise<StickyOutcome> {
  const { issue, kind, key, run } = sticky
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
  const oldest = ours[0]?.comment
  if (!oldest) return { kind: 'created', comment: await github.createComment(issue, body) }
  if (oldest.body === body) return { kind: 'unchanged', comment: oldest }
  return { kind: 'updated', comment: await github.updateComment(oldest.id, body) }
}
