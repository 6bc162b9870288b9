/** The part of Node's `process` an action uses, so that a run can be tested without being one. */
export interface ProcessLike {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: { write(text: string): unknown }
  readonly platform: string
  exitCode?: number | string | null | undefined
  cwd(): string
  on(event: ProcessEvent, listener: (value: unknown) => void): unknown
  off(event: ProcessEvent, listener: (value: unknown) => void): unknown
  exit(code: number): void
}

export type ProcessEvent = 'SIGINT' | 'SIGTERM' | 'unhandledRejection' | 'uncaughtException'
