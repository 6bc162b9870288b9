import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Action, GitHubContext, Runtime } from '@mlops-actions/core'
import { httpClient, readInputs } from '@mlops-actions/core'
import { action as promoteModel } from '@mlops-actions/promote-model'
import { action as registerModel } from '@mlops-actions/register-model'
import { parseReport, type Report } from '@mlops-actions/report'
import { type MemoryRuntime, memoryRuntime } from '@mlops-actions/testkit'
import { nodeExec } from '../../../packages/core/src/node/exec.ts'
import { nodeFiles } from '../../../packages/core/src/node/files.ts'
import { systemRandom } from '../../../packages/core/src/node/random.ts'
import { bundleOf, gitEnv, POLICY, reportOf } from './world.ts'

/** What a step left: how it ended, its outputs, its report, what it logged. */
export interface Ended {
  readonly ok: boolean
  readonly message: string
  readonly outputs: ReadonlyMap<string, string>
  readonly report: Report | undefined
  readonly log: string
  readonly runtime: MemoryRuntime
}

/** A checkout with an origin, as a runner finds it, and steps that run in it. */
export interface Workspace {
  readonly folder: string
  readonly remote: string
  write(path: string, content: string | Uint8Array): void
  /** A passing report about these files, as validate-gate leaves it. */
  writeReport(
    path: string,
    files: Readonly<Record<string, string>>,
    change?: Parameters<typeof reportOf>[1],
  ): Promise<void>
  register(inputs: Readonly<Record<string, string>>, options?: StepOptions): Promise<Ended>
  promote(inputs: Readonly<Record<string, string>>, options?: StepOptions): Promise<Ended>
  git(...args: readonly string[]): string
}

export interface StepOptions {
  readonly github?: Partial<GitHubContext>
  readonly now?: number
  /** Variables of the step; with them it also has the real network, for servers of the test. */
  readonly env?: Readonly<Record<string, string>>
}

export const MLOPS_YML = `version: 1
models:
  m:
    task: binary
    registry: { bytes: inline }
    stages:
      - name: dev
      - name: staging
        after: dev
        requires: [{ evidence: validation, max_age: 14d }]
      - name: production
        after: staging
        requires: [{ evidence: validation, max_age: 14d }, { evidence: rollout, max_age: 2d }]
        distinct_actor: true
`

export function makeWorkspace(policy = MLOPS_YML): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'))
  const [folder, remote, temporary] = [join(root, 'repo'), join(root, 'origin.git'), join(root, 'temp')]
  mkdirSync(temporary)
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', ['-C', cwd, ...args], { encoding: 'utf8', env: gitEnv(), stdio: 'pipe' }).trim()
  git(root, 'init', '--quiet', '--bare', remote)
  git(root, 'init', '--quiet', folder)
  git(folder, 'remote', 'add', 'origin', remote)
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  write('mlops.yml', policy)

  async function step(
    action: Action,
    inputs: Readonly<Record<string, string>>,
    options: StepOptions,
  ): Promise<Ended> {
    const memory = memoryRuntime({
      inputs,
      ...(options.env && { env: options.env }),
      now: options.now ?? Date.now(),
      github: { serverUrl: 'https://github.com', ...options.github },
    })
    const runtime: Runtime = {
      ...memory,
      clock: { ...memory.clock, now: () => options.now ?? Date.now() },
      files: nodeFiles({ workspace: folder, temporary }, systemRandom()),
      exec: nodeExec(gitEnv()),
      ...(options.env && {
        http: httpClient({
          env: memory.env,
          clock: memory.clock,
          random: systemRandom(),
          signal: memory.signal,
        }),
      }),
    }
    const { ok, message } = await action.run(readInputs(action.definition, runtime.env), runtime)
    const path = memory.recorded.outputs.get('report')
    return {
      ok,
      message,
      outputs: memory.recorded.outputs,
      report: path === undefined ? undefined : parseReport(readFileSync(join(folder, path))),
      log: memory.recorded.log.map((line) => line.message).join('\n'),
      runtime: memory,
    }
  }
  return {
    folder,
    remote,
    write,
    async writeReport(path, files, change) {
      const evidence = reportOf(await bundleOf('m', files), { policy: POLICY, ...change })
      write(path, evidence.bytes)
    },
    register: (inputs, options = {}) => step(registerModel, inputs, options),
    promote: (inputs, options = {}) => step(promoteModel, inputs, options),
    git: (...args) => git(remote, ...args),
  }
}
