/** A workflow command as GitHub's runner reads it out of a log line (actions/runner, ActionCommand.cs). */
export interface Command {
  /** As written; compare without case. */
  readonly name: string
  /** Keys are lower-cased: the runner's dictionary ignores case. The last of two equal keys wins. */
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

/**
 * Reads a command out of a line of stdout or stderr, or says there is none.
 * `::name key=value,key=value::data` counts only at the start of the trimmed line; the older
 * `##[name key=value;key=value]data` counts ANYWHERE in a line, which is how untrusted text becomes a command.
 * @param known is asked with the lower-cased name; a line that names no known command is text.
 */
export function parseCommand(line: string, known: (name: string) => boolean): Command | undefined {
  return parseCurrent(line, known) ?? parseLegacy(line, known)
}

function parseCurrent(line: string, known: (name: string) => boolean): Command | undefined {
  const trimmed = line.trimStart()
  if (!trimmed.startsWith('::')) return undefined
  const end = trimmed.indexOf('::', 2)
  if (end < 0) return undefined
  const [name, properties] = split(trimmed.slice(2, end))
  if (!known(name.toLowerCase())) return undefined
  return {
    name,
    properties: parseProperties(properties.trim(), ',', PROPERTY_ESCAPES),
    data: unescape(trimmed.slice(end + 2), DATA_ESCAPES),
  }
}

function parseLegacy(line: string, known: (name: string) => boolean): Command | undefined {
  const start = line.indexOf('##[')
  if (start < 0) return undefined
  const end = line.indexOf(']', start)
  if (end < 0) return undefined
  const [name, properties] = split(line.slice(start + 3, end))
  if (!known(name.toLowerCase())) return undefined
  return {
    name,
    properties: parseProperties(properties, ';', LEGACY_ESCAPES),
    data: unescape(line.slice(end + 1), LEGACY_ESCAPES),
  }
}

function split(info: string): readonly [name: string, properties: string] {
  const space = info.indexOf(' ')
  return space < 0 ? [info, ''] : [info.slice(0, space), info.slice(space + 1)]
}

function parseProperties(
  text: string,
  separator: string,
  escapes: typeof PROPERTY_ESCAPES | typeof LEGACY_ESCAPES,
): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  for (const pair of text.split(separator)) {
    // .NET's Split('=', 2, RemoveEmptyEntries) skips empty entries on both sides: `=a==b` is a and b, `a=` is dropped.
    const match = /^=*([^=]+)=+([^=][\s\S]*)$/.exec(pair)
    if (match) properties.set(match[1]!.toLowerCase(), unescape(match[2]!, escapes))
  }
  return properties
}

/** `%25` comes last: unescaped first, `%250A` would become a line break. */
const DATA_ESCAPES = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const
const PROPERTY_ESCAPES = [['%3A', ':'], ['%2C', ','], ...DATA_ESCAPES] as const
const LEGACY_ESCAPES = [['%3B', ';'], ['%5D', ']'], ...DATA_ESCAPES] as const

function unescape(text: string, escapes: readonly (readonly [escaped: string, plain: string])[]): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text)
}
