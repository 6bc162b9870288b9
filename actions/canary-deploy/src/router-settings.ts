import {
  fileStateStore,
  gitopsBranch,
  gitopsRouter,
  haproxyRouter,
  netSocket,
  ownRemote,
  parseSocketAddress,
  parseYamlPath,
  withoutSecret,
} from '@mlops-actions/adapters'
import { type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import type { RolloutPlan, Router } from '@mlops-actions/rollout'
import { z } from 'zod'
import type { definition } from './inputs.ts'

const names = z.array(z.string()).min(1)
const arms = z.strictObject({ stable: z.string(), canary: z.string() })

/** Which router, and everything to reach it but secrets: the post step reads this back from the job's state. */
export const routerSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('haproxy'),
    sockets: names,
    backend: z.string(),
    servers: z.strictObject({ stable: names, canary: names }),
    stateFile: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('gitops'),
    remote: z.string(),
    branch: z.string(),
    file: z.string(),
    path: z.string(),
    arms,
  }),
])

export type RouterSettings = z.infer<typeof routerSettingsSchema>

type CanaryInputs = Inputs<typeof definition>

/** @throws UserError `missing-input` naming what the chosen router needs, `no-remote` */
export async function routerSettings(
  inputs: CanaryInputs,
  arms: RolloutPlan['arms'],
  runtime: Runtime,
): Promise<RouterSettings> {
  switch (inputs.router) {
    case 'haproxy':
      return {
        kind: 'haproxy',
        sockets: needed(inputs, 'haproxy-sockets'),
        backend: needed(inputs, 'haproxy-backend'),
        servers: {
          stable: filled(inputs['haproxy-stable-servers']) ?? [arms.stable],
          canary: filled(inputs['haproxy-canary-servers']) ?? [arms.canary],
        },
        ...(inputs['haproxy-state-file'] !== undefined && { stateFile: inputs['haproxy-state-file'] }),
      }
    case 'gitops':
      return {
        kind: 'gitops',
        remote: await gitopsRemote(inputs['gitops-remote'], runtime),
        branch: inputs['gitops-branch'],
        file: needed(inputs, 'gitops-file'),
        path: needed(inputs, 'gitops-path'),
        arms: { ...arms },
      }
  }
}

/** The router itself. A token is taken from where it is needed, never from the settings. */
export async function openRouter(
  settings: RouterSettings,
  tokens: { readonly gitops: string | undefined; readonly github: string | undefined },
  runtime: Runtime,
): Promise<Router> {
  switch (settings.kind) {
    case 'haproxy': {
      const { sockets, backend, servers, stateFile } = settings
      return haproxyRouter(netSocket(), {
        sockets: sockets.map(parseSocketAddress),
        backend,
        servers,
        ...(stateFile !== undefined && { store: fileStateStore(runtime.files, stateFile) }),
      })
    }
    case 'gitops': {
      const { remote, branch, file, arms } = settings
      const url = remoteUrl(remote)
      const token = tokenFor(url, tokens, runtime)
      return gitopsRouter(await gitopsBranch(runtime, { url: remote, branch, token }), {
        file,
        path: parseYamlPath(settings.path),
        arms,
        target: `git/${shortName(remote, url)}@${branch}:${file}`,
      })
    }
  }
}

function needed<K extends keyof CanaryInputs>(inputs: CanaryInputs, name: K): NonNullable<CanaryInputs[K]> {
  const value = inputs[name]
  if (value !== undefined && !(Array.isArray(value) && value.length === 0)) return value
  throw new UserError('missing-input', `router: ${inputs.router} needs the input ${name}`)
}

function filled(list: readonly string[] | undefined): string[] | undefined {
  return list === undefined || list.length === 0 ? undefined : [...list]
}

/** It is kept in the state for the post step, so not even the checkout's own origin may hold a secret here. */
async function gitopsRemote(given: string | undefined, runtime: Runtime): Promise<string> {
  return given === undefined
    ? withoutSecret(
        await ownRemote(runtime),
        "the checkout's origin (name it in `gitops-remote`)",
        'gitops-token',
      )
    : withoutSecret(given, 'gitops-remote', 'gitops-token')
}

/** Absent for paths and for `git@host:path`. */
function remoteUrl(remote: string): URL | undefined {
  return /^https?:\/\//.test(remote) && URL.canParse(remote) ? new URL(remote) : undefined
}

/** The job's own token goes to this GitHub only, never to whatever host a remote names. */
function tokenFor(
  url: URL | undefined,
  tokens: { readonly gitops: string | undefined; readonly github: string | undefined },
  runtime: Runtime,
): string | undefined {
  if (!url) return undefined
  const here = new URL(runtime.github.context.serverUrl).origin === url.origin
  return tokens.gitops ?? (here ? tokens.github : undefined)
}

function shortName(remote: string, url: URL | undefined): string {
  return (url ? url.pathname : remote)
    .replace(/\.git$/, '')
    .split('/')
    .filter(Boolean)
    .slice(-2)
    .join('/')
}
