import { visibleText } from '../format/text.ts'

/** Markup that is already safe to place: the only thing besides strings that {@link html} takes. */
export interface Html {
  readonly markup: string
}

type Value = string | number | Html | readonly Html[] | undefined | false

/**
 * Markup with every string placed in it escaped, for text and quoted attributes alike; `undefined` and `false` place
 * nothing. Hostile text cannot be forgotten: a string becomes markup only by `trusted`, which is written where it is used.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  let markup = parts[0] ?? ''
  values.forEach((value, index) => {
    markup += placed(value) + (parts[index + 1] ?? '')
  })
  return { markup }
}

/** A constant of ours that is markup already: a style sheet, a script. Never a text of the report. */
export function trusted(markup: string): Html {
  return { markup }
}

export const nothing: Html = { markup: '' }

/** One after another. */
export function join(parts: readonly Html[]): Html {
  return { markup: parts.map(({ markup }) => markup).join('') }
}

function placed(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escapeHtml(value)
  return 'markup' in value ? value.markup : join(value).markup
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or a quoted attribute, without invisible characters. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character]!)
}

/**
 * JSON for a `<script type="application/json">`. The element ends at the first `</script`, and `<!--` opens a state in
 * which even that does not end it, so no `<` may stand in it; JSON allows the escape in every string.
 */
export function scriptJson(json: string): Html {
  return {
    markup: json.replace(
      /[<\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  }
}
