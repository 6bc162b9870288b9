import { parentPort, workerData } from 'node:worker_threads'
import { DataError } from '../error.ts'
import { fileSource } from '../file-source.ts'
import { openTable } from '../open-table.ts'
import { profileTable } from '../profile/profile-table.ts'
import type { Outcome, Share } from './share.ts'

/** What a worker thread of `profileTable` runs: profiles its share of a file and posts the outcome. */
export async function profileWorker(): Promise<void> {
  const share = (workerData as { readonly share: Share }).share
  const outcome = await profileShare(share).catch(failure)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window's
  parentPort!.postMessage(outcome)
}

async function profileShare({ path, open, columns, reference, groups }: Share): Promise<Outcome> {
  const source = await fileSource(path)
  try {
    const table = await openTable(source, open)
    const profile = await profileTable(table, { columns, edges: reference, groups, workers: 1 })
    return { is: 'profile', profile }
  } finally {
    await source.close()
  }
}

function failure(error: unknown): Outcome {
  if (error instanceof DataError) {
    const { code, where, message } = error
    return { is: 'data-error', code, where, what: message.slice(`${where}: `.length) }
  }
  return { is: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
