import { runAction } from '@mlops-actions/core'
import { type ActionName, actions } from './actions.ts'

/** What `dist/<action>/index.js` and `dist/<action>/post.js` call: the one door into the shared bundle. */
export async function run(name: ActionName, phase: 'main' | 'post' = 'main'): Promise<void> {
  await runAction(await actions[name](), { phase })
}

/** What `bin/mlops-actions.js` calls. */
export async function runner(argv: readonly string[]): Promise<void> {
  const { main } = await import('mlops-actions')
  await main(argv)
}
