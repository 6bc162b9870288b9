import type { ByteSource } from '@mlops-actions/data'
import { parseWideJson, listOf, recordOf, textOf } from '../../text/json.ts'
import { type Found, inert } from '../found.ts'

/** XGBoost's JSON is parsed whole; larger ones are recognised by their beginning only. */
const MAX_JSON_BYTES = 64 * 2 ** 20

/** A JSON file, when it is an XGBoost model, a LightGBM dump, or the configuration of a transformers model. */
export async function readJsonModel(path: string, source: ByteSource): Promise<Found | undefined> {
  const head = new TextDecoder().decode(await source.read(0, Math.min(4096, source.byteLength)))
  const name = path.slice(path.lastIndexOf('/') + 1)
  const xgboost = head.includes('"learner"')
  if (
    !xgboost &&
    !head.includes('"tree_info"') &&
    !head.includes('"feature_names"') &&
    name !== 'config.json'
  )
    return undefined
  if (source.byteLength > MAX_JSON_BYTES)
    return inert(path, xgboost ? 'xgboost' : 'lightgbm', { size: 'too large to look into' })
  const root = recordOf(
    parseWideJson(new TextDecoder().decode(await source.read(0, source.byteLength)), path),
  )
  const learner = recordOf(root['learner'])
  if ('learner_model_param' in learner) {
    const version = listOf(root['version']).map(String).join('.')
    const booster = recordOf(learner['gradient_booster'])
    const trees = recordOf(recordOf(recordOf(booster)['model'])['gbtree_model_param'])['num_trees']
    return inert(path, 'xgboost', {
      xgboost: version,
      objective: textOf(recordOf(learner['objective'])['name'], 64),
      trees: textOf(trees, 16),
      features: textOf(recordOf(learner['learner_model_param'])['num_feature'], 16),
    })
  }
  if (Array.isArray(root['tree_info'])) {
    return inert(path, 'lightgbm', {
      version: textOf(root['version'], 16),
      objective: textOf(root['objective'], 64),
      trees: String(root['tree_info'].length),
      features: String(Number(root['max_feature_idx']) + 1),
    })
  }
  return 'model_type' in root || 'architectures' in root ? transformers(path, root) : undefined
}

/** `auto_map` names Python files beside the weights that transformers runs with `trust_remote_code`. */
function transformers(path: string, root: Readonly<Record<string, unknown>>): Found {
  const custom = 'auto_map' in root
  const facts = inert(path, 'transformers', {
    type: textOf(root['model_type'], 64),
    architecture: textOf(listOf(root['architectures'])[0], 128),
    transformers: textOf(root['transformers_version'], 32),
    type_of_numbers: textOf(root['torch_dtype'] ?? root['dtype'], 32),
  })
  return custom ? { ...facts, runsCode: 'auto_map names code of its own (trust_remote_code)' } : facts
}

/** LightGBM's text format: `tree`, then `key=value` lines. */
export async function readLightGbm(path: string, source: ByteSource): Promise<Found> {
  const head = new TextDecoder().decode(await source.read(0, Math.min(65_536, source.byteLength)))
  const value = (key: string): string | undefined => new RegExp(`^${key}=(.{0,200})$`, 'm').exec(head)?.[1]
  return inert(path, 'lightgbm', {
    version: value('version'),
    objective: value('objective'),
    features:
      value('max_feature_idx') === undefined ? undefined : String(Number(value('max_feature_idx')) + 1),
    trees: value('tree_sizes') === undefined ? undefined : String(value('tree_sizes')!.split(' ').length),
  })
}
