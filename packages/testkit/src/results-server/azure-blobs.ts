import { createHmac } from 'node:crypto'
import { type BlobStore, CONTAINER, SIGNED_URL_MS } from './blob-store.ts'

/** The newest version whose string-to-sign is written below. */
const VERSION = '2020-12-06'

export interface AzureAccount {
  /** `http://127.0.0.1:10000`. */
  readonly url: string
  readonly account: string
  /** Base64. */
  readonly key: string
}

/**
 * A real Azure blob service, or Azurite, by shared access signatures
 * (https://learn.microsoft.com/rest/api/storageservices/create-service-sas). Makes the container.
 */
export async function openAzureBlobs(account: AzureAccount, now: () => number): Promise<BlobStore> {
  const root = `${account.url}/${account.account}/${CONTAINER}`
  const address = (name: string, permissions: string, disposition = ''): string =>
    `${root}/${encodeURIComponent(name)}?${serviceSas(account, name, permissions, disposition, now()).toString()}`
  const send = async (url: string, init: RequestInit, accepted: readonly number[]): Promise<Response> => {
    const response = await fetch(url, init)
    if (accepted.includes(response.status)) return response
    const { origin, pathname } = new URL(url)
    throw new Error(`${init.method} ${origin}${pathname}: ${response.status} ${await response.text()}`)
  }
  const container = `${root}?restype=container&${accountSas(account, now()).toString()}`
  await (await send(container, { method: 'PUT' }, [201, 409])).arrayBuffer()

  return {
    uploadUrl: (name) => address(name, 'cw'),
    downloadUrl: (name, fileName) => address(name, 'r', fileName && `attachment; filename="${fileName}"`),
    async put(name, content) {
      const init = { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: Buffer.from(content) }
      await (await send(address(name, 'cw'), init, [201])).arrayBuffer()
    },
    async get(name) {
      const response = await send(address(name, 'r'), { method: 'GET' }, [200, 404])
      const bytes = new Uint8Array(await response.arrayBuffer())
      return response.status === 404 ? undefined : bytes
    },
  }
}

function serviceSas(
  { account, key }: AzureAccount,
  name: string,
  permissions: string,
  disposition: string,
  now: number,
): URLSearchParams {
  const expiry = time(now + SIGNED_URL_MS)
  const resource = `/blob/${account}/${CONTAINER}/${name}`
  // Permissions, start, expiry, resource, identifier, IP, protocol, version, kind, snapshot, encryption scope, rscc, rscd,
  // rsce, rscl, rsct.
  const fields = [
    permissions,
    '',
    expiry,
    resource,
    '',
    '',
    '',
    VERSION,
    'b',
    '',
    '',
    '',
    disposition,
    '',
    '',
    '',
  ]
  return new URLSearchParams({
    sv: VERSION,
    se: expiry,
    sr: 'b',
    sp: permissions,
    ...(disposition === '' ? {} : { rscd: disposition }),
    sig: sign(fields.join('\n'), key),
  })
}

/** To create the container: https://learn.microsoft.com/rest/api/storageservices/create-account-sas */
function accountSas({ account, key }: AzureAccount, now: number): URLSearchParams {
  const expiry = time(now + SIGNED_URL_MS)
  // Account, permissions, services, resource types, start, expiry, IP, protocol, version, encryption scope, and a line end.
  const fields = [account, 'c', 'b', 'c', '', expiry, '', '', VERSION, '', '']
  const sig = sign(fields.join('\n'), key)
  return new URLSearchParams({ sv: VERSION, ss: 'b', srt: 'c', sp: 'c', se: expiry, sig })
}

function sign(text: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest('base64')
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}
