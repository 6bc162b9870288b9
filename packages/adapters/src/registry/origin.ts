import { type GitHub, UserError } from '@mlops-actions/core'
import { DataError } from '@mlops-actions/data'
import { LineageError } from '@mlops-actions/lineage'
import { type Origin, RegistryError } from '@mlops-actions/registry'

/** Who does it and in which run, for the registry's events. */
export function originOf({ context }: Pick<GitHub, 'context'>): Origin {
  const { actor, serverUrl, repository, workflowRef, workflow, runId, runAttempt } = context
  const inRun = runId !== undefined
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(inRun ? { server: serverUrl, runId } : {}),
    ...(repository ? { repository: `${repository.owner}/${repository.name}` } : {}),
    ...((workflowRef ?? workflow) === undefined ? {} : { workflow: workflowRef ?? workflow }),
    ...(runAttempt === undefined ? {} : { runAttempt }),
  }
}

/** The registry's errors as the user's: it refuses for reasons they can mend, and says how. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DataError) throw new UserError(error.code, error.message, { cause: error })
    if (!(error instanceof RegistryError) && !(error instanceof LineageError)) throw error
    const { code, message, remedy } = error
    throw new UserError(code, message, { cause: error, ...(remedy === undefined ? {} : { remedy }) })
  }
}
