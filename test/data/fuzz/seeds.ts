import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

export interface Seed {
  readonly name: string
  readonly bytes: Uint8Array
  readonly text: boolean
}

/** Damage to larger files is mostly damage to plain values. */
const MAX_SEED_BYTES = 40_000

/** The golden corpus, of every writer and format, and a few texts that show more of their grammars. */
export function fuzzSeeds(): readonly Seed[] {
  const seeds: Seed[] = ['files', 'writers/files'].flatMap((folder) => {
    const root = new URL(`../../golden/data/${folder}/`, import.meta.url)
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.lz4'))
      .map(({ name }) => ({
        name,
        bytes: new Uint8Array(readFileSync(new URL(name, root))),
        text: isText(name),
      }))
      .filter(({ bytes }) => bytes.length <= MAX_SEED_BYTES)
  })
  const csv = 'a,"b ""q""",c\r\n1,"x\r\ny",2026-01-01\n-2.5e3,"",\n"3","ü",2026-01-02T03:04:05Z\n'
  const lines =
    '{"a":1,"b":{"c":"\\u00fc\\ud83d\\ude00","d":[1,{"x":2}]},"e":null}\n{"e":true,"a":2.5,"b":{"c":""}}\n'
  const encode = (text: string) => new TextEncoder().encode(text)
  for (const [name, text] of [
    ['grammar.csv', csv],
    ['grammar.tsv', csv.replaceAll(',', '\t')],
    ['grammar.jsonl', lines],
    ['grammar.json', `[${lines.trim().replace('\n', ',')}]`],
  ] as const) {
    seeds.push({ name, bytes: encode(text), text: true })
    seeds.push({ name: `${name}.gz`, bytes: new Uint8Array(gzipSync(encode(text))), text: false })
  }
  return seeds.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isText(name: string): boolean {
  return /\.(?:csv|tsv|json|jsonl)$/.test(name)
}
