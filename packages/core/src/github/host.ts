import type { HostCapabilities } from '../ports/github.ts'

/** workflow_dispatch inputs: github.com since 2025, and GHES 3.17 to 3.19 (GitHub's OpenAPI descriptions). */
const DISPATCH_INPUTS_GITHUB_COM = 25
const DISPATCH_INPUTS_GHES = 10

/**
 * What this GitHub can do, from its name alone, as the toolkit decides it: asking would cost a request and a permission.
 * `*.localhost` counts as github.com, which lets a local server stand in for it.
 */
export function hostCapabilities(serverUrl: string): HostCapabilities {
  const kind = kindOf(serverUrl)
  const cloud = kind !== 'ghes'
  return {
    kind,
    artifacts: cloud,
    attestations: cloud,
    dispatchRunDetails: cloud,
    dispatchInputLimit: cloud ? DISPATCH_INPUTS_GITHUB_COM : DISPATCH_INPUTS_GHES,
  }
}

function kindOf(serverUrl: string): HostCapabilities['kind'] {
  const name = new URL(serverUrl).hostname.toLowerCase()
  if (name === 'github.com' || name === 'github.localhost' || name.endsWith('.localhost')) return 'github.com'
  return name.endsWith('.ghe.com') ? 'ghe.com' : 'ghes'
}
