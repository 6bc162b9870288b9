import { StringDecoder } from 'node:string_decoder'

/** A longer line is cut: a step that never ends its line must not fill the memory. */
const MAX_LINE_CHARACTERS = 8 * 1024 * 1024
const CUT = ' [line cut]'

export interface LineSplitter {
  write(chunk: Uint8Array): void
  /** Hands out an unfinished last line. */
  end(): void
}

/**
 * Splits bytes into lines as .NET's StreamReader does, which the runner reads with: CR, LF and CRLF all end one. So
 * `progress\r::error::x` holds a command, and a parser that splits on LF alone would miss it.
 */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8')
  let pending = ''
  let endedWithCr = false

  return {
    write(chunk) {
      let text = decoder.write(chunk)
      if (text === '') return
      if (endedWithCr && text.startsWith('\n')) text = text.slice(1)
      endedWithCr = text.endsWith('\r')
      const parts = text.split(/\r\n|\r|\n/)
      for (const part of parts.slice(0, -1)) {
        onLine(pending + part)
        pending = ''
      }
      if (pending.length < MAX_LINE_CHARACTERS) pending += parts.at(-1)!
      else if (!pending.endsWith(CUT)) pending += CUT
    },
    end() {
      pending += decoder.end()
      if (pending !== '') onLine(pending)
      pending = ''
    },
  }
}
