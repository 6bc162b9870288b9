import { created, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { notFound, Refusal } from '../refusal.ts'
import { repository, user } from '../represent.ts'

/** GITHUB_TOKEN on github.com: requests an hour and repository. */
const LIMIT = 1_000

export const meta: Operations = {
  'GET /rate_limit'(call) {
    const window = {
      limit: LIMIT,
      remaining: LIMIT - 1,
      used: 1,
      reset: Math.floor(Date.parse(call.now) / 1000) + 3600,
    }
    const given = { resources: { core: window, search: window }, rate: window }
    return ok(call.contract.complete('rate-limit-overview', given))
  },

  // An installation is nobody in particular: GITHUB_TOKEN may not ask who it is.
  'GET /user'(call) {
    if (!call.personal) throw new Refusal(403, 'Resource not accessible by integration')
    return ok(call.contract.complete('public-user', user(call.login)))
  },

  [`GET ${REPO}`]: (call) => ok(call.contract.complete('full-repository', repository(call))),

  [`POST ${REPO}/attestations`](call) {
    const bundle = call.body['bundle'] as JsonObject
    const id = call.nextId()
    call.state.attestations.push({ id, digests: subjectDigests(bundle), bundle })
    return created({ id })
  },

  [`GET ${REPO}/attestations/{subject_digest}`](call) {
    const wanted = String(call.path['subject_digest'])
    const found = call.state.attestations.filter(({ digests }) => digests.includes(wanted))
    if (found.length === 0) throw notFound()
    const { id } = call.state.repository
    return ok({ attestations: found.map(({ bundle }) => ({ bundle, repository_id: id })) })
  },
}

/** What an in-toto statement in a DSSE envelope speaks of. */
function subjectDigests(bundle: JsonObject): readonly string[] {
  const envelope = bundle['dsseEnvelope'] as { payload?: string } | undefined
  try {
    const statement = JSON.parse(Buffer.from(envelope?.payload ?? '', 'base64').toString('utf8')) as {
      subject: readonly { digest: Readonly<Record<string, string>> }[]
    }
    return statement.subject.flatMap(({ digest }) =>
      Object.entries(digest).map(([name, hex]) => `${name}:${hex}`),
    )
  } catch (cause) {
    throw new Refusal(422, `the bundle holds no in-toto statement: ${(cause as Error).message}`)
  }
}
