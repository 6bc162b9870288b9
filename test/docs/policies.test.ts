import { readFile } from 'node:fs/promises'
import { parsePolicy } from '@mlops-actions/policy'
import { expect, it } from 'vitest'
import { root, trackedFiles } from '../repository/support/files.ts'
import { fencesOf, markdownFiles } from './support/markdown.ts'

const fenced = (await markdownFiles())
  .flatMap(fencesOf)
  .filter(({ language, text }) => language === 'yaml' && /^models:/m.test(text))
  .map(({ path, line, text }) => ({ where: `${path}:${line}`, text }))
const examples = await Promise.all(
  (await trackedFiles('examples/**.yml'))
    .filter((path) => /mlops[\w.-]*\.yml$/.test(path))
    .map(async (path) => ({ where: path, text: await readFile(root + path, 'utf8') })),
)

it('there is something to check', () => {
  expect(fenced.length).toBeGreaterThan(5)
  expect(examples.map(({ where }) => where)).toContain('examples/flights/mlops.yml')
})

it.each([...fenced, ...examples])('$where is a policy', ({ where, text }) => {
  const { document } = parsePolicy(text, where)
  expect(Object.keys(document.models)).not.toEqual([])
})
