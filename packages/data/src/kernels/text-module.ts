import { text } from './text.generated.ts'
import { type Memory, webAssembly } from './web-assembly.ts'

/** What `packages/data/kernels/text` exports; addresses and lengths are numbers. */
export interface TextModule {
  readonly memory: Memory
  /** Where memory is free from. */
  base(): number
  csv(bytes: number, length: number, delimiter: number, cells: number, row: number, position: number): number
  jsonl(bytes: number, length: number, keys: number, cells: number, row: number, position: number): number
  numbers(
    bytes: number,
    cells: number,
    column: number,
    from: number,
    rows: number,
    csv: number,
    values: number,
    validity: number,
    powers: number,
    state: number,
  ): number
  texts(
    bytes: number,
    cells: number,
    column: number,
    from: number,
    rows: number,
    strict: number,
    codes: number,
    validity: number,
    dictionary: number,
    state: number,
  ): number
  intern(dictionary: number, text: number, length: number): number
  rehash(dictionary: number): void
}

let compiled: Promise<object> | undefined

/** A new instance with a memory of its own; compiled once a process. */
export async function instantiateText(): Promise<TextModule> {
  compiled ??= webAssembly!.compile(Buffer.from(text, 'base64'))
  const { exports } = await webAssembly!.instantiate(await compiled, {})
  return exports as TextModule
}
