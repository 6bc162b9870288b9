import { type Runtime, UserError } from '@mlops-actions/core'
import { openTable, readColumns } from '@mlops-actions/data'
import { type RequestSide, readLoadSummary } from '@mlops-actions/policy'

const MOST_SUMMARY_BYTES = 64 * 2 ** 20
const MOST_ROWS = 20_000_000

/**
 * Requests that a load tool has made: its JSON summary or log (k6, oha, MLPerf), or a table with a row a request: oha's
 * CSV, k6's CSV, or columns `latency_ms` and (optionally) `ok`.
 * @throws UserError `unknown-requests`; DataError for a table that cannot be read
 */
export async function readRequests(runtime: Runtime, path: string): Promise<RequestSide> {
  if (/\.(json|txt|log)$/.test(path)) {
    const text = new TextDecoder().decode(await runtime.files.read(path, { maxBytes: MOST_SUMMARY_BYTES }))
    const summary = readLoadSummary(text, path)
    if (summary.ok) return summary.value
    throw new UserError('unknown-requests', summary.problem.reason, {
      remedy:
        summary.problem.remedy ??
        'Give the JSON summary of k6 or oha, an MLPerf log, or a table with a column `latency_ms`.',
    })
  }
  return readRows(runtime, path)
}

/** The columns of the tables that are known, and how many milliseconds their unit is. */
const layouts = [
  {
    latency: 'latency_ms',
    scale: 1,
    answeredOnly: false,
    good: (row: Row) => row['ok'] === undefined || isTrue(row['ok']),
  },
  // oha --output-format csv: seconds; the status says whether it was answered well, and timeouts have no row.
  {
    latency: 'request-duration',
    scale: 1_000,
    answeredOnly: true,
    good: (row: Row) => isSuccess(row['status']),
  },
] as const

type Row = Readonly<Record<string, string | number | boolean | undefined>>

async function readRows(runtime: Runtime, path: string): Promise<RequestSide> {
  const source = await runtime.files.open(path)
  try {
    const table = await openTable(source)
    const names = table.fields.map(({ name }) => name)
    const layout = layouts.find(({ latency }) => names.includes(latency))
    if (!layout) {
      throw new UserError(
        'unknown-requests',
        `${path} has no column \`latency_ms\` (or oha's \`request-duration\`)`,
        {
          remedy:
            'Write one row a request with its milliseconds in `latency_ms`, and `ok` where some failed.',
        },
      )
    }
    const wanted = [layout.latency, ...['ok', 'status'].filter((name) => names.includes(name))]
    const columns = await readColumns(table, wanted, { maxRows: MOST_ROWS })
    const latency = columns.get(layout.latency)!
    if (latency.kind !== 'number' || latency.length === 0) {
      throw new UserError('unknown-requests', `${path}: \`${layout.latency}\` holds no numbers`, {
        remedy: 'Write milliseconds, one row a request.',
      })
    }
    const flag = columns.get('ok') ?? columns.get('status')
    const latencies = Float64Array.from(latency.values, (value, row) => {
      const cell =
        flag === undefined
          ? undefined
          : flag.kind === 'text'
            ? flag.dictionary[flag.codes[row]!]
            : Number(flag.values[row])
      const good = layout.good({ ok: cell, status: cell })
      // A negative or missing time is no time: it counts as no answer.
      return good && value >= 0 ? value * layout.scale : Infinity
    })
    return { kind: 'log', name: path, latencies, ...(layout.answeredOnly ? { answeredOnly: true } : {}) }
  } finally {
    await source.close()
  }
}

function isTrue(cell: Row[string]): boolean {
  return cell === true || cell === 1 || cell === 'true' || cell === 'True' || cell === '1'
}

function isSuccess(cell: Row[string]): boolean {
  const status = Number(cell)
  return status >= 200 && status < 300
}
