import { z } from 'zod'
import { shortText } from './fields.ts'

/** A file of the model, or a folder, whose format was recognised. */
export const packaged = z.strictObject({
  path: z.string().max(1024),
  /** `onnx`, `safetensors`, `pickle`, `mlflow`, ... */
  format: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** What its header says, for people and for the model card. */
  facts: z.record(z.string().max(128), z.string().max(1024)).optional(),
  /** Loading it can run code: why, in words. Absent where loading it is only reading. */
  runsCode: shortText.optional(),
})

export type Packaged = z.infer<typeof packaged>
