import { runner } from '../index.js'

await runner(process.argv.slice(2))
