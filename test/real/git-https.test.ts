import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  auditRegistry,
  type Exec,
  fetchModel,
  gitRemote,
  gitStore,
  inlineBytes,
  type Registry,
} from '@mlops-actions/registry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, promote, random, realExec, register, rollback } from '../registry/support/world.ts'
import { type GitServer, startGitServer } from './support/git-https.ts'

let server: GitServer
const commands: string[] = []

beforeAll(async () => {
  server = await startGitServer('x-access-token', 's3cret')
})
afterAll(() => server.close())

const exec: Exec = {
  run(command, args, options) {
    commands.push([command, ...args].join(' '))
    const trust = {
      GIT_SSL_CAINFO: server.certificate,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
    }
    return realExec.run(command, args, { ...options, env: { ...options?.env, ...trust } })
  },
}

async function open(token: string | undefined): Promise<Registry> {
  const directory = mkdtempSync(join(tmpdir(), 'scratch-'))
  const ports = { exec, directory, remote: gitRemote(server.url, token) }
  return {
    store: await gitStore({ ...ports, clock: Date, random }),
    bytes: [await inlineBytes(ports)],
    clock: { now: Date.now, sleep: async () => {} },
    random,
  }
}

describe('a registry over HTTPS, with a token', () => {
  it('the whole life of a model, each step from a fresh folder', async () => {
    for (const n of [1, 2]) {
      await register(await open('s3cret'), 'm', `weights ${n}`)
      expect(await promote(await open('s3cret'), n)).toMatchObject({ kind: 'moved' })
    }
    expect(await rollback(await open('s3cret'))).toMatchObject({ kind: 'moved', current: { version: 1 } })
    const directory = mkdtempSync(join(tmpdir(), 'fetched-'))
    await fetchModel(await open('s3cret'), { model: 'm', from: { stage: 'staging' }, directory })
    expect(readFileSync(join(directory, 'model.json'), 'utf8')).toBe('weights 1')
    const audit = await auditRegistry(await open('s3cret'), { deep: 'm' })
    expect(audit).toMatchObject({ violations: [], commits: 5, verified: 2 })
  })

  it('the token travels in the header of every request and stands in no argument', () => {
    const header = `basic ${Buffer.from('x-access-token:s3cret').toString('base64')}`
    expect(new Set(server.authorizations)).toEqual(new Set([header]))
    expect(commands.length).toBeGreaterThan(50)
    expect(
      commands.filter((line) => /s3cret|extraheader/i.test(line) || line.includes(header.slice(6))),
    ).toEqual([])
  })

  it('compare-and-swap holds over HTTP: the second of two writers from one base loses', async () => {
    const [a, b] = [await open('s3cret'), await open('s3cret')]
    const [fromA, fromB] = [await a.store.head(), await b.store.head()]
    const change = { message: 'x', files: new Map([['registry.json', '{}']]) }
    expect(await a.store.commit(fromA, change)).toMatchObject({ kind: 'committed' })
    expect(await b.store.commit(fromB, change)).toMatchObject({ kind: 'lost' })
  })

  it('a wrong token and no token are errors at once: nobody is asked for a password', async () => {
    expect(await codeOf((await open('wrong')).store.head())).toBe('git-failed')
    expect(await codeOf((await open(undefined)).store.head())).toBe('git-failed')
  })
})
