import { createHash } from 'node:crypto'
import type { BlobStore } from './blob-store.ts'
import { field, TwirpError, type TwirpRequest, type TwirpService } from './twirp.ts'

export interface StoredArtifact {
  readonly id: number
  readonly name: string
  readonly mimeType: string
  readonly createdAt: string
  /** False until the upload was finalised; until then it cannot be read. */
  finalised: boolean
  size: number
  /** `sha256:<hex>`, as the client says it. */
  digest: string
}

export interface ArtifactServiceOptions {
  readonly store: BlobStore
  readonly now: () => number
  /** The run and job the token is for. */
  readonly backendIds: { readonly run: string; readonly job: string }
}

/** `github.actions.results.api.v1.ArtifactService`, as @actions/artifact 6 calls it. */
export function createArtifactService({ store, now, backendIds }: ArtifactServiceOptions): {
  readonly artifacts: readonly StoredArtifact[]
  readonly service: TwirpService
} {
  const artifacts: StoredArtifact[] = []
  const checkRun = (request: TwirpRequest): void => {
    if (field(request, 'workflow_run_backend_id') !== backendIds.run) {
      throw new TwirpError(403, 'permission_denied', 'the token is for another run')
    }
  }
  const named = (request: TwirpRequest): StoredArtifact => {
    checkRun(request)
    const name = field(request, 'name')
    const found = artifacts.find((artifact) => artifact.name === name)
    if (!found) throw new TwirpError(404, 'not_found', `no artifact named ${name}`)
    return found
  }

  const service: TwirpService = {
    async CreateArtifact(request) {
      checkRun(request)
      const name = field(request, 'name')
      if (artifacts.some((artifact) => artifact.name === name)) {
        const message = 'an artifact with this name already exists on the workflow run'
        throw new TwirpError(409, 'already_exists', message)
      }
      artifacts.push({
        id: artifacts.length + 1,
        name,
        mimeType: text(request['mime_type']),
        createdAt: new Date(now()).toISOString(),
        finalised: false,
        size: 0,
        digest: '',
      })
      return { ok: true, signed_upload_url: store.uploadUrl(blobName(name)) }
    },

    async FinalizeArtifact(request) {
      const artifact = named(request)
      const content = await store.get(blobName(artifact.name))
      if (!content) throw new TwirpError(412, 'failed_precondition', 'nothing was uploaded')
      const [size, digest] = [Number(field(request, 'size')), text(request['hash'])]
      const actual = `sha256:${createHash('sha256').update(content).digest('hex')}`
      if (size !== content.length || (digest !== '' && digest !== actual)) {
        throw new TwirpError(
          412,
          'failed_precondition',
          `uploaded are ${content.length} bytes with ${actual}`,
        )
      }
      Object.assign(artifact, { size, digest, finalised: true })
      return { ok: true, artifact_id: String(artifact.id) }
    },

    async ListArtifacts(request) {
      checkRun(request)
      const [name, id] = [text(request['name_filter']), text(request['id_filter'])]
      const found = artifacts.filter(
        (artifact) =>
          artifact.finalised &&
          (name === '' || artifact.name === name) &&
          (id === '' || String(artifact.id) === id),
      )
      return {
        artifacts: found.map((artifact) => ({
          workflow_run_backend_id: backendIds.run,
          workflow_job_run_backend_id: backendIds.job,
          database_id: String(artifact.id),
          name: artifact.name,
          size: String(artifact.size),
          created_at: artifact.createdAt,
          ...(artifact.digest === '' ? {} : { digest: artifact.digest }),
        })),
      }
    },

    async GetSignedArtifactURL(request) {
      const { name, mimeType } = named(request)
      const fileName = mimeType === 'application/zip' || mimeType === '' ? `${name}.zip` : name
      return { signed_url: store.downloadUrl(blobName(name), fileName) }
    },

    async DeleteArtifact(request) {
      const artifact = named(request)
      artifacts.splice(artifacts.indexOf(artifact), 1)
      return { ok: true, artifact_id: String(artifact.id) }
    },
  }
  return { artifacts, service }
}

/** The blob that holds an artifact's bytes. */
export function blobName(artifact: string): string {
  return `artifact-${artifact}`
}

/** A string, or protobuf's wrapper of one. */
function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'value' in value) return text(value.value)
  return ''
}
