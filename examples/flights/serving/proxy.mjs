// A weighted proxy: sends each request to the stable or the canary model server, by the percentages in a YAML file of a
// git repository, which it watches as a GitOps controller does. Counts what happened and answers as Prometheus.
//   node proxy.mjs <git dir> <branch> <file> <model> <stable port> <canary port>      prints its port
import { execFile } from 'node:child_process'
import { createServer, request as send } from 'node:http'
import { promisify } from 'node:util'
import { Counters } from './counters.mjs'

const [gitDir, branch, file, model, stablePort, canaryPort] = process.argv.slice(2)
const ports = { stable: Number(stablePort), canary: Number(canaryPort) }
const exec = promisify(execFile)
const counters = new Counters()
// Exported at 0 from the start: a counter that appears with its first error cannot be told from a misspelt one.
for (const arm of ['stable', 'canary'])
  for (const code of ['200', '500', '502']) counters.add('model_requests_total', { arm, code }, 0)

let canaryShare = 0
let sent = 0
let toCanary = 0

/** `model:\n  stable: 75\n  canary: 25`: the two numbers below the model's key. */
async function followWeights() {
  const { stdout } = await exec('git', ['--git-dir', gitDir, 'show', `${branch}:${file}`])
  const block = stdout.slice(stdout.indexOf(`${model}:`))
  const weight = (arm) => Number(new RegExp(`^\\s+${arm}:\\s*(\\d+)`, 'm').exec(block)?.[1])
  const share = weight('canary') / (weight('canary') + weight('stable'))
  if (share !== canaryShare) [canaryShare, sent, toCanary] = [share, 0, 0]
}

/** Deterministic split: the arm that is furthest behind its share goes next. */
function nextArm() {
  sent += 1
  if (toCanary + 1 > canaryShare * sent) return 'stable'
  toCanary += 1
  return 'canary'
}

function forward(incoming, outgoing) {
  const arm = nextArm()
  const done = (status) => counters.add('model_requests_total', { arm, code: String(status) })
  const upstream = send({ host: '127.0.0.1', port: ports[arm], method: 'POST', path: '/' }, (answer) => {
    done(answer.statusCode)
    outgoing.writeHead(answer.statusCode, answer.headers)
    answer.pipe(outgoing)
  })
  upstream.on('error', () => {
    done(502)
    outgoing.writeHead(502).end()
  })
  incoming.pipe(upstream)
}

const server = createServer((incoming, outgoing) => {
  const url = new URL(incoming.url, 'http://proxy')
  if (url.pathname !== '/api/v1/query') {
    forward(incoming, outgoing)
    return
  }
  const now = Number(url.searchParams.get('time') ?? Date.now() / 1000)
  const body = counters.query(url.searchParams.get('query') ?? '', now)
  outgoing.writeHead(body.status === 'success' ? 200 : 400, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify(body))
})

await followWeights()
setInterval(() => void followWeights().catch((error) => console.error(error.message)), 250)
setInterval(() => counters.scrape(Date.now() / 1000), 250)
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
