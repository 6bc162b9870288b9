import { commandLog, harmless } from '@mlops-actions/core'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCommandHandler } from '../../packages/runner/src/command-handler.ts'
import { noEffects } from '../../packages/runner/src/effects.ts'
import { createJournal, type LogLine } from '../../packages/runner/src/journal.ts'
import { createLineSplitter } from '../../packages/runner/src/line-splitter.ts'
import { createMasker } from '../../packages/runner/src/masker.ts'

type Log = ReturnType<typeof commandLog>

/** What the runner makes of what the suite's own log writes. */
function read(write: (log: Log) => void) {
  const lines: LogLine[] = []
  const masker = createMasker()
  const journal = createJournal({ masker, onLine: (line) => lines.push(line), showDebug: true })
  const effects = noEffects()
  const handle = createCommandHandler({
    journal,
    masker,
    effects,
    workspace: '/workspace',
    allowUnsecureCommands: true,
    allowUnsecureStopTokens: true,
  })
  const splitter = createLineSplitter(handle)
  write(commandLog((text) => splitter.write(Buffer.from(text))))
  splitter.end()
  return { lines, journal, effects }
}

const PIECES = [
  [
    '::',
    ':',
    '##[',
    '##',
    '[',
    ']',
    '%0A',
    '%25',
    '%',
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '\u200b',
    '\ufeff',
    ' ',
  ],
  ['error', 'add-mask', 'set-env name=X', 'stop-commands', 'set-output name=a', 'group', 'echo', 'on', 'x'],
].flat()

/** Text made of what commands are made of. */
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join(''))

it('no text of the suite becomes a command', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { lines, journal, effects } = read((log) => log.info(text))
      expect(lines.map(({ kind }) => kind).filter((kind) => kind !== 'text')).toEqual([])
      expect(lines.map((line) => line.text).join('\n')).toBe(harmless(text))
      expect([journal.failed, effects]).toEqual([false, noEffects()])
    }),
    { numRuns: 2_000 },
  )
})

it('a message is one annotation, its text and title whole', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (text, title, file) => {
      const location = { file: `a${file}`, line: 3 }
      const { lines, journal, effects } = read((log) => log.warning(text, { title: `t${title}`, location }))
      expect(lines).toHaveLength(1)
      expect(journal.annotations).toMatchObject([
        { level: 'warning', message: harmless(text), title: harmless(`t${title}`), line: 3 },
      ])
      expect([journal.failed, effects]).toEqual([false, noEffects()])
    }),
    { numRuns: 2_000 },
  )
})

it('a group opens and closes once, and holds its title', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (title) => {
      let work: Promise<void> = Promise.resolve()
      const { lines } = read((log) => {
        work = log.group(title, async () => log.info('inside'))
      })
      await work
      expect(lines[0]).toEqual({ kind: 'group', text: harmless(title) })
      expect(lines[1]).toEqual({ kind: 'text', text: 'inside' })
    }),
  )
})

it('a masked value never shows, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), (secret) => {
      fc.pre(secret.trim() !== '' && !secret.includes('##['))
      const { lines, journal } = read((log) => {
        log.mask(secret)
        log.info(`<${secret}>`)
      })
      expect(journal.failed).toBe(false)
      expect(lines).toEqual([{ kind: 'text', text: '<***>' }])
    }),
  )
})
