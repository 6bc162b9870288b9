import { runAction } from '@mlops-actions/core'
import type { StepOptions, StepResult } from 'mlops-actions'
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

/** One step as GitHub's runner runs it, for scripts beside the bundle: the demo and the end-to-end tests. */
export async function step(options: StepOptions): Promise<StepResult> {
  const { runStep } = await import('mlops-actions')
  return await runStep(options)
}

/** What a worker thread of a large profile calls, having imported the bundle itself: it has no other file to begin with. */
export async function profileWorker(): Promise<void> {
  const data = await import('@mlops-actions/data')
  await data.profileWorker()
}
