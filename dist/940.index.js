export const id = 940;
export const ids = [940];
export const modules = {

/***/ 83940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rQ: () => (/* reexport */ diffVersions),
  V8: () => (/* reexport */ eventLine),
  Ft: () => (/* reexport */ eventReason),
  Ps: () => (/* reexport */ metricsOf),
  ON: () => (/* reexport */ mlBom),
  o7: () => (/* reexport */ model_card_modelCard),
  gI: () => (/* reexport */ paramsOf),
  uM: () => (/* reexport */ readCatalog),
  xC: () => (/* reexport */ registryPage),
  VK: () => (/* reexport */ shortDigest),
  Mj: () => (/* reexport */ shortTime),
  ZL: () => (/* reexport */ stagesOf),
  YP: () => (/* reexport */ standingOf)
});

// UNUSED EXPORTS: modelNames

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./packages/catalog/lib/cards/facts.js

/** Metrics of the record, then those the newest validation report measured. One a metric and slice. */
function metricsOf({ record, evidence }) {
    const given = Object.entries(record.metrics ?? {}).map(([name, value]) => ({ name, value }));
    const newest = evidence.filter(({ kind }) => kind === 'validation').at(-1);
    const measured = newest ? findingsIn(newest).flatMap((finding) => measuredIn(finding, newest.digest)) : [];
    const seen = new Set();
    return [...given, ...measured].filter(({ name, slice }) => {
        const key = JSON.stringify([name, slice]);
        return !seen.has(key) && seen.add(key);
    });
}
/** As evidence is read: a later version of the report may say more, and what it says otherwise is no metric here. */
const finding = schemas/* looseObject */._H3({
    id: schemas/* string */.YjP(),
    slice: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
    candidate: schemas/* looseObject */._H3({
        value: schemas/* number */.aig(),
        n: schemas/* number */.aig(),
        interval: schemas/* looseObject */._H3({ low: schemas/* number */.aig(), high: schemas/* number */.aig(), level: schemas/* number */.aig() }).optional(),
    }),
});
function findingsIn({ bytes }) {
    const report = schemas/* looseObject */._H3({ findings: schemas/* array */.YOg(schemas/* unknown */.L5J()) })
        .safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (!report.success)
        return [];
    return report.data.findings.flatMap((item) => {
        const read = finding.safeParse(item);
        return read.success ? [read.data] : [];
    });
}
function measuredIn({ id, candidate, slice }, report) {
    const { value, n, interval } = candidate;
    // `recall.not-worse[origin=ORD]` is a rule about recall.
    const name = id.replace(/\[.*$/, '').split('.')[0];
    return [
        {
            name,
            value,
            n,
            ...(slice === undefined
                ? {}
                : {
                    slice: Object.entries(slice)
                        .map(([key, part]) => `${key}=${part}`)
                        .join(', '),
                }),
            ...(interval === undefined ? {} : { low: interval.low, high: interval.high, level: interval.level }),
            report,
        },
    ];
}
/** Names of hyperparameters with their values as text, nested ones joined by dots. */
function paramsOf({ lineage: { params } }) {
    return flatten('', params).slice(0, 1000);
}
function flatten(prefix, value) {
    if (typeof value !== 'object' || value === null)
        return value === undefined ? [] : [[prefix, textOf(value)]];
    if (Array.isArray(value))
        return [[prefix, JSON.stringify(value)]];
    return Object.entries(value).flatMap(([key, item]) => flatten(prefix === '' ? key : `${prefix}.${key}`, item));
}
function textOf(value) {
    return typeof value === 'string' ? value : JSON.stringify(value);
}
/** The format people would name first: not the description of a package, but what is in it. */
function mainFormat({ packaging = [] }) {
    const described = ['mlflow', 'bentoml', 'mlserver', 'triton', 'torchserve'];
    return (packaging.find(({ format }) => !described.includes(format)) ?? packaging[0])?.format;
}

;// CONCATENATED MODULE: ./packages/catalog/lib/cards/bom.js


/**
 * A CycloneDX ML-BOM of a version: the model with its files' digests, model card, training data, base, code and lock
 * file. Plain JSON, written from the record alone, so that the same record gives the same bill.
 *
 * CycloneDX keeps metric values as texts, and has no place for hyperparameters: those are properties of the model card.
 */
function mlBom(facts, specVersion = '1.6') {
    const { record } = facts;
    const model = refOf(record);
    const data = record.lineage.data.map((item) => ({ item, ref: `data:${item.name}` }));
    return {
        bomFormat: 'CycloneDX',
        specVersion,
        serialNumber: `urn:uuid:${uuidFrom(`${record.model}@${record.version}:${record.modelDigest}`)}`,
        version: 1,
        metadata: {
            timestamp: record.createdAt,
            tools: { components: [{ type: 'application', name: 'mlops-actions' }] },
            component: modelComponent(facts, model, data.map(({ ref }) => ref)),
        },
        components: [...data.map(({ item, ref }) => dataComponent(item, ref)), ...environment(record)],
        dependencies: [
            {
                ref: model,
                dependsOn: [...data.map(({ ref }) => ref), ...environment(record).map((part) => part['bom-ref'])],
            },
        ],
    };
}
function modelComponent(facts, ref, datasets) {
    const { record, owner, uri } = facts;
    const { code, image } = record.lineage;
    return {
        type: 'machine-learning-model',
        'bom-ref': ref,
        name: record.model,
        version: String(record.version),
        description: `Version ${record.version} of ${record.model}.`,
        ...(owner === undefined ? {} : { supplier: { name: owner } }),
        // The digest of a lone file is the file's; the root digest of a folder is in the properties, since it is no file's.
        ...(record.files.length === 1 && record.files[0].path === '.'
            ? { hashes: [hashOf(record.files[0].digest)] }
            : {}),
        modelCard: modelCard(facts, datasets),
        ...(code === undefined ? {} : { pedigree: { commits: [{ uid: code.commit }] } }),
        properties: [
            property('mlops:modelDigest', record.modelDigest),
            property('mlops:record', uri),
            ...(mainFormat(record) === undefined ? [] : [property('mlops:format', mainFormat(record))]),
            ...(image === undefined ? [] : [property('mlops:image', `${image.name}@${image.digest}`)]),
            ...(code?.repository === undefined ? [] : [property('mlops:repository', code.repository)]),
            ...(code?.dirty ? [property('mlops:uncommittedChanges', 'true')] : []),
            ...record.files.slice(0, 256).map(({ path, digest }) => property(`mlops:file:${path}`, digest)),
        ],
    };
}
function modelCard(facts, datasets) {
    const { record, task } = facts;
    const packaged = record.packaging ?? [];
    const said = (key) => packaged.flatMap((item) => item.facts?.[key] ?? []);
    const codeRuns = packaged.filter(({ runsCode }) => runsCode !== undefined);
    return {
        modelParameters: {
            approach: { type: 'supervised' },
            task: task === 'regression' ? 'regression' : 'classification',
            ...(mainFormat(record) === undefined ? {} : { modelArchitecture: mainFormat(record) }),
            datasets: datasets.map((ref) => ({ ref })),
            inputs: said('inputs').map((format) => ({ format })),
            outputs: said('outputs').map((format) => ({ format })),
        },
        quantitativeAnalysis: { performanceMetrics: metricsOf(facts).map((metric) => performance(metric)) },
        considerations: { technicalLimitations: codeRuns.map(({ path, runsCode }) => `${path}: ${runsCode}`) },
        properties: paramsOf(record).map(([name, value]) => property(`param:${name}`, value)),
    };
}
function performance({ name, value, slice, low, high }) {
    return {
        type: name,
        value: String(value),
        ...(slice === undefined ? {} : { slice }),
        ...(low === undefined || high === undefined
            ? {}
            : { confidenceInterval: { lowerBound: String(low), upperBound: String(high) } }),
    };
}
function dataComponent(item, ref) {
    const id = 'id' in item ? item.id : undefined;
    const source = 'source' in item ? item.source : undefined;
    return {
        type: 'data',
        'bom-ref': ref,
        name: item.name,
        ...(id === undefined ? {} : { version: id }),
        // A root digest is the digest of no file.
        ...(item.kind === 'file' ? { hashes: [hashOf(item.digest)] } : {}),
        data: [
            {
                type: 'dataset',
                name: item.name,
                ...(source === undefined ? {} : { description: `${item.kind}: ${source}` }),
            },
        ],
        properties: [
            property('mlops:kind', item.kind),
            ...(item.digest === undefined ? [] : [property('mlops:digest', item.digest)]),
            ...Object.entries(('details' in item ? item.details : undefined) ?? {}).map(([key, value]) => property(`mlops:${key}`, value)),
        ],
    };
}
function environment({ lineage: { lock } }) {
    if (lock === undefined)
        return [];
    return [
        {
            type: 'file',
            'bom-ref': `lock:${lock.path}`,
            name: lock.path,
            hashes: [hashOf(lock.digest)],
            ...(lock.kind === undefined ? {} : { description: `Dependency lock file of ${lock.kind}` }),
        },
    ];
}
function refOf({ model, version }) {
    return `model:${model}@${version}`;
}
function hashOf(digest) {
    return { alg: 'SHA-256', content: digest.slice('sha256:'.length) };
}
function property(name, value) {
    return { name, value };
}
/** A UUID (version 8, RFC 9562) that the same version always gets. */
function uuidFrom(text) {
    const hex = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
    const variant = ((Number.parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

// EXTERNAL MODULE: ./packages/report/lib/index.js + 43 modules
var lib = __webpack_require__(49426);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./packages/catalog/lib/cards/model-card.js



/** Names of libraries as the Hub's `library_name` has them, by format. */
const LIBRARIES = {
    pickle: 'sklearn',
    joblib: 'sklearn',
    skops: 'sklearn',
    xgboost: 'xgboost',
    lightgbm: 'lightgbm',
    keras: 'keras',
    'keras-h5': 'keras',
    'saved-model': 'tf-keras',
    transformers: 'transformers',
    onnx: 'onnx',
    gguf: 'gguf',
    safetensors: 'pytorch',
    torch: 'pytorch',
    mlflow: 'mlflow',
};
/** A card is read by people; thousands of slices are in the report. */
const MOST_METRICS = 50;
const MOST_PARAMS = 100;
const MOST_FILES = 50;
/**
 * A Hugging Face model card of a version: YAML front matter with `model-index`, then Markdown. Made from the record alone.
 * https://huggingface.co/docs/hub/model-cards
 */
function model_card_modelCard(facts) {
    const { record, owner, uri } = facts;
    const front = (0,dist/* stringify */.As)(frontMatter(facts), { lineWidth: 0 });
    return [
        `---\n${front}---`,
        `# ${(0,lib.md)(record.model)}, version ${record.version}`,
        [
            `A ${(0,lib.md)(facts.task)} model, registered ${record.createdAt.slice(0, 10)}`,
            record.origin.actor === undefined ? '' : ` by ${(0,lib.md)(record.origin.actor)}`,
            owner === undefined ? '.' : `. Owner: ${(0,lib.md)(owner)}.`,
        ].join(''),
        table(['', ''], [
            ['Model digest', (0,lib/* code */.aY)(record.modelDigest)],
            ['Record', (0,lib/* code */.aY)(uri)],
            ...(mainFormat(record) === undefined ? [] : [['Format', (0,lib.md)(mainFormat(record))]]),
            ...(record.sameContentAs === undefined ? [] : [['Same bytes as', `version ${record.sameContentAs}`]]),
        ]),
        ...section('Metrics', metricsTable(metricsOf(facts))),
        ...section('Training data', dataTable(facts)),
        ...section('Hyperparameters', paramsTable(facts)),
        ...section('How it was made', madeTable(facts)),
        ...section('Files', filesTable(facts)),
        ...section('Before you load it', cautions(facts)),
        `<!-- Made from the version's record by mlops-actions. -->\n`,
    ].join('\n\n');
}
function frontMatter(facts) {
    const { record } = facts;
    const format = mainFormat(record);
    const library = format === undefined ? undefined : LIBRARIES[format];
    const metrics = metricsOf(facts).filter(({ slice }) => slice === undefined);
    return {
        ...(library === undefined ? {} : { library_name: library }),
        tags: [record.model, 'mlops-actions', ...(format === undefined ? [] : [format])],
        ...(metrics.length === 0 ? {} : { metrics: [...new Set(metrics.map(({ name }) => name))] }),
        ...(metrics.length === 0
            ? {}
            : { 'model-index': [{ name: record.model, results: [result(facts, metrics)] }] }),
    };
}
function result({ task, record }, metrics) {
    const [data] = record.lineage.data;
    const evaluated = data?.name ?? 'evaluation data';
    return {
        task: { type: task === 'regression' ? 'tabular-regression' : 'tabular-classification' },
        dataset: {
            name: evaluated,
            type: slug(evaluated),
            ...(data && 'id' in data ? { revision: data.id } : {}),
        },
        metrics: metrics.map(({ name, value }) => ({ type: name, name, value })),
    };
}
/** The Hub takes `type` for an identifier. */
function slug(text) {
    return ((0,lib/* plainText */.wh)(text)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '') || 'data');
}
function section(title, body) {
    return body === undefined ? [] : [`## ${title}`, body];
}
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row))].join('\n');
}
function metricsTable(metrics) {
    if (metrics.length === 0)
        return undefined;
    return table(['Metric', 'Slice', 'Value', 'Interval', 'Rows'], metrics
        .slice(0, MOST_METRICS)
        .map(({ name, slice, value, low, high, level, n }) => [
        (0,lib.md)(name),
        slice === undefined ? 'all' : (0,lib.md)(slice),
        number(value),
        low === undefined || high === undefined
            ? ''
            : `${number(low)} to ${number(high)} (${Math.round((level ?? 0) * 100)} %)`,
        n === undefined ? '' : String(n),
    ]));
}
function number(value) {
    return String(Number(value.toPrecision(5)));
}
function dataTable({ record }) {
    const { data } = record.lineage;
    if (data.length === 0)
        return undefined;
    return table(['Name', 'Kind', 'Identity'], data.map((item) => [(0,lib.md)(item.name), item.kind, (0,lib/* code */.aY)('id' in item ? item.id : item.digest)]));
}
function paramsTable({ record }) {
    const params = paramsOf(record);
    if (params.length === 0)
        return undefined;
    return table(['Parameter', 'Value'], params.slice(0, MOST_PARAMS).map(([name, value]) => [(0,lib/* code */.aY)(name), (0,lib/* code */.aY)((0,lib/* clip */.$Q)(value, 200))]));
}
function madeTable({ record }) {
    const { code: made, lock, image } = record.lineage;
    const rows = [
        ...(made
            ? [
                [
                    'Code',
                    (0,lib/* code */.aY)(`${made.repository ?? ''}@${made.commit}${made.dirty ? ' with uncommitted changes' : ''}`),
                ],
            ]
            : []),
        ...(lock ? [['Dependencies', (0,lib/* code */.aY)(`${lock.path} ${lock.digest}`)]] : []),
        ...(image ? [['Image', (0,lib/* code */.aY)(`${image.name}@${image.digest}`)]] : []),
    ];
    return rows.length === 0 ? undefined : table(['', ''], rows);
}
function filesTable({ record }) {
    const shown = record.files.slice(0, MOST_FILES);
    const rows = shown.map(({ path, byteLength, digest }) => [
        (0,lib/* code */.aY)(path === '.' ? (record.fileName ?? path) : path),
        String(byteLength),
        (0,lib/* code */.aY)(digest),
    ]);
    const more = record.files.length - shown.length;
    return table(['File', 'Bytes', 'sha256'], rows) + (more > 0 ? `\n\nand ${more} more in the record.` : '');
}
function cautions({ record }) {
    const risky = (record.packaging ?? []).filter(({ runsCode }) => runsCode !== undefined);
    if (risky.length === 0)
        return undefined;
    return risky
        .slice(0, 20)
        .map(({ path, runsCode }) => `- ${(0,lib/* code */.aY)(path)}: ${(0,lib.md)(runsCode)}`)
        .join('\n');
}

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var registry_lib = __webpack_require__(47511);
;// CONCATENATED MODULE: ./packages/catalog/lib/view/catalog.js

