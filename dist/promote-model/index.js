import { run } from '../index.js'

await run('promote-model')
