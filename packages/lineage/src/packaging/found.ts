/** A file or a folder of a model whose format was recognised. */
export interface Found {
  readonly path: string
  readonly format: string
  readonly facts: Readonly<Record<string, string>>
  /** Why loading it runs code; absent where loading is only reading. */
  readonly runsCode?: string
  /** What its code would do that no model needs. */
  readonly dangers: readonly string[]
  /** Names its code imports that are not of the usual libraries. */
  readonly unfamiliar: readonly string[]
  /** Why its content could not be looked at: nothing is known of it then, which is not the same as harmless. */
  readonly unread?: string
}

/** A format that is only read. */
export function inert(
  path: string,
  format: string,
  facts: Readonly<Record<string, string | undefined>>,
): Found {
  return { path, format, facts: known(facts), dangers: [], unfamiliar: [] }
}

/** Facts that are there, cut to what a record holds. */
export function known(facts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key.slice(0, 128), value.slice(0, 1024)]],
    ),
  )
}

/** A few of many, for a line. */
export function some(items: readonly string[], most = 12): string {
  return items.length <= most
    ? items.join(', ')
    : `${items.slice(0, most).join(', ')} and ${items.length - most} more`
}
