import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from 'mlops-actions'
import { describe, expect, it } from 'vitest'
import { fixture, ran, ranScript, temporary } from './harness.ts'

interface Seen {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly args: readonly string[]
  readonly event: unknown
  readonly stdin: string
}

describe('what a step is given', () => {
  it('runs in the workspace with stdin closed, no arguments, and the event', async () => {
    const workspace = await temporary()
    const event = { name: 'pull_request', payload: { number: 7, pull_request: { base: { ref: 'main' } } } }
    const result = await ran('probe', { workspace, event, inputs: { 'model-file': 'm' } })
    const seen = JSON.parse(result.outputs['seen']!) as Seen
    expect(seen).toMatchObject({ cwd: workspace, args: [], stdin: '', event: event.payload })
    expect(seen.env).toMatchObject({
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_BASE_REF: 'main',
      GITHUB_ACTION_REPOSITORY: '',
      RUNNER_ENVIRONMENT: 'self-hosted',
      RUNNER_TEMP: result.temp,
    })
  })

  it('names inputs as GitHub does: upper case, spaces to underscores, hyphens kept, every declared one present', async () => {
    const result = await ran('probe', {
      inputs: { 'MODEL-file': 'a\nb' },
      env: { GITHUB_REPOSITORY: 'octo/repo', GITHUB_TOKEN: 'ghs_secret' },
    })
    const { env } = JSON.parse(result.outputs['seen']!) as Seen
    expect(env).toMatchObject({
      'INPUT_MODEL-FILE': 'a\nb',
      INPUT_TWO_WORDS: 'from the file',
      'INPUT_GITHUB-TOKEN': 'ghs_secret',
      INPUT_OLD: '',
    })
    expect(env['INPUT_WHERE']).toBe(`octo/repo on ${env['RUNNER_OS']}`)
  })

  it('has no token unless the step was given one, and nothing of an outer step', async () => {
    const inherited = {
      PATH: process.env['PATH'],
      GITHUB_TOKEN: 'outer',
      INPUT_OTHER: 'outer',
      STATE_absent: 'outer',
      ACTIONS_RUNTIME_TOKEN: 'outer',
      NODE_ICU_DATA: '/outer',
    }
    const result = await ran('probe', { inherited, inputs: { 'model-file': 'm' } })
    const { env } = JSON.parse(result.outputs['seen']!) as Seen
    expect(env['INPUT_GITHUB-TOKEN']).toBe('')
    expect(Object.values(env).filter((value) => value.includes('outer'))).toEqual([])
    expect(env['CI']).toBe('true')
  })

  it('warns of what GitHub warns of and goes on', async () => {
    const result = await ran('probe', { inputs: { old: 'x', wrong: 'y' } })
    expect(result.status).toBe('success')
    expect(result.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "warning: Input 'old' has been deprecated with message: use model-file",
      'warning: Input required and not supplied: model-file',
      "warning: Unexpected input(s) 'wrong', valid inputs are ['model-file', 'two words', 'github-token', 'where', 'old']",
      "error: Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
    ])
  })
})

describe('what a step leaves', () => {
  it('hands state, environment and path on to the post step, and outputs only of main', async () => {
    const result = await ran('probe', { inputs: { 'model-file': 'm' } })
    expect(result.log).toContain('post: credit; set by main; /second,/first; false')
    expect(result.outputs).not.toHaveProperty('late')
    expect(result.state).toEqual({ model: 'credit' })
    expect(result.env).toEqual({ LATER: 'set by main' })
    expect(result.summary).toBe('# From main\n\nFrom post\n')
    expect(await readdir(join(result.temp, '_runner_file_commands'))).toEqual([])
  })

  it('runs the post step after a failure, and keeps the exit code of main', async () => {
    const result = await ranScript('process.exitCode = 3', {}, 'console.log("cleaned up")')
    expect(result).toMatchObject({ status: 'failure', exitCode: 3 })
    expect(result.log).toContain('cleaned up')
  })

  it('fails when the post step fails', async () => {
    const result = await ranScript('', {}, 'process.exitCode = 4')
    expect(result).toMatchObject({ status: 'failure', exitCode: 4, main: { status: 'success' } })
  })

  it('says by which signal a step died', async () => {
    const result = await ranScript('process.kill(process.pid, "SIGKILL")')
    expect(result).toMatchObject({ status: 'failure', exitCode: 137 })
  })

  it('fails on a malformed command file although the exit code is 0', async () => {
    const result = await ranScript('fs.appendFileSync(env.GITHUB_OUTPUT, "good=1\\nbroken\\n")')
    expect(result).toMatchObject({ status: 'failure', exitCode: 1, outputs: { good: '1' } })
    expect(result.annotations[0]?.message).toContain("Unable to process file command 'output' successfully.")
  })

  it('drops a summary over 1 MiB with an error, and the step goes on', async () => {
    const write = (bytes: number) => `fs.writeFileSync(env.GITHUB_STEP_SUMMARY, "x".repeat(${bytes}))`
    expect((await ranScript(write(1024 * 1024))).summary).toHaveLength(1024 * 1024)
    const result = await ranScript(write(1024 * 1024 + 1))
    expect(result).toMatchObject({ status: 'success', exitCode: 0, summary: '' })
    expect(result.annotations[0]?.message).toContain('$GITHUB_STEP_SUMMARY upload aborted')
  })

  it('survives a step that deletes its command files', async () => {
    const result = await ranScript('fs.rmSync(env.GITHUB_OUTPUT); fs.rmSync(env.GITHUB_STEP_SUMMARY)')
    expect(result).toMatchObject({ status: 'success', outputs: {} })
  })
})

