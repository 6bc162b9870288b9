import { expect, it } from 'vitest'
import { actionNames, definitionOf } from '../../packages/build/src/definitions.ts'
import { markdownFiles } from './support/markdown.ts'

/** `mlops-actions run <action> --input a=b`, up to the end of its line or of the inline code; `\` continues it. */
const COMMAND = /mlops-actions(?:\.js)? run ([\w-]+)((?:\\\n|[^\n`])*)/g

const commands = (await markdownFiles()).flatMap(({ path, text }) =>
  [...text.matchAll(COMMAND)].map(([, action = '', rest = '']) => ({ path, action, rest })),
)

it('there is something to check', () => {
  expect(commands.length).toBeGreaterThan(2)
})

it.each(commands)('$path: run $action $rest', async ({ action, rest }) => {
  expect(actionNames).toContain(action)
  const given = [...rest.matchAll(/--input[ =]([\w-]+)=/g)].map(([, name = '']) => name)
  const { inputs } = await definitionOf(action)
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given))
  const required = Object.keys(inputs).filter((name) => !inputs[name]!.safeParse(undefined).success)
  expect(given).toEqual(expect.arrayContaining(required))
})
