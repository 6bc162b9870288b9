import { columns } from './columns.generated.ts'
import { type Memory, webAssembly } from './web-assembly.ts'

/** What `packages/data/kernels/columns` exports; addresses and lengths are numbers. */
export interface ColumnsModule {
  readonly memory: Memory
  /** Where memory is free from. */
  base(): number
  snappy(source: number, sourceEnd: number, target: number, size: number): number
  hybrid(source: number, sourceEnd: number, width: number, count: number, out: number): number
  levels(source: number, sourceEnd: number, count: number, out: number): number
  gather(indexes: number, count: number, dictionary: number, size: number, out: number): number
  sort(values: number, count: number, other: number, counts: number): number
  grid(edges: number, edgeCount: number, grid: number): void
  count(
    values: number,
    count: number,
    edges: number,
    edgeCount: number,
    grid: number,
    cells: number,
    state: number,
    records: number,
    registers: number,
    scratch: number,
  ): number
}

let compiled: Promise<object> | undefined

/** A new instance with a memory of its own; compiled once a process. */
export async function instantiateColumns(): Promise<ColumnsModule> {
  compiled ??= webAssembly!.compile(Buffer.from(columns, 'base64'))
  const { exports } = await webAssembly!.instantiate(await compiled, {})
  return exports as ColumnsModule
}
