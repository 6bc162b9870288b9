import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Generated } from './generate.ts'

const exec = promisify(execFile)

/** A folder here with an `index.ts` becomes one WebAssembly module. */
const SOURCES = 'packages/data/kernels'
const TARGETS = 'packages/data/src/kernels'

/**
 * No runtime, no imports: the kernels work on raw memory, and say by their result what they refuse. The compiler's own
 * assertions guard managed objects, of which there are none.
 */
const OPTIONS = '-O3 --converge --noAssert --runtime stub --use abort= --enable simd --initialMemory 1'.split(
  ' ',
)

/** The kernels of `packages/data`, compiled: a module a folder, as base64 in TypeScript, for a bundle is one file. */
export async function compiledKernels(root: string): Promise<readonly Generated[]> {
  const entries = await readdir(join(root, SOURCES), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const folder = await mkdtemp(join(tmpdir(), 'mlops-actions-kernels-'))
  try {
    return await Promise.all(
      names.toSorted().map(async (name) => {
        const code = (await compile(root, name, join(folder, `${name}.wasm`))).toString('base64')
        const header = `// Compiled from ${SOURCES}/${name} by \`npm run generate\`; edit that.\n`
        const content = `${header}export const ${name} =\n  '${code}'\n`
        return { path: `${TARGETS}/${name}.generated.ts`, content }
      }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** By its command, not its API: the types of the latter redefine `console` for the whole project. */
async function compile(root: string, name: string, target: string): Promise<Buffer> {
  const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js')
  const entry = `${SOURCES}/${name}/index.ts`
  await exec(process.execPath, [compiler, entry, '--outFile', target, ...OPTIONS], { cwd: root })
  return await readFile(target)
}
