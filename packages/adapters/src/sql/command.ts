import { type Exec, harmless, UserError } from '@mlops-actions/core'

/** A statement may scan a warehouse; one that takes longer is stopped. */
export const STATEMENT_TIMEOUT_MS = 60 * 60 * 1000
/** 65,537 names of categories of a kilobyte each stay below. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024
/** What of a program's complaint is repeated. */
const MAX_COMPLAINT_CHARACTERS = 1500

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  /** The statement never is an argument: one may hold 128 KiB only, and is seen by everybody on the machine. */
  readonly stdin: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly timeoutMs?: number
}

/** What the program prints. UserError `sql-failed` with its own complaint; `program-not-found` and its like from Exec. */
export async function runCommand(exec: Exec, command: Command): Promise<string> {
  const { exitCode, stdout, stderr } = await exec.run(command.program, command.args, {
    stdin: command.stdin,
    timeoutMs: command.timeoutMs ?? STATEMENT_TIMEOUT_MS,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    ...(command.env === undefined ? {} : { env: command.env }),
  })
  const printed = new TextDecoder().decode(stdout)
  if (exitCode === 0) return printed
  throw new UserError('sql-failed', `${command.program}: ${complaint(stderr, printed, command.stdin)}`, {
    remedy: `Run ${command.program} by hand with the same connection, and see that the table and its columns exist under these very names.`,
  })
}

/** What a JVM says whether or not anything is wrong, and where in its own code it went wrong. */
const NOISE = /^WARNING: |\b(?:WARN|INFO)\b|log4j|setLogLevel|^Spark master: |^\s+at [\w$.]+\(|^Time taken: /

/** Some programs complain on stdout, some repeat the whole statement: thousands of edges are no help to anybody. */
function complaint(stderr: string, stdout: string, statement: string): string {
  const said = [stderr, stdout].map((text) =>
    statement === '' ? text : text.replaceAll(statement, '(the statement)'),
  )
  const lines = said
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.trim() !== '' && !NOISE.test(line))
    .map((line) => (line.length > 300 ? `${line.slice(0, 300)}...` : line))
  const text = harmless(lines.join('\n'))
  return text.length > MAX_COMPLAINT_CHARACTERS ? `${text.slice(0, MAX_COMPLAINT_CHARACTERS)}...` : text
}

/** Rows of CSV or TSV without header. Nothing we ask for needs quoting; quotes around every value are taken off. */
export function delimitedRows(text: string, delimiter: ',' | '\t'): string[][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(delimiter).map((value) => value.replace(/^"(.*)"$/, '$1')))
}
