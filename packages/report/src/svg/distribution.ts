import type { DistributionChart } from '../chart.ts'
import { extentOf } from '../format/domain.ts'
import { formatEstimate, formatShare } from '../format/number.ts'
import { clip } from '../format/text.ts'
import { type Html, html, join } from '../html/escape.ts'
import { numbersTable } from '../html/numbers.ts'
import { frame, legend, percent, seriesStyle } from './frame.ts'
import { linearScale } from './scale.ts'

const HEIGHT = 220
/** More bars than pixels add bytes and nothing else. */
const MAX_BINS = 400
const MAX_LABELS = 12
const MAX_NARROW_LABELS = 5
/** Characters of label that fit under a whole plot, whatever their number. */
const LABEL_CHARACTERS = 68
const BAR_SHARE = 0.4

/** Two distributions as pairs of bars over the same bins. */
export function distribution(chart: DistributionChart, id: string): Html {
  const { before, after } = chart
  const bins = chart.bins.slice(0, MAX_BINS)
  const shares = [...before.shares, ...after.shares]
  const highest = Math.max(0, extentOf(shares)?.high ?? 0)
  const y = linearScale([0, highest * 1.05 || 1], { count: 4, factor: 100, suffix: ' %' })
  const group = 100 / Math.max(1, bins.length)
  const every = Math.ceil(bins.length / MAX_LABELS)
  const room = Math.max(3, Math.floor(LABEL_CHARACTERS / Math.min(bins.length, MAX_LABELS)))
  const crowded = bins.length / every > MAX_NARROW_LABELS
  const ticks = bins.flatMap((label, index) =>
    index % every === 0
      ? [{ at: group * (index + 0.5), label: clip(label, room), minor: crowded && (index / every) % 2 === 1 }]
      : [],
  )
  const bars = [before, after].flatMap(({ name, shares }, side) =>
    shares.slice(0, MAX_BINS).map((share, index) => {
      if (!Number.isFinite(share) || share < 0) return html``
      const height = y.position(share)
      const left = group * (index + 0.5 + (side - 1) * BAR_SHARE)
      return html`<rect class="block ${seriesStyle(side)}" x="${percent(left)}" y="${percent(100 - height)}" width="${percent(group * BAR_SHARE)}" height="${percent(height)}"><title>${name}, ${bins[index]}: ${formatShare(share)}</title></rect>`
    }),
  )
  const rows = bins.map((bin, index) => {
    const from = before.shares[index] ?? Number.NaN
    const to = after.shares[index] ?? Number.NaN
    return [
      bin,
      formatShare(from),
      formatShare(to),
      formatEstimate(to - from, undefined, undefined, 'share', true),
    ]
  })
  return html`${legend([before.name, after.name], 'block')}
${frame(
  {
    title: chart.title,
    description: `Share of rows in ${bins.length} bins, ${before.name} against ${after.name}.`,
    id,
    height: HEIGHT,
    x: { position: (value) => value, ticks },
    y,
    xLabel: chart.bins.length > MAX_BINS ? `the first ${MAX_BINS} of ${chart.bins.length} bins` : '',
    yLabel: 'share of rows',
  },
  [join(bars)],
)}
${numbersTable(['Bin', before.name, after.name, 'Change'], rows)}`
}
