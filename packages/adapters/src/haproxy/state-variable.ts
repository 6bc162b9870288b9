import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { RolloutError } from '@mlops-actions/rollout'
import type { SocketAddress } from './address.ts'
import { expectSilence, parseVariable } from './commands.ts'
import type { CommandSocket } from './socket.ts'

/** A line of the Runtime API must fit HAProxy's buffer (tune.bufsize, 16,384 by default). */
const CHUNK_CHARACTERS = 12_000
const MAX_CHUNKS = 8
const STATE_MAX_BYTES = 1024 * 1024

/**
 * The rollout's state in process-wide variables of HAProxy itself (`set var proc.x`, HAProxy 2.4 and later). It dies
 * with the process, as the weights do, so the two can never disagree: a restarted HAProxy serves stable, as its
 * configuration says, and knows of no rollout.
 */
export function stateVariable(socket: CommandSocket, backend: string) {
  const name = (chunk: number) => `proc.mlops_${encodeName(backend)}_${chunk}`
  const get = async (address: SocketAddress, chunk: number) =>
    parseVariable(await socket.exchange(address, `get var ${name(chunk)}`), name(chunk))

  return {
    /** @throws RolloutError `state-invalid` when a write was cut off halfway. */
    async read(address: SocketAddress): Promise<string | undefined> {
      const first = await get(address, 0)
      if (first === undefined || first === '') return undefined
      const [stamp = '', count] = first.split(':', 2)
      const parts = [first]
      for (let chunk = 1; chunk < Math.min(Number(count), MAX_CHUNKS); chunk++) {
        const part = await get(address, chunk)
        if (part?.split(':', 1)[0] !== stamp) throw torn()
        parts.push(part)
      }
      return unpack(parts.map((part) => part.split(':', 3)[2] ?? '').join(''))
    },

    /** There is no command that unsets a variable; an empty one stands for none. */
    async clear(address: SocketAddress): Promise<void> {
      const command = `experimental-mode on; set var ${name(0)} str()`
      expectSilence(await socket.exchange(address, command), command)
    },

    /** @throws RolloutError `state-too-large`; UserError `haproxy-refused` before HAProxy 2.4. */
    async write(address: SocketAddress, text: string, stamp: number): Promise<void> {
      const packed = deflateRawSync(text, { level: 9 }).toString('base64url')
      const count = Math.max(1, Math.ceil(packed.length / CHUNK_CHARACTERS))
      if (count > MAX_CHUNKS) {
        throw new RolloutError('state-too-large', `the rollout's state does not fit HAProxy's variables`, {
          remedy: 'take fewer looks (a longer interval) or set haproxy-state-file',
        })
      }
      for (let chunk = 0; chunk < count; chunk++) {
        const data = packed.slice(chunk * CHUNK_CHARACTERS, (chunk + 1) * CHUNK_CHARACTERS)
        const set = `set var ${name(chunk)} str(${stamp}:${count}:${data})`
        expectSilence(
          await socket.exchange(address, `experimental-mode on; ${set}`),
          `set var ${name(chunk)}`,
        )
      }
    },
  }
}

/** Variable names take letters, digits, `_` and `.`; two backends never share one. */
function encodeName(backend: string): string {
  return backend.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)
}

function unpack(packed: string): string {
  try {
    return inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: STATE_MAX_BYTES }).toString(
      'utf8',
    )
  } catch (cause) {
    throw torn(cause)
  }
}

function torn(cause?: unknown): RolloutError {
  return new RolloutError(
    'state-invalid',
    "the rollout's state in HAProxy is incomplete: a write was cut off",
    {
      cause,
      remedy: 'run canary-deploy with mode: reconcile, which puts all traffic back on stable',
    },
  )
}
