export const id = 313;
export const ids = [313];
export const modules = {

/***/ 81313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lR: () => (/* reexport */ SETTLE_MS),
  ay: () => (/* reexport */ chosenModel),
  nt: () => (/* reexport */ fileStateStore),
  $x: () => (/* reexport */ gitopsBranch),
  CW: () => (/* reexport */ gitopsRouter),
  b6: () => (/* reexport */ haproxyRouter),
  xc: () => (/* reexport */ netSocket),
  Me: () => (/* reexport */ openRegistry),
  yv: () => (/* reexport */ originOf),
  dg: () => (/* reexport */ ownRemote),
  j8: () => (/* reexport */ parseSocketAddress),
  ob: () => (/* reexport */ parseYamlPath),
  oK: () => (/* reexport */ prometheusClient),
  iF: () => (/* reexport */ prometheusKpis),
  At: () => (/* reexport */ readEvidence),
  ko: () => (/* reexport */ readModel),
  P4: () => (/* reexport */ registryInputs),
  qD: () => (/* reexport */ reportedDigest),
  vE: () => (/* reexport */ translated),
  Nt: () => (/* reexport */ withoutSecret)
});

// UNUSED EXPORTS: MAX_POINTS, PrometheusError, addressText, increaseOf, parseMatrix, parseValue, readSplit, registryRemote, weightsFor, writeSplit

// EXTERNAL MODULE: ./packages/core/lib/index.js + 52 modules
var lib = __webpack_require__(46786);
;// CONCATENATED MODULE: ./packages/adapters/lib/git/own-remote.js

/**
 * This repository: the checkout's origin, so that it also works outside GitHub; else the one the workflow runs in.
 * @throws UserError `no-remote`
 */
