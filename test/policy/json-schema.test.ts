import { readFile } from 'node:fs/promises'
import { parsePolicy, policyJsonSchema } from '@mlops-actions/policy'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const file = new URL('../../packages/policy/schema/mlops.schema.json', import.meta.url)
const example = new URL('../../examples/flights/mlops.yml', import.meta.url)

it('is the committed file (`npm run generate` writes it)', async () => {
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(policyJsonSchema())
})

it('accepts what parsePolicy accepts and refuses a misspelt key', async () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(policyJsonSchema())
  const text = await readFile(example, 'utf8')
  expect(parsePolicy(text, 'mlops.yml').document.version).toBe(1)
  expect(validate(parse(text))).toBe(true)
  expect(validate(parse(text.replace('margin:', 'marign:')))).toBe(false)
})
