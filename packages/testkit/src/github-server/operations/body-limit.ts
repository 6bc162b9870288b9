import { invalidField, type Refusal } from '../refusal.ts'

/**
 * Not in the description: bodies of issues and comments end at 65,536 characters. GitHub does not say what it calls a
 * character; counted here in UTF-16 units, the strictest reading that is not bytes.
 */
export const BODY_MAX_CHARACTERS = 65_536

export function bodyTooLong(resource: string): Refusal {
  const message = `Body is too long (maximum is ${BODY_MAX_CHARACTERS} characters)`
  return invalidField(resource, 'data', message, 'unprocessable')
}
