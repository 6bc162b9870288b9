import { RegistryError } from '../error.ts'
import { parseEvent, type RegistryEvent } from '../event/event.ts'
import { parsePath } from '../paths.ts'
import type { Commit } from '../store/store.ts'

/** An annotated tag to be made. */
export interface Tag {
  readonly name: string
  /** The commit it stands on. */
  readonly target: string
  /** ISO 8601: GTO orders by it. */
  readonly at: string
  readonly message: string
}

/** What GTO takes for the name of an artifact (gto/constants.py). Ours may also have dots. */
const NAME = /^[a-z0-9](?:[a-z0-9-_]*[a-z0-9])?$/

/**
 * A model's history as GTO writes it (gto/constants.py): `name@v3.0.0` where version 3 was registered,
 * `name#stage#N` for each move of a stage, `name@v3.0.0!#N` when a version was retired. Tags of versions stand on the commit
 * of the registry's branch that registered them, and so do the moves: GTO knows a version by its commit.
 *
 * @throws RegistryError `invalid-name` for a model GTO has no name for
 */
export async function gtoTags(history: AsyncIterable<Commit>, model: string): Promise<readonly Tag[]> {
  if (!NAME.test(model)) {
    throw new RegistryError('invalid-name', `GTO takes no artifact called ${JSON.stringify(model)}`, {
      remedy: 'Its names have letters, digits, - and _ only.',
    })
  }
  const tags: Tag[] = []
  const registered = new Map<number, string>()
  let counter = 0
  for await (const commit of history) {
    const event = eventOf(commit, model)
    if (event?.kind === 'register') registered.set(event.version, commit.revision)
    const target = event && registered.get(event.version)
    if (!event || target === undefined) continue
    const tag = tagOf(event, counter + 1)
    if (tag === undefined) continue
    if (event.kind !== 'register') counter++
    tags.push({ ...tag, target, at: event.at })
  }
  return tags
}

function tagOf(event: RegistryEvent, next: number): Pick<Tag, 'name' | 'message'> | undefined {
  const version = `${event.model}@v${event.version}.0.0`
  switch (event.kind) {
    case 'register':
      return { name: version, message: `Registering version ${event.version} (${event.modelDigest})` }
    case 'promote':
    case 'rollback':
      return {
        name: `${event.model}#${event.stage}#${next}`,
        message: `${event.kind === 'promote' ? 'Promoting' : 'Going back to'} version ${event.version} in ${event.stage}`,
      }
    case 'retire':
      return { name: `${version}!#${next}`, message: `Retiring version ${event.version}` }
    case 'attach-evidence':
    case 'quarantine':
    case 'deprecate':
      return undefined
  }
}

function eventOf({ changes }: Commit, model: string): RegistryEvent | undefined {
  for (const { path, content, kind } of changes) {
    const at = parsePath(path)
    if (kind === 'added' && content && at?.kind === 'event' && at.model === model)
      return parseEvent(content, path)
  }
  return undefined
}
