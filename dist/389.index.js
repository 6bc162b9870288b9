export const id = 389;
export const ids = [389];
export const modules = {

/***/ 51389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action)
});

// EXTERNAL MODULE: ./packages/core/lib/index.js + 52 modules
var lib = __webpack_require__(46786);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./actions/validate-gate/lib/inputs.js


const definition = (0,lib/* defineAction */.QP)({
    name: 'validate-gate',
    title: 'Validate gate',
    description: 'Judges a candidate model by the rules of a policy file: thresholds on metrics with their intervals, and proof that it is no worse than the model in production, overall and on every slice.',
    branding: { icon: 'check-circle', color: 'green' },
    inputs: {
        model: schemas/* string */.YjP().optional().describe('The model in the policy file (default: the only one).'),
        policy: schemas/* string */.YjP()
            .default('mlops.yml')
            .describe("The policy file. On a pull request the base commit's version judges."),
        candidate: schemas/* string */.YjP()
            .describe("The candidate's predictions on labelled rows: CSV, TSV, JSONL, JSON, Parquet or Arrow."),
        baseline: schemas/* string */.YjP()
            .optional()
            .describe('The predictions of the model in production on the same rows, matched by id.'),
        format: schemas/* enum */.k5n(['csv', 'tsv', 'jsonl', 'json', 'parquet', 'arrow'])
            .optional()
            .describe('Format of both files, where their content and names do not show it.'),
        'model-path': schemas/* string */.YjP()
            .optional()
            .describe("The candidate's file or folder: its digest becomes the report's subject. Without it the report cannot be used as evidence to register or promote the model."),
        'report-dir': (0,lib/* reportDirectoryInput */.wE)(),
        comment: schemas/* enum */.k5n(['update', 'off'])
            .default('update')
            .describe('`update` keeps one comment on the pull request up to date; `off` writes none.'),
        'comment-id': schemas/* string */.YjP()
            .max(80)
            .optional()
            .describe("Tells the comments of two gates on one pull request apart (default: the model's name)."),
        'upload-artifact': (0,lib/* flag */.Jt)().default(false).describe('Upload the report as an artifact of the run.'),
        'github-token': schemas/* string */.YjP()
            .optional()
            .describe('Token for the comment and for the policy of the base commit.'),
    },
    outputs: {
        verdict: '`pass`, `warn` or `fail`: the worst outcome of all findings.',
        report: 'Path of report.json, the evidence later steps verify.',
        html: 'Path of report.html, one file without outside resources.',
        'model-digest': "`sha256:...` over the candidate's files (OpenSSF Model Signing), if `model-path` was given.",
        'report-digest': '`sha256:...` of report.json.',
        'comment-status': '`created`, `updated`, `unchanged`, `superseded` by a newer run, `skipped` or `failed`: what became of the comment.',
    },
    permissions: [
        {
            scope: 'contents',
            access: 'read',
            why: 'to read the policy of the base commit, which a pull request cannot change',
        },
        {
            scope: 'pull-requests',
            access: 'write',
            why: 'to write the comment; without it the job summary has the same text',
        },
    ],
});

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 76 modules
var policy_lib = __webpack_require__(93789);
// EXTERNAL MODULE: ./packages/registry/lib/index.js + 43 modules
var registry_lib = __webpack_require__(9506);
// EXTERNAL MODULE: ./packages/report/lib/index.js + 42 modules
var report_lib = __webpack_require__(87590);
;// CONCATENATED MODULE: ./actions/validate-gate/lib/gate-policy.js


/**
 * The gate that judges. A pull request that adds a model (or its first gate) has no older one to be held to: there the
 * proposed one judges, and says so.
 * @throws UserError `unknown-model`, `missing-gate`
 */
