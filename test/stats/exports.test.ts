import { readdirSync, readFileSync } from 'node:fs'
import * as stats from '@mlops-actions/stats'
import { describe, expect, it } from 'vitest'

const source = new URL('../../packages/stats/src/', import.meta.url)
const golden = new URL('../golden/stats/', import.meta.url)

/** The exported functions and the file each is written in. */
const index = readFileSync(new URL('index.ts', source), 'utf8')
const functions = [...index.matchAll(/^export \{([^}]+)\} from '([^']+)'/gm)].flatMap(([, names, file]) =>
  names!
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, file: file! })),
)

interface Case {
  readonly fn: string
  readonly source: string
  readonly tolerance?: number
}

const cases = readdirSync(golden)
  .filter((file) => file.endsWith('.json'))
  .flatMap(
    (file) =>
      (JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as { readonly cases: readonly Case[] }).cases,
  )
const covered = new Set(cases.map(({ fn }) => fn))

/**
 * What has no number to compare: random draws, whose law is tested instead, and steps of a function that is compared.
 * Each names the test that holds it.
 */
const heldElsewhere: Readonly<Record<string, readonly [file: string, title: string]>> = {
  blockBootstrap: ['ranks.test.ts', 'blockBootstrap'],
  blockNull: ['blocks.test.ts', 'leaves every run of consecutive blocks out once'],
  blockThreshold: ['blocks.test.ts', 'is an order statistic where the rate can be seen'],
  calibrationBins: ['golden-calls.ts', 'calibrationBins'],
  calibrator: ['estimate.test.ts', 'is learnt where it helps unseen rows'],
  densityDifference: ['multivariate.test.ts', 'equals solving the ridge system'],
  domainClassifier: ['multivariate.test.ts', 'sees a correlation that turned'],
  lossEstimator: ['estimate.test.ts', 'follows rows into the region where errors are large'],
  pairedBootstrap: ['properties.test.ts', 'draws n rows a replicate'],
  presort: ['properties.test.ts', 'presorted'],
  quantileConfidenceSequence: [
    'sequential.test.ts',
    'holds the very values that the evidence does not refute',
  ],
  scoreBootstrap: ['score-bootstrap.test.ts', 'as wide as DeLong says'],
  seededRandom: ['golden.test.ts', 'draws the very bits of xoshiro128**'],
  unseenCategories: ['unseen.test.ts', 'unseenCategories'],
}

/** A paper or handbook by its year, or the library whose function it is. */
const SOURCE =
  /\b(1[789]\d\d|20[0-2]\d)\b|scipy|numpy|scikit-learn|statsmodels|pROC|Fairlearn|AIF360|Aequitas|confseq|savvi|NannyML|river|alibi|MLPerf/

function docstring(name: string, file: string): string {
  const text = readFileSync(new URL(file, source), 'utf8')
  const at = text.search(new RegExp(`export function ${name}\\b`))
  const comment = text.slice(0, at).trimEnd()
  return comment.endsWith('*/') ? comment.slice(comment.lastIndexOf('/**')) : ''
}

/** A row a function: what it is compared with, in how many cases, how closely. */
function referenceTable(): string {
  const rows = functions
    .map(({ name }) => {
      const own = cases.filter(({ fn }) => fn === name)
      const held = heldElsewhere[name]
      if (held) return `| \`${name}\` | ${held[0]}: ${held[1]} | | |`
      const widest = Math.max(...own.map(({ tolerance = 1e-9 }) => tolerance))
      return `| \`${name}\` | ${[...new Set(own.map(({ source }) => source))].join('; ')} | ${own.length} | ${widest} |`
    })
    .sort()
  return [
    '# What every public function of packages/stats is compared with',
    '',
    'Written by test/stats/exports.test.ts (`npx vitest run test/stats/exports.test.ts -u`) from the golden files beside',
    'it; each names the versions it was made with, and its generator stands beside it. The last column is the largest',
    'relative difference that a case allows. Where it is wider than 1e-9 the generator says why.',
    '',
    '| function | reference | cases | relative |',
    '|---|---|--:|--:|',
    ...rows,
    '',
  ].join('\n')
}

describe('every public function', () => {
  it('has its row in the committed table of references', async () => {
    await expect(referenceTable()).toMatchFileSnapshot('../golden/stats/references.md')
  })

  it('is listed here', () => {
    const exported = Object.entries(stats).filter(([, value]) => typeof value === 'function')
    expect(functions.map(({ name }) => name).sort()).toEqual(exported.map(([name]) => name).sort())
    expect(functions.length).toBeGreaterThan(150)
  })

  it('says what it does and where that comes from', () => {
    const silent = functions.filter(({ name, file }) => !SOURCE.test(docstring(name, file)))
    expect(silent).toEqual([])
  })

  it('is compared with an independent reference, or held by a test that is named', () => {
    const bare = functions.filter(({ name }) => !covered.has(name) && !(name in heldElsewhere))
    expect(bare).toEqual([])
    const needless = Object.keys(heldElsewhere).filter((name) => covered.has(name))
    expect(needless).toEqual([])
  })

  it.each(Object.entries(heldElsewhere))('%s is held where it is said to be', (name, [file, title]) => {
    const test = readFileSync(new URL(file, import.meta.url), 'utf8')
    expect(test).toContain(title)
    expect(test).toContain(name)
  })
})
