import { openCluster, parseKubeconfig } from '@mlops-actions/adapters'
import { UserError } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const pem = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n'
const ca = Buffer.from(pem).toString('base64')

function kubeconfig(
  over: { readonly cluster?: object; readonly user?: object; readonly extra?: object } = {},
): string {
  return JSON.stringify({
    'current-context': 'prod',
    clusters: [
      {
        name: 'c',
        cluster: { server: 'https://kube.test/', 'certificate-authority-data': ca, ...over.cluster },
      },
    ],
    users: [{ name: 'u', user: over.user ?? { token: 'secret-token' } }],
    contexts: [
      { name: 'prod', context: { cluster: 'c', user: 'u', namespace: 'serving' } },
      { name: 'bare', context: { cluster: 'c', user: 'u' } },
      { name: 'lost', context: { cluster: 'nowhere', user: 'u' } },
    ],
    ...over.extra,
  })
}

function refusal(body: () => unknown): UserError {
  try {
    body()
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a kubeconfig', () => {
  it('is the current context: server, authority, namespace, token', () => {
    expect(parseKubeconfig(kubeconfig())).toEqual({
      server: 'https://kube.test',
      namespace: 'serving',
      ca: { kind: 'text', text: pem },
      token: { kind: 'text', text: 'secret-token' },
    })
  })

  it('is another context when asked', () => {
    expect(parseKubeconfig(kubeconfig(), 'bare').namespace).toBe('default')
  })

  it.each([
    ['not YAML', 'a: [', 'is not YAML'],
    ['another document', '{"kind":"Pod"}', 'clusters'],
    [
      'a context that is not there',
      kubeconfig({ extra: { 'current-context': 'gone' } }),
      '"gone", only prod, bare, lost',
    ],
    [
      'a cluster that is not there',
      kubeconfig({ extra: { 'current-context': 'lost' } }),
      'no cluster "nowhere"',
    ],
    [
      'unchecked certificates',
      kubeconfig({ cluster: { 'insecure-skip-tls-verify': true } }),
      'insecure-skip-tls-verify',
    ],
    [
      'an authority that is no PEM',
      kubeconfig({ cluster: { 'certificate-authority-data': 'eA==' } }),
      'not a PEM',
    ],
    ['a server that is no URL', kubeconfig({ cluster: { server: 'file:///etc' } }), 'server'],
  ])('is refused for %s', (_, text, words) => {
    const error = refusal(() => parseKubeconfig(text))
    expect(error.code).toBe('bad-kubeconfig')
    expect(error.message).toContain(words)
  })

  it('is never quoted when it cannot be read: the line may be a key', () => {
    const error = refusal(() => parseKubeconfig('users: [{token: hunter2'))
    expect(error.message + String(error.cause)).not.toContain('hunter2')
  })
})

describe('opening a cluster', () => {
  const plugin = (command: string) =>
    kubeconfig({
      user: {
        exec: {
          command,
          args: ['get-token'],
          env: [{ name: 'REGION', value: 'x' }],
          apiVersion: 'client.authentication.k8s.io/v1beta1',
        },
      },
    })
  const credential = (token: string, until: number) =>
    JSON.stringify({
      kind: 'ExecCredential',
      status: { token, expirationTimestamp: new Date(until).toISOString() },
    })

  it('masks the token before anything is logged', async () => {
    const runtime = memoryRuntime({ files: { config: kubeconfig() } })
    const cluster = await openCluster(runtime, { kubeconfig: 'config' })
    expect(await cluster.credential()).toEqual({ token: 'secret-token' })
    expect(runtime.recorded.masked).toContain('secret-token')
  })

  it('reads a token file again each time', async () => {
    const runtime = memoryRuntime({
      files: { config: kubeconfig({ user: { tokenFile: 'token' } }), token: 'one\n' },
    })
    const cluster = await openCluster(runtime, { kubeconfig: 'config' })
    expect(await cluster.credential()).toEqual({ token: 'one' })
    await runtime.files.write('token', 'two\n')
    expect(await cluster.credential()).toEqual({ token: 'two' })
  })

  it('runs a known plugin by argv, keeps its credential, and asks anew before it ends', async () => {
    const runtime = memoryRuntime({ files: { config: plugin('aws') } })
    let calls = 0
    runtime.exec.on('aws', ({ args, options }) => {
      expect(args).toEqual(['get-token'])
      expect(options.env?.['REGION']).toBe('x')
      expect(options.env?.['KUBERNETES_EXEC_INFO']).toContain('v1beta1')
      return { stdout: credential(`token-${++calls}`, runtime.clock.now() + 15 * 60_000) }
    })
    const cluster = await openCluster(runtime, { kubeconfig: 'config' })
    expect((await cluster.credential()).token).toBe('token-1')
    expect((await cluster.credential()).token).toBe('token-1')
    await runtime.clock.sleep(14.5 * 60_000)
    expect((await cluster.credential()).token).toBe('token-2')
    expect(runtime.recorded.masked).toContain('token-2')
  })

  it.each(['sh', './aws', '/tmp/aws', 'curl'])(
    'does not run %s, whoever wrote the kubeconfig',
    async (command) => {
      const runtime = memoryRuntime({ files: { config: plugin(command) } })
      const cluster = await openCluster(runtime, { kubeconfig: 'config' })
      await expect(cluster.credential()).rejects.toMatchObject({ code: 'kube-plugin-refused' })
      expect(runtime.recorded.execs).toEqual([])
    },
  )

  it('says that a plugin failed, and not what it printed', async () => {
    const runtime = memoryRuntime({ files: { config: plugin('aws') } })
    runtime.exec.on('aws', () => ({ exitCode: 1, stdout: 'half a token' }))
    const cluster = await openCluster(runtime, { kubeconfig: 'config' })
    const error = await cluster.credential().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'kube-plugin-failed' })
    expect(String(error)).not.toContain('half a token')
  })

  it('without any is one error with the ways there are', async () => {
    await expect(openCluster(memoryRuntime(), {})).rejects.toMatchObject({ code: 'no-cluster' })
  })
})
