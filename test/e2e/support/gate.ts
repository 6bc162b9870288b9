import type { GitHubServer } from '@mlops-actions/testkit'

export const POLICY = `version: 1
models:
  late:
    task: binary
    data: { id: id, label: y, score: p }
    gate:
      rules:
        - { metric: roc_auc, min: 0.6 }
        - { metric: accuracy, versus: baseline, margin: 0.05 }
`
/** The same rules with a bar that no model of these tests clears. */
export const STRICT_POLICY = POLICY.replace('min: 0.6', 'min: 0.999')

/** A predictions file of `n` rows whose model is wrong on every `wrong`-th row. */
export function predictions(n: number, wrong: number): string {
  const rows = Array.from({ length: n }, (_, i) => {
    const y = i % 3 === 0 ? 1 : 0
    const answer = i % wrong === 0 ? 1 - y : y
    const p = answer === 1 ? 0.6 + (i % 40) / 100 : 0.4 - (i % 40) / 100
    return `${i},${y},${p.toFixed(3)}`
  })
  return `id,y,p\n${rows.join('\n')}\n`
}

export const FILES = {
  'mlops.yml': POLICY,
  'candidate.csv': predictions(900, 10),
  'baseline.csv': predictions(900, 9),
  'model/weights.bin': 'weights',
}
export const INPUTS = { candidate: 'candidate.csv', baseline: 'baseline.csv', 'model-path': 'model' }

/** The same rows, answered by a model that is worse than the one in production. */
export const WORSE = { ...FILES, 'candidate.csv': predictions(900, 4) }

/** The event of a pull request of the server's repository, as GitHub sends it (the parts that are read). */
export function pullRequestEvent(server: GitHubServer, number: number) {
  const { state } = server
  const { id, owner, name, defaultBranch } = state.repository
  const pull = state.issues.find((issue) => issue.number === number)?.pull
  if (!pull) throw new Error(`the server has no pull request ${number}`)
  const home = { id, full_name: `${owner}/${name}`, default_branch: defaultBranch }
  const fork = { ...home, id: id + 1, full_name: `somebody/${name}` }
  const head = { ref: pull.headRef, sha: pull.headSha, repo: pull.fromFork ? fork : home }
  const base = { ref: pull.baseRef, sha: pull.baseSha, repo: home }
  return {
    name: 'pull_request',
    payload: { action: 'synchronize', repository: home, pull_request: { number, head, base } },
  }
}
