import { UserError } from '@mlops-actions/core'
import { parse } from 'yaml'
import { z } from 'zod'

const text = z.string().max(1 << 20)

const execSchema = z.looseObject({
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
  apiVersion: z.string().optional(),
})

const schema = z.looseObject({
  'current-context': z.string().optional(),
  clusters: z.array(
    z.looseObject({
      name: z.string(),
      cluster: z.looseObject({
        server: z.url({ protocol: /^https?$/ }),
        'certificate-authority-data': text.optional(),
        'certificate-authority': text.optional(),
        'insecure-skip-tls-verify': z.boolean().optional(),
        'tls-server-name': text.optional(),
      }),
    }),
  ),
  users: z.array(
    z.looseObject({
      name: z.string(),
      user: z
        .looseObject({
          token: text.optional(),
          tokenFile: text.optional(),
          'client-certificate-data': text.optional(),
          'client-key-data': text.optional(),
          'client-certificate': text.optional(),
          'client-key': text.optional(),
          exec: execSchema.optional(),
        })
        .nullish(),
    }),
  ),
  contexts: z.array(
    z.looseObject({
      name: z.string(),
      context: z.looseObject({ cluster: z.string(), user: z.string(), namespace: z.string().optional() }),
    }),
  ),
})

/** A program that prints a credential (client.authentication.k8s.io), as kubeconfig has it. */
export interface ExecPlugin {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly apiVersion: string
}

/** A text, or the path of the file that holds it. */
export type Material =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }

/** The chosen context of a kubeconfig, nothing read or run yet. */
export interface Kubeconfig {
  readonly server: string
  readonly namespace: string
  readonly ca?: Material
  readonly serverName?: string
  readonly token?: Material
  readonly cert?: Material
  readonly key?: Material
  readonly exec?: ExecPlugin
}

/**
 * @param context default: the file's `current-context`
 * @throws UserError `bad-kubeconfig`
 */
export function parseKubeconfig(source: string, context?: string): Kubeconfig {
  const config = schema.safeParse(yaml(source))
  if (!config.success) {
    const [issue] = config.error.issues
    throw bad(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`)
  }
  const wanted = context ?? config.data['current-context']
  if (wanted === undefined) throw bad('has no current-context, and none was chosen')
  const {
    cluster: clusterName,
    user: userName,
    namespace,
  } = named(config.data.contexts, wanted, 'context').context
  const { cluster } = named(config.data.clusters, clusterName, 'cluster')
  const user = named(config.data.users, userName, 'user').user ?? {}
  if (cluster['insecure-skip-tls-verify'] === true) {
    throw bad(`cluster ${clusterName} has insecure-skip-tls-verify: anybody in between could scale it`)
  }
  const entries = {
    ca: material(
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
      'certificate-authority-data',
    ),
    cert: material(user['client-certificate-data'], user['client-certificate'], 'client-certificate-data'),
    key: material(user['client-key-data'], user['client-key'], 'client-key-data'),
    token:
      user.token !== undefined
        ? ({ kind: 'text', text: user.token } as const)
        : user.tokenFile !== undefined
          ? ({ kind: 'file', path: user.tokenFile } as const)
          : undefined,
    exec: user.exec && pluginOf(user.exec),
    serverName: cluster['tls-server-name'],
  }
  const present = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
  return { server: cluster.server.replace(/\/+$/, ''), namespace: namespace ?? 'default', ...present }
}

function pluginOf({ command, args, env, apiVersion }: z.infer<typeof execSchema>): ExecPlugin {
  return {
    command,
    args: args ?? [],
    env: Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
    apiVersion: apiVersion ?? 'client.authentication.k8s.io/v1',
  }
}

function material(data: string | undefined, path: string | undefined, key: string): Material | undefined {
  if (data !== undefined) {
    const text = Buffer.from(data, 'base64').toString('utf8')
    if (!text.includes('-----BEGIN ')) throw bad(`${key} is not a PEM text in base64`)
    return { kind: 'text', text }
  }
  return path === undefined ? undefined : { kind: 'file', path }
}

function named<T extends { readonly name: string }>(list: readonly T[], name: string, what: string): T {
  const found = list.find((one) => one.name === name)
  if (found) return found
  const known = list.map((one) => one.name).join(', ')
  throw bad(`has no ${what} ${JSON.stringify(name)}, only ${known === '' ? 'none' : known}`)
}

function yaml(source: string): unknown {
  try {
    return parse(source, { maxAliasCount: 0 })
  } catch (cause) {
    // The parser's message quotes the line, and the line may be a key.
    throw bad('is not YAML', cause)
  }
}

function bad(what: string, cause?: unknown): UserError {
  return new UserError('bad-kubeconfig', `the kubeconfig ${what}`, {
    remedy: 'kubectl config view --minify --flatten prints one that stands alone',
    ...(cause instanceof Error && { cause: new Error(cause.name) }),
  })
}
