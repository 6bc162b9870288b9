import { clip, code, md, plainText } from '@mlops-actions/report'
import { stringify } from 'yaml'
import { type CardFacts, mainFormat, type Metric, metricsOf, paramsOf } from './facts.ts'

/** Names of libraries as the Hub's `library_name` has them, by format. */
const LIBRARIES: Readonly<Record<string, string>> = {
  pickle: 'sklearn',
  joblib: 'sklearn',
  skops: 'sklearn',
  xgboost: 'xgboost',
  lightgbm: 'lightgbm',
  keras: 'keras',
  'keras-h5': 'keras',
  'saved-model': 'tf-keras',
  transformers: 'transformers',
  onnx: 'onnx',
  gguf: 'gguf',
  safetensors: 'pytorch',
  torch: 'pytorch',
  mlflow: 'mlflow',
}

/** A card is read by people; thousands of slices are in the report. */
const MOST_METRICS = 50
const MOST_PARAMS = 100
const MOST_FILES = 50

/**
 * A Hugging Face model card of a version: YAML front matter with `model-index`, then Markdown. Made from the record alone.
 * https://huggingface.co/docs/hub/model-cards
 */
export function modelCard(facts: CardFacts): string {
  const { record, owner, uri } = facts
  const front = stringify(frontMatter(facts), { lineWidth: 0 })
  return [
    `---\n${front}---`,
    `# ${md(record.model)}, version ${record.version}`,
    [
      `A ${md(facts.task)} model, registered ${record.createdAt.slice(0, 10)}`,
      record.origin.actor === undefined ? '' : ` by ${md(record.origin.actor)}`,
      owner === undefined ? '.' : `. Owner: ${md(owner)}.`,
    ].join(''),
    table(
      ['', ''],
      [
        ['Model digest', code(record.modelDigest)],
        ['Record', code(uri)],
        ...(mainFormat(record) === undefined ? [] : [['Format', md(mainFormat(record)!)]]),
        ...(record.sameContentAs === undefined ? [] : [['Same bytes as', `version ${record.sameContentAs}`]]),
      ],
    ),
    ...section('Metrics', metricsTable(metricsOf(facts))),
    ...section('Training data', dataTable(facts)),
    ...section('Hyperparameters', paramsTable(facts)),
    ...section('How it was made', madeTable(facts)),
    ...section('Files', filesTable(facts)),
    ...section('Before you load it', cautions(facts)),
    `<!-- Made from the version's record by mlops-actions. -->\n`,
  ].join('\n\n')
}

function frontMatter(facts: CardFacts): object {
  const { record } = facts
  const format = mainFormat(record)
  const library = format === undefined ? undefined : LIBRARIES[format]
  const metrics = metricsOf(facts).filter(({ slice }) => slice === undefined)
  return {
    ...(library === undefined ? {} : { library_name: library }),
    tags: [record.model, 'mlops-actions', ...(format === undefined ? [] : [format])],
    ...(metrics.length === 0 ? {} : { metrics: [...new Set(metrics.map(({ name }) => name))] }),
    ...(metrics.length === 0
      ? {}
      : { 'model-index': [{ name: record.model, results: [result(facts, metrics)] }] }),
  }
}

function result({ task, record }: CardFacts, metrics: readonly Metric[]): object {
  const [data] = record.lineage.data
  const evaluated = data?.name ?? 'evaluation data'
  return {
    task: { type: task === 'regression' ? 'tabular-regression' : 'tabular-classification' },
    dataset: {
      name: evaluated,
      type: slug(evaluated),
      ...(data && 'id' in data ? { revision: data.id } : {}),
    },
    metrics: metrics.map(({ name, value }) => ({ type: name, name, value })),
  }
}

/** The Hub takes `type` for an identifier. */
function slug(text: string): string {
  return (
    plainText(text)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'data'
  )
}

function section(title: string, body: string | undefined): readonly string[] {
  return body === undefined ? [] : [`## ${title}`, body]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row))].join('\n')
}

function metricsTable(metrics: readonly Metric[]): string | undefined {
  if (metrics.length === 0) return undefined
  return table(
    ['Metric', 'Slice', 'Value', 'Interval', 'Rows'],
    metrics
      .slice(0, MOST_METRICS)
      .map(({ name, slice, value, low, high, level, n }) => [
        md(name),
        slice === undefined ? 'all' : md(slice),
        number(value),
        low === undefined || high === undefined
          ? ''
          : `${number(low)} to ${number(high)} (${Math.round((level ?? 0) * 100)} %)`,
        n === undefined ? '' : String(n),
      ]),
  )
}

function number(value: number): string {
  return String(Number(value.toPrecision(5)))
}

function dataTable({ record }: CardFacts): string | undefined {
  const { data } = record.lineage
  if (data.length === 0) return undefined
  return table(
    ['Name', 'Kind', 'Identity'],
    data.map((item) => [md(item.name), item.kind, code('id' in item ? item.id : item.digest)]),
  )
}

function paramsTable({ record }: CardFacts): string | undefined {
  const params = paramsOf(record)
  if (params.length === 0) return undefined
  return table(
    ['Parameter', 'Value'],
    params.slice(0, MOST_PARAMS).map(([name, value]) => [code(name), code(clip(value, 200))]),
  )
}

function madeTable({ record }: CardFacts): string | undefined {
  const { code: made, lock, image } = record.lineage
  const rows = [
    ...(made
      ? [
          [
            'Code',
            code(`${made.repository ?? ''}@${made.commit}${made.dirty ? ' with uncommitted changes' : ''}`),
          ],
        ]
      : []),
    ...(lock ? [['Dependencies', code(`${lock.path} ${lock.digest}`)]] : []),
    ...(image ? [['Image', code(`${image.name}@${image.digest}`)]] : []),
  ]
  return rows.length === 0 ? undefined : table(['', ''], rows)
}

function filesTable({ record }: CardFacts): string {
  const shown = record.files.slice(0, MOST_FILES)
  const rows = shown.map(({ path, byteLength, digest }) => [
    code(path === '.' ? (record.fileName ?? path) : path),
    String(byteLength),
    code(digest),
  ])
  const more = record.files.length - shown.length
  return table(['File', 'Bytes', 'sha256'], rows) + (more > 0 ? `\n\nand ${more} more in the record.` : '')
}

function cautions({ record }: CardFacts): string | undefined {
  const risky = (record.packaging ?? []).filter(({ runsCode }) => runsCode !== undefined)
  if (risky.length === 0) return undefined
  return risky
    .slice(0, 20)
    .map(({ path, runsCode }) => `- ${code(path)}: ${md(runsCode!)}`)
    .join('\n')
}
