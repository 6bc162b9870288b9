import { readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { RunnerError } from './error.ts'

/** An action.yml is small; what is larger is not one. */
const MAX_BYTES = 1024 * 1024

export interface ActionInput {
  readonly name: string
  /** As written, expressions not evaluated; absent means the empty string. */
  readonly default?: string
  readonly required: boolean
  readonly deprecationMessage?: string
}

/** What the runner needs of an action.yml. Only JavaScript actions: the suite has no other kind. */
export interface ActionFile {
  /** The folder of the action.yml; `main` and `post` are absolute, resolved against it without containment, as GitHub does. */
  readonly folder: string
  readonly file: string
  readonly name: string
  readonly inputs: readonly ActionInput[]
  readonly outputs: readonly string[]
  readonly using: string
  readonly main: string
  readonly post?: string
  /** The condition of the post step; GitHub's default is `always()`. */
  readonly postIf: string
  /** GitHub ignores `pre` of a local action with a warning. */
  readonly hasPre: boolean
}

/**
 * The folder a name or a path stands for. A path starts with `.` or `/`; anything else is a folder below `actions/` of
 * the repository at `root`.
 */
export function actionFolder(nameOrPath: string, root: string, cwd: string): string {
  if (nameOrPath.startsWith('.') || isAbsolute(nameOrPath)) return resolve(cwd, nameOrPath)
  const actions = join(root, 'actions')
  const folder = resolve(actions, nameOrPath)
  const below = relative(actions, folder)
  if (below === '' || below.startsWith('..')) {
    throw new RunnerError('unknown-action', `"${nameOrPath}" is not the name of an action`)
  }
  return folder
}

/**
 * Reads `action.yml` (or `action.yaml`) of a folder.
 * @throws RunnerError `action-not-found`, `action-invalid`, `action-unsupported`
 */
export async function readActionFile(folder: string): Promise<ActionFile> {
  const file = await findFile(folder)
  const document = parseDocument(await readFile(file, 'utf8'), { uniqueKeys: true })
  const [problem] = document.errors
  if (problem) throw invalid(file, problem.message)
  const root = record(document.toJS({ maxAliasCount: 100 }))
  if (!root) throw invalid(file, 'expected a mapping')
  const runs = record(root['runs'])
  if (!runs) throw invalid(file, 'top level `runs:` section is required')

  const using = text(runs['using']) ?? ''
  // The runner takes node12, 16, 20 and 24 and calls every other value an error; node12 and node16 run as node20.
  if (!/^node(12|16|20|24)$/.test(using)) {
    throw new RunnerError('action-unsupported', `${file}: runs.using is "${using}"`, {
      remedy: 'This runner runs JavaScript actions: `using: node24`.',
    })
  }
  const main = text(runs['main'])
  if (!main) throw invalid(file, 'runs.main is required')
  const post = text(runs['post'])
  return {
    folder: dirname(file),
    file,
    name: text(root['name']) ?? '',
    inputs: Object.entries(record(root['inputs']) ?? {}).map(([name, value]) => input(name, value)),
    outputs: Object.keys(record(root['outputs']) ?? {}),
    using,
    main: await script(file, 'runs.main', main),
    ...(post ? { post: await script(file, 'runs.post', post) } : {}),
    postIf: text(runs['post-if']) ?? 'always()',
    hasPre: text(runs['pre']) !== undefined,
  }
}

async function findFile(folder: string): Promise<string> {
  const given = /(^|\/)action\.ya?ml$/.test(folder) ? [folder] : []
  const candidates = [...given, join(folder, 'action.yml'), join(folder, 'action.yaml')]
  for (const file of candidates) {
    const found = await stat(file).catch(absent)
    if (!found?.isFile()) continue
    if (found.size > MAX_BYTES) throw invalid(file, `larger than ${MAX_BYTES} bytes`)
    return file
  }
  throw new RunnerError('action-not-found', `no action.yml in ${folder}`, {
    remedy:
      'Name an action of this repository (`validate-gate`) or the path of a folder that holds an action.yml.',
  })
}

async function script(file: string, key: string, path: string): Promise<string> {
  const resolved = resolve(dirname(file), path)
  const found = await stat(resolved).catch(absent)
  if (!found?.isFile()) {
    throw new RunnerError('script-not-found', `${file}: ${key} names ${path}, which does not exist`, {
      remedy: 'Build the action first: `npm ci && npm run build`.',
    })
  }
  return resolved
}

function input(name: string, value: unknown): ActionInput {
  const declared = record(value) ?? {}
  const fallback = text(declared['default'])
  const deprecated = text(declared['deprecationMessage'])
  return {
    name,
    required: declared['required'] === true || declared['required'] === 'true',
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(deprecated === undefined ? {} : { deprecationMessage: deprecated }),
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** Scalars are strings to the runner: `default: 5` is "5". */
function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function invalid(file: string, message: string): RunnerError {
  return new RunnerError('action-invalid', `${file}: ${message}`)
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}
