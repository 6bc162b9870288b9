import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { githubRuntime } from '@mlops-actions/core'
import { startResultsServer } from '@mlops-actions/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeProcess } from './support/fake-process.ts'
import { stepWorkspace } from './support/workspace.ts'

const withoutUuid = (text: string) => text.replaceAll(/ghadelimiter_[0-9a-f-]{36}/g, 'ghadelimiter_UUID')

describe('command files', () => {
  it.each(['plain', '', 'a\nb\n', 'x<<EOF\ny\nEOF', 'name=value'])(
    'hold the bytes @actions/core writes for %j',
    async (value) => {
      const [ours, theirs] = [await stepWorkspace(), await stepWorkspace()]
      const { outputs } = githubRuntime(fakeProcess(ours.env, ours.workspace))
      await outputs.set('report-path', value)
      await outputs.saveState('lease', value)
      const script = `import { setOutput, saveState } from '@actions/core'
      setOutput('report-path', process.env.VALUE); saveState('lease', process.env.VALUE)`
      const env = { ...theirs.env, VALUE: value }
      await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
      for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE']) {
        const [mine, reference] = await Promise.all(
          [ours, theirs].map((step) => readFile(step.env[name] ?? '', 'utf8')),
        )
        expect(withoutUuid(mine ?? '')).toBe(withoutUuid(reference ?? ''))
      }
    },
  )

  it('take no name that could be more than a name', async () => {
    const step = await stepWorkspace()
    const { outputs } = githubRuntime(fakeProcess(step.env, step.workspace))
    await expect(outputs.set('a=b\nc', 'x')).rejects.toThrow(RangeError)
    expect(await readFile(step.env['GITHUB_OUTPUT'] ?? '', 'utf8')).toBe('')
  })
})

describe('an identity', () => {
  it("comes from the runner's service for the audience, and is masked", async () => {
    const server = await startResultsServer()
    onTestFinished(() => server.close())
    const step = await stepWorkspace()
    const proc = fakeProcess({ ...step.env, ...server.env, ...server.oidcEnv }, step.workspace)
    const token = (await githubRuntime(proc).oidc.token('sigstore')) ?? ''
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object
    expect(claims).toMatchObject({ aud: 'sigstore' })
    expect(proc.output()).toContain(`::add-mask::${token}\n`)
  })
})
