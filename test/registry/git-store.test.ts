import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditRegistry, type Exec, gitRemote, gitStore, redactUrls } from '@mlops-actions/registry'
import { describe, expect, it } from 'vitest'
import { BRANCH, codeOf, makeWorld, random, realExec, register } from './support/world.ts'

const change = (path: string, content: string) => ({ message: 'x\n', files: new Map([[path, content]]) })

describe('the git store', () => {
  it('swaps only what it compared: the second of two writers from one base loses, and nothing of it arrives', async () => {
    const world = makeWorld()
    const [a, b] = [await world.open(), await world.open()]
    const [fromA, fromB] = [await a.store.head(), await b.store.head()]
    expect(await a.store.commit(fromA, change('a', '1'))).toMatchObject({ kind: 'committed' })
    expect(await b.store.commit(fromB, change('b', '2'))).toMatchObject({ kind: 'lost' })
    const [again, stale] = [await b.store.head(), await a.store.head()]
    expect(await b.store.commit(again, change('b', '2'))).toMatchObject({ kind: 'committed' })
    expect(await a.store.commit(stale, change('c', '3'))).toMatchObject({ kind: 'lost' })
    expect([...(await a.store.head()).paths]).toEqual(['a', 'b'])
  })

  it('two writers that say the same at the same moment are still two: one loses', async () => {
    const world = makeWorld()
    const now = () => 1_700_000_000_000
    const [a, b] = [await world.open({ now }), await world.open({ now })]
    const [fromA, fromB] = [await a.store.head(), await b.store.head()]
    expect(await a.store.commit(fromA, change('a', '1'))).toMatchObject({ kind: 'committed' })
    expect(await b.store.commit(fromB, change('a', '1'))).toMatchObject({ kind: 'lost' })
  })

  it('a branch that is made while it is read is read', async () => {
    const world = makeWorld()
    const other = await world.open()
    let made = false
    const exec: Exec = {
      async run(command, args, options) {
        const ended = await realExec.run(command, args, options)
        if (args.includes('fetch') && !made) {
          made = true
          await other.store.commit(await other.store.head(), change('a', '1'))
        }
        return ended
      },
    }
    const reader = await world.open({ exec })
    expect([...(await reader.store.head()).paths]).toEqual(['a'])
    expect(made).toBe(true)
  })

  it('keeps every byte of a file, and any path git takes', async () => {
    const registry = await makeWorld().open()
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff)
    const path = 'models/m/ö \t"x"\n.json'
    await registry.store.commit(await registry.store.head(), {
      message: 'x',
      files: new Map([[path, bytes]]),
    })
    const snapshot = await registry.store.head()
    expect(snapshot.paths.has(path)).toBe(true)
    expect(Buffer.compare((await snapshot.read([path])).get(path)!, bytes)).toBe(0)
    for await (const commit of registry.store.history()) {
      expect(commit.changes).toMatchObject([{ path, kind: 'added' }])
    }
    expect.assertions(3)
  })

  it('a refusal by the server is an error with its words, not a race', async () => {
    const world = makeWorld()
    const hook = join(world.remote, 'hooks', 'pre-receive')
    writeFileSync(hook, '#!/bin/sh\necho "only the release app may push here" >&2\nexit 1\n')
    chmodSync(hook, 0o755)
    const attempt = register(await world.open(), 'm', 'w')
    await expect(attempt).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringContaining('only the release app may push here'),
      remedy: expect.stringContaining('contents: write'),
    })
  })

  it('works under the protection the README gives for bare repositories, which then holds', async () => {
    const world = makeWorld()
    world.git('config', 'receive.denyNonFastForwards', 'true')
    world.git('config', 'receive.denyDeletes', 'true')
    const readme = readFileSync(new URL('../../actions/register-model/README.md', import.meta.url), 'utf8')
    const hook = /```sh\n(#!\/bin\/sh\n[^]*?)```/.exec(readme)?.[1] ?? ''
    writeFileSync(join(world.remote, 'hooks', 'update'), hook, { mode: 0o755 })
    for (const n of [1, 2]) await register(await world.open(), 'm', `weights ${n}`)
    expect((await auditRegistry(await world.open(), { deep: 'm' })).violations).toEqual([])

    const push = (...args: readonly string[]) =>
      realExec.run('git', ['-C', world.remote, 'push', world.remote, ...args], { cwd: world.remote })
    const blob = world.git('for-each-ref', '--count=1', '--format=%(refname)', 'refs/mlops')
    const attempts = [`+${BRANCH}~1:${BRANCH}`, `:${BRANCH}`, `+${BRANCH}~1:${blob}`, `:${blob}`]
    for (const attempt of attempts) {
      const { exitCode, stderr } = await push(attempt)
      expect(exitCode).toBe(1)
      expect(stderr).toMatch(/non-fast-forward|deletion prohibited|is written once/)
    }
    expect(world.git('rev-list', '--count', BRANCH)).toBe('2')
  })

  it('an unreachable remote is an error, never an empty registry', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'scratch-'))
    const remote = gitRemote(join(directory, 'absent.git'))
    const store = await gitStore({ exec: realExec, directory, remote, clock: Date, random })
    expect(await codeOf(store.head())).toBe('git-failed')
  })

  it('runs no hooks of the user, and leaves nothing outside its own folder', async () => {
    const world = makeWorld()
    const hooks = mkdtempSync(join(tmpdir(), 'hooks-'))
    const trace = join(hooks, 'ran')
    for (const name of ['pre-push', 'pre-commit', 'post-index-change', 'reference-transaction']) {
      writeFileSync(join(hooks, name), `#!/bin/sh\npwd >> ${trace}\n`)
      chmodSync(join(hooks, name), 0o755)
    }
    const config = join(hooks, 'gitconfig')
    writeFileSync(
      config,
      `[core]\nhooksPath=${hooks}\n[commit]\ngpgSign=true\n[push]\ngpgSign=true\nfollowTags=true\n`,
    )
    const exec: Exec = {
      run: (command, args, options) =>
        realExec.run(command, args, { ...options, env: { ...options?.env, GIT_CONFIG_GLOBAL: config } }),
    }
    await register(await world.open({ exec }), 'm', 'w')
    // On a local remote the server side reads the same global configuration; its hooks are its own.
    expect(new Set(readFileSync(trace, 'utf8').split('\n').filter(Boolean))).toEqual(new Set([world.remote]))
    expect(world.git('rev-list', '--count', BRANCH)).toBe('1')
  })

  it('a push whose answer was lost is looked up before it is called a failure', async () => {
    const world = makeWorld()
    let dropped = 0
    const exec: Exec = {
      async run(command, args, options) {
        const result = await realExec.run(command, args, options)
        if (!args.includes('push') || !args.some((arg) => arg.endsWith(BRANCH))) return result
        dropped++
        return {
          exitCode: 128,
          stdout: new Uint8Array(),
          stderr: 'fatal: the remote end hung up unexpectedly',
        }
      },
    }
    expect(await register(await world.open({ exec }), 'm', 'w')).toMatchObject({ created: true, tries: 1 })
    expect(dropped).toBe(1)
  })

  it.each(['-x', 'a..b', 'a b', '@{-1}', 'x.lock', ''])('refuses the branch %j', async (branch) => {
    const directory = mkdtempSync(join(tmpdir(), 'scratch-'))
    const remote = gitRemote('/nowhere')
    expect(await codeOf(gitStore({ exec: realExec, directory, remote, branch, clock: Date, random }))).toBe(
      'invalid-name',
    )
  })
})

