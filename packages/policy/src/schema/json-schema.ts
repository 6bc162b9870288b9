import { z } from 'zod'
import { documentSchema } from './document.ts'

/**
 * The form of `mlops.yml` as JSON Schema, for editors: completion, hover texts and red lines while one types. Draft 7,
 * which every YAML language server reads. It knows the form only; `parsePolicy` also checks what the form cannot say.
 */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...body } = z.toJSONSchema(documentSchema, { target: 'draft-7', io: 'input' })
  return { $schema, title: 'mlops.yml', description: 'The policy of the mlops actions.', ...body }
}
