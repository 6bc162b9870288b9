import {
  applyEvent,
  digestBytes,
  emptyState,
  eventDigest,
  type ModelState,
  type RegistryEvent,
} from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'
import { pointerText } from '../../packages/registry/src/state/pointer.ts'

type Part = {
  readonly [K in RegistryEvent['kind']]: Partial<RegistryEvent> & { readonly kind: K }
}[RegistryEvent['kind']]

/** An event that follows from the state, with what a test says about it. */
function event(state: ModelState, part: Part & Readonly<Record<string, unknown>>): RegistryEvent {
  const version = part.version ?? 1
  const common = {
    schema: 'mlops-actions/event/v1',
    model: 'm',
    sequence: state.sequence + 1,
    at: '2026-01-01T00:00:00.000Z',
    origin: {},
    previousEvent: state.lastEvent,
    version,
    modelDigest: digestBytes(String(version)),
  }
  return { ...common, ...defaults[part.kind], ...part } as RegistryEvent
}

const defaults = {
  register: { recordDigest: digestBytes('record'), evidence: [] },
  'attach-evidence': { evidence: [digestBytes('evidence')] },
  promote: { stage: 'staging', from: null, evidence: [], policyDigest: digestBytes('policy') },
  rollback: { stage: 'staging', policyDigest: digestBytes('policy'), reason: 'errors' },
  quarantine: { reason: 'errors' },
  deprecate: { reason: 'there is a better one' },
  retire: { reason: 'there is a better one' },
}

function after(state: ModelState, part: Part & Readonly<Record<string, unknown>>): ModelState {
  const result = applyEvent(state, event(state, part))
  if (result.kind === 'misfit') throw new Error(result.misfit.reason)
  return result.state
}

const ref = (version: number) => ({ version, modelDigest: digestBytes(String(version)) })
const two = [1, 2].reduce((state, version) => after(state, { kind: 'register', version }), emptyState('m'))
const live = after(after(two, { kind: 'promote', version: 1 }), { kind: 'promote', version: 2, from: ref(1) })

describe('a state is folded from events', () => {
  it('promotion, rollback and override move pointer and quarantine together', () => {
    expect(live.stages.get('staging')).toMatchObject({ version: 2, previous: [{ version: 1 }] })
    const back = after(live, { kind: 'rollback', version: 1, from: ref(2) })
    expect(back.stages.get('staging')).toMatchObject({
      version: 1,
      previous: [{ version: 2 }, { version: 1 }],
    })
    expect(back.versions.get(2)?.quarantined).toEqual({ reason: 'errors', event: back.lastEvent })
    const forced = after(back, {
      kind: 'promote',
      version: 2,
      from: ref(1),
      override: true,
      reason: 'false alarm',
    })
    expect(forced.versions.get(2)?.quarantined).toBe(undefined)
    expect(back.versions.get(2)?.quarantined).toBeDefined() // States are values: the old one is as it was.
  })

  it.each<[string, ModelState, Part & Readonly<Record<string, unknown>>, string]>([
    ['a gap in the sequence', two, { kind: 'quarantine', sequence: 9 }, 'sequence'],
    ['another event before it', two, { kind: 'quarantine', previousEvent: digestBytes('x') }, 'chain'],
    ['no event before it', two, { kind: 'quarantine', previousEvent: null }, 'chain'],
    ['a version number left out', two, { kind: 'register', version: 4 }, 'version'],
    ['a version number used again', two, { kind: 'register', version: 2 }, 'version'],
    ['evidence for a version nobody registered', two, { kind: 'attach-evidence', version: 3 }, 'version'],
    ['a version cited with other bytes', two, { kind: 'promote', modelDigest: digestBytes('x') }, 'digest'],
    ['a stage that held something', live, { kind: 'promote', version: 1 }, 'pointer'],
    ['a stage that held something else', live, { kind: 'promote', version: 1, from: ref(1) }, 'pointer'],
    [
      'a rollback from other bytes',
      live,
      { kind: 'rollback', from: { ...ref(2), modelDigest: digestBytes('x') } },
      'digest',
    ],
    ['a promotion out of quarantine', after(two, { kind: 'quarantine' }), { kind: 'promote' }, 'quarantine'],
    [
      'an override without a reason',
      after(two, { kind: 'quarantine' }),
      { kind: 'promote', override: true },
      'quarantine',
    ],
  ])('and one with %s does not fit', (_, state, part, kind) => {
    expect(applyEvent(state, event(state, part))).toMatchObject({ kind: 'misfit', misfit: { kind } })
  })

  it('each event is named by its content', () => {
    const one = event(two, { kind: 'quarantine' })
    expect(eventDigest(one)).toBe(eventDigest({ ...one }))
    expect(eventDigest(one)).not.toBe(eventDigest({ ...one, at: '2026-01-01T00:00:00.001Z' }))
  })
})

describe('the pointer file', () => {
  it('shows the newest fifty of what the stage held; the state knows all', () => {
    let state = live
    for (let n = 0; n < 60; n++) {
      const from = state.stages.get('staging')!.version
      state = after(state, { kind: 'promote', version: 3 - from, from: ref(from) })
    }
    const pointer = state.stages.get('staging')!
    expect(pointer.previous).toHaveLength(61)
    const shown: unknown = JSON.parse(pointerText(pointer))
    expect(shown).toMatchObject({ version: pointer.version, previous: { length: 50 } })
    expect(pointerText(pointer).length).toBeLessThan(16_384)
  })
})
