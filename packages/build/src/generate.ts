import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inputTable, manifest, outputTable } from '@mlops-actions/core'
import { policyJsonSchema } from '@mlops-actions/policy'
import { reportJsonSchema } from '@mlops-actions/report'
import { stringify } from 'yaml'
import { actionNames, definitionOf } from './definitions.ts'
import { compiledKernels } from './kernels.ts'

/** A file that is made from code, and what it should hold. */
export interface Generated {
  readonly path: string
  readonly content: string
}

/** Every generated file: action.yml, the tables in the READMEs, the JSON Schemas, the compiled kernels. */
export async function generated(root: string): Promise<readonly Generated[]> {
  const files: Generated[] = [
    { path: 'packages/policy/schema/mlops.schema.json', content: json(policyJsonSchema()) },
    { path: 'packages/report/schema/report.schema.json', content: json(reportJsonSchema()) },
    ...(await compiledKernels(root)),
  ]
  for (const name of actionNames) {
    const definition = await definitionOf(name)
    const readme = `actions/${name}/README.md`
    files.push(
      { path: `actions/${name}/action.yml`, content: actionYml(manifest(definition)) },
      {
        path: readme,
        content: fill(await readFile(join(root, readme), 'utf8'), readme, {
          inputs: inputTable(definition),
          outputs: outputTable(definition),
        }),
      },
    )
  }
  return files
}

/** Writes what changed and says so. */
export async function writeGenerated(root: string): Promise<readonly string[]> {
  const stale = await staleFiles(root)
  await Promise.all(stale.map(({ path, content }) => writeFile(join(root, path), content)))
  return stale.map(({ path }) => path)
}

/** The generated files whose committed text is not what the code says. */
export async function staleFiles(root: string): Promise<readonly Generated[]> {
  const files = await generated(root)
  const current = await Promise.all(
    files.map(({ path }) => readFile(join(root, path), 'utf8').catch(() => '')),
  )
  return files.filter(({ content }, i) => content !== current[i])
}

function actionYml(document: object): string {
  const header = '# Generated from src/inputs.ts by `npm run generate`; edit that.\n'
  return header + stringify(document, { lineWidth: 0 })
}

function json(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`; a README without the markers is an error. */
export function fill(text: string, path: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((filled, [name, table]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [start, end] = [filled.indexOf(open), filled.indexOf(close)]
    if (start < 0 || end < start) throw new Error(`${path}: expected ${open} ... ${close}`)
    return `${filled.slice(0, start + open.length)}\n\n${table.trim()}\n\n${filled.slice(end)}`
  }, text)
}
