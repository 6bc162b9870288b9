import type { History, Member } from './member.ts'

/** As at this time yesterday, or at this time a week ago: what every other member has to beat. */
function seasonalNaive({ values }: History, horizon: number, period: number): Float64Array {
  const start = values.length - period
  return Float64Array.from({ length: horizon }, (_, h) => values[start + (h % period)]!)
}

export const naiveDay: Member = {
  name: 'naive-day',
  minDays: 1,
  forecast: (history, horizon) => seasonalNaive(history, horizon, history.day),
}

export const naiveWeek: Member = {
  name: 'naive-week',
  minDays: 7,
  forecast: (history, horizon) => seasonalNaive(history, horizon, 7 * history.day),
}
