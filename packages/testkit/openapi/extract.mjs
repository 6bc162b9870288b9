// Makes <profile>.generated.json: the operations the suite uses, out of GitHub's own OpenAPI description.
//
//   npm install --prefix /tmp/openapi --no-save @octokit/openapi@23.0.2     (385 MB, hence not a dependency)
//   node packages/testkit/openapi/extract.mjs /tmp/openapi
//
// Requests are kept whole. Responses keep the successful status and the schema. Prose and examples go. OpenAPI 3.0 becomes
// JSON Schema draft 7 (`nullable` turns into a null type), which is what ajv validates.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const VERSION = '23.0.2'
const PROFILES = { 'github.com': 'api.github.com.json', 'ghes-3.19': 'ghes-3.19.json' }

const REPO = '/repos/{owner}/{repo}'
const OPERATIONS = [
  'GET /rate_limit',
  'GET /user',
  `GET ${REPO}`,
  `GET ${REPO}/issues`,
  `POST ${REPO}/issues`,
  `GET ${REPO}/issues/{issue_number}`,
  `PATCH ${REPO}/issues/{issue_number}`,
  `GET ${REPO}/issues/{issue_number}/comments`,
  `POST ${REPO}/issues/{issue_number}/comments`,
  `GET ${REPO}/issues/comments/{comment_id}`,
  `PATCH ${REPO}/issues/comments/{comment_id}`,
  `DELETE ${REPO}/issues/comments/{comment_id}`,
  `POST ${REPO}/issues/{issue_number}/labels`,
  `GET ${REPO}/labels/{name}`,
  `POST ${REPO}/labels`,
  `POST ${REPO}/check-runs`,
  `GET ${REPO}/check-runs/{check_run_id}`,
  `PATCH ${REPO}/check-runs/{check_run_id}`,
  `GET ${REPO}/check-runs/{check_run_id}/annotations`,
  `GET ${REPO}/commits/{ref}`,
  `GET ${REPO}/commits/{ref}/check-runs`,
  `GET ${REPO}/actions/workflows/{workflow_id}`,
  `POST ${REPO}/actions/workflows/{workflow_id}/dispatches`,
  `GET ${REPO}/actions/workflows/{workflow_id}/runs`,
  `GET ${REPO}/actions/runs`,
  `GET ${REPO}/actions/runs/{run_id}`,
  `GET ${REPO}/actions/runs/{run_id}/artifacts`,
  `GET ${REPO}/actions/artifacts`,
  `GET ${REPO}/actions/artifacts/{artifact_id}`,
  `GET ${REPO}/actions/artifacts/{artifact_id}/{archive_format}`,
  `POST ${REPO}/dispatches`,
  `GET ${REPO}/deployments`,
  `POST ${REPO}/deployments`,
  `GET ${REPO}/deployments/{deployment_id}`,
  `GET ${REPO}/deployments/{deployment_id}/statuses`,
  `POST ${REPO}/deployments/{deployment_id}/statuses`,
  `GET ${REPO}/contents/{path}`,
  `GET ${REPO}/git/ref/{ref}`,
  `GET ${REPO}/git/matching-refs/{ref}`,
  `POST ${REPO}/git/refs`,
  `PATCH ${REPO}/git/refs/{ref}`,
  `DELETE ${REPO}/git/refs/{ref}`,
  `POST ${REPO}/git/blobs`,
  `GET ${REPO}/git/blobs/{file_sha}`,
  `POST ${REPO}/git/trees`,
  `GET ${REPO}/git/trees/{tree_sha}`,
  `POST ${REPO}/git/commits`,
  `GET ${REPO}/git/commits/{commit_sha}`,
  `GET ${REPO}/pulls`,
  `GET ${REPO}/pulls/{pull_number}`,
  `POST ${REPO}/attestations`,
  `GET ${REPO}/attestations/{subject_digest}`,
]

const DROPPED = new Set([
  'description',
  'title',
  'example',
  'examples',
  'deprecated',
  'externalDocs',
  'xml',
  'discriminator',
])
/** The formats ajv-formats knows and GitHub means; `repo.nwo`, `timestamp` and the like are names, not rules. */
const FORMATS = new Set(['date-time', 'uri'])

