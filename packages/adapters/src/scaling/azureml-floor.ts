import { type Http, type HttpRequest, UserError } from '@mlops-actions/core'
import { type FloorTarget, leaseText, parseLease } from '@mlops-actions/forecast'
import { z } from 'zod'

/** Where a managed online deployment lies. */
export interface AzureDeployment {
  readonly subscription: string
  readonly resourceGroup: string
  readonly workspace: string
  readonly endpoint: string
  readonly deployment: string
}

const API_VERSION = '2024-04-01'
const MANAGEMENT = 'https://management.azure.com'
const LEASE_TAG = 'mlops-actions.predictive-scale'
const MAX_BYTES = 4 << 20

const deploymentSchema = z.looseObject({
  tags: z.record(z.string(), z.string()).nullish(),
  sku: z.looseObject({ name: z.string().optional(), capacity: z.int() }),
  properties: z.looseObject({ provisioningState: z.string().optional() }),
})

/**
 * Instances of an Azure ML managed online deployment (`sku.capacity`), the lease in its tags, both in one PATCH. The
 * service has no entity tags here: it is read again right before the write.
 * @param token a bearer token for Azure Resource Manager
 * @throws (from its methods) UserError `azure-refused`, `endpoint-busy`; HttpError
 */
export function azuremlFloor(
  http: Http,
  token: string,
  where: AzureDeployment,
  management: string = MANAGEMENT,
): FloorTarget {
  const name = `azureml ${where.endpoint}/${where.deployment}`
  const path = [
    'subscriptions',
    where.subscription,
    'resourceGroups',
    where.resourceGroup,
    'providers',
    'Microsoft.MachineLearningServices',
    'workspaces',
    where.workspace,
    'onlineEndpoints',
    where.endpoint,
    'deployments',
    where.deployment,
  ]
    .map(encodeURIComponent)
    .join('/')

  async function send(request: Pick<HttpRequest, 'method' | 'body'>): Promise<unknown> {
    const { status, body } = await http.send({
      ...request,
      url: `${management}/${path}?api-version=${API_VERSION}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      maxBytes: MAX_BYTES,
    })
    const parsed: unknown = json(body)
    if (status >= 200 && status < 300) return parsed
    const refusal = z
      .looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) })
      .safeParse(parsed)
    const said = refusal.success
      ? `${refusal.data.error.code}: ${refusal.data.error.message}`
      : 'no reason given'
    throw new UserError('azure-refused', `${name}: ${said.slice(0, 300)} (HTTP ${status})`, {
      remedy:
        'The identity needs Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write.',
    })
  }

  async function look() {
    const found = deploymentSchema.parse(await send({}))
    const lease = parseLease(found.tags?.[LEASE_TAG] ?? '')
    const state = { meaning: 'count' as const, floor: found.sku.capacity, ...(lease && { lease }) }
    return { found, state }
  }

  return {
    name,
    async read() {
      const { state } = await look()
      return { state, revision: JSON.stringify(state) }
    },
    async write(floor, lease, revision, { dryRun }) {
      const { found, state } = await look()
      if (JSON.stringify(state) !== revision) return 'moved'
      const { provisioningState } = found.properties
      if (provisioningState !== undefined && provisioningState !== 'Succeeded') {
        throw new UserError(
          'endpoint-busy',
          `${name}: is ${provisioningState}, and takes changes only when it has Succeeded`,
        )
      }
      if (dryRun) return 'written'
      const tags = Object.fromEntries(Object.entries(found.tags ?? {}).filter(([key]) => key !== LEASE_TAG))
      await send({
        method: 'PATCH',
        body: JSON.stringify({
          tags: { ...tags, ...(lease && { [LEASE_TAG]: leaseText(lease) }) },
          sku: { ...found.sku, capacity: floor },
        }),
      })
      return 'written'
    },
  }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
