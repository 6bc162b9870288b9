import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { WEIGHTS_FILE } from './workspace.mjs'

const serving = (file) => fileURLToPath(new URL(`../serving/${file}`, import.meta.url))

/** Requests a second, and the longest they may last: the demo never leaves a load running. */
const RATE = 400
const LONGEST_SECONDS = 60

/** What the metrics should already hold when a rollout begins: it refuses to start blind. */
const HISTORY_MILLISECONDS = 4_000

/**
 * Live traffic on loopback: a model server an arm, the weighted proxy in front, and passengers asking.
 * @param {{ example: string, origin: string, model: string, stable: { folder: string, digest: string }, canary: { folder: string, digest: string } }} options
 */
export async function startTraffic({ example, origin, model, stable, canary }) {
  const children = []
  const start = (file, ...args) => {
    const child = spawn(process.execPath, [serving(file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    return child
  }
  const stop = async () => {
    const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
    const gone = running.map((child) => once(child, 'exit'))
    running.forEach((child) => child.kill())
    await Promise.all(gone)
  }
  try {
    const stablePort = await portOf(start('model-server.mjs', stable.folder, stable.digest))
    const canaryPort = await portOf(start('model-server.mjs', canary.folder, canary.digest))
    const proxy = await portOf(
      start('proxy.mjs', origin, 'main', WEIGHTS_FILE, model, stablePort, canaryPort),
    )
    const url = `http://127.0.0.1:${proxy}`
    start(
      'load.mjs',
      url,
      `${example}/data/requests.csv`,
      String(RATE),
      String(LONGEST_SECONDS),
    ).stdout.resume()
    await new Promise((resolve) => setTimeout(resolve, HISTORY_MILLISECONDS))
    return {
      url,
      stableUrl: `http://127.0.0.1:${stablePort}`,
      canaryUrl: `http://127.0.0.1:${canaryPort}`,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Each of the little servers prints its port as its first line. */
async function portOf(child) {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnargs[1]} ended with ${code} before it listened`)
  })
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {})
  return String(line).trim()
}
