import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { profileDigest, readProfile } from '@mlops-actions/data'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../packages/runner/src/cli.ts'
import { temporary } from './harness.ts'

async function workspace() {
  const cwd = await temporary()
  const rows = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, i) => `${((from + i) * 7) % 40},${(from + i) % 3 === 0 ? 'é\u001b[2J' : 'b'}\n`,
    ).join('')
  const write = (name: string, text: string) => writeFile(join(cwd, name), text)
  await write('all.csv', `x,c\n${rows(0, 90)}`)
  await write('first.csv', `x,c\n${rows(0, 50)}`)
  await write('second.csv', `x,c\n${rows(50, 90)}`)
  const run = async (args: readonly string[], signal = new AbortController().signal) => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await runCli(['profile', ...args], {
      env: { PATH: process.env['PATH'] },
      cwd,
      root: undefined,
      colour: false,
      columns: 120,
      signal,
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  const stored = async (name: string) => readProfile(await readFile(join(cwd, name)), name)
  return { cwd, run, write, stored }
}

describe('mlops-actions profile', () => {
  test('makes a profile, shows it, and writes it in both forms', async () => {
    const { run, stored } = await workspace()
    const made = await run(['all.csv', '--out', 'p.profile.json'])
    expect(made.code, made.err).toBe(0)
    expect(made.out.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^Column +Kind +Missing +Different +Least +Mean +Greatest +Most frequent$/),
      expect.stringMatching(/^x +number +0 +~40 +0 +19\.\d+ +39$/),
      expect.stringMatching(/^c +text +0 +2 +b 67 %, é 33 %$/),
    ])
    expect(made.out).toContain('90 rows, 2 columns, digest ')
    expect((await run(['all.csv', '--out', 'p.profile'])).code).toBe(0)
    expect(await stored('p.profile')).toEqual(await stored('p.profile.json'))
    expect((await run(['show', 'p.profile'])).out).toBe(made.out)
  })

  test('merges parts counted on one reference to the digest of the whole', async () => {
    const { run, stored, cwd } = await workspace()
    await mkdir(join(cwd, 'parts'))
    await run(['all.csv', '--cells', '8', '--out', 'all.json'])
    await run(['first.csv', '--like', 'all.json', '--out', 'parts/1'])
    await run(['second.csv', '--like', 'all.json', '--out', 'parts/2'])
    const merged = await run(['merge', 'parts/1', 'parts/2', '--json'])
    const digest = profileDigest(await stored('all.json'))
    expect(profileDigest(readProfile(new TextEncoder().encode(merged.out), 'merged'))).toBe(digest)
    const several = await run(['first.csv', 'second.csv', '--like', 'all.json'])
    expect(several.out).toContain(digest)
  })

  test.each<readonly [readonly string[], string, string]>([
    [[], 'usage', 'which file?'],
    [['all.csv', '--cells', '0'], 'usage', '--cells takes a whole number'],
    [['--sql', 'duckdb'], 'usage', 'which --table'],
    [['--sql', 'duckdb', '--table', 't', 'all.csv'], 'usage', 'reads no files'],
    [['--sql', 'oracle', '--table', 't'], 'bad-sql-connection', 'engine'],
    [['--sql', 'duckdb', '--table', 't'], 'missing-column', 'name the columns'],
    [
      ['--sql', 'postgres', '--connect', 'database=postgres://me:pw@db/x', '--table', 't'],
      'password-in-connection',
      '',
    ],
    [['none.csv'], 'file-not-found', 'none.csv'],
    [['all.csv', '--columns', 'y'], 'missing-column', 'has no column "y"'],
    [['show', 'all.csv'], 'corrupt', 'all.csv: is not JSON'],
    [['show', 'old.json'], 'unsupported', 'is a profile of version 1'],
  ])('%j is a mistake that is told', async (args, code, message) => {
    const { run, write } = await workspace()
    await write('old.json', '{"version":1,"columns":[]}')
    const result = await run(args)
    expect(result).toMatchObject({ code: 2, out: '' })
    expect(result.err).toContain(`(${code})`)
    expect(result.err).toContain(message)
    expect(result.err).not.toContain(':pw@')
  })

  test('stops reading when it is cancelled', async () => {
    const { run } = await workspace()
    const result = await run(['all.csv'], AbortSignal.abort())
    expect(result).toMatchObject({ code: 2 })
    expect(result.err).toContain('(cancelled)')
  })
})
