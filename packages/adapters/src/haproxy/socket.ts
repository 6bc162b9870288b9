import { createConnection } from 'node:net'
import { UserError } from '@mlops-actions/core'
import { addressText, type SocketAddress } from './address.ts'

/** Sends one line to a HAProxy process and reads all it answers. */
export interface CommandSocket {
  /** @throws UserError `haproxy-unreachable` when it does not answer in time, or with too much. */
  exchange(address: SocketAddress, line: string): Promise<string>
}

/** A cancelled job has about seven seconds, and several sockets may have to be told. */
const TIMEOUT_MS = 2_000
const RESPONSE_MAX_BYTES = 1024 * 1024

/** Over TCP or a unix socket. HAProxy closes the connection after one line, so a connection a command. */
export function netSocket(): CommandSocket {
  return {
    exchange: (address, line) =>
      new Promise((resolve, reject) => {
        const socket =
          address.kind === 'unix'
            ? createConnection({ path: address.path })
            : createConnection({ host: address.host, port: address.port })
        const chunks: Buffer[] = []
        let byteLength = 0
        const fail = (message: string, cause?: Error) => {
          socket.destroy()
          reject(
            new UserError('haproxy-unreachable', `HAProxy at ${addressText(address)}: ${message}`, {
              ...(cause && { cause }),
              remedy: 'check that the runner may reach the stats socket and that it has `level admin`',
            }),
          )
        }
        socket.setTimeout(TIMEOUT_MS, () => fail(`no answer in ${TIMEOUT_MS} ms`))
        socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message, error))
        socket.on('connect', () => socket.end(`${line}\n`))
        socket.on('data', (chunk: Buffer) => {
          byteLength += chunk.byteLength
          if (byteLength > RESPONSE_MAX_BYTES) fail(`more than ${RESPONSE_MAX_BYTES} bytes of answer`)
          else chunks.push(chunk)
        })
        socket.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      }),
  }
}
