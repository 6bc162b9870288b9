import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTags, gitRemote, gtoTags } from '@mlops-actions/registry'
import { expect, it } from 'vitest'
import { tellStory } from '../catalog/support/story.ts'
import { gitEnv, makeWorld, realExec } from '../registry/support/world.ts'

it('GTO reads the history from our tags: versions, and which of them each stage holds', async () => {
  const world = makeWorld()
  const registry = await tellStory(world)
  const directory = mkdtempSync(join(tmpdir(), 'gto-'))
  const tags = await gtoTags(registry.store.history(), 'flight-delay')
  await createTags({ exec: realExec, directory, remote: gitRemote(world.remote) }, 'mlops/registry', tags)
  const clone = join(directory, 'clone')
  execFileSync('git', ['clone', '--quiet', '--branch', 'mlops/registry', world.remote, clone], {
    env: gitEnv(),
  })
  const gto = (...args: readonly string[]) =>
    JSON.parse(
      execFileSync('gto', [...args, '--json'], {
        cwd: clone,
        encoding: 'utf8',
        env: gitEnv(),
      }),
    )
  expect(gto('show')).toMatchObject({
    'flight-delay': {
      version: 'v4.0.0',
      registered: true,
      active: true,
      stage: { dev: 'v4.0.0', staging: 'v4.0.0', production: 'v2.0.0' },
    },
  })
  const events = gto('history', 'flight-delay').map(({ event }: { event: string }) => event)
  expect(events.filter((event: string) => event === 'registration')).toHaveLength(4)
  expect(events.filter((event: string) => event === 'assignment')).toHaveLength(12)
})
