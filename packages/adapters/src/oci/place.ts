import { RegistryError } from '@mlops-actions/registry'

/** A repository of an OCI registry. */
export interface OciPlace {
  /** `https://ghcr.io`; where requests go. */
  readonly origin: string
  /** What docker's configuration calls it: `ghcr.io`, `localhost:5000`, `docker.io`. */
  readonly host: string
  /** `acme/models`. */
  readonly repository: string
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
/** Distribution specification, "Pulling manifests": the grammar of `<name>`. */
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`)
/** Some registries count the host into the 255. */
const MAX_CHARACTERS = 255

/**
 * `ghcr.io/acme/models` as a place. The host is never left out: `acme/models` alone would be Docker Hub to some tools and an
 * error to others. TLS everywhere, but for this machine itself and where `plainHttp` says so.
 *
 * @throws RegistryError `invalid-place`
 */
export function parseOciPlace(text: string, plainHttp = false): OciPlace {
  const slash = text.indexOf('/')
  const [host, repository] = [text.slice(0, slash), text.slice(slash + 1)]
  const valid =
    slash > 0 &&
    text.length <= MAX_CHARACTERS &&
    /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+|\[[0-9a-f:]+\])(:\d{1,5})?$|^[a-z0-9-]+:\d{1,5}$/i.test(host) &&
    REPOSITORY.test(repository)
  if (!valid) {
    throw new RegistryError(
      'invalid-place',
      `${JSON.stringify(text.slice(0, 300))} is no repository of a registry`,
      {
        remedy:
          'Write host/name without a scheme, a tag or a digest, such as ghcr.io/acme/models; names are lower case.',
      },
    )
  }
  const scheme = plainHttp || isThisMachine(host) ? 'http' : 'https'
  const server = host === 'docker.io' ? 'registry-1.docker.io' : host
  return { origin: `${scheme}://${server}`, host, repository }
}

/** The same repository, host first. */
export function placeText({ host, repository }: OciPlace): string {
  return `${host}/${repository}`
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host)
}
