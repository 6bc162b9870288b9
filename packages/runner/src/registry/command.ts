import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { originOf } from '@mlops-actions/adapters'
import {
  type Catalog,
  type CatalogModel,
  type CatalogVersion,
  diffVersions,
  readCatalog,
  registryPage,
} from '@mlops-actions/catalog'
import { UserError } from '@mlops-actions/core'
import {
  auditRegistry,
  collectable,
  DEFAULT_KEEP,
  endVersion,
  fetchModel,
  parseSelector,
  RegistryError,
} from '@mlops-actions/registry'
import { RunnerError } from '../error.ts'
import type { Host } from '../host.ts'
import { coloured, plain, printable } from '../terminal.ts'
import { mirror, tagForGto } from './mirror.ts'
import { diffText, historyText, listText, type Look, showText, table } from './look.ts'
import { open, type Opened } from './open.ts'
import { operandsOf, type RegistryOptions, registryOptions, usageError } from './options.ts'

/** What a command answers: lines for people, a value for scripts, and whether it is good news. */
interface Answer {
  readonly lines: readonly string[]
  readonly json: unknown
  readonly ok?: boolean
}

type Command = (options: RegistryOptions, host: Host, look: Look) => Promise<Answer>

const COMMANDS: Readonly<Record<string, Command>> = {
  list,
  show,
  history,
  diff,
  verify,
  fetch: fetchFiles,
  html,
  deprecate: (options, host) => end('deprecate', options, host),
  retire: (options, host) => end('retire', options, host),
  collect,
  mirror: mirrorModel,
}

/** `registry`: what is in a registry, and what its owner does to it by hand. Exit 1 when an audit finds something. */
export async function registryCommand(args: readonly string[], host: Host): Promise<number> {
  const options = registryOptions(args)
  const command = Object.hasOwn(COMMANDS, options.command) ? COMMANDS[options.command] : undefined
  if (!command) throw usageError(`registry: no such command: ${printable(options.command)}`)
  const look = { style: host.colour ? coloured : plain, width: host.columns }
  const { lines, json, ok = true } = await translated(() => command(options, host, look))
  if (options.json) host.out(JSON.stringify(json, undefined, 2))
  else for (const line of lines) host.out(line)
  return ok ? 0 : 1
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RegistryError) && !(error instanceof UserError)) throw error
    const { code, message, remedy } = error
    throw new RunnerError(code, message, { cause: error, ...(remedy === undefined ? {} : { remedy }) })
  }
}

async function list(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  operandsOf(options, [])
  const catalog = await readCatalog((await open(options, host)).registry)
  return { lines: listText(catalog, look), json: catalog.models.map((model) => summaryOf(model)) }
}

async function show(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  const [name, wanted] = operandsOf(options, ['MODEL', 'VERSION'], 1)
  const model = await modelOf(await open(options, host, name), name)
  const version = wanted === undefined ? model.versions[0]! : versionOf(model, wanted)
  return { lines: showText(model, version, look), json: { ...version.record, state: stateOf(version) } }
}

async function history(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  const [name] = operandsOf(options, ['MODEL'])
  const model = await modelOf(await open(options, host, name), name)
  return { lines: historyText(model, look), json: model.events }
}

async function diff(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  const [name, from, to] = operandsOf(options, ['MODEL', 'FROM', 'TO'])
  const model = await modelOf(await open(options, host, name), name)
  const [a, b] = [versionOf(model, from), versionOf(model, to)]
  return { lines: diffText(a, b, look), json: diffVersions(a, b) }
}

async function verify(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  const [model] = operandsOf(options, ['MODEL'], 1)
  const { registry } = await open(options, host, model)
  const audit = await auditRegistry(registry, model === undefined ? {} : { deep: model })
  const { violations, commits, events, versions, verified } = audit
  const ok = violations.length === 0 && commits > 0
  const rows = violations.map(({ kind, path, revision, reason }) => [
    kind,
    revision?.slice(0, 12) ?? '',
    path,
    reason,
  ])
  const lines = ok
    ? [
        `The history is as it was written: ${commits} commits, ${events} events, ${versions} versions; bytes of ${verified} re-read.`,
      ]
    : commits === 0
      ? [
          'There is no history: check remote and branch. If models were registered here, the branch was deleted.',
        ]
      : table([['Violation', 'Commit', 'Path', 'Why'], ...rows], look)
  return { lines, json: audit, ok }
}

async function fetchFiles(options: RegistryOptions, host: Host): Promise<Answer> {
  const [model, from] = operandsOf(options, ['MODEL', 'FROM'])
  const directory = resolve(host.cwd, needed(options, 'to'))
  const { registry } = await open(options, host, model)
  const chosen = /^(?:v?\d+|sha256:.*)$/.test(from) ? { version: from } : { stage: from }
  const { record, files } = await fetchModel(registry, { model, from: chosen, directory })
  const lines = [
    `${model} version ${record.version}, verified (${record.modelDigest}):`,
    ...files.map(printable),
  ]
  return { lines, json: { version: record.version, modelDigest: record.modelDigest, files } }
}

