import { expect, it } from 'vitest'
import { generated, staleFiles } from '../../packages/build/src/generate.ts'
import { root } from '../repository/support/files.ts'

// Kernels are compiled for it, which on a busy machine takes a while.
it('action.yml, the tables of the READMEs the JSON Schemas and the kernels are what the code says', {
  timeout: 240_000,
}, async () => {
  expect((await generated(root)).length).toBeGreaterThan(10)
  expect(
    (await staleFiles(root)).map(({ path }) => path),
    'run `npm run generate`',
  ).toEqual([])
})
