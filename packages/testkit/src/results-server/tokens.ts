import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'

const LIFETIME_S = 600

/** A token of the job: clients decode it for the run's and job's ids and verify nothing. */
export function runtimeToken(backendIds: { readonly run: string; readonly job: string }): string {
  const scope = `Actions.GenericRead:00000000 Actions.Results:${backendIds.run}:${backendIds.job}`
  return jwt({ alg: 'none' }, { scp: scope }, () => Buffer.from('testkit'))
}

export interface OidcIssuer {
  /** An RS256 identity token of the job for an audience. */
  token(audience: string): string
  /** The public key, for whoever verifies: `/.well-known/jwks`. */
  readonly jwks: object
}

/** An issuer of its own key. `claims` are added to, and win over, those of a push to main of `repository`. */
export function createOidcIssuer(options: {
  readonly issuer: () => string
  readonly repository: string
  readonly claims: Readonly<Record<string, string>>
  readonly now: () => number
}): OidcIssuer {
  const kid = randomUUID()
  // Some hundred milliseconds, which most servers never need.
  let pair: ReturnType<typeof newKeys> | undefined
  const keys = () => (pair ??= newKeys())
  return {
    get jwks() {
      return { keys: [{ ...keys().publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] }
    },
    token(audience) {
      const issued = Math.floor(options.now() / 1000)
      const { repository } = options
      const claims = {
        iss: options.issuer(),
        aud: audience,
        sub: `repo:${repository}:ref:refs/heads/main`,
        repository,
        repository_owner: repository.split('/')[0],
        ref: 'refs/heads/main',
        event_name: 'push',
        jti: randomUUID(),
        iat: issued,
        nbf: issued,
        exp: issued + LIFETIME_S,
        ...options.claims,
      }
      return jwt({ alg: 'RS256', kid, typ: 'JWT' }, claims, (input) =>
        sign('sha256', input, keys().privateKey),
      )
    },
  }
}

function newKeys() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function jwt(header: object, claims: object, signature: (input: Buffer) => Buffer): string {
  const input = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${input}.${signature(Buffer.from(input)).toString('base64url')}`
}
