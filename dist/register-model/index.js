import { run } from '../index.js'

await run('register-model')
