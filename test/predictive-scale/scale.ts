import { type Conclusion, readInputs } from '@mlops-actions/core'
import { action } from '@mlops-actions/predictive-scale'
import { parseReport, type Report } from '@mlops-actions/report'
import { memoryRuntime, type MemoryOptions, type MemoryRuntime } from '@mlops-actions/testkit'
import { DAY, HOUR, MONDAY, officeLoad } from '../forecast/support.ts'

/** Monday morning, six hours before the load is highest; the history ends here. */
export const NOW = MONDAY + 28 * DAY + 7 * HOUR
export const STEP = HOUR / 4

export const policy = (over = ''): string => `version: 1
models:
  delay:
    task: binary
    scaling:
      load: { source: file, path: load.csv, time: at, value: requests }
      step: 15m
      capacity: { per_replica: 10 }
      min: 2
      max: 30
      cost: { replica_hour: 0.5, currency: EUR }
${over}`

export function csv(samples: readonly (readonly [number, number])[]): string {
  const lines = samples.map(([at, value]) => `${new Date(at).toISOString()},${value}`)
  return `at,requests\n${lines.join('\n')}\n`
}

/** 28 days and the hours up to now. */
export const load = officeLoad(29, STEP).filter(([at]) => at < NOW)

export function world(options: MemoryOptions = {}): MemoryRuntime {
  const files = { 'mlops.yml': policy(), 'load.csv': csv(load), ...options.files }
  return memoryRuntime({ now: NOW, ...options, files })
}

export function run(runtime: MemoryRuntime): Promise<Conclusion> {
  return action.run(readInputs(action.definition, runtime.env), runtime)
}

export function reportOf(runtime: MemoryRuntime): Report {
  return parseReport(runtime.files.text(runtime.recorded.outputs.get('report')!))
}

export function findingOf(runtime: MemoryRuntime, id: string) {
  return reportOf(runtime).findings.find((finding) => finding.id === id)
}

/** An API server with one HPA: what is patched is kept, and each write makes a new version. */
export function hpaServer(runtime: MemoryRuntime, spec: { minReplicas: number; maxReplicas: number }) {
  const url = 'https://kube.test/apis/autoscaling/v2/namespaces/serving/horizontalpodautoscalers/delay'
  const annotations: Record<string, string> = {}
  const patches: unknown[] = []
  let version = 1
  const object = () => ({
    metadata: { name: 'delay', resourceVersion: String(version), annotations },
    spec,
    status: { desiredReplicas: 3 },
  })
  runtime.http.on('GET', url, () => ({ body: object() }))
  runtime.http.on('PATCH', url, (request, { searchParams }) => {
    const body = JSON.parse(String(request.body))
    patches.push(body)
    if (body.metadata.resourceVersion !== String(version))
      return { status: 409, body: { reason: 'Conflict', message: 'x' } }
    if (searchParams.get('dryRun') !== 'All') {
      Object.assign(spec, body.spec)
      for (const [key, value] of Object.entries(body.metadata.annotations)) {
        if (value === null) delete annotations[key]
        else annotations[key] = value as string
      }
      version++
    }
    return { body: object() }
  })
  return { spec, annotations, patches }
}

export const kubeconfig = `apiVersion: v1
kind: Config
current-context: c
clusters: [{ name: c, cluster: { server: 'https://kube.test' } }]
users: [{ name: u, user: { token: t0k3n } }]
contexts: [{ name: c, context: { cluster: c, user: u, namespace: serving } }]
`
export const hpaInputs = { mode: 'scale', target: 'hpa', 'target-name': 'delay', kubeconfig: 'kubeconfig' }
