import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { registryRemote } from '@mlops-actions/adapters'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { codeOf } from './support/world.ts'

/** A runtime whose checkout has this origin. */
function checkout(origin: string | undefined, options: Parameters<typeof memoryRuntime>[0] = {}) {
  const runtime = memoryRuntime(options)
  runtime.exec.on('git', () => (origin === undefined ? { exitCode: 1 } : { stdout: `${origin}\n` }))
  return runtime
}

const GITHUB = 'https://github.com/octo/models.git'

describe('registryRemote', () => {
  it('is the input, else the policy, else the origin, else the repository of the workflow', async () => {
    const runtime = checkout('git@github.com:octo/fork.git')
    expect((await registryRemote(runtime, { input: '/a.git', policy: '/b.git' })).url).toBe('/a.git')
    expect((await registryRemote(runtime, { policy: '/b.git' })).url).toBe('/b.git')
    expect((await registryRemote(runtime, {})).url).toBe('git@github.com:octo/fork.git')
    expect((await registryRemote(checkout(undefined), {})).url).toBe(GITHUB)
    const nowhere = memoryRuntime()
    nowhere.exec.on('git', () => ({ exitCode: 1 }))
    const { repository: _, ...context } = nowhere.github.context
    const lost = { ...nowhere, github: { ...nowhere.github, context } }
    expect(await codeOf(registryRemote(lost, {}))).toBe('no-remote')
  })

  it('a relative path is one of the workspace', async () => {
    const runtime = checkout('../origin.git')
    expect((await registryRemote(runtime, {})).url).toBe('/origin.git')
    expect((await registryRemote(runtime, { input: 'store/models.git' })).url).toBe(
      '/workspace/store/models.git',
    )
    expect((await registryRemote(runtime, { input: 'host:models.git' })).url).toBe('host:models.git')
  })

  it('sends the token to GitHub, or where the inputs say; never where only the policy says', async () => {
    const evil = 'https://evil.example/o/r.git'
    const token = 's3cret'
    const sent = async (choice: Parameters<typeof registryRemote>[1], origin = GITHUB) =>
      (await registryRemote(checkout(origin), { ...choice, token })).env['GIT_CONFIG_KEY_0']
    expect(await sent({})).toBe('http.https://github.com/.extraheader')
    expect(await sent({ policy: GITHUB })).toBe('http.https://github.com/.extraheader')
    expect(await sent({ policy: evil })).toBe(undefined)
    expect(await sent({}, evil)).toBe(undefined)
    expect(await sent({ input: 'https://git.corp.example/r' })).toBe(
      'http.https://git.corp.example/.extraheader',
    )
    expect(await sent({ input: 'ssh://git@github.com/o/r' })).toBe(undefined)
    const ghes = checkout('https://ghes.corp/o/r', { github: { serverUrl: 'https://ghes.corp' } })
    expect((await registryRemote(ghes, { token })).env['GIT_CONFIG_KEY_0']).toBe(
      'http.https://ghes.corp/.extraheader',
    )
    expect(ghes.recorded.masked).toEqual([token, Buffer.from(`x-access-token:${token}`).toString('base64')])
  })

  it('git itself reads the header from the environment, and shows it in no argument', async () => {
    const { env } = await registryRemote(checkout(GITHUB), { token: 's3cret' })
    const read = (url: string) =>
      execFileSync('git', ['config', '--get-urlmatch', 'http.extraheader', url], {
        encoding: 'utf8',
        cwd: join('/'),
        env: {
          PATH: process.env['PATH'] ?? '',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          ...env,
        },
      }).trim()
    expect(read('https://github.com/o/r.git')).toMatch(/^AUTHORIZATION: basic /)
    expect(() => read('https://github.com.evil.example/o/r.git')).toThrow('Command failed')
  })
})
