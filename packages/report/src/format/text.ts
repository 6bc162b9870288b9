import { formatCount } from './number.ts'

/**
 * Characters that draw nothing but change what is drawn: C0 and C1 controls, bidirectional overrides ("Trojan Source",
 * CVE-2021-42574), zero-width marks, the byte-order mark, lone surrogates and the noncharacters XML forbids.
 */
const invisible =
  // oxlint-disable-next-line no-control-regex -- removing control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|\p{Surrogate}/gu

/** Hostile text as one visible line: invisible characters become spaces, runs of space become one. */
export function plainText(text: string): string {
  return visibleText(text).trim()
}

/** The same, keeping a space at either end; no-break spaces are ours, between a number and its unit. */
export function visibleText(text: string): string {
  return text.replace(invisible, ' ').replace(/[^\S\u00a0]+/gu, ' ')
}

/** The first `max` code points of one line of text, the last replaced by an ellipsis when something was cut. */
export function clip(text: string, max: number): string {
  // A code point is one or two units: cutting units first keeps a hostile megabyte from being split into an array.
  const points = Array.from(text.slice(0, 2 * max + 2))
  return points.length > max || text.length > 2 * max + 2 ? `${points.slice(0, max - 1).join('')}…` : text
}

const encoder = new TextEncoder()

/** Length in bytes of UTF-8, which is what GitHub's limits count. */
export function byteLength(text: string): number {
  return encoder.encode(text).byteLength
}

/** `1 rule`, `2 rules`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
