import { type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import { type Locator, parseLocator, readIdentity } from '@mlops-actions/lineage'
import type { RegistrySpec } from '@mlops-actions/policy'
import type { Lineage } from '@mlops-actions/registry'
import type { definition } from './inputs.ts'

/** Data by name, as the policy and the step's input say (the input goes first); not looked at yet. */
export function namedData(
  given: Inputs<typeof definition>['data'],
  spec: RegistrySpec | undefined,
): ReadonlyMap<string, Locator> {
  const named = new Map(Object.entries(spec?.data ?? {}).map(([name, text]) => [name, parseLocator(text)]))
  const asked = new Set<string>()
  for (const line of given ?? []) {
    const split = line.indexOf('=')
    const [name, text] = [line.slice(0, split).trim(), line.slice(split + 1).trim()]
    if (split < 1 || name === '' || text === '') {
      throw new UserError('invalid-data-line', `input data: ${JSON.stringify(line)} is not name=path`, {
        remedy:
          'Write one `name=path` a line, such as `training=data/2001-q1.parquet` or `training=dvc:data/train.csv`.',
      })
    }
    if (asked.has(name)) {
      throw new UserError('duplicate-data-name', `input data: ${JSON.stringify(name)} is given twice`)
    }
    asked.add(name)
    named.set(name, parseLocator(text))
  }
  return named
}

/** Each by the identity its own system gives it, now. */
export async function identify(
  named: ReadonlyMap<string, Locator>,
  { files, http, env }: Pick<Runtime, 'files' | 'http' | 'env'>,
): Promise<Lineage['data']> {
  const data: Lineage['data'] = []
  for (const [name, locator] of named) data.push(await readIdentity(name, locator, { files, http, env }))
  return data
}
