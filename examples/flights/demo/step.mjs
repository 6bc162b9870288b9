import { isAbsolute, join } from 'node:path'
import { step } from '../../../dist/index.js'
import { colour, say } from './say.mjs'

/** Lines of a comment or issue that would be posted which the story shows. */
const PREVIEW_LINES = 8

/**
 * The suite's actions, run in one workspace from their action.yml as GitHub's runner runs them.
 * @param {{ root: string, work: string }} place the suite's repository, and the user's
 */
export function actionsIn({ root, work }) {
  const reports = []

  /**
   * @param {string} action
   * @param {{ inputs: Record<string, string>, expect?: Record<string, string>, quiet?: boolean, report?: string }} options
   *   `expect` is part of the story, and ends the demo when it does not come true; `report` lists its page at the end
   * @returns {Promise<Record<string, string>>} the step's outputs
   */
  async function run(action, { inputs, expect = { verdict: 'pass' }, quiet = false, report }) {
    const started = performance.now()
    const lines = []
    if (!quiet) say(`\n${commandLine(action, inputs)}`)
    const result = await step({
      action: join(root, 'actions', action),
      workspace: work,
      inputs,
      inherited: { PATH: process.env.PATH, HOME: process.env.HOME },
      onLine: quiet ? ({ text }) => lines.push(text) : foldingPreviews((text) => say(`  ${text}`)),
    })
    const passed = result.exitCode === 0
    const asExpected = Object.entries(expect).every(([name, value]) => result.outputs[name] === value)
    if (quiet && !asExpected) say([commandLine(action, inputs), ...lines].join('\n  '))
    if (!quiet) say(ending(passed, result.exitCode, performance.now() - started))
    else if (asExpected) say(`  ${colour.dim(commandLine(action, inputs))} ${colour.green('ok')}`)
    if (!asExpected) {
      throw new Error(
        `${action} should have given ${JSON.stringify(expect)}, not ${JSON.stringify(result.outputs)}`,
      )
    }
    const { html } = result.outputs
    if (report && html) reports.push({ title: report, path: isAbsolute(html) ? html : join(work, html) })
    return result.outputs
  }

  return { run, reports }
}

function commandLine(action, inputs) {
  const shown = Object.entries(inputs).map(([name, value]) => `${name}=${value}`)
  return `${colour.bold(`$ ${action}`)} ${colour.dim(shown.join(' '))}`
}

function ending(passed, exitCode, milliseconds) {
  const word = passed ? colour.green('step passed') : colour.red('step failed')
  return `  ${word} ${colour.dim(`exit status ${exitCode}, ${(milliseconds / 1_000).toFixed(1)} s`)}`
}

/**
 * Without a token the actions say what they would post, whole. The story only needs the beginning of each.
 * @param {(text: string) => void} show
 */
function foldingPreviews(show) {
  let hidden = 0
  let left = Number.POSITIVE_INFINITY
  return ({ kind, text }) => {
    const starts = text.startsWith('\u2014 would ')
    if (starts || kind === 'endgroup') {
      if (hidden > 0) show(colour.dim(`... and ${hidden} more lines`))
      hidden = 0
      left = starts ? PREVIEW_LINES : Number.POSITIVE_INFINITY
    }
    if (left > 0) show(kind === 'group' || starts ? colour.bold(text) : text)
    else hidden += 1
    left -= 1
  }
}
