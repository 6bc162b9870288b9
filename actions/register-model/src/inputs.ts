import { registryInputs } from '@mlops-actions/adapters'
import { defineAction, lines, reportDirectoryInput } from '@mlops-actions/core'
import { z } from 'zod'

export const definition = defineAction({
  name: 'register-model',
  title: 'Register model',
  description:
    'Records a model as a version of its own: its bytes by digest, the data, parameters, code, lock file and image that made it, and the evidence that it is good. No server: history is an append-only git branch.',
  branding: { icon: 'archive', color: 'blue' },
  inputs: {
    model: z.string().optional().describe('The model in the policy file (default: the only one).'),
    policy: z
      .string()
      .default('mlops.yml')
      .describe('The policy file; its `registry` section says where records and bytes go.'),
    path: z
      .string()
      .describe(
        'The model: a file, the folder that holds its files, or `mlflow:<run id>[/<name>]` for the model of an MLflow run, with its parameters and metrics.',
      ),
    report: lines()
      .optional()
      .describe(
        'Reports (report.json) that speak of exactly these files, one a line; they become its evidence.',
      ),
    data: lines()
      .optional()
      .describe(
        'What it was trained on, as `name=where`, one a line: a path, a pattern, `dvc:`, `delta:`, `iceberg:`, `lakefs:`, `feast:` or `sql:`. Identified, not stored.',
      ),
    params: z
      .string()
      .optional()
      .describe('JSON or YAML file with its hyperparameters, at most 256 KiB; recorded whole.'),
    lock: z
      .string()
      .optional()
      .describe(
        'The dependency lock file it was trained with (default: the one at the top of the workspace); its digest is recorded.',
      ),
    metrics: z
      .string()
      .optional()
      .describe('JSON file with metrics measured elsewhere: an object of numbers by name.'),
    image: z
      .string()
      .optional()
      .describe(
        'The container image it was trained in: `name@sha256:...`, or a tag, whose digest is asked now.',
      ),
    ...registryInputs,
    'report-dir': reportDirectoryInput(),
  },
  outputs: {
    version: 'the version: 1, 2, 3, ...',
    'model-digest': 'sha256:... over the files (OpenSSF Model Signing root digest)',
    'record-digest': 'sha256:... of the version record',
    created: 'true for a new version, false when it was registered before',
    uri: 'where the record is: <remote>#<branch>:<path>',
    verdict: 'pass, warn or fail: the worst finding of the report',
    report: 'path of report.json',
    html: 'path of report.html',
  },
  permissions: [
    {
      scope: 'contents',
      access: 'write',
      why: 'pushes the record to the registry branch of this repository',
    },
  ],
})
