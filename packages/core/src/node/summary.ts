import { appendFile, stat } from 'node:fs/promises'
import { SUMMARY_MAX_BYTES } from '../limits.ts'
import type { Env } from '../ports/env.ts'
import type { Summary } from '../ports/outputs.ts'

/** The job summary, in the file GITHUB_STEP_SUMMARY names. Old GHES and other CI systems have none. */
export function stepSummary(env: Env): Summary {
  return {
    async append(markdown) {
      const file = env.get('GITHUB_STEP_SUMMARY')
      if (file === undefined) return false
      const present = await sizeOf(file)
      if (present === undefined) return false
      const byteLength = present + Buffer.byteLength(markdown)
      if (byteLength > SUMMARY_MAX_BYTES) {
        throw new RangeError(
          `the summary would hold ${byteLength} bytes; GitHub drops it above ${SUMMARY_MAX_BYTES}`,
        )
      }
      await appendFile(file, markdown)
      return true
    },
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
