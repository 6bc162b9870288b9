#!/usr/bin/env node
// Starts the committed bundle; in a checkout without one, what `npm run compile` emits.
import { existsSync } from 'node:fs'

const bundled = new URL('../../../dist/runner/index.js', import.meta.url)
const compiled = new URL('../lib/cli.js', import.meta.url)

if (existsSync(bundled)) {
  await import(bundled.href)
} else if (existsSync(compiled)) {
  const { main } = await import(compiled.href)
  await main(process.argv.slice(2))
} else {
  console.error('mlops-actions is not built: run `npm ci && npm run compile` in its repository.')
  process.exitCode = 2
}
