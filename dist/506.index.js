export const id = 506;
export const ids = [506];
export const modules = {

/***/ 9506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nU: () => (/* reexport */ DEFAULT_BRANCH),
  bU: () => (/* reexport */ MAX_EVIDENCE_BYTES),
  gl: () => (/* reexport */ error_RegistryError),
  PJ: () => (/* reexport */ attachEvidence),
  fS: () => (/* reexport */ auditRegistry),
  dj: () => (/* reexport */ canonicalJson),
  QN: () => (/* reexport */ digestBytes),
  On: () => (/* reexport */ digestModel),
  IL: () => (/* reexport */ digestSource),
  RS: () => (/* reexport */ gitRemote),
  O_: () => (/* reexport */ gitStore),
  ZD: () => (/* reexport */ hexOf),
  VH: () => (/* reexport */ inlineBytes),
  zs: () => (/* reexport */ ociLayoutBytes),
  vf: () => (/* reexport */ parseEvidence),
  WR: () => (/* reexport */ parseExpectation),
  DJ: () => (/* reexport */ promoteVersion),
  KO: () => (/* reexport */ registerVersion),
  eO: () => (/* reexport */ requireSubject),
  Fu: () => (/* reexport */ rollBack),
  qW: () => (/* reexport */ versionPath)
});

// UNUSED EXPORTS: DEFAULT_INLINE_LIMIT_BYTES, IGNORED_AT_TOP, applyEvent, blobRef, chunksOf, comparePaths, decidePromotion, decideRollback, emptyState, eventDigest, eventPath, evidencePath, fetchModel, loadRecord, loadState, modelPack, parseEvent, parsePath, parseSelector, parseVersionRecord, recordDigest, redactUrls, requireModelPath, rootDigest, sameLineage, selectVersion, stagePath, transact, verifyBytes

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/registry/lib/digest/source.js

/** Read in pieces of this many bytes: large enough for disk and hash throughput, small enough for any runner. */
const CHUNK_BYTES = 1 << 20;
/** `sha256:<hex>` of bytes in memory. */
function digestBytes(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/**
 * `sha256:<hex>` of everything in a source, in constant memory. The source stays open; its read errors pass through.
 */
async function digestSource(source) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of source_chunksOf(source))
        hash.update(chunk);
    return `sha256:${hash.digest('hex')}`;
}
/** A source from its first byte to its last, in order, at most 1 MiB at a time. */
async function* source_chunksOf(source) {
    for (let offset = 0; offset < source.byteLength; offset += CHUNK_BYTES) {
        yield await source.read(offset, Math.min(CHUNK_BYTES, source.byteLength - offset));
    }
}
/** The 64 hex digits of a digest. */
function hexOf(digest) {
    return digest.slice('sha256:'.length);
}

