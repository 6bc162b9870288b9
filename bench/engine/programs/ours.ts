import { readFileSync } from 'node:fs'
import { fileSource, openTable, parseProfile, profileTable } from '@mlops-actions/data'
import { countsOf } from '../counts.ts'

/** ours.ts FILE REFERENCE [WORKERS]: the profile of a table on a reference's edges. */
const [file = '', reference = '', workers] = process.argv.slice(2)
const table = await openTable(await fileSource(file))
const edges = parseProfile(readFileSync(reference, 'utf8'), reference)
const profile = await profileTable(table, {
  edges,
  ...(workers === undefined ? {} : { workers: Number(workers) }),
})
await table.close()
console.log(JSON.stringify(profile.columns.map(countsOf)))
