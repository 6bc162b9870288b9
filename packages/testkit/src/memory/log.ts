import type { Annotation, Log } from '@mlops-actions/core'

export type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error'

export interface LogLine {
  readonly level: LogLevel
  readonly message: string
  readonly annotation?: Annotation
  /** Titles of the groups around it, outermost first. */
  readonly groups: readonly string[]
}

/** Keeps what was said, as it was said. */
export function memoryLog(lines: LogLine[]): Log {
  const groups: string[] = []
  const say = (level: LogLevel) => (message: string, annotation?: Annotation) => {
    lines.push({ level, message, groups: [...groups], ...(annotation && { annotation }) })
  }
  return {
    debug: say('debug'),
    info: say('info'),
    notice: say('notice'),
    warning: say('warning'),
    error: say('error'),
    async group(title, body) {
      groups.push(title)
      try {
        return await body()
      } finally {
        groups.pop()
      }
    },
  }
}
