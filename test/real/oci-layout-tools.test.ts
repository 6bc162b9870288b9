import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hexOf, modelPack, ociLayoutBytes } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleOf } from '../registry/support/world.ts'

const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' })

let layout: string
let bundle: Awaited<ReturnType<typeof bundleOf>>
let tag: string

beforeAll(async () => {
  layout = join(mkdtempSync(join(tmpdir(), 'oci-')), 'layout')
  bundle = await bundleOf('flight-delay', {
    'model.json': '{"w":[1,2]}',
    'weights/a.bin': 'aaaa',
    'README.md': '# flights',
  })
  await ociLayoutBytes(layout).put(bundle)
  tag = `flight-delay-${hexOf(bundle.modelDigest).slice(0, 12)}`
})

describe('other tools read our OCI layout', () => {
  it('skopeo: the manifest, byte for byte, under its tag', () => {
    const raw = run('skopeo', 'inspect', '--raw', `oci:${layout}:${tag}`)
    expect(raw).toBe(modelPack(bundle).manifest.content)
  })

  it('skopeo: copies all of it into another layout, digests unchanged', () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'oci-')), 'copy')
    run('skopeo', 'copy', '--quiet', '--preserve-digests', `oci:${layout}:${tag}`, `oci:${copy}:v1`)
    const blobs = (of: string) => readdirSync(join(of, 'blobs/sha256')).toSorted()
    expect(blobs(copy)).toEqual(blobs(layout))
    const content = (of: string, digest: Digest) =>
      readFileSync(join(of, 'blobs/sha256', hexOf(digest)), 'utf8')
    for (const { digest } of bundle.files) expect(content(copy, digest)).toBe(content(layout, digest))
  })

  it('umoci: lists the tag', () => {
    expect(run('umoci', 'list', '--layout', layout).trim()).toBe(tag)
  })
})
