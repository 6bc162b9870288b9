/** Characters two cells wide in a terminal: East Asian scripts, full-width forms and emoji. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
const combining = /[\p{M}\ufe0f]/u

/** Terminal cells that a text takes. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const character of text) cells += combining.test(character) ? 0 : wide.test(character) ? 2 : 1
  return cells
}

/** One paragraph broken into lines of at most `width` cells, at spaces where it can be. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((word) => pieces(word, width))) {
    const joined = line === '' ? word : `${line} ${word}`
    if (cellsOf(joined) <= width) {
      line = joined
    } else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

/** A word longer than a line, cut into lines. */
function pieces(word: string, width: number): readonly string[] {
  if (cellsOf(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  let cells = 0
  for (const character of word) {
    const size = cellsOf(character)
    if (cells + size > width && part !== '') {
      parts.push(part)
      part = ''
      cells = 0
    }
    part += character
    cells += size
  }
  return [...parts, part]
}

/** The text filled with spaces to `width` cells. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellsOf(text)))
}
