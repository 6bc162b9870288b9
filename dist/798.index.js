export const id = 798;
export const ids = [798];
export const modules = {

/***/ 99798:
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
;// CONCATENATED MODULE: ./actions/drift-check/lib/inputs.js


const definition = (0,lib/* defineAction */.QP)({
    name: 'drift-check',
    title: 'Drift check',
    description: 'Compares current data with the reference a model was validated on, column by column, with a stated false-alarm rate; keeps one issue up to date and asks for retraining.',
    branding: { icon: 'activity', color: 'orange' },
    inputs: {
        model: schemas/* string */.YjP().optional().describe('The model in the policy file (default: the only one).'),
        policy: schemas/* string */.YjP().default('mlops.yml').describe('The policy file; its `drift` section may be absent.'),
        reference: schemas/* string */.YjP()
            .describe('Data the model is known to work on: CSV, TSV, JSONL, JSON, Parquet or Arrow; a file, a folder (also partitioned, `dt=2026-11-01/`) or a pattern, one a line; or one http(s) URL.'),
        current: schemas/* string */.YjP()
            .describe('Data the model sees now, with the same columns: files, folders or patterns as well.'),
        format: schemas/* enum */.k5n(['csv', 'tsv', 'jsonl', 'json', 'parquet', 'arrow'])
            .optional()
            .describe('Format of the files, where their content and names do not show it.'),
        'report-dir': (0,lib/* reportDirectoryInput */.wE)(),
        issue: (0,lib/* flag */.Jt)()
            .default(true)
            .describe('Keep one issue a model: opened on drift, rewritten while it lasts, closed when it is over.'),
        retrain: (0,lib/* flag */.Jt)()
            .default(true)
            .describe('Start the workflow that `drift.retrain` in the policy names, at most once a cooldown.'),
        'upload-artifact': (0,lib/* flag */.Jt)().default(false).describe('Upload the report as an artifact of the run.'),
        'github-token': schemas/* string */.YjP().optional().describe('Token for the issue and for starting the workflow.'),
    },
    outputs: {
        verdict: '`pass`, `warn` or `fail`: the worst outcome of all findings.',
        'drifted-columns': 'JSON array with the names of the columns that drifted, worst first (at most 100).',
        'issue-number': 'Number of the issue about this drift, if there is one.',
        'retrain-run': 'URL of the retraining run that was started, where GitHub tells it.',
        report: 'Path of report.json.',
        html: 'Path of report.html, one file without outside resources.',
    },
    permissions: [
        { scope: 'contents', access: 'read', why: 'to check out the policy and the data' },
        {
            scope: 'issues',
            access: 'write',
            why: 'to open, rewrite and close the issue; without it there is a warning',
        },
        {
            scope: 'actions',
            access: 'write',
            why: 'to start the retraining workflow and to see whether one has run; without it there is a warning',
        },
    ],
});

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
;// CONCATENATED MODULE: ./actions/drift-check/lib/drifted.js
/** Worst first: by how many times the threshold the effect is; what could not be compared before all. */
function driftedColumns({ columns }) {
    return columns.filter(({ drifted }) => drifted).toSorted((a, b) => severityOf(b) - severityOf(a));
}
/** Effect in thresholds. */
function severityOf({ effect }) {
    return effect ? effect.value / effect.threshold : Infinity;
}

// EXTERNAL MODULE: ./packages/report/lib/index.js + 43 modules
var report_lib = __webpack_require__(49426);
;// CONCATENATED MODULE: ./actions/drift-check/lib/effects/attempt.js

/**
 * Does something on GitHub that the verdict does not hang on. A failure is a warning with what to do about it, and
 * undefined: that an issue could not be written says nothing about the data.
 */
async function attempt({ log, github }, what, scope, body) {
    try {
        return await body();
    }
    catch (error) {
        const remedy = (0,lib/* isRefusal */.vu)(error) ? `\n${(0,lib/* permissionRemedy */.uF)(scope, 'write', github.context)}` : '';
        log.warning(`${what}: ${(0,lib/* describeError */.Uc)(error)}${remedy}`, {
            title: 'The verdict stands, an effect failed',
        });
        return undefined;
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./actions/drift-check/lib/effects/memory.js



const LABEL = 'mlops-drift';
const digest = schemas/* string */.YjP().regex(/^sha256:[0-9a-f]{64}$/);
const instant = iso/* datetime */.w$();
/** What the issue remembers between runs, in its marker. A public page: validated, never trusted for more than timing. */
const memorySchema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    /** When this drift was first seen. */
    since: instant,
    /** Runs in a row that saw it. */
    runs: schemas/* int */.Whr().min(1),
    retrain: schemas/* object */.Ikc({
        /** The reference the request was made for; a retrained model comes with a new one. */
        reference: digest,
        at: instant,
        attempts: schemas/* int */.Whr().min(1),
        run: schemas/* url */.OZ5({ protocol: /^https?$/ }).optional(),
    })
        .optional(),
});
function identityOf(model) {
    return { kind: 'drift-check', key: model, label: LABEL };
}
/** The state of the model's issue, of a closed one too: a recovery does not wipe out that retraining was asked for. */
async function rememberedState({ model, runtime }) {
    const found = await attempt(runtime, 'The drift issue could not be read', 'issues', async () => ({
        sticky: await (0,lib/* stickyIssue */.vj)(runtime.github, identityOf(model), 'all'),
    }));
    if (!found)
        return { known: false, open: false, memory: undefined };
    const state = memorySchema.safeParse(found.sticky?.state);
    return {
        known: true,
        open: found.sticky?.issue.state === 'open',
        memory: state.success ? state.data : undefined,
    };
}

;// CONCATENATED MODULE: ./actions/drift-check/lib/effects/retrain.js




/** After so many requests for one reference retraining does not help, and a person should look. */
const MAX_ATTEMPTS = 3;
/** How far back a run may have begun that is still going; GitHub ends a job on its own machines after 6 hours, on others after 5 days. */
const LONGEST_RUN_MS = 7 * 24 * 3_600_000;
/** Column names the request carries. */
const NAMED_COLUMNS = 20;
/**
 * Starts the retraining workflow of the policy, unless it has run within the cooldown (whoever started it), is running,
 * or has been asked for often enough for this very reference. What cannot be checked is not started: a loop that trains
 * every hour costs more than a day's wait.
 */
async function retrain(checked, remembered) {
    const { spec, runtime, answer } = checked;
    if (!spec.retrain)
        return undefined;
    if (!hasDrifted(checked))
        return held(runtime, 'the data have not drifted');
    if (answer.columns.length === 0)
        return held(runtime, 'no column was compared');
    if (!remembered.known)
        return held(runtime, 'it is not known when it was last asked for');
    const { workflow } = spec.retrain;
    const now = runtime.clock.now();
    const cooldown = (0,policy_lib/* toMilliseconds */.Wj)(spec.retrain.cooldown ?? policy_lib/* DRIFT_DEFAULTS */.Nl.cooldown);
    const previous = remembered.memory?.retrain;
    const same = previous?.reference === checked.reference.digest ? previous : undefined;
    if (same && same.attempts >= MAX_ATTEMPTS) {
        const reason = `it was asked for ${same.attempts} times and the reference is still the same: register the retrained model's data as the new reference`;
        runtime.log.warning(`Retraining was not started: ${reason}.`, { title: 'Retraining does not help' });
        return { kind: 'held', reason };
    }
    if (previous && now - Date.parse(previous.at) < cooldown) {
        return held(runtime, `it was asked for at ${previous.at}, less than the cooldown ago`);
    }
    const since = new Date(now - Math.max(cooldown, LONGEST_RUN_MS)).toISOString();
    const runs = await attempt(runtime, `Runs of ${workflow} could not be listed`, 'actions', () => runtime.github.workflowRuns(workflow, { createdAfter: since }));
    if (!runs)
        return held(runtime, 'it is not known whether it has run within the cooldown');
    // A training that outlasts its cooldown must not get a second one beside it.
    const running = runs.find(({ status }) => status !== 'completed');
    if (running) {
        return held(runtime, `a run of ${workflow} from ${running.createdAt} is not over (${running.status})`);
    }
    const last = runs.find(({ createdAt }) => now - Date.parse(createdAt) <= cooldown);
    if (last)
        return held(runtime, `${workflow} has run within the cooldown (${last.createdAt})`);
    const started = await attempt(runtime, `${workflow} could not be started`, 'actions', async () => ({
        run: await dispatch(checked, workflow),
    }));
    if (!started)
        return held(runtime, `${workflow} could not be started`);
    const url = started.run?.url;
    if (runtime.github.kind !== 'preview')
        runtime.log.notice(`Retraining was started: ${url ?? workflow}`);
    return {
        kind: 'started',
        url,
        state: {
            reference: checked.reference.digest,
            at: new Date(now).toISOString(),
            attempts: (same?.attempts ?? 0) + 1,
            ...(url === undefined ? {} : { run: url }),
        },
    };
}
/** More of the data has moved than the policy allows. */
function hasDrifted({ answer }) {
    const dataset = answer.findings.find(({ kind }) => kind === 'dataset-drift');
    return dataset?.status === 'fail' || dataset?.status === 'warn';
}
/** GitHub refuses an input that the workflow does not declare: then it is started without. */
async function dispatch(checked, workflow) {
    const { github, log } = checked.runtime;
    const ref = checked.spec.retrain?.ref ?? github.context.defaultBranch ?? 'main';
    const drift = JSON.stringify({
        model: checked.model,
        reference: checked.reference.digest,
        current: checked.current.digest,
        columns: driftedColumns(checked.answer)
            .slice(0, NAMED_COLUMNS)
            .map(({ name }) => name),
    });
    try {
        return await github.dispatchWorkflow(workflow, ref, { drift });
    }
    catch (error) {
        if (!(error instanceof lib/* GitHubError */.y_ && error.status === 422 && /unexpected inputs/i.test(error.message)))
            throw error;
        log.info(`${workflow} declares no input \`drift\`; it is started without.`);
        return github.dispatchWorkflow(workflow, ref, {});
    }
}
function held({ log }, reason) {
    log.info(`Retraining was not started: ${reason}.`);
    return { kind: 'held', reason };
}

;// CONCATENATED MODULE: ./actions/drift-check/lib/effects/issue.js





/** Room for the lines around the report and the marker, whose state is at most 8 KiB. */
const RESERVED_CHARACTERS = 12 * 1024;
/**
 * One issue a model: opened when its data drift, rewritten in place while they do, closed with a comment when everything
 * was compared and nothing has moved. Data that could not be judged change nothing. Returns the issue's number.
 */
async function keepIssue(checked, report, remembered, request) {
    const { runtime } = checked;
    if (hasDrifted(checked)) {
        return attempt(runtime, 'The drift issue could not be written', 'issues', () => write(checked, report, remembered, request));
    }
    if (!hasRecovered(report)) {
        runtime.log.info('The data could not all be judged: the issue stays as it is.');
        return undefined;
    }
    return attempt(runtime, 'The drift issue could not be closed', 'issues', () => issue_close(checked, report));
}
async function write(checked, report, { open, memory }, request) {
    const { runtime, model } = checked;
    const now = new Date(runtime.clock.now()).toISOString();
    const retrained = request?.kind === 'started' ? request.state : memory?.retrain;
    const state = {
        version: 1,
        since: open ? (memory?.since ?? now) : now,
        runs: open ? (memory?.runs ?? 0) + 1 : 1,
        ...(retrained ? { retrain: retrained } : {}),
    };
    const outcome = await (0,lib/* upsertIssue */.Fo)(runtime.github, identityOf(model), {
        title: `Data drift: ${model}`,
        body: bodyOf(report, state, request, runtime.github.context.serverUrl),
        state,
    });
    const { number, url } = outcome.issue;
    if (runtime.github.kind !== 'preview')
        runtime.log.notice(`The drift issue was ${outcome.kind}: ${url}`);
    // Some servers answer 200 and keep the old text when the new one is too long.
    if (outcome.kind !== 'deduplicated' && !remembers(outcome.issue, state)) {
        runtime.log.warning(`GitHub kept the old text of ${url}.`, {
            title: 'The verdict stands, an effect failed',
        });
    }
    return number;
}
function bodyOf(report, { since, runs }, request, serverUrl) {
    const { runUrl } = report.provenance;
    const text = (0,report_lib/* renderMarkdown */.Gc)(report, {
        budgetBytes: lib/* BODY_MAX_CHARACTERS */.NI - RESERVED_CHARACTERS,
        surface: 'comment',
        ...(runUrl === undefined ? {} : { links: { html: runUrl } }),
    });
    const seen = `First seen ${since}, by ${runs} ${runs === 1 ? 'run' : 'runs'} in a row. This text is rewritten by every run; the issue closes when the drift is over.`;
    return [text.trimEnd(), retrainLine(request, serverUrl), seen].filter((part) => part !== '').join('\n\n');
}
function retrainLine(request, serverUrl) {
    if (!request)
        return '';
    if (request.kind === 'held')
        return `Retraining was not started by this run: ${request.reason}.`;
    // The URL comes from the server we asked, but only its own address becomes a link.
    const ours = request.url?.startsWith(`${serverUrl}/`) === true;
    return ours ? `Retraining was started: ${request.url}` : 'Retraining was started.';
}
function remembers(issue, state) {
    return JSON.stringify((0,lib/* findMarker */.Ed)(issue.body)?.state) === JSON.stringify(state);
}
/** Everything was compared, and nothing asks for a look. */
function hasRecovered({ findings, verdict }) {
    return (verdict !== 'fail' &&
        findings.some(({ kind, status }) => kind === 'dataset-drift' && status === 'pass') &&
        findings.every(({ status }) => status !== 'inconclusive' && status !== 'error'));
}
/** The comment first: a closed issue that does not say why would be a riddle. */
async function issue_close({ runtime, model }, report) {
    const { github, log } = runtime;
    const found = await (0,lib/* stickyIssue */.vj)(github, identityOf(model));
    if (!found)
        return undefined;
    const { number, url } = found.issue;
    const { runUrl, createdAt } = report.provenance;
    const by = runUrl === undefined ? '' : ` by ${runUrl}`;
    await github.createComment(number, `The drift is over: every compared column is within its bounds (${createdAt}${by}).`);
    await github.updateIssue(number, { state: 'closed' });
    log.notice(`The drift is over; the issue was closed: ${url}`);
    return number;
}

// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var data_lib = __webpack_require__(4108);
;// CONCATENATED MODULE: ./actions/drift-check/lib/read-side.js



/** Columns held in memory at once, where the format can be read a column at a time. */
const COLUMNS_AT_ONCE = 8;
const COLUMNAR = ['parquet', 'arrow'];
/**
 * Reads the columns `wanted` accepts of a file, a folder or the files of a pattern, and hashes their bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`; DataError for what cannot be read
 */
async function readSide(runtime, path, format, spec, wanted, cut) {
    const table = await (0,data_lib.openDataset)((0,lib/* dataFiles */.qy)(runtime), (0,data_lib.locationsOf)(path), format === undefined ? {} : { format });
    try {
        const { digest } = await table.digest();
        const names = table.fields.map(({ name }) => name);
        const windows = cut?.windows(await timeOf(table, cut.time), table.name);
        const { samples, byWindow } = await readSamples(table, names.filter(wanted), spec, windows);
        const rows = samples[0]?.rows ?? table.rowCount ?? 0;
        runtime.log.info(`${table.name}: ${rows.toLocaleString('en')} rows, ${samples.length} of ${names.length} columns, ${table.format}, ${digest}`);
        for (const remark of (0,data_lib.describeDataset)(table))
            runtime.log.info(`${table.name}: ${remark}`);
        return {
            path: table.name,
            digest,
            rows,
            names,
            samples,
            ...(windows ? { windows: byWindow } : {}),
        };
    }
    finally {
        await table.close();
    }
}
async function readSamples(table, names, spec, windows) {
    const step = COLUMNAR.includes(table.format) ? COLUMNS_AT_ONCE : names.length;
    const samples = [];
    const byWindow = new Map();
    for (let start = 0; start < names.length; start += step) {
        const columns = await (0,data_lib.readColumns)(table, names.slice(start, start + step));
        for (const [name, column] of columns) {
            samples.push((0,policy_lib/* sampleOf */.uV)(column, kindOf(spec, name)));
            if (windows)
                byWindow.set(name, (0,policy_lib/* windowSamples */.YF)(column, windows, kindOf(spec, name)));
        }
    }
    return { samples, byWindow };
}
/** The times of the rows of a data set, and nothing else of it. */
async function readTime(runtime, path, format, { time }) {
    const table = await (0,data_lib.openDataset)((0,lib/* dataFiles */.qy)(runtime), (0,data_lib.locationsOf)(path), format === undefined ? {} : { format });
    try {
        return await timeOf(table, time);
    }
    finally {
        await table.close();
    }
}
/** @throws UserError `missing-column` for a time column that is not there, `wrong-type` for one that holds no times */
async function timeOf(table, time) {
    const remedy = 'Name the column with the time of a row under `drift.calibrate.time`, or take `calibrate` out.';
    if (!table.fields.some(({ name }) => name === time)) {
        throw new lib/* UserError */.yo('missing-column', `${table.name} has no column ${JSON.stringify(time)} to calibrate by`, { remedy });
    }
    const column = (await (0,data_lib.readColumns)(table, [time])).get(time);
    if (column.kind === 'timestamp' || column.kind === 'text')
        return column;
    throw new lib/* UserError */.yo('wrong-type', `${table.name}: ${JSON.stringify(time)} holds ${column.kind}s, not times`, { remedy });
}
function kindOf({ columns }, name) {
    return columns && Object.hasOwn(columns, name) ? columns[name]?.kind : undefined;
}

;// CONCATENATED MODULE: ./actions/drift-check/lib/charts.js

const SHOWN_EFFECTS = 30;
const SHOWN_DISTRIBUTIONS = 4;
/** How far each column is from its threshold, and what the worst ones look like. */
function chartsOf(answer) {
    const measured = answer.columns.filter(({ effect }) => effect !== undefined);
    if (measured.length === 0)
        return [];
    const worst = measured.toSorted((a, b) => severityOf(b) - severityOf(a));
    return [
        effectChart(answer, worst),
        ...driftedColumns(answer).flatMap(distributionChart).slice(0, SHOWN_DISTRIBUTIONS),
    ];
}
function effectChart({ findings }, worst) {
    const status = new Map(findings.map((finding) => [finding.id, finding.status]));
    const left = worst.length - SHOWN_EFFECTS;
    return {
        kind: 'intervals',
        title: 'How far each column moved, as a multiple of the threshold that matters',
        caption: `1 is where a change begins to matter.${left > 0 ? ` ${left} columns that moved less are not shown.` : ''}`,
        references: [{ value: 1, label: 'matters' }],
        rows: worst.slice(0, SHOWN_EFFECTS).map((column) => ({
            label: column.name,
            value: severityOf(column),
            status: status.get(`drift[${column.name}]`) ?? 'inconclusive',
            note: noteOf(column),
        })),
    };
}
const units = {
    'wasserstein/sd': 'sd moved',
    'jensen-shannon': 'Jensen-Shannon distance',
    'share-changed': 'of rows left the one value',
    'missing-share-rise': 'more missing',
    'unseen-share': 'never seen before',
};
function noteOf({ effect }) {
    return effect ? `${Number(effect.value.toPrecision(3))} ${units[effect.measure]}` : '';
}
function distributionChart({ name, distribution }) {
    if (!distribution)
        return [];
    return [
        {
            kind: 'distribution',
            title: name,
            bins: distribution.bins,
            before: { name: 'reference', shares: distribution.before },
            after: { name: 'current', shares: distribution.after },
        },
    ];
}

;// CONCATENATED MODULE: ./actions/drift-check/lib/report.js




const NEXT_STEPS = 5;
/** Names a headline has room for. */
const report_NAMED_COLUMNS = 3;
/** All that was found, as the one document everything is rendered from. */
function buildReport(checked) {
    const { model, version, reference, current, answer, runtime } = checked;
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'drift',
        verdict: answer.verdict,
        headline: headline(model, answer),
        subject: {
            model,
            policy: {
                path: version.location.path,
                digest: version.digest,
                ...(version.location.ref === undefined ? {} : { ref: version.location.ref }),
            },
            data: [dataOf('reference', reference), dataOf('current', current)],
        },
        findings: answer.findings,
        charts: chartsOf(answer),
        facts: factsOf(checked),
        next: nextSteps(answer.findings),
        provenance: (0,lib/* provenanceOf */.Jj)(runtime, definition.name),
    };
}
function headline(model, answer) {
    const { columns, verdict, findings } = answer;
    const drifted = driftedColumns(answer);
    if (drifted.length > 0) {
        const named = drifted.slice(0, report_NAMED_COLUMNS).map(({ name }) => name);
        const more = drifted.length > report_NAMED_COLUMNS ? ` and ${drifted.length - report_NAMED_COLUMNS} more` : '';
        return `${model}: ${drifted.length} of ${columns.length} columns drifted (${named.join(', ')}${more})`;
    }
    const compared = columns.filter(({ effect }) => effect !== undefined).length;
    if (compared === 0)
        return `${model}: no column could be compared`;
    const words = verdict === 'pass'
        ? ''
        : `, but ${findings.filter(({ outcome }) => outcome !== 'pass').length} checks need a look`;
    return `${model}: none of ${compared} compared columns drifted${words}`;
}
function dataOf(name, { path, digest, rows }) {
    return { name, path, digest, rows };
}
function factsOf({ reference, current, answer, notes }) {
    const rows = (side) => side.rows.toLocaleString('en');
    const facts = [
        ['Rows', `${rows(reference)} in the reference, ${rows(current)} now`],
        ['Columns', `${answer.columns.length} of ${reference.names.length} compared`],
        ['False alarms', answer.falseAlarms],
        ...answer.skipped.map(({ reason }) => ['Not compared', reason]),
        ...notes.map((note) => ['Note', note]),
    ];
    return facts.map(([label, value]) => ({ label, value }));
}
/** Failures before warnings, each remedy once, with the checks it is for. */
function nextSteps(findings) {
    const order = { fail: 0, warn: 1, pass: 2 };
    const open = findings
        .filter(({ outcome, remedy }) => outcome !== 'pass' && remedy !== undefined)
        .toSorted((a, b) => order[a.outcome] - order[b.outcome]);
    const byRemedy = new Map();
    for (const { id, remedy } of open)
        byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), id]);
    return [...byRemedy]
        .slice(0, NEXT_STEPS)
        .map(([remedy, ids]) => `${ids.length > report_NAMED_COLUMNS ? `${ids.length} checks` : ids.join(', ')}: ${remedy}`);
}

