export const id = 32;
export const ids = [32];
export const modules = {

/***/ 25032:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action)
});

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var lib = __webpack_require__(67690);
// EXTERNAL MODULE: ./packages/core/lib/index.js + 54 modules
var core_lib = __webpack_require__(11371);
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
        path: schemas/* string */.YjP()
            .describe('The model: a file, the folder that holds its files, or `mlflow:<run id>[/<name>]` for the model of an MLflow run, with its parameters and metrics.'),
        report: (0,core_lib/* lines */.Mn)()
            .optional()
            .describe('Reports (report.json) that speak of exactly these files, one a line; they become its evidence.'),
        data: (0,core_lib/* lines */.Mn)()
            .optional()
            .describe('What it was trained on, as `name=where`, one a line: a path, a pattern, `dvc:`, `delta:`, `iceberg:`, `lakefs:`, `feast:` or `sql:`. Identified, not stored.'),
        params: schemas/* string */.YjP()
            .optional()
            .describe('JSON or YAML file with its hyperparameters, at most 256 KiB; recorded whole.'),
        lock: schemas/* string */.YjP()
            .optional()
            .describe('The dependency lock file it was trained with (default: the one at the top of the workspace); its digest is recorded.'),
        metrics: schemas/* string */.YjP()
            .optional()
            .describe('JSON file with metrics measured elsewhere: an object of numbers by name.'),
        image: schemas/* string */.YjP()
            .optional()
            .describe('The container image it was trained in: `name@sha256:...`, or a tag, whose digest is asked now.'),
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

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var registry_lib = __webpack_require__(47511);
;// CONCATENATED MODULE: ./actions/register-model/lib/model-source.js


/**
 * `path` as it is, or the model of an MLflow run brought here first.
 *
 * @throws UserError `invalid-run`, and those of the import
 */
async function modelSource(path, runtime) {
    if (!path.startsWith('mlflow:'))
        return { path, run: undefined };
    const [, runId, artifact] = /^mlflow:(?:\/\/)?([0-9a-f]{32})(?:\/(.+))?$/.exec(path) ?? [];
    if (runId === undefined) {
        throw new core_lib/* UserError */.yo('invalid-run', `${JSON.stringify(path)} is not mlflow:<run id>[/<name>]`, {
            remedy: 'A run id is 32 hex digits; MLflow shows it on the page of the run.',
        });
    }
    const { files, http, env } = runtime;
    const run = await (0,lib/* importRun */.Ji)((0,lib/* mlflowClient */.NZ)(http, env), files, { runId, artifact });
    return { path: run.folder, run };
}

// EXTERNAL MODULE: ./packages/lineage/lib/index.js + 44 modules
var lineage_lib = __webpack_require__(92578);
;// CONCATENATED MODULE: ./actions/register-model/lib/data.js


/** Data by name, as the policy and the step's input say (the input goes first); not looked at yet. */
function namedData(given, spec) {
    const named = new Map(Object.entries(spec?.data ?? {}).map(([name, text]) => [name, (0,lineage_lib/* parseLocator */.mz)(text)]));
    const asked = new Set();
    for (const line of given ?? []) {
        const split = line.indexOf('=');
        const [name, text] = [line.slice(0, split).trim(), line.slice(split + 1).trim()];
        if (split < 1 || name === '' || text === '') {
            throw new core_lib/* UserError */.yo('invalid-data-line', `input data: ${JSON.stringify(line)} is not name=path`, {
                remedy: 'Write one `name=path` a line, such as `training=data/2001-q1.parquet` or `training=dvc:data/train.csv`.',
            });
        }
        if (asked.has(name)) {
            throw new core_lib/* UserError */.yo('duplicate-data-name', `input data: ${JSON.stringify(name)} is given twice`);
        }
        asked.add(name);
        named.set(name, (0,lineage_lib/* parseLocator */.mz)(text));
    }
    return named;
}
/** Each by the identity its own system gives it, now. */
async function identify(named, { files, http, env }) {
    const data = [];
    for (const [name, locator] of named)
        data.push(await (0,lineage_lib/* readIdentity */.xN)(name, locator, { files, http, env }));
    return data;
}

// EXTERNAL MODULE: ./packages/catalog/lib/index.js + 11 modules
var catalog_lib = __webpack_require__(83940);
// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var data_lib = __webpack_require__(4108);
;// CONCATENATED MODULE: ./actions/register-model/lib/documents.js




