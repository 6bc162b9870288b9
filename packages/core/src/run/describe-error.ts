/** Causes are followed this deep; a chain that is longer, or a circle, is cut. */
const CAUSES_SHOWN = 8

/** One line for whatever was thrown, its cause left out. Things that are not Errors are shown as JSON. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message === '' ? error.name : error.message
  if (typeof error === 'string') return error
  return `thrown: ${asJson(error)}`
}

/** The causes under an error, outermost first, each in one line with its class. */
export function causesOf(error: unknown): readonly string[] {
  const causes: string[] = []
  let cause = error instanceof Error ? error.cause : undefined
  while (cause !== undefined && causes.length < CAUSES_SHOWN) {
    causes.push(cause instanceof Error ? `${cause.name}: ${describeError(cause)}` : describeError(cause))
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return causes
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return Object.prototype.toString.call(value) // A circle, or a toJSON that throws.
  }
}
