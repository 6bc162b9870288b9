import { expect, it } from 'vitest'
import { parseKeyValues } from '../../packages/runner/src/file-commands.ts'

// Cases of actions/runner, SetOutputFileCommandL0.cs and EnvFileKeyValuePairs.
it.each<[string, string, readonly (readonly [string, string])[]]>([
  ['nothing', '', []],
  ['empty lines', '\n\n', []],
  ['a pair', 'a=b\n', [['a', 'b']]],
  ['a pair without a line end', 'a=b', [['a', 'b']]],
  ['an empty value', 'a=\n', [['a', '']]],
  ['an equals sign in the value', 'a=b=c', [['a', 'b=c']]],
  ['a marker in a value', 'a=b<<c', [['a', 'b<<c']]],
  ['a heredoc', 'a<<E\none\ntwo\nE\n', [['a', 'one\ntwo']]],
  ['an empty heredoc', 'a<<E\nE\n', [['a', '']]],
  ['a heredoc of one empty line', 'a<<E\n\nE\n', [['a', '']]],
  ['a heredoc that keeps its last empty line', 'a<<E\nx\n\nE\n', [['a', 'x\n']]],
  ['an equals sign in the delimiter', 'a<<E=\nx\nE=\n', [['a', 'x']]],
  [
    'pairs inside a heredoc',
    'a<<E\nb=c\nE\nd=e\n',
    [
      ['a', 'b=c'],
      ['d', 'e'],
    ],
  ],
  ['a heredoc whose delimiter ends the file', 'a<<E\nx\nE', [['a', 'x']]],
  ['a carriage return is part of the value', 'a=b\r\n', [['a', 'b\r']]],
  ['an indented delimiter is no delimiter', 'a<<E\n E\nE\n', [['a', ' E']]],
])('reads %s', (_what, text, expected) => {
  expect([...parseKeyValues(text)]).toEqual(expected)
})

it.each([
  ['no separator', 'broken\n', /Invalid format 'broken'/],
  ['an empty name', '<<E\nx\nE\n', /Name must not be empty/],
  ['an empty delimiter', 'a<<\nx\n', /delimiter must not be empty/],
  ['a missing delimiter', 'a<<E\nx\n', /Matching delimiter not found 'E'/],
  ['a last line without an end', 'a<<E\nx', /EOF marker missing new line/],
  ['an injected line after a value', 'a=b\nc\n', /Invalid format 'c'/],
])('refuses %s', (_what, text, message) => {
  expect(() => [...parseKeyValues(text)]).toThrow(message)
})

it('hands out the pairs before a malformed line', () => {
  const pairs: unknown[] = []
  expect(() => {
    for (const pair of parseKeyValues('a=b\nbroken\n')) pairs.push(pair)
  }).toThrow(/broken/)
  expect(pairs).toEqual([['a', 'b']])
})
