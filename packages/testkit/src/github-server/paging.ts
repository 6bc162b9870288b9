import type { Reply } from './call.ts'

const PER_PAGE_MAX = 100
const PER_PAGE_DEFAULT = 30

/** Cuts a list to the page asked for and says in a Link header where the other pages are. */
export function paged(reply: Reply, url: URL): Reply {
  const { page } = reply
  if (!page) return reply
  const size = Math.min(Math.max(1, number(url, 'per_page') ?? PER_PAGE_DEFAULT), PER_PAGE_MAX)
  const at = Math.max(1, number(url, 'page') ?? 1)
  const last = Math.max(1, Math.ceil(page.items.length / size))
  const items = page.items.slice((at - 1) * size, at * size)
  const link = links(url, at, last)
  return {
    status: reply.status,
    body: page.wrap ? page.wrap(items, page.items.length) : items,
    headers: { ...reply.headers, ...(link === '' ? {} : { link }) },
  }
}

function links(url: URL, at: number, last: number): string {
  const to = (page: number, relation: string): string => {
    const target = new URL(url)
    target.searchParams.set('page', String(page))
    return `<${target.href}>; rel="${relation}"`
  }
  return [
    ...(at > 1 ? [to(at - 1, 'prev')] : []),
    ...(at < last ? [to(at + 1, 'next'), to(last, 'last')] : []),
    ...(at > 1 ? [to(1, 'first')] : []),
  ].join(', ')
}

function number(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name)
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
