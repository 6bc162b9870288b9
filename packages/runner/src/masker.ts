/**
 * Stars out secrets, and what secrets look like after common encodings, in everything printed
 * (actions/runner, SecretMasker.cs and ValueEncoders.cs; the two PowerShell encoders are left out).
 */
export interface Masker {
  add(secret: string): void
  /** Overlapping and touching hits become one `***`. */
  mask(text: string): string
}

export function createMasker(): Masker {
  const values = new Set<string>()
  return {
    add(secret) {
      if (secret === '') return
      values.add(secret)
      for (const encode of ENCODERS) {
        const encoded = encode(secret)
        if (encoded !== '') values.add(encoded)
      }
    },
    mask(text) {
      const hits = [...values].flatMap((value) => positions(text, value))
      if (hits.length === 0) return text
      let masked = ''
      let from = 0
      for (const { start, end } of merged(hits)) {
        masked += `${text.slice(from, start)}***`
        from = end
      }
      return masked + text.slice(from)
    },
  }
}

interface Range {
  readonly start: number
  readonly end: number
}

function positions(text: string, value: string): readonly Range[] {
  const found: Range[] = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    found.push({ start: at, end: at + value.length })
  }
  return found
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && range.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else result.push(range)
  }
  return result
}

const ENCODERS: readonly ((value: string) => string)[] = [
  // base64 of `user:secret` holds the secret's base64 shifted by the bytes before it, hence the three offsets.
  (value) => base64(value, 0),
  (value) => base64(value, 1),
  (value) => base64(value, 2),
  (value) => value.replaceAll('"', '\\"'),
  (value) => value.replaceAll("'", "''"),
  (value) => JSON.stringify(value).slice(1, -1),
  uriData,
  (value) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;'),
  (value) => (value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : ''),
]

function base64(value: string, shift: number): string {
  const bytes = Buffer.from(value, 'utf8')
  return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64')
}

/** .NET's Uri.EscapeDataString: encodeURIComponent and `!'()*` as well. The detour makes lone surrogates encodable. */
function uriData(value: string): string {
  const wellFormed = Buffer.from(value, 'utf8').toString('utf8')
  return encodeURIComponent(wellFormed).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
