import { RegistryError } from '../../error.ts'
import type { Tag } from '../../mirror/gto.ts'
import { type Git, type GitPorts, openGit } from './git.ts'
import { pushRefs, remoteRefs } from './push.ts'

/** Refs of one push: command lines and servers both have limits. */
const TAGS_A_PUSH = 100

/**
 * Creates annotated tags on commits of the registry's branch. A tag's object follows from its content, so what is there
 * already is recognised; one that stands for something else was moved by somebody, and is neither moved back nor believed.
 *
 * @returns names of the tags that were made
 * @throws RegistryError `registry-corrupt` naming a moved tag, `busy`, `git-failed`
 */
export async function createTags(
  ports: GitPorts,
  branch: string,
  tags: readonly Tag[],
): Promise<readonly string[]> {
  const git = await openGit(ports, 'tags')
  const ref = `refs/heads/${branch}`
  await git.run([
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--',
    git.remote.url,
    `+${ref}:${ref}`,
  ])
  const made: string[] = []
  for (let start = 0; start < tags.length; start += TAGS_A_PUSH) {
    made.push(...(await createSome(git, tags.slice(start, start + TAGS_A_PUSH))))
  }
  return made
}

async function createSome(git: Git, tags: readonly Tag[]): Promise<readonly string[]> {
  const wanted = new Map<string, string>()
  for (const tag of tags) wanted.set(`refs/tags/${tag.name}`, await tagObject(git, tag))
  const there = await remoteRefs(git, [...wanted.keys()])
  const moved = [...wanted].find(([ref, object]) => there.has(ref) && there.get(ref) !== object)
  if (moved) {
    throw new RegistryError(
      'registry-corrupt',
      `${moved[0]} of ${git.remote.shown} is not the tag of this history`,
      {
        remedy:
          'Somebody made or moved it by hand. Delete it there and mirror again, or restrict who may push tags.',
      },
    )
  }
  const absent = [...wanted].filter(([ref]) => !there.has(ref))
  if (absent.length === 0) return []
  const pushed = await pushRefs(
    git,
    absent.map(([ref, next]) => ({ ref, next, expected: null })),
  )
  if (pushed.kind === 'lost') {
    throw new RegistryError(
      'busy',
      `somebody else makes the same tags in ${git.remote.shown}: ${pushed.reason}`,
      {
        remedy: 'Run the mirror again.',
      },
    )
  }
  return absent.map(([ref]) => ref.slice('refs/tags/'.length))
}

function tagObject(git: Git, { name, target, at, message }: Tag): Promise<string> {
  const seconds = Math.floor(Date.parse(at) / 1000)
  const tagger = `mlops-actions <mlops-actions@users.noreply.github.com> ${seconds} +0000`
  const stdin = `object ${target}\ntype commit\ntag ${name}\ntagger ${tagger}\n\n${message}\n`
  return git.text(['mktag'], { stdin })
}
