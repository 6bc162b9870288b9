import { isRefusal, permissionRemedy } from '../github/permission.ts'
import type { Runtime } from '../runtime.ts'
import { describeError } from '../run/describe-error.ts'

/** What became of one place a report is shown. */
export type Surface =
  | { readonly kind: 'published'; readonly detail: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Shows something in one place. A failure is a warning that says what to do, never an exception: a report that could not
 * be posted says nothing about the model.
 * @param scope the permission GitHub asks for there, named in the warning when it refuses
 */
export async function attempt(
  { log, github }: Pick<Runtime, 'log' | 'github'>,
  place: string,
  show: () => Promise<Surface>,
  scope?: string,
): Promise<Surface> {
  try {
    return await show()
  } catch (error) {
    const reason = describeError(error)
    const remedy =
      scope !== undefined && isRefusal(error) ? `\n${permissionRemedy(scope, 'write', github.context)}` : ''
    log.warning(`The ${place} could not be written: ${reason}${remedy}`, {
      title: 'Report not shown everywhere',
    })
    return { kind: 'failed', reason }
  }
}
