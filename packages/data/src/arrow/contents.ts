import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { MAX_FOOTER_BYTES } from '../limits.ts'
import { readRange } from '../range.ts'
import { readFlatbuffer, structLong } from './flatbuffer.ts'
import { type Message, readMessage } from './message.ts'
import { type ArrowField, readSchema } from './schema.ts'

/** What a file or stream holds and where; the batches stay unread. */
export interface Contents {
  readonly fields: readonly ArrowField[]
  /** In the order in which they apply. */
  readonly blocks: readonly Block[]
  readonly rows: number
}

export interface Block {
  readonly is: 'dictionary' | 'batch'
  readonly offset: number
  readonly rows: number
  /** Of a dictionary. */
  readonly id: number
}

const MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]
/** Length of the footer, and the magic. */
const TAIL_BYTES = 10
/** int64 offset, int32 metadata length, padding, int64 body length. */
const BLOCK_BYTES = 24

/** DataError `truncated`, `corrupt`, `unsupported`, `too-large`. */
export async function readContents(source: ByteSource): Promise<Contents> {
  const head = await source.read(0, Math.min(MAGIC.length, source.byteLength))
  return isMagic(head) ? readFile(source) : readStream(source)
}

function isMagic(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte)
}

async function readFile(source: ByteSource): Promise<Contents> {
  const { name, byteLength } = source
  if (byteLength < MAGIC.length + TAIL_BYTES)
    throw new DataError('truncated', name, `${byteLength} bytes are no Arrow file`)
  const tail = await source.read(byteLength - TAIL_BYTES, TAIL_BYTES)
  if (!isMagic(tail.subarray(4))) {
    const message = 'does not end as an Arrow file; was it written or downloaded whole?'
    throw new DataError('truncated', name, message)
  }
  const length = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true)
  const what = 'its footer'
  if (length > byteLength - TAIL_BYTES - MAGIC.length)
    throw new DataError('corrupt', name, `${what} claims ${length} bytes of the file's ${byteLength}`)
  const offset = byteLength - TAIL_BYTES - length
  const bytes = await readRange(source, { offset, length, what, cap: MAX_FOOTER_BYTES })
  const footer = readFlatbuffer(bytes, name, what)
  const schema = footer.table(1)
  if (schema === undefined) throw new DataError('corrupt', name, 'its footer has no schema')
  const offsets = (slot: number) =>
    footer.items(slot, BLOCK_BYTES).map((p) => structLong(footer.view, p, name))
  const blocks: Block[] = []
  const seen = new Set<number>()
  for (const at of offsets(2)) {
    const block = await readBlock(source, at, 'dictionary')
    if (block.replaces && seen.has(block.id))
      throw new DataError('unsupported', name, 'replaces a dictionary, which only a stream may')
    seen.add(block.id)
    blocks.push(block)
  }
  for (const at of offsets(3)) blocks.push(await readBlock(source, at, 'batch'))
  return { fields: readSchema(schema, name), blocks, rows: countRows(blocks) }
}

async function readBlock(
  source: ByteSource,
  offset: number,
  is: Block['is'],
): Promise<Block & { replaces: boolean }> {
  const message = await readMessage(source, offset)
  if (message?.is !== is)
    throw new DataError('corrupt', source.name, `its footer points to byte ${offset} for a ${is}`)
  return { ...blockOf(message, offset), replaces: message.is === 'dictionary' && !message.delta }
}

/** A stream must end with its mark: cut off between two batches it would pass for a whole, shorter one. */
async function readStream(source: ByteSource): Promise<Contents> {
  const { name, byteLength } = source
  const first = await readMessage(source, 0)
  if (first?.is !== 'schema')
    throw new DataError('corrupt', name, 'does not begin with the schema of an Arrow stream')
  const blocks: Block[] = []
  let offset = first.next
  for (;;) {
    if (offset === byteLength) {
      const message = 'ends without the mark that closes an Arrow stream; was it written whole and closed?'
      throw new DataError('truncated', name, message)
    }
    const message = await readMessage(source, offset)
    if (message === undefined) break
    if (message.is === 'schema') throw new DataError('corrupt', name, 'holds a second schema')
    if (message.is !== 'other') blocks.push(blockOf(message, offset))
    offset = message.next
  }
  const behind = byteLength - offset - 8
  if (behind > 0) {
    throw new DataError(
      'corrupt',
      name,
      `holds ${behind} bytes behind the end of its stream; are these several streams joined?`,
    )
  }
  return { fields: first.fields, blocks, rows: countRows(blocks) }
}

function blockOf(message: Extract<Message, { is: 'batch' | 'dictionary' }>, offset: number): Block {
  const { is, batch } = message
  return { is, offset, rows: batch.rows, id: message.is === 'dictionary' ? message.id : -1 }
}

function countRows(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { is, rows }) => sum + (is === 'batch' ? rows : 0), 0)
}
