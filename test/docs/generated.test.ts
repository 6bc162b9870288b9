import { expect, it } from 'vitest'
import { generated, staleFiles } from '../../packages/build/src/generate.ts'
import { root } from '../repository/support/files.ts'

it('action.yml, the tables of the READMEs and the JSON Schemas are what the code says', async () => {
  expect((await generated(root)).length).toBeGreaterThan(10)
  expect(
    (await staleFiles(root)).map(({ path }) => path),
    'run `npm run generate`',
  ).toEqual([])
})
