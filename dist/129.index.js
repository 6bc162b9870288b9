export const id = 129;
export const ids = [129];
export const modules = {

/***/ 3129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action)
});

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 26 modules
var lib = __webpack_require__(81313);
// EXTERNAL MODULE: ./packages/core/lib/index.js + 52 modules
var core_lib = __webpack_require__(46786);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./actions/register-model/lib/inputs.js



const definition = (0,core_lib/* defineAction */.QP)({
    name: 'register-model',
    title: 'Register model',
    description: 'Records a model as a version of its own: its bytes by digest, the data, parameters, code, lock file and image that made it, and the evidence that it is good. No server: history is an append-only git branch.',
    branding: { icon: 'archive', color: 'blue' },
    inputs: {
        model: schemas/* string */.YjP().optional().describe('The model in the policy file (default: the only one).'),
        policy: schemas/* string */.YjP()
            .default('mlops.yml')
            .describe('The policy file; its `registry` section says where records and bytes go.'),
        path: schemas/* string */.YjP().describe('The model: a file, or the folder that holds its files.'),
        report: (0,core_lib/* lines */.Mn)()
            .optional()
            .describe('Reports (report.json) that speak of exactly these files, one a line; they become its evidence.'),
        data: (0,core_lib/* lines */.Mn)()
            .optional()
            .describe('What it was trained on, as `name=path`, one a line; files and folders are hashed, not stored.'),
        params: schemas/* string */.YjP()
            .optional()
            .describe('JSON or YAML file with its hyperparameters, at most 256 KiB; recorded whole.'),
        lock: schemas/* string */.YjP()
            .optional()
            .describe('The dependency lock file it was trained with; its digest is recorded.'),
        image: schemas/* string */.YjP()
            .optional()
            .describe('The container image it was trained in, pinned: `name@sha256:...`. A tag is refused.'),
        ...lib/* registryInputs */.P4,
        'report-dir': (0,core_lib/* reportDirectoryInput */.wE)(),
    },
    outputs: {
        version: 'the version: 1, 2, 3, ...',
        'model-digest': 'sha256:... over the files (OpenSSF Model Signing root digest)',
        'record-digest': 'sha256:... of the version record',
        created: 'true for a new version, false when it was registered before',
        uri: 'where the record is: <remote>#<branch>:<path>',
        verdict: 'pass, warn or fail: the worst finding of the report',
        report: 'path of report.json',
        html: 'path of report.html',
    },
    permissions: [
        {
            scope: 'contents',
            access: 'write',
            why: 'pushes the record to the registry branch of this repository',
        },
    ],
});

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 43 modules
var registry_lib = __webpack_require__(9506);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./actions/register-model/lib/params.js



/** Hyperparameters are written by hand or by a sweep; more than this is a data file. */
const PARAMS_MAX_BYTES = 256 * 1024;
/** A small file can spell out gigabytes by repeating aliases of aliases. */
const MAX_ALIASES = 100;
/**
 * Hyperparameters from JSON or YAML (JSON is YAML).
 *
 * @throws UserError `file-not-found`, `file-too-large`, `invalid-params`
 */
async function readParams(files, path) {
    const text = new TextDecoder().decode(await files.read(path, { maxBytes: PARAMS_MAX_BYTES }));
    try {
        const document = (0,dist/* parseDocument */.Tp)(text, { prettyErrors: true });
        const [error] = document.errors;
        if (error)
            throw error;
        const json = (0,registry_lib/* canonicalJson */.dj)(document.toJS({ maxAliasCount: MAX_ALIASES }));
        if (json.length > PARAMS_MAX_BYTES)
            throw new RangeError('expands to more than 256 KiB');
        // Through text, so that what is recorded is what will be read back.
        return JSON.parse(json);
    }
    catch (cause) {
        // Nesting a hundred thousand deep ends up here too: the stack is finite.
        throw invalid(path, cause instanceof Error ? cause.message : String(cause), cause);
    }
}
function invalid(path, why, cause) {
    return new core_lib/* UserError */.yo('invalid-params', `${path}: ${why.trim()}`, {
        cause,
        remedy: 'Write plain JSON or YAML: no NaN, no infinities, no tags.',
    });
}

;// CONCATENATED MODULE: ./actions/register-model/lib/lineage.js



/**
 * What made the model, hashed where it is a file.
 *
 * @throws UserError `invalid-data-line`, `duplicate-data-name`, `image-not-pinned`, and those of files and parameters
 */
