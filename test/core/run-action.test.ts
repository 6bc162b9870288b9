import { readFile } from 'node:fs/promises'
import {
  type Action,
  defineAction,
  flag,
  GitHubError,
  HttpError,
  type Runtime,
  runAction,
  UserError,
} from '@mlops-actions/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type FakeProcess, fakeProcess } from './support/fake-process.ts'
import { commandsIn } from './support/runner-commands.ts'
import { stepWorkspace } from './support/workspace.ts'

const definition = defineAction({
  name: 'probe',
  title: 'Probe',
  description: 'For tests.',
  branding: { icon: 'check', color: 'green' },
  inputs: {
    size: z.string().describe('How big.'),
    strict: flag().prefault('true').describe('How strict.'),
    'github-token': z.string().optional().describe('Token.'),
  },
  outputs: {},
  permissions: [],
})

type Run = (
  inputs: { readonly size: string; readonly strict: boolean },
  runtime: Runtime,
) => Promise<{ ok: boolean; message: string }>

async function act(
  run: Run,
  { env = {}, during }: { env?: Record<string, string>; during?: (proc: FakeProcess) => void } = {},
): Promise<FakeProcess & { readonly errors: readonly string[] }> {
  const step = await stepWorkspace()
  const proc = fakeProcess({ INPUT_SIZE: 'big', ...step.env, ...env }, step.workspace)
  const done = runAction({ definition, run }, { process: proc })
  during?.(proc)
  await done
  const errors = commandsIn(proc.output()).flatMap(({ name, data }) => (name === 'error' ? [data] : []))
  return Object.assign(proc, { errors })
}

describe('the exit status', () => {
  it('is the verdict', async () => {
    const good = await act(async () => ({ ok: true, message: '8 of 8 rules pass' }))
    expect([good.exitCode, good.errors]).toEqual([0, []])
    expect(good.output()).toContain('8 of 8 rules pass\n')
    const bad = await act(async () => ({ ok: false, message: 'recall fell' }))
    expect([bad.exitCode, bad.errors]).toEqual([1, ['recall fell']])
  })

  it('is a failure before anything has been decided', async () => {
    const step = await stepWorkspace()
    const proc = fakeProcess({ INPUT_SIZE: 'big', ...step.env }, step.workspace)
    const never = { definition, run: () => new Promise<never>(() => {}) } as unknown as Action
    void runAction(never, { process: proc })
    await new Promise((resolve) => setImmediate(resolve))
    expect(proc.exitCode).toBe(1)
  })
})

describe('what is thrown', () => {
  it("by the user's mistake is a message and a remedy, without a stack", async () => {
    const proc = await act(async () => {
      throw new UserError('missing-column', 'test.csv: has no column y', { remedy: 'Add it.' })
    })
    expect(proc.exitCode).toBe(1)
    expect(proc.errors).toEqual(['test.csv: has no column y\nAdd it.'])
    expect(
      proc
        .output()
        .split('\n')
        .filter((line) => !line.startsWith('::debug')),
    ).not.toContainEqual(expect.stringContaining('    at '))
    expect(proc.output()).not.toContain('This is a bug')
  })

  it.each([new GitHubError(403, 'GitHub answered 403: no'), new HttpError('prom', 'GET prom: ECONNREFUSED')])(
    'by the world is no bug: $message',
    async (error) => {
      const proc = await act(async () => Promise.reject(error))
      expect(proc.errors).toEqual([error.message])
      expect(proc.output()).not.toContain('This is a bug')
    },
  )

  it('by our mistake is a stack, the causes and an apology', async () => {
    const proc = await act(async () => {
      throw new TypeError('x is undefined', { cause: new Error('because', { cause: 'of that' }) })
    })
    expect(proc.exitCode).toBe(1)
    expect(proc.output()).toContain('run-action.test.ts')
    expect(proc.output()).toContain('caused by Error: because\ncaused by of that\n')
    expect(proc.output()).toContain('This is a bug in the action')
    expect(proc.errors).toEqual(['x is undefined'])
  })

  it.each([
    ['a string', 'just text', 'just text'],
    ['nothing', undefined, 'thrown: undefined'],
    ['an object', { a: 1 }, 'thrown: {"a":1}'],
  ])('is a failure also when it is %s', async (_, thrown, message) => {
    const proc = await act(() => Promise.reject(thrown))
    expect([proc.exitCode, proc.errors]).toEqual([1, [message]])
  })

  it('where nobody awaited it is a failure, however the run ends', async () => {
    const proc = await act(
      async (_, runtime) => {
        await runtime.clock.sleep(60_000, runtime.signal)
        return { ok: true, message: 'fine' }
      },
      { during: (proc) => proc.emit('unhandledRejection', new Error('lost')) },
    )
    expect([proc.exitCode, proc.errors]).toEqual([1, ['lost']])
  })
})

