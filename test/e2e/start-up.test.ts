import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parseReport } from '@mlops-actions/report'
import { startGitHubServer, startResultsServer } from '@mlops-actions/testkit'
import { findNode } from 'mlops-actions'
import { describe, expect, it } from 'vitest'
import { root } from './support/bundle.ts'
import { atTheEnd, endToEnd } from './support/clean-up.ts'
import { FILES, INPUTS, POLICY, pullRequestEvent } from './support/gate.ts'
import { step, temporary, workspaceOf } from './support/step.ts'

endToEnd()

/** Libraries that weigh more than the rest of the suite, and a line of the bundle that only their code can be. */
const HEAVY = {
  '@actions/artifact': /^;\/\/ CONCATENATED MODULE: \.\/node_modules\/@actions\/artifact\//m,
  '@actions/cache': /^;\/\/ CONCATENATED MODULE: \.\/node_modules\/@actions\/cache\//m,
  '@octokit/core': /^;\/\/ CONCATENATED MODULE: \.\/node_modules\/@octokit\/core\//m,
  undici: /^class EnvHttpProxyAgent extends /m,
} as const
const names = Object.keys(HEAVY) as readonly (keyof typeof HEAVY)[]

async function librariesIn(chunk: string): Promise<readonly (keyof typeof HEAVY)[]> {
  const text = await readFile(`${root}dist/${chunk}`, 'utf8')
  return names.filter((name) => HEAVY[name].test(text))
}

/** The heavy libraries that a process loaded, by V8's own record of the scripts it compiled. */
async function loadedLibraries(coverage: string): Promise<readonly string[]> {
  const records = await readdir(coverage)
  const urls = await Promise.all(
    records.map(async (file) => {
      const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8')) as {
        result: readonly { readonly url: string }[]
      }
      return result.map(({ url }) => url).filter((url) => url.startsWith(`file://${root}dist/`))
    }),
  )
  const chunks = urls.flat().map((url) => basename(fileURLToPath(url)))
  expect(chunks).toContain('index.js')
  const heavy = await Promise.all([...new Set(chunks)].map(librariesIn))
  return names.filter((name) => heavy.flat().includes(name))
}

it('every heavy library is somewhere in the bundle, in a chunk of its own', async () => {
  const chunks = (await readdir(`${root}dist`)).filter((file) => file.endsWith('.js'))
  const found = await Promise.all(chunks.map(async (chunk) => [chunk, await librariesIn(chunk)] as const))
  expect(names.filter((name) => found.some(([, libraries]) => libraries.includes(name)))).toEqual(names)
  expect(Object.fromEntries(found)['index.js']).toEqual([])
})

describe('a library is loaded only when it is used', () => {
  it.each([
    { when: 'a plain gate', loads: [] },
    { when: 'a gate with a token outside a pull request', token: true, loads: [] },
    { when: 'a comment', token: true, pull: true, loads: ['@octokit/core', 'undici'] },
    {
      when: 'an artifact',
      artifact: true,
      loads: ['@actions/artifact', '@octokit/core', 'undici'],
    },
  ])('$when: $loads', async ({ token = false, pull = false, artifact = false, loads }) => {
    const seed = { files: { 'mlops.yml': POLICY }, pulls: [{ number: 7, title: 'A model' }] }
    const [server, results] = [await startGitHubServer({ seed }), await startResultsServer()]
    atTheEnd(async () => {
      await server.close()
      await results.close()
    })
    const coverage = await temporary('coverage')
    const ended = await step('validate-gate', await workspaceOf(FILES), {
      inputs: { ...INPUTS, ...(artifact ? { 'upload-artifact': 'true' } : {}) },
      env: {
        ...server.env,
        ...results.env,
        GITHUB_TOKEN: token ? server.token : '',
        NODE_V8_COVERAGE: coverage,
      },
      ...(pull ? { event: pullRequestEvent(server, 7) } : {}),
    })
    expect(ended).toMatchObject({ status: 'success', outputs: { verdict: 'pass' } })
    expect(await loadedLibraries(coverage)).toEqual(loads)
  })
})

/** The stub itself, without a runner: what an old GHES or another CI gives it, and no more. */
it('runs where there is neither a runner nor a job summary', async () => {
  const workspace = await workspaceOf(FILES)
  const outputs = join(await temporary('outputs'), 'outputs')
  await writeFile(outputs, '')
  const inputs = Object.entries(INPUTS).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  )
  const node = (await findNode(root)).path
  const { stdout, stderr } = await promisify(execFile)(node, [`${root}dist/validate-gate/index.js`], {
    cwd: workspace.folder,
    env: { PATH: process.env['PATH'], GITHUB_OUTPUT: outputs, ...Object.fromEntries(inputs) },
  })
  expect(stderr).toBe('')
  expect(stdout).toContain('late passes')
  expect(stdout).not.toMatch(/^::(?:warning|error)/m)
  const told = await readFile(outputs, 'utf8')
  expect(told).toMatch(/^verdict<<(\S+)\npass\n\1$/m)
  const report = /^report<<(\S+)\n(.+)\n\1$/m.exec(told)?.[2]
  expect(parseReport(await workspace.text(report!)).verdict).toBe('pass')
})
