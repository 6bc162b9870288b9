import { byteLength } from '../format/text.ts'

/** What a section made of the bytes it was given. */
export interface Fitted {
  readonly text: string
  /** What did not fit, as a reader would say it: `9,412 of 10,000 rules`. */
  readonly omitted?: string
  /** One thing of several alike that did not fit, as a noun; the note counts them. */
  readonly omittedOne?: string
}

/** A part of the document that renders itself into as many bytes as it is given, from full down to nothing. */
export type Section = (budget: number) => Fitted

/** The first of several renderings, longest first, that fits; otherwise nothing, and it says so. */
export function firstFitting(name: string, renderings: readonly (() => string)[]): Section {
  return (budget) => {
    for (const [index, rendering] of renderings.entries()) {
      const text = rendering()
      if (byteLength(text) > budget) continue
      return index === 0 ? { text } : { text, omitted: `details of ${name}` }
    }
    return { text: '', omitted: name }
  }
}

/** As many lines as fit between a head and a foot, at most `limit`; the foot may speak of how many were left. */
export function fittingLines(
  head: string,
  lines: Iterable<string>,
  foot: (left: number) => string,
  budget: number,
  total: number,
  limit = total,
): { readonly text: string; readonly shown: number } {
  // The foot is longest when everything is left out, so this much is always enough for it.
  let room = budget - byteLength(head) - byteLength(foot(total))
  const kept: string[] = []
  for (const line of lines) {
    room -= byteLength(line)
    if (room < 0 || kept.length === limit) break
    kept.push(line)
  }
  if (kept.length === 0) return { text: '', shown: 0 }
  return { text: head + kept.join('') + foot(total - kept.length), shown: kept.length }
}
