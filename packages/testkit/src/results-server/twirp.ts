import type { ServerReply } from '../http/listen.ts'

/** An error as Twirp spells it: https://twitchtv.github.io/twirp/docs/errors.html */
export class TwirpError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export type TwirpRequest = Readonly<Record<string, unknown>>

/** The methods of a service by name: snake_case JSON in, snake_case JSON out. */
export type TwirpService = Readonly<Record<string, (request: TwirpRequest) => Promise<object>>>

/** Answers one call. */
export async function answerTwirp(service: TwirpService, method: string, body: Buffer): Promise<ServerReply> {
  try {
    const handler = Object.hasOwn(service, method) ? service[method] : undefined
    if (!handler) throw new TwirpError(404, 'bad_route', `no handler for ${method}`)
    return json(200, await handler(JSON.parse(body.toString('utf8')) as TwirpRequest))
  } catch (error) {
    if (error instanceof SyntaxError) return json(400, { code: 'malformed', msg: error.message })
    if (!(error instanceof TwirpError)) throw error
    return json(error.status, { code: error.code, msg: error.message })
  }
}

export function json(status: number, body: object): ServerReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** A string field that must be there. */
export function field(request: TwirpRequest, name: string): string {
  const value = request[name]
  if (typeof value === 'string' && value !== '') return value
  throw new TwirpError(400, 'invalid_argument', `${name} is required`)
}
