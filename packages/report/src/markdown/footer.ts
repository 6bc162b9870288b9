import type { Report } from '../document.ts'
import { formatCount } from '../format/number.ts'
import { runLinkOf } from '../format/run-link.ts'
import { code, md, safeUrl } from './escape.ts'

const DIGEST_CHARACTERS = 'sha256:'.length + 12
const COMMIT_CHARACTERS = 12

/** What was judged and where, so that a reader can trace every number: full, or commit and digests only. */
export function footer({ subject, provenance }: Report): readonly (() => string)[] {
  const { policy, data, baseline, modelDigest } = subject
  const short = (digest: string) => code(digest.slice(0, DIGEST_CHARACTERS))
  const run = safeUrl(runLinkOf(provenance.runUrl))
  const name = md(provenance.runId === undefined ? 'run' : `run ${provenance.runId}`, 40)
  const traced = (datasets: typeof data) =>
    [
      provenance.commit === undefined ? '' : `commit ${code(provenance.commit.slice(0, COMMIT_CHARACTERS))}`,
      modelDigest === undefined ? '' : `model ${short(modelDigest)}`,
      baseline?.digest === undefined ? '' : `baseline ${short(baseline.digest)}`,
      policy === undefined ? '' : `policy ${code(policy.path, 60)} ${short(policy.digest)}`,
      ...datasets.map(
        ({ name: label, digest, rows }) =>
          `data ${code(label, 60)}${rows === undefined ? '' : ` (${formatCount(rows)} rows)`} ${short(digest)}`,
      ),
      run === undefined ? '' : `[${name}](${run})`,
      `${md(provenance.action, 60)} ${md(provenance.actionVersion, 40)}`,
      md(provenance.createdAt, 40),
    ].filter((part) => part !== '')
  const line = (datasets: typeof data) => () => `<sub>${traced(datasets).join(' · ')}</sub>\n\n`
  return [line(data), line(data.slice(0, 1)), line([])]
}
