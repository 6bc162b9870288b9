import { CONTROL, type Style } from './terminal.ts'

const GAP = '  '
/** A column is not made narrower than this, however little room there is. */
const MIN_COLUMN = 12

export interface TableOptions {
  readonly style: Style
  /** Which columns hold numbers. */
  readonly right?: readonly boolean[]
  /** Columns of the terminal; wider tables have their widest cells wrapped at spaces. */
  readonly width: number
}

/** Rows with their columns aligned; the first row is the heading, a line feed in a cell starts a new line of it. */
export function textTable(rows: readonly (readonly string[])[], options: TableOptions): readonly string[] {
  const { style, right = [] } = options
  const count = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: count }, (_, column) => rows.map((row) => row[column] ?? ''))
  const natural = columns.map((cells) =>
    Math.max(0, ...cells.flatMap((cell) => cell.split('\n')).map(displayWidth)),
  )
  const widths = fitted(natural, options.width - GAP.length * (count - 1))
  const blocks = rows.map((_, index) => {
    const cells = columns.map((column, at) => wrap(column[index]!, widths[at]!))
    const height = Math.max(1, ...cells.map((lines) => lines.length))
    return Array.from({ length: height }, (_line, at) => {
      const line = cells
        .map((lines, column) => pad(lines[at] ?? '', widths[column]!, right[column] === true))
        .join(GAP)
        .trimEnd()
      return index === 0 ? style.bold(line) : line
    })
  })
  // Rows of several lines run into one another without a line between them.
  const airy = blocks.some((lines) => lines.length > 1)
  return blocks.flatMap((lines, index) => (airy && index > 1 ? ['', ...lines] : lines))
}

/** Columns a text takes: wide East Asian characters and emoji two, combining marks and joiners none, colours none. */
export function displayWidth(text: string): number {
  let width = 0
  let last = 0
  for (const character of text.replaceAll(CONTROL, '')) {
    // U+FE0F asks for the coloured picture of a character that is narrow as text: ⚠ and ⚠️.
    if (character === '\uFE0F' && last === 1) width += 1
    last = characterWidth(character)
    width += last
  }
  return width
}

function characterWidth(character: string): number {
  if (/^(?:\p{Mark}|[\u200B-\u200F])$/u.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

const WIDE = /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]$/u

/** Takes columns off the widest until all fit. */
function fitted(natural: readonly number[], room: number): readonly number[] {
  const widths = [...natural]
  for (;;) {
    const excess = widths.reduce((sum, width) => sum + width, 0) - room
    const widest = Math.max(...widths)
    if (excess <= 0 || widest <= MIN_COLUMN) return widths
    const second = Math.max(MIN_COLUMN, ...widths.filter((width) => width < widest))
    const at = widths.indexOf(widest)
    widths[at] = Math.max(second, widest - excess, MIN_COLUMN)
    if (widths[at] === widest) widths[at] = widest - 1
  }
}

/** Lines no wider than `width`, broken at spaces; a longer word stays whole. */
function wrap(cell: string, width: number): readonly string[] {
  return cell.split('\n').flatMap((text) => {
    if (displayWidth(text) <= width) return [text]
    const lines: string[] = []
    for (const word of text.split(' ')) {
      const extended = `${lines.at(-1) ?? ''} ${word}`
      if (lines.length > 0 && displayWidth(extended) <= width) lines[lines.length - 1] = extended
      else lines.push(word)
    }
    return lines
  })
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return right ? space + text : text + space
}
