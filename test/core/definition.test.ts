import {
  defineAction,
  flag,
  inputTable,
  lines,
  manifest,
  outputTable,
  permissionTable,
  readInputs,
} from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const definition = defineAction({
  name: 'probe',
  title: 'Probe',
  description: 'Looks.',
  branding: { icon: 'check', color: 'green' },
  inputs: {
    model: z.string().describe('The model | its name.'),
    policy: z.string().default('mlops.yml').describe('The policy.'),
    strict: flag().prefault('true').describe('Strict?'),
    'fail-on': z.enum(['error', 'warning']).optional().describe('When to fail.'),
    digest: z
      .string()
      .regex(/^sha256:/, 'sha256: and 64 hex digits')
      .optional()
      .describe('Digest.'),
    tags: lines().prefault('a\nb').describe('Tags,\none a line.'),
    'api-key': z.string().min(20).optional().describe('A key.'),
    rows: z.coerce.number().int().max(10).optional().describe('Rows.'),
    'github-token': z.string().optional().describe('Token.'),
  },
  outputs: { verdict: 'pass or fail' },
  permissions: [{ scope: 'contents', access: 'read', why: 'to read' }],
  renamed: { 'policy-file': 'policy' },
  post: true,
})

const read = (inputs: Record<string, string>) => readInputs(definition, memoryRuntime({ inputs }).env)

describe('action.yml', () => {
  it('is derived from the definition', () => {
    expect(manifest(definition)).toEqual({
      name: 'Probe',
      description: 'Looks.',
      inputs: {
        model: { description: 'The model | its name.', required: true },
        policy: { description: 'The policy.', required: false, default: 'mlops.yml' },
        strict: { description: 'Strict?', required: false, default: 'true' },
        'fail-on': { description: 'When to fail.', required: false },
        digest: { description: 'Digest.', required: false },
        tags: { description: 'Tags,\none a line.', required: false, default: 'a\nb' },
        'api-key': { description: 'A key.', required: false },
        rows: { description: 'Rows.', required: false },
        'github-token': { description: 'Token.', required: false, default: '${{ github.token }}' },
      },
      outputs: { verdict: { description: 'pass or fail' } },
      runs: {
        using: 'node24',
        main: '../../dist/probe/index.js',
        post: '../../dist/probe/post.js',
      },
      branding: { icon: 'check', color: 'green' },
    })
  })

  it('of an action within an action points one folder further up', () => {
    expect(manifest({ ...definition, name: 'probe/publish' }).runs.main).toBe(
      '../../../dist/probe/publish/index.js',
    )
  })

  it('is refused without a description', () => {
    expect(() => manifest({ ...definition, inputs: { bare: z.string() } })).toThrow('input bare')
  })
})

describe('the tables of a README', () => {
  it('say the same, a row an input, whatever the texts hold', () => {
    const table = inputTable(definition).split('\n')
    expect(table[2]).toBe('| `model` | The model \\| its name. | **required** |')
    expect(table).toContain('| `tags` | Tags,<br>one a line. | `a`<br>`b` |')
    expect(table).toHaveLength(2 + Object.keys(definition.inputs).length + 1)
    expect(outputTable(definition)).toContain('| `verdict` | pass or fail |')
    expect(permissionTable(definition)).toContain('| `contents: read` | to read |')
  })
})

describe('inputs', () => {
  it('are trimmed, typed and defaulted; an empty one is not given', () => {
    expect(
      read({ model: ' delay ', policy: '  ', strict: 'FALSE', tags: 'x\n\n# no\n y', rows: '3' }),
    ).toEqual({
      model: 'delay',
      policy: 'mlops.yml',
      strict: false,
      tags: ['x', 'y'],
      rows: 3,
      'fail-on': undefined,
      digest: undefined,
      'api-key': undefined,
      'github-token': undefined,
    })
  })

  it.each([
    [{}, 'input model: is required'],
    [{ model: 'm', 'fail-on': 'never' }, 'input fail-on: expected one of error, warning; got "never"'],
    [{ model: 'm', digest: 'md5' }, 'input digest: expected sha256: and 64 hex digits; got "md5"'],
    [{ model: 'm', rows: '11' }, 'input rows: expected at most 10; got "11"'],
    [{ model: 'm', rows: 'many' }, 'input rows: expected number, received NaN; got "many"'],
    [{ model: 'm', 'policy-file': 'x' }, 'input policy-file: is called policy now'],
  ])('that are wrong are named with what was expected: %j', (inputs, message) => {
    expect(() => read(inputs)).toThrow(expect.objectContaining({ code: 'invalid-inputs', message }))
  })

  it('that may be secrets are not repeated', () => {
    expect(() => read({ model: 'm', 'api-key': 'hunter2' })).toThrow(
      'input api-key: expected at least 20 characters; got a text of 7 characters',
    )
  })
})
