export type { Interval, Measurement } from './measurement.ts'
export { verdictOf } from './finding.ts'
export type { Finding, Outcome, SourceLocation, Status } from './finding.ts'
export { toMilliseconds } from './schema/common.ts'
export { documentSchema } from './schema/document.ts'
export type { ModelPolicy, PolicyDocument } from './schema/document.ts'
export type {
  DataSpec,
  FairnessRule,
  GateSpec,
  HuntRule,
  LatencyRule,
  LoadSpec,
  RegressionRule,
  Rule,
  ThresholdRule,
  ValueRule,
  Waiver,
} from './schema/gate.ts'
export type { BytesPlace, EvidenceRequirement, RegistrySpec, StageSpec } from './schema/registry.ts'
export type { RatioKpi, RolloutSpec } from './schema/rollout.ts'
export type { DriftSpec } from './schema/drift.ts'
export { SCALING_DEFAULTS } from './schema/scaling.ts'
export type { OccasionSpec, ScalingSpec, SeriesSpec } from './schema/scaling.ts'
export { policyJsonSchema } from './schema/json-schema.ts'
export { parsePolicy } from './load/policy.ts'
export type { Policy } from './load/policy.ts'
export { PolicyError } from './load/policy-error.ts'
export type { PolicyErrorCode, Problem } from './load/policy-error.ts'
export { nearest } from './load/nearest.ts'
export { metricFacts, metricsFor } from './metrics/catalogue.ts'
export type { Direction, MetricFacts, MetricId, Task } from './metrics/catalogue.ts'
export { answerColumnsOf, huntedOf, sliceColumnsOf } from './gate/columns-needed.ts'
export type { Answers, Baseline, Evidence, SliceColumn, Values } from './gate/evidence/evidence.ts'
export { readEvidence } from './gate/evidence/read-evidence.ts'
export type { SideColumns } from './gate/evidence/read-evidence.ts'
export { planOf } from './gate/plan.ts'
export type { RulePlan } from './gate/plan.ts'
export { selfTest } from './gate/self-test.ts'
export type { SelfTest } from './gate/self-test.ts'
export { readsPredictions } from './gate/kinds/index.ts'
export { judgeGate } from './gate/judge-gate.ts'
export type { GateAnswer, GateQuestion } from './gate/judge-gate.ts'
export { readValues } from './gate/values/read-values.ts'
export type { ValueTable, Values as MetricValues } from './gate/values/values.ts'
export { readLoadSummary } from './gate/requests/summary.ts'
export type { RequestLog, Requests, RequestSide, RequestSummary } from './gate/requests/requests.ts'
export type { Problem as GateProblem, Result } from './gate/problem.ts'
export { ruleId } from './gate/rule-id.ts'
export { measureFacts, measureIds } from './gate/fairness/measures.ts'
export type { MeasureFacts } from './gate/fairness/measures.ts'
export type { BreakdownRow } from './gate/trial.ts'
export type { GateSettings } from './gate/settings.ts'
export { sampleOf } from './drift/column-sample.ts'
export type { CategoricalSample, ColumnSample, NumericSample } from './drift/column-sample.ts'
export { LEAST_WINDOWS } from './drift/calibration/calibrate.ts'
export { windowSamples, windowsOf } from './drift/calibration/windows.ts'
export type { Windows } from './drift/calibration/windows.ts'
export { judgeDrift } from './drift/judge-drift.ts'
export type { ColumnDrift } from './drift/column-drift.ts'
export type { DriftAnswer, DriftQuestion } from './drift/judge-drift.ts'
export type { Distribution, EffectMeasure } from './drift/trial.ts'
export { DRIFT_DEFAULTS } from './schema/drift.ts'
