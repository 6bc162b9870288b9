import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileSource } from '@mlops-actions/data'
import type { Env, Files, Http } from '@mlops-actions/lineage'

export const GOLDEN = fileURLToPath(new URL('../../golden/lineage/', import.meta.url))

/** A folder as the workspace. */
export function filesAt(root: string): Files {
  const at = (path: string): string => join(root, path)
  return {
    stat: async (path) => {
      const stat = statSync(at(path), { throwIfNoEntry: false })
      return stat && { kind: stat.isDirectory() ? 'directory' : 'file', byteLength: stat.size }
    },
    read: async (path, { maxBytes }) => {
      const bytes = readFileSync(at(path))
      if (bytes.length > maxBytes) throw new Error(`${path} is too large`)
      return bytes
    },
    open: (path) => fileSource(at(path)),
    list: async (path) =>
      statSync(at(path)).isFile()
        ? ['.']
        : readdirSync(at(path), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => relative(at(path), join(entry.parentPath, entry.name)))
            .sort(),
  }
}

export function envOf(values: Readonly<Record<string, string>>): Env {
  return { get: (name) => values[name] }
}

/** For readers that must not touch the network. */
export const offline: Http = {
  send: async ({ url }) => {
    throw new Error(`asked the network for ${url}`)
  },
}

/** The real network, for servers of the tests on 127.0.0.1. */
export const loopback: Http = {
  async send({ method = 'GET', url, headers, body }) {
    const answer = await fetch(url, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    })
    return {
      status: answer.status,
      headers: new Map(answer.headers),
      body: new Uint8Array(await answer.arrayBuffer()),
    }
  },
}

export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
}
