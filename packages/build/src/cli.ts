import { fileURLToPath } from 'node:url'
import { bundle, bundleDifferences } from './bundle.ts'
import { staleFiles, writeGenerated } from './generate.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const commands: Readonly<Record<string, (check: boolean) => Promise<boolean>>> = {
  async bundle(check) {
    if (!check) {
      await bundle(root)
      return true
    }
    const differences = await bundleDifferences(root)
    for (const path of differences)
      console.error(`dist/${path} differs from a rebuild; run \`npm run build\``)
    return differences.length === 0
  },
  async generate(check) {
    if (!check) {
      for (const path of await writeGenerated(root)) console.log(`wrote ${path}`)
      return true
    }
    const stale = await staleFiles(root)
    for (const { path } of stale) console.error(`${path} is stale; run \`npm run generate\``)
    return stale.length === 0
  },
}

const [name = '', ...flags] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.error(`usage: cli.js ${Object.keys(commands).join(' | ')} [--check]`)
  process.exitCode = 2
} else if (!(await command(flags.includes('--check')))) {
  process.exitCode = 1
}
