import { UserError } from '@mlops-actions/core'
import type { Sample } from '@mlops-actions/forecast'
import type { SeriesSpec } from '@mlops-actions/policy'
import { z } from 'zod'
import type { AwsCall } from '../aws/json-call.ts'
import type { TimeWindow } from './window.ts'

type CloudWatchSpec = Extract<SeriesSpec, { readonly source: 'cloudwatch' }>

const answer = z.looseObject({
  MetricDataResults: z.array(
    z.looseObject({
      Timestamps: z.array(z.union([z.number(), z.string()])),
      Values: z.array(z.number()),
      StatusCode: z.string().optional(),
    }),
  ),
  NextToken: z.string().nullish(),
})

/** One page is up to 100,800 points; a history has a few thousand. */
const MAX_PAGES = 50

/**
 * A metric's history by GetMetricData. A period without a value is a gap: CloudWatch has no zeros of its own.
 * @param window the step is the period, a multiple of 60 s
 * @throws UserError `cloudwatch-incomplete`; AwsError, HttpError
 */
export async function cloudwatchHistory(
  cloudwatch: AwsCall,
  spec: CloudWatchSpec,
  window: TimeWindow,
): Promise<readonly Sample[]> {
  const query = {
    Id: 'load',
    MetricStat: {
      Metric: {
        Namespace: spec.namespace,
        MetricName: spec.metric,
        Dimensions: Object.entries(spec.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: window.stepMs / 1000,
      Stat: spec.statistic,
    },
  }
  const samples: Sample[] = []
  let token: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const { MetricDataResults, NextToken } = answer.parse(
      await cloudwatch('GetMetricData', {
        MetricDataQueries: [query],
        StartTime: window.start / 1000,
        EndTime: window.end / 1000,
        ScanBy: 'TimestampAscending',
        ...(token !== undefined && { NextToken: token }),
      }),
    )
    for (const { Timestamps, Values, StatusCode } of MetricDataResults) {
      if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') {
        throw new UserError('cloudwatch-incomplete', `CloudWatch answered ${StatusCode} for ${spec.metric}`)
      }
      Timestamps.forEach((time, i) => samples.push([instantOf(time), Values[i] ?? Number.NaN]))
    }
    if (NextToken === null || NextToken === undefined || NextToken === '') return samples
    token = NextToken
  }
  throw new UserError(
    'cloudwatch-incomplete',
    `CloudWatch has more than ${MAX_PAGES} pages of ${spec.metric}`,
  )
}

/** The JSON protocol has seconds; emulators have ISO texts. */
function instantOf(time: number | string): number {
  return typeof time === 'number' ? time * 1000 : Date.parse(time)
}
