// The whole lifecycle of one model, offline, by the bundled actions:  npm run demo
// Each step is what a workflow would run; only the repository, the traffic and the clock are ours.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { chapter, colour, say } from './demo/say.mjs'
import { actionsIn } from './demo/step.mjs'
import { startTraffic } from './demo/traffic.mjs'
import { makeWorkspace, resetWeights, WEIGHTS_FILE } from './demo/workspace.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const example = join(root, 'examples/flights')
const started = performance.now()

const { work, origin } = await makeWorkspace(example, join(root, '.mlops/demo'))
const { run, reports } = actionsIn({ root, work })

chapter(
  0,
  'Before the story',
  'Production is a plain model: hour, weekday, distance. It is registered and in production as version 1.',
)
const first = { policy: 'mlops.first.yml' }
const aa = await run('validate-gate', {
  quiet: true,
  inputs: { ...first, candidate: 'data/april-production.parquet', 'model-path': 'models/production' },
})
await run('register-model', {
  quiet: true,
  inputs: { ...first, path: 'models/production', report: aa.report },
})
for (const to of ['dev', 'staging', 'production']) {
  await run('promote-model', {
    quiet: true,
    inputs: { ...first, version: '1', to, 'expect-current': 'none' },
  })
}

chapter(
  1,
  "A candidate that wins overall and breaks O'Hare",
  'Its feed lost AM and PM at one airport. On the whole it is still far better than production.',
)
await run('validate-gate', {
  expect: { verdict: 'fail' },
  report: 'a broken candidate',
  inputs: {
    candidate: 'data/april-broken.parquet',
    baseline: 'data/april-production.parquet',
    'model-path': 'models/broken',
    'report-dir': 'reports/1-broken-candidate',
  },
})

chapter(
  2,
  'The same candidate, its feed repaired',
  'Better overall, and no worse at any airport or part of the day: proven, not hoped.',
)
const gate = await run('validate-gate', {
  report: 'a good candidate',
  inputs: {
    candidate: 'data/april-candidate.parquet',
    baseline: 'data/april-production.parquet',
    'model-path': 'models/candidate',
    'report-dir': 'reports/2-good-candidate',
  },
})

chapter(
  3,
  'Registered by the digest of its bytes',
  'With its training data, its evidence and its code; the history is a git branch nobody can quietly rewrite.',
)
const candidate = await run('register-model', {
  inputs: {
    path: 'models/candidate',
    report: gate.report,
    data: 'january-to-march=data/drift-reference.parquet',
    'report-dir': 'reports/3-registered',
  },
})
for (const to of ['dev', 'staging']) {
  await run('promote-model', {
    inputs: { version: candidate.version, to, 'report-dir': `reports/3-${to}` },
  })
}

chapter(
  4,
  'Rolled out on live traffic',
  'A model server an arm, 400 requests a second, 25 % then 50 % to the canary; at every look the errors are tested.',
)
const rollout = await canary({
  stable: { folder: 'models/production', digest: aa['model-digest'] },
  canary: { folder: 'models/candidate', digest: candidate['model-digest'] },
  version: candidate.version,
  expect: { decision: 'promoted', verdict: 'pass' },
  report: 'a good canary',
  directory: 'reports/4-good-canary',
})
await run('promote-model', {
  report: 'promoted to production',
  inputs: {
    version: candidate.version,
    to: 'production',
    evidence: rollout.report,
    'expect-current': '1',
    'report-dir': 'reports/4-production',
  },
})

await resetWeights(work, 'Version 2 is the stable arm now')

chapter(
  5,
  'A build that only live traffic can unmask',
  'Somebody trimmed the airport tables "to save space". Offline it scores the same; live it has no answer for small airports.',
)
const trimmedGate = await run('validate-gate', {
  quiet: true,
  inputs: {
    candidate: 'data/april-candidate.parquet',
    baseline: 'data/april-candidate.parquet',
    'model-path': 'models/trimmed',
    'report-dir': 'reports/5-trimmed-gate',
  },
})
const trimmed = await run('register-model', {
  quiet: true,
  inputs: { path: 'models/trimmed', report: trimmedGate.report },
})
for (const to of ['dev', 'staging']) {
  await run('promote-model', { quiet: true, inputs: { version: trimmed.version, to } })
}
const rolledBack = await canary({
  stable: { folder: 'models/candidate', digest: candidate['model-digest'] },
  canary: { folder: 'models/trimmed', digest: trimmed['model-digest'] },
  version: trimmed.version,
  expect: { decision: 'rolled-back', verdict: 'fail' },
  report: 'a canary rolled back',
  directory: 'reports/5-bad-canary',
})
await run('promote-model', {
  expect: { verdict: 'fail', changed: 'false' },
  report: 'a promotion refused',
  inputs: {
    version: trimmed.version,
    to: 'production',
    evidence: rolledBack.report,
    'report-dir': 'reports/5-refused',
  },
})

chapter(6, 'A month later', 'May is not like the winter the model learned from.')
await run('drift-check', {
  expect: { verdict: 'fail' },
  report: 'drift',
  inputs: {
    reference: 'data/drift-reference.parquet',
    current: 'data/drift-may.parquet',
    'report-dir': 'reports/6-drift',
  },
})

say(`\n${colour.bold(`Done in ${((performance.now() - started) / 1_000).toFixed(0)} s.`)} Open in a browser:`)
for (const { title, path } of reports) say(`  ${title.padEnd(24)} file://${path}`)

async function canary({ stable, canary, version, expect, report, directory }) {
  const inWork = ({ folder, digest }) => ({ folder: join(work, folder), digest })
  const traffic = await startTraffic({
    example,
    origin,
    model: 'flight-delay',
    stable: inWork(stable),
    canary: inWork(canary),
  })
  try {
    return await run('canary-deploy', {
      expect,
      report,
      inputs: {
        version,
        digest: canary.digest,
        'stable-identity-url': `${traffic.stableUrl}/identity`,
        'canary-identity-url': `${traffic.canaryUrl}/identity`,
        router: 'gitops',
        'gitops-file': WEIGHTS_FILE,
        'gitops-path': 'flight-delay',
        'prometheus-url': traffic.url,
        'report-dir': directory,
      },
    })
  } finally {
    await traffic.stop()
  }
}
