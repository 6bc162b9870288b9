/**
 * Counters with their recent past, answered as Prometheus answers: the demo runs where no Prometheus can be installed
 * (`npm run test:real` puts a real one in this place). Only the query the suite asks is understood: a selector with a
 * range, `name{label="value"}[60s]`, which returns the raw samples.
 */
export class Counters {
  #series = new Map()

  /** @param {string} name @param {Record<string, string>} labels @param {number} [amount] */
  add(name, labels, amount = 1) {
    const key = JSON.stringify([name, labels])
    const series = this.#series.get(key) ?? { name, labels, value: 0, samples: [] }
    series.value += amount
    this.#series.set(key, series)
  }

  /** What a scrape does: the value of each counter at this second. */
  scrape(nowSeconds) {
    for (const series of this.#series.values()) {
      series.samples.push([nowSeconds, String(series.value)])
      if (series.samples.length > 2_000) series.samples.shift()
    }
  }

  /** The body of GET /api/v1/query. */
  query(text, time) {
    const match = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s*\[(\d+)(ms|s|m|h)\]\s*$/.exec(text)
    if (!match) return { status: 'error', errorType: 'bad_data', error: `not a range selector: ${text}` }
    const [, name, matchers = '', amount, unit] = match
    const wanted = [...matchers.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g)]
    const since = time - Number(amount) * { ms: 0.001, s: 1, m: 60, h: 3600 }[unit]
    const result = [...this.#series.values()]
      .filter(
        (series) =>
          series.name === name &&
          wanted.every(([, label, operator, value]) => holds(series.labels[label] ?? '', operator, value)),
      )
      .map(({ labels, samples }) => ({
        metric: { __name__: name, ...labels },
        values: samples.filter(([at]) => at > since && at <= time),
      }))
      .filter(({ values }) => values.length > 0)
    return { status: 'success', data: { resultType: 'matrix', result } }
  }
}

function holds(actual, operator, value) {
  switch (operator) {
    case '=':
      return actual === value
    case '!=':
      return actual !== value
    case '=~':
      return new RegExp(`^(?:${value})$`).test(actual)
    case '!~':
      return !new RegExp(`^(?:${value})$`).test(actual)
    default:
      return false
  }
}
