/**
 * JSON in the one form that has one digest: RFC 8785 (JCS). Keys by UTF-16 code unit, numbers as ECMAScript writes them,
 * no white space. Properties that are `undefined` are absent.
 *
 * @throws TypeError for what JSON cannot hold faithfully: NaN, infinities, lone surrogates, functions, dates
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return String(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`)
      return JSON.stringify(value)
    case 'string':
      if (/\p{Cs}/u.test(value)) throw new TypeError('JSON text with a lone surrogate has no canonical form')
      return JSON.stringify(value)
    case 'object':
      return value === null ? 'null' : canonicalObject(value)
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new TypeError(`JSON has no ${typeof value}`)
  }
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (!isPlain(value)) throw new TypeError('only plain objects have a canonical form')
  const properties = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`)
  return `{${properties.join(',')}}`
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
