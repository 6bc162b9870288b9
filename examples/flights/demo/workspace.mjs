import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const exec = promisify(execFile)

export const WEIGHTS_FILE = 'deploy/weights.yaml'

/** What the proxy reads and canary-deploy writes; every other line of the file stays as it is. */
const WEIGHTS = `# Who answers for flight-delay, in percent. The proxy follows this file as a GitOps controller would.
flight-delay:
  stable: 100 # production
  canary: 0
`

/**
 * A repository of the user's: the example's policy, models and data, committed and pushed to a bare remote beside it.
 * @param {string} example the folder of the example
 * @param {string} folder made anew
 */
export async function makeWorkspace(example, folder) {
  await rm(folder, { recursive: true, force: true })
  const [origin, work] = [join(folder, 'origin.git'), join(folder, 'repository')]
  await mkdir(work, { recursive: true })
  for (const name of ['mlops.yml', 'models', 'data']) {
    await cp(join(example, name), join(work, name), { recursive: true })
  }
  await writeFile(
    join(work, 'mlops.first.yml'),
    forTheFirstVersion(await readFile(join(example, 'mlops.yml'), 'utf8')),
  )
  await mkdir(join(work, 'deploy'))
  await writeFile(join(work, WEIGHTS_FILE), WEIGHTS)
  await writeFile(join(work, '.gitignore'), 'reports/\nmlops-report/\n.mlops/\n')
  await exec('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  await exec('git', ['init', '--quiet', '--initial-branch=main', work])
  await git(work, 'add', '--all')
  await git(work, 'commit', '--quiet', '--message', 'Flight delays: policy, models, predictions')
  await git(work, 'remote', 'add', 'origin', origin)
  await git(work, 'push', '--quiet', 'origin', 'main')
  return { work, origin }
}

/**
 * What the platform does after a promotion: the stable servers get the new version, and all traffic is theirs again.
 * @param {string} work the user's repository
 * @param {string} why the commit's message
 */
export async function resetWeights(work, why) {
  await git(work, 'pull', '--quiet', '--rebase', 'origin', 'main')
  await writeFile(join(work, WEIGHTS_FILE), WEIGHTS)
  await git(work, 'commit', '--quiet', '--all', '--message', why)
  await git(work, 'push', '--quiet', 'origin', 'main')
}

function git(work, ...args) {
  return exec('git', ['-C', work, '-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', ...args])
}

/**
 * The policy without what a first version cannot have: a production to be compared with, on paper or on live traffic.
 */
function forTheFirstVersion(policy) {
  const lines = policy.replace(', { evidence: rollout, max_age: 2d }', '').split('\n')
  const [start, end] = [
    lines.findIndex((line) => line.includes('versus: baseline')),
    lines.findIndex((line) => line.startsWith('    registry:')),
  ]
  return [...lines.slice(0, start), '', ...lines.slice(end)].join('\n')
}
