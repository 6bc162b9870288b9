import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseReport, type Report } from '@mlops-actions/report'
import {
  type Annotation,
  findNode,
  type LogLine,
  runStep,
  type StepOptions,
  type StepResult,
} from 'mlops-actions'
import { root } from './bundle.ts'
import { atTheEnd } from './clean-up.ts'

export interface Workspace {
  readonly folder: string
  write(path: string, content: string | Uint8Array): Promise<void>
  text(path: string): Promise<string>
  /** Every file, by its path below the workspace, sorted; git's own left out. */
  files(): Promise<readonly string[]>
}

export interface Ended extends StepResult {
  readonly lines: readonly LogLine[]
  /** The log as one text. */
  readonly log: string
  /** Messages of the annotations of a level, the title in front. */
  said(level: Annotation['level']): readonly string[]
}

/** A folder of its own, gone at the end. */
export async function temporary(name: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `e2e-${name}-`)))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function workspaceOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Workspace> {
  const folder = await temporary('workspace')
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  for (const [path, content] of Object.entries(files)) await write(path, content)
  return {
    folder,
    write,
    text: (path) => readFile(join(folder, path), 'utf8'),
    async files() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
        .filter((path) => !path.startsWith('.git/'))
        .sort()
    },
  }
}

/** Runs an action of the suite from its action.yml, which names the bundle in dist/, in a process of its own. */
export async function step(
  action: string,
  workspace: Workspace,
  options: Partial<Omit<StepOptions, 'action' | 'workspace'>> = {},
): Promise<Ended> {
  const lines: LogLine[] = []
  const result = await runStep({
    temp: await temporary('job'),
    node: (await findNode(root)).path,
    // What a runner has, and nothing of this machine's.
    inherited: { PATH: process.env['PATH'], HOME: workspace.folder },
    ...options,
    action: join(root, 'actions', action),
    workspace: workspace.folder,
    onLine: (line) => {
      lines.push(line)
      options.onLine?.(line)
    },
  })
  return {
    ...result,
    lines,
    log: lines.map(({ text }) => text).join('\n'),
    said: (level) =>
      result.annotations
        .filter((annotation) => annotation.level === level)
        .map(({ title, message }) => [title, message].filter((part) => part !== undefined).join(': ')),
  }
}

export async function reportOf(ended: Ended, workspace: Workspace): Promise<Report> {
  return parseReport(await workspace.text(ended.outputs['report']!))
}

/** What a step leaves in its report folder, sorted. */
export const REPORT_FILES = ['junit.xml', 'report.html', 'report.json', 'report.md'] as const

/** The files in the folder of the step's report, below it. */
export async function writtenFiles(workspace: Workspace, { outputs }: Ended): Promise<readonly string[]> {
  const folder = `${dirname(outputs['report']!)}/`
  const files = await workspace.files()
  return files.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))
}
