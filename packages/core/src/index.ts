export { defineAction } from './define-action.ts'
export type { Action, ActionDefinition, Conclusion, Inputs, InputShape, Permission } from './define-action.ts'
export { GitHubError, HttpError, UserError } from './error.ts'
export { flag, lines } from './inputs.ts'
export type { Clock } from './ports/clock.ts'
export type { Env } from './ports/env.ts'
export type { Exec, ExecOptions, ExecResult } from './ports/exec.ts'
export type { Files, FileStat } from './ports/files.ts'
export type {
  Comment,
  DeploymentState,
  GitHub,
  GitHubContext,
  HostCapabilities,
  Issue,
  WorkflowRun,
} from './ports/github.ts'
export type { Http, HttpRequest, HttpResponse } from './ports/http.ts'
export type { Annotation, Log } from './ports/log.ts'
export type { Oidc, Outputs, Random, Secrets, Summary } from './ports/outputs.ts'
export type { Artifacts, Cache, Stored } from './ports/storage.ts'
export type { Runtime } from './runtime.ts'
