/**
 * Names that engines put beside data and never read as data, as Spark decides it (`_x=1` is a partition all the same;
 * org.apache.spark.sql.execution.datasources.DataSourceUtils / InMemoryFileIndex.shouldFilterOutPathName).
 */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name.endsWith('._COPYING_') || (name.startsWith('_') && !name.includes('='))
}

/** What a hidden name is known to be, for people. */
export function hiddenReason(name: string): string {
  if (name === '_SUCCESS' || name === '_started' || name.startsWith('_committed_') || name === '_SUCCESS.crc')
    return 'a marker of the job that wrote the data'
  if (name === '_delta_log') return 'the log of a Delta table'
  if (name === '_temporary') return 'unfinished output of a job'
  if (name === '_metadata' || name === '_common_metadata') return 'a summary of the files beside it'
  if (name.endsWith('.crc')) return 'a checksum of the file beside it'
  if (name.endsWith('._COPYING_')) return 'an unfinished copy'
  return 'hidden: its name begins with a dot or an underscore'
}
