import { defineAction, lines, reportDirectoryInput } from '@mlops-actions/core'
import { z } from 'zod'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits')
const httpUrl = z.url({ protocol: /^https?$/ })

export const definition = defineAction({
  name: 'canary-deploy',
  title: 'Canary deploy',
  description:
    'Moves traffic to a new model step by step, tests its error rates against the old one with anytime-valid statistics, promotes it on proof and rolls it back on harm.',
  branding: { icon: 'git-branch', color: 'yellow' },
  inputs: {
    model: z.string().optional().describe('The model in the policy file (default: the only one).'),
    policy: z.string().default('mlops.yml').describe('The policy file; its `rollout` section is the plan.'),
    version: z
      .string()
      .max(200)
      .optional()
      .describe('The registry version that is rolled out, for the records.'),
    digest: digest
      .optional()
      .describe('The digest the canary must say it serves; needs `canary-identity-url`.'),
    'stable-identity-url': httpUrl
      .optional()
      .describe('Where the stable arm answers `{"digest": "sha256:..."}` with the model it serves.'),
    'canary-identity-url': httpUrl
      .optional()
      .describe('The same for the canary. An arm that does not answer gets no traffic.'),
    mode: z
      .enum(['run', 'tick', 'reconcile'])
      .default('run')
      .describe(
        '`run` goes to the end; `tick` takes one look and exits, for schedules; `reconcile` rolls back what a dead job left behind.',
      ),
    'finished-run': z
      .string()
      .regex(/^\d+$/, 'a run id')
      .optional()
      .describe('reconcile: the id of a workflow run that has ended, so that its lease need not run out.'),
    router: z.enum(['haproxy', 'gitops']).describe('What moves the traffic.'),
    'haproxy-sockets': lines()
      .optional()
      .describe('Runtime API sockets, one a line: `/run/haproxy/admin.sock` or `tcp:host:port`.'),
    'haproxy-backend': z.string().optional().describe('The backend that holds the servers of both arms.'),
    'haproxy-stable-servers': lines()
      .optional()
      .describe("Servers of the stable arm, one a line (default: the policy's arm name)."),
    'haproxy-canary-servers': lines()
      .optional()
      .describe("Servers of the canary arm, one a line (default: the policy's arm name)."),
    'haproxy-state-file': z
      .string()
      .optional()
      .describe('A file for the rollout state, where HAProxy is older than 2.4 and cannot hold it itself.'),
    'gitops-remote': z
      .string()
      .optional()
      .describe('The git repository with the weights (default: this repository).'),
    'gitops-branch': z.string().default('main').describe('Its branch.'),
    'gitops-file': z.string().optional().describe('The YAML file with the weights.'),
    'gitops-path': z
      .string()
      .optional()
      .describe(
        'Where in it: a map from arm to weight, or a list with name and weight (`spec.rules[0].backendRefs`).',
      ),
    'gitops-token': z
      .string()
      .optional()
      .describe('A token that may push there (default: `github-token`, if the remote is on this GitHub).'),
    'prometheus-url': httpUrl
      .optional()
      .describe(
        'Where Prometheus (or Thanos, Mimir, VictoriaMetrics) serves /api/v1; needed unless mode is reconcile.',
      ),
    'prometheus-token': z.string().optional().describe('Bearer token for it.'),
    'prometheus-user': z.string().optional().describe('User for basic authentication.'),
    'prometheus-password': z.string().optional().describe('Password for basic authentication.'),
    environment: z
      .string()
      .optional()
      .describe('Environment of the GitHub deployment to keep in step (default: no deployment).'),
    'report-dir': reportDirectoryInput(),
    'github-token': z
      .string()
      .optional()
      .describe('Token for deployments and comments; usually `${{ github.token }}`.'),
  },
  outputs: {
    verdict: 'pass, warn or fail: the worst finding of the report',
    decision:
      'promoted, rolled-back, held, running (mode tick), or unconfirmed: the target did not say that it did it',
    weight: 'Percent of traffic on the canary at the end; empty where that is unconfirmed',
    report: 'Path of report.json',
    html: 'Path of report.html',
    'deployment-id': 'Id of the GitHub deployment, if there is one',
  },
  permissions: [
    {
      scope: 'contents',
      access: 'read',
      why: 'the policy of the base commit; `write` to push gitops weights to this repository',
    },
    {
      scope: 'deployments',
      access: 'write',
      why: 'the deployment and its statuses; without it they are left out with a warning',
    },
    {
      scope: 'pull-requests',
      access: 'write',
      why: 'the report as a comment, when a pull request started the run',
    },
  ],
  post: true,
})
