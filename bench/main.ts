import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { engine, engineText } from './engine/engine.ts'
import { forecast } from './forecast/forecast.ts'
import { scaleStart } from './forecast/scale-start.ts'
import { engineLarge } from './engine/large.ts'
import { gateStart } from './gate-start.ts'
import { ociPush } from './registry/oci-push.ts'
import { registerStart } from './registry/register-start.ts'
import { registryScale } from './registry/scale.ts'
import type { Measured } from './result.ts'
import { judged } from './result.ts'
import { intervals } from './simulate/intervals.ts'
import { sequential } from './simulate/sequential.ts'
import { bootstrap } from './stats/bootstrap.ts'
import { twoSample } from './stats/two-sample.ts'

/** `npm run bench -- NAME` measures speed and memory; `npm run simulate -- NAME` measures error rates. */
const suites: Readonly<Record<string, Readonly<Record<string, () => Promise<Measured>>>>> = {
  bench: {
    'gate-start': gateStart,
    forecast,
    'scale-start': scaleStart,
    'two-sample': twoSample,
    bootstrap,
    engine,
    'engine-text': engineText,
    'engine-large': engineLarge,
    'registry-scale': registryScale,
    'oci-push': ociPush,
    'register-start': registerStart,
  },
  simulate: { intervals, sequential },
}

const [suite = '', ...asked] = process.argv.slice(2)
const available = suites[suite] ?? {}
const names = asked.length > 0 ? asked : Object.keys(available)
const unknown = names.filter((name) => !(name in available))
if (unknown.length > 0 || names.length === 0) {
  console.error(
    `${suite}: unknown ${unknown.join(', ')}; there is: ${Object.keys(available).join(', ') || 'nothing yet'}`,
  )
  process.exitCode = 2
} else {
  const results = fileURLToPath(new URL('results', import.meta.url))
  await mkdir(results, { recursive: true })
  for (const name of names) {
    const result = judged(name, await available[name]!())
    await writeFile(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
    console.log(JSON.stringify(result))
    if (!result.met) process.exitCode = 1
  }
}
