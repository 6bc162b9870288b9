import { z } from 'zod'
import { digest, instant, modelName, stageName, versionNumber } from '../record/fields.ts'

const held = { version: versionNumber, modelDigest: digest, since: instant, event: digest }

/**
 * `models/<model>/stages/<stage>.json`: what a stage holds and all it held, newest first. A view of the events, written
 * in the same commit, for people and for tools that watch one file; the registry itself believes the events.
 */
export const stagePointer = z.strictObject({
  schema: z.literal('mlops-actions/stage/v1'),
  model: modelName,
  stage: stageName,
  ...held,
  previous: z.array(z.strictObject({ ...held, until: instant })),
})

export type StagePointer = z.infer<typeof stagePointer>
