import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNode, runStep } from 'mlops-actions'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** More than one block of 8 MiB, so that blocks arrive side by side; no two blocks alike. */
export function manyBlocks(): Buffer {
  const content = Buffer.alloc(20 * 1024 * 1024)
  for (let at = 0; at < content.length; at += 4) content.writeUInt32LE((at * 2_654_435_761) >>> 0, at)
  return content
}

/** Runs the toolkit's real clients as a step with the given variables, on a file of the given content. */
export async function store(
  what: 'artifact' | 'raw-artifact' | 'cache' | 'oidc',
  name: string,
  env: Readonly<Record<string, string>>,
  content: Uint8Array,
) {
  const workspace = await mkdtemp(join(tmpdir(), 'storage-'))
  await writeFile(join(workspace, 'model.bin'), content)
  const lines: string[] = []
  const result = await runStep({
    action: fileURLToPath(new URL('fixtures/storage', import.meta.url)),
    inputs: { what, name },
    env,
    workspace,
    node: (await findNode(root)).path,
    onLine: ({ text }) => lines.push(text),
  })
  const said = result.outputs['result']
  return {
    ...result,
    log: lines.join('\n'),
    result: said === undefined ? undefined : (JSON.parse(said) as unknown),
  }
}

/** The same, where anything but success is a failure of the test that shows the step's log. */
export async function stored(...request: Parameters<typeof store>): Promise<unknown> {
  const { status, log, result } = await store(...request)
  if (status !== 'success') throw new Error(`the step ended in ${status}:\n${log}`)
  return result
}
