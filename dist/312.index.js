export const id = 312;
export const ids = [312];
export const modules = {

/***/ 59312:
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
;// CONCATENATED MODULE: ./actions/canary-deploy/lib/inputs.js


const digest = schemas/* string */.YjP().regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits');
const httpUrl = schemas/* url */.OZ5({ protocol: /^https?$/ });
const definition = (0,lib/* defineAction */.QP)({
    name: 'canary-deploy',
    title: 'Canary deploy',
    description: 'Moves traffic to a new model step by step, tests its error rates against the old one with anytime-valid statistics, promotes it on proof and rolls it back on harm.',
    branding: { icon: 'git-branch', color: 'yellow' },
    inputs: {
        model: schemas/* string */.YjP().optional().describe('The model in the policy file (default: the only one).'),
        policy: schemas/* string */.YjP().default('mlops.yml').describe('The policy file; its `rollout` section is the plan.'),
        version: schemas/* string */.YjP()
            .max(200)
            .optional()
            .describe('The registry version that is rolled out, for the records.'),
        digest: digest
            .optional()
            .describe('The digest the canary must say it serves; needs `canary-identity-url`.'),
        'stable-identity-url': httpUrl
            .optional()
            .describe('Where the stable arm answers `{"digest": "sha256:..."}` with the model it serves.'),
        'canary-identity-url': httpUrl
            .optional()
            .describe('The same for the canary. An arm that does not answer gets no traffic.'),
        mode: schemas/* enum */.k5n(['run', 'tick', 'reconcile'])
            .default('run')
            .describe('`run` goes to the end; `tick` takes one look and exits, for schedules; `reconcile` rolls back what a dead job left behind.'),
        'finished-run': schemas/* string */.YjP()
            .regex(/^\d+$/, 'a run id')
            .optional()
            .describe('reconcile: the id of a workflow run that has ended, so that its lease need not run out.'),
        router: schemas/* enum */.k5n(['haproxy', 'gitops']).describe('What moves the traffic.'),
        'haproxy-sockets': (0,lib/* lines */.Mn)()
            .optional()
            .describe('Runtime API sockets, one a line: `/run/haproxy/admin.sock` or `tcp:host:port`.'),
        'haproxy-backend': schemas/* string */.YjP().optional().describe('The backend that holds the servers of both arms.'),
        'haproxy-stable-servers': (0,lib/* lines */.Mn)()
            .optional()
            .describe("Servers of the stable arm, one a line (default: the policy's arm name)."),
        'haproxy-canary-servers': (0,lib/* lines */.Mn)()
            .optional()
            .describe("Servers of the canary arm, one a line (default: the policy's arm name)."),
        'haproxy-state-file': schemas/* string */.YjP()
            .optional()
            .describe('A file for the rollout state, where HAProxy is older than 2.4 and cannot hold it itself.'),
        'gitops-remote': schemas/* string */.YjP()
            .optional()
            .describe('The git repository with the weights (default: this repository).'),
        'gitops-branch': schemas/* string */.YjP().default('main').describe('Its branch.'),
        'gitops-file': schemas/* string */.YjP().optional().describe('The YAML file with the weights.'),
        'gitops-path': schemas/* string */.YjP()
            .optional()
            .describe('Where in it: a map from arm to weight, or a list with name and weight (`spec.rules[0].backendRefs`).'),
        'gitops-token': schemas/* string */.YjP()
            .optional()
            .describe('A token that may push there (default: `github-token`, if the remote is on this GitHub).'),
        'prometheus-url': httpUrl
            .optional()
            .describe('Where Prometheus (or Thanos, Mimir, VictoriaMetrics) serves /api/v1; needed unless mode is reconcile.'),
        'prometheus-token': schemas/* string */.YjP().optional().describe('Bearer token for it.'),
        'prometheus-user': schemas/* string */.YjP().optional().describe('User for basic authentication.'),
        'prometheus-password': schemas/* string */.YjP().optional().describe('Password for basic authentication.'),
        environment: schemas/* string */.YjP()
            .optional()
            .describe('Environment of the GitHub deployment to keep in step (default: no deployment).'),
        'report-dir': (0,lib/* reportDirectoryInput */.wE)(),
        'github-token': schemas/* string */.YjP()
            .optional()
            .describe('Token for deployments and comments; usually `${{ github.token }}`.'),
    },
    outputs: {
        verdict: 'pass, warn or fail: the worst finding of the report',
        decision: 'promoted, rolled-back, held, running (mode tick), or unconfirmed: the target did not say that it did it',
        weight: 'Percent of traffic on the canary at the end; empty where that is unconfirmed',
        report: 'Path of report.json',
        html: 'Path of report.html',
        'deployment-id': 'Id of the GitHub deployment, if there is one',
    },
    permissions: [
        {
            scope: 'contents',
            access: 'read',
            why: 'the policy of the base commit; `write` to push gitops weights to this repository',
        },
        {
            scope: 'deployments',
            access: 'write',
            why: 'the deployment and its statuses; without it they are left out with a warning',
        },
        {
            scope: 'pull-requests',
            access: 'write',
            why: 'the report as a comment, when a pull request started the run',
        },
    ],
    post: true,
});

// EXTERNAL MODULE: ./packages/rollout/lib/index.js + 15 modules
var rollout_lib = __webpack_require__(96937);
;// CONCATENATED MODULE: ./actions/canary-deploy/lib/deployment.js

const TASK = 'mlops:canary';
/** Older deployments were set inactive by the rollouts after them. */
const SUPERSEDED_MAX = 5;
const NONE = { id: undefined, report: async () => { }, supersede: async () => { } };
/** A new deployment, or nothing where no environment was named or there is no commit to speak of. */
async function startDeployment(runtime, environment, state) {
    const { sha } = runtime.github.context;
    if (environment === undefined)
        return NONE;
    if (sha === undefined) {
        runtime.log.notice('No deployment is kept: this run has no commit.');
        return NONE;
    }
    const created = await tolerant(runtime, 'create the deployment', () => runtime.github.createDeployment({
        ref: sha,
        environment,
        task: TASK,
        description: `canary of ${state.model}${state.version === undefined ? '' : ` ${state.version}`}`,
        payload: {
            rollout: state.id,
            model: state.model,
            version: state.version ?? null,
            digest: state.digests.canary ?? null,
            target: state.target,
            plan: state.plan,
        },
        production: environment === 'production',
    }));
    return created ? resumeDeployment(runtime, environment, created.id) : NONE;
}
/** The trail of a deployment that exists: a later tick, or the post step. */
function resumeDeployment(runtime, environment, id) {
    if (id === undefined)
        return NONE;
    return {
        id,
        async report(state, description) {
            const url = runUrl(runtime);
            await tolerant(runtime, `set deployment ${id} to ${state}`, () => runtime.github.setDeploymentStatus(id, {
                state,
                description: description.slice(0, lib/* DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS */.t1),
                ...(url !== undefined && { logUrl: url }),
            }));
        },
        async supersede() {
            if (environment === undefined)
                return;
            const all = await tolerant(runtime, 'list deployments', () => runtime.github.deployments({ environment, task: TASK }));
            const older = (all ?? []).filter((other) => other.id < id).sort((a, b) => b.id - a.id);
            for (const other of older.slice(0, SUPERSEDED_MAX)) {
                await tolerant(runtime, `set deployment ${other.id} to inactive`, () => runtime.github.setDeploymentStatus(other.id, {
                    state: 'inactive',
                    description: `superseded by ${id}`,
                }));
            }
        },
    };
}
function runUrl({ github }) {
    const { serverUrl, repository, runId } = github.context;
    if (!repository || runId === undefined)
        return undefined;
    return `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`;
}
async function tolerant(runtime, what, act) {
    try {
        return await act();
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        runtime.log.warning(`Could not ${what}: ${reason}`, { title: 'GitHub deployment' });
        return undefined;
    }
}

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var adapters_lib = __webpack_require__(67690);
;// CONCATENATED MODULE: ./actions/canary-deploy/lib/router-settings.js



const names = schemas/* array */.YOg(schemas/* string */.YjP()).min(1);
const arms = schemas/* strictObject */.rej({ stable: schemas/* string */.YjP(), canary: schemas/* string */.YjP() });
/** Which router, and everything to reach it but secrets: the post step reads this back from the job's state. */
const routerSettingsSchema = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('haproxy'),
        sockets: names,
        backend: schemas/* string */.YjP(),
        servers: schemas/* strictObject */.rej({ stable: names, canary: names }),
        stateFile: schemas/* string */.YjP().optional(),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('gitops'),
        remote: schemas/* string */.YjP(),
        branch: schemas/* string */.YjP(),
        file: schemas/* string */.YjP(),
        path: schemas/* string */.YjP(),
        arms,
    }),
]);
/** @throws UserError `missing-input` naming what the chosen router needs, `no-remote` */
async function routerSettings(inputs, arms, runtime) {
    switch (inputs.router) {
        case 'haproxy':
            return {
                kind: 'haproxy',
                sockets: needed(inputs, 'haproxy-sockets'),
                backend: needed(inputs, 'haproxy-backend'),
                servers: {
                    stable: filled(inputs['haproxy-stable-servers']) ?? [arms.stable],
                    canary: filled(inputs['haproxy-canary-servers']) ?? [arms.canary],
                },
                ...(inputs['haproxy-state-file'] !== undefined && { stateFile: inputs['haproxy-state-file'] }),
            };
        case 'gitops':
            return {
                kind: 'gitops',
                remote: await gitopsRemote(inputs['gitops-remote'], runtime),
                branch: inputs['gitops-branch'],
                file: needed(inputs, 'gitops-file'),
                path: needed(inputs, 'gitops-path'),
                arms: { ...arms },
            };
    }
}
/** The router itself. A token is taken from where it is needed, never from the settings. */
async function openRouter(settings, tokens, runtime) {
    switch (settings.kind) {
        case 'haproxy': {
            const { sockets, backend, servers, stateFile } = settings;
            return (0,adapters_lib/* haproxyRouter */.b6)((0,adapters_lib/* netSocket */.xc)(), {
                sockets: sockets.map(adapters_lib/* parseSocketAddress */.j8),
                backend,
                servers,
                ...(stateFile !== undefined && { store: (0,adapters_lib/* fileStateStore */.nt)(runtime.files, stateFile) }),
            });
        }
        case 'gitops': {
            const { remote, branch, file, arms } = settings;
            const url = remoteUrl(remote);
            const token = tokenFor(url, tokens, runtime);
            return (0,adapters_lib/* gitopsRouter */.CW)(await (0,adapters_lib/* gitopsBranch */.$x)(runtime, { url: remote, branch, token }), {
                file,
                path: (0,adapters_lib/* parseYamlPath */.ob)(settings.path),
                arms,
                target: `git/${shortName(remote, url)}@${branch}:${file}`,
            });
        }
    }
}
function needed(inputs, name) {
    const value = inputs[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
        return value;
    throw new lib/* UserError */.yo('missing-input', `router: ${inputs.router} needs the input ${name}`);
}
function filled(list) {
    return list === undefined || list.length === 0 ? undefined : [...list];
}
/** It is kept in the state for the post step, so not even the checkout's own origin may hold a secret here. */
async function gitopsRemote(given, runtime) {
    return given === undefined
        ? (0,adapters_lib/* withoutSecret */.Nt)(await (0,adapters_lib/* ownRemote */.dg)(runtime), "the checkout's origin (name it in `gitops-remote`)", 'gitops-token')
        : (0,adapters_lib/* withoutSecret */.Nt)(given, 'gitops-remote', 'gitops-token');
}
/** Absent for paths and for `git@host:path`. */
function remoteUrl(remote) {
    return /^https?:\/\//.test(remote) && URL.canParse(remote) ? new URL(remote) : undefined;
}
/** The job's own token goes to this GitHub only, never to whatever host a remote names. */
function tokenFor(url, tokens, runtime) {
    if (!url)
        return undefined;
    const here = new URL(runtime.github.context.serverUrl).origin === url.origin;
    return tokens.gitops ?? (here ? tokens.github : undefined);
}
function shortName(remote, url) {
    return (url ? url.pathname : remote)
        .replace(/\.git$/, '')
        .split('/')
        .filter(Boolean)
        .slice(-2)
        .join('/');
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/handover.js


/** What main leaves for the post step, written before the first shift: enough to undo it, and no secret. */
const handoverSchema = schemas/* strictObject */.rej({
    rollout: schemas/* string */.YjP(),
    router: routerSettingsSchema,
    environment: schemas/* string */.YjP().optional(),
});
const KEY = 'canary';
async function leaveHandover(outputs, handover) {
    await outputs.saveState(KEY, JSON.stringify(handover));
}
/** Nothing is left to do in post: the end was confirmed and reported. */
async function clearHandover(outputs) {
    await outputs.saveState(KEY, '');
}
/** @throws ZodError or SyntaxError when the state is not what main wrote */
function takeHandover(outputs) {
    const text = outputs.state(KEY);
    return text === undefined || text === '' ? undefined : handoverSchema.parse(JSON.parse(text));
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/read-patiently.js
/** A job may be in the middle of a write to several instances: what it leaves half done is looked at again. */
const READ_ATTEMPTS = 3;
const READ_PAUSE_MS = 2_000;
/** @throws what the router threw at the last attempt */
async function readPatiently(router, { clock }) {
    for (let attempt = 1;; attempt++) {
        try {
            return await router.read();
        }
        catch (error) {
            if (attempt === READ_ATTEMPTS)
                throw error;
            await clock.sleep(READ_PAUSE_MS);
        }
    }
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/roll-back.js


/** Waits between attempts; after a cancellation the runner leaves 7.5 s in all, so the first ones follow quickly. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/**
 * Puts the safe split back and confirms it, trying again while there is time. Needs no metrics, no policy and no
 * GitHub. Weights go first, the final state with them or after: a runner killed in between leaves a state that the
 * next reconcile undoes once more, which changes nothing.
 */
async function performRollBack(router, state, reason, runtime) {
    const step = (0,rollout_lib/* rollBack */.Fu)(state, reason);
    let last;
    for (const pause of [0, ...PAUSES_MS]) {
        if (pause > 0)
            await runtime.clock.sleep(pause);
        try {
            const owner = await ownerOf(router, state);
            if (owner !== undefined)
                return { kind: 'left-alone', state: owner, reason };
            const final = (0,rollout_lib/* concluded */._S)(step.state, runtime.clock.now());
            await router.force(step.split, final);
            if ((0,rollout_lib/* sameSplit */.xY)((await router.read()).split, step.split))
                return { kind: 'rolled-back', state: final };
            last = new Error('the weights that were read back are not the ones that were written');
        }
        catch (error) {
            last = error;
        }
        runtime.log.warning(`The rollback is not confirmed yet: ${(0,lib/* describeError */.Uc)(last)}`);
    }
    return { kind: 'unconfirmed', state: step.state, error: last };
}
/** The state of another rollout that has taken the target over, or of ours if a reconcile has already ended it. */
async function ownerOf(router, ours) {
    let placement;
    try {
        placement = await router.read();
    }
    catch {
        // Unreadable or disagreeing instances are what a rollback is for: it is forced on all of them.
        return undefined;
    }
    const { state, split } = placement;
    if (!state)
        return undefined;
    if (state.id !== ours.id)
        return state;
    return state.verdict === 'rolled-back' && (0,rollout_lib/* sameSplit */.xY)(split, ours.rollback) ? state : undefined;
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/post.js







/**
 * After the job, also after a failure or a cancellation that killed main: a rollout of ours that is not over is rolled
 * back. Never throws; what could not be done is an error in the log, and left to `mode: reconcile`.
 */
async function post(runtime) {
    try {
        const handover = takeHandover(runtime.outputs);
        if (!handover)
            return;
        // The runner gives a post step the inputs of its action again, as it gave them to main.
        const tokens = {
            gitops: (0,lib/* rawInput */.JR)(runtime.env, 'gitops-token'),
            github: (0,lib/* rawInput */.JR)(runtime.env, 'github-token'),
        };
        for (const token of Object.values(tokens))
            if (token !== undefined)
                runtime.secrets.mask(token);
        const router = await openRouter(handover.router, tokens, runtime);
        const { state } = await readOrForce(router, runtime);
        if (!state || state.id !== handover.rollout)
            return;
        const trail = resumeDeployment(runtime, handover.environment, state.deploymentId);
        if ((0,rollout_lib/* isTerminal */.Hd)(state.verdict)) {
            // Main was cancelled: it moved the traffic back, but had no time to tell GitHub.
            if (state.verdict === 'rolled-back')
                await trail.report('failure', state.reason ?? 'rolled back');
            return;
        }
        const reason = 'the job ended before the rollout did';
        const ended = await performRollBack(router, state, reason, runtime);
        switch (ended.kind) {
            case 'rolled-back':
                runtime.log.warning(`The canary was rolled back by the post step: ${reason}.`, {
                    title: 'Rolled back',
                });
                await trail.report('failure', reason);
                return;
            case 'left-alone':
                runtime.log.notice(`The target belongs to rollout ${ended.state.id} by now; nothing was touched.`);
                return;
            case 'unconfirmed':
                runtime.log.error(`The canary may still get traffic: ${(0,lib/* describeError */.Uc)(ended.error)}`, {
                    title: 'Rollback not confirmed',
                });
                await trail.report('error', 'the rollback could not be confirmed');
        }
    }
    catch (error) {
        runtime.log.error(`The post step could not check the canary: ${(0,lib/* describeError */.Uc)(error)}`, {
            title: 'Canary not checked',
        });
    }
}
/**
 * What the target holds. One that cannot be read is put on stable unseen: main, which left the handover, died over it,
 * perhaps between the writes to two of its processes.
 */
async function readOrForce(router, runtime) {
    try {
        return await readPatiently(router, runtime);
    }
    catch (unreadable) {
        try {
            await router.force(rollout_lib/* SAFE_SPLIT */.bS, undefined);
            runtime.log.warning(`Because ${(0,lib/* describeError */.Uc)(unreadable)}, all traffic was put on stable.`, {
                title: 'Rolled back',
            });
        }
        catch (error) {
            runtime.log.error(`The canary may still get traffic: ${(0,lib/* describeError */.Uc)(error)}`, {
                title: 'Rollback not confirmed',
            });
        }
        return { state: undefined };
    }
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/identity.js


/**
 * Asks each arm which model it serves, before any traffic moves.
 * @throws UserError `identity-mismatch`, `identity-unreadable`, `same-model`, or `missing-input` when a digest is
 * expected and nobody can be asked
 */
async function checkIdentity(inputs, arms, runtime) {
    const stableUrl = inputs['stable-identity-url'];
    const canaryUrl = inputs['canary-identity-url'];
    const expected = inputs.digest;
    if (canaryUrl === undefined) {
        if (expected === undefined)
            return { check: { kind: 'unchecked' }, digests: {} };
        throw new lib/* UserError */.yo('missing-input', 'digest is given, but without canary-identity-url nobody can check it');
    }
    const canary = await (0,adapters_lib/* reportedDigest */.qD)(runtime.http, arms.canary, canaryUrl, runtime.signal);
    const stable = stableUrl === undefined
        ? undefined
        : await (0,adapters_lib/* reportedDigest */.qD)(runtime.http, arms.stable, stableUrl, runtime.signal);
    if (expected !== undefined && canary !== expected) {
        throw new lib/* UserError */.yo('identity-mismatch', `the canary ${arms.canary} serves ${canary}, expected ${expected}`, {
            remedy: 'no traffic was shifted; deploy the registered model to the canary first',
        });
    }
    if (stable === canary) {
        throw new lib/* UserError */.yo('same-model', `both arms serve ${canary}: there is nothing to roll out`, {
            remedy: 'deploy the new model to the canary arm first',
        });
    }
    return {
        check: { kind: 'verified', expected },
        digests: { canary, ...(stable !== undefined && { stable }) },
    };
}
/** What changed since the start, in words. A comparison goes on only with the models it began with. */
function changedModel(began, now) {
    if (began.canary !== now.canary)
        return 'the canary serves another model than at the start';
    if (began.stable !== now.stable)
        return 'stable serves another model than at the start';
    return undefined;
}
/** Asked at every look, or the report would claim a digest for requests that other bytes answered. */
async function watchIdentity(inputs, state, runtime) {
    try {
        const { digests } = await checkIdentity(inputs, state.arms, runtime);
        const changed = changedModel(state.digests, digests);
        return changed === undefined ? undefined : { kind: 'contended', reason: changed };
    }
    catch (error) {
        if (!(error instanceof lib/* UserError */.yo))
            throw error;
        // A server may be slow for a moment; one that names another model has been replaced.
        const kind = error.code === 'identity-unreadable' ? 'blind' : 'contended';
        return { kind, reason: error.message };
    }
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/observe.js



/** How far back stable's present behaviour is read for the plan. */
const BASELINE_MS = 15 * 60_000;
/** Undefined while the window since the last look is still empty: samples need a moment to become visible. */
async function observe(kpis, plan, state, now, signal) {
    const window = { since: Date.parse(state.startedAt) + state.readTo, until: now - adapters_lib/* SETTLE_MS */.lR };
    if (window.until <= window.since)
        return undefined;
    const counts = {};
    for (const kpi of plan.kpis) {
        const canary = await kpis.counts(kpi, plan.arms.canary, window, signal);
        if (canary.kind !== 'counts')
            return { kind: 'blind', reason: canary.reason };
        const stable = await kpis.counts(kpi, plan.arms.stable, window, signal);
        if (stable.kind !== 'counts')
            return { kind: 'blind', reason: stable.reason };
        counts[kpi.name] = {
            canaryEvents: canary.events,
            canaryTotal: canary.total,
            stableEvents: stable.events,
            stableTotal: stable.total,
        };
    }
    return { kind: 'look', until: window.until, counts };
}
/**
 * What stable does now, before anything is shifted.
 * @throws RolloutError `undetectable` when stable cannot be measured: then the canary could not be either
 */
async function readBaselines(kpis, plan, now, signal) {
    const until = now - adapters_lib/* SETTLE_MS */.lR;
    const baselines = {};
    for (const kpi of plan.kpis) {
        const reading = await kpis.counts(kpi, plan.arms.stable, { since: until - BASELINE_MS, until }, signal);
        if (signal.aborted)
            throw cancelledEarly();
        if (reading.kind !== 'counts')
            throw unmeasured(reading.reason);
        const { events, total, spanMs } = reading;
        const what = `${kpi.name} of ${plan.arms.stable}`;
        if (spanMs === 0)
            throw unmeasured(`${what}: a single sample so far, wait for a second scrape`);
        if (total === 0)
            throw unmeasured(`${what}: it served no request in the last ${BASELINE_MS / 60_000} min`);
        baselines[kpi.name] = { requestsPerMinute: total / (spanMs / 60_000), rate: events / total };
    }
    return baselines;
}
function unmeasured(reason) {
    return new rollout_lib/* RolloutError */.a6('undetectable', `stable cannot be measured, so nothing was shifted: ${reason}`, {
        remedy: 'check prometheus-url, the selectors and that stable has traffic',
    });
}
/** The job was cancelled while nothing had been shifted. */
function cancelledEarly() {
    return new lib/* UserError */.yo('cancelled', 'the job was cancelled before any traffic was shifted');
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/begin.js





/**
 * The target, free to be used: nobody's, or taken from a dead run after undoing what it left.
 * @throws RolloutError `lease-held`, `unsafe-start`
 */
async function freeTarget({ router, runtime, session: { plan } }, holder) {
    const found = await router.read();
    const claimed = (0,rollout_lib/* claim */.B7)(found.state, holder.text, runtime.clock.now(), holder.isOver);
    switch (claimed.kind) {
        case 'free':
            return safe(found, router);
        case 'busy': {
            const { lease, weight, id } = claimed.state;
            throw new rollout_lib/* RolloutError */.a6('lease-held', `${router.target}: rollout ${id} is under way at ${weight} %, held by ${lease.holder} until ${lease.until}`, { remedy: 'wait for it, or give both jobs one `concurrency` group' });
        }
        case 'ours':
        case 'abandoned': {
            refuseSwappedArms(claimed.state, plan);
            const reason = `abandoned by ${claimed.state.lease.holder}`;
            runtime.log.warning(`Rolling back ${claimed.state.id} first: ${reason}.`, {
                title: 'Abandoned rollout',
            });
            const ended = await performRollBack(router, claimed.state, reason, runtime);
            if (ended.kind === 'unconfirmed')
                throw ended.error;
            return safe(await router.read(), router);
        }
    }
}
/**
 * Read by swapped arms, the way back would lead to the canary.
 * @throws RolloutError `config-changed`
 */
function refuseSwappedArms({ id, arms }, plan) {
    if (arms.stable === plan.arms.stable && arms.canary === plan.arms.canary)
        return;
    throw new rollout_lib/* RolloutError */.a6('config-changed', `rollout ${id} is under way with ${arms.stable} as stable and ${arms.canary} as canary; the policy says otherwise by now`, { remedy: 'run canary-deploy with mode: reconcile, which goes by what the rollout began with' });
}
function safe(placement, router) {
    if ((0,rollout_lib/* sameSplit */.xY)(placement.split, rollout_lib/* SAFE_SPLIT */.bS))
        return placement;
    throw new rollout_lib/* RolloutError */.a6('unsafe-start', `${router.target}: the canary already gets ${placement.split.canary.toFixed(1)} % of the traffic, expected 0`, {
        remedy: placement.state?.verdict === 'promoted'
            ? 'the last canary was promoted: swap `arms` in the policy, or put its model on stable and the weights back'
            : 'put all weight on stable first',
    });
}
/** All that must hold and be written before the first request goes to the canary. */
async function begin(job, placement, id, holder, leave) {
    const { inputs, planned, router, session, runtime } = job;
    const { plan } = planned;
    const identity = await checkIdentity(inputs, plan.arms, runtime);
    const baselines = await readBaselines(session.kpis, plan, runtime.clock.now(), runtime.signal);
    const outlook = (0,rollout_lib/* outlookOf */.jH)(plan, baselines);
    (0,rollout_lib/* refuseHopeless */.WD)(plan, outlook);
    const draft = (0,rollout_lib/* beginRollout */.Zf)(plan, {
        id,
        target: router.target,
        model: planned.model,
        ...(inputs.version !== undefined && { version: inputs.version }),
        digests: identity.digests,
        configDigest: planned.configDigest,
        holder: holder.text,
    }, runtime.clock.now());
    if (runtime.signal.aborted)
        throw cancelledEarly();
    const trail = await startDeployment(runtime, inputs.environment, draft);
    const state = trail.id === undefined ? draft : { ...draft, deploymentId: trail.id };
    await leave(id);
    const claimed = await router.write({ split: rollout_lib/* SAFE_SPLIT */.bS, state }, placement.revision);
    return { session: { ...session, trail }, state, placement: claimed, identity, outlook };
}
/** Sorts by time, and cannot be guessed. */
function rolloutId({ clock, random }) {
    const moment = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    return `${moment}-${Array.from(random.bytes(5), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/holder.js
/**
 * A job that goes to the end holds its lease under its run, attempt and rollout: two jobs of one run are two holders.
 */
function runHolder(runtime, rolloutId) {
    const { repository, runId, runAttempt } = runtime.github.context;
    const place = repository ? `${repository.owner}/${repository.name}` : 'local';
    const run = runId === undefined ? undefined : `${place}/actions/runs/${runId}/attempts/`;
    const attempt = Number(runAttempt ?? 1);
    return {
        text: run === undefined ? `${place} ${rolloutId}` : `${run}${attempt} ${rolloutId}`,
        isOver(other) {
            if (run === undefined || !other.startsWith(run))
                return false;
            return Number.parseInt(other.slice(run.length), 10) < attempt;
        },
    };
}
/** Ticks of one version are one holder: each goes on where the last one stopped, in whatever run. */
function tickHolder(runtime, model, version) {
    const { repository } = runtime.github.context;
    const place = repository ? `${repository.owner}/${repository.name}` : 'local';
    return { text: `${place} ticks of ${model} ${version}`, isOver: () => false };
}
/** True when `holder` is a job of the workflow run `runId` of this repository. */
function isOfRun(runtime, holder, runId) {
    const { repository } = runtime.github.context;
    return (repository !== undefined &&
        holder.startsWith(`${repository.owner}/${repository.name}/actions/runs/${runId}/`));
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
;// CONCATENATED MODULE: ./actions/canary-deploy/lib/plan.js



/** @throws UserError `no-rollout`, `unknown-model`, `too-many-looks` and what loadPolicy throws */
async function planModel(inputs, runtime) {
    const policy = await (0,lib/* loadPolicy */.tb)(runtime, inputs.policy);
    for (const note of policy.notes)
        runtime.log.notice(note);
    const { name, policy: model } = chooseModel(policy, inputs.model);
    if (!model.rollout) {
        throw new lib/* UserError */.yo('no-rollout', `${inputs.policy}: the model ${name} has no rollout section`, {
            remedy: 'add `rollout:` with arms, steps and kpis',
        });
    }
    const plan = (0,rollout_lib/* resolvePlan */.yY)(model.rollout);
    return { model: name, plan, policy, configDigest: await digestOf(JSON.stringify(plan)) };
}
function chooseModel({ policy }, name) {
    try {
        return policy.model(name);
    }
    catch (cause) {
        if (cause instanceof policy_lib/* PolicyError */.pn)
            throw new lib/* UserError */.yo(cause.code, cause.message, { cause });
        throw cause;
    }
}
async function digestOf(text) {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
/** Errors of the pure rollout package, as errors for users. */
function forUsers(error) {
    if (!(error instanceof rollout_lib/* RolloutError */.a6))
        return error;
    const { code, message, remedy } = error;
    return new lib/* UserError */.yo(code, message, { cause: error, ...(remedy !== undefined && { remedy }) });
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/publish.js


/** Shows what happened wherever it can be shown. Never throws, never changes the decision. */
async function publish(inputs, planned, progress, known, runtime) {
    const { state, judgement } = progress;
    const { outputs } = runtime;
    await outputs.set('decision', decisionOf(progress));
    // What was asked for is no answer where the target did not confirm it.
    if (decisionOf(progress) !== 'unconfirmed')
        await outputs.set('weight', String(state.weight));
    if (state.deploymentId !== undefined)
        await outputs.set('deployment-id', String(state.deploymentId));
    const report = (0,rollout_lib/* rolloutReport */.eE)({
        plan: planned.plan,
        state,
        ...(judgement && { judgement }),
        ...known,
        subject: subjectOf(inputs, planned, progress, known.identity),
        provenance: (0,lib/* provenanceOf */.Jj)(runtime, 'canary-deploy'),
    }, runtime.clock.now());
    const directory = (0,lib/* reportDirectory */.s6)(inputs['report-dir'], planned.model, 'canary-deploy');
    await (0,lib/* publishReport */.S3)(report, runtime, { directory });
}
/** What the step's `decision` output says. */
function decisionOf({ state }) {
    switch (state.verdict) {
        case 'promoted':
        case 'rolled-back':
        case 'held':
        case 'running':
            return state.verdict;
        case 'promoting':
        case 'rolling-back':
            return 'unconfirmed';
    }
}
/** The digest is claimed only when the canary itself named it: evidence must not rest on an input. */
function subjectOf(inputs, { model, policy }, { state }, identity) {
    const digest = identity.kind === 'verified' ? state.digests.canary : undefined;
    return {
        model,
        ...(inputs.version !== undefined && { version: inputs.version }),
        ...(digest !== undefined && { modelDigest: digest }),
        policy: { digest: policy.digest, ...policy.location },
        data: [],
    };
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/reconcile.js






/**
 * Rolls back what a dead job left behind; touches nothing that lives or is over. Its job fails when it had to act, so
 * that somebody is told.
 */
async function reconcile(inputs, router, open, runtime) {
    const found = await readOrUndo(router, runtime);
    if ('ok' in found)
        return found;
    const runs = [inputs['finished-run'], runtime.github.context.runId].filter((run) => run !== undefined);
    // A guard job of the same run starts when the canary's job has ended, so its lease is over too.
    const isOver = (holder) => runs.some((run) => isOfRun(runtime, holder, run));
    const claimed = (0,rollout_lib/* claim */.B7)(found.state, 'reconcile', runtime.clock.now(), isOver);
    switch (claimed.kind) {
        case 'free':
        case 'ours':
            return { ok: true, message: `${router.target}: no rollout is under way` };
        case 'busy': {
            const { lease } = claimed.state;
            return { ok: true, message: `${router.target}: ${lease.holder} holds the lease until ${lease.until}` };
        }
        case 'abandoned':
            // By the arms it began with: the policy's may have been swapped since, and then the way back leads to the canary.
            return undo(inputs, await open(claimed.state.arms), claimed.state, runtime);
    }
}
async function undo(inputs, router, state, runtime) {
    const reason = `abandoned by ${state.lease.holder}, whose lease ended ${state.lease.until}`;
    const ended = await performRollBack(router, state, reason, runtime);
    const trail = resumeDeployment(runtime, inputs.environment, state.deploymentId);
    switch (ended.kind) {
        case 'rolled-back':
            await runtime.outputs.set('decision', 'rolled-back');
            await runtime.outputs.set('weight', String(ended.state.weight));
            await trail.report('failure', reason);
            return { ok: false, message: `${router.target}: rolled back a rollout ${reason}` };
        case 'left-alone':
            return {
                ok: true,
                message: `${router.target}: rollout ${ended.state.id} is ${ended.state.verdict} by now`,
            };
        case 'unconfirmed':
            await trail.report('error', 'the rollback could not be confirmed');
            return { ok: false, message: `${router.target}: NOT rolled back: ${(0,lib/* describeError */.Uc)(ended.error)}` };
    }
}
/** A state that stays unreadable is undone too: what it would say about the way back is known without it. */
async function readOrUndo(router, runtime) {
    try {
        return await readPatiently(router, runtime);
    }
    catch (error) {
        // A target that does not answer may have a live job, which sees that too; we could not tell it from a dead one.
        if (!(error instanceof rollout_lib/* RolloutError */.a6))
            throw error;
        await router.force(rollout_lib/* SAFE_SPLIT */.bS, undefined);
        await runtime.outputs.set('decision', 'rolled-back');
        await runtime.outputs.set('weight', String(rollout_lib/* SAFE_SPLIT */.bS.canary));
        return { ok: false, message: `${router.target}: all traffic was put on stable, because ${error.message}` };
    }
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/session.js




/** Into the first step. The state before it must already lie on the target. */
async function start(session, state, placement) {
    const step = (0,rollout_lib/* firstShift */.hN)(session.plan, state, session.runtime.clock.now());
    return apply(session, { state, placement, over: false }, step);
}
/** Looks until it is over. */
async function runToEnd(session, started) {
    const { clock, signal } = session.runtime;
    let progress = started;
    while (!progress.over) {
        await clock.sleep(session.plan.intervalMs, signal);
        progress = await takeLook(session, progress);
    }
    return progress;
}
/** One look, one decision, one write. Whatever is thrown on the way, traffic does not stay where nobody watches it. */
async function takeLook(session, before) {
    try {
        return await look(session, before);
    }
    catch (failure) {
        const reason = `the rollout failed: ${(0,lib/* describeError */.Uc)(failure)}`;
        return { ...(await session_undo(session, before, before.state, reason)), failure };
    }
}
async function look(session, before) {
    const { plan, runtime } = session;
    const { observed, placement } = await learn(session, before);
    const current = placement ? { ...before, placement } : before;
    if (!observed)
        return current;
    const now = runtime.clock.now();
    const { step, judgement } = (0,rollout_lib/* decide */.LD)(plan, before.state, observed, now);
    if (judgement)
        runtime.log.info((0,rollout_lib/* lookLine */.Mn)(before.state, judgement, now));
    return apply(session, judgement ? { ...current, judgement } : current, step);
}
async function learn(session, { state }) {
    const { plan, kpis, router, runtime } = session;
    if (runtime.signal.aborted)
        return { observed: cancelled() };
    let placement;
    try {
        placement = await router.read();
    }
    catch (error) {
        // Instances that disagree are contention; a target that does not answer leaves us blind, and may come back.
        return { observed: { kind: isContention(error) ? 'contended' : 'blind', reason: (0,lib/* describeError */.Uc)(error) } };
    }
    const moved = whatMoved(placement, state);
    if (moved !== undefined)
        return { placement, observed: { kind: 'contended', reason: moved } };
    const observed = (await session.watchModels?.(state)) ??
        (await observe(kpis, plan, state, runtime.clock.now(), runtime.signal));
    return { placement, observed: runtime.signal.aborted ? cancelled() : observed };
}
/** What somebody else did to the target since we wrote it, or undefined. */
function whatMoved({ split, state: found }, ours) {
    if (!found)
        return 'the target has forgotten the rollout: it was restarted, or its state was deleted';
    if (found.id !== ours.id)
        return `rollout ${found.id} has taken the target over`;
    if (found.verdict !== ours.verdict)
        return `somebody else set the rollout to ${found.verdict}`;
    if ((0,rollout_lib/* sameSplit */.xY)(split, (0,rollout_lib/* splitFor */.o_)(ours.weight)))
        return undefined;
    return `somebody else moved the weights: the canary has ${split.canary.toFixed(1)} % where ${ours.weight} % was set`;
}
async function apply(session, before, step) {
    const { log } = session.runtime;
    if (step.kind !== 'wait' || step.state.blindSince !== undefined)
        log.info((0,rollout_lib/* stepLine */.l6)(step));
    switch (step.kind) {
        case 'wait':
            return keep(session, before, step);
        case 'shift':
            await session.trail.report('in_progress', (0,rollout_lib/* stepLine */.l6)(step));
            return written(session, before, step, step.state, false);
        case 'stop': {
            const after = await written(session, before, step, step.state, true);
            await session.trail.report('error', (0,rollout_lib/* stepLine */.l6)(step));
            return after;
        }
        case 'promote': {
            const promoting = await written(session, before, step, step.state, false);
            if (promoting.over)
                return promoting;
            const promoted = (0,rollout_lib/* concluded */._S)(promoting.state, session.runtime.clock.now());
            const after = await written(session, promoting, step, promoted, true);
            if (after.state.verdict === 'promoted') {
                await session.trail.report('success', (0,rollout_lib/* stepLine */.l6)(step));
                await session.trail.supersede();
            }
            return after;
        }
        case 'roll-back':
            return session_undo(session, before, step.state, step.reason);
    }
}
/** Nothing moves, so a target that does not take the renewed lease is no reason to act yet. */
async function keep(session, before, step) {
    const { router, runtime } = session;
    if (mayWait(session, before.state))
        return { ...before, state: { ...step.state, lease: before.state.lease } };
    try {
        const placement = await router.write({ split: step.split, state: step.state }, before.placement.revision);
        return { ...before, state: step.state, placement };
    }
    catch (error) {
        if (!isContention(error))
            runtime.log.warning(`The lease could not be renewed: ${(0,lib/* describeError */.Uc)(error)}`);
        // Contention shows again at the next look, which then decides; the evidence of this one is kept.
        return { ...before, state: step.state };
    }
}
/** Where a write is a commit, looks are kept in memory while more than half of the lease on the target is left. */
function mayWait({ router, plan, persistEveryLook, runtime }, { lease }) {
    if (persistEveryLook || !router.sparing)
        return false;
    return Date.parse(lease.until) - runtime.clock.now() - plan.intervalMs > plan.leaseMs / 2;
}
/** Moves traffic, and undoes it all when the target does not confirm. */
async function written(session, before, step, state, over) {
    try {
        const placement = await session.router.write({ split: step.split, state }, before.placement.revision);
        return { ...before, state, placement, over };
    }
    catch (error) {
        return session_undo(session, before, state, `${(0,rollout_lib/* stepLine */.l6)(step)} - failed: ${(0,lib/* describeError */.Uc)(error)}`);
    }
}
async function session_undo(session, before, state, reason) {
    const { router, runtime, trail } = session;
    const startedAt = runtime.clock.now();
    const ended = await performRollBack(router, state, reason, runtime);
    switch (ended.kind) {
        case 'rolled-back':
            runtime.log.info(`Rolled back, confirmed after ${(0,rollout_lib/* elapsedText */.QF)(runtime.clock.now() - startedAt)}.`);
            await trail.report('failure', reason);
            return { ...before, state: ended.state, over: true };
        case 'left-alone': {
            const whose = `the target now belongs to rollout ${ended.state.id} (${ended.state.verdict})`;
            await trail.report('failure', reason);
            const final = (0,rollout_lib/* concluded */._S)({ ...state, verdict: 'rolling-back', reason: `${reason}; ${whose}` }, startedAt);
            return { ...before, state: { ...final, weight: final.rollback.canary }, over: true };
        }
        case 'unconfirmed': {
            const trouble = `the rollback could not be confirmed: ${(0,lib/* describeError */.Uc)(ended.error)}`;
            await trail.report('error', trouble);
            return { ...before, state: ended.state, over: true, trouble };
        }
    }
}
function cancelled() {
    return { kind: 'cancelled', reason: 'the job was cancelled' };
}
function isContention(error) {
    return error instanceof rollout_lib/* RolloutError */.a6 && (error.code === 'contended' || error.code === 'state-invalid');
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/tokens.js
/** Everything secret among the inputs is starred out before anything is logged. */
function maskSecrets(inputs, secrets) {
    const values = [
        inputs['github-token'],
        inputs['gitops-token'],
        inputs['prometheus-token'],
        inputs['prometheus-password'],
    ];
    for (const value of values)
        if (value !== undefined && value !== '')
            secrets.mask(value);
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/run.js















/**
 * Rolls a model out, takes one look at a rollout, or cleans up after one, as `mode` says.
 * @throws UserError for what the user can mend; nothing has been shifted then, or it has been shifted back
 */
async function run(inputs, runtime) {
    maskSecrets(inputs, runtime.secrets);
    try {
        const planned = await planModel(inputs, runtime);
        const tokens = { gitops: inputs['gitops-token'], github: inputs['github-token'] };
        const open = async (arms) => openRouter(await routerSettings(inputs, arms, runtime), tokens, runtime);
        const settings = await routerSettings(inputs, planned.plan.arms, runtime);
        const router = await openRouter(settings, tokens, runtime);
        if (inputs.mode === 'reconcile')
            return await reconcile(inputs, router, open, runtime);
        const url = inputs['prometheus-url'];
        if (url === undefined)
            throw new lib/* UserError */.yo('missing-input', `mode: ${inputs.mode} needs the input prometheus-url`);
        const kpis = (0,adapters_lib/* prometheusKpis */.iF)((0,adapters_lib/* prometheusClient */.oK)(runtime.http, url, (0,adapters_lib/* prometheusAuth */.$M)(inputs)));
        const persistEveryLook = inputs.mode === 'tick';
        const session = { plan: planned.plan, router, kpis, persistEveryLook, runtime };
        const job = { inputs, planned, router, session, runtime };
        const leave = (rollout) => leaveHandover(runtime.outputs, { rollout, router: settings, environment: inputs.environment });
        switch (inputs.mode) {
            case 'run':
                return await runWhole(job, leave);
            case 'tick':
                return await tick(job);
        }
    }
    catch (error) {
        throw forUsers(error);
    }
}
async function runWhole(job, leave) {
    const id = rolloutId(job.runtime);
    const holder = runHolder(job.runtime, id);
    const placement = await freeTarget(job, holder);
    const begun = await begin(job, placement, id, holder, leave);
    const session = {
        ...begun.session,
        watchModels: (state) => watchIdentity(job.inputs, state, job.runtime),
    };
    const started = await start(session, begun.state, begun.placement);
    const ended = await runToEnd(session, started);
    await publish(job.inputs, job.planned, ended, { identity: begun.identity.check, outlook: begun.outlook }, job.runtime);
    // After a cancellation GitHub may not have been told: the post step looks once more.
    if ((0,rollout_lib/* isTerminal */.Hd)(ended.state.verdict) && !job.runtime.signal.aborted)
        await clearHandover(job.runtime.outputs);
    return conclusion(ended);
}
async function tick(job) {
    const { inputs, planned, router, runtime } = job;
    const candidate = inputs.digest ?? inputs.version;
    if (candidate === undefined) {
        throw new lib/* UserError */.yo('missing-input', 'mode: tick needs the input version or digest', {
            remedy: 'it tells the ticks of the next rollout from those of this one',
        });
    }
    const holder = tickHolder(runtime, planned.model, candidate);
    const found = await router.read();
    // A schedule goes on ticking: starting again what was rolled back would expose it for ever.
    if (found.state?.lease.holder === holder.text && (0,rollout_lib/* isTerminal */.Hd)(found.state.verdict)) {
        return alreadyOver(found.state, runtime);
    }
    const claimed = (0,rollout_lib/* claim */.B7)(found.state, holder.text, runtime.clock.now());
    if (claimed.kind !== 'ours') {
        const placement = await freeTarget(job, holder);
        const begun = await begin(job, placement, rolloutId(runtime), holder, async () => { });
        return tickEnd(job, await start(begun.session, begun.state, begun.placement), begun.identity, begun.outlook);
    }
    const { state } = claimed;
    refuseSwappedArms(state, planned.plan);
    const trail = resumeDeployment(runtime, inputs.environment, state.deploymentId);
    const session = { ...job.session, trail };
    const asked = await checkIdentity(inputs, planned.plan.arms, runtime).catch((error) => {
        if (error instanceof lib/* UserError */.yo)
            return error;
        throw error;
    });
    const refused = asked instanceof lib/* UserError */.yo;
    const identity = refused ? { check: { kind: 'unchecked' }, digests: {} } : asked;
    const changed = refused ? asked.message : whatChanged(state, planned, asked);
    if (changed !== undefined) {
        const ended = await performRollBack(router, state, changed, runtime);
        const over = ended.kind !== 'unconfirmed';
        return tickEnd(job, { state: ended.state, placement: found, over }, identity, []);
    }
    return tickEnd(job, await takeLook(session, { state, placement: found, over: false }), identity, []);
}
async function alreadyOver(state, { outputs, log }) {
    await outputs.set('decision', state.verdict);
    await outputs.set('weight', String(state.weight));
    log.notice('This rollout is over, and ticks do not repeat it. To try the same version again, use mode: run or name it anew.');
    return conclusion({ state });
}
async function tickEnd(job, progress, identity, outlook) {
    await publish(job.inputs, job.planned, progress, { identity: identity.check, outlook }, job.runtime);
    return conclusion(progress);
}
/** A comparison goes on only under the rules and with the models it began with. */
function whatChanged(state, planned, identity) {
    if (state.configDigest !== planned.configDigest)
        return 'the rollout section of the policy changed halfway';
    return changedModel(state.digests, identity.digests);
}
/** @throws what ended the rollout, if something was thrown: traffic is safe and the report is out by now */
function conclusion({ state, trouble, failure, }) {
    if (failure !== undefined)
        throw failure;
    const name = state.version === undefined ? state.model : `${state.model} ${state.version}`;
    const why = state.reason === undefined ? '' : `: ${state.reason}`;
    if (trouble !== undefined)
        return { ok: false, message: `${name}: ${trouble}${why}` };
    switch (state.verdict) {
        case 'promoted':
            return { ok: true, message: `${name} was promoted to 100 %${why}` };
        case 'running':
            return { ok: true, message: `${name} is at ${state.weight} %` };
        case 'rolled-back':
            return { ok: false, message: `${name} was rolled back${why}` };
        case 'held':
            return { ok: false, message: `${name} is held at ${state.weight} %${why}` };
        case 'promoting':
        case 'rolling-back':
            return { ok: false, message: `${name} is ${state.verdict}, not confirmed${why}` };
    }
}

;// CONCATENATED MODULE: ./actions/canary-deploy/lib/main.js



const action = {
    definition: definition,
    run: run,
    post: post,
};


/***/ })

};
