import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { localContext } from '../../packages/runner/src/context.ts'
import { repositoryOf } from '../../packages/runner/src/git.ts'

it.each([
  ['https://github.com/octo/repo.git', 'octo/repo'],
  ['https://user:secret@ghe.example.com/octo/repo', 'octo/repo'],
  ['git@github.com:octo/repo.git', 'octo/repo'],
  ['ssh://git@github.com:22/octo/my.repo', 'octo/my.repo'],
  ['https://gitlab.com/group/sub/project.git', undefined],
  ['/srv/git/repo.git', undefined],
  ['not a url', undefined],
])('reads owner/name out of %s', (remote, expected) => {
  expect(repositoryOf(remote)).toBe(expected)
})

const base = { eventName: 'push', event: {}, now: 1_700_000_000_000 }
const emptyFolder = () => mkdtempSync(join(tmpdir(), 'context-'))

it('asks git where there is a checkout', async () => {
  const workspace = emptyFolder()
  const git = (...args: string[]) => execFileSync('git', ['-C', workspace, ...args], { encoding: 'utf8' })
  git('init', '--quiet', '--initial-branch', 'topic')
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.com')
  git('remote', 'add', 'origin', 'https://token:x@github.com/octo/repo.git')
  git('commit', '--quiet', '--allow-empty', '--message', 'first')
  const context = await localContext({ ...base, workspace, env: {} })
  expect(context).toMatchObject({
    repository: 'octo/repo',
    repository_owner: 'octo',
    sha: git('rev-parse', 'HEAD').trim(),
    ref: 'refs/heads/topic',
    ref_name: 'topic',
    ref_type: 'branch',
    actor: 'Ada',
    run_id: '1700000000000',
  })
  expect(JSON.stringify(context)).not.toContain('token:x')
})

it('leaves out what nobody knows', async () => {
  const context = await localContext({ ...base, workspace: emptyFolder(), env: {} })
  expect(context).not.toHaveProperty('sha')
  expect(context).not.toHaveProperty('token')
})

it.each([
  ['https://github.com', 'https://api.github.com', 'https://api.github.com/graphql'],
  ['https://acme.ghe.com', 'https://api.acme.ghe.com', 'https://api.acme.ghe.com/graphql'],
  ['https://ghe.example.com/', 'https://ghe.example.com/api/v3', 'https://ghe.example.com/api/graphql'],
])('knows the API of %s', async (server, api, graphql) => {
  const context = await localContext({
    ...base,
    workspace: emptyFolder(),
    env: { GITHUB_SERVER_URL: server },
  })
  expect(context).toMatchObject({ api_url: api, graphql_url: graphql })
})

it('refuses a server that is no address', async () => {
  const env = { GITHUB_SERVER_URL: 'ghe.example.com' }
  const context = localContext({ ...base, workspace: emptyFolder(), env })
  await expect(context).rejects.toThrow('GITHUB_SERVER_URL is no address: "ghe.example.com"')
})

it('lets GITHUB_* win, but never the files of another step', async () => {
  const env = {
    GITHUB_API_URL: 'http://127.0.0.1:1',
    GITHUB_OUTPUT: '/other/step',
    GITHUB_SHA: 'a'.repeat(40),
  }
  const context = await localContext({ ...base, workspace: emptyFolder(), env })
  expect(context).toMatchObject({ api_url: 'http://127.0.0.1:1', sha: 'a'.repeat(40) })
  expect(context).not.toHaveProperty('output')
})
