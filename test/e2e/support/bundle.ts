import { access, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** For `beforeAll`: without a build every test of the file would fail, each in its own obscure way. */
export async function requireBundle(): Promise<void> {
  const entry = `${root}dist/index.js`
  await access(entry).catch((cause: unknown) => {
    throw new Error('dist/ is not built, and these tests run what is in it: `npm run build`', { cause })
  })
}

/** Names of the outputs an action.yml declares, with their descriptions. */
export async function declaredOutputs(action: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(`${root}actions/${action}/action.yml`, 'utf8')
  const { outputs } = parse(text) as { outputs: Record<string, { description: string }> }
  return new Map(Object.entries(outputs).map(([name, { description }]) => [name, description]))
}
