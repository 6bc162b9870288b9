import { actionNames, definitionOf } from '../../packages/build/src/definitions.ts'
import manifest from '../../package.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { trackedFiles, root } from '../repository/support/files.ts'
import { fencesOf, markdownFiles, yamlOf } from './support/markdown.ts'
import { eventsOf, grantsTo, isRecord, ourAction, stepsIn, type Workflow } from './support/workflow.ts'
import { readFile } from 'node:fs/promises'

const documents = await markdownFiles()
const copied = await Promise.all(
  (await trackedFiles('examples/workflows/*.yml')).map(async (path) => ({
    path,
    line: 1,
    language: 'yaml',
    text: await readFile(root + path, 'utf8'),
  })),
)
const yaml = [...documents.flatMap(fencesOf), ...copied]
  .filter(({ language }) => language === 'yaml' || language === 'yml')
  .map((fence) => ({ fence, where: `${fence.path}:${fence.line}` }))
const workflows = yaml.filter(({ fence }) => /^[\s-]*uses:/m.test(fence.text))

it('there is something to check', () => {
  expect(yaml.length).toBeGreaterThan(10)
  expect(workflows.length).toBeGreaterThan(8)
  expect(copied.length).toBeGreaterThan(2)
})

it.each(yaml)('$where parses', ({ fence }) => {
  expect(yamlOf(fence)).toBeTypeOf('object')
})

describe('a step of ours', () => {
  it.each(workflows)(
    'in $where gives inputs that exist, all that are required, at this version',
    async ({ fence }) => {
      for (const { uses, with: given = {} } of stepsIn(yamlOf(fence))) {
        const ours = ourAction(uses)
        if (!ours) continue
        expect(actionNames).toContain(ours.name)
        expect(ours.ref).toBe(`v${manifest.version}`)
        const { inputs } = await definitionOf(ours.name)
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
        const required = Object.keys(inputs).filter((name) => !inputs[name]!.safeParse(undefined).success)
        expect(Object.keys(given)).toEqual(expect.arrayContaining(required))
      }
    },
  )

  it.each(workflows)('in $where has the outputs that other steps read', async ({ fence }) => {
    const steps = new Map(stepsIn(yamlOf(fence)).map((step) => [step.id, step]))
    for (const [, id, name] of fence.text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      const ours = ourAction(steps.get(id)?.uses ?? '')
      expect(ours, `step ${id}`).toBeDefined()
      expect(Object.keys((await definitionOf(ours!.name)).outputs)).toContain(name)
    }
  })
})

describe.each(actionNames)('the README of %s', (name) => {
  const path = `actions/${name}/README.md`

  it('names every permission and why it is needed', async () => {
    const text = documents.find((document) => document.path === path)?.text ?? ''
    for (const { scope, access } of (await definitionOf(name)).permissions)
      expect(text).toContain(`\`${scope}: ${access}`)
  })

  it('has a workflow that grants them all', async () => {
    const { permissions } = await definitionOf(name)
    const granting = workflows
      .filter(({ fence }) => fence.path === path)
      .map(({ fence }) => yamlOf(fence))
      .filter((value): value is Workflow => isRecord(value) && isRecord(value['jobs']))
      .filter((workflow) => {
        const onPull = eventsOf(workflow).some((event) => event.startsWith('pull_request'))
        // A comment can only be written where there is a pull request.
        const needed = permissions.filter(({ scope }) => scope !== 'pull-requests' || onPull)
        return grantsTo(workflow, name).some((granted) =>
          needed.every(({ scope, access }) => [access, 'write'].includes(granted[scope] ?? 'none')),
        )
      })
    expect(granting).not.toEqual([])
  })
})

describe('an action of somebody else', () => {
  it('is pinned to a commit, its version beside it', async () => {
    const paths = await trackedFiles('*.md', '.github/**.yml', '*.yml', '*.yaml')
    const texts = await Promise.all(
      paths
        .filter((path) => !path.includes('/golden/'))
        .map(async (path) => [path, await readFile(root + path, 'utf8')] as const),
    )
    const uses = texts.flatMap(([path, text]) =>
      [...text.matchAll(/^[\s-]*uses: *["']?([^\s"'#]+)["']?(.*)$/gm)].map(([, action = '', rest = '']) => ({
        path,
        action,
        rest,
      })),
    )
    const others = uses.filter(({ action }) => !ourAction(action) && !action.startsWith('./'))
    expect(others.length).toBeGreaterThan(5)
    const loose = others.filter(
      ({ action, rest }) =>
        !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action) || !/^ # v\d+\.\d+\.\d+\b/.test(rest),
    )
    expect(loose).toEqual([])
  })
})
