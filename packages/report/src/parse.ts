import type { Report } from './document.ts'
import { ReportError } from './error.ts'
import { firstIssue } from './format/field-path.ts'
import { reportSchema } from './schema/report.ts'

/** Largest report read, in bytes: 10,000 findings with all their measurements take 10.4 MiB. */
export const MAX_REPORT_BYTES = 16 * 1024 * 1024

/**
 * Reads a written report. The input is hostile (an artifact of a fork's run): size, JSON and every field are checked,
 * and unknown keys are refused.
 *
 * @throws {ReportError} `too-large`, `not-json` or `wrong-schema`, naming the first wrong field.
 */
export function parseReport(input: string | Uint8Array): Report {
  const size = typeof input === 'string' ? byteLength(input) : input.byteLength
  if (size > MAX_REPORT_BYTES) {
    throw new ReportError('too-large', `the report has ${size} bytes; at most ${MAX_REPORT_BYTES} are read`)
  }
  const parsed = reportSchema.safeParse(parseJson(input))
  if (parsed.success) return parsed.data
  const { path, message } = firstIssue(parsed.error.issues)
  throw new ReportError('wrong-schema', `not a report: ${message}`, { path })
}

function parseJson(input: string | Uint8Array): unknown {
  try {
    return JSON.parse(
      typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true }).decode(input),
    )
  } catch (cause) {
    // The engine's message quotes the text around the fault, which is not ours to print.
    throw new ReportError('not-json', 'the report is not JSON in UTF-8', { cause })
  }
}

function byteLength(text: string): number {
  // Every UTF-16 unit is at least one byte, so an over-long string is refused before it is encoded.
  return text.length > MAX_REPORT_BYTES ? text.length : new TextEncoder().encode(text).byteLength
}
