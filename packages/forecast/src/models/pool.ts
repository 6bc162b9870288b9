import { doubleSeason } from './double-season.ts'
import { fourier } from './fourier.ts'
import { holtWinters } from './holt-winters.ts'
import type { Member } from './member.ts'
import { multipleStl } from './mstl.ts'
import { naiveDay, naiveWeek } from './naive.ts'
import { profile } from './profile.ts'

/** Every member, the two that the others must beat first. */
export const members: readonly Member[] = [
  naiveDay,
  naiveWeek,
  profile,
  holtWinters,
  doubleSeason,
  fourier,
  multipleStl,
]
