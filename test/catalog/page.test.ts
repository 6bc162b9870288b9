import { readCatalog, registryPage } from '@mlops-actions/catalog'
import type { Registry } from '@mlops-actions/registry'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeWorld } from '../registry/support/world.ts'
import { HOSTILE } from './support/record.ts'
import { NOW, tellStory } from './support/story.ts'

let registry: Registry
let page: string
beforeAll(async () => {
  registry = await tellStory(makeWorld())
  page = registryPage(await readCatalog(registry), NOW)
}, 60_000)

describe('the page of a registry', () => {
  it('shows what each stage holds, and what became of the others', () => {
    expect(page).toContain('Model registry: 2 models, 5 versions')
    expect(page).toMatch(/<span class="name">production<\/span><span class="held">version 2<\/span>/)
    expect(page).toContain('production went back from version 3 to version 2')
    expect(page).toContain('p95 latency rose to 410 ms at 25 % of traffic')
    expect(page).toMatch(/<span class="tag fail" title="p95 latency[^"]*">quarantined/)
    expect(page).toMatch(/<span class="tag warn" title="trained before[^"]*">deprecated/)
    expect(page).toContain('Lineage of version 2')
  })

  it('lets nothing run and loads nothing, whatever the registry holds', () => {
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;sha256-')
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/\sstyle=/)
    expect(page).not.toMatch(/\son\w+=/)
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:,")/)
    expect(page).not.toContain(HOSTILE)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('an empty registry has a page too', async () => {
    const empty = await (await makeWorld().open()).store.head()
    expect(empty.revision).toBeNull()
    expect(registryPage(await readCatalog(await makeWorld().open()), NOW)).toContain(
      'Nothing is registered yet.',
    )
  })
})
