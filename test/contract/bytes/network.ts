import { httpClient } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import type { Network } from '../../../packages/adapters/src/transfer/network.ts'

/** The real HTTP client under a clock that does not wait, so that retries cost no time. */
export function realNetwork(
  env: Readonly<Record<string, string>> = {},
): Network & { readonly waits: number[] } {
  const memory = memoryRuntime({ env })
  const waits: number[] = []
  const clock = {
    ...memory.clock,
    now: () => Date.now(),
    sleep: async (milliseconds: number) => void waits.push(milliseconds),
  }
  const { random, secrets, signal } = memory
  return { clock, random, secrets, signal, http: httpClient({ ...memory, clock }), waits }
}