/** Reports of one model that are read at once; a registry of ten thousand versions has more than fits in memory. */
const MAX_EVIDENCE = 2000;
/** Names of all models at a snapshot, sorted. */
function modelNames(snapshot) {
    const names = new Set();
    for (const path of snapshot.paths) {
        const at = (0,registry_lib/* parsePath */.Rr)(path);
        if (at && 'model' in at)
            names.add(at.model);
    }
    return [...names].sort();
}
/**
 * Models with all that is known of their versions, each record proven to be the registered one.
 *
 * @param names undefined for all
 * @throws RegistryError `unknown-model`, `registry-corrupt`, `invalid-record`, `git-failed`
 */
async function readCatalog({ store }, names) {
    const snapshot = await store.head();
    const known = modelNames(snapshot);
    const absent = names?.find((name) => !known.includes(name));
    if (absent !== undefined) {
        throw new registry_lib/* RegistryError */.gl('unknown-model', `the registry knows no model ${JSON.stringify(absent)}`, {
            remedy: known.length === 0
                ? 'It is empty; check remote and branch.'
                : `It has ${known.slice(0, 20).join(', ')}.`,
        });
    }
    const models = [];
    for (const name of names ?? known)
        models.push(await readModel(snapshot, name));
    return { place: store.name, revision: snapshot.revision, models };
}
async function readModel(snapshot, name) {
    const state = await (0,registry_lib/* loadState */.C7)(snapshot, name);
    const states = [...state.versions.values()];
    const [events, records, evidence] = [
        await readEvents(snapshot, name),
        await readRecords(snapshot, name, states),
        await readEvidence(snapshot, states),
    ];
    return {
        state,
        events,
        versions: states.toReversed().map((version) => ({
            state: version,
            record: records.get(version.version),
            evidence: version.evidence.flatMap((digest) => evidence.get(digest) ?? []),
        })),
    };
}
/** loadState has proven the chain; here the same files are read for people. */
async function readEvents(snapshot, name) {
    const paths = [...snapshot.paths].filter((path) => {
        const at = (0,registry_lib/* parsePath */.Rr)(path);
        return at?.kind === 'event' && at.model === name;
    });
    const files = await snapshot.read(paths);
    return [...files]
        .map(([path, bytes]) => (0,registry_lib/* parseEvent */.wj)(bytes, path))
        .filter((event) => snapshot.paths.has((0,registry_lib/* eventPath */.Qv)(name, event.sequence, event.kind)))
        .sort((a, b) => a.sequence - b.sequence);
}
async function readRecords(snapshot, name, states) {
    const paths = states.map(({ version }) => (0,registry_lib/* versionPath */.qW)(name, version));
    const missing = paths.find((path) => !snapshot.paths.has(path));
    if (missing !== undefined)
        throw corrupt(missing, 'is missing');
    const files = await snapshot.read(paths);
    return new Map(states.map(({ version, recordDigest: cited }, index) => {
        const record = (0,registry_lib/* parseVersionRecord */.FO)(files.get(paths[index]), paths[index]);
        if ((0,registry_lib/* recordDigest */.kd)(record) !== cited)
            throw corrupt(paths[index], 'is not the record that was registered');
        return [version, record];
    }));
}
async function readEvidence(snapshot, states) {
    const newest = states.toReversed().flatMap(({ evidence }) => evidence);
    const digests = [...new Set(newest)].slice(0, MAX_EVIDENCE);
    const missing = digests.find((digest) => !snapshot.paths.has((0,registry_lib/* evidencePath */.Zz)(digest)));
    if (missing !== undefined)
        throw corrupt((0,registry_lib/* evidencePath */.Zz)(missing), 'is missing');
    const files = await snapshot.read(digests.map((digest) => (0,registry_lib/* evidencePath */.Zz)(digest)));
    return new Map([...files].map(([path, bytes]) => {
        const evidence = (0,registry_lib/* parseEvidence */.vf)(bytes, path);
        if ((0,registry_lib/* evidencePath */.Zz)(evidence.digest) !== path)
            throw corrupt(path, 'was changed after it was attached');
        return [evidence.digest, evidence];
    }));
}
function corrupt(path, what) {
    return new registry_lib/* RegistryError */.gl('registry-corrupt', `the registry contradicts itself: ${path} ${what}`, {
        remedy: 'Run promote-model with mode: verify; it names the commit that did it.',
    });
}

