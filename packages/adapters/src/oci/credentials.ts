import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Runtime, UserError } from '@mlops-actions/core'
import { z } from 'zod'
import {
  type Credential,
  type DockerConfig,
  helperFor,
  keysOf,
  parseDockerConfig,
  storedCredential,
} from './docker-config.ts'
import type { OciPlace } from './place.ts'

/** Who we are to the registry of a place, or undefined for nobody. Asked once a run. */
export type Credentials = (place: OciPlace) => Promise<Credential | undefined>

type World = Pick<Runtime, 'env' | 'exec' | 'secrets' | 'signal'>

const MAX_CONFIG_BYTES = 1 << 20
/** A helper may wait for somebody to unlock a keyring; on a runner nobody will. */
const HELPER_TIMEOUT_MS = 30_000

const helperAnswer = z.looseObject({ Username: z.string(), Secret: z.string() })

/**
 * Credentials as docker and podman find them: `$REGISTRY_AUTH_FILE` or `$DOCKER_CONFIG/config.json` (else
 * `~/.docker/config.json`), its credential helpers first. `docker login` and docker/login-action write them.
 *
 * @throws UserError `invalid-docker-config`, `credential-helper-failed`, `program-not-found`
 */
export function dockerCredentials(world: World): Credentials {
  return async (place) => {
    const found = await findCredential(world, place)
    if (found) world.secrets.mask(found.kind === 'password' ? found.password : found.token)
    if (found?.kind === 'password') {
      world.secrets.mask(Buffer.from(`${found.username}:${found.password}`).toString('base64'))
    }
    return found
  }
}

async function findCredential(world: World, place: OciPlace): Promise<Credential | undefined> {
  const { env } = world
  const path =
    env.get('REGISTRY_AUTH_FILE') ??
    join(dockerFolder(env.get('DOCKER_CONFIG'), env.get('HOME')), 'config.json')
  const config = await readConfig(path)
  if (!config) return undefined
  const helper = helperFor(config, place.host)
  if (helper !== undefined) {
    for (const server of place.host === 'docker.io' ? keysOf(place.host).slice(1, 2) : [place.host]) {
      const held = await askHelper(world, helper, server)
      if (held) return held
    }
  }
  return storedCredential(config, place.host, place.repository)
}

function dockerFolder(named: string | undefined, home: string | undefined): string {
  return named ?? join(home ?? '/', '.docker')
}

async function readConfig(path: string): Promise<DockerConfig | undefined> {
  try {
    if ((await stat(path)).size > MAX_CONFIG_BYTES) {
      throw new UserError('invalid-docker-config', `${path}: larger than ${MAX_CONFIG_BYTES} bytes`)
    }
    return parseDockerConfig(await readFile(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined
    }
    throw error
  }
}

/** docker-credential-helpers' protocol: the server on stdin of `get`, JSON on stdout. */
async function askHelper(
  { exec, signal }: World,
  name: string,
  server: string,
): Promise<Credential | undefined> {
  const program = `docker-credential-${name}`
  const { exitCode, stdout } = await exec.run(program, ['get'], {
    stdin: server,
    timeoutMs: HELPER_TIMEOUT_MS,
    maxOutputBytes: MAX_CONFIG_BYTES,
    signal,
  })
  const text = new TextDecoder().decode(stdout)
  // A helper that knows of none says so, with an exit code of its own choosing.
  if (exitCode !== 0 && /credentials not found|not found in native keychain/i.test(text)) return undefined
  const answer = exitCode === 0 ? helperAnswer.safeParse(parsed(text)) : undefined
  if (!answer?.success) {
    throw new UserError(
      'credential-helper-failed',
      `${program}: gave no credentials for ${server} (exit ${exitCode})`,
      {
        remedy: `Run \`echo ${server} | ${program} get\` on the runner to see what it says.`,
      },
    )
  }
  const { Username, Secret } = answer.data
  return Username === '<token>'
    ? { kind: 'identity-token', token: Secret }
    : { kind: 'password', username: Username, password: Secret }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
