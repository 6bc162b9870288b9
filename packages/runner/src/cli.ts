import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RunnerError } from './error.ts'
import { type CommandLine, type Host, USAGE_ERROR } from './host.ts'
import { PROFILE_USAGE, profileCommand } from './profile-command.ts'
import { REGISTRY_USAGE } from './registry/usage.ts'
import { RUN_USAGE, runCommand } from './run-command.ts'
import { coloured, plain, printable } from './terminal.ts'

interface Entry {
  readonly usage: string
  readonly run: CommandLine
}

/** Every command. One that needs more than node itself imports it when it runs, so that the others start fast. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  run: { usage: RUN_USAGE, run: runCommand },
  registry: {
    usage: REGISTRY_USAGE,
    run: async (args, host) => (await import('./registry/command.ts')).registryCommand(args, host),
  },
  profile: { usage: PROFILE_USAGE, run: profileCommand },
}

/** The exit status of `mlops-actions <argv>`. Only mistakes of the user are printed without a stack. */
export async function runCli(argv: readonly string[], host: Host): Promise<number> {
  const [name, ...args] = argv
  const asksForHelp = name === undefined || ['help', '--help', '-h'].includes(name)
  if (asksForHelp) {
    host.out(usage())
    return name === undefined ? USAGE_ERROR : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    host.err(`no such command: ${printable(name)}\n\n${usage()}`)
    return USAGE_ERROR
  }
  if (args.includes('--help') || args.includes('-h')) {
    host.out(command.usage)
    return 0
  }
  try {
    return await command.run(args, host)
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    const style = host.colour ? coloured : plain
    host.err(`${style.red('Error:')} ${printable(error.message)} (${error.code})`)
    if (error.remedy !== undefined) host.err(error.remedy)
    return USAGE_ERROR
  }
}

/**
 * Runs the command line in this process and sets its exit code. The first SIGINT, SIGTERM or SIGHUP cancels the step
 * as GitHub would; more of them change nothing, the ladder ends it within ten seconds.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const cancelled = new AbortController()
  const cancel = (): void => cancelled.abort()
  for (const signal of CANCELLING) process.on(signal, cancel)
  try {
    process.exitCode = await runCli(argv, {
      env: process.env,
      cwd: process.cwd(),
      root: process.argv[1] === undefined ? undefined : repositoryRoot(process.argv[1]),
      colour: process.stdout.isTTY && !process.env['NO_COLOR'],
      columns: process.stdout.columns ?? COLUMNS,
      signal: cancelled.signal,
      out: (text) => void process.stdout.write(`${text}\n`),
      err: (text) => void process.stderr.write(`${text}\n`),
    })
  } finally {
    for (const signal of CANCELLING) process.off(signal, cancel)
  }
}

/** For pipes and files, which have no width. */
const COLUMNS = 120
const CANCELLING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * The nearest folder above a script that holds `actions/`. Found from the script that was started and not from this
 * module's address, which a bundler replaces by the address it had when it was built.
 */
export function repositoryRoot(script: string): string | undefined {
  let folder = dirname(existsSync(script) ? realpathSync(script) : script)
  for (;;) {
    if (existsSync(join(folder, 'actions')) && existsSync(join(folder, 'package.json'))) return folder
    const parent = dirname(folder)
    if (parent === folder) return undefined
    folder = parent
  }
}

function usage(): string {
  const commands = Object.values(COMMANDS).map((command) => command.usage)
  return commands.join('\n\n')
}
