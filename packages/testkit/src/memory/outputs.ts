import { createHash } from 'node:crypto'
import {
  type Env,
  type Oidc,
  type Outputs,
  type Random,
  type Secrets,
  type Summary,
  SUMMARY_MAX_BYTES,
} from '@mlops-actions/core'

/** Outputs and state in maps. State set here is readable here, as it is in the post step. */
export function memoryOutputs(outputs: Map<string, string>, states: Map<string, string>, env: Env): Outputs {
  return {
    async set(name, value) {
      outputs.set(name, value)
    },
    async saveState(name, value) {
      states.set(name, value)
    },
    state: (name) => states.get(name) ?? env.get(`STATE_${name}`),
  }
}

/** A summary that keeps its parts, or a host without summaries. */
export function memorySummary(parts: string[], shown: boolean): Summary {
  return {
    async append(markdown) {
      if (!shown) return false
      const byteLength = Buffer.byteLength(parts.join('') + markdown)
      if (byteLength > SUMMARY_MAX_BYTES) {
        throw new RangeError(
          `the summary would hold ${byteLength} bytes; GitHub drops it above ${SUMMARY_MAX_BYTES}`,
        )
      }
      parts.push(markdown)
      return true
    },
  }
}

export function memorySecrets(masked: string[]): Secrets {
  return { mask: (value) => void masked.push(value) }
}

/** A job with the given identity, or (undefined) without `id-token: write`. */
export function memoryOidc(identity: ((audience: string) => string) | undefined): Oidc {
  return { token: async (audience) => identity?.(audience) }
}

/** Repeatable: the n-th call gives the same bytes in every run. */
export function memoryRandom(): Random {
  let calls = 0
  return {
    bytes(count) {
      const bytes = new Uint8Array(count)
      calls += 1
      for (let offset = 0, block = 0; offset < count; offset += 32, block++) {
        const digest = createHash('sha256').update(`memory random ${calls}.${block}`).digest()
        bytes.set(digest.subarray(0, Math.min(32, count - offset)), offset)
      }
      return bytes
    },
  }
}
