import {
  gitopsRouter,
  parseYamlPath,
  readSplit,
  type WeightsPlace,
  writeSplit,
} from '@mlops-actions/adapters'
import type { Exec } from '@mlops-actions/core'
import { splitFor } from '@mlops-actions/rollout'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gitRemote, type GitRemoteFixture, realExec } from '../contract/router/git-remote.ts'
import { stateFor } from '../contract/router/router-contract.ts'

const arms = { stable: 'm-stable', canary: 'm-canary' }
const place = (path: string): WeightsPlace => ({ file: 'route.yml', path: parseYamlPath(path), arms })

const ROUTE = `# edited by machines, read by people
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: m}
spec:
  rules:
    - backendRefs:
        - name: m-stable # the old model
          port: 80
          weight: 100
        - {name: m-canary, port: 80, weight: 0} # the new one
---
kind: Service
`

describe('the weights file', () => {
  it('reads a list with names, in one of several documents', () => {
    expect(readSplit(ROUTE, place('spec.rules[0].backendRefs'))).toEqual({ stable: 100, canary: 0 })
  })

  it('changes two numbers and nothing else', () => {
    const edited = writeSplit(ROUTE, splitFor(10), place('spec.rules[0].backendRefs'))
    expect(edited).toBe(ROUTE.replace('weight: 100', 'weight: 90').replace('weight: 0}', 'weight: 10}'))
    expect(readSplit(edited, place('spec.rules[0].backendRefs'))).toEqual({ stable: 90, canary: 10 })
  })

  it('reads and writes a map from arm to weight, whatever its scale', () => {
    const text = 'weights:\n  m-stable: 750\n  m-canary: 250\n'
    expect(readSplit(text, place('weights'))).toEqual({ stable: 75, canary: 25 })
    expect(writeSplit(text, splitFor(5), place('weights'))).toBe('weights:\n  m-stable: 95\n  m-canary: 5\n')
  })

  it.each([
    ['an arm is missing', 'weights: {m-stable: 100}', 'has no weights of'],
    ['the path is missing', 'other: {}', 'has no weights of'],
    ['both are 0', 'weights: {m-stable: 0, m-canary: 0}', 'both weights are 0'],
    ['one is negative', 'weights: {m-stable: 100, m-canary: -1}', 'no number >= 0'],
    ['one is a text', 'weights: {m-stable: 100, m-canary: "0"}', 'no number >= 0'],
    ['one is NaN', 'weights: {m-stable: 100, m-canary: .nan}', 'no number >= 0'],
    ['it is no YAML', 'weights: {', 'is not YAML'],
    ['a key is doubled', 'weights: {m-stable: 1, m-stable: 2, m-canary: 0}', 'is not YAML'],
    ['it is empty', '', 'is empty'],
    [
      'two documents fit',
      'weights: &w {m-stable: 1, m-canary: 0}\n---\nweights: {m-stable: 1, m-canary: 0}',
      '2 documents',
    ],
  ])('is refused when %s', (_, text, message) => {
    expect(() => readSplit(text, place('weights'))).toThrow(
      expect.objectContaining({ code: 'bad-weights-file', message: expect.stringContaining(message) }),
    )
  })
})

describe('parseYamlPath', () => {
  it.each([
    ['weights', ['weights']],
    ['spec.rules[0].backendRefs', ['spec', 'rules', 0, 'backendRefs']],
    ['[1].a', [1, 'a']],
    ['a[0][2]', ['a', 0, 2]],
  ])('%s', (text, path) => {
    expect(parseYamlPath(text)).toEqual(path)
  })

  it.each(['', '.', 'a..b', 'a[', 'a[x]', 'a.', '[0]a'])('refuses %j', (text) => {
    expect(() => parseYamlPath(text)).toThrow(expect.objectContaining({ code: 'bad-yaml-path' }))
  })
})

