import { run } from '../index.js'

await run('predictive-scale')
