import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Report } from '@mlops-actions/report'
import { parseReport, renderHtml } from '@mlops-actions/report'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostile } from '../report/samples/hostile.ts'
import { samples } from '../report/samples/index.ts'
import type { Browser, Page } from './support/chromium.ts'
import { launchChromium } from './support/chromium.ts'
import { contrastFailures } from './support/contrast.ts'

/** The HTML report in a real browser: it asks for nothing, complains of nothing, and can be used, read and printed. */

const reports: Readonly<Record<string, Report>> = { ...samples, hostile }
let browser: Browser
let server: Server
let origin: string
/** What reached the server: a request that the page's policy stops does not. */
const served: string[] = []

beforeAll(async () => {
  browser = await launchChromium()
  server = createServer((request, response) => {
    served.push(request.url ?? '')
    const report = reports[(request.url ?? '/').slice(1)]
    response.writeHead(report ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(report ? renderHtml(report) : 'no such report')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => server.close(resolve))
})

interface Opened {
  readonly page: Page
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

type Options = NonNullable<Parameters<Browser['newContext']>[0]>

async function open(name: string, options: Options, use: (opened: Opened) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  try {
    await page.goto(`${origin}/${name}`)
    await use({ page, requests, complaints })
  } finally {
    await context.close()
  }
}

const visibleRules = `[...document.querySelectorAll('tbody.finding')].filter((b) => getComputedStyle(b).display !== 'none').length`

describe.each(Object.keys(reports))('%s', (name) => {
  it('asks for nothing but itself and has nothing to complain of', async () => {
    await open(name, {}, async ({ page, requests, complaints }) => {
      await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 300))`)
      expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`${origin}/${name}`])
      expect(complaints).toEqual([])
    })
  })

  it.each([380, 1280])('does not scroll sideways at %d pixels', async (width) => {
    await open(name, { viewport: { width, height: 800 } }, async ({ page }) => {
      expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(width)
    })
  })

  it.each(['light', 'dark'] as const)('every text can be read: contrast AA in %s', async (colorScheme) => {
    await open(name, { colorScheme }, async ({ page }) => {
      await page.evaluate(`document.querySelectorAll('.fold').forEach((b) => b.click())`)
      const { texts, failures } = await page.evaluate<{ texts: number; failures: string[][] }>(
        contrastFailures,
      )
      expect(failures).toEqual([])
      expect(texts).toBeGreaterThan(15)
    })
  })
})

it('the measure of contrast finds what is too pale', async () => {
  await open('validation', { colorScheme: 'light' }, async ({ page }) => {
    await page.evaluate(`document.documentElement.style.setProperty('--muted', '#8a95a1')`)
    const { failures } = await page.evaluate<{ failures: string[][] }>(contrastFailures)
    expect(failures.length).toBeGreaterThan(10)
  })
})

describe('the policy of the page', () => {
  it('stops a script, a style and an image that were smuggled in', async () => {
    await open('passing', {}, async ({ page, complaints }) => {
      const [script, color] = await page.evaluate<[unknown, string]>(`(async () => {
        const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties))
        add('script', { textContent: 'window.owned = true' })
        add('style', { textContent: 'body { color: rgb(1, 2, 3) }' })
        add('img', { src: '${origin}/beacon.png' })
        await new Promise((resolve) => setTimeout(resolve, 300))
        return [window.owned ?? null, getComputedStyle(document.body).color]
      })()`)
      expect(script).toBeNull()
      expect(color).not.toBe('rgb(1, 2, 3)')
      expect(served.filter((url) => url.includes('beacon'))).toEqual([])
      expect(complaints.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThanOrEqual(
        3,
      )
    })
  })
})

describe('using it', () => {
  it('sorts by a column, up and down, with rows without a value last', async () => {
    await open('validation', {}, async ({ page }) => {
      const keys = () =>
        page.evaluate<string[]>(
          `[...document.querySelectorAll('.findings tbody')].map((b) => b.rows[0].cells[2].dataset.sort)`,
        )
      const before = await keys()
      await page.click('.findings thead th:nth-child(3) button')
      const up = await keys()
      const numbers = before.filter((key) => key !== '').map(Number)
      expect(up.filter((key) => key !== '').map(Number)).toEqual(numbers.toSorted((a, b) => a - b))
      expect(up.slice(numbers.length)).toEqual(before.filter((key) => key === ''))
      await page.click('.findings thead th:nth-child(3) button')
      expect((await keys()).slice(0, numbers.length).map(Number)).toEqual(numbers.toSorted((a, b) => b - a))
      expect(
        await page.evaluate(`[...document.querySelectorAll('th[aria-sort]')].map((th) => th.ariaSort)`),
      ).toEqual(['descending'])
    })
  })

  it('filters by status and by search, and says how many rules are left', async () => {
    await open('validation', {}, async ({ page }) => {
      expect(await page.evaluate(visibleRules)).toBe(20)
      await page.click('#show-pass')
      expect(await page.evaluate(visibleRules)).toBe(7)
      expect(await page.evaluate(`document.querySelector('#shown').textContent`)).toBe('7 of 20 rules shown')
      await page.fill('#search', 'origin=BOS')
      expect(await page.evaluate(visibleRules)).toBe(1)
      await page.fill('#search', '')
      await page.click('#show-pass')
      expect(await page.evaluate(visibleRules)).toBe(20)
      expect(await page.evaluate(`document.querySelector('#shown').textContent`)).toBe('')
    })
  })

  it('opens and closes the evidence of a rule from the keyboard', async () => {
    await open('validation', {}, async ({ page }) => {
      const state = () =>
        page.evaluate<[string, boolean]>(`(() => {
          const button = document.activeElement
          const more = document.getElementById(button.getAttribute('aria-controls'))
          return [button.getAttribute('aria-expanded'), more.getBoundingClientRect().height > 40]
        })()`)
      await page.focus('.findings .fold')
      expect(await state()).toEqual(['false', false])
      await page.keyboard.press('Enter')
      expect(await state()).toEqual(['true', true])
      await page.keyboard.press('Space')
      expect(await state()).toEqual(['false', false])
      await page.keyboard.press('Tab')
      expect(await page.evaluate(`document.activeElement.className`)).toBe('fold')
    })
  })

  it('starts, for the keyboard, with a link over the head of the page', async () => {
    await open('validation', {}, async ({ page }) => {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(`document.activeElement.getAttribute('href')`)).toBe('#rules')
      expect(await page.evaluate(`document.activeElement.getBoundingClientRect().left >= 0`)).toBe(true)
    })
  })

  it('hands out the report it was made from', async () => {
    await open('validation', { permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
      const arrived = page.waitForEvent('download')
      await page.click('#download')
      const download = await arrived
      expect(download.suggestedFilename()).toBe('validation-flight-delay.json')
      expect(parseReport(readFileSync(await download.path()))).toEqual(samples.validation)
      await page.click('#copy')
      await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 200))`)
      expect(parseReport(await page.evaluate<string>(`navigator.clipboard.readText()`))).toEqual(
        samples.validation,
      )
    })
  })
})

describe('without what a browser may lack', () => {
  it('without scripts all evidence is open, and the filters still work', async () => {
    await open('validation', { javaScriptEnabled: false }, async ({ page }) => {
      const open = `[...document.querySelectorAll('.more')].every((row) => row.getBoundingClientRect().height > 20)`
      expect(await page.evaluate(open)).toBe(true)
      expect(await page.evaluate(visibleRules)).toBe(20)
      await page.click('#show-pass')
      expect(await page.evaluate(visibleRules)).toBe(7)
    })
  })

  it('on paper all evidence is open and the controls are gone', async () => {
    await open('validation', {}, async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      expect(await page.evaluate(`getComputedStyle(document.querySelector('.more')).display`)).toBe(
        'table-row',
      )
      expect(await page.evaluate(`getComputedStyle(document.querySelector('.filters')).display`)).toBe('none')
    })
  })
})
