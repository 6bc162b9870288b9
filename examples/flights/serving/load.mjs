// Passengers asking: replays the flights of a CSV file against a URL at a steady rate, for a bounded time.
//   node load.mjs <url> <requests.csv> <requests a second> <seconds>      prints what it saw
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'

const [url, file, rate, seconds] = process.argv.slice(2)
const [header, ...lines] = (await readFile(file, 'utf8')).trim().split('\n')
const names = header.split(',')
const flights = lines.map((line) =>
  JSON.stringify(Object.fromEntries(line.split(',').map((v, i) => [names[i], v]))),
)
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
const seen = {}

function ask(body) {
  return new Promise((resolve) => {
    const count = (status) => {
      seen[status] = (seen[status] ?? 0) + 1
      resolve()
    }
    const call = request(url, { method: 'POST', agent, timeout: 5_000 }, (answer) => {
      answer.resume()
      answer.on('end', () => count(answer.statusCode))
    })
    call.on('timeout', () => call.destroy())
    call.on('error', () => count('failed'))
    call.end(body)
  })
}

const started = Date.now()
const waiting = new Set()
let asked = 0
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
while (!stop.signal.aborted && Date.now() - started < Number(seconds) * 1_000) {
  // As many as the schedule is behind: an open loop does not wait for slow answers.
  const due = Math.floor(((Date.now() - started) / 1_000) * Number(rate))
  for (; asked < due; asked += 1) {
    const call = ask(flights[asked % flights.length]).finally(() => waiting.delete(call))
    waiting.add(call)
  }
  await new Promise((resolve) => setTimeout(resolve, 10))
}
await Promise.all(waiting)
agent.destroy()
console.log(JSON.stringify(seen))
