import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Http, httpClient } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'http-tls-'))
const pem = (name: string) => readFileSync(join(folder, name), 'utf8')
let server: Server
let origin: string

beforeAll(async () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1']
  openssl('req', '-x509', ...fresh, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=authority')
  const issued = ['-CA', 'ca.crt', '-CAkey', 'ca.key']
  const name = ['-addext', 'subjectAltName=DNS:kube.test']
  openssl(
    'req',
    '-x509',
    ...fresh,
    ...issued,
    ...name,
    '-keyout',
    's.key',
    '-out',
    's.crt',
    '-subj',
    '/CN=kube.test',
  )
  openssl('req', '-x509', ...fresh, ...issued, '-keyout', 'c.key', '-out', 'c.crt', '-subj', '/CN=client')
  server = createServer(
    {
      key: pem('s.key'),
      cert: pem('s.crt'),
      ca: pem('ca.crt'),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      if (request.url === '/away') {
        response.writeHead(302, { location: origin.replace('127.0.0.1', 'localhost') }).end()
        return
      }
      response.end((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody')
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function http(): Http {
  const { env, clock, random, signal } = memoryRuntime()
  return httpClient({ env, clock, random, signal })
}

async function who(tls: NonNullable<Parameters<Http['send']>[0]['tls']>, path = '/'): Promise<string> {
  const { body } = await http().send({ url: origin + path, tls, retries: 0 })
  return new TextDecoder().decode(body)
}

it('trusts the authority that a request brings, for the name it brings, and shows its certificate', async () => {
  const tls = { ca: pem('ca.crt'), serverName: 'kube.test' }
  expect(await who(tls)).toBe('nobody')
  expect(await who({ ...tls, cert: pem('c.crt'), key: pem('c.key') })).toBe('client')
})

it('trusts nobody else: not without the authority, not under another name', async () => {
  await expect(who({})).rejects.toMatchObject({ name: 'HttpError' })
  await expect(who({ ca: pem('ca.crt') })).rejects.toMatchObject({ name: 'HttpError' })
})

it('does not take the authority along to another host', async () => {
  const tls = { ca: pem('ca.crt'), serverName: 'kube.test', cert: pem('c.crt'), key: pem('c.key') }
  await expect(who(tls, '/away')).rejects.toMatchObject({ name: 'HttpError' })
})
