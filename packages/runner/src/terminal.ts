/** Text of a step is hostile: it may move the cursor, retitle the window or write to the clipboard. Colours may stay. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, (sequence) => (COLOUR.test(sequence) ? sequence : ''))
}

// The escape sequences a terminal obeys (CSI, OSC and other strings, two-character ones), then every bare C0 or C1
// control but the tab and the line feed, then the bidirectional overrides of "Trojan Source".
export const CONTROL =
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