;// CONCATENATED MODULE: ./packages/registry/lib/error.js
/** The registry cannot do what was asked, said so that its owner can mend it. Actions show it as a user's error. */
class error_RegistryError extends Error {
    name = 'RegistryError';
    code;
    remedy;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.remedy = options?.remedy;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/verify.js


/** The store among `stores` that reads a record's bytes. */
function verify_storeFor(stores, record) {
    const store = stores.find(({ kind }) => kind === record.bytes.kind);
    if (store)
        return store;
    throw new error_RegistryError('bytes-missing', `the bytes of ${record.model} version ${record.version} are in ${record.bytes.kind}, which is not configured here`, { remedy: 'Set `registry.bytes` of the model in the policy to where they are.' });
}
/**
 * Reads every byte of a version again.
 *
 * @returns what is wrong, in words; undefined when all files hash to what the record says. A file that cannot be read is
 * wrong too: bytes that are not there cannot be served.
 */
async function verifyBytes(stores, record) {
    try {
        const open = await verify_storeFor(stores, record).reader(record);
        for (const file of record.files) {
            const problem = await verifyFile(open, file);
            if (problem !== undefined)
                return problem;
        }
        return undefined;
    }
    catch (error) {
        if (error instanceof error_RegistryError && error.code === 'bytes-missing')
            return error.message;
        throw error;
    }
}
async function verifyFile(open, file) {
    const name = JSON.stringify(file.path);
    try {
        const source = await open(file);
        try {
            const found = await digestSource(source);
            return found === file.digest ? undefined : `${name} holds ${found}, registered was ${file.digest}`;
        }
        finally {
            await source.close();
        }
    }
    catch (error) {
        if (error instanceof error_RegistryError &&
            (error.code === 'bytes-missing' || error.code === 'bytes-corrupt')) {
            return `${name} cannot be read: ${error.message}`;
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/paths.js

/** Where everything stands in the registry's tree. Names are checked by the record's schemas before they come here. */
const MANIFEST_PATH = 'registry.json';
/** The first commit's marker: what this branch is, for people and for later formats. */
const MANIFEST = '{"schema":"mlops-actions/registry/v1"}';
const modelFolder = (model) => `models/${model}/`;
const versionPath = (model, version) => `models/${model}/versions/${version}.json`;
const stagePath = (model, stage) => `models/${model}/stages/${stage}.json`;
/** Ten digits, so that `ls` and the forge's web page show history in order. */
const eventPath = (model, sequence, kind) => `models/${model}/events/${String(sequence).padStart(10, '0')}-${kind}.json`;
const evidencePath = (digest) => `evidence/${hexOf(digest)}.json`;
const MODEL = '(?<model>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)';
const VERSION = new RegExp(`^models/${MODEL}/versions/(?<version>[1-9][0-9]{0,9})\\.json$`);
const EVENT = new RegExp(`^models/${MODEL}/events/(?<sequence>[0-9]{10})-(?<event>[a-z-]+)\\.json$`);
const STAGE = new RegExp(`^models/${MODEL}/stages/(?<stage>[a-z][a-z0-9-]*)\\.json$`);
const EVIDENCE = /^evidence\/(?<hex>[0-9a-f]{64})\.json$/;
/** What a path of the tree holds, or undefined for one the registry never writes. */
function parsePath(path) {
    if (path === MANIFEST_PATH)
        return { kind: 'manifest' };
    const version = VERSION.exec(path)?.groups;
    if (version)
        return { kind: 'version', model: version.model, version: Number(version.version) };
    const event = EVENT.exec(path)?.groups;
    if (event) {
        return { kind: 'event', model: event.model, sequence: Number(event.sequence), event: event.event };
    }
    const stage = STAGE.exec(path)?.groups;
    if (stage)
        return { kind: 'stage', model: stage.model, stage: stage.stage };
    const evidence = EVIDENCE.exec(path)?.groups;
    if (evidence)
        return { kind: 'evidence', digest: `sha256:${evidence.hex}` };
    return undefined;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./packages/registry/lib/canonical/json.js
/**
 * JSON in the one form that has one digest: RFC 8785 (JCS). Keys by UTF-16 code unit, numbers as ECMAScript writes them,
 * no white space. Properties that are `undefined` are absent.
 *
 * @throws TypeError for what JSON cannot hold faithfully: NaN, infinities, lone surrogates, functions, dates
 */
function canonicalJson(value) {
    switch (typeof value) {
        case 'boolean':
            return String(value);
        case 'number':
            if (!Number.isFinite(value))
                throw new TypeError(`JSON has no ${value}`);
            return JSON.stringify(value);
        case 'string':
            if (/\p{Cs}/u.test(value))
                throw new TypeError('JSON text with a lone surrogate has no canonical form');
            return JSON.stringify(value);
        case 'object':
            return value === null ? 'null' : canonicalObject(value);
        case 'bigint':
        case 'function':
        case 'symbol':
        case 'undefined':
            throw new TypeError(`JSON has no ${typeof value}`);
    }
}
function canonicalObject(value) {
    if (Array.isArray(value))
        return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
    if (!isPlain(value))
        throw new TypeError('only plain objects have a canonical form');
    const properties = Object.keys(value)
        .filter((key) => value[key] !== undefined)
        .sort()
        .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`);
    return `{${properties.join(',')}}`;
}
function isPlain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./packages/registry/lib/record/fields.js

/** The fields that records, events and pointers share. All of it may have been written by somebody else's push. */
/** As in mlops.yml; it becomes part of paths and of git arguments. */
const modelName = schemas/* string */.YjP()
    .max(128)
    .regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, 'lower-case letters, digits, . _ -')
    .refine((name) => !name.includes('..'), 'no ..');
const stageName = schemas/* string */.YjP()
    .max(64)
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
const digest = schemas/* templateLiteral */.Uy$([
    'sha256:',
    schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
]);
const versionNumber = schemas/* int */.Whr().min(1).max(9_999_999_999);
/** ISO 8601 in UTC, to the millisecond: one spelling an instant. */
const instant = iso/* datetime */.w$({ precision: 3 });
/** Free text from people and events: kept as data, capped, escaped wherever it is shown. */
const shortText = schemas/* string */.YjP().min(1).max(1024);
/** Who did it and in which run; absent outside CI. */
const origin = schemas/* strictObject */.rej({
    actor: shortText.optional(),
    server: shortText.optional(),
    repository: shortText.optional(),
    workflow: shortText.optional(),
    runId: shortText.optional(),
    runAttempt: shortText.optional(),
});

;// CONCATENATED MODULE: ./packages/registry/lib/digest/model.js



/**
 * Left out at the top of a model's folder, as model_signing's `hashing.Config` leaves them out: they come and go with
 * the way the folder was fetched and change nothing about the model.
 */
const IGNORED_AT_TOP = ['.git', '.gitattributes', '.github', '.gitignore'];
/**
 * The identity of a model: sha256 over the concatenated raw sha256 digests of its files, ordered by path segments.
 * Equal to the subject digest that `model_signing sign` (OpenSSF Model Signing v1.0, `method: files`, sha256) puts into
 * its statement, so a signature made by either speaks of the same number. Names are not hashed by that format; the
 * version record pins them beside the digest.
 *
 * @param entries the files; order does not matter. Each is opened, hashed and closed in turn.
 * @throws RegistryError `empty-model`, `duplicate-path`, `unsafe-path`
 */
async function digestModel(entries) {
    const chosen = chooseEntries(entries);
    const root = (0,external_node_crypto_.createHash)('sha256');
    const files = [];
    for (const entry of chosen) {
        const source = await entry.open();
        try {
            const digest = await digestSource(source);
            root.update(Buffer.from(hexOf(digest), 'hex'));
            files.push({ path: entry.path, digest, byteLength: source.byteLength });
        }
        finally {
            await source.close();
        }
    }
    return { digest: `sha256:${root.digest('hex')}`, files };
}
/** The root digest of files whose digests are already known: what a record claims, recomputed. */
function rootDigest(files) {
    const root = (0,external_node_crypto_.createHash)('sha256');
    for (const { digest } of [...files].sort((a, b) => comparePaths(a.path, b.path))) {
        root.update(Buffer.from(hexOf(digest), 'hex'));
    }
    return `sha256:${root.digest('hex')}`;
}
function chooseEntries(entries) {
    const chosen = entries
        .filter(({ path }) => !IGNORED_AT_TOP.some((name) => path === name || path.startsWith(`${name}/`)))
        .sort((a, b) => comparePaths(a.path, b.path));
    if (chosen.length === 0) {
        throw new error_RegistryError('empty-model', 'the model has no files', {
            remedy: 'Point `path` at the model file or at the folder that holds its files.',
        });
    }
    for (const [index, { path }] of chosen.entries()) {
        requireModelPath(path, chosen.length === 1);
        if (chosen[index + 1]?.path === path) {
            throw new error_RegistryError('duplicate-path', `the model lists ${JSON.stringify(path)} twice`);
        }
    }
    return chosen;
}
/**
 * Paths of a model are written to disk again when it is fetched, from a registry that others can write to: nothing
 * absolute, nothing with `..`, nothing a path parser of another platform could read differently.
 *
 * @throws RegistryError `unsafe-path`
 */
function requireModelPath(path, alone) {
    if (path === '.' && alone)
        return;
    const safe = path !== '' &&
        path.length <= 1024 &&
        !/[\p{Cc}\\]/u.test(path) &&
        path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
    if (safe)
        return;
    throw new error_RegistryError('unsafe-path', `the model has a file whose path cannot be kept safely: ${JSON.stringify(path)}`, { remedy: 'Rename it: relative, no `..`, no backslash, no control characters.' });
}
/**
 * Python compares `PurePosixPath`s segment by segment and strings by code point: `a/x` comes before `a-b/x`, and U+FFFF
 * before U+10000. JavaScript's `<` does neither, and the root digest depends on the order.
 */
function comparePaths(a, b) {
    const left = a.split('/');
    const right = b.split('/');
    for (let index = 0; index < Math.min(left.length, right.length); index++) {
        const order = compareCodePoints(left[index], right[index]);
        if (order !== 0)
            return order;
    }
    return left.length - right.length;
}
/** UTF-8 keeps code point order, and comparing its bytes is one native call. */
function compareCodePoints(a, b) {
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

;// CONCATENATED MODULE: ./packages/registry/lib/record/record.js






/** Most files of one model; a record stays well under a megabyte. */
const MAX_FILES = 4096;
const file = schemas/* strictObject */.rej({ path: schemas/* string */.YjP().max(1024), digest: digest, byteLength: schemas/* int */.Whr().min(0) });
/** Where the bytes are. A new backend adds a member, and `bytes/` a file that reads it. */
const bytesLocation = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('inline') }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('oci-layout'), manifest: digest }),
]);
/** What made the model: two versions with the same bytes and the same lineage are one version. */
const lineage = schemas/* strictObject */.rej({
    data: schemas/* array */.YOg(schemas/* strictObject */.rej({
        name: shortText,
        /** A folder's digest is its root digest, as of a model. */
        kind: schemas/* enum */.k5n(['file', 'folder']),
        digest: digest,
        byteLength: schemas/* int */.Whr().min(0),
    }))
        .max(256),
    params: schemas/* json */.Pq9().optional(),
    code: schemas/* strictObject */.rej({ repository: shortText.optional(), commit: shortText }).optional(),
    lock: schemas/* strictObject */.rej({ path: shortText, digest: digest }).optional(),
    image: schemas/* strictObject */.rej({ name: shortText, digest: digest }).optional(),
});
/** `models/<model>/versions/<version>.json`: written once, never again. */
const versionRecord = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz('mlops-actions/version/v1'),
    model: modelName,
    version: versionNumber,
    /** OpenSSF Model Signing root digest over `files`. */
    modelDigest: digest,
    files: schemas/* array */.YOg(file).min(1).max(MAX_FILES),
    /** What the file was called when the model is a lone file (whose path is `.`). */
    fileName: schemas/* string */.YjP().max(255).optional(),
    bytes: bytesLocation,
    lineage,
    /** An earlier version with the same bytes and another lineage. */
    sameContentAs: versionNumber.optional(),
    origin: origin,
    createdAt: instant,
});
/**
 * A record read back: JSON, schema, paths that may be written to disk, files that add up to the digest, and the one
 * canonical spelling (a record that was reformatted has been touched).
 *
 * @throws RegistryError `invalid-record`, naming `where`
 */
function parseVersionRecord(bytes, where) {
    const text = new TextDecoder().decode(bytes);
    const record = parseJson(versionRecord, text, where, 'invalid-record');
    for (const { path } of record.files)
        requireModelPath(path, record.files.length === 1);
    requireFileName(record, where);
    if (rootDigest(record.files) !== record.modelDigest) {
        throw new error_RegistryError('invalid-record', `${where}: the files do not add up to the model digest`);
    }
    if (canonicalJson(record) !== text) {
        throw new error_RegistryError('invalid-record', `${where}: not in canonical form, so it was not written by the registry`);
    }
    return record;
}
/** A lone file needs a name to be written under, and only a lone file has one. */
function requireFileName({ files, fileName }, where) {
    const alone = files[0]?.path === '.';
    if (alone !== (fileName !== undefined) || fileName?.includes('/')) {
        throw new error_RegistryError('invalid-record', `${where}: the file name does not fit the files`);
    }
    if (fileName !== undefined)
        requireModelPath(fileName, false);
}
/** Strict JSON by a schema; the message says what is wrong and where, without echoing the text. */
function parseJson(schema, text, where, code) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new error_RegistryError(code, `${where}: not JSON`, { cause });
    }
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const [issue] = result.error.issues;
    const at = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : '';
    throw new error_RegistryError(code, `${where}${at}: ${issue?.message ?? 'invalid'}`);
}
/** sha256 of the canonical record: what events cite. */
function recordDigest(record) {
    return digestBytes(canonicalJson(record));
}
function sameLineage(a, b) {
    return canonicalJson(a) === canonicalJson(b);
}

;// CONCATENATED MODULE: ./packages/registry/lib/event/event.js






/** Why something was done, in the words of who did it. */
const reason = schemas/* string */.YjP().min(1).max(4096);
const versionRef = schemas/* strictObject */.rej({ version: versionNumber, modelDigest: digest });
const common = {
    schema: schemas/* literal */.euz('mlops-actions/event/v1'),
    model: modelName,
    /** 1, 2, 3, ... within a model. */
    sequence: versionNumber,
    at: instant,
    origin: origin,
    /** Digest of the event before it, null for the first: rewriting one breaks every later one. */
    previousEvent: digest.nullable(),
    version: versionNumber,
    modelDigest: digest,
};
/** Everything that ever happens to a model. State is a fold over these and nothing else. */
const registryEvent = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        ...common,
        kind: schemas/* literal */.euz('register'),
        recordDigest: digest,
        evidence: schemas/* array */.YOg(digest).max(64),
    }),
    schemas/* strictObject */.rej({ ...common, kind: schemas/* literal */.euz('attach-evidence'), evidence: schemas/* array */.YOg(digest).min(1).max(64) }),
    schemas/* strictObject */.rej({
        ...common,
        kind: schemas/* literal */.euz('promote'),
        stage: stageName,
        /** What the stage held before; null when it held nothing. */
        from: versionRef.nullable(),
        /** The evidence the decision rested on. */
        evidence: schemas/* array */.YOg(digest).max(64),
        /** The policy that decided. */
        policyDigest: digest,
        reason: reason.optional(),
        /** A quarantined version was let through, by a person, with a reason; this lifts the quarantine. */
        override: schemas/* literal */.euz(true).optional(),
    }),
    schemas/* strictObject */.rej({
        ...common,
        kind: schemas/* literal */.euz('rollback'),
        stage: stageName,
        /** The version that was taken away, and is quarantined by this event. */
        from: versionRef,
        policyDigest: digest,
        reason,
    }),
    schemas/* strictObject */.rej({ ...common, kind: schemas/* literal */.euz('quarantine'), reason }),
]);
/** The digest the next event cites and reports quote: sha256 of the canonical event. */
function eventDigest(event) {
    return digestBytes(canonicalJson(event));
}
/** @throws RegistryError `invalid-event`, naming `where` */
function parseEvent(bytes, where) {
    const text = new TextDecoder().decode(bytes);
    const event = parseJson(registryEvent, text, where, 'invalid-event');
    if (canonicalJson(event) !== text) {
        throw new error_RegistryError('invalid-event', `${where}: not in canonical form, so it was not written by the registry`);
    }
    return event;
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/state.js

function emptyState(model) {
    return { model, versions: new Map(), stages: new Map(), sequence: 0, lastEvent: null };
}
/**
 * The state after one more event. Total: an event that does not follow from the state is a value, because it comes from
 * a branch others can push to, and both readers (who refuse) and the audit (which names it) need the reason.
 */
function applyEvent(state, event) {
    const misfit = chainMisfit(state, event) ?? versionMisfit(state, event) ?? pointerMisfit(state, event);
    if (misfit)
        return { kind: 'misfit', misfit };
    const id = eventDigest(event);
    const next = { ...state, sequence: event.sequence, lastEvent: id };
    const { version } = event;
    switch (event.kind) {
        case 'register':
            return folded(withVersion(next, {
                version,
                modelDigest: event.modelDigest,
                recordDigest: event.recordDigest,
                evidence: event.evidence,
                registeredBy: event.origin,
                registeredAt: event.at,
            }));
        case 'attach-evidence': {
            const current = state.versions.get(version);
            const added = event.evidence.filter((digest) => !current.evidence.includes(digest));
            return folded(withVersion(next, { ...current, evidence: [...current.evidence, ...added] }));
        }
        case 'promote':
            return folded(withPointer(event.override ? lifted(next, version) : next, event, id));
        case 'rollback':
            return folded(withPointer(quarantined(next, event.from.version, event.reason, id), event, id));
        case 'quarantine':
            return folded(quarantined(next, version, event.reason, id));
    }
}
function folded(state) {
    return { kind: 'state', state };
}
function chainMisfit(state, event) {
    if (event.sequence !== state.sequence + 1) {
        return { kind: 'sequence', reason: `event ${event.sequence} follows event ${state.sequence}` };
    }
    if (event.previousEvent !== state.lastEvent) {
        return {
            kind: 'chain',
            reason: `event ${event.sequence} does not cite the digest of the event before it`,
        };
    }
    return undefined;
}
function versionMisfit(state, event) {
    if (event.kind === 'register') {
        return event.version === state.versions.size + 1
            ? undefined
            : { kind: 'version', reason: `version ${event.version} was registered after ${state.versions.size}` };
    }
    return refMisfit(state, event) ?? (event.kind === 'rollback' ? refMisfit(state, event.from) : undefined);
}
function refMisfit(state, ref) {
    const known = state.versions.get(ref.version);
    if (!known)
        return { kind: 'version', reason: `version ${ref.version} was never registered` };
    if (known.modelDigest !== ref.modelDigest) {
        return { kind: 'digest', reason: `version ${ref.version} is cited with the digest of other bytes` };
    }
    return undefined;
}
function pointerMisfit(state, event) {
    if (event.kind !== 'promote' && event.kind !== 'rollback')
        return undefined;
    const held = state.stages.get(event.stage)?.version ?? null;
    if ((event.from?.version ?? null) !== held) {
        return {
            kind: 'pointer',
            reason: `${event.stage} held ${held ?? 'nothing'}, the event says ${event.from?.version ?? 'nothing'}`,
        };
    }
    const overridden = event.kind === 'promote' && event.override === true && event.reason !== undefined;
    if (state.versions.get(event.version)?.quarantined && !overridden) {
        return { kind: 'quarantine', reason: `quarantined version ${event.version} was moved to ${event.stage}` };
    }
    return undefined;
}
function withVersion(state, version) {
    return { ...state, versions: new Map(state.versions).set(version.version, version) };
}
function quarantined(state, version, reason, event) {
    return withVersion(state, { ...state.versions.get(version), quarantined: { reason, event } });
}
function lifted(state, version) {
    const { quarantined: _, ...rest } = state.versions.get(version);
    return withVersion(state, rest);
}
function withPointer(state, event, id) {
    const old = state.stages.get(event.stage);
    const { version, modelDigest, stage, at, model } = event;
    const pointer = {
        schema: 'mlops-actions/stage/v1',
        model,
        stage,
        version,
        modelDigest,
        since: at,
        event: id,
        previous: old
            ? [
                {
                    version: old.version,
                    modelDigest: old.modelDigest,
                    since: old.since,
                    until: at,
                    event: old.event,
                },
                ...old.previous,
            ]
            : [],
    };
    return { ...state, stages: new Map(state.stages).set(stage, pointer) };
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/events.js



/** One commit is one event, and it follows from all before it. */
function checkEvents(ledger, known, report) {
    const added = known.filter(({ at }) => at.kind === 'event');
    if (added.length !== 1) {
        const path = added[1]?.change.path ?? known[0]?.change.path ?? '';
        report('not-one-event', path, `one commit is one event; this one has ${added.length}`);
    }
    return added.flatMap(({ change }) => {
        const event = read(change.path, change.content, report);
        if (!event)
            return [];
        ledger.events++;
        ledger.receipts.add(eventDigest(event));
        fold(ledger, change.path, event, report);
        return [{ path: change.path, event }];
    });
}
function read(path, content, report) {
    try {
        const event = parseEvent(content, path);
        if (path === eventPath(event.model, event.sequence, event.kind))
            return event;
        report('invalid-event', path, 'stands at another path than it says');
    }
    catch (error) {
        report('invalid-event', path, error instanceof Error ? error.message : String(error));
    }
    return undefined;
}
function fold(ledger, path, event, report) {
    if (ledger.broken.has(event.model))
        return;
    const state = ledger.models.get(event.model) ?? emptyState(event.model);
    const result = applyEvent(state, event);
    if (result.kind === 'state') {
        ledger.models.set(event.model, result.state);
        return;
    }
    ledger.broken.add(event.model);
    report(`event-${result.misfit.kind}`, path, result.misfit.reason);
}

;// CONCATENATED MODULE: ./packages/registry/lib/evidence/evidence.js





/** Largest report kept as evidence. Metadata stays small so that every read of the branch stays fast. */
const MAX_EVIDENCE_BYTES = 1 << 20;
/**
 * The part of a report a promotion believes. Loose on purpose: the rest of the document (findings, charts, what later
 * versions add) is kept byte for byte, and only its digest counts.
 */
const evidenceReport = schemas/* looseObject */._H3({
    schema: schemas/* literal */.euz('mlops-actions/report/v1'),
    kind: schemas/* enum */.k5n(['validation', 'registration', 'promotion', 'rollout', 'drift']),
    verdict: schemas/* enum */.k5n(['pass', 'warn', 'fail']),
    headline: schemas/* string */.YjP().max(4096),
    subject: schemas/* looseObject */._H3({
        model: schemas/* string */.YjP(),
        modelDigest: digest.optional(),
        policy: schemas/* looseObject */._H3({ path: schemas/* string */.YjP(), digest: digest }).optional(),
    }),
    provenance: schemas/* looseObject */._H3({
        createdAt: iso/* datetime */.w$({ offset: true }),
        actor: shortText.optional(),
        runUrl: schemas/* string */.YjP().max(4096).optional(),
    }),
});
/**
 * A report read as evidence.
 *
 * @param where how messages call it: its path
 * @throws RegistryError `too-large`, `invalid-evidence`
 */
function parseEvidence(bytes, where) {
    if (bytes.length > MAX_EVIDENCE_BYTES) {
        throw new error_RegistryError('too-large', `${where}: evidence is at most ${MAX_EVIDENCE_BYTES} bytes`);
    }
    const report = parseJson(evidenceReport, new TextDecoder().decode(bytes), where, 'invalid-evidence');
    return {
        digest: digestBytes(bytes),
        kind: report.kind,
        verdict: report.verdict,
        headline: report.headline,
        model: report.subject.model,
        modelDigest: report.subject.modelDigest,
        policyDigest: report.subject.policy?.digest,
        createdAt: Date.parse(report.provenance.createdAt),
        bytes,
    };
}
/**
 * Evidence is attached only to the bytes it speaks of.
 *
 * @throws RegistryError `evidence-mismatch`, naming both digests
 */
function requireSubject(evidence, model, modelDigest, where) {
    if (evidence.model !== model) {
        throw new error_RegistryError('evidence-mismatch', `${where} speaks of model ${JSON.stringify(evidence.model)}, not of ${JSON.stringify(model)}`);
    }
    if (evidence.modelDigest === modelDigest)
        return;
    throw new error_RegistryError('evidence-mismatch', evidence.modelDigest === undefined
        ? `${where} names no model digest, so it is evidence for nothing`
        : `${where} speaks of ${evidence.modelDigest}, the model's files are ${modelDigest}`, { remedy: 'Validate exactly the files you register: give validate-gate the same path.' });
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/evidence.js


/**
 * A report's name is the digest of its content.
 *
 * @returns the reports that came in, by digest, with their paths
 */
function checkEvidence(ledger, known, report) {
    const added = new Map();
    for (const { change, at } of known) {
        if (at.kind !== 'evidence')
            continue;
        const { path, content } = change;
        const found = digestBytes(content);
        if (found !== at.digest) {
            report('evidence-forged', path, `the content hashes to ${found}`);
            continue;
        }
        added.set(at.digest, path);
        try {
            const { bytes: _, ...evidence } = parseEvidence(content, path);
            ledger.evidence.set(at.digest, evidence);
        }
        catch (error) {
            report('evidence-invalid', path, error instanceof Error ? error.message : String(error));
        }
    }
    return added;
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/pointer.js



const held = { version: versionNumber, modelDigest: digest, since: instant, event: digest };
/**
 * What a stage holds and all it held, newest first. `models/<model>/stages/<stage>.json` is a view of it, written in the
 * same commit as the event that moves it, for people and for tools that watch one file; the registry itself believes the
 * events.
 */
const stagePointer = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz('mlops-actions/stage/v1'),
    model: modelName,
    stage: stageName,
    ...held,
    previous: schemas/* array */.YOg(schemas/* strictObject */.rej({ ...held, until: instant })),
});
/** Entries of the past that the file shows. The events know all of it; a file that only grows would outgrow its limit. */
const SHOWN = 50;
/** The file of a pointer, byte for byte. */
function pointerText(pointer) {
    return canonicalJson({ ...pointer, previous: pointer.previous.slice(0, SHOWN) });
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/pointers.js


/** Stage pointers are exactly what the events make of them, in the commit that makes it so. */
function checkPointers(ledger, known, events, report) {
    const touched = new Set();
    for (const { change, at } of known) {
        if (at.kind !== 'stage')
            continue;
        ledger.pointers.set(change.path, new TextDecoder().decode(change.content));
        touched.add(change.path);
    }
    for (const { event } of events) {
        if ('stage' in event)
            touched.add(stagePath(event.model, event.stage));
    }
    for (const path of touched) {
        const at = parsePath(path);
        if (at?.kind !== 'stage' || ledger.broken.has(at.model))
            continue;
        const pointer = ledger.models.get(at.model)?.stages.get(at.stage);
        if (ledger.pointers.get(path) === (pointer && pointerText(pointer)))
            continue;
        report('pointer-mismatch', path, 'does not follow from the events');
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/records.js


/** A record comes in with its register event, in one commit, and is the one the event cites. */
function checkRecords(ledger, known, events, report) {
    const registered = new Map();
    for (const { event } of events) {
        if (event.kind === 'register')
            registered.set(versionPath(event.model, event.version), event);
    }
    for (const { change, at } of known) {
        if (at.kind !== 'version')
            continue;
        const record = records_read(change.path, change.content, report);
        const event = registered.get(change.path);
        registered.delete(change.path);
        if (!record)
            continue;
        const problem = mismatch(record, event, change.path);
        if (problem === undefined)
            ledger.records.set(change.path, record);
        else
            report('record-mismatch', change.path, problem);
    }
    for (const path of registered.keys()) {
        report('record-mismatch', path, 'was registered without its record');
    }
}
function records_read(path, content, report) {
    try {
        return parseVersionRecord(content, path);
    }
    catch (error) {
        report('invalid-record', path, error instanceof Error ? error.message : String(error));
        return undefined;
    }
}
function mismatch(record, event, path) {
    if (versionPath(record.model, record.version) !== path)
        return 'stands at another path than it says';
    if (!event)
        return 'came in without a register event';
    if (event.recordDigest !== recordDigest(record))
        return 'is not the record its register event cites';
    if (event.modelDigest !== record.modelDigest)
        return 'names other bytes than its register event';
    return undefined;
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/walk.js





function newLedger() {
    return {
        models: new Map(),
        broken: new Set(),
        records: new Map(),
        evidence: new Map(),
        pointers: new Map(),
        receipts: new Set(),
        commits: 0,
        events: 0,
    };
}
/** Reads one commit into the ledger. Total: everything wrong is returned, nothing thrown. */
function auditCommit(ledger, commit) {
    const violations = [];
    const report = (kind, path, reason) => void violations.push({ kind, revision: commit.revision, path, reason });
    ledger.commits++;
    if (commit.parents.length > 1)
        report('merge', '', 'the registry never merges');
    const known = commit.changes.flatMap((change) => admit(change, report));
    const evidence = checkEvidence(ledger, known, report);
    const events = checkEvents(ledger, known, report);
    checkCitations(ledger, events, evidence, report);
    checkRecords(ledger, known, events, report);
    checkPointers(ledger, known, events, report);
    return violations;
}
/** Only-add for everything but the stage pointers, which are views. */
function admit(change, report) {
    const { path, kind, content } = change;
    const at = parsePath(path);
    if (!at)
        report('unknown-path', path, 'the registry writes no such file');
    else if (kind === 'deleted')
        report('deleted', path, 'history is only ever added to');
    else if (!content)
        report('not-a-file', path, 'not a plain file of a size the registry writes');
    else if (kind === 'modified' && at.kind !== 'stage') {
        report('rewritten', path, `a ${at.kind} is written once`);
    }
    else if (at.kind === 'manifest' && !Buffer.from(MANIFEST).equals(content)) {
        report('manifest-forged', path, 'is not what the registry writes there');
    }
    else
        return [{ change: { ...change, content }, at }];
    return [];
}
/** Reports and events name each other: a report comes in with the event that cites it, about the same bytes. */
function checkCitations(ledger, events, added, report) {
    const cited = new Set();
    for (const { path, event } of events) {
        if (!('evidence' in event))
            continue;
        for (const digest of event.evidence) {
            cited.add(digest);
            const evidence = ledger.evidence.get(digest);
            const attached = ledger.models.get(event.model)?.versions.get(event.version)?.evidence ?? [];
            if (!evidence)
                report('evidence-uncited', path, `cites ${digest}, which is not in the registry`);
            else if (evidence.model !== event.model || evidence.modelDigest !== event.modelDigest) {
                report('evidence-mismatch', path, `cites ${digest}, which speaks of other bytes`);
            }
            else if (event.kind === 'promote' && !attached.includes(digest)) {
                report('evidence-uncited', path, `rests on ${digest}, which was never attached to the version`);
            }
        }
    }
    for (const [digest, path] of added) {
        if (!cited.has(digest))
            report('evidence-uncited', path, 'came in without an event that cites it');
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/violation.js
/** At most this many are kept: one forced push can violate everything at once. */
const MAX_VIOLATIONS = 200;

;// CONCATENATED MODULE: ./packages/registry/lib/audit/audit.js



/**
 * Walks the whole history. What one branch can prove: nothing was edited, removed, moved or slipped in since it was
 * written. What it cannot: that the whole branch was not replaced by another consistent one; receipts catch that, and a
 * rule on the branch prevents it.
 *
 * @throws RegistryError `git-failed`
 */
async function auditRegistry(registry, options = {}) {
    const ledger = newLedger();
    const violations = [];
    for await (const commit of registry.store.history()) {
        registry.signal?.throwIfAborted();
        violations.push(...auditCommit(ledger, commit).slice(0, MAX_VIOLATIONS - violations.length));
    }
    violations.push(...missingReceipts(ledger, options.receipts ?? []));
    const own = [...ledger.records].filter(([, { model }]) => model === options.deep);
    for (const [path, record] of own) {
        registry.signal?.throwIfAborted();
        const reason = await verifyBytes(registry.bytes, record);
        if (reason !== undefined)
            violations.push({ kind: 'bytes', revision: null, path, reason });
    }
    return {
        violations,
        commits: ledger.commits,
        events: ledger.events,
        models: ledger.models.size,
        versions: ledger.records.size,
        verified: own.length,
    };
}
function missingReceipts(ledger, receipts) {
    return receipts
        .filter((receipt) => !ledger.receipts.has(receipt))
        .map((receipt) => ({
        kind: 'receipt-missing',
        revision: null,
        path: '',
        reason: `event ${receipt} happened and is not in the history`,
    }));
}

// EXTERNAL MODULE: ./packages/data/lib/index.js + 87 modules
var lib = __webpack_require__(6385);
;// CONCATENATED MODULE: ./packages/registry/lib/store/git/remote.js

/** `ext::` runs a command of the remote's choosing; `fd::` and other helpers have no use here. */
const HELPER = /^[a-z0-9+.-]+::/i;
/**
 * A remote checked before git sees it, with the token (or the URL's own) put where neither argv nor the URL shows it: git's
 * configuration through the environment, for this origin only.
 *
 * @param token sent to https remotes as GitHub and GHES take it (user `x-access-token`)
 * @param inherited the job's own GIT_CONFIG_COUNT: its settings stay, ours come after them
 * @throws RegistryError `invalid-remote`
 */
function gitRemote(url, token, inherited = 0) {
    if (url === '' || url.startsWith('-') || HELPER.test(url) || /\p{Cc}/u.test(url)) {
        throw new error_RegistryError('invalid-remote', `${JSON.stringify(redactUrls(url))} is no git remote`, {
            remedy: 'Give an https or ssh URL, or a path.',
        });
    }
    const { place, credentials } = splitCredentials(url);
    const origin = httpsOrigin(place);
    const secret = token === undefined ? credentials : `x-access-token:${token}`;
    return {
        url: place,
        shown: redactUrls(place),
        env: origin === undefined || secret === undefined
            ? {}
            : {
                GIT_CONFIG_COUNT: String(inherited + 1),
                [`GIT_CONFIG_KEY_${inherited}`]: `http.${origin}/.extraheader`,
                [`GIT_CONFIG_VALUE_${inherited}`]: `AUTHORIZATION: basic ${Buffer.from(secret).toString('base64')}`,
            },
    };
}
/**
 * GitLab's checkouts have the job's token in their origin. Every process of the machine can read git's arguments, so
 * it is taken out of the URL and sent as a token is.
 */
function splitCredentials(url) {
    if (httpsOrigin(url) === undefined)
        return { place: url };
    const bare = new URL(url);
    const { username, password } = bare;
    if (username === '' && password === '')
        return { place: url };
    bare.username = '';
    bare.password = '';
    const credentials = `${unescaped(username)}:${unescaped(password)}`;
    return { place: bare.href, credentials };
}
/** A lone % escapes nothing and stands for itself, as git reads it. */
function unescaped(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString());
}
/** URLs in a text without user, password and query: what git prints may hold what the user put into the URL. */
function redactUrls(text) {
    return text
        .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, '$1***@')
        .replace(/(:\/\/[^\s?'"]*)\?[^\s'"]*/g, '$1?***');
}
/** The origin a token may go to. Plain http would show it to the network. */
function httpsOrigin(url) {
    if (!URL.canParse(url))
        return undefined;
    const { protocol, origin } = new URL(url);
    return protocol === 'https:' ? origin : undefined;
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/git.js


/** A fetch or push that takes longer than this has hung. */
const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 64 << 20;
/**
 * What the user's and the system's configuration must not change: hooks would run foreign code, signing would ask for a
 * passphrase, gc would race. Their proxies, certificates and credential helpers stay in force.
 */
const CONFIG = [
    'core.hooksPath=/dev/null',
    'commit.gpgSign=false',
    'push.gpgSign=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'protocol.ext.allow=never',
    'fetch.fsckObjects=true',
    'advice.detachedHead=false',
].flatMap((setting) => ['-c', setting]);
const ENV = {
    GIT_TERMINAL_PROMPT: '0',
    // Messages are parsed.
    LC_ALL: 'C',
    GIT_AUTHOR_NAME: 'mlops-actions',
    GIT_AUTHOR_EMAIL: 'mlops-actions@users.noreply.github.com',
    GIT_COMMITTER_NAME: 'mlops-actions',
    GIT_COMMITTER_EMAIL: 'mlops-actions@users.noreply.github.com',
};
/** What `git rev-parse --local-env-vars` lists: inside a git hook all of it points at the user's repository. */
const NOT_INHERITED = Object.fromEntries([
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_CONFIG',
    'GIT_GRAFT_FILE',
    'GIT_NAMESPACE',
    'GIT_PREFIX',
    'GIT_QUARANTINE_PATH',
    'GIT_REPLACE_REF_BASE',
    'GIT_SHALLOW_FILE',
    'GIT_WORK_TREE',
].map((name) => [name, undefined]));
/** Makes the bare repository `<directory>/<name>.git` and returns git inside it. */
async function openGit(ports, name) {
    const { exec, remote, signal } = ports;
    const directory = `${ports.directory}/${name}.git`;
    const place = {
        ...NOT_INHERITED,
        GIT_DIR: directory,
        GIT_OBJECT_DIRECTORY: `${directory}/objects`,
        GIT_INDEX_FILE: `${directory}/index`,
    };
    const attempt = (args, options = {}) => exec.run('git', [...CONFIG, ...args], {
        cwd: ports.directory,
        env: { ...ENV, ...place, ...remote.env, ...options.env },
        ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
        ...(signal ? { signal } : {}),
        timeoutMs: TIMEOUT_MS,
        maxOutputBytes: options.maxOutputBytes ?? MAX_OUTPUT_BYTES,
    });
    const run = async (args, options) => {
        const result = await attempt(args, options);
        if (result.exitCode !== 0)
            throw gitFailed(remote, args, result);
        return result.stdout;
    };
    const text = async (args, options) => new TextDecoder().decode(await run(args, options)).trim();
    await run(['init', '--quiet', '--bare', '--template=', '--', directory]);
    return { remote, directory, attempt, run, text };
}
/** git's own words, without credentials and control characters, at most a few lines of them. */
function gitFailed(remote, args, result) {
    const said = redactUrls(result.stderr)
        .replace(/[^\P{Cc}\n]/gu, '')
        .trim()
        .slice(0, 1000);
    return new error_RegistryError('git-failed', `git ${args[0]} with ${remote.shown} failed (exit ${result.exitCode}): ${said}`, { remedy: 'Check that the remote exists and that the token may write to it (contents: write).' });
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/objects.js

/** Nothing the registry writes into the tree is larger; what is larger was put there by somebody else. */
const MAX_FILE_BYTES = 2 << 20;
/** Contents asked for in one go. */
const BATCH_BYTES = 16 << 20;
/** The plain files of a commit's tree by path. Links and submodules are not files and are left out. */
async function listTree(git, commit) {
    const output = await git.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
    const entries = new Map();
    for (const line of new TextDecoder().decode(output).split('\0')) {
        const match = /^100644 blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
        if (match)
            entries.set(match[3], { object: match[1], byteLength: Number(match[2]) });
    }
    return entries;
}
/**
 * Contents of blobs by object id, each read once.
 *
 * @throws RegistryError `registry-corrupt` for one larger than the registry writes
 */
async function readObjects(git, entries) {
    const contents = new Map();
    let batch = [];
    let pending = 0;
    const flush = async () => {
        if (batch.length > 0)
            await readBatch(git, batch, contents);
        batch = [];
        pending = 0;
    };
    for (const entry of new Map(entries.map((item) => [item.object, item])).values()) {
        if (entry.byteLength > MAX_FILE_BYTES) {
            throw new error_RegistryError('registry-corrupt', `a file of ${entry.byteLength} bytes is no registry file`);
        }
        if (pending + entry.byteLength > BATCH_BYTES)
            await flush();
        batch.push(entry);
        pending += entry.byteLength;
    }
    await flush();
    return contents;
}
/** `<oid> blob <size>\n<content>\n`, once an object. */
async function readBatch(git, batch, into) {
    const output = await git.run(['cat-file', '--batch'], {
        stdin: batch.map(({ object }) => `${object}\n`).join(''),
    });
    let offset = 0;
    for (const { object } of batch) {
        const end = output.indexOf(0x0a, offset);
        const header = new TextDecoder().decode(output.subarray(offset, end));
        const match = /^([0-9a-f]+) blob (\d+)$/.exec(header);
        if (!match || match[1] !== object) {
            throw new error_RegistryError('git-failed', `git cat-file answered ${JSON.stringify(header.slice(0, 80))}`);
        }
        const start = end + 1;
        into.set(object, output.subarray(start, start + Number(match[2])));
        offset = start + Number(match[2]) + 1;
    }
}
/** Sizes of blobs; other kinds of object are left out. */
async function sizesOf(git, objects) {
    const output = await git.text(['cat-file', '--batch-check'], {
        stdin: objects.map((object) => `${object}\n`).join(''),
    });
    const sizes = new Map();
    for (const line of output.split('\n')) {
        const match = /^([0-9a-f]+) blob (\d+)$/.exec(line);
        if (match)
            sizes.set(match[1], Number(match[2]));
    }
    return sizes;
}
/** Writes a blob and returns its object id. Nothing filters it: bytes in, bytes kept. */
function writeObject(git, content) {
    return git.text(['hash-object', '-w', '--stdin', '--no-filters'], { stdin: content });
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/push.js

/**
 * How git and servers word a ref that is no longer what the lease says. Everything else (a protected branch, a missing
 * permission, a full disk) would fail again and is an error.
 */
const LOST = /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|incorrect old value|reference already exists|already exists/i;
/**
 * Moves refs on the remote if each still is where we saw it, all or none.
 *
 * @throws RegistryError `git-failed`
 */
async function pushRefs(git, updates) {
    const args = [
        'push',
        '--porcelain',
        '--no-verify',
        '--atomic',
        ...updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ''}`),
        '--',
        git.remote.url,
        ...updates.map(({ ref, next }) => `${next}:${ref}`),
    ];
    const result = await git.attempt(args);
    if (result.exitCode === 0)
        return { kind: 'pushed' };
    const refused = refusals(result);
    if (refused.length > 0 && refused.every((line) => LOST.test(line) || /atomic/i.test(line))) {
        return { kind: 'lost', reason: refused.find((line) => LOST.test(line)) ?? refused[0] };
    }
    // The connection can break after the server took the push: ask what stands there before calling it a failure.
    if (refused.length === 0 && (await standsAt(git, updates)))
        return { kind: 'pushed' };
    throw gitFailed(git.remote, args, refused.length === 0 ? result : { ...result, stderr: `${refused.join('\n')}\n${result.stderr}` });
}
/** What the remote holds now for refs we name. */
async function remoteRefs(git, refs) {
    const output = await git.text(['ls-remote', '--', git.remote.url, ...refs]);
    const wanted = new Set(refs);
    return new Map(output
        .split('\n')
        .map((line) => line.split('\t'))
        .flatMap(([object, ref]) => (object && ref && wanted.has(ref) ? [[ref, object]] : [])));
}
async function standsAt(git, updates) {
    const held = await remoteRefs(git, updates.map(({ ref }) => ref));
    return updates.every(({ ref, next }) => held.get(ref) === next);
}
/** `!\t<from>:<to>\t[rejected] (stale info)`: the lines of refs that did not move. */
function refusals({ stdout }) {
    return new TextDecoder()
        .decode(stdout)
        .split('\n')
        .filter((line) => line.startsWith('!\t'))
        .map((line) => line.split('\t').slice(2).join(' '));
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/inline.js






const MIB = 1 << 20;
const DEFAULT_INLINE_LIMIT_BYTES = 25 * MIB;
/** Refs of one push: command lines and servers both have limits. */
const REFS_A_PUSH = 200;
/**
 * Bytes as git objects of the registry's own repository, one ref a file: `refs/mlops/blobs/sha256/<hex>`. No branch
 * reaches them, so clones and the registry's depth-1 fetches stay small. For models of up to a few dozen megabytes
 * (scikit-learn, XGBoost, LightGBM); needs nothing but the git remote.
 */
async function inlineBytes(ports, options = {}) {
    const git = await openGit(ports, 'bytes');
    const limit = options.limitBytes ?? DEFAULT_INLINE_LIMIT_BYTES;
    return {
        kind: 'inline',
        async put(bundle) {
            requireSize(bundle, limit);
            const objects = new Map();
            for (const file of bundle.files)
                objects.set(blobRef(file.digest), await storeObject(git, file));
            const updates = [...objects].map(([ref, next]) => ({ ref, next, expected: null }));
            for (let start = 0; start < updates.length; start += REFS_A_PUSH) {
                await publish(git, updates.slice(start, start + REFS_A_PUSH));
            }
            return { kind: 'inline' };
        },
        async reader({ files }) {
            await fetchBlobs(git, [...new Set(files.map(({ digest }) => blobRef(digest)))]);
            return (file) => openBlob(git, file);
        },
    };
}
function blobRef(digest) {
    return `refs/mlops/blobs/sha256/${hexOf(digest)}`;
}
function requireSize({ files }, limit) {
    const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (total <= limit)
        return;
    const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;
    throw new error_RegistryError('too-large', `the model has ${mib(total)}, and at most ${mib(limit)} are kept inline in git`, {
        remedy: 'Set `registry.bytes` in the policy to `oci_layout: <a shared folder>`, or raise `registry.inline_limit_mb` if your git host takes it.',
    });
}
/** The file as a git object in our repository; hashed again on the way, as it may have changed since. */
async function storeObject(git, file) {
    const source = await file.open();
    try {
        const chunks = [];
        for await (const chunk of source_chunksOf(source))
            chunks.push(chunk);
        const content = Buffer.concat(chunks);
        if (digestBytes(content) !== file.digest) {
            throw new error_RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`);
        }
        return await writeObject(git, content);
    }
    finally {
        await source.close();
    }
}
/**
 * Creates the refs that are not there yet, then reads all back. The object id is git's own hash of the content, computed
 * by the server from what it received; a ref that holds another object was moved by somebody.
 */
async function publish(git, updates) {
    const refs = updates.map(({ ref }) => ref);
    const before = await remoteRefs(git, refs);
    const absent = updates.filter(({ ref }) => !before.has(ref));
    // Losing here means that somebody stored the same file at the same moment; the read-back decides.
    if (absent.length > 0 && (await pushRefs(git, absent)).kind === 'lost') {
        const now = await remoteRefs(git, refs);
        const left = absent.filter(({ ref }) => !now.has(ref));
        for (const update of left)
            await pushRefs(git, [update]);
    }
    const after = await remoteRefs(git, refs);
    for (const { ref, next } of updates) {
        const held = after.get(ref);
        if (held === next)
            continue;
        throw new error_RegistryError('bytes-corrupt', held === undefined
            ? `${git.remote.shown} took ${ref} and does not have it`
            : `${ref} of ${git.remote.shown} holds other bytes than its name says`, {
            remedy: 'Somebody moved the ref: delete it there, then register again. Restrict who may push refs/mlops.',
        });
    }
}
/** Brings the blobs that are there; what is missing shows when it is opened. */
async function fetchBlobs(git, refs) {
    const fetchRefs = (present) => git.attempt(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--stdin', '--', git.remote.url], {
        stdin: present.map((ref) => `+${ref}:${ref}\n`).join(''),
    });
    if ((await fetchRefs(refs)).exitCode === 0)
        return;
    // One absent ref fails the whole fetch, and so does a server that does not answer: only the first is about the bytes.
    const present = [...(await remoteRefs(git, refs)).keys()];
    for (const ref of refs)
        await git.attempt(['update-ref', '-d', ref]);
    if (present.length === 0)
        return;
    const again = await fetchRefs(present);
    if (again.exitCode !== 0)
        throw gitFailed(git.remote, ['fetch'], again);
}
async function openBlob(git, file) {
    const ref = blobRef(file.digest);
    const found = await git.attempt(['cat-file', '-s', ref]);
    if (found.exitCode !== 0)
        throw new error_RegistryError('bytes-missing', `${ref} is not in ${git.remote.shown}`);
    const size = Number(new TextDecoder().decode(found.stdout));
    if (size !== file.byteLength) {
        throw new error_RegistryError('bytes-corrupt', `${ref} has ${size} bytes, registered were ${file.byteLength}`);
    }
    const content = await git.run(['cat-file', 'blob', ref], { maxOutputBytes: size + 1024 });
    return (0,lib/* memorySource */.Pq)(ref, content);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/lock.js




/** Rewriting index.json takes milliseconds; a lock this old belongs to a process that died. */
const STALE_MS = 30_000;
const WAIT_MS = 60_000;
const POLL_MS = 25;
/**
 * Runs `body` while holding `path`, created with O_EXCL: works on every filesystem that shares a folder between
 * machines. The lock of a dead process is taken away; should two waiters do that at once, the token inside decides.
 *
 * @throws RegistryError `layout-locked` after a minute
 */
async function withLock(path, body) {
    const token = (0,external_node_crypto_.randomUUID)();
    await acquire(path, token);
    try {
        return await body();
    }
    finally {
        // Only our own: if we were so slow that others took us for dead, the lock is theirs now.
        if ((await tokenOf(path)) === token)
            await (0,promises_.unlink)(path);
    }
}
async function acquire(path, token) {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
        try {
            const handle = await (0,promises_.open)(path, 'wx');
            await handle.writeFile(token);
            await handle.close();
            return;
        }
        catch (error) {
            if (!hasCode(error, 'EEXIST'))
                throw error;
        }
        if (Date.now() > deadline) {
            throw new error_RegistryError('layout-locked', `${path} is held by another process for over a minute`, {
                remedy: 'If no other run is writing, delete the file.',
            });
        }
        await removeStale(path);
        await (0,external_node_timers_promises_.setTimeout)(POLL_MS);
    }
}
async function removeStale(path) {
    const seen = await tokenOf(path);
    const modified = await (0,promises_.stat)(path).then(({ mtimeMs }) => mtimeMs, () => undefined);
    if (seen === undefined || modified === undefined || Date.now() - modified < STALE_MS)
        return;
    const aside = `${path}.${(0,external_node_crypto_.randomUUID)()}`;
    try {
        await (0,promises_.rename)(path, aside);
    }
    catch (error) {
        if (hasCode(error, 'ENOENT'))
            return;
        throw error;
    }
    // Another waiter may have replaced the stale lock by its own in between: give that one back.
    if ((await tokenOf(aside)) !== seen) {
        await (0,promises_.link)(aside, path).catch((error) => {
            if (!hasCode(error, 'EEXIST'))
                throw error;
        });
    }
    await (0,promises_.unlink)(aside);
}
async function tokenOf(path) {
    return (0,promises_.readFile)(path, 'utf8').catch((error) => {
        if (hasCode(error, 'ENOENT'))
            return undefined;
        throw error;
    });
}
function hasCode(error, code) {
    return error instanceof Error && 'code' in error && error.code === code;
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/blob.js







function blobPath(directory, digest) {
    return `${directory}/blobs/sha256/${hexOf(digest)}`;
}
/**
 * Puts a blob in place under its digest unless an intact one is there. Written aside, flushed to the disk, renamed: a
 * reader or a crash sees all of it or nothing.
 *
 * @throws RegistryError `bytes-corrupt` when the source does not hash to `digest`
 */
async function putBlob(directory, digest, source) {
    const path = blobPath(directory, digest);
    if (await isIntact(path, digest))
        return;
    const from = await source();
    try {
        await blob_writeAtomically(path, source_chunksOf(from), (found) => {
            if (found === digest)
                return;
            throw new error_RegistryError('bytes-corrupt', `${from.name} changed while it was being registered`);
        });
    }
    finally {
        await from.close();
    }
    if (!(await isIntact(path, digest))) {
        throw new error_RegistryError('bytes-corrupt', `${path} does not read back as it was written`);
    }
}
/**
 * @param check sees the sha256 of what was written before it becomes visible; throwing leaves nothing behind
 */
async function blob_writeAtomically(path, content, check = () => { }) {
    const folder = (0,external_node_path_.dirname)(path);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const aside = `${folder}/.${(0,external_node_crypto_.randomUUID)()}.tmp`;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const handle = await (0,promises_.open)(aside, 'wx');
    try {
        try {
            for await (const chunk of content) {
                hash.update(chunk);
                await handle.writeFile(chunk);
            }
            await handle.sync();
        }
        finally {
            await handle.close();
        }
        check(`sha256:${hash.digest('hex')}`);
        await (0,promises_.rename)(aside, path);
    }
    catch (error) {
        await (0,promises_.unlink)(aside).catch(() => { });
        throw error;
    }
    await syncFolder(folder);
}
/** The rename itself survives a power cut only once the folder is flushed. */
async function syncFolder(folder) {
    const handle = await (0,promises_.open)(folder, 'r');
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
async function isIntact(path, digest) {
    const source = await openIfPresent(path);
    if (!source)
        return false;
    try {
        return (await digestSource(source)) === digest;
    }
    finally {
        await source.close();
    }
}
/** A file as a source, or undefined when there is none. */
async function openIfPresent(path) {
    try {
        return await (0,lib/* fileSource */.IO)(path);
    }
    catch (error) {
        if (error instanceof Error && hasCode(error.cause, 'ENOENT'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/modelpack.js


const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const ARTIFACT_TYPE = 'application/vnd.cncf.model.manifest.v1+json';
const CONFIG_TYPE = 'application/vnd.cncf.model.config.v1+json';
/**
 * A model as a CNCF ModelPack artifact (modelpack/model-spec), one raw layer a file: the layer's digest is the file's, so
 * OCI tools, the OpenSSF signature and the version record all speak of the same numbers. Holds no time and no owner:
 * the same files make the same manifest.
 */
function modelPack(bundle) {
    const layers = bundle.files.map((file) => {
        const path = file.path === '.' ? (bundle.fileName ?? 'model') : file.path;
        return {
            mediaType: layerType(path, bundle.files.length === 1),
            digest: file.digest,
            size: file.byteLength,
            annotations: {
                'org.cncf.model.filepath': path,
                'org.cncf.model.file.metadata+json': canonicalJson(fileMetadata(path, file.byteLength)),
                'org.cncf.model.file.mediatype.untested': 'true',
            },
        };
    });
    const config = canonicalJson({
        descriptor: { name: bundle.model, revision: bundle.modelDigest },
        config: {},
        modelfs: { type: 'layers', diffIds: layers.map(({ digest }) => digest) },
    });
    const manifest = canonicalJson({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        artifactType: ARTIFACT_TYPE,
        config: { mediaType: CONFIG_TYPE, digest: digestBytes(config), size: Buffer.byteLength(config) },
        layers,
        annotations: { 'org.opencontainers.image.title': bundle.model },
    });
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
                'org.opencontainers.image.ref.name': `${bundle.model}-${hexOf(bundle.modelDigest).slice(0, 12)}`,
            },
        },
    };
}
/** Constants where the specification asks for attributes: mode 0644, root, the epoch, a regular file (tar flag '0'). */
function fileMetadata(name, size) {
    return { name, mode: 0o644, uid: 0, gid: 0, size, mtime: '1970-01-01T00:00:00Z', typeflag: 48 };
}
/** By name only, and marked `untested` beside it: nobody looked inside. A lone file is the weights, whatever its name. */
function layerType(path, alone) {
    const kind = alone ? 'weight' : kindOf(path.toLowerCase());
    return `application/vnd.cncf.model.${kind}.v1.raw`;
}
function kindOf(path) {
    if (/(^|\/)(readme|licen[cs]e|notice)[^/]*$|\.(md|rst|pdf)$/.test(path))
        return 'doc';
    if (/\.(json|ya?ml|toml|txt|model|vocab|jinja)$|(^|\/)mlmodel$/.test(path))
        return 'weight.config';
    if (/\.(py|js|ts|sh|r|ipynb)$/.test(path))
        return 'code';
    return 'weight';
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/layout.js









const LAYOUT = '{"imageLayoutVersion":"1.0.0"}';
/** Other tools write here too: what is not ours is kept as it is. */
const indexSchema = schemas/* looseObject */._H3({
    schemaVersion: schemas/* literal */.euz(2),
    manifests: schemas/* array */.YOg(schemas/* looseObject */._H3({ digest: schemas/* string */.YjP() })),
});
/**
 * Bytes in an OCI image layout: a folder that machines share, which skopeo, oras and every registry can copy from.
 * Blobs are written aside and renamed, so readers need no lock; index.json is the one file that is rewritten, under a
 * lock. It is only for other tools: the registry finds blobs by digest, and the index can be rebuilt from the records.
 *
 * @param directory absolute
 */
function ociLayoutBytes(directory) {
    return {
        kind: 'oci-layout',
        async put(bundle) {
            await requireLayout(directory);
            for (const file of bundle.files)
                await putBlob(directory, file.digest, () => file.open());
            const { manifest, config, descriptor } = modelPack(bundle);
            await putText(directory, config);
            await putText(directory, manifest);
            await withLock(`${directory}/index.json.lock`, () => addToIndex(directory, descriptor));
            return { kind: 'oci-layout', manifest: manifest.digest };
        },
        reader: async () => (file) => layout_openBlob(directory, file.digest),
    };
}
function putText(directory, { digest, content }) {
    return putBlob(directory, digest, async () => (0,lib/* memorySource */.Pq)(digest, Buffer.from(content)));
}
async function layout_openBlob(directory, digest) {
    const path = blobPath(directory, digest);
    const source = await openIfPresent(path);
    if (source)
        return source;
    throw new error_RegistryError('bytes-missing', `${path} does not exist`, {
        remedy: 'Is the shared folder mounted on this machine?',
    });
}
async function requireLayout(directory) {
    const path = `${directory}/oci-layout`;
    const found = await readIfPresent(path);
    if (found === undefined)
        return blob_writeAtomically(path, [Buffer.from(LAYOUT)]);
    const { imageLayoutVersion } = parseJson(schemas/* looseObject */._H3({ imageLayoutVersion: schemas/* string */.YjP() }), found, path, 'layout-corrupt');
    if (imageLayoutVersion === '1.0.0')
        return undefined;
    throw new error_RegistryError('layout-corrupt', `${path}: version ${JSON.stringify(imageLayoutVersion)} is unknown`);
}
async function addToIndex(directory, descriptor) {
    const path = `${directory}/index.json`;
    const found = await readIfPresent(path);
    const index = found === undefined
        ? { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }
        : parseJson(indexSchema, found, path, 'layout-corrupt');
    if (index.manifests.some((known) => known.digest === descriptor.digest))
        return;
    const next = { ...index, manifests: [...index.manifests, descriptor] };
    await blob_writeAtomically(path, [Buffer.from(canonicalJson(next))]);
}
async function readIfPresent(path) {
    return (0,promises_.readFile)(path, 'utf8').catch((error) => {
        if (hasCode(error, 'ENOENT'))
            return undefined;
        throw error;
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/load.js







/**
 * A model's state at a snapshot, folded from its events and compared with the stage pointers beside them. A branch that
 * contradicts itself is refused, never read around.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-event`
 */
async function load_loadState(snapshot, model) {
    const folder = modelFolder(model);
    const own = [...snapshot.paths].filter((path) => path.startsWith(folder)).sort();
    const eventPaths = own.filter((path) => path.startsWith(`${folder}events/`));
    const pointerPaths = own.filter((path) => path.startsWith(`${folder}stages/`));
    const files = await snapshot.read([...eventPaths, ...pointerPaths]);
    let state = emptyState(model);
    for (const path of eventPaths) {
        const event = parseEvent(files.get(path), path);
        if (path !== eventPath(model, event.sequence, event.kind))
            throw corrupt(path, 'stands at another path');
        const result = applyEvent(state, event);
        if (result.kind === 'misfit')
            throw corrupt(path, result.misfit.reason);
        state = result.state;
    }
    requirePointers(state, pointerPaths, files);
    return state;
}
/**
 * The record of a version, proven to be the one its register event cites.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-record`
 */
async function load_loadRecord(snapshot, model, version) {
    const path = versionPath(model, version.version);
    if (!snapshot.paths.has(path))
        throw corrupt(path, 'is missing');
    const record = parseVersionRecord((await snapshot.read([path])).get(path), path);
    if (recordDigest(record) !== version.recordDigest) {
        throw corrupt(path, 'is not the record that was registered');
    }
    return record;
}
/**
 * The evidence attached to a version; each file is proven to be what its name says.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-evidence`
 */
async function loadEvidence(snapshot, version) {
    const paths = version.evidence.map((digest) => evidencePath(digest));
    for (const path of paths)
        if (!snapshot.paths.has(path))
            throw corrupt(path, 'is missing');
    const files = await snapshot.read(paths);
    return paths.map((path, index) => {
        const evidence = parseEvidence(files.get(path), path);
        if (evidence.digest !== version.evidence[index])
            throw corrupt(path, 'was changed after it was attached');
        return evidence;
    });
}
function requirePointers(state, paths, files) {
    const expected = new Map([...state.stages].map(([stage, pointer]) => [stagePath(state.model, stage), pointer]));
    for (const path of paths) {
        const pointer = expected.get(path);
        const text = new TextDecoder().decode(files.get(path));
        if (!pointer || pointerText(pointer) !== text)
            throw corrupt(path, 'does not follow from the events');
        expected.delete(path);
    }
    const [missing] = expected.keys();
    if (missing !== undefined)
        throw corrupt(missing, 'is missing');
}
function corrupt(path, what) {
    return new error_RegistryError('registry-corrupt', `the registry contradicts itself: ${path} ${what}`, {
        remedy: 'Run promote-model with mode: verify; it names the commit that did it. Nothing was changed.',
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/transact.js

const MAX_TRIES = 30;
const MAX_WAIT_MS = 120_000;
const BACKOFF_BASE_MS = 100;
const BACKOFF_CAP_MS = 5_000;
/**
 * Reads, decides and writes until nobody came in between. A lost race is not replayed: the decision is made again on
 * what the winner left, so a promotion that was allowed a moment ago can now be refused.
 *
 * Waits a random time up to an exponentially growing bound between tries ("full jitter": competitors that collided once
 * do not march in step).
 *
 * @throws RegistryError `busy` after 30 tries or two minutes; AbortSignal's reason when cancelled
 */
async function transact(store, ports, decide) {
    const { clock, random, signal } = ports;
    const deadline = clock.now() + MAX_WAIT_MS;
    let reason = '';
    for (let tries = 1; tries <= MAX_TRIES && clock.now() <= deadline; tries++) {
        signal?.throwIfAborted();
        const snapshot = await store.head();
        const decision = await decide(snapshot);
        if (decision.kind === 'keep')
            return { result: decision.result, revision: snapshot.revision, tries };
        signal?.throwIfAborted();
        const commit = await store.commit(snapshot, decision.change);
        if (commit.kind === 'committed')
            return { result: decision.result, revision: commit.revision, tries };
        reason = commit.reason;
        await clock.sleep(backoff(tries, random), signal);
    }
    throw new error_RegistryError('busy', `${store.name} was changed by others at every try (${reason})`, {
        remedy: 'Run the step again; if it stays so, look for a rule on the branch that refuses this push.',
    });
}
function backoff(tries, random) {
    const bound = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (tries - 1));
    const [high = 0, low = 0] = random.bytes(2);
    return Math.floor((bound * (high * 256 + low)) / 65_536);
}

;// CONCATENATED MODULE: ./packages/registry/lib/promotion/expectation.js

/**
 * `3`, `v3`, `sha256:...` or `none`.
 *
 * @throws RegistryError `unknown-version`
 */
function parseExpectation(text) {
    return text === 'none' ? { kind: 'nothing' } : parseSelector(text);
}
/**
 * A version as people write it: `3`, `v3` or `sha256:...`.
 *
 * @throws RegistryError `unknown-version`
 */
function parseSelector(text) {
    const digits = /^v?([1-9][0-9]{0,9})$/.exec(text)?.[1];
    if (digits !== undefined)
        return { kind: 'version', version: Number(digits) };
    const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1];
    if (hex !== undefined)
        return { kind: 'digest', digest: `sha256:${hex}` };
    throw new error_RegistryError('unknown-version', `${JSON.stringify(text)} is neither a version nor a digest`, {
        remedy: 'Write 3, v3 or sha256: with 64 hex digits.',
    });
}
/** Compare-and-swap as a rule: the stage still holds what the caller decided on. */
function judgeExpectation(expected, pointer, stage) {
    const common = {
        id: 'expect-current',
        kind: 'stale-promotion',
        title: `${stage} still holds ${describe(expected)}`,
        required: describe(expected),
    };
    const holds = pointer ? `version ${pointer.version} (${pointer.modelDigest})` : 'nothing';
    return matches(expected, pointer)
        ? { ...common, status: 'pass', outcome: 'pass', reason: `it holds ${holds}` }
        : {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: `stale: ${stage} holds ${holds}, expected was ${describe(expected)}`,
            remedy: 'Somebody moved the stage in between. Look at what it holds now, then decide again.',
        };
}
function matches(expected, pointer) {
    switch (expected.kind) {
        case 'nothing':
            return pointer === undefined;
        case 'version':
            return pointer?.version === expected.version;
        case 'digest':
            return pointer?.modelDigest === expected.digest;
    }
}
function describe(expected) {
    switch (expected.kind) {
        case 'nothing':
            return 'nothing';
        case 'version':
            return `version ${expected.version}`;
        case 'digest':
            return expected.digest;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/select.js


/**
 * The version somebody means by `3`, `v3` or `sha256:...`. Of several versions with one digest, the newest.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`
 */
function select_selectVersion(state, text) {
    requireModel(state);
    const selector = parseSelector(text);
    const found = selector.kind === 'version'
        ? state.versions.get(selector.version)
        : [...state.versions.values()].findLast(({ modelDigest }) => modelDigest === selector.digest);
    if (found)
        return found;
    throw new error_RegistryError('unknown-version', `${state.model} has no version ${text}; it has 1 to ${state.versions.size}`, { remedy: 'Register the model first; register-model prints the version.' });
}
/** @throws RegistryError `unknown-model` */
function requireModel(state) {
    if (state.versions.size > 0)
        return;
    throw new error_RegistryError('unknown-model', `the registry knows no model ${JSON.stringify(state.model)}`, {
        remedy: 'Register it with register-model first; check the name, the remote and the branch.',
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/write.js






/**
 * One event as one commit: the event, the stage pointer it moves, the evidence it cites, and what else the operation
 * writes. Folding it here, before it is written, means that the registry never writes what it would refuse to read.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-event`
 */
function writeEvent(snapshot, state, event, extra = {}) {
    const valid = registryEvent.safeParse(event);
    if (!valid.success) {
        const [issue] = valid.error.issues;
        throw new error_RegistryError('invalid-event', `${issue?.path.map(String).join('.')}: ${issue?.message}`);
    }
    const result = applyEvent(state, event);
    if (result.kind === 'misfit')
        throw new error_RegistryError('registry-corrupt', result.misfit.reason);
    const files = new Map(extra.files);
    if (!snapshot.paths.has(MANIFEST_PATH))
        files.set(MANIFEST_PATH, MANIFEST);
    files.set(eventPath(event.model, event.sequence, event.kind), canonicalJson(event));
    const pointer = 'stage' in event ? result.state.stages.get(event.stage) : undefined;
    if (pointer)
        files.set(stagePath(pointer.model, pointer.stage), pointerText(pointer));
    for (const { digest, bytes } of extra.evidence ?? []) {
        // Reports are shared between versions of one digest: the file may be there already, and never changes.
        if (!snapshot.paths.has(evidencePath(digest)))
            files.set(evidencePath(digest), bytes);
    }
    return {
        change: { message: `${summary(event)}\n`, files },
        state: result.state,
        event: eventDigest(event),
    };
}
/** What every event of this moment starts with. */
function nextEvent(state, now) {
    return {
        schema: 'mlops-actions/event/v1',
        model: state.model,
        sequence: state.sequence + 1,
        previousEvent: state.lastEvent,
        at: new Date(now).toISOString(),
    };
}
/** The commit's subject. Names and numbers only: free text stays inside the event. */
function summary(event) {
    const what = `${event.model} v${event.version}`;
    switch (event.kind) {
        case 'register':
            return `register ${what}`;
        case 'attach-evidence':
            return `attach evidence to ${what}`;
        case 'promote':
            return `promote ${what} to ${event.stage}`;
        case 'rollback':
            return `roll ${event.stage} back to ${what}`;
        case 'quarantine':
            return `quarantine ${what}`;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/attach.js





/**
 * Attaches reports to a version. They stay, whatever a promotion then decides: a failed report is history too.
 *
 * @returns the event, or undefined when all were attached before
 * @throws RegistryError `evidence-mismatch` for a report of other bytes, `unknown-version`, `busy`
 */
async function attachEvidence(registry, attachment) {
    const { result } = await transact(registry.store, registry, async (snapshot) => {
        const state = await load_loadState(snapshot, attachment.model);
        const version = select_selectVersion(state, attachment.version);
        for (const item of attachment.evidence) {
            requireSubject(item, attachment.model, version.modelDigest, `${item.kind} report`);
        }
        const missing = attachment.evidence.filter(({ digest }) => !version.evidence.includes(digest));
        if (missing.length === 0)
            return { kind: 'keep', result: undefined };
        const written = writeEvent(snapshot, state, {
            ...nextEvent(state, registry.clock.now()),
            kind: 'attach-evidence',
            origin: attachment.origin,
            version: version.version,
            modelDigest: version.modelDigest,
            evidence: [...new Set(missing.map(({ digest }) => digest))],
        }, { evidence: missing });
        return { kind: 'commit', change: written.change, result: written.event };
    });
    return result;
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/fetch-model.js






/**
 * The files of a stage or a version, in a folder. Each becomes visible only once its bytes have hashed to what the
 * record says: nobody ever loads a model that is not the registered one.
 *
 * @returns the record, and the absolute paths written
 * @throws RegistryError `unknown-model`, `unknown-version`, `unknown-stage`, `bytes-missing`, `bytes-corrupt`
 */
async function fetchModel(registry, { model, from, directory }) {
    const snapshot = await registry.store.head();
    const state = await loadState(snapshot, model);
    const held = 'stage' in from ? state.stages.get(from.stage) : undefined;
    if ('stage' in from && !held) {
        throw new RegistryError('unknown-stage', `no version of ${model} is in ${JSON.stringify(from.stage)}`);
    }
    const version = selectVersion(state, held ? String(held.version) : 'version' in from ? from.version : '');
    const record = await loadRecord(snapshot, model, version);
    const open = await storeFor(registry.bytes, record).reader(record);
    const files = [];
    for (const file of record.files) {
        const path = `${directory}/${file.path === '.' ? record.fileName : file.path}`;
        const source = await open(file);
        try {
            await writeAtomically(path, chunksOf(source), (found) => {
                if (found === file.digest)
                    return;
                throw new RegistryError('bytes-corrupt', `${model} version ${record.version}: ${JSON.stringify(file.path)} holds ${found}, registered was ${file.digest}`);
            });
        }
        finally {
            await source.close();
        }
        files.push(path);
    }
    return { record, files };
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 76 modules
var policy_lib = __webpack_require__(93789);
;// CONCATENATED MODULE: ./packages/registry/lib/promotion/evidence.js

/** Clocks of runners differ a little; a report from further in the future is not believed. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;
/**
 * Is there evidence of the required kind for these bytes? The newest report of the kind speaks, alone: an earlier pass
 * does not outvote a later failure.
 *
 * @returns the finding, and the report it rests on when it passed
 */
function judgeEvidence(question) {
    const { requirement, model, modelDigest, evidence } = question;
    const newest = evidence
        .filter(({ kind }) => kind === requirement.evidence)
        .filter((item) => item.model === model && item.modelDigest === modelDigest)
        .toReversed() // of two with one date, the one attached later
        .sort((a, b) => b.createdAt - a.createdAt)[0];
    const problem = newest ? problemOf(newest, question) : missing(requirement);
    return {
        used: problem ? undefined : newest,
        finding: {
            id: `evidence.${requirement.evidence}`,
            kind: 'evidence',
            title: `a ${requirement.evidence} report for exactly these bytes`,
            required: evidence_describe(requirement),
            ...(problem
                ? { status: newest ? 'fail' : 'error', outcome: 'fail', ...problem }
                : { status: 'pass', outcome: 'pass', reason: `${newest.verdict}: ${newest.headline}` }),
        },
    };
}
function problemOf(evidence, question) {
    const { requirement, now, policyDigest } = question;
    const again = `Run the ${requirement.evidence} again and attach its report.`;
    const age = now - evidence.createdAt;
    if (evidence.verdict === 'fail' || (evidence.verdict === 'warn' && requirement.verdict !== 'warn')) {
        return {
            reason: `its newest ${requirement.evidence} verdict is ${evidence.verdict}: ${evidence.headline}`,
            remedy: `Mend what that report found and register the result: repeating a ${requirement.evidence} until it passes proves nothing.`,
        };
    }
    if (!Number.isFinite(age) || age < -MAX_CLOCK_SKEW_MS) {
        return { reason: `it is dated ${instantOf(evidence)}, which has not come yet`, remedy: again };
    }
    if (requirement.max_age !== undefined && age > (0,policy_lib/* toMilliseconds */.Wj)(requirement.max_age)) {
        return {
            reason: `it is from ${instantOf(evidence)}, older than ${requirement.max_age}`,
            remedy: again,
        };
    }
    if (evidence.policyDigest === undefined) {
        return { reason: 'it does not say which policy it was judged by', remedy: again };
    }
    if (requirement.same_policy === true && evidence.policyDigest !== policyDigest) {
        return { reason: 'it was judged by another policy than the one that decides now', remedy: again };
    }
    return undefined;
}
function missing({ evidence }) {
    return {
        reason: `no ${evidence} report for this digest is attached to the version`,
        remedy: `Run the ${evidence} on these very files and attach its report (input \`evidence\`).`,
    };
}
function evidence_describe({ verdict = 'pass', max_age, same_policy }) {
    const parts = [verdict === 'warn' ? 'pass or warn' : 'pass'];
    if (max_age !== undefined)
        parts.push(`at most ${max_age} old`);
    if (same_policy === true)
        parts.push('same policy');
    return parts.join(', ');
}
function instantOf({ createdAt }) {
    return Number.isFinite(createdAt) ? new Date(createdAt).toISOString() : 'no readable date';
}

;// CONCATENATED MODULE: ./packages/registry/lib/promotion/promotion.js



/**
 * May this version go to this stage? Every rule is judged, also after the first that fails: whoever reads the report
 * mends all of it at once.
 */
function decidePromotion(question) {
    const { state, version, stage } = question;
    const held = state.stages.get(stage.name)?.version === version.version;
    const judged = (stage.requires ?? []).map((requirement) => judgeEvidence({
        requirement,
        model: state.model,
        modelDigest: version.modelDigest,
        evidence: question.evidence,
        policyDigest: question.policyDigest,
        now: question.now,
    }));
    const findings = [
        judgeBytes(question),
        judgeQuarantine(question),
        ...(stage.after === undefined ? [] : [judgeOrder(question, stage.after)]),
        ...judged.map(({ finding }) => finding),
        ...(stage.distinct_actor === true ? [judgeActor(question)] : []),
        // A run repeated after it won finds its own version where it expected the old one; that is success, not a race.
        ...(question.expect === undefined || held
            ? []
            : [judgeExpectation(question.expect, state.stages.get(stage.name), stage.name)]),
    ];
    return {
        findings,
        allowed: (0,policy_lib/* verdictOf */.Vj)(findings) !== 'fail',
        held,
        evidence: judged.flatMap(({ used }) => (used ? [used.digest] : [])),
    };
}
function judgeBytes({ version, bytesProblem }) {
    const common = { id: 'bytes', kind: 'bytes', title: 'the stored bytes are the registered ones' };
    return bytesProblem === undefined
        ? { ...common, status: 'pass', outcome: 'pass', reason: `they hash to ${version.modelDigest}` }
        : {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: bytesProblem,
            remedy: 'Do not serve this version. Restore the bytes from a backup or register the model again.',
        };
}
function judgeQuarantine({ version, override, reason }) {
    const common = { id: 'quarantine', kind: 'quarantine', title: 'the version is not quarantined' };
    const { quarantined } = version;
    if (!quarantined)
        return { ...common, status: 'pass', outcome: 'pass', reason: 'it is not' };
    if (override && reason !== undefined) {
        return { ...common, status: 'waived', outcome: 'pass', reason: `overridden: ${reason}` };
    }
    return {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: `it was quarantined: ${quarantined.reason}`,
        remedy: 'Promote another version, or set `override: true` and say why in `reason`.',
    };
}
function judgeOrder({ state, version }, after) {
    const common = {
        id: `order.${after}`,
        kind: 'order',
        title: `the version holds or has held ${after}`,
        required: after,
    };
    const pointer = state.stages.get(after);
    const history = pointer ? [pointer, ...pointer.previous] : [];
    const holding = history.find((entry) => entry.version === version.version);
    return holding
        ? { ...common, status: 'pass', outcome: 'pass', reason: `since ${holding.since}` }
        : {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: `version ${version.version} was never in ${after}`,
            remedy: `Promote it to ${after} first.`,
        };
}
function judgeActor({ version, actor }) {
    const common = { id: 'actor', kind: 'actor', title: 'promoted by another person than registered it' };
    const registrant = version.registeredBy.actor;
    if (actor === undefined || registrant === undefined) {
        return {
            ...common,
            status: 'error',
            outcome: 'fail',
            reason: `nobody knows who ${actor === undefined ? 'promotes' : 'registered'} this version`,
            remedy: 'Run both actions in a workflow: GITHUB_ACTOR names the person.',
        };
    }
    // GitHub logins are case-insensitive: `Ann` and `ann` are one person.
    return actor.toLowerCase() === registrant.toLowerCase()
        ? {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: `${actor} registered version ${version.version} and asks to promote it`,
            remedy: 'Let somebody else start the promotion.',
        }
        : { ...common, status: 'pass', outcome: 'pass', reason: `${registrant} registered, ${actor} promotes` };
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/promote.js






/**
 * Moves a version to a stage if every rule of the stage allows it, by compare-and-swap: when somebody else was first, all
 * rules are judged again on what they left.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`, `registry-corrupt`, `busy`, `git-failed`
 */
async function promoteVersion(registry, promotion) {
    const verify = verifier(registry, promotion.model);
    const { result, revision, tries } = await transact(registry.store, registry, (snapshot) => decide(registry, promotion, snapshot, verify));
    return { ...result, revision, tries };
}
/** Re-reads the bytes of a version; once an operation, however many races are lost. */
function verifier(registry, model) {
    const known = new Map();
    return async (snapshot, version) => {
        const record = await load_loadRecord(snapshot, model, version);
        const problem = known.get(version.recordDigest) ?? verifyBytes(registry.bytes, record);
        known.set(version.recordDigest, problem);
        return problem;
    };
}
async function decide({ clock }, promotion, snapshot, verify) {
    const { stage, origin, policyDigest, reason, override = false } = promotion;
    const state = await load_loadState(snapshot, promotion.model);
    const version = select_selectVersion(state, promotion.version);
    const pointer = state.stages.get(stage.name);
    const now = clock.now();
    const decision = decidePromotion({
        state,
        version,
        evidence: await loadEvidence(snapshot, version),
        stage,
        policyDigest,
        actor: origin.actor,
        expect: promotion.expect,
        override,
        reason,
        bytesProblem: await verify(snapshot, version),
        now,
    });
    const held = pointer && { version: pointer.version, modelDigest: pointer.modelDigest };
    const asked = { version: version.version, modelDigest: version.modelDigest };
    const base = { findings: decision.findings, stage: stage.name, asked, current: held };
    if (!decision.allowed) {
        return { kind: 'keep', result: { ...base, kind: 'refused', previous: undefined, event: pointer?.event } };
    }
    if (decision.held) {
        const [before] = pointer.previous;
        const previous = before && { version: before.version, modelDigest: before.modelDigest };
        return { kind: 'keep', result: { ...base, kind: 'unchanged', previous, event: pointer.event } };
    }
    const written = writeEvent(snapshot, state, {
        ...nextEvent(state, now),
        ...asked,
        kind: 'promote',
        origin,
        stage: stage.name,
        from: held ?? null,
        evidence: [...decision.evidence],
        policyDigest,
        ...(reason === undefined ? {} : { reason }),
        ...(override && version.quarantined ? { override: true } : {}),
    });
    return {
        kind: 'commit',
        change: written.change,
        result: { ...base, kind: 'moved', current: asked, previous: held, event: written.event },
    };
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/register.js










/**
 * Registers a version: bytes first, the record last, so that a crash never leaves a version without bytes. Repeating it is
 * safe: the same bytes with the same lineage are the same version (new evidence is attached to it); the same bytes with
 * another lineage are a new version that names the old one.
 *
 * @throws RegistryError `invalid-name`, `evidence-mismatch`, `too-large`, `bytes-corrupt`, `busy`, `git-failed`,
 * `registry-corrupt`
 */
async function registerVersion(registry, registration) {
    const { bundle, evidence } = registration;
    requireName(bundle.model);
    for (const item of evidence)
        requireSubject(item, bundle.model, bundle.modelDigest, `${item.kind} report`);
    const location = await registry.bytes[0].put(bundle);
    const { result, revision, tries } = await transact(registry.store, registry, async (snapshot) => {
        const state = await load_loadState(snapshot, bundle.model);
        const twins = await recordsOf(snapshot, state, bundle.modelDigest);
        const same = twins.find((record) => sameLineage(record.lineage, registration.lineage));
        return same
            ? attachMissing(registry, snapshot, state, same, registration)
            : createVersion(registry, snapshot, state, twins[0], registration, location);
    });
    if (!result.created)
        await requireReadable(registry, result.record);
    return { ...result, revision, tries };
}
function createVersion({ clock }, snapshot, state, twin, { bundle, lineage, evidence, origin }, location) {
    const { at, ...common } = nextEvent(state, clock.now());
    const record = versionRecord.parse({
        schema: 'mlops-actions/version/v1',
        model: bundle.model,
        version: state.versions.size + 1,
        modelDigest: bundle.modelDigest,
        files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
        ...(bundle.fileName === undefined ? {} : { fileName: bundle.fileName }),
        bytes: location,
        lineage,
        ...(twin ? { sameContentAs: twin.version } : {}),
        origin,
        createdAt: at,
    });
    const digest = recordDigest(record);
    const written = writeEvent(snapshot, state, {
        ...common,
        at,
        kind: 'register',
        origin,
        version: record.version,
        modelDigest: record.modelDigest,
        recordDigest: digest,
        evidence: [...new Set(evidence.map((item) => item.digest))],
    }, { evidence, files: new Map([[versionPath(record.model, record.version), canonicalJson(record)]]) });
    return {
        kind: 'commit',
        change: written.change,
        result: { record, recordDigest: digest, created: true, event: written.event },
    };
}
function attachMissing({ clock }, snapshot, state, record, { evidence, origin }) {
    const version = state.versions.get(record.version);
    const missing = evidence.filter(({ digest }) => !version.evidence.includes(digest));
    const result = { record, recordDigest: version.recordDigest, created: false, event: state.lastEvent };
    if (missing.length === 0)
        return { kind: 'keep', result };
    const written = writeEvent(snapshot, state, {
        ...nextEvent(state, clock.now()),
        kind: 'attach-evidence',
        origin,
        version: record.version,
        modelDigest: record.modelDigest,
        evidence: [...new Set(missing.map(({ digest }) => digest))],
    }, { evidence: missing });
    return { kind: 'commit', change: written.change, result: { ...result, event: written.event } };
}
/** Records with these bytes, newest first. */
async function recordsOf(snapshot, state, modelDigest) {
    const records = [];
    for (const version of [...state.versions.values()].toReversed()) {
        if (version.modelDigest === modelDigest)
            records.push(await load_loadRecord(snapshot, state.model, version));
    }
    return records;
}
/** An existing version may have been stored elsewhere than today's policy says; its own bytes must still be there. */
async function requireReadable(registry, record) {
    const problem = await verifyBytes(registry.bytes, record);
    if (problem === undefined)
        return;
    throw new error_RegistryError('bytes-corrupt', `version ${record.version} is registered with these bytes, and they are damaged: ${problem}`, { remedy: 'Restore the stored bytes from a backup.' });
}
function requireName(name) {
    const problem = modelName.safeParse(name).error?.issues[0];
    if (problem)
        throw new error_RegistryError('invalid-name', `${JSON.stringify(name)} is no model name: ${problem.message}`);
}

;// CONCATENATED MODULE: ./packages/registry/lib/rollback/rollback.js

/**
 * Where a stage goes back to: the newest version it held before, that is not the current one, not quarantined, and
 * whose bytes are still there. Because the version taken away is quarantined, a second rollback goes one further back
 * instead of returning to it.
 */
async function decideRollback(question) {
    const { state, stage, expect } = question;
    const pointer = state.stages.get(stage);
    const expectation = expect ? [judgeExpectation(expect, pointer, stage)] : [];
    const { finding, target } = await chooseTarget(question);
    const findings = [...expectation, finding];
    return { findings, target: findings.some(({ outcome }) => outcome === 'fail') ? undefined : target };
}
async function chooseTarget(question) {
    const { state, stage, to, verify } = question;
    const pointer = state.stages.get(stage);
    const title = to
        ? `version ${to.version} is good to go back to`
        : `${stage} held a version before that is still good`;
    const common = { id: 'rollback-target', kind: 'rollback', title };
    const held = [...new Set((pointer?.previous ?? []).map(({ version }) => version))].filter((version) => version !== pointer?.version);
    const candidates = to ? held.filter((version) => version === to.version) : held;
    const rejected = [];
    for (const number of candidates) {
        const version = state.versions.get(number);
        const problem = version.quarantined ? 'quarantined' : await verify(version);
        if (problem === undefined) {
            const reason = `version ${number} (${version.modelDigest})${rejected.length > 0 ? `, because ${rejected.join(', ')}` : ''}`;
            return { target: version, finding: { ...common, status: 'pass', outcome: 'pass', reason } };
        }
        rejected.push(`version ${number}: ${problem}`);
    }
    const reason = rejected.length > 0
        ? rejected.join('; ')
        : `${stage} ${pointer ? `holds version ${pointer.version} and held ${to ? `never version ${to.version}` : 'nothing else'} before` : 'never held anything'}`;
    return {
        target: undefined,
        finding: {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason,
            remedy: 'Promote a good version to the stage instead.',
        },
    };
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/roll-back.js






/**
 * Takes a stage back to the newest good version it held, and quarantines the one taken away, in one commit. Give `expect`
 * where a machine decides: a late rollback must not undo a newer promotion.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`, `registry-corrupt`, `busy`, `git-failed`
 */
async function rollBack(registry, rollback) {
    const verify = verifier(registry, rollback.model);
    const { result, revision, tries } = await transact(registry.store, registry, async (snapshot) => {
        const state = await load_loadState(snapshot, rollback.model);
        requireModel(state);
        const pointer = state.stages.get(rollback.stage);
        const { findings, target } = await decideRollback({
            state,
            stage: rollback.stage,
            to: rollback.version === undefined ? undefined : select_selectVersion(state, rollback.version),
            expect: rollback.expect,
            verify: (version) => verify(snapshot, version),
        });
        const held = pointer && { version: pointer.version, modelDigest: pointer.modelDigest };
        const asked = target && { version: target.version, modelDigest: target.modelDigest };
        const base = { findings, stage: rollback.stage, asked };
        if (!asked || !held) {
            return {
                kind: 'keep',
                result: { ...base, kind: 'refused', current: held, previous: undefined, event: pointer?.event },
            };
        }
        const written = writeEvent(snapshot, state, {
            ...nextEvent(state, registry.clock.now()),
            ...asked,
            kind: 'rollback',
            origin: rollback.origin,
            stage: rollback.stage,
            from: held,
            policyDigest: rollback.policyDigest,
            reason: rollback.reason,
        });
        return {
            kind: 'commit',
            change: written.change,
            result: { ...base, kind: 'moved', current: asked, previous: held, event: written.event },
        };
    });
    return { ...result, revision, tries };
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/history.js

/** Commits whose files are in memory at one time. */
const GROUP = 200;
/** Every commit that `tip` stands on along first parents, oldest first, with what each changed. */
async function* walkHistory(git, tip) {
    const output = await git.text(['rev-list', '--reverse', '--first-parent', '--parents', tip]);
    const commits = output.split('\n').map((line) => line.split(' '));
    for (let start = 0; start < commits.length; start += GROUP) {
        const group = commits.slice(start, start + GROUP);
        const changes = await changesOf(git, group);
        const contents = await contentsOf(git, [...changes.values()].flat());
        for (const [revision = '', ...parents] of group) {
            yield {
                revision,
                parents,
                changes: (changes.get(revision) ?? []).map((change) => pathChange(change, contents)),
            };
        }
    }
}
/** Each commit against its first parent only: a merge must not hide what it brought in. */
async function changesOf(git, commits) {
    const output = await git.run(['diff-tree', '--stdin', '-r', '-z', '--root', '--no-renames', '--always'], {
        stdin: commits.map(([revision, parent]) => `${[revision, parent].filter(Boolean).join(' ')}\n`).join(''),
    });
    const fields = new TextDecoder().decode(output).split('\0');
    const changes = new Map();
    let current = [];
    for (let index = 0; index < fields.length; index++) {
        const field = fields[index];
        const raw = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(field);
        if (raw)
            current.push({ mode: raw[1], object: raw[2], status: raw[3], path: fields[++index] });
        else if (/^[0-9a-f]{40,64}/.test(field)) {
            current = [];
            changes.set(field.trim().split(' ')[0], current);
        }
    }
    return changes;
}
async function contentsOf(git, changes) {
    const objects = [
        ...new Set(changes.filter(({ status, mode }) => status !== 'D' && isFile(mode)).map((c) => c.object)),
    ];
    if (objects.length === 0)
        return new Map();
    const sizes = await sizesOf(git, objects);
    return readObjects(git, [...sizes]
        .filter(([, byteLength]) => byteLength <= MAX_FILE_BYTES)
        .map(([object, byteLength]) => ({ object, byteLength })));
}
function pathChange(change, contents) {
    const { path, status, mode, object } = change;
    const kind = status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'modified';
    const content = isFile(mode) && kind !== 'deleted' ? contents.get(object) : undefined;
    return content ? { path, kind, content } : { path, kind };
}
function isFile(mode) {
    return mode === '100644';
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/store.js





const DEFAULT_BRANCH = 'mlops/registry';
const ATTEMPT_BYTES = 16;
/** Where a fetched tip is kept in our own repository. */
const BASE = 'refs/mlops/base';
/**
 * The registry on a branch of a git repository, through the git program: any host, ssh or https, a bare repository on a
 * disk. Works in a folder of its own with depth-1 fetches; needs no checkout, no user.name, and runs no hooks.
 *
 * The compare-and-swap is `git push --atomic --force-with-lease=<branch>:<base>`. The base is what the fetch brought,
 * never what an `ls-remote` said before it: between the two the branch can move, and the lease would then protect the
 * wrong commit (measured: lost updates).
 *
 * @throws RegistryError `invalid-name` for a branch git would not take
 */
async function gitStore(options) {
    const branch = options.branch ?? DEFAULT_BRANCH;
    const git = await openGit(options, 'registry');
    await requireBranch(git, branch);
    const ref = `refs/heads/${branch}`;
    let commits = 0;
    return {
        name: `${options.remote.shown} (${branch})`,
        head: () => snapshotOf(git, ref),
        commit: (base, change) => commitOn(git, ref, base, change, options, `index-${commits++}`),
        async *history() {
            // A repository of its own: the depth-1 one cannot tell where history ends.
            const whole = await openGit(options, 'history');
            const tip = await fetchTip(whole, ref, []);
            if (tip !== null)
                yield* walkHistory(whole, tip);
        },
    };
}
async function requireBranch(git, branch) {
    const { exitCode } = await git.attempt(['check-ref-format', '--branch', branch]);
    if (exitCode === 0 && !branch.startsWith('-') && !branch.startsWith('@'))
        return;
    throw new error_RegistryError('invalid-name', `${JSON.stringify(branch)} is no name for a git branch`, {
        remedy: 'Write it without refs/heads/ and as git takes it, such as mlops/registry.',
    });
}
/** A branch that is being made while it is read is there at the second look. */
const FETCH_TRIES = 3;
/** The remote tip, or null where the branch does not exist yet. */
async function fetchTip(git, ref, options) {
    const args = [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        ...options,
        '--',
        git.remote.url,
        `+${ref}:${BASE}`,
    ];
    for (let tries = 1;; tries++) {
        const fetched = await git.attempt(args);
        if (fetched.exitCode === 0)
            return git.text(['rev-parse', '--verify', BASE]);
        // Absent and unreachable both fail; only the first is an empty registry. If the branch appears after this look, the
        // create-only push loses and everything is read again; if it appeared just before it, the fetch is worth repeating.
        const { exitCode } = await git.attempt(['ls-remote', '--exit-code', '--', git.remote.url, ref]);
        if (exitCode === 2)
            return null;
        if (exitCode !== 0 || tries === FETCH_TRIES)
            throw gitFailed(git.remote, args, fetched);
    }
}
async function snapshotOf(git, ref) {
    const revision = await fetchTip(git, ref, ['--depth=1']);
    if (revision === null)
        return { revision, paths: new Set(), read: async () => new Map() };
    const tree = await listTree(git, revision);
    return {
        revision,
        paths: new Set(tree.keys()),
        async read(paths) {
            const entries = paths.map((path) => [path, tree.get(path)]);
            const contents = await readObjects(git, entries.flatMap(([, entry]) => (entry ? [entry] : [])));
            return new Map(entries.map(([path, entry]) => {
                const content = entry && contents.get(entry.object);
                if (!content)
                    throw new RangeError(`not in the registry at ${revision}: ${path}`);
                return [path, content];
            }));
        },
    };
}
async function commitOn(git, ref, base, change, { clock, random }, scratch) {
    const tree = await treeWith(git, base, change, scratch);
    const date = `${Math.floor(clock.now() / 1000)} +0000`;
    const parents = base.revision === null ? [] : ['-p', base.revision];
    // Two writers that do the same in the same second would make one commit, and the second push of it would succeed as
    // "up to date": both would believe they had won.
    const attempt = Buffer.from(random.bytes(ATTEMPT_BYTES)).toString('hex');
    const next = await git.text(['commit-tree', tree, ...parents, '-F', '-'], {
        stdin: `${change.message.trimEnd()}\n\nAttempt: ${attempt}\n`,
        env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
    const pushed = await pushRefs(git, [{ ref, expected: base.revision, next }]);
    if (pushed.kind === 'lost')
        return pushed;
    return { kind: 'committed', revision: next };
}
/** The base's tree plus the change, made in an index of its own: there is no work tree anywhere. */
async function treeWith(git, base, change, scratch) {
    const env = { GIT_INDEX_FILE: `${git.directory}/${scratch}` };
    await git.run(['read-tree', base.revision ?? '--empty'], { env });
    const lines = [];
    for (const [path, content] of change.files) {
        lines.push(`100644 ${await writeObject(git, content)}\t${path}\0`);
    }
    await git.run(['update-index', '-z', '--index-info'], { env, stdin: lines.join('') });
    return git.text(['write-tree'], { env });
}

;// CONCATENATED MODULE: ./packages/registry/lib/index.js





























/***/ })

};