/** Names of what is kept beside a version; drift-check and people look for them. */
const DOCUMENTS = {
    card: 'README.md',
    bom: 'bom.cdx.json',
    profile: lib/* REFERENCE_PROFILE */.oR,
};
/** The card and the bill of materials of a draft, and the profile. */
function documentsOf(draft, about) {
    const { policy, evidence, uri, profile } = about;
    const facts = {
        record: draft,
        evidence,
        task: policy.task,
        owner: policy.owner,
        uri: uri(draft.version),
    };
    const text = (path, content) => ({
        path,
        content: new TextEncoder().encode(content),
    });
    return [
        text(DOCUMENTS.card, (0,catalog_lib/* modelCard */.o7)(facts)),
        text(DOCUMENTS.bom, `${JSON.stringify((0,catalog_lib/* mlBom */.ON)(facts), undefined, 2)}\n`),
        ...(profile ? [profile] : []),
    ];
}
/**
 * The profile of the data that `registry.profile` names: counts and sums, no rows. The columns are those drift-check
 * would compare.
 *
 * @throws UserError `unknown-data`, `profile-unreadable`; DataError of the file
 */
async function referenceProfile(files, policy, data) {
    const name = policy.registry?.profile;
    if (name === undefined)
        return undefined;
    const locator = data.get(name);
    const path = locator?.kind === 'path' || locator?.kind === 'dvc' ? locator.path.replace(/\.dvc$/, '') : undefined;
    if (path === undefined) {
        throw new core_lib/* UserError */.yo('unknown-data', `registry.profile names ${JSON.stringify(name)}, which is no file among the data`, {
            remedy: 'Name one of `registry.data` (or of the input `data`) that is a file here: CSV, JSONL, Parquet or Arrow.',
        });
    }
    const table = await (0,data_lib.openTable)(await files.open(path));
    try {
        const { include, exclude = [] } = policy.drift ?? {};
        const columns = table.fields
            .map((field) => field.name)
            .filter((column) => (include === undefined || include.includes(column)) && !exclude.includes(column));
        const profile = await (0,data_lib.profileTable)(table, { columns });
        return { path: DOCUMENTS.profile, content: (0,data_lib.encodeProfile)(profile) };
    }
    finally {
        await table.close();
    }
}

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
 * What made the model, identified now.
 *
 * @throws LineageError `image-not-pinned`, `invalid-lock`, ...; UserError of files and parameters
 */
async function readLineage(given, data, runtime, model, run) {
    const { files, http, env } = runtime;
    const path = given.lock ?? (await (0,lineage_lib/* findLock */.HT)(files));
    const lock = path === undefined ? undefined : await (0,lineage_lib/* readLock */.mF)(files, path);
    // What trained the model is the run's commit, not the one this step happens to be at.
    const code = run?.commit === undefined ? await codeOf(runtime, model) : { commit: run.commit };
    const params = given.params === undefined ? run?.params : await readParams(files, given.params);
    return {
        lock,
        lineage: {
            data: await identify(data, runtime),
            ...(params === undefined ? {} : { params }),
            ...(code === undefined ? {} : { code }),
            ...(lock === undefined ? {} : { lock: lockOf(lock) }),
            ...(given.image === undefined ? {} : { image: await (0,lineage_lib/* resolveImage */.AT)(given.image, http, env) }),
        },
    };
}
async function codeOf({ files, github, exec }, model) {
    const { sha, repository, pullRequest } = github.context;
    const commit = pullRequest?.headSha ?? sha;
    if (commit === undefined)
        return undefined;
    const root = files.resolve('.');
    const at = files.resolve(model);
    const within = at.startsWith(`${root}/`) ? at.slice(root.length + 1) : undefined;
    const dirty = await (0,lineage_lib/* isDirty */.DM)(exec, root, within);
    return {
        commit,
        ...(repository && { repository: `${repository.owner}/${repository.name}` }),
        ...(dirty === true ? { dirty } : {}),
    };
}
function lockOf({ path, digest, kind, packages, pinned }) {
    return { path, digest, kind, packages, pinned };
}

;// CONCATENATED MODULE: ./actions/register-model/lib/metrics.js


/** A metric has a name and a number; thousands of them are data. */
const METRICS_MAX_BYTES = 256 * 1024;
const metricsFile = schemas/* record */.g1P(schemas/* string */.YjP().min(1).max(250), schemas/* number */.aig());
/**
 * Metrics from a JSON file: `{ "auc": 0.91, "log_loss": 0.2 }`.
 *
 * @throws UserError `file-not-found`, `file-too-large`, `invalid-metrics`
 */
