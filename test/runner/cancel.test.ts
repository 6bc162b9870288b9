import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ranScript, temporary } from './harness.ts'

/** Aborts once the step has said it is ready. */
function cancelOnReady() {
  const controller = new AbortController()
  let cancelledAt = 0
  return {
    signal: controller.signal,
    onLine: ({ text }: { readonly text: string }) => {
      if (text !== 'ready') return
      cancelledAt = Date.now()
      controller.abort()
    },
    elapsed: () => Date.now() - cancelledAt,
  }
}

const FOREVER = 'setInterval(() => {}, 1000); console.log("ready"); await new Promise(() => {})'

it.concurrent('sends SIGINT, lets the step save its state, and still runs the post step', async () => {
  const cancel = cancelOnReady()
  const result = await ranScript(
    `process.once("SIGINT", () => {
       fs.appendFileSync(env.GITHUB_STATE, "weight=10\\n")
       console.log("interrupted")
       process.exit(0)
     }); ${FOREVER}`,
    cancel,
    'console.log("rolled back from " + env.STATE_weight)',
  )
  expect(result).toMatchObject({ status: 'cancelled', exitCode: 1, post: { status: 'success' } })
  expect(result.log).toBe('ready\ninterrupted\nrolled back from 10')
  expect(cancel.elapsed()).toBeLessThan(5_000)
})

it.concurrent('ends a step without a handler at once', async () => {
  const cancel = cancelOnReady()
  const result = await ranScript(FOREVER, cancel)
  expect(result).toMatchObject({ status: 'cancelled', exitCode: 130 })
  expect(cancel.elapsed()).toBeLessThan(5_000)
})

it.concurrent('sends SIGTERM after 7.5 s and SIGKILL 2.5 s later', async () => {
  const cancel = cancelOnReady()
  const started: number[] = []
  const result = await ranScript(
    `process.on("SIGINT", () => console.log("int")); process.on("SIGTERM", () => console.log("term")); ${FOREVER}`,
    {
      signal: cancel.signal,
      onLine: (line) => {
        cancel.onLine(line)
        if (line.text === 'term') started.push(cancel.elapsed())
      },
    },
  )
  expect(result).toMatchObject({ status: 'cancelled', exitCode: 137 })
  expect(result.log).toBe('ready\nint\nterm')
  expect(started[0]).toBeGreaterThan(7_400)
  expect(cancel.elapsed()).toBeGreaterThan(9_900)
  expect(cancel.elapsed()).toBeLessThan(20_000)
})

it.concurrent('does not wait longer than 5 s for a grandchild that holds the output open, and ends it', async () => {
  const beat = join(await temporary(), 'beat')
  const grandchild = `setInterval(() => require("node:fs").appendFileSync(${JSON.stringify(beat)}, "."), 20)`
  const started = Date.now()
  const result = await ranScript(
    `childProcess.spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" }).unref()
     while (!fs.existsSync(${JSON.stringify(beat)})) await new Promise((go) => setTimeout(go, 10))
     process.exit(0)`,
  )
  expect(result.status).toBe('success')
  expect(Date.now() - started).toBeGreaterThan(4_900)
  expect(Date.now() - started).toBeLessThan(15_000)
  const { size } = await stat(beat)
  await new Promise((go) => setTimeout(go, 200))
  expect((await stat(beat)).size).toBe(size)
})
