import { type Exec, type ExecOptions, type ExecResult, UserError } from '@mlops-actions/core'

export interface ExecCall {
  readonly command: string
  readonly args: readonly string[]
  readonly options: ExecOptions
}

/** A program in memory. Text given as stdout is encoded; what is left out is empty and exit code 0. */
export type Program = (call: ExecCall) => ProgramResult | Promise<ProgramResult>

export interface ProgramResult {
  readonly exitCode?: number
  readonly stdout?: Uint8Array | string
  readonly stderr?: string
}

export interface MemoryExec extends Exec {
  /** Installs a program; a later one of the same name replaces it. */
  on(command: string, program: Program): void
}

/** Runs programs that a test registered; any other is not on the PATH. */
export function memoryExec(calls: ExecCall[]): MemoryExec {
  const programs = new Map<string, Program>()
  return {
    on(command, program) {
      programs.set(command, program)
    },
    async run(command, args, options = {}): Promise<ExecResult> {
      const call = { command, args, options }
      calls.push(call)
      const program = programs.get(command)
      if (!program) throw new UserError('program-not-found', `${command}: not found on the PATH`)
      const { exitCode = 0, stdout = '', stderr = '' } = await program(call)
      return {
        exitCode,
        stdout: typeof stdout === 'string' ? new TextEncoder().encode(stdout) : stdout,
        stderr,
      }
    },
  }
}
