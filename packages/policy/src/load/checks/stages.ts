import type { ModelPolicy } from '../../schema/document.ts'
import type { Complaint } from '../issues.ts'
import { suggestion } from '../nearest.ts'

/** Names used once, every `after` a stage that exists, and no stage that waits for itself. */
export function stageComplaints({ stages = [] }: Partial<ModelPolicy>): readonly Complaint[] {
  const names = stages.map(({ name }) => name)
  const before = new Map(stages.map(({ name, after }) => [name, after]))
  return stages.flatMap(({ name, after }, index): readonly Complaint[] => {
    if (names.indexOf(name) < index) {
      return [{ keys: ['stages', index, 'name'], message: `a second stage called \`${name}\`` }]
    }
    if (after === undefined) return []
    const keys = ['stages', index, 'after']
    if (!before.has(after)) {
      return [
        {
          keys,
          message: `there is no stage ${JSON.stringify(after)}, expected one of ${[...before.keys()].join(', ')}${suggestion(after, names)}`,
        },
      ]
    }
    return waitsForItself(name, before)
      ? [{ keys, message: `\`${name}\` waits for itself through its \`after\`` }]
      : []
  })
}

function waitsForItself(name: string, before: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>()
  let stage = before.get(name)
  while (stage !== undefined && !seen.has(stage)) {
    if (stage === name) return true
    seen.add(stage)
    stage = before.get(stage)
  }
  return false
}
