import type { z } from 'zod'
import type { Runtime } from './runtime.ts'

export type InputShape = Readonly<Record<string, z.ZodType>>

/** A permission the workflow must grant, and what breaks without it. */
export interface Permission {
  readonly scope: string
  readonly access: 'read' | 'write'
  readonly why: string
}

/**
 * An action as data: the single source of its action.yml, of the tables in its README and of what the run receives.
 * A key that the policy file can set gets no default here: it would override the file.
 */
export interface ActionDefinition<
  I extends InputShape = InputShape,
  O extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> {
  readonly name: string
  /** What the marketplace and the log call it. */
  readonly title: string
  readonly description: string
  readonly branding: { readonly icon: string; readonly color: string }
  /** Kebab-case names; each schema has a `.describe()`. */
  readonly inputs: I
  /** Name -> description. */
  readonly outputs: O
  readonly permissions: readonly Permission[]
  /** Inputs of earlier versions, old name -> new: using one is an error that says so. */
  readonly renamed?: Readonly<Record<string, string>>
  /** True when there is a post step (it runs after failure and cancellation too). */
  readonly post?: boolean
}

export type Inputs<D> =
  D extends ActionDefinition<infer I> ? { readonly [K in keyof I]: z.output<I[K]> } : never

/** How a run ended. The exit status of the job is this and nothing else. */
export interface Conclusion {
  readonly ok: boolean
  /** One line for the log and the annotation. */
  readonly message: string
}

export interface Action<
  I extends InputShape = InputShape,
  O extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> {
  readonly definition: ActionDefinition<I, O>
  run(inputs: { readonly [K in keyof I]: z.output<I[K]> }, runtime: Runtime): Promise<Conclusion>
  /** Best effort, after the job: warns, never fails. */
  post?(runtime: Runtime): Promise<void>
}

export function defineAction<const I extends InputShape, const O extends Readonly<Record<string, string>>>(
  definition: ActionDefinition<I, O>,
): ActionDefinition<I, O> {
  return definition
}