async function readMetrics(files, path) {
    const text = new TextDecoder().decode(await files.read(path, { maxBytes: METRICS_MAX_BYTES }));
    try {
        return metricsFile.parse(JSON.parse(text));
    }
    catch (cause) {
        throw new core_lib/* UserError */.yo('invalid-metrics', `${path}: is not a JSON object of numbers by name`, {
            cause,
            remedy: 'Write {"auc": 0.91, "log_loss": 0.2}: one level, finite numbers.',
        });
    }
}

;// CONCATENATED MODULE: ./actions/register-model/lib/packaging.js


/** Lines the report has about formats; a folder of a thousand pickles is named once more, as a whole. */
const MOST_FINDINGS = 20;
const MAX_REQUIREMENTS_BYTES = 4 * 2 ** 20;
/**
 * What the model's files are, and whether the policy takes such files. Looked at before anything is stored.
 *
 * @throws UserError `format-refused`, naming each file
 */
async function inspectPackaging(bundle, spec) {
    const found = await (0,lineage_lib/* inspectModel */.KC)(bundle.files, bundle.fileName);
    const judged = found.map((item) => (0,lineage_lib/* judgeFormat */.nu)(item, spec?.formats?.pickle ?? 'warn'));
    const refused = judged.filter(({ outcome }) => outcome === 'fail');
    if (refused.length > 0) {
        const lines = refused
            .slice(0, MOST_FINDINGS)
            .map(({ path, reason }) => `${JSON.stringify(path)}: ${reason}`);
        throw new core_lib/* UserError */.yo('format-refused', `the model was not registered. ${lines.join('; ')}`, {
            remedy: refused[0].remedy ?? 'Save the model in a format without code.',
        });
    }
    const worst = judged.toSorted((a, b) => Number(b.outcome === 'warn') - Number(a.outcome === 'warn'));
    return {
        packaged: found.map((item) => recorded(item)),
        findings: worst.slice(0, MOST_FINDINGS).map(({ path, outcome, reason, remedy }, index) => ({
            id: `format.${index + 1}`,
            kind: 'format',
            title: `${path} is a format the policy takes`,
            status: outcome === 'warn' ? 'warn' : 'pass',
            outcome: outcome === 'warn' ? 'warn' : 'pass',
            reason,
            ...(remedy === undefined ? {} : { remedy }),
        })),
    };
}
function recorded({ path, format, facts, runsCode, unread }) {
    const all = unread === undefined ? facts : { ...facts, 'not read': unread.slice(0, 1024) };
    return {
        path,
        format,
        ...(Object.keys(all).length === 0 ? {} : { facts: all }),
        ...(runsCode === undefined ? {} : { runsCode }),
    };
}
/** Does the model ask for the versions it was trained with? Undefined where one of the two lists is missing. */
async function parityFinding(files, bundle, path, lock) {
    const packed = bundle.files
        .map((file) => file.path)
        .find((name) => /(?:^|\/)(?:requirements\.txt|conda\.yaml|environment\.yml)$/.test(name));
    if (packed === undefined || lock === undefined)
        return undefined;
    const bytes = await files.read(`${path}/${packed}`, { maxBytes: MAX_REQUIREMENTS_BYTES });
    const differing = (0,lineage_lib/* disparities */.oi)((0,lineage_lib/* pinsOf */.cz)(bytes, (0,lineage_lib/* lockKindOf */.rD)(packed), packed), lock.pins);
    const common = {
        id: 'parity',
        kind: 'parity',
        title: `the model asks for what it was trained with (${packed}, ${lock.path})`,
    };
    if (differing.length === 0)
        return { ...common, status: 'pass', outcome: 'pass', reason: 'no pin differs' };
    return {
        ...common,
        status: 'warn',
        outcome: 'warn',
        reason: differing.slice(0, 10).map(disparityText).join('; '),
        remedy: 'Pack the model with the versions of the lock file: a model loaded by another version may answer differently.',
    };
}
function disparityText({ name, asked, trained }) {
    return `${name} ${asked}, trained with ${trained}`;
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
;// CONCATENATED MODULE: ./actions/register-model/lib/report.js


/** The registration as a report: what was recorded, and how much it is worth. */
function registrationReport(facts) {
    const { registered, evidence, inspected, policy, uri, provenance } = facts;
    const { record, created } = registered;
    const findings = [
        bytesFinding(registered),
        ...evidenceFindings(evidence),
        lineageFinding(record.lineage),
        ...codeFindings(record.lineage),
        ...inspected,
    ];
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
            data: record.lineage.data.flatMap(({ name, digest }) => digest === undefined ? [] : [{ name, digest }]),
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
/** Code nobody committed cannot be looked at again. */
function codeFindings({ code }) {
    if (code?.dirty !== true)
        return [];
    return [
        {
            id: 'code',
            kind: 'lineage',
            title: 'the code that made it is committed',
            status: 'warn',
            outcome: 'warn',
            reason: `tracked files differ from ${code.commit}`,
            remedy: 'Commit the changes and train from the commit.',
        },
    ];
}
function lineageFacts({ data, code, lock, image }) {
    return [
        ...(code
            ? [
                {
                    label: 'Code',
                    value: `${code.repository ?? ''}@${code.commit}${code.dirty ? ' with changes' : ''}`,
                },
            ]
            : []),
        ...data.map((item) => ({ label: `Data ${item.name}`, value: 'id' in item ? item.id : item.digest })),
        ...(lock ? [{ label: `Lock ${lock.path}`, value: lockText(lock) }] : []),
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
function lockText({ digest, packages, pinned }) {
    return packages === undefined ? digest : `${digest}, ${pinned} of ${packages} packages pinned`;
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
    const { path, run } = await modelSource(inputs.path, runtime);
    const bundle = await log.group(`Hashing ${path}`, () => (0,lib/* readModel */.ko)(files, name, path));
    log.info(`${bundle.files.length} ${bundle.files.length === 1 ? 'file' : 'files'}, ${bundle.modelDigest}`);
    const evidence = await (0,lib/* readEvidence */.At)(files, inputs.report ?? []);
    for (const item of evidence)
        (0,registry_lib/* requireSubject */.eO)(item.evidence, name, bundle.modelDigest, item.path);
    const packaging = await log.group('Looking into the files', () => inspectPackaging(bundle, policy.registry));
    const data = namedData(inputs.data, policy.registry);
    const { lineage, lock } = await readLineage(inputs, data, runtime, path, run);
    const profile = await referenceProfile(files, policy, data);
    const parity = await parityFinding(files, bundle, path, lock);
    const metrics = inputs.metrics === undefined ? run?.metrics : await readMetrics(files, inputs.metrics);
    const registry = await (0,lib/* openRegistry */.Me)(runtime, policy.registry, inputs);
    const uriOf = (version) => `${registry.remote.shown}#${registry.branch}:${(0,registry_lib/* versionPath */.qW)(name, version)}`;
    const about = { policy, evidence: evidence.map((item) => item.evidence), uri: uriOf, profile };
    const registered = await log.group(`Registering in ${registry.store.name}`, () => (0,registry_lib/* registerVersion */.KO)(registry, {
        bundle,
        lineage,
        evidence: evidence.map((item) => item.evidence),
        origin: (0,lib/* originOf */.yv)(github),
        packaging: packaging.packaged,
        ...(metrics === undefined ? {} : { metrics }),
        documents: async (draft) => documentsOf(draft, about),
    }));
    const { record, recordDigest, created } = registered;
    const uri = uriOf(record.version);
    await outputs.set('version', String(record.version));
    await outputs.set('model-digest', record.modelDigest);
    await outputs.set('record-digest', recordDigest);
    await outputs.set('created', String(created));
    await outputs.set('uri', uri);
    const report = registrationReport({
        registered,
        evidence,
        inspected: [...packaging.findings, ...(parity ? [parity] : [])],
        policy: { ...loaded.location, digest: loaded.digest },
        uri,
        provenance: (0,core_lib/* provenanceOf */.Jj)(runtime, definition.name),
    });
    (0,core_lib/* annotateFindings */.dv)(runtime, report.findings);
    const directory = (0,core_lib/* reportDirectory */.s6)(inputs['report-dir'], name, definition.name);
    for (const path of [DOCUMENTS.card, DOCUMENTS.bom]) {
        const document = await (0,registry_lib/* readDocument */.u0)(registry, record, path);
        if (document)
            await files.write(`${directory}/${path}`, document);
    }
    await (0,core_lib/* publishReport */.S3)(report, runtime, { directory, comment: 'off' });
    return { ok: report.verdict !== 'fail', message: `${report.headline} (${record.modelDigest})` };
}

;// CONCATENATED MODULE: ./actions/register-model/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
