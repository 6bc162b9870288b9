export const id = 280;
export const ids = [280];
export const modules = {

/***/ 53280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action)
});

// EXTERNAL MODULE: ./packages/core/lib/index.js + 54 modules
var lib = __webpack_require__(11371);
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
        mode: schemas/* enum */.k5n(['judge', 'plan', 'self-test'])
            .default('judge')
            .describe('`judge` decides; `plan` says what each rule can show on data like these; `self-test` fails when a rule cannot fail, or fails for a model beside itself. The last two leave no evidence.'),
        policy: schemas/* string */.YjP()
            .default('mlops.yml')
            .describe("The policy file. On a pull request the base commit's version judges."),
        candidate: schemas/* string */.YjP()
            .optional()
            .describe("The candidate's predictions on labelled rows: CSV, TSV, JSONL, JSON, Parquet or Arrow; a file, a folder (also partitioned, `dt=2026-11-01/`) or a pattern, one a line; or one http(s) URL."),
        baseline: schemas/* string */.YjP()
            .optional()
            .describe('The predictions of the model in production on the same rows, matched by id.'),
        format: schemas/* enum */.k5n(['csv', 'tsv', 'jsonl', 'json', 'parquet', 'arrow'])
            .optional()
            .describe('Format of the files, where their content and names do not show it.'),
        metrics: schemas/* string */.YjP()
            .optional()
            .describe('For `value` rules: a file of numbers that another tool wrote (DVC, MLflow, scikit-learn, Hugging Face, lm-evaluation-harness, Model Card Toolkit, Evidently, SageMaker, promptfoo, Bencher, github-action-benchmark, JUnit).'),
        'baseline-metrics': schemas/* string */.YjP().optional().describe('The same of the model in production.'),
        endpoint: schemas/* string */.YjP()
            .optional()
            .describe("URL of the candidate's server, for `latency` rules: requests are made as the policy's `load` says."),
        'baseline-endpoint': schemas/* string */.YjP()
            .optional()
            .describe('URL of a server with the model in production: both are measured in turns.'),
        'endpoint-headers': (0,lib/* lines */.Mn)()
            .optional()
            .describe('Headers of the requests, one a line (`Authorization: Bearer ...`); their values are masked.'),
        requests: schemas/* string */.YjP()
            .optional()
            .describe('Instead of `endpoint`: what a load tool wrote. The JSON of k6 or oha, an MLPerf summary, or a table with a row a request (`latency_ms`, `ok`; the CSV of oha).'),
        'model-path': schemas/* string */.YjP()
            .optional()
            .describe("The candidate's file or folder: its digest becomes the report's subject. Without it the report cannot be used as evidence to register or promote the model."),
        'report-dir': (0,lib/* reportDirectoryInput */.wE)(),
        comment: schemas/* enum */.k5n(['update', 'recreate', 'append', 'on-failure', 'off'])
            .default('update')
            .describe('`update` keeps one comment on the pull request up to date; `recreate` keeps one at the end of the conversation; `append` adds one a run, as a history; `on-failure` begins one only when something does not pass, and turns it green later; `off` writes none.'),
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
        'comment-status': '`created`, `recreated`, `updated`, `unchanged`, `superseded` by a newer run, `skipped` or `failed`: what became of the comment.',
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

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var registry_lib = __webpack_require__(47511);
// EXTERNAL MODULE: ./packages/report/lib/index.js + 43 modules
var report_lib = __webpack_require__(49426);
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
    if (!gate) {
        const { line } = version.policy.locate(['models', wanted]);
        throw new lib/* UserError */.yo('missing-gate', `${path}:${line}: the model ${wanted} has no \`gate\``, {
            remedy: 'Add `gate: { rules: [...] }` and the `data` it reads; see the README for a first one.',
        });
    }
    return { model: wanted, task, data, gate, version };
}

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var adapters_lib = __webpack_require__(67690);
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

// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var data_lib = __webpack_require__(4108);
;// CONCATENATED MODULE: ./actions/validate-gate/lib/read-predictions.js



/** A candidate beside itself: right where a change leaves the model alone, and else the wrong file. */
function sameBytes(sides) {
    return sides.candidate !== undefined && sides.candidate.digest === sides.baseline?.digest;
}
const MEBIBYTE = 2 ** 20;
/** A file that takes long enough to read for somebody to wonder. */
const LARGE_BYTES = 64 * MEBIBYTE;
/** Names of columns an error lists before it stops. */
const LISTED_COLUMNS = 20;
/**
 * Reads the wanted columns of predictions whole (a file, a folder or the files of a pattern), and hashes their bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`, `missing-column`; DataError for what cannot be read
 */
