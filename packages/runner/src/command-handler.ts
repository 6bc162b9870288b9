import { relative, sep } from 'node:path'
import { type Command, parseCommand } from './command-parser.ts'
import { addPath, type Effects, isBlockedVariable, saveState } from './effects.ts'
import type { Annotation, Journal, Level } from './journal.ts'
import type { Masker } from './masker.ts'

const STOP = 'stop-commands'
const COMMANDS = new Set([
  'set-env',
  'set-output',
  'save-state',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'debug',
  'notice',
  'warning',
  'error',
  'group',
  'endgroup',
  'echo',
  STOP,
])
/** Echoing these would print a secret, or print the message twice. */
const NEVER_ECHOED = new Set(['add-mask', 'debug', 'notice', 'warning', 'error'])

/** Markers of the runner's own; text that holds one is defused (OutputManager.cs). */
const RUNNER_MARKER = /##\[(?=(?:start|end)-action)/g

/** A stop token shorter than this is not masked, or common words would be starred out. */
const MIN_MASKED_TOKEN = 7

export interface CommandHandlerOptions {
  readonly journal: Journal
  readonly masker: Masker
  readonly effects: Effects
  readonly workspace: string
  /** ACTIONS_ALLOW_UNSECURE_COMMANDS and ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS, both off unless a user set them. */
  readonly allowUnsecureCommands: boolean
  readonly allowUnsecureStopTokens: boolean
}

/**
 * Takes the lines of a step one by one, stdout and stderr alike, obeys the commands and prints the rest
 * (actions/runner, ActionCommandManager.cs). A command that cannot be obeyed fails the step.
 */
export function createCommandHandler(options: CommandHandlerOptions): (line: string) => void {
  const { journal, masker } = options
  let echo = false
  let stopToken: string | undefined

  const known = (name: string): boolean => COMMANDS.has(name) || name === stopToken

  const obey = (command: Command, name: string): void => {
    switch (name) {
      case 'set-output':
        options.effects.outputs.set(required(command, name), command.data)
        return
      case 'save-state':
        saveState(options.effects.state, required(command, name), command.data)
        return
      case 'set-env':
        if (!options.allowUnsecureCommands) throw disabled(name)
        setEnvironment(required(command, name), command.data, options)
        return
      case 'add-path':
        if (!options.allowUnsecureCommands) throw disabled(name)
        if (command.data === '') throw new Error('Value cannot be empty. (path)')
        addPath(options.effects.path, command.data)
        return
      case 'add-mask':
        addMask(command.data, echo, options)
        return
      case 'add-matcher':
      case 'remove-matcher':
        journal.debug(`Problem matchers are not applied outside GitHub: ${command.data}`)
        return
      case 'debug':
        journal.debug(command.data)
        return
      case 'notice':
      case 'warning':
      case 'error':
        journal.annotate(annotationOf(name, command, options.workspace))
        return
      case 'group':
        journal.group(command.data)
        return
      case 'endgroup':
        journal.endGroup()
        return
      case 'echo':
        echo = echoSetting(command.data)
        return
      default:
        throw new Error(`no handler for ${name}`)
    }
  }

  const handle = (command: Command, line: string): boolean => {
    const name = command.name.toLowerCase()
    if (stopToken !== undefined) {
      if (name !== stopToken) return false
      journal.text(line)
      stopToken = undefined
      return true
    }
    if (name === STOP) {
      // Thrown outside the runner's own guard there; here it fails the step the same way.
      const token = command.data.toLowerCase()
      if (
        !options.allowUnsecureStopTokens &&
        (token === '' || token === 'pause-logging' || COMMANDS.has(token))
      ) {
        journal.fail('stop-commands needs a token that is not empty, not "pause-logging" and not a command')
        return true
      }
      if (token.length >= MIN_MASKED_TOKEN) masker.add(command.data)
      stopToken = token
      journal.text(line)
      return true
    }
    if (echo && !NEVER_ECHOED.has(name)) journal.text(line)
    try {
      obey(command, name)
    } catch (error) {
      const shown = NEVER_ECHOED.has(name) ? name : line
      journal.fail(`Unable to process command '${shown}' successfully. ${(error as Error).message}`)
    }
    return true
  }

  return (line) => {
    const command = parseCommand(line, known)
    if (command && handle(command, line)) return
    journal.text(line.replaceAll(RUNNER_MARKER, '##[\\'))
  }
}

function required(command: Command, name: string): string {
  const value = command.properties.get('name')
  if (value === undefined || value === '') {
    throw new Error(`Required field 'name' is missing in ##[${name}] command.`)
  }
  return value
}

function setEnvironment(name: string, value: string, { journal, effects }: CommandHandlerOptions): void {
  if (isBlockedVariable(name)) {
    const message = `Can't update ${name} environment variable using ::set-env:: command.`
    journal.annotate({ level: 'error', message })
    return
  }
  effects.env.set(name, value)
}

function addMask(secret: string, echo: boolean, { journal, masker }: CommandHandlerOptions): void {
  if (secret.trim() === '') {
    const message = "Can't add secret mask for empty string in ##[add-mask] command."
    journal.annotate({ level: 'warning', message })
    return
  }
  if (echo) journal.text('::add-mask::***')
  masker.add(secret)
  // Tools print a multi-line secret line by line.
  for (const line of secret.split(/[\r\n]/)) masker.add(line.trim())
}

function echoSetting(data: string): boolean {
  const setting = data.trim().toLowerCase()
  if (setting === 'on') return true
  if (setting === 'off') return false
  throw new Error(
    `Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`,
  )
}

function disabled(name: string): Error {
  return new Error(`The \`${name}\` command is disabled. Write to the environment file instead.`)
}

/** The runner's rules for a location that does not add up: the doubtful half is dropped, the message stays. */
function annotationOf(level: Level, command: Command, workspace: string): Annotation {
  const { properties } = command
  const endLine = integer(properties.get('endline'))
  const endColumn = integer(properties.get('endcolumn'))
  let line = integer(properties.get('line')) ?? endLine
  let column = integer(properties.get('col')) ?? endColumn
  const severalLines = endLine !== undefined && line !== endLine
  let dropColumns = line === undefined || severalLines
  let dropLines = false
  if (line !== undefined && endLine !== undefined && endLine < line) dropLines = true
  if (column !== undefined && endColumn !== undefined && endColumn < column) dropColumns = true
  if (dropColumns) column = undefined
  if (dropLines) line = undefined
  const title = properties.get('title')
  const file = properties.get('file')
  return {
    level,
    message: command.data,
    ...(title ? { title } : {}),
    ...(file ? { file: insideWorkspace(file, workspace) } : {}),
    ...(line === undefined ? {} : { line }),
    ...(dropLines || endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
    ...(dropColumns || endColumn === undefined ? {} : { endColumn }),
  }
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?\d{1,10}\s*$/.test(text) ? Number(text) : undefined
}

function insideWorkspace(file: string, workspace: string): string {
  if (!file.startsWith(workspace.endsWith(sep) ? workspace : workspace + sep)) return file
  return relative(workspace, file).split(sep).join('/')
}
