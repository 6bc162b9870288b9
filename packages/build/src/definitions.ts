import type { ActionDefinition } from '@mlops-actions/core'
import { type ActionName, actions } from './actions.ts'

export const actionNames = Object.keys(actions) as readonly ActionName[]

export async function definitionOf(name: string): Promise<ActionDefinition> {
  const load = actions[name as ActionName]
  if (!load) throw new Error(`no such action: ${name}`)
  return (await load()).definition
}
