import { listOf, parseWideJson, recordOf, textOf } from '../text/json.ts'
import { parseYaml } from '../text/yaml.ts'
import type { LockKind } from './lock-kinds.ts'

/** A package and the one version it is held to; no version where the file leaves a choice. */
export interface Pin {
  /** Normalised as PEP 503 says, so that `Scikit_Learn` and `scikit-learn` are one. */
  readonly name: string
  readonly version: string | undefined
}

/**
 * The packages a lock file names.
 *
 * @throws LineageError `corrupt` for JSON or YAML that is none
 */
export function pinsOf(bytes: Uint8Array, kind: LockKind, where: string): readonly Pin[] {
  const text = new TextDecoder().decode(bytes)
  switch (kind) {
    case 'uv':
    case 'poetry':
    case 'pdm':
      return tomlPackages(text)
    case 'requirements':
      return requirementPins(text)
    case 'conda':
      return condaPins(recordOf(parseYaml(bytes, where)))
    case 'conda-lock':
      return listOf(recordOf(parseYaml(bytes, where))['package']).flatMap((item) => named(recordOf(item)))
    case 'pixi':
      return pixiPins(recordOf(parseYaml(bytes, where)))
    case 'pipfile':
      return pipfilePins(recordOf(parseWideJson(text, where)))
    case 'npm':
      return npmPins(recordOf(parseWideJson(text, where)))
  }
}

export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

/**
 * `[[package]]` tables of uv, Poetry and PDM. Their writers put `name` and `version` on lines of their own, as plain
 * strings; a whole TOML parser would read the same two.
 */
function tomlPackages(text: string): readonly Pin[] {
  return text
    .split(/^\[\[package\]\][ \t]*$/m)
    .slice(1)
    .flatMap((block) => {
      const table = block.split(/^\[/m)[0]!
      const name = /^name = "([^"]+)"/m.exec(table)?.[1]
      return name === undefined
        ? []
        : [{ name: normalName(name), version: /^version = "([^"]+)"/m.exec(table)?.[1] }]
    })
}

/** pip's requirements format: `name[extra]==1.2 ; marker --hash=...`, with line continuations and comments. */
export function requirementPins(text: string): readonly Pin[] {
  return text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .flatMap((line) => {
      const [, name, rest = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/.exec(line) ?? []
      if (name === undefined) return []
      // `name @ https://...` is a place, not a version; `==1.*` leaves a choice.
      const version = /^===?\s*([^\s;,]+)\s*(?:;.*|--hash.*)?$/.exec(rest)?.[1]
      return [{ name: normalName(name), version: version?.includes('*') ? undefined : version }]
    })
}

/** `name=1.2=build`, and pip's own list inside. */
function condaPins(root: Readonly<Record<string, unknown>>): readonly Pin[] {
  return listOf(root['dependencies']).flatMap((item) => {
    if (typeof item !== 'string') {
      return listOf(recordOf(item)['pip']).flatMap((line) =>
        typeof line === 'string' ? requirementPins(line) : [],
      )
    }
    const [, name, version] =
      /^(?:[^:\s]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)\s*(?:={1,2}\s*([^=\s*<>,|]+)(?:=[^\s]*)?)?\s*$/.exec(
        item,
      ) ?? []
    if (name === undefined) {
      const loose = /^(?:[^:\s]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)/.exec(item)?.[1]
      return loose === undefined ? [] : [{ name: normalName(loose), version: undefined }]
    }
    return [{ name: normalName(name), version }]
  })
}

/** Before version 6 of the file packages had names; since then the name stands in the address. */
function pixiPins(root: Readonly<Record<string, unknown>>): readonly Pin[] {
  return listOf(root['packages']).flatMap((item) => {
    const entry = recordOf(item)
    const own = named(entry)
    if (own.length > 0) return own
    const file = textOf(entry['conda'] ?? entry['pypi'], 2048)
      ?.split(/[#?]/)[0]
      ?.split('/')
      .at(-1)
    const found =
      /^(.+)-([^-]+)-[^-]+\.(?:conda|tar\.bz2)$/.exec(file ?? '') ??
      /^(.+?)-(\d[^-]*)(?:-.*\.whl|\.tar\.gz|\.zip)$/.exec(file ?? '')
    return found ? [{ name: normalName(found[1]!), version: found[2] }] : []
  })
}

function pipfilePins(root: Readonly<Record<string, unknown>>): readonly Pin[] {
  return Object.entries({ ...recordOf(root['develop']), ...recordOf(root['default']) }).map(
    ([name, entry]) => ({
      name: normalName(name),
      version: /^==([^*]+)$/.exec(textOf(recordOf(entry)['version']) ?? '')?.[1],
    }),
  )
}

function npmPins(root: Readonly<Record<string, unknown>>): readonly Pin[] {
  return Object.entries(recordOf(root['packages'])).flatMap(([path, entry]) => {
    const name = path.split('node_modules/').at(-1)
    return path === '' || name === undefined ? [] : [{ name, version: textOf(recordOf(entry)['version']) }]
  })
}

function named(entry: Readonly<Record<string, unknown>>): readonly Pin[] {
  const name = textOf(entry['name'], 256)
  return name === undefined ? [] : [{ name: normalName(name), version: textOf(entry['version'], 128) }]
}
