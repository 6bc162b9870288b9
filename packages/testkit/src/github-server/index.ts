export type { Profile } from './contract.ts'
export { type Fault, primaryLimit, secondaryLimit } from './faults.ts'
export type { GitHubSeed } from './seed.ts'
export {
  type GitHubServer,
  type GitHubServerOptions,
  type RecordedRequest,
  startGitHubServer,
} from './server.ts'
export type { GitHubState } from './state.ts'
