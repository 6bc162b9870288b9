import type { Report } from '../document.ts'
import { countsLine } from '../format/findings.ts'
import { lookOf, verdictWord } from '../format/status.ts'
import { byteLength, plural } from '../format/text.ts'
import { chartSections } from './charts.ts'
import { code, md, safeUrl } from './escape.ts'
import { allFindingsSection, attentionSection } from './findings.ts'
import { footer } from './footer.ts'
import { type Section, firstFitting } from './section.ts'

export interface MarkdownOptions {
  /** Bytes of UTF-8 the text may have: 60,000 for a comment or check run, 900 KiB for a job summary. */
  readonly budgetBytes: number
  /** A comment is read in passing (figures folded), a summary is read on purpose (figures open). */
  readonly surface: 'comment' | 'summary'
  /** Where the whole report can be read; http or https. */
  readonly links?: { readonly html?: string }
}

/** Enough for the verdict, the counts and the note of what was left out. */
export const MIN_MARKDOWN_BYTES = 4_096
/** Kept free for the note of what was left out. */
const NOTE_BYTES = 1_024
/** A longer link than this is not worth its bytes. */
const MAX_LINK_BYTES = 400
/** Characters of the headline and of names, tried in turn: escaped, hostile text takes up to 15 bytes a character. */
const HEADER_CHARACTERS = [300, 100, 50] as const

/**
 * The report as GitHub Markdown of at most `budgetBytes` bytes. Sections are filled in order of importance (rules to
 * look at, next steps, facts, all rules, figures); each takes what fits, from full to nothing, and a note at the end
 * says what was left out. Nothing in it loads anything; every text of the report is escaped.
 *
 * @throws {RangeError} if the budget is below {@link MIN_MARKDOWN_BYTES}.
 */
export function renderMarkdown(report: Report, { budgetBytes, surface, links }: MarkdownOptions): string {
  if (!(budgetBytes >= MIN_MARKDOWN_BYTES)) {
    throw new RangeError(`budgetBytes is ${budgetBytes}; a report needs at least ${MIN_MARKDOWN_BYTES}`)
  }
  const room = budgetBytes - NOTE_BYTES
  const head = HEADER_CHARACTERS.map((max) => header(report, surface, max)).find(
    (text, index) => byteLength(text) <= room || index === HEADER_CHARACTERS.length - 1,
  )!
  const link = safeUrl(links?.html)
  const html = link !== undefined && byteLength(link) <= MAX_LINK_BYTES ? link : undefined
  const charts = chartSections(report.charts, surface === 'summary')
  const placed = fill(
    [
      { place: 1, section: attentionSection(report) },
      { place: 2, section: nextSection(report) },
      { place: 0, section: factsSection(report) },
      { place: 5, section: firstFitting('where it was made', footer(report)) },
      { place: 4, section: allFindingsSection(report) },
      ...charts.map((section) => ({ place: 3, section })),
    ],
    room - byteLength(head),
  )
  return `${head}${placed.text}${note(placed.omitted, html)}`
}

function header(report: Report, surface: MarkdownOptions['surface'], max: number): string {
  const { mark } = lookOf(report.verdict)
  const level = surface === 'comment' ? '###' : '##'
  const { model, version, baseline } = report.subject
  const named = (name: string, release: string | undefined) =>
    code(release === undefined ? name : `${name} ${release}`, Math.min(max, 120))
  const against = baseline === undefined ? '' : ` against ${named(baseline.name, baseline.version)}`
  return (
    `${level} ${mark} ${verdictWord(report.verdict)}: ${md(report.headline, max)}\n\n` +
    `${named(model, version)}${against} · ${countsLine(report.findings)}\n\n`
  )
}

function nextSection({ next }: Report): Section {
  const list = (steps: readonly string[]) => () =>
    steps.length === 0 ? '' : `**Next**\n\n${steps.map((step) => `1. ${md(step)}\n`).join('')}\n`
  return next.length === 0
    ? () => ({ text: '' })
    : firstFitting('next steps', [list(next), list(next.slice(0, 2))])
}

function factsSection({ facts }: Report): Section {
  if (facts.length === 0) return () => ({ text: '' })
  const line = (shown: Report['facts']) => () =>
    `${shown.map(({ label, value }) => `<b>${md(label, 60)}</b> ${md(value, 120)}`).join(' · ')}\n\n`
  return firstFitting('facts', [line(facts), line(facts.slice(0, 4))])
}

interface Placed {
  readonly place: number
  readonly section: Section
}

/** Gives each section, in order of importance, what the ones before left; joins them in order of place. */
function fill(sections: readonly Placed[], budget: number): { text: string; omitted: readonly string[] } {
  let room = budget
  const omitted: string[] = []
  const alike = new Map<string, number>()
  const parts = sections.map(({ place, section }) => {
    const fitted = section(room)
    room -= byteLength(fitted.text)
    if (fitted.omitted !== undefined) omitted.push(fitted.omitted)
    if (fitted.omittedOne !== undefined) alike.set(fitted.omittedOne, (alike.get(fitted.omittedOne) ?? 0) + 1)
    return { place, text: fitted.text }
  })
  // The sort is stable, so figures keep their order.
  const text = parts
    .sort((a, b) => a.place - b.place)
    .map((part) => part.text)
    .join('')
  return { text, omitted: [...omitted, ...[...alike].map(([noun, count]) => plural(count, noun))] }
}

function note(omitted: readonly string[], html: string | undefined): string {
  const where = html === undefined ? 'the HTML report' : `the [HTML report](${html})`
  if (omitted.length === 0)
    return html === undefined ? '' : `<sub>Everything, with figures: ${where}.</sub>\n`
  return `\n> **Shortened to fit.** Left out: ${omitted.join('; ')}. All of it is in ${where}.\n`
}
