import type { Answers, Evidence } from '@mlops-actions/policy'
import type { Chart, CurveChart, MatrixChart } from '@mlops-actions/report'

/** More classes make a matrix nobody reads. */
const MOST_CLASSES = 20
/** Groups of rows, equally large and ordered by what really happened, that a regression is summed up in. */
const GROUPS = 10

/** What each class was taken for. */
export function confusionCharts({ task, truths, classes, candidate, baseline }: Evidence): readonly Chart[] {
  if (task === 'regression' || classes.length > MOST_CLASSES) return []
  const chart = (name: string, { predictions }: Answers): MatrixChart => {
    const counts = classes.map(() => classes.map(() => 0))
    for (let row = 0; row < truths.length; row++) counts[truths[row]!]![predictions[row]!]!++
    return {
      kind: 'matrix',
      title: `Confusion of the ${name}`,
      rowLabel: 'truth',
      columnLabel: 'prediction',
      labels: classes,
      counts,
    }
  }
  const charts = [chart('candidate', candidate)]
  return baseline.kind === 'present' ? [...charts, chart('baseline', baseline.answers)] : charts
}

/** Mean prediction against mean truth over tenths of the rows. */
export function regressionCharts({ task, rows, truths, candidate, baseline }: Evidence): readonly Chart[] {
  if (task !== 'regression' || rows < GROUPS) return []
  const order = Uint32Array.from({ length: rows }, (_, i) => i).sort((i, j) => truths[i]! - truths[j]!)
  const series = (name: string, { predictions }: Answers): CurveChart['series'][number] => {
    const groups = Array.from({ length: GROUPS }, (_, k) =>
      order.subarray(Math.floor((k * rows) / GROUPS), Math.floor(((k + 1) * rows) / GROUPS)),
    )
    const mean = (values: Answers['predictions'], group: Uint32Array): number =>
      group.reduce((sum, row) => sum + values[row]!, 0) / group.length
    return {
      name,
      x: groups.map((group) => mean(truths, group)),
      y: groups.map((group) => mean(predictions, group)),
    }
  }
  return [
    {
      kind: 'curves',
      title: 'Prediction against truth',
      caption: 'Means over ten equally large groups of rows, ordered by the truth.',
      xLabel: 'mean truth',
      yLabel: 'mean prediction',
      diagonal: true,
      series: [
        series('candidate', candidate),
        ...(baseline.kind === 'present' ? [series('baseline', baseline.answers)] : []),
      ],
    },
  ]
}