;// CONCATENATED MODULE: ./packages/catalog/lib/view/diff.js

/** What differs between two versions of a model, part by part, names in order. What is equal is left out. */
function diffVersions(from, to) {
    const [a, b] = [from.record, to.record];
    return [
        ...differing('params', paramsOf(a), paramsOf(b)),
        ...differing('metrics', metricEntries(metricsOf(from)), metricEntries(metricsOf(to))),
        ...differing('data', a.lineage.data.map(dataEntry), b.lineage.data.map(dataEntry)),
        ...differing('code', codeEntries(a), codeEntries(b)),
        ...differing('environment', environmentEntries(a), environmentEntries(b)),
        ...differing('files', fileEntries(a), fileEntries(b)),
    ];
}
function differing(part, from, to) {
    const [left, right] = [new Map(from), new Map(to)];
    return [...new Set([...left.keys(), ...right.keys()])]
        .sort()
        .map((name) => ({ part, name, from: left.get(name), to: right.get(name) }))
        .filter((item) => item.from !== item.to)
        .map((item) => {
        const change = numeric(item.to) - numeric(item.from);
        return Number.isFinite(change) ? { ...item, change } : item;
    });
}
function numeric(text) {
    return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}
function metricEntries(metrics) {
    return metrics.map(({ name, slice, value }) => [
        slice === undefined ? name : `${name} (${slice})`,
        String(value),
    ]);
}
function dataEntry(item) {
    return [item.name, 'id' in item ? `${item.kind} ${item.id}` : `${item.kind} ${item.digest}`];
}
function codeEntries({ lineage: { code } }) {
    if (!code)
        return [];
    return [
        ['commit', `${code.commit}${code.dirty ? ' with changes' : ''}`],
        ...(code.repository === undefined ? [] : [['repository', code.repository]]),
    ];
}
function environmentEntries({ lineage: { lock, image } }) {
    return [
        ...(lock ? [['lock', `${lock.path} ${lock.digest}`]] : []),
        ...(image ? [['image', `${image.name}@${image.digest}`]] : []),
    ];
}
function fileEntries({ files, fileName }) {
    return files.map(({ path, digest, byteLength }) => [
        path === '.' ? (fileName ?? path) : path,
        `${byteLength} bytes ${digest}`,
    ]);
}

