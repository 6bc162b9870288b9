import { ANNOTATION_MAX_CHARACTERS, ANNOTATIONS_PER_KIND } from '../limits.ts'
import type { Annotation, Log } from '../ports/log.ts'
import { annotationProperties, command } from './command.ts'
import { harmless } from './harmless.ts'

type Kind = 'notice' | 'warning' | 'error'

/** A Log over the runner's commands, with the last word kept for the verdict. */
export interface CommandLog extends Log {
  /** Stars a value out of everything the runner shows from here on. */
  mask(value: string): void
  /**
   * The last word, before it a line on the annotations the runner would not have shown. An error is an annotation and
   * always has a place; good news is a plain line.
   */
  conclude(kind: 'info' | 'error', message: string, annotation?: Annotation): void
}

/** One place of each kind is kept for the conclusion. */
const BUDGET = ANNOTATIONS_PER_KIND - 1

/**
 * Writes lines the runner shows, folds and annotates. The runner keeps ten annotations of a kind a step and drops the
 * rest without a word; here the rest are plain lines, and counted.
 * @param write takes whole lines, each ended by LF
 */
export function commandLog(write: (text: string) => void): CommandLog {
  const shown: Record<Kind, number> = { notice: 0, warning: 0, error: 0 }
  let depth = 0

  const line = (text: string) => write(`${text}\n`)

  function annotate(kind: Kind, message: string, annotation?: Annotation): void {
    shown[kind] += 1
    if (shown[kind] > BUDGET) {
      line(harmless(`${kind}: ${message}`))
    } else {
      emit(kind, message, annotation)
    }
  }

  function emit(kind: Kind, message: string, annotation?: Annotation): void {
    const text = harmless(message)
    const short =
      text.length > ANNOTATION_MAX_CHARACTERS ? `${text.slice(0, ANNOTATION_MAX_CHARACTERS - 1)}…` : text
    line(command(kind, annotationProperties(annotation), short))
    if (short !== text) line(text)
  }

  return {
    debug: (message) => line(command('debug', {}, harmless(message))),
    info: (message) => line(harmless(message)),
    notice: (message, annotation) => annotate('notice', message, annotation),
    warning: (message, annotation) => annotate('warning', message, annotation),
    error: (message, annotation) => annotate('error', message, annotation),
    async group(title, body) {
      // Groups do not nest in the runner's log: an inner one would end the outer.
      line(depth === 0 ? command('group', {}, harmless(title)) : harmless(`— ${title}`))
      depth += 1
      try {
        return await body()
      } finally {
        depth -= 1
        if (depth === 0) line('::endgroup::')
      }
    },
    mask(value) {
      if (value !== '') line(command('add-mask', {}, value))
    },
    conclude(kind, message, annotation) {
      const hidden = (Object.keys(shown) as Kind[])
        .filter((kind) => shown[kind] > BUDGET)
        .map((kind) => `${shown[kind] - BUDGET} more ${kind}${shown[kind] === BUDGET + 1 ? '' : 's'}`)
      if (hidden.length > 0) line(`${hidden.join(', ')} stand in this log without an annotation.`)
      if (kind === 'info') line(harmless(message))
      else emit(kind, message, annotation)
    },
  }
}
