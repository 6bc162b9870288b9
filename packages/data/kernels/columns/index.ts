export { count } from './count'
export { grid } from './grid'
export { gather, hybrid, levels } from './hybrid'
export { snappy } from './snappy'
export { sort } from './sort'

/** Where memory is free from. */
export function base(): usize {
  return __heap_base
}
