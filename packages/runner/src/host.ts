/** What a command of the line may touch of the process it runs in. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The repository whose `actions/` the names stand for; absent when this script lies in none. */
  readonly root: string | undefined
  /** Whether stdout is a terminal that may be coloured. */
  readonly colour: boolean
  /** How wide the terminal is. */
  readonly columns: number
  readonly signal: AbortSignal
  out(text: string): void
  err(text: string): void
}

/** A command: its arguments to its exit status. */
export type CommandLine = (args: readonly string[], host: Host) => Promise<number>

/** The exit status of a mistake in the command line, as opposed to an action that failed. */
export const USAGE_ERROR = 2
