import { expect, it } from 'vitest'
import { flights, inputs, policy, reportOf, run, world } from './drift.ts'

const days = {
  'mlops.yml': policy('{}'),
  'data/_SUCCESS': '',
  'data/dt=2026-11-01/part-0.csv': flights(1),
  'data/dt=2026-11-02/part-0.csv': flights(2),
  'data/dt=2026-11-03/part-0.csv': flights(3),
  'data/dt=2026-11-04/part-0.csv': flights(4, { shift: 1 }),
}

it('windows of a partitioned folder are compared, and each file of a window counts', async () => {
  const given = { reference: 'data/dt=2026-11-0[12]/*.csv', current: 'data/dt=2026-11-03/*.csv' }
  const runtime = world({ files: days, inputs: given })
  expect(await run(runtime)).toMatchObject({ ok: true })
  expect(reportOf(runtime).subject.data).toMatchObject([
    { path: given.reference, rows: 2_000 },
    { path: given.current, rows: 1_000 },
  ])
  const both = 'data/dt=2026-11-03/*.csv\ndata/dt=2026-11-04/*.csv'
  const drifted = world({ files: days, inputs: { ...given, current: both } })
  expect(await run(drifted)).toMatchObject({ ok: false })
  expect(drifted.recorded.outputs.get('drifted-columns')).toBe('["distance"]')
})

it('a folder is all its files, what is left out is said, and its folders are columns', async () => {
  const runtime = world({ files: days, inputs: { reference: 'data', current: 'data/dt=2026-11-03' } })
  await run(runtime)
  const log = runtime.recorded.log.map((entry) => JSON.stringify(entry)).join('\n')
  expect(log).toContain('data: 4,000 rows')
  expect(log).toContain('4 files, partitioned by')
  expect(log).toContain('_SUCCESS')
  expect(log).toContain('a marker of the job that wrote the data')
})

it('files that disagree are refused with both names', async () => {
  const files = { ...days, 'data/dt=2026-11-05/part-0.csv': 'id,distance,origin\na,far,ORD\n' }
  const runtime = world({ files, inputs: { ...inputs, reference: 'data', current: 'data/dt=2026-11-03' } })
  await expect(run(runtime)).rejects.toThrow(
    'data/dt=2026-11-05/part-0.csv: column "distance" is text, but number in data/dt=2026-11-01/part-0.csv',
  )
})

it('a URL is read by range, changed data are refused, and its signature is shown nowhere', async () => {
  const secret = 'signature-of-the-url'
  const url = 'https://store.example/now.csv'
  const bytes = new TextEncoder().encode(flights(2))
  const given = { ...inputs, current: `${url}?X-Signature=${secret}` }
  const runtime = world({ inputs: given })
  const etag = '"v1"'
  runtime.http.on('GET', url, ({ headers = {} }) => {
    const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers['range'] ?? '') ?? []
    if ((headers['if-match'] ?? etag) !== etag) return { status: 412 }
    const end = Math.min(Number(last) + 1, bytes.length)
    const range = `bytes ${first}-${end - 1}/${bytes.length}`
    return { status: 206, headers: { etag, 'content-range': range }, body: bytes.slice(Number(first), end) }
  })
  expect(await run(runtime)).toMatchObject({ ok: true })
  const same = world()
  await run(same)
  const [, theirs] = reportOf(runtime).subject.data
  expect(theirs).toEqual({ ...reportOf(same).subject.data[1], path: url })
  const everything = JSON.stringify([runtime.recorded.log, [...runtime.recorded.outputs], reportOf(runtime)])
  expect(everything).not.toContain(secret)

  const changing = world({ inputs: given })
  changing.http.on('GET', url, (request) => {
    const changed = request.headers?.['range'] !== 'bytes=0-262143'
    const headers = { etag: '"v1"', 'content-range': `bytes 0-262143/400000` }
    return changed ? { status: 412 } : { status: 206, headers, body: new Uint8Array(262_144).fill(0x2c) }
  })
  const refused = await run(changing).catch((error: unknown) => String(error))
  expect(refused).toContain(`${url}: changed on the server while it was read`)
  expect(refused).not.toContain(secret)
  await expect(run(world({ inputs: { ...given, current: `${url}\nmore.csv` } }))).rejects.toThrow(
    'a URL stands alone',
  )
})
