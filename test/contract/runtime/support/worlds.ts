import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { githubRuntime, type Runtime } from '@mlops-actions/core'
import { memoryRuntime, startGitHubServer } from '@mlops-actions/testkit'
import { onTestFinished } from 'vitest'
import { fakeProcess } from '../../../core/support/fake-process.ts'

export const PULL_REQUEST = 7
export const POLICY_TEXT = 'version: 1\n'

export interface World {
  readonly runtime: Runtime
  /** A symbolic link in the workspace. The target counts from the link. */
  link(path: string, target: string): Promise<void>
}

export interface WorldOptions {
  readonly files?: Readonly<Record<string, string>>
  readonly serverUrl?: 'github.com' | 'ghes'
  /** False: a host without summaries. */
  readonly summary?: boolean
}

/** The two implementations of Runtime, each as a step would meet it: same files, same repository, same pull request. */
export const worlds: readonly (readonly [name: string, make: (options?: WorldOptions) => Promise<World>])[] =
  [
    ['in memory', inMemory],
    ['on a GitHub runner', onRunner],
  ]

async function inMemory({ files = {}, serverUrl, summary = true }: WorldOptions = {}): Promise<World> {
  const runtime = memoryRuntime({
    files,
    summary,
    ...(serverUrl === 'ghes' && { github: { serverUrl: 'https://ghe.example' } }),
  })
  const { github } = runtime
  github.addPullRequest(PULL_REQUEST)
  github.addWorkflow('retrain.yml')
  github.addCommit('main')
  github.addFile('mlops.yml', 'main', POLICY_TEXT)
  return { runtime, link: async (path, target) => runtime.files.link(path, target) }
}

async function onRunner({ files = {}, serverUrl, summary = true }: WorldOptions = {}): Promise<World> {
  const server = await startGitHubServer({
    profile: serverUrl ?? 'github.com',
    seed: {
      files: { 'mlops.yml': POLICY_TEXT },
      pulls: [{ number: PULL_REQUEST, title: 'A better model' }],
      workflows: ['retrain.yml'],
    },
  })
  onTestFinished(() => server.close())
  const root = await mkdtemp(join(tmpdir(), 'contract-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const [workspace, temporary] = [join(root, 'workspace'), join(root, 'temp')]
  await Promise.all([mkdir(workspace), mkdir(temporary)])
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true })
    await writeFile(join(workspace, path), content)
  }
  const commandFile = async (name: string) => {
    await writeFile(join(root, name), '')
    return join(root, name)
  }
  const env = {
    ...server.env,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    PATH: process.env['PATH'],
    GITHUB_OUTPUT: await commandFile('output'),
    GITHUB_STATE: await commandFile('state'),
    ...(summary && { GITHUB_STEP_SUMMARY: await commandFile('summary') }),
  }
  const runtime = githubRuntime(fakeProcess(env, workspace), { token: server.token, paced: false })
  return { runtime, link: (path, target) => symlink(target, join(workspace, path)) }
}
