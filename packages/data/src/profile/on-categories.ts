import type { CategoryProfile } from './profile.ts'

/**
 * The same counts on the categories another profile lists: what it does not list goes to `other`. Undefined when this
 * profile cannot say, because it counted one of those categories only among its own `other`.
 */
export function onCategories(profile: CategoryProfile, names: CategoryProfile): CategoryProfile | undefined {
  const counts = new Map(profile.categories)
  if (profile.other > 0 && names.categories.some(([name]) => !counts.has(name))) return undefined
  const categories = names.categories.map(([name]): [string, number] => [name, counts.get(name) ?? 0])
  const all = profile.categories.reduce((sum, [, count]) => sum + count, profile.other)
  const held = categories.reduce((sum, [, count]) => sum + count, 0)
  return { ...profile, listed: 'reference', categories, other: all - held }
}
