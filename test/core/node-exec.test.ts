import { githubRuntime } from '@mlops-actions/core'
import { describe, expect, it } from 'vitest'
import { fakeProcess } from './support/fake-process.ts'
import { stepWorkspace } from './support/workspace.ts'

const node = process.execPath
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

async function exec(env: Record<string, string> = {}) {
  const step = await stepWorkspace()
  return githubRuntime(fakeProcess({ ...step.env, ...env }, step.workspace)).exec
}

describe('a program', () => {
  it('gets its arguments as they are, its input, and no shell', async () => {
    const programs = await exec()
    const script = 'process.stdin.pipe(process.stdout); process.stderr.write(process.argv[1])'
    const result = await programs.run(node, ['-e', script, '$(id); `id` "x"'], { stdin: 'in' })
    expect([result.exitCode, text(result.stdout), result.stderr]).toEqual([0, 'in', '$(id); `id` "x"'])
  })

  it('sees the job and not what is only for this action', async () => {
    const programs = await exec({
      'INPUT_GITHUB-TOKEN': 'ghs_x',
      STATE_lease: 'l',
      ACTIONS_RUNTIME_TOKEN: 't',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'o',
      AWS_REGION: 'eu-west-1',
    })
    const { stdout } = await programs.run(node, ['-p', 'JSON.stringify(process.env)'], {
      env: { EXTRA: '1' },
    })
    const seen = JSON.parse(text(stdout)) as Record<string, string>
    expect(seen).toMatchObject({ AWS_REGION: 'eu-west-1', EXTRA: '1' })
    expect(Object.keys(seen).filter((name) => /^(INPUT_|STATE_|ACTIONS_)/.test(name))).toEqual([])
  })

  it('that fails is a value with its exit code, that of a signal too', async () => {
    const programs = await exec()
    expect((await programs.run(node, ['-e', 'process.exit(3)'])).exitCode).toBe(3)
    expect((await programs.run(node, ['-e', 'process.kill(process.pid, "SIGKILL")'])).exitCode).toBe(137)
  })

  it('that takes too long is stopped, its children with it', async () => {
    const programs = await exec()
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 9)'], { stdio: 'inherit' }); setInterval(() => {}, 9)`
    const started = Date.now()
    await expect(programs.run(node, ['-e', script], { timeoutMs: 300 })).rejects.toMatchObject({
      code: 'program-timed-out',
    })
    expect(Date.now() - started).toBeLessThan(5_000)
  })

  it('that does not end when asked is killed', async () => {
    const programs = await exec()
    const script = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 9)'
    await expect(programs.run(node, ['-e', script], { timeoutMs: 500 })).rejects.toMatchObject({
      code: 'program-timed-out',
    })
  })

  it('that writes too much is stopped', async () => {
    const programs = await exec()
    const written = programs.run(node, ['-e', 'for (;;) process.stdout.write("x".repeat(9999))'], {
      maxOutputBytes: 100_000,
    })
    await expect(written).rejects.toMatchObject({ code: 'program-output-too-large' })
  })

  it('is stopped, or not started, when the job is cancelled', async () => {
    const programs = await exec()
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 100)
    const running = programs.run(node, ['-e', 'setInterval(() => {}, 9)'], { signal: stop.signal })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect(programs.run(node, ['-v'], { signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
