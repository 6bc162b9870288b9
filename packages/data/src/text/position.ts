/** Where a scan stands in the file. */
export interface Position {
  /** Offset in the block after the last whole record. */
  offset: number
  /** The line that begins there, from 1. */
  line: number
}
