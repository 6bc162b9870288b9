/**
 * The example's scorer: a logit that anyone can read (see ../train.py).
 * @param {{ intercept: number, terms: readonly { feature: string, table?: Record<string, number>, transform?: 'log' | 'logit', weight?: number }[] }} model
 * @param {Record<string, string>} flight
 * @returns {number} the probability that it leaves more than 15 minutes late
 * @throws {RangeError} for a value its tables do not hold: a model must not guess
 */
export function score(model, flight) {
  const logit = model.terms.reduce(
    (sum, term) => sum + contribution(term, flight[term.feature]),
    model.intercept,
  )
  return 1 / (1 + Math.exp(-logit))
}

function contribution({ feature, table, transform, weight = 1 }, value) {
  if (table) {
    const known = table[value]
    if (known === undefined) throw new RangeError(`${feature} ${value} is not in the model's table`)
    return known
  }
  const number = Number(value)
  return weight * (transform === 'log' ? Math.log(number) : Math.log(number / (1 - number)))
}
