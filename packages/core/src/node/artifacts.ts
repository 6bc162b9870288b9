import { describeError } from '../run/describe-error.ts'
import type { Env } from '../ports/env.ts'
import type { Files } from '../ports/files.ts'
import type { HostCapabilities } from '../ports/github.ts'
import type { Artifacts } from '../ports/storage.ts'

/**
 * The run's artifacts through @actions/artifact, which is loaded (it and Azure's client are 4 MB of code) only when
 * something is uploaded. It reads its tokens from the process' environment itself.
 */
export function actionsArtifacts(env: Env, host: HostCapabilities, files: Files): Artifacts {
  return {
    async upload(name, paths, root) {
      if (!host.artifacts) {
        return {
          kind: 'unavailable',
          reason:
            'GitHub Enterprise Server has no artifact service of this kind; use actions/upload-artifact@v3',
        }
      }
      if (env.get('ACTIONS_RUNTIME_TOKEN') === undefined || env.get('ACTIONS_RESULTS_URL') === undefined) {
        return { kind: 'unavailable', reason: 'this job has no artifact service (no ACTIONS_RUNTIME_TOKEN)' }
      }
      try {
        const { DefaultArtifactClient } = await import('@actions/artifact')
        const absolute = paths.map((path) => files.resolve(path))
        const { id, digest } = await new DefaultArtifactClient().uploadArtifact(
          name,
          absolute,
          files.resolve(root),
        )
        if (id === undefined) return { kind: 'unavailable', reason: 'the artifact service gave no id' }
        return { kind: 'stored', id: String(id), ...(digest !== undefined && { digest: `sha256:${digest}` }) }
      } catch (error) {
        return { kind: 'unavailable', reason: describeError(error) }
      }
    },
  }
}
