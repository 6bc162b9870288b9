/** Lock files by name, most specific first: where several stand beside each other, the first pins the most. */
export const LOCK_FILES = [
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'pixi.lock',
  'conda-lock.yml',
  'Pipfile.lock',
  'requirements.lock',
  'requirements.txt',
  'environment.yml',
  'environment.yaml',
  'conda.yaml',
  'package-lock.json',
] as const

export type LockKind =
  | 'uv'
  | 'poetry'
  | 'pdm'
  | 'pixi'
  | 'conda-lock'
  | 'pipfile'
  | 'requirements'
  | 'conda'
  | 'npm'

/** By its name; anything unknown is read as pip's requirements, which is also what `pip freeze` prints. */
export function lockKindOf(path: string): LockKind {
  const name = path.slice(path.lastIndexOf('/') + 1)
  switch (name) {
    case 'uv.lock':
      return 'uv'
    case 'poetry.lock':
      return 'poetry'
    case 'pdm.lock':
      return 'pdm'
    case 'pixi.lock':
      return 'pixi'
    case 'conda-lock.yml':
      return 'conda-lock'
    case 'Pipfile.lock':
      return 'pipfile'
    case 'package-lock.json':
    case 'npm-shrinkwrap.json':
      return 'npm'
    default:
      return /\.ya?ml$/.test(name) ? 'conda' : 'requirements'
  }
}
