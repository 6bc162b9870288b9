import { stat } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { root } from '../repository/support/files.ts'
import { markdownFiles, proseOf, slugsOf } from './support/markdown.ts'

const documents = await markdownFiles()
const byPath = new Map(documents.map((document) => [document.path, document]))

it.each(documents)('every relative link of $path leads somewhere', async (document) => {
  const targets = [...proseOf(document).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)].map(
    ([, target = '']) => target,
  )
  for (const target of targets) {
    if (/^[a-z][a-z+.-]*:/i.test(target)) continue
    const [path = '', fragment] = target.split('#')
    const resolved = path === '' ? document.path : normalize(join(dirname(document.path), path))
    expect(resolved, target).not.toMatch(/^\.\./)
    await expect(stat(join(root, resolved)), `${document.path} -> ${target}`).resolves.toBeDefined()
    if (fragment === undefined) continue
    expect([...(slugsOf(byPath.get(resolved)!) ?? [])], target).toContain(fragment)
  }
})

it.each(documents)('every npm script $path names exists', ({ text }) => {
  for (const [, script = ''] of text.matchAll(/npm run ([a-z][\w:-]*)/g))
    expect(Object.keys(manifest.scripts)).toContain(script)
})
