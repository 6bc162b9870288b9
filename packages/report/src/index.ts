export type {
  Chart,
  CurveChart,
  DistributionChart,
  IntervalChart,
  MatrixChart,
  TimelineChart,
} from './chart.ts'
export type { Digest, Provenance, Report, ReportKind, Subject } from './document.ts'
