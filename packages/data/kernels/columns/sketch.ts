/** Bits of the hash that choose a register; the registers at `registers` are bytes. */
const INDEX_BITS: u32 = 12

/** HyperLogLog of finite doubles, hash and ranks as `src/profile/distinct.ts` has them. */
export function sketch(values: usize, count: u32, registers: usize): void {
  for (const stop = values + ((<usize>count) << 3); values < stop; values += 8) {
    // + 0 makes -0 the 0 it equals.
    const bits = reinterpret<u64>(load<f64>(values) + 0)
    const top = <u32>(bits >>> 32)
    const bottom = <u32>bits
    const low = scramble(bottom ^ (top * 0x9e3779b1))
    const high = scramble(low ^ (top * 0x85ebca77) ^ bottom)
    const counted: u64 = ((<u64>(high << INDEX_BITS)) << 32) | ((<u64>low) << INDEX_BITS)
    const register = registers + (high >>> (32 - INDEX_BITS))
    const rank = <u32>clz<u64>(counted | (1 << (INDEX_BITS - 1))) + 1
    if (rank > <u32>load<u8>(register)) store<u8>(register, rank)
  }
}

/** Finaliser of MurmurHash3. */
function scramble(word: u32): u32 {
  let h = word
  h = (h ^ (h >>> 16)) * 0x85ebca6b
  h = (h ^ (h >>> 13)) * 0xc2b2ae35
  return h ^ (h >>> 16)
}
