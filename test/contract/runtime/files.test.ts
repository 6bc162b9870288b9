import { describe, expect, it } from 'vitest'
import { worlds } from './support/worlds.ts'

const MIB = 1024 * 1024
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe.each(worlds)('files %s', (_, make) => {
  it('are read whole, in pieces, and described', async () => {
    const { files } = (await make({ files: { 'data/a.csv': 'x,y\n1,2\n' } })).runtime
    expect(text(await files.read('data/a.csv', { maxBytes: MIB }))).toBe('x,y\n1,2\n')
    expect(await files.stat('data/a.csv')).toMatchObject({ kind: 'file', byteLength: 8 })
    expect(await files.stat('data')).toMatchObject({ kind: 'directory' })
    expect(await files.stat('none')).toBeUndefined()
    expect(await files.stat('data/a.csv/under')).toBeUndefined()
    const source = await files.open('data/a.csv')
    expect([source.name, source.byteLength]).toEqual(['data/a.csv', 8])
    expect(text(await source.read(4, 3))).toBe('1,2')
    await expect(source.read(4, 5)).rejects.toThrow(RangeError)
    await source.close()
  })

  it.each(['../outside', 'a/../../outside', '/etc/passwd', '/workspace-of-another/x'])(
    'outside the workspace are refused: %s',
    async (path) => {
      const { files } = (await make()).runtime
      const refusal = { name: 'UserError', code: 'path-outside-workspace' }
      expect(() => files.resolve(path)).toThrow(expect.objectContaining(refusal))
      for (const attempt of [
        () => files.read(path, { maxBytes: MIB }),
        () => files.write(path, 'x'),
        () => files.open(path),
        () => files.list(path),
        () => files.stat(path),
      ]) {
        await expect(attempt()).rejects.toMatchObject(refusal)
      }
    },
  )

  it('are refused when a symbolic link leads to them from inside', async () => {
    const world = await make({ files: { 'a.txt': 'a' } })
    const { runtime } = world
    await world.link('etc', '/etc')
    await world.link('up', '..')
    await world.link('alias.txt', 'a.txt')
    const refusal = { code: 'path-outside-workspace' }
    await expect(runtime.files.read('etc/passwd', { maxBytes: MIB })).rejects.toMatchObject(refusal)
    await expect(runtime.files.write('etc/mlops-actions-test', 'x')).rejects.toMatchObject(refusal)
    await expect(runtime.files.write('up/x', 'x')).rejects.toMatchObject(refusal)
    expect(text(await runtime.files.read('alias.txt', { maxBytes: MIB }))).toBe('a')
  })

  it('larger than allowed are refused before they are read', async () => {
    const { files } = (await make({ files: { 'big.json': 'x'.repeat(100) } })).runtime
    const read = files.read('big.json', { maxBytes: 99 })
    await expect(read).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('100 bytes'),
    })
    expect(await files.read('big.json', { maxBytes: 100 })).toHaveLength(100)
  })

  it('that are absent, folders or nonsense are said to be so', async () => {
    const { files } = (await make({ files: { 'a/b': '' } })).runtime
    await expect(files.read('none', { maxBytes: 1 })).rejects.toMatchObject({ code: 'file-not-found' })
    await expect(files.open('none')).rejects.toMatchObject({ code: 'file-not-found' })
    await expect(files.list('none')).rejects.toMatchObject({ code: 'file-not-found' })
    await expect(files.read('a', { maxBytes: 1 })).rejects.toMatchObject({ code: 'not-a-file' })
    await expect(files.write('a', 'x')).rejects.toMatchObject({ code: 'not-a-file' })
    await expect(files.write('a/b/c', 'x')).rejects.toMatchObject({ code: 'not-a-folder' })
    await expect(files.read('', { maxBytes: 1 })).rejects.toMatchObject({ code: 'invalid-path' })
    await expect(files.read('a\0b', { maxBytes: 1 })).rejects.toMatchObject({ code: 'invalid-path' })
  })

  it('are listed by path segments', async () => {
    const names = ['m/b.bin', 'm/a-b', 'm/a/z', 'm/a/c', 'n']
    const { files } = (await make({ files: Object.fromEntries(names.map((name) => [name, ''])) })).runtime
    expect(await files.list('m')).toEqual(['a/c', 'a/z', 'a-b', 'b.bin'])
    expect(await files.list('n')).toEqual(['.'])
  })

  it('are listed without what is not selected', async () => {
    const names = ['m/a.csv', 'm/_SUCCESS', 'm/_delta_log/0.json', 'm/dt=1/b.csv', 'm/dt=1/.tmp/c.csv']
    const { files } = (await make({ files: Object.fromEntries(names.map((name) => [name, ''])) })).runtime
    const asked = new Map<string, string>()
    const listed = await files.list('m', (path, is) => {
      asked.set(path, is)
      return !/(?:^|\/)[._]/.test(path)
    })
    expect(listed).toEqual(['a.csv', 'dt=1/b.csv'])
    expect(asked.get('_SUCCESS')).toBe('file')
    expect(asked.get('_delta_log')).toBe('folder')
    expect(asked.get('dt=1')).toBe('folder')
  })

  it('are written whole, with their folders, over what stood there', async () => {
    const { files } = (await make({ files: { 'out/r.txt': 'a longer old text' } })).runtime
    await files.write('out/r.txt', 'new')
    await files.write('out/deep/er/b.bin', Uint8Array.of(1, 2))
    expect(text(await files.read('out/r.txt', { maxBytes: MIB }))).toBe('new')
    expect(await files.list('out')).toEqual(['deep/er/b.bin', 'r.txt'])
  })

  it('have fresh temporary folders of our own', async () => {
    const { files } = (await make()).runtime
    const [one, two] = [await files.temporary('unpack'), await files.temporary('unpack')]
    expect(one).not.toBe(two)
    expect(await files.list(one)).toEqual([])
    await files.write(`${one}/a`, 'x')
    expect(await files.list(one)).toEqual(['a'])
  })
})
