const coloured = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code) => (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text)

export const colour = { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), cyan: paint(36) }

export function say(text) {
  process.stdout.write(`${text}\n`)
}

export function chapter(number, title, why) {
  say(`\n${colour.cyan(`${number}. ${title}`)}\n${colour.dim(why)}`)
}
