import type { Pin } from './pins.ts'

/** A package that the model asks for in another version than it was trained with. */
export interface Disparity {
  readonly name: string
  readonly asked: string
  readonly trained: string
}

/**
 * What a model says it needs (the requirements packed with it) against the lock file it was trained with: a scikit-learn
 * model loaded by another scikit-learn answers differently, or not at all. Only packages that both pin are compared.
 *
 * @returns disparities by name
 */
export function disparities(packed: readonly Pin[], trained: readonly Pin[]): readonly Disparity[] {
  const versions = new Map(
    trained.flatMap(({ name, version }) => (version === undefined ? [] : [[name, version]])),
  )
  return packed
    .flatMap(({ name, version }) => {
      const known = versions.get(name)
      return version === undefined || known === undefined || sameVersion(version, known)
        ? []
        : [{ name, asked: version, trained: known }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** PEP 440: trailing zeros do not count (1.7 is 1.7.0), and a local label (`+cu121`) names a build of one version. */
function sameVersion(a: string, b: string): boolean {
  const bare = (version: string): string =>
    version
      .toLowerCase()
      .replace(/^v/, '')
      .replace(/\+.*$/, '')
      .replace(/(?:\.0)+$/, '')
  return bare(a) === bare(b)
}
