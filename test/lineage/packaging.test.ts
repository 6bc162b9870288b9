import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileSource, memorySource } from '@mlops-actions/data'
import { familiarityOf, inspectModel, judgeFormat, scanPickle } from '@mlops-actions/lineage'
import { describe, expect, it } from 'vitest'
import { GOLDEN } from './support/files.ts'

const MODELS = join(GOLDEN, 'models')
const expected = JSON.parse(readFileSync(join(MODELS, 'expected.json'), 'utf8'))
const bytes = (path: string) => readFileSync(join(MODELS, path))
const inspect = (path: string) => inspectModel([{ path, open: () => fileSource(join(MODELS, path)) }])
const inspectBytes = (path: string, content: Uint8Array) =>
  inspectModel([{ path, open: async () => memorySource(path, content) }])
const scan = (content: Uint8Array) => scanPickle(memorySource('a pickle', content))

describe('pickles, by what loading them would import', () => {
  it.each(Object.entries<string[]>(expected.globals))('%s as pickletools sees it', async (path, globals) => {
    expect([...(await scan(bytes(path))).globals].sort()).toEqual(globals)
  })

  it.each([0, 1, 2, 3, 4, 5])(
    'a scikit-learn model of protocol %i holds nothing unusual',
    async (protocol) => {
      const [found] = await inspect(`logistic-${protocol}.pkl`)
      expect(found).toMatchObject({ format: 'pickle', dangers: [], unfamiliar: [] })
      expect(found!.unread).toBeUndefined()
      expect(found!.runsCode).toBeDefined()
    },
  )

  it.each(['forest.joblib', 'forest-zlib.joblib', 'forest-gzip.joblib'])(
    '%s, arrays and all',
    async (path) => {
      const [found] = await inspect(path)
      expect(found).toMatchObject({ dangers: [], unfamiliar: [] })
      expect(found!.unread).toBeUndefined()
      expect(found!.facts['imports']).toContain('sklearn.ensemble')
    },
  )

  it('follows arrays of numbers, texts, records and objects to the end of the file', async () => {
    const found = await scan(bytes('arrays.joblib'))
    expect(found.trailing).toBe(0)
    expect(found.globals).toContain('joblib.numpy_pickle.NumpyArrayWrapper')
  })

  it('says of compression it does not unpack that nothing is known', async () => {
    const [found] = await inspect('forest-lzma.joblib')
    expect(found).toMatchObject({ format: 'joblib', unread: expect.stringContaining('lzma') })
    expect(judgeFormat(found!, 'warn').outcome).toBe('fail')
  })
})

describe('attacks, each named', () => {
  const pickled: readonly (readonly [string, string])[] = [
    ...[0, 1, 2, 3, 4, 5].map((protocol) => [`system-${protocol}.pkl`, 'posix.system'] as const),
    ['eval.pkl', 'builtins.eval'],
    ['second.pkl', 'posix.system'],
    ['memo.pkl', 'posix.system'],
    ['computed.pkl', '(computed).system'],
    ['torch.pt', 'posix.system'],
    ['disguised.safetensors', 'posix.system'],
    ['objects.npy', 'posix.system'],
    ['packed.joblib', 'posix.system'],
    ['after-array.joblib', 'posix.system'],
    ['in-object-array.joblib', 'posix.system'],
  ]
  it.each(pickled)('%s reaches %s', async (file, name) => {
    const [found] = await inspect(`attacks/${file}`)
    expect(found!.dangers).toContain(name)
    expect(judgeFormat(found!, 'warn')).toMatchObject({
      outcome: 'fail',
      reason: expect.stringContaining(name),
    })
    expect(judgeFormat(found!, 'refuse').outcome).toBe('fail')
    expect(judgeFormat(found!, 'allow').outcome).toBe('warn')
  })

  it.each(['lambda.keras', 'lambda.h5'])('%s holds byte code', async (file) => {
    const [found] = await inspect(`attacks/${file}`)
    expect(found!.dangers).toEqual(['Lambda layer'])
  })

  it('a module that is only imported runs its code too, and one nobody knows is said', async () => {
    const [found] = await inspect('attacks/import-only.pkl')
    expect(found).toMatchObject({ unfamiliar: ['antigravity.fly'], dangers: [] })
    expect(judgeFormat(found!, 'warn')).toMatchObject({
      outcome: 'warn',
      reason: expect.stringContaining('antigravity.fly'),
    })
  })

  it('a pickle with a broken end has run by then: it is not looked away from', async () => {
    const [found] = await inspect('attacks/broken-end.pkl')
    expect(found!.unread).toContain('ends in the middle')
    expect(judgeFormat(found!, 'warn').outcome).toBe('fail')
  })

  it('every file of the folder is refused or warned about', async () => {
    for (const file of readdirSync(join(MODELS, 'attacks'))) {
      const [found] = await inspect(`attacks/${file}`)
      expect([file, judgeFormat(found!, 'warn').outcome]).not.toEqual([file, 'pass'])
    }
  })
})

