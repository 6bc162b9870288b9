/**
 * What one file may make this process allocate. Every cap is far above what honest writers produce and far below what
 * would take a hosted runner (16 GB) down: a file is hostile until it has been read.
 */
export const KIB = 1024
export const MIB = 1024 * KIB

/** Bytes of text the kinds of columns are inferred from. */
export const TEXT_BLOCK_BYTES = MIB
/** Bytes of text scanned at a time: they, their cells and a column of them stay in the processor's second cache. */
export const TEXT_READ_BYTES = 256 * KIB
/** One CSV record or JSON line. */
export const MAX_RECORD_BYTES = 16 * MIB
/** Bytes that any gzip may inflate to; beyond, at most so many times its own size (tables of real rows reach 30). */
export const GZIP_UNJUDGED_BYTES = 64 * MIB
export const MAX_GZIP_RATIO = 250
/** A whole JSON array: it has no line to resume at, so it is read at once. */
export const MAX_JSON_BYTES = 64 * MIB
/** Cells indexed at a time: 9 bytes each. */
export const MAX_CELLS = 1 << 18
export const MAX_COLUMNS = 100_000
/** Objects within objects in JSON. */
export const MAX_JSON_DEPTH = 64
/** Footer of a Parquet file: a thousand columns by a thousand row groups stay below. */
export const MAX_FOOTER_BYTES = 256 * MIB
/** A page uncompressed; writers aim at 1 MiB. */
export const MAX_PAGE_BYTES = 256 * MIB
/** Values in a page: run lengths can claim billions in a few bytes. */
export const MAX_PAGE_VALUES = 1 << 25
export const MAX_PAGE_HEADER_BYTES = 16 * MIB
/** Bytes of a column chunk read at a time. */
export const CHUNK_WINDOW_BYTES = MIB
/** Rows in a batch of a binary format. */
export const BATCH_ROWS = 1 << 16
/** Schema, or lengths and buffers of one record batch of Arrow IPC: a hundred thousand columns take some 20 MB. */
export const MAX_MESSAGE_BYTES = 64 * MIB
/** One compressed buffer of Arrow IPC, inflated: 64 million doubles. It cannot be read in parts. */
export const MAX_BUFFER_BYTES = 512 * MIB
/** Bytes of text of a batch held at a time. */
export const TEXT_SLICE_BYTES = 16 * MIB
