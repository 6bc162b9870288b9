export interface ExecOptions {
  readonly cwd?: string
  /** On top of the job's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly stdin?: Uint8Array | string
  readonly timeoutMs?: number
  /** Most bytes kept of stdout and of stderr; more is an error (default 16 MiB). */
  readonly maxOutputBytes?: number
  readonly signal?: AbortSignal
}

export interface ExecResult {
  readonly exitCode: number
  readonly stdout: Uint8Array
  readonly stderr: string
}

/** Runs a program by argv. There is no shell anywhere. */
export interface Exec {
  run(command: string, args: readonly string[], options?: ExecOptions): Promise<ExecResult>
}
