/**
 * Draws docs/images/scaling.png: what predictive-scale says of the flights an hour in bench/data, as if it were the
 * evening of a Wednesday in June 2001.
 *
 *   MLOPS_REAL_CACHE=... node --conditions=source test/report/scaling-picture.mjs
 *
 * Needs what pictures.mjs needs.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readInputs } from '@mlops-actions/core'
import { action } from '@mlops-actions/predictive-scale'
import { parseReport, renderHtml } from '@mlops-actions/report'
import { memoryRuntime } from '@mlops-actions/testkit'

const policy = `version: 1
models:
  flight-delay:
    task: binary
    scaling:
      load: { source: file, path: flights.csv, time: timestamp, value: value }
      step: 1h
      capacity: { per_replica: 60 } # flights an hour
      min: 2
      max: 40
      ramp: { up: 12 }
      cost: { replica_hour: 0.42, currency: USD }
`
const flights = readFileSync(new URL('../../bench/data/flights-per-hour.csv', import.meta.url), 'utf8')
const runtime = memoryRuntime({
  now: Date.UTC(2001, 5, 13, 20),
  files: { 'mlops.yml': policy, 'flights.csv': flights },
})
const { message } = await action.run(readInputs(action.definition, runtime.env), runtime)
console.log(message)
const html = renderHtml(parseReport(runtime.files.text(runtime.recorded.outputs.get('report'))))

const picture = new URL('../../docs/images/scaling.png', import.meta.url).pathname
const require = createRequire(`${process.env['MLOPS_REAL_CACHE']}/npm/package.json`)
const { chromium } = require('playwright-core')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme: 'light' })
  await page.setContent(html)
  const { y, height } = await page.locator('#figure-1').boundingBox()
  const clip = { x: 0, y: 0, width: 1100, height: Math.ceil(y + height + 24) }
  await page.screenshot({ path: picture, fullPage: true, clip })
  execFileSync('pngquant', ['--force', '--strip', '--output', picture, '128', '--', picture])
} finally {
  await browser.close()
}