;// CONCATENATED MODULE: ./packages/catalog/lib/view/words.js
/** Digits of a digest that tell versions apart for people. */
const SHORT_HEX = 12;
function shortDigest(digest) {
    return digest.replace(/^sha256:/, '').slice(0, SHORT_HEX);
}
/**
 * An id of another system for a narrow column: long runs of hex lose their middle, so that what comes after them (a
 * version, a snapshot) still shows.
 */
function shortId(id) {
    return id.replaceAll(/([0-9a-f]{8})[0-9a-f-]{12,}/g, '$1…');
}
/** `2026-01-02 03:04`, UTC. */
function shortTime(instant) {
    return instant.slice(0, 16).replace('T', ' ');
}
/** Stages that hold a version now. */
function stagesOf({ state }, version) {
    return [...state.stages.values()].filter((pointer) => pointer.version === version).map(({ stage }) => stage);
}
/** What stands in a version's way, in a word; undefined when nothing does. */
function standingOf(version) {
    const { retired, quarantined, deprecated } = version;
    if (retired)
        return { word: 'retired', reason: retired.reason };
    if (quarantined)
        return { word: 'quarantined', reason: quarantined.reason };
    return deprecated ? { word: 'deprecated', reason: deprecated.reason } : undefined;
}
/** What happened, in a line. */
function eventLine(event) {
    const version = `version ${event.version}`;
    switch (event.kind) {
        case 'register':
            return `${version} was registered`;
        case 'attach-evidence':
            return `${event.evidence.length === 1 ? 'a report was' : `${event.evidence.length} reports were`} attached to ${version}`;
        case 'promote':
            return `${version} went to ${event.stage}${event.from ? `, after version ${event.from.version}` : ''}${event.override ? ', overriding its quarantine' : ''}`;
        case 'rollback':
            return `${event.stage} went back from version ${event.from.version} to ${version}`;
        case 'quarantine':
            return `${version} was quarantined`;
        case 'deprecate':
            return `${version} was deprecated`;
        case 'retire':
            return `${version} was retired`;
    }
}
/** Why it was done, where somebody said so. */
function eventReason(event) {
    return 'reason' in event ? event.reason : undefined;
}

;// CONCATENATED MODULE: ./packages/catalog/lib/page/lineage.js


