import { type Call, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { notFound, Refusal } from '../refusal.ts'
import { htmlUrl, repositoryUrl } from '../represent.ts'

/** Above 1 MB GitHub leaves the content out unless it is asked for raw; above 100 MB it answers 403. */
const INLINE_MAX_BYTES = 1024 * 1024
const RAW_MAX_BYTES = 100 * 1024 * 1024
/** GitHub breaks base64 into lines of 60. */
const BASE64_LINE = /.{1,60}/g

export const contents: Operations = {
  [`GET ${REPO}/contents/{path}`](call) {
    const { git, repository } = call.state
    const ref = String(call.query['ref'] ?? repository.defaultBranch)
    const commit = git.resolve(ref)
    if (commit === undefined) throw new Refusal(404, `No commit found for the ref ${ref}`)
    const path = String(call.path['path']).replace(/\/+$/, '')
    const entries = git.walk(git.commits.get(commit)!.tree)
    const entry = entries.find((candidate) => candidate.path === path)
    if (!entry) throw notFound()
    const links = linksOf(call, path, ref)
    if (entry.type === 'tree') {
      const below = entries.filter(({ path: other }) => other.slice(0, other.lastIndexOf('/')) === path)
      return ok(
        below.map((child) => ({
          ...linksOf(call, child.path, ref),
          type: child.type === 'tree' ? 'dir' : 'file',
          name: child.name,
          path: child.path,
          sha: child.sha,
          size: git.blobs.get(child.sha)?.length ?? 0,
        })),
      )
    }
    const bytes = git.blobs.get(entry.sha)!
    if (bytes.length > RAW_MAX_BYTES) throw new Refusal(403, 'This API returns blobs up to 100 MB in size.')
    if (/\braw\b/.test(call.accept)) {
      return {
        status: 200,
        body: bytes,
        headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
      }
    }
    const inline = bytes.length <= INLINE_MAX_BYTES
    const base64 = Buffer.from(bytes).toString('base64').match(BASE64_LINE)?.join('\n') ?? ''
    return ok({
      ...links,
      type: 'file',
      name: entry.name,
      path,
      sha: entry.sha,
      size: bytes.length,
      encoding: inline ? 'base64' : 'none',
      content: inline && base64 !== '' ? `${base64}\n` : '',
    })
  },
}

function linksOf(call: Call, path: string, ref: string): JsonObject {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  const self = `${repositoryUrl(call)}/contents/${encoded}?ref=${encodeURIComponent(ref)}`
  const html = `${htmlUrl(call)}/blob/${encodeURIComponent(ref)}/${encoded}`
  return { url: self, html_url: html, git_url: self, download_url: self, _links: { self, html, git: self } }
}
