export { csv } from './csv'
export { jsonl } from './jsonl'
export { numbers } from './numbers'
export { intern, rehash, texts } from './texts'

/** Where memory is free from. */
export function base(): usize {
  return __heap_base
}
