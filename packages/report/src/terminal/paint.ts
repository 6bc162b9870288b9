import type { Outcome, Status } from '@mlops-actions/policy'

/** Select Graphic Rendition codes (ECMA-48 8.3.117): the sixteen colours every terminal theme adapts. */
const codes = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
  magenta: '35',
  cyan: '36',
  redBlock: '1;97;41',
  greenBlock: '1;97;42',
  yellowBlock: '1;30;43',
} as const

export type Style = keyof typeof codes
export type Paint = (style: Style, text: string) => string

/** A painter, or one that leaves text as it is. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_style, text) => text
}

export const statusStyle: Readonly<Record<Status, Style>> = {
  fail: 'red',
  error: 'red',
  incomparable: 'magenta',
  inconclusive: 'magenta',
  warn: 'yellow',
  waived: 'cyan',
  pass: 'green',
}

export const verdictStyle: Readonly<Record<Outcome, Style>> = {
  pass: 'greenBlock',
  warn: 'yellowBlock',
  fail: 'redBlock',
}
