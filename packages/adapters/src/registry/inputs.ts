import { z } from 'zod'

/** The inputs of every action that works on a registry: where it is, and who may write there. */
export const registryInputs = {
  remote: z
    .string()
    .optional()
    .describe("Git repository that holds the registry (default: the policy's, else this repository)."),
  branch: z.string().optional().describe("Its branch (default: the policy's, else mlops/registry)."),
  'remote-token': z
    .string()
    .optional()
    .describe('A token that may push there (default: `github-token`, if the remote is on this GitHub).'),
  'github-token': z.string().optional().describe('Token that may push to this repository.'),
} as const

export type RegistryInputs = {
  readonly [K in keyof typeof registryInputs]: z.output<(typeof registryInputs)[K]>
}
