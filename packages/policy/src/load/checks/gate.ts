import { kindOf, readsPredictions } from '../../gate/kinds/index.ts'
import type { RuleContext } from '../../gate/kinds/kind.ts'
import { slicesOf } from '../../gate/columns-needed.ts'
import { ruleId } from '../../gate/rule-id.ts'
import type { Task } from '../../metrics/catalogue.ts'
import type { ModelPolicy } from '../../schema/document.ts'
import type { DataSpec, GateSpec, Rule } from '../../schema/gate.ts'
import type { Complaint } from '../issues.ts'
import { suggestion } from '../nearest.ts'

/** What the schema cannot see in `gate`: each rule by its kind, names that collide, waivers that cover nothing. */
export function gateComplaints({ task, data, gate }: Partial<ModelPolicy>): readonly Complaint[] {
  if (!gate) return []
  return [
    ...(data || !readsPredictions(gate) ? [] : [NO_DATA]),
    ...(task && data ? dataComplaints(task, data) : []),
    ...(task ? gate.rules.flatMap((rule, index) => ruleComplaints(rule, index, { task, data })) : []),
    ...nameComplaints(gate),
    ...waiverComplaints(gate),
  ]
}

const NO_DATA: Complaint = {
  keys: ['gate'],
  message: '`gate`: needs `data` beside it, to know which columns hold the id, the label and the score',
}

function dataComplaints(task: Task, data: DataSpec): readonly Complaint[] {
  const complaints: Complaint[] = []
  if (task !== 'binary') {
    for (const key of ['score', 'positive', 'threshold'] as const) {
      if (data[key] === undefined) continue
      complaints.push({
        keys: ['data', key],
        onKey: true,
        message: `\`${key}\` means something for binary models only; the task is ${task}`,
      })
    }
  }
  if (data.score === undefined && data.prediction === undefined) {
    const column = task === 'binary' ? '`score` (or `prediction`)' : '`prediction`'
    complaints.push({
      keys: ['data'],
      onKey: true,
      message: `missing key ${column}: the column with what the model said`,
    })
  }
  if (data.threshold !== undefined && !Number.isFinite(data.threshold)) {
    complaints.push({
      keys: ['data', 'threshold'],
      message: `found ${data.threshold}, expected a finite number`,
    })
  }
  return [...complaints, ...roleComplaints(data)]
}

/** One column in two roles compares a thing with itself, and always passes. */
function roleComplaints(data: DataSpec): readonly Complaint[] {
  const roles = ['id', 'label', 'score', 'prediction', 'weight'] as const
  const taken = new Map<string, string>()
  const complaints: Complaint[] = []
  for (const role of roles) {
    const column = data[role]
    if (column === undefined) continue
    const other = taken.get(column)
    if (other === undefined) taken.set(column, role)
    else
      complaints.push({
        keys: ['data', role],
        message: `the column ${JSON.stringify(column)} is already the \`${other}\``,
      })
  }
  return complaints
}

function ruleComplaints(rule: Rule, index: number, context: RuleContext): readonly Complaint[] {
  return kindOf(rule)
    .check(rule, context)
    .map(({ keys, message }) => ({ keys: ['gate', 'rules', index, ...keys], message }))
}

/** Findings, waivers and charts go by the id; two rules may share one only when they cut the data differently. */
function nameComplaints({ rules }: GateSpec): readonly Complaint[] {
  const first = new Map<string, number>()
  const complaints: Complaint[] = []
  for (const [index, rule] of rules.entries()) {
    const columns = Object.keys(slicesOf(rule) ?? {})
      .sort()
      .join(', ')
    const name = columns === '' ? ruleId(rule) : `${ruleId(rule)} by ${columns}`
    const other = first.get(name)
    if (other === undefined) {
      first.set(name, index)
      continue
    }
    const message = `rule ${index + 1} has the name of rule ${other + 1}, ${JSON.stringify(name)}; give one of them an \`id\``
    complaints.push({ keys: ['gate', 'rules', index], message })
  }
  return complaints
}

function waiverComplaints({ waivers = [], rules }: GateSpec): readonly Complaint[] {
  const ids = rules.map(ruleId)
  const seen = new Set<string>()
  const complaints: Complaint[] = []
  for (const [index, { rule, until }] of waivers.entries()) {
    const keys = ['gate', 'waivers', index]
    if (seen.has(rule))
      complaints.push({ keys: [...keys, 'rule'], message: `a second waiver for ${JSON.stringify(rule)}` })
    seen.add(rule)
    const [covered] = rule.split('[', 1) as [string]
    if (!ids.includes(covered)) {
      const message = `there is no rule ${JSON.stringify(covered)} to waive${suggestion(covered, ids)}`
      complaints.push({ keys: [...keys, 'rule'], message })
    }
    const day = new Date(`${until}T00:00:00Z`)
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== until) {
      complaints.push({
        keys: [...keys, 'until'],
        message: `found ${JSON.stringify(until)}, expected a day that exists`,
      })
    }
  }
  return complaints
}
