import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { deadlineAfter } from '../../packages/runner/src/deadline.ts'

it.each(['before', 'after'])('runs from the moment of an abort %s it was made', async (when) => {
  const start = new AbortController()
  if (when === 'before') start.abort()
  const { signal } = deadlineAfter(start.signal, 60)
  if (when === 'after') start.abort()
  await wait(10)
  expect(signal.aborted).toBe(false)
  await wait(120)
  expect(signal.aborted).toBe(true)
})

it('never comes without an abort, nor after its end', async () => {
  const start = new AbortController()
  const ended = deadlineAfter(start.signal, 5)
  const never = deadlineAfter(undefined, 5)
  ended.end()
  start.abort()
  await wait(40)
  expect([ended.signal.aborted, never.signal.aborted]).toEqual([false, false])
})
