import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { UserError } from '../error.ts'
import type { Env } from '../ports/env.ts'
import type { GitHubContext } from '../ports/github.ts'

/** GitHub itself sends webhooks of at most 25 MB. */
const EVENT_MAX_BYTES = 32 * 1024 * 1024

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
const repository = z.object({ id: z.number(), default_branch: z.string().optional() })

/** What we read of an event; a schedule's has none of it. */
const eventSchema = z.object({
  repository: repository.optional(),
  pull_request: z
    .object({
      number: z.number().int().positive(),
      /** `repo` is null when the fork was deleted. */
      head: z.object({ sha, repo: repository.nullable() }),
      base: z.object({ sha, ref: z.string(), repo: repository }),
    })
    .optional(),
})

/**
 * Where we are, from the environment and the event's payload.
 * @param event the parsed payload, or undefined where there is none
 * @throws UserError `event-unreadable` when a pull request's payload does not say what it is: guessing would let it
 * choose its own policy
 */
export function readContext(env: Env, event: unknown): GitHubContext {
  const eventName = env.get('GITHUB_EVENT_NAME') ?? 'local'
  const payload = eventSchema.safeParse(event ?? {})
  if (!payload.success || (eventName.startsWith('pull_request') && !payload.data.pull_request)) {
    throw new UserError(
      'event-unreadable',
      `the payload of the ${eventName} event is not as GitHub sends it`,
      {
        cause: payload.error,
      },
    )
  }
  const { pull_request: pull, repository: home } = payload.data
  const context: GitHubContext = {
    serverUrl: withoutSlash(env.get('GITHUB_SERVER_URL') ?? 'https://github.com'),
    apiUrl: withoutSlash(env.get('GITHUB_API_URL') ?? 'https://api.github.com'),
    eventName,
    ...optional('repository', ownerAndName(env.get('GITHUB_REPOSITORY'))),
    ...optional('sha', env.get('GITHUB_SHA')),
    ...optional('ref', env.get('GITHUB_REF')),
    // Who pressed the button: a re-run keeps the first actor, and would let one person act in another's name.
    ...optional('actor', env.get('GITHUB_TRIGGERING_ACTOR') ?? env.get('GITHUB_ACTOR')),
    ...optional('workflow', env.get('GITHUB_WORKFLOW')),
    ...optional('workflowRef', env.get('GITHUB_WORKFLOW_REF')),
    ...optional('job', env.get('GITHUB_JOB')),
    ...optional('runId', env.get('GITHUB_RUN_ID')),
    ...optional('runAttempt', env.get('GITHUB_RUN_ATTEMPT')),
    ...optional('defaultBranch', home?.default_branch),
  }
  if (!pull) return context
  return {
    ...context,
    pullRequest: {
      number: pull.number,
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      baseRef: pull.base.ref,
      fromFork: pull.head.repo?.id !== pull.base.repo.id,
    },
  }
}

/** The event's payload, or undefined outside GitHub. @throws UserError `event-unreadable` */
export function readEvent(env: Env): unknown {
  const path = env.get('GITHUB_EVENT_PATH')
  if (path === undefined) return undefined
  try {
    const { size } = statSync(path)
    if (size > EVENT_MAX_BYTES) throw new RangeError(`${size} bytes, and at most ${EVENT_MAX_BYTES} are read`)
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (cause) {
    throw new UserError('event-unreadable', `${path}: the event's payload cannot be read`, { cause })
  }
}

function ownerAndName(text: string | undefined): GitHubContext['repository'] {
  const [owner, name, ...rest] = (text ?? '').split('/')
  return owner && name && rest.length === 0 ? { owner, name } : undefined
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V })
}
