/** Text of a step is hostile: it may move the cursor, retitle the window or write to the clipboard. Colours may stay. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, (sequence) => (COLOUR.test(sequence) ? sequence : ''))
}

// The escape sequences a terminal obeys (CSI, OSC and other strings, two-character ones), then every bare C0 or C1
// control but the tab and the line feed, then the bidirectional overrides of "Trojan Source".
const CONTROL =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -~]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\u202a-\u202e\u2066-\u2069]/g
// oxlint-disable-next-line no-control-regex -- as above
const COLOUR = /^\u001b\[[0-9;]*m$/

/** How text is set off. `plain` is for pipes, files and NO_COLOR. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  cyan(text: string): string
}

export const plain: Style = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  yellow: (text) => text,
  cyan: (text) => text,
}

export const coloured: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  red: (text) => `\u001b[31m${text}\u001b[39m`,
  yellow: (text) => `\u001b[33m${text}\u001b[39m`,
  cyan: (text) => `\u001b[36m${text}\u001b[39m`,
}

/** Columns a text takes: wide East Asian characters and emoji two, combining marks and joiners none, colours none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text.replaceAll(CONTROL, '')) {
    if (/^(?:\p{Mark}|[\u200B-\u200F])$/u.test(character)) continue
    width +=
      /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]$/u.test(
        character,
      )
        ? 2
        : 1
  }
  return width
}

/** Rows with their columns aligned; the first row is the heading. `right` says which columns hold numbers. */
export function table(
  rows: readonly (readonly string[])[],
  style: Style,
  right: readonly boolean[] = [],
): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))),
  )
  return rows.map((row, index) => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? ''
      const space = ' '.repeat(width - displayWidth(cell))
      return right[column] ? space + cell : cell + space
    })
    const line = cells.join('  ').trimEnd()
    return index === 0 ? style.bold(line) : line
  })
}