describe('headers, as the libraries wrote them', () => {
  it.each([
    [
      'net.safetensors',
      'safetensors',
      { tensors: '2', parameters: '16', types: 'F16, F32', 'written by': 'np' },
    ],
    [
      'net.onnx',
      'onnx',
      {
        producer: 'demo',
        'producer version': '7',
        opsets: 'ai.onnx 21, ai.onnx.ml 3',
        inputs: 'x: float[N, 30]',
        outputs: 'y: float[N, 2]',
        nodes: '1',
      },
    ],
    ['outside.onnx', 'onnx', { 'weights in': 'outside.bin' }],
    ['tiny.gguf', 'gguf', { architecture: 'llama', name: 'tiny', 'context length': '2048', tensors: '1' }],
    ['plain.npy', 'npy', { type: '<f8', shape: '(2, 3)' }],
    ['plain.npz', 'npz', { arrays: '2' }],
    ['logistic.skops', 'skops', {}],
    ['xgboost.json', 'xgboost', { objective: 'binary:logistic', trees: '4', features: '5' }],
    ['lightgbm.txt', 'lightgbm', { objective: 'binary sigmoid:1', trees: '6', features: '5' }],
    ['lightgbm.json', 'lightgbm', { trees: '6', features: '5' }],
    ['dense.keras', 'keras', { keras: expected.versions.keras }],
    ['dense.h5', 'keras-h5', {}],
    [
      'mlflow/MLmodel',
      'mlflow',
      {
        flavours: 'python_function, sklearn',
        inputs: 'age: double, income: double',
        loader: 'mlflow.sklearn',
      },
    ],
  ])('%s is %s', async (path, format, facts) => {
    const [found] = await inspect(path)
    expect(found).toMatchObject({ format, facts, dangers: [] })
    expect(found!.unread).toBeUndefined()
    expect(judgeFormat(found!, 'refuse').outcome).toBe('pass')
  })

  it('MLServer, BentoML, Triton and KServe by their settings', async () => {
    const text = (value: string) => Buffer.from(value)
    expect(
      await inspectBytes(
        'model-settings.json',
        text(
          '{"name":"m","implementation":"mlserver_sklearn.SKLearnModel","parameters":{"uri":"./m.joblib","version":"3"},"inputs":[{"name":"x","datatype":"FP32","shape":[-1,4]}]}',
        ),
      ),
    ).toMatchObject([{ format: 'mlserver', facts: { uri: './m.joblib', inputs: 'x: FP32[-1, 4]' } }])
    const [own] = await inspectBytes(
      'model-settings.json',
      text('{"name":"m","implementation":"models.Mine"}'),
    )
    expect(own!.runsCode).toContain('models.Mine')
    const [bento] = await inspectBytes(
      'bentofile.yaml',
      text('service: "service:Eta"\npython: {packages: [scikit-learn==1.7.2]}\nmodels: ["eta:latest"]\n'),
    )
    expect(bento).toMatchObject({
      format: 'bentoml',
      facts: { service: 'service:Eta', models: 'eta:latest' },
    })
    const [triton] = await inspectBytes(
      'm/config.pbtxt',
      text('name: "m"\nbackend: "python"\nmax_batch_size: 8\n'),
    )
    expect(triton).toMatchObject({ format: 'triton', runsCode: expect.any(String) })
    const [serve] = await inspectBytes(
      'config/config.properties',
      text('load_models=all\nmodel_store=/mnt/models/model-store\n'),
    )
    expect(serve).toMatchObject({ format: 'kserve-torchserve', facts: { store: '/mnt/models/model-store' } })
  })

  it('a file that contradicts its name says so instead of passing for it', async () => {
    const gap = Buffer.from(JSON.stringify({ w: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }))
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(gap.length))
    const cases: readonly (readonly [string, Uint8Array])[] = [
      ['a.safetensors', Buffer.concat([length, gap, Buffer.alloc(8)])],
      ['a.safetensors', Buffer.from([255, 255, 255, 255, 255, 255, 255, 127, 1])],
      ['a.onnx', Buffer.from('not a model at all')],
      ['a.gguf', Buffer.from('GGUF\u0009\u0000\u0000\u0000')],
      ['a.zip', Buffer.from('PK\u0003\u0004 and then nothing')],
      ['a.npy', Buffer.from('\u0093NUMPY\u0001\u0000', 'latin1')],
    ]
    for (const [path, content] of cases) {
      const [found] = await inspectBytes(path, content)
      expect([path, found?.unread]).toEqual([path, expect.any(String)])
      expect(judgeFormat(found!, 'allow').outcome).toBe('warn')
    }
  })

  it('cut or flipped at any place, no header makes it throw anything but its own refusal', async () => {
    for (const path of [
      'net.onnx',
      'tiny.gguf',
      'net.safetensors',
      'dense.keras',
      'forest.joblib',
      'plain.npy',
      'attacks/torch.pt',
    ]) {
      const whole = bytes(path)
      for (let at = 1; at < whole.length; at += Math.max(1, whole.length >> 6)) {
        await inspectBytes(path, whole.subarray(0, at))
        const flipped = Buffer.from(whole)
        flipped[at] = flipped[at]! ^ 0xff
        await inspectBytes(path, flipped)
      }
    }
  })
})

it('a name is dangerous by its module or by itself; the rest is not proven harmless', () => {
  expect(familiarityOf('os.popen')).toBe('dangerous')
  expect(familiarityOf('builtins.getattr')).toBe('dangerous')
  expect(familiarityOf('numpy.f2py.crackfortran.myeval')).toBe('dangerous')
  expect(familiarityOf('numpy.ndarray')).toBe('usual')
  expect(familiarityOf('ossified.thing')).toBe('unfamiliar')
})
