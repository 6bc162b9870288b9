export type { StoredArtifact } from './artifact-service.ts'
export type { AzureAccount } from './azure-blobs.ts'
export type { StoredCache } from './cache-service.ts'
export { type ResultsServer, type ResultsServerOptions, startResultsServer } from './server.ts'
