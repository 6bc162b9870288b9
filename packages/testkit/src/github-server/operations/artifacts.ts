import { type Call, list, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { notFound } from '../refusal.ts'
import { repositoryUrl } from '../represent.ts'
import type { ArtifactState } from '../state.ts'

export const artifacts: Operations = {
  [`GET ${REPO}/actions/artifacts`]: (call) => named(call, call.state.artifacts),

  [`GET ${REPO}/actions/runs/{run_id}/artifacts`]: (call) =>
    named(
      call,
      call.state.artifacts.filter(({ run }) => run === call.path['run_id']),
    ),

  [`GET ${REPO}/actions/artifacts/{artifact_id}`]: (call) => ok(artifactJson(call, artifactOf(call))),

  // The zip itself lies behind a short-lived address that asks for no credentials.
  [`GET ${REPO}/actions/artifacts/{artifact_id}/{archive_format}`](call) {
    const { id } = artifactOf(call)
    if (call.path['archive_format'] !== 'zip') throw notFound()
    return { status: 302, headers: { location: `${call.apiUrl}/_blobs/artifacts/${id}.zip` } }
  },
}

function named(call: Call, found: readonly ArtifactState[]) {
  const { name } = call.query
  const wanted = found.filter((artifact) => name === undefined || artifact.name === name)
  return list(
    wanted.toReversed().map((artifact) => artifactJson(call, artifact)),
    'artifacts',
  )
}

function artifactOf({ state, path }: Call): ArtifactState {
  const artifact = state.artifacts.find(({ id }) => id === path['artifact_id'])
  if (!artifact) throw notFound()
  return artifact
}

function artifactJson(call: Call, artifact: ArtifactState): JsonObject {
  const url = `${repositoryUrl(call)}/actions/artifacts/${artifact.id}`
  return call.contract.complete('artifact', {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.content.length,
    digest: artifact.digest,
    expired: false,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: new Date(Date.parse(artifact.createdAt) + 90 * 86_400_000).toISOString(),
    url,
    archive_download_url: `${url}/zip`,
    workflow_run: {
      id: artifact.run,
      repository_id: call.state.repository.id,
      head_repository_id: artifact.headRepositoryId,
      head_branch: call.state.repository.defaultBranch,
      head_sha: artifact.headSha,
    },
  })
}
