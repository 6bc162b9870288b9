import type { Dataset } from '@mlops-actions/registry'
import type { Env, Files, Http } from '../ports.ts'
import { readDelta } from './delta/delta.ts'
import { readDvc } from './dvc.ts'
import { readFeast } from './feast.ts'
import { readIceberg } from './iceberg.ts'
import { readLakefs } from './lakefs.ts'
import type { Locator } from './locator.ts'
import type { ForeignIdentity } from './identity.ts'
import { type PathIdentity, readPath, readPattern } from './paths.ts'

type System = 'dvc' | 'lakefs' | 'delta' | 'iceberg' | 'feast' | 'sql'

export interface World {
  readonly files: Files
  readonly http: Http
  readonly env: Env
}

/**
 * Which data a locator stands for at this moment, under a name.
 *
 * @throws LineageError, and what the ports throw
 */
export async function readIdentity(name: string, locator: Locator, world: World): Promise<Dataset> {
  return { name, ...(await identityOf(locator, world)) }
}

function identityOf(
  locator: Locator,
  { files, http, env }: World,
): Promise<PathIdentity | ForeignIdentity<System>> {
  switch (locator.kind) {
    case 'path':
      return readPath(files, locator.path)
    case 'files':
      return readPattern(files, locator.pattern)
    case 'dvc':
      return readDvc(files, locator.path)
    case 'lakefs':
      return readLakefs(http, env, locator)
    case 'delta':
      return readDelta(files, locator.path, locator.version)
    case 'iceberg':
      return readIceberg(files, locator.path, locator.snapshot)
    case 'feast':
      return readFeast(files, locator.path, locator.service)
    case 'sql':
      // Recorded as given: only the engine could say whether that state exists.
      return Promise.resolve({ kind: 'sql', source: 'as given', id: locator.id })
  }
}
