import {
  awsCredentials,
  awsJsonCall,
  cloudwatchHistory,
  datadogHistory,
  fileHistory,
  prometheusAuth,
  prometheusClient,
  prometheusHistory,
  type TimeWindow,
} from '@mlops-actions/adapters'
import { type Runtime, UserError } from '@mlops-actions/core'
import { type Sample, usualStep } from '@mlops-actions/forecast'
import type { SeriesSpec } from '@mlops-actions/policy'
import type { ScaleInputs } from './inputs.ts'
import { awsRegion, needed } from './needed.ts'

/**
 * One number over time, from wherever the policy says it is.
 * @returns samples within [window.start, window.end), in order of time
 * @throws UserError, HttpError, AwsError, DataError of the source
 */
export async function readHistory(
  spec: SeriesSpec,
  window: TimeWindow,
  inputs: ScaleInputs,
  runtime: Runtime,
): Promise<readonly Sample[]> {
  const samples = await read(spec, window, inputs, runtime)
  // The step that is still going on has only part of its load.
  return samples.filter(([at]) => at >= window.start && at < window.end).toSorted(([a], [b]) => a - b)
}

async function read(
  spec: SeriesSpec,
  window: TimeWindow,
  inputs: ScaleInputs,
  runtime: Runtime,
): Promise<readonly Sample[]> {
  const { http } = runtime
  const from = `source: ${spec.source}`
  switch (spec.source) {
    case 'prometheus': {
      const url = needed(inputs, 'prometheus-url', from)
      return prometheusHistory(prometheusClient(http, url, prometheusAuth(inputs)), spec.query, window)
    }
    case 'cloudwatch': {
      const region = awsRegion(inputs, runtime)
      const service = {
        service: 'monitoring',
        target: 'GraniteServiceVersion20100801',
        version: '1.0',
      } as const
      return cloudwatchHistory(
        awsJsonCall(runtime, service, region, awsCredentials(runtime, region)),
        spec,
        window,
      )
    }
    case 'datadog': {
      const access = {
        url: inputs['datadog-url'],
        apiKey: needed(inputs, 'datadog-api-key', from),
        applicationKey: needed(inputs, 'datadog-app-key', from),
      }
      return datadogHistory(http, access, spec.query, window)
    }
    case 'file':
      return fileHistory(runtime.files, spec)
  }
}

/** @throws UserError `no-history`, and `bad-step` for values further apart than the policy's steps: most would be made up */
export function refuseUnfit(samples: readonly Sample[], spec: SeriesSpec, window: TimeWindow): void {
  const usual = usualStep(samples)
  if (usual !== undefined && usual > window.stepMs) {
    const seconds = usual / 1000
    throw new UserError(
      'bad-step',
      `the values of the load are ${seconds} s apart, and \`step\` is ${window.stepMs / 1000} s`,
      { remedy: `Set \`step: ${seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`}\` in the policy.` },
    )
  }
  if (samples.length > 0) return
  const stretch = `${new Date(window.start).toISOString()} to ${new Date(window.end).toISOString()}`
  throw new UserError('no-history', `the ${spec.source} source of the load has nothing from ${stretch}`, {
    remedy: 'Look at the query and the time zone of the data; `now` rehearses on an old history.',
  })
}
