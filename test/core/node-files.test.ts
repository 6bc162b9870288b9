import { execFileSync } from 'node:child_process'
import { readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { githubRuntime } from '@mlops-actions/core'
import { describe, expect, it } from 'vitest'
import { fakeProcess } from './support/fake-process.ts'
import { stepWorkspace } from './support/workspace.ts'

const MIB = 1024 * 1024

async function step() {
  const made = await stepWorkspace()
  return { ...made, files: githubRuntime(fakeProcess(made.env, made.workspace)).files }
}

describe('files on disk', () => {
  it('of 100 MB are refused without being read', async () => {
    const { files, workspace } = await step()
    await writeFile(join(workspace, 'big.json'), '')
    await truncate(join(workspace, 'big.json'), 100 * MIB)
    const before = process.memoryUsage().rss
    const read = files.read('big.json', { maxBytes: 16 * MIB })
    await expect(read).rejects.toMatchObject({ code: 'file-too-large' })
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * MIB)
  })

  it('that are pipes do not hang the run', async () => {
    const { files, workspace } = await step()
    execFileSync('mkfifo', [join(workspace, 'pipe')])
    await expect(files.read('pipe', { maxBytes: MIB })).rejects.toMatchObject({ code: 'not-a-file' })
    await expect(files.open('pipe')).rejects.toMatchObject({ code: 'not-a-file' })
    await expect(files.list('.')).rejects.toMatchObject({ code: 'not-a-file' })
  })

  it('are not reached through a link that leads nowhere yet', async () => {
    const { files, workspace } = await step()
    await symlink('/tmp/mlops-actions-not-there', join(workspace, 'later'))
    await expect(files.write('later', 'x')).rejects.toMatchObject({ code: 'broken-link' })
    await expect(files.write('later/x', 'x')).rejects.toMatchObject({ code: 'broken-link' })
  })

  it('are listed through links to files, and not through links to folders', async () => {
    const { files, workspace } = await step()
    await files.write('model/a.bin', 'a')
    await symlink('a.bin', join(workspace, 'model/b.bin'))
    expect(await files.list('model')).toEqual(['a.bin', 'b.bin'])
    await symlink('.', join(workspace, 'model/loop'))
    await expect(files.list('model')).rejects.toMatchObject({ code: 'linked-folder' })
    expect(await files.list('model', (path, is) => is !== 'link' || path === 'b.bin')).toEqual([
      'a.bin',
      'b.bin',
    ])
    await rm(join(workspace, 'model/loop'))
    await symlink('/etc/passwd', join(workspace, 'model/c.bin'))
    await expect(files.list('model')).rejects.toMatchObject({ code: 'path-outside-workspace' })
  })

  it('leave nothing beside them, written or not', async () => {
    const { files, workspace } = await step()
    await files.write('out/a.txt', 'x')
    await expect(files.write('out/a.txt/b', 'x')).rejects.toMatchObject({ code: 'not-a-folder' })
    expect(await readdir(join(workspace, 'out'))).toEqual(['a.txt'])
  })

  it('are found below a workspace that is itself a link', async () => {
    const made = await stepWorkspace()
    const linked = join(made.root, 'linked')
    await symlink(made.workspace, linked)
    const { files } = githubRuntime(fakeProcess({ ...made.env, GITHUB_WORKSPACE: linked }, linked))
    await files.write('a.txt', 'x')
    expect(await files.list(linked)).toEqual(['a.txt'])
  })
})