describe('the log', () => {
  it('masks secrets in every line, annotation and summary that follow', async () => {
    const result = await ranScript(`
      console.log("::add-mask::hunter22")
      console.log("password hunter22")
      console.log("::warning title=hunter22::it is hunter22")
      console.log(Buffer.from("hunter22").toString("base64"))
      fs.writeFileSync(env.GITHUB_STEP_SUMMARY, "a\\nhunter22\\n")`)
    const { log, annotations, summary } = result
    expect(log).toBe('password ***\nit is ***\n***')
    expect(annotations).toEqual([{ level: 'warning', message: 'it is ***', title: '***' }])
    expect(summary).toBe('a\n***\n')
  })

  it('masks the token it was given', async () => {
    const result = await ranScript('console.log(env.GITHUB_TOKEN)', { env: { GITHUB_TOKEN: 'ghs_given' } })
    expect(result.log).toBe('***')
  })

  it('keeps ten annotations of each level and 4096 characters of a message, but every line', async () => {
    const result = await ranScript(`
      for (const level of ["notice", "warning", "error"])
        for (let i = 0; i < 12; i++) console.log("::" + level + "::" + i)
      console.log("::error::" + "x".repeat(5000))`)
    expect(result.annotations).toHaveLength(30)
    expect(result.lines.filter(({ kind }) => kind === 'error')).toHaveLength(13)
    expect(result.lines.at(-1)?.text).toHaveLength(4096)
    expect(result.status).toBe('success')
  })

  it('obeys a command hidden in the middle of a line, as GitHub does', async () => {
    const result = await ranScript(
      'console.error("row 3: ##[error]injected"); console.error("a\\r::warning::b")',
    )
    expect(result.annotations.map(({ message }) => message)).toEqual(['injected', 'b'])
  })

  it('obeys nothing between stop-commands and its token', async () => {
    const result = await ranScript(`
      console.log("::stop-commands::t0ken-of-ours")
      console.log("::error::not one")
      console.log("##[add-mask]t")
      console.log("::t0ken-of-ours::")
      console.log("::error::one")`)
    expect(result.annotations.map(({ message }) => message)).toEqual(['one'])
    expect(result.log).toContain('::error::not one')
    expect(result.log).not.toContain('t0ken-of-ours')
  })

  it('fails on a stop token that is itself a command', async () => {
    const result = await ranScript(
      'console.log("::stop-commands::error"); console.log("::notice::still obeyed")',
    )
    expect(result.status).toBe('failure')
    expect(result.annotations.map(({ level }) => level)).toEqual(['error', 'notice'])
  })

  it('refuses set-env and add-path, fails, and does not echo', async () => {
    const result = await ranScript('console.log("::set-env name=X::y")')
    expect(result).toMatchObject({ status: 'failure', exitCode: 1, env: {} })
    const allowed = { env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true' } }
    const unsafe = await ranScript(
      'console.log("::set-env name=X::y"); console.log("::add-path::/p")',
      allowed,
    )
    expect(unsafe).toMatchObject({ status: 'success', env: { X: 'y' }, path: ['/p'] })
  })

  it('shows debug lines only when asked', async () => {
    expect((await ranScript('console.log("::debug::d")')).lines).toEqual([])
    const shown = await ranScript('console.log("::debug::d")', { env: { RUNNER_DEBUG: '1' } })
    expect(shown.lines).toEqual([{ kind: 'debug', text: 'd' }])
  })

  it('echoes commands after echo on, but never a mask', async () => {
    const result = await ranScript(`
      console.log("::echo::on")
      console.log("::set-output name=a::1")
      console.log("::add-mask::s3cret")
      console.log("::echo::maybe")`)
    expect(result.log).toContain('::set-output name=a::1\n::add-mask::***')
    expect(result).toMatchObject({ outputs: { a: '1' }, status: 'failure' })
  })

  it.each([
    ['file=src/a.py,line=3,endLine=5', { file: 'src/a.py', line: 3, endLine: 5 }],
    ['endLine=5', { line: 5, endLine: 5 }],
    ['line=5,endLine=3', {}],
    ['line=3,endLine=5,col=1', { line: 3, endLine: 5 }],
    ['line=3,col=2,endColumn=4', { line: 3, column: 2, endColumn: 4 }],
    ['col=2', {}],
    ['line=x', {}],
  ])('places an annotation at %s', async (properties, place) => {
    const result = await ranScript(`console.log("::error ${properties}::m")`)
    expect(result.annotations).toEqual([{ level: 'error', message: 'm', ...place }])
  })

  it('makes a file relative to the workspace', async () => {
    const result = await ranScript('console.log("::error file=" + process.cwd() + "/src/a.py::m")')
    expect(result.annotations[0]?.file).toBe('src/a.py')
  })
})

describe('an action that cannot be run', () => {
  it.each([
    ['docker', 'action-unsupported', /using is "docker"/],
    ['unbuilt', 'script-not-found', /dist\/index\.js, which does not exist/],
    ['nowhere', 'action-not-found', /no action\.yml/],
  ])('%s says why', async (name, code, message) => {
    const error = await ran(name).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RunnerError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('names a node that does not exist', async () => {
    await expect(ran('probe', { node: '/no/such/node' })).rejects.toMatchObject({ code: 'not-started' })
  })

  it('takes the path of the action.yml too', async () => {
    const action = join(fixture('probe'), 'action.yml')
    expect(await ran('probe', { action, inputs: { 'model-file': 'm' } })).toMatchObject({ status: 'success' })
  })
})
