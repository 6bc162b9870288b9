import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** git's own HTTP server side behind TLS, which asks for a user and a password as GitHub does. */
export interface GitServer {
  readonly url: string
  /** The bare repository on disk. */
  readonly repository: string
  /** The certificate git must trust. */
  readonly certificate: string
  /** The Authorization header of every request, in order; undefined for none. */
  readonly authorizations: readonly (string | undefined)[]
  close(): Promise<void>
}

export async function startGitServer(user: string, password: string): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'git-https-'))
  const [key, certificate, repository] = [
    join(folder, 'key.pem'),
    join(folder, 'cert.pem'),
    join(folder, 'r.git'),
  ]
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '1',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'pipe' },
  )
  execFileSync('git', ['init', '--quiet', '--bare', repository])
  execFileSync('git', ['-C', repository, 'config', 'http.receivepack', 'true'])
  const expected = `basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const authorizations: (string | undefined)[] = []
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      const { authorization } = request.headers
      authorizations.push(authorization)
      if (authorization?.toLowerCase() !== expected.toLowerCase()) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
        return
      }
      backend(folder, request, response)
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}/r.git`,
    repository,
    certificate,
    authorizations,
    close: () => stop(server),
  }
}

/** CGI, as far as git http-backend needs it. */
function backend(
  folder: string,
  request: Parameters<Parameters<typeof createServer>[1] & object>[0],
  response: Parameters<Parameters<typeof createServer>[1] & object>[1],
): void {
  const { pathname, search } = new URL(request.url ?? '/', 'https://localhost')
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method ?? 'GET',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: request.headers['git-protocol']?.toString() ?? '',
      REMOTE_USER: 'tester',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  request.pipe(child.stdin)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', () => {
    const output = Buffer.concat(chunks)
    const end = output.indexOf('\r\n\r\n')
    const headers = new Map(
      output
        .subarray(0, end)
        .toString()
        .split('\r\n')
        .map((line): [string, string] => [
          line.slice(0, line.indexOf(':')),
          line.slice(line.indexOf(':') + 1).trim(),
        ]),
    )
    const status = Number(headers.get('Status')?.split(' ')[0] ?? 200)
    headers.delete('Status')
    response.writeHead(status, Object.fromEntries(headers)).end(output.subarray(end + 4))
  })
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
}
