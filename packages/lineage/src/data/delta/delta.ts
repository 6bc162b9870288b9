import { LineageError } from '../../error.ts'
import type { Files } from '../../ports.ts'
import { parseWideJson, recordOf, textOf } from '../../text/json.ts'
import { joined } from '../digest-files.ts'
import { readCheckpoint } from './checkpoint.ts'
import { planLog } from './log.ts'
import { replay } from './state.ts'
import { type ForeignIdentity, knownDetails } from '../identity.ts'

const MAX_COMMIT_BYTES = 256 * 2 ** 20

/**
 * A version of a Delta Lake table: the given, or the newest, rebuilt from `_delta_log` as a reader would (classic and
 * multi-part checkpoints, then commits). The digest is over the list of its data files, which are never rewritten, so it
 * stays the same however the log is compacted.
 *
 * @throws LineageError `data-not-found`, `unsupported`, `corrupt`, `too-large`
 */
export async function readDelta(
  files: Files,
  path: string,
  wanted: number | undefined,
): Promise<ForeignIdentity<'delta'>> {
  const log = joined(path, '_delta_log')
  if ((await files.stat(log))?.kind !== 'directory') {
    throw new LineageError('data-not-found', `${path}: is no Delta table, it has no _delta_log`)
  }
  const plan = planLog(await files.list(log), wanted, log)
  const state = replay(log)
  for (const name of plan.checkpoint) {
    for (const action of await readCheckpoint(files, joined(log, name))) state.apply(action)
  }
  for (const name of plan.commits) {
    const where = joined(log, name)
    const text = new TextDecoder().decode(await files.read(where, { maxBytes: MAX_COMMIT_BYTES }))
    for (const line of text.split('\n'))
      if (line.trim() !== '') state.apply(recordOf(parseWideJson(line, where)))
  }
  const content = state.finish()
  const at = content.commit['timestamp']
  const known = {
    table: content.name,
    files: String(content.files),
    rows: content.rows === undefined ? undefined : String(content.rows),
    operation: textOf(content.commit['operation'], 64),
    'committed at': typeof at === 'number' && at > 0 && at < 1e14 ? new Date(at).toISOString() : undefined,
  }
  return {
    kind: 'delta',
    source: path,
    id: `${content.tableId}@${plan.version}`,
    digest: content.digest,
    byteLength: content.byteLength,
    details: knownDetails(known),
  }
}
