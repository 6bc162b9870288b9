import { spawnSync } from 'node:child_process'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { root, temporary } from './harness.ts'

/** The committed starter in a repository of its own, with only the given files beside it. */
async function start(files: Readonly<Record<string, string>>) {
  const repository = await temporary()
  const bin = 'packages/runner/bin/mlops-actions.js'
  await cp(join(root, bin), join(repository, bin), { recursive: true })
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    await mkdir(dirname(join(repository, path)), { recursive: true })
    await writeFile(join(repository, path), text)
  }
  return spawnSync(process.execPath, [join(repository, bin), 'run', 'x'], { encoding: 'utf8' })
}

const compiled = {
  'packages/runner/lib/cli.js': 'export const main = async (argv) => console.log("lib", ...argv)',
}

it('starts the bundle where there is one', async () => {
  const bundle = { 'dist/runner/index.js': 'console.log("dist", ...process.argv.slice(2))' }
  expect((await start({ ...compiled, ...bundle })).stdout).toBe('dist run x\n')
})

it('starts what was compiled where there is no bundle', async () => {
  expect((await start(compiled)).stdout).toBe('lib run x\n')
})

it('says how to build where there is neither', async () => {
  const { status, stderr } = await start({})
  expect(status).toBe(2)
  expect(stderr).toBe('mlops-actions is not built: run `npm ci && npm run compile` in its repository.\n')
})
