import { z } from 'zod'
import { HttpError } from '../error.ts'
import type { Env } from '../ports/env.ts'
import type { Http } from '../ports/http.ts'
import type { Oidc, Secrets } from '../ports/outputs.ts'

const answerSchema = z.object({ value: z.string().min(1) })

/** The job's identity from the service the runner names; only a job with `id-token: write` is told of one. */
export function actionsOidc(env: Env, http: Http, secrets: Secrets): Oidc {
  return {
    async token(audience) {
      const service = env.get('ACTIONS_ID_TOKEN_REQUEST_URL')
      const bearer = env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')
      if (service === undefined || bearer === undefined) return undefined
      const url = new URL(service)
      url.searchParams.set('audience', audience)
      const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' }
      const { status, body } = await http.send({ url: url.href, headers })
      if (status !== 200)
        throw new HttpError(url.host, `${url.host}: answered ${status} when asked for an OIDC token`)
      const { value } = answerSchema.parse(JSON.parse(new TextDecoder().decode(body)))
      secrets.mask(value)
      return value
    },
  }
}
