/** Where the bytes of artifacts and caches lie. Clients reach them by signed addresses only, as on GitHub. */
export interface BlobStore {
  /** An address to write one new blob to. */
  uploadUrl(name: string): string
  /** An address to read it from; `fileName` is what a download would be saved as. */
  downloadUrl(name: string, fileName?: string): string
  put(name: string, content: Uint8Array): Promise<void>
  get(name: string): Promise<Uint8Array | undefined>
}

/** Blob clients take `http://<ip>/<account>/<container>/<blob>` for the path style of a local store. */
export const CONTAINER = 'actions-results'

/** How long a signed address is good for. GitHub's last about ten minutes. */
export const SIGNED_URL_MS = 10 * 60 * 1000
