import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Workspace {
  readonly root: string
  readonly workspace: string
  readonly temporary: string
  /** What a runner sets for a step: folders and fresh command files. */
  readonly env: Readonly<Record<string, string>>
}

/** Folders and command files as a runner makes them for a step; gone after the test. */
export async function stepWorkspace(): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'step-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const [workspace, temporary, commands] = ['workspace', 'temp', 'commands'].map((name) =>
    join(root, name),
  ) as [string, string, string]
  for (const folder of [workspace, temporary, commands]) await mkdir(folder)
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' }
  const env: Record<string, string> = {
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    PATH: process.env['PATH'] ?? '',
  }
  for (const [name, file] of Object.entries(files)) {
    env[name] = join(commands, file)
    await writeFile(env[name], '')
  }
  return { root, workspace, temporary, env }
}