async function readLineage(given, runtime) {
    const { files, github } = runtime;
    const { sha, repository, pullRequest } = github.context;
    const commit = pullRequest?.headSha ?? sha;
    return {
        data: await readData(given.data ?? [], files),
        ...(given.params === undefined ? {} : { params: await readParams(files, given.params) }),
        ...(commit === undefined
            ? {}
            : { code: { commit, ...(repository && { repository: `${repository.owner}/${repository.name}` }) } }),
        ...(given.lock === undefined ? {} : { lock: await lockOf(files, given.lock) }),
        ...(given.image === undefined ? {} : { image: pinnedImage(given.image) }),
    };
}
async function readData(given, files) {
    const data = [];
    for (const line of given) {
        const split = line.indexOf('=');
        const [name, path] = [line.slice(0, split).trim(), line.slice(split + 1).trim()];
        if (split < 1 || name === '' || path === '') {
            throw new core_lib/* UserError */.yo('invalid-data-line', `input data: ${JSON.stringify(line)} is not name=path`, {
                remedy: 'Write one `name=path` a line, such as `training=data/2001-q1.parquet`.',
            });
        }
        if (data.some((known) => known.name === name)) {
            throw new core_lib/* UserError */.yo('duplicate-data-name', `input data: ${JSON.stringify(name)} is given twice`);
        }
        data.push({ name, ...(await digestOf(files, path)) });
    }
    return data;
}
async function digestOf(files, path) {
    const stat = await files.stat(path);
    if (stat?.kind !== 'directory') {
        const { digest, byteLength } = await hashed(files, path);
        return { kind: 'file', digest, byteLength };
    }
    const names = await files.list(path);
    const folder = await (0,registry_lib/* digestModel */.On)(names.map((name) => ({ path: name, open: () => files.open(`${path}/${name}`) })));
    const byteLength = folder.files.reduce((sum, file) => sum + file.byteLength, 0);
    return { kind: 'folder', digest: folder.digest, byteLength };
}
async function lockOf(files, path) {
    const { digest } = await hashed(files, path);
    return { path, digest };
}
async function hashed(files, path) {
    const source = await files.open(path);
    try {
        return { digest: await (0,registry_lib/* digestSource */.IL)(source), byteLength: source.byteLength };
    }
    finally {
        await source.close();
    }
}
/** A tag names another image tomorrow; only a digest says which one it was. */
function pinnedImage(text) {
    const match = /^([^\s@]{1,512})@sha256:([0-9a-f]{64})$/.exec(text);
    if (match)
        return { name: match[1], digest: `sha256:${match[2]}` };
    throw new core_lib/* UserError */.yo('image-not-pinned', `input image: ${JSON.stringify(text)} is not pinned by digest`, {
        remedy: 'Write name@sha256:<64 hex digits>; `docker buildx imagetools inspect <image>` and the output of your build step print it.',
    });
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 76 modules
var policy_lib = __webpack_require__(93789);
;// CONCATENATED MODULE: ./actions/register-model/lib/report.js


/** The registration as a report: what was recorded, and how much it is worth. */
function registrationReport(facts) {
    const { registered, evidence, policy, uri, provenance } = facts;
    const { record, created } = registered;
    const findings = [bytesFinding(registered), ...evidenceFindings(evidence), lineageFinding(record.lineage)];
    const name = `${record.model} version ${record.version}`;
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'registration',
        verdict: (0,policy_lib/* verdictOf */.Vj)(findings),
        headline: created
            ? `${name} is registered`
            : `${name} was registered before, with the same bytes and lineage`,
        subject: {
            model: record.model,
            version: String(record.version),
            modelDigest: record.modelDigest,
            policy,
            data: record.lineage.data.map(({ name, digest }) => ({ name, digest })),
        },
        findings,
        charts: [],
        facts: [
            { label: 'Version', value: String(record.version) },
            { label: 'Model digest', value: record.modelDigest },
            { label: 'Record digest', value: registered.recordDigest },
            { label: 'Record', value: uri },
            { label: 'Files', value: filesText(registered) },
            { label: 'Bytes in', value: record.bytes.kind },
            ...(record.sameContentAs === undefined
                ? []
                : [{ label: 'Same bytes as', value: `version ${record.sameContentAs}, made otherwise` }]),
            ...lineageFacts(record.lineage),
            { label: 'Event', value: registered.event },
        ],
        next: nextSteps(registered, evidence),
        provenance,
    };
}
function bytesFinding({ record }) {
    return {
        id: 'bytes',
        kind: 'bytes',
        title: 'the bytes are stored under their digest and read back',
        status: 'pass',
        outcome: 'pass',
        reason: `${record.files.length} of ${record.files.length} files in ${record.bytes.kind}`,
    };
}
/** A failed report is history and is kept; that the version will not get far is said here, not only at promotion. */
function evidenceFindings(evidence) {
    if (evidence.length === 0) {
        return [
            {
                id: 'evidence',
                kind: 'evidence',
                title: 'evidence is attached',
                status: 'warn',
                outcome: 'warn',
                reason: 'no report was given: stages that require evidence will refuse this version',
                remedy: 'Give the report.json of validate-gate as `report`.',
            },
        ];
    }
    return evidence.map(({ path, evidence: { kind, verdict, headline, digest } }) => ({
        id: `evidence.${kind}.${(0,registry_lib/* hexOf */.ZD)(digest).slice(0, 12)}`,
        kind: 'evidence',
        title: `${path} speaks of exactly these files`,
        status: verdict === 'pass' ? 'pass' : 'warn',
        outcome: verdict === 'pass' ? 'pass' : 'warn',
        reason: `its verdict is ${verdict}: ${headline}`,
        ...(verdict === 'pass'
            ? {}
            : { remedy: 'A stage that requires a better verdict will refuse this version.' }),
    }));
}
/** How well the version could be made again. Nothing is required: what is missing is named. */
function lineageFinding({ data, params, code, lock, image }) {
    const parts = { data: data.length > 0, params, code, lock, image };
    const missing = Object.entries(parts)
        .filter(([, part]) => part === undefined || part === false)
        .map(([name]) => name);
    const common = { id: 'lineage', kind: 'lineage', title: 'what made the model is recorded' };
    return missing.length === 0
        ? { ...common, status: 'pass', outcome: 'pass', reason: 'data, parameters, code, lock file and image' }
        : {
            ...common,
            status: 'pass',
            outcome: 'pass',
            reason: `not recorded: ${missing.join(', ')}`,
            remedy: 'The inputs of the same names record them; without them the model cannot be made again.',
        };
}
function lineageFacts({ data, code, lock, image }) {
    return [
        ...(code ? [{ label: 'Code', value: `${code.repository ?? ''}@${code.commit}` }] : []),
        ...data.map(({ name, digest }) => ({ label: `Data ${name}`, value: digest })),
        ...(lock ? [{ label: `Lock ${lock.path}`, value: lock.digest }] : []),
        ...(image ? [{ label: 'Image', value: `${image.name}@${image.digest}` }] : []),
    ];
}
function filesText({ record }) {
    const bytes = record.files.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return `${record.files.length}, ${bytes} bytes`;
}
function nextSteps({ record }, evidence) {
    const promote = `Promote it: promote-model with version ${record.version}.`;
    return evidence.length === 0
        ? [`Validate these files and attach the report: stages can require it.`, promote]
        : [promote];
}

