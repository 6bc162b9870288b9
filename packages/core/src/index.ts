export { manifest } from './action/manifest.ts'
export type { Manifest } from './action/manifest.ts'
export { inputVariable, rawInput, readInputs } from './action/read-inputs.ts'
export { inputTable, outputTable, permissionTable } from './action/tables.ts'
export { defineAction } from './define-action.ts'
export type { Action, ActionDefinition, Conclusion, Inputs, InputShape, Permission } from './define-action.ts'
export { encodeMarker, findMarker, isLater } from './effects/marker.ts'
export type { Marker, RunStamp } from './effects/marker.ts'
export { stickyComment } from './effects/sticky-comment.ts'
export type { StickyComment, StickyOutcome } from './effects/sticky-comment.ts'
export { stickyIssue, upsertIssue } from './effects/sticky-issue.ts'
export type { FoundIssue, IssueIdentity, IssueOutcome, IssueText } from './effects/sticky-issue.ts'
export { GitHubError, HttpError, UserError } from './error.ts'
export { dataFiles } from './files/data-files.ts'
export { comparePaths, containedPath, isInside, outside } from './files/paths.ts'
export type { Roots } from './files/paths.ts'
export { fileNotFound, fileTooLarge, notAFile, notAFolder } from './files/refusals.ts'
export { githubRuntime } from './github-runtime.ts'
export type { GitHubRuntimeOptions } from './github-runtime.ts'
export { readContext } from './github/context.ts'
export { hostCapabilities } from './github/host.ts'
export { isRefusal, permissionRemedy } from './github/permission.ts'
export { previewGitHub } from './github/preview.ts'
export { fetchThrough } from './http/fetch.ts'
export { httpClient } from './http/http.ts'
export type { HttpWorld } from './http/http.ts'
export { isTemporary, waitBefore } from './http/retry.ts'
export { flag, lines } from './inputs.ts'
export {
  ANNOTATION_MAX_CHARACTERS,
  ANNOTATIONS_PER_KIND,
  BODY_MAX_CHARACTERS,
  DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS,
  SUMMARY_MAX_BYTES,
} from './limits.ts'
export { commandLog } from './log/command-log.ts'
export type { CommandLog } from './log/command-log.ts'
export { harmless } from './log/harmless.ts'
export { systemClock } from './node/clock.ts'
export { nodeExec } from './node/exec.ts'
export { nodeFiles } from './node/files.ts'
export type { ProcessLike } from './node/process.ts'
export { systemRandom } from './node/random.ts'
export { loadPolicy } from './policy/load-policy.ts'
export type { LoadedPolicy, PolicyVersion } from './policy/load-policy.ts'
export type { Clock } from './ports/clock.ts'
export type { Env } from './ports/env.ts'
export type { Exec, ExecOptions, ExecResult } from './ports/exec.ts'
export type { Files, FileStat, SelectPath } from './ports/files.ts'
export type {
  Comment,
  DeploymentState,
  GitHub,
  GitHubContext,
  HostCapabilities,
  Issue,
  WorkflowRun,
} from './ports/github.ts'
export type { Http, HttpContent, HttpRequest, HttpResponse, HttpTls } from './ports/http.ts'
export type { Annotation, Log } from './ports/log.ts'
export type { Oidc, Outputs, Random, Secrets, Summary } from './ports/outputs.ts'
export type { Artifacts, Cache, Stored } from './ports/storage.ts'
export { annotateFindings } from './report/annotate-findings.ts'
export { provenanceOf, SUITE_VERSION } from './report/provenance.ts'
export { reportDirectory, reportDirectoryInput } from './report/report-directory.ts'
export { publishReport } from './report/publish-report.ts'
export type { Published, PublishOptions, ReportFile } from './report/publish-report.ts'
export type { Surface } from './report/surface.ts'
export { causesOf, describeError } from './run/describe-error.ts'
export { runAction } from './run/run-action.ts'
export type { RunOptions } from './run/run-action.ts'
export type { Runtime } from './runtime.ts'
