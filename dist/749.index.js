export const id = 749;
export const ids = [749];
export const modules = {

/***/ 98749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  registryCommand: () => (/* binding */ registryCommand)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var lib = __webpack_require__(67690);
// EXTERNAL MODULE: ./packages/catalog/lib/index.js + 11 modules
var catalog_lib = __webpack_require__(83940);
// EXTERNAL MODULE: ./packages/core/lib/index.js + 54 modules
var core_lib = __webpack_require__(11371);
// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var registry_lib = __webpack_require__(47511);
// EXTERNAL MODULE: ./packages/runner/lib/error.js
var lib_error = __webpack_require__(45730);
// EXTERNAL MODULE: ./packages/runner/lib/terminal.js
var terminal = __webpack_require__(13618);
;// CONCATENATED MODULE: ./packages/runner/lib/registry/mirror.js



/** Brings MLflow's registry to what ours says: versions that live, oldest first, and an alias for each stage. */
async function mirror({ registry, runtime }, { state, versions }) {
    const client = (0,lib/* mlflowClient */.NZ)(runtime.http, runtime.env);
    const living = versions.filter((version) => !version.state.retired).toReversed();
    const mirrored = living.map((version) => {
        let folder;
        const fetched = () => (folder ??= fetchTo(version.record));
        return {
            record: version.record,
            recordDigest: version.state.recordDigest,
            // Only a version that is not there yet is fetched; fetchModel proves every file before it is read here.
            read: async (file) => (0,promises_.readFile)(`${await fetched()}/${file.path === '.' ? version.record.fileName : file.path}`),
        };
    });
    async function fetchTo({ model, version }) {
        const directory = await runtime.files.temporary('mirror');
        await (0,registry_lib/* fetchModel */.aO)(registry, { model, from: { version: String(version) }, directory });
        return directory;
    }
    const outcomes = await (0,lib/* mirrorVersions */.Ps)(client, registry.clock, state.model, mirrored);
    const numbers = new Map(outcomes.map(({ version, mlflowVersion }) => [version, mlflowVersion]));
    const aliases = [...state.stages].flatMap(([stage, { version }]) => {
        const number = numbers.get(version);
        return number === undefined ? [] : [[stage, number]];
    });
    return {
        place: client.place,
        versions: outcomes,
        aliases: await (0,lib/* mirrorAliases */.Cz)(client, state.model, new Map(aliases)),
    };
}
/** The history as GTO's tags, on the registry's own branch. */
async function tagForGto({ registry, runtime }, model) {
    const tags = await (0,registry_lib/* gtoTags */.M_)(registry.store.history(), model);
    const { exec, files, signal } = runtime;
    const ports = { exec, remote: registry.remote, signal, directory: await files.temporary('gto') };
    return (0,registry_lib/* createTags */.An)(ports, registry.branch, tags);
}

// EXTERNAL MODULE: ./packages/runner/lib/text-table.js
var text_table = __webpack_require__(12096);
;// CONCATENATED MODULE: ./packages/runner/lib/registry/look.js



function listText(catalog, look) {
    if (catalog.models.length === 0)
        return [`Nothing is registered in ${(0,terminal/* printable */.g$)(catalog.place)} yet.`];
    const rows = catalog.models.map(({ state, versions }) => [
        state.model,
        String(versions.length),
        versions[0] ? `v${versions[0].state.version}` : '',
        versions[0] ? (0,catalog_lib/* shortTime */.Mj)(versions[0].state.registeredAt) : '',
        [...state.stages.values()].map(({ stage, version }) => `${stage} v${version}`).join(', '),
    ]);
    return table([['Model', 'Versions', 'Newest', 'Registered', 'Stages'], ...rows], look, [false, true]);
}
function showText(model, version, look) {
    const { state, record, evidence } = version;
    const standing = (0,catalog_lib/* standingOf */.YP)(state);
    const stages = (0,catalog_lib/* stagesOf */.ZL)(model, state.version);
    const { code, lock, image, data } = record.lineage;
    const facts = [
        ['Model digest', record.modelDigest],
        ['Record digest', state.recordDigest],
        [
            'Registered',
            `${(0,catalog_lib/* shortTime */.Mj)(state.registeredAt)} UTC${state.registeredBy.actor === undefined ? '' : ` by ${state.registeredBy.actor}`}`,
        ],
        ['Stages', stages.length === 0 ? 'none' : stages.join(', ')],
        ...(standing ? [[standing.word, standing.reason]] : []),
        ...(code
            ? [['Code', `${code.repository ?? ''}@${code.commit}${code.dirty ? ' with uncommitted changes' : ''}`]]
            : []),
        ...(lock
            ? [
                [
                    'Dependencies',
                    `${lock.path} ${(0,catalog_lib/* shortDigest */.VK)(lock.digest)}${lock.packages === undefined ? '' : `, ${lock.pinned} of ${lock.packages} pinned`}`,
                ],
            ]
            : []),
        ...(image ? [['Image', `${image.name}@${image.digest}`]] : []),
        [
            'Bytes',
            `${record.files.length} ${record.files.length === 1 ? 'file' : 'files'} in ${record.bytes.kind}`,
        ],
    ];
    return [
        look.style.bold(`${record.model} version ${record.version}`),
        ...section('', facts, look),
        ...section('Data', data.map((item) => [item.name, `${item.kind} ${'id' in item ? item.id : item.digest}`]), look),
        ...section('Parameters', (0,catalog_lib/* paramsOf */.gI)(record).map(([name, value]) => [name, value]), look),
        ...section('Metrics', (0,catalog_lib/* metricsOf */.Ps)(version).map(({ name, slice, value }) => [
            slice === undefined ? name : `${name} (${slice})`,
            String(value),
        ]), look),
        ...section('Evidence', evidence.map(({ kind, verdict, headline }) => [`${kind}: ${verdict}`, headline]), look),
        ...section('Formats', (record.packaging ?? []).map(({ path, format, runsCode }) => [
            path,
            runsCode === undefined ? format : `${format}: ${runsCode}`,
        ]), look),
    ];
}
function historyText(model, look) {
    const rows = model.events.toReversed().map((event) => {
        const reason = (0,catalog_lib/* eventReason */.Ft)(event);
        return [
            (0,catalog_lib/* shortTime */.Mj)(event.at),
            event.origin.actor ?? '',
            `${(0,catalog_lib/* eventLine */.V8)(event)}${reason === undefined ? '' : `: ${reason}`}`,
        ];
    });
    return table([['When (UTC)', 'Who', 'What'], ...rows], look);
}
function diffText(from, to, look) {
    const differences = (0,catalog_lib/* diffVersions */.rQ)(from, to);
    if (differences.length === 0)
        return ['Nothing that is recorded differs.'];
    const rows = differences.map(({ part, name, from: a, to: b, change }) => [
        part,
        name,
        shortened(a),
        shortened(b) +
            (change === undefined || change === 0
                ? ''
                : ` (${change > 0 ? '+' : ''}${Number(change.toPrecision(4))})`),
    ]);
    return table([['Part', 'Name', `v${from.state.version}`, `v${to.state.version}`], ...rows], look);
}
/** Digests are told apart by their beginning; whole ones would fill the line. */
function shortened(text) {
    return text === undefined ? '-' : text.replaceAll(/sha256:([0-9a-f]{12})[0-9a-f]{52}/g, '$1');
}
function section(title, rows, look) {
    if (rows.length === 0)
        return [];
    const [heading = '', ...body] = table([[title, ''], ...rows], look);
    return ['', ...(title === '' ? [] : [heading]), ...body];
}
/** Everything in a table came out of a registry others can write to. */
function table(rows, { style, width }, right = []) {
    const cells = rows.map((row) => row.map((cell) => (0,terminal/* printable */.g$)(cell).replaceAll(/\s+/g, ' ')));
    return (0,text_table/* textTable */.e)(cells, { style, width, right });
}

// EXTERNAL MODULE: ./packages/runner/lib/git.js
var git = __webpack_require__(73640);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./packages/runner/lib/registry/usage.js
var usage = __webpack_require__(42125);
;// CONCATENATED MODULE: ./packages/runner/lib/registry/options.js



/** @throws RunnerError `usage` */
function registryOptions(args) {
    try {
        const { values, positionals } = (0,external_node_util_.parseArgs)({
            args: [...args],
            allowPositionals: true,
            options: {
                remote: { type: 'string' },
                branch: { type: 'string' },
                policy: { type: 'string' },
                'token-env': { type: 'string' },
                to: { type: 'string' },
                reason: { type: 'string' },
                keep: { type: 'string' },
                apply: { type: 'boolean', default: false },
                json: { type: 'boolean', default: false },
            },
        });
        const [command, ...operands] = positionals;
        if (command === undefined)
            throw new Error('which command?');
        const { remote, branch, policy, to, reason, keep, apply, json } = values;
        return {
            command,
            operands,
            remote,
            branch,
            policy,
            tokenEnv: values['token-env'],
            to,
            reason,
            keep,
            apply,
            json,
        };
    }
    catch (cause) {
        throw usageError(cause.message, cause);
    }
}
function usageError(message, cause) {
    return new lib_error/* RunnerError */.R('usage', message, { cause, remedy: usage/* REGISTRY_USAGE */.q });
}
/** The operands a command takes, by name; the last may be left out where `optional` says so. */
function operandsOf({ command, operands }, names, optional = 0) {
    if (operands.length > names.length)
        throw usageError(`registry ${command}: unexpected "${operands[names.length]}"`);
    if (operands.length < names.length - optional) {
        throw usageError(`registry ${command} needs ${names.slice(operands.length, names.length - optional).join(' and ')}`);
    }
    return operands;
}

;// CONCATENATED MODULE: ./packages/runner/lib/registry/open.js




const POLICY = 'mlops.yml';
/** @throws UserError, RegistryError, PolicyError of what is named */
async function open_open(options, host, model) {
    const runtime = await runtimeFor(host);
    const spec = await specOf(options, runtime, model);
    const token = options.tokenEnv === undefined ? undefined : host.env[options.tokenEnv];
    if (options.tokenEnv !== undefined && token === undefined) {
        throw usageError(`--token-env ${options.tokenEnv}: this shell has no such variable`);
    }
    const registry = await (0,lib/* openRegistry */.Me)(runtime, spec, {
        remote: options.remote,
        branch: options.branch,
        'remote-token': token,
        'github-token': undefined,
    });
    return { registry, runtime };
}
async function runtimeFor(host) {
    const { actor } = await (0,git/* gitFacts */.g)(host.cwd);
    const env = {
        ...host.env,
        GITHUB_WORKSPACE: host.cwd,
        ...(host.env['GITHUB_ACTOR'] === undefined && actor !== undefined ? { GITHUB_ACTOR: actor } : {}),
    };
    return (0,core_lib/* githubRuntime */.Ey)({
        env,
        platform: process.platform,
        cwd: () => host.cwd,
        // Notes are for people: stdout is the command's answer, and workflow commands mean nothing here.
        stdout: { write: (text) => host.err(text.replace(/^::(\w+)[^:]*::/, '$1: ').trimEnd()) },
        on: () => undefined,
        off: () => undefined,
        exit: () => undefined,
    }, { signal: host.signal });
}
/** Where bytes are is the model's own affair; without a model, or without a policy, the defaults hold. */
async function specOf({ policy }, runtime, model) {
    const path = policy ?? POLICY;
    if (policy === undefined && (await runtime.files.stat(path)) === undefined)
        return undefined;
    const { models } = (await (0,core_lib/* loadPolicy */.tb)(runtime, path)).policy.document;
    if (model !== undefined)
        return models[model]?.registry;
    const [first] = Object.values(models);
    return first?.registry;
}

;// CONCATENATED MODULE: ./packages/runner/lib/registry/command.js












const COMMANDS = {
    list,
    show,
    history: command_history,
    diff,
    verify,
    fetch: fetchFiles,
    html,
    deprecate: (options, host) => end('deprecate', options, host),
    retire: (options, host) => end('retire', options, host),
    collect,
    mirror: mirrorModel,
};
/** `registry`: what is in a registry, and what its owner does to it by hand. Exit 1 when an audit finds something. */
async function registryCommand(args, host) {
    const options = registryOptions(args);
    const command = Object.hasOwn(COMMANDS, options.command) ? COMMANDS[options.command] : undefined;
    if (!command)
        throw usageError(`registry: no such command: ${(0,terminal/* printable */.g$)(options.command)}`);
    const look = { style: host.colour ? terminal/* coloured */.qY : terminal/* plain */.pj, width: host.columns };
    const { lines, json, ok = true } = await translated(() => command(options, host, look));
    if (options.json)
        host.out(JSON.stringify(json, undefined, 2));
    else
        for (const line of lines)
            host.out(line);
    return ok ? 0 : 1;
}
async function translated(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof registry_lib/* RegistryError */.gl) && !(error instanceof core_lib/* UserError */.yo))
            throw error;
        const { code, message, remedy } = error;
        throw new lib_error/* RunnerError */.R(code, message, { cause: error, ...(remedy === undefined ? {} : { remedy }) });
    }
}
async function list(options, host, look) {
    operandsOf(options, []);
    const catalog = await (0,catalog_lib/* readCatalog */.uM)((await open_open(options, host)).registry);
    return { lines: listText(catalog, look), json: catalog.models.map((model) => summaryOf(model)) };
}
async function show(options, host, look) {
    const [name, wanted] = operandsOf(options, ['MODEL', 'VERSION'], 1);
    const model = await modelOf(await open_open(options, host, name), name);
    const version = wanted === undefined ? model.versions[0] : versionOf(model, wanted);
    return { lines: showText(model, version, look), json: { ...version.record, state: stateOf(version) } };
}
async function command_history(options, host, look) {
    const [name] = operandsOf(options, ['MODEL']);
    const model = await modelOf(await open_open(options, host, name), name);
    return { lines: historyText(model, look), json: model.events };
}
async function diff(options, host, look) {
    const [name, from, to] = operandsOf(options, ['MODEL', 'FROM', 'TO']);
    const model = await modelOf(await open_open(options, host, name), name);
    const [a, b] = [versionOf(model, from), versionOf(model, to)];
    return { lines: diffText(a, b, look), json: (0,catalog_lib/* diffVersions */.rQ)(a, b) };
}
async function verify(options, host, look) {
    const [model] = operandsOf(options, ['MODEL'], 1);
    const { registry } = await open_open(options, host, model);
    const audit = await (0,registry_lib/* auditRegistry */.fS)(registry, model === undefined ? {} : { deep: model });
    const { violations, commits, events, versions, verified } = audit;
    const ok = violations.length === 0 && commits > 0;
    const rows = violations.map(({ kind, path, revision, reason }) => [
        kind,
        revision?.slice(0, 12) ?? '',
        path,
        reason,
    ]);
    const lines = ok
        ? [
            `The history is as it was written: ${commits} commits, ${events} events, ${versions} versions; bytes of ${verified} re-read.`,
        ]
        : commits === 0
            ? [
                'There is no history: check remote and branch. If models were registered here, the branch was deleted.',
            ]
            : table([['Violation', 'Commit', 'Path', 'Why'], ...rows], look);
    return { lines, json: audit, ok };
}
async function fetchFiles(options, host) {
    const [model, from] = operandsOf(options, ['MODEL', 'FROM']);
    const directory = (0,external_node_path_.resolve)(host.cwd, needed(options, 'to'));
    const { registry } = await open_open(options, host, model);
    const chosen = /^(?:v?\d+|sha256:.*)$/.test(from) ? { version: from } : { stage: from };
    const { record, files } = await (0,registry_lib/* fetchModel */.aO)(registry, { model, from: chosen, directory });
    const lines = [
        `${model} version ${record.version}, verified (${record.modelDigest}):`,
        ...files.map(terminal/* printable */.g$),
    ];
    return { lines, json: { version: record.version, modelDigest: record.modelDigest, files } };
}
async function html(options, host) {
    operandsOf(options, []);
    const path = (0,external_node_path_.resolve)(host.cwd, needed(options, 'to'));
    const { registry, runtime } = await open_open(options, host);
    const catalog = await (0,catalog_lib/* readCatalog */.uM)(registry);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,promises_.writeFile)(path, (0,catalog_lib/* registryPage */.xC)(catalog, runtime.clock.now()));
    return { lines: [path], json: { path, models: catalog.models.length } };
}
async function end(kind, options, host) {
    const [model, version] = operandsOf(options, ['MODEL', 'VERSION']);
    const reason = needed(options, 'reason');
    const { registry, runtime } = await open_open(options, host, model);
    const event = await (0,registry_lib/* endVersion */.k8)(registry, { model, version, kind, reason, origin: (0,lib/* originOf */.yv)(runtime.github) });
    const word = `${kind}d`;
    const line = event === undefined ? `${model} ${version} was ${word} already.` : `${model} ${version} is ${word}.`;
    return { lines: [line], json: { changed: event !== undefined, event: event ?? null } };
}
/** Says what would go and why the rest stays; only `--apply` does it, one event a version. */
async function collect(options, host, look) {
    const [name] = operandsOf(options, ['MODEL']);
    const keep = options.keep === undefined ? registry_lib/* DEFAULT_KEEP */.oK : Number(options.keep);
    if (!Number.isSafeInteger(keep) || keep < 1)
        throw usageError(`--keep takes a whole number from 1 on, not "${options.keep}"`);
    const opened = await open_open(options, host, name);
    const model = await modelOf(opened, name);
    const evidence = model.versions.flatMap((version) => version.evidence);
    const plan = (0,registry_lib/* collectable */.lm)({ state: model.state, keep, evidence });
    if (options.apply) {
        const origin = (0,lib/* originOf */.yv)(opened.runtime.github);
        const reason = options.reason ?? `collected: nothing needs it, the newest ${keep} stay`;
        for (const { version } of plan.collect) {
            await (0,registry_lib/* endVersion */.k8)(opened.registry, {
                model: name,
                version: String(version),
                kind: 'retire',
                reason,
                origin,
            });
        }
    }
    const rows = [
        ...plan.collect.map(({ version }) => [
            `v${version}`,
            options.apply ? 'retired' : 'would be retired',
            'nothing needs it',
        ]),
        ...plan.kept.map(({ version, because }) => [`v${version}`, 'stays', because]),
    ];
    const note = options.apply || plan.collect.length === 0 ? [] : ['', 'Nothing was changed; --apply does it.'];
    return {
        lines: [...table([['Version', 'What', 'Why'], ...rows], look), ...note],
        json: { applied: options.apply, collect: plan.collect.map(({ version }) => version), kept: plan.kept },
    };
}
async function mirrorModel(options, host, look) {
    const [name] = operandsOf(options, ['MODEL']);
    const opened = await open_open(options, host, name);
    const target = options.to ?? 'mlflow';
    if (target === 'gto') {
        const made = await tagForGto(opened, name);
        return { lines: [`${made.length} tags made.`, ...made], json: { tags: made } };
    }
    if (target !== 'mlflow')
        throw usageError(`registry mirror: --to takes mlflow or gto, not "${target}"`);
    const report = await mirror(opened, await modelOf(opened, name));
    const rows = [
        ...report.versions.map(({ version, mlflowVersion, created }) => [
            `v${version}`,
            mlflowVersion,
            created ? 'created' : 'was there',
        ]),
        ...report.aliases.map(({ alias, mlflowVersion, changed }) => [
            alias,
            mlflowVersion,
            changed ? 'moved' : 'stood there',
        ]),
    ];
    return { lines: table([['Ours', `In ${report.place}`, 'What'], ...rows], look), json: report };
}
async function modelOf({ registry }, name) {
    const catalog = await (0,catalog_lib/* readCatalog */.uM)(registry, [name]);
    return catalog.models[0];
}
function versionOf({ state, versions }, text) {
    const selector = (0,registry_lib/* parseSelector */.Pl)(text);
    const found = versions.find(({ state: version }) => selector.kind === 'version'
        ? version.version === selector.version
        : version.modelDigest === selector.digest);
    if (found)
        return found;
    throw new registry_lib/* RegistryError */.gl('unknown-version', `${state.model} has no version ${text}; it has 1 to ${state.versions.size}`);
}
function needed(options, name) {
    const value = options[name];
    if (value !== undefined && value !== '')
        return value;
    throw usageError(`registry ${options.command} needs --${name}`);
}
function summaryOf({ state, versions }) {
    const stages = [...state.stages.values()].map(({ stage, version, modelDigest }) => [
        stage,
        { version, modelDigest },
    ]);
    return {
        model: state.model,
        versions: versions.length,
        newest: versions[0]?.state.version ?? null,
        stages: Object.fromEntries(stages),
    };
}
function stateOf({ state }) {
    const { quarantined = null, deprecated = null, retired = null, evidence } = state;
    return { evidence, quarantined, deprecated, retired };
}


/***/ })

};
