import type { Finding } from '@mlops-actions/policy'
import { ANNOTATIONS_PER_KIND } from '../limits.ts'
import type { Runtime } from '../runtime.ts'

/**
 * Says of every finding that does not pass why, at its rule in the policy file. The runner drops all but the first few
 * of a kind, one of which the conclusion needs: the rest are plain lines.
 */
export function annotateFindings({ log }: Pick<Runtime, 'log'>, findings: readonly Finding[]): void {
  const left = { warn: ANNOTATIONS_PER_KIND - 1, fail: ANNOTATIONS_PER_KIND - 1 }
  for (const finding of findings) {
    const { outcome, id, source } = finding
    if (outcome === 'pass') continue
    const message = sentence(finding)
    if (left[outcome]-- <= 0) {
      log.info(`${id}: ${message}`)
      continue
    }
    const annotation = { title: id, ...(source ? { location: source } : {}) }
    if (outcome === 'fail') log.error(message, annotation)
    else log.warning(message, annotation)
  }
}

function sentence({ title, reason, remedy }: Finding): string {
  return [`${title}: ${reason}.`, remedy].filter((part) => part !== undefined).join(' ')
}