;// CONCATENATED MODULE: ./actions/drift-check/lib/run.js









/** Names an output holds: a step output is for small things, the report has them all. */
const LISTED_COLUMNS = 100;
/** Policy, data, judgement, report, effects: nothing is written before the judgement stands. */
async function run(inputs, runtime) {
    const { log } = runtime;
    const policy = await log.group('Policy', () => loadDrift(inputs, runtime));
    const directory = (0,lib/* reportDirectory */.s6)(inputs['report-dir'], policy.model, definition.name);
    // Refused now if it lies outside: no issue is opened over a report that nobody can read.
    runtime.files.resolve(directory);
    const { reference, current } = await log.group('Data', () => readSides(inputs, runtime, policy.spec));
    const answer = await log.group('Columns', async () => judge(policy, reference, current, runtime));
    const checked = { ...policy, reference, current, answer, runtime };
    const report = buildReport(checked);
    await log.group('Report', async () => {
        const published = await (0,lib/* publishReport */.S3)(report, runtime, {
            directory,
            comment: 'off',
            ...(inputs['upload-artifact'] ? { artifact: `drift-${policy.model}` } : {}),
        });
        for (const file of Object.values(published.files))
            log.info(file);
    });
    const drifted = driftedColumns(answer).map(({ name }) => name);
    await runtime.outputs.set('drifted-columns', JSON.stringify(drifted.slice(0, LISTED_COLUMNS)));
    (0,lib/* annotateFindings */.dv)(runtime, report.findings);
    await log.group('Effects', () => act(inputs, checked, report));
    return { ok: report.verdict !== 'fail', message: report.headline };
}
/** Retraining first: the issue then says that it was asked for, and remembers when. */
async function act(inputs, checked, report) {
    const { runtime } = checked;
    if (runtime.github.context.pullRequest) {
        runtime.log.info('On a pull request no issue is written and no retraining is started.');
        return;
    }
    const memory = await rememberedState(checked);
    const request = inputs.retrain ? await retrain(checked, memory) : undefined;
    if (request?.kind === 'started' && request.url !== undefined) {
        await runtime.outputs.set('retrain-run', request.url);
    }
    if (!inputs.issue)
        return;
    const issue = await keepIssue(checked, report, memory, request);
    if (issue !== undefined)
        await runtime.outputs.set('issue-number', String(issue));
}
async function loadDrift(inputs, runtime) {
    const version = await (0,lib/* loadPolicy */.tb)(runtime, inputs.policy);
    const { name, policy } = version.policy.model(inputs.model);
    const where = version.location.ref === undefined ? '' : ` of ${version.location.ref.slice(0, 12)}`;
    const notes = policy.drift === undefined ? ['The policy has no `drift` section: the defaults judge.'] : [];
    runtime.log.info(`${version.location.path}${where}: ${name}, ${version.digest}`);
    return { model: name, spec: policy.drift ?? {}, version, notes: [...version.notes, ...notes] };
}
async function readSides(inputs, runtime, spec) {
    const cut = spec.calibrate &&
        windowCut(await readTime(runtime, inputs.current, inputs.format, spec.calibrate), spec.calibrate);
    const reference = await readSide(runtime, inputs.reference, inputs.format, spec, chosenBy(spec), cut);
    const compared = new Set(reference.samples.map(({ name }) => name));
    const current = await readSide(runtime, inputs.current, inputs.format, spec, (name) => compared.has(name));
    // Too few rows are a quiet hour, and only warn; no rows are a broken export.
    const empty = [reference, current].find(({ rows, samples }) => rows === 0 && samples.length > 0);
    if (empty) {
        throw new lib/* UserError */.yo('no-rows', `${empty.path}: there are columns, but no rows`, {
            remedy: 'Find out why the step that wrote it found nothing: a filter, a date, an empty table.',
        });
    }
    if (reference.digest === current.digest) {
        throw new lib/* UserError */.yo('same-data', `${reference.path} and ${current.path} hold the same bytes`, {
            remedy: 'Data compared with themselves never drift: name the file with the data of now as `current`.',
        });
    }
    return { reference, current };
}
/** Windows as long as the current data; too few of them cannot say how far apart unchanged data lie. */
function windowCut(current, { time, block }) {
    return {
        time,
        windows(reference, name) {
            const windows = (0,policy_lib/* windowsOf */.R5)(reference, current, (0,policy_lib/* toMilliseconds */.Wj)(block ?? DEFAULT_BLOCK));
            if (windows.count >= policy_lib/* LEAST_WINDOWS */.SM)
                return windows;
            throw new lib/* UserError */.yo('too-few-windows', `${name} holds ${windows.count} windows of ${windows.blocks} ${windows.blocks === 1 ? 'block' : 'blocks'} like the current data, at least ${policy_lib/* LEAST_WINDOWS */.SM} are needed to calibrate`, { remedy: 'Give a longer reference, a shorter `drift.calibrate.block`, or take `calibrate` out.' });
        },
    };
}
const DEFAULT_BLOCK = '1d';
/** The judge chooses again, with the data at hand; this only spares reading what it cannot want. */
function chosenBy({ include, exclude = [] }) {
    return (name) => (include === undefined || include.includes(name)) && !exclude.includes(name);
}
function judge({ model, spec, version }, reference, current, { log }) {
    const locate = (keys) => version.policy.locate(['models', model, 'drift', ...keys]);
    const answer = (0,policy_lib/* judgeDrift */.Jh)({
        spec,
        reference: reference.samples,
        current: current.samples,
        currentColumns: current.names,
        referenceColumns: reference.names,
        ...(reference.windows ? { windows: reference.windows } : {}),
        // An annotation can point at the workspace's policy only.
        ...(version.location.ref === undefined ? { locate } : {}),
    });
    for (const { id, status, reason } of answer.findings)
        log.info(`${status.padEnd(12)} ${id}: ${reason}`);
    for (const { reason } of answer.skipped)
        log.notice(`Not compared: ${reason}.`);
    return answer;
}

;// CONCATENATED MODULE: ./actions/drift-check/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
