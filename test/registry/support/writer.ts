/**
 * A runner of its own: node --conditions=source writer.ts <folder> <operation> <arguments...>. Prints one line of JSON an
 * operation, when it is done and can be relied on.
 */
import { promote, register, worldAt } from './world.ts'

const [folder = '', operation = '', ...rest] = process.argv.slice(2)
const registry = await worldAt(folder).open()
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

switch (operation) {
  case 'register': {
    const [writer = '', count = ''] = rest
    for (let n = 0; n < Number(count); n++) {
      const { record, tries } = await register(registry, 'm', `weights ${writer}-${n}`)
      say({ version: record.version, modelDigest: record.modelDigest, tries })
    }
    break
  }
  case 'promote': {
    const [version = '', expected = ''] = rest
    const expect = { kind: 'version', version: Number(expected) }
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
