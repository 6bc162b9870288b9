import type { Finding, Status } from '@mlops-actions/policy'
import type { Runtime } from '../runtime.ts'

/** How each status is said before the rule's own words, which state what should have held. */
const said: Readonly<Record<Status, string>> = {
  pass: 'Met',
  warn: 'Not met',
  fail: 'Not met',
  inconclusive: 'Cannot tell',
  incomparable: 'Not comparable',
  error: 'Not judged',
  waived: 'Waived',
}

/** Says of every finding that does not pass why, at its rule in the policy file. The log caps how many are shown. */
export function annotateFindings({ log }: Pick<Runtime, 'log'>, findings: readonly Finding[]): void {
  for (const finding of findings) {
    const { outcome, id, source } = finding
    if (outcome === 'pass') continue
    const annotation = { title: id, ...(source ? { location: source } : {}) }
    if (outcome === 'fail') log.error(sentence(finding), annotation)
    else log.warning(sentence(finding), annotation)
  }
}

function sentence({ status, title, reason, remedy }: Finding): string {
  return [`${said[status]}: ${title}.`, `${capitalised(reason)}.`, remedy]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** A word only: a reason that begins with the name of a file keeps it as it is spelled. */
function capitalised(text: string): string {
  if (!/^[a-z]+[:,]? /.test(text)) return text
  return text.charAt(0).toUpperCase() + text.slice(1)
}
