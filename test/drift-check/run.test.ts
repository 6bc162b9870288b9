import { expect, it } from 'vitest'
import { flights, inputs, policy, reportOf, run, world } from './drift.ts'

it('data that have not moved pass, with a report that says how often it would be wrong', async () => {
  const runtime = world()
  const conclusion = await run(runtime)
  expect(conclusion).toEqual({ ok: true, message: 'delay: none of 2 compared columns drifted' })
  const report = reportOf(runtime)
  expect(report).toMatchObject({ kind: 'drift', verdict: 'pass', subject: { model: 'delay' } })
  expect(report.subject.data.map(({ name, rows }) => [name, rows])).toEqual([
    ['reference', 1_000],
    ['current', 1_000],
  ])
  expect(report.facts).toContainEqual({
    label: 'False alarms',
    value: expect.stringMatching(/^at most 1 run in 100 over unchanged data/),
  })
  expect(report.facts).toContainEqual({
    label: 'Not compared',
    value: '"id" differs in 100 % of rows: an identifier or prose',
  })
  expect(runtime.recorded.outputs.get('verdict')).toBe('pass')
  expect(runtime.recorded.outputs.get('drifted-columns')).toBe('[]')
  expect(runtime.recorded.outputs.has('issue-number')).toBe(false)
  expect(runtime.recorded.issues).toEqual([])
  expect(runtime.recorded.summary).toContain('none of 2 compared columns drifted')
})

it('drift fails the job, names the columns worst first and draws them', async () => {
  const runtime = world({ files: { 'current.csv': flights(2, { shift: 0.25, ord: 0.8 }) } })
  const conclusion = await run(runtime)
  expect(conclusion.ok).toBe(false)
  expect(conclusion.message).toBe('delay: 2 of 2 columns drifted (origin, distance)')
  expect(JSON.parse(runtime.recorded.outputs.get('drifted-columns')!)).toEqual(['origin', 'distance'])
  const report = reportOf(runtime)
  expect(report.charts.map(({ kind, title }) => [kind, title])).toEqual([
    ['intervals', 'How far each column moved, as a multiple of the threshold that matters'],
    ['distribution', 'origin'],
    ['distribution', 'distance'],
  ])
  expect(report.findings.find(({ id }) => id === 'drift[origin]')!.reason).toMatch(
    /"ORD" \d+(\.\d)? % -> \d+(\.\d)? %/,
  )
  expect(report.next.length).toBeGreaterThan(0)
  const errors = runtime.recorded.log.filter(({ level }) => level === 'error')
  expect(errors.length).toBeGreaterThan(0)
})

it('missing values are drift too', async () => {
  const runtime = world({ files: { 'current.csv': flights(2, { emptyEvery: 10 }) } })
  expect((await run(runtime)).message).toBe('delay: 1 of 2 columns drifted (distance)')
  expect(reportOf(runtime).findings.find(({ id }) => id === 'missing[distance]')).toMatchObject({
    status: 'fail',
  })
})

it('a policy without a drift section is judged by the defaults, and the report says so', async () => {
  const runtime = world({ files: { 'mlops.yml': 'version: 1\nmodels: { delay: { task: binary } }\n' } })
  expect((await run(runtime)).ok).toBe(true)
  expect(reportOf(runtime).facts).toContainEqual({
    label: 'Note',
    value: 'The policy has no `drift` section: the defaults judge.',
  })
})

it('excluded columns are not read, and are neither unknown nor new', async () => {
  const drift = '{ exclude: [origin, id], columns: { distance: { importance: 2 } } }'
  const runtime = world({ files: { 'mlops.yml': policy(drift) } })
  expect((await run(runtime)).message).toBe('delay: none of 1 compared columns drifted')
  expect(reportOf(runtime).findings.map(({ id }) => id)).toEqual(['dataset', 'drift[distance]'])
})

it('a finding points at its line of the policy', async () => {
  const drift = '\n      columns:\n        distance: { threshold: 0.2 }'
  const runtime = world({
    files: { 'mlops.yml': policy(drift), 'current.csv': flights(2, { shift: 1 }) },
  })
  await run(runtime)
  expect(reportOf(runtime).findings.find(({ id }) => id === 'drift[distance]')!.source).toMatchObject({
    file: 'mlops.yml',
    line: 7,
  })
})

