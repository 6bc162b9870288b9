import {
  fileStateStore,
  gitopsRouter,
  haproxyRouter,
  netSocket,
  parseSocketAddress,
  weightsFor,
} from '@mlops-actions/adapters'
import { memoryRuntime } from '@mlops-actions/testkit'
import { fakeHaproxy } from './fake-haproxy.ts'
import { gitRemote } from './git-remote.ts'
import { memoryRouter, memoryTarget } from './memory-router.ts'
import { routerContract } from './router-contract.ts'

routerContract('memory', async () => {
  const target = memoryTarget()
  return {
    open: async () => memoryRouter(target),
    async moveByHand(canary) {
      target.split = { stable: 100 - canary, canary }
      target.revision += 1
    },
    dispose: async () => {},
  }
})

const SERVERS = { stable: ['blue'], canary: ['green'] }

for (const instances of [1, 2]) {
  routerContract(`HAProxy, ${instances} instance(s)`, async () => {
    const proxies = await Promise.all(
      Array.from({ length: instances }, () => fakeHaproxy({ 'models/blue': 100, 'models/green': 0 })),
    )
    const sockets = proxies.map(({ path }) => parseSocketAddress(path))
    return {
      open: async () => haproxyRouter(netSocket(), { sockets, backend: 'models', servers: SERVERS }),
      async moveByHand(canary) {
        for (const { weights } of proxies)
          weights.set('models/blue', 100 - canary).set('models/green', canary)
      },
      async dispose() {
        for (const proxy of proxies) await proxy.close()
      },
    }
  })
}

routerContract('HAProxy, three servers an arm, state in a file', async () => {
  const names = ['1', '2', '3']
  const servers = { stable: names.map((n) => `blue${n}`), canary: names.map((n) => `green${n}`) }
  const proxy = await fakeHaproxy(
    Object.fromEntries(
      names.flatMap((n) => [
        [`models/blue${n}`, 100],
        [`models/green${n}`, 0],
      ]),
    ),
  )
  const store = fileStateStore(memoryRuntime().files, 'rollout.json')
  return {
    open: async () =>
      haproxyRouter(netSocket(), {
        sockets: [parseSocketAddress(proxy.path)],
        backend: 'models',
        servers,
        store,
      }),
    async moveByHand(canary) {
      const weights = weightsFor({ stable: 100 - canary, canary }, { stable: 3, canary: 3 })
      for (const name of servers.stable) proxy.weights.set(`models/${name}`, weights.stable)
      for (const name of servers.canary) proxy.weights.set(`models/${name}`, weights.canary)
    },
    dispose: () => proxy.close(),
  }
})

routerContract('GitOps file', async () => {
  const file = 'apps/models/route.yml'
  const text = (blue: number, green: number) =>
    `# who gets what\nweights:\n  blue: ${blue} # the old one\n  green: ${green}\n`
  const remote = await gitRemote({ [file]: text(100, 0) })
  return {
    async open() {
      return gitopsRouter(await remote.branch(), {
        file,
        path: ['weights'],
        arms: { stable: 'blue', canary: 'green' },
        target: 'git/deploy@main',
      })
    },
    moveByHand: (canary) => remote.commit({ [file]: text(100 - canary, canary) }),
    dispose: () => remote.dispose(),
  }
})