const WIDTH = 1000;
const NODE = { width: 280, height: 50, gap: 14 };
const MIDDLE = { x: 360, width: 280 };
const RIGHT = 720;
const MOST_NODES = 12;
const COLOURS = 6;
/** What made a version, on the left; what is known of it and where it is, on the right. */
function lineageGraph(version, stages) {
    const [causes, effects] = [causesOf(version), effectsOf(version, stages)];
    const rows = Math.max(causes.length, effects.length, 1);
    const height = rows * (NODE.height + NODE.gap) + NODE.gap;
    const centre = height / 2;
    const { record } = version;
    const described = [...causes, ...effects].map(({ kind, label }) => `${kind} ${label}`).join('; ');
    return (0,lib/* html */.qy) `<figure class="figure"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Lineage of version ${record.version}: ${described}">
${causes.map((_, row) => edge(NODE.width, yOf(row, causes.length, height), MIDDLE.x, centre))}
${effects.map((_, row) => edge(MIDDLE.x + MIDDLE.width, centre, RIGHT, yOf(row, effects.length, height)))}
${causes.map((node, row) => box(node, 0, yOf(row, causes.length, height)))}
<rect class="node centre s${record.version % COLOURS}" x="${MIDDLE.x}" y="${centre - 42}" width="${MIDDLE.width}" height="84" rx="10"/>
<text x="${MIDDLE.x + MIDDLE.width / 2}" y="${centre - 6}" font-size="21" font-weight="600" text-anchor="middle">${(0,lib/* clip */.$Q)(record.model, 20)} v${record.version}</text>
<text class="muted" x="${MIDDLE.x + MIDDLE.width / 2}" y="${centre + 20}" font-size="14" text-anchor="middle">${shortDigest(record.modelDigest)}</text>
${effects.map((node, row) => box(node, RIGHT, yOf(row, effects.length, height)))}
</svg></figure>`;
}
function causesOf({ record }) {
    const { data, code, lock, image, params } = record.lineage;
    const nodes = [
        ...data.map((item) => ({
            kind: item.kind === 'folder' || item.kind === 'file' ? 'data' : `data, ${item.kind}`,
            label: `${item.name} ${'id' in item ? shortId(item.id) : shortDigest(item.digest)}`,
        })),
        ...(code
            ? [
                {
                    kind: code.dirty ? 'code, with changes' : 'code',
                    label: `${code.repository ?? ''}@${code.commit.slice(0, 12)}`,
                    ...(code.dirty ? { tone: 'warning' } : {}),
                },
            ]
            : []),
        ...(params === undefined ? [] : [{ kind: 'parameters', label: JSON.stringify(params) }]),
        ...(lock
            ? [
                {
                    kind: 'dependencies',
                    label: lock.packages === undefined ? lock.path : `${lock.path}, ${lock.packages} packages`,
                },
            ]
            : []),
        ...(image ? [{ kind: 'image', label: `${image.name} ${shortDigest(image.digest)}` }] : []),
        ...(record.sameContentAs === undefined
            ? []
            : [{ kind: 'same bytes as', label: `version ${record.sameContentAs}` }]),
    ];
    return nodes.slice(0, MOST_NODES);
}
function effectsOf({ record, evidence }, stages) {
    const tone = { pass: 'good', warn: 'warning', fail: 'bad' };
    const risky = (record.packaging ?? []).find(({ runsCode }) => runsCode !== undefined);
    const nodes = [
        ...stages.map((stage) => ({ kind: 'stage', label: stage })),
        ...evidence.map(({ kind, verdict, headline }) => ({
            kind: `${kind}: ${verdict}`,
            label: headline,
            tone: tone[verdict],
        })),
        ...(risky ? [{ kind: `${risky.format} runs code`, label: risky.path, tone: 'warning' }] : []),
        {
            kind: 'bytes',
            label: `${record.files.length} ${record.files.length === 1 ? 'file' : 'files'} in ${record.bytes.kind}`,
        },
    ];
    return nodes.slice(0, MOST_NODES);
}
function yOf(row, count, height) {
    const used = count * (NODE.height + NODE.gap) - NODE.gap;
    return (height - used) / 2 + row * (NODE.height + NODE.gap) + NODE.height / 2;
}
function box({ kind, label, tone }, x, y) {
    return (0,lib/* html */.qy) `<g><title>${kind}: ${label}</title><rect class="node" x="${x}" y="${y - NODE.height / 2}" width="${NODE.width}" height="${NODE.height}" rx="8"/>${tone && (0,lib/* html */.qy) `<circle class="${tone}" cx="${x + NODE.width - 16}" cy="${y - 10}" r="5"/>`}<text class="muted" x="${x + 14}" y="${y - 6}" font-size="12.5">${(0,lib/* clip */.$Q)(kind, 34)}</text><text x="${x + 14}" y="${y + 14}" font-size="15">${(0,lib/* clip */.$Q)(label, 32)}</text></g>`;
}
function edge(x1, y1, x2, y2) {
    const middle = (x1 + x2) / 2;
    return (0,lib/* html */.qy) `<path class="edge" d="M${x1} ${y1.toFixed(1)}C${middle} ${y1.toFixed(1)} ${middle} ${y2.toFixed(1)} ${x2} ${y2.toFixed(1)}"/>`;
}

;// CONCATENATED MODULE: ./packages/catalog/lib/page/timeline.js


