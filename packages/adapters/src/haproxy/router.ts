import { UserError } from '@mlops-actions/core'
import {
  parseState,
  type Placement,
  RolloutError,
  type RolloutState,
  type Router,
  sameSplit,
  serializeState,
  type Split,
  type StateStore,
} from '@mlops-actions/rollout'
import { addressText, type SocketAddress } from './address.ts'
import { checkName, expectSilence, parseWeight } from './commands.ts'
import type { CommandSocket } from './socket.ts'
import { stateVariable } from './state-variable.ts'
import { type ArmWeights, weightsFor } from './weights.ts'

export interface HaproxyOptions {
  /** Every process that serves the backend: all are written, all are read back. */
  readonly sockets: readonly SocketAddress[]
  readonly backend: string
  /** The servers of each arm. They share its traffic evenly. */
  readonly servers: { readonly stable: readonly string[]; readonly canary: readonly string[] }
  /** Where the state goes instead of HAProxy's own variables. */
  readonly store?: StateStore
}

/** What one process holds. */
interface Instance {
  readonly name: string
  readonly split: Split
  readonly state: RolloutState | undefined
}

/**
 * Traffic by the weights of a HAProxy backend, through the Runtime API (socket `level admin`; a dynamic algorithm
 * such as roundrobin). Weights set here are lost when HAProxy is reloaded, so its configuration must hold the safe
 * ones: stable 100, canary 0.
 *
 * HAProxy has no compare-and-swap. Every write reads first and reads back after, and the lease in the state names its
 * holder, so two runs that race within milliseconds both see at the next look that one of them is not it.
 * @throws UserError `bad-haproxy-name` for names that do not fit its line protocol
 */
export function haproxyRouter(socket: CommandSocket, options: HaproxyOptions): Router {
  const { sockets, servers, store } = options
  const backend = checkName('backend', options.backend)
  for (const server of [...servers.stable, ...servers.canary]) checkName('server', server)
  const variable = stateVariable(socket, backend)
  const counts: ArmWeights = { stable: servers.stable.length, canary: servers.canary.length }

  async function readInstance(address: SocketAddress): Promise<Instance> {
    const weigh = async (names: readonly string[]) => {
      let sum = 0
      for (const name of names) {
        const server = `${backend}/${name}`
        sum += parseWeight(await socket.exchange(address, `get weight ${server}`), server)
      }
      return sum
    }
    const split = toSplit({ stable: await weigh(servers.stable), canary: await weigh(servers.canary) })
    const text = store ? await store.read() : await variable.read(address)
    const state = text === undefined || text === '' ? undefined : parseState(text)
    return { name: addressText(address), split, state }
  }

  async function setWeights(address: SocketAddress, split: Split): Promise<void> {
    const weights = reachable(split, counts)
    const set = (arm: keyof ArmWeights) =>
      servers[arm].map((name) => `set server ${backend}/${name} weight ${weights[arm]}`)
    const line = [...set('canary'), ...set('stable')].join('; ')
    expectSilence(await socket.exchange(address, line), line)
  }

  async function putState(address: SocketAddress, state: RolloutState | undefined): Promise<void> {
    if (store) await store.write(state ? serializeState(state) : '')
    else if (!state) await variable.clear(address)
    else await variable.write(address, serializeState(state), state.lease.seq)
  }

  async function read(): Promise<Placement> {
    const instances: Instance[] = []
    for (const address of sockets) instances.push(await readInstance(address))
    return agree(instances)
  }

  return {
    target: `haproxy/${backend}`,
    sparing: false,
    read,
    async write(next, expected) {
      if ((await read()).revision !== expected) throw moved()
      // The way back first: whoever finds a shifted weight must find the state that undoes it.
      for (const address of sockets) await putState(address, next.state)
      for (const address of sockets) await setWeights(address, next.split)
      const placement = await read()
      const ours = placement.state?.id === next.state.id && placement.state.lease.seq === next.state.lease.seq
      if (!ours || !sameSplit(placement.split, next.split)) throw moved()
      return placement
    },
    async force(split, state) {
      const outcomes = await Promise.allSettled(
        sockets.map(async (address) => {
          await setWeights(address, split)
          await putState(address, state)
        }),
      )
      const failed = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
      )
      if (failed.length === 1) throw failed[0]
      if (failed.length > 1)
        throw new AggregateError(failed, `${failed.length} of ${sockets.length} HAProxy sockets failed`)
    },
  }
}

/** All processes as one placement, if they agree. A finished rollout may be forgotten by those that were restarted. */
function agree(instances: readonly Instance[]): Placement {
  const [first, ...others] = instances
  if (!first) throw new RangeError('HAProxy: no socket was given')
  const latest = instances
    .flatMap(({ state }) => state ?? [])
    .reduce<RolloutState | undefined>((a, b) => (a && a.lease.seq >= b.lease.seq ? a : b), undefined)
  const odd = others.find((one) => !sameSplit(one.split, first.split))
  if (odd) {
    throw new RolloutError(
      'contended',
      `HAProxy's instances disagree: ${first.name} sends the canary ${percentText(first.split)}, ${odd.name} ${percentText(odd.split)}`,
      { remedy: 'one was reloaded or changed by hand: put all of them on stable, then start again' },
    )
  }
  const forgotten = instances.find(({ state }) => state?.id !== latest?.id)
  if (forgotten && (latest?.verdict === 'running' || latest?.verdict === 'promoting')) {
    throw new RolloutError(
      'contended',
      `${forgotten.name} was restarted during the rollout and knows nothing of it`,
    )
  }
  const stamp = latest ? `${latest.id}:${latest.lease.seq}:${latest.verdict}` : 'none'
  return { split: first.split, state: latest, revision: `${first.split.canary.toFixed(3)}|${stamp}` }
}

/** @throws UserError `haproxy-too-coarse` when no weights of 0..256 come near: 95 % for one server beside twenty */
function reachable(split: Split, servers: ArmWeights): ArmWeights {
  const weights = weightsFor(split, servers)
  const reached = toSplit({
    stable: weights.stable * servers.stable,
    canary: weights.canary * servers.canary,
  })
  if (sameSplit(reached, split)) return weights
  throw new UserError(
    'haproxy-too-coarse',
    `HAProxy's weights (0..256) cannot give ${servers.canary} canary servers beside ${servers.stable} stable ones ${percentText(split)}; the nearest is ${percentText(reached)}`,
    { remedy: 'take other steps, or run more servers on the smaller arm' },
  )
}

function toSplit(weights: ArmWeights): Split {
  const total = weights.stable + weights.canary
  if (total === 0) {
    throw new RolloutError('contended', 'HAProxy: every server of both arms has weight 0', {
      remedy: 'give stable its weight back by hand',
    })
  }
  const canary = (100 * weights.canary) / total
  return { stable: 100 - canary, canary }
}

function moved(): RolloutError {
  return new RolloutError(
    'contended',
    'HAProxy: somebody else moved the weights or the state in the meantime',
  )
}

function percentText(split: Split): string {
  return `${split.canary.toFixed(1)} %`
}
