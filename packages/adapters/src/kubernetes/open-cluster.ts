import { readFile } from 'node:fs/promises'
import { type Runtime, UserError } from '@mlops-actions/core'
import type { Cluster, ClusterCredential } from './cluster.ts'
import { execCredential } from './exec-credential.ts'
import { type Kubeconfig, type Material, parseKubeconfig } from './kubeconfig.ts'

type World = Pick<Runtime, 'clock' | 'env' | 'exec' | 'files' | 'secrets'>

/** How a job says which cluster it means. Nothing at all is the pod's own. */
export interface ClusterChoice {
  /** Path of a kubeconfig (default: KUBECONFIG, as azure/k8s-set-context and others set it). */
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
}

const MAX_KUBECONFIG_BYTES = 1 << 20
/** A credential this near its end is asked for anew. */
const MARGIN_MS = 60_000
/** Where every pod finds its own identity. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * The cluster a job may speak to: a kubeconfig, or inside a pod its service account.
 * @throws UserError `no-cluster`, `bad-kubeconfig`, `file-not-found`
 */
export async function openCluster(world: World, choice: ClusterChoice): Promise<Cluster> {
  const path = choice.kubeconfig ?? world.env.get('KUBECONFIG')
  if (path !== undefined) {
    const bytes = await world.files.read(path, { maxBytes: MAX_KUBECONFIG_BYTES })
    return fromKubeconfig(world, parseKubeconfig(new TextDecoder().decode(bytes), choice.context))
  }
  const host = world.env.get('KUBERNETES_SERVICE_HOST')
  if (host !== undefined) return inCluster(world, host, world.env.get('KUBERNETES_SERVICE_PORT') ?? '443')
  throw new UserError('no-cluster', 'there is no Kubernetes cluster to speak to', {
    remedy: 'Give the input kubeconfig, set KUBECONFIG (azure/k8s-set-context does), or run in a pod.',
  })
}

async function fromKubeconfig(world: World, config: Kubeconfig): Promise<Cluster> {
  const { exec } = config
  const ca = config.ca && (await textOf(world, config.ca))
  const cert = config.cert && (await textOf(world, config.cert))
  const key = config.key && (await textOf(world, config.key))
  if (key !== undefined) world.secrets.mask(key)
  const fixed = async (): Promise<ClusterCredential> => {
    // Read again each time: what writes a token file renews it.
    const token = config.token && (await textOf(world, config.token)).trim()
    if (token !== undefined) world.secrets.mask(token)
    return {
      ...(token !== undefined && { token }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    }
  }
  return {
    server: config.server,
    namespace: config.namespace,
    tls: {
      ...(ca !== undefined && { ca }),
      ...(config.serverName !== undefined && { serverName: config.serverName }),
    },
    credential: exec === undefined ? fixed : held(world, () => execCredential(world.exec, exec)),
  }
}

async function inCluster(world: World, host: string, port: string): Promise<Cluster> {
  const ca = await readFile(`${SERVICE_ACCOUNT}/ca.crt`, 'utf8')
  const namespace = (await readFile(`${SERVICE_ACCOUNT}/namespace`, 'utf8')).trim()
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    namespace,
    tls: { ca },
    async credential() {
      const token = (await readFile(`${SERVICE_ACCOUNT}/token`, 'utf8')).trim()
      world.secrets.mask(token)
      return { token }
    },
  }
}

/** Kept until shortly before it ends; one that never says when is asked for every time. */
function held(
  { clock, secrets }: World,
  fetch: () => Promise<ClusterCredential>,
): () => Promise<ClusterCredential> {
  let last: ClusterCredential | undefined
  return async () => {
    if (last?.until !== undefined && last.until - MARGIN_MS > clock.now()) return last
    last = await fetch()
    for (const secret of [last.token, last.key]) if (secret !== undefined) secrets.mask(secret)
    return last
  }
}

async function textOf({ files }: World, material: Material): Promise<string> {
  if (material.kind === 'text') return material.text
  return new TextDecoder().decode(await files.read(material.path, { maxBytes: MAX_KUBECONFIG_BYTES }))
}
