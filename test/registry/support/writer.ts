/**
 * A runner of its own: node --conditions=source writer.ts <folder> <operation> <arguments...>. Prints one line of JSON an
 * operation, when it is done and can be relied on.
 */
import { type Exec, loadState } from '@mlops-actions/registry'
import { seeded } from './seeded.ts'
import { promote, realExec, register, worldAt } from './world.ts'

const [folder = '', operation = '', ...rest] = process.argv.slice(2)
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

/** Dies a few milliseconds into the n-th git command: at a step of the protocol, however slow the machine is. */
function doomed(command: number, milliseconds: number): Exec {
  let commands = 0
  return {
    run(...call) {
      if (++commands === command) setTimeout(() => process.kill(process.pid, 'SIGKILL'), milliseconds)
      return realExec.run(...call)
    },
  }
}

async function registerMany(writer: string, count: number, exec: Exec): Promise<void> {
  const registry = await worldAt(folder).open({ exec })
  for (let n = 0; n < count; n++) {
    const { record, tries } = await register(registry, 'm', `weights ${writer}-${n}`)
    say({ version: record.version, modelDigest: record.modelDigest, tries })
  }
}

/** Registers and promotes in turn, as the seed has it. A promotion expects what it saw, so that somebody else can win. */
async function mix(writer: string, count: number, seed: number, exec: Exec): Promise<void> {
  const chance = seeded(seed)
  const registry = await worldAt(folder).open({ exec })
  for (let n = 0; n < count; n++) {
    const state = await loadState(await registry.store.head(), 'm')
    const held = state.stages.get('production')
    if (state.versions.size === 0 || chance() < 0.5) {
      const { record, event, tries } = await register(registry, 'm', `weights ${writer}-${n}`)
      say({ kind: 'registered', version: record.version, modelDigest: record.modelDigest, event, tries })
      continue
    }
    const version = 1 + Math.floor(chance() * state.versions.size)
    const expect = held ? { kind: 'version', version: held.version } : { kind: 'nothing' }
    const moved = await promote(registry, version, 'production', { expect })
    say({ kind: moved.kind, version, event: moved.event, from: held?.version ?? null, tries: moved.tries })
  }
}

switch (operation) {
  case 'mix': {
    const [writer = '', count = '', seed = '', command = '', milliseconds = ''] = rest
    const exec = command === '' ? realExec : doomed(Number(command), Number(milliseconds))
    await mix(writer, Number(count), Number(seed), exec)
    break
  }
  case 'register': {
    const [writer = '', count = ''] = rest
    await registerMany(writer, Number(count), realExec)
    break
  }
  case 'die': {
    const [writer = '', command = '', milliseconds = ''] = rest
    await registerMany(writer, 100, doomed(Number(command), Number(milliseconds)))
    break
  }
  case 'promote': {
    const [version = '', expected = ''] = rest
    const expect = { kind: 'version', version: Number(expected) }
    const registry = await worldAt(folder).open()
    const { kind, findings, tries } = await promote(registry, version, 'production', { expect })
    say({
      version: Number(version),
      kind,
      tries,
      reasons: findings.filter((f) => f.outcome === 'fail').map((f) => f.reason),
    })
    break
  }
  default:
    throw new Error(`unknown operation ${operation}`)
}
