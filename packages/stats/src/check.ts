/** A sequence of numbers in whatever typed array its owner keeps it. */
export type Numbers = ArrayLike<number>

/** Whole and at least `least`; says which argument of which function was wrong, and what it was. */
export function requireCount(where: string, name: string, value: number, least = 0): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${where}: ${name} must be a whole number of at least ${least}, got ${value}`)
  }
}

/** Strictly between 0 and 1: levels, error rates, powers. */
export function requireFraction(where: string, name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw new RangeError(`${where}: ${name} must be between 0 and 1 (both excluded), got ${value}`)
  }
}

/** From 0 to 1, both included. */
export function requireProbability(where: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw new RangeError(`${where}: ${name} must be from 0 to 1, got ${value}`)
  }
}

/** Neither NaN nor infinite. */
export function requireFinite(where: string, name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${where}: ${name} must be finite, got ${value}`)
}

/** Finite and above zero. */
export function requirePositive(where: string, name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${where}: ${name} must be finite and above 0, got ${value}`)
  }
}

/** At least `least` values, all finite. A NaN that slips into a mean makes every later comparison false. */
export function requireFiniteValues(where: string, name: string, values: Numbers, least = 1): void {
  if (values.length < least) {
    throw new RangeError(`${where}: ${name} needs at least ${least} value(s), got ${values.length}`)
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) {
      throw new RangeError(`${where}: ${name}[${i}] must be finite, got ${values[i]}`)
    }
  }
}

/** Numbers or Infinity, a value that was never seen to end, such as a request that timed out. */
export function requireTimes(where: string, name: string, values: Numbers, least = 0): void {
  if (values.length < least) throw new RangeError(`${where}: ${name} is empty`)
  for (let i = 0; i < values.length; i++) {
    if (!(values[i]! > -Infinity)) {
      throw new RangeError(`${where}: ${name}[${i}] must be a number or Infinity, got ${values[i]}`)
    }
  }
}

/** At least one value; finite, and none below zero: counts and weights. */
export function requireWeights(where: string, name: string, values: Numbers): void {
  requireFiniteValues(where, name, values)
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0) throw new RangeError(`${where}: ${name}[${i}] must not be negative, got ${values[i]}`)
  }
}

/** Only 0 and 1. */
export function requireBinary(where: string, name: string, values: Numbers): void {
  if (values.length === 0) throw new RangeError(`${where}: ${name} is empty`)
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== 0 && values[i] !== 1) {
      throw new RangeError(`${where}: ${name}[${i}] must be 0 or 1, got ${values[i]}`)
    }
  }
}

/** Class codes: whole numbers from 0. */
export function requireCodes(where: string, name: string, values: Numbers): void {
  if (values.length === 0) throw new RangeError(`${where}: ${name} is empty`)
  for (let i = 0; i < values.length; i++) requireCount(where, `${name}[${i}]`, values[i]!)
}

/** Rows that do not pair up must never be compared. */
export function requireSameLength(where: string, a: string, left: Numbers, b: string, right: Numbers): void {
  if (left.length !== right.length) {
    throw new RangeError(`${where}: ${a} has ${left.length} values but ${b} has ${right.length}`)
  }
}
