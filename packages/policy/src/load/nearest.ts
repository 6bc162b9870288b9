/**
 * The candidate most like `word`, or undefined when none is near enough to be a slip of the keyboard. Optimal string
 * alignment distance (insert, delete, replace, swap neighbours), compared without case and without `-` against `_`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = fold(word)
  // A third of the letters wrong is a typo, more is another word.
  let best = Math.max(1, Math.floor(typed.length / 3)) + 1
  let found: string | undefined
  for (const candidate of candidates) {
    const distance = editDistance(typed, fold(candidate))
    if (distance < best) {
      best = distance
      found = candidate
    }
  }
  return found
}

/** `; did you mean ...?` or nothing, to end a message with. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const known = nearest(word, candidates)
  return known === undefined ? '' : `; did you mean \`${known}\`?`
}

/** Longest text compared: the words of a policy are short, and the distance costs the square of the length. */
const LONGEST = 64

function fold(word: string): string {
  return word.slice(0, LONGEST).toLowerCase().replaceAll('-', '_')
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let cost = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
