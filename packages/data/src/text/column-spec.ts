import type { Column } from '../column.ts'

/** What a text column is taken for, and why: messages must be able to say so. */
export interface ColumnSpec {
  readonly name: string
  readonly kind: Column['kind']
  /** The numbers seen so far are whole: one beyond 2^53 would lose digits and is refused. */
  readonly integer: boolean
  /** `declared` by the caller, `seen` in the sample, or `unseen`: the sample held no value. */
  readonly origin: 'declared' | 'seen' | 'unseen'
}

/** Kinds the caller declares, by column name. */
export type DeclaredKinds = Readonly<Record<string, Column['kind']>>

/** Why the column was taken for what it is, for a message. */
export function reasonOf(spec: ColumnSpec): string {
  switch (spec.origin) {
    case 'declared':
      return `it is declared as ${spec.kind}`
    case 'seen':
      return `the first rows hold ${spec.integer && spec.kind === 'number' ? 'whole numbers' : spec.kind}`
    case 'unseen':
      return 'the first rows hold nothing, so its kind is unknown'
  }
}
