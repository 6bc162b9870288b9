export const id = 839;
export const ids = [839];
export const modules = {

/***/ 61839:
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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./actions/predictive-scale/lib/inputs.js


const httpUrl = schemas/* url */.OZ5({ protocol: /^https?$/ });
const definition = (0,lib/* defineAction */.QP)({
    name: 'predictive-scale',
    title: 'Predictive scale',
    description: 'Forecasts the load of a service from its own history and raises its least number of replicas before the spike, for a limited time; does nothing when the forecast is not better than "as last week".',
    branding: { icon: 'trending-up', color: 'blue' },
    inputs: {
        model: schemas/* string */.YjP().optional().describe('The model in the policy file (default: the only one).'),
        policy: schemas/* string */.YjP().default('mlops.yml').describe('The policy file; its `scaling` section is the plan.'),
        mode: schemas/* enum */.k5n(['dry-run', 'scale', 'reconcile'])
            .default('dry-run')
            .describe('`dry-run` forecasts and reports; `scale` also writes; `reconcile` only lifts floors that nobody renewed.'),
        target: schemas/* enum */.k5n(['json', 'hpa', 'keda', 'deployment', 'kserve', 'sagemaker', 'azureml', 'gitops'])
            .default('json')
            .describe('What is scaled; `json` writes plan.json and leaves the rest to later steps.'),
        'target-name': schemas/* string */.YjP()
            .optional()
            .describe('Name of the HPA, ScaledObject, Deployment or InferenceService, or of the cloud endpoint; reconcile without it looks at every one in the namespace.'),
        namespace: schemas/* string */.YjP().optional().describe("Its namespace (default: the kubeconfig's, or the pod's)."),
        kubeconfig: schemas/* string */.YjP()
            .optional()
            .describe('Path of a kubeconfig (default: KUBECONFIG; inside a pod its service account).'),
        'kube-context': schemas/* string */.YjP().optional().describe('Context in it (default: its current one).'),
        'sagemaker-variant': schemas/* string */.YjP().optional().describe('Production variant of the SageMaker endpoint.'),
        'aws-region': schemas/* string */.YjP()
            .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-central-1')
            .optional()
            .describe('Region of CloudWatch and SageMaker (default: AWS_REGION).'),
        'azure-deployment': schemas/* string */.YjP()
            .optional()
            .describe('`subscription/resource-group/workspace/endpoint/deployment` of an Azure ML online deployment.'),
        'azure-token': schemas/* string */.YjP().optional().describe('Bearer token for Azure Resource Manager.'),
        'gitops-remote': schemas/* string */.YjP()
            .optional()
            .describe('The git repository with the number of replicas (default: this repository).'),
        'gitops-branch': schemas/* string */.YjP().default('main').describe('Its branch.'),
        'gitops-file': schemas/* string */.YjP().optional().describe('The YAML file in it.'),
        'gitops-path': schemas/* string */.YjP()
            .optional()
            .describe('Where the number stands in the file, such as `spec.minReplicas`.'),
        'gitops-token': schemas/* string */.YjP()
            .optional()
            .describe('A token that may push there (default: `github-token`, if the remote is on this GitHub).'),
        'prometheus-url': httpUrl
            .optional()
            .describe('Where Prometheus (or Thanos, Mimir, VictoriaMetrics) serves /api/v1.'),
        'prometheus-token': schemas/* string */.YjP().optional().describe('Bearer token for it.'),
        'prometheus-user': schemas/* string */.YjP().optional().describe('User for basic authentication.'),
        'prometheus-password': schemas/* string */.YjP().optional().describe('Password for basic authentication.'),
        'datadog-url': httpUrl
            .default('https://api.datadoghq.com')
            .describe('API of your Datadog site, such as https://api.datadoghq.eu.'),
        'datadog-api-key': schemas/* string */.YjP().optional().describe('Datadog API key.'),
        'datadog-app-key': schemas/* string */.YjP().optional().describe('Datadog application key with timeseries_query.'),
        now: iso/* datetime */.w$({ offset: true })
            .optional()
            .describe('dry-run only: pretend it is this instant, to rehearse on an old history.'),
        'report-dir': (0,lib/* reportDirectoryInput */.wE)(),
        'upload-artifact': (0,lib/* flag */.Jt)().default(false).describe('Upload the report as an artifact of the run.'),
        'github-token': schemas/* string */.YjP().optional().describe('Token for the policy of the base commit and for gitops.'),
    },
    outputs: {
        verdict: '`pass`, `warn` or `fail`: the worst outcome of all findings.',
        decision: '`raised`, `kept`, `released`, `would-change` (dry-run), `abstained`, or `failed` when the target did not take it.',
        replicas: 'Replicas the plan asks for now; empty when it abstained.',
        'replicas-reactive': 'Replicas the load needs right now, without a forecast.',
        plan: 'Path of plan.json: replicas, expected load and upper bound for every step of the horizon.',
        report: 'Path of report.json.',
        html: 'Path of report.html, one file without outside resources.',
    },
    permissions: [
        {
            scope: 'contents',
            access: 'read',
            why: 'to check out the policy; `write` to push gitops changes here',
        },
        { scope: 'id-token', access: 'write', why: 'only to take an AWS role by web identity' },
    ],
});

// EXTERNAL MODULE: ./packages/forecast/lib/index.js + 30 modules
var forecast_lib = __webpack_require__(31198);
;// CONCATENATED MODULE: ./actions/predictive-scale/lib/judge.js

/** Below this share of measured slots a history is worth a look. */
const WELL_MEASURED = 0.9;
/** Whether the forecast may be believed, and what it found. */
function forecastFindings(outlook, settings, locate) {
    const outcome = settings.spec.on_abstain ?? 'warn';
    if (outlook.kind === 'blind') {
        return [
            {
                id: 'scaling.history',
                kind: 'forecast',
                title: 'the history is long and whole enough to forecast from',
                status: 'inconclusive',
                outcome,
                reason: outlook.reason,
                remedy: 'Nothing is scaled until there is more history; look at the query if there should be.',
                ...locate('history'),
            },
        ];
    }
    return [
        historyFinding(outlook, locate),
        skillFinding(outlook, outcome, locate),
        coverageFinding(outlook, settings, outcome, locate),
        limitFinding(outlook, settings, locate),
        ...outlook.unknownOccasions.map((name) => occasionFinding(name, locate)),
    ];
}
function historyFinding({ history, grid }, locate) {
    const whole = history.measured >= WELL_MEASURED;
    const days = (grid.values.length * grid.stepMs) / 86_400_000;
    return {
        id: 'scaling.history',
        kind: 'forecast',
        title: `at least ${100 * WELL_MEASURED} % of the history was measured`,
        status: whole ? 'pass' : 'warn',
        outcome: whole ? 'pass' : 'warn',
        reason: `${(100 * history.measured).toFixed(1)} % of ${days.toFixed(1)} days were measured, the rest was filled in`,
        ...(!whole && {
            remedy: 'Look for scrapes that failed; long gaps are filled from the same time of other days.',
        }),
        candidate: { value: history.measured, n: grid.values.length, unit: 'share' },
        ...locate('load'),
    };
}
function skillFinding({ forecast, trust }, outcome, locate) {
    const { combined, naive, naiveName, folds } = forecast.accuracy;
    const better = trust.skill === 'better';
    const words = naiveName === 'naive-week' ? 'as last week' : 'as yesterday';
    return {
        id: 'scaling.skill',
        kind: 'forecast',
        title: `the forecast is no worse than "${words}"`,
        status: better ? 'pass' : 'inconclusive',
        outcome: better ? 'pass' : outcome,
        reason: `over ${folds} rehearsals it is off by ${combined.toFixed(3)}, and "${words}" by ${naive.toFixed(3)} (mean absolute scaled error)`,
        ...(!better && {
            remedy: "Nothing is scaled on it. Load without a rhythm is the reactive autoscaler's.",
        }),
        candidate: { value: combined, n: folds, unit: 'MASE' },
        baseline: { value: naive, n: folds, unit: 'MASE' },
        improvement: { value: naive - combined, n: folds, unit: 'MASE' },
        ...locate('load'),
    };
}
function coverageFinding({ forecast, trust }, { level }, outcome, locate) {
    const { coverage, hours } = forecast.accuracy;
    const held = trust.coverage === 'held';
    const share = (value) => `${(100 * value).toFixed(1)} %`;
    return {
        id: 'scaling.coverage',
        kind: 'forecast',
        title: `the upper bound holds ${share(level)} of hourly peaks`,
        status: held ? 'pass' : 'inconclusive',
        outcome: held ? 'pass' : outcome,
        reason: trust.coverage === 'unknown'
            ? 'there are too few rehearsals to say'
            : `it held ${share(coverage)} of ${hours} hourly peaks it had not seen`,
        ...(!held && {
            remedy: 'Nothing is scaled on it until the bound holds again; a changed level takes some days.',
        }),
        candidate: { value: coverage, n: hours, unit: 'share' },
        required: `>= ${share(level - forecast_lib/* COVERAGE_SLACK */.uq)}`,
        ...locate('level'),
    };
}
function limitFinding({ plan, steps }, { limits }, locate) {
    const fits = plan.capped === 0;
    return {
        id: 'scaling.limit',
        kind: 'capacity',
        title: `${limits.max} replicas are enough for what is expected`,
        status: fits ? 'pass' : 'warn',
        outcome: fits ? 'pass' : 'warn',
        reason: fits
            ? `at most ${plan.needed} are needed within the horizon`
            : `${plan.needed} are needed at the peak; ${plan.capped} of ${steps.length} steps need more than \`max\``,
        ...(!fits && { remedy: 'Raise `max`, or make a replica carry more.' }),
        candidate: { value: plan.needed, n: steps.length, unit: 'replicas' },
        ...locate('max'),
    };
}
function occasionFinding(name, locate) {
    return {
        id: `scaling.calendar[${name}]`,
        kind: 'forecast',
        title: `it is known what ${name} does to the load`,
        status: 'inconclusive',
        outcome: 'warn',
        reason: 'it has no factor, and no past one lies within the history: an ordinary day is planned',
        remedy: 'Give it a `factor`, or list a past one and lengthen `history`.',
        ...locate('calendar'),
    };
}
/** What became of the target. */
function targetFinding(target, outcome) {
    const common = { id: 'scaling.target', kind: 'capacity', title: `${target.name} has the replicas planned` };
    if (outcome instanceof Error) {
        return { ...common, status: 'error', outcome: 'fail', reason: outcome.message };
    }
    if (outcome.result === 'contended') {
        return {
            ...common,
            status: 'error',
            outcome: 'fail',
            reason: 'somebody else changed it each time before the write arrived',
            remedy: 'Stop what else writes it (another workflow, a controller that reverts it).',
        };
    }
    return { ...common, status: 'pass', outcome: 'pass', reason: `${outcome.result}: ${outcome.move.why}` };
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/act.js


/**
 * Raises the target to the plan, if there is one that may be believed. Without one a floor of ours that ran out is
 * lifted all the same.
 */
async function act(outlook, target, settings, dryRun, runtime) {
    const now = runtime.clock.now();
    if (outlook === undefined) {
        if (target === undefined)
            return { decision: { kind: 'abstained' }, findings: [] };
        const outcome = await attempted(() => (0,forecast_lib/* reconcileFloor */.bq)(target, { now, dryRun }));
        logOutcome(runtime, target, outcome);
        const failed = outcome instanceof Error || outcome.result === 'contended';
        return { decision: { kind: 'abstained' }, findings: failed ? [targetFinding(target, outcome)] : [] };
    }
    const replicas = outlook.steps[0].replicas;
    if (target === undefined)
        return { decision: { kind: 'planned', replicas }, findings: [] };
    const outcome = await attempted(() => (0,forecast_lib/* applyFloor */.Du)(target, replicas, { now, ttlMs: settings.ttlMs, dryRun }));
    logOutcome(runtime, target, outcome);
    const findings = [targetFinding(target, outcome)];
    if (outcome instanceof Error || outcome.result === 'contended') {
        return { decision: { kind: 'failed', replicas, target: target.name }, findings };
    }
    return { decision: { kind: 'moved', replicas, target: target.name, outcome }, findings };
}
/** A refusal is reported with the forecast, not instead of it; the job fails either way. */
async function attempted(body) {
    try {
        return await body();
    }
    catch (error) {
        if (error instanceof Error)
            return error;
        throw error;
    }
}
function logOutcome({ log }, target, outcome) {
    if (outcome instanceof Error)
        log.error(`${target.name}: ${outcome.message}`);
    else
        log.info(`${target.name}: ${outcome.result}: ${outcome.move.why}`);
}

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var adapters_lib = __webpack_require__(67690);
;// CONCATENATED MODULE: ./actions/predictive-scale/lib/needed.js

const SECRETS = [
    'github-token',
    'gitops-token',
    'azure-token',
    'prometheus-token',
    'prometheus-password',
    'datadog-api-key',
    'datadog-app-key',
];
/** Everything secret among the inputs is starred out before anything is logged. */
function maskSecrets(inputs, secrets) {
    for (const name of SECRETS) {
        const value = inputs[name];
        if (value !== undefined && value !== '')
            secrets.mask(value);
    }
}
/**
 * @param why what needs it: `target: hpa`
 * @throws UserError `missing-input`
 */
function needed(inputs, name, why) {
    const value = inputs[name];
    if (value !== undefined && value !== '')
        return value;
    throw new lib/* UserError */.yo('missing-input', `${why} needs the input ${name}`);
}
/** @throws UserError `missing-input` */
function awsRegion(inputs, { env }) {
    const region = inputs['aws-region'] ?? env.get('AWS_REGION') ?? env.get('AWS_DEFAULT_REGION');
    if (region !== undefined)
        return region;
    throw new lib/* UserError */.yo('missing-input', 'AWS needs the input aws-region, or AWS_REGION');
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/history.js




/**
 * One number over time, from wherever the policy says it is.
 * @returns samples within [window.start, window.end), in order of time
 * @throws UserError, HttpError, AwsError, DataError of the source
 */
async function readHistory(spec, window, inputs, runtime) {
    const samples = await read(spec, window, inputs, runtime);
    // The step that is still going on has only part of its load.
    return samples.filter(([at]) => at >= window.start && at < window.end).toSorted(([a], [b]) => a - b);
}
async function read(spec, window, inputs, runtime) {
    const { http } = runtime;
    const from = `source: ${spec.source}`;
    switch (spec.source) {
        case 'prometheus': {
            const url = needed(inputs, 'prometheus-url', from);
            return (0,adapters_lib/* prometheusHistory */.r4)((0,adapters_lib/* prometheusClient */.oK)(http, url, (0,adapters_lib/* prometheusAuth */.$M)(inputs)), spec.query, window);
        }
        case 'cloudwatch': {
            const region = awsRegion(inputs, runtime);
            const service = {
                service: 'monitoring',
                target: 'GraniteServiceVersion20100801',
                version: '1.0',
            };
            return (0,adapters_lib/* cloudwatchHistory */.xT)((0,adapters_lib/* awsJsonCall */.U7)(runtime, service, region, (0,adapters_lib/* awsCredentials */.cD)(runtime, region)), spec, window);
        }
        case 'datadog': {
            const access = {
                url: inputs['datadog-url'],
                apiKey: needed(inputs, 'datadog-api-key', from),
                applicationKey: needed(inputs, 'datadog-app-key', from),
            };
            return (0,adapters_lib/* datadogHistory */.zu)(http, access, spec.query, window);
        }
        case 'file':
            return (0,adapters_lib/* fileHistory */.Zw)(runtime.files, spec);
    }
}
/** @throws UserError `no-history`, and `bad-step` for values further apart than the policy's steps: most would be made up */
function refuseUnfit(samples, spec, window) {
    const usual = (0,forecast_lib/* usualStep */.t5)(samples);
    if (usual !== undefined && usual > window.stepMs) {
        const seconds = usual / 1000;
        throw new lib/* UserError */.yo('bad-step', `the values of the load are ${seconds} s apart, and \`step\` is ${window.stepMs / 1000} s`, { remedy: `Set \`step: ${seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`}\` in the policy.` });
    }
    if (samples.length > 0)
        return;
    const stretch = `${new Date(window.start).toISOString()} to ${new Date(window.end).toISOString()}`;
    throw new lib/* UserError */.yo('no-history', `the ${spec.source} source of the load has nothing from ${stretch}`, {
        remedy: 'Look at the query and the time zone of the data; `now` rehearses on an old history.',
    });
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/capacity.js


/** @throws ForecastError `no-capacity`, and what the sources of latency and replicas raise */
async function capacityOf(settings, load, window, inputs, runtime) {
    const { spec, utilisation, stepMs } = settings;
    if ('per_replica' in spec.capacity) {
        return { perReplica: spec.capacity.per_replica, utilisation, basis: 'given by the policy' };
    }
    const { objective, latency, replicas } = spec.capacity;
    const slot = ([at]) => Math.floor(at / stepMs);
    const bySlot = (samples) => new Map(samples.map((sample) => [slot(sample), sample[1]]));
    const latencies = bySlot(await readHistory(latency, window, inputs, runtime));
    const counts = bySlot(await readHistory(replicas, window, inputs, runtime));
    const moments = load.flatMap((sample) => {
        const seen = { latency: latencies.get(slot(sample)), replicas: counts.get(slot(sample)) };
        if (seen.latency === undefined || seen.replicas === undefined)
            return [];
        return [{ load: sample[1], latency: seen.latency, replicas: seen.replicas }];
    });
    const fitted = (0,forecast_lib/* fitCapacity */.S6)(moments, objective);
    const how = {
        limit: `fitted: latency breaks ${objective} beyond it`,
        'most-seen': `the most ever seen: latency never broke ${objective}`,
    }[fitted.basis];
    return { perReplica: fitted.perReplica, utilisation, basis: `${how} (${fitted.moments} moments)` };
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/foresee.js

/** A history this far behind is of another day: the forecast would not know what went on since. */
const STALE_MS = 3_600_000;
/** What a young or broken history does to a run: it abstains. Everything else is a mistake to mend. */
const ABSTAINED = new Set(['too-short', 'too-many-gaps']);
/**
 * From samples to a plan for every step from `now` on.
 * @throws ForecastError for a history that is wrong, not just young
 */
function foresee(samples, settings, capacity, now) {
    const { stepMs, zone, occasions, horizonMs, level, limits } = settings;
    const clock = (0,forecast_lib/* wallClock */.Xb)(zone);
    const grid = (0,forecast_lib/* gridOf */.y_)(samples, stepMs, clock);
    const behind = now - (samples.findLast(([, value]) => !Number.isNaN(value))?.[0] ?? 0);
    if (behind > STALE_MS + stepMs) {
        return { kind: 'blind', reason: `the last value is ${Math.round(behind / 60_000)} minutes old` };
    }
    const instants = Array.from({ length: Math.round(horizonMs / stepMs) }, (_, i) => Math.floor(now / stepMs) * stepMs + i * stepMs);
    const end = grid.firstSlot + grid.values.length;
    const slots = instants.map((at) => Math.max(0, Math.floor(clock(at) / stepMs) - end));
    const horizon = Math.max(...slots) + 1;
    try {
        const { values } = (0,forecast_lib/* ordinary */.rS)(grid, occasions);
        const history = (0,forecast_lib/* filled */.Bq)(values, (0,forecast_lib/* slotsADay */.JE)(stepMs));
        const forecast = (0,forecast_lib/* forecastLoad */.iY)(history, (0,forecast_lib/* slotsADay */.JE)(stepMs), horizon, level);
        const { factors, unknown } = (0,forecast_lib/* factorsAhead */.sp)(grid, history.values, occasions, horizon);
        const upper = Float64Array.from(slots, (slot) => forecast.upper[slot] * factors[slot]);
        const plan = (0,forecast_lib/* planOf */.XC)(upper, capacity, limits);
        const steps = instants.map((at, i) => ({
            at,
            expected: forecast.expected[slots[i]] * factors[slots[i]],
            upper: upper[i],
            replicas: plan.replicas[i],
        }));
        const trust = (0,forecast_lib/* trustIn */.Us)(forecast.accuracy, level);
        return { kind: 'outlook', grid, history, forecast, trust, plan, steps, unknownOccasions: unknown };
    }
    catch (error) {
        if (error instanceof forecast_lib/* ForecastError */.uT && ABSTAINED.has(error.code)) {
            return { kind: 'blind', reason: error.message };
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/hindsight.js

/**
 * What would have been, had each rehearsed day been planned the evening before: a run every quarter of an hour knows
 * more, so this is the worse case of the plan.
 */
function hindsightOf({ forecast }, settings, capacity) {
    const { limits, stepMs, startupMs } = settings;
    const service = { ...capacity, min: limits.min, max: limits.max, startupMs };
    const days = forecast.past.map(({ actual, upper, origin }) => {
        const floors = (0,forecast_lib/* planOf */.XC)(upper, capacity, limits).replicas;
        const alone = new Int32Array(actual.length).fill(limits.min);
        return {
            origin,
            actual,
            planned: (0,forecast_lib/* replay */.eZ)(actual, floors, service, stepMs),
            reactive: (0,forecast_lib/* replay */.eZ)(actual, alone, service, stepMs),
        };
    });
    const last = days.at(-1);
    return {
        days: days.length,
        planned: summed(days.map(({ planned }) => planned)),
        reactive: summed(days.map(({ reactive }) => reactive)),
        last: {
            origin: last.origin,
            planned: last.planned.ready,
            reactive: last.reactive.ready,
            needed: Int32Array.from(last.actual, (load) => (0,forecast_lib/* replicasFor */.tz)(load, capacity)),
        },
    };
}
function summed(outcomes) {
    const sum = (pick) => outcomes.reduce((total, one) => total + pick(one), 0);
    const replicaHours = sum((one) => one.replicaHours);
    const needed = sum((one) => one.replicaHours / (1 + one.excess));
    return {
        replicaHours,
        shortMinutes: sum((one) => one.shortMinutes),
        lostShare: sum((one) => one.lostShare) / outcomes.length,
        excess: replicaHours / needed - 1,
    };
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
;// CONCATENATED MODULE: ./actions/predictive-scale/lib/charts.js

/** Days of the past in front of the forecast. */
const SHOWN_DAYS = 3;
/** The fan of the forecast, the replicas planned, the last rehearsed day, and how good each member was. */
function chartsOf(outlook, hindsight, settings) {
    return [
        fan(outlook, settings),
        replicas(outlook),
        rehearsal(outlook, hindsight, settings),
        members(outlook),
    ];
}
function fan({ grid, history, steps, forecast }, { level, zone, stepMs }) {
    const shown = Math.min(grid.values.length, (SHOWN_DAYS * 86_400_000) / stepMs);
    const first = grid.values.length - shown;
    const instant = instantOfSlot(steps[0]?.at ?? 0, zone, stepMs, grid.firstSlot);
    return {
        kind: 'fan',
        title: 'Load: the last days and what is expected',
        caption: `The bound is to hold ${100 * level} % of hourly peaks; it was learnt from ${forecast.bound.hours} hours of rehearsal.`,
        yLabel: 'load',
        measuredName: 'measured',
        forecastName: 'expected',
        highName: 'upper bound',
        measured: Array.from({ length: shown }, (_, i) => ({
            at: instant(first + i),
            // A hole is drawn as one, not as what filled it.
            value: history.known[first + i] === 1 ? grid.values[first + i] : Number.NaN,
        })),
        forecast: steps.map(({ at, expected, upper }) => ({ at: charts_iso(at), value: expected, high: upper })),
    };
}
function replicas({ steps }) {
    return {
        kind: 'timeline',
        title: 'Replicas the plan asks for',
        caption: 'Each step already asks for what start-up time and the time until the next two runs need.',
        yLabel: 'replicas',
        series: [
            { name: 'planned', points: steps.map(({ at, replicas }) => ({ at: charts_iso(at), value: replicas })) },
        ],
    };
}
function rehearsal({ grid, steps }, { last }, { zone, stepMs }) {
    const instant = instantOfSlot(steps[0]?.at ?? 0, zone, stepMs, grid.firstSlot);
    const points = (values) => Array.from(values, (value, i) => ({ at: instant(last.origin + i), value }));
    return {
        kind: 'timeline',
        title: 'The last rehearsed day: the plan beside an autoscaler alone',
        caption: 'Replicas ready to serve. Where a line lies under "needed", requests waited.',
        yLabel: 'replicas',
        series: [
            { name: 'needed', points: points(last.needed) },
            { name: 'with the plan', points: points(last.planned) },
            { name: 'autoscaler alone', points: points(last.reactive) },
        ],
    };
}
function members({ forecast }) {
    const { accuracy, weights } = forecast;
    const row = (label, value, note) => ({
        label,
        value,
        status: value <= accuracy.naive ? 'pass' : 'warn',
        note,
    });
    return {
        kind: 'intervals',
        title: 'How far off each forecast was in rehearsal',
        caption: 'Mean absolute error in units of the usual change from one day to the next: smaller is better.',
        references: [{ value: accuracy.naive, label: accuracy.naiveName }],
        rows: [
            row('combined', accuracy.combined, 'what is used'),
            ...[...accuracy.members].map(([name, loss]) => row(name, loss, `${Math.round(100 * (weights.get(name) ?? 0))} % of the forecast`)),
        ],
    };
}
/** From a slot of the wall clock to an instant, by the offset that holds at `near`: a picture needs no more. */
function instantOfSlot(near, zone, stepMs, firstSlot) {
    const offset = (0,forecast_lib/* wallClock */.Xb)(zone)(near) - near;
    return (slot) => charts_iso((firstSlot + slot) * stepMs - offset);
}
function charts_iso(at) {
    return new Date(at).toISOString();
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/report.js




const NEXT_STEPS = 5;
async function buildReport(foreseen, runtime) {
    const { model, version, outlook, hindsight, settings, findings, samples } = foreseen;
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'scaling',
        verdict: (0,policy_lib/* verdictOf */.Vj)(findings),
        headline: headline(foreseen),
        subject: {
            model,
            policy: {
                path: version.location.path,
                digest: version.digest,
                ...(version.location.ref === undefined ? {} : { ref: version.location.ref }),
            },
            data: [{ name: 'history', digest: await digestOf(samples), rows: samples.length }],
        },
        findings,
        charts: outlook.kind === 'outlook' && hindsight ? chartsOf(outlook, hindsight, settings) : [],
        facts: factsOf(foreseen),
        next: findings
            .filter(({ outcome, remedy }) => outcome !== 'pass' && remedy !== undefined)
            .slice(0, NEXT_STEPS)
            .map(({ id, remedy }) => `${id}: ${remedy}`),
        provenance: (0,lib/* provenanceOf */.Jj)(runtime, definition.name),
    };
}
function headline({ model, decision, outlook }) {
    switch (decision.kind) {
        case 'abstained':
            return outlook.kind === 'blind'
                ? `${model}: nothing is scaled, there is no forecast`
                : `${model}: nothing is scaled, the forecast is not good enough to act on`;
        case 'planned':
            return `${model}: ${decision.replicas} replicas are planned for now`;
        case 'moved':
            return `${model}: ${decision.replicas} replicas are planned, ${decision.target}: ${decision.outcome.move.why}`;
        case 'failed':
            return `${model}: ${decision.replicas} replicas are planned, but ${decision.target} did not take them`;
    }
}
function factsOf(foreseen) {
    const { outlook, hindsight, capacity, notes, settings, decision } = foreseen;
    const facts = [
        [
            'A replica carries',
            `${shown(capacity.perReplica)} of load, ${capacity.basis}; planned to ${100 * capacity.utilisation} %`,
        ],
    ];
    if (outlook.kind === 'outlook') {
        const { steps, forecast } = outlook;
        const peak = steps.reduce((most, step) => (step.upper > most.upper ? step : most), steps[0]);
        facts.push([
            'Peak ahead',
            `${shown(peak.expected)} expected, at most ${shown(peak.upper)}, at ${new Date(peak.at).toISOString().slice(0, 16)}Z`,
        ], [
            'Forecast',
            [...forecast.weights].map(([name, weight]) => `${Math.round(100 * weight)} % ${name}`).join(', '),
        ]);
    }
    if (decision.kind === 'moved' && decision.outcome.before.asked !== undefined) {
        facts.push(['The autoscaler asks for', `${decision.outcome.before.asked}`]);
    }
    if (hindsight)
        facts.push(...hindsightFacts(hindsight, settings));
    facts.push(...notes.map((note) => ['Note', note]));
    return facts.map(([label, value]) => ({ label, value }));
}
function hindsightFacts({ days, planned, reactive }, { spec }) {
    const ways = (way) => `${shown(way.replicaHours)} replica-hours (${Math.abs(Math.round(100 * way.excess))} % ${way.excess < 0 ? 'less' : 'more'} than needed), ` +
        `${shown(way.shortMinutes)} minutes short, ${(100 * way.lostShare).toFixed(2)} % of the load without capacity`;
    const facts = [
        [`Replay of ${days} days with the plan`, ways(planned)],
        [`Replay of ${days} days, autoscaler alone`, ways(reactive)],
    ];
    const price = spec.cost?.replica_hour;
    if (price !== undefined) {
        const unit = spec.cost?.currency ?? '';
        const more = (planned.replicaHours - reactive.replicaHours) * price;
        const spared = reactive.shortMinutes - planned.shortMinutes;
        facts.push([
            'Cost in the replay',
            `${money(planned.replicaHours * price, unit)} with the plan, ${money(reactive.replicaHours * price, unit)} without: ` +
                `${money(Math.abs(more), unit)} ${more >= 0 ? 'more' : 'less'} for ${shown(spared)} fewer minutes short`,
        ]);
    }
    return facts;
}
function money(amount, currency) {
    return `${amount.toLocaleString('en', { maximumFractionDigits: 2 })}${currency === '' ? '' : ` ${currency}`}`;
}
function shown(value) {
    return Number(value.toPrecision(4)).toLocaleString('en');
}
/** Of the history as it was read: the same digest is the same forecast. */
async function digestOf(samples) {
    const bytes = await crypto.subtle.digest('SHA-256', Float64Array.from(samples.flat()));
    return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/settings.js

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
function settingsOf(spec) {
    const time = (key) => (0,policy_lib/* toMilliseconds */.Wj)(spec[key] ?? policy_lib/* SCALING_DEFAULTS */.FY[key]);
    const stepMs = time('step');
    const perSlot = (perHour) => perHour === undefined ? Infinity : (perHour * stepMs) / HOUR_MS;
    return {
        spec,
        stepMs,
        historyMs: time('history'),
        horizonMs: time('horizon'),
        intervalMs: time('interval'),
        ttlMs: time('ttl'),
        startupMs: time('startup'),
        zone: spec.timezone ?? policy_lib/* SCALING_DEFAULTS */.FY.timezone,
        level: spec.level ?? policy_lib/* SCALING_DEFAULTS */.FY.level,
        utilisation: spec.utilisation ?? policy_lib/* SCALING_DEFAULTS */.FY.utilisation,
        limits: {
            min: spec.min ?? policy_lib/* SCALING_DEFAULTS */.FY.min,
            max: spec.max,
            leadSlots: Math.ceil(time('startup') / stepMs),
            // Schedules run late: what is asked for must hold for two intervals.
            holdSlots: Math.ceil((2 * time('interval')) / stepMs),
            upPerSlot: perSlot(spec.ramp?.up),
            downPerSlot: perSlot(spec.ramp?.down),
        },
        occasions: (spec.calendar ?? []).flatMap(occasionsOf),
    };
}
function occasionsOf({ name, days, from, to, factor }) {
    const worth = factor === undefined ? {} : { factor };
    const stretch = from === undefined || to === undefined ? [] : [{ name, from: wall(from), to: wall(to), ...worth }];
    const whole = (days ?? []).map((day) => ({
        name,
        from: wall(`${day}T00:00`),
        to: wall(`${day}T00:00`) + DAY_MS,
        ...worth,
    }));
    return [...whole, ...stretch];
}
/** What the wall shows, as milliseconds: the clock of the forecast. */
function wall(local) {
    return Date.parse(`${local}:00Z`);
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/target.js



/**
 * What is scaled; undefined for `json`, where later steps do it.
 * @throws UserError `missing-input`, `no-cluster`, `bad-kubeconfig`, `no-remote`
 */
async function openTarget(inputs, runtime) {
    const { target } = inputs;
    const why = `target: ${target}`;
    switch (target) {
        case 'json':
            return undefined;
        case 'hpa':
        case 'keda':
        case 'deployment':
        case 'kserve': {
            const name = needed(inputs, 'target-name', why);
            return (0,adapters_lib/* kubernetesFloor */.jH)(await openKubernetes(inputs, runtime), target, {
                namespace: inputs.namespace,
                name,
            });
        }
        case 'sagemaker': {
            const endpoint = needed(inputs, 'target-name', why);
            const variant = needed(inputs, 'sagemaker-variant', why);
            const region = awsRegion(inputs, runtime);
            const credentials = (0,adapters_lib/* awsCredentials */.cD)(runtime, region);
            const sagemaker = { service: 'sagemaker', target: 'SageMaker', version: '1.1' };
            const scaling = {
                service: 'application-autoscaling',
                target: 'AnyScaleFrontendService',
                version: '1.1',
            };
            return (0,adapters_lib/* sagemakerFloor */.nI)((0,adapters_lib/* awsJsonCall */.U7)(runtime, { ...sagemaker, endpointPrefix: 'api.sagemaker' }, region, credentials), (0,adapters_lib/* awsJsonCall */.U7)(runtime, scaling, region, credentials), { endpoint, variant });
        }
        case 'azureml':
            return (0,adapters_lib/* azuremlFloor */.P$)(runtime.http, needed(inputs, 'azure-token', why), azureDeployment(needed(inputs, 'azure-deployment', why)));
        case 'gitops':
            return openGitops(inputs, runtime, why);
    }
}
/**
 * The targets a reconcile looks at: the one that is named, or every object of the kind that carries a lease.
 * @throws UserError `missing-input`, and what {@link openTarget} raises
 */
async function openLeased(inputs, runtime) {
    const { target } = inputs;
    if (isKubernetes(target) && inputs['target-name'] === undefined) {
        return (0,adapters_lib/* leasedFloors */.o$)(await openKubernetes(inputs, runtime), target, inputs.namespace);
    }
    const named = await openTarget(inputs, runtime);
    if (named)
        return [named];
    throw new lib/* UserError */.yo('missing-input', 'mode: reconcile needs a target other than json');
}
async function openKubernetes(inputs, runtime) {
    const choice = { kubeconfig: inputs.kubeconfig, context: inputs['kube-context'] };
    return (0,adapters_lib/* kubernetesClient */.s4)(runtime.http, await (0,adapters_lib/* openCluster */.DT)(runtime, choice));
}
function isKubernetes(target) {
    return target === 'hpa' || target === 'keda' || target === 'kserve' || target === 'deployment';
}
async function openGitops(inputs, runtime, why) {
    const given = inputs['gitops-remote'];
    const url = given === undefined
        ? (0,adapters_lib/* withoutSecret */.Nt)(await (0,adapters_lib/* ownRemote */.dg)(runtime), "the checkout's origin (name it in `gitops-remote`)", 'gitops-token')
        : (0,adapters_lib/* withoutSecret */.Nt)(given, 'gitops-remote', 'gitops-token');
    const file = needed(inputs, 'gitops-file', why);
    const path = (0,adapters_lib/* parseYamlPath */.ob)(needed(inputs, 'gitops-path', why));
    const branch = inputs['gitops-branch'];
    const token = tokenFor(url, inputs, runtime);
    return (0,adapters_lib/* gitopsFloor */.hi)(await (0,adapters_lib/* gitopsBranch */.$x)(runtime, { url, branch, token }), {
        file,
        path,
        target: `${branch}:${file}`,
    });
}
/** The job's own token goes to this GitHub only, never to whatever host a remote names. */
function tokenFor(remote, inputs, { github }) {
    if (!/^https?:\/\//.test(remote))
        return undefined;
    const here = new URL(github.context.serverUrl).origin === new URL(remote).origin;
    return inputs['gitops-token'] ?? (here ? inputs['github-token'] : undefined);
}
function azureDeployment(text) {
    const [subscription, resourceGroup, workspace, endpoint, deployment, more] = text.split('/');
    if (subscription && resourceGroup && workspace && endpoint && deployment && more === undefined) {
        return { subscription, resourceGroup, workspace, endpoint, deployment };
    }
    throw new lib/* UserError */.yo('bad-azure-deployment', `azure-deployment: ${JSON.stringify(text)} is not subscription/resource-group/workspace/endpoint/deployment`);
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/run.js













/**
 * Policy, history, forecast, plan, target, report.
 * @throws UserError for what the user can mend; nothing has been written then
 */
async function run(inputs, runtime) {
    maskSecrets(inputs, runtime.secrets);
    try {
        return inputs.mode === 'reconcile' ? await reconcile(inputs, runtime) : await scale(inputs, runtime);
    }
    catch (error) {
        if (error instanceof forecast_lib/* ForecastError */.uT)
            throw new lib/* UserError */.yo(error.code, error.message, { cause: error });
        throw error;
    }
}
async function scale(inputs, runtime) {
    const { log } = runtime;
    const now = nowOf(inputs, runtime);
    const { model, version, notes, settings } = await log.group('Policy', () => loadScaling(inputs, runtime));
    const directory = (0,lib/* reportDirectory */.s6)(inputs['report-dir'], model, definition.name);
    // Refused now if it lies outside: nothing is scaled on a plan that nobody can read.
    runtime.files.resolve(directory);
    const target = await openTarget(inputs, runtime);
    const window = windowOf(settings, now);
    const samples = await log.group('History', async () => {
        const read = await readHistory(settings.spec.load, window, inputs, runtime);
        refuseUnfit(read, settings.spec.load, window);
        log.info(`${read.length.toLocaleString('en')} values from ${settings.spec.load.source}`);
        return read;
    });
    const capacity = await capacityOf(settings, samples, window, inputs, runtime);
    const outlook = foresee(samples, settings, capacity, now);
    const hindsight = outlook.kind === 'outlook' ? hindsightOf(outlook, settings, capacity) : undefined;
    const locate = (...keys) => version.location.ref === undefined
        ? { source: version.policy.locate(['models', model, 'scaling', ...keys]) }
        : {};
    const judged = forecastFindings(outlook, settings, locate);
    for (const { id, status, reason } of judged)
        log.info(`${status.padEnd(12)} ${id}: ${reason}`);
    const believed = outlook.kind === 'outlook' && outlook.trust.trusted ? outlook : undefined;
    const acted = await log.group('Target', () => act(believed, target, settings, writesNothing(inputs, runtime), runtime));
    const findings = [...judged, ...acted.findings];
    const foreseen = { model, version, notes, settings, samples, capacity, outlook, hindsight, findings };
    const report = await buildReport({ ...foreseen, decision: acted.decision }, runtime);
    await log.group('Report', async () => {
        const published = await (0,lib/* publishReport */.S3)(report, runtime, {
            directory,
            comment: 'off',
            ...(inputs['upload-artifact'] ? { artifact: `scaling-${model}` } : {}),
        });
        for (const file of Object.values(published.files))
            log.info(file);
    });
    await writePlan(believed, directory, runtime);
    await setOutputs(acted.decision, samples.at(-1)?.[1] ?? Number.NaN, capacity, runtime);
    (0,lib/* annotateFindings */.dv)(runtime, findings);
    return { ok: report.verdict !== 'fail', message: report.headline };
}
/** Only lifts what ran out: needs no history, and runs on a schedule of its own. */
async function reconcile(inputs, runtime) {
    const targets = await openLeased(inputs, runtime);
    const now = runtime.clock.now();
    const dryRun = runtime.github.context.pullRequest !== undefined;
    const results = [];
    for (const target of targets) {
        const outcome = await (0,forecast_lib/* reconcileFloor */.bq)(target, { now, dryRun });
        logOutcome(runtime, target, outcome);
        results.push(outcome.result);
    }
    const count = (result) => results.filter((one) => one === result).length;
    await runtime.outputs.set('decision', count('written') > 0 ? 'released' : 'kept');
    const contended = count('contended');
    const trouble = contended === 0 ? '' : `, ${contended} were changed by others each time`;
    return {
        ok: contended === 0,
        message: `${results.length} looked at, ${count('written')} lifted${trouble}`,
    };
}
async function loadScaling(inputs, runtime) {
    const version = await (0,lib/* loadPolicy */.tb)(runtime, inputs.policy);
    const { name, policy } = version.policy.model(inputs.model);
    if (!policy.scaling) {
        throw new lib/* UserError */.yo('no-scaling', `${inputs.policy}: the model ${name} has no scaling section`, {
            remedy: 'add `scaling:` with load, capacity and max',
        });
    }
    runtime.log.info(`${version.location.path}: ${name}, ${version.digest}`);
    return { model: name, version, notes: version.notes, settings: settingsOf(policy.scaling) };
}
/** @throws UserError `conflicting-inputs`: what is written has to be of now */
function nowOf(inputs, { clock }) {
    if (inputs.now === undefined)
        return clock.now();
    if (inputs.mode === 'dry-run')
        return Date.parse(inputs.now);
    throw new lib/* UserError */.yo('conflicting-inputs', `now is for mode: dry-run, not for mode: ${inputs.mode}`);
}
/** Anybody can open a pull request, and it may change the policy. */
function writesNothing(inputs, { github, log }) {
    if (inputs.mode === 'dry-run')
        return true;
    if (github.context.pullRequest === undefined)
        return false;
    log.info('On a pull request nothing is scaled.');
    return true;
}
/** Whole steps, the one that is still going on left out. */
function windowOf({ stepMs, historyMs }, now) {
    const end = Math.floor(now / stepMs) * stepMs;
    return { start: end - Math.floor(historyMs / stepMs) * stepMs, end, stepMs };
}
async function writePlan(outlook, directory, runtime) {
    if (outlook === undefined)
        return;
    const steps = outlook.steps.map(({ at, expected, upper, replicas }) => ({
        at: new Date(at).toISOString(),
        replicas,
        expected: Number(expected.toPrecision(6)),
        upper: Number(upper.toPrecision(6)),
    }));
    const path = `${directory}/plan.json`;
    await runtime.files.write(path, `${JSON.stringify({ schema: 'mlops-actions/plan/v1', steps }, null, 2)}\n`);
    await runtime.outputs.set('plan', path);
}
async function setOutputs(decision, load, capacity, { outputs }) {
    await outputs.set('decision', decisionText(decision));
    if (decision.kind !== 'abstained')
        await outputs.set('replicas', String(decision.replicas));
    if (!Number.isNaN(load))
        await outputs.set('replicas-reactive', String((0,forecast_lib/* replicasFor */.tz)(load, capacity)));
}
function decisionText(decision) {
    switch (decision.kind) {
        case 'abstained':
        case 'failed':
            return decision.kind;
        case 'planned':
            return 'would-change';
        case 'moved': {
            const { move, result, before } = decision.outcome;
            if (result === 'would-write')
                return 'would-change';
            if (move.kind === 'keep' || move.floor === before.floor)
                return 'kept';
            return move.lease === undefined ? 'released' : 'raised';
        }
    }
}

;// CONCATENATED MODULE: ./actions/predictive-scale/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
