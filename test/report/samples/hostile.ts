import type { Finding, Status } from '@mlops-actions/policy'
import type { Report } from '@mlops-actions/report'
import { digest } from './common.ts'

/** What people have tried on reports: markup, tables, mentions, references, links, forged markers, terminal codes. */
export const attacks: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  image: '<img src=x onerror=alert(1)>',
  closing: '</script></style></title></textarea><svg onload=alert(1)>',
  table: '| @all #1 [x](http://e.example) |\n| --- | --- |\n| ✅ pass |',
  marker: '<!-- mlops-actions:validate-gate key=main v=1 -->',
  mention: '@octocat @org/team a@b.example',
  reference: '#123 GH-7 owner/repo#5 owner/repo@0123456789abcdef0123456789abcdef01234567',
  link: '[click](javascript:alert(1)) ![i](http://t.example/p.png) <http://a.example> http://b.example www.c.example',
  emphasis: '**bold** __bold__ _em_ ~~gone~~ `code` ``` fence',
  emoji: ':white_check_mark: :+1:',
  formula: '$\\color{green}{PASS}$ $$x$$',
  blocks: '# heading\n\n- item\n1. item\n> quote\n---\n    code\n```mermaid\ngraph LR\n```',
  entity: '&lt;b&gt; &#60;i&#62; &amp;',
  terminal: '\u001b[2J\u001b]0;owned\u0007\u009b31m\b\r\u0000',
  command: '\n::error::forged\n##[add-mask]x\n::set-output name=a::b',
  bidirectional: '\u202Egnp.exe\u202C \u2066x\u2069 \u200B\u200D\uFEFF',
  xml: ']]> \uFFFE \uFFFF \u0001 \uD800 "quoted" \'single\'',
  wide: '漢字 🙂 é',
  attribute: '" onmouseover="alert(1)" x="',
}

const everything = Object.values(attacks).join(' ')
const statuses: readonly Status[] = [
  'pass',
  'warn',
  'fail',
  'inconclusive',
  'incomparable',
  'error',
  'waived',
]

function hostileFinding(name: string, text: string, index: number): Finding {
  const measured = {
    value: 0.5,
    n: 10,
    unit: text,
    interval: { low: 0.4, high: 0.6, level: 0.9, method: text },
  }
  return {
    id: `${text} ${index}`,
    kind: index % 2 === 0 ? text : name,
    title: text,
    status: statuses[index % statuses.length]!,
    outcome: 'fail',
    reason: text,
    remedy: text,
    slice: { [text]: text },
    candidate: measured,
    baseline: measured,
    improvement: measured,
    required: text,
    pValue: 0.5,
    adjustedPValue: 0.5,
    source: { file: text, line: 1 },
  }
}

/** A report, valid by the schema, of which every text is an attack. */
export const hostile: Report = {
  schema: 'mlops-actions/report/v1',
  kind: 'validation',
  verdict: 'fail',
  headline: everything,
  subject: {
    model: everything,
    version: everything,
    modelDigest: digest('1'),
    policy: { path: everything, digest: digest('2'), ref: everything },
    data: [{ name: everything, path: everything, digest: digest('3'), rows: 1 }],
    baseline: { name: everything, version: everything },
  },
  findings: Object.entries(attacks).map(([name, text], index) => hostileFinding(name, text, index)),
  charts: [
    {
      kind: 'intervals',
      title: everything,
      caption: everything,
      unit: everything,
      references: [{ value: 0, label: everything }],
      rows: Object.values(attacks).map((label) => ({
        label,
        value: 0.1,
        low: 0,
        high: 0.2,
        status: 'fail',
        note: label,
      })),
    },
    {
      kind: 'curves',
      title: everything,
      xLabel: everything,
      yLabel: everything,
      diagonal: true,
      series: Object.values(attacks).map((name) => ({ name, x: [0, 1], y: [0, 1] })),
    },
    {
      kind: 'distribution',
      title: everything,
      bins: Object.values(attacks),
      before: { name: everything, shares: Object.values(attacks).map(() => 0.1) },
      after: { name: everything, shares: Object.values(attacks).map(() => 0.1) },
    },
    {
      kind: 'timeline',
      title: everything,
      yLabel: everything,
      logarithmic: true,
      references: [{ value: 1, label: everything }],
      series: [{ name: everything, points: [{ at: '2026-03-14T09:26:53Z', value: 1 }] }],
      events: [{ at: '2026-03-14T09:26:53Z', label: everything, status: 'fail' }],
    },
    {
      kind: 'matrix',
      title: everything,
      rowLabel: everything,
      columnLabel: everything,
      labels: [everything, 'b'],
      counts: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  facts: Object.values(attacks).map((text) => ({ label: text, value: text })),
  next: Object.values(attacks),
  provenance: {
    action: everything,
    actionVersion: everything,
    createdAt: '2026-03-14T09:26:53Z',
    repository: everything,
    commit: everything,
    ref: everything,
    actor: everything,
    workflow: everything,
    runId: everything,
    runAttempt: everything,
    runUrl: 'javascript:alert(1)//github.com/o/r/actions/runs/1',
  },
}
