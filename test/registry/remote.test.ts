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

  it("takes a token out of the URL, where git's arguments would show it to the whole machine", async () => {
    const runtime = checkout('https://gitlab-ci-token:s3%40cret@git.corp.example/g/r.git')
    const remote = await registryRemote(runtime, {})
    expect(remote.url).toBe('https://git.corp.example/g/r.git')
    expect(remote.shown).toBe(remote.url)
    expect(remote.env['GIT_CONFIG_KEY_0']).toBe('http.https://git.corp.example/.extraheader')
    const basic = Buffer.from('gitlab-ci-token:s3@cret').toString('base64')
    expect(remote.env['GIT_CONFIG_VALUE_0']).toBe(`AUTHORIZATION: basic ${basic}`)
  })

  it.each([
    ['remote', { input: 'https://ann:s3cret@git.corp.example/r.git' }],
    ['registry.remote', { policy: 'https://s3cret@git.corp.example/r.git' }],
  ])('a secret written into %s is refused, and not repeated', async (named, choice) => {
    const runtime = checkout(GITHUB)
    await expect(registryRemote(runtime, choice)).rejects.toMatchObject({
      code: 'secret-in-url',
      message: `${named} holds a user or password`,
      remedy: expect.stringContaining('`remote-token`'),
    })
    expect(JSON.stringify(runtime.recorded.log)).not.toContain('s3cret')
  })

  describe('sends', () => {
    const evil = 'https://evil.example/o/r.git'
    const corp = 'https://git.corp.example/r'
    const sent = async (choice: Parameters<typeof registryRemote>[1], origin = GITHUB) => {
      const { env } = await registryRemote(checkout(origin), choice)
      const value = env['GIT_CONFIG_VALUE_0']?.replace('AUTHORIZATION: basic ', '') ?? ''
      return { to: env['GIT_CONFIG_KEY_0'], token: Buffer.from(value, 'base64').toString() }
    }
    const nothing = { to: undefined, token: '' }

    it("the job's token to GitHub alone", async () => {
      const toGitHub = { to: 'http.https://github.com/.extraheader', token: 'x-access-token:job' }
      expect(await sent({ token: 'job' })).toEqual(toGitHub)
      expect(await sent({ token: 'job', policy: GITHUB })).toEqual(toGitHub)
      for (const choice of [{ policy: evil }, { input: corp }, { input: 'ssh://git@github.com/o/r' }]) {
        expect(await sent({ token: 'job', ...choice })).toEqual(nothing)
      }
      expect(await sent({ token: 'job' }, evil)).toEqual(nothing)
    })

    it('a token given for the registry also where the inputs say, never where only the policy says', async () => {
      const tokens = { token: 'job', remoteToken: 'own' }
      expect(await sent({ ...tokens, input: corp })).toEqual({
        to: 'http.https://git.corp.example/.extraheader',
        token: 'x-access-token:own',
      })
      expect((await sent(tokens)).token).toBe('x-access-token:own')
      expect(await sent({ ...tokens, policy: evil })).toEqual(nothing)
      const runtime = checkout(GITHUB)
      await registryRemote(runtime, { ...tokens, policy: evil })
      expect(runtime.recorded.log).toMatchObject([{ level: 'warning' }])
      expect(runtime.recorded.masked).toEqual([])
    })

    it('masked in both the forms it can be seen in, on GHES too', async () => {
      const ghes = checkout('https://ghes.corp/o/r', { github: { serverUrl: 'https://ghes.corp' } })
      const { env } = await registryRemote(ghes, { token: 's3cret' })
      expect(env['GIT_CONFIG_KEY_0']).toBe('http.https://ghes.corp/.extraheader')
      expect(ghes.recorded.masked).toEqual([
        's3cret',
        Buffer.from('x-access-token:s3cret').toString('base64'),
      ])
    })
  })

  it('leaves the settings the job gives git in the same way', async () => {
    const runtime = checkout(GITHUB, { env: { GIT_CONFIG_COUNT: '2' } })
    const { env } = await registryRemote(runtime, { token: 's3cret' })
    expect(Object.keys(env)).toEqual(['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_2', 'GIT_CONFIG_VALUE_2'])
    expect(env['GIT_CONFIG_COUNT']).toBe('3')
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
