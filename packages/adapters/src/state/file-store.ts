import type { Files } from '@mlops-actions/core'
import type { StateStore } from '@mlops-actions/rollout'

const STATE_MAX_BYTES = 1024 * 1024

/**
 * State in a file, for targets that cannot hold it. It outlives the job only where the folder does: a runner on the
 * router's own machine, or a shared disk.
 */
export function fileStateStore(files: Files, path: string): StateStore {
  return {
    async read() {
      if ((await files.stat(path)) === undefined) return undefined
      return new TextDecoder().decode(await files.read(path, { maxBytes: STATE_MAX_BYTES }))
    },
    write: (text) => files.write(path, text),
  }
}
