import type { Masker } from './masker.ts'

export type Level = 'notice' | 'warning' | 'error'

/** What GitHub shows beside the code and on the run's page. */
export interface Annotation {
  readonly level: Level
  readonly message: string
  readonly title?: string
  /** Relative to the workspace when below it. */
  readonly file?: string
  readonly line?: number
  readonly endLine?: number
  readonly column?: number
  readonly endColumn?: number
}

/** A line of the log, masked. `group` carries the title of the lines up to `endgroup`. */
export interface LogLine {
  readonly kind: 'text' | 'debug' | 'group' | 'endgroup' | Level
  readonly text: string
  /** Of a notice, warning or error: what GitHub would show, title and place included. */
  readonly annotation?: Annotation
}

/** What a step says: its log, live, and the annotations GitHub would keep. */
export interface Journal {
  readonly annotations: readonly Annotation[]
  /** True once something made the step fail apart from its exit code. */
  readonly failed: boolean
  text(line: string): void
  debug(line: string): void
  group(title: string): void
  endGroup(): void
  annotate(annotation: Annotation): void
  /** An error annotation that also fails the step, whatever the exit code. */
  fail(message: string): void
}

// actions/runner, ExecutionContext.cs: _maxCountPerIssueType and _maxIssueMessageLength.
const MAX_ANNOTATIONS_PER_LEVEL = 10
const MAX_MESSAGE_CHARACTERS = 4096

export function createJournal(options: {
  readonly masker: Masker
  readonly onLine: (line: LogLine) => void
  /** Whether debug lines are shown: RUNNER_DEBUG. */
  readonly showDebug: boolean
}): Journal {
  const { masker, onLine, showDebug } = options
  const annotations: Annotation[] = []
  let failed = false
  const print = (kind: LogLine['kind'], text: string): void => onLine({ kind, text: masker.mask(text) })

  const annotate = (annotation: Annotation): void => {
    // Masked before it is cut: a secret cut in two would no longer be recognised.
    const message = masker.mask(annotation.message).slice(0, MAX_MESSAGE_CHARACTERS)
    const title = annotation.title === undefined ? {} : { title: masker.mask(annotation.title) }
    const masked = { ...annotation, ...title, message }
    const kept = annotations.filter(({ level }) => level === annotation.level).length
    if (kept < MAX_ANNOTATIONS_PER_LEVEL) annotations.push(masked)
    onLine({ kind: annotation.level, text: message, annotation: masked })
  }

  return {
    annotations,
    get failed() {
      return failed
    },
    text: (line) => print('text', line),
    debug: (line) => {
      if (showDebug) print('debug', line)
    },
    group: (title) => print('group', title),
    endGroup: () => print('endgroup', ''),
    annotate,
    fail(message) {
      failed = true
      annotate({ level: 'error', message })
    },
  }
}
