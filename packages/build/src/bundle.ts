import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { actions } from './actions.ts'
import { definitionOf } from './definitions.ts'

const exec = promisify(execFile)

/** One ncc build of the entry, and a stub an action: all actions share one bundle and one licences file. */
async function bundleInto(root: string, target: string): Promise<void> {
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js')
  const entry = join(root, 'packages/build/lib/entry.js')
  const options = ['--license', 'licenses.txt', '--target', 'es2022', '--no-cache', '--quiet']
  await exec(process.execPath, [ncc, 'build', entry, '-o', target, ...options], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  })
  for (const name of Object.keys(actions)) {
    const definition = await definitionOf(name)
    await stub(target, name, 'index.js', `import { run } from '../index.js'\n\nawait run('${name}')\n`)
    if (definition.post) {
      await stub(
        target,
        name,
        'post.js',
        `import { run } from '../index.js'\n\nawait run('${name}', 'post')\n`,
      )
    }
  }
  const runner = `import { runner } from '../index.js'\n\nawait runner(process.argv.slice(2))\n`
  await stub(target, 'runner', 'index.js', runner)
}

async function stub(target: string, folder: string, file: string, code: string): Promise<void> {
  await mkdir(join(target, folder), { recursive: true })
  await writeFile(join(target, folder, file), code)
}

/** Rebuilds `dist/` in place. */
export async function bundle(root: string): Promise<void> {
  await withFreshBuild(root, async (built) => {
    await rm(join(root, 'dist'), { recursive: true, force: true })
    await cp(built, join(root, 'dist'), { recursive: true })
  })
}

/** The paths at which `dist/` differs from a rebuild, byte for byte; none is what CI asks for. */
export async function bundleDifferences(root: string): Promise<readonly string[]> {
  return await withFreshBuild(root, async (built) => {
    const [ours, fresh] = [await contents(join(root, 'dist')), await contents(built)]
    const paths = new Set([...ours.keys(), ...fresh.keys()])
    return [...paths].filter((path) => ours.get(path) !== fresh.get(path)).sort()
  })
}

async function withFreshBuild<T>(root: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mlops-actions-dist-'))
  try {
    await bundleInto(root, folder)
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      files.map(async (file) => [relative(folder, file), await readFile(file, 'latin1')] as const),
    ),
  )
}
