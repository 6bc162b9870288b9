import type { Conclusion, Runtime } from '@mlops-actions/core'
import {
  type GateAnswer,
  type GateQuestion,
  planOf,
  type RulePlan,
  type SelfTest,
  selfTest,
} from '@mlops-actions/policy'
import { code, formatNumber, md, plural, table, type TableColumn } from '@mlops-actions/report'

/** Below this chance a rule more often says nothing than yes: worth a reader's look. */
const WEAK = 0.8

/** What a policy can do, before it guards anything. Leaves a job summary and no report: it is no evidence for a model. */
export async function rehearse(
  mode: 'plan' | 'self-test',
  question: GateQuestion,
  answer: GateAnswer,
  model: string,
  runtime: Runtime,
): Promise<Conclusion> {
  return mode === 'plan' ? plan(answer, model, runtime) : test(question, model, runtime)
}

const planColumns: readonly TableColumn<RulePlan>[] = [
  { head: 'Rule', cell: ({ id, title }) => `${code(id)}<br>${md(title)}` },
  { head: 'Test', cell: ({ method, problem }) => (problem === undefined ? md(method ?? '') : md(problem)) },
  { head: 'Rows', right: true, cell: ({ n }) => (n === undefined ? '' : n.toLocaleString('en')) },
  { head: 'Chance to pass', right: true, cell: ({ power }) => (power === undefined ? '' : percent(power)) },
  {
    head: 'Margin it could prove',
    right: true,
    cell: ({ detectable }) => (detectable === undefined ? '' : formatNumber(detectable)),
  },
]

async function plan(
  answer: GateAnswer,
  model: string,
  { log, summary, outputs }: Runtime,
): Promise<Conclusion> {
  const plans = planOf(answer)
  for (const { id, method, n, power, detectable, problem } of plans) {
    const said =
      problem ??
      `${method}, ${n} rows: passes ${power === undefined ? 'unknown' : percent(power)} of the time${detectable === undefined ? '' : `, could prove a margin of ${formatNumber(detectable)}`}`
    log.info(`${id}: ${said}`)
  }
  const weak = plans.filter(
    ({ power, problem }) => problem === undefined && power !== undefined && power < WEAK,
  )
  const unmade = plans.filter(({ problem }) => problem !== undefined)
  const message = `${model}: ${plural(plans.length, 'check')} planned, ${weak.length} with less than ${percent(WEAK)} chance to pass, ${unmade.length} without an interval`
  await summary.append(
    `## ${md(message)}\n\nThe chance of a comparison is for a candidate exactly as good as the baseline, of a bound for the value as it is now.\n\n${table(planColumns, plans)}\n`,
  )
  await outputs.set('verdict', unmade.length + weak.length === 0 ? 'pass' : 'warn')
  return { ok: true, message }
}

const testColumns: readonly TableColumn<SelfTest>[] = [
  { head: 'Rule', cell: ({ id, title }) => `${code(id)}<br>${md(title)}` },
  { head: 'A model beside itself', cell: ({ same }) => same ?? 'not compared' },
  { head: 'Shuffled answers', cell: ({ broken }) => broken },
  { head: '', cell: ({ verdict }) => words[verdict] },
]

const words: Readonly<Record<SelfTest['verdict'], string>> = {
  alive: 'alive',
  'cannot-fail': '**cannot fail**',
  'fails-the-same': '**fails an equal model**',
}

async function test(
  question: GateQuestion,
  model: string,
  { log, summary, outputs }: Runtime,
): Promise<Conclusion> {
  const tests = selfTest(question)
  if (tests === undefined || tests.length === 0) {
    const why = question.evidence.ok
      ? 'no rule about a metric of predictions'
      : question.evidence.problem.reason
    await outputs.set('verdict', 'fail')
    return { ok: false, message: `${model} cannot be tested: ${why}` }
  }
  const dead = tests.filter(({ verdict }) => verdict !== 'alive')
  for (const { id, same, broken, verdict } of tests) {
    log.info(`${verdict.padEnd(14)} ${id}: beside itself ${same ?? 'not compared'}, shuffled ${broken}`)
  }
  const message =
    dead.length === 0
      ? `${model}: all ${plural(tests.length, 'check')} are alive`
      : `${model}: ${dead.length} of ${plural(tests.length, 'check')} guard nothing: ${dead.map(({ id }) => id).join(', ')}`
  await summary.append(`## ${md(message)}\n\n${table(testColumns, tests)}\n`)
  await outputs.set('verdict', dead.length === 0 ? 'pass' : 'fail')
  return { ok: dead.length === 0, message }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
