import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { actionNames, definitionOf } from '../../packages/build/src/definitions.ts'
import { root, trackedFiles } from './support/files.ts'

interface Manifest {
  readonly name: string
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string }
}

const paths = (await trackedFiles('actions')).filter((path) => path.endsWith('/action.yml'))
const manifests = await Promise.all(
  paths.map(async (path) => [path, parse(await readFile(root + path, 'utf8')) as Manifest] as const),
)

it('every action has its action.yml', () => {
  expect(paths.toSorted()).toEqual(actionNames.map((name) => `actions/${name}/action.yml`).toSorted())
})

it('all run on one node, under names that tell them apart', () => {
  expect([...new Set(manifests.map(([, { runs }]) => runs.using))]).toEqual(['node24'])
  expect(new Set(manifests.map(([, { name }]) => name)).size).toBe(manifests.length)
})

it.each(manifests)('%s starts its own stub in dist/', async (path, { runs }) => {
  const name = path.split('/')[1]!
  expect(runs.main).toBe(`../../dist/${name}/index.js`)
  const { post } = await definitionOf(name)
  expect(runs.post).toBe(post === true ? `../../dist/${name}/post.js` : undefined)
})
