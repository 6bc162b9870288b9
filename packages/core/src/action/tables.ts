import type { ActionDefinition } from '../define-action.ts'
import { inputFacts } from './schema-facts.ts'

/** The inputs as a Markdown table for the action's README. */
export function inputTable(definition: ActionDefinition): string {
  const rows = Object.entries(definition.inputs).map(([name, schema]) => {
    const { description, required, default: value } = inputFacts(name, schema)
    return [
      `\`${name}\``,
      cell(description),
      required ? '**required**' : value === undefined ? '' : code(value),
    ]
  })
  return table(['Input', 'What it is', 'Default'], rows)
}

/** The outputs as a Markdown table for the action's README. */
export function outputTable(definition: ActionDefinition): string {
  return table(
    ['Output', 'What it is'],
    Object.entries(definition.outputs).map(([name, description]) => [`\`${name}\``, cell(description)]),
  )
}

/** The permissions as a Markdown table, with what breaks without each. */
export function permissionTable(definition: ActionDefinition): string {
  return table(
    ['Permission', 'Why'],
    definition.permissions.map(({ scope, access, why }) => [`\`${scope}: ${access}\``, cell(why)]),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, '<br>')
}

/** A default of several lines would break the row. */
function code(value: string): string {
  return value === ''
    ? ''
    : value
        .split('\n')
        .map((line) => `\`${cell(line)}\``)
        .join('<br>')
}
