/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8, in base64, for the content security policy of a page whose style and script
 * are inline. WebCrypto is asynchronous and `node:crypto` is not for a pure package; this hashes two small constants.
 */
export function sha256Base64(text: string): string {
  const primes = firstPrimes()
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)))
  const state = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
  const schedule = new Uint32Array(64)
  const bytes = padded(new TextEncoder().encode(text))
  const view = new DataView(bytes.buffer)
  for (let offset = 0; offset < bytes.length; offset += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(offset + 4 * i)
    compress(state, schedule, constants)
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, index) => {
    digest.setUint32(4 * index, word)
  })
  return btoa(String.fromCharCode(...new Uint8Array(digest.buffer)))
}

/** Section 5.1.1: a one bit, zeros, and the length in bits in the last eight bytes. */
function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((((message.length + 8) >> 6) + 1) << 6)
  bytes.set(message)
  bytes[message.length] = 0x80
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return bytes
}

/** Section 6.2.2, for one block whose sixteen words stand at the start of the schedule. */
function compress(state: Uint32Array, w: Uint32Array, constants: readonly number[]): void {
  for (let t = 16; t < 64; t++) {
    const a = w[t - 15]!
    const b = w[t - 2]!
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t++) {
    const choose = (e & f) ^ (~e & g)
    const t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choose + constants[t]! + w[t]!
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index]! += word
  })
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits of the fractional part of a root of a prime (sections 4.2.2 and 5.3.3). */
function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32)
}

/** The first sixty-four primes, of which the standard's constants are roots. */
function firstPrimes(): readonly number[] {
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  return primes
}
