import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { readCatalog, registryPage } from '@mlops-actions/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, tellStory } from '../catalog/support/story.ts'
import { makeWorld } from '../registry/support/world.ts'
import { type Browser, launchChromium } from './support/chromium.ts'
import { contrastFailures } from './support/contrast.ts'

/** The page in a real browser: it asks for nothing, complains of nothing, fits a phone, and is readable in both lights. */

let browser: Browser
let server: Server
let origin: string
const served: string[] = []

beforeAll(async () => {
  const page = registryPage(await readCatalog(await tellStory(makeWorld())), NOW)
  browser = await launchChromium()
  server = createServer((request, response) => {
    served.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => server.close(resolve))
})

describe.each([
  ['light', 1280, 'wide'],
  ['dark', 1280, 'wide'],
  ['light', 390, 'phone'],
] as const)('%s, %i pixels', (colorScheme, width, name) => {
  it('loads nothing, complains of nothing, is readable, and stays within its width', async () => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    try {
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto(origin)
      const pictures = process.env['MLOPS_PICTURES']
      if (pictures !== undefined)
        await page.screenshot({ path: join(pictures, `registry-${colorScheme}-${name}.png`), fullPage: true })
      await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`)
      expect(complaints).toEqual([])
      expect(served.filter((url) => url !== '/')).toEqual([])
      expect(
        await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0)
      expect(await page.evaluate(contrastFailures)).toMatchObject({ failures: [] })
    } finally {
      await context.close()
    }
  })
})
