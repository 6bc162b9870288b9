import { UserError } from '@mlops-actions/core'

/** What HAProxy accepts as a name; nothing else may reach its line protocol, where `;` starts another command. */
const NAME = /^[A-Za-z0-9_.:-]{1,128}$/

/** @throws UserError `bad-haproxy-name` */
export function checkName(kind: 'backend' | 'server', name: string): string {
  if (NAME.test(name)) return name
  throw new UserError('bad-haproxy-name', `${JSON.stringify(name)} is no name of a HAProxy ${kind}`, {
    remedy: 'letters, digits, . _ : and - only',
  })
}

/**
 * The weight out of `get weight`: `90 (initial 100)`.
 * @throws UserError `haproxy-refused` with HAProxy's own words (`No such server.`)
 */
export function parseWeight(answer: string, server: string): number {
  const weight = /^(\d+) \(initial \d+\)\s*$/.exec(answer)?.[1]
  if (weight === undefined) throw refused(`get weight ${server}`, answer)
  return Number(weight)
}

/** Commands that change something answer with nothing; any word is a refusal. */
export function expectSilence(answer: string, command: string): void {
  if (answer.trim() !== '') throw refused(command, answer)
}

/** The text out of `get var`, or undefined where there is no such variable (a process that was restarted). */
export function parseVariable(answer: string, name: string): string | undefined {
  const value = /: type=str value=<([^>]*)>\s*$/.exec(answer)?.[1]
  if (value !== undefined) return value
  if (answer.trim() === 'Variable not found.') return undefined
  throw refused(`get var ${name}`, answer)
}

function refused(command: string, answer: string): UserError {
  const words = answer.trim().slice(0, 200) || 'nothing'
  return new UserError('haproxy-refused', `HAProxy answers ${JSON.stringify(words)} to \`${command}\``)
}