function chooseGate({ proposed, notes, ...judging }, name) {
    if (proposed && !hasGate(judging, name) && hasGate(proposed, name)) {
        const note = 'The base commit has no gate for this model: the one this pull request proposes judges it.';
        return { judging: gateOf(proposed, name), notes: [note] };
    }
    const gate = gateOf(judging, name);
    if (!proposed || !hasGate(proposed, gate.model))
        return { judging: gate, notes };
    return { judging: gate, proposed: gateOf(proposed, gate.model), notes };
}
function hasGate({ policy }, name) {
    const { models } = policy.document;
    const only = Object.keys(models).length === 1 ? Object.values(models)[0] : undefined;
    const model = name === undefined ? only : Object.hasOwn(models, name) ? models[name] : undefined;
    return model?.gate !== undefined;
}
function gateOf(version, name) {
    const { path } = version.location;
    const { models } = version.policy.document;
    const names = Object.keys(models);
    const wanted = name ?? (names.length === 1 ? names[0] : undefined);
    if (wanted === undefined) {
        throw new lib/* UserError */.yo('unknown-model', `${path} has ${names.length} models: ${names.join(', ')}`, {
            remedy: 'Say which one with the input `model`.',
        });
    }
    if (!Object.hasOwn(models, wanted)) {
        const near = (0,policy_lib/* nearest */.pA)(wanted, names);
        throw new lib/* UserError */.yo('unknown-model', `${path} has no model ${JSON.stringify(wanted)}, only ${names.join(', ')}`, {
            remedy: near === undefined ? 'Correct the input `model`.' : `Did you mean ${near}?`,
        });
    }
    const { task, data, gate } = models[wanted];
    if (!gate || !data) {
        const { line } = version.policy.locate(['models', wanted]);
        throw new lib/* UserError */.yo('missing-gate', `${path}:${line}: the model ${wanted} has no \`gate\``, {
            remedy: 'Add `gate: { rules: [...] }` and the `data` it reads; see the README for a first one.',
        });
    }
    return { model: wanted, task, data, gate, version };
}

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 26 modules
var adapters_lib = __webpack_require__(81313);
;// CONCATENATED MODULE: ./actions/validate-gate/lib/model-digest.js

/**
 * The digest of the candidate's own bytes, which makes the report evidence for this very model. It is computed as
 * register-model computes it, by the same code.
 * @throws UserError `model-not-found`, `path-outside-workspace`, and the registry's codes for a folder it refuses
 */
async function modelDigest(runtime, model, path) {
    const { modelDigest: digest, files } = await (0,adapters_lib/* translated */.vE)(() => (0,adapters_lib/* readModel */.ko)(runtime.files, model, path));
    const bytes = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const what = files.length === 1 ? '1 file' : `${files.length} files`;
    runtime.log.info(`${path}: ${what}, ${(bytes / 2 ** 20).toFixed(1)} MiB, ${digest}`);
    return digest;
}

// EXTERNAL MODULE: ./packages/data/lib/index.js + 87 modules
var data_lib = __webpack_require__(6385);
;// CONCATENATED MODULE: ./actions/validate-gate/lib/read-predictions.js




/** A candidate beside itself: right where a change leaves the model alone, and else the wrong file. */
function sameBytes(sides) {
    return sides.candidate.digest === sides.baseline?.digest;
}
const MEBIBYTE = 2 ** 20;
/** A file that takes long enough to read for somebody to wonder. */
const LARGE_BYTES = 64 * MEBIBYTE;
/** Names of columns an error lists before it stops. */
const LISTED_COLUMNS = 20;
/**
 * Reads the wanted columns of a predictions file whole, and hashes its bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`, `missing-column`; DataError for what cannot be read
 */
async function readPredictions(runtime, path, { required, optional }, format) {
    const source = await runtime.files.open(path);
    const size = `${(source.byteLength / MEBIBYTE).toFixed(1)} MiB`;
    if (source.byteLength > LARGE_BYTES)
        runtime.log.info(`${path}: reading ${size}`);
    try {
        const digest = await (0,registry_lib/* digestSource */.IL)(source);
        const table = await (0,data_lib/* openTable */.RT)(source, format === undefined ? {} : { format });
        const present = table.fields.map(({ name }) => name);
        const missing = required.filter((name) => !present.includes(name));
        if (missing.length > 0)
            throw missingColumns(path, missing, present);
        const columns = await (0,data_lib/* readColumns */.Ej)(table, [
            ...required,
            ...optional.filter((name) => present.includes(name)),
        ]);
        const rows = columns.get(required[0])?.length ?? 0;
        runtime.log.info(`${path}: ${rows.toLocaleString('en')} rows, ${table.format}, ${size}, ${digest}`);
        return { file: path, columns, digest, rows };
    }
    finally {
        await source.close();
    }
}
function missingColumns(path, missing, present) {
    const listed = present.slice(0, LISTED_COLUMNS).map(data_lib/* quoteValue */.cl).join(', ');
    const more = present.length > LISTED_COLUMNS ? `, and ${present.length - LISTED_COLUMNS} more` : '';
    const none = missing.length === 1 ? 'there is no column' : 'there are no columns';
    const hints = missing.flatMap((name) => {
        const near = (0,policy_lib/* nearest */.pA)(name, present);
        return near === undefined ? [] : [`Did you mean ${(0,data_lib/* quoteValue */.cl)(near)} for ${(0,data_lib/* quoteValue */.cl)(name)}?`];
    });
    return new lib/* UserError */.yo('missing-column', `${path}: ${none} ${missing.map(data_lib/* quoteValue */.cl).join(', ')}; the file has ${listed}${more}`, { remedy: [...hints, 'Name your columns under `data` in the policy.'].join(' ') });
}