;// CONCATENATED MODULE: ./actions/register-model/lib/run.js






/** Hashes, stores, records, reports: in this order, so that nothing is recorded that was not stored. */
function run(inputs, runtime) {
    return (0,lib/* translated */.vE)(() => register(inputs, runtime));
}
async function register(inputs, runtime) {
    const { files, github, log, outputs } = runtime;
    const loaded = await (0,core_lib/* loadPolicy */.tb)(runtime, inputs.policy);
    for (const note of loaded.notes)
        log.notice(note);
    const { name, policy } = (0,lib/* chosenModel */.ay)(loaded, inputs.model);
    const bundle = await log.group(`Hashing ${inputs.path}`, () => (0,lib/* readModel */.ko)(files, name, inputs.path));
    log.info(`${bundle.files.length} ${bundle.files.length === 1 ? 'file' : 'files'}, ${bundle.modelDigest}`);
    const evidence = await (0,lib/* readEvidence */.At)(files, inputs.report ?? []);
    for (const item of evidence)
        (0,registry_lib/* requireSubject */.eO)(item.evidence, name, bundle.modelDigest, item.path);
    const lineage = await readLineage(inputs, runtime);
    const registry = await (0,lib/* openRegistry */.Me)(runtime, policy.registry, inputs);
    const registered = await log.group(`Registering in ${registry.store.name}`, () => (0,registry_lib/* registerVersion */.KO)(registry, {
        bundle,
        lineage,
        evidence: evidence.map((item) => item.evidence),
        origin: (0,lib/* originOf */.yv)(github),
    }));
    const { record, recordDigest, created } = registered;
    const uri = `${registry.remote.shown}#${registry.branch}:${(0,registry_lib/* versionPath */.qW)(name, record.version)}`;
    await outputs.set('version', String(record.version));
    await outputs.set('model-digest', record.modelDigest);
    await outputs.set('record-digest', recordDigest);
    await outputs.set('created', String(created));
    await outputs.set('uri', uri);
    const report = registrationReport({
        registered,
        evidence,
        policy: { ...loaded.location, digest: loaded.digest },
        uri,
        provenance: (0,core_lib/* provenanceOf */.Jj)(runtime, definition.name),
    });
    (0,core_lib/* annotateFindings */.dv)(runtime, report.findings);
    const directory = (0,core_lib/* reportDirectory */.s6)(inputs['report-dir'], name, definition.name);
    await (0,core_lib/* publishReport */.S3)(report, runtime, { directory, comment: 'off' });
    return { ok: report.verdict !== 'fail', message: `${report.headline} (${record.modelDigest})` };
}

;// CONCATENATED MODULE: ./actions/register-model/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
