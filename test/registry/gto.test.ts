import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTags, gitRemote, gtoTags, type Registry } from '@mlops-actions/registry'
import { beforeAll, expect, it } from 'vitest'
import { tellStory } from '../catalog/support/story.ts'
import { codeOf, makeWorld, realExec, type World } from './support/world.ts'

let world: World
let registry: Registry
beforeAll(async () => {
  world = makeWorld()
  registry = await tellStory(world)
}, 120_000)

const create = async () => {
  const tags = await gtoTags(registry.store.history(), 'flight-delay')
  const directory = mkdtempSync(join(tmpdir(), 'gto-'))
  return createTags({ exec: realExec, directory, remote: gitRemote(world.remote) }, 'mlops/registry', tags)
}

it('a tag for each version and each move of a stage, on the commit of the version; again there is none to make', async () => {
  const made = await create()
  expect(made.filter((name) => name.includes('@'))).toEqual(
    [1, 2, 3, 4].map((version) => `flight-delay@v${version}.0.0`),
  )
  expect(made.filter((name) => name.includes('#'))).toHaveLength(12)
  expect(world.git('rev-parse', 'flight-delay#production#10^{commit}')).toBe(
    world.git('rev-parse', 'flight-delay@v2.0.0^{commit}'),
  )
  expect(world.git('cat-file', '-t', 'flight-delay@v1.0.0')).toBe('tag')
  expect(await create()).toEqual([])
})

it('a tag that was moved by hand is named, not moved back', async () => {
  await create()
  world.git('tag', '-f', 'flight-delay@v1.0.0', 'flight-delay@v2.0.0^{commit}')
  expect(await codeOf(create())).toBe('registry-corrupt')
})

it('a model whose name GTO cannot write is refused', async () => {
  expect(await codeOf(gtoTags(registry.store.history(), 'a.b'))).toBe('invalid-name')
})