const timeline_WIDTH = 1000;
const LEFT = 120;
const LANE = 44;
const BAR = 26;
const TOP = 8;
/** Lanes show this many moves; the history below has all. */
const MOST_SPANS = 200;
/** A bar is never thinner than can be seen, and its label is left out where it would not fit. */
const MIN_BAR = 3;
const MIN_LABELLED = 30;
const timeline_COLOURS = 6;
/** Which version each stage held when, one lane a stage. `until` is where the present ends, in ms since the epoch. */
function timeline(stages, until) {
    const lanes = stages.map((pointer) => ({ stage: pointer.stage, spans: spansOf(pointer, until) }));
    const start = Math.min(...lanes.flatMap(({ spans }) => spans.map(({ from }) => from)));
    if (!Number.isFinite(start))
        return undefined;
    const length = Math.max(1, until - start);
    const x = (at) => LEFT + ((Math.max(start, Math.min(at, until)) - start) / length) * (timeline_WIDTH - LEFT - 8);
    const height = TOP + lanes.length * LANE + 26;
    const described = lanes
        .map(({ stage, spans }) => `${stage}: ${spans
        .map(({ version }) => `v${version}`)
        .reverse()
        .join(', ')}`)
        .join('; ');
    return (0,lib/* html */.qy) `<figure class="figure"><svg viewBox="0 0 ${timeline_WIDTH} ${height}" role="img" aria-label="Versions over time. ${described}">
${lanes.map(({ stage, spans }, lane) => laneOf(stage, spans, TOP + lane * LANE, x))}
<text class="muted" x="${LEFT}" y="${height - 6}" font-size="13">${shortTime(new Date(start).toISOString())}</text>
<text class="muted" x="${timeline_WIDTH - 8}" y="${height - 6}" font-size="13" text-anchor="end">${shortTime(new Date(until).toISOString())} UTC</text>
</svg></figure>`;
}
function laneOf(stage, spans, y, x) {
    return (0,lib/* html */.qy) `<text x="0" y="${y + BAR / 2 + 5}" font-size="15">${stage}</text><line class="grid" x1="${LEFT}" x2="${timeline_WIDTH - 8}" y1="${y + BAR + 8}" y2="${y + BAR + 8}"/>${spans.map(({ version, from, to }) => {
        const [left, width] = [x(from), Math.max(MIN_BAR, x(to) - x(from) - 2)];
        const label = width < MIN_LABELLED
            ? undefined
            : (0,lib/* html */.qy) `<text class="on" x="${round(left + 9)}" y="${y + BAR / 2 + 5}" font-size="14">v${version}</text>`;
        return (0,lib/* html */.qy) `<g class="flag"><title>version ${version} in ${stage} from ${shortTime(new Date(from).toISOString())} to ${shortTime(new Date(to).toISOString())}</title><rect class="c${version % timeline_COLOURS}" x="${round(left)}" y="${y}" width="${round(width)}" height="${BAR}" rx="5"/>${label}</g>`;
    })}`;
}
/** Newest first, so that an old sliver never covers the present. */
function spansOf(pointer, until) {
    const now = { version: pointer.version, from: Date.parse(pointer.since), to: until };
    return [
        now,
        ...pointer.previous.map((held) => ({
            version: held.version,
            from: Date.parse(held.since),
            to: Date.parse(held.until),
        })),
    ].slice(0, MOST_SPANS);
}
function round(value) {
    return value.toFixed(1);
}

;// CONCATENATED MODULE: ./packages/catalog/lib/page/model-section.js





/** Rows of the table; the command line shows all. */
const MOST_VERSIONS = 500;
const MOST_DETAILS = 20;
const MOST_EVENTS = 500;
const model_section_MOST_METRICS = 4;
const model_section_MOST_FILES = 100;
const model_section_COLOURS = 6;
/** One model: its stages, who held them when, its versions, where the newest comes from, and all that happened. */
function modelSection(model, now) {
    const { state, versions, events } = model;
    const stages = [...state.stages.values()];
    const shown = versions.slice(0, MOST_VERSIONS);
    const focus = versions.find(({ state: { version } }) => version === stages.at(-1)?.version) ?? versions[0];
    const line = stages.length === 0 ? undefined : timeline(stages, now);
    return (0,lib/* html */.qy) `<section class="model" id="${anchorOf(state.model)}" aria-labelledby="${anchorOf(state.model)}-name">
<h2 id="${anchorOf(state.model)}-name">${state.model}</h2>
<p class="sub">${(0,lib/* plural */.LS)(versions.length, 'version')}, ${(0,lib/* plural */.LS)(events.length, 'event')}${lastWord(model)}</p>
${stages.length === 0 ? (0,lib/* html */.qy) `<p class="muted">No version is in a stage yet.</p>` : (0,lib/* html */.qy) `<ul class="stages">${stages.map((pointer) => stageCard(model, pointer.stage))}</ul>`}
${line && (0,lib/* html */.qy) `<h3>Which version was where</h3>${line}`}
<h3>Versions</h3>
${versionsTable(model, shown)}
${versions.length > shown.length && (0,lib/* html */.qy) `<p class="muted">and ${versions.length - shown.length} older ones.</p>`}
${focus && (0,lib/* html */.qy) `<h3>Where version ${focus.state.version} comes from</h3>${lineageGraph(focus, stagesOf(model, focus.state.version))}`}
<h3>In full</h3>
${shown.slice(0, MOST_DETAILS).map((version) => versionDetails(version))}
${model_section_history(model)}
</section>`;
}
function anchorOf(model) {
    return `model-${model}`;
}
function lastWord({ events }) {
    const last = events.at(-1);
    return last === undefined ? '' : `; last on ${shortTime(last.at)} UTC`;
}
function stageCard({ state, events }, stage) {
    const pointer = state.stages.get(stage);
    const mover = events.findLast((event) => 'stage' in event && event.stage === stage);
    const actor = mover?.origin.actor;
    return (0,lib/* html */.qy) `<li class="h${pointer.version % model_section_COLOURS}"><span class="name">${stage}</span><span class="held">version ${pointer.version}</span><span class="by">since ${shortTime(pointer.since)} UTC${actor !== undefined && (0,lib/* html */.qy) `, by ${(0,lib/* clip */.$Q)(actor, 60)}`}</span>${pointer.previous[0] && (0,lib/* html */.qy) `<span class="by">before: version ${pointer.previous[0].version}</span>`}</li>`;
}
function versionsTable(model, versions) {
    return (0,lib/* html */.qy) `<div class="scroll" tabindex="0" role="region" aria-label="Versions of ${model.state.model}"><table><caption>Versions of ${model.state.model}, newest first</caption><thead><tr><th scope="col">Version</th><th scope="col">Where</th><th scope="col">Evidence</th><th scope="col">Metrics</th><th scope="col">Data</th><th scope="col">Digest</th><th scope="col">Registered</th></tr></thead><tbody>
${versions.map((version) => versionRow(model, version))}
</tbody></table></div>`;
}
function versionRow(model, { state, record, evidence }) {
    const standing = standingOf(state);
    const stages = stagesOf(model, state.version);
    const metrics = metricsOf({ record, evidence })
        .filter(({ slice }) => slice === undefined)
        .slice(0, model_section_MOST_METRICS);
    const { actor } = state.registeredBy;
    return (0,lib/* html */.qy) `<tr><th scope="row">v${state.version}</th>
<td>${stages.map((stage) => (0,lib/* html */.qy) `<span class="tag stage">${stage}</span>`)}${standing && (0,lib/* html */.qy) `<span class="tag ${standing.word === 'deprecated' ? 'warn' : 'fail'}" title="${standing.reason}">${standing.word}</span>`}</td>
<td>${evidence.length === 0 ? (0,lib/* html */.qy) `<span class="muted">none</span>` : evidence.map(({ kind, verdict, headline }) => (0,lib/* html */.qy) `<span class="tag ${verdict}" title="${headline}">${GLYPHS[verdict]} ${kind}</span>`)}</td>
<td>${metrics.length === 0 ? lib/* nothing */.s6 : (0,lib/* html */.qy) `<dl class="pairs">${metrics.map(({ name, value }) => (0,lib/* html */.qy) `<dt>${(0,lib/* clip */.$Q)(name, 24)}</dt><dd>${(0,lib/* formatNumber */.ZV)(value)}</dd>`)}</dl>`}</td>
<td>${record.lineage.data.slice(0, 3).map((item) => (0,lib/* html */.qy) `<div>${(0,lib/* clip */.$Q)(item.name, 24)} <code>${(0,lib/* clip */.$Q)('id' in item ? shortId(item.id) : shortDigest(item.digest), 26)}</code></div>`)}</td>
<td><code title="${record.modelDigest}">${shortDigest(record.modelDigest)}</code></td>
<td class="num"><time datetime="${state.registeredAt}">${shortTime(state.registeredAt)}</time>${actor !== undefined && (0,lib/* html */.qy) `<div class="muted">${(0,lib/* clip */.$Q)(actor, 40)}</div>`}</td></tr>`;
}
const GLYPHS = { pass: '✓', warn: '!', fail: '✕' };
function versionDetails({ state, record, evidence }) {
    const standing = standingOf(state);
    const { code, lock, image, data } = record.lineage;
    const parts = [
        ['Model digest', record.modelDigest],
        ['Record digest', state.recordDigest],
        ...(standing ? [[standing.word, standing.reason]] : []),
        ...(code
            ? [
                [
                    'Code',
                    `${code.repository ?? ''}@${code.commit}${code.dirty ? ' with uncommitted changes' : ''}`,
                ],
            ]
            : []),
        ...(lock ? [['Dependencies', `${lock.path} ${lock.digest}`]] : []),
        ...(image ? [['Image', `${image.name}@${image.digest}`]] : []),
    ];
    return (0,lib/* html */.qy) `<details id="${anchorOf(record.model)}-v${state.version}"><summary>Version ${state.version}</summary><div class="inside">
${pairs(parts)}
${block('Data', data.map((item) => [item.name, `${item.kind} ${'id' in item ? item.id : item.digest}`]))}
${block('Parameters', paramsOf(record))}
${block('Evidence', evidence.map(({ kind, verdict, headline, digest }) => [`${kind}: ${verdict}`, `${headline} (${digest})`]))}
${block('Formats', (record.packaging ?? []).map(({ path, format, runsCode }) => [path, runsCode === undefined ? format : `${format}: ${runsCode}`]))}
${block('Files', record.files
        .slice(0, model_section_MOST_FILES)
        .map(({ path, byteLength, digest }) => [path === '.' ? (record.fileName ?? path) : path, `${byteLength} bytes, ${digest}`]))}
</div></details>`;
}
function block(title, entries) {
    return entries.length === 0 ? lib/* nothing */.s6 : (0,lib/* html */.qy) `<h4>${title}</h4>${pairs(entries)}`;
}
function pairs(entries) {
    return (0,lib/* html */.qy) `<dl class="pairs">${entries.map(([name, value]) => (0,lib/* html */.qy) `<dt>${(0,lib/* clip */.$Q)(name, 60)}</dt><dd><code>${(0,lib/* clip */.$Q)(value, 400)}</code></dd>`)}</dl>`;
}
function model_section_history({ events, state }) {
    const newest = events.toReversed().slice(0, MOST_EVENTS);
    return (0,lib/* html */.qy) `<details><summary>History of ${state.model}</summary><ol class="history">${newest.map((event) => {
        const { actor } = event.origin;
        const reason = eventReason(event);
        return (0,lib/* html */.qy) `<li><time datetime="${event.at}">${shortTime(event.at)}</time><div>${eventLine(event)}${actor !== undefined && (0,lib/* html */.qy) ` <span class="muted">by ${(0,lib/* clip */.$Q)(actor, 60)}</span>`}${reason !== undefined && (0,lib/* html */.qy) `<div class="muted">${(0,lib/* clip */.$Q)(reason, 400)}</div>`}</div></li>`;
    })}</ol></details>`;
}

