import { execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { action } from '@mlops-actions/canary-deploy'
import { readSplit } from '@mlops-actions/adapters'
import type { MemoryRuntime } from '@mlops-actions/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gitRemote, type GitRemoteFixture, realExec } from '../contract/router/git-remote.ts'
import { POLICY, type World, world } from './world.ts'

const FILE = 'apps/route.yml'
const ROUTE = `# who gets what
weights:
  blue: 100 # production
  green: 0
`
const place = { file: FILE, path: ['weights'], arms: { stable: 'blue', canary: 'green' } }

let remote: GitRemoteFixture
let here: World
let runtime: MemoryRuntime

/** The controller of a GitOps cluster: makes the proxy do what the branch says. */
function applyBranch(): void {
  const text = execFileSync('git', ['-C', remote.url, 'show', `main:${FILE}`], { encoding: 'utf8' })
  const { stable, canary } = readSplit(text, place)
  here.proxy.weights.set('models/blue', stable).set('models/green', canary)
}

async function setUp(canaryRate: number): Promise<void> {
  remote = await gitRemote({ [FILE]: ROUTE })
  here = await world({ canaryRate })
  here.onQuery = () => {
    applyBranch()
    return undefined
  }
  const temporary = (prefix: string) => mkdtemp(join(remote.folder, prefix))
  runtime = {
    ...here.runtime,
    exec: { ...here.runtime.exec, run: (...call) => realExec.run(...call) },
    files: { ...here.runtime.files, temporary },
  }
}

const inputs = () => ({
  router: 'gitops',
  'gitops-remote': remote.url,
  'gitops-file': FILE,
  'gitops-path': 'weights',
})

beforeEach(() => setUp(0.01))
afterEach(async () => {
  await here.close()
  await remote.dispose()
})

describe('canary-deploy over a GitOps repository', () => {
  it('promotes by commits that change two numbers each', async () => {
    const ended = await here.run(inputs(), runtime)
    expect(ended.ok).toBe(true)
    expect(await remote.show(FILE)).toBe(ROUTE.replace('100 #', '0 #').replace('green: 0', 'green: 100'))
    const subjects = (await remote.log()).toReversed()
    const shares = subjects.flatMap((subject) => /^canary of delay: (\d+) %$/.exec(subject)?.[1] ?? [])
    expect([...new Set(shares)]).toEqual(['0', '5', '25', '50', '100'])
    expect(JSON.parse(await remote.show(`${FILE}.rollout-state`))).toMatchObject({
      verdict: 'promoted',
      weight: 100,
    })
  })

  it('does not commit at every look while the lease has long to go', async () => {
    const patient = POLICY.replace('max_duration: 4h', 'max_duration: 4h\n      lease: 2h').replace(
      'min_requests: 500',
      'min_requests: 4000',
    )
    await runtime.files.write('mlops.yml', patient)
    expect((await here.run(inputs(), runtime)).ok).toBe(true)
    const looks = here.runtime.recorded.log.filter(({ message }) => / for \d+m: /.test(message)).length
    expect(looks).toBeGreaterThan(10)
    // By hand, the state, four shifts, and the end.
    expect(await remote.log()).toHaveLength(1 + 1 + 4 + 1)
  })

  it('rolls a bad canary back', async () => {
    await here.close()
    await remote.dispose()
    await setUp(0.04)
    const ended = await here.run(inputs(), runtime)
    expect(ended).toMatchObject({ ok: false, message: expect.stringContaining('errors is worse') })
    expect(await remote.show(FILE)).toBe(ROUTE)
  })

  it('rolls back in the post step when main died', async () => {
    const died = new Promise<void>((resolve) => {
      here.onQuery = (minute) => {
        applyBranch()
        if (minute < 2) return undefined
        resolve()
        return new Promise(() => {}) as never
      }
    })
    void here.run(inputs(), runtime)
    await died
    expect(await remote.show(FILE)).toContain('green: 5')
    await action.post?.(runtime)
    expect(await remote.show(FILE)).toBe(ROUTE)
  })

  it('ends when a person commits other weights', async () => {
    const meddling: typeof runtime = {
      ...runtime,
      clock: {
        ...runtime.clock,
        async sleep(milliseconds, signal) {
          await runtime.clock.sleep(milliseconds, signal)
          if (runtime.clock.now() === Date.UTC(2026, 0, 1, 0, 3)) {
            await remote.commit({ [FILE]: ROUTE.replace('green: 0', 'green: 300') })
          }
        },
      },
    }
    const ended = await here.run(inputs(), meddling)
    expect(ended).toMatchObject({
      ok: false,
      message: expect.stringContaining('somebody else moved the weights'),
    })
    expect(readSplit(await remote.show(FILE), place).canary).toBe(0)
  })

  it('needs its own settings', async () => {
    await expect(here.run({ ...inputs(), 'gitops-path': '' }, runtime)).rejects.toMatchObject({
      code: 'missing-input',
    })
    await expect(
      here.run({ ...inputs(), 'gitops-remote': 'https://u:p@host/x.git' }, runtime),
    ).rejects.toMatchObject({ code: 'secret-in-url' })
  })

  it("keeps no secret of the checkout's origin: it says to name the repository", async () => {
    const exec = {
      ...runtime.exec,
      run: async () => ({ exitCode: 0, stdout: Buffer.from('https://ci:p4ss@host/x.git\n'), stderr: '' }),
    }
    const { 'gitops-remote': _, ...unnamed } = inputs()
    const failed: unknown = await here.run(unnamed, { ...runtime, exec }).catch((error: unknown) => error)
    expect(failed).toMatchObject({
      code: 'secret-in-url',
      message: expect.stringContaining('`gitops-remote`'),
      remedy: expect.stringContaining('`gitops-token`'),
    })
    expect(String(failed)).not.toContain('p4ss')
  })
})
