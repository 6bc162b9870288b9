import { type Action, defineAction, runAction } from '@mlops-actions/core'

/** A step of its own that runs until it is cancelled; `stubborn` does not stop even then. */
const stubborn = process.argv[2] === 'stubborn'
const action: Action = {
  definition: defineAction({
    name: 'long-run',
    title: 'Long run',
    description: 'For tests.',
    branding: { icon: 'clock', color: 'gray-dark' },
    inputs: {},
    outputs: {},
    permissions: [],
  }),
  async run(_, { clock, log, signal }) {
    log.info('running')
    await clock.sleep(60_000, signal)
    if (stubborn) await clock.sleep(60_000)
    return { ok: false, message: 'rolled back' }
  },
}
await runAction(action)
