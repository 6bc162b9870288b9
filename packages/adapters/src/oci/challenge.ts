/** What a registry wants to see: the answer to a request without the right credentials. */
export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'bearer'
      readonly realm: string
      readonly service: string | undefined
      readonly scope: string | undefined
    }

/** RFC 9110 11.6.1, one `scheme key="value", key=token` after the other. The server wrote it: no pattern may backtrack. */
const PART = /([A-Za-z0-9_-]{1,64})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))|([A-Za-z0-9_-]{1,64})(?=\s|$)/y

/** The challenge to answer, Bearer before Basic; undefined when there is none we know. */
export function parseChallenge(header: string): Challenge | undefined {
  const challenges: { readonly scheme: string; readonly values: Map<string, string> }[] = []
  const text = header.slice(0, 8192)
  for (let at = 0; at < text.length; ) {
    PART.lastIndex = at
    const match = PART.exec(text)
    if (!match) {
      at++
      continue
    }
    at = PART.lastIndex
    const [, name, quoted, plain, scheme] = match
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), values: new Map() })
    else challenges.at(-1)?.values.set(name!.toLowerCase(), (quoted ?? plain ?? '').replace(/\\(.)/g, '$1'))
  }
  const bearer = challenges.find(({ scheme, values }) => scheme === 'bearer' && values.get('realm'))
  if (bearer) {
    const { values } = bearer
    return {
      scheme: 'bearer',
      realm: values.get('realm')!,
      service: values.get('service'),
      scope: values.get('scope'),
    }
  }
  return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined
}