async function ownRemote({ exec, files, github, }) {
    const workspace = files.resolve('.');
    // In a container job the checkout belongs to another user; reading one value of its configuration is harmless.
    const safe = `safe.directory=${workspace}`;
    const args = ['-c', safe, '-C', workspace, 'config', '--get', 'remote.origin.url'];
    const found = await exec.run('git', args);
    const origin = new TextDecoder().decode(found.stdout).trim();
    if (found.exitCode === 0 && origin !== '')
        return origin;
    const { serverUrl, repository } = github.context;
    if (repository)
        return `${serverUrl}/${repository.owner}/${repository.name}.git`;
    throw new lib/* UserError */.yo('no-remote', 'there is no git repository here, and none was named', {
        remedy: 'Run in a checkout with an `origin`, or name the repository (inputs `remote`, `gitops-remote`).',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/git/without-secret.js

/**
 * The URL of a repository, if no user and password stand in it: a URL gets into logs, state and the arguments of programs,
 * where a token given for itself does not.
 *
 * @param named where the URL stands: an input, a key of the policy
 * @param instead the input that takes the token
 * @throws UserError `secret-in-url`
 */
function withoutSecret(url, named, instead) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const web = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
    if (!web || (parsed.username === '' && parsed.password === ''))
        return url;
    throw new lib/* UserError */.yo('secret-in-url', `${named} holds a user or password`, {
        remedy: `Give the URL without them, and the token as \`${instead}\`, from a secret.`,
    });
}

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 43 modules
var registry_lib = __webpack_require__(9506);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./packages/adapters/lib/git/checked-remote.js


/**
 * A remote as git takes it. A relative path is one of the workspace; a token is masked in both forms it has.
 *
 * @throws RegistryError `invalid-remote`
 */
function checkedRemote({ env, files, secrets }, url, token) {
    (0,registry_lib/* gitRemote */.RS)(url); // Refused as it was written, before a path is made of it.
    const place = isPath(url) && !(0,external_node_path_.isAbsolute)(url) ? (0,external_node_path_.resolve)(files.resolve('.'), url) : url;
    if (token === undefined)
        return (0,registry_lib/* gitRemote */.RS)(place);
    secrets.mask(token);
    // git receives it in this form, and a debug log of git would show it in this form.
    secrets.mask(Buffer.from(`x-access-token:${token}`).toString('base64'));
    const inherited = Number(env.get('GIT_CONFIG_COUNT') ?? 0);
    return (0,registry_lib/* gitRemote */.RS)(place, token, Number.isSafeInteger(inherited) && inherited > 0 ? inherited : 0);
}
/** Neither `https://...` nor `git@host:path`: what git takes for a path too. */
function isPath(url) {
    return !url.includes('://') && !/^[^/]+:/.test(url);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/origin.js


/** Who does it and in which run, for the registry's events. */
function originOf({ context }) {
    const { actor, serverUrl, repository, workflowRef, workflow, runId, runAttempt } = context;
    const inRun = runId !== undefined;
    return {
        ...(actor === undefined ? {} : { actor }),
        ...(inRun ? { server: serverUrl, runId } : {}),
        ...(repository ? { repository: `${repository.owner}/${repository.name}` } : {}),
        ...((workflowRef ?? workflow) === undefined ? {} : { workflow: workflowRef ?? workflow }),
        ...(runAttempt === undefined ? {} : { runAttempt }),
    };
}
/** The registry's errors as the user's: it refuses for reasons they can mend, and says how. */
async function translated(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof registry_lib/* RegistryError */.gl))
            throw error;
        const { code, message, remedy } = error;
        throw new lib/* UserError */.yo(code, message, { cause: error, ...(remedy === undefined ? {} : { remedy }) });
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/gitops/branch.js



/**
 * The job's signal is not handed on: a rollback begins after a cancellation, and its git commands must not be stopped.
 *
 * @throws UserError `invalid-remote`, `invalid-name`, `git-failed`
 */
function gitopsBranch(runtime, options) {
    const { clock, exec, files, random } = runtime;
    return translated(async () => {
        const remote = checkedRemote(runtime, options.url, options.token);
        const directory = await files.temporary('canary-git-');
        return (0,registry_lib/* gitStore */.O_)({ exec, directory, remote, branch: options.branch, clock, random });
    });
}

// EXTERNAL MODULE: ./packages/rollout/lib/index.js + 15 modules
var rollout_lib = __webpack_require__(96937);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./packages/adapters/lib/gitops/weights-file.js


/**
 * The weights in a YAML file. At the path stands either a map from arm to weight (`blue: 90`) or a list of items with
 * `name` and `weight`, as HTTPRoute's backendRefs and Traefik's services have it.
 * @throws UserError `bad-weights-file` naming what is missing
 */
function readSplit(text, place) {
    const { stable, canary } = weightNodes(parse(text, place), place);
    const weights = { stable: weightOf(stable, place), canary: weightOf(canary, place) };
    const total = weights.stable + weights.canary;
    if (total === 0)
        throw wrong(place, 'both weights are 0');
    const share = (100 * weights.canary) / total;
    return { stable: 100 - share, canary: share };
}
/** The file with other weights and every comment, order and quote as it was. */
function writeSplit(text, split, place) {
    const documents = parse(text, place);
    const { stable, canary } = weightNodes(documents, place);
    // Edited in the text, not printed anew: a reviewer's diff shows two numbers and nothing else.
    return [
        { node: stable, weight: split.stable },
        { node: canary, weight: split.canary },
    ]
        .map(({ node, weight }) => ({ range: rangeOf(node, place), weight }))
        .sort((a, b) => b.range.start - a.range.start)
        .reduce((edited, { range, weight }) => edited.slice(0, range.start) + String(Math.round(weight)) + edited.slice(range.end), text);
}
function parse(text, place) {
    const documents = (0,dist/* parseAllDocuments */.hR)(text);
    if ('empty' in documents || documents.length === 0)
        throw wrong(place, 'is empty');
    const error = documents.flatMap((document) => document.errors)[0];
    if (error)
        throw wrong(place, `is not YAML: ${error.message.split('\n', 1)[0] ?? ''}`);
    return documents;
}
/** Of several documents in one file, the path must fit exactly one. */
function weightNodes(documents, place) {
    const found = documents.flatMap((document) => {
        const stable = armNode(document, place.arms.stable, place);
        const canary = armNode(document, place.arms.canary, place);
        return stable && canary ? [{ stable, canary }] : [];
    });
    const [only, ...others] = found;
    if (!only) {
        throw wrong(place, `has no weights of ${place.arms.stable} and ${place.arms.canary} at ${pathText(place.path)}`);
    }
    if (others.length > 0)
        throw wrong(place, `has ${found.length} documents with weights at ${pathText(place.path)}`);
    return only;
}
function armNode(document, arm, place) {
    const node = document.getIn(place.path, true);
    if ((0,dist/* isMap */.jh)(node)) {
        const weight = node.get(arm, true);
        return (0,dist/* isScalar */.jn)(weight) ? weight : undefined;
    }
    if (!(0,dist/* isSeq */.oP)(node))
        return undefined;
    const items = node.items.filter((item) => (0,dist/* isMap */.jh)(item) && item.get('name') === arm);
    const [item] = items;
    if (items.length !== 1 || !(0,dist/* isMap */.jh)(item))
        return undefined;
    const weight = item.get('weight', true);
    return (0,dist/* isScalar */.jn)(weight) ? weight : undefined;
}
function weightOf(node, place) {
    const { value } = node;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0)
        return value;
    throw wrong(place, `holds a weight that is no number >= 0 at ${pathText(place.path)}`);
}
function rangeOf(node, place) {
    if (!node.range)
        throw wrong(place, 'holds a weight that has no place in the text');
    return { start: node.range[0], end: node.range[1] };
}
function pathText(path) {
    return path
        .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
        .join('')
        .replace(/^\./, '');
}
function wrong(place, what) {
    return new lib/* UserError */.yo('bad-weights-file', `${place.file}: ${what}`, {
        remedy: 'at gitops-path stands a map from arm to weight, or a list of items with name and weight',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/gitops/router.js




/** Pushes of others to the same branch that may get in between before we give up. */
const ATTEMPTS = 5;
/**
 * Traffic by the weights in a file of a git repository, which a GitOps controller (Argo CD, Flux) applies. Weights and
 * state go into one commit, pushed with a lease, so this is a true compare-and-swap. The state lies beside the weights
 * in `<file>.rollout-state`: no suffix that a controller would take for a manifest.
 *
 * What is read back is the branch, not the cluster: that traffic follows is seen by the traffic-share check.
 * @throws (from its methods) UserError `bad-weights-file`, `git-failed`
 */
function gitopsRouter(branch, options) {
    const stateFile = `${options.file}.rollout-state`;
    const paths = [options.file, stateFile];
    function placementOf(tip) {
        const weights = weightsText(tip);
        const state = tip.files.get(stateFile);
        return {
            split: readSplit(weights, options),
            state: state === undefined || state === '' ? undefined : (0,rollout_lib/* parseState */.Bu)(state),
            revision: revisionOf(tip),
        };
    }
    function weightsText(tip) {
        const text = tip.files.get(options.file);
        if (text !== undefined)
            return text;
        throw new lib/* UserError */.yo('bad-weights-file', `${options.target}: there is no such file on the branch`);
    }
    /** Of our two files only: commits to others must not look like contention. */
    function revisionOf(tip) {
        return JSON.stringify(paths.map((path) => tip.files.get(path) ?? null));
    }
    async function fetch() {
        const snapshot = await branch.head();
        const present = paths.filter((path) => snapshot.paths.has(path));
        const contents = await snapshot.read(present);
        return { snapshot, files: new Map([...contents].map(([path, bytes]) => [path, textOf(path, bytes)])) };
    }
    async function commit(split, state, expected) {
        for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
            const tip = await fetch();
            if (expected !== undefined && revisionOf(tip) !== expected)
                throw moved(options.target);
            const before = weightsText(tip);
            // Weights that stay are not written anew, so that hand-made ones of the same ratio survive.
            const weights = (0,rollout_lib/* sameSplit */.xY)(readSplit(before, options), split)
                ? before
                : writeSplit(before, split, options);
            const files = new Map([[options.file, weights]]);
            if (state || tip.files.has(stateFile))
                files.set(stateFile, state ? `${(0,rollout_lib/* serializeState */.sU)(state)}\n` : '');
            const next = { ...tip, files: new Map([...tip.files, ...files]) };
            if (revisionOf(next) === revisionOf(tip))
                return tip;
            const message = messageOf(split, state, options);
            if ((await branch.commit(tip.snapshot, { message, files })).kind === 'committed')
                return next;
        }
        throw new rollout_lib/* RolloutError */.a6('contended', `${options.target}: ${ATTEMPTS} pushes in a row came too late`, {
            remedy: 'give the weights a branch or repository of their own',
        });
    }
    return {
        target: options.target,
        sparing: true,
        read: () => translated(async () => placementOf(await fetch())),
        write: (next, expected) => translated(async () => placementOf(await commit(next.split, next.state, expected))),
        force: (split, state) => translated(async () => {
            await commit(split, state, undefined);
        }),
    };
}
function textOf(path, bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        throw new lib/* UserError */.yo('bad-weights-file', `${path}: is not UTF-8 text`, { cause });
    }
}
function messageOf(split, state, options) {
    const name = state
        ? `${state.model}${state.version === undefined ? '' : ` ${state.version}`}`
        : options.arms.canary;
    const subject = `canary of ${name}: ${Math.round(split.canary)} %`;
    if (!state)
        return `${subject}\n`;
    return `${subject}\n\n${state.verdict}${state.reason === undefined ? '' : `: ${state.reason}`}\n\nRollout-Id: ${state.id}\n`;
}
function moved(target) {
    return new rollout_lib/* RolloutError */.a6('contended', `${target}: somebody else changed the weights or the state in the meantime`, {
        remedy: 'stop what else writes the weights (another workflow, a controller that reverts them)',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/gitops/yaml-path.js

const SEGMENT = /(?:^|\.)([^.[\]]+)|\[(\d+)\]/y;
/**
 * `spec.rules[0].backendRefs` -> ['spec', 'rules', 0, 'backendRefs'].
 * @throws UserError `bad-yaml-path`
 */
function parseYamlPath(text) {
    const path = [];
    SEGMENT.lastIndex = 0;
    while (SEGMENT.lastIndex < text.length) {
        const match = SEGMENT.exec(text);
        if (!match)
            break;
        path.push(match[2] === undefined ? (match[1] ?? '') : Number(match[2]));
        if (SEGMENT.lastIndex === text.length)
            return path;
    }
    throw new lib/* UserError */.yo('bad-yaml-path', `gitops-path: ${JSON.stringify(text)} is no path into a YAML document`, {
        remedy: 'write keys with dots and indexes in brackets: spec.rules[0].backendRefs',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/haproxy/address.js

/**
 * `/run/haproxy/admin.sock`, `unix:/run/haproxy/admin.sock`, `tcp:10.0.0.7:9999`, `[::1]:9999`.
 * @throws UserError `bad-socket-address`
 */
function parseSocketAddress(text) {
    const unix = /^(?:unix[:@])?(\/[^\0\n]+)$/.exec(text)?.[1];
    if (unix !== undefined)
        return { kind: 'unix', path: unix };
    const tcp = /^(?:tcp[:@])?(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text);
    const host = tcp?.[1] ?? tcp?.[2];
    const port = Number(tcp?.[3]);
    if (host !== undefined && port >= 1 && port <= 65_535)
        return { kind: 'tcp', host, port };
    throw new lib/* UserError */.yo('bad-socket-address', `haproxy-sockets: ${JSON.stringify(text)} is no socket address`, {
        remedy: 'write /run/haproxy/admin.sock or tcp:host:port, one a line',
    });
}
function addressText(address) {
    switch (address.kind) {
        case 'unix':
            return address.path;
        case 'tcp':
            return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/haproxy/commands.js

/** What HAProxy accepts as a name; nothing else may reach its line protocol, where `;` starts another command. */
const NAME = /^[A-Za-z0-9_.:-]{1,128}$/;
/** @throws UserError `bad-haproxy-name` */
function checkName(kind, name) {
    if (NAME.test(name))
        return name;
    throw new lib/* UserError */.yo('bad-haproxy-name', `${JSON.stringify(name)} is no name of a HAProxy ${kind}`, {
        remedy: 'letters, digits, . _ : and - only',
    });
}
/**
 * The weight out of `get weight`: `90 (initial 100)`.
 * @throws UserError `haproxy-refused` with HAProxy's own words (`No such server.`)
 */
function parseWeight(answer, server) {
    const weight = /^(\d+) \(initial \d+\)\s*$/.exec(answer)?.[1];
    if (weight === undefined)
        throw refused(`get weight ${server}`, answer);
    return Number(weight);
}
/** Commands that change something answer with nothing; any word is a refusal. */
function expectSilence(answer, command) {
    if (answer.trim() !== '')
        throw refused(command, answer);
}
/** The text out of `get var`, or undefined where there is no such variable (a process that was restarted). */
function parseVariable(answer, name) {
    const value = /: type=str value=<([^>]*)>\s*$/.exec(answer)?.[1];
    if (value !== undefined)
        return value;
    if (answer.trim() === 'Variable not found.')
        return undefined;
    throw refused(`get var ${name}`, answer);
}
function refused(command, answer) {
    const words = answer.trim().slice(0, 200) || 'nothing';
    return new lib/* UserError */.yo('haproxy-refused', `HAProxy answers ${JSON.stringify(words)} to \`${command}\``);
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./packages/adapters/lib/haproxy/state-variable.js



/** A line of the Runtime API must fit HAProxy's buffer (tune.bufsize, 16,384 by default). */
const CHUNK_CHARACTERS = 12_000;
const MAX_CHUNKS = 8;
const STATE_MAX_BYTES = 1024 * 1024;
/**
 * The rollout's state in process-wide variables of HAProxy itself (`set var proc.x`, HAProxy 2.4 and later). It dies
 * with the process, as the weights do, so the two can never disagree: a restarted HAProxy serves stable, as its
 * configuration says, and knows of no rollout.
 */
function stateVariable(socket, backend) {
    const name = (chunk) => `proc.mlops_${encodeName(backend)}_${chunk}`;
    const get = async (address, chunk) => parseVariable(await socket.exchange(address, `get var ${name(chunk)}`), name(chunk));
    return {
        /** @throws RolloutError `state-invalid` when a write was cut off halfway. */
        async read(address) {
            const first = await get(address, 0);
            if (first === undefined || first === '')
                return undefined;
            const [stamp = '', count] = first.split(':', 2);
            const parts = [first];
            for (let chunk = 1; chunk < Math.min(Number(count), MAX_CHUNKS); chunk++) {
                const part = await get(address, chunk);
                if (part?.split(':', 1)[0] !== stamp)
                    throw torn();
                parts.push(part);
            }
            return unpack(parts.map((part) => part.split(':', 3)[2] ?? '').join(''));
        },
        /** There is no command that unsets a variable; an empty one stands for none. */
        async clear(address) {
            const command = `experimental-mode on; set var ${name(0)} str()`;
            expectSilence(await socket.exchange(address, command), command);
        },
        /** @throws RolloutError `state-too-large`; UserError `haproxy-refused` before HAProxy 2.4. */
        async write(address, text, stamp) {
            const packed = (0,external_node_zlib_.deflateRawSync)(text, { level: 9 }).toString('base64url');
            const count = Math.max(1, Math.ceil(packed.length / CHUNK_CHARACTERS));
            if (count > MAX_CHUNKS) {
                throw new rollout_lib/* RolloutError */.a6('state-too-large', `the rollout's state does not fit HAProxy's variables`, {
                    remedy: 'take fewer looks (a longer interval) or set haproxy-state-file',
                });
            }
            for (let chunk = 0; chunk < count; chunk++) {
                const data = packed.slice(chunk * CHUNK_CHARACTERS, (chunk + 1) * CHUNK_CHARACTERS);
                const set = `set var ${name(chunk)} str(${stamp}:${count}:${data})`;
                expectSilence(await socket.exchange(address, `experimental-mode on; ${set}`), `set var ${name(chunk)}`);
            }
        },
    };
}
/** Variable names take letters, digits, `_` and `.`; two backends never share one. */
function encodeName(backend) {
    return backend.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`);
}
function unpack(packed) {
    try {
        return (0,external_node_zlib_.inflateRawSync)(Buffer.from(packed, 'base64url'), { maxOutputLength: STATE_MAX_BYTES }).toString('utf8');
    }
    catch (cause) {
        throw torn(cause);
    }
}
function torn(cause) {
    return new rollout_lib/* RolloutError */.a6('state-invalid', "the rollout's state in HAProxy is incomplete: a write was cut off", {
        cause,
        remedy: 'run canary-deploy with mode: reconcile, which puts all traffic back on stable',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/haproxy/weights.js
/** HAProxy's range of a server's weight. */
const MAX_WEIGHT = 256;
/** Sums near 100 read as percent, so they win among equally exact ones. */
const READABLE_SUM = 100;
/**
 * The whole weights whose ratio comes closest to a split, given how many servers share each arm's part.
 * An arm that shall get something never gets weight 0, and one that shall get nothing always does.
 * @param servers how many each arm has, at least one
 */
function weightsFor(split, servers) {
    const wanted = split.canary / 100;
    if (wanted <= 0)
        return { stable: READABLE_SUM, canary: 0 };
    if (wanted >= 1)
        return { stable: 0, canary: READABLE_SUM };
    let best = { stable: 1, canary: 1 };
    let bestError = Infinity;
    for (let canary = 1; canary <= MAX_WEIGHT; canary++) {
        for (let stable = 1; stable <= MAX_WEIGHT; stable++) {
            const error = Math.abs(shareOf({ stable, canary }, servers) - wanted);
            const closer = error < bestError - 1e-12;
            const asClose = error < bestError + 1e-12;
            if (closer || (asClose && unreadable({ stable, canary }) < unreadable(best))) {
                best = { stable, canary };
                bestError = Math.min(error, bestError);
            }
        }
    }
    return best;
}
function unreadable({ stable, canary }) {
    return Math.abs(stable + canary - READABLE_SUM);
}
function shareOf(weights, servers) {
    const canary = weights.canary * servers.canary;
    return canary / (canary + weights.stable * servers.stable);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/haproxy/router.js






/**
 * Traffic by the weights of a HAProxy backend, through the Runtime API (socket `level admin`; a dynamic algorithm
 * such as roundrobin). Weights set here are lost when HAProxy is reloaded, so its configuration must hold the safe
 * ones: stable 100, canary 0.
 *
 * HAProxy has no compare-and-swap. Every write reads first and reads back after, and the lease in the state names its
 * holder, so two runs that race within milliseconds both see at the next look that one of them is not it.
 * @throws UserError `bad-haproxy-name` for names that do not fit its line protocol
 */
function haproxyRouter(socket, options) {
    const { sockets, servers, store } = options;
    const backend = checkName('backend', options.backend);
    for (const server of [...servers.stable, ...servers.canary])
        checkName('server', server);
    const variable = stateVariable(socket, backend);
    const counts = { stable: servers.stable.length, canary: servers.canary.length };
    async function readInstance(address) {
        const weigh = async (names) => {
            let sum = 0;
            for (const name of names) {
                const server = `${backend}/${name}`;
                sum += parseWeight(await socket.exchange(address, `get weight ${server}`), server);
            }
            return sum;
        };
        const split = toSplit({ stable: await weigh(servers.stable), canary: await weigh(servers.canary) });
        const text = store ? await store.read() : await variable.read(address);
        const state = text === undefined || text === '' ? undefined : (0,rollout_lib/* parseState */.Bu)(text);
        return { name: addressText(address), split, state };
    }
    async function setWeights(address, split) {
        const weights = reachable(split, counts);
        const set = (arm) => servers[arm].map((name) => `set server ${backend}/${name} weight ${weights[arm]}`);
        const line = [...set('canary'), ...set('stable')].join('; ');
        expectSilence(await socket.exchange(address, line), line);
    }
    async function putState(address, state) {
        if (store)
            await store.write(state ? (0,rollout_lib/* serializeState */.sU)(state) : '');
        else if (!state)
            await variable.clear(address);
        else
            await variable.write(address, (0,rollout_lib/* serializeState */.sU)(state), state.lease.seq);
    }
    async function read() {
        const instances = [];
        for (const address of sockets)
            instances.push(await readInstance(address));
        return agree(instances);
    }
    return {
        target: `haproxy/${backend}`,
        sparing: false,
        read,
        async write(next, expected) {
            if ((await read()).revision !== expected)
                throw router_moved();
            // The way back first: whoever finds a shifted weight must find the state that undoes it.
            for (const address of sockets)
                await putState(address, next.state);
            for (const address of sockets)
                await setWeights(address, next.split);
            const placement = await read();
            const ours = placement.state?.id === next.state.id && placement.state.lease.seq === next.state.lease.seq;
            if (!ours || !(0,rollout_lib/* sameSplit */.xY)(placement.split, next.split))
                throw router_moved();
            return placement;
        },
        async force(split, state) {
            const outcomes = await Promise.allSettled(sockets.map(async (address) => {
                await setWeights(address, split);
                await putState(address, state);
            }));
            const failed = outcomes.flatMap((outcome) => outcome.status === 'rejected' ? [outcome.reason] : []);
            if (failed.length === 1)
                throw failed[0];
            if (failed.length > 1)
                throw new AggregateError(failed, `${failed.length} of ${sockets.length} HAProxy sockets failed`);
        },
    };
}
/** All processes as one placement, if they agree. A finished rollout may be forgotten by those that were restarted. */
function agree(instances) {
    const [first, ...others] = instances;
    if (!first)
        throw new RangeError('HAProxy: no socket was given');
    const latest = instances
        .flatMap(({ state }) => state ?? [])
        .reduce((a, b) => (a && a.lease.seq >= b.lease.seq ? a : b), undefined);
    const odd = others.find((one) => !(0,rollout_lib/* sameSplit */.xY)(one.split, first.split));
    if (odd) {
        throw new rollout_lib/* RolloutError */.a6('contended', `HAProxy's instances disagree: ${first.name} sends the canary ${percentText(first.split)}, ${odd.name} ${percentText(odd.split)}`, { remedy: 'one was reloaded or changed by hand: put all of them on stable, then start again' });
    }
    const forgotten = instances.find(({ state }) => state?.id !== latest?.id);
    if (forgotten && (latest?.verdict === 'running' || latest?.verdict === 'promoting')) {
        throw new rollout_lib/* RolloutError */.a6('contended', `${forgotten.name} was restarted during the rollout and knows nothing of it`);
    }
    const stamp = latest ? `${latest.id}:${latest.lease.seq}:${latest.verdict}` : 'none';
    return { split: first.split, state: latest, revision: `${first.split.canary.toFixed(3)}|${stamp}` };
}
/** @throws UserError `haproxy-too-coarse` when no weights of 0..256 come near: 95 % for one server beside twenty */
function reachable(split, servers) {
    const weights = weightsFor(split, servers);
    const reached = toSplit({
        stable: weights.stable * servers.stable,
        canary: weights.canary * servers.canary,
    });
    if ((0,rollout_lib/* sameSplit */.xY)(reached, split))
        return weights;
    throw new lib/* UserError */.yo('haproxy-too-coarse', `HAProxy's weights (0..256) cannot give ${servers.canary} canary servers beside ${servers.stable} stable ones ${percentText(split)}; the nearest is ${percentText(reached)}`, { remedy: 'take other steps, or run more servers on the smaller arm' });
}
function toSplit(weights) {
    const total = weights.stable + weights.canary;
    if (total === 0) {
        throw new rollout_lib/* RolloutError */.a6('contended', 'HAProxy: every server of both arms has weight 0', {
            remedy: 'give stable its weight back by hand',
        });
    }
    const canary = (100 * weights.canary) / total;
    return { stable: 100 - canary, canary };
}
function router_moved() {
    return new rollout_lib/* RolloutError */.a6('contended', 'HAProxy: somebody else moved the weights or the state in the meantime');
}
function percentText(split) {
    return `${split.canary.toFixed(1)} %`;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./packages/adapters/lib/haproxy/socket.js



/** A cancelled job has about seven seconds, and several sockets may have to be told. */
const TIMEOUT_MS = 2_000;
const RESPONSE_MAX_BYTES = 1024 * 1024;
/** Over TCP or a unix socket. HAProxy closes the connection after one line, so a connection a command. */
function netSocket() {
    return {
        exchange: (address, line) => new Promise((resolve, reject) => {
            const socket = address.kind === 'unix'
                ? (0,external_node_net_.createConnection)({ path: address.path })
                : (0,external_node_net_.createConnection)({ host: address.host, port: address.port });
            const chunks = [];
            let byteLength = 0;
            const fail = (message, cause) => {
                socket.destroy();
                reject(new lib/* UserError */.yo('haproxy-unreachable', `HAProxy at ${addressText(address)}: ${message}`, {
                    ...(cause && { cause }),
                    remedy: 'check that the runner may reach the stats socket and that it has `level admin`',
                }));
            };
            socket.setTimeout(TIMEOUT_MS, () => fail(`no answer in ${TIMEOUT_MS} ms`));
            socket.on('error', (error) => fail(error.code ?? error.message, error));
            socket.on('connect', () => socket.end(`${line}\n`));
            socket.on('data', (chunk) => {
                byteLength += chunk.byteLength;
                if (byteLength > RESPONSE_MAX_BYTES)
                    fail(`more than ${RESPONSE_MAX_BYTES} bytes of answer`);
                else
                    chunks.push(chunk);
            });
            socket.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        }),
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./packages/adapters/lib/identity/reported-digest.js


const ANSWER_MAX_BYTES = 64 * 1024;
const reported_digest_TIMEOUT_MS = 10_000;
/** What a model server says of itself: `{"digest": "sha256:..."}`; more keys are its own business. */
const answer = schemas/* object */.Ikc({ digest: schemas/* templateLiteral */.Uy$(['sha256:', schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/)]) });
/**
 * The digest of the model an arm says it serves.
 * @throws UserError `identity-unreadable`: an arm that cannot name its model gets no traffic
 */
async function reportedDigest(http, arm, url, signal) {
    const unreadable = (what, cause) => new lib/* UserError */.yo('identity-unreadable', `${arm}: its identity URL ${what}`, {
        cause,
        remedy: 'it must answer 200 with {"digest": "sha256:<64 hex digits>"}',
    });
    try {
        const response = await http.send({
            url,
            timeoutMs: reported_digest_TIMEOUT_MS,
            maxBytes: ANSWER_MAX_BYTES,
            ...(signal && { signal }),
        });
        if (response.status !== 200)
            throw unreadable(`answers HTTP ${response.status}`);
        const parsed = answer.safeParse(JSON.parse(new TextDecoder().decode(response.body)));
        if (!parsed.success)
            throw unreadable('names no digest');
        return parsed.data.digest;
    }
    catch (cause) {
        if (cause instanceof lib/* HttpError */.j$)
            throw unreadable(`does not answer: ${cause.message}`, cause);
        if (cause instanceof SyntaxError)
            throw unreadable('answers no JSON', cause);
        throw cause;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/prometheus/response.js

/** Prometheus refused, or answered something that is not its API. `code` is its errorType, or ours. */
class PrometheusError extends Error {
    name = 'PrometheusError';
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}
const value = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* string */.YjP()]);
const labels = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP());
/** https://prometheus.io/docs/prometheus/latest/querying/api/ ; unknown keys (warnings, infos, stats) are ignored. */
const envelope = schemas/* discriminatedUnion */.gMt('status', [
    schemas/* object */.Ikc({
        status: schemas/* literal */.euz('success'),
        data: schemas/* object */.Ikc({
            resultType: schemas/* enum */.k5n(['matrix', 'vector', 'scalar', 'string']),
            result: schemas/* unknown */.L5J(),
        }),
        warnings: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    }),
    schemas/* object */.Ikc({ status: schemas/* literal */.euz('error'), errorType: schemas/* string */.YjP(), error: schemas/* string */.YjP() }),
]);
const matrix = schemas/* array */.YOg(schemas/* object */.Ikc({ metric: labels, values: schemas/* array */.YOg(value) }));
const QUOTE_MAX_CHARACTERS = 200;
/**
 * The series of a matrix response. An empty list is an answer ("no such series"), not an error, and not zero.
 * @throws PrometheusError with the server's errorType, or `not-prometheus`, `not-a-matrix`, `partial`
 */
function parseMatrix(status, body) {
    const parsed = envelope.safeParse(parseJson(status, body));
    if (!parsed.success) {
        throw new PrometheusError('not-prometheus', `the answer (HTTP ${status}) is not Prometheus's API`);
    }
    const answer = parsed.data;
    if (answer.status === 'error') {
        throw new PrometheusError(answer.errorType, answer.error.slice(0, QUOTE_MAX_CHARACTERS));
    }
    // Thanos and Mimir warn when a store did not answer: some of the requests would be missing.
    const partial = answer.warnings?.find((text) => /partial|store|timed? ?out/i.test(text));
    if (partial !== undefined)
        throw new PrometheusError('partial', partial.slice(0, QUOTE_MAX_CHARACTERS));
    const series = matrix.safeParse(answer.data.result);
    if (answer.data.resultType !== 'matrix' || !series.success) {
        throw new PrometheusError('not-a-matrix', `expected raw samples (a matrix), got a ${answer.data.resultType}`);
    }
    return series.data.map(({ metric, values }) => ({
        labels: metric,
        samples: values.map(([seconds, text]) => [Math.round(seconds * 1000), parseValue(text)]),
    }));
}
/** Go's strconv spells infinity `+Inf`; `Number` would make it NaN and hide which it was. */
function parseValue(text) {
    switch (text) {
        case '+Inf':
        case 'Inf':
            return Infinity;
        case '-Inf':
            return -Infinity;
        default:
            return text.trim() === '' ? Number.NaN : Number(text);
    }
}
function parseJson(status, body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch (cause) {
        throw new PrometheusError('not-prometheus', `the answer (HTTP ${status}) is not JSON`, { cause });
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/prometheus/client.js

/** Prometheus refuses more points a series in one range query: `exceeded maximum resolution of 11,000 points`. */
const MAX_POINTS = 11_000;
const QUERY_TIMEOUT_MS = 10_000;
const client_RESPONSE_MAX_BYTES = 32 * 1024 * 1024;
/**
 * @param url where Prometheus's `/api/v1` lies, a path prefix included
 * @throws (from its methods) PrometheusError when it refuses, HttpError when it does not answer
 */
function prometheusClient(http, url, auth) {
    const base = url.replace(/\/+$/, '');
    async function get(path, query, signal) {
        const response = await http.send({
            url: `${base}/api/v1/${path}?${new URLSearchParams(query).toString()}`,
            headers: { accept: 'application/json', ...authorization(auth) },
            timeoutMs: QUERY_TIMEOUT_MS,
            maxBytes: client_RESPONSE_MAX_BYTES,
            ...(signal && { signal }),
        });
        return parseMatrix(response.status, response.body);
    }
    return {
        samples: (query, at, signal) => get('query', { query, time: seconds(at) }, signal),
        async range(query, { start, end, stepMs }, signal) {
            if (!(stepMs >= 1000))
                throw new RangeError(`a step is at least 1000 ms, not ${stepMs}`);
            const parts = [];
            const reach = (MAX_POINTS - 1) * stepMs;
            for (let from = start; from <= end; from += reach + stepMs) {
                const to = Math.min(end, from + reach);
                const window = { start: seconds(from), end: seconds(to), step: seconds(stepMs) };
                parts.push(await get('query_range', { query, ...window }, signal));
            }
            return joinSeries(parts);
        },
    };
}
function authorization(auth) {
    switch (auth.kind) {
        case 'none':
            return {};
        case 'bearer':
            return { authorization: `Bearer ${auth.token}` };
        case 'basic':
            return {
                authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`,
            };
    }
}
/** The same labels are the same series, whichever request brought them. */
function joinSeries(parts) {
    const joined = new Map();
    for (const series of parts.flat()) {
        const key = JSON.stringify(Object.entries(series.labels).sort(([a], [b]) => (a < b ? -1 : 1)));
        const before = joined.get(key);
        joined.set(key, { ...series, samples: [...(before?.samples ?? []), ...series.samples] });
    }
    return [...joined.values()];
}
function seconds(milliseconds) {
    return (milliseconds / 1000).toFixed(3);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/prometheus/increase.js
/**
 * The rise of counters within a window, series by series, from raw samples: the sum of the steps upwards. A fall is a
 * restart, after which the counter counts from zero. A series without a sample before the window was born in it and
 * counts from zero as well. Each window begins at the last sample of the one before, so nothing is counted twice or lost.
 * @returns undefined when there is no series at all
 * @throws RangeError for a sample that is no counter value: NaN, infinite, negative
 */
function increaseOf(series, window) {
    if (series.length === 0)
        return undefined;
    const rises = series.map((one) => seriesIncrease(one.samples, window));
    return {
        count: rises.reduce((sum, rise) => sum + rise.count, 0),
        fresh: rises.some((rise) => rise.fresh),
        spanMs: Math.max(...rises.map((rise) => rise.spanMs)),
    };
}
function seriesIncrease(samples, { since, until }) {
    const within = samples.filter(([at]) => at > since && at <= until);
    const before = samples.findLast(([at]) => at <= since);
    // The one before too: compared with NaN every value would look like a restart, and count whole.
    for (const [, value] of before ? [before, ...within] : within) {
        if (!Number.isFinite(value) || value < 0)
            throw new RangeError(`a counter cannot be ${value}`);
    }
    let previous = before?.[1] ?? 0;
    let count = 0;
    for (const [, value] of within) {
        count += value >= previous ? value - previous : value;
        previous = value;
    }
    const first = before?.[0] ?? within[0]?.[0];
    const last = within.at(-1)?.[0];
    return {
        // Float64 counters of whole events: the rounding only undoes representation error.
        count: Math.round(count),
        fresh: within.length > 0,
        spanMs: first === undefined || last === undefined ? 0 : last - first,
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/prometheus/kpi-source.js



/**
 * How far before a window its first sample is looked for. A series absent for that long and then back would count as
 * born, so this is well above Prometheus's five-minute staleness.
 */
const LOOKBACK_MS = 15 * 60_000;
/** Scrapes that began before a window ended may become visible only after it: windows end this long ago. */
const SETTLE_MS = 2_000;
/**
 * KPIs as rises of Prometheus counters. A selector that finds nothing is `no-data`, never zero: a misspelt one is as
 * silent as a healthy service. Counters should be exported at 0 from the start
 * (https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics).
 * @throws (from counts) UserError `prometheus-bad-query` when Prometheus cannot parse a selector
 */
function prometheusKpis(client) {
    return {
        async counts(kpi, arm, window, signal) {
            try {
                const [total, events] = [
                    await client.samples(withArm(kpi.total, arm, window), window.until, signal),
                    await client.samples(withArm(kpi.events, arm, window), window.until, signal),
                ];
                return read(kpi, arm, { total, events }, window);
            }
            catch (error) {
                return refusal(error, kpi);
            }
        },
    };
}
function read(kpi, arm, found, window) {
    const noData = (reason) => ({
        kind: 'no-data',
        reason: `${kpi.name} of ${arm}: ${reason}`,
    });
    const total = increaseOf(found.total, window);
    if (!total)
        return noData('no series matches `total`');
    if (!total.fresh)
        return noData('no sample of `total` in the window');
    const events = increaseOf(found.events, window);
    if (!events && kpi.absentEvents === 'no-data') {
        return noData('no series matches `events` (export the counter at 0, or set absent_events: zero)');
    }
    if (events && !events.fresh)
        return noData('no sample of `events` in the window');
    const count = events?.count ?? 0;
    if (count > total.count)
        return noData(`${count} events of ${total.count} requests: the selectors disagree`);
    return { kind: 'counts', events: count, total: total.count, spanMs: total.spanMs };
}
/** @returns the selector with the arm's value in it and the range that reaches the last sample before the window */
function withArm(selector, arm, window) {
    const value = arm.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    const seconds = Math.ceil((window.until - window.since + LOOKBACK_MS) / 1000);
    return `${selector.replaceAll('{{arm}}', () => value)}[${seconds}s]`;
}
function refusal(error, kpi) {
    if (error instanceof PrometheusError && error.code === 'bad_data') {
        throw new lib/* UserError */.yo('prometheus-bad-query', `${kpi.name}: Prometheus refuses the selector: ${error.message}`, {
            cause: error,
            remedy: 'events and total are plain counter selectors: a name and {labels}, no function, no range',
        });
    }
    if (error instanceof RangeError)
        return { kind: 'no-data', reason: `${kpi.name}: ${error.message}` };
    if (error instanceof PrometheusError || error instanceof lib/* HttpError */.j$) {
        return { kind: 'unavailable', reason: `Prometheus: ${error.message}` };
    }
    throw error;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/state/file-store.js
const file_store_STATE_MAX_BYTES = 1024 * 1024;
/**
 * State in a file, for targets that cannot hold it. It outlives the job only where the folder does: a runner on the
 * router's own machine, or a shared disk.
 */
function fileStateStore(files, path) {
    return {
        async read() {
            if ((await files.stat(path)) === undefined)
                return undefined;
            return new TextDecoder().decode(await files.read(path, { maxBytes: file_store_STATE_MAX_BYTES }));
        },
        write: (text) => files.write(path, text),
    };
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 76 modules
var policy_lib = __webpack_require__(93789);
;// CONCATENATED MODULE: ./packages/adapters/lib/registry/chosen-model.js


/**
 * The model a step speaks of: the named one, or the only one.
 *
 * @throws UserError `unknown-model`, naming the choices
 */
function chosenModel({ policy }, name) {
    try {
        return policy.model(name);
    }
    catch (cause) {
        if (!(cause instanceof policy_lib/* PolicyError */.pn))
            throw cause;
        throw new lib/* UserError */.yo(cause.code, cause.message, { cause });
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/evidence-files.js

/** @throws UserError `file-not-found`, `file-too-large`; RegistryError `invalid-evidence` */
async function readEvidence(files, paths) {
    const read = [];
    for (const path of paths) {
        const bytes = await files.read(path, { maxBytes: registry_lib/* MAX_EVIDENCE_BYTES */.bU });
        read.push({ path, evidence: (0,registry_lib/* parseEvidence */.vf)(bytes, path) });
    }
    return read;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/model-files.js



/**
 * The model at a path, hashed: a folder with all below it, or a lone file.
 *
 * @throws UserError `model-not-found`; RegistryError `empty-model`, `unsafe-path`
 */
async function readModel(files, model, path) {
    const stat = await files.stat(path);
    if (!stat) {
        throw new lib/* UserError */.yo('model-not-found', `${path}: there is no model`, {
            remedy: 'Point `path` at the model file, or at the folder that holds its files.',
        });
    }
    const entries = (await files.list(path)).map((name) => ({
        path: name,
        open: () => files.open(name === '.' ? path : `${path}/${name}`),
    }));
    const digested = await (0,registry_lib/* digestModel */.On)(entries);
    const openers = new Map(entries.map(({ path: name, open }) => [name, open]));
    return {
        model,
        modelDigest: digested.digest,
        ...(stat.kind === 'file' ? { fileName: (0,external_node_path_.basename)(path) } : {}),
        files: digested.files.map((file) => ({ ...file, open: openers.get(file.path) })),
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./packages/adapters/lib/registry/remote.js



/**
 * The repository that holds the registry: the input, else the policy's, else this repository.
 *
 * The job's token goes to GitHub's own host alone. A token given for the registry also goes where the step's `remote` says;
 * never where only the policy file says, or anybody who can push a branch could have it sent to a server of theirs.
 *
 * @throws UserError `no-remote`, `secret-in-url`; RegistryError `invalid-remote`
 */
async function registryRemote(runtime, choice) {
    const url = namedIn(choice) ?? (await ownRemote(runtime));
    return checkedRemote(runtime, url, tokenFor(runtime, choice, url));
}
/** What somebody wrote down. The checkout's own origin may hold a token: GitLab CI puts one there. */
function namedIn({ input, policy }) {
    if (input !== undefined)
        return withoutSecret(input, 'remote', 'remote-token');
    return policy === undefined ? undefined : withoutSecret(policy, 'registry.remote', 'remote-token');
}
function tokenFor({ github, log }, { input, token, remoteToken }, place) {
    if (hostOf(place) === hostOf(github.context.serverUrl))
        return remoteToken ?? token;
    if (input === undefined && remoteToken !== undefined) {
        log.warning('remote-token is not used: the policy file names a remote elsewhere. Name it in `remote` too.');
        return undefined;
    }
    return remoteToken;
}
function hostOf(url) {
    return URL.canParse(url) ? new URL(url).host : undefined;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/open-registry.js




const MIB = 1 << 20;
/**
 * The registry that the `registry` section of a model's policy and a step's inputs speak of; the inputs go first.
 * Works in a temporary folder; nothing is fetched yet.
 *
 * @throws UserError `no-remote`, `secret-in-url`; RegistryError `invalid-remote`, `invalid-name`
 */
async function openRegistry(runtime, spec, inputs) {
    const { clock, random, signal, exec, files } = runtime;
    const remote = await registryRemote(runtime, {
        input: inputs.remote,
        policy: spec?.remote,
        token: inputs['github-token'],
        remoteToken: inputs['remote-token'],
    });
    const branch = inputs.branch ?? spec?.branch ?? registry_lib/* DEFAULT_BRANCH */.nU;
    const ports = { exec, remote, signal, directory: await files.temporary('registry') };
    const limit = spec?.inline_limit_mb;
    const inline = await (0,registry_lib/* inlineBytes */.VH)(ports, limit === undefined ? {} : { limitBytes: limit * MIB });
    const bytes = [inline];
    if (typeof spec?.bytes === 'object')
        bytes.unshift(await layoutBytes(runtime, spec.bytes.oci_layout));
    return {
        store: await (0,registry_lib/* gitStore */.O_)({ ...ports, branch, clock, random }),
        bytes,
        clock,
        random,
        signal,
        remote,
        branch,
    };
}
/** A folder that machines share is outside the workspace more often than not, so it is not contained by it. */
async function layoutBytes({ files }, path) {
    const directory = (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.resolve)(files.resolve('.'), path);
    await (0,promises_.mkdir)(directory, { recursive: true });
    return (0,registry_lib/* ociLayoutBytes */.zs)(directory);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/inputs.js

/** The inputs of every action that works on a registry: where it is, and who may write there. */
const registryInputs = {
    remote: schemas/* string */.YjP()
        .optional()
        .describe("Git repository that holds the registry (default: the policy's, else this repository)."),
    branch: schemas/* string */.YjP().optional().describe("Its branch (default: the policy's, else mlops/registry)."),
    'remote-token': schemas/* string */.YjP()
        .optional()
        .describe('A token that may push there (default: `github-token`, if the remote is on this GitHub).'),
    'github-token': schemas/* string */.YjP().optional().describe('Token that may push to this repository.'),
};

;// CONCATENATED MODULE: ./packages/adapters/lib/index.js

























/***/ }),

/***/ 96937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a6: () => (/* reexport */ RolloutError),
  bS: () => (/* reexport */ SAFE_SPLIT),
  Zf: () => (/* reexport */ beginRollout),
  B7: () => (/* reexport */ claim),
  _S: () => (/* reexport */ concluded),
  LD: () => (/* reexport */ machine_decide),
  QF: () => (/* reexport */ elapsedText),
  hN: () => (/* reexport */ firstShift),
  Hd: () => (/* reexport */ isTerminal),
  Mn: () => (/* reexport */ lookLine),
  jH: () => (/* reexport */ outlookOf),
  Bu: () => (/* reexport */ parseState),
  WD: () => (/* reexport */ refuseHopeless),
  yY: () => (/* reexport */ resolvePlan),
  Fu: () => (/* reexport */ rollBack),
  eE: () => (/* reexport */ rolloutReport),
  xY: () => (/* reexport */ sameSplit),
  sU: () => (/* reexport */ serializeState),
  o_: () => (/* reexport */ splitFor),
  l6: () => (/* reexport */ stepLine)
});

// UNUSED EXPORTS: MAX_LOOKS, averageEvidence, evidenceText, isLastStep, judge, judgeTrafficShare, minutesText, rareRateEvidence, renew, rolloutFindings, rolloutStateSchema

;// CONCATENATED MODULE: ./packages/rollout/lib/error.js
/** A rollout cannot go on, and why. `remedy` is what a person can do about it. */
class RolloutError extends Error {
    name = 'RolloutError';
    code;
    remedy;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.remedy = options?.remedy;
    }
}

// EXTERNAL MODULE: ./packages/stats/lib/index.js + 104 modules
var lib = __webpack_require__(23289);
;// CONCATENATED MODULE: ./packages/rollout/lib/rare-rate.js
/** Alternatives are `bound * exp(-d)` for d on this grid, weighted towards the small ones as in the ratio tests. */
const GRID = Array.from({ length: 60 }, (_, i) => 0.05 * (i + 1));
const DECAY = 0.7;
/**
 * Anytime-valid evidence that a rate of events lies below `bound`: log of an e-process against H0: rate >= bound, a
 * mixture of binomial likelihood ratios (Robbins 1970; Howard, Ramdas et al. 2021). By Ville's inequality it reaches
 * log(1/beta) with probability at most beta under H0, however often it is looked at.
 *
 * It is what a service without errors can prove: a ratio of two empty counts says nothing.
 * @param events 0..total
 * @param bound a probability, 0 < bound < 1
 */
function rareRateEvidence(events, total, bound) {
    const terms = GRID.map((d) => {
        const rate = bound * Math.exp(-d);
        return (-d / DECAY + events * Math.log(rate / bound) + (total - events) * Math.log((1 - rate) / (1 - bound)));
    });
    return logSumExp(terms) - logSumExp(GRID.map((d) => -d / DECAY));
}
function logSumExp(terms) {
    const top = Math.max(...terms);
    if (!Number.isFinite(top))
        return top;
    return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0));
}
/** The average of e-processes is one: log of the mean of exp(log evidence). */
function averageEvidence(logs) {
    return logSumExp(logs) - Math.log(logs.length);
}

;// CONCATENATED MODULE: ./packages/rollout/lib/traffic-share.js

/** Chance that a split which works is called broken, over all looks. */
const ALPHA = 0.001;
/** Sticky sessions and keep-alive make a split a little uneven; a deviation below a quarter of the share is that. */
const RELATIVE_TOLERANCE = 0.25;
/**
 * Sample-ratio mismatch as a multinomial e-process (Lindon & Malek 2022) a stretch of constant weight; the product over
 * the stretches is one again. Looks during which the weight moved are left out: their expected share is unknown.
 * A mismatch takes both proof and size, since with enough requests any router is provably a little off.
 */
function judgeTrafficShare(looks, shifts) {
    const segments = segmentsOf(looks, shifts);
    const canary = sum(segments.map((segment) => segment.canary));
    const requests = canary + sum(segments.map((segment) => segment.stable));
    if (requests === 0) {
        const reason = 'no look fell wholly within one weight';
        return { kind: 'unknown', observed: 0, expected: 0, logE: 0, reason };
    }
    const logE = sum(segments.map(evidenceOf));
    const observed = canary / requests;
    const expected = sum(segments.map((segment) => (segment.percent / 100) * (segment.canary + segment.stable))) / requests;
    const large = Math.abs(observed - expected) > RELATIVE_TOLERANCE * Math.min(expected, 1 - expected);
    const shares = `the canary got ${percentText(observed)} of the requests where ${percentText(expected)} was configured`;
    return large && logE >= Math.log(1 / ALPHA)
        ? { kind: 'not-split', observed, expected, logE, reason: `traffic is not split as configured: ${shares}` }
        : { kind: 'as-configured', observed, expected, logE, reason: shares };
}
function segmentsOf(looks, shifts) {
    const segments = [];
    let start = 0;
    for (const [end, , canary, , stable] of looks) {
        const before = shifts.filter(([at]) => at <= start);
        const during = shifts.some(([at]) => at > start && at <= end);
        start = end;
        const percent = before.at(-1)?.[1];
        if (during || percent === undefined || percent <= 0 || percent >= 100)
            continue;
        const last = segments.at(-1);
        if (last?.percent === percent) {
            last.canary += canary;
            last.stable += stable;
        }
        else
            segments.push({ percent, canary, stable });
    }
    return segments;
}
function evidenceOf({ percent, canary, stable }) {
    return (0,lib/* sampleRatioTest */.JX)({ counts: [canary, stable], expected: [percent / 100, 1 - percent / 100] }).logE;
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}
function percentText(share) {
    return `${(100 * share).toFixed(1)} %`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./packages/rollout/lib/state.js


const instant = iso/* datetime */.w$();
const percent = schemas/* number */.aig().min(0).max(100);
const count = schemas/* int */.Whr().min(0);
/** Milliseconds after `startedAt`: short, so that 400 looks stay small. */
const offset = schemas/* int */.Whr().min(0);
/** [end of the window, canary events, canary requests, stable events, stable requests] */
const look = schemas/* tuple */.PVZ([offset, count, count, count, count]);
/**
 * All that is needed to go on, or to undo, from another machine. It lies on the target, never holds a secret, and the
 * looks in it give back every e-process exactly: the judge is a pure function of (plan, looks).
 */
const rolloutStateSchema = schemas/* strictObject */.rej({
    v: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP().min(1).max(64),
    target: schemas/* string */.YjP().max(500),
    model: schemas/* string */.YjP().max(200),
    version: schemas/* string */.YjP().max(200).optional(),
    /** Which is which: whoever undoes this must not take the policy's word, which may have been swapped since. */
    arms: schemas/* strictObject */.rej({ stable: schemas/* string */.YjP().max(200), canary: schemas/* string */.YjP().max(200) }),
    /** What each arm said it serves; absent when nobody asked. */
    digests: schemas/* strictObject */.rej({ stable: schemas/* string */.YjP().max(100).optional(), canary: schemas/* string */.YjP().max(100).optional() }),
    plan: schemas/* array */.YOg(percent).min(1).max(20),
    /** How many of the plan's steps have been entered; 0 is before the first shift. */
    step: schemas/* int */.Whr().min(0),
    /** Percent of traffic the canary was last given. */
    weight: percent,
    startedAt: instant,
    stepAt: instant,
    deadline: instant,
    lease: schemas/* strictObject */.rej({ holder: schemas/* string */.YjP().max(300), until: instant, seq: count }),
    rollback: schemas/* strictObject */.rej({ stable: percent, canary: percent }),
    /** [moment, percent]: every shift, the first one included. */
    shifts: schemas/* array */.YOg(schemas/* tuple */.PVZ([offset, percent])).max(64),
    /** End of the last window that was read, or of the start: the next window begins there. */
    readTo: offset,
    /** Since when no evidence has come; absent while it comes. */
    blindSince: instant.optional(),
    looks: schemas/* record */.g1P(schemas/* string */.YjP().max(60), schemas/* array */.YOg(look).max(1000)),
    configDigest: schemas/* string */.YjP().max(100),
    verdict: schemas/* enum */.k5n(['running', 'promoting', 'promoted', 'rolling-back', 'rolled-back', 'held']),
    /** Why it ended as it did, or is about to. */
    reason: schemas/* string */.YjP().max(1000).optional(),
    deploymentId: schemas/* int */.Whr().optional(),
});
/** Nothing is left to do: traffic is where it shall stay. */
function isTerminal(verdict) {
    switch (verdict) {
        case 'promoted':
        case 'rolled-back':
        case 'held':
            return true;
        case 'running':
        case 'promoting':
        case 'rolling-back':
            return false;
    }
}
function serializeState(state) {
    return JSON.stringify(state);
}
/** @throws RolloutError `state-invalid`: somebody else wrote there, or a newer version of this action. */
function parseState(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new RolloutError('state-invalid', 'the rollout state on the target is not JSON', { cause });
    }
    const parsed = rolloutStateSchema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)').slice(0, 5);
    throw new RolloutError('state-invalid', `the rollout state on the target is not valid at ${where.join(', ')}`, {
        remedy: 'check who wrote it; delete it once the weights are where they should be',
    });
}
function toCounts([, canaryEvents, canaryTotal, stableEvents, stableTotal]) {
    return { canaryEvents, canaryTotal, stableEvents, stableTotal };
}
/** The moment of an offset in the state. */
function momentOf(state, offsetMs) {
    return Date.parse(state.startedAt) + offsetMs;
}

;// CONCATENATED MODULE: ./packages/rollout/lib/text.js
/** exp of log evidence as people read it: `1.7`, `100`, `3e12`. */
function evidenceText(log) {
    const value = Math.exp(log);
    if (value >= 1e6)
        return value === Infinity ? '>1e300' : value.toExponential(0).replace('e+', 'e');
    if (value >= 10)
        return String(Math.round(value));
    return String(Number(value.toFixed(value >= 0.1 ? 1 : 3)));
}
/** `45 s`, `12 min`, `3.5 h`, `forever`. */
function minutesText(minutes) {
    if (!Number.isFinite(minutes))
        return 'forever';
    if (minutes < 1)
        return `${Math.max(1, Math.round(minutes * 60))} s`;
    if (minutes < 120)
        return `${Math.round(minutes)} min`;
    const hours = minutes / 60;
    return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Math.round(hours / 24)} days`;
}
/** `45s`, `2m30s`, `1h05m`: how long something has lasted. */
function elapsedText(milliseconds) {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    const pad = (value) => String(value).padStart(2, '0');
    if (seconds < 60)
        return `${seconds}s`;
    if (seconds < 3600)
        return seconds % 60 === 0 ? `${seconds / 60}m` : `${Math.floor(seconds / 60)}m${pad(seconds % 60)}s`;
    return `${Math.floor(seconds / 3600)}h${pad(Math.floor((seconds % 3600) / 60))}m`;
}
/** `3,700` whatever the machine's locale. */
function countText(count) {
    return count.toLocaleString('en-US');
}
/** `1.2 %`, with enough digits for small rates. */
function rateText(events, total) {
    if (total === 0)
        return 'no requests';
    const percent = (100 * events) / total;
    return `${percent === 0 ? '0' : Number(percent.toPrecision(3))} %`;
}

;// CONCATENATED MODULE: ./packages/rollout/lib/judge.js





/**
 * What the looks so far prove. Pure: the same looks give the same numbers on any machine.
 *
 * - `rollback`: one KPI's harm evidence reached log(K / alpha), K being the number of KPIs (Bonferroni; Ville's
 *   inequality makes the bound hold over all looks).
 * - `hold`: traffic is not split as configured, so the comparison cannot be trusted.
 * - `promote`: every KPI is proven within its margin and the canary has served `min_requests`.
 * - `advance`: the same for the wider `step_ratio`.
 * - `insufficient-evidence`: anything else, no data first of all.
 */
function judge(plan, looks, shifts) {
    const kpis = plan.kpis.map((kpi) => judgeKpi(plan, kpi, looks[kpi.name] ?? []));
    const share = judgeTrafficShare(looks[plan.kpis[0]?.name ?? ''] ?? [], shifts);
    return { ...decide(plan, kpis, share), kpis, share };
}
function judgeKpi(plan, kpi, looks) {
    const counts = looks.map(toCounts);
    const totals = judge_sum(counts);
    const alpha = plan.alpha / plan.kpis.length;
    const harm = (0,lib/* rateRatioTest */.s_)({ looks: counts, nullRatio: kpi.maxRatio, direction: 'greater' });
    const ratio = (0,lib/* rateRatioConfidenceSequence */.xJ)(counts, alpha);
    const below = (bound) => {
        const test = (0,lib/* rateRatioTest */.s_)({ looks: counts, nullRatio: bound, direction: 'less' });
        return { ...withRareRate(test, counts, kpi.negligibleRate), needed: Math.log(1 / plan.beta) };
    };
    return {
        name: kpi.name,
        totals,
        harm: { log: harm.logE, needed: Math.log(1 / alpha), path: harm.path },
        promote: below(kpi.marginRatio),
        advance: below(Math.max(plan.stepRatio, kpi.marginRatio)),
        ratio: { ...ratio, level: 1 - alpha },
        dispersion: harm.dispersion,
    };
}
/** Two ways to be safe, "no worse than the margin" or "rare whatever the ratio": the mean of their e-processes. */
function withRareRate(test, counts, negligibleRate) {
    if (negligibleRate === undefined)
        return { log: test.logE, path: test.path };
    let events = 0;
    let total = 0;
    const path = counts.map((look, i) => {
        events += look.canaryEvents;
        total += look.canaryTotal;
        return averageEvidence([test.path[i] ?? 0, rareRateEvidence(events, total, negligibleRate)]);
    });
    return { log: averageEvidence([test.logE, rareRateEvidence(events, total, negligibleRate)]), path };
}
function decide(plan, kpis, share) {
    const harmful = kpis.find((kpi) => reached(kpi.harm));
    if (harmful)
        return { kind: 'rollback', reason: harmReason(harmful) };
    const served = Math.min(...kpis.map((kpi) => kpi.totals.canaryTotal));
    if (served === 0)
        return { kind: 'insufficient-evidence', reason: 'the canary has served no request yet' };
    if (share.kind === 'not-split')
        return { kind: 'hold', reason: share.reason };
    if (served < plan.minRequests) {
        const reason = `the canary has served ${countText(served)} of the ${countText(plan.minRequests)} requests a decision takes`;
        return { kind: 'insufficient-evidence', reason };
    }
    if (kpis.every((kpi) => reached(kpi.promote))) {
        return {
            kind: 'promote',
            reason: `every KPI is proven within its margin after ${countText(served)} canary requests`,
        };
    }
    const open = kpis.find((kpi) => !reached(kpi.advance));
    if (!open) {
        return { kind: 'advance', reason: `a rise by ${plan.stepRatio} times is ruled out for every KPI` };
    }
    return { kind: 'insufficient-evidence', reason: openReason(open, plan.stepRatio) };
}
/** Evidence that is not a number has proven nothing. */
function reached(evidence) {
    return evidence.log >= evidence.needed;
}
function harmReason({ name, totals, harm, ratio }) {
    const rate = (events, total) => `${countText(events)} of ${countText(total)}`;
    return (`${name} is worse: ${rate(totals.canaryEvents, totals.canaryTotal)} on the canary, ` +
        `${rate(totals.stableEvents, totals.stableTotal)} on stable (${Number.isFinite(ratio.estimate) ? `${ratio.estimate.toFixed(2)} times; ` : ''}` +
        `evidence ${evidenceText(harm.log)} of ${evidenceText(harm.needed)} needed)`);
}
function openReason({ name, totals, advance }, ratio) {
    if (totals.canaryEvents + totals.stableEvents === 0) {
        return `${name}: neither arm has had an event, so no ratio can be judged (negligible_rate makes this provable)`;
    }
    return (`${name}: a rise by ${ratio} times is not ruled out yet ` +
        `(evidence ${evidenceText(advance.log)} of ${evidenceText(advance.needed)} needed)`);
}
function judge_sum(counts) {
    const total = (pick) => counts.reduce((running, look) => running + pick(look), 0);
    return {
        canaryEvents: total((look) => look.canaryEvents),
        canaryTotal: total((look) => look.canaryTotal),
        stableEvents: total((look) => look.stableEvents),
        stableTotal: total((look) => look.stableTotal),
    };
}

;// CONCATENATED MODULE: ./packages/rollout/lib/lease.js

/**
 * @param holder who asks
 * @param now milliseconds since the epoch
 * @param isOver tells of another holder whether it cannot be alive any more, whatever its lease says
 */
function claim(state, holder, now, isOver = () => false) {
    if (!state || isTerminal(state.verdict))
        return { kind: 'free' };
    if (state.lease.holder === holder)
        return { kind: 'ours', state };
    const alive = now <= Date.parse(state.lease.until) && !isOver(state.lease.holder);
    return alive ? { kind: 'busy', state } : { kind: 'abandoned', state };
}
/** The next write of whoever holds the lease: a later end, a higher sequence number. */
function renew(state, now, leaseMs) {
    return {
        holder: state.lease.holder,
        until: new Date(now + leaseMs).toISOString(),
        seq: state.lease.seq + 1,
    };
}

;// CONCATENATED MODULE: ./packages/rollout/lib/split.js
/** What every rollback restores and every rollout must start from. */
const SAFE_SPLIT = { stable: 100, canary: 0 };
/** Routers hold whole weights, so what is read back may be off by the coarsest router's rounding (1 of 256). */
const TOLERANCE_PERCENT = 0.4;
/** @param canary percent 0..100 */
function splitFor(canary) {
    if (!(canary >= 0 && canary <= 100))
        throw new RangeError(`a share of traffic is 0..100 percent, not ${canary}`);
    return { stable: 100 - canary, canary };
}
/** True when two splits are the same up to a router's rounding; "none" and "some" are never the same. */
function sameSplit(a, b) {
    const sameSide = (x, y) => (x === 0) === (y === 0);
    return (Math.abs(a.canary - b.canary) <= TOLERANCE_PERCENT &&
        sameSide(a.canary, b.canary) &&
        sameSide(a.stable, b.stable));
}

;// CONCATENATED MODULE: ./packages/rollout/lib/machine.js





/** The state before the first shift: written first, so that what undoes the rollout exists before the rollout does. */
function beginRollout(plan, identity, now) {
    const { holder, version, deploymentId, ...rest } = identity;
    const startedAt = machine_iso(now);
    return {
        v: 1,
        ...rest,
        ...(version !== undefined && { version }),
        ...(deploymentId !== undefined && { deploymentId }),
        arms: { ...plan.arms },
        plan: [...plan.steps],
        step: 0,
        weight: 0,
        startedAt,
        stepAt: startedAt,
        deadline: machine_iso(now + plan.maxMs),
        lease: { holder, until: machine_iso(now + plan.leaseMs), seq: 1 },
        rollback: { ...SAFE_SPLIT },
        shifts: [],
        readTo: 0,
        looks: {},
        verdict: 'running',
    };
}
/** The first shift, into the plan's first step. */
function firstShift(plan, state, now) {
    return enter(plan, renewed(plan, state, now), now, 'first step');
}
/**
 * The next step. Pure: time comes in as `now` (milliseconds since the epoch), evidence as an observation.
 *
 * Harm, contention and cancellation roll back at once. A step is left when it has lasted `step_duration` and gross
 * harm is ruled out, or as soon as every KPI is proven within its margin, and never unseen; only that proof leads to
 * 100 %. Without
 * metrics nothing advances, and after `max_blind` the canary is rolled back.
 * @throws RangeError when the state is terminal: there is no next step.
 */
function machine_decide(plan, state, observed, now) {
    if (isTerminal(state.verdict))
        throw new RangeError(`the rollout is over: ${state.verdict}`);
    const current = renewed(plan, state, now);
    switch (observed.kind) {
        case 'cancelled':
        case 'contended':
            return { step: rollBack(current, observed.reason) };
        case 'blind':
            return { step: whenBlind(plan, current, observed.reason, now) };
        case 'look': {
            const seen = withLook(current, observed);
            const judgement = judge(plan, seen.looks, seen.shifts);
            return { step: whenSeen(plan, seen, judgement, now), judgement };
        }
    }
}
function whenSeen(plan, state, judgement, now) {
    const { reason } = judgement;
    const last = isLastStep(plan, state);
    const late = now >= Date.parse(state.deadline);
    const baked = now - Date.parse(state.stepAt) >= plan.stepMs;
    switch (judgement.kind) {
        case 'rollback':
            return rollBack(state, reason);
        case 'promote':
            if (!seenAtStep(state))
                return wait(plan, state, now, `${reason}; not yet looked at ${state.weight} %`);
            if (last)
                return promote(state, reason, now);
            return late ? timeOut(plan, state, reason) : enter(plan, state, now, reason);
        case 'advance':
            if (late)
                return timeOut(plan, state, reason);
            if (baked && !last && seenAtStep(state))
                return enter(plan, state, now, reason);
            return wait(plan, state, now, last ? `${reason}, the margin is not yet proven` : `${reason}; the step goes on`);
        case 'hold':
        case 'insufficient-evidence':
            return wait(plan, state, now, reason);
    }
}
/**
 * Windows end a little in the past, so what a look proves may all be from before the last shift. What only breaks under
 * more load must have had the chance to.
 */
function seenAtStep(state) {
    return momentOf(state, state.readTo) > Date.parse(state.stepAt);
}
function whenBlind(plan, state, reason, now) {
    const since = state.blindSince ?? machine_iso(now);
    const seconds = Math.round((now - Date.parse(since)) / 1000);
    if (now - Date.parse(since) >= plan.maxBlindMs) {
        return rollBack(state, `no evidence for ${seconds} s: ${reason}`);
    }
    return wait(plan, { ...state, blindSince: since }, now, `no evidence: ${reason}`);
}
function wait(plan, state, now, reason) {
    if (now >= Date.parse(state.deadline))
        return timeOut(plan, state, reason);
    return { kind: 'wait', state, split: splitFor(state.weight), reason };
}
/** Asked last, so that evidence that came with the last look still counts. */
function timeOut(plan, state, unfinished) {
    const reason = `no decision in ${minutesText(plan.maxMs / 60_000)}: ${unfinished}`;
    switch (plan.onTimeout) {
        case 'rollback':
            return rollBack(state, reason);
        case 'hold': {
            const held = { ...state, verdict: 'held', reason: clip(reason) };
            return { kind: 'stop', state: held, split: splitFor(state.weight), reason };
        }
    }
}
function enter(plan, state, now, reason) {
    const weight = plan.steps[state.step];
    if (weight === undefined || weight >= 100)
        throw new RangeError('the last step is entered by promotion only');
    const next = {
        ...state,
        step: state.step + 1,
        weight,
        stepAt: machine_iso(now),
        shifts: shifted(state, now, weight),
    };
    return { kind: 'shift', state: next, split: splitFor(weight), reason };
}
function promote(state, reason, now) {
    const next = {
        ...state,
        step: state.step + 1,
        weight: 100,
        stepAt: machine_iso(now),
        shifts: shifted(state, now, 100),
        verdict: 'promoting',
        reason: clip(reason),
    };
    return { kind: 'promote', state: next, split: splitFor(100), reason };
}
/** The way back, precomputed: needs no metrics, no policy and no judgement. */
function rollBack(state, reason) {
    const next = {
        ...state,
        weight: state.rollback.canary,
        verdict: 'rolling-back',
        reason: clip(reason),
    };
    return { kind: 'roll-back', state: next, split: state.rollback, reason };
}
/** The state once the router has confirmed the split of a `promote` or `roll-back` step. */
function concluded(state, now) {
    switch (state.verdict) {
        case 'promoting':
            return { ...state, verdict: 'promoted' };
        case 'rolling-back':
            return { ...state, verdict: 'rolled-back', shifts: shifted(state, now, state.weight) };
        case 'running':
        case 'promoted':
        case 'rolled-back':
        case 'held':
            return state;
    }
}
/** True on the step before 100 %: what follows is promotion. */
function isLastStep(plan, state) {
    return state.step >= plan.steps.length - 1;
}
function withLook(state, observed) {
    const at = Math.round(observed.until - momentOf(state, 0));
    const looks = { ...state.looks };
    for (const [name, counts] of Object.entries(observed.counts)) {
        const look = [at, counts.canaryEvents, counts.canaryTotal, counts.stableEvents, counts.stableTotal];
        looks[name] = [...(looks[name] ?? []), look];
    }
    const { blindSince: _, ...rest } = state;
    return { ...rest, looks, readTo: at };
}
function renewed(plan, state, now) {
    return { ...state, lease: renew(state, now, plan.leaseMs) };
}
function shifted(state, now, weight) {
    return [...state.shifts, [Math.max(0, Math.round(now - momentOf(state, 0))), weight]];
}
function machine_iso(now) {
    return new Date(now).toISOString();
}
/** Reasons may quote a server; the state's schema has a limit. */
function clip(reason) {
    return reason.length <= 1000 ? reason : `${reason.slice(0, 999)}…`;
}

;// CONCATENATED MODULE: ./packages/rollout/lib/outlook.js



/** The rise every plan must be able to see before it may shift traffic. */
const GROSS_HARM = 3;
/** What a mixture over alternatives costs, in log evidence; `minutesToDecision` adds the same. */
const MIXTURE_COST = 2;
/** What each step below 100 % can be expected to show, given how stable behaves now. */
function outlookOf(plan, baselines) {
    return plan.kpis.flatMap((kpi) => {
        const baseline = baselines[kpi.name];
        if (!baseline)
            return [];
        return plan.steps
            .filter((percent) => percent < 100)
            .map((percent) => stepOutlook(plan, kpi, baseline, percent));
    });
}
function stepOutlook(plan, kpi, baseline, percent) {
    const common = {
        baseRate: baseline.rate,
        requestsPerMinute: baseline.requestsPerMinute,
        canaryShare: percent / 100,
    };
    const canaryPerMinute = baseline.requestsPerMinute * common.canaryShare;
    // A service without events proves a rare rate instead: -log(1 - r) of evidence a request, about r.
    const provenRare = kpi.negligibleRate !== undefined && kpi.negligibleRate > 2 * baseline.rate
        ? (Math.log(1 / plan.beta) + MIXTURE_COST) / (kpi.negligibleRate * canaryPerMinute)
        : Infinity;
    const proveMargin = (0,lib/* minutesToDecision */.ps)({
        ...common,
        trueRatio: 1,
        nullRatio: kpi.marginRatio,
        alpha: plan.beta,
    });
    const seeGrossHarm = (0,lib/* minutesToDecision */.ps)({
        ...common,
        trueRatio: GROSS_HARM * kpi.maxRatio,
        nullRatio: kpi.maxRatio,
        alpha: plan.alpha / plan.kpis.length,
    });
    return { kpi: kpi.name, percent, seeGrossHarm, proveMargin: Math.min(proveMargin, provenRare) };
}
/**
 * Refuses a plan that would shift traffic without any hope of seeing harm, or of ever being able to promote.
 * @throws RolloutError `undetectable`
 */
function refuseHopeless(plan, outlook) {
    const minutes = plan.maxMs / 60_000;
    for (const kpi of plan.kpis) {
        const steps = outlook.filter((step) => step.kpi === kpi.name);
        const see = Math.min(...steps.map((step) => step.seeGrossHarm));
        const prove = Math.min(...steps.map((step) => step.proveMargin));
        // With a negligible rate the canary's own proof protects it where stable has no events to compare with.
        const blind = see > minutes && kpi.negligibleRate === undefined;
        if (!blind && prove <= minutes)
            continue;
        const what = blind
            ? `even a canary ${GROSS_HARM} times as bad would take ${minutesText(see)} to see`
            : `a good canary would take ${minutesText(prove)} to prove within ${kpi.marginRatio} times`;
        throw new RolloutError('undetectable', `${kpi.name}: at the present traffic ${what}, and max_duration is ${minutesText(minutes)}`, {
            remedy: 'send the canary a larger share or more traffic, allow more time or a wider margin_ratio, ' +
                'or set negligible_rate if errors are rare',
        });
    }
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 76 modules
var policy_lib = __webpack_require__(93789);
;// CONCATENATED MODULE: ./packages/rollout/lib/plan.js


/** Most looks one rollout may take: the state that resumes it must fit beside the weights on the target. */
const MAX_LOOKS = 400;
const LEASE_FLOOR_MS = 30_000;
const LEASE_INTERVALS = 3;
function planKpi(kpi) {
    return {
        name: kpi.name,
        events: kpi.events,
        total: kpi.total,
        maxRatio: kpi.max_ratio ?? 1,
        marginRatio: kpi.margin_ratio ?? 1.5,
        negligibleRate: kpi.negligible_rate,
        absentEvents: kpi.absent_events ?? 'no-data',
    };
}
/**
 * The plan a policy stands for.
 * @throws RolloutError `too-many-looks` when `max_duration / interval` is more than {@link MAX_LOOKS}.
 */
function resolvePlan(spec) {
    const intervalMs = (0,policy_lib/* toMilliseconds */.Wj)(spec.interval ?? '60s');
    const maxMs = (0,policy_lib/* toMilliseconds */.Wj)(spec.max_duration ?? '6h');
    if (intervalMs <= 0 || Math.ceil(maxMs / intervalMs) > MAX_LOOKS) {
        const interval = `${Math.ceil(maxMs / MAX_LOOKS / 1000)}s`;
        throw new RolloutError('too-many-looks', `rollout: a look every ${spec.interval ?? '60s'} for ${spec.max_duration ?? '6h'} is more than ${MAX_LOOKS} looks`, { remedy: `set interval to ${interval} or more, or a shorter max_duration` });
    }
    return {
        arms: spec.arms,
        steps: spec.steps,
        intervalMs,
        stepMs: (0,policy_lib/* toMilliseconds */.Wj)(spec.step_duration ?? '5m'),
        maxMs,
        maxBlindMs: (0,policy_lib/* toMilliseconds */.Wj)(spec.max_blind ?? '3m'),
        leaseMs: spec.lease === undefined
            ? Math.max(LEASE_INTERVALS * intervalMs, LEASE_FLOOR_MS)
            : (0,policy_lib/* toMilliseconds */.Wj)(spec.lease),
        minRequests: spec.min_requests ?? 500,
        onTimeout: spec.on_timeout ?? 'rollback',
        alpha: spec.alpha ?? 0.01,
        beta: spec.beta ?? 0.05,
        stepRatio: spec.step_ratio ?? 3,
        kpis: spec.kpis.map(planKpi),
    };
}

;// CONCATENATED MODULE: ./packages/rollout/lib/report/charts.js

/** Evidence of a millionth says the same as none; the picture stops there. */
const LOWEST_LOG10 = -3;
/** The evidence of each KPI over time towards both boundaries, and the ratios with their confidence sequences. */
function rolloutCharts(plan, state, judgement) {
    if (!judgement || judgement.kpis.every((kpi) => kpi.harm.path.length === 0))
        return [];
    const ratios = ratioChart(plan, judgement);
    const evidence = judgement.kpis.map((kpi) => evidenceChart(state, kpi));
    return ratios.rows.length === 0 ? evidence : [...evidence, ratios];
}
function evidenceChart(state, kpi) {
    const times = (state.looks[kpi.name] ?? []).map(([at]) => new Date(momentOf(state, at)).toISOString());
    const series = (name, path) => ({
        name,
        points: times.map((at, i) => ({ at, value: Math.max(LOWEST_LOG10, log10(path[i] ?? 0)) })),
    });
    return {
        kind: 'timeline',
        title: `${kpi.name}: evidence after each look`,
        yLabel: 'log10 evidence',
        references: [
            { value: log10(kpi.harm.needed), label: 'roll back' },
            { value: log10(kpi.promote.needed), label: 'promote' },
        ],
        series: [
            series('canary is worse', kpi.harm.path),
            series('canary is within the margin', kpi.promote.path),
        ],
        events: state.shifts.map(([at, percent]) => ({
            at: new Date(momentOf(state, at)).toISOString(),
            label: `${percent} %`,
            status: eventStatus(state, percent),
        })),
    };
}
function eventStatus(state, percent) {
    if (percent === state.rollback.canary)
        return 'fail';
    return percent === 100 ? 'pass' : 'inconclusive';
}
function ratioChart(plan, judgement) {
    const margins = [...new Set(plan.kpis.map((kpi) => kpi.marginRatio))];
    return {
        kind: 'intervals',
        title: 'Rate on the canary / rate on stable',
        references: [
            { value: 1, label: 'equal' },
            ...margins.map((value) => ({ value, label: `margin ${value}` })),
        ],
        rows: judgement.kpis
            // Without an event on stable the ratio has no upper end; the finding says it in words.
            .filter(({ ratio }) => Number.isFinite(ratio.estimate) && Number.isFinite(ratio.high))
            .map((kpi) => ({
            label: kpi.name,
            value: kpi.ratio.estimate,
            low: kpi.ratio.low,
            high: kpi.ratio.high,
            status: kpiStatus(kpi),
            note: `holds at every look with ${(100 * kpi.ratio.level).toFixed(1)} % confidence`,
        })),
    };
}
function kpiStatus({ harm, promote }) {
    if (harm.log >= harm.needed)
        return 'fail';
    return promote.log >= promote.needed ? 'pass' : 'inconclusive';
}
function log10(natural) {
    return natural / Math.LN10;
}

;// CONCATENATED MODULE: ./packages/rollout/lib/report/findings.js

/** One finding a question the rollout answers: how it ended, whose traffic it was, each KPI. */
function rolloutFindings(plan, state, judgement, identity) {
    return [
        decisionFinding(state),
        ...plan.kpis.map((kpi) => kpiFinding(kpi, judgement?.kpis.find(({ name }) => name === kpi.name))),
        shareFinding(judgement),
        identityFinding(identity, state.digests),
    ];
}
function decisionFinding(state) {
    const common = { id: 'rollout.decision', kind: 'rollout', title: 'the canary takes over all traffic' };
    const reason = state.reason ?? 'no reason was recorded';
    switch (state.verdict) {
        case 'promoted':
            return { ...common, status: 'pass', outcome: 'pass', reason };
        case 'rolled-back':
            return {
                ...common,
                status: 'fail',
                outcome: 'fail',
                reason,
                remedy: 'all traffic is on stable again; mend the cause before the next attempt',
            };
        case 'rolling-back':
        case 'promoting':
            return {
                ...common,
                status: 'error',
                outcome: 'fail',
                reason,
                remedy: 'the target did not confirm its weights: the canary may still get traffic; look there by hand',
            };
        case 'running':
        case 'held':
            return {
                ...common,
                status: 'inconclusive',
                outcome: 'fail',
                reason,
                remedy: `traffic stays at ${state.weight} % until a person decides`,
            };
    }
}
function kpiFinding(kpi, judged) {
    const common = {
        id: `kpi.not-worse[${kpi.name}]`,
        kind: 'kpi',
        title: `${kpi.name}: the canary's rate is less than ${kpi.marginRatio} times stable's`,
        required: `ratio < ${kpi.marginRatio}`,
    };
    if (!judged || judged.totals.canaryTotal === 0) {
        const reason = 'the canary served no request that was measured';
        return {
            ...common,
            status: 'error',
            outcome: 'fail',
            reason,
            remedy: 'check the selectors and the traffic',
        };
    }
    const { totals, ratio, harm, promote } = judged;
    const reason = `canary ${rateText(totals.canaryEvents, totals.canaryTotal)} of ${countText(totals.canaryTotal)}, ` +
        `stable ${rateText(totals.stableEvents, totals.stableTotal)} of ${countText(totals.stableTotal)}; ` +
        `ratio ${ratioText(ratio.estimate)} [${ratioText(ratio.low)}, ${ratioText(ratio.high)}] at every look; ` +
        `harm evidence ${evidenceText(harm.log)} of ${evidenceText(harm.needed)}, ` +
        `safety evidence ${evidenceText(promote.log)} of ${evidenceText(promote.needed)}`;
    const measured = {
        candidate: { value: totals.canaryEvents / totals.canaryTotal, n: totals.canaryTotal, unit: 'share' },
        ...(totals.stableTotal > 0 && {
            baseline: { value: totals.stableEvents / totals.stableTotal, n: totals.stableTotal, unit: 'share' },
        }),
    };
    if (harm.log >= harm.needed)
        return { ...common, ...measured, status: 'fail', outcome: 'fail', reason };
    if (promote.log >= promote.needed)
        return { ...common, ...measured, status: 'pass', outcome: 'pass', reason };
    const remedy = 'more traffic or time is needed to prove it either way';
    return { ...common, ...measured, status: 'inconclusive', outcome: 'fail', reason, remedy };
}
function shareFinding(judgement) {
    const common = { id: 'traffic.as-configured', kind: 'traffic', title: 'traffic is split as configured' };
    const share = judgement?.share;
    switch (share?.kind) {
        case 'as-configured':
            return { ...common, status: 'pass', outcome: 'pass', reason: share.reason };
        case 'not-split':
            return {
                ...common,
                status: 'fail',
                outcome: 'fail',
                reason: share.reason,
                remedy: 'look for sticky sessions, a dead server or a second router',
            };
        case 'unknown':
        case undefined:
            return {
                ...common,
                status: 'inconclusive',
                outcome: 'warn',
                reason: share?.reason ?? 'nothing was measured',
            };
    }
}
function identityFinding(identity, digests) {
    const common = { id: 'identity', kind: 'identity', title: 'each arm serves the model it should' };
    switch (identity.kind) {
        case 'verified': {
            const named = digests.stable === undefined
                ? 'the canary named the digest it serves, stable was not asked'
                : 'both arms named the digest they serve';
            const reason = identity.expected === undefined ? named : `the canary serves ${identity.expected}`;
            return { ...common, status: 'pass', outcome: 'pass', reason };
        }
        case 'unchecked':
            return {
                ...common,
                status: 'inconclusive',
                outcome: 'warn',
                reason: 'no arm was asked which model it serves, so this rollout is no evidence for any digest',
                remedy: 'set stable-identity-url, canary-identity-url and digest',
            };
    }
}
function ratioText(ratio) {
    if (Number.isNaN(ratio))
        return 'unknown';
    if (!Number.isFinite(ratio))
        return 'unbounded';
    return ratio >= 100 ? String(Math.round(ratio)) : String(Number(ratio.toPrecision(3)));
}

;// CONCATENATED MODULE: ./packages/rollout/lib/report/document.js




/** The report of a rollout, as it stands at `now` (milliseconds since the epoch). */
function rolloutReport(record, now) {
    const { plan, state, judgement, identity } = record;
    const findings = rolloutFindings(plan, state, judgement, identity);
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'rollout',
        verdict: (0,policy_lib/* verdictOf */.Vj)(findings),
        headline: headline(state),
        subject: record.subject,
        findings,
        charts: rolloutCharts(plan, state, judgement),
        facts: facts(record, now),
        next: next(record, (0,policy_lib/* verdictOf */.Vj)(findings)),
        provenance: record.provenance,
    };
}
function headline(state) {
    const name = state.version === undefined ? state.model : `${state.model} ${state.version}`;
    const why = state.reason ?? '';
    switch (state.verdict) {
        case 'promoted':
            return `${name} serves all traffic: ${why}`;
        case 'rolled-back':
            return `${name} was rolled back: ${why}`;
        case 'held':
            return `${name} is held at ${state.weight} %: ${why}`;
        case 'running':
            return `${name} is at ${state.weight} % of traffic`;
        case 'promoting':
        case 'rolling-back':
            return `${name} could not be confirmed as ${state.verdict}: ${why}`;
    }
}
function facts({ plan, state, judgement, outlook }, now) {
    const looks = Math.max(0, ...Object.values(state.looks).map((taken) => taken.length));
    const dispersion = Math.max(1, ...(judgement?.kpis ?? []).map((kpi) => kpi.dispersion));
    const weights = state.shifts.map(([, percent]) => `${percent}\u00A0%`).join(' → ');
    const { canary, stable } = state.digests;
    return [
        { label: 'Target', value: state.target },
        { label: 'Weights', value: weights || 'never shifted' },
        { label: 'Lasted', value: `${elapsedText(now - Date.parse(state.startedAt))}, ${looks} looks` },
        {
            label: 'Wrong in at most',
            value: `${document_percentText(plan.alpha)} of rollbacks of a good canary, ${document_percentText(plan.beta)} of promotions beyond the margin, all looks together`,
        },
        { label: 'Dispersion', value: dispersion.toFixed(2) },
        ...(canary === undefined ? [] : [{ label: 'Canary serves', value: shortDigest(canary) }]),
        ...(stable === undefined ? [] : [{ label: 'Stable serves', value: shortDigest(stable) }]),
        ...plan.kpis.flatMap((kpi) => plannedFact(kpi.name, outlook)),
        { label: 'Rollout', value: state.id },
        { label: 'Plan', value: shortDigest(state.configDigest) },
    ];
}
/** What was expected before anything moved: `5 %: 4 min / 38 min`. */
function plannedFact(kpi, outlook) {
    const steps = outlook.filter((step) => step.kpi === kpi);
    if (steps.length === 0)
        return [];
    const value = steps.map(({ percent, seeGrossHarm, proveMargin }) => `${percent}\u00A0%: ${minutesText(seeGrossHarm)} / ${minutesText(proveMargin)}`);
    return [{ label: `To see 3 × ${kpi} / to prove the margin`, value: value.join(' · ') }];
}
function document_percentText(share) {
    return `${Number((100 * share).toPrecision(3))}\u00A0%`;
}
/** As much as people compare; the whole digest is in the subject. */
function shortDigest(digest) {
    return digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');
}
function next({ state, judgement }, verdict) {
    switch (state.verdict) {
        case 'promoted':
            return verdict === 'pass'
                ? ['Promote this version to its production stage in the registry; this report is the evidence.']
                : ['Mend the warnings above: the registry takes only a passing report as evidence.'];
        case 'rolled-back':
            return judgement?.kind === 'rollback'
                ? ['Find what made the canary worse (its logs over the last step), then roll out a new version.']
                : ['The canary was not found worse: mend what ended the rollout, then start it again.'];
        case 'held':
            return [`Decide by hand: traffic stays at ${state.weight} % until somebody moves it.`];
        case 'running':
            return ['Nothing: the next look follows.'];
        case 'promoting':
        case 'rolling-back':
            return ['Check the weights on the target by hand, then run canary-deploy with mode: reconcile.'];
    }
}

;// CONCATENATED MODULE: ./packages/rollout/lib/report/narrate.js

/** One line a look, for the live log: what was seen, and how far it is from a decision. */
function lookLine(before, judgement, now) {
    const head = `${before.weight} % for ${elapsedText(now - Date.parse(before.stepAt))}`;
    const kpis = judgement.kpis.map(({ name, totals, harm, promote }) => {
        const canary = `${countText(totals.canaryTotal)} requests, ${countText(totals.canaryEvents)} ${name}`;
        const stable = `${countText(totals.stableTotal)}, ${countText(totals.stableEvents)}`;
        const harmful = `harm evidence ${evidenceText(harm.log)} of ${evidenceText(harm.needed)} needed`;
        const safe = `safety evidence ${evidenceText(promote.log)} of ${evidenceText(promote.needed)}`;
        return `${canary} vs ${stable}; ${harmful}, ${safe}`;
    });
    return `${head}: ${kpis.join(' | ')}`;
}
/** What a step does, for the log and for deployment statuses. */
function stepLine(step) {
    switch (step.kind) {
        case 'shift':
            return `Shifting the canary to ${step.split.canary} %: ${step.reason}`;
        case 'wait':
            return `Staying at ${step.split.canary} %: ${step.reason}`;
        case 'promote':
            return `Promoting the canary to 100 %: ${step.reason}`;
        case 'roll-back':
            return `Rolling back to ${step.split.canary} %: ${step.reason}`;
        case 'stop':
            return `Holding at ${step.split.canary} %: ${step.reason}`;
    }
}

;// CONCATENATED MODULE: ./packages/rollout/lib/index.js
















/***/ })

};
