import type { ModelPolicy } from '../../schema/document.ts'
import type { DriftSpec } from '../../schema/drift.ts'
import type { Complaint } from '../issues.ts'

/** What the schema cannot see in `drift`: columns one line wants compared and another does not, bounds out of reach. */
export function driftComplaints({ drift }: Partial<ModelPolicy>): readonly Complaint[] {
  if (!drift) return []
  const { include, exclude = [], columns = {} } = drift
  const both = (include ?? []).flatMap((name, index) =>
    exclude.includes(name)
      ? [
          {
            keys: ['drift', 'include', index],
            message: `column ${JSON.stringify(name)} is also under \`exclude\``,
          },
        ]
      : [],
  )
  const idle = Object.keys(columns).flatMap((name): Complaint[] => {
    const left = exclude.includes(name)
      ? 'is under `exclude`'
      : include && !include.includes(name)
        ? 'is not under `include`'
        : undefined
    if (left === undefined) return []
    const message = `column ${JSON.stringify(name)} ${left}, so its settings have no effect`
    return [{ keys: ['drift', 'columns', name], onKey: true, message }]
  })
  return [...both, ...idle, ...budgetComplaints(drift), ...unreachable(drift)]
}

function budgetComplaints({ alpha, false_alarms: budget, every }: DriftSpec): readonly Complaint[] {
  if (budget === undefined) {
    if (every === undefined) return []
    return [{ keys: ['drift', 'every'], onKey: true, message: '`every` is read with `false_alarms` only' }]
  }
  if (alpha !== undefined) {
    const message = 'give either `alpha` or `false_alarms`: both say how often an alarm may be false'
    return [{ keys: ['drift', 'false_alarms'], message }]
  }
  if (every !== undefined) return []
  return [{ keys: ['drift', 'false_alarms'], message: 'needs `every` beside it: how often the check runs' }]
}

/** The Jensen-Shannon distance with base 2 is at most 1: a larger threshold is a rule that never fires. */
const LARGEST_DISTANCE = 1

function unreachable({ categorical_threshold: all, columns = {} }: DriftSpec): readonly Complaint[] {
  const message = (found: number): string =>
    `found ${found}, expected at most ${LARGEST_DISTANCE}, the largest Jensen-Shannon distance there is`
  const general: readonly Complaint[] =
    all === undefined || all <= LARGEST_DISTANCE
      ? []
      : [{ keys: ['drift', 'categorical_threshold'], message: message(all) }]
  const own = Object.entries(columns).flatMap(([name, { kind, threshold = 0 }]): readonly Complaint[] =>
    kind === 'categorical' && threshold > LARGEST_DISTANCE
      ? [{ keys: ['drift', 'columns', name, 'threshold'], message: message(threshold) }]
      : [],
  )
  return [...general, ...own]
}
