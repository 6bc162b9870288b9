import { z } from 'zod'

/** The input every action has for where its report goes. */
export const reportDirectoryInput = () =>
  z
    .string()
    .optional()
    .describe(
      'Where report.json, report.html, report.md and junit.xml go (default `mlops-report/<model>/<action>`).',
    )

/** Not a hidden folder: actions/upload-artifact leaves those out. */
export function reportDirectory(given: string | undefined, model: string, action: string): string {
  return given ?? `mlops-report/${model}/${action}`
}
