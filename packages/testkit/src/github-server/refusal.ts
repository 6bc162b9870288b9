import type { Json } from './complete.ts'

/** An answer that is an error, as GitHub words it. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: Json | undefined

  constructor(status: number, message: string, errors?: Json) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found')

/** 422 with one field named, the shape octokit prints. */
export function invalidField(resource: string, field: string, message: string, code = 'custom'): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource, code, field, message }])
}
