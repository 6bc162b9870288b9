import { describeError, isRefusal, permissionRemedy, type Runtime } from '@mlops-actions/core'

/**
 * Does something on GitHub that the verdict does not hang on. A failure is a warning with what to do about it, and
 * undefined: that an issue could not be written says nothing about the data.
 */
export async function attempt<T>(
  { log, github }: Pick<Runtime, 'log' | 'github'>,
  what: string,
  scope: 'issues' | 'actions',
  body: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await body()
  } catch (error) {
    const remedy = isRefusal(error) ? `\n${permissionRemedy(scope, 'write', github.context)}` : ''
    log.warning(`${what}: ${describeError(error)}${remedy}`, {
      title: 'The verdict stands, an effect failed',
    })
    return undefined
  }
}
