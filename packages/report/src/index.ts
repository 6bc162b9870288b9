export type {
  Chart,
  CurveChart,
  DistributionChart,
  FanChart,
  IntervalChart,
  MatrixChart,
  Reference,
  TimelineChart,
} from './chart.ts'
export type { Digest, Provenance, Report, ReportKind, Subject } from './document.ts'
export { ReportError } from './error.ts'
export type { ReportErrorCode } from './error.ts'
export { MAX_REPORT_BYTES, parseReport } from './parse.ts'
export { reportJsonSchema, reportSchema } from './schema/report.ts'
export { serializeReport } from './serialize.ts'
export { renderHtml } from './html/render.ts'
export { renderJunit } from './junit/render.ts'
export { MIN_MARKDOWN_BYTES, renderMarkdown } from './markdown/render.ts'
export type { MarkdownOptions } from './markdown/render.ts'
export { renderTerminal } from './terminal/render.ts'
export type { TerminalOptions } from './terminal/render.ts'
export { html, join, nothing, trusted } from './html/escape.ts'
export type { Html } from './html/escape.ts'
export { sha256Base64 } from './html/sha256.ts'
export { clip, plainText, plural } from './format/text.ts'
export { formatCount, formatNumber } from './format/number.ts'
export { code, md } from './markdown/escape.ts'
export { table } from './markdown/table.ts'
export type { Column as TableColumn } from './markdown/table.ts'
