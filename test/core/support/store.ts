import { githubRuntime } from '@mlops-actions/core'

/** A step of its own: @actions/artifact and @actions/cache read the environment of their process. */
const { files, artifacts, cache } = githubRuntime(process)
await files.write('r/report.json', '{"verdict":"pass"}')
const miss = await cache.restore('profile-1', ['r'])
const uploaded = await artifacts.upload('gate', ['r/report.json'], 'r')
const again = await artifacts.upload('gate', ['r/report.json'], 'r')
const saved = await cache.save('profile-1', ['r'])
await files.write('r/report.json', 'overwritten')
const hit = await cache.restore('profile-1', ['r'])
const restored = new TextDecoder().decode(await files.read('r/report.json', { maxBytes: 1_000 }))
process.stdout.write(`\nRESULT ${JSON.stringify({ miss, uploaded, again, saved, hit, restored })}\n`)