async function readPredictions(runtime, path, { required, optional }, format) {
    const table = await (0,data_lib.openDataset)((0,lib/* dataFiles */.qy)(runtime), (0,data_lib.locationsOf)(path), format === undefined ? {} : { format });
    const { name } = table;
    try {
        const { digest, byteLength } = await table.digest();
        const size = `${(byteLength / MEBIBYTE).toFixed(1)} MiB`;
        if (byteLength > LARGE_BYTES)
            runtime.log.info(`${name}: reading ${size}`);
        const present = table.fields.map(({ name }) => name);
        const missing = required.filter((name) => !present.includes(name));
        if (missing.length > 0)
            throw missingColumns(name, missing, present);
        const columns = await (0,data_lib.readColumns)(table, [
            ...required,
            ...optional.filter((name) => present.includes(name)),
        ]);
        const rows = columns.get(required[0])?.length ?? 0;
        runtime.log.info(`${name}: ${rows.toLocaleString('en')} rows, ${table.format}, ${size}, ${digest}`);
        for (const remark of (0,data_lib.describeDataset)(table))
            runtime.log.info(`${name}: ${remark}`);
        return { file: name, columns, digest, rows };
    }
    finally {
        await table.close();
    }
}
function missingColumns(path, missing, present) {
    const listed = present.slice(0, LISTED_COLUMNS).map(data_lib.quoteValue).join(', ');
    const more = present.length > LISTED_COLUMNS ? `, and ${present.length - LISTED_COLUMNS} more` : '';
    const none = missing.length === 1 ? 'there is no column' : 'there are no columns';
    const hints = missing.flatMap((name) => {
        const near = (0,policy_lib/* nearest */.pA)(name, present);
        return near === undefined ? [] : [`Did you mean ${(0,data_lib.quoteValue)(near)} for ${(0,data_lib.quoteValue)(name)}?`];
    });
    return new lib/* UserError */.yo('missing-column', `${path}: ${none} ${missing.map(data_lib.quoteValue).join(', ')}; the file has ${listed}${more}`, { remedy: [...hints, 'Name your columns under `data` in the policy.'].join(' ') });
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/rehearse.js


/** Below this chance a rule more often says nothing than yes: worth a reader's look. */
const WEAK = 0.8;
/** What a policy can do, before it guards anything. Leaves a job summary and no report: it is no evidence for a model. */
async function rehearse(mode, question, answer, model, runtime) {
    return mode === 'plan' ? plan(answer, model, runtime) : test(question, model, runtime);
}
const planColumns = [
    { head: 'Rule', cell: ({ id, title }) => `${(0,report_lib/* code */.aY)(id)}<br>${(0,report_lib.md)(title)}` },
    { head: 'Test', cell: ({ method, problem }) => (problem === undefined ? (0,report_lib.md)(method ?? '') : (0,report_lib.md)(problem)) },
    { head: 'Rows', right: true, cell: ({ n }) => (n === undefined ? '' : n.toLocaleString('en')) },
    { head: 'Chance to pass', right: true, cell: ({ power }) => (power === undefined ? '' : percent(power)) },
    {
        head: 'Margin it could prove',
        right: true,
        cell: ({ detectable }) => (detectable === undefined ? '' : (0,report_lib/* formatNumber */.ZV)(detectable)),
    },
];
async function plan(answer, model, { log, summary, outputs }) {
    const plans = (0,policy_lib/* planOf */.XC)(answer);
    for (const { id, method, n, power, detectable, problem } of plans) {
        const said = problem ??
            `${method}, ${n} rows: passes ${power === undefined ? 'unknown' : percent(power)} of the time${detectable === undefined ? '' : `, could prove a margin of ${(0,report_lib/* formatNumber */.ZV)(detectable)}`}`;
        log.info(`${id}: ${said}`);
    }
    const weak = plans.filter(({ power, problem }) => problem === undefined && power !== undefined && power < WEAK);
    const unmade = plans.filter(({ problem }) => problem !== undefined);
    const message = `${model}: ${(0,report_lib/* plural */.LS)(plans.length, 'check')} planned, ${weak.length} with less than ${percent(WEAK)} chance to pass, ${unmade.length} without an interval`;
    await summary.append(`## ${(0,report_lib.md)(message)}\n\nThe chance of a comparison is for a candidate exactly as good as the baseline, of a bound for the value as it is now.\n\n${(0,report_lib/* table */.tp)(planColumns, plans)}\n`);
    await outputs.set('verdict', unmade.length + weak.length === 0 ? 'pass' : 'warn');
    return { ok: true, message };
}
const testColumns = [
    { head: 'Rule', cell: ({ id, title }) => `${(0,report_lib/* code */.aY)(id)}<br>${(0,report_lib.md)(title)}` },
    { head: 'A model beside itself', cell: ({ same }) => same ?? 'not compared' },
    { head: 'Shuffled answers', cell: ({ broken }) => broken },
    { head: '', cell: ({ verdict }) => words[verdict] },
];
const words = {
    alive: 'alive',
    'cannot-fail': '**cannot fail**',
    'fails-the-same': '**fails an equal model**',
};
async function test(question, model, { log, summary, outputs }) {
    const tests = (0,policy_lib/* selfTest */.xl)(question);
    if (tests === undefined || tests.length === 0) {
        const why = question.evidence.ok
            ? 'no rule about a metric of predictions'
            : question.evidence.problem.reason;
        await outputs.set('verdict', 'fail');
        return { ok: false, message: `${model} cannot be tested: ${why}` };
    }
    const dead = tests.filter(({ verdict }) => verdict !== 'alive');
    for (const { id, same, broken, verdict } of tests) {
        log.info(`${verdict.padEnd(14)} ${id}: beside itself ${same ?? 'not compared'}, shuffled ${broken}`);
    }
    const message = dead.length === 0
        ? `${model}: all ${(0,report_lib/* plural */.LS)(tests.length, 'check')} are alive`
        : `${model}: ${dead.length} of ${(0,report_lib/* plural */.LS)(tests.length, 'check')} guard nothing: ${dead.map(({ id }) => id).join(', ')}`;
    await summary.append(`## ${(0,report_lib.md)(message)}\n\n${(0,report_lib/* table */.tp)(testColumns, tests)}\n`);
    await outputs.set('verdict', dead.length === 0 ? 'pass' : 'fail');
    return { ok: dead.length === 0, message };
}
function percent(share) {
    return `${(share * 100).toFixed(0)} %`;
}

// EXTERNAL MODULE: ./packages/stats/lib/index.js + 121 modules
var stats_lib = __webpack_require__(11026);
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
                const { falsePositiveRate, truePositiveRate } = (0,stats_lib/* rocCurve */.WZ3)(truths, scores);
                return { x: falsePositiveRate, y: truePositiveRate };
            }),
        },
        {
            kind: 'curves',
            title: 'Precision and recall',
            xLabel: 'recall',
            yLabel: 'precision',
            series: draw((scores) => {
                const { precision, recall } = (0,stats_lib/* precisionRecallCurve */.$Vh)(truths, scores);
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
            const bins = (0,stats_lib/* calibrationCurve */.eTU)(truths, scores, { bins: CALIBRATION_BINS, strategy: 'quantile' });
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

;// CONCATENATED MODULE: ./actions/validate-gate/lib/charts/groups.js
/** The groups behind each fairness finding: one chart a rate, one dot a group. */
function groupCharts(findings, breakdowns) {
    return findings.flatMap((finding) => {
        const rows = breakdowns.get(finding.id) ?? [];
        const rates = [...new Set(rows.map(({ of }) => of))];
        return rates.map((rate) => chart(finding, rate, rows.filter(({ of }) => of === rate)));
    });
}
function chart({ title, slice, status }, rate, groups) {
    const where = slice
        ? `, where ${Object.entries(slice)
            .map(([column, value]) => `${column} is ${value}`)
            .join(' and ')}`
        : '';
    const level = groups[0]?.measurement.interval?.level;
    const shown = level === undefined ? '' : ` Intervals at ${(level * 100).toFixed(1)} %, each group's own.`;
    return {
        kind: 'intervals',
        title: `${rate.replaceAll('_', ' ')} by group${where}`,
        caption: `Behind "${title}" (${status}).${shown}`,
        rows: groups.map(({ label, measurement: { value, n, interval } }) => ({
            label,
            value,
            ...(interval ? { low: interval.low, high: interval.high } : {}),
            // The gap is judged, not the group.
            status: status === 'pass' ? 'pass' : 'inconclusive',
            note: `n = ${n.toLocaleString('en')}`,
        })),
    };
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
function chartsOf({ findings, breakdowns }, evidence) {
    const judged = [
        ...improvementCharts(findings),
        ...boundCharts(findings),
        ...groupCharts(findings, breakdowns),
    ];
    if (!evidence.ok)
        return judged;
    const { value } = evidence;
    return [...judged, ...curveCharts(value), ...confusionCharts(value), ...regressionCharts(value)];
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/charts/latency.js
/** Points of a curve: enough for a smooth tail, few enough for a page. */
const latency_POINTS = 200;
/** The distribution function of the latencies; what was never answered is why a curve ends below 1. */
function latencyCharts(requests) {
    if (!requests)
        return [];
    const { candidate, baseline } = requests;
    const series = [...seriesOf('candidate', candidate), ...(baseline ? seriesOf('baseline', baseline) : [])];
    if (series.length === 0)
        return [];
    return [
        {
            kind: 'curves',
            title: 'Latency',
            caption: `Share of requests answered within so many milliseconds${candidate.kind === 'log' && candidate.made ? ' of when they were due' : ''}; a curve that ends below 1 lost the rest.`,
            xLabel: 'ms',
            yLabel: 'share of requests',
            series,
        },
    ];
}
function seriesOf(name, side) {
    if (side.kind === 'summary')
        return [];
    const sorted = Float64Array.from(side.latencies).sort();
    const answered = sorted.filter((one) => one < Infinity);
    if (answered.length === 0)
        return [];
    const ranks = [...new Set(Array.from({ length: latency_POINTS + 1 }, (_, i) => rankAt(i, answered.length)))];
    return [
        {
            name,
            x: ranks.map((rank) => answered[rank]),
            y: ranks.map((rank) => (rank + 1) / sorted.length),
        },
    ];
}
function rankAt(i, n) {
    return Math.round((i / latency_POINTS) * (n - 1));
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
        return `${model} passes: ${held} of ${findings.length} ${plural(findings.length, 'check')} ${findings.length === 1 ? 'holds' : 'hold'}${excused}${excepted(findings)}`;
    }
    const concerned = findings.filter(({ outcome }) => outcome === verdict);
    const words = statuses.flatMap(([status, word]) => {
        const n = count(concerned, status);
        return n === 0 ? [] : [concerned.length === 1 ? `${concerned[0].id} ${word}` : `${n} ${word}`];
    });
    const total = `${findings.length} ${plural(findings.length, 'check')}`;
    const held = `${count(findings, 'pass')} of ${total} ${count(findings, 'pass') === 1 || findings.length === 1 ? 'holds' : 'hold'}`;
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
/** Newly wrong rows named in a report; their ids only. */
const NAMED_ROWS = 5;
/** All that was found, as the one document everything is rendered from. */
function buildReport(judged) {
    const { chosen, answer, evidence, candidate, baseline, requests, modelDigest, runtime } = judged;
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
            data: [
                ...(candidate ? [dataOf('candidate', candidate)] : []),
                ...(baseline ? [dataOf('baseline', baseline)] : []),
            ],
        },
        findings,
        charts: [...chartsOf(answer, evidence), ...latencyCharts(requests)],
        facts: factsOf(judged),
        next: nextSteps(findings, modelDigest),
        provenance: (0,lib/* provenanceOf */.Jj)(runtime, definition.name),
    };
}
function dataOf(name, { file, digest, rows }) {
    return { name, path: file, digest, rows };
}
/** Rows that changed hands: the first thing to look at when a comparison is lost. */
function flipFacts(evidence) {
    if (!evidence.ok || evidence.value.task === 'regression')
        return [];
    const { rows, truths, candidate, baseline, rowName } = evidence.value;
    if (baseline.kind === 'absent')
        return [];
    let fixed = 0;
    const broken = [];
    for (let row = 0; row < rows; row++) {
        const before = baseline.answers.predictions[row] === truths[row];
        const after = candidate.predictions[row] === truths[row];
        if (after && !before)
            fixed++;
        else if (before && !after)
            broken.push(row);
    }
    const named = broken.slice(0, NAMED_ROWS).map(rowName).join(', ');
    const first = broken.length === 0 ? '' : ` (${named}${broken.length > NAMED_ROWS ? ', ...' : ''})`;
    return [
        [
            'Answers',
            `${fixed.toLocaleString('en')} rows are newly right, ${broken.length.toLocaleString('en')} newly wrong${first}`,
        ],
    ];
}
function requestFacts(requests) {
    if (!requests)
        return [];
    const { candidate, baseline } = requests;
    return [candidate, ...(baseline ? [baseline] : [])].map((side) => {
        if (side.kind === 'summary')
            return ['Requests', `${side.n} to ${side.name}, by ${side.tool}`];
        const lost = side.latencies.filter((one) => one === Infinity).length;
        const late = side.made
            ? `, 99 % of them sent within ${side.made.lag.toFixed(1)} ms of when they were due`
            : '';
        return ['Requests', `${side.latencies.length} to ${side.name}, ${lost} without a good answer${late}`];
    });
}
function factsOf(judged) {
    const { chosen, answer, evidence, candidate, baseline, requests, alternative, modelDigest } = judged;
    const { alpha, family, seed, replicates } = answer.settings;
    const correction = { holm: 'Holm', bh: 'Benjamini-Hochberg', none: 'none' }[family];
    const facts = [
        ...(candidate
            ? [
                ['Rows', candidate.rows.toLocaleString('en')],
                ['Baseline', baselineWords(candidate, baseline)],
            ]
            : []),
        ...flipFacts(evidence),
        ...requestFacts(requests),
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

;// CONCATENATED MODULE: ./actions/validate-gate/lib/requests/schedule.js

const WARMUP = 0xffffffff;
/** Requests of one run: more is a load test for tools that do nothing else. */
const MOST_REQUESTS = 1_000_000;
/**
 * Every moment a request is due, fixed before the first is sent: no answer can delay the next question, which is how
 * closed loops leave out the slowest ones (G. Tene's coordinated omission). Two endpoints take turns A B B A, so that a
 * machine that grows slower is as slow for both.
 */
function scheduleOf(load, endpoints) {
    const { rate, block, arrivals } = load;
    const random = (0,stats_lib/* seededRandom */.Iss)(load.seed);
    const warmBlocks = Math.ceil(load.warmup / block);
    const blocks = Math.max(1, Math.round(load.duration / block));
    const due = [];
    const side = [];
    const of = [];
    for (let turn = 0; turn < (warmBlocks + blocks) * endpoints; turn++) {
        const pair = Math.floor(turn / endpoints);
        const first = pair % 2;
        const endpoint = endpoints === 1 ? 0 : turn % 2 === 0 ? first : 1 - first;
        const start = turn * block;
        for (let at = gap(); at < block; at += gap()) {
            due.push(start + at);
            side.push(endpoint);
            of.push(pair < warmBlocks ? WARMUP : pair - warmBlocks);
        }
    }
    return { due: Float64Array.from(due), side: Uint8Array.from(side), block: Uint32Array.from(of) };
    function gap() {
        const mean = 1_000 / rate;
        return arrivals === 'constant' ? mean : -mean * Math.log1p(-random.next());
    }
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/requests/measure.js



/** Requests that may be unanswered at once; an endpoint that lets more pile up has failed those. */
const MOST_IN_FLIGHT = 5_000;
/** Answers of a model are small. */
const MOST_ANSWER_BYTES = 16 * 2 ** 20;
/** How often a long measurement says that it is alive. */
const PROGRESS_MS = 10_000;
/**
 * Makes the requests of a schedule and notes when each was answered, from the moment it was due. An answer that is late,
 * broken or no 2xx counts as one that never came.
 * @throws UserError `cancelled` when the job ends meanwhile
 */
async function measureRequests(runtime, endpoints, schedule, timeoutMs) {
    const { clock, log, signal } = runtime;
    const { due, side } = schedule;
    const latencies = new Float64Array(due.length).fill(Infinity);
    const lags = new Float64Array(due.length);
    const pending = new Set();
    const started = clock.elapsed();
    let said = started;
    for (let i = 0; i < due.length; i++) {
        const at = started + due[i];
        const wait = at - clock.elapsed();
        if (wait > 0)
            await clock.sleep(wait, signal);
        if (signal.aborted)
            throw new lib/* UserError */.yo('cancelled', 'the job was cancelled while requests were made');
        const now = clock.elapsed();
        lags[i] = Math.max(0, now - at);
        if (now - said > PROGRESS_MS) {
            said = now;
            log.info(`${i.toLocaleString('en')} of ${due.length.toLocaleString('en')} requests made`);
        }
        if (pending.size >= MOST_IN_FLIGHT)
            continue;
        const sent = send(i, at);
        pending.add(sent);
        void sent.finally(() => pending.delete(sent));
    }
    await Promise.all(pending);
    const [candidate, baseline] = endpoints;
    return {
        candidate: logOf(candidate.name, 0, schedule, latencies, lags),
        ...(baseline ? { baseline: logOf(baseline.name, 1, schedule, latencies, lags) } : {}),
    };
    async function send(i, at) {
        const { request, bodies } = endpoints[side[i]];
        const body = bodies.length === 0 ? undefined : bodies[i % bodies.length];
        try {
            const { status } = await runtime.http.send({
                ...request,
                ...(body ? { body } : {}),
                retries: 0,
                timeoutMs,
                maxBytes: MOST_ANSWER_BYTES,
            });
            const latency = clock.elapsed() - at;
            if (status >= 200 && status < 300 && latency <= timeoutMs)
                latencies[i] = latency;
        }
        catch (error) {
            // No answer is a measurement, not a failure of the gate; what it was is said once at the end by its share.
            log.debug(String(error));
        }
    }
}
function logOf(name, endpoint, { side, block, due }, latencies, lags) {
    const rows = Uint32Array.from(side.keys()).filter((i) => side[i] === endpoint && block[i] !== WARMUP);
    const planned = Math.max(due.at(-1) ?? 0, 1);
    const perSecond = (span) => (rows.length * 1_000) / span;
    return {
        kind: 'log',
        name,
        latencies: Float64Array.from(rows, (i) => latencies[i]),
        made: {
            blocks: Uint32Array.from(rows, (i) => block[i]),
            offered: perSecond(planned),
            // The last request was due at `planned`; how late it left is how far the schedule was not kept.
            sent: perSecond(planned + (lags.at(-1) ?? 0)),
            lag: (0,stats_lib/* invertedCdfQuantile */.ICx)(Float64Array.from(rows, (i) => lags[i]).sort(), 0.99),
        },
    };
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/requests/endpoints.js




const MOST_BODY_BYTES = 64 * 2 ** 20;
/** Measures the endpoints that the inputs name, by the load that the policy asks for. */
async function requestsOf(inputs, runtime, spec, seed) {
    const headers = headersOf(inputs['endpoint-headers'], runtime);
    const bodies = spec.body === undefined ? [] : await readBodies(runtime, spec.body);
    const endpointOf = (input, url) => ({
        name: nameOf(input, url),
        request: {
            url,
            method: spec.method ?? (bodies.length === 0 ? 'GET' : 'POST'),
            headers: {
                ...(bodies.length === 0 ? {} : { 'content-type': spec.content_type ?? 'application/json' }),
                ...headers,
            },
        },
        bodies,
    });
    const candidate = endpointOf('endpoint', inputs.endpoint);
    const other = inputs['baseline-endpoint'];
    const baseline = other === undefined ? undefined : endpointOf('baseline-endpoint', other);
    const load = {
        rate: spec.rate,
        duration: (0,policy_lib/* toMilliseconds */.Wj)(spec.duration),
        warmup: (0,policy_lib/* toMilliseconds */.Wj)(spec.warmup ?? '5s'),
        block: (0,policy_lib/* toMilliseconds */.Wj)(spec.block ?? '1s'),
        arrivals: spec.arrivals ?? 'poisson',
        seed,
    };
    const sides = baseline ? 2 : 1;
    const planned = ((load.duration + load.warmup) / 1_000) * load.rate * sides;
    if (planned > MOST_REQUESTS) {
        throw new lib/* UserError */.yo('too-many-requests', `\`load\` asks for ${Math.round(planned).toLocaleString('en')} requests`, {
            remedy: `Lower \`rate\` or \`duration\`: at most ${MOST_REQUESTS.toLocaleString('en')} are made.`,
        });
    }
    const schedule = scheduleOf(load, sides);
    const minutes = ((load.duration + load.warmup) * sides) / 60_000;
    runtime.log.info(`${schedule.due.length.toLocaleString('en')} requests at ${load.rate}/s to ${candidate.name}${baseline ? ` and ${baseline.name} in turns` : ''}, about ${minutes.toFixed(1)} minutes`);
    return measureRequests(runtime, baseline ? [candidate, baseline] : [candidate], schedule, (0,policy_lib/* toMilliseconds */.Wj)(spec.timeout ?? '10s'));
}
/** Scheme, host and path: a query may hold a key. */
function nameOf(input, url) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed ||
        !['http:', 'https:'].includes(parsed.protocol) ||
        parsed.username !== '' ||
        parsed.password !== '') {
        throw new lib/* UserError */.yo('invalid-endpoint', `the input \`${input}\` is no http(s) URL without credentials`, {
            remedy: 'Give a URL such as http://127.0.0.1:8080/predict; a token belongs into `endpoint-headers`.',
        });
    }
    return `${parsed.origin}${parsed.pathname}`;
}
function headersOf(lines, { secrets }) {
    const headers = {};
    for (const [index, line] of (lines ?? []).entries()) {
        const match = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):\s*(\S.*)$/.exec(line);
        if (!match) {
            throw new lib/* UserError */.yo('invalid-header', `line ${index + 1} of \`endpoint-headers\` is no header`, {
                remedy: 'Write one header a line: `Authorization: Bearer ${{ secrets.TOKEN }}`.',
            });
        }
        secrets.mask(match[2]);
        headers[match[1].toLowerCase()] = match[2];
    }
    return headers;
}
async function readBodies({ files }, path) {
    const whole = await files.read(path, { maxBytes: MOST_BODY_BYTES });
    if (!path.endsWith('.jsonl'))
        return [whole];
    const bodies = new TextDecoder()
        .decode(whole)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => new TextEncoder().encode(line));
    if (bodies.length === 0)
        throw new lib/* UserError */.yo('empty-body', `${path} holds no line to send`, {
            remedy: 'Put one request a line into it.',
        });
    return bodies;
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/requests/read.js



const MOST_SUMMARY_BYTES = 64 * 2 ** 20;
const MOST_ROWS = 20_000_000;
/**
 * Requests that a load tool has made: its JSON summary or log (k6, oha, MLPerf), or a table with a row a request: oha's
 * CSV, k6's CSV, or columns `latency_ms` and (optionally) `ok`.
 * @throws UserError `unknown-requests`; DataError for a table that cannot be read
 */
async function readRequests(runtime, path) {
    if (/\.(json|txt|log)$/.test(path)) {
        const text = new TextDecoder().decode(await runtime.files.read(path, { maxBytes: MOST_SUMMARY_BYTES }));
        const summary = (0,policy_lib/* readLoadSummary */.ZJ)(text, path);
        if (summary.ok)
            return summary.value;
        throw new lib/* UserError */.yo('unknown-requests', summary.problem.reason, {
            remedy: summary.problem.remedy ??
                'Give the JSON summary of k6 or oha, an MLPerf log, or a table with a column `latency_ms`.',
        });
    }
    return readRows(runtime, path);
}
/** The columns of the tables that are known, and how many milliseconds their unit is. */
const layouts = [
    {
        latency: 'latency_ms',
        scale: 1,
        answeredOnly: false,
        good: (row) => row['ok'] === undefined || isTrue(row['ok']),
    },
    // oha --output-format csv: seconds; the status says whether it was answered well, and timeouts have no row.
    {
        latency: 'request-duration',
        scale: 1_000,
        answeredOnly: true,
        good: (row) => isSuccess(row['status']),
    },
];
async function readRows(runtime, path) {
    const source = await runtime.files.open(path);
    try {
        const table = await (0,data_lib.openTable)(source);
        const names = table.fields.map(({ name }) => name);
        const layout = layouts.find(({ latency }) => names.includes(latency));
        if (!layout) {
            throw new lib/* UserError */.yo('unknown-requests', `${path} has no column \`latency_ms\` (or oha's \`request-duration\`)`, {
                remedy: 'Write one row a request with its milliseconds in `latency_ms`, and `ok` where some failed.',
            });
        }
        const wanted = [layout.latency, ...['ok', 'status'].filter((name) => names.includes(name))];
        const columns = await (0,data_lib.readColumns)(table, wanted, { maxRows: MOST_ROWS });
        const latency = columns.get(layout.latency);
        if (latency.kind !== 'number' || latency.length === 0) {
            throw new lib/* UserError */.yo('unknown-requests', `${path}: \`${layout.latency}\` holds no numbers`, {
                remedy: 'Write milliseconds, one row a request.',
            });
        }
        const flag = columns.get('ok') ?? columns.get('status');
        const latencies = Float64Array.from(latency.values, (value, row) => {
            const cell = flag === undefined
                ? undefined
                : flag.kind === 'text'
                    ? flag.dictionary[flag.codes[row]]
                    : Number(flag.values[row]);
            const good = layout.good({ ok: cell, status: cell });
            // A negative or missing time is no time: it counts as no answer.
            return good && value >= 0 ? value * layout.scale : Infinity;
        });
        return { kind: 'log', name: path, latencies, ...(layout.answeredOnly ? { answeredOnly: true } : {}) };
    }
    finally {
        await source.close();
    }
}
function isTrue(cell) {
    return cell === true || cell === 1 || cell === 'true' || cell === 'True' || cell === '1';
}
function isSuccess(cell) {
    const status = Number(cell);
    return status >= 200 && status < 300;
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
    const requests = await log.group('Requests', () => readAllRequests(inputs, runtime, chosen));
    const values = await log.group('Metrics', () => readAllValues(inputs, runtime, chosen));
    const path = inputs['model-path'];
    const digest = path === undefined ? undefined : await log.group('Model', () => modelDigest(runtime, judging.model, path));
    const judged = await log.group('Rules', async () => {
        const evidence = evidenceFor(judging, sides);
        const measured = { evidence, requests, values };
        const answer = (0,policy_lib/* judgeGate */.$U)(questionOf(judging, measured, runtime, proposed === undefined));
        for (const { id, status, reason } of answer.findings)
            log.info(`${status.padEnd(12)} ${id}: ${reason}`);
        for (const note of [...chosen.notes, ...answer.notes])
            log.notice(note);
        return { answer, evidence };
    });
    if (inputs.mode !== 'judge') {
        const question = questionOf(judging, { evidence: judged.evidence, requests, values }, runtime, false);
        return rehearse(inputs.mode, question, judged.answer, judging.model, runtime);
    }
    const alternative = proposed &&
        (0,policy_lib/* judgeGate */.$U)(questionOf(proposed, { evidence: evidenceFor(proposed, sides), requests, values }, runtime, true));
    const report = buildReport({
        chosen,
        ...judged,
        ...sides,
        requests,
        alternative,
        modelDigest: digest,
        runtime,
    });
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
    const gates = [judging, ...(proposed ? [proposed] : [])];
    if (!gates.some(({ gate }) => (0,policy_lib/* readsPredictions */.IF)(gate))) {
        runtime.log.info('no rule asks for predictions');
        return { candidate: undefined, baseline: undefined };
    }
    const path = inputs.candidate;
    if (path === undefined) {
        throw new lib/* UserError */.yo('missing-candidate', 'input candidate: is required, since the policy has rules about predictions', {
            remedy: "Give the candidate's predictions on labelled rows as `candidate`.",
        });
    }
    const required = (0,policy_lib/* answerColumnsOf */.xV)(judging.data);
    const optional = gates.flatMap(({ data, gate }) => [
        ...(0,policy_lib/* answerColumnsOf */.xV)(data),
        ...(0,policy_lib/* sliceColumnsOf */.b3)(gate),
        ...(0,policy_lib/* huntedOf */.GK)(gate),
        ...(data?.weight === undefined ? [] : [data.weight]),
    ]);
    const candidate = await readPredictions(runtime, path, { required: withWeight(judging), optional }, inputs.format);
    if (inputs.baseline === undefined) {
        runtime.log.info('no baseline was given');
        return { candidate, baseline: undefined };
    }
    const theirs = { required, optional: optional.filter((name) => name !== judging.data?.weight) };
    const baseline = await readPredictions(runtime, inputs.baseline, theirs, inputs.format);
    if (sameBytes({ candidate, baseline })) {
        runtime.log.notice(`${baseline.file} and ${candidate.file} hold the same bytes: nothing is compared.`);
    }
    return { candidate, baseline };
}
function withWeight({ data }) {
    return [...(0,policy_lib/* answerColumnsOf */.xV)(data), ...(data?.weight === undefined ? [] : [data.weight])];
}
const NO_PREDICTIONS = {
    ok: false,
    problem: { status: 'error', cause: 'error', reason: 'no predictions were read' },
};
function evidenceFor({ task, data, gate }, { candidate, baseline }) {
    if (!candidate || !data)
        return NO_PREDICTIONS;
    return (0,policy_lib/* readEvidence */.At)({ task, data }, candidate, baseline, (0,policy_lib/* sliceColumnsOf */.b3)(gate), (0,policy_lib/* huntedOf */.GK)(gate));
}
/** What the latency rules are judged on; nothing is sent for a policy without one. */
async function readAllRequests(inputs, runtime, { judging, proposed }) {
    const gates = [judging.gate, ...(proposed ? [proposed.gate] : [])];
    if (!gates.some(({ rules }) => rules.some((rule) => 'latency' in rule))) {
        runtime.log.info('no rule asks for latencies');
        return undefined;
    }
    const { requests, endpoint } = inputs;
    if (requests !== undefined && endpoint !== undefined) {
        throw new lib/* UserError */.yo('two-sources', 'both `endpoint` and `requests` are given', {
            remedy: 'Give the one that the latencies shall be judged by.',
        });
    }
    if (requests !== undefined)
        return { candidate: await readRequests(runtime, requests) };
    if (endpoint === undefined)
        return undefined;
    const { load, seed } = judging.gate;
    if (load)
        return requestsOf(inputs, runtime, load, seed ?? 1);
    const { path } = judging.version.location;
    throw new lib/* UserError */.yo('missing-load', `${path}: \`gate\` does not say how requests are made`, {
        remedy: 'Add for example `load: { rate: 50, duration: 60s, body: request.json }`.',
    });
}
/** Numbers that other tools computed, for the rules that are about them. */
async function readAllValues(inputs, { files }, { judging, proposed }) {
    const gates = [judging.gate, ...(proposed ? [proposed.gate] : [])];
    if (inputs.metrics === undefined || !gates.some(({ rules }) => rules.some((rule) => 'value' in rule)))
        return undefined;
    const read = async (path) => (0,policy_lib/* readValues */.N$)(new TextDecoder().decode(await files.read(path, { maxBytes: MOST_METRICS_BYTES })), path);
    const candidate = await read(inputs.metrics);
    if (!candidate.ok)
        return candidate;
    const path = inputs['baseline-metrics'];
    if (path === undefined)
        return { ok: true, value: { candidate: candidate.value } };
    const baseline = await read(path);
    return baseline.ok
        ? { ok: true, value: { candidate: candidate.value, baseline: baseline.value } }
        : baseline;
}
const MOST_METRICS_BYTES = 64 * 2 ** 20;
/** `inWorkspace`: the policy is the workspace's, so that its lines are lines an annotation can point at. */
function questionOf({ model, gate, version }, { evidence, requests, values }, { clock }, inWorkspace) {
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const locate = (keys) => version.policy.locate(['models', model, 'gate', ...keys]);
    return {
        gate,
        evidence,
        today,
        ...(requests ? { requests: { ok: true, value: requests } } : {}),
        ...(values ? { values } : {}),
        ...(inWorkspace ? { locate } : {}),
    };
}

;// CONCATENATED MODULE: ./actions/validate-gate/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