describe('credentials', () => {
  it('the token goes into the environment, for the origin of the remote only', () => {
    const { env, url, shown } = gitRemote('https://github.com/o/r.git', 's3cret')
    expect(env).toEqual({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.https://github.com/.extraheader',
      GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${Buffer.from('x-access-token:s3cret').toString('base64')}`,
    })
    expect(`${url}${shown}`).not.toContain('s3cret')
  })

  it.each([
    'http://github.com/o/r',
    'git@github.com:o/r.git',
    'ssh://git@github.com/o/r',
    '/srv/r.git',
    'file:///srv/r',
  ])('is not sent to %s', (url) => expect(gitRemote(url, 's3cret').env).toEqual({}))

  it('in a URL is never shown', async () => {
    const remote = gitRemote('https://u:p4ss@127.0.0.1:9/o/r.git?token=p4ss')
    expect(remote.shown).toBe('https://127.0.0.1:9/o/r.git?***')
    const directory = mkdtempSync(join(tmpdir(), 'scratch-'))
    const store = await gitStore({ exec: realExec, directory, remote, clock: Date, random })
    const failure: unknown = await store.head().catch((error: unknown) => error)
    expect(`${String(failure)} ${store.name}`).toContain('127.0.0.1:9')
    expect(`${String(failure)} ${store.name}`).not.toContain('p4ss')
    expect(redactUrls("fatal: unable to access 'https://x:y@h/p?q=1': refused")).toBe(
      "fatal: unable to access 'https://***@h/p?***': refused",
    )
  })

  it.each(['', '--upload-pack=x', 'ext::sh -c id', 'fd::17', 'https://h/\nx'])('%j is no remote', (url) => {
    expect(() => gitRemote(url)).toThrow('is no git remote')
  })
})