const [, , installed] = process.argv
if (!installed) throw new Error('usage: extract.mjs <folder with node_modules/@octokit/openapi>')
const packageFolder = join(installed, 'node_modules/@octokit/openapi')
const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
if (version !== VERSION) throw new Error(`expected @octokit/openapi ${VERSION}, found ${version}`)

for (const [profile, file] of Object.entries(PROFILES)) {
  const document = JSON.parse(await readFile(join(packageFolder, 'generated', file), 'utf8'))
  const extract = { source: `@octokit/openapi ${VERSION} (MIT), generated/${file}`, ...reduce(document) }
  const path = new URL(`${profile}.generated.json`, import.meta.url)
  const text = `${JSON.stringify(extract)}\n`
  await writeFile(path, text)
  console.log(
    `${profile}: ${Object.keys(extract.operations).length} operations, ${Math.round(text.length / 1024)} KiB`,
  )
}

function reduce(document) {
  const wanted = new Set()
  const resolve = (node) => (node.$ref ? resolve(at(document, node.$ref)) : node)
  const schema = (node) => convert(node, wanted)

  const operations = {}
  for (const key of OPERATIONS) {
    const [method, path] = key.split(' ')
    const operation = document.paths[path]?.[method.toLowerCase()]
    if (!operation) continue
    const parameters = [...(document.paths[path].parameters ?? []), ...(operation.parameters ?? [])].map(
      resolve,
    )
    const body = operation.requestBody && resolve(operation.requestBody)
    operations[key] = {
      path: parametersSchema(
        parameters.filter((p) => p.in === 'path'),
        schema,
      ),
      query: parametersSchema(
        parameters.filter((p) => p.in === 'query'),
        schema,
      ),
      ...(body ? { bodyRequired: body.required === true, body: schema(json(body) ?? {}) } : {}),
      responses: Object.fromEntries(
        Object.entries(operation.responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, response]) => [
            status,
            json(resolve(response)) ? schema(json(resolve(response))) : null,
          ]),
      ),
    }
  }

  const schemas = {}
  for (const name of wanted) schemas[name] = schema(document.components.schemas[name])
  return { operations, schemas }
}

function parametersSchema(parameters, schema) {
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map((parameter) => [parameter.name, onWire(parameter.name, schema(parameter.schema))]),
    ),
    required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    additionalProperties: false,
  }
}

/** A path or query is text: `12` is the integer and the string of `oneOf: [integer, string]` at once. */
function onWire(name, { oneOf, format, ...schema }) {
  // `created` is called a date-time and is GitHub's search syntax (`>=2026-01-01`), as its prose says.
  const kept = format && name !== 'created' ? { ...schema, format } : schema
  return oneOf ? { ...kept, anyOf: oneOf } : kept
}

function json(message) {
  return message.content?.['application/json']?.schema
}

/** A Set may grow while it is walked, so the schemas that schemas name are reached as well. */
function convert(node, wanted) {
  if (Array.isArray(node)) return node.map((item) => convert(item, wanted))
  if (typeof node !== 'object' || node === null) return node
  if (typeof node.$ref === 'string') {
    const name = node.$ref.replace('#/components/schemas/', '')
    wanted.add(name)
    return { $ref: `#/schemas/${name}` }
  }
  const result = {}
  for (const [key, value] of Object.entries(node)) {
    if (DROPPED.has(key) || key.startsWith('x-') || key === 'nullable') continue
    if (key === 'format' && !FORMATS.has(value)) continue
    // The keys of `properties` are names and not keywords: one may well be called `description`.
    result[key] =
      key === 'properties'
        ? Object.fromEntries(
            Object.entries(value).map(([name, property]) => [name, convert(property, wanted)]),
          )
        : key === 'enum' || key === 'default' || key === 'required'
          ? value
          : convert(value, wanted)
  }
  return node.nullable === true ? nullable(result) : result
}

function nullable(schema) {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(schema.enum && !schema.enum.includes(null) ? { enum: [...schema.enum, null] } : {}),
  }
}

function at(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
}
