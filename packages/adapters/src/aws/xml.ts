/** The little XML that S3 and STS answer with: elements without attributes that matter. Linear patterns; nothing is expanded. */

/** What stands inside each element of a name, in order; not nested in one of the same name. */
export function elements(xml: string, name: string): readonly string[] {
  const found: string[] = []
  const [open, close] = [`<${name}`, `</${name}>`]
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at + open.length)) {
    const start = xml.indexOf('>', at)
    const follows = xml[at + open.length]
    if (start < 0) break
    if (follows === undefined || !/[\s>]/.test(follows)) continue
    const end = xml.indexOf(close, start)
    if (end < 0) break
    found.push(xml.slice(start + 1, end))
    at = end
  }
  return found
}

/** The text of the first element of a name, its five entities resolved. */
export function textOf(xml: string, name: string): string | undefined {
  return elements(xml, name)[0]?.replace(/&(lt|gt|quot|apos|amp|#\d{1,7});/g, (whole, entity: string) => {
    if (entity.startsWith('#')) return String.fromCodePoint(Math.min(Number(entity.slice(1)), 0x10_ff_ff))
    return { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[entity] ?? whole
  })
}

/** Text as the content of an element. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
