import { z } from 'zod'
import { canonicalJson } from '../canonical/json.ts'
import { digest, instant, modelName, stageName, versionNumber } from '../record/fields.ts'

const held = { version: versionNumber, modelDigest: digest, since: instant, event: digest }

/**
 * What a stage holds and all it held, newest first. `models/<model>/stages/<stage>.json` is a view of it, written in the
 * same commit as the event that moves it, for people and for tools that watch one file; the registry itself believes the
 * events.
 */
export const stagePointer = z.strictObject({
  schema: z.literal('mlops-actions/stage/v1'),
  model: modelName,
  stage: stageName,
  ...held,
  previous: z.array(z.strictObject({ ...held, until: instant })),
})

export type StagePointer = z.infer<typeof stagePointer>

/** Entries of the past that the file shows. The events know all of it; a file that only grows would outgrow its limit. */
const SHOWN = 50

/** The file of a pointer, byte for byte. */
export function pointerText(pointer: StagePointer): string {
  return canonicalJson({ ...pointer, previous: pointer.previous.slice(0, SHOWN) })
}
