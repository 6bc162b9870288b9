export interface RunnerCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const KNOWN = new Set(
  'set-output save-state set-env add-path add-mask add-matcher remove-matcher debug notice warning error group endgroup echo stop-commands'.split(
    ' ',
  ),
)

/**
 * The commands GitHub's runner takes out of a stream, ported from actions/runner: .NET's StreamReader ends lines at CR,
 * LF and CRLF; ActionCommand.TryParseV2 trims the line and wants `::` first; TryParse looks for `##[` anywhere. Written
 * for these tests, apart from the suite's own runner, so that a mistake there does not hide one here.
 */
export function commandsIn(stream: string): readonly RunnerCommand[] {
  return stream.split(/\r\n|\r|\n/).flatMap((line) => {
    const found = current(line) ?? legacy(line)
    return found && KNOWN.has(found.name) ? [found] : []
  })
}

function current(line: string): RunnerCommand | undefined {
  const trimmed = line.replace(/^[\s\u0085\ufeff]+/, '')
  const end = trimmed.indexOf('::', 2)
  if (!trimmed.startsWith('::') || end < 0) return undefined
  return commandOf(trimmed.slice(2, end), ',', trimmed.slice(end + 2))
}

function legacy(line: string): RunnerCommand | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  return commandOf(line.slice(start + 3, end), ';', line.slice(end + 1))
}

function commandOf(head: string, separator: string, data: string): RunnerCommand {
  const [name = '', ...rest] = head.split(' ')
  const properties = rest
    .join(' ')
    .split(separator)
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), unescape(pair.slice(at + 1))] as const
    })
  return { name: name.toLowerCase(), properties: Object.fromEntries(properties), data: unescape(data) }
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}
