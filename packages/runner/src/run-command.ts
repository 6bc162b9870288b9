import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { actionFolder } from './action-file.ts'
import { OVERRIDABLE } from './context.ts'
import { RunnerError } from './error.ts'
import type { Host } from './host.ts'
import type { Annotation, LogLine } from './journal.ts'
import { findNode } from './node-binary.ts'
import { runStep, type StepResult } from './step.ts'
import { summaryView } from './summary-view.ts'
import { coloured, plain, printable, type Style } from './terminal.ts'
import { textTable } from './text-table.ts'

export const RUN_USAGE = `mlops-actions run <action> [options]

  <action>              the name of an action of this repository (validate-gate), or ./path/to/a/folder
  --input NAME=VALUE    an input of the action, as under \`with:\`; repeatable
  --env NAME=VALUE      a variable of the step, as under \`env:\`; NAME alone passes this shell's value on; repeatable
  --event FILE          the event's payload as JSON
  --event-name NAME     push, pull_request, schedule, ... (default: workflow_dispatch)
  --workspace DIR       GITHUB_WORKSPACE and the working folder (default: here)
  --node PATH           the node to run it on (default: node 24 where one is found)
  --json                print one JSON object, the log goes to stderr

Nothing is posted to GitHub unless the step is given a token: --env GITHUB_TOKEN.`

/** No value of an output fills more of the table than this. */
const MAX_VALUE_CHARACTERS = 100

/** `run`: one action, its log live, then its summary and outputs. The exit status is the action's. */
export async function runCommand(args: readonly string[], host: Host): Promise<number> {
  const options = parse(args)
  const style = host.colour ? coloured : plain
  const print = (text: string): void => (options.json ? host.err(text) : host.out(text))
  const node = options.node ? { path: resolve(host.cwd, options.node) } : await findNode(host.root)
  if (node.notice) host.err(`${style.cyan('Notice:')} ${node.notice}`)
  const result = await runStep({
    action: actionFolder(options.action, host.root ?? host.cwd, host.cwd),
    inputs: pairs('--input', options.inputs),
    env: { ...contextFrom(host.env), ...variables(options.env, host.env) },
    workspace: resolve(host.cwd, options.workspace),
    event: {
      ...(options.eventName === undefined ? {} : { name: options.eventName }),
      ...(options.event === undefined ? {} : { payload: await readEvent(resolve(host.cwd, options.event)) }),
    },
    node: node.path,
    inherited: host.env,
    onLine: (line) => print(logText(line, style)),
    signal: host.signal,
  })
  if (options.json) host.out(JSON.stringify(forScripts(result)))
  else for (const line of closing(result, style, host.columns)) host.out(line)
  return result.exitCode
}

interface Options {
  readonly action: string
  readonly inputs: readonly string[]
  readonly env: readonly string[]
  readonly event: string | undefined
  readonly eventName: string | undefined
  readonly workspace: string
  readonly node: string | undefined
  readonly json: boolean
}

function parse(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        input: { type: 'string', multiple: true, default: [] },
        env: { type: 'string', multiple: true, default: [] },
        event: { type: 'string' },
        'event-name': { type: 'string' },
        workspace: { type: 'string', default: '.' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [action, ...more] = positionals
    if (action === undefined) throw new Error('which action?')
    if (more.length > 0) throw new Error(`unexpected argument "${more[0]}"`)
    const { input, env, event, workspace, node, json } = values
    return { action, inputs: input, env, event, eventName: values['event-name'], workspace, node, json }
  } catch (cause) {
    throw new RunnerError('usage', (cause as Error).message, { cause, remedy: RUN_USAGE })
  }
}

function pairs(flag: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1)
        throw new RunnerError('usage', `${flag} takes NAME=VALUE, not "${text}"`, { remedy: RUN_USAGE })
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}

/** `--env NAME` passes a value on without its appearing in the list of processes: the way to hand over a token. */
function variables(texts: readonly string[], env: Host['env']): Record<string, string> {
  const named = texts.filter((text) => !text.includes('='))
  const missing = named.filter((name) => env[name] === undefined)
  if (missing.length > 0) {
    throw new RunnerError('usage', `--env ${missing[0]}: this shell has no such variable`)
  }
  return {
    ...Object.fromEntries(named.map((name) => [name, env[name]!])),
    ...pairs(
      '--env',
      texts.filter((text) => text.includes('=')),
    ),
  }
}

/** GITHUB_SHA, GITHUB_API_URL and so on of this shell describe where we are; GITHUB_TOKEN is never taken unasked. */
function contextFrom(env: Host['env']): Record<string, string> {
  return Object.fromEntries(
    OVERRIDABLE.map((key) => `GITHUB_${key.toUpperCase()}`).flatMap((name) => {
      const value = env[name]
      return value ? [[name, value]] : []
    }),
  )
}

async function readEvent(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new RunnerError('event-unreadable', `${path}: ${(cause as Error).message}`, { cause })
  }
}

function logText({ kind, text, annotation }: LogLine, style: Style): string {
  const shown = annotation ? annotationText(annotation, style) : printable(text)
  switch (kind) {
    case 'text':
      return shown
    case 'debug':
      return style.dim(`Debug: ${shown}`)
    case 'group':
      return style.bold(`▾ ${shown}`)
    case 'endgroup':
      return ''
    case 'notice':
      return `${style.cyan('Notice:')} ${shown}`
    case 'warning':
      return `${style.yellow('Warning:')} ${shown}`
    case 'error':
      return `${style.red('Error:')} ${shown}`
    default:
      return kind satisfies never
  }
}

/** `title: message (file:line)`. */
function annotationText({ title, message, file, line }: Annotation, style: Style): string {
  const place = file === undefined ? '' : style.dim(` (${file}${line === undefined ? '' : `:${line}`})`)
  return printable((title === undefined ? '' : `${title}: `) + message) + printable(place)
}

function closing(result: StepResult, style: Style, columns: number): readonly string[] {
  const lines: string[] = []
  if (result.summary !== '') lines.push('', ...summaryView(result.summary, style, columns))
  const outputs = Object.entries(result.outputs)
  if (outputs.length > 0) {
    const rows = outputs.map(([name, value]) => [printable(name), shortened(result.mask(value))])
    lines.push('', ...textTable([['Output', 'Value'], ...rows], { style, width: columns }))
  }
  if (result.status !== 'success') {
    lines.push('', style.red(`The step ended in ${result.status} (exit ${result.exitCode}).`))
  }
  return lines
}

function shortened(value: string): string {
  const [first = '', ...rest] = printable(value).split('\n')
  const cut = first.length > MAX_VALUE_CHARACTERS || rest.length > 0
  return first.slice(0, MAX_VALUE_CHARACTERS) + (cut ? ' …' : '')
}

function forScripts(result: StepResult): object {
  const { exitCode, status, annotations, summary, temp, mask } = result
  const masked = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mask(value)]))
  const [outputs, state] = [masked(result.outputs), masked(result.state)]
  return { exitCode, status, outputs, state, annotations, summary, temp }
}
