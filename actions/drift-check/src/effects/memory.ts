import { stickyIssue } from '@mlops-actions/core'
import { z } from 'zod'
import type { Checked } from '../checked.ts'
import { attempt } from './attempt.ts'

export const LABEL = 'mlops-drift'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const instant = z.iso.datetime()

/** What the issue remembers between runs, in its marker. A public page: validated, never trusted for more than timing. */
export const memorySchema = z.object({
  version: z.literal(1),
  /** When this drift was first seen. */
  since: instant,
  /** Runs in a row that saw it. */
  runs: z.int().min(1),
  retrain: z
    .object({
      /** The reference the request was made for; a retrained model comes with a new one. */
      reference: digest,
      at: instant,
      attempts: z.int().min(1),
      run: z.url({ protocol: /^https?$/ }).optional(),
    })
    .optional(),
})

export type Memory = z.infer<typeof memorySchema>

export interface Remembered {
  /** False when GitHub could not be asked: then nothing is known, which is not the same as nothing having happened. */
  readonly known: boolean
  readonly open: boolean
  readonly memory: Memory | undefined
}

export function identityOf(model: string) {
  return { kind: 'drift-check', key: model, label: LABEL } as const
}

/** The state of the model's issue, of a closed one too: a recovery does not wipe out that retraining was asked for. */
export async function rememberedState({ model, runtime }: Checked): Promise<Remembered> {
  const found = await attempt(runtime, 'The drift issue could not be read', 'issues', async () => ({
    sticky: await stickyIssue(runtime.github, identityOf(model), 'all'),
  }))
  if (!found) return { known: false, open: false, memory: undefined }
  const state = memorySchema.safeParse(found.sticky?.state)
  return {
    known: true,
    open: found.sticky?.issue.state === 'open',
    memory: state.success ? state.data : undefined,
  }
}
