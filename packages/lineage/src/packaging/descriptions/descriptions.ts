import { listOf, parseWideJson, recordOf, textOf } from '../../text/json.ts'
import { parseYaml } from '../../text/yaml.ts'
import { type Found, inert, some } from '../found.ts'

type Description = (path: string, bytes: Uint8Array) => Found

/** Files that describe a package, by their name. */
export const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  MLmodel: mlflow,
  'bentofile.yaml': bento,
  'model-settings.json': mlserver,
  'config.pbtxt': triton,
  'config.properties': torchServeProperties,
}

/** MLflow's `MLmodel`: flavours with their loader modules, signature, uuid. */
function mlflow(path: string, bytes: Uint8Array): Found {
  const root = recordOf(parseYaml(bytes, path))
  const flavours = recordOf(root['flavors'])
  const python = recordOf(flavours['python_function'])
  const signature = recordOf(root['signature'])
  return inert(path, 'mlflow', {
    flavours: some(Object.keys(flavours)),
    loader: textOf(python['loader_module'], 128),
    python: textOf(python['python_version'], 32),
    mlflow: textOf(root['mlflow_version'], 32),
    uuid: textOf(root['model_uuid'], 64),
    run: textOf(root['run_id'], 64),
    inputs: columnsOf(signature['inputs']),
    outputs: columnsOf(signature['outputs']),
  })
}

/** MLflow writes a signature as JSON within the YAML. */
function columnsOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined
  const columns = listOf(parseWideJson(text, 'signature')).map((item) => {
    const column = recordOf(item)
    const type = textOf(column['type'], 32) ?? 'value'
    const tensor = recordOf(column['tensor-spec'])
    const kind =
      type === 'tensor'
        ? `${textOf(tensor['dtype'], 32) ?? ''}[${listOf(tensor['shape']).map(String).join(', ')}]`
        : type
    return `${textOf(column['name'], 64) ?? ''}: ${kind}`.replace(/^: /, '')
  })
  return some(columns, 24)
}

function bento(path: string, bytes: Uint8Array): Found {
  const root = recordOf(parseYaml(bytes, path))
  const python = recordOf(root['python'])
  return {
    ...inert(path, 'bentoml', {
      service: textOf(root['service'], 128),
      models: some(
        listOf(root['models']).map((item) => textOf(item, 128) ?? textOf(recordOf(item)['tag'], 128) ?? ''),
      ),
      packages: some(listOf(python['packages']).map(String)),
    }),
    runsCode: 'its service is Python of its own',
  }
}

function mlserver(path: string, bytes: Uint8Array): Found {
  const root = recordOf(parseWideJson(new TextDecoder().decode(bytes), path))
  const parameters = recordOf(root['parameters'])
  const implementation = textOf(root['implementation'], 128)
  const found = inert(path, 'mlserver', {
    name: textOf(root['name'], 128),
    implementation,
    uri: textOf(parameters['uri'], 256),
    version: textOf(parameters['version'], 64),
    inputs: tensorsOf(root['inputs']),
    outputs: tensorsOf(root['outputs']),
  })
  const own = implementation !== undefined && !/^mlserver(?:_|\.)/.test(implementation)
  return own ? { ...found, runsCode: `${implementation} is Python of its own` } : found
}

function tensorsOf(value: unknown): string | undefined {
  const tensors = listOf(value).map((item) => {
    const tensor = recordOf(item)
    return `${textOf(tensor['name'], 64) ?? '?'}: ${textOf(tensor['datatype'], 16) ?? '?'}[${listOf(tensor['shape']).map(String).join(', ')}]`
  })
  return tensors.length === 0 ? undefined : some(tensors)
}

/** Triton's model repository, which KServe serves as it is. */
function triton(path: string, bytes: Uint8Array): Found {
  const text = new TextDecoder().decode(bytes)
  const value = (key: string): string | undefined =>
    new RegExp(`^\\s*${key}\\s*:\\s*"?([^"\\n]{1,200})"?\\s*$`, 'm').exec(text)?.[1]
  const backend = value('backend') ?? value('platform')
  const found = inert(path, 'triton', {
    name: value('name'),
    backend,
    'largest batch': value('max_batch_size'),
  })
  return backend === 'python' ? { ...found, runsCode: 'its backend is Python of its own' } : found
}

/** KServe's layout for TorchServe: `config/config.properties` beside `model-store/`. */
function torchServeProperties(path: string, bytes: Uint8Array): Found {
  const text = new TextDecoder().decode(bytes)
  const value = (key: string): string | undefined => new RegExp(`^${key}=(.{1,200})$`, 'm').exec(text)?.[1]
  return inert(path, 'kserve-torchserve', {
    models: value('load_models'),
    store: value('model_store'),
    install: value('install_py_dep_per_model'),
  })
}
