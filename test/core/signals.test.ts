import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stepWorkspace } from './support/workspace.ts'

const script = join(import.meta.dirname, 'support/long-run.ts')
/** Between SIGINT and SIGTERM the runner waits 7.5 s (actions/runner ProcessInvoker.cs). */
const RUNNER_PATIENCE_MS = 7_500

async function cancelled(kind: 'willing' | 'stubborn', signal: 'SIGINT' | 'SIGTERM') {
  const { env, workspace } = await stepWorkspace()
  const child = spawn(process.execPath, ['--conditions=source', script, kind], { cwd: workspace, env })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  while (!output.includes('running')) await once(child.stdout, 'data')
  const sent = Date.now()
  child.kill(signal)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output, waitedMs: Date.now() - sent }
}

describe('a real process', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('puts things back after %s and ends by itself', async (signal) => {
    const { code, output, waitedMs } = await cancelled('willing', signal)
    expect(code).toBe(1)
    expect(output).toContain(`Cancelled (${signal})`)
    expect(output).toContain('rolled back')
    expect(waitedMs).toBeLessThan(5_000)
  })

  it('that cannot stop ends itself before the runner does it', async () => {
    const { code, waitedMs } = await cancelled('stubborn', 'SIGINT')
    expect(code).toBe(130)
    expect(waitedMs).toBeGreaterThan(6_500)
    expect(waitedMs).toBeLessThan(RUNNER_PATIENCE_MS)
  })
})