describe('the GitOps router', () => {
  let remote: GitRemoteFixture
  beforeEach(async () => {
    remote = await gitRemote({ 'route.yml': ROUTE, 'README.md': 'hello\n' })
  })
  afterEach(() => remote.dispose())

  async function routerOn(url: string, exec: Exec = realExec, token?: string) {
    return gitopsRouter(await remote.branch({ url, exec, token }), {
      ...place('spec.rules[0].backendRefs'),
      target: 'git/deploy@main:route.yml',
    })
  }

  it('makes one commit of weights and state, and leaves all other files alone', async () => {
    const router = await routerOn(remote.url)
    const { revision } = await router.read()
    await router.write({ split: splitFor(10), state: stateFor('r1', router.target) }, revision)
    expect(await remote.log()).toEqual(['canary of delay: 10 %', 'by hand'])
    expect(await remote.show('route.yml')).toContain('weight: 90')
    expect(JSON.parse(await remote.show('route.yml.rollout-state'))).toMatchObject({ id: 'r1' })
    expect(await remote.show('README.md')).toBe('hello\n')
  })

  it('takes no harm from commits to other files in between', async () => {
    const router = await routerOn(remote.url)
    const { revision } = await router.read()
    await remote.commit({ 'README.md': 'changed\n' })
    await router.write({ split: splitFor(10), state: stateFor('r1', router.target) }, revision)
    expect(await remote.show('README.md')).toBe('changed\n')
    expect(await remote.show('route.yml')).toContain('weight: 10')
  })

  it('tries again when another push comes between its fetch and its push', async () => {
    let disturbed = 0
    const racing: Exec = {
      async run(command, args, options) {
        if (args.includes('push') && disturbed++ === 0) await remote.commit({ 'README.md': 'in between\n' })
        return realExec.run(command, args, options)
      },
    }
    const router = await routerOn(remote.url, racing)
    await router.write(
      { split: splitFor(10), state: stateFor('r1', router.target) },
      (await router.read()).revision,
    )
    expect(await remote.log()).toEqual(['canary of delay: 10 %', 'by hand', 'by hand'])
    expect(await remote.show('README.md')).toBe('in between\n')
  })

  it('gives up when the push that came between changed the weights', async () => {
    const racing: Exec = {
      async run(command, args, options) {
        if (args.includes('push')) {
          await remote.commit({ 'route.yml': ROUTE.replace('weight: 0}', 'weight: 50}') })
        }
        return realExec.run(command, args, options)
      },
    }
    const router = await routerOn(remote.url, racing)
    const { revision } = await router.read()
    await expect(
      router.write({ split: splitFor(10), state: stateFor('r1', router.target) }, revision),
    ).rejects.toMatchObject({ code: 'contended' })
    expect(await remote.show('route.yml')).toContain('weight: 50}')
  })

  it('writes nothing where nothing changes', async () => {
    const router = await routerOn(remote.url)
    const state = stateFor('r1', router.target)
    await router.force(splitFor(0), state)
    await router.force(splitFor(0), state)
    expect(await remote.log()).toHaveLength(2)
  })

  it('says which file is missing', async () => {
    const other = await gitRemote({ 'other.yml': 'a: 1\n' })
    try {
      await expect((await routerOn(other.url)).read()).rejects.toMatchObject({
        code: 'bad-weights-file',
        message: expect.stringContaining('there is no such file'),
      })
    } finally {
      await other.dispose()
    }
  })

  it("quotes git when a remote does not answer, without the remote's credentials", async () => {
    const router = await routerOn('https://user:s3cret@127.0.0.1:1/x.git')
    const error = await router.read().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'git-failed' })
    expect(String(error)).not.toContain('s3cret')
  })

  it('keeps a token out of argv', async () => {
    const seen: { args: readonly string[]; env: Readonly<Record<string, string | undefined>> }[] = []
    const recording: Exec = {
      run(command, args, options) {
        seen.push({ args, env: options?.env ?? {} })
        return realExec.run(command, args, options)
      },
    }
    await (await routerOn('https://127.0.0.1:1/x.git', recording, 't0ps3cret')).read().catch(() => undefined)
    expect(seen.length).toBeGreaterThan(0)
    const basic = Buffer.from('x-access-token:t0ps3cret').toString('base64')
    for (const { args } of seen) expect(args.join(' ')).not.toMatch(new RegExp(`t0ps3cret|${basic}`))
    expect(Object.values(seen.at(-1)?.env ?? {})).toContain(`AUTHORIZATION: basic ${basic}`)
    expect(Object.values(seen.at(-1)?.env ?? {})).toContain('http.https://127.0.0.1:1/.extraheader')
  })

  it.each([
    ['ext::sh -c "touch /tmp/owned"', 'invalid-remote'],
    ['--upload-pack=touch /tmp/owned', 'invalid-remote'],
  ])('refuses the remote %j', async (url, code) => {
    await expect(routerOn(url)).rejects.toMatchObject({ code })
  })

  it.each(['main:refs/heads/other', '--force', '@{-1}', ''])('refuses the branch %j', async (branch) => {
    await expect(remote.branch({ branch })).rejects.toMatchObject({ code: 'invalid-name' })
  })

  it("works where a git hook's environment points at another repository", async () => {
    const inHook: Exec = {
      run: (command, args, options) =>
        realExec.run(command, args, { ...options, env: { ...hookEnvironment, ...options?.env } }),
    }
    const hookEnvironment = {
      GIT_DIR: '/nowhere/.git',
      GIT_COMMON_DIR: '/nowhere/.git',
      GIT_WORK_TREE: '/nowhere',
      GIT_INDEX_FILE: '/nowhere/index',
      GIT_OBJECT_DIRECTORY: '/nowhere/objects',
      GIT_ALTERNATE_OBJECT_DIRECTORIES: '/nowhere/alternates',
      GIT_NAMESPACE: 'elsewhere',
      GIT_QUARANTINE_PATH: '/nowhere/quarantine',
      GIT_SHALLOW_FILE: '/nowhere/shallow',
      GIT_GRAFT_FILE: '/nowhere/grafts',
    }
    const router = await routerOn(remote.url, inHook)
    const { revision } = await router.read()
    await router.write({ split: splitFor(10), state: stateFor('r1', router.target) }, revision)
    expect(await remote.show('route.yml')).toContain('weight: 10')
  })
})
