import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import tsconfig from '../../tsconfig.json' with { type: 'json' }
import { root, trackedFiles } from './support/files.ts'

const TEXT = /\.(?:[cm]?[jt]s|json|md|ya?ml|sh|py|txt|html|xml)$/
/** This file holds what it looks for. */
const SELF = 'test/repository/sources.test.ts'

/** Tracked text files with their contents; one that somebody just deleted is none. */
async function sources(...pathspec: readonly string[]): Promise<readonly { path: string; text: string }[]> {
  const paths = (await trackedFiles(...pathspec)).filter(
    (path) => TEXT.test(path) && path !== SELF && !path.startsWith('dist/'),
  )
  const read = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(root + path, 'utf8').catch(() => undefined) })),
  )
  return read.filter((file): file is { path: string; text: string } => file.text !== undefined)
}

it('no module is mocked', async () => {
  const tests = await sources('test')
  expect(tests.length).toBeGreaterThan(50)
  expect(tests.filter(({ text }) => /\bvi\.(?:do)?mock\(/i.test(text)).map(({ path }) => path)).toEqual([])
})

it('the pure packages import neither node nor GitHub', async () => {
  const pure = await sources(
    ...['stats', 'policy', 'report', 'rollout', 'forecast'].map((name) => `packages/${name}/src`),
  )
  expect(pure.length).toBeGreaterThan(100)
  const impure = pure.filter(({ text }) =>
    /(?:from|import)\s*\(?\s*['"](?:node:|@actions\/|@octokit\/)/.test(text),
  )
  expect(impure.map(({ path }) => path)).toEqual([])
})

it('no file knows the machine it was written on', async () => {
  const machine = String.raw`\/(?:root|Users\/\w+|home\/(?!runner\b)\w+|work\/(?:main|shared))\/`
  const inText = new RegExp(String.raw`(?<![\w.~-])${machine}`)
  // What a tool wrote for a test: there the byte before a path is a length, which may look like a letter.
  const inBytes = new RegExp(machine)
  const paths = (await trackedFiles()).filter((path) => path !== SELF && !path.startsWith('dist/'))
  const knowing: string[] = []
  for (const path of paths) {
    const content = await readFile(root + path, 'latin1').catch(() => '')
    if ((TEXT.test(path) ? inText : inBytes).test(content)) knowing.push(path)
  }
  expect(knowing).toEqual([])
})

it('every package and action is compiled', async () => {
  const folders = (await trackedFiles('packages', 'actions'))
    .filter((path) => /^(?:packages|actions)\/[^/]+\/package\.json$/.test(path))
    .map((path) => path.replace(/\/package\.json$/, ''))
  expect(tsconfig.references.map(({ path }) => path).toSorted()).toEqual(folders.toSorted())
})