it('a column that is gone, a new one and one of another type are findings, not crashes', async () => {
  const current = flights(2)
    .replace('id,distance,origin', 'id,distance,carrier')
    .replace(/^(f2-\d+),[^,]*,/gm, (line, id: string) => (id.endsWith('7') ? `${id},unknown,` : line))
  const runtime = world({ files: { 'current.csv': current } })
  expect((await run(runtime)).ok).toBe(false)
  const findings = reportOf(runtime).findings
  expect(findings.find(({ id }) => id === 'drift[origin]')).toMatchObject({ status: 'error' })
  expect(findings.find(({ id }) => id === 'drift[distance]')).toMatchObject({
    status: 'incomparable',
    reason: expect.stringContaining('"unknown" (10 %)'),
  })
  expect(findings.find(({ id }) => id === 'new[carrier]')).toMatchObject({ outcome: 'warn' })
})

it('too few rows are not a pass: the verdict warns and no issue is opened or closed', async () => {
  const runtime = world({ files: { 'current.csv': flights(2, { rows: 40, shift: 3 }) } })
  const conclusion = await run(runtime)
  expect(conclusion.message).toBe('delay: no column could be compared')
  expect(runtime.recorded.outputs.get('verdict')).toBe('warn')
  expect(runtime.recorded.issues).toEqual([])
})

it('hostile names and values reach no log line raw, and the issue in escaped form only', async () => {
  const evil = '"::set-output name=verdict::pass\u001b[31m<img src=x onerror=alert(1)>@everyone"'
  const current = flights(2).replaceAll('ORD', evil)
  const runtime = world({ files: { 'current.csv': current } })
  await run(runtime)
  const [issue] = runtime.recorded.issues
  expect(issue!.body).not.toContain('<img')
  expect(issue!.body).not.toContain('\u001b')
  expect(runtime.recorded.log.some(({ message }) => message.includes('\u001b'))).toBe(false)
})

it('hostile column names are shown escaped, cut nowhere they would break the report', async () => {
  const evil = `<img src=x onerror=alert(1)>\u001b[2J@everyone ${'n'.repeat(3_000)}`
  const asJsonLines = (table: string) =>
    table
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.stringify({ [evil]: Number(line.split(',')[1]) }))
      .join('\n')
  const runtime = world({
    inputs: { reference: 'reference.jsonl', current: 'current.jsonl' },
    files: {
      'reference.jsonl': asJsonLines(flights(1)),
      'current.jsonl': asJsonLines(flights(2, { shift: 1 })),
    },
  })
  expect((await run(runtime)).ok).toBe(false)
  expect(JSON.parse(runtime.recorded.outputs.get('drifted-columns')!)).toEqual([evil])
  expect(reportOf(runtime).findings.length).toBeGreaterThan(1)
  const html = runtime.files.text('mlops-report/delay/drift-check/report.html')
  for (const text of [html, runtime.recorded.issues[0]!.body, runtime.recorded.summary]) {
    expect(text).not.toContain('<img src=x')
    expect(text).not.toContain('\u001b')
  }
})

it('on a pull request it judges and reports, but opens no issue and trains nothing', async () => {
  const runtime = world({
    files: {
      'current.csv': flights(2, { shift: 1 }),
      'mlops.yml': policy('{ retrain: { workflow: train.yml } }'),
    },
    github: {
      eventName: 'pull_request',
      pullRequest: {
        number: 5,
        headSha: 'a'.repeat(40),
        baseSha: 'b'.repeat(40),
        baseRef: 'main',
        fromFork: false,
      },
    },
  })
  runtime.github.addWorkflow('train.yml')
  expect((await run(runtime)).ok).toBe(false)
  expect(runtime.recorded.issues).toEqual([])
  expect(runtime.recorded.dispatches).toEqual([])
})

it('uploads an artifact when asked', async () => {
  const runtime = world({ inputs: { ...inputs, 'upload-artifact': 'true' } })
  await run(runtime)
  expect(runtime.recorded.artifacts.map(({ name }) => name)).toEqual(['drift-delay'])
})

it('thirty unchanged days give no alarm', async () => {
  let alarms = 0
  for (let day = 100; day < 130; day++) {
    if (!(await run(world({ files: { 'current.csv': flights(day) } }))).ok) alarms++
  }
  expect(alarms).toBe(0)
})
