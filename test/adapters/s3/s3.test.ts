import { parseS3Place, signed } from '@mlops-actions/adapters'
import { describe, expect, it } from 'vitest'
import { EMPTY_SHA256 } from '../../../packages/adapters/src/aws/sigv4.ts'
import { elements, escapeXml, textOf } from '../../../packages/adapters/src/aws/xml.ts'
import { partBytes } from '../../../packages/adapters/src/s3/multipart.ts'
import { objectUrl } from '../../../packages/adapters/src/s3/place.ts'

const MIB = 1 << 20

/** Amazon S3 API reference, "Signature Calculations for the Authorization Header": its worked examples. */
describe("Amazon's worked examples of the signature", () => {
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }
  const context = { region: 'us-east-1', service: 's3', now: Date.UTC(2013, 4, 24) }
  it.each([
    [
      'GET an object',
      'GET',
      '/test.txt',
      { range: 'bytes=0-9' },
      EMPTY_SHA256,
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT an object',
      'PUT',
      '/test$file.text',
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'GET a bucket lifecycle',
      'GET',
      '/?lifecycle',
      {},
      EMPTY_SHA256,
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'list objects',
      'GET',
      '/?max-keys=2&prefix=J',
      {},
      EMPTY_SHA256,
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s', (_, method, path, headers, payloadSha256, signature) => {
    const url = new URL(path, 'https://examplebucket.s3.amazonaws.com')
    const { authorization } = signed({ method, url, headers, payloadSha256 }, credentials, context)
    expect(authorization?.split('Signature=')[1]).toBe(signature)
  })

  it('a session token is signed and sent', () => {
    const url = new URL('https://examplebucket.s3.amazonaws.com/a')
    const request = { method: 'GET', url, headers: {}, payloadSha256: EMPTY_SHA256 }
    const headers = signed(request, { ...credentials, sessionToken: 'session' }, context)
    expect(headers['x-amz-security-token']).toBe('session')
    expect(headers['authorization']).toContain('x-amz-security-token')
  })
})

describe('a place', () => {
  const region = 'eu-central-1'
  it.each([
    ['acme-models', undefined, 'https://acme-models.s3.eu-central-1.amazonaws.com/k'],
    ['s3://acme.models/a//b/', undefined, 'https://s3.eu-central-1.amazonaws.com/acme.models/k'],
    ['acme-models/a', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000/acme-models/k'],
  ])('%s at %s', (text, endpoint, url) => {
    expect(objectUrl(parseS3Place(text, { region, endpoint }), 'k').href).toBe(url)
  })

  it('a folder ends in one slash', () => {
    expect(parseS3Place('s3://acme-models/a//b/', { region }).prefix).toBe('a/b/')
    expect(parseS3Place('acme-models', { region }).prefix).toBe('')
  })

  it.each([
    ['Acme/models', undefined, /is no folder of a bucket/],
    ['acme-models/../x', undefined, /is no folder of a bucket/],
    ['acme-models/a b', undefined, /is no folder of a bucket/],
    ['acme-models', 'http://minio.example.com', /is no endpoint/],
    ['acme-models', 'https://key:secret@minio.example.com', /is no endpoint/],
  ])('refuses %s at %s', (text, endpoint, message) => {
    expect(() => parseS3Place(text, { region, endpoint })).toThrow(message)
  })
})

it('parts are whole MiB and never more than ten thousand', () => {
  for (const byteLength of [1, 16 * MIB + 1, 200 * 1024 * MIB, 5 * 1024 * 1024 * MIB]) {
    const part = partBytes(byteLength)
    expect(part % MIB).toBe(0)
    expect(Math.ceil(byteLength / part)).toBeLessThanOrEqual(10_000)
  }
})

describe('the XML of answers', () => {
  const xml =
    '<?xml version="1.0"?><R xmlns="x"><Part a="b"><N>1</N></Part><PartNumber>9</PartNumber><Part><N>2</N></Part><T>a &lt;&amp;&#39;&quot; b</T></R>'
  it('elements by name, and not by the start of a name', () => {
    expect(elements(xml, 'Part')).toEqual(['<N>1</N>', '<N>2</N>'])
    expect(textOf(xml, 'PartNumber')).toBe('9')
    expect(textOf(xml, 'None')).toBeUndefined()
  })

  it('entities, both ways', () => {
    expect(textOf(xml, 'T')).toBe(`a <&'" b`)
    expect(textOf(`<T>${escapeXml(`a <&'" b`)}</T>`, 'T')).toBe(`a <&'" b`)
  })

  it('hostile text takes no time', () => {
    expect(elements('<Part'.repeat(100_000), 'Part')).toEqual([])
    expect(elements('<Part>'.repeat(100_000), 'Part')).toEqual([])
  })
})
