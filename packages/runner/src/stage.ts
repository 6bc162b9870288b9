import { runChild } from './child.ts'
import { createCommandHandler } from './command-handler.ts'
import type { GitHubContext } from './context.ts'
import type { Effects } from './effects.ts'
import { stepEnvironment } from './environment.ts'
import { createFileCommands, processFileCommands } from './file-commands.ts'
import { type Annotation, createJournal, type LogLine } from './journal.ts'
import type { Masker } from './masker.ts'
import type { JobStatus } from './post-condition.ts'

export interface StageOptions {
  readonly script: string
  readonly node: string
  readonly inputs: ReadonlyMap<string, string>
  readonly stepEnv: Readonly<Record<string, string>>
  readonly inherited: Readonly<Record<string, string | undefined>>
  readonly github: GitHubContext
  readonly runner: Readonly<Record<string, string>>
  /** Grows: the post stage starts from what the main stage left. */
  readonly effects: Effects
  readonly masker: Masker
  readonly temp: string
  readonly workspace: string
  readonly debug: boolean
  /** Said before the script starts. */
  readonly warnings: readonly string[]
  readonly onLine: (line: LogLine) => void
  readonly signal: AbortSignal | undefined
}

/** How `main` or `post` of an action ended. */
export interface StageResult {
  readonly status: JobStatus
  /** Of the process; a failed command fails the stage even where this is 0. */
  readonly exitCode: number
  readonly annotations: readonly Annotation[]
  readonly summary: string
}

/** Runs one script of an action: its own fresh command files, its own limits on annotations, the shared state. */
export async function runStage(options: StageOptions): Promise<StageResult> {
  const { effects, masker, stepEnv, workspace } = options
  const journal = createJournal({ masker, onLine: options.onLine, showDebug: options.debug })
  for (const message of options.warnings) journal.annotate({ level: 'warning', message })

  const files = await createFileCommands(options.temp)
  const allows = (name: string): boolean => (stepEnv[name] ?? '').toLowerCase() === 'true'
  const onLine = createCommandHandler({
    journal,
    masker,
    effects,
    workspace,
    allowUnsecureCommands: allows('ACTIONS_ALLOW_UNSECURE_COMMANDS'),
    allowUnsecureStopTokens: allows('ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS'),
  })
  const child = await runChild({
    node: options.node,
    script: options.script,
    cwd: workspace,
    env: stepEnvironment({
      inherited: options.inherited,
      stepEnv,
      accumulated: effects.env,
      path: effects.path,
      state: effects.state,
      inputs: options.inputs,
      github: { ...options.github, ...files },
      runner: options.runner,
    }),
    onLine,
    signal: options.signal,
  })
  if (child.leftProcesses) {
    journal.debug('The step left processes that held its output open for 5 seconds; they were ended.')
  }
  const summary = await processFileCommands(files, effects, { journal, masker })
  return {
    status: child.cancelled ? 'cancelled' : child.exitCode !== 0 || journal.failed ? 'failure' : 'success',
    exitCode: child.exitCode,
    annotations: journal.annotations,
    summary,
  }
}
