import { type KeyChild, type KeyNode } from '../json/keys.ts'
import type { Arena } from './arena.ts'

const KEYS_BYTES = 16
const NODE_BYTES = 8
const CHILD_BYTES = 16
/** No column. */
const NONE = 0xffffffff
/** Names are compared eight bytes at a time. */
const NAME_SLACK = 8

/** Writes the keys as `packages/data/kernels/text/jsonl.ts` reads them; their address. */
export function layKeys(arena: Arena, root: KeyNode, columns: number): number {
  const nodes = [root]
  const children: KeyChild[] = []
  // Breadth first, so that the children of a node lie side by side.
  for (let i = 0; i < nodes.length; i++) {
    for (const child of nodes[i]!.children) {
      children.push(child)
      nodes.push(child.node)
    }
  }
  const address = arena.keep(KEYS_BYTES)
  const nodesAt = arena.keep(nodes.length * NODE_BYTES)
  const childrenAt = arena.keep(children.length * CHILD_BYTES)
  const writtenAt = arena.keep(columns * 4)
  const namesAt = arena.keep(children.reduce((sum, child) => sum + child.bytes.length + NAME_SLACK, 0))
  const buffer = arena.buffer()
  new Uint32Array(buffer, address, 4).set([nodesAt, childrenAt, writtenAt, 0])
  const nodeWords = new Uint32Array(buffer, nodesAt, nodes.length * 2)
  const childWords = new Uint32Array(buffer, childrenAt, children.length * 4)
  const names = new Uint8Array(buffer)
  let first = 0
  for (const [i, node] of nodes.entries()) {
    nodeWords.set([first, node.children.length], i * 2)
    first += node.children.length
  }
  let name = namesAt
  for (const [i, child] of children.entries()) {
    names.set(child.bytes, name)
    // A node follows the root for each child, in the same order.
    childWords.set([name, child.bytes.length, child.column < 0 ? NONE : child.column, i + 1], i * 4)
    name += child.bytes.length + NAME_SLACK
  }
  return address
}
