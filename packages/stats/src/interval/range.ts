/** The values a quantity is believed to lie between. */
export type Range = {
  readonly low: number
  readonly high: number
}
