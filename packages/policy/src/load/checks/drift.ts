import type { ModelPolicy } from '../../schema/document.ts'
import type { Complaint } from '../issues.ts'

/** What the schema cannot see in `drift`: columns that one line wants compared and another does not. */
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
  return [...both, ...idle]
}
