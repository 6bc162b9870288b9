import { type CommitResult, type RegistryStore, type Snapshot, transact } from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'
import { codeOf } from './support/world.ts'

/** A store that loses the first `losses` races, and a clock that only moves when asked to sleep. */
function setting(losses: number, randomByte = 255) {
  const slept: number[] = []
  let now = 0
  let head = 0
  const store: RegistryStore = {
    name: 'test',
    head: async (): Promise<Snapshot> => ({
      revision: String(head),
      paths: new Set(),
      read: async () => new Map(),
    }),
    commit: async (base): Promise<CommitResult> => {
      if (head < losses) {
        head++
        return { kind: 'lost', reason: 'stale info' }
      }
      return { kind: 'committed', revision: `${base.revision}+` }
    },
    async *history() {},
  }
  const ports = {
    clock: { now: () => now, sleep: async (ms: number) => void ((now += ms), slept.push(ms)) },
    random: { bytes: (count: number) => new Uint8Array(count).fill(randomByte) },
  }
  return { store, ports, slept }
}

const change = { message: 'x', files: new Map([['registry.json', '{}']]) }

describe('transact', () => {
  it('decides again on what the winner left, not on what it saw first', async () => {
    const { store, ports } = setting(3)
    const seen: (string | null)[] = []
    const outcome = await transact(store, ports, async (snapshot) => {
      seen.push(snapshot.revision)
      return { kind: 'commit', change, result: snapshot.revision }
    })
    expect(seen).toEqual(['0', '1', '2', '3'])
    expect(outcome).toEqual({ result: '3', revision: '3+', tries: 4 })
  })

  it('a decision that was allowed can be refused after a lost race', async () => {
    const { store, ports } = setting(1)
    const outcome = await transact(store, ports, async ({ revision }) =>
      revision === '0' ? { kind: 'commit', change, result: 'allowed' } : { kind: 'keep', result: 'refused' },
    )
    expect(outcome).toEqual({ result: 'refused', revision: '1', tries: 2 })
  })

  it('waits a random time below a doubling bound of at most 5 s, and gives up after 30 tries or two minutes', async () => {
    const { store, ports, slept } = setting(99)
    const always = async () => ({ kind: 'commit', change, result: 0 }) as const
    await expect(transact(store, ports, always)).rejects.toMatchObject({
      code: 'busy',
      message: 'test was changed by others at every try (stale info)',
    })
    expect(slept.slice(0, 7)).toEqual([99, 199, 399, 799, 1599, 3199, 4999])
    expect(Math.max(...slept)).toBeLessThanOrEqual(5_000)
    expect(slept.length).toBeLessThanOrEqual(30)

    const eager = setting(99, 0)
    expect(await codeOf(transact(eager.store, eager.ports, always))).toBe('busy')
    expect(eager.slept).toEqual(Array(30).fill(0))
  })

  it('stops when the job is cancelled', async () => {
    const { store, ports } = setting(99)
    const cancel = new AbortController()
    const work = transact(store, { ...ports, signal: cancel.signal }, async () => {
      cancel.abort(new Error('cancelled'))
      return { kind: 'commit', change, result: 0 }
    })
    await expect(work).rejects.toThrow('cancelled')
  })
})
