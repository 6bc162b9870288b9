/** A literal, or a copy from `distance` bytes back (taken modulo what there is), its offset in `width` bytes. */
export type Element =
  | { readonly literal: Uint8Array }
  | { readonly length: number; readonly distance: number; readonly width: number }

/** Writes what it is told, not what compresses: google/snappy, format_description.txt. */
export function encodeSnappy(elements: readonly Element[]): { block: Uint8Array; expected: Uint8Array } {
  const body: number[] = []
  const out: number[] = []
  for (const element of elements) {
    if ('literal' in element) {
      const length = element.literal.length - 1
      if (length < 60) body.push(length << 2)
      else if (length < 256) body.push(60 << 2, length)
      else body.push(61 << 2, length & 255, length >> 8)
      body.push(...element.literal)
      out.push(...element.literal)
      continue
    }
    if (out.length === 0) continue
    const distance = 1 + (element.distance % out.length)
    const length = element.width === 1 ? 4 + (element.length % 8) : element.length
    if (element.width === 1 && distance < 2048) {
      body.push(1 | ((length - 4) << 2) | ((distance >> 8) << 5), distance & 255)
    } else if (element.width === 2 && distance < 65536) {
      body.push(2 | ((length - 1) << 2), distance & 255, distance >> 8)
    } else {
      body.push(3 | ((length - 1) << 2), distance & 255, (distance >> 8) & 255, (distance >> 16) & 255, 0)
    }
    for (let i = 0; i < length; i++) out.push(out[out.length - distance]!)
  }
  return { block: Uint8Array.from([...varint(out.length), ...body]), expected: Uint8Array.from(out) }
}

export type Run = { readonly value: number; readonly times: number } | { readonly packed: readonly number[] }

/** parquet-format/Encodings.md. A packed run is filled up with zeros to whole groups of eight, as it must be. */
export function encodeHybrid(
  runs: readonly Run[],
  width: number,
): { bytes: Uint8Array; values: Uint32Array } {
  const bytes: number[] = []
  const values: number[] = []
  for (const run of runs) {
    if ('value' in run) {
      bytes.push(...varint(run.times * 2))
      for (let i = 0; i < Math.ceil(width / 8); i++) bytes.push(Math.floor(run.value / 256 ** i) & 255)
      for (let i = 0; i < run.times; i++) values.push(run.value)
      continue
    }
    const groups = Math.ceil(run.packed.length / 8)
    const padded = [...run.packed, ...Array.from({ length: groups * 8 - run.packed.length }, () => 0)]
    bytes.push(...varint(groups * 2 + 1))
    const packed = Array.from({ length: groups * width }, () => 0)
    for (const [i, value] of padded.entries()) {
      for (let bit = 0; bit < width; bit++) {
        const at = i * width + bit
        if (Math.floor(value / 2 ** bit) % 2 === 1) packed[at >> 3]! |= 1 << (at & 7)
      }
    }
    bytes.push(...packed)
    values.push(...padded)
  }
  return { bytes: Uint8Array.from(bytes), values: Uint32Array.from(values) }
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128)
  return [...bytes, left]
}
