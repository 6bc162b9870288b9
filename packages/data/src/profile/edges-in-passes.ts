import { edgePicker } from './edges.ts'

/** The finite values of a column from its start, as often as asked. */
export type Scan = () => AsyncIterable<Float64Array>

const DIGIT_BITS = 16
const DIGITS = 1 << DIGIT_BITS
/** Sixteen-bit digits of a double. */
const LEVELS = 4

/**
 * `equiDepthEdges` of more values than may be held: exactly the same edges, in several passes. A double is read as four
 * digits that sort as it does; one pass counts the first digit, then each run of digits that holds at most `capacity`
 * values is gathered and sorted in a pass of its own. A digit that alone holds more is counted by its next digit.
 *
 * Passes: about 1 + n / capacity, each over the whole column; at most three more for each digit that overflows.
 * RangeError when two passes see different values.
 */
export async function edgesInPasses(scan: Scan, cells: number, capacity: number): Promise<number[]> {
  const first = await countDigits(scan, [])
  const total = first.reduce((sum, count) => sum + count, 0)
  const picker = edgePicker(total, cells)
  let seen = 0
  const add = (value: number, count: number): void => {
    seen += count
    picker.add(value, count)
  }

  async function walk(prefix: readonly number[], counts: Float64Array): Promise<void> {
    for (let from = 0; from < DIGITS; ) {
      let held = counts[from]!
      if (held === 0) {
        from++
      } else if (held > capacity) {
        const deeper = [...prefix, from]
        if (deeper.length === LEVELS) add(valueOf(deeper), held)
        else await walk(deeper, await countDigits(scan, deeper))
        from++
      } else {
        let to = from + 1
        while (to < DIGITS && held + counts[to]! <= capacity) held += counts[to++]!
        addRuns(await gather(scan, prefix, from, to, held), add)
        from = to
      }
    }
  }
  await walk([], first)
  if (seen !== total) throw changed()
  return picker.edges
}

async function countDigits(scan: Scan, prefix: readonly number[]): Promise<Float64Array> {
  const counts = new Float64Array(DIGITS)
  const level = prefix.length
  for await (const values of scan()) {
    const digits = digitsOf(values)
    for (let i = 0; i < values.length; i++) {
      if (matches(digits, i, prefix)) counts[digits[i * LEVELS + level]!]! += 1
    }
  }
  return counts
}

async function gather(
  scan: Scan,
  prefix: readonly number[],
  from: number,
  to: number,
  size: number,
): Promise<Float64Array> {
  const kept = new Float64Array(size)
  let length = 0
  for await (const values of scan()) {
    const digits = digitsOf(values)
    for (let i = 0; i < values.length; i++) {
      const digit = digits[i * LEVELS + prefix.length]!
      if (digit < from || digit >= to || !matches(digits, i, prefix)) continue
      if (length === size) throw changed()
      kept[length++] = values[i]! + 0
    }
  }
  if (length !== size) throw changed()
  return kept.sort()
}

function addRuns(sorted: Float64Array, add: (value: number, count: number) => void): void {
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1
    while (end < sorted.length && sorted[end] === sorted[i]) end++
    add(sorted[i]!, end - i)
    i = end
  }
}

function matches(digits: Uint16Array, row: number, prefix: readonly number[]): boolean {
  return prefix.every((digit, level) => digits[row * LEVELS + level] === digit)
}

/** Most significant first. Flipping the sign bit of positives and all bits of negatives makes unsigned order numeric. */
function digitsOf(values: Float64Array): Uint16Array {
  const zeroed = Float64Array.from(values, (value) => value + 0)
  const words = new Uint16Array(zeroed.buffer)
  const digits = new Uint16Array(words.length)
  for (let at = 0; at < words.length; at += LEVELS) {
    const flip = words[at + 3]! >= 0x8000 ? 0xffff : 0
    digits[at] = words[at + 3]! ^ (flip === 0 ? 0x8000 : flip)
    digits[at + 1] = words[at + 2]! ^ flip
    digits[at + 2] = words[at + 1]! ^ flip
    digits[at + 3] = words[at]! ^ flip
  }
  return digits
}

function valueOf(digits: readonly number[]): number {
  const flip = digits[0]! < 0x8000 ? 0xffff : 0
  const words = Uint16Array.of(
    digits[3]! ^ flip,
    digits[2]! ^ flip,
    digits[1]! ^ flip,
    digits[0]! ^ (flip === 0 ? 0x8000 : flip),
  )
  return new Float64Array(words.buffer)[0]!
}

const changed = (): RangeError => new RangeError('the column changed between two passes over it')
