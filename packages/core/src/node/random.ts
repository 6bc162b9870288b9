import { randomBytes } from 'node:crypto'
import type { Random } from '../ports/outputs.ts'

export function systemRandom(): Random {
  return { bytes: (count) => new Uint8Array(randomBytes(count)) }
}