;// CONCATENATED MODULE: ./packages/catalog/lib/page/style.js
/**
 * The page's one style sheet; colours once for light and once for dark, at least 4.5:1 for text (WCAG 2.2 AA). No inline
 * styles anywhere: the content security policy allows this sheet by its hash and nothing else.
 */
const STYLE = `
:root{color-scheme:light dark;
--ground:#fbfbf9;--card:#fff;--ink:#1b2430;--muted:#596473;--hair:#e0e3e8;--accent:#1a5fb4;--good:#196c3e;--warn:#8a5a00;--bad:#b3261e;
--band:#16324f;--v0:#2b6cb0;--v1:#b4531b;--v2:#2e7d57;--v3:#7b3fa0;--v4:#8a6d0b;--v5:#a3325e;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Noto Serif",Cambria,Georgia,serif;
--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{
--ground:#10151b;--card:#171e26;--ink:#e5eaf0;--muted:#9ba7b5;--hair:#2b3541;--accent:#82b4f7;--good:#70cf98;--warn:#e5b454;--bad:#ff8f85;
--band:#0f2438;--v0:#3572b5;--v1:#b05a25;--v2:#2f7d57;--v3:#8b4fb5;--v4:#85690f;--v5:#b0446d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 var(--sans);overflow-wrap:anywhere}
.measure{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,4vw,3rem)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
.page{background:var(--band);color:#fff;padding:clamp(1.6rem,4vw,2.8rem) 0 clamp(1.4rem,3vw,2.2rem)}
.page h1{font:400 clamp(2rem,5vw,3rem)/1.15 var(--serif);margin:0;letter-spacing:-.01em}
.page p{margin:.45rem 0 0;color:#c9d6e4;max-width:80ch}
.page code{color:#fff}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:1.1rem 0 0}
nav a{display:inline-block;border:1px solid #5f7c98;border-radius:99px;padding:.15rem .85rem;color:#fff;text-decoration:none;font-size:.9rem}
nav a:hover{background:#ffffff1f}
.model{margin:3rem 0 4rem}
.model>h2{font:600 1.75rem/1.2 var(--serif);margin:0;letter-spacing:-.01em}
.sub{color:var(--muted);margin:.2rem 0 1.3rem}
h3{font-size:.82rem;letter-spacing:.09em;text-transform:uppercase;color:var(--muted);margin:2.1rem 0 .7rem}
.stages{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;list-style:none;margin:0;padding:0}
.stages li{background:var(--card);border:1px solid var(--hair);border-top:4px solid var(--muted);border-radius:8px;padding:.8rem 1.05rem .9rem}
.stages .name{font-size:.82rem;letter-spacing:.07em;text-transform:uppercase;color:var(--muted)}
.stages .held{display:block;font:600 1.85rem/1.2 var(--serif);margin:.1rem 0 .15rem}
.stages .by{display:block;font-size:.88rem;color:var(--muted)}
.h0{border-top-color:var(--v0)!important}.h1{border-top-color:var(--v1)!important}.h2{border-top-color:var(--v2)!important}.h3{border-top-color:var(--v3)!important}.h4{border-top-color:var(--v4)!important}.h5{border-top-color:var(--v5)!important}
.figure{background:var(--card);border:1px solid var(--hair);border-radius:8px;padding:1rem;overflow-x:auto;margin:0}
.figure svg{display:block;width:100%;min-width:38rem;height:auto}
svg text{font-family:var(--sans);fill:var(--ink)}
svg .muted{fill:var(--muted)}svg .on{fill:#fff;font-weight:600}
svg .lane{fill:none;stroke:var(--hair)}svg .grid{stroke:var(--hair)}
svg .c0{fill:var(--v0)}svg .c1{fill:var(--v1)}svg .c2{fill:var(--v2)}svg .c3{fill:var(--v3)}svg .c4{fill:var(--v4)}svg .c5{fill:var(--v5)}
svg .node{fill:var(--ground);stroke:var(--hair);stroke-width:1.2}
svg .centre{stroke-width:2.5}
svg .s0{stroke:var(--v0)}svg .s1{stroke:var(--v1)}svg .s2{stroke:var(--v2)}svg .s3{stroke:var(--v3)}svg .s4{stroke:var(--v4)}svg .s5{stroke:var(--v5)}
svg .edge{fill:none;stroke:var(--muted);stroke-width:1.3;opacity:.65}
svg .good{fill:var(--good)}svg .warning{fill:var(--warn)}svg .bad{fill:var(--bad)}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--hair);border-radius:8px}
table{border-collapse:collapse;width:100%;min-width:58rem;font-size:.92rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.55rem .9rem;border-top:1px solid var(--hair)}
thead th{border-top:0;font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);font-weight:600;white-space:nowrap}
tbody th{font:600 1.15rem/1.3 var(--serif);white-space:nowrap}
td.num{font-variant-numeric:tabular-nums}
code{font:.86em var(--mono)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:99px;padding:0 .6rem;font-size:.8rem;font-weight:600;margin:0 .25rem .2rem 0;white-space:nowrap}
.tag.pass{color:var(--good)}.tag.warn{color:var(--warn)}.tag.fail{color:var(--bad)}.tag.stage{color:var(--accent)}
.muted{color:var(--muted)}
.pairs{margin:0;display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1rem .8rem}
.pairs dt{color:var(--muted)}.pairs dd{margin:0;font-variant-numeric:tabular-nums}
details{background:var(--card);border:1px solid var(--hair);border-radius:8px;margin:.6rem 0}
summary{cursor:pointer;padding:.6rem 1rem;font-weight:600}
details>.inside{padding:0 1rem 1rem}
details h4{font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);margin:1.1rem 0 .3rem}
ol.history{list-style:none;margin:0;padding:0 1rem 1rem}
ol.history li{display:grid;grid-template-columns:10rem minmax(0,1fr);gap:1rem;padding:.4rem 0;border-top:1px solid var(--hair)}
ol.history time{color:var(--muted);font-variant-numeric:tabular-nums;white-space:nowrap}
footer{color:var(--muted);font-size:.88rem;border-top:1px solid var(--hair);padding:1.4rem 0 2.4rem}
@media (max-width:40rem){ol.history li{grid-template-columns:1fr;gap:0}}
@media print{body{font-size:10pt}.page{background:none;color:#000;padding:0}.page p,.page code,.page h1{color:#000}nav{display:none}.model{break-before:page}.model:first-of-type{break-before:auto}details,.figure,.stages li,tr{break-inside:avoid}.scroll,.figure{overflow:visible}.figure svg{min-width:0}}
`;

