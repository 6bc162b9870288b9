import { z } from 'zod'
import { RolloutError } from './error.ts'
import type { Counts } from './ports.ts'

const instant = z.iso.datetime()
const percent = z.number().min(0).max(100)
const count = z.int().min(0)
/** Milliseconds after `startedAt`: short, so that 400 looks stay small. */
const offset = z.int().min(0)

/** [end of the window, canary events, canary requests, stable events, stable requests] */
const look = z.tuple([offset, count, count, count, count])

/**
 * All that is needed to go on, or to undo, from another machine. It lies on the target, never holds a secret, and the
 * looks in it give back every e-process exactly: the judge is a pure function of (plan, looks).
 */
export const rolloutStateSchema = z.strictObject({
  v: z.literal(1),
  id: z.string().min(1).max(64),
  target: z.string().max(500),
  model: z.string().max(200),
  version: z.string().max(200).optional(),
  /** Which is which: whoever undoes this must not take the policy's word, which may have been swapped since. */
  arms: z.strictObject({ stable: z.string().max(200), canary: z.string().max(200) }),
  /** What each arm said it serves; absent when nobody asked. */
  digests: z.strictObject({ stable: z.string().max(100).optional(), canary: z.string().max(100).optional() }),
  plan: z.array(percent).min(1).max(20),
  /** How many of the plan's steps have been entered; 0 is before the first shift. */
  step: z.int().min(0),
  /** Percent of traffic the canary was last given. */
  weight: percent,
  startedAt: instant,
  stepAt: instant,
  deadline: instant,
  lease: z.strictObject({ holder: z.string().max(300), until: instant, seq: count }),
  rollback: z.strictObject({ stable: percent, canary: percent }),
  /** [moment, percent]: every shift, the first one included. */
  shifts: z.array(z.tuple([offset, percent])).max(64),
  /** End of the last window that was read, or of the start: the next window begins there. */
  readTo: offset,
  /** Since when no evidence has come; absent while it comes. */
  blindSince: instant.optional(),
  looks: z.record(z.string().max(60), z.array(look).max(1000)),
  configDigest: z.string().max(100),
  verdict: z.enum(['running', 'promoting', 'promoted', 'rolling-back', 'rolled-back', 'held']),
  /** Why it ended as it did, or is about to. */
  reason: z.string().max(1000).optional(),
  deploymentId: z.int().optional(),
})

export type RolloutState = Readonly<z.infer<typeof rolloutStateSchema>>
export type Look = z.infer<typeof look>
export type RolloutVerdict = RolloutState['verdict']

/** Nothing is left to do: traffic is where it shall stay. */
export function isTerminal(verdict: RolloutVerdict): boolean {
  switch (verdict) {
    case 'promoted':
    case 'rolled-back':
    case 'held':
      return true
    case 'running':
    case 'promoting':
    case 'rolling-back':
      return false
  }
}

export function serializeState(state: RolloutState): string {
  return JSON.stringify(state)
}

/** @throws RolloutError `state-invalid`: somebody else wrote there, or a newer version of this action. */
export function parseState(text: string): RolloutState {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new RolloutError('state-invalid', 'the rollout state on the target is not JSON', { cause })
  }
  const parsed = rolloutStateSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)').slice(0, 5)
  throw new RolloutError(
    'state-invalid',
    `the rollout state on the target is not valid at ${where.join(', ')}`,
    {
      remedy: 'check who wrote it; delete it once the weights are where they should be',
    },
  )
}

export function toCounts([, canaryEvents, canaryTotal, stableEvents, stableTotal]: Look): Counts {
  return { canaryEvents, canaryTotal, stableEvents, stableTotal }
}

/** The moment of an offset in the state. */
export function momentOf(state: Pick<RolloutState, 'startedAt'>, offsetMs: number): number {
  return Date.parse(state.startedAt) + offsetMs
}
