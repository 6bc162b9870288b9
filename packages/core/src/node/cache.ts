import { describeError } from '../run/describe-error.ts'
import type { Env } from '../ports/env.ts'
import type { Log } from '../ports/log.ts'
import type { Cache } from '../ports/storage.ts'

/** The repository's cache through @actions/cache, loaded only when used. A miss, a refusal and a failure are all "no". */
export function actionsCache(env: Env, log: Pick<Log, 'debug'>): Cache {
  const present = () =>
    env.get('ACTIONS_RUNTIME_TOKEN') !== undefined &&
    (env.get('ACTIONS_RESULTS_URL') ?? env.get('ACTIONS_CACHE_URL')) !== undefined

  return {
    async restore(key, paths) {
      if (!present()) return false
      try {
        const { restoreCache } = await import('@actions/cache')
        // The service takes a key for a prefix; only the key itself is what was asked for.
        return (await restoreCache([...paths], key)) === key
      } catch (error) {
        log.debug(`the cache gave nothing for ${key}: ${describeError(error)}`)
        return false
      }
    },
    async save(key, paths) {
      if (!present()) return { kind: 'unavailable', reason: 'this job has no cache service' }
      try {
        const { saveCache } = await import('@actions/cache')
        const id = await saveCache([...paths], key)
        return id < 0
          ? {
              kind: 'unavailable',
              reason: 'the cache service did not take it (read-only, or it holds the key already)',
            }
          : { kind: 'stored', id: String(id) }
      } catch (error) {
        return { kind: 'unavailable', reason: describeError(error) }
      }
    },
  }
}
