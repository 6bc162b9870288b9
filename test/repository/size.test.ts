import { execFile } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from './support/files.ts'

const run = promisify(execFile)
const MB = 1_000_000
/** A runner downloads the repository at every use of an action. */
const SOURCES_MAX_BYTES = 15 * MB
const BUNDLE_MAX_BYTES = 13 * MB

it('the sources are small', async () => {
  const args = ['-C', root, 'archive', '--format=tar', 'HEAD', '--', '.', ':(exclude)dist']
  const { stdout } = await run('git', args, { encoding: 'buffer', maxBuffer: 256 * MB })
  expect(stdout.length).toBeLessThan(SOURCES_MAX_BYTES)
})

it('so is the bundle', async () => {
  const entries = await readdir(join(root, 'dist'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUNDLE_MAX_BYTES)
})

it('git treats the bundle as generated and binary data as binary', async () => {
  const paths = ['dist/index.js', 'a.parquet', 'a.arrow', 'a.gz', 'a.png', 'a.ts']
  const { stdout } = await run('git', [
    '-C',
    root,
    'check-attr',
    'linguist-generated',
    'text',
    '--',
    ...paths,
  ])
  const lines = stdout.trim().split('\n')
  expect(lines).toContain('dist/index.js: linguist-generated: true')
  for (const path of paths.slice(1, -1)) expect(lines).toContain(`${path}: text: unset`)
  expect(lines).toContain('a.ts: text: auto')
})
