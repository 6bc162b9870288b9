import { type Files, UserError } from '@mlops-actions/core'
import { z } from 'zod'

/** A metric has a name and a number; thousands of them are data. */
const METRICS_MAX_BYTES = 256 * 1024

const metricsFile = z.record(z.string().min(1).max(250), z.number())

/**
 * Metrics from a JSON file: `{ "auc": 0.91, "log_loss": 0.2 }`.
 *
 * @throws UserError `file-not-found`, `file-too-large`, `invalid-metrics`
 */
export async function readMetrics(files: Files, path: string): Promise<Readonly<Record<string, number>>> {
  const text = new TextDecoder().decode(await files.read(path, { maxBytes: METRICS_MAX_BYTES }))
  try {
    return metricsFile.parse(JSON.parse(text))
  } catch (cause) {
    throw new UserError('invalid-metrics', `${path}: is not a JSON object of numbers by name`, {
      cause,
      remedy: 'Write {"auc": 0.91, "log_loss": 0.2}: one level, finite numbers.',
    })
  }
}
