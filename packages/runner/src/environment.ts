import { delimiter } from 'node:path'
import { EXPORTED, type GitHubContext } from './context.ts'

export interface EnvironmentOptions {
  /** The environment of the runner's own process. */
  readonly inherited: Readonly<Record<string, string | undefined>>
  /** The step's `env:`. */
  readonly stepEnv: Readonly<Record<string, string>>
  /** What steps before this one wrote to GITHUB_ENV and GITHUB_PATH. */
  readonly accumulated: ReadonlyMap<string, string>
  readonly path: readonly string[]
  readonly state: ReadonlyMap<string, string>
  /** Every declared input is there, an unset one empty. */
  readonly inputs: ReadonlyMap<string, string>
  readonly github: GitHubContext
  readonly runner: Readonly<Record<string, string>>
}

/**
 * Variables that speak of the step that started us and not of the step we start, when we run inside GitHub Actions
 * ourselves. GITHUB_TOKEN goes with them: GitHub puts it into the environment of no action unless the step's `env:` does.
 */
const FOREIGN = /^(?:GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/

/** The environment of a JavaScript action, in the runner's order: later ones win (ActionRunner, NodeScriptActionHandler). */
export function stepEnvironment(options: EnvironmentOptions): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(options.inherited)) {
    if (value !== undefined && !FOREIGN.test(name)) env[name] = value
  }
  Object.assign(env, Object.fromEntries(options.accumulated), options.stepEnv)
  for (const [key, value] of options.state) env[`STATE_${key}`] = value
  for (const [name, value] of options.inputs) env[inputVariable(name)] = value
  if (options.path.length > 0) {
    const prepended = options.path.toReversed().join(delimiter)
    env['PATH'] = env['PATH'] ? `${prepended}${delimiter}${env['PATH']}` : prepended
  }
  for (const [key, value] of Object.entries(options.runner)) env[`RUNNER_${key.toUpperCase()}`] = value
  for (const key of EXPORTED) {
    const value = options.github[key]
    if (typeof value === 'string') env[`GITHUB_${key.toUpperCase()}`] = value
  }
  // https://github.com/actions/runner/issues/795
  delete env['NODE_ICU_DATA']
  env['GITHUB_ACTIONS'] = 'true'
  env['CI'] ??= 'true'
  return env
}

/** Spaces become `_`, letters upper case; a hyphen stays, which is why no shell can read it. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

export function runnerContext(options: {
  readonly temp: string
  readonly toolCache: string
  readonly workspace: string
  readonly debug: boolean
}): Record<string, string> {
  const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'macOS', win32: 'Windows' }
  return {
    os: systems[process.platform] ?? 'Linux',
    arch: { ia32: 'X86', arm: 'ARM', arm64: 'ARM64' }[process.arch as string] ?? 'X64',
    name: 'local',
    environment: 'self-hosted',
    temp: options.temp,
    tool_cache: options.toolCache,
    workspace: options.workspace,
    ...(options.debug ? { debug: '1' } : {}),
  }
}
