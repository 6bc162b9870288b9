import { Worker } from 'node:worker_threads'
import { DataError } from '../error.ts'
import type { Profile } from '../profile/profile.ts'
import type { Outcome, Share } from './share.ts'

/**
 * A worker needs a file to begin with. From source and from `lib` that is `worker` beside this one. In a bundle there is
 * none: this code lies in a chunk that cannot run alone, beside the bundle's one entry, which exports `profileWorker`.
 */
function workerModule(): string {
  // Under another name, or the bundler takes the URL for that of a file to copy.
  const here = import.meta.url
  const beside = /\/spawn\.([jt]s)$/.exec(here)
  return new URL(beside === null ? './index.js' : `./worker.${beside[1]}`, here).href
}

/** A few lines that call the module: started by its own URL, the bundle's entry would have to guess what it is for. */
const BOOT = `import { workerData } from 'node:worker_threads'
const { profileWorker } = await import(workerData.module)
await profileWorker()
`

/**
 * The share's profile, by a thread of its own. The DataError the thread met; the signal's reason once
 * it is aborted, and the thread is ended; Error when the thread ends without a word, for want of memory for example.
 */
export function profileInWorker(share: Share, signal?: AbortSignal): Promise<Profile> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const boot = new URL(`data:text/javascript,${encodeURIComponent(BOOT)}`)
    const worker = new Worker(boot, { workerData: { module: workerModule(), share } })
    const abort = (): void => {
      reject(signal!.reason as Error)
      void worker.terminate()
    }
    signal?.addEventListener('abort', abort, { once: true })
    worker.once('message', (outcome: Outcome) => {
      switch (outcome.is) {
        case 'profile':
          resolve(outcome.profile)
          break
        case 'data-error':
          reject(new DataError(outcome.code, outcome.where, outcome.what))
          break
        case 'error':
          reject(new Error(`a worker of the profile failed: ${outcome.message}`))
      }
    })
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort)
      reject(new Error(`a worker of the profile ended with code ${code}`))
    })
  })
}
