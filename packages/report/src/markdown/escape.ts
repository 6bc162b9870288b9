import { clip, plainText } from '../format/text.ts'

/**
 * Text from data, pull requests and servers, made inert for GitHub's Markdown in any place (paragraph, list item, table
 * cell, inside an HTML tag). Entities rather than backslashes, because they mean the same in every one of those places.
 *
 * Entities alone do not stop what GitHub does after parsing, to the finished text: mentions, issue references, bare
 * links, emoji codes (a forged check mark) and formulas. Those are broken by a zero-width space, which a reader does not see.
 */
export function md(text: string, max = MAX_TEXT): string {
  return clip(plainText(text), max)
    .replace(/[&<>`|[\]*~\\]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '&#95;')
    .replace(/@/g, `@${ZERO_WIDTH}`)
    .replace(/(?<!&)#/g, `#${ZERO_WIDTH}`)
    .replace(/\bGH-(?=\d)/gi, (found) => found + ZERO_WIDTH)
    .replace(/:(?=\/\/)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)/gi, (found) => found + ZERO_WIDTH)
    .replace(/:(?=[a-z+-][\w+-]*:)/gi, `:${ZERO_WIDTH}`)
    .replace(/\$/g, '<span>$</span>')
    .replace(/^(?:[-+](?=\s|$)|[-=](?=[-=\s]*$)|\d+(?=[.)](?:\s|$)))/, (start) => ZERO_WIDTH + start)
}

/** A sentence or two; a longer reason belongs in the HTML report. */
const MAX_TEXT = 400
const ZERO_WIDTH = '\u200b'

/**
 * Hostile text in a `<code>` element. Not in backticks: inside them entities are literal, and a backtick or a pipe
 * would end the span or the cell. GitHub parses Markdown and bare links inside inline HTML, so `md` is needed here too.
 */
export function code(text: string, max = MAX_CODE): string {
  return `<code>${md(text, max)}</code>`
}

const MAX_CODE = 120

/** A URL that may be linked: absolute, http or https, without credentials, every active character encoded. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, username, password, href } = new URL(url)
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return undefined
  return href.replace(
    /[()<>"'`|[\]\\*_~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
