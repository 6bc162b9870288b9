import { type Env, type Http, UserError } from '@mlops-actions/core'
import { z } from 'zod'

/** Metadata answers; artifacts have their own limit. */
const MAX_ANSWER_BYTES = 16 * 2 ** 20
/** The HTTP port takes and gives whole bodies. */
export const MAX_ARTIFACT_BYTES = 2 ** 30
const ARTIFACT_TIMEOUT_MS = 600_000

/** The REST API of an MLflow tracking server (2.9 and later), and its artifact proxy. */
export interface MlflowClient {
  /** How messages call it: the address without credentials. */
  readonly place: string
  get<T>(path: string, query: Readonly<Record<string, string>>, answer: z.ZodType<T>): Promise<T>
  post<T>(path: string, body: object, answer: z.ZodType<T>): Promise<T>
  /** Files below a path of the proxy, relative to it, with their sizes. */
  listArtifacts(path: string): Promise<readonly { readonly path: string; readonly byteLength: number }[]>
  readArtifact(path: string): Promise<Uint8Array>
  writeArtifact(path: string, content: Uint8Array): Promise<void>
}

const CREDENTIALS =
  'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD (or MLFLOW_TRACKING_TOKEN) of a user who may do this.'

/** An error the server names (`RESOURCE_ALREADY_EXISTS`, `RESOURCE_DOES_NOT_EXIST`, ...). */
export class MlflowError extends UserError {
  readonly status: number
  readonly errorCode: string

  constructor(place: string, path: string, status: number, errorCode: string, message: string) {
    const refused = status === 401 || status === 403
    super(
      'mlflow-refused',
      `${place} answers ${status} to ${path}: ${errorCode} ${message}`.trim(),
      refused ? { remedy: CREDENTIALS } : {},
    )
    this.status = status
    this.errorCode = errorCode
  }
}

/**
 * The server that `MLFLOW_TRACKING_URI` names, with the credentials of MLflow's own variables. The environment alone says
 * where credentials go: a policy file can be changed by anybody who can push a branch.
 *
 * @throws UserError `no-mlflow`
 */
export function mlflowClient(http: Http, env: Env): MlflowClient {
  const uri = env.get('MLFLOW_TRACKING_URI')
  if (uri === undefined || !/^https?:\/\//.test(uri) || !URL.canParse(uri)) {
    throw new UserError('no-mlflow', 'no MLflow server is named', {
      remedy:
        'Set MLFLOW_TRACKING_URI of the step to http(s)://..., and MLFLOW_TRACKING_USERNAME and _PASSWORD.',
    })
  }
  const url = new URL(uri)
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  const headers = { accept: 'application/json', ...authorization(url, env) }

  const exchange = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    query: string,
    body?: Uint8Array | string,
    type?: string,
  ) => {
    const artifact = path.startsWith('mlflow-artifacts/artifacts/')
    const answer = await http.send({
      method,
      url: `${base}/api/2.0/${path}${query === '' ? '' : `?${query}`}`,
      headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
      maxBytes: artifact ? MAX_ARTIFACT_BYTES : MAX_ANSWER_BYTES,
      ...(artifact ? { timeoutMs: ARTIFACT_TIMEOUT_MS } : {}),
    })
    if (answer.status !== 200) throw refusal(base, path, answer)
    return answer.body
  }
  const parsed = <T>(body: Uint8Array, path: string, schema: z.ZodType<T>): T => {
    const result = schema.safeParse(parseJson(body))
    if (result.success) return result.data
    throw new UserError('mlflow-answer', `${base}: the answer to ${path} is not what MLflow's API says`, {
      cause: result.error,
    })
  }
  const list = async (path: string, prefix: string): Promise<{ path: string; byteLength: number }[]> => {
    const at = prefix === '' ? path : `${path}/${prefix}`
    const query = new URLSearchParams({ path: at }).toString()
    const { files = [] } = parsed(
      await exchange('GET', 'mlflow-artifacts/artifacts', query),
      'artifacts',
      listing,
    )
    const found = []
    for (const file of files) {
      const name = prefix === '' ? file.path : `${prefix}/${file.path}`
      if (file.is_dir) found.push(...(await list(path, name)))
      else found.push({ path: name, byteLength: Number(file.file_size ?? 0) })
    }
    return found
  }
  return {
    place: base,
    get: async (path, query, schema) =>
      parsed(await exchange('GET', `mlflow/${path}`, new URLSearchParams(query).toString()), path, schema),
    post: async (path, body, schema) =>
      parsed(
        await exchange('POST', `mlflow/${path}`, '', JSON.stringify(body), 'application/json'),
        path,
        schema,
      ),
    listArtifacts: (path) => list(path, ''),
    readArtifact: (path) => exchange('GET', `mlflow-artifacts/artifacts/${encoded(path)}`, ''),
    async writeArtifact(path, content) {
      await exchange(
        'PUT',
        `mlflow-artifacts/artifacts/${encoded(path)}`,
        '',
        content,
        'application/octet-stream',
      )
    },
  }
}

const listing = z.looseObject({
  files: z
    .array(
      z.looseObject({
        path: z.string(),
        is_dir: z.boolean().optional(),
        file_size: z.union([z.number(), z.string()]).optional(),
      }),
    )
    .optional(),
})

/**
 * The proxy's path of an artifact URI (`mlflow-artifacts:/1/abc/artifacts`).
 *
 * @throws UserError `mlflow-not-proxied`: another storage needs its own credentials, which we do not have
 */
export function proxyPath(uri: string): string {
  const path = /^mlflow-artifacts:(?:\/\/[^/]*)?\/+(.+)$/.exec(uri)?.[1]
  if (path !== undefined) return path.replace(/\/+$/, '')
  throw new UserError('mlflow-not-proxied', 'the MLflow server does not serve its artifacts itself', {
    remedy:
      'Start it with --serve-artifacts (the default) and --artifacts-destination, so that files go through it.',
  })
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

function authorization(url: URL, env: Env): Readonly<Record<string, string>> {
  const token = env.get('MLFLOW_TRACKING_TOKEN')
  if (token !== undefined) return { authorization: `Bearer ${token}` }
  const user = env.get('MLFLOW_TRACKING_USERNAME') ?? decodeURIComponent(url.username)
  const password = env.get('MLFLOW_TRACKING_PASSWORD') ?? decodeURIComponent(url.password)
  if (user === '' && password === '') return {}
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

function refusal(
  place: string,
  path: string,
  answer: { readonly status: number; readonly body: Uint8Array },
): MlflowError {
  const said = z
    .looseObject({ error_code: z.string(), message: z.string() })
    .safeParse(parseJson(answer.body))
  const [code, message] = said.success ? [said.data.error_code, said.data.message.slice(0, 500)] : ['', '']
  return new MlflowError(place, path, answer.status, code, message)
}

/** Undefined for what is no JSON: proxies answer in HTML. */
function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
