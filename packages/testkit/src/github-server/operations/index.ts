import type { Operations } from '../call.ts'
import { artifacts } from './artifacts.ts'
import { checks } from './checks.ts'
import { comments } from './comments.ts'
import { commits } from './commits.ts'
import { contents } from './contents.ts'
import { deployments } from './deployments.ts'
import { git } from './git.ts'
import { issues } from './issues.ts'
import { meta } from './meta.ts'
import { pulls } from './pulls.ts'
import { workflows } from './workflows.ts'

export const operations: Operations = {
  ...meta,
  ...issues,
  ...comments,
  ...pulls,
  ...commits,
  ...checks,
  ...workflows,
  ...deployments,
  ...contents,
  ...git,
  ...artifacts,
}
