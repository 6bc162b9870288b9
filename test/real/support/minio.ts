import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** MinIO, built by test/real/setup/minio.sh. */
export function minioProgram(): string {
  const path = join(process.env['MLOPS_REAL_CACHE'] ?? '', 'go/minio')
  if (!existsSync(path)) throw new Error(`${path} is missing: run test/real/setup/minio.sh`)
  return path
}
