/** Runs a program by argv; structurally core's `Exec`, which a pure package does not import. */
export interface Exec {
  run(
    command: string,
    args: readonly string[],
    options?: {
      readonly cwd?: string
      /** On top of the job's environment; undefined takes a variable away. */
      readonly env?: Readonly<Record<string, string | undefined>>
      readonly stdin?: Uint8Array | string
      readonly timeoutMs?: number
      readonly maxOutputBytes?: number
      readonly signal?: AbortSignal
    },
  ): Promise<{ readonly exitCode: number; readonly stdout: Uint8Array; readonly stderr: string }>
}
