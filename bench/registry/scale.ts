import { rm } from 'node:fs/promises'
import { DEFAULT_BRANCH, loadState, type Registry } from '@mlops-actions/registry'
import { bundleOf, makeWorld, promote } from '../../test/registry/support/world.ts'
import { median } from '../process.ts'
import type { Measured } from '../result.ts'
import { writeHistory } from './history.ts'

const VERSIONS = 10_000
const RUNS = 3

/**
 * Promoting and listing one of 10,000 versions, each on a machine that has never seen the registry: the fetch, the fold over
 * 11,000 events, and for a promotion the re-read of the bytes and the push are all in it.
 */
export async function registryScale(): Promise<Measured> {
  const world = makeWorld()
  try {
    const bundle = await bundleOf('m', { 'model.bin': 'weights' })
    const seed = await world.open()
    await seed.bytes[0].put(bundle)
    await writeHistory(world.remote, DEFAULT_BRANCH, bundle, VERSIONS)
    world.git('repack', '-a', '-d', '-q')
    const promotions: number[] = []
    const lists: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const version = VERSIONS - run - 1
      promotions.push(
        await seconds(await world.open(), async (registry) => {
          const { kind } = await promote(registry, version)
          if (kind !== 'moved') throw new Error(`version ${version} was not promoted: ${kind}`)
        }),
      )
      lists.push(
        await seconds(await world.open(), async (registry) => {
          const state = await loadState(await registry.store.head(), 'm')
          if (state.versions.size !== VERSIONS) throw new Error(`${state.versions.size} versions were listed`)
        }),
      )
    }
    return {
      figures: {
        versions: VERSIONS,
        promoteSeconds: round(median(promotions)),
        listSeconds: round(median(lists)),
      },
      targets: { promoteSeconds: 2, listSeconds: 2 },
    }
  } finally {
    await rm(world.folder, { recursive: true, force: true })
  }
}

async function seconds(registry: Registry, work: (registry: Registry) => Promise<void>): Promise<number> {
  const started = performance.now()
  await work(registry)
  return (performance.now() - started) / 1000
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
