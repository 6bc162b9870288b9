import { type GitHubContext, GitHubError, loadPolicy } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it } from 'vitest'

const BASE_SHA = 'b'.repeat(40)
const strict = 'version: 1\nmodels:\n  delay:\n    task: binary\n'
const loose = 'version: 1\nmodels:\n  delay:\n    task: regression\n'

const pullRequest: NonNullable<GitHubContext['pullRequest']> = {
  number: 7,
  headSha: 'a'.repeat(40),
  baseSha: BASE_SHA,
  baseRef: 'main',
  fromFork: false,
}

const onPush = (files: Record<string, string>) => memoryRuntime({ files })
const onPullRequest = (files: Record<string, string>, base?: string) => {
  const runtime = memoryRuntime({ files, github: { eventName: 'pull_request', pullRequest } })
  if (base !== undefined) runtime.github.addFile('mlops.yml', BASE_SHA, base)
  return runtime
}

describe('the policy that judges', () => {
  it("is the workspace's on a push", async () => {
    const loaded = await loadPolicy(onPush({ 'mlops.yml': strict }), 'mlops.yml')
    expect(loaded).toMatchObject({ location: { path: 'mlops.yml' }, notes: [], text: strict })
    expect(loaded.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(loaded).not.toHaveProperty('proposed')
  })

  it("is the base commit's on a pull request that changes it, the proposed one beside it", async () => {
    const loaded = await loadPolicy(onPullRequest({ 'mlops.yml': loose }, strict), 'mlops.yml')
    expect(loaded.text).toBe(strict)
    expect(loaded.location).toEqual({ path: 'mlops.yml', ref: BASE_SHA })
    expect(loaded.proposed?.text).toBe(loose)
    expect(loaded.notes).toEqual([expect.stringContaining('changes mlops.yml')])
  })

  it.each(['./mlops.yml', '/workspace/mlops.yml', './/mlops.yml', 'ci/../mlops.yml'])(
    'finds the base commit also for %s',
    async (path) => {
      const loaded = await loadPolicy(onPullRequest({ 'mlops.yml': loose }, strict), path)
      expect(loaded.location.ref).toBe(BASE_SHA)
    },
  )

  it("is the base commit's though the pull request makes it a link to a laxer one", async () => {
    const runtime = onPullRequest({ 'lax.yml': loose }, strict)
    runtime.files.link('mlops.yml', 'lax.yml')
    const loaded = await loadPolicy(runtime, 'mlops.yml')
    expect(loaded).toMatchObject({ text: strict, location: { ref: BASE_SHA }, proposed: { text: loose } })
  })

  it("is nobody's where a link on the way hides it from the base commit", async () => {
    const runtime = onPullRequest({ 'lax/mlops.yml': loose })
    runtime.files.link('ci', 'lax')
    await expect(loadPolicy(runtime, 'ci/mlops.yml')).rejects.toMatchObject({
      code: 'policy-behind-link',
      remedy: expect.stringContaining('policy: lax/mlops.yml'),
    })
  })

  it("is the base commit's when the pull request leaves it or removes it", async () => {
    const same = await loadPolicy(onPullRequest({ 'mlops.yml': strict }, strict), 'mlops.yml')
    expect(same).toMatchObject({ location: { ref: BASE_SHA }, notes: [] })
    expect(same).not.toHaveProperty('proposed')
    const removed = await loadPolicy(onPullRequest({}, strict), 'mlops.yml')
    expect(removed.location.ref).toBe(BASE_SHA)
    expect(removed.notes).toEqual([expect.stringContaining('removes mlops.yml')])
  })

  it('is the one the pull request brings when the base has none, and says so', async () => {
    const loaded = await loadPolicy(onPullRequest({ 'mlops.yml': strict }), 'mlops.yml')
    expect(loaded.location).toEqual({ path: 'mlops.yml' })
    expect(loaded.notes).toEqual([expect.stringContaining('base commit has no mlops.yml')])
  })

  it("is the workspace's without a token, and says so", async () => {
    const runtime = onPullRequest({ 'mlops.yml': loose }, strict)
    const preview = { ...runtime, github: { ...runtime.github, kind: 'preview' as const } }
    const loaded = await loadPolicy(preview, 'mlops.yml')
    expect(loaded.text).toBe(loose)
    expect(loaded.notes).toEqual([expect.stringContaining('Without a GitHub token')])
  })

  it.each([
    [403, 'contents: read'],
    [502, 'run the job again'],
  ])('is not the one under judgement when GitHub answers %i for the base', async (status, remedy) => {
    const runtime = onPullRequest({ 'mlops.yml': loose }, strict)
    const github = { ...runtime.github, fileAt: async () => Promise.reject(new GitHubError(status, 'no')) }
    await expect(loadPolicy({ ...runtime, github }, 'mlops.yml')).rejects.toMatchObject({
      code: 'base-policy-unreadable',
      remedy: expect.stringContaining(remedy),
    })
  })

  it.each([
    ['is missing', {}, 'policy-not-found', /mlops.yml: there is no policy file/],
    [
      'has an unknown key',
      { 'mlops.yml': `${strict}    gaet: {}\n` },
      'policy-invalid',
      /mlops.yml:5:5.*gate/,
    ],
    ['is not YAML', { 'mlops.yml': 'version: [1' }, 'policy-syntax', /mlops.yml:1/],
    ['is too large', { 'mlops.yml': ' '.repeat(1024 * 1024 + 1) }, 'file-too-large', /1048577 bytes/],
  ])('is an error of the user when it %s', async (_, files, code, message) => {
    const error = await loadPolicy(onPush(files as Record<string, string>), 'mlops.yml').catch(
      (e: unknown) => e,
    )
    expect(error).toMatchObject({ name: 'UserError', code, message: expect.stringMatching(message) })
  })

  it('is an error when it is not UTF-8', async () => {
    const runtime = memoryRuntime({ files: { 'mlops.yml': Uint8Array.of(0xff, 0xfe, 0x00) } })
    await expect(loadPolicy(runtime, 'mlops.yml')).rejects.toMatchObject({ code: 'policy-not-utf8' })
  })
})
