import {
  type Placement,
  RolloutError,
  type RolloutState,
  type Router,
  SAFE_SPLIT,
  type Split,
} from '@mlops-actions/rollout'

/** A target in memory that several routers may share, as several jobs share a real one. */
export interface MemoryTarget {
  split: Split
  state: RolloutState | undefined
  revision: number
  /** Every split that was in place, in order. */
  readonly history: Split[]
}

export function memoryTarget(): MemoryTarget {
  return { split: SAFE_SPLIT, state: undefined, revision: 0, history: [] }
}

/** The Router port in memory: the reference the real ones are compared with. */
export function memoryRouter(target: MemoryTarget): Router {
  const placement = (): Placement => ({
    split: target.split,
    state: target.state && structuredClone(target.state),
    revision: String(target.revision),
  })
  const put = (split: Split, state: RolloutState | undefined): void => {
    target.split = split
    target.state = state && structuredClone(state)
    target.revision += 1
    target.history.push(split)
  }
  return {
    target: 'memory/models',
    sparing: false,
    read: async () => placement(),
    async write({ split, state }, expected) {
      if (expected !== String(target.revision))
        throw new RolloutError('contended', 'memory: somebody else wrote')
      put(split, state)
      return placement()
    },
    force: async (split, state) => put(split, state),
  }
}
