import { defineAction, flag, reportDirectoryInput } from '@mlops-actions/core'
import { z } from 'zod'

export const definition = defineAction({
  name: 'drift-check',
  title: 'Drift check',
  description:
    'Compares current data with the reference a model was validated on, column by column, with a stated false-alarm rate; keeps one issue up to date and asks for retraining.',
  branding: { icon: 'activity', color: 'orange' },
  inputs: {
    model: z.string().optional().describe('The model in the policy file (default: the only one).'),
    policy: z.string().default('mlops.yml').describe('The policy file; its `drift` section may be absent.'),
    reference: z
      .string()
      .describe(
        'Data the model is known to work on: CSV, TSV, JSONL, JSON, Parquet or Arrow; a file, a folder (also partitioned, `dt=2026-11-01/`) or a pattern, one a line; or one http(s) URL.',
      ),
    current: z
      .string()
      .describe('Data the model sees now, with the same columns: files, folders or patterns as well.'),
    format: z
      .enum(['csv', 'tsv', 'jsonl', 'json', 'parquet', 'arrow'])
      .optional()
      .describe('Format of the files, where their content and names do not show it.'),
    'report-dir': reportDirectoryInput(),
    issue: flag()
      .default(true)
      .describe('Keep one issue a model: opened on drift, rewritten while it lasts, closed when it is over.'),
    retrain: flag()
      .default(true)
      .describe('Start the workflow that `drift.retrain` in the policy names, at most once a cooldown.'),
    'upload-artifact': flag().default(false).describe('Upload the report as an artifact of the run.'),
    'github-token': z.string().optional().describe('Token for the issue and for starting the workflow.'),
  },
  outputs: {
    verdict: '`pass`, `warn` or `fail`: the worst outcome of all findings.',
    'drifted-columns': 'JSON array with the names of the columns that drifted, worst first (at most 100).',
    'issue-number': 'Number of the issue about this drift, if there is one.',
    'retrain-run': 'URL of the retraining run that was started, where GitHub tells it.',
    report: 'Path of report.json.',
    html: 'Path of report.html, one file without outside resources.',
  },
  permissions: [
    { scope: 'contents', access: 'read', why: 'to check out the policy and the data' },
    {
      scope: 'issues',
      access: 'write',
      why: 'to open, rewrite and close the issue; without it there is a warning',
    },
    {
      scope: 'actions',
      access: 'write',
      why: 'to start the retraining workflow and to see whether one has run; without it there is a warning',
    },
  ],
})
