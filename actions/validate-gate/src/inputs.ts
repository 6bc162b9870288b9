import { defineAction, flag, lines, reportDirectoryInput } from '@mlops-actions/core'
import { z } from 'zod'

export const definition = defineAction({
  name: 'validate-gate',
  title: 'Validate gate',
  description:
    'Judges a candidate model by the rules of a policy file: thresholds on metrics with their intervals, and proof that it is no worse than the model in production, overall and on every slice.',
  branding: { icon: 'check-circle', color: 'green' },
  inputs: {
    model: z.string().optional().describe('The model in the policy file (default: the only one).'),
    mode: z
      .enum(['judge', 'plan', 'self-test'])
      .default('judge')
      .describe(
        '`judge` decides; `plan` says what each rule can show on data like these; `self-test` fails when a rule cannot fail, or fails for a model beside itself. The last two leave no evidence.',
      ),
    policy: z
      .string()
      .default('mlops.yml')
      .describe("The policy file. On a pull request the base commit's version judges."),
    candidate: z
      .string()
      .optional()
      .describe(
        "The candidate's predictions on labelled rows: CSV, TSV, JSONL, JSON, Parquet or Arrow; a file, a folder (also partitioned, `dt=2026-11-01/`) or a pattern, one a line; or one http(s) URL.",
      ),
    baseline: z
      .string()
      .optional()
      .describe('The predictions of the model in production on the same rows, matched by id.'),
    format: z
      .enum(['csv', 'tsv', 'jsonl', 'json', 'parquet', 'arrow'])
      .optional()
      .describe('Format of the files, where their content and names do not show it.'),
    metrics: z
      .string()
      .optional()
      .describe(
        'For `value` rules: a file of numbers that another tool wrote (DVC, MLflow, scikit-learn, Hugging Face, lm-evaluation-harness, Model Card Toolkit, Evidently, SageMaker, promptfoo, Bencher, github-action-benchmark, JUnit).',
      ),
    'baseline-metrics': z.string().optional().describe('The same of the model in production.'),
    endpoint: z
      .string()
      .optional()
      .describe(
        "URL of the candidate's server, for `latency` rules: requests are made as the policy's `load` says.",
      ),
    'baseline-endpoint': z
      .string()
      .optional()
      .describe('URL of a server with the model in production: both are measured in turns.'),
    'endpoint-headers': lines()
      .optional()
      .describe(
        'Headers of the requests, one a line (`Authorization: Bearer ...`); their values are masked.',
      ),
    requests: z
      .string()
      .optional()
      .describe(
        'Instead of `endpoint`: what a load tool wrote. The JSON of k6 or oha, an MLPerf summary, or a table with a row a request (`latency_ms`, `ok`; the CSV of oha).',
      ),
    'model-path': z
      .string()
      .optional()
      .describe(
        "The candidate's file or folder: its digest becomes the report's subject. Without it the report cannot be used as evidence to register or promote the model.",
      ),
    'report-dir': reportDirectoryInput(),
    comment: z
      .enum(['update', 'recreate', 'append', 'on-failure', 'off'])
      .default('update')
      .describe(
        '`update` keeps one comment on the pull request up to date; `recreate` keeps one at the end of the conversation; `append` adds one a run, as a history; `on-failure` begins one only when something does not pass, and turns it green later; `off` writes none.',
      ),
    'comment-id': z
      .string()
      .max(80)
      .optional()
      .describe("Tells the comments of two gates on one pull request apart (default: the model's name)."),
    'upload-artifact': flag().default(false).describe('Upload the report as an artifact of the run.'),
    'github-token': z
      .string()
      .optional()
      .describe('Token for the comment and for the policy of the base commit.'),
  },
  outputs: {
    verdict: '`pass`, `warn` or `fail`: the worst outcome of all findings.',
    report: 'Path of report.json, the evidence later steps verify.',
    html: 'Path of report.html, one file without outside resources.',
    'model-digest':
      "`sha256:...` over the candidate's files (OpenSSF Model Signing), if `model-path` was given.",
    'report-digest': '`sha256:...` of report.json.',
    'comment-status':
      '`created`, `recreated`, `updated`, `unchanged`, `superseded` by a newer run, `skipped` or `failed`: what became of the comment.',
  },
  permissions: [
    {
      scope: 'contents',
      access: 'read',
      why: 'to read the policy of the base commit, which a pull request cannot change',
    },
    {
      scope: 'pull-requests',
      access: 'write',
      why: 'to write the comment; without it the job summary has the same text',
    },
  ],
})
