/**
 * Runs `work` for every item, at most `width` at a time. The first error is thrown once all that was started has ended: what
 * still runs would use files that the caller closes.
 */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  let failure: { readonly error: unknown } | undefined
  async function worker(): Promise<void> {
    while (next < items.length && !failure) {
      try {
        await work(items[next++]!)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, () => worker()))
  if (failure) throw failure.error
}
