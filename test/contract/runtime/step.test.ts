import { describe, expect, it } from 'vitest'
import { worlds } from './support/worlds.ts'

describe.each(worlds)('the step %s', (_, make) => {
  it('has a summary up to 1 MiB, all of it counted', async () => {
    const { summary } = (await make()).runtime
    expect(await summary.append('x'.repeat(1024 * 1024 - 2))).toBe(true)
    expect(await summary.append('é')).toBe(true)
    await expect(summary.append('y')).rejects.toThrow(RangeError)
  })

  it('says when its host shows no summaries', async () => {
    const { summary } = (await make({ summary: false })).runtime
    expect(await summary.append('# Report')).toBe(false)
  })

  it('stores nothing where there is no service, and says why', async () => {
    const { artifacts } = (await make({ files: { 'r/a': 'x' }, serverUrl: 'ghes' })).runtime
    const stored = await artifacts.upload('report', ['r/a'], 'r')
    expect(stored).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('GitHub Enterprise Server'),
    })
  })

  it('misses what was never cached', async () => {
    const { cache } = (await make()).runtime
    expect(await cache.restore('profile-sha256-0', ['profile.json'])).toBe(false)
  })

  it('has no identity without `id-token: write`', async () => {
    const { oidc } = (await make()).runtime
    expect(await oidc.token('sigstore')).toBeUndefined()
  })

  it('runs no program that is not there', async () => {
    const { exec } = (await make()).runtime
    await expect(exec.run('no-such-program-here', ['-x'])).rejects.toMatchObject({
      code: 'program-not-found',
    })
  })

  it('gets no answer from a host that is not there, and says only its name', async () => {
    const { http } = (await make()).runtime
    const error = await http
      .send({ url: 'http://127.0.0.1:1/a?token=s3cret', retries: 0 })
      .catch((e: unknown) => e)
    expect(error).toMatchObject({ name: 'HttpError', host: '127.0.0.1:1' })
    expect(String(error)).not.toContain('s3cret')
  })

  it('sleeps, and wakes at once when aborted', async () => {
    const { clock } = (await make()).runtime
    const before = clock.now()
    await clock.sleep(20)
    expect(clock.now() - before).toBeGreaterThanOrEqual(19)
    const stop = new AbortController()
    const asleep = clock.sleep(3_600_000, stop.signal)
    stop.abort()
    await asleep
    await clock.sleep(3_600_000, stop.signal)
    expect(clock.now() - before).toBeLessThan(60_000)
  })

  it('has random bytes that differ', async () => {
    const { random } = (await make()).runtime
    expect(random.bytes(40)).toHaveLength(40)
    expect(random.bytes(16)).not.toEqual(random.bytes(16))
  })
})
