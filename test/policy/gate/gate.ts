import { fileURLToPath } from 'node:url'
import { fileSource, memorySource, openTable, readColumns } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import { huntedOf, judgeGate, parsePolicy, readEvidence, sliceColumnsOf } from '@mlops-actions/policy'
import type { Finding, GateAnswer } from '@mlops-actions/policy'

const golden = new URL('../../golden/gate/', import.meta.url)

/** The columns of a table as CSV text. */
export async function columnsOf(csv: string): Promise<ReadonlyMap<string, Column>> {
  const table = await openTable(memorySource('memory.csv', new TextEncoder().encode(csv)), { format: 'csv' })
  return await readColumns(
    table,
    table.fields.map(({ name }) => name),
  )
}

/** The columns of a golden file. */
export async function goldenColumns(name: string): Promise<ReadonlyMap<string, Column>> {
  const source = await fileSource(fileURLToPath(new URL(name, golden)))
  try {
    const table = await openTable(source)
    return await readColumns(
      table,
      table.fields.map(({ name: field }) => field),
    )
  } finally {
    await source.close()
  }
}

export interface Case {
  /** YAML of one model, without its indentation: `task`, `data`, `gate`. */
  readonly model: string
  readonly candidate: ReadonlyMap<string, Column>
  readonly baseline?: ReadonlyMap<string, Column>
  readonly today?: string
}

/** From YAML and columns to findings, by the ways users go. */
export function judge({ model, candidate, baseline, today = '2026-01-01' }: Case): GateAnswer {
  const text = `version: 1\nmodels:\n  m:\n${model.trim().replaceAll(/^/gm, '    ')}\n`
  const policy = parsePolicy(text, 'mlops.yml')
  const { task, data, gate } = policy.model().policy
  const evidence = readEvidence(
    { task, data: data! },
    { file: 'candidate.csv', columns: candidate },
    baseline && { file: 'baseline.csv', columns: baseline },
    sliceColumnsOf(gate!),
    huntedOf(gate!),
  )
  return judgeGate({
    gate: gate!,
    evidence,
    today,
    locate: (keys) => policy.locate(['models', 'm', 'gate', ...keys]),
  })
}

export function finding(answer: GateAnswer, id: string): Finding {
  const found = answer.findings.find((one) => one.id === id)
  if (!found) throw new Error(`no finding ${id} among ${answer.findings.map((one) => one.id).join(', ')}`)
  return found
}