// EXTERNAL MODULE: ./packages/stats/lib/index.js + 104 modules
var stats_lib = __webpack_require__(23289);
;// CONCATENATED MODULE: ./actions/validate-gate/lib/charts/curves.js

/** Points a curve is drawn with: more than a screen has pixels to spare for. */
const POINTS = 200;
/** Rows a curve is drawn from; of more, every k-th. The numbers beside it are from all rows. */
const DRAWN_ROWS = 100_000;
const CALIBRATION_BINS = 10;
/** ROC, precision-recall and calibration of both models. Nothing where a class is missing: there is no curve then. */
function curveCharts(evidence) {
    if (evidence.task !== 'binary' || !evidence.candidate.scores)
        return [];
    const drawn = rowsDrawn(evidence.rows);
    const truths = drawn.map((row) => evidence.truths[row]);
    if (!truths.includes(0) || !truths.includes(1))
        return [];
    const sides = [['candidate', evidence.candidate]];
    if (evidence.baseline.kind === 'present')
        sides.push(['baseline', evidence.baseline.answers]);
    const draw = (curve) => sides.flatMap(([name, answers]) => {
        const scores = scoresOf(answers, drawn);
        return scores ? [{ name, ...thinned(curve(scores)) }] : [];
    });
    const charts = [
        {
            kind: 'curves',
            title: 'ROC curve',
            xLabel: 'false positive rate',
            yLabel: 'true positive rate',
            diagonal: true,
            series: draw((scores) => {
                const { falsePositiveRate, truePositiveRate } = (0,stats_lib/* rocCurve */.WZ)(truths, scores);
                return { x: falsePositiveRate, y: truePositiveRate };
            }),
        },
        {
            kind: 'curves',
            title: 'Precision and recall',
            xLabel: 'recall',
            yLabel: 'precision',
            series: draw((scores) => {
                const { precision, recall } = (0,stats_lib/* precisionRecallCurve */.$V)(truths, scores);
                return { x: recall.toReversed(), y: precision.toReversed() };
            }),
        },
    ];
    if (!sides.every(([, { scores }]) => scores?.every((score) => score >= 0 && score <= 1)))
        return charts;
    const calibration = {
        kind: 'curves',
        title: 'Calibration',
        caption: 'On the diagonal a score of 0.3 comes true three times in ten.',
        xLabel: 'mean score',
        yLabel: 'share positive',
        diagonal: true,
        series: draw((scores) => {
            const bins = (0,stats_lib/* calibrationCurve */.eT)(truths, scores, { bins: CALIBRATION_BINS, strategy: 'quantile' });
            return { x: bins.map(({ meanPredicted }) => meanPredicted), y: bins.map(({ observed }) => observed) };
        }),
    };
    return [...charts, calibration];
}
function rowsDrawn(rows) {
    const stride = Math.max(1, Math.ceil(rows / DRAWN_ROWS));
    return Array.from({ length: Math.ceil(rows / stride) }, (_, i) => i * stride);
}
function scoresOf({ scores }, rows) {
    return scores && Float64Array.from(rows, (row) => scores[row]);
}
/** The first and last point and evenly many between. */
function thinned({ x, y }) {
    if (x.length <= POINTS)
        return { x, y };
    const kept = Array.from({ length: POINTS }, (_, i) => Math.round((i * (x.length - 1)) / (POINTS - 1)));
    return { x: kept.map((i) => x[i]), y: kept.map((i) => y[i]) };
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/charts/intervals.js

/** The metrics that were held to a bound: one chart a bound, as each bound is a line of its own. */
function boundCharts(findings) {
    const groups = grouped(findings.filter(({ kind, candidate }) => kind === 'threshold' && candidate));
    return worstFirst([...groups.values()]).map((group) => {
        const [first] = group;
        return {
            kind: 'intervals',
            title: titleOf(first),
            caption: levelCaption(group.map(({ candidate }) => candidate?.interval?.level)),
            references: boundsIn(first.required ?? ''),
            rows: group.map((finding) => row(finding, finding.candidate)),
        };
    });
}
/** How much better or worse than the baseline: one chart a rule, its slices as rows, the margin as the line to stay right of. */
function improvementCharts(findings) {
    const groups = grouped(findings.filter(({ improvement }) => improvement));
    return worstFirst([...groups.values()]).map((group) => {
        const [first] = group;
        const margin = Number(/^margin (.+)$/.exec(first.required ?? '')?.[1]);
        const line = Number.isFinite(margin) && margin > 0 ? [{ value: -margin, label: `margin ${margin}` }] : [];
        return {
            kind: 'intervals',
            title: titleOf(first),
            caption: `Improvement over the baseline: right of zero is better. ${levelCaption(group.map(({ improvement }) => improvement?.interval?.level))}`,
            references: [{ value: 0, label: 'no change' }, ...line],
            rows: group.map((finding) => row(finding, finding.improvement)),
        };
    });
}
/** Findings of one rule, in order: the same title but for the slice. */
function grouped(findings) {
    const groups = new Map();
    for (const finding of findings) {
        const columns = Object.keys(finding.slice ?? {}).join(', ');
        const key = `${ruleOf(finding)}\0${columns}`;
        groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    return groups;
}
/** A comment shows the first picture unfolded: it is the one that explains the verdict. */
function worstFirst(groups) {
    const order = { fail: 0, warn: 1, pass: 2 };
    return groups.toSorted((a, b) => order[(0,policy_lib/* verdictOf */.Vj)(a)] - order[(0,policy_lib/* verdictOf */.Vj)(b)]);
}
function ruleOf({ id, slice }) {
    return slice ? id.slice(0, id.indexOf('[')) : id;
}
function titleOf({ title, slice }) {
    if (!slice)
        return title;
    return `${title}, by ${Object.keys(slice).join(' and ')}`;
}
function row({ id, slice, status }, measurement) {
    const { value, n, interval } = measurement;
    return {
        label: slice ? Object.values(slice).join(', ') : id,
        value,
        ...(interval ? { low: interval.low, high: interval.high } : {}),
        status,
        note: `n = ${n.toLocaleString('en')}`,
    };
}
function boundsIn(required) {
    return required.split(' and ').flatMap((part) => {
        const value = Number(part.replace(/^[<>]= /, ''));
        return Number.isFinite(value) ? [{ value, label: part }] : [];
    });
}
/** Corrected intervals of one chart may have different levels; the reader is told the range. */
function levelCaption(levels) {
    const known = levels.filter((level) => level !== undefined);
    if (known.length === 0)
        return 'No interval could be made.';
    const [least, most] = [Math.min(...known), Math.max(...known)].map((level) => `${(level * 100).toFixed(1)} %`);
    return least === most
        ? `Intervals at ${least}.`
        : `Intervals at ${least} to ${most}, corrected for the family of rules.`;
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/charts/tables.js
/** More classes make a matrix nobody reads. */
const MOST_CLASSES = 20;
/** Groups of rows, equally large and ordered by what really happened, that a regression is summed up in. */
const GROUPS = 10;
/** What each class was taken for. */
function confusionCharts({ task, truths, classes, candidate, baseline }) {
    if (task === 'regression' || classes.length > MOST_CLASSES)
        return [];
    const chart = (name, { predictions }) => {
        const counts = classes.map(() => classes.map(() => 0));
        for (let row = 0; row < truths.length; row++)
            counts[truths[row]][predictions[row]]++;
        return {
            kind: 'matrix',
            title: `Confusion of the ${name}`,
            rowLabel: 'truth',
            columnLabel: 'prediction',
            labels: classes,
            counts,
        };
    };
    const charts = [chart('candidate', candidate)];
    return baseline.kind === 'present' ? [...charts, chart('baseline', baseline.answers)] : charts;
}
/** Mean prediction against mean truth over tenths of the rows. */
function regressionCharts({ task, rows, truths, candidate, baseline }) {
    if (task !== 'regression' || rows < GROUPS)
        return [];
    const order = Uint32Array.from({ length: rows }, (_, i) => i).sort((i, j) => truths[i] - truths[j]);
    const series = (name, { predictions }) => {
        const groups = Array.from({ length: GROUPS }, (_, k) => order.subarray(Math.floor((k * rows) / GROUPS), Math.floor(((k + 1) * rows) / GROUPS)));
        const mean = (values, group) => group.reduce((sum, row) => sum + values[row], 0) / group.length;
        return {
            name,
            x: groups.map((group) => mean(truths, group)),
            y: groups.map((group) => mean(predictions, group)),
        };
    };
    return [
        {
            kind: 'curves',
            title: 'Prediction against truth',
            caption: 'Means over ten equally large groups of rows, ordered by the truth.',
            xLabel: 'mean truth',
            yLabel: 'mean prediction',
            diagonal: true,
            series: [
                series('candidate', candidate),
                ...(baseline.kind === 'present' ? [series('baseline', baseline.answers)] : []),
            ],
        },
    ];
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/charts/index.js



/** The pictures of a report: what was judged first, then how the model behaves. */
function chartsOf(findings, evidence) {
    const judged = [...improvementCharts(findings), ...boundCharts(findings)];
    if (!evidence.ok)
        return judged;
    const { value } = evidence;
    return [...judged, ...curveCharts(value), ...confusionCharts(value), ...regressionCharts(value)];
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/headline.js
/** The one line a person reads first. */
function headline(model, verdict, findings) {
    const [first] = findings;
    const sameProblem = first &&
        first.status !== 'pass' &&
        findings.every(({ reason, status }) => reason === first.reason && status === first.status);
    if (sameProblem && unmade(first))
        return `${model} cannot be judged: ${first.reason}`;
    const waived = count(findings, 'waived');
    const excused = waived === 0 ? '' : `, ${waived} waived`;
    if (verdict === 'pass') {
        const held = count(findings, 'pass');
        return `${model} passes: ${held} of ${findings.length} ${plural(findings.length, 'check')} hold${excused}${excepted(findings)}`;
    }
    const concerned = findings.filter(({ outcome }) => outcome === verdict);
    const words = statuses.flatMap(([status, word]) => {
        const n = count(concerned, status);
        return n === 0 ? [] : [concerned.length === 1 ? `${concerned[0].id} ${word}` : `${n} ${word}`];
    });
    const total = `${findings.length} ${plural(findings.length, 'check')}`;
    const held = `${count(findings, 'pass')} of ${total} ${count(findings, 'pass') === 1 ? 'holds' : 'hold'}`;
    return `${model} ${verdict === 'fail' ? 'fails' : 'passes with warnings'}: ${words.join(', ')}; ${held}${excused}`;
}
const statuses = [
    ['fail', 'failed'],
    ['warn', 'failed (warning only)'],
    ['inconclusive', 'inconclusive'],
    ['incomparable', 'not comparable'],
    ['error', 'could not be made'],
];
/** A pass that the policy granted to comparisons nobody made must not read like one that was earned. */
function excepted(findings) {
    const granted = findings.filter((finding) => finding.outcome === 'pass' && (unmade(finding) || finding.status === 'inconclusive')).length;
    return granted === 0 ? '' : `, ${granted} not judged and let pass by the policy`;
}
function unmade({ status }) {
    return status === 'error' || status === 'incomparable';
}
function count(findings, status) {
    return findings.filter((finding) => finding.status === status).length;
}
function plural(n, word) {
    return n === 1 ? word : `${word}s`;
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/report.js





/** Steps a reader can take in one sitting. */
const NEXT_STEPS = 5;
/** All that was found, as the one document everything is rendered from. */
function buildReport(judged) {
    const { chosen, answer, evidence, candidate, baseline, modelDigest, runtime } = judged;
    const { model, version } = chosen.judging;
    const { findings } = answer;
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'validation',
        verdict: answer.verdict,
        headline: headline(model, answer.verdict, findings),
        subject: {
            model,
            ...(modelDigest === undefined ? {} : { modelDigest }),
            policy: {
                path: version.location.path,
                digest: version.digest,
                ...(version.location.ref === undefined ? {} : { ref: version.location.ref }),
            },
            data: [dataOf('candidate', candidate), ...(baseline ? [dataOf('baseline', baseline)] : [])],
        },
        findings,
        charts: chartsOf(findings, evidence),
        facts: factsOf(judged),
        next: nextSteps(findings, modelDigest),
        provenance: (0,lib/* provenanceOf */.Jj)(runtime, definition.name),
    };
}
function dataOf(name, { file, digest, rows }) {
    return { name, path: file, digest, rows };
}
function factsOf({ chosen, answer, candidate, baseline, alternative, modelDigest }) {
    const { alpha, family, seed, replicates } = answer.settings;
    const correction = { holm: 'Holm', bh: 'Benjamini-Hochberg', none: 'none' }[family];
    const facts = [
        ['Rows', candidate.rows.toLocaleString('en')],
        ['Baseline', baselineWords(candidate, baseline)],
        ['Error', `${alpha} one-sided; correction over ${answer.familySize} tests: ${correction}`],
        ['Bootstrap', `${replicates} replicates, seed ${seed}`],
        [
            'Model',
            modelDigest ?? 'no digest (`model-path` was not given): this report cannot be used as evidence',
        ],
        ...(alternative ? [['Proposed policy', proposedWords(answer, alternative)]] : []),
        ...[...chosen.notes, ...answer.notes].map((note) => ['Note', note]),
    ];
    return facts.map(([label, value]) => ({ label, value }));
}
function baselineWords(candidate, baseline) {
    if (!baseline)
        return 'none';
    const same = sameBytes({ candidate, baseline });
    return same ? `${baseline.file}, the same bytes as the candidate: a model beside itself` : baseline.file;
}
/** What the pull request's own policy would change. */
function proposedWords({ verdict, findings }, alternative) {
    const before = new Map(findings.map(({ id, status }) => [id, status]));
    const after = new Map(alternative.findings.map(({ id, status }) => [id, status]));
    const changes = [
        ...[...after].flatMap(([id, status]) => {
            const old = before.get(id);
            if (old === undefined)
                return [`${id} is new (${status})`];
            return old === status ? [] : [`${id} ${old} -> ${status}`];
        }),
        ...[...before.keys()].filter((id) => !after.has(id)).map((id) => `${id} is gone`),
    ];
    const listed = changes.length === 0 ? 'no finding changes' : changes.slice(0, 10).join('; ');
    const more = changes.length > 10 ? `; and ${changes.length - 10} more` : '';
    return `${alternative.verdict} (the policy that judges: ${verdict}); ${listed}${more}`;
}
/** Failures before warnings, each remedy once. */
function nextSteps(findings, digest) {
    const order = { fail: 0, warn: 1, pass: 2 };
    const open = findings
        .filter(({ outcome }) => outcome !== 'pass')
        .toSorted((a, b) => order[a.outcome] - order[b.outcome]);
    const remedies = open.flatMap(({ id, remedy }) => (remedy === undefined ? [] : [{ id, remedy }]));
    const steps = [...new Set(remedies.map(({ remedy }) => remedy))].map((remedy) => {
        const ids = remedies.filter((one) => one.remedy === remedy).map(({ id }) => id);
        return `${ids.length === 1 ? ids[0] : `${ids.length} checks`}: ${remedy}`;
    });
    const closing = digest === undefined
        ? ['Give `model-path`, so that this report is evidence for the model it speaks of.']
        : open.length === 0
            ? ['Register the model with register-model and this report as evidence.']
            : [];
    return [...steps.slice(0, NEXT_STEPS), ...closing];
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/run.js









/**
 * Policy, data, judgement, report, effects: in this order, so that whatever is wrong with the first three is said before
 * anything is written.
 */
async function run(inputs, runtime) {
    const { log } = runtime;
    const chosen = await log.group('Policy', () => choosePolicy(inputs, runtime));
    const { judging, proposed } = chosen;
    const directory = (0,lib/* reportDirectory */.s6)(inputs['report-dir'], judging.model, definition.name);
    // Refused now if it lies outside: a gate that cannot leave its evidence must not pass.
    runtime.files.resolve(directory);
    const sides = await log.group('Predictions', () => readSides(inputs, runtime, chosen));
    const path = inputs['model-path'];
    const digest = path === undefined ? undefined : await log.group('Model', () => modelDigest(runtime, judging.model, path));
    const judged = await log.group('Rules', async () => {
        const evidence = evidenceFor(judging, sides);
        const answer = judge(judging, evidence, runtime, proposed === undefined);
        for (const { id, status, reason } of answer.findings)
            log.info(`${status.padEnd(12)} ${id}: ${reason}`);
        for (const note of [...chosen.notes, ...answer.notes])
            log.notice(note);
        return { answer, evidence };
    });
    const alternative = proposed && judge(proposed, evidenceFor(proposed, sides), runtime, true);
    const report = buildReport({ chosen, ...judged, ...sides, alternative, modelDigest: digest, runtime });
    await runtime.outputs.set('report-digest', (0,registry_lib/* digestBytes */.QN)((0,report_lib/* serializeReport */.xH)(report)));
    if (digest !== undefined)
        await runtime.outputs.set('model-digest', digest);
    await log.group('Report', async () => {
        const published = await (0,lib/* publishReport */.S3)(report, runtime, {
            directory,
            comment: inputs.comment,
            ...(inputs['comment-id'] === undefined ? {} : { commentKey: inputs['comment-id'] }),
            ...(inputs['upload-artifact'] ? { artifact: `validation-${judging.model}` } : {}),
        });
        if (published.files['report.json'] === undefined)
            await refuseWithoutEvidence(runtime, directory);
        const { comment } = published;
        await runtime.outputs.set('comment-status', comment.kind === 'published' ? comment.detail : comment.kind);
        for (const file of Object.values(published.files))
            log.info(file);
    });
    (0,lib/* annotateFindings */.dv)(runtime, report.findings);
    return { ok: report.verdict !== 'fail', message: report.headline };
}
/** An older report may lie where this one should, and the next step would take it for this gate's. */
async function refuseWithoutEvidence({ outputs }, directory) {
    await outputs.set('verdict', 'fail');
    throw new lib/* UserError */.yo('report-not-written', `${directory}/report.json could not be written: nothing passes`, {
        remedy: 'The warning above says why. Name a folder that can be written to as `report-dir`.',
    });
}
async function choosePolicy(inputs, runtime) {
    const loaded = await (0,lib/* loadPolicy */.tb)(runtime, inputs.policy);
    const chosen = chooseGate(loaded, inputs.model);
    const { model, gate, version } = chosen.judging;
    const from = version.location.ref === undefined ? '' : ` of ${version.location.ref.slice(0, 12)}`;
    runtime.log.info(`${version.location.path}${from}: ${model}, ${gate.rules.length} rules, ${version.digest}`);
    return chosen;
}
/** The columns of both policies: a file is read once. */
async function readSides(inputs, runtime, { judging, proposed }) {
    const required = (0,policy_lib/* answerColumnsOf */.xV)(judging.data);
    const optional = [judging, ...(proposed ? [proposed] : [])].flatMap(({ data, gate }) => [
        ...(0,policy_lib/* answerColumnsOf */.xV)(data),
        ...(0,policy_lib/* sliceColumnsOf */.b3)(gate),
        ...(data.weight === undefined ? [] : [data.weight]),
    ]);
    const candidate = await readPredictions(runtime, inputs.candidate, { required: withWeight(judging), optional }, inputs.format);
    if (inputs.baseline === undefined) {
        runtime.log.info('no baseline was given');
        return { candidate, baseline: undefined };
    }
    const theirs = { required, optional: optional.filter((name) => name !== judging.data.weight) };
    const baseline = await readPredictions(runtime, inputs.baseline, theirs, inputs.format);
    if (sameBytes({ candidate, baseline })) {
        runtime.log.notice(`${baseline.file} and ${candidate.file} hold the same bytes: nothing is compared.`);
    }
    return { candidate, baseline };
}
function withWeight({ data }) {
    return [...(0,policy_lib/* answerColumnsOf */.xV)(data), ...(data.weight === undefined ? [] : [data.weight])];
}
function evidenceFor({ task, data, gate }, { candidate, baseline }) {
    return (0,policy_lib/* readEvidence */.At)({ task, data }, candidate, baseline, (0,policy_lib/* sliceColumnsOf */.b3)(gate));
}
/** `inWorkspace`: the policy is the workspace's, so that its lines are lines an annotation can point at. */
function judge({ model, gate, version }, evidence, { clock }, inWorkspace) {
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const locate = (keys) => version.policy.locate(['models', model, 'gate', ...keys]);
    return (0,policy_lib/* judgeGate */.$U)({ gate, evidence, today, ...(inWorkspace ? { locate } : {}) });
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