;// CONCATENATED MODULE: ./packages/catalog/lib/page/page.js




/**
 * A registry as one static page: no script, nothing loaded from anywhere, all text escaped, readable in light and dark,
 * on a phone and on paper. It can be put on any web space, GitHub Pages for one.
 *
 * @param now milliseconds since the epoch: when the page is made, and where its timelines end
 */
function registryPage(catalog, now) {
    const { place, revision, models } = catalog;
    const versions = models.reduce((sum, model) => sum + model.versions.length, 0);
    return (0,lib/* html */.qy) `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Model registry: ${(0,lib/* plural */.LS)(models.length, 'model')}, ${(0,lib/* plural */.LS)(versions, 'version')}</title>
<link rel="icon" href="data:,">
<style>${(0,lib/* trusted */.IZ)(STYLE)}</style>
</head>
<body>
<a class="skip" href="#models">Skip to the models</a>
<header class="page"><div class="measure">
<h1>Model registry</h1>
<p>${(0,lib/* plural */.LS)(models.length, 'model')}, ${(0,lib/* plural */.LS)(versions, 'version')} in ${place}</p>
<nav aria-label="Models"><ul>${models.map(({ state }) => (0,lib/* html */.qy) `<li><a href="#${anchorOf(state.model)}">${state.model}</a></li>`)}</ul></nav>
</div></header>
<main class="measure" id="models">
${models.length === 0 ? (0,lib/* html */.qy) `<p class="muted">Nothing is registered yet.</p>` : models.map((model) => modelSection(model, now))}
</main>
<footer><div class="measure">As of ${shortTime(new Date(now).toISOString())} UTC${revision !== null && (0,lib/* html */.qy) `, commit <code>${revision.slice(0, 12)}</code>`}. The registry's branch is the authority; this page is a view of it.</div></footer>
</body>
</html>
`.markup;
}
/** `img-src data:` is for the empty icon, without which a browser asks the server for one. */
function contentSecurityPolicy() {
    return [
        "default-src 'none'",
        `style-src 'sha256-${(0,lib/* sha256Base64 */.TZ)(STYLE)}'`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}

;// CONCATENATED MODULE: ./packages/catalog/lib/index.js









/***/ })

};
