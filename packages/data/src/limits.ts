/**
 * What one file may make this process allocate. Every cap is far above what honest writers produce and far below what
 * would take a hosted runner (16 GB) down: a file is hostile until it has been read.
 */
export const KIB = 1024
export const MIB = 1024 * KIB

/** Bytes of text scanned at a time; also the sample the types are inferred from. */
export const TEXT_BLOCK_BYTES = MIB
/** One CSV record or JSON line. */
export const MAX_RECORD_BYTES = 16 * MIB
/** A whole JSON array: it has no line to resume at, so it is read at once. */
export const MAX_JSON_BYTES = 64 * MIB
/** Cells indexed at a time: 9 bytes each. */
export const MAX_CELLS = 1 << 18
export const MAX_COLUMNS = 100_000
/** Objects within objects in JSON. */
export const MAX_JSON_DEPTH = 64
