/** The keys of the objects of a table, as a tree, with the column each leads to. */
export interface KeyNode {
  /** In order of first sight: the next row almost always repeats it. */
  readonly children: KeyChild[]
  readonly byName: Map<string, KeyChild>
}

export interface KeyChild {
  readonly name: string
  /** Names from the root joined by dots: how the column is called. */
  readonly path: string
  /** The name as bytes, for comparing without decoding. */
  readonly bytes: Uint8Array
  readonly index: number
  readonly node: KeyNode
  /** A number, text or boolean stood here in the sample. */
  scalar: boolean
  /** Null stood here. */
  empty: boolean
  /** An array stood here. */
  array: boolean
  /** Index of the column, -1 for none. */
  column: number
}

export function createKeys(): KeyNode {
  return { children: [], byName: new Map() }
}

export function addKey(node: KeyNode, parent: KeyChild | undefined, name: string): KeyChild {
  const child: KeyChild = {
    name,
    path: parent === undefined ? name : `${parent.path}.${name}`,
    bytes: new TextEncoder().encode(name),
    index: node.children.length,
    node: createKeys(),
    scalar: false,
    empty: false,
    array: false,
    column: -1,
  }
  node.children.push(child)
  node.byName.set(name, child)
  return child
}

/** Every key below `node`, parents before children. */
export function* walkKeys(node: KeyNode): Generator<KeyChild> {
  for (const child of node.children) {
    yield child
    yield* walkKeys(child.node)
  }
}
