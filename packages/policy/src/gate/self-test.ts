import { seededRandom } from '@mlops-actions/stats'
import type { Finding, Status } from '../finding.ts'
import { metricFacts } from '../metrics/catalogue.ts'
import type { Rule } from '../schema/gate.ts'
import type { Answers, Evidence, Values } from './evidence/evidence.ts'
import { take } from './evidence/sample.ts'
import { judgeGate } from './judge-gate.ts'
import type { GateQuestion } from './judge-gate.ts'
import { kindOf } from './kinds/index.ts'

/** What became of one rule when the answer was known beforehand. */
export interface SelfTest {
  readonly id: string
  readonly title: string
  /** A model beside itself: it must not fail. Undefined where there is no baseline, or the rule does not compare. */
  readonly same: Status | undefined
  /** A model whose answers were dealt out at random among the rows: it must not pass. */
  readonly broken: Status
  readonly verdict: 'alive' | 'cannot-fail' | 'fails-the-same'
}

/**
 * Proves that a policy is alive before it guards anything. The production model is judged beside itself, where every
 * comparison that fails is a false alarm; then the candidate's answers are shuffled among the rows, which leaves their
 * distribution and takes away all they know: a rule that passes that cannot fail. Rules on gaps between groups, requests and foreign
 * numbers are not asked. Undefined when there is no evidence to plant in.
 */
export function selfTest(question: GateQuestion): readonly SelfTest[] | undefined {
  const { evidence, gate } = question
  if (!evidence.ok) return undefined
  const rules = gate.rules.filter(plantable)
  if (rules.length === 0) return []
  const judged = (planted: Evidence): ReadonlyMap<string, Finding> => {
    const { findings } = judgeGate({
      ...question,
      gate: { ...gate, rules, waivers: [] },
      evidence: { ok: true, value: planted },
    })
    return new Map(findings.map((finding) => [finding.id, finding]))
  }
  const own = evidence.value
  const same =
    own.baseline.kind === 'present' ? judged({ ...own, candidate: own.baseline.answers }) : undefined
  const broken = judged({ ...own, candidate: shuffled(own.candidate, own.rows, gate.seed ?? 1) })
  return [...broken.values()].map((finding) => {
    const beside = same?.get(finding.id)
    const compares = beside?.improvement !== undefined
    return {
      id: finding.id,
      title: finding.title,
      same: compares ? beside.status : undefined,
      broken: finding.status,
      verdict: verdictOf(finding.status, compares ? beside.status : undefined),
    }
  })
}

/**
 * Answers without knowledge are worse in every metric that has a better side. A gap between groups they close, and a
 * bias they keep: of those rules they say nothing.
 */
function plantable(rule: Rule): boolean {
  const { name } = kindOf(rule)
  if (!('metric' in rule) || !['threshold', 'non-inferiority', 'slice-hunt'].includes(name)) return false
  return rule.metric === 'negative_flip_rate' || metricFacts(rule.metric)?.direction !== 'none'
}

function verdictOf(broken: Status, same: Status | undefined): SelfTest['verdict'] {
  if (broken === 'pass') return 'cannot-fail'
  return same === 'fail' || same === 'warn' ? 'fails-the-same' : 'alive'
}

/** The same answers on other rows (R. Durstenfeld's shuffle). */
function shuffled({ scores, predictions }: Answers, rows: number, seed: number): Answers {
  const random = seededRandom(seed)
  const order = Uint32Array.from({ length: rows }, (_, i) => i)
  for (let i = rows - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  const dealt = <V extends Values>(values: V): V => take(values, order)
  return { predictions: dealt(predictions), ...(scores ? { scores: dealt(scores) } : {}) }
}
