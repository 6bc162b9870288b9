import type { ByteSource } from '@mlops-actions/data'
import { LineageError } from '../../error.ts'
import { type Found, inert, some } from '../found.ts'
import { fieldText, type PlacedField, placedFields } from './message.ts'

// Field numbers of onnx/onnx.proto.
const MODEL = { irVersion: 1, producer: 2, producerVersion: 3, graph: 7, opsets: 8 } as const
const OPSET = { domain: 1, version: 2 } as const
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const
const VALUE = { name: 1, type: 2 } as const
const TENSOR = { name: 8, external: 13 } as const
const ENTRY = { key: 1, value: 2 } as const
const TYPE = { tensor: 1 } as const
const TENSOR_TYPE = { element: 1, shape: 2 } as const
const SHAPE = { dimension: 1 } as const
const DIMENSION = { value: 1, parameter: 2 } as const
/** TensorProto.DataType. */
const ELEMENTS =
  'undefined float uint8 int8 uint16 int16 int32 int64 string bool float16 double uint32 uint64 complex64 complex128 bfloat16'.split(
    ' ',
  )
const MOST_VALUES = 64

/**
 * The header of an ONNX model: opsets, producer, inputs and outputs with their shapes, and whether weights stand in other
 * files. The graph's weights are leapt over.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
export async function readOnnx(path: string, source: ByteSource): Promise<Found> {
  const facts: Record<string, string> = {}
  const opsets: string[] = []
  let graph: PlacedField | undefined
  for await (const field of placedFields(source)) {
    if (field.number === MODEL.irVersion && field.wire === 0) facts['ir version'] = String(field.value)
    else if (field.number === MODEL.producer) facts['producer'] = await fieldText(source, field)
    else if (field.number === MODEL.producerVersion)
      facts['producer version'] = await fieldText(source, field)
    else if (field.number === MODEL.graph && field.wire === 2) graph = field
    else if (field.number === MODEL.opsets) opsets.push(await opsetText(source, field))
  }
  if (!graph || facts['ir version'] === undefined)
    throw new LineageError('corrupt', `${path}: is no ONNX model`)
  const content = await graphOf(source, graph)
  return inert(path, 'onnx', {
    ...facts,
    opsets: some(opsets),
    nodes: String(content.nodes),
    inputs: some(content.inputs),
    outputs: some(content.outputs),
    'weights in': some([...content.external]),
  })
}

async function opsetText(source: ByteSource, { start, end }: PlacedField): Promise<string> {
  let [domain, version] = ['ai.onnx', '?']
  for await (const field of placedFields(source, start, end)) {
    if (field.number === OPSET.domain) domain = (await fieldText(source, field)) || 'ai.onnx'
    if (field.number === OPSET.version) version = String(field.value)
  }
  return `${domain} ${version}`
}

async function graphOf(source: ByteSource, graph: PlacedField) {
  const [inputs, outputs] = [[] as string[], [] as string[]]
  const weights = new Set<string>()
  const external = new Set<string>()
  let nodes = 0
  for await (const field of placedFields(source, graph.start, graph.end)) {
    if (field.number === GRAPH.node) nodes++
    else if (field.number === GRAPH.initializer) await tensorOf(source, field, weights, external)
    else if (field.number === GRAPH.input && inputs.length < MOST_VALUES)
      inputs.push(await valueText(source, field))
    else if (field.number === GRAPH.output && outputs.length < MOST_VALUES)
      outputs.push(await valueText(source, field))
  }
  // Before IR version 4 every weight was an input too.
  const own = inputs.filter((text) => !weights.has(text.split(':')[0]!))
  return { nodes, inputs: own, outputs, external }
}

async function tensorOf(
  source: ByteSource,
  tensor: PlacedField,
  weights: Set<string>,
  external: Set<string>,
): Promise<void> {
  for await (const field of placedFields(source, tensor.start, tensor.end)) {
    if (field.number === TENSOR.name) weights.add(await fieldText(source, field))
    if (field.number !== TENSOR.external) continue
    let [key, value] = ['', '']
    for await (const part of placedFields(source, field.start, field.end)) {
      if (part.number === ENTRY.key) key = await fieldText(source, part)
      if (part.number === ENTRY.value) value = await fieldText(source, part)
    }
    if (key === 'location') external.add(value)
  }
}

/** `name: float[N, 30]`. */
async function valueText(source: ByteSource, value: PlacedField): Promise<string> {
  let [name, type] = ['', '']
  for await (const field of placedFields(source, value.start, value.end)) {
    if (field.number === VALUE.name) name = await fieldText(source, field)
    if (field.number === VALUE.type) type = await typeText(source, field)
  }
  return type === '' ? name : `${name}: ${type}`
}

async function typeText(source: ByteSource, type: PlacedField): Promise<string> {
  for await (const field of placedFields(source, type.start, type.end)) {
    if (field.number !== TYPE.tensor) continue
    let element = 'undefined'
    const sizes: string[] = []
    for await (const part of placedFields(source, field.start, field.end)) {
      if (part.number === TENSOR_TYPE.element) element = ELEMENTS[Number(part.value)] ?? `type ${part.value}`
      if (part.number !== TENSOR_TYPE.shape) continue
      for await (const dimension of placedFields(source, part.start, part.end)) {
        if (dimension.number === SHAPE.dimension) sizes.push(await sizeText(source, dimension))
      }
    }
    return `${element}[${sizes.join(', ')}]`
  }
  return 'no tensor'
}

async function sizeText(source: ByteSource, dimension: PlacedField): Promise<string> {
  for await (const field of placedFields(source, dimension.start, dimension.end)) {
    if (field.number === DIMENSION.value) return String(field.value)
    if (field.number === DIMENSION.parameter) return fieldText(source, field, 64)
  }
  return '?'
}
