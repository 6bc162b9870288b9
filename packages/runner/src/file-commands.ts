import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addPath, type Effects, isBlockedVariable, saveState } from './effects.ts'
import type { Journal } from './journal.ts'
import type { Masker } from './masker.ts'

/** The runner's names: `GITHUB_<KEY>` points at `<prefix><uuid>` (actions/runner, FileCommandManager.cs). */
const PREFIXES = {
  path: 'add_path_',
  env: 'set_env_',
  step_summary: 'step_summary_',
  state: 'save_state_',
  output: 'set_output_',
} as const

/** GitHub drops a larger summary whole. */
const SUMMARY_LIMIT_BYTES = 1024 * 1024
/** More than any output GitHub would take (1 MB a job); past it the file is not read at all. */
const COMMAND_FILE_LIMIT_BYTES = 64 * 1024 * 1024

export type FileCommandPaths = Readonly<Record<keyof typeof PREFIXES, string>>

/** Fresh, empty files for one stage of one step. */
export async function createFileCommands(temp: string): Promise<FileCommandPaths> {
  const folder = join(temp, '_runner_file_commands')
  await mkdir(folder, { recursive: true })
  const suffix = randomUUID()
  const paths = Object.fromEntries(
    Object.entries(PREFIXES).map(([key, prefix]) => [key, join(folder, prefix + suffix)]),
  ) as FileCommandPaths
  await Promise.all(Object.values(paths).map((path) => writeFile(path, '')))
  return paths
}

/**
 * Reads what the stage wrote, also when it failed or was cancelled, and removes the files. A malformed file fails the
 * step; the pairs before the malformed line still count, as on GitHub.
 * @returns the summary, masked; empty when there is none or it was too large.
 */
export async function processFileCommands(
  paths: FileCommandPaths,
  effects: Effects,
  { journal, masker }: { readonly journal: Journal; readonly masker: Masker },
): Promise<string> {
  const guarded = async (name: string, process: () => Promise<void>): Promise<void> => {
    try {
      await process()
    } catch (error) {
      journal.fail(`Unable to process file command '${name}' successfully. ${(error as Error).message}`)
    }
  }
  await guarded('path', async () => {
    for (const folder of (await contents(paths.path)).split('\n')) {
      if (folder !== '') addPath(effects.path, folder)
    }
  })
  await guarded('env', async () => {
    for (const [name, value] of parseKeyValues(await contents(paths.env))) {
      if (isBlockedVariable(name)) {
        const message = `Can't store ${name} output parameter using '$GITHUB_ENV' command.`
        journal.annotate({ level: 'error', message })
      } else effects.env.set(name, value)
    }
  })
  await guarded('state', async () => {
    for (const [name, value] of parseKeyValues(await contents(paths.state))) {
      saveState(effects.state, name, value)
    }
  })
  await guarded('output', async () => {
    for (const [name, value] of parseKeyValues(await contents(paths.output))) {
      effects.outputs.set(name, value)
    }
  })
  const summary = await readSummary(paths.step_summary, journal, masker)
  await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })))
  return summary
}

/**
 * `NAME=VALUE`, or `NAME<<DELIMITER`, the lines of the value, and `DELIMITER` on a line of its own. Only LF ends a line.
 * Lazy: pairs come out before a later line throws.
 */
export function* parseKeyValues(text: string): Generator<readonly [name: string, value: string]> {
  const lines = text.split('\n')
  // Text after the last LF is a line of its own, but what a trailing LF leaves behind is not.
  if (lines.at(-1) === '') lines.pop()
  const endsWithNewline = text.endsWith('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
      continue
    }
    if (heredoc < 0) throw new Error(`Invalid format '${line}'`)
    const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)]
    if (name === '' || delimiter === '') {
      throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
    }
    const end = lines.indexOf(delimiter, i + 1)
    if (end < 0) {
      throw new Error(
        !endsWithNewline && i + 1 < lines.length
          ? 'Invalid value. EOF marker missing new line.'
          : `Invalid value. Matching delimiter not found '${delimiter}'`,
      )
    }
    yield [name, lines.slice(i + 1, end).join('\n')]
    i = end
  }
}

async function readSummary(path: string, journal: Journal, masker: Masker): Promise<string> {
  const size = await sizeOf(path)
  if (size > SUMMARY_LIMIT_BYTES) {
    const [limit, got] = [SUMMARY_LIMIT_BYTES, size].map((bytes) => Math.floor(bytes / 1024))
    const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k.`
    journal.annotate({ level: 'error', message })
    return ''
  }
  const text = size === 0 ? '' : await contents(path)
  // Line by line, as the runner does: a secret that spans lines was registered line by line too.
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => masker.mask(line))
    .join('\n')
}

/** A file the step removed is a file it did not write to. */
async function contents(path: string): Promise<string> {
  const size = await sizeOf(path)
  if (size > COMMAND_FILE_LIMIT_BYTES) {
    throw new Error(`The file is ${size} bytes; at most ${COMMAND_FILE_LIMIT_BYTES} are read.`)
  }
  if (size === 0) return ''
  const text = await readFile(path, 'utf8')
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}
