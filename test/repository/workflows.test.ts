import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { root, trackedFiles } from './support/files.ts'

interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}
interface Job {
  readonly permissions?: unknown
  readonly 'timeout-minutes'?: number
  readonly steps: readonly { readonly run?: string }[]
}

const workflows = await Promise.all(
  (await trackedFiles('.github/workflows')).map(
    async (path) => [path, parse(await readFile(root + path, 'utf8')) as Workflow] as const,
  ),
)

it('there is something to check', () => {
  expect(workflows.length).toBeGreaterThan(2)
})

it.each(workflows)('%s grants nothing but job by job', (_, { permissions, jobs }) => {
  expect(permissions).toEqual({})
  for (const [name, job] of Object.entries(jobs)) {
    expect(job.permissions, name).toBeTypeOf('object')
    expect(job['timeout-minutes'], name).toBeTypeOf('number')
  }
})

it.each(workflows)('%s never runs a stranger with our token', (_, { on }) => {
  expect(JSON.stringify(on)).not.toContain('pull_request_target')
})

it.each(workflows)('%s puts no expression into a shell script, where it would be code', (_, { jobs }) => {
  for (const { run = '' } of Object.values(jobs).flatMap(({ steps }) => steps))
    expect(run).not.toContain('${{')
})
