/** What a member of the pool learns from: no holes, nothing negative. */
export interface History {
  readonly values: Float64Array
  /** Slots a day. A week is seven of them. */
  readonly day: number
}

export type MemberName =
  | 'naive-day'
  | 'naive-week'
  | 'profile'
  | 'holt-winters'
  | 'double-season'
  | 'fourier'
  | 'mstl'

/** One way to forecast. Pure: the same history gives the same forecast. */
export interface Member {
  readonly name: MemberName
  /** Whole days of history below which it says nothing. */
  readonly minDays: number
  /** @returns `horizon` values, the first for the slot after the history's last; may be negative, never NaN */
  readonly forecast: (history: History, horizon: number) => Float64Array
}
