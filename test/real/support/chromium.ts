import { createRequire } from 'node:module'
import path from 'node:path'

/**
 * Debian's Chromium under playwright-core. Code for the page is text: the page has a DOM and this project's types, on
 * purpose, have none.
 */
export interface Page {
  goto(url: string): Promise<unknown>
  evaluate<T>(code: string): Promise<T>
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>
  click(selector: string): Promise<void>
  fill(selector: string, text: string): Promise<void>
  focus(selector: string): Promise<void>
  readonly keyboard: { press(key: string): Promise<void> }
  emulateMedia(options: { media?: 'print' | 'screen'; colorScheme?: 'light' | 'dark' }): Promise<void>
  setViewportSize(size: { width: number; height: number }): Promise<void>
  waitForEvent(event: 'download'): Promise<{ path(): Promise<string>; suggestedFilename(): string }>
  on(event: 'console', listen: (message: { type(): string; text(): string }) => void): void
  on(event: 'pageerror', listen: (error: Error) => void): void
  on(event: 'request', listen: (request: { url(): string }) => void): void
  on(event: 'dialog', listen: (dialog: { message(): string; dismiss(): Promise<void> }) => void): void
  close(): Promise<void>
}

interface Context {
  newPage(): Promise<Page>
  close(): Promise<void>
}

export interface Browser {
  newContext(options?: {
    javaScriptEnabled?: boolean
    permissions?: readonly string[]
    viewport?: { width: number; height: number }
    colorScheme?: 'light' | 'dark'
  }): Promise<Context>
  close(): Promise<void>
}

interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>
  }
}

/** Starts the browser; the caller closes it. Fails when the set-up of test/real/run.sh has not been made. */
export async function launchChromium(): Promise<Browser> {
  const cache = process.env['MLOPS_REAL_CACHE']
  if (cache === undefined)
    throw new Error('MLOPS_REAL_CACHE is not set; run the tests with npm run test:real')
  const require = createRequire(path.join(cache, 'npm', 'package.json'))
  const { chromium } = require('playwright-core') as Playwright
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
}
