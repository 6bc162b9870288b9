/** A step that uses an action, wherever it stands in a workflow, a job or a list of steps. */
export interface UsingStep {
  readonly uses: string
  readonly id?: string
  readonly with?: Readonly<Record<string, unknown>>
}

export interface Workflow {
  readonly on?: unknown
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs?: Readonly<Record<string, { readonly permissions?: Readonly<Record<string, string>> }>>
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function stepsIn(value: unknown): readonly UsingStep[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn)
  if (!isRecord(value)) return []
  const here = typeof value['uses'] === 'string' ? [value as unknown as UsingStep] : []
  return [...here, ...Object.values(value).flatMap(stepsIn)]
}

const OURS = /^mlops-actions\/mlops-actions\/actions\/([\w-]+)@(.+)$/

/** The suite's action a step uses, with the ref it is pinned to; undefined for anybody else's. */
export function ourAction(uses: string): { readonly name: string; readonly ref: string } | undefined {
  const [, name, ref] = OURS.exec(uses) ?? []
  return name === undefined || ref === undefined ? undefined : { name, ref }
}

/** Events a workflow starts on: a name, a list of names, or a map from them. */
export function eventsOf({ on }: Workflow): readonly string[] {
  if (typeof on === 'string') return [on]
  if (Array.isArray(on)) return on.map(String)
  return isRecord(on) ? Object.keys(on) : []
}

/** What the jobs that use an action may do, a list a job; a job without `permissions` has the workflow's. */
export function grantsTo(workflow: Workflow, action: string): readonly Readonly<Record<string, string>>[] {
  return Object.values(workflow.jobs ?? {})
    .filter((job) => stepsIn(job).some(({ uses }) => ourAction(uses)?.name === action))
    .map((job) => job.permissions ?? workflow.permissions ?? {})
}
