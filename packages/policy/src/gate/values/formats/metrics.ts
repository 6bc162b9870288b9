import { flattened } from '../json.ts'
import type { ValueFormat } from './format.ts'

/** Plain metrics, flat or nested: DVC, dvclive, MLflow's `metrics.json`, and whatever a script dumps. */
export const plainMetrics: ValueFormat = {
  name: 'metrics',
  recognises: () => true,
  // A quoted number in a file of one's own is a slip, not a format.
  read: (root) => ({
    values: new Map(
      [
        ...flattened(root, (value) =>
          typeof value === 'number' ? value : value === 'NaN' ? Number.NaN : undefined,
        ),
      ].map(([name, value]) => [name, { value }]),
    ),
  }),
}
