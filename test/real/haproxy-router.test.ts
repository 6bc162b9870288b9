import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { haproxyRouter, netSocket, parseSocketAddress } from '@mlops-actions/adapters'
import { routerContract } from '../contract/router/router-contract.ts'
import { freePort, startHaproxy } from './canary/servers.ts'

/** The same contract as the fake of test/contract/router: what the fake answers is what HAProxy answers. */
routerContract('a real HAProxy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'haproxy-real-'))
  const port = await freePort()
  const proxy = await startHaproxy(folder, { blue: { port, weight: 100 }, green: { port, weight: 0 } })
  const address = parseSocketAddress(proxy.socket)
  return {
    open: async () =>
      haproxyRouter(netSocket(), {
        sockets: [address],
        backend: 'models',
        servers: { stable: ['blue'], canary: ['green'] },
      }),
    async moveByHand(canary) {
      const line = `set server models/green weight ${canary}; set server models/blue weight ${100 - canary}`
      await netSocket().exchange(address, line)
    },
    async dispose() {
      await proxy.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
})
