import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../packages/runner/src/cli.ts'
import { tellStory } from '../catalog/support/story.ts'
import { copyOf, gitEnv, makeWorld, type World } from '../registry/support/world.ts'

let world: World
beforeAll(async () => {
  world = makeWorld()
  await tellStory(world)
}, 60_000)

async function run(args: readonly string[], at = world) {
  const [out, err]: [string[], string[]] = [[], []]
  const cwd = mkdtempSync(join(tmpdir(), 'registry-cli-'))
  const code = await runCli(['registry', ...args, '--remote', at.remote], {
    env: { ...gitEnv(), GITHUB_ACTOR: 'dora' },
    cwd,
    root: undefined,
    colour: false,
    columns: 140,
    signal: new AbortController().signal,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  })
  return { code, cwd, out: out.join('\n'), err: err.join('\n') }
}

describe('looking', () => {
  it('list: one line a model', async () => {
    const { code, out, err } = await run(['list'])
    expect(code, err).toBe(0)
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^Model +Versions +Newest +Registered +Stages$/),
      expect.stringMatching(/^churn +1 +v1 +2026-03-02 09:12$/),
      expect.stringMatching(/^flight-delay +4 +v4 +2026-02-26 09:12 +dev v4, staging v4, production v2$/),
    ])
    expect(JSON.parse((await run(['list', '--json'])).out)[1]).toMatchObject({
      model: 'flight-delay',
      newest: 4,
      stages: { production: { version: 2 } },
    })
  })

  it('show, history, diff', async () => {
    const shown = (await run(['show', 'flight-delay', 'v3'])).out
    expect(shown).toMatch(/^flight-delay version 3$/m)
    expect(shown).toMatch(/quarantined +p95 latency rose/)
    expect(shown).toMatch(/with uncommitted changes/)
    expect((await run(['history', 'flight-delay'])).out).toMatch(
      /canary-deploy +production went back from version 3 to version 2: p95/,
    )
    const diff = (await run(['diff', 'flight-delay', '2', '4'])).out
    expect(diff).toMatch(/^params +max_depth +7 +9 \(\+2\)$/m)
    expect(diff).toMatch(/^metrics +auc +0\.884 +0\.893 \(\+0\.009\)$/m)
    expect(diff).toMatch(/^data +training +delta \S+@402 +delta \S+@404$/m)
    expect(diff).not.toMatch(/airports/)
    expect((await run(['diff', 'flight-delay', '2', '2'])).out).toBe('Nothing that is recorded differs.')
  })

  it('hostile text moves no cursor and makes no column', async () => {
    const { out } = await run(['history', 'churn'])
    expect(out).toContain('<script>alert(1)</script>')
    // oxlint-disable-next-line no-control-regex -- that there are none is what this is about
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  it('html: a file that is the page', async () => {
    const { code, cwd } = await run(['html', '--to', 'site/index.html'])
    expect(code).toBe(0)
    expect(readFileSync(join(cwd, 'site/index.html'), 'utf8')).toMatch(/^<!doctype html>/)
  })

  it('fetch: files of a stage, verified', async () => {
    const { out, cwd, code } = await run(['fetch', 'flight-delay', 'production', '--to', 'model'])
    expect(code).toBe(0)
    expect(out).toMatch(/^flight-delay version 2, verified/)
    expect(readFileSync(join(cwd, 'model/model.onnx'), 'utf8')).toBe('flight-delay 2')
  })

  it('verify: exit 0 for a sound history, 1 and the commit for another, 1 for none', async () => {
    expect(await run(['verify', 'flight-delay'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('bytes of 4 re-read'),
    })
    const forged = copyOf(world)
    const tree = forged.git('rev-parse', 'mlops/registry~3^{tree}')
    const commit = forged.git('commit-tree', tree, '-p', 'mlops/registry', '-m', 'x')
    forged.git('update-ref', 'refs/heads/mlops/registry', commit)
    const found = await run(['verify'], forged)
    expect(found).toMatchObject({ code: 1, out: expect.stringContaining(commit.slice(0, 12)) })
    expect(await run(['verify'], makeWorld())).toMatchObject({
      code: 1,
      out: expect.stringContaining('There is no history'),
    })
  })
})

describe('doing', () => {
  it('deprecate and retire with a reason, in the history with who did it', async () => {
    const own = copyOf(world)
    expect(await run(['deprecate', 'churn', '1', '--reason', 'no longer sold'], own)).toMatchObject({
      code: 0,
      out: 'churn 1 is deprecated.',
    })
    expect(await run(['retire', 'flight-delay', '3', '--reason', 'too slow'], own)).toMatchObject({ code: 0 })
    expect((await run(['history', 'flight-delay'], own)).out).toMatch(/dora +version 3 was retired: too slow/)
    const held = await run(['retire', 'flight-delay', '2', '--reason', 'x'], own)
    expect(held).toMatchObject({ code: 2, err: expect.stringContaining('version-in-use') })
  })

  it('collect says what would go, and does it only when told', async () => {
    const own = copyOf(world)
    const plan = await run(['collect', 'flight-delay', '--keep', '1'], own)
    expect(plan.out).toMatch(/v1 +would be retired/)
    expect(plan.out).toMatch(/v2 +stays +it is in production/)
    expect(plan.out).toMatch(/v3 +stays +\S+ could go back to it/)
    expect(plan.out).toContain('Nothing was changed')
    expect(
      JSON.parse((await run(['collect', 'flight-delay', '--keep', '1', '--apply', '--json'], own)).out),
    ).toMatchObject({ applied: true, collect: [1] })
    expect((await run(['show', 'flight-delay', '1'], own)).out).toMatch(/^retired +collected/m)
    expect((await run(['verify', 'flight-delay'], own)).code).toBe(0)
  })
})

describe('mistakes', () => {
  it.each([
    [[], 'which command?'],
    [['nothing'], 'no such command'],
    [['show'], 'needs MODEL'],
    [['diff', 'm', '1'], 'needs TO'],
    [['list', 'm'], 'unexpected "m"'],
    [['retire', 'm', '1'], 'needs --reason'],
    [['fetch', 'm', '1'], 'needs --to'],
    [['collect', 'm', '--keep', 'all'], '--keep takes'],
    [['show', 'unknown'], 'knows no model "unknown"'],
    [['show', 'churn', '9'], 'has no version 9'],
    [['list', '--token-env', 'NOWHERE'], 'no such variable'],
  ])('%j', async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 2, err: expect.stringContaining(message) })
  })
})
