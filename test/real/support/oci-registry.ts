import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerProcess, startServer } from './server-process.ts'

export interface OciRegistry extends ServerProcess {
  /** `127.0.0.1:<port>`, as places are written. */
  readonly host: string
  /** Where it keeps blobs: `<blobs>/<first two>/<hex>/data`. */
  readonly blobs: string
  readonly folder: string
}

/** Debian's docker-registry (distribution 2.8). */
export const DEBIAN_REGISTRY = 'docker-registry'

/** distribution 3, built by test/real/setup/oci-registry.sh. */
export function registry3(): string {
  const path = join(process.env['MLOPS_REAL_CACHE'] ?? '', 'go/registry')
  if (!existsSync(path)) throw new Error(`${path} is missing: run test/real/setup/oci-registry.sh`)
  return path
}

/** A registry on a free port, on its own folder; with `users`, behind htpasswd and TLS of its own certificate. */
export async function startOciRegistry(
  program: string,
  options: { readonly users?: Readonly<Record<string, string>> } = {},
): Promise<OciRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'oci-registry-'))
  const storage = join(folder, 'storage')
  mkdirSync(storage)
  const secured = options.users ? secure(folder, options.users) : {}
  const config = join(folder, 'config.json')
  const server = await startServer(
    program,
    (port) => {
      const http = { addr: `127.0.0.1:${port}`, secret: 's', ...secured.http }
      const storing = { filesystem: { rootdirectory: storage }, delete: { enabled: true } }
      // JSON is YAML.
      const settings = { version: '0.1', log: { level: 'warn' }, storage: storing, http, ...secured.auth }
      writeFileSync(config, JSON.stringify(settings))
      return ['serve', config]
    },
    { env: () => ({ OTEL_TRACES_EXPORTER: 'none' }), scheme: options.users ? 'https' : 'http' },
  )
  return {
    ...server,
    folder,
    host: `127.0.0.1:${server.port}`,
    blobs: join(storage, 'docker/registry/v2/blobs/sha256'),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Secured {
  readonly http?: { readonly tls: { readonly certificate: string; readonly key: string } }
  readonly auth?: { readonly auth: unknown }
}

function secure(folder: string, users: Readonly<Record<string, string>>): Secured {
  const htpasswd = join(folder, 'htpasswd')
  const lines = Object.entries(users).map(([name, password]) =>
    execFileSync('htpasswd', ['-Bbn', name, password], { encoding: 'utf8' }).trim(),
  )
  writeFileSync(htpasswd, `${lines.join('\n')}\n`)
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  execFileSync(
    'openssl',
    // biome-ignore format: one line a thought
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate],
    { stdio: 'pipe' },
  )
  return {
    http: { tls: { certificate, key } },
    auth: { auth: { htpasswd: { realm: 'test', path: htpasswd } } },
  }
}
