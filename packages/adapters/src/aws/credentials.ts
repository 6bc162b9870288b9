import { readFile } from 'node:fs/promises'
import { type Runtime, UserError } from '@mlops-actions/core'
import { z } from 'zod'
import type { AwsCredentials } from './sigv4.ts'
import { elements, textOf } from './xml.ts'

type World = Pick<Runtime, 'env' | 'http' | 'oidc' | 'secrets' | 'clock' | 'github' | 'signal'>

const MAX_ANSWER_BYTES = 1 << 20
/** Credentials that end within this are asked for anew: what they sign has to arrive before. */
const MARGIN_MS = 5 * 60_000

const containerAnswer = z.looseObject({
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  Token: z.string().optional(),
  Expiration: z.string().optional(),
})

/**
 * AWS credentials in the order its SDKs look, for the ways that jobs have: keys in the environment
 * (aws-actions/configure-aws-credentials), a role by web identity (IRSA's token file, else this job's own OIDC identity), a
 * container's endpoint (EKS Pod Identity, ECS). The result is kept until shortly before it expires.
 *
 * @throws UserError `no-aws-credentials`, `aws-role-refused`
 */
export function awsCredentials(world: World, region: string): () => Promise<AwsCredentials> {
  let held: AwsCredentials | undefined
  return async () => {
    if (held && (held.until === undefined || held.until - MARGIN_MS > world.clock.now())) return held
    held =
      (await fromEnvironment(world)) ?? (await fromWebIdentity(world, region)) ?? (await fromContainer(world))
    if (!held) {
      throw new UserError('no-aws-credentials', 'there are no AWS credentials here', {
        remedy:
          'Run aws-actions/configure-aws-credentials before this step, or set AWS_ROLE_ARN and give the job `id-token: write`.',
      })
    }
    world.secrets.mask(held.secretAccessKey)
    if (held.sessionToken !== undefined) world.secrets.mask(held.sessionToken)
    return held
  }
}

async function fromEnvironment({ env }: World): Promise<AwsCredentials | undefined> {
  const accessKeyId = env.get('AWS_ACCESS_KEY_ID')
  const secretAccessKey = env.get('AWS_SECRET_ACCESS_KEY')
  const sessionToken = env.get('AWS_SESSION_TOKEN')
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
}

/** STS AssumeRoleWithWebIdentity: needs no signature, for the token is the proof. */
async function fromWebIdentity(world: World, region: string): Promise<AwsCredentials | undefined> {
  const { env, http, oidc, github, signal } = world
  const role = env.get('AWS_ROLE_ARN')
  if (role === undefined) return undefined
  const file = env.get('AWS_WEB_IDENTITY_TOKEN_FILE')
  const token =
    file === undefined ? await oidc.token('sts.amazonaws.com') : (await readFile(file, 'utf8')).trim()
  if (token === undefined) {
    throw new UserError(
      'no-aws-credentials',
      `AWS_ROLE_ARN is set, and this job has no identity to take the role with`,
      {
        remedy: 'Give the job `permissions: id-token: write`.',
      },
    )
  }
  world.secrets.mask(token)
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  const endpoint = env.get('AWS_ENDPOINT_URL_STS') ?? `https://sts.${region}.${domain}`
  const name = env.get('AWS_ROLE_SESSION_NAME') ?? `mlops-actions-${github.context.runId ?? 'local'}`
  const { status, body } = await http.send({
    method: 'POST',
    url: endpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: role,
      RoleSessionName: name,
      WebIdentityToken: token,
    }).toString(),
    // Taking a role twice changes nothing.
    retries: 2,
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  })
  const xml = new TextDecoder().decode(body)
  const found = elements(xml, 'Credentials')[0] ?? ''
  const accessKeyId = textOf(found, 'AccessKeyId')
  const secretAccessKey = textOf(found, 'SecretAccessKey')
  const sessionToken = textOf(found, 'SessionToken')
  if (status !== 200 || !accessKeyId || !secretAccessKey || !sessionToken) {
    const reason = textOf(xml, 'Code') ?? String(status)
    throw new UserError('aws-role-refused', `STS did not let this job take the role ${role} (${reason})`, {
      remedy: "Check the role's trust policy: the identity provider, the audience and the `sub` condition.",
    })
  }
  return { accessKeyId, secretAccessKey, sessionToken, ...untilOf(textOf(found, 'Expiration')) }
}

/** The container credential provider. Plain HTTP only to the addresses that AWS names for it. */
async function fromContainer({ env, http, signal }: World): Promise<AwsCredentials | undefined> {
  const relative = env.get('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')
  const full = env.get('AWS_CONTAINER_CREDENTIALS_FULL_URI')
  const text = full ?? (relative === undefined ? undefined : `http://169.254.170.2${relative}`)
  if (text === undefined) return undefined
  const url = new URL(text)
  const known = ['169.254.170.2', '169.254.170.23', '[fd00:ec2::23]', 'localhost', '127.0.0.1', '[::1]']
  if (url.protocol !== 'https:' && !known.includes(url.hostname)) {
    throw new UserError(
      'no-aws-credentials',
      `AWS_CONTAINER_CREDENTIALS_FULL_URI: ${url.host} is not protected by TLS`,
    )
  }
  const file = env.get('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE')
  const token =
    file === undefined ? env.get('AWS_CONTAINER_AUTHORIZATION_TOKEN') : (await readFile(file, 'utf8')).trim()
  const { status, body } = await http.send({
    url: url.href,
    headers: token === undefined ? {} : { authorization: token },
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  })
  const answer = status === 200 ? containerAnswer.safeParse(json(body)) : undefined
  if (!answer?.success)
    throw new UserError('no-aws-credentials', `${url.host} gave no credentials (${status})`)
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = answer.data
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(Token !== undefined && { sessionToken: Token }),
    ...untilOf(Expiration),
  }
}

function untilOf(text: string | undefined): { readonly until?: number } {
  const until = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(until) ? {} : { until }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
