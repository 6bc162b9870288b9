import { canonicalJson, digestBytes } from '@mlops-actions/registry'
import { bytesOf, numberOf, stringOf } from '../binary/protobuf.ts'
import { LineageError } from '../error.ts'
import type { Files } from '../ports.ts'
import type { ForeignIdentity } from './identity.ts'

const MAX_REGISTRY_BYTES = 256 * 2 ** 20

// Field numbers of feast/core/Registry.proto, FeatureService.proto, FeatureViewProjection.proto (Feast 0.67).
const REGISTRY = { onDemandViews: 8, services: 7 } as const
const SERVICE = { spec: 1 } as const
const SPEC = { name: 1, project: 2, projections: 3 } as const
const PROJECTION = { view: 1, columns: 2, alias: 3, joinKeys: 4, source: 8, version: 10 } as const
const COLUMN = { name: 1, type: 2 } as const
const SOURCE = { name: 20 } as const
const ON_DEMAND = { spec: 1, name: 1, function: 5, transformation: 10 } as const
const TRANSFORMATION = { function: 1 } as const
const FUNCTION = { text: 3 } as const
const ENTRY = { key: 1, value: 2 } as const

/**
 * A feature service of a Feast file registry (`registry.db`, a protobuf). Feast gives a service a name and no version,
 * so its identity is made here: which features of which views, under which names, from which sources, and the source
 * code of on-demand transformations. Times, tags, owners and the order of maps do not count: `feast apply` changes them
 * without changing the features.
 *
 * @throws LineageError `data-not-found`, naming the services there are; `corrupt`
 */
export async function readFeast(
  files: Files,
  path: string,
  service: string,
): Promise<ForeignIdentity<'feast'>> {
  const registry = await files.read(path, { maxBytes: MAX_REGISTRY_BYTES })
  const specs = bytesOf(registry, REGISTRY.services, path).flatMap((item) =>
    bytesOf(item, SERVICE.spec, path),
  )
  const matching = specs.filter((spec) => stringOf(spec, SPEC.name, path) === service)
  const [spec] = matching
  if (!spec || matching.length > 1) throw absent(path, service, specs, matching.length)
  const definitions = transformations(registry, path)
  const views = bytesOf(spec, SPEC.projections, path)
    .map((projection) => viewOf(projection, definitions, path))
    .sort((a, b) => (a.as < b.as ? -1 : 1))
  const project = stringOf(spec, SPEC.project, path)
  const digest = digestBytes(canonicalJson({ project, service, views }))
  return {
    kind: 'feast',
    source: path,
    id: `${project === undefined ? '' : `${project}/`}${service}@${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`,
    digest,
    details: {
      views: views
        .map(({ view, version }) => (version === undefined ? view : `${view}@v${version}`))
        .join(', ')
        .slice(0, 1024),
      features: String(views.reduce((sum, { features }) => sum + features.length, 0)),
    },
  }
}

function viewOf(projection: Uint8Array, definitions: ReadonlyMap<string, string>, where: string) {
  const view = stringOf(projection, PROJECTION.view, where)
  if (view === undefined) throw new LineageError('corrupt', `${where}: a projection without its view`)
  const [source] = bytesOf(projection, PROJECTION.source, where)
  const version = numberOf(projection, PROJECTION.version, where)
  return {
    view,
    as: stringOf(projection, PROJECTION.alias, where) || view,
    version: version === undefined ? undefined : String(version),
    source: source && stringOf(source, SOURCE.name, where),
    features: bytesOf(projection, PROJECTION.columns, where)
      .map(
        (column) =>
          `${stringOf(column, COLUMN.name, where) ?? ''}:${numberOf(column, COLUMN.type, where) ?? 0n}`,
      )
      .sort(),
    joinKeys: bytesOf(projection, PROJECTION.joinKeys, where)
      .map(
        (entry) => `${stringOf(entry, ENTRY.key, where) ?? ''}=${stringOf(entry, ENTRY.value, where) ?? ''}`,
      )
      .sort(),
    definition: definitions.get(view),
  }
}

/** The source text of on-demand views' functions, by view. The pickled function beside it differs from run to run. */
function transformations(registry: Uint8Array, where: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const view of bytesOf(registry, REGISTRY.onDemandViews, where)) {
    for (const spec of bytesOf(view, ON_DEMAND.spec, where)) {
      const functions = [
        ...bytesOf(spec, ON_DEMAND.function, where),
        ...bytesOf(spec, ON_DEMAND.transformation, where).flatMap((item) =>
          bytesOf(item, TRANSFORMATION.function, where),
        ),
      ]
      const text = functions.map((item) => stringOf(item, FUNCTION.text, where) ?? '').join('\n')
      const name = stringOf(spec, ON_DEMAND.name, where)
      if (name !== undefined && text !== '') found.set(name, digestBytes(text))
    }
  }
  return found
}

function absent(path: string, service: string, specs: readonly Uint8Array[], count: number): LineageError {
  if (count > 1) {
    return new LineageError(
      'invalid-data',
      `${path}: ${count} projects have a feature service ${JSON.stringify(service)}`,
    )
  }
  const known = specs.map((spec) => stringOf(spec, SPEC.name, path) ?? '').sort()
  const list =
    known.length === 0
      ? 'no feature service'
      : known
          .slice(0, 20)
          .map((name) => JSON.stringify(name))
          .join(', ')
  return new LineageError(
    'data-not-found',
    `${path}: no feature service ${JSON.stringify(service)}; it has ${list}`,
    {
      remedy: 'Give <registry.db>#<name>, as `feast feature-services list` prints it.',
    },
  )
}
