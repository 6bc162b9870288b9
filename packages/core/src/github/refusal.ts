import { GitHubError, HttpError } from '../error.ts'

/** A proxy in between answers with a page of HTML. */
const MESSAGE_MAX_CHARACTERS = 1_000

/** octokit's error, by its shape: its class may be loaded twice. */
interface RequestFailure extends Error {
  readonly status: number
  readonly response?: unknown
}

/** Runs a call and says a refusal in our own words: GitHubError with its status, HttpError when nothing came back. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw translate(error)
  }
}

function translate(error: unknown): unknown {
  if (!isRequestFailure(error)) return error
  if (error.response === undefined && error.cause instanceof HttpError) return error.cause
  const message = error.message.slice(0, MESSAGE_MAX_CHARACTERS)
  return new GitHubError(error.status, `GitHub answered ${error.status}: ${message}`, { cause: error })
}

function isRequestFailure(error: unknown): error is RequestFailure {
  return (
    error instanceof Error &&
    error.name === 'HttpError' &&
    'status' in error &&
    typeof error.status === 'number'
  )
}
