import { kubernetesClient, KubernetesError } from '@mlops-actions/adapters'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const hpas = { group: 'autoscaling', version: 'v2', plural: 'horizontalpodautoscalers', namespace: 'default' }
const path = 'https://kube.test/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers'
const object = (name: string) => ({ metadata: { name, resourceVersion: '1' } })

function client() {
  const { http, recorded } = memoryRuntime()
  const credential = async () => ({ token: 'secret-token' })
  return {
    http,
    recorded,
    kube: kubernetesClient(http, { server: 'https://kube.test', tls: {}, namespace: 'default', credential }),
  }
}

describe('a list', () => {
  it('is read page by page to its end', async () => {
    const { http, kube } = client()
    http.on('GET', path, (_, { searchParams }) =>
      searchParams.get('continue') === 'p2'
        ? { body: { metadata: {}, items: [object('c')] } }
        : { body: { metadata: { continue: 'p2' }, items: [object('a'), object('b')] } },
    )
    expect((await kube.list(hpas)).map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c'])
  })

  it('that never ends is refused, not cut', async () => {
    const { http, kube } = client()
    http.on('GET', path, () => ({ body: { metadata: { continue: 'more' }, items: [object('a')] } }))
    await expect(kube.list(hpas)).rejects.toMatchObject({ name: 'KubernetesError', reason: 'TooMany' })
  })
})

describe('a refusal', () => {
  it.each([
    [{ status: 403, body: { reason: 'Forbidden', message: 'User "x" cannot get resource' } }, 'Forbidden'],
    [{ status: 200, body: '<html>a login page</html>' }, 'Unknown'],
    [{ status: 200, body: { metadata: {} } }, 'Unknown'],
    [{ status: 500, body: '' }, 'Unknown'],
  ])('names the object and the reason, and never the token: %j', async (answer, reason) => {
    const { http, kube } = client()
    http.on('GET', `${path}/web`, () => answer)
    const error = await kube.get({ ...hpas, name: 'web' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(KubernetesError)
    expect(error).toMatchObject({ reason })
    expect(String(error)).toContain('horizontalpodautoscalers.autoscaling default/web')
    expect(String(error)).not.toContain('secret-token')
  })

  it('quotes only so much of what a server says', async () => {
    const { http, kube } = client()
    http.on('GET', `${path}/web`, () => ({ status: 400, body: { reason: 'Bad', message: 'x'.repeat(1e6) } }))
    const error = await kube.get({ ...hpas, name: 'web' }).catch((thrown: unknown) => thrown)
    expect(String(error).length).toBeLessThan(600)
  })

  it('of an object that is not there is no error', async () => {
    const { http, kube } = client()
    http.on('GET', `${path}/web`, () => ({ status: 404, body: { reason: 'NotFound', message: 'no' } }))
    expect(await kube.get({ ...hpas, name: 'web' })).toBeUndefined()
  })
})

describe('a patch', () => {
  it('is sent once: one that got lost may have been carried out', async () => {
    const { http, kube, recorded } = client()
    http.on('PATCH', `${path}/web`, () => ({ body: object('web') }))
    await kube.patch({ ...hpas, name: 'web' }, { kind: 'merge', body: { spec: {} } }, '7', { dryRun: true })
    const [request] = recorded.requests
    expect(request!.retries).toBeUndefined()
    expect(new URL(request!.url).searchParams.get('dryRun')).toBe('All')
    expect(JSON.parse(String(request!.body))).toEqual({ spec: {}, metadata: { resourceVersion: '7' } })
  })
})
