/** Bits of the hash that choose a register; the registers at `registers` are bytes. */
const INDEX_BITS: i32 = 12
const REGISTERS: usize = 1 << INDEX_BITS
/** Bits of the rank that stand in the high word of the hash. */
const HIGH_RANK_BITS: u32 = 32 - INDEX_BITS

/**
 * HyperLogLog of finite doubles, hash and ranks as `src/profile/distinct.ts` has them. Four hashes at a time; a hash
 * whose rank is at most the least register cannot raise any, and soon that is nearly all of them.
 */
export function sketch(values: usize, count: u32, registers: usize): void {
  const least = min(leastRegister(registers), HIGH_RANK_BITS)
  const highest = i32x4.splat(least == 0 ? -1 : (1 << (32 - least)) - 1)
  const fours = values + ((<usize>(count & ~3)) << 3)
  let p = values
  for (; p < fours; p += 32) {
    // + 0 makes -0 the 0 it equals.
    const ab = f64x2.add(v128.load(p), f64x2.splat(0))
    const cd = f64x2.add(v128.load(p, 16), f64x2.splat(0))
    const bottom = v128.shuffle<i32>(ab, cd, 0, 2, 4, 6)
    const top = v128.shuffle<i32>(ab, cd, 1, 3, 5, 7)
    const low = scrambles(v128.xor(bottom, i32x4.mul(top, i32x4.splat(0x9e3779b1))))
    const mixed = v128.xor(v128.xor(low, i32x4.mul(top, i32x4.splat(0x85ebca77))), bottom)
    const high = scrambles(mixed)
    const may = i32x4.le_u(i32x4.shl(high, INDEX_BITS), highest)
    if (!v128.any_true(may)) continue
    note(i32x4.extract_lane(high, 0), i32x4.extract_lane(low, 0), registers)
    note(i32x4.extract_lane(high, 1), i32x4.extract_lane(low, 1), registers)
    note(i32x4.extract_lane(high, 2), i32x4.extract_lane(low, 2), registers)
    note(i32x4.extract_lane(high, 3), i32x4.extract_lane(low, 3), registers)
  }
  for (const stop = values + ((<usize>count) << 3); p < stop; p += 8) {
    const bits = reinterpret<u64>(load<f64>(p) + 0)
    const top = <u32>(bits >>> 32)
    const bottom = <u32>bits
    const low = scramble(bottom ^ (top * 0x9e3779b1))
    note(scramble(low ^ (top * 0x85ebca77) ^ bottom), low, registers)
  }
}

function leastRegister(registers: usize): u32 {
  let least = v128.load(registers)
  for (let at: usize = 16; at < REGISTERS; at += 16) least = i8x16.min_u(least, v128.load(registers + at))
  let all: u32 = 255
  for (let shift: u64 = 0; shift < 64; shift += 8) {
    all = min(all, <u32>((i64x2.extract_lane(least, 0) >>> shift) & 255))
    all = min(all, <u32>((i64x2.extract_lane(least, 1) >>> shift) & 255))
  }
  return all
}

function note(high: u32, low: u32, registers: usize): void {
  const counted: u64 = ((<u64>(high << INDEX_BITS)) << 32) | ((<u64>low) << INDEX_BITS)
  const register = registers + (high >>> (32 - INDEX_BITS))
  const rank = <u32>clz<u64>(counted | (1 << (INDEX_BITS - 1))) + 1
  if (rank > <u32>load<u8>(register)) store<u8>(register, rank)
}

/** Finaliser of MurmurHash3. */
function scramble(word: u32): u32 {
  let h = word
  h = (h ^ (h >>> 16)) * 0x85ebca6b
  h = (h ^ (h >>> 13)) * 0xc2b2ae35
  return h ^ (h >>> 16)
}

function scrambles(words: v128): v128 {
  let h = words
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x85ebca6b))
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35))
  return v128.xor(h, i32x4.shr_u(h, 16))
}