describe('inputs that are wrong', () => {
  it('are all named before anything runs', async () => {
    let ran = false
    const proc = await act(
      async () => {
        ran = true
        return { ok: true, message: '' }
      },
      { env: { INPUT_SIZE: ' ', INPUT_STRICT: 'Yes' } },
    )
    expect(ran).toBe(false)
    expect(proc.errors).toEqual([
      'input size: is required\ninput strict: expected one of true, True, TRUE, false, False, FALSE; got "Yes"',
    ])
  })
})

describe('cancellation', () => {
  it('aborts the signal and lets the run finish', async () => {
    const proc = await act(
      async (_, runtime) => {
        await runtime.clock.sleep(60_000, runtime.signal)
        return { ok: false, message: `rolled back, aborted: ${runtime.signal.aborted}` }
      },
      { during: (proc) => proc.emit('SIGINT') },
    )
    expect(proc.errors).toEqual(['rolled back, aborted: true'])
    expect(proc.exits).toEqual([])
  })

  it('by a second SIGINT ends the process at once', async () => {
    const proc = await act(
      async (_, runtime) => {
        await runtime.clock.sleep(20)
        return { ok: false, message: 'late' }
      },
      {
        during(proc) {
          proc.emit('SIGINT')
          proc.emit('SIGTERM')
          expect(proc.exits).toEqual([])
          proc.emit('SIGINT')
        },
      },
    )
    expect(proc.exits).toEqual([130])
  })
})

describe('the token', () => {
  it('is masked before anything else is written, and makes GitHub live', async () => {
    let kind = ''
    const run: Run = async (_, runtime) => {
      kind = runtime.github.kind
      return { ok: true, message: 'ok' }
    }
    const proc = await act(run, { env: { 'INPUT_GITHUB-TOKEN': 'ghs_secret' } })
    expect(kind).toBe('live')
    expect(proc.output().split('\n')[0]).toBe('::add-mask::ghs_secret')
    await act(run)
    expect(kind).toBe('preview')
  })
})

describe('the post step', () => {
  it('reads the state of main and never fails', async () => {
    const step = await stepWorkspace()
    const main = fakeProcess({ INPUT_SIZE: 'big', ...step.env }, step.workspace)
    const action = {
      definition,
      async run(_: unknown, runtime: Runtime) {
        await runtime.outputs.saveState('lease', 'a\nb')
        return { ok: true, message: '' }
      },
      async post(runtime: Runtime) {
        throw new Error(`saw ${runtime.outputs.state('lease')}`)
      },
    } as unknown as Action
    await runAction(action, { process: main })
    expect(await readFile(step.env['GITHUB_STATE'] ?? '', 'utf8')).toMatch(
      /^lease<<(ghadelimiter_\S+)\na\nb\n\1\n$/,
    )
    const post = fakeProcess({ ...step.env, STATE_lease: 'a\nb' }, step.workspace)
    await runAction(action, { phase: 'post', process: post })
    expect(post.exitCode).toBeUndefined()
    expect(commandsIn(post.output())).toMatchObject([{ name: 'warning', data: 'After the job: saw a\nb' }])
  })
})
