/** What a step changes for its post step and for later steps. State keys are matched without case. */
export interface Effects {
  readonly outputs: Map<string, string>
  readonly state: Map<string, string>
  readonly env: Map<string, string>
  /** In the order added; the last one added comes first on PATH. */
  readonly path: string[]
}

export function noEffects(): Effects {
  return { outputs: new Map(), state: new Map(), env: new Map(), path: [] }
}

/** A folder added twice moves to the end. */
export function addPath(path: string[], folder: string): void {
  const at = path.indexOf(folder)
  if (at >= 0) path.splice(at, 1)
  path.push(folder)
}

/** The first spelling of a key stays, as in the runner's case-insensitive dictionary. */
export function saveState(state: Map<string, string>, key: string, value: string): void {
  const same = [...state.keys()].find((known) => known.toLowerCase() === key.toLowerCase())
  state.set(same ?? key, value)
}

/** NODE_OPTIONS would run code in every later action, so the runner refuses to store it. */
export function isBlockedVariable(name: string): boolean {
  return name.toUpperCase() === 'NODE_OPTIONS'
}
