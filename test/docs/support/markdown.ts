import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { root, trackedFiles } from '../../repository/support/files.ts'

export interface MarkdownFile {
  /** Below the repository's root. */
  readonly path: string
  readonly text: string
}

export interface Fence {
  readonly path: string
  /** Of the opening fence, from 1. */
  readonly line: number
  readonly language: string
  readonly text: string
}

/** Rendered reports kept to compare with: what stands in them came out of hostile names and is no documentation. */
const GOLDEN = /^test\/.*\/golden\//

/** Every document of the repository that people read. */
export async function markdownFiles(): Promise<readonly MarkdownFile[]> {
  const paths = (await trackedFiles()).filter((path) => path.endsWith('.md') && !GOLDEN.test(path))
  return await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  )
}

const FENCE = /^( *)(`{3,}) *(\w*)[^\n]*\n([\s\S]*?)^\1\2 *$/gm

export function fencesOf({ path, text }: MarkdownFile): readonly Fence[] {
  return [...text.matchAll(FENCE)].map(({ index, 3: language = '', 4: body = '' }) => ({
    path,
    line: text.slice(0, index).split('\n').length,
    language,
    text: body,
  }))
}

/** The text with code taken out, fenced and inline: what is left is prose, links and tables. */
export function proseOf({ text }: MarkdownFile): string {
  return text.replace(FENCE, '').replace(/`[^`\n]*`/g, '``')
}

/** The fence's YAML as a value. @throws Error with file and line for what is not YAML, or several documents */
export function yamlOf({ path, line, text }: Fence): unknown {
  const documents = parseAllDocuments(text)
  if ('empty' in documents || documents.length !== 1)
    throw new Error(`${path}:${line}: not one YAML document`)
  const [document] = documents
  const [error] = document!.errors
  if (error) throw new Error(`${path}:${line}: ${error.message}`)
  return document!.toJS()
}

/** The fragment a heading gets on GitHub: lower case, punctuation dropped, spaces to hyphens. */
export function slugsOf({ text }: MarkdownFile): ReadonlySet<string> {
  const headings = text.replace(FENCE, '').matchAll(/^#{1,6} +(.+?) *$/gm)
  const seen = new Map<string, number>()
  const slugs = [...headings].map(([, heading = '']) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return times === 0 ? slug : `${slug}-${times}`
  })
  return new Set(slugs)
}
