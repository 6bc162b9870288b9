import { UserError } from '@mlops-actions/core'

/** One object of the API, by where it lies. */
export interface ResourceName {
  /** `apps`, `autoscaling`; empty for the core group. */
  readonly group: string
  readonly version: string
  /** As paths have it: `deployments`. */
  readonly plural: string
  readonly namespace: string
  readonly name: string
}

/** RFC 1123, as the API server checks it: nothing in a name can leave its place in the path. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/

/** @throws UserError `bad-kubernetes-name` */
export function checkedName(what: string, name: string): string {
  if (NAME.test(name)) return name
  throw new UserError(
    'bad-kubernetes-name',
    `${what}: ${JSON.stringify(name)} is no name of a Kubernetes object`,
    {
      remedy: 'lower-case letters, digits, "-" and ".", at most 253',
    },
  )
}

/** `/apis/apps/v1/namespaces/prod/deployments/web`, or of the whole collection without a name. */
export function resourcePath({ name, ...collection }: ResourceName): string {
  return `${collectionPath(collection)}/${name}`
}

export function collectionPath({ group, version, namespace, plural }: Omit<ResourceName, 'name'>): string {
  const api = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  return `${api}/namespaces/${namespace}/${plural}`
}

/** For people: `deployments.apps prod/web`. */
export function resourceText({ group, plural, namespace, name }: ResourceName): string {
  return `${group === '' ? plural : `${plural}.${group}`} ${namespace}/${name}`
}
