import type { Judgement } from '../judge.ts'
import type { Step } from '../machine.ts'
import type { RolloutState } from '../state.ts'
import { countText, elapsedText, evidenceText } from '../text.ts'

/** One line a look, for the live log: what was seen, and how far it is from a decision. */
export function lookLine(before: RolloutState, judgement: Judgement, now: number): string {
  const head = `${before.weight} % for ${elapsedText(now - Date.parse(before.stepAt))}`
  const kpis = judgement.kpis.map(({ name, totals, harm, promote }) => {
    const canary = `${countText(totals.canaryTotal)} requests, ${countText(totals.canaryEvents)} ${name}`
    const stable = `${countText(totals.stableTotal)}, ${countText(totals.stableEvents)}`
    const harmful = `harm evidence ${evidenceText(harm.log)} of ${evidenceText(harm.needed)} needed`
    const safe = `safety evidence ${evidenceText(promote.log)} of ${evidenceText(promote.needed)}`
    return `${canary} vs ${stable}; ${harmful}, ${safe}`
  })
  return `${head}: ${kpis.join(' | ')}`
}

/** What a step does, for the log and for deployment statuses. */
export function stepLine(step: Step): string {
  switch (step.kind) {
    case 'shift':
      return `Shifting the canary to ${step.split.canary} %: ${step.reason}`
    case 'wait':
      return `Staying at ${step.split.canary} %: ${step.reason}`
    case 'promote':
      return `Promoting the canary to 100 %: ${step.reason}`
    case 'roll-back':
      return `Rolling back to ${step.split.canary} %: ${step.reason}`
    case 'stop':
      return `Holding at ${step.split.canary} %: ${step.reason}`
  }
}
