import { canonicalJson } from '../../canonical/json.ts'
import { digestBytes, hexOf } from '../../digest/source.ts'
import type { Digest } from '@mlops-actions/report'
import type { Bundle } from '../bytes.ts'

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'
export const ARTIFACT_TYPE = 'application/vnd.cncf.model.manifest.v1+json'
const CONFIG_TYPE = 'application/vnd.cncf.model.config.v1+json'

export interface Descriptor {
  readonly mediaType: string
  readonly digest: Digest
  readonly size: number
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
}

export interface ModelPack {
  readonly manifest: { readonly digest: Digest; readonly content: string }
  readonly config: { readonly digest: Digest; readonly content: string }
  /** How index.json names the manifest. */
  readonly descriptor: Descriptor
}

/**
 * A model as a CNCF ModelPack artifact (modelpack/model-spec), one raw layer a file: the layer's digest is the file's, so
 * OCI tools, the OpenSSF signature and the version record all speak of the same numbers. Holds no time and no owner:
 * the same files make the same manifest.
 */
export function modelPack(bundle: Bundle): ModelPack {
  const layers = bundle.files.map((file): Descriptor => {
    const path = file.path === '.' ? (bundle.fileName ?? 'model') : file.path
    return {
      mediaType: layerType(path, bundle.files.length === 1),
      digest: file.digest,
      size: file.byteLength,
      annotations: {
        'org.cncf.model.filepath': path,
        'org.cncf.model.file.metadata+json': canonicalJson(fileMetadata(path, file.byteLength)),
        'org.cncf.model.file.mediatype.untested': 'true',
      },
    }
  })
  const config = canonicalJson({
    descriptor: { name: bundle.model, revision: bundle.modelDigest },
    config: {},
    modelfs: { type: 'layers', diffIds: layers.map(({ digest }) => digest) },
  })
  const manifest = canonicalJson({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: ARTIFACT_TYPE,
    config: { mediaType: CONFIG_TYPE, digest: digestBytes(config), size: Buffer.byteLength(config) },
    layers,
    annotations: { 'org.opencontainers.image.title': bundle.model },
  })
  return {
    config: { digest: digestBytes(config), content: config },
    manifest: { digest: digestBytes(manifest), content: manifest },
    descriptor: {
      mediaType: MANIFEST_TYPE,
      artifactType: ARTIFACT_TYPE,
      digest: digestBytes(manifest),
      size: Buffer.byteLength(manifest),
      // Made of the digest and so never moved: a tag says what it means or does not exist.
      annotations: {
        'org.opencontainers.image.ref.name': modelTag(bundle),
      },
    },
  }
}

/** At most 128 characters (distribution specification), so a long name loses its end and never the digest. */
export function modelTag({ model, modelDigest }: Pick<Bundle, 'model' | 'modelDigest'>): string {
  return `${model.slice(0, 100)}-${hexOf(modelDigest).slice(0, 12)}`
}

/** Constants where the specification asks for attributes: mode 0644, root, the epoch, a regular file (tar flag '0'). */
function fileMetadata(name: string, size: number) {
  return { name, mode: 0o644, uid: 0, gid: 0, size, mtime: '1970-01-01T00:00:00Z', typeflag: 48 }
}

/** By name only, and marked `untested` beside it: nobody looked inside. A lone file is the weights, whatever its name. */
function layerType(path: string, alone: boolean): string {
  const kind = alone ? 'weight' : kindOf(path.toLowerCase())
  return `application/vnd.cncf.model.${kind}.v1.raw`
}

function kindOf(path: string): 'weight' | 'weight.config' | 'doc' | 'code' {
  if (/(^|\/)(readme|licen[cs]e|notice)[^/]*$|\.(md|rst|pdf)$/.test(path)) return 'doc'
  if (/\.(json|ya?ml|toml|txt|model|vocab|jinja)$|(^|\/)mlmodel$/.test(path)) return 'weight.config'
  if (/\.(py|js|ts|sh|r|ipynb)$/.test(path)) return 'code'
  return 'weight'
}
