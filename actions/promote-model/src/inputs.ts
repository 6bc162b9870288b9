import { registryInputs } from '@mlops-actions/adapters'
import { defineAction, flag, lines, reportDirectoryInput } from '@mlops-actions/core'
import { z } from 'zod'

export const definition = defineAction({
  name: 'promote-model',
  title: 'Promote model',
  description:
    'Moves a registered version to a stage when the policy of that stage allows it, takes a stage back to the version before, or proves that nobody edited the history. By compare-and-swap: of two promotions one wins, and the other says why it did not.',
  branding: { icon: 'trending-up', color: 'green' },
  inputs: {
    model: z.string().optional().describe('The model in the policy file (default: the only one).'),
    policy: z
      .string()
      .default('mlops.yml')
      .describe('The policy file; its `stages` section says what a stage requires.'),
    mode: z
      .enum(['promote', 'rollback', 'verify'])
      .default('promote')
      .describe(
        '`promote` moves a version up; `rollback` goes back to the newest good version the stage held; `verify` audits the whole history and re-reads all bytes.',
      ),
    version: z
      .string()
      .optional()
      .describe(
        'The version (`3`, `v3` or `sha256:...`). promote needs it; rollback takes it to choose where to.',
      ),
    to: z.string().optional().describe('The stage. Needed by promote and rollback.'),
    'expect-current': z
      .string()
      .optional()
      .describe(
        'What the stage must hold now: a version, a digest, or `none`. Somebody else was faster: the step fails and changes nothing.',
      ),
    reason: z
      .string()
      .max(4096)
      .optional()
      .describe('Why, for the history. rollback needs it, and so does override.'),
    override: flag()
      .default(false)
      .describe('Let a quarantined version through. Needs a reason; lifts the quarantine.'),
    evidence: lines()
      .optional()
      .describe(
        'More reports (report.json) of this version, one a line; attached to it before the decision.',
      ),
    receipts: lines()
      .optional()
      .describe(
        'verify: event digests kept from earlier runs (output `event`), one a line; each must be in the history.',
      ),
    ...registryInputs,
    'report-dir': reportDirectoryInput(),
  },
  outputs: {
    version: 'the version the stage holds now',
    digest: 'its model digest',
    'previous-version': 'the version it held before',
    'previous-digest': 'its model digest',
    event: 'digest of the event that put the version there: a receipt for verify',
    changed: 'true when this step moved the stage',
    verdict: 'pass, warn or fail: the worst finding of the report',
    report: 'path of report.json',
    html: 'path of report.html',
  },
  permissions: [
    {
      scope: 'contents',
      access: 'write',
      why: 'pushes the event to the registry branch of this repository; verify needs only read',
    },
  ],
})
