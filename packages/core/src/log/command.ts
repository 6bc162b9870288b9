import type { Annotation } from '../ports/log.ts'
import { harmless } from './harmless.ts'

/** A workflow command as one line, escaped as the runner unescapes it (actions/runner ActionCommand.cs). */
export function command(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  data: string,
): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',')
  return `::${name}${list === '' ? '' : ` ${list}`}::${escapeData(data)}`
}

/** What an annotation points at, as the properties of its command. */
export function annotationProperties(
  annotation: Annotation | undefined,
): Record<string, string | number | undefined> {
  const { title, location } = annotation ?? {}
  return {
    title: title === undefined ? undefined : harmless(title),
    file: location?.file,
    line: location?.line,
    col: location?.column,
  }
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
