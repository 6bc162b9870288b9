import { expect, it } from 'vitest'
import { parseCommand } from '../../packages/runner/src/command-parser.ts'

const KNOWN = new Set(['error', 'warning', 'set-output', 'add-mask', 'stop-commands', 'debug'])
const read = (line: string) => {
  const command = parseCommand(line, (name) => KNOWN.has(name))
  return command && [command.name, Object.fromEntries(command.properties), command.data]
}

// Expected values follow actions/runner, src/Runner.Common/ActionCommand.cs and its ActionCommandL0 tests.
it.each<[string, unknown]>([
  ['::error::boom', ['error', {}, 'boom']],
  ['   \t::error::boom', ['error', {}, 'boom']],
  ['::error file=a.py,line=3::boom', ['error', { file: 'a.py', line: '3' }, 'boom']],
  ['::ERROR endLine=4::x', ['ERROR', { endline: '4' }, 'x']],
  ['::error::a::b', ['error', {}, 'a::b']],
  ['::error::100%25%0Aof it%0D', ['error', {}, '100%\nof it\r']],
  ['::error::%250A', ['error', {}, '%0A']],
  ['::error title=a%3Ab%2Cc%25::x', ['error', { title: 'a:b,c%' }, 'x']],
  ['::error::a%3Ab', ['error', {}, 'a%3Ab']],
  ['::set-output name=a=b::v', ['set-output', { name: 'a=b' }, 'v']],
  ['::set-output ==name==a::v', ['set-output', { name: 'a' }, 'v']],
  ['::set-output name=::v', ['set-output', {}, 'v']],
  ['::error file=a,file=b::x', ['error', { file: 'b' }, 'x']],
  ['::unknown::x', undefined],
  ['::error', undefined],
  ['error::x', undefined],
  ['name: ::error::x', undefined],
  ['\u200B::error::x', undefined],
  ['##[error]boom', ['error', {}, 'boom']],
  ['feature "age" ##[error]boom', ['error', {}, 'boom']],
  ['row ##[add-mask]e', ['add-mask', {}, 'e']],
  ['##[error file=a;line=3]x%5D%3B%0A%25', ['error', { file: 'a', line: '3' }, 'x];\n%']],
  ['##[warning]a ##[error]b', ['warning', {}, 'a ##[error]b']],
  ['##[note ##[error]b', undefined],
  ['##[error', undefined],
  ['##\u200B[error]x', undefined],
  ['::unknown::##[error]boom', ['error', {}, 'boom']],
  ['', undefined],
])('reads %j', (line, expected) => {
  expect(read(line)).toEqual(expected)
})
