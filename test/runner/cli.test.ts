import { execFile, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findNode } from 'mlops-actions'
import { expect, it } from 'vitest'
import { repositoryRoot, runCli } from '../../packages/runner/src/cli.ts'
import { fixture, root, temporary } from './harness.ts'

async function cli(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(args, {
    env: { PATH: process.env['PATH'], ...env },
    cwd: await temporary(),
    root,
    colour: false,
    columns: 120,
    signal: new AbortController().signal,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const script = (main: string, ...more: string[]) => [
  'run',
  fixture('script'),
  '--input',
  `main=${main}`,
  ...more,
]

it('prints the log, then the summary, then the outputs, and returns the exit code', async () => {
  const { code, out } = await cli(
    script(`
      console.log("working")
      console.log("::set-output name=verdict::fail")
      fs.writeFileSync(env.GITHUB_STEP_SUMMARY, "## Gate\\n\\n| metric | value |\\n| --- | ---: |\\n| auc | 0.91 |\\n")
      process.exitCode = 5`),
  )
  expect(code).toBe(5)
  expect(out).toBe(
    [
      'working',
      '',
      'Gate',
      '',
      'metric  value',
      'auc      0.91',
      '',
      'Output   Value',
      'verdict  fail',
      '',
      'The step ended in failure (exit 5).',
    ].join('\n'),
  )
})

it('prints one JSON object for scripts and the log on stderr', async () => {
  const { code, out, err } = await cli(script('console.log("::warning::w"); console.log("hi")', '--json'))
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    exitCode: 0,
    status: 'success',
    outputs: {},
    state: {},
    summary: '',
    annotations: [{ level: 'warning', message: 'w' }],
  })
  expect(err).toContain('Warning: w\nhi')
})

it('takes context from the shell, but a token only when it is named', async () => {
  const shell = { GITHUB_TOKEN: 'ghs_shell', GITHUB_API_URL: 'http://127.0.0.1:9' }
  const print = 'console.log([env.GITHUB_API_URL, env.GITHUB_TOKEN ?? "none"].join(" "))'
  expect((await cli(script(print), shell)).out).toBe('http://127.0.0.1:9 none')
  expect((await cli(script(print, '--env', 'GITHUB_TOKEN'), shell)).out).toBe('http://127.0.0.1:9 ***')
})

it('masks secrets in outputs it prints, and says where an annotation points', async () => {
  const main = `
    console.log("::add-mask::hunter22")
    console.log("::set-output name=key::hunter22")
    console.log("::error title=Policy,file=mlops.yml,line=3::bad key")`
  const { out } = await cli(script(main))
  expect(out).toBe('Error: Policy: bad key (mlops.yml:3)\n\nOutput  Value\nkey     ***')
  const json = await cli(script(main, '--json'))
  expect(JSON.parse(json.out)).toMatchObject({ outputs: { key: '***' } })
})

it('reads the event from a file', async () => {
  const event = join(await temporary(), 'event.json')
  await writeFile(event, '{"action":"opened"}')
  const print =
    'console.log(env.GITHUB_EVENT_NAME, fs.readFileSync(env.GITHUB_EVENT_PATH, "utf8").includes("opened"))'
  const { out } = await cli(script(print, '--event', event, '--event-name', 'pull_request'))
  expect(out).toBe('pull_request true')
})

it('lets no escape sequence of a step reach the terminal but colours', async () => {
  const { out } = await cli(
    script('console.log("\\u001b]0;title\\u0007\\u001b[2J\\u001b[31mred\\u001b[0m\\u009b1A")'),
  )
  expect(out).toBe('\u001b[31mred\u001b[0m1A')
})

it.each([
  [[], /mlops-actions run <action>/],
  [['frobnicate'], /no such command: frobnicate/],
  [['__proto__'], /no such command: __proto__/],
  [['run'], /which action\?/],
  [['run', 'a', 'b'], /unexpected argument "b"/],
  [['run', 'no-such-action'], /no action\.yml in .*actions\/no-such-action/],
  [['run', 'x/../../packages'], /is not the name of an action/],
  [['run', fixture('script'), '--input', 'main'], /--input takes NAME=VALUE/],
  [['run', fixture('script'), '--env', 'NOT_SET_ANYWHERE'], /no such variable/],
  [['run', fixture('script'), '--event', '/no/event'], /\/no\/event: ENOENT/],
  [['run', fixture('script'), '--frob'], /--frob/],
])('explains %j and exits with 2', async (args, message) => {
  const { code, out, err } = await cli(args)
  expect(code).toBe(2)
  expect(out + err).toMatch(message)
})

it('finds the repository from the script that was started', () => {
  expect(repositoryRoot(join(root, 'packages/runner/bin/mlops-actions.js'))).toBe(root.replace(/\/$/, ''))
  expect(repositoryRoot('/nowhere/at/all.js')).toBeUndefined()
})

it('passes the exit status on as a process', async () => {
  const node = (await findNode(root)).path
  const args = [fixture('cli.ts'), ...script('console.log("from a process"); process.exitCode = 7')]
  const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((resolve) => {
    execFile(node, args, (error, stdout) => resolve({ code: error?.code, stdout }))
  })
  expect(code).toBe(7)
  expect(stdout).toContain('from a process')
})

it('hands Ctrl-C on to the step once, as a process', async () => {
  const node = (await findNode(root)).path
  const main = `let n = 0
    process.on("SIGINT", () => { n += 1; setTimeout(() => { console.log("interrupts: " + n); process.exit(0) }, 300) })
    setInterval(() => {}, 1000); console.log("ready"); await new Promise(() => {})`
  const child = spawn(node, [fixture('cli.ts'), ...script(main)], { detached: true })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    // A terminal signals the whole group, which holds the command line but not the step.
    if (text === 'ready\n') process.kill(-child.pid!, 'SIGINT')
  })
  const code = await new Promise((resolve) => {
    child.once('close', resolve)
  })
  expect(code).toBe(1)
  expect(text).toContain('interrupts: 1')
})
