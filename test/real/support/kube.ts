import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, request } from 'undici'

/** What an object has, as far as tests look at it. */
export interface Answer {
  readonly metadata: {
    readonly resourceVersion: string
    readonly annotations: Readonly<Record<string, string>>
  }
  readonly spec: Readonly<Record<string, unknown>>
}

/** A real API server over a real etcd: objects, schemas, versions, patches and RBAC; no nodes, no controllers. */
export interface Kube {
  readonly server: string
  /** A kubeconfig of a user: by token, or by client certificate. */
  kubeconfig(user: 'admin' | 'scaler' | 'certificate'): string
  /** As admin. @returns the answer's body; a refusal is thrown */
  call(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  stop(): Promise<void>
}

const TOKENS = { admin: 'admin-token-for-tests', scaler: 'scaler-token-for-tests' } as const
const START_SECONDS = 90

/** Starts both. `scaler` has no rights until a test binds a role to it; `certificate` is admin by its client certificate. */
export async function startKube(): Promise<Kube> {
  const cache = process.env['MLOPS_REAL_CACHE']
  if (cache === undefined) throw new Error('MLOPS_REAL_CACHE is not set: run test/real/run.sh')
  const folder = await mkdtemp(join(tmpdir(), 'kube-'))
  const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()]
  certificates(folder)
  await writeFile(
    join(folder, 'tokens.csv'),
    `${TOKENS.admin},admin,1,system:masters\n${TOKENS.scaler},scaler,2\n`,
  )
  const etcdUrl = `http://127.0.0.1:${etcdPort}`
  const etcd = run('etcd', [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
  ])
  const file = (name: string) => join(folder, name)
  const api = run(join(cache, 'kube/kube-apiserver'), [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${file('server.crt')}`,
    `--tls-private-key-file=${file('server.key')}`,
    `--client-ca-file=${file('ca.crt')}`,
    `--token-auth-file=${file('tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--service-account-issuer=https://127.0.0.1',
    `--service-account-key-file=${file('server.key')}`,
    `--service-account-signing-key-file=${file('server.key')}`,
    '--disable-admission-plugins=ServiceAccount',
  ])
  const server = `https://127.0.0.1:${port}`
  const ca = await readFile(file('ca.crt'), 'utf8')
  const agent = new Agent({ connect: { ca } })
  const encoded = async (name: string) => (await readFile(file(name))).toString('base64')
  const [caData, certData, keyData] = [
    await encoded('ca.crt'),
    await encoded('client.crt'),
    await encoded('client.key'),
  ]

  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await request(`${server}${path}`, {
      dispatcher: agent,
      method: method as 'GET',
      headers: {
        authorization: `Bearer ${TOKENS.admin}`,
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.body.text()
    if (response.statusCode >= 400)
      throw new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 400)}`)
    return JSON.parse(text) as Answer
  }

  async function stop(): Promise<void> {
    await agent.destroy()
    await ended(api.process)
    await ended(etcd.process)
    await rm(folder, { recursive: true, force: true })
  }

  for (let waited = 0; ; waited++) {
    const failed = [api, etcd].find(({ process }) => process.exitCode !== null)
    if (failed || waited > 2 * START_SECONDS) {
      await stop()
      throw new Error(`the API server did not start:\n${api.tail()}\n${etcd.tail()}`)
    }
    if (await call('GET', '/api/v1/namespaces/default').catch(() => undefined)) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }

  const user = {
    admin: `token: ${TOKENS.admin}`,
    scaler: `token: ${TOKENS.scaler}`,
    certificate: `client-certificate-data: ${certData}, client-key-data: ${keyData}`,
  }
  return {
    server,
    kubeconfig: (who) => `apiVersion: v1
kind: Config
current-context: test
clusters: [{ name: c, cluster: { server: '${server}', certificate-authority-data: ${caData} } }]
users: [{ name: u, user: { ${user[who]} } }]
contexts: [{ name: test, context: { cluster: c, user: u, namespace: default } }]
`,
    call,
    stop,
  }
}

/** An authority, a certificate for 127.0.0.1, and one for a client in system:masters. */
function certificates(folder: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=test-ca')
  const signedBy = ['-CA', 'ca.crt', '-CAkey', 'ca.key']
  const san = ['-addext', 'subjectAltName=IP:127.0.0.1']
  openssl(
    'req',
    '-x509',
    ...key,
    ...signedBy,
    ...san,
    '-keyout',
    'server.key',
    '-out',
    'server.crt',
    '-subj',
    '/CN=kube',
  )
  const use = ['-addext', 'extendedKeyUsage=clientAuth']
  const subject = ['-subj', '/O=system:masters/CN=certificate']
  openssl(
    'req',
    '-x509',
    ...key,
    ...signedBy,
    ...use,
    '-keyout',
    'client.key',
    '-out',
    'client.crt',
    ...subject,
  )
}

function run(
  command: string,
  args: readonly string[],
): { readonly process: ChildProcess; readonly tail: () => string } {
  let output = ''
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)))
  }
  child.on('error', (error) => (output += error.message))
  return { process: child, tail: () => `${command}: ${output}` }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const over = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await over
  clearTimeout(timer)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
