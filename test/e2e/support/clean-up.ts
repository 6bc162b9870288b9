import { afterAll, beforeAll } from 'vitest'
import { requireBundle } from './bundle.ts'

const pending: (() => Promise<unknown>)[] = []

/** Ends something when the file's tests are over: these run side by side, so there is no "after this test". */
export function atTheEnd(end: () => Promise<unknown>): void {
  pending.push(end)
}

/** What every file of this suite starts with. */
export function endToEnd(): void {
  beforeAll(requireBundle)
  afterAll(async () => {
    for (const end of pending.splice(0).reverse()) await end()
  })
}
