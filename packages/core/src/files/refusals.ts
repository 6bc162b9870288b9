import { UserError } from '../error.ts'

/** `file-not-found`, in the words every implementation of the Files port uses. */
export function fileNotFound(path: string, options?: ErrorOptions): UserError {
  return new UserError('file-not-found', `${path}: no such file`, {
    ...options,
    remedy: 'Check the path; it counts from the root of the workspace. Is an earlier step meant to write it?',
  })
}

/** `not-a-file`: a folder (or a device) stands where a file was expected. */
export function notAFile(path: string): UserError {
  return new UserError('not-a-file', `${path}: is not a regular file`)
}

/** `not-a-folder`: a file stands where a folder on the way was expected. */
export function notAFolder(path: string): UserError {
  return new UserError('not-a-folder', `${path}: a file stands where a folder is needed`)
}

/** `file-too-large`: refused before reading, so that a hostile file costs nothing. */
export function fileTooLarge(path: string, byteLength: number, maxBytes: number): UserError {
  return new UserError(
    'file-too-large',
    `${path}: ${byteLength} bytes, and at most ${maxBytes} are read here`,
  )
}
