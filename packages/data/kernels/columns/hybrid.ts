/**
 * The hybrid of run-length and bit-packed runs (parquet-format/Encodings.md, "RLE = 3"): `count` integers of `width`
 * bits, 1 to 32, from [source, sourceEnd) into u32 words at `out`. The highest of them, or -1 when the runs hold fewer.
 * Reads up to seven bytes beyond `sourceEnd`.
 */
export function hybrid(source: usize, sourceEnd: usize, width: u32, count: u32, out: usize): f64 {
  const valueBytes: usize = (width + 7) >>> 3
  const mask: u64 = (1 << (<u64>width)) - 1
  let p = source
  let done: u32 = 0
  let highest: u32 = 0
  while (done < count) {
    let header: u32 = 0
    let shift: u32 = 0
    let c: u32 = 0
    do {
      if (p >= sourceEnd || shift > 28) return -1
      c = load<u8>(p++)
      header |= (c & 0x7f) << shift
      shift += 7
    } while (c >= 0x80)
    const left = count - done
    let q = out + ((<usize>done) << 2)
    if ((header & 1) == 1) {
      const groups: u64 = header >>> 1
      const values: u32 = groups << 3 < <u64>left ? <u32>(groups << 3) : left
      // Some writers cut the last group short; what is needed must be there.
      if ((<u64>values * width + 7) >>> 3 > <u64>(sourceEnd - p)) return -1
      let bit: u64 = 0
      for (const stop = q + ((<usize>values) << 2); q < stop; q += 4) {
        const value = <u32>((load<u64>(p + <usize>(bit >>> 3)) >>> (bit & 7)) & mask)
        highest = max(highest, value)
        store<u32>(q, value)
        bit += width
      }
      // Beyond the end after a last group cut short, but then nothing is left to read.
      p += <usize>min(groups * width, <u64>(sourceEnd - p))
      done += values
    } else {
      const values = min(header >>> 1, left)
      if (valueBytes > sourceEnd - p) return -1
      const value = <u32>(load<u64>(p) & ((1 << ((<u64>valueBytes) << 3)) - 1))
      p += valueBytes
      if (values > 0) highest = max(highest, value)
      for (const stop = q + ((<usize>values) << 2); q < stop; q += 4) store<u32>(q, value)
      done += values
    }
  }
  return highest
}

/**
 * The hybrid at one bit a value, into `count` bytes of 0 and 1 at `out`: definition levels of a flat optional column.
 * The number of ones, or -1 when the runs hold fewer values or a level above 1. Writes up to seven bytes beyond.
 */
export function levels(source: usize, sourceEnd: usize, count: u32, out: usize): i32 {
  let p = source
  let done: u32 = 0
  let ones: u32 = 0
  while (done < count) {
    let header: u32 = 0
    let shift: u32 = 0
    let c: u32 = 0
    do {
      if (p >= sourceEnd || shift > 28) return -1
      c = load<u8>(p++)
      header |= (c & 0x7f) << shift
      shift += 7
    } while (c >= 0x80)
    const left = count - done
    if ((header & 1) == 1) {
      const groups: u64 = header >>> 1
      const values: u32 = groups << 3 < <u64>left ? <u32>(groups << 3) : left
      const bytes: usize = (values + 7) >>> 3
      if (bytes > sourceEnd - p) return -1
      for (let i: usize = 0; i < bytes; i++) {
        let bits: u64 = load<u8>(p + i)
        const kept = values - ((<u32>i) << 3)
        if (kept < 8) bits &= (1 << (<u64>kept)) - 1
        ones += <u32>popcnt<u64>(bits)
        // Bit i of the byte to byte i of the word, then every byte that is not zero to one.
        const spread: u64 = (bits * 0x0101010101010101) & 0x8040201008040201
        store<u64>(out + done + (i << 3), ((spread + 0x7f7f7f7f7f7f7f7f) >>> 7) & 0x0101010101010101)
      }
      p += <usize>min(groups, <u64>(sourceEnd - p))
      done += values
    } else {
      const values = min(header >>> 1, left)
      if (p >= sourceEnd) return -1
      const value: u32 = load<u8>(p++)
      if (value > 1) return -1
      memory.fill(out + done, <u8>value, values)
      ones += value * values
      done += values
    }
  }
  return ones
}

/** What `count` indexes stand for in a dictionary of `size` eight-byte values. 0 when an index lies outside. */
export function gather(indexes: usize, count: u32, dictionary: usize, size: u32, out: usize): u32 {
  let q = out
  for (const stop = indexes + ((<usize>count) << 2); indexes < stop; indexes += 4, q += 8) {
    const index = load<u32>(indexes)
    if (index >= size) return 0
    store<u64>(q, load<u64>(dictionary + ((<usize>index) << 3)))
  }
  return 1
}
