/** memory.ts BYTES: what it costs to read so many bytes of memory once, summed as doubles; prints the CPU seconds. */
/** Larger than any cache. */
const PIECE = 1 << 27
const doubles = new Float64Array(PIECE / 8).fill(1)
const pieces = Math.ceil(Number(process.argv[2]) / PIECE)
const pass = (): number => {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0; i < doubles.length; i += 4) {
    a += doubles[i]!
    b += doubles[i + 1]!
    c += doubles[i + 2]!
    d += doubles[i + 3]!
  }
  return a + b + c + d
}
let sum = 0
for (let i = 0; i < 4; i++) sum += pass()
const started = process.cpuUsage()
for (let i = 0; i < pieces; i++) sum += pass()
const { user, system } = process.cpuUsage(started)
console.log(JSON.stringify({ seconds: (user + system) / 1e6, sum }))
