/** Breaks a command's prefix without showing. */
const ZERO_WIDTH_SPACE = '\u200b'

/** Colour and weight, which our own terminal renderer writes; no cursor movement, no titles, no links. */
// oxlint-disable-next-line no-control-regex -- ESC is what this looks for
const COLOUR = /^\u001b\[[\d;]{0,16}m/

/**
 * Text that the runner reads as text. The runner takes commands from stdout and stderr: `::name::` where it begins a
 * line after trimming, and the older `##[name]` ANYWHERE in a line (actions/runner ActionCommand.cs), so one hostile
 * column name could mask our output or fail the job. Both prefixes get a zero-width space inside.
 *
 * .NET's reader ends a line at a lone CR too, hence every line ending becomes LF; other control characters but TAB and
 * colours are made visible, as they can hide text in a log.
 */
export function harmless(text: string): string {
  return text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map(harmlessLine)
    .join('\n')
}

function harmlessLine(line: string): string {
  return visibleControls(line)
    .replaceAll('##[', `##${ZERO_WIDTH_SPACE}[`)
    .replace(LEADING_COMMAND, `$1:${ZERO_WIDTH_SPACE}:`)
}

/** .NET's idea of white space and JavaScript's differ, so everything that neither shows may come before the `::`. */
const LEADING_COMMAND = /^([\s\u180e\u200b-\u200f\u2060\ufeff]*)::/

function visibleControls(line: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  return line.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, (control, at: number) =>
    control === '\u001b' && COLOUR.test(line.slice(at, at + 20)) ? control : picture(control),
  )
}

/** Unicode has a picture for every control character: U+2400 and on. */
function picture(control: string): string {
  const code = control.charCodeAt(0)
  return code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code)
}