async function html(options: RegistryOptions, host: Host): Promise<Answer> {
  operandsOf(options, [])
  const path = resolve(host.cwd, needed(options, 'to'))
  const { registry, runtime } = await open(options, host)
  const catalog = await readCatalog(registry)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, registryPage(catalog, runtime.clock.now()))
  return { lines: [path], json: { path, models: catalog.models.length } }
}

async function end(kind: 'deprecate' | 'retire', options: RegistryOptions, host: Host): Promise<Answer> {
  const [model, version] = operandsOf(options, ['MODEL', 'VERSION'])
  const reason = needed(options, 'reason')
  const { registry, runtime } = await open(options, host, model)
  const event = await endVersion(registry, { model, version, kind, reason, origin: originOf(runtime.github) })
  const word = `${kind}d`
  const line =
    event === undefined ? `${model} ${version} was ${word} already.` : `${model} ${version} is ${word}.`
  return { lines: [line], json: { changed: event !== undefined, event: event ?? null } }
}

/** Says what would go and why the rest stays; only `--apply` does it, one event a version. */
async function collect(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  const [name] = operandsOf(options, ['MODEL'])
  const keep = options.keep === undefined ? DEFAULT_KEEP : Number(options.keep)
  if (!Number.isSafeInteger(keep) || keep < 1)
    throw usageError(`--keep takes a whole number from 1 on, not "${options.keep}"`)
  const opened = await open(options, host, name)
  const model = await modelOf(opened, name)
  const evidence = model.versions.flatMap((version) => version.evidence)
  const plan = collectable({ state: model.state, keep, evidence })
  if (options.apply) {
    const origin = originOf(opened.runtime.github)
    const reason = options.reason ?? `collected: nothing needs it, the newest ${keep} stay`
    for (const { version } of plan.collect) {
      await endVersion(opened.registry, {
        model: name,
        version: String(version),
        kind: 'retire',
        reason,
        origin,
      })
    }
  }
  const rows = [
    ...plan.collect.map(({ version }) => [
      `v${version}`,
      options.apply ? 'retired' : 'would be retired',
      'nothing needs it',
    ]),
    ...plan.kept.map(({ version, because }) => [`v${version}`, 'stays', because]),
  ]
  const note = options.apply || plan.collect.length === 0 ? [] : ['', 'Nothing was changed; --apply does it.']
  return {
    lines: [...table([['Version', 'What', 'Why'], ...rows], look), ...note],
    json: { applied: options.apply, collect: plan.collect.map(({ version }) => version), kept: plan.kept },
  }
}

async function mirrorModel(options: RegistryOptions, host: Host, look: Look): Promise<Answer> {
  const [name] = operandsOf(options, ['MODEL'])
  const opened = await open(options, host, name)
  const target = options.to ?? 'mlflow'
  if (target === 'gto') {
    const made = await tagForGto(opened, name)
    return { lines: [`${made.length} tags made.`, ...made], json: { tags: made } }
  }
  if (target !== 'mlflow') throw usageError(`registry mirror: --to takes mlflow or gto, not "${target}"`)
  const report = await mirror(opened, await modelOf(opened, name))
  const rows = [
    ...report.versions.map(({ version, mlflowVersion, created }) => [
      `v${version}`,
      mlflowVersion,
      created ? 'created' : 'was there',
    ]),
    ...report.aliases.map(({ alias, mlflowVersion, changed }) => [
      alias,
      mlflowVersion,
      changed ? 'moved' : 'stood there',
    ]),
  ]
  return { lines: table([['Ours', `In ${report.place}`, 'What'], ...rows], look), json: report }
}

async function modelOf({ registry }: Opened, name: string): Promise<CatalogModel> {
  const catalog: Catalog = await readCatalog(registry, [name])
  return catalog.models[0]!
}

function versionOf({ state, versions }: CatalogModel, text: string): CatalogVersion {
  const selector = parseSelector(text)
  const found = versions.find(({ state: version }) =>
    selector.kind === 'version'
      ? version.version === selector.version
      : version.modelDigest === selector.digest,
  )
  if (found) return found
  throw new RegistryError(
    'unknown-version',
    `${state.model} has no version ${text}; it has 1 to ${state.versions.size}`,
  )
}

function needed(options: RegistryOptions, name: 'to' | 'reason'): string {
  const value = options[name]
  if (value !== undefined && value !== '') return value
  throw usageError(`registry ${options.command} needs --${name}`)
}

function summaryOf({ state, versions }: CatalogModel): object {
  const stages = [...state.stages.values()].map(({ stage, version, modelDigest }) => [
    stage,
    { version, modelDigest },
  ])
  return {
    model: state.model,
    versions: versions.length,
    newest: versions[0]?.state.version ?? null,
    stages: Object.fromEntries(stages),
  }
}

function stateOf({ state }: CatalogVersion): object {
  const { quarantined = null, deprecated = null, retired = null, evidence } = state
  return { evidence, quarantined, deprecated, retired }
}
