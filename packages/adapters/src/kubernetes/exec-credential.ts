import { type Exec, UserError } from '@mlops-actions/core'
import { z } from 'zod'
import type { ClusterCredential } from './cluster.ts'
import type { ExecPlugin } from './kubeconfig.ts'

/**
 * The clouds' own. A kubeconfig may come out of the work tree, and a pull request may have written it: whatever else it
 * names is not run.
 */
const KNOWN_PLUGINS: ReadonlySet<string> = new Set([
  'aws',
  'aws-iam-authenticator',
  'az',
  'doctl',
  'gke-gcloud-auth-plugin',
  'kubelogin',
  'oci',
])

const TIMEOUT_MS = 60_000
const MAX_OUTPUT_BYTES = 1 << 20

const answer = z.looseObject({
  status: z.looseObject({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
})

/**
 * Runs a credential plugin by argv (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).
 * @throws UserError `kube-plugin-refused` for one we do not know, `kube-plugin-failed`
 */
export async function execCredential(exec: Exec, plugin: ExecPlugin): Promise<ClusterCredential> {
  const { command, args, env, apiVersion } = plugin
  if (!KNOWN_PLUGINS.has(command)) {
    throw new UserError(
      'kube-plugin-refused',
      `the kubeconfig wants to run ${JSON.stringify(command)}, which is no credential plugin known here`,
      { remedy: `known by bare name: ${[...KNOWN_PLUGINS].join(', ')}; else give a token` },
    )
  }
  const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } })
  const result = await exec.run(command, args, {
    env: { ...env, KUBERNETES_EXEC_INFO: info },
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: MAX_OUTPUT_BYTES,
  })
  const parsed = result.exitCode === 0 ? answer.safeParse(json(result.stdout)) : undefined
  if (!parsed?.success) {
    // Neither output is quoted: one may hold the token.
    throw new UserError(
      'kube-plugin-failed',
      `${command} gave no credential (exit status ${result.exitCode})`,
    )
  }
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = parsed.data.status
  const until = expirationTimestamp === undefined ? Number.NaN : Date.parse(expirationTimestamp)
  return {
    ...(token !== undefined && { token }),
    ...(clientCertificateData !== undefined && { cert: clientCertificateData }),
    ...(clientKeyData !== undefined && { key: clientKeyData }),
    ...(!Number.isNaN(until) && { until }),
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
