import type { SourceLocation } from '@mlops-actions/policy'

/** Annotations carry a title and may point at a line of a file in the workspace. */
export interface Annotation {
  readonly title?: string
  readonly location?: SourceLocation
}

/** Lines for people. Text may be hostile: no implementation lets it become a workflow command. */
export interface Log {
  debug(message: string): void
  info(message: string): void
  notice(message: string, annotation?: Annotation): void
  warning(message: string, annotation?: Annotation): void
  error(message: string, annotation?: Annotation): void
  /** A foldable phase; its lines stay together. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}
