/**
 * Snappy block at [source, sourceEnd) to exactly `size` bytes at `target` (google/snappy, format_description.txt).
 * 1 when the block is one, 0 when it says, reads or writes otherwise.
 *
 * Copies move 16 bytes at a time and may run past what they mean to copy, so both buffers need SLACK bytes behind
 * their end. Every length is checked against the true ends first: a hostile block never makes a load or a store
 * beyond the slack.
 */
export function snappy(source: usize, sourceEnd: usize, target: usize, size: u32): u32 {
  let p = source
  let claimed: u64 = 0
  for (let shift: u64 = 0; ; shift += 7) {
    if (p >= sourceEnd || shift > 28) return 0
    const c = load<u8>(p++)
    claimed |= (<u64>(c & 0x7f)) << shift
    if (c < 0x80) break
  }
  if (claimed != <u64>size) return 0
  const targetEnd = target + size
  let q = target
  while (p < sourceEnd) {
    const tag: u32 = load<u8>(p++)
    let length: usize = (tag >>> 2) + 1
    let distance: usize
    switch (tag & 3) {
      case 0: {
        if (length > 60) {
          const extra: usize = length - 60
          if (extra > sourceEnd - p) return 0
          // Reads up to three bytes too many, within the slack, and masks them away.
          length = <usize>((<u64>load<u32>(p) & (((<u64>1) << (extra << 3)) - 1)) + 1)
          p += extra
          if (length == 0) return 0
        }
        if (length > sourceEnd - p || length > targetEnd - q) return 0
        if (length <= 16) v128.store(q, v128.load(p))
        else memory.copy(q, p, length)
        p += length
        q += length
        continue
      }
      case 1: {
        if (p >= sourceEnd) return 0
        length = ((tag >>> 2) & 7) + 4
        distance = ((tag >>> 5) << 8) | load<u8>(p++)
        break
      }
      case 2: {
        if (sourceEnd - p < 2) return 0
        distance = load<u16>(p)
        p += 2
        break
      }
      default: {
        if (sourceEnd - p < 4) return 0
        distance = load<u32>(p)
        p += 4
      }
    }
    if (distance == 0 || distance > q - target || length > targetEnd - q) return 0
    const stop = q + length
    let from = q - distance
    // A copy may overlap what it writes, that is how runs are coded: a step is never wider than the distance.
    if (distance >= 16) {
      do {
        v128.store(q, v128.load(from))
        q += 16
        from += 16
      } while (q < stop)
    } else if (distance >= 8) {
      do {
        store<u64>(q, load<u64>(from))
        q += 8
        from += 8
      } while (q < stop)
    } else {
      while (q < stop) store<u8>(q++, load<u8>(from++))
    }
    q = stop
  }
  return q == targetEnd ? 1 : 0
}
