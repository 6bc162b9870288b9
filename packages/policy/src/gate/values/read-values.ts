import { parse } from 'yaml'
import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { dvcDiff } from './formats/dvc-diff.ts'
import { bencher, benchmarkAction, evidently, junit, promptfoo, sageMaker } from './formats/evaluations.ts'
import type { ValueFormat } from './formats/format.ts'
import { modelIndex, trainerResults } from './formats/hugging-face.ts'
import { lmEval } from './formats/lm-eval.ts'
import { plainMetrics } from './formats/metrics.ts'
import { modelCardToolkit } from './formats/model-card-toolkit.ts'
import { sklearnReport } from './formats/sklearn-report.ts'
import { isFields } from './json.ts'
import { countJunit } from './junit.ts'
import type { ValueTable } from './values.ts'

/** The first that recognises a file reads it; plain metrics are what is left. */
const formats: readonly ValueFormat[] = [
  junit,
  modelIndex,
  lmEval,
  modelCardToolkit,
  promptfoo,
  evidently,
  sageMaker,
  sklearnReport,
  trainerResults,
  benchmarkAction,
  dvcDiff,
  bencher,
  plainMetrics,
]

/**
 * The numbers of a file that another tool wrote, recognised by its content: JSON, YAML, the YAML front matter of a model
 * card (Markdown), or a JUnit report. Nothing is believed but numbers; a NaN stays one, so that a rule can fail on it.
 */
export function readValues(text: string, name: string): Result<ValueTable> {
  const parsed = parseAny(text, name)
  if (!parsed.ok) return parsed
  const root = isFields(parsed.value) ? parsed.value : { items: parsed.value }
  const format = formats.find((one) => one.recognises(root))!
  const { values, baseline } = format.read(root)
  if (values.size === 0) {
    return error(
      `${name}: read as ${format.name}, it holds no number`,
      'Write metrics as `{"accuracy": 0.93}`, or in one of the forms that the README lists.',
    )
  }
  return ok({ name, format: format.name, values, ...(baseline ? { baseline } : {}) })
}

function parseAny(text: string, name: string): Result<unknown> {
  if (text.trimStart().startsWith('<')) {
    const counted = countJunit(text)
    return counted ? ok({ junit: counted }) : error(`${name} is XML, but no JUnit report`)
  }
  if (/\.(md|markdown)$/i.test(name)) {
    const front = /^---\r?\n([\s\S]*?)\r?\n---\r?(?:\n|$)/.exec(text)
    return front ? parseYaml(front[1]!, name) : error(`${name} has no YAML front matter`)
  }
  try {
    return ok(JSON.parse(withNaN(text)) as unknown)
  } catch {
    return /\.ya?ml$/i.test(name)
      ? parseYaml(text, name)
      : error(`${name} is no JSON`, 'YAML is read from files called .yml or .yaml.')
  }
}

/** Python's json writes NaN and Infinity as bare words, which JSON does not have: kept as texts they stay visible. */
function withNaN(text: string): string {
  return text.replaceAll(/(:\s*|\[\s*|,\s*)(NaN|-?Infinity)(?=\s*[,}\]])/g, '$1"$2"')
}

function parseYaml(text: string, name: string): Result<unknown> {
  try {
    return ok(parse(text, { maxAliasCount: 0 }) as unknown)
  } catch {
    return error(`${name} is no YAML`)
  }
}
