import { action } from '@mlops-actions/canary-deploy'
import { runAction } from '@mlops-actions/core'

/** What the bundled stub does, from source: `entry.ts main` or `entry.ts post`. */
await runAction(action, { phase: process.argv[2] === 'post' ? 'post' : 'main' })
