import { defineAction, flag, type Inputs, reportDirectoryInput } from '@mlops-actions/core'
import { z } from 'zod'

const httpUrl = z.url({ protocol: /^https?$/ })

export const definition = defineAction({
  name: 'predictive-scale',
  title: 'Predictive scale',
  description:
    'Forecasts the load of a service from its own history and raises its least number of replicas before the spike, for a limited time; does nothing when the forecast is not better than "as last week".',
  branding: { icon: 'trending-up', color: 'blue' },
  inputs: {
    model: z.string().optional().describe('The model in the policy file (default: the only one).'),
    policy: z.string().default('mlops.yml').describe('The policy file; its `scaling` section is the plan.'),
    mode: z
      .enum(['dry-run', 'scale', 'reconcile'])
      .default('dry-run')
      .describe(
        '`dry-run` forecasts and reports; `scale` also writes; `reconcile` only lifts floors that nobody renewed.',
      ),
    target: z
      .enum(['json', 'hpa', 'keda', 'deployment', 'kserve', 'sagemaker', 'azureml', 'gitops'])
      .default('json')
      .describe('What is scaled; `json` writes plan.json and leaves the rest to later steps.'),
    'target-name': z
      .string()
      .optional()
      .describe(
        'Name of the HPA, ScaledObject, Deployment or InferenceService, or of the cloud endpoint; reconcile without it looks at every one in the namespace.',
      ),
    namespace: z.string().optional().describe("Its namespace (default: the kubeconfig's, or the pod's)."),
    kubeconfig: z
      .string()
      .optional()
      .describe('Path of a kubeconfig (default: KUBECONFIG; inside a pod its service account).'),
    'kube-context': z.string().optional().describe('Context in it (default: its current one).'),
    'sagemaker-variant': z.string().optional().describe('Production variant of the SageMaker endpoint.'),
    'aws-region': z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-central-1')
      .optional()
      .describe('Region of CloudWatch and SageMaker (default: AWS_REGION).'),
    'azure-deployment': z
      .string()
      .optional()
      .describe(
        '`subscription/resource-group/workspace/endpoint/deployment` of an Azure ML online deployment.',
      ),
    'azure-token': z.string().optional().describe('Bearer token for Azure Resource Manager.'),
    'gitops-remote': z
      .string()
      .optional()
      .describe('The git repository with the number of replicas (default: this repository).'),
    'gitops-branch': z.string().default('main').describe('Its branch.'),
    'gitops-file': z.string().optional().describe('The YAML file in it.'),
    'gitops-path': z
      .string()
      .optional()
      .describe('Where the number stands in the file, such as `spec.minReplicas`.'),
    'gitops-token': z
      .string()
      .optional()
      .describe('A token that may push there (default: `github-token`, if the remote is on this GitHub).'),
    'prometheus-url': httpUrl
      .optional()
      .describe('Where Prometheus (or Thanos, Mimir, VictoriaMetrics) serves /api/v1.'),
    'prometheus-token': z.string().optional().describe('Bearer token for it.'),
    'prometheus-user': z.string().optional().describe('User for basic authentication.'),
    'prometheus-password': z.string().optional().describe('Password for basic authentication.'),
    'datadog-url': httpUrl
      .default('https://api.datadoghq.com')
      .describe('API of your Datadog site, such as https://api.datadoghq.eu.'),
    'datadog-api-key': z.string().optional().describe('Datadog API key.'),
    'datadog-app-key': z.string().optional().describe('Datadog application key with timeseries_query.'),
    now: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('dry-run only: pretend it is this instant, to rehearse on an old history.'),
    'report-dir': reportDirectoryInput(),
    'upload-artifact': flag().default(false).describe('Upload the report as an artifact of the run.'),
    'github-token': z.string().optional().describe('Token for the policy of the base commit and for gitops.'),
  },
  outputs: {
    verdict: '`pass`, `warn` or `fail`: the worst outcome of all findings.',
    decision:
      '`raised`, `kept`, `released`, `would-change` (dry-run), `abstained`, or `failed` when the target did not take it.',
    replicas: 'Replicas the plan asks for now; empty when it abstained.',
    'replicas-reactive': 'Replicas the load needs right now, without a forecast.',
    plan: 'Path of plan.json: replicas, expected load and upper bound for every step of the horizon.',
    report: 'Path of report.json.',
    html: 'Path of report.html, one file without outside resources.',
  },
  permissions: [
    {
      scope: 'contents',
      access: 'read',
      why: 'to check out the policy; `write` to push gitops changes here',
    },
    { scope: 'id-token', access: 'write', why: 'only to take an AWS role by web identity' },
  ],
})

export type ScaleInputs = Inputs<typeof definition>
