import { run } from '../index.js'

await run('canary-deploy')
