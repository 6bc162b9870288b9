import { DataError, quoteValue } from '../error.ts'
import { type Moments, NO_MOMENTS } from '../profile/moments.ts'
import { askOne, readCount, readDouble } from './answer.ts'
import { type Counted, finiteCount, scaleOf } from './count-cells.ts'
import { COLUMNS_AT_ONCE, type Overview, type Place } from './overview.ts'
import { MOMENT_VALUES, momentsStatement } from './statements.ts'

/**
 * Moments around the mean that the cells' sums give, so that nothing cancels; and in the same scan, whether the extremes
 * are where the engine printed them.
 */
export async function momentsOf(
  place: Place,
  columns: readonly Overview[],
  counts: readonly Counted[],
): Promise<Moments[]> {
  const { engine, dialect, from } = place
  const centres = columns.map((column, i) => {
    const { reading, min, max } = column
    const [scale, n] = [scaleOf(column), finiteCount(column)]
    const mean = counts[i]!.scaledSum / n / scale.factor
    return { reading, mean, min: min ?? 0, max: max ?? 0, scale, n }
  })
  const moments: Moments[] = columns.map(() => NO_MOMENTS)
  const held = [...centres.entries()].filter(([, { n }]) => n > 0)
  for (let start = 0; start < held.length; start += COLUMNS_AT_ONCE) {
    const chunk = held.slice(start, start + COLUMNS_AT_ONCE)
    const statement = momentsStatement(
      dialect,
      from,
      chunk.map(([, centre]) => centre),
    )
    const row = await askOne(engine, statement, chunk.length * MOMENT_VALUES)
    for (const [at, [index, { mean, n, scale }]] of chunk.entries()) {
      const [below, least, greatest, above] = row
        .slice(at * MOMENT_VALUES + 4, (at + 1) * MOMENT_VALUES)
        .map((text) => readCount(engine, text))
      if (below !== 0 || above !== 0) throw imprecise(place, columns[index]!)
      if (least === 0 || greatest === 0) throw imprecise(place, columns[index]!)
      const powers = row
        .slice(at * MOMENT_VALUES, at * MOMENT_VALUES + 4)
        .map((text) => readDouble(engine, text))
      moments[index] = central(n, mean, scale.factor, powers)
    }
  }
  return moments
}

/** Sums of powers around a point near the mean, moved onto the mean. */
function central(n: number, near: number, factor: number, powers: readonly number[]): Moments {
  const [s1 = 0, s2 = 0, s3 = 0, s4 = 0] = powers
  const d = s1 / n
  const m2 = Math.max(0, s2 - n * d * d)
  const m3 = s3 - 3 * d * s2 + 2 * n * d ** 3
  const m4 = Math.max(0, s4 - 4 * d * s3 + 6 * d * d * s2 - 3 * n * d ** 4)
  return {
    count: n,
    mean: near + d / factor,
    m2: m2 / factor / factor,
    m3: m3 / factor / factor / factor,
    m4: m4 / factor / factor / factor / factor,
  }
}

function imprecise({ engine, where }: Place, { name, min, max }: Overview): DataError {
  const message = `column ${quoteValue(name)} does not have the extremes ${min} and ${max} that ${engine.name} printed: its doubles are printed in too few digits, or its rows changed`
  return new DataError('corrupt', where, message)
}
