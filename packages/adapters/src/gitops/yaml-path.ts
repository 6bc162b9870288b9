import { UserError } from '@mlops-actions/core'

/** Keys and indexes from the root of a YAML document. */
export type YamlPath = readonly (string | number)[]

const SEGMENT = /(?:^|\.)([^.[\]]+)|\[(\d+)\]/y

/**
 * `spec.rules[0].backendRefs` -> ['spec', 'rules', 0, 'backendRefs'].
 * @throws UserError `bad-yaml-path`
 */
export function parseYamlPath(text: string): YamlPath {
  const path: (string | number)[] = []
  SEGMENT.lastIndex = 0
  while (SEGMENT.lastIndex < text.length) {
    const match = SEGMENT.exec(text)
    if (!match) break
    path.push(match[2] === undefined ? (match[1] ?? '') : Number(match[2]))
    if (SEGMENT.lastIndex === text.length) return path
  }
  throw new UserError(
    'bad-yaml-path',
    `gitops-path: ${JSON.stringify(text)} is no path into a YAML document`,
    {
      remedy: 'write keys with dots and indexes in brackets: spec.rules[0].backendRefs',
    },
  )
}
