import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mlBom, modelCard } from '@mlops-actions/catalog'
import { expect, it } from 'vitest'
import { factsWith } from '../catalog/support/record.ts'

const SCRIPT = fileURLToPath(new URL('./cards/validate.py', import.meta.url))

it.each([
  ['everything a record can hold', factsWith()],
  [
    'a lone file with nothing known',
    { ...factsWith({ lineage: { data: [] }, metrics: {}, packaging: [] }), evidence: [] },
  ],
])('%s: the bill is valid by the official schemas, the card is read by huggingface_hub', (_what, facts) => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'))
  for (const version of ['1.6', '1.7'] as const) {
    writeFileSync(join(folder, `bom-${version}.json`), JSON.stringify(mlBom(facts, version)))
  }
  writeFileSync(join(folder, 'README.md'), modelCard(facts))
  const read = JSON.parse(execFileSync('python3', [SCRIPT, folder], { encoding: 'utf8' }))
  expect(read.problems).toEqual({ '1.6': null, '1.7': null })
  expect(read.tags).toContain('flight-delay')
  if (facts.evidence.length === 0) return
  expect(read).toMatchObject({
    library: 'sklearn',
    results: [
      ['tabular-classification', 'training', 'auc', 0.912],
      ['tabular-classification', 'training', 'recall', 0.81],
    ],
  })
})
