import type { Answers, Evidence } from '@mlops-actions/policy'
import type { Chart, CurveChart } from '@mlops-actions/report'
import { calibrationCurve, precisionRecallCurve, rocCurve } from '@mlops-actions/stats'

/** Points a curve is drawn with: more than a screen has pixels to spare for. */
const POINTS = 200
/** Rows a curve is drawn from; of more, every k-th. The numbers beside it are from all rows. */
const DRAWN_ROWS = 100_000
const CALIBRATION_BINS = 10

type Curve = { readonly x: readonly number[]; readonly y: readonly number[] }

/** ROC, precision-recall and calibration of both models. Nothing where a class is missing: there is no curve then. */
export function curveCharts(evidence: Evidence): readonly Chart[] {
  if (evidence.task !== 'binary' || !evidence.candidate.scores) return []
  const drawn = rowsDrawn(evidence.rows)
  const truths = drawn.map((row) => evidence.truths[row]!)
  if (!truths.includes(0) || !truths.includes(1)) return []
  const sides: (readonly [name: string, answers: Answers])[] = [['candidate', evidence.candidate]]
  if (evidence.baseline.kind === 'present') sides.push(['baseline', evidence.baseline.answers])
  const draw = (curve: (scores: Float64Array) => Curve): CurveChart['series'] =>
    sides.flatMap(([name, answers]) => {
      const scores = scoresOf(answers, drawn)
      return scores ? [{ name, ...thinned(curve(scores)) }] : []
    })
  const charts: CurveChart[] = [
    {
      kind: 'curves',
      title: 'ROC curve',
      xLabel: 'false positive rate',
      yLabel: 'true positive rate',
      diagonal: true,
      series: draw((scores) => {
        const { falsePositiveRate, truePositiveRate } = rocCurve(truths, scores)
        return { x: falsePositiveRate, y: truePositiveRate }
      }),
    },
    {
      kind: 'curves',
      title: 'Precision and recall',
      xLabel: 'recall',
      yLabel: 'precision',
      series: draw((scores) => {
        const { precision, recall } = precisionRecallCurve(truths, scores)
        return { x: recall.toReversed(), y: precision.toReversed() }
      }),
    },
  ]
  if (!sides.every(([, { scores }]) => scores?.every((score) => score >= 0 && score <= 1))) return charts
  const calibration: CurveChart = {
    kind: 'curves',
    title: 'Calibration',
    caption: 'On the diagonal a score of 0.3 comes true three times in ten.',
    xLabel: 'mean score',
    yLabel: 'share positive',
    diagonal: true,
    series: draw((scores) => {
      const bins = calibrationCurve(truths, scores, { bins: CALIBRATION_BINS, strategy: 'quantile' })
      return { x: bins.map(({ meanPredicted }) => meanPredicted), y: bins.map(({ observed }) => observed) }
    }),
  }
  return [...charts, calibration]
}

function rowsDrawn(rows: number): readonly number[] {
  const stride = Math.max(1, Math.ceil(rows / DRAWN_ROWS))
  return Array.from({ length: Math.ceil(rows / stride) }, (_, i) => i * stride)
}

function scoresOf({ scores }: Answers, rows: readonly number[]): Float64Array | undefined {
  return scores && Float64Array.from(rows, (row) => scores[row]!)
}

/** The first and last point and evenly many between. */
function thinned({ x, y }: Curve): Curve {
  if (x.length <= POINTS) return { x, y }
  const kept = Array.from({ length: POINTS }, (_, i) => Math.round((i * (x.length - 1)) / (POINTS - 1)))
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) }
}
