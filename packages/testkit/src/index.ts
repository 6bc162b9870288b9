export type { MemoryClock } from './memory/clock.ts'
export type { ExecCall, MemoryExec, Program, ProgramResult } from './memory/exec.ts'
export type { MemoryFiles } from './memory/files.ts'
export type { MemoryGitHub } from './memory/github.ts'
export type { Answer, Handler, HttpMethod, MemoryHttp } from './memory/http.ts'
export type { LogLevel, LogLine } from './memory/log.ts'
export type { GitHubRecord, Recorded, RecordedCheckRun, RecordedDeployment } from './memory/recorded.ts'
export { memoryRuntime } from './memory/runtime.ts'
export type { MemoryOptions, MemoryRuntime } from './memory/runtime.ts'
export type { UploadedArtifact } from './memory/storage.ts'
export {
  type Fault,
  type GitHubSeed,
  type GitHubServer,
  type GitHubServerOptions,
  type GitHubState,
  primaryLimit,
  type Profile,
  type RecordedRequest,
  secondaryLimit,
  startGitHubServer,
} from './github-server/index.ts'
export {
  type AzureAccount,
  type ResultsServer,
  type ResultsServerOptions,
  startResultsServer,
  type StoredArtifact,
  type StoredCache,
} from './results-server/index.ts'
