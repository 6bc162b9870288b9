import { quoteValue } from '../error.ts'
import type { Dataset } from './open-dataset.ts'

/** Left-out paths that are said one by one. */
const LISTED = 5

/** What an input names: a file, a folder or a pattern a line. */
export function locationsOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What people should know of a data set before they believe a number about it, one remark a line. */
export function describeDataset({
  files,
  leftOut,
  pruned,
  partitions,
  notes = [],
}: Dataset): readonly string[] {
  const remarks: string[] = []
  if (files.length > 1 || partitions.length > 0) {
    const keys = partitions.map(({ name }) => quoteValue(name)).join(', ')
    remarks.push(`${count(files.length, 'file')}${keys === '' ? '' : `, partitioned by ${keys}`}`)
  }
  if (pruned > 0) remarks.push(`${count(pruned, 'file')} in other partitions not opened`)
  for (const { path, reason } of leftOut.slice(0, LISTED))
    remarks.push(`left out ${quoteValue(path)}: ${reason}`)
  if (leftOut.length > LISTED) remarks.push(`left out ${leftOut.length - LISTED} more hidden paths`)
  return [...remarks, ...notes]
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
}
