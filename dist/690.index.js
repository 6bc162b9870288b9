export const id = 690;
export const ids = [690];
export const modules = {

/***/ 67690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oR: () => (/* reexport */ REFERENCE_PROFILE),
  lR: () => (/* reexport */ SETTLE_MS),
  cD: () => (/* reexport */ awsCredentials),
  U7: () => (/* reexport */ awsJsonCall),
  P$: () => (/* reexport */ azuremlFloor),
  ay: () => (/* reexport */ chosenModel),
  xT: () => (/* reexport */ cloudwatchHistory),
  zu: () => (/* reexport */ datadogHistory),
  Zw: () => (/* reexport */ fileHistory),
  nt: () => (/* reexport */ fileStateStore),
  $x: () => (/* reexport */ gitopsBranch),
  hi: () => (/* reexport */ gitopsFloor),
  CW: () => (/* reexport */ gitopsRouter),
  b6: () => (/* reexport */ haproxyRouter),
  Ji: () => (/* reexport */ importRun),
  s4: () => (/* reexport */ kubernetesClient),
  jH: () => (/* reexport */ kubernetesFloor),
  o$: () => (/* reexport */ leasedFloors),
  Cz: () => (/* reexport */ mirrorAliases),
  Ps: () => (/* reexport */ mirrorVersions),
  NZ: () => (/* reexport */ mlflowClient),
  xc: () => (/* reexport */ netSocket),
  DT: () => (/* reexport */ openCluster),
  Me: () => (/* reexport */ openRegistry),
  H5: () => (/* reexport */ openSqlEngine),
  yv: () => (/* reexport */ originOf),
  dg: () => (/* reexport */ ownRemote),
  j8: () => (/* reexport */ parseSocketAddress),
  AX: () => (/* reexport */ parseSqlConnection),
  ob: () => (/* reexport */ parseYamlPath),
  $M: () => (/* reexport */ prometheusAuth),
  oK: () => (/* reexport */ prometheusClient),
  r4: () => (/* reexport */ prometheusHistory),
  iF: () => (/* reexport */ prometheusKpis),
  At: () => (/* reexport */ readEvidence),
  ko: () => (/* reexport */ readModel),
  P4: () => (/* reexport */ registryInputs),
  qD: () => (/* reexport */ reportedDigest),
  nI: () => (/* reexport */ sagemakerFloor),
  vE: () => (/* reexport */ translated),
  Nt: () => (/* reexport */ withoutSecret)
});

// UNUSED EXPORTS: AwsError, KubernetesError, LEASE_ANNOTATION, MAX_ARTIFACT_BYTES, MAX_POINTS, MlflowError, PrometheusError, addressText, attachReferrer, checkedName, dockerCredentials, getManifest, increaseOf, lfsBytes, lfsEndpoint, listReferrers, ociBytes, ociClient, openBytes, parseKubeconfig, parseMatrix, parseOciPlace, parseS3Place, parseValue, placeText, putManifest, readReferenceProfile, readSplit, registryRemote, releaseBytes, resourcePath, resourceText, s3Bytes, signed, sqlConnectionSchema, uriBytes, weightsFor, writeSplit

// EXTERNAL MODULE: ./packages/core/lib/index.js + 54 modules
var lib = __webpack_require__(11371);
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

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var registry_lib = __webpack_require__(47511);
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

// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var data_lib = __webpack_require__(4108);
// EXTERNAL MODULE: ./packages/lineage/lib/index.js + 44 modules
var lineage_lib = __webpack_require__(92578);
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
        if (error instanceof data_lib.DataError)
            throw new lib/* UserError */.yo(error.code, error.message, { cause: error });
        if (!(error instanceof registry_lib/* RegistryError */.gl) && !(error instanceof lineage_lib/* LineageError */.AL))
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

;// CONCATENATED MODULE: ./packages/adapters/lib/prometheus/auth.js

/** @throws UserError `conflicting-inputs`, `missing-input` */
function prometheusAuth(inputs) {
    const token = inputs['prometheus-token'];
    const user = inputs['prometheus-user'];
    const password = inputs['prometheus-password'];
    if (token !== undefined && user !== undefined) {
        throw new lib/* UserError */.yo('conflicting-inputs', 'prometheus-token and prometheus-user exclude each other');
    }
    if (token !== undefined)
        return { kind: 'bearer', token };
    if (user === undefined && password === undefined)
        return { kind: 'none' };
    if (user === undefined || password === undefined) {
        throw new lib/* UserError */.yo('missing-input', 'prometheus-user and prometheus-password are needed together');
    }
    return { kind: 'basic', user, password };
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

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
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
;// CONCATENATED MODULE: ./packages/adapters/lib/aws/xml.js
/** The little XML that S3 and STS answer with: elements without attributes that matter. Linear patterns; nothing is expanded. */
/** What stands inside each element of a name, in order; not nested in one of the same name. */
function xml_elements(xml, name) {
    const found = [];
    const [open, close] = [`<${name}`, `</${name}>`];
    for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at + open.length)) {
        const start = xml.indexOf('>', at);
        const follows = xml[at + open.length];
        if (start < 0)
            break;
        if (follows === undefined || !/[\s>]/.test(follows))
            continue;
        const end = xml.indexOf(close, start);
        if (end < 0)
            break;
        found.push(xml.slice(start + 1, end));
        at = end;
    }
    return found;
}
/** The text of the first element of a name, its five entities resolved. */
function xml_textOf(xml, name) {
    return xml_elements(xml, name)[0]?.replace(/&(lt|gt|quot|apos|amp|#\d{1,7});/g, (whole, entity) => {
        if (entity.startsWith('#'))
            return String.fromCodePoint(Math.min(Number(entity.slice(1)), 0x10_ff_ff));
        return { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[entity] ?? whole;
    });
}
/** Text as the content of an element. */
function escapeXml(text) {
    return text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/aws/credentials.js




const MAX_ANSWER_BYTES = 1 << 20;
/** Credentials that end within this are asked for anew: what they sign has to arrive before. */
const MARGIN_MS = 5 * 60_000;
const containerAnswer = schemas/* looseObject */._H3({
    AccessKeyId: schemas/* string */.YjP().min(1),
    SecretAccessKey: schemas/* string */.YjP().min(1),
    Token: schemas/* string */.YjP().optional(),
    Expiration: schemas/* string */.YjP().optional(),
});
/**
 * AWS credentials in the order its SDKs look, for the ways that jobs have: keys in the environment
 * (aws-actions/configure-aws-credentials), a role by web identity (IRSA's token file, else this job's own OIDC identity), a
 * container's endpoint (EKS Pod Identity, ECS). The result is kept until shortly before it expires.
 *
 * @throws UserError `no-aws-credentials`, `aws-role-refused`
 */
function awsCredentials(world, region) {
    let held;
    return async () => {
        if (held && (held.until === undefined || held.until - MARGIN_MS > world.clock.now()))
            return held;
        held =
            (await fromEnvironment(world)) ?? (await fromWebIdentity(world, region)) ?? (await fromContainer(world));
        if (!held) {
            throw new lib/* UserError */.yo('no-aws-credentials', 'there are no AWS credentials here', {
                remedy: 'Run aws-actions/configure-aws-credentials before this step, or set AWS_ROLE_ARN and give the job `id-token: write`.',
            });
        }
        world.secrets.mask(held.secretAccessKey);
        if (held.sessionToken !== undefined)
            world.secrets.mask(held.sessionToken);
        return held;
    };
}
async function fromEnvironment({ env }) {
    const accessKeyId = env.get('AWS_ACCESS_KEY_ID');
    const secretAccessKey = env.get('AWS_SECRET_ACCESS_KEY');
    const sessionToken = env.get('AWS_SESSION_TOKEN');
    if (accessKeyId === undefined || secretAccessKey === undefined)
        return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
/** STS AssumeRoleWithWebIdentity: needs no signature, for the token is the proof. */
async function fromWebIdentity(world, region) {
    const { env, http, oidc, github, signal } = world;
    const role = env.get('AWS_ROLE_ARN');
    if (role === undefined)
        return undefined;
    const file = env.get('AWS_WEB_IDENTITY_TOKEN_FILE');
    const token = file === undefined ? await oidc.token('sts.amazonaws.com') : (await (0,promises_.readFile)(file, 'utf8')).trim();
    if (token === undefined) {
        throw new lib/* UserError */.yo('no-aws-credentials', `AWS_ROLE_ARN is set, and this job has no identity to take the role with`, {
            remedy: 'Give the job `permissions: id-token: write`.',
        });
    }
    world.secrets.mask(token);
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const endpoint = env.get('AWS_ENDPOINT_URL_STS') ?? `https://sts.${region}.${domain}`;
    const name = env.get('AWS_ROLE_SESSION_NAME') ?? `mlops-actions-${github.context.runId ?? 'local'}`;
    const { status, body } = await http.send({
        method: 'POST',
        url: endpoint,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
            Action: 'AssumeRoleWithWebIdentity',
            Version: '2011-06-15',
            RoleArn: role,
            RoleSessionName: name,
            WebIdentityToken: token,
        }).toString(),
        // Taking a role twice changes nothing.
        retries: 2,
        maxBytes: MAX_ANSWER_BYTES,
        signal,
    });
    const xml = new TextDecoder().decode(body);
    const found = xml_elements(xml, 'Credentials')[0] ?? '';
    const accessKeyId = xml_textOf(found, 'AccessKeyId');
    const secretAccessKey = xml_textOf(found, 'SecretAccessKey');
    const sessionToken = xml_textOf(found, 'SessionToken');
    if (status !== 200 || !accessKeyId || !secretAccessKey || !sessionToken) {
        const reason = xml_textOf(xml, 'Code') ?? String(status);
        throw new lib/* UserError */.yo('aws-role-refused', `STS did not let this job take the role ${role} (${reason})`, {
            remedy: "Check the role's trust policy: the identity provider, the audience and the `sub` condition.",
        });
    }
    return { accessKeyId, secretAccessKey, sessionToken, ...untilOf(xml_textOf(found, 'Expiration')) };
}
/** The container credential provider. Plain HTTP only to the addresses that AWS names for it. */
async function fromContainer({ env, http, signal }) {
    const relative = env.get('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI');
    const full = env.get('AWS_CONTAINER_CREDENTIALS_FULL_URI');
    const text = full ?? (relative === undefined ? undefined : `http://169.254.170.2${relative}`);
    if (text === undefined)
        return undefined;
    const url = new URL(text);
    const known = ['169.254.170.2', '169.254.170.23', '[fd00:ec2::23]', 'localhost', '127.0.0.1', '[::1]'];
    if (url.protocol !== 'https:' && !known.includes(url.hostname)) {
        throw new lib/* UserError */.yo('no-aws-credentials', `AWS_CONTAINER_CREDENTIALS_FULL_URI: ${url.host} is not protected by TLS`);
    }
    const file = env.get('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE');
    const token = file === undefined ? env.get('AWS_CONTAINER_AUTHORIZATION_TOKEN') : (await (0,promises_.readFile)(file, 'utf8')).trim();
    const { status, body } = await http.send({
        url: url.href,
        headers: token === undefined ? {} : { authorization: token },
        maxBytes: MAX_ANSWER_BYTES,
        signal,
    });
    const answer = status === 200 ? containerAnswer.safeParse(json(body)) : undefined;
    if (!answer?.success)
        throw new lib/* UserError */.yo('no-aws-credentials', `${url.host} gave no credentials (${status})`);
    const { AccessKeyId, SecretAccessKey, Token, Expiration } = answer.data;
    return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        ...(Token !== undefined && { sessionToken: Token }),
        ...untilOf(Expiration),
    };
}
function untilOf(text) {
    const until = text === undefined ? Number.NaN : Date.parse(text);
    return Number.isNaN(until) ? {} : { until };
}
function json(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/docker-config.js


const entry = schemas/* looseObject */._H3({
    auth: schemas/* string */.YjP().optional(),
    username: schemas/* string */.YjP().optional(),
    password: schemas/* string */.YjP().optional(),
    identitytoken: schemas/* string */.YjP().optional(),
});
const configSchema = schemas/* looseObject */._H3({
    auths: schemas/* record */.g1P(schemas/* string */.YjP(), entry).default({}),
    credsStore: schemas/* string */.YjP().optional(),
    credHelpers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}),
});
/** @throws UserError `invalid-docker-config`; the message never quotes the file, which holds passwords */
function parseDockerConfig(text, path) {
    try {
        return configSchema.parse(JSON.parse(text));
    }
    catch {
        throw new lib/* UserError */.yo('invalid-docker-config', `${path}: not a configuration of docker`, {
            remedy: 'Write it with `docker login` or docker/login-action.',
        });
    }
}
/** The program that keeps the credentials of a host (`docker-credential-<name>`), if one does. It goes before `auths`. */
function helperFor(config, host) {
    const named = keysOf(host).find((key) => Object.hasOwn(config.credHelpers, key));
    const helper = named === undefined ? config.credsStore : config.credHelpers[named];
    if (helper === undefined || helper === '')
        return undefined;
    if (/^[A-Za-z0-9._-]+$/.test(helper) && !helper.startsWith('.'))
        return helper;
    throw new lib/* UserError */.yo('invalid-docker-config', `${JSON.stringify(helper)} is no name of a credential helper`);
}
/** What the file itself holds for a repository of a host; the longest key that fits, as podman keeps one a namespace. */
function storedCredential(config, host, repository) {
    const segments = repository.split('/');
    const namespaces = segments.map((_, index) => `${host}/${segments.slice(0, segments.length - index).join('/')}`);
    const key = [...namespaces, ...keysOf(host)].find((name) => Object.hasOwn(config.auths, name));
    const found = key === undefined ? undefined : config.auths[key];
    if (!found)
        return undefined;
    if (found.identitytoken)
        return { kind: 'identity-token', token: found.identitytoken };
    const pair = Buffer.from(found.auth ?? '', 'base64').toString('utf8');
    const split = pair.indexOf(':');
    const username = found.username ?? pair.slice(0, Math.max(0, split));
    const password = found.password ?? (split < 0 ? '' : pair.slice(split + 1).replace(/\0+$/, ''));
    return username === '' || password === '' ? undefined : { kind: 'password', username, password };
}
/** How docker has spelt hosts over the years. */
function keysOf(host) {
    const hub = host === 'docker.io' ? ['https://index.docker.io/v1/', 'index.docker.io'] : [];
    return [host, ...hub, `https://${host}`, `https://${host}/`, `https://${host}/v1/`, `https://${host}/v2/`];
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/credentials.js





const MAX_CONFIG_BYTES = 1 << 20;
/** A helper may wait for somebody to unlock a keyring; on a runner nobody will. */
const HELPER_TIMEOUT_MS = 30_000;
const helperAnswer = schemas/* looseObject */._H3({ Username: schemas/* string */.YjP(), Secret: schemas/* string */.YjP() });
/**
 * Credentials as docker and podman find them: `$REGISTRY_AUTH_FILE` or `$DOCKER_CONFIG/config.json` (else
 * `~/.docker/config.json`), its credential helpers first. `docker login` and docker/login-action write them.
 *
 * @throws UserError `invalid-docker-config`, `credential-helper-failed`, `program-not-found`
 */
function dockerCredentials(world) {
    return async (place) => {
        const found = await findCredential(world, place);
        if (found)
            world.secrets.mask(found.kind === 'password' ? found.password : found.token);
        if (found?.kind === 'password') {
            world.secrets.mask(Buffer.from(`${found.username}:${found.password}`).toString('base64'));
        }
        return found;
    };
}
async function findCredential(world, place) {
    const { env } = world;
    const path = env.get('REGISTRY_AUTH_FILE') ??
        (0,external_node_path_.join)(dockerFolder(env.get('DOCKER_CONFIG'), env.get('HOME')), 'config.json');
    const config = await readConfig(path);
    if (!config)
        return undefined;
    const helper = helperFor(config, place.host);
    if (helper !== undefined) {
        for (const server of place.host === 'docker.io' ? keysOf(place.host).slice(1, 2) : [place.host]) {
            const held = await askHelper(world, helper, server);
            if (held)
                return held;
        }
    }
    return storedCredential(config, place.host, place.repository);
}
function dockerFolder(named, home) {
    return named ?? (0,external_node_path_.join)(home ?? '/', '.docker');
}
async function readConfig(path) {
    try {
        if ((await (0,promises_.stat)(path)).size > MAX_CONFIG_BYTES) {
            throw new lib/* UserError */.yo('invalid-docker-config', `${path}: larger than ${MAX_CONFIG_BYTES} bytes`);
        }
        return parseDockerConfig(await (0,promises_.readFile)(path, 'utf8'), path);
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
            return undefined;
        }
        throw error;
    }
}
/** docker-credential-helpers' protocol: the server on stdin of `get`, JSON on stdout. */
async function askHelper({ exec, signal }, name, server) {
    const program = `docker-credential-${name}`;
    const { exitCode, stdout } = await exec.run(program, ['get'], {
        stdin: server,
        timeoutMs: HELPER_TIMEOUT_MS,
        maxOutputBytes: MAX_CONFIG_BYTES,
        signal,
    });
    const text = new TextDecoder().decode(stdout);
    // A helper that knows of none says so, with an exit code of its own choosing.
    if (exitCode !== 0 && /credentials not found|not found in native keychain/i.test(text))
        return undefined;
    const answer = exitCode === 0 ? helperAnswer.safeParse(parsed(text)) : undefined;
    if (!answer?.success) {
        throw new lib/* UserError */.yo('credential-helper-failed', `${program}: gave no credentials for ${server} (exit ${exitCode})`, {
            remedy: `Run \`echo ${server} | ${program} get\` on the runner to see what it says.`,
        });
    }
    const { Username, Secret } = answer.data;
    return Username === '<token>'
        ? { kind: 'identity-token', token: Secret }
        : { kind: 'password', username: Username, password: Secret };
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/transfer/in-parallel.js
/**
 * Runs `work` for every item, at most `width` at a time. The first error is thrown once all that was started has ended: what
 * still runs would use files that the caller closes.
 */
async function inParallel(items, width, work) {
    let next = 0;
    let failure;
    async function worker() {
        while (next < items.length && !failure) {
            try {
                await work(items[next++]);
            }
            catch (error) {
                failure ??= { error };
            }
        }
    }
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, () => worker()));
    if (failure)
        throw failure.error;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/transfer/network.js
/** Slowest line that is waited for; below it a transfer counts as hung, and is resumed. */
const MIN_BYTES_PER_SECOND = 256 * 1024;
const PATIENCE_MS = 60_000;
/** How long a transfer of so many bytes may take. */
function transferTimeout(byteLength) {
    return PATIENCE_MS + Math.ceil((byteLength / MIN_BYTES_PER_SECOND) * 1000);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/transfer/ranged-source.js


/** Connections that may break one after the other without a single byte between them. */
const TRIES_WITHOUT_PROGRESS = 5;
/**
 * A file on a server as a source. Reading it front to back is one request; when that breaks, the next one goes on where it
 * broke. A server that knows no ranges sends what we have again, and it is skipped.
 *
 * Nothing here proves what the bytes are: whoever reads them hashes them.
 *
 * @throws RegistryError `bytes-missing`, `bytes-corrupt` (another size than registered), `bytes-refused`; HttpError when the
 * server is gone for good
 */
function rangedSource(remote, { clock, random, signal }) {
    let stream;
    let rest = new Uint8Array();
    let position = 0;
    async function leave() {
        const left = stream;
        stream = undefined;
        rest = new Uint8Array();
        await left?.return?.();
    }
    async function pull() {
        for (let failures = 0;; failures++) {
            signal.throwIfAborted();
            try {
                stream ??= await openAt(remote, position);
                const next = await stream.next();
                if (next.done !== true) {
                    if (next.value.byteLength > 0)
                        return next.value;
                    failures--;
                    continue;
                }
                throw new lib/* HttpError */.j$(remote.name, `${remote.name} ended at byte ${position} of ${remote.byteLength}`);
            }
            catch (error) {
                stream = undefined;
                if (!(error instanceof lib/* HttpError */.j$) || failures + 1 >= TRIES_WITHOUT_PROGRESS)
                    throw error;
                await clock.sleep((0,lib/* waitBefore */.fI)(failures, undefined, clock.now(), random.bytes(1)[0] / 256), signal);
            }
        }
    }
    return {
        name: remote.name,
        byteLength: remote.byteLength,
        async read(offset, length) {
            if (offset < 0 || length < 0 || offset + length > remote.byteLength) {
                throw new RangeError(`${remote.name}: bytes ${offset}+${length} of ${remote.byteLength}`);
            }
            if (offset !== position) {
                await leave();
                position = offset;
            }
            const bytes = new Uint8Array(length);
            for (let filled = 0; filled < length;) {
                if (rest.byteLength === 0)
                    rest = await pull();
                const taken = rest.subarray(0, length - filled);
                bytes.set(taken, filled);
                filled += taken.byteLength;
                position += taken.byteLength;
                rest = rest.subarray(taken.byteLength);
            }
            return bytes;
        },
        close: leave,
    };
}
async function openAt(remote, offset) {
    const response = await remote.get(offset);
    const { status } = response;
    if (status === 404 || status === 410)
        throw new registry_lib/* RegistryError */.gl('bytes-missing', `${remote.name} does not exist`);
    if (status === 416) {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${remote.name} has fewer bytes than the ${remote.byteLength} registered`);
    }
    if (status === 401 || status === 403) {
        throw new registry_lib/* RegistryError */.gl('bytes-refused', `${remote.name}: reading was refused (${status})`, {
            remedy: 'Check that the credentials may read it.',
        });
    }
    if (status !== 200 && status !== 206)
        throw new lib/* HttpError */.j$(remote.name, `${remote.name}: answered ${status}`);
    const from = status === 206 ? rangeStart(remote.name, response) : 0;
    if (from > offset)
        throw new lib/* HttpError */.j$(remote.name, `${remote.name}: sent another range than was asked for`);
    return skipped(response.chunks ?? once(response.body), offset - from);
}
/** RFC 9110 14.4: `bytes 5-9/10`. */
function rangeStart(name, { headers }) {
    const start = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')?.[1];
    if (start === undefined)
        throw new lib/* HttpError */.j$(name, `${name}: a partial answer that does not say which part`);
    return Number(start);
}
async function* once(body) {
    yield body;
}
async function* skipped(chunks, count) {
    let left = count;
    for await (const chunk of chunks) {
        if (chunk.byteLength > left)
            yield chunk.subarray(left);
        left = Math.max(0, left - chunk.byteLength);
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/transfer/slice.js
/** Larger than a socket takes at once, so that it asks for the next piece only when it has passed this one on. */
const PIECE_BYTES = 256 << 10;
/**
 * Pieces that are kept before their memory is used again. One is with the socket and one is read ahead; the rest is distance.
 * Fresh memory for each would make as much garbage as there are bytes, and the garbage would be most of this process. Should a
 * network ever hold more of them, the receiver's own digest says so: wrong bytes are refused, never kept.
 */
const PIECES = 8;
/** `count` bytes of a source from `offset` on, as the body of a request. The source stays open. */
function slice(source, offset = 0, count = source.byteLength - offset) {
    return {
        byteLength: count,
        async *open() {
            const size = source.readInto ? Math.min(PIECE_BYTES, count) : 0;
            const pieces = Array.from({ length: PIECES }, () => new Uint8Array(size));
            for (let at = 0, turn = 0; at < count; at += PIECE_BYTES, turn++) {
                const length = Math.min(PIECE_BYTES, count - at);
                if (source.readInto) {
                    const piece = pieces[turn % PIECES].subarray(0, length);
                    await source.readInto(offset + at, piece);
                    yield piece;
                }
                else {
                    yield await source.read(offset + at, length);
                }
            }
        },
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/lfs/batch.js


const actionSchema = schemas/* looseObject */._H3({ href: schemas/* string */.YjP(), header: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional() });
const answerSchema = schemas/* looseObject */._H3({
    transfer: schemas/* string */.YjP().optional(),
    objects: schemas/* array */.YOg(schemas/* looseObject */._H3({
        oid: schemas/* string */.YjP(),
        size: schemas/* number */.aig().optional(),
        actions: schemas/* looseObject */._H3({
            upload: actionSchema.optional(),
            verify: actionSchema.optional(),
            download: actionSchema.optional(),
        })
            .optional(),
        error: schemas/* looseObject */._H3({ code: schemas/* number */.aig(), message: schemas/* string */.YjP() }).optional(),
    })),
});
const MEDIA_TYPE = 'application/vnd.git-lfs+json';
const batch_MAX_ANSWER_BYTES = 4 << 20;
/**
 * The batch API of Git LFS (git-lfs/docs/api/batch.md) with the `basic` transfer, which every server has.
 *
 * @throws RegistryError `bytes-refused`, `bytes-failed`
 */
async function batch(network, server, operation, object) {
    const { endpoint } = server;
    const url = new URL(`${endpoint.href}/objects/batch`);
    const response = await network.http.send({
        method: 'POST',
        url: url.href,
        headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...own(server, url) },
        body: JSON.stringify({ operation, transfers: ['basic'], objects: [object], hash_algo: 'sha256' }),
        // A question: asking again changes nothing.
        retries: 3,
        maxBytes: batch_MAX_ANSWER_BYTES,
        signal: network.signal,
    });
    if (response.status === 401 || response.status === 403) {
        throw new registry_lib/* RegistryError */.gl('bytes-refused', `${shown(endpoint)}: ${operation} was refused (${response.status})`, {
            remedy: 'Give the job `contents: write` and the step its token as `github-token`.',
        });
    }
    const answer = response.status === 200 ? answerSchema.safeParse(batch_json(response.body)) : undefined;
    const found = answer?.data?.objects.find(({ oid }) => oid === object.oid);
    if (!found || (answer?.data?.transfer ?? 'basic') !== 'basic') {
        throw new registry_lib/* RegistryError */.gl('bytes-failed', `${shown(endpoint)}: the batch of ${object.oid} was answered ${response.status}`, {
            remedy: 'Does the host have Git LFS, and is it on for this repository?',
        });
    }
    return found;
}
/** Tells the server that an object has arrived, where it wants to be told. */
async function verify(network, server, action, object) {
    const url = actionUrl(server, action);
    const response = await network.http.send({
        method: 'POST',
        url: url.href,
        headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...own(server, url), ...action.header },
        body: JSON.stringify(object),
        retries: 3,
        maxBytes: batch_MAX_ANSWER_BYTES,
        signal: network.signal,
    });
    if (response.status === 200)
        return;
    throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${shown(server.endpoint)} does not have ${object.oid} (${response.status})`);
}
/** Where an action goes. Nothing leaves TLS on the say-so of a server that was spoken to over it. */
function actionUrl({ endpoint }, { href }) {
    const url = URL.canParse(href) ? new URL(href) : undefined;
    if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && endpoint.protocol === 'http:')))
        return url;
    throw new registry_lib/* RegistryError */.gl('bytes-failed', `${shown(endpoint)} names no place for the bytes`);
}
/** Our token goes to the server's own origin alone; storage behind it has what the server put into `header`. */
function own({ endpoint, authorization }, url) {
    return authorization !== undefined && url.origin === endpoint.origin ? { authorization } : {};
}
function shown(endpoint) {
    return `${endpoint.host}${endpoint.pathname.replace(/\/info\/lfs$/, '')}`;
}
function batch_json(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/lfs/store.js







const PARALLEL_UPLOADS = 4;
const UPLOAD_TRIES = 5;
/**
 * Bytes as Git LFS objects of a repository: LFS names an object by its sha256, which is the file's digest, so git-lfs itself
 * reads what was registered. No pointer file is committed; the record is what points.
 */
function lfsBytes(network, server) {
    return {
        kind: 'lfs',
        async put(bundle) {
            const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()];
            await inParallel(files, PARALLEL_UPLOADS, (file) => ensureObject(network, server, file));
            return { kind: 'lfs', repository: shown(server.endpoint) };
        },
        reader: async () => ({ digest, byteLength }) => openObject(network, server, { oid: (0,registry_lib/* hexOf */.ZD)(digest), size: byteLength }),
    };
}
/**
 * The LFS server of a repository's https URL, as git-lfs derives it.
 *
 * @throws RegistryError `invalid-place`
 */
function lfsEndpoint(repository) {
    const url = URL.canParse(repository) ? new URL(repository) : undefined;
    const here = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    const fits = url && url.username === '' && url.search === '' && url.hash === '' && url.pathname !== '/';
    if (!fits || !(url.protocol === 'https:' || (url.protocol === 'http:' && here))) {
        throw new registry_lib/* RegistryError */.gl('invalid-place', `${JSON.stringify(repository.slice(0, 300))} is no repository with LFS`, {
            remedy: 'Write its https URL, without user and password.',
        });
    }
    const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
    return new URL(`${url.origin}${path}.git/info/lfs`);
}
async function ensureObject(network, server, file) {
    const object = { oid: (0,registry_lib/* hexOf */.ZD)(file.digest), size: file.byteLength };
    const source = await file.open();
    try {
        // Servers differ in whether they hash what comes in; a wrong object under a right name would stay for good.
        if ((await (0,registry_lib/* digestSource */.IL)(source)) !== file.digest) {
            throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${source.name} changed while it was being registered`);
        }
        await upload(network, server, object, source);
    }
    finally {
        await source.close();
    }
    const there = await batch(network, server, 'download', object);
    if (!there.error && there.actions?.download)
        return;
    throw new registry_lib/* RegistryError */.gl('bytes-missing', `${shown(server.endpoint)} took ${object.oid} and does not have it`);
}
/** Asks anew before each try: what a server hands out for an upload runs out. */
async function upload(network, server, object, source) {
    const { clock, random, signal } = network;
    for (let tries = 0;; tries++) {
        signal.throwIfAborted();
        const { error, actions } = await batch(network, server, 'upload', object);
        if (error)
            throw new registry_lib/* RegistryError */.gl('bytes-failed', `${shown(server.endpoint)} refused ${object.oid} (${error.code})`);
        // Nothing to do means that the server has it.
        if (!actions?.upload)
            return;
        try {
            const { status } = await send(network, server, actions.upload, source);
            if (status >= 200 && status < 300) {
                if (actions.verify)
                    await verify(network, server, actions.verify, object);
                return;
            }
            if (!(0,lib/* isTemporary */.ey)(status) && status !== 500) {
                throw new registry_lib/* RegistryError */.gl('bytes-failed', `${shown(server.endpoint)}: the upload of ${object.oid} was answered ${status}`);
            }
            if (tries + 1 >= UPLOAD_TRIES) {
                throw new registry_lib/* RegistryError */.gl('bytes-failed', `${shown(server.endpoint)} is not taking ${object.oid} (${status})`);
            }
        }
        catch (error) {
            if (!(error instanceof lib/* HttpError */.j$) || tries + 1 >= UPLOAD_TRIES)
                throw error;
        }
        await clock.sleep((0,lib/* waitBefore */.fI)(tries, undefined, clock.now(), random.bytes(1)[0] / 256), signal);
    }
}
function send(network, server, action, source) {
    const url = actionUrl(server, action);
    return network.http.send({
        method: 'PUT',
        url: url.href,
        headers: { 'content-type': 'application/octet-stream', ...own(server, url), ...action.header },
        ...(source.byteLength === 0 ? { body: new Uint8Array() } : { content: slice(source) }),
        timeoutMs: transferTimeout(source.byteLength),
        retries: 0,
        signal: network.signal,
    });
}
async function openObject(network, server, object) {
    const name = `${shown(server.endpoint)} (LFS ${object.oid})`;
    return rangedSource({
        name,
        byteLength: object.size,
        async get(offset) {
            const { error, actions } = await batch(network, server, 'download', object);
            if (error?.code === 404 || error?.code === 410)
                throw new registry_lib/* RegistryError */.gl('bytes-missing', `${name} does not exist`);
            if (error || !actions?.download)
                throw new registry_lib/* RegistryError */.gl('bytes-failed', `${name} cannot be read (${error?.code ?? 'no action'})`);
            const url = actionUrl(server, actions.download);
            return network.http.send({
                url: url.href,
                headers: {
                    ...own(server, url),
                    ...actions.download.header,
                    ...(offset > 0 && { range: `bytes=${offset}-${object.size - 1}` }),
                },
                streamed: true,
                maxBytes: object.size,
                timeoutMs: transferTimeout(object.size),
                signal: network.signal,
            });
        },
    }, network);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/github-packages.js
/**
 * Credentials for GitHub's own container registry out of the job's token, where docker's configuration has none: no login
 * step is needed, only `packages: write`. The token goes to the registry of the very GitHub it came from and to no other host.
 */
function githubPackages({ github, secrets }, token, otherwise) {
    return async (place) => {
        const found = await otherwise(place);
        if (found || token === undefined || place.host !== registryOf(github.context.serverUrl))
            return found;
        secrets.mask(token);
        return { kind: 'password', username: github.context.actor ?? 'x-access-token', password: token };
    };
}
/** github.com and tenants of ghe.com share a scheme of names; a GitHub Enterprise Server has its own with subdomain isolation. */
function registryOf(serverUrl) {
    const { host } = new URL(serverUrl);
    return host === 'github.com' ? 'ghcr.io' : `containers.${host}`;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/place.js

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
/** Distribution specification, "Pulling manifests": the grammar of `<name>`. */
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
/** Some registries count the host into the 255. */
const MAX_CHARACTERS = 255;
/**
 * `ghcr.io/acme/models` as a place. The host is never left out: `acme/models` alone would be Docker Hub to some tools and an
 * error to others. TLS everywhere, but for this machine itself and where `plainHttp` says so.
 *
 * @throws RegistryError `invalid-place`
 */
function parseOciPlace(text, plainHttp = false) {
    const slash = text.indexOf('/');
    const [host, repository] = [text.slice(0, slash), text.slice(slash + 1)];
    const valid = slash > 0 &&
        text.length <= MAX_CHARACTERS &&
        /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+|\[[0-9a-f:]+\])(:\d{1,5})?$|^[a-z0-9-]+:\d{1,5}$/i.test(host) &&
        REPOSITORY.test(repository);
    if (!valid) {
        throw new registry_lib/* RegistryError */.gl('invalid-place', `${JSON.stringify(text.slice(0, 300))} is no repository of a registry`, {
            remedy: 'Write host/name without a scheme, a tag or a digest, such as ghcr.io/acme/models; names are lower case.',
        });
    }
    const scheme = plainHttp || isThisMachine(host) ? 'http' : 'https';
    const server = host === 'docker.io' ? 'registry-1.docker.io' : host;
    return { origin: `${scheme}://${server}`, host, repository };
}
/** The same repository, host first. */
function place_placeText({ host, repository }) {
    return `${host}/${repository}`;
}
function isThisMachine(host) {
    return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/challenge.js
/** RFC 9110 11.6.1, one `scheme key="value", key=token` after the other. The server wrote it: no pattern may backtrack. */
const PART = /([A-Za-z0-9_-]{1,64})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))|([A-Za-z0-9_-]{1,64})(?=\s|$)/y;
/** The challenge to answer, Bearer before Basic; undefined when there is none we know. */
function parseChallenge(header) {
    const challenges = [];
    const text = header.slice(0, 8192);
    for (let at = 0; at < text.length;) {
        PART.lastIndex = at;
        const match = PART.exec(text);
        if (!match) {
            at++;
            continue;
        }
        at = PART.lastIndex;
        const [, name, quoted, plain, scheme] = match;
        if (scheme !== undefined)
            challenges.push({ scheme: scheme.toLowerCase(), values: new Map() });
        else
            challenges.at(-1)?.values.set(name.toLowerCase(), (quoted ?? plain ?? '').replace(/\\(.)/g, '$1'));
    }
    const bearer = challenges.find(({ scheme, values }) => scheme === 'bearer' && values.get('realm'));
    if (bearer) {
        const { values } = bearer;
        return {
            scheme: 'bearer',
            realm: values.get('realm'),
            service: values.get('service'),
            scope: values.get('scope'),
        };
    }
    return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/token.js


const token_MAX_ANSWER_BYTES = 1 << 20;
/** Distribution's token specification: "if omitted, this defaults to 60 seconds". */
const DEFAULT_LIFE_SECONDS = 60;
/** A token is not used in its last moments: the request has to arrive with it still good. */
const token_MARGIN_MS = 10_000;
const token_answerSchema = schemas/* looseObject */._H3({
    token: schemas/* string */.YjP().min(1).optional(),
    access_token: schemas/* string */.YjP().min(1).optional(),
    expires_in: schemas/* number */.aig().positive().optional(),
});
/**
 * A bearer token for scopes, by the two ways servers know: GET with the password as Basic (distribution's token
 * specification), and the OAuth2 form, which an identity token needs and some want for passwords.
 *
 * @throws RegistryError `bytes-refused`
 */
async function fetchToken(network, challenge, scopes, credential, origin) {
    const realm = checkedRealm(challenge.realm, origin);
    const first = credential?.kind === 'identity-token'
        ? await token_form(network, realm, challenge, scopes, {
            grant_type: 'refresh_token',
            refresh_token: credential.token,
        })
        : await plain(network, realm, challenge, scopes, credential);
    const again = credential?.kind === 'password' && [400, 401, 403, 404, 405].includes(first.status);
    const answer = again
        ? await token_form(network, realm, challenge, scopes, {
            grant_type: 'password',
            username: credential.username,
            password: credential.password,
        })
        : first;
    const found = answer.status === 200 ? token_answerSchema.safeParse(token_json(answer)) : undefined;
    const value = found?.success === true ? (found.data.token ?? found.data.access_token) : undefined;
    if (value === undefined)
        throw token_refused(realm, again ? first.status : answer.status, credential);
    network.secrets.mask(value);
    const life = (found?.data?.expires_in ?? DEFAULT_LIFE_SECONDS) * 1000;
    return { value, until: network.clock.now() + Math.max(life - token_MARGIN_MS, life / 2) };
}
/** Passwords go there: over TLS, unless the registry itself is spoken to without, on its own host. */
function checkedRealm(realm, origin) {
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    const registry = new URL(origin);
    const plainAllowed = registry.protocol === 'http:' && url?.hostname === registry.hostname;
    if (url &&
        url.username === '' &&
        (url.protocol === 'https:' || (url.protocol === 'http:' && plainAllowed))) {
        return url;
    }
    throw new registry_lib/* RegistryError */.gl('bytes-refused', `${registry.host} names a token service that is not protected by TLS`);
}
function plain({ http, signal }, realm, { service }, scopes, credential) {
    const url = new URL(realm);
    if (service !== undefined)
        url.searchParams.set('service', service);
    for (const scope of scopes)
        url.searchParams.append('scope', scope);
    return http.send({
        url: url.href,
        headers: { accept: 'application/json', ...basicHeader(credential) },
        maxBytes: token_MAX_ANSWER_BYTES,
        signal,
    });
}
function token_form({ http, signal }, realm, { service }, scopes, fields) {
    const body = new URLSearchParams({
        ...fields,
        client_id: 'mlops-actions',
        scope: scopes.join(' '),
        ...(service !== undefined && { service }),
    });
    return http.send({
        method: 'POST',
        url: realm.href,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
        // Asking for a token twice makes two tokens, and harms nobody.
        retries: 2,
        maxBytes: token_MAX_ANSWER_BYTES,
        signal,
    });
}
function basicHeader(credential) {
    if (credential?.kind !== 'password')
        return {};
    const pair = Buffer.from(`${credential.username}:${credential.password}`).toString('base64');
    return { authorization: `Basic ${pair}` };
}
function token_json({ body }) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}
function token_refused(realm, status, credential) {
    const who = credential ? 'with the credentials of the docker configuration' : 'without credentials';
    return new registry_lib/* RegistryError */.gl('bytes-refused', `${realm.host} gave no token ${who} (${status})`, {
        remedy: credential
            ? 'Check that they are still valid and may use this repository.'
            : 'Log in first: docker/login-action, or `docker login`.',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/client.js





const client_MAX_ANSWER_BYTES = 4 << 20;
/** Nothing is sent, and no credential looked for, before the first request. */
function ociClient(network, place, credentials) {
    const tokens = new Map();
    let challenge;
    let credential;
    const base = new URL(`/v2/${place.repository}/`, place.origin);
    async function ping() {
        const response = await network.http.send({
            url: new URL('/v2/', place.origin).href,
            maxBytes: client_MAX_ANSWER_BYTES,
            signal: network.signal,
        });
        return response.status === 401
            ? parseChallenge(response.headers.get('www-authenticate') ?? '')
            : undefined;
    }
    async function authorization(request, extra) {
        challenge ??= ping();
        const wanted = await challenge;
        if (!wanted)
            return {};
        credential ??= credentials(place);
        const known = await credential;
        if (wanted.scheme === 'basic')
            return basicHeader(known);
        const scopes = [...new Set([...scopesOf(place, request), ...(extra ?? '').split(' ').filter(Boolean)])];
        const key = scopes.join(' ');
        const held = tokens.get(key);
        const token = held && held.until > network.clock.now()
            ? held
            : await fetchToken(network, wanted, scopes, known, place.origin);
        tokens.set(key, token);
        return { authorization: `Bearer ${token.value}` };
    }
    async function attempt(request, extra) {
        const url = typeof request.to === 'string' ? new URL(request.to, base) : request.to;
        // An upload session may live on another host, which has its own ways to know us (a signed URL).
        const ours = url.origin === base.origin;
        return network.http.send({
            method: request.method,
            url: url.href,
            headers: { ...request.headers, ...(ours ? await authorization(request, extra) : {}) },
            ...(request.body !== undefined && { body: request.body }),
            ...(request.content !== undefined && { content: request.content }),
            ...(request.streamed !== undefined && { streamed: request.streamed }),
            ...(request.timeoutMs !== undefined && { timeoutMs: request.timeoutMs }),
            ...(request.retries !== undefined && { retries: request.retries }),
            maxBytes: request.maxBytes ?? client_MAX_ANSWER_BYTES,
            signal: network.signal,
        });
    }
    return {
        place,
        network,
        url: (to) => (typeof to === 'string' ? new URL(to, base) : to),
        async send(request) {
            const first = await attempt(request);
            const asked = first.status === 401 ? parseChallenge(first.headers.get('www-authenticate') ?? '') : undefined;
            if (asked) {
                // The token ran out or covers too little; the challenge says what it should have covered.
                challenge = Promise.resolve(asked);
                tokens.clear();
            }
            const response = asked
                ? await attempt(request, asked.scheme === 'bearer' ? asked.scope : undefined)
                : first;
            if (response.status === 401 || response.status === 403) {
                throw client_refused(place, request, response, (await credential) !== undefined);
            }
            return response;
        },
    };
}
function scopesOf({ repository }, { access, mountFrom }) {
    const own = `repository:${repository}:${access === 'push' ? 'pull,push' : 'pull'}`;
    return mountFrom === undefined ? [own] : [own, `repository:${mountFrom}:pull`];
}
const errorsSchema = schemas/* looseObject */._H3({
    errors: schemas/* array */.YOg(schemas/* looseObject */._H3({ code: schemas/* string */.YjP().catch(''), message: schemas/* string */.YjP().catch('') })).min(1),
});
/** The registry's own code and words for a refusal, on one line; empty when it gave none. */
function ociReason({ body }) {
    try {
        const { code, message } = errorsSchema.parse(JSON.parse(new TextDecoder().decode(body))).errors[0];
        return { code, text: `${code} ${message}`.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 300) };
    }
    catch {
        return { code: '', text: '' };
    }
}
/** A status nobody planned for, with what the registry said. */
function client_ociFailed(place, what, response) {
    const { text } = ociReason(response);
    return new registry_lib/* RegistryError */.gl('bytes-failed', `${place_placeText(place)}: ${what} was answered ${response.status}${text === '' ? '' : ` (${text})`}`);
}
function client_refused(place, request, response, known) {
    const what = request.access === 'push' ? 'writing' : 'reading';
    const { text } = ociReason(response);
    return new registry_lib/* RegistryError */.gl('bytes-refused', `${place_placeText(place)}: ${what} was refused (${response.status}${text === '' ? '' : `, ${text}`})`, {
        remedy: known
            ? 'Check what the credentials may do; on GitHub the job needs `packages: write`.'
            : 'There are no credentials for this registry: log in with docker/login-action or `docker login`.',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/blobs.js





/** Bytes of a blob the registry holds, or undefined. Undefined too where it does not say how many. */
async function blobSize(client, digest) {
    const response = await client.send({ method: 'HEAD', to: `blobs/${digest}`, access: 'pull' });
    if (response.status === 404)
        return undefined;
    if (response.status !== 200)
        throw client_ociFailed(client.place, `asking for ${digest}`, response);
    const length = response.headers.get('content-length');
    return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}
/** @throws RegistryError `bytes-missing`, `bytes-corrupt` when it has another size than registered */
async function openBlob(client, digest, byteLength) {
    const name = `${place_placeText(client.place)}@${digest}`;
    const held = await blobSize(client, digest);
    if (held === undefined) {
        throw new registry_lib/* RegistryError */.gl('bytes-missing', `${name} does not exist`, {
            remedy: "Was it removed by the registry's clean-up rules? Restore it, or register the model again.",
        });
    }
    if (held !== byteLength) {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${name} has ${held} bytes, registered were ${byteLength}`);
    }
    return rangedSource({
        name,
        byteLength,
        get: (offset) => client.send({
            method: 'GET',
            to: `blobs/${digest}`,
            access: 'pull',
            headers: offset === 0 ? {} : { range: `bytes=${offset}-${byteLength - 1}` },
            streamed: true,
            maxBytes: byteLength,
            timeoutMs: transferTimeout(byteLength),
        }),
    }, client.network);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/manifests.js



const manifests_MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const manifests_INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
/** The specification's least limit; a manifest of 4,096 files has half of it. */
const manifests_MAX_MANIFEST_BYTES = 4 << 20;
/**
 * The manifest a tag or digest names, or undefined. A digest is proven; what a tag names is whatever it says.
 *
 * @throws RegistryError `bytes-corrupt` for a manifest that is not what its digest says
 */
async function manifests_getManifest(client, reference) {
    const response = await client.send({
        method: 'GET',
        to: `manifests/${reference}`,
        access: 'pull',
        headers: { accept: `${manifests_MANIFEST_TYPE}, ${manifests_INDEX_TYPE}` },
        maxBytes: manifests_MAX_MANIFEST_BYTES,
    });
    if (response.status === 404)
        return undefined;
    if (response.status !== 200)
        throw client_ociFailed(client.place, `asking for the manifest ${reference}`, response);
    if (reference.startsWith('sha256:') && (0,registry_lib/* digestBytes */.QN)(response.body) !== reference) {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${place_placeText(client.place)}@${reference} is not what its digest says`);
    }
    const mediaType = (response.headers.get('content-type') ?? manifests_MANIFEST_TYPE).split(';')[0].trim();
    return { mediaType, content: new TextDecoder().decode(response.body) };
}
/**
 * Puts a manifest under a tag that never moves, and reads it back by its digest: a registry may accept what it then changes,
 * and conditional requests are silently ignored (measured with distribution 2.8), so the answer to the PUT proves little.
 * Where tags are immutable, finding it there already is a success.
 *
 * @returns what the registry answered to the PUT, for what its headers say
 * @throws RegistryError `bytes-refused`, `bytes-failed`, `bytes-corrupt`
 */
async function manifests_putManifest(client, reference, { mediaType, content }) {
    const digest = (0,registry_lib/* digestBytes */.QN)(content);
    const response = await client.send({
        method: 'PUT',
        to: `manifests/${reference}`,
        access: 'push',
        headers: { 'content-type': mediaType },
        body: content,
        // The bytes are the same each time, and so is what comes of it.
        retries: 3,
    });
    const accepted = response.status === 201 || response.status === 200 || response.status === 202;
    const held = await manifests_getManifest(client, digest);
    if (!held) {
        if (!accepted)
            throw client_ociFailed(client.place, `putting the manifest ${reference}`, response);
        throw new registry_lib/* RegistryError */.gl('bytes-missing', `${place_placeText(client.place)} took the manifest ${digest} and does not have it`);
    }
    if (!accepted && ![400, 409, 412].includes(response.status)) {
        throw client_ociFailed(client.place, `putting the manifest ${reference}`, response);
    }
    return { digest, subject: response.headers.get('oci-subject') };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/upload-session.js



/**
 * POSTs for an upload session, trying to mount the blob from `mountFrom` on the way: a registry that cannot mount opens a
 * session instead, as the specification asks.
 *
 * @throws RegistryError `bytes-refused`, `bytes-failed`
 */
async function openSession(client, digest, mountFrom) {
    const to = client.url('blobs/uploads/');
    if (mountFrom !== undefined) {
        to.searchParams.set('mount', digest);
        to.searchParams.set('from', mountFrom);
    }
    const response = await client.send({
        method: 'POST',
        to,
        access: 'push',
        headers: { 'content-length': '0' },
        // A session opened twice is one the registry forgets.
        retries: 3,
        ...(mountFrom !== undefined && { mountFrom }),
    });
    if (response.status === 201 && mountFrom !== undefined)
        return { kind: 'mounted' };
    if (response.status !== 202)
        throw client_ociFailed(client.place, 'opening an upload', response);
    const chunkMinBytes = Number(/^\d{1,12}$/.exec(response.headers.get('oci-chunk-min-length') ?? '')?.[0] ?? 0);
    return { kind: 'session', session: { location: locationOf(response, to), offset: 0, chunkMinBytes } };
}
/** What the registry holds of an upload that was cut; undefined when it forgot it. */
async function resumeSession(client, session, byteLength) {
    const response = await client.send({ method: 'GET', to: session.location, access: 'push' });
    if (response.status !== 204 && response.status !== 202 && response.status !== 200)
        return undefined;
    const received = receivedOf(response);
    if (received === undefined || received > byteLength)
        return undefined;
    return { ...session, location: locationOf(response, session.location, session.location), offset: received };
}
/** Lets the registry throw away what it holds. Best effort: it forgets sessions by itself. */
async function abandonSession(client, { location }) {
    try {
        await client.send({ method: 'DELETE', to: location, access: 'push', retries: 0 });
    }
    catch (error) {
        if (!(error instanceof lib/* HttpError */.j$) && !(error instanceof registry_lib/* RegistryError */.gl))
            throw error;
    }
}
/**
 * Bytes held, by the `Range` header: `0-<last>`. `0-0` is what distribution says for nothing, so a single byte counts as
 * nothing and the upload starts again.
 */
function receivedOf({ headers }) {
    const last = /^(?:bytes=)?0-(\d{1,15})$/.exec(headers.get('range') ?? '')?.[1];
    if (last === undefined)
        return undefined;
    return last === '0' ? 0 : Number(last) + 1;
}
/**
 * Where the upload goes on: absolute or relative, its query kept as it is. Harbor and others behind a proxy that ends TLS
 * write `http:` for themselves; that is put right, for nothing is sent unprotected where the registry is protected.
 */
function locationOf(response, asked, otherwise) {
    const text = response.headers.get('location');
    if (text === undefined && otherwise)
        return otherwise;
    const url = text !== undefined && URL.canParse(text, asked.href) ? new URL(text, asked.href) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') {
        throw new registry_lib/* RegistryError */.gl('bytes-failed', `${asked.host} opened an upload without saying where`);
    }
    if (asked.protocol === 'https:' && url.protocol === 'http:') {
        if (url.hostname !== asked.hostname) {
            throw new registry_lib/* RegistryError */.gl('bytes-failed', `${asked.host} wants the bytes at ${url.host}, without TLS`);
        }
        url.protocol = 'https:';
        url.port = asked.port;
    }
    return url;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/upload-blob.js






/** Tries in a row that bring no new byte to the registry. */
const upload_blob_TRIES_WITHOUT_PROGRESS = 5;
/** GitHub's registry refuses larger ones, and everybody takes these. */
const CHUNK_BYTES = 4 << 20;
/** "Not in one piece": the limits of proxies, and registries that take only chunks. */
const TOO_LARGE = new Set([400, 405, 411, 413, 501]);
/** The session is gone, stands elsewhere, or the registry stumbled: ask what it holds. */
const PASSING = new Set([404, 408, 416, 500]);
/**
 * Uploads a blob in one request; where that breaks, asks what arrived and goes on from there; where the registry does not
 * take it in one, in chunks. The registry hashes what it got and refuses anything else.
 *
 * @param open the bytes; opened once
 * @throws RegistryError `bytes-corrupt` when they do not hash to `digest`, `bytes-refused`, `bytes-failed`; HttpError
 */
async function uploadBlob(client, blob, mountFrom = []) {
    const opened = await mountOrOpen(client, blob.digest, mountFrom);
    if (opened === 'mounted')
        return;
    const source = await blob.open();
    try {
        await transfer(client, blob.digest, source, opened);
    }
    finally {
        await source.close();
    }
}
async function mountOrOpen(client, digest, mountFrom) {
    for (const repository of mountFrom) {
        const tried = await openSession(client, digest, repository);
        if (tried.kind === 'mounted')
            return 'mounted';
        if (repository === mountFrom.at(-1))
            return tried.session;
        await abandonSession(client, tried.session);
    }
    const opened = await openSession(client, digest);
    if (opened.kind === 'mounted')
        throw new RangeError('mounted without being asked to');
    return opened.session;
}
async function transfer(client, digest, source, opened) {
    const { clock, random, signal } = client.network;
    let session = opened;
    let chunkBytes = Number.POSITIVE_INFINITY;
    for (let failures = 0;;) {
        signal.throwIfAborted();
        const step = await attempt(client, digest, source, session, chunkBytes);
        if (step.kind === 'done')
            return;
        if (step.kind === 'sent') {
            session = step.session;
            failures = 0;
            continue;
        }
        if (step.kind === 'too-large') {
            if (chunkBytes !== Number.POSITIVE_INFINITY)
                throw step.error;
            chunkBytes = Math.max(CHUNK_BYTES, session.chunkMinBytes);
        }
        else {
            if (++failures >= upload_blob_TRIES_WITHOUT_PROGRESS)
                throw step.error;
            const chance = random.bytes(1)[0] / 256;
            await clock.sleep((0,lib/* waitBefore */.fI)(failures - 1, step.response, clock.now(), chance), signal);
        }
        const { offset } = session;
        session = await recovered(client, digest, session, source.byteLength);
        if (session.offset > offset)
            failures = 0;
    }
}
/** One request: all of it, the next chunk, or the close. */
async function attempt(client, digest, source, session, chunkBytes) {
    const left = source.byteLength - session.offset;
    const whole = session.offset === 0 && left <= chunkBytes;
    const closing = whole || left === 0;
    const count = closing ? left : Math.min(left, chunkBytes);
    const to = new URL(session.location);
    // As text: `searchParams` would spell the registry's own parameters anew, and some sign them as they wrote them.
    if (closing)
        to.search = `${to.search}${to.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
    try {
        const response = await client.send({
            method: closing ? 'PUT' : 'PATCH',
            to,
            access: 'push',
            headers: {
                'content-type': 'application/octet-stream',
                ...(closing ? {} : { 'content-range': `${session.offset}-${session.offset + count - 1}` }),
                ...(count === 0 && { 'content-length': '0' }),
            },
            ...(count > 0 && { content: slice(source, session.offset, count) }),
            timeoutMs: transferTimeout(count),
            retries: 0,
        });
        return outcome(client, digest, session, response, { closing, count });
    }
    catch (error) {
        if (error instanceof lib/* HttpError */.j$)
            return { kind: 'broken', error };
        throw error;
    }
}
function outcome(client, digest, session, response, { closing, count }) {
    const { status } = response;
    if (closing && (status === 201 || status === 204))
        return { kind: 'done' };
    if (!closing && (status === 202 || status === 201 || status === 204)) {
        const expected = session.offset + count;
        // Fewer than we sent is believed and sent again; more is a registry that counts otherwise (ECR).
        const held = Math.min(receivedOf(response) ?? expected, expected);
        const location = locationOf(response, session.location, session.location);
        return { kind: 'sent', session: { ...session, location, offset: Math.max(held, session.offset) } };
    }
    if (ociReason(response).code === 'DIGEST_INVALID') {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${digest} changed while it was being registered`);
    }
    const error = client_ociFailed(client.place, 'an upload', response);
    if (TOO_LARGE.has(status) && count > 0)
        return { kind: 'too-large', error };
    if (PASSING.has(status) || (0,lib/* isTemporary */.ey)(status))
        return { kind: 'broken', error, response };
    throw error;
}
/** The same session with what arrived; a new one where the registry no longer knows it. */
async function recovered(client, digest, session, byteLength) {
    try {
        const resumed = await resumeSession(client, session, byteLength);
        if (resumed)
            return resumed;
    }
    catch (error) {
        if (!(error instanceof lib/* HttpError */.j$))
            throw error;
    }
    await abandonSession(client, session);
    const opened = await openSession(client, digest);
    if (opened.kind === 'session')
        return opened.session;
    throw new RangeError('mounted without being asked to');
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/put-blob.js





/**
 * Makes sure that the registry holds a blob, and asks it afterwards: what a push answered is no proof of what is there.
 *
 * @throws RegistryError `bytes-corrupt`, `bytes-refused`, `bytes-failed`
 */
async function ensureBlob(client, blob, mountFrom = []) {
    if ((await blobSize(client, blob.digest)) === blob.byteLength)
        return;
    await uploadBlob(client, blob, mountFrom);
    const held = await blobSize(client, blob.digest);
    if (held === blob.byteLength)
        return;
    throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${place_placeText(client.place)} took ${blob.digest} and holds ${held === undefined ? 'nothing' : `${held} bytes`} of it`);
}
/** {@link ensureBlob} for bytes in memory. */
function put_blob_putBlob(client, digest, content) {
    return ensureBlob(client, {
        digest,
        byteLength: content.byteLength,
        open: async () => (0,data_lib.memorySource)(digest, content),
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/store.js







/** Models of thousands of small files wait for answers, not for the line. */
const store_PARALLEL_UPLOADS = 4;
/**
 * Bytes in an OCI registry: a CNCF ModelPack artifact with one raw layer a file, so that a layer's digest is the file's.
 * The tag is made of the model's digest and never moves. Blobs first, the manifest last: a push that dies leaves only blobs
 * nobody names, which registries clean up.
 */
function ociBytes(network, { place, credentials, mountFrom = [] }) {
    const client = ociClient(network, place, credentials);
    return {
        kind: 'oci',
        async put(bundle) {
            const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()];
            await inParallel(files, store_PARALLEL_UPLOADS, (file) => ensureBlob(client, file, mountFrom));
            const { manifest, config } = (0,registry_lib/* modelPack */.Pi)(bundle);
            await put_blob_putBlob(client, config.digest, Buffer.from(config.content));
            const tag = (0,registry_lib/* modelTag */.qz)(bundle);
            const held = await manifests_getManifest(client, tag);
            if (held?.content !== manifest.content) {
                await manifests_putManifest(client, tag, { mediaType: manifests_MANIFEST_TYPE, content: manifest.content });
            }
            return { kind: 'oci', repository: place_placeText(place), manifest: manifest.digest };
        },
        reader: async () => (file) => openBlob(client, file.digest, file.byteLength),
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/release/api.js



const releaseSchema = schemas/* looseObject */._H3({ id: schemas/* int */.Whr(), upload_url: schemas/* string */.YjP() });
const assetSchema = schemas/* looseObject */._H3({
    id: schemas/* int */.Whr(),
    name: schemas/* string */.YjP(),
    size: schemas/* int */.Whr(),
    state: schemas/* string */.YjP(),
    /** github.com hashes what came in; an Enterprise Server may not. */
    digest: schemas/* string */.YjP().nullish(),
});
const PAGE = 100;
function releaseApi(network, place) {
    const base = `${place.apiUrl}/repos/${place.owner}/${place.name}/releases`;
    async function send(request, wanted) {
        const { accept = 'application/vnd.github+json', headers, ...rest } = request;
        const response = await network.http.send({
            ...rest,
            headers: {
                accept,
                'x-github-api-version': '2022-11-28',
                ...(place.token !== undefined && { authorization: `Bearer ${place.token}` }),
                ...headers,
            },
            signal: network.signal,
        });
        if (wanted.includes(response.status))
            return response;
        const what = `${api_shown(place)}: ${request.method ?? 'GET'} of a release`;
        if ([401, 403].includes(response.status)) {
            throw new registry_lib/* RegistryError */.gl('bytes-refused', `${what} was refused (${response.status})`, {
                remedy: 'Give the job `contents: write` and the step its token as `github-token`.',
            });
        }
        throw new registry_lib/* RegistryError */.gl('bytes-failed', `${what} was answered ${response.status}`);
    }
    async function find(tag) {
        const response = await send({ url: `${base}/tags/${encodeURIComponent(tag)}` }, [200, 404]);
        return response.status === 404 ? undefined : api_read(releaseSchema, response);
    }
    return {
        find,
        /** The release of a tag, made if there is none. Never the latest one: people's downloads stay where they are. */
        async ensure(tag, title) {
            const found = await find(tag);
            if (found)
                return found;
            const body = JSON.stringify({ tag_name: tag, name: title, prerelease: true, make_latest: 'false' });
            const response = await send({ method: 'POST', url: base, body }, [201, 422]);
            // 422: somebody else made it at the same moment.
            const made = response.status === 201 ? api_read(releaseSchema, response) : await find(tag);
            if (made)
                return made;
            throw new registry_lib/* RegistryError */.gl('bytes-failed', `${api_shown(place)}: the release ${tag} could not be made (422)`);
        },
        async assets(release) {
            const assets = [];
            for (let page = 1;; page++) {
                const response = await send({ url: `${base}/${release.id}/assets?per_page=${PAGE}&page=${page}` }, [200]);
                const some = api_read(schemas/* array */.YOg(assetSchema), response);
                assets.push(...some);
                if (some.length < PAGE)
                    return assets;
            }
        },
        /** @returns undefined when an asset of that name is there already */
        async upload(release, name, content) {
            const url = uploadUrl(place, release);
            url.searchParams.set('name', name);
            const response = await send({
                method: 'POST',
                url: url.href,
                headers: { 'content-type': 'application/octet-stream' },
                content,
                timeoutMs: transferTimeout(content.byteLength),
                retries: 0,
            }, [201, 422, 502, 503]);
            return response.status === 201 ? api_read(assetSchema, response) : undefined;
        },
        /** GitHub leaves an asset behind whose upload broke; its name is taken until it is gone. */
        async remove(asset) {
            await send({ method: 'DELETE', url: `${base}/assets/${asset.id}` }, [204, 404]);
        },
        /** Follows to the storage behind; the token stays here. */
        get(asset, offset) {
            return send({
                url: `${base}/assets/${asset.id}`,
                accept: 'application/octet-stream',
                headers: offset === 0 ? {} : { range: `bytes=${offset}-${asset.size - 1}` },
                streamed: true,
                maxBytes: asset.size,
                timeoutMs: transferTimeout(asset.size),
            }, [200, 206, 404, 416]);
        },
    };
}
function api_shown({ owner, name }) {
    return `${owner}/${name}`;
}
/** `https://uploads.github.com/.../assets{?name,label}`. The token goes there, so it has to be over TLS as the API is. */
function uploadUrl(place, { upload_url: template }) {
    const text = template.replace(/\{[^}]*\}$/, '');
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && (url.protocol === 'https:' || url.origin === new URL(place.apiUrl).origin))
        return url;
    throw new registry_lib/* RegistryError */.gl('bytes-failed', `${api_shown(place)}: GitHub names no place for uploads`);
}
function api_read(schema, { body }) {
    return schema.parse(JSON.parse(new TextDecoder().decode(body)));
}

;// CONCATENATED MODULE: ./packages/adapters/lib/release/joined-source.js
/** Sources one after the other as one. */
function joined(name, parts) {
    const [only] = parts;
    if (parts.length === 1 && only)
        return only;
    const byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0);
    return {
        name,
        byteLength,
        async read(offset, length) {
            if (offset < 0 || length < 0 || offset + length > byteLength) {
                throw new RangeError(`${name}: bytes ${offset}+${length} of ${byteLength}`);
            }
            const bytes = new Uint8Array(length);
            let start = 0;
            for (const part of parts) {
                const from = Math.max(offset, start);
                const to = Math.min(offset + length, start + part.byteLength);
                if (from < to)
                    bytes.set(await part.read(from - start, to - from), from - offset);
                start += part.byteLength;
            }
            return bytes;
        },
        async close() {
            for (const part of parts)
                await part.close();
        },
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/release/store.js







const MIB = 1 << 20;
/** GitHub takes less than 2 GiB an asset. */
const MAX_PART_BYTES = 1900 * MIB;
/** Of one release. */
const MAX_ASSETS = 1000;
const TRIES = 4;
/**
 * Bytes as assets of a release a model, `sha256-<hex>` each, large files in parts: needs nothing but GitHub, and works on an
 * Enterprise Server. A release is public to whoever may read the repository.
 *
 * @param partBytes for tests
 */
function releaseBytes(network, place, partBytes = MAX_PART_BYTES) {
    const api = releaseApi(network, place);
    return {
        kind: 'release',
        async put(bundle) {
            const tag = `model-${(0,registry_lib/* modelTag */.qz)(bundle)}`;
            const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()];
            requireFewAssets(place, files, partBytes);
            const release = await api.ensure(tag, `${bundle.model} ${(0,registry_lib/* hexOf */.ZD)(bundle.modelDigest).slice(0, 12)}`);
            for (const file of files)
                await ensureFile(network, api, release, file, partBytes);
            const held = byName(await api.assets(release));
            for (const file of files) {
                for (const part of partsOf(file, partBytes))
                    requireHeld(place, held.get(part.name), part);
            }
            return { kind: 'release', repository: api_shown(place), tag };
        },
        async reader({ bytes }) {
            if (bytes.kind !== 'release')
                throw new RangeError(`bytes in ${bytes.kind} are no release`);
            const release = await api.find(bytes.tag);
            if (!release)
                throw new registry_lib/* RegistryError */.gl('bytes-missing', `${api_shown(place)} has no release ${bytes.tag}`);
            const held = byName(await api.assets(release));
            return async (file) => openFile(network, api, place, held, file, partBytes);
        },
    };
}
/** An empty file has no parts: GitHub takes no empty assets, and nothing needs to be kept to know what it holds. */
function partsOf({ digest, byteLength }, partBytes) {
    const count = Math.ceil(byteLength / partBytes);
    return Array.from({ length: count }, (_, index) => ({
        name: count === 1 ? `sha256-${(0,registry_lib/* hexOf */.ZD)(digest)}` : `sha256-${(0,registry_lib/* hexOf */.ZD)(digest)}.${index + 1}of${count}`,
        offset: index * partBytes,
        byteLength: Math.min(partBytes, byteLength - index * partBytes),
        digest: count === 1 ? digest : undefined,
    }));
}
function byName(assets) {
    return new Map(assets.map((asset) => [asset.name, asset]));
}
/** Uploaded in full, of the right size, and what GitHub hashed (where it does) is what we meant. */
function isWhole(asset, { byteLength, digest }) {
    const same = digest === undefined || !asset.digest || asset.digest === digest;
    return asset.state === 'uploaded' && asset.size === byteLength && same;
}
function requireHeld(place, asset, part) {
    if (asset && isWhole(asset, part))
        return;
    throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${api_shown(place)} took ${part.name}, and holds something else or nothing`);
}
async function ensureFile(network, api, release, file, partBytes) {
    const source = await file.open();
    try {
        if ((await (0,registry_lib/* digestSource */.IL)(source)) !== file.digest) {
            throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${source.name} changed while it was being registered`);
        }
        for (const part of partsOf(file, partBytes))
            await ensurePart(network, api, release, source, part);
    }
    finally {
        await source.close();
    }
}
async function ensurePart({ clock, random, signal }, api, release, source, part) {
    for (let tries = 0; tries < TRIES; tries++) {
        signal.throwIfAborted();
        const held = byName(await api.assets(release)).get(part.name);
        if (held && isWhole(held, part))
            return;
        // At the first look it may be another machine's, still coming in.
        if (held && tries > 0)
            await api.remove(held);
        try {
            if ((!held || tries > 0) &&
                (await api.upload(release, part.name, slice(source, part.offset, part.byteLength))))
                return;
        }
        catch (error) {
            if (!(error instanceof lib/* HttpError */.j$) || tries + 1 >= TRIES)
                throw error;
        }
        await clock.sleep((0,lib/* waitBefore */.fI)(tries, undefined, clock.now(), random.bytes(1)[0] / 256), signal);
    }
    throw new registry_lib/* RegistryError */.gl('bytes-failed', `GitHub is not taking ${part.name}`, {
        remedy: 'Run the step again.',
    });
}
async function openFile(network, api, place, held, file, partBytes) {
    if (file.byteLength === 0)
        return (0,data_lib.memorySource)((0,registry_lib/* digestBytes */.QN)(''), new Uint8Array());
    const parts = partsOf(file, partBytes).map((part) => {
        const asset = held.get(part.name);
        const name = `${api_shown(place)} release asset ${part.name}`;
        if (!asset)
            throw new registry_lib/* RegistryError */.gl('bytes-missing', `${name} does not exist`);
        if (asset.size !== part.byteLength) {
            throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${name} has ${asset.size} bytes, registered were ${part.byteLength}`);
        }
        return rangedSource({ name, byteLength: asset.size, get: (offset) => api.get(asset, offset) }, network);
    });
    return joined(`${api_shown(place)} ${file.digest}`, parts);
}
function requireFewAssets(place, files, partBytes) {
    const count = files.reduce((sum, file) => sum + partsOf(file, partBytes).length, 0);
    if (count <= MAX_ASSETS)
        return;
    throw new registry_lib/* RegistryError */.gl('too-many-files', `the model makes ${count} assets, and a release of ${api_shown(place)} has at most ${MAX_ASSETS}`, {
        remedy: 'Keep its bytes in an OCI registry or a bucket (`registry.bytes`), or pack small files into one archive.',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/s3/place.js

/**
 * `bucket/prefix` (with or without `s3://`) as a place.
 *
 * @throws RegistryError `invalid-place`
 */
function parseS3Place(text, { region, endpoint }) {
    const [bucket = '', ...rest] = text.replace(/^s3:\/\//, '').split('/');
    const folder = rest.filter((segment) => segment !== '');
    const valid = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
        // S3's "safe characters": no client and no server disagrees about how they are encoded.
        folder.every((segment) => /^[A-Za-z0-9!_.*'()-]+$/.test(segment) && !/^\.+$/.test(segment)) &&
        rest.join('/').length <= 512;
    if (!valid) {
        throw new registry_lib/* RegistryError */.gl('invalid-place', `${JSON.stringify(text.slice(0, 300))} is no folder of a bucket`, {
            remedy: 'Write bucket/folder; letters, digits and ! _ . * ( ) - in the folder.',
        });
    }
    if (!/^[a-z0-9-]{1,64}$/.test(region)) {
        throw new registry_lib/* RegistryError */.gl('invalid-place', `${JSON.stringify(region)} is no region`);
    }
    return {
        bucket,
        prefix: folder.map((segment) => `${segment}/`).join(''),
        region,
        ...(endpoint !== undefined && { endpoint: checkedEndpoint(endpoint) }),
    };
}
function checkedEndpoint(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const here = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    const fits = url && url.username === '' && url.search === '' && url.pathname === '/';
    if (fits && (url.protocol === 'https:' || (url.protocol === 'http:' && here)))
        return url;
    throw new registry_lib/* RegistryError */.gl('invalid-place', `${JSON.stringify(text.slice(0, 300))} is no endpoint for a bucket`, {
        remedy: 'Write https://host[:port]; plain http is for this machine only.',
    });
}
/** The URL of an object or, without a key, of the bucket. */
function objectUrl({ bucket, region, endpoint }, key = '') {
    if (endpoint)
        return new URL(`/${bucket}/${key}`, endpoint);
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    // A dot in the name does not fit Amazon's wildcard certificate.
    return bucket.includes('.')
        ? new URL(`https://s3.${region}.${domain}/${bucket}/${key}`)
        : new URL(`https://${bucket}.s3.${region}.${domain}/${key}`);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/adapters/lib/aws/sigv4.js

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/**
 * The headers of a request with AWS Signature Version 4 (Amazon S3 API reference, "Authenticating Requests: Using the
 * Authorization Header"): the path is encoded once, as S3 has it.
 *
 * @param now milliseconds since the epoch; servers allow some minutes of difference
 */
function signed(request, credentials, { region, service, now }) {
    const time = new Date(now).toISOString().replace(/\.\d{3}|[-:]/g, '');
    const day = time.slice(0, 8);
    const headers = {
        ...request.headers,
        'x-amz-date': time,
        'x-amz-content-sha256': request.payloadSha256,
        ...(credentials.sessionToken !== undefined && { 'x-amz-security-token': credentials.sessionToken }),
    };
    const covered = Object.entries({ ...headers, host: request.url.host })
        .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')])
        .sort(([a], [b]) => (a < b ? -1 : 1));
    const names = covered.map(([name]) => name).join(';');
    const canonical = [
        request.method,
        request.url.pathname
            .split('/')
            .map((segment) => encoded(decodeURIComponent(segment)))
            .join('/'),
        canonicalQuery(request.url),
        ...covered.map(([name, value]) => `${name}:${value}`),
        '',
        names,
        request.payloadSha256,
    ].join('\n');
    const scope = `${day}/${region}/${service}/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
    const key = [day, region, service, 'aws4_request'].reduce((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`);
    const signature = hmac(key, toSign).toString('hex');
    const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${names},Signature=${signature}`;
    return { ...headers, authorization };
}
function canonicalQuery(url) {
    return [...url.searchParams]
        .map(([name, value]) => [encoded(name), encoded(value)])
        .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
        .map(([name, value]) => `${name}=${value}`)
        .join('&');
}
/** RFC 3986: everything but the unreserved characters. */
function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
}
function sha256(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./packages/adapters/lib/s3/client.js





/** A list of a thousand parts is about half of it. */
const s3_client_MAX_ANSWER_BYTES = 4 << 20;
function s3Client(network, place, credentials) {
    const name = (key) => `s3://${place.bucket}/${key}`;
    return {
        place,
        network,
        name,
        async send({ method, key, query = {}, headers = {}, body, ...options }) {
            const url = objectUrl(place, key);
            for (const [parameter, value] of Object.entries(query))
                url.searchParams.set(parameter, value);
            const payloadSha256 = body === undefined ? EMPTY_SHA256 : (0,external_node_crypto_.createHash)('sha256').update(body).digest('hex');
            const response = await network.http.send({
                ...options,
                method,
                url: url.href,
                headers: signed({ method, url, headers, payloadSha256 }, await credentials(), {
                    region: place.region,
                    service: 's3',
                    now: network.clock.now(),
                }),
                ...(body !== undefined && { body }),
                maxBytes: options.maxBytes ?? s3_client_MAX_ANSWER_BYTES,
                signal: network.signal,
            });
            requireAllowed(name(key ?? ''), method, response);
            return response;
        },
    };
}
/** S3's own code for a refusal; empty where there is none (a HEAD has no body). */
function s3Code({ body }) {
    return (xml_textOf(new TextDecoder().decode(body.subarray(0, 65_536)), 'Code') ?? '').slice(0, 100);
}
function s3Failed(name, what, response) {
    const code = s3Code(response);
    return new registry_lib/* RegistryError */.gl('bytes-failed', `${name}: ${what} was answered ${response.status}${code === '' ? '' : ` (${code})`}`);
}
function requireAllowed(name, method, response) {
    const { status, headers } = response;
    const region = headers.get('x-amz-bucket-region');
    if (status === 301 || status === 307) {
        throw new registry_lib/* RegistryError */.gl('bytes-refused', `${name}: the bucket is elsewhere${region === undefined ? '' : `, in ${region}`}`, {
            remedy: 'Set `region` beside the bucket in the policy, or AWS_REGION.',
        });
    }
    if (status !== 401 && status !== 403)
        return;
    const code = s3Code(response);
    throw new registry_lib/* RegistryError */.gl('bytes-refused', `${name}: ${method} was refused (${status}${code === '' ? '' : `, ${code}`})`, {
        remedy: 'The role needs s3:GetObject, s3:PutObject, s3:AbortMultipartUpload, s3:ListMultipartUploadParts on the folder, and s3:ListBucket, s3:ListBucketMultipartUploads on the bucket (without them a missing object reads as refused).',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/s3/multipart.js





const multipart_MIB = 1 << 20;
/** One part is in memory at a time. */
const PART_BYTES = 16 * multipart_MIB;
const MAX_PARTS = 10_000;
/** Larger files in larger parts, so that there are never too many; whole MiB, so that parts are the same on every machine. */
function partBytes(byteLength) {
    return Math.max(PART_BYTES, Math.ceil(byteLength / MAX_PARTS / multipart_MIB) * multipart_MIB);
}
/**
 * Uploads in parts, each with its sha256, which S3 checks. An upload of the same object that somebody left unfinished, on
 * whatever machine, is gone on with: parts that are there with the right checksum are not sent again.
 *
 * @throws RegistryError `bytes-corrupt` when the bytes do not hash to `digest`; nothing is completed then
 */
async function uploadParts(client, key, digest, source) {
    const size = partBytes(source.byteLength);
    const upload = (await unfinished(client, key)) ?? (await begin(client, key));
    const held = await multipart_partsOf(client, key, upload);
    const parts = [];
    const whole = (0,external_node_crypto_.createHash)('sha256');
    for (let offset = 0, number = 1; offset < source.byteLength; offset += size, number++) {
        client.network.signal.throwIfAborted();
        const bytes = await source.read(offset, Math.min(size, source.byteLength - offset));
        whole.update(bytes);
        const checksum = (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('base64');
        const there = held.get(number);
        parts.push(there?.checksum === checksum ? there : await multipart_send(client, key, upload, number, bytes, checksum));
    }
    if (`sha256:${whole.digest('hex')}` !== digest) {
        await client.send({ method: 'DELETE', key, query: { uploadId: upload } });
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${source.name} changed while it was being registered`);
    }
    await complete(client, key, upload, parts);
}
async function begin(client, key) {
    const response = await client.send({
        method: 'POST',
        key,
        query: { uploads: '' },
        headers: { 'x-amz-checksum-algorithm': 'SHA256', 'content-type': 'application/octet-stream' },
        retries: 3,
    });
    const upload = xml_textOf(new TextDecoder().decode(response.body), 'UploadId');
    if (response.status === 200 && upload)
        return upload;
    throw s3Failed(client.name(key), 'beginning an upload', response);
}
/** The newest upload of this very key that nobody finished. Not being allowed to look only costs the chance to go on. */
async function unfinished(client, key) {
    try {
        const response = await client.send({ method: 'GET', query: { uploads: '', prefix: key } });
        if (response.status !== 200)
            return undefined;
        const uploads = xml_elements(new TextDecoder().decode(response.body), 'Upload')
            .filter((upload) => xml_textOf(upload, 'Key') === key)
            .map((upload) => ({ id: xml_textOf(upload, 'UploadId') ?? '', at: xml_textOf(upload, 'Initiated') ?? '' }));
        return uploads.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.id;
    }
    catch (error) {
        if (error instanceof registry_lib/* RegistryError */.gl && error.code === 'bytes-refused')
            return undefined;
        throw error;
    }
}
async function multipart_partsOf(client, key, upload) {
    const parts = new Map();
    for (let marker = '0';;) {
        const query = { uploadId: upload, 'part-number-marker': marker };
        const response = await client.send({ method: 'GET', key, query });
        if (response.status !== 200)
            return parts;
        const xml = new TextDecoder().decode(response.body);
        for (const part of xml_elements(xml, 'Part')) {
            const number = Number(xml_textOf(part, 'PartNumber'));
            const [etag, checksum] = [xml_textOf(part, 'ETag'), xml_textOf(part, 'ChecksumSHA256')];
            if (etag !== undefined && checksum !== undefined)
                parts.set(number, { number, etag, checksum });
        }
        const next = xml_textOf(xml, 'NextPartNumberMarker');
        if (xml_textOf(xml, 'IsTruncated') !== 'true' || next === undefined || Number(next) <= Number(marker))
            return parts;
        marker = next;
    }
}
async function multipart_send(client, key, upload, number, bytes, checksum) {
    const response = await client.send({
        method: 'PUT',
        key,
        query: { partNumber: String(number), uploadId: upload },
        headers: { 'x-amz-checksum-sha256': checksum, 'content-type': 'application/octet-stream' },
        body: bytes,
        timeoutMs: transferTimeout(bytes.byteLength),
        retries: 4,
    });
    const etag = response.headers.get('etag');
    if (response.status !== 200 || etag === undefined) {
        throw s3Failed(client.name(key), `part ${number}`, response);
    }
    return { number, etag, checksum };
}
async function complete(client, key, upload, parts) {
    const list = parts.map(({ number, etag, checksum }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag><ChecksumSHA256>${checksum}</ChecksumSHA256></Part>`);
    const response = await client.send({
        method: 'POST',
        key,
        query: { uploadId: upload },
        body: `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`,
        timeoutMs: 10 * 60_000,
        // Completed twice, the second says NoSuchUpload, which is looked into.
        retries: 3,
    });
    // S3 may answer 200 and fail afterwards, in the body. And a machine that went on with the same upload may have been first.
    const code = s3Code(response);
    if ((response.status === 200 && code === '') || code === 'NoSuchUpload')
        return;
    throw s3Failed(client.name(key), 'completing an upload', response);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/s3/store.js






const s3_store_PARALLEL_UPLOADS = 4;
/**
 * Bytes in a bucket, `<prefix>sha256/<hex>` an object: Amazon S3, MinIO, Ceph, R2 and others. An object is written once
 * (`If-None-Match: *`) with its sha256, which the server checks; large ones in parts that can be gone on with.
 */
function s3Bytes(network, { place, credentials }) {
    const client = s3Client(network, place, credentials);
    const keyOf = (digest) => `${place.prefix}sha256/${(0,registry_lib/* hexOf */.ZD)(digest)}`;
    return {
        kind: 's3',
        async put(bundle) {
            const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()];
            await inParallel(files, s3_store_PARALLEL_UPLOADS, (file) => store_ensureObject(client, keyOf(file.digest), file));
            return { kind: 's3', bucket: place.bucket, prefix: place.prefix };
        },
        reader: async () => (file) => store_openObject(client, keyOf(file.digest), file.byteLength),
    };
}
async function store_ensureObject(client, key, file) {
    if (await isThere(client, key, file))
        return;
    const source = await file.open();
    try {
        if (source.byteLength > partBytes(source.byteLength))
            await uploadParts(client, key, file.digest, source);
        else
            await putWhole(client, key, file.digest, source);
    }
    finally {
        await source.close();
    }
    if (await isThere(client, key, file))
        return;
    throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${client.name(key)} was taken, and holds something else or nothing`);
}
/**
 * Whether the object is there with the right size and, where the server kept one of the whole, the right checksum. One of
 * parts (`...-<n>`) says nothing about the whole; each part was checked when it came.
 */
async function isThere(client, key, { digest, byteLength }) {
    const response = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    if (response.status === 404)
        return false;
    if (response.status !== 200)
        throw s3Failed(client.name(key), 'asking for it', response);
    const checksum = response.headers.get('x-amz-checksum-sha256');
    const inParts = byteLength > partBytes(byteLength) || checksum?.includes('-') === true;
    const whole = inParts ? undefined : checksum;
    return (Number(response.headers.get('content-length')) === byteLength &&
        (whole === undefined || whole === Buffer.from((0,registry_lib/* hexOf */.ZD)(digest), 'hex').toString('base64')));
}
/** Servers that know no conditional writes. What is written is the same bytes in any case. */
const UNCONDITIONAL = new Set([400, 501]);
async function putWhole(client, key, digest, source) {
    const body = await source.read(0, source.byteLength);
    if ((0,registry_lib/* digestBytes */.QN)(body) !== digest) {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${source.name} changed while it was being registered`);
    }
    const put = (headers) => client.send({
        method: 'PUT',
        key,
        headers: {
            ...headers,
            'content-type': 'application/octet-stream',
            'x-amz-checksum-sha256': Buffer.from((0,registry_lib/* hexOf */.ZD)(digest), 'hex').toString('base64'),
        },
        body,
        timeoutMs: transferTimeout(body.byteLength),
        retries: 4,
    });
    const first = await put({ 'if-none-match': '*' });
    const again = UNCONDITIONAL.has(first.status) && s3Code(first) !== 'BadDigest';
    const response = again ? await put({}) : first;
    // 412: somebody was first. 409: somebody is at it right now, and the look afterwards decides.
    if (response.status === 200 || response.status === 412)
        return;
    if (response.status === 409)
        return client.network.clock.sleep(1000, client.network.signal);
    throw s3Failed(client.name(key), 'putting it', response);
}
async function store_openObject(client, key, byteLength) {
    const name = client.name(key);
    const head = await client.send({ method: 'HEAD', key });
    if (head.status === 404)
        throw new registry_lib/* RegistryError */.gl('bytes-missing', `${name} does not exist`);
    if (head.status !== 200)
        throw s3Failed(name, 'asking for it', head);
    const held = Number(head.headers.get('content-length'));
    if (held !== byteLength) {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${name} has ${held} bytes, registered were ${byteLength}`);
    }
    return rangedSource({
        name,
        byteLength,
        get: (offset) => client.send({
            method: 'GET',
            key,
            headers: offset === 0 ? {} : { range: `bytes=${offset}-${byteLength - 1}` },
            streamed: true,
            maxBytes: byteLength,
            timeoutMs: transferTimeout(byteLength),
        }),
    }, client.network);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/uri/store.js



/**
 * Bytes that somebody else keeps: only where they are is recorded, and their digests. Registering reads each of them there
 * once, and so does every later use; nothing is copied, nothing is believed.
 *
 * @param pattern https URL of the model's folder, or of a lone file; `{model}` and `{digest}` (the model digest's 64 hex
 * digits) stand for the model's own
 * @throws RegistryError `invalid-place`
 */
function uriBytes(network, pattern) {
    const home = checked(pattern.replaceAll('{model}', 'm').replaceAll('{digest}', '0'.repeat(64)));
    return {
        kind: 'uri',
        async put(bundle) {
            const base = pattern
                .replaceAll('{model}', bundle.model)
                .replaceAll('{digest}', (0,registry_lib/* hexOf */.ZD)(bundle.modelDigest));
            for (const file of bundle.files)
                await requireSame(network, base, file);
            return { kind: 'uri', base };
        },
        async reader({ bytes }) {
            if (bytes.kind !== 'uri')
                throw new RangeError(`bytes in ${bytes.kind} are not behind a URI`);
            // The record comes from a branch that others may push to: it may not send us to any host it likes.
            if (checked(bytes.base).origin !== home.origin) {
                throw new registry_lib/* RegistryError */.gl('bytes-refused', `the record points to ${checked(bytes.base).origin}, the policy to ${home.origin}`, {
                    remedy: 'Set `registry.bytes` of the model in the policy to where they are.',
                });
            }
            return ({ path, byteLength }) => openUri(network, fileUrl(bytes.base, path), byteLength);
        },
    };
}
function checked(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const here = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    const fits = url && url.username === '' && url.search === '' && url.hash === '';
    if (fits && (url.protocol === 'https:' || (url.protocol === 'http:' && here)))
        return url;
    throw new registry_lib/* RegistryError */.gl('invalid-place', `${JSON.stringify(text.replace(/[?#].*$/s, '').slice(0, 300))} is no place for bytes`, {
        remedy: 'Write https://host/folder without user, query and fragment; a signed URL would be in every record.',
    });
}
/** The path `.` is a lone file: the URI names it itself. */
function fileUrl(base, path) {
    if (path === '.')
        return new URL(base);
    return new URL(`${base.replace(/\/+$/, '')}/${path
        .split('/')
        .map((part) => encodeURIComponent(part))
        .join('/')}`);
}
async function requireSame(network, base, file) {
    const url = fileUrl(base, file.path);
    const source = await openUri(network, url, file.byteLength);
    let found;
    try {
        found = await (0,registry_lib/* digestSource */.IL)(source);
    }
    finally {
        await source.close();
    }
    if (found === file.digest)
        return;
    throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${url.origin}${url.pathname} holds ${found}, the model's file is ${file.digest}`, {
        remedy: 'Upload the model there before it is registered, and do not change it afterwards.',
    });
}
async function openUri(network, url, byteLength) {
    const name = `${url.origin}${url.pathname}`;
    const { signal } = network;
    const head = await network.http.send({ method: 'HEAD', url: url.href, signal });
    if (head.status === 404 || head.status === 410)
        throw new registry_lib/* RegistryError */.gl('bytes-missing', `${name} does not exist`);
    const length = head.status === 200 ? head.headers.get('content-length') : undefined;
    if (length !== undefined && Number(length) !== byteLength) {
        throw new registry_lib/* RegistryError */.gl('bytes-corrupt', `${name} has ${length} bytes, the model's file ${byteLength}`);
    }
    return rangedSource({
        name,
        byteLength,
        get: (offset) => network.http.send({
            url: url.href,
            headers: offset === 0 ? {} : { range: `bytes=${offset}-${byteLength - 1}` },
            streamed: true,
            maxBytes: byteLength,
            timeoutMs: transferTimeout(byteLength),
            signal,
        }),
    }, network);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/bytes-place.js













/**
 * The store for a place named in the policy. Nothing is asked of the network yet.
 *
 * @param token the job's own, for GitHub's own services
 * @throws RegistryError `invalid-place`
 */
async function openBytes(runtime, place, token) {
    if ('oci_layout' in place)
        return layoutBytes(runtime, place.oci_layout);
    if ('oci' in place) {
        return ociBytes(runtime, {
            place: parseOciPlace(place.oci, place.plain_http),
            credentials: githubPackages(runtime, token, dockerCredentials(runtime)),
            mountFrom: place.mount_from ?? [],
        });
    }
    if ('s3' in place) {
        const { env } = runtime;
        const region = place.region ?? env.get('AWS_REGION') ?? env.get('AWS_DEFAULT_REGION') ?? 'us-east-1';
        const endpoint = place.endpoint ?? env.get('AWS_ENDPOINT_URL_S3') ?? env.get('AWS_ENDPOINT_URL');
        const bucket = parseS3Place(place.s3, { region, endpoint });
        return s3Bytes(runtime, { place: bucket, credentials: awsCredentials(runtime, region) });
    }
    if ('release' in place)
        return releaseBytes(runtime, releasePlace(runtime, place.release, token));
    if ('lfs' in place)
        return lfsBytes(runtime, lfsServer(runtime, place.lfs, token));
    return uriBytes(runtime, place.uri);
}
/** A folder that machines share is outside the workspace more often than not, so it is not contained by it. */
async function layoutBytes({ files }, path) {
    const directory = (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.resolve)(files.resolve('.'), path);
    await (0,promises_.mkdir)(directory, { recursive: true });
    return (0,registry_lib/* ociLayoutBytes */.zs)(directory);
}
/** The job's token goes to its own GitHub and nowhere else: the policy, which a pushed branch can change, names the place. */
function lfsServer({ github, secrets }, repository, token) {
    const endpoint = lfsEndpoint(repository);
    if (token === undefined || endpoint.origin !== new URL(github.context.serverUrl).origin) {
        return { endpoint, authorization: undefined };
    }
    const pair = Buffer.from(`x-access-token:${token}`).toString('base64');
    secrets.mask(token);
    secrets.mask(pair);
    return { endpoint, authorization: `Basic ${pair}` };
}
function releasePlace({ github, secrets }, repository, token) {
    const [owner = '', name = ''] = repository.split('/');
    if (token !== undefined)
        secrets.mask(token);
    return { owner, name, apiUrl: github.context.apiUrl, token };
}

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



const open_registry_MIB = 1 << 20;
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
    const inline = await (0,registry_lib/* inlineBytes */.VH)(ports, limit === undefined ? {} : { limitBytes: limit * open_registry_MIB });
    const named = await Promise.all(placesOf(spec).map(async (place) => place === 'inline' ? inline : openBytes(runtime, place, inputs['github-token'])));
    const [first = inline, ...others] = named;
    return {
        store: await (0,registry_lib/* gitStore */.O_)({ ...ports, branch, clock, random }),
        // Whatever the policy says today, models that were kept inline stay readable.
        bytes: [first, ...others, ...(named.includes(inline) ? [] : [inline])],
        clock,
        random,
        signal,
        remote,
        branch,
    };
}
function placesOf(spec) {
    const places = spec?.bytes ?? 'inline';
    return Array.isArray(places) ? places : [places];
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

;// CONCATENATED MODULE: ./packages/adapters/lib/oci/referrers.js






const descriptor = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP(),
    digest: schemas/* templateLiteral */.Uy$(['sha256:', schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/)]),
    size: schemas/* int */.Whr().min(0),
    artifactType: schemas/* string */.YjP().optional(),
    annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
});
const indexSchema = schemas/* looseObject */._H3({ schemaVersion: schemas/* literal */.euz(2), manifests: schemas/* array */.YOg(descriptor) });
/** OCI image specification, "Guidance for an empty descriptor". */
const EMPTY = { mediaType: 'application/vnd.oci.empty.v1+json', content: '{}' };
/** Other writers of the fallback tag may come in between; it has no compare-and-swap. */
const FALLBACK_TRIES = 5;
/**
 * Attaches something to a manifest as a referrer (distribution specification 1.1). Where the registry has no referrers API,
 * the index at the tag `sha256-<hex>` is kept by us, read back, and written again if somebody else came in between.
 *
 * @returns the digest of the referrer; the same attachment always has the same
 * @throws RegistryError `bytes-refused`, `bytes-failed`, `bytes-corrupt`
 */
async function attachReferrer(client, subject, { artifactType, content, annotations }) {
    const layer = { mediaType: artifactType, digest: digestBytes(content), size: content.byteLength };
    const config = {
        mediaType: EMPTY.mediaType,
        digest: digestBytes(EMPTY.content),
        size: EMPTY.content.length,
    };
    await putBlob(client, layer.digest, content);
    await putBlob(client, config.digest, Buffer.from(EMPTY.content));
    const manifest = canonicalJson({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        artifactType,
        config,
        layers: [layer],
        subject,
        ...(annotations && { annotations }),
    });
    const digest = digestBytes(manifest);
    const put = await putManifest(client, digest, { mediaType: MANIFEST_TYPE, content: manifest });
    const listed = await listByApi(client, subject.digest);
    if (put.subject === undefined || listed === undefined) {
        await keepFallback(client, subject.digest, {
            mediaType: MANIFEST_TYPE,
            digest,
            size: Buffer.byteLength(manifest),
            artifactType,
            ...(annotations && { annotations: { ...annotations } }),
        });
    }
    return digest;
}
/** What is attached to a manifest, from the API or the fallback tag. */
async function listReferrers(client, subject) {
    return (await listByApi(client, subject)) ?? (await readFallback(client, subject));
}
/** Undefined where the registry has no such API. */
async function listByApi(client, subject) {
    const found = [];
    for (let next = client.url(`referrers/${subject}`); next;) {
        const response = await client.send({
            method: 'GET',
            to: next,
            access: 'pull',
            headers: { accept: INDEX_TYPE },
            maxBytes: MAX_MANIFEST_BYTES,
        });
        if (response.status === 404 || response.status === 405)
            return undefined;
        if (response.status !== 200)
            throw ociFailed(client.place, `asking what refers to ${subject}`, response);
        found.push(...parseIndex(client, new TextDecoder().decode(response.body)));
        next = nextPage(response.headers.get('link'), next);
    }
    return found;
}
/** RFC 8288: `<...>; rel="next"`, on the same server. */
function nextPage(link, from) {
    const target = /^\s*<([^>]{1,2048})>\s*;[^,]*rel="?next"?/.exec(link ?? '')?.[1];
    if (target === undefined || !URL.canParse(target, from.href))
        return undefined;
    const url = new URL(target, from.href);
    return url.origin === from.origin && url.href !== from.href ? url : undefined;
}
const fallbackTag = (subject) => subject.replace(':', '-');
async function readFallback(client, subject) {
    const held = await getManifest(client, fallbackTag(subject));
    return held ? parseIndex(client, held.content) : [];
}
async function keepFallback(client, subject, entry) {
    for (let tries = 0; tries < FALLBACK_TRIES; tries++) {
        const held = await readFallback(client, subject);
        if (held.some(({ digest }) => digest === entry.digest))
            return;
        const index = canonicalJson({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [...held, entry] });
        await putManifest(client, fallbackTag(subject), { mediaType: INDEX_TYPE, content: index });
    }
    throw new RegistryError('bytes-failed', `${placeText(client.place)}: others kept changing the tag ${fallbackTag(subject)}`, { remedy: 'Run the step again.' });
}
function parseIndex(client, text) {
    const found = indexSchema.safeParse(referrers_json(text));
    if (found.success)
        return found.data.manifests;
    throw new RegistryError('bytes-corrupt', `${placeText(client.place)}: a list of referrers that is no OCI index`);
}
function referrers_json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/connection.js


/** An address that began with a dash would be an option. */
const connection_text = schemas/* string */.YjP().regex(/^[^-]/, 'expected a name or address');
/**
 * How to reach an engine, for the engine's own command line: names and addresses only. Passwords and tokens come from
 * where that program looks for them itself (PGPASSWORD, TRINO_PASSWORD, SNOWFLAKE_*, DATABRICKS_TOKEN, gcloud, ...).
 */
const sqlConnectionSchema = schemas/* discriminatedUnion */.gMt('engine', [
    schemas/* strictObject */.rej({ engine: schemas/* literal */.euz('duckdb'), database: connection_text.optional() }),
    schemas/* strictObject */.rej({ engine: schemas/* literal */.euz('postgres'), database: connection_text.optional() }),
    schemas/* strictObject */.rej({ engine: schemas/* literal */.euz('spark'), master: connection_text.optional(), properties: connection_text.optional() }),
    schemas/* strictObject */.rej({
        engine: schemas/* literal */.euz('databricks'),
        warehouse: connection_text,
        profile: connection_text.optional(),
    }),
    schemas/* strictObject */.rej({
        engine: schemas/* literal */.euz('trino'),
        server: connection_text,
        user: connection_text.optional(),
        catalog: connection_text.optional(),
        schema: connection_text.optional(),
    }),
    schemas/* strictObject */.rej({ engine: schemas/* literal */.euz('bigquery'), project: connection_text.optional(), location: connection_text.optional() }),
    schemas/* strictObject */.rej({ engine: schemas/* literal */.euz('snowflake'), connection: connection_text.optional() }),
]);
/**
 * Checks settings as a user wrote them.
 * @throws UserError `bad-sql-connection`, `password-in-connection`
 */
function parseSqlConnection(settings) {
    const parsed = sqlConnectionSchema.safeParse(settings);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const at = issue?.path.join('.') ?? '';
        throw new lib/* UserError */.yo('bad-sql-connection', `the SQL connection${at === '' ? '' : `'s ${at}`}: ${issue?.message}`);
    }
    for (const [key, value] of Object.entries(parsed.data)) {
        if (value === undefined || !holdsPassword(value))
            continue;
        throw new lib/* UserError */.yo('password-in-connection', `the SQL connection's ${key} holds a password`, {
            remedy: "Everybody on the machine sees a program's arguments: give the password in the variable the program reads, such as PGPASSWORD.",
        });
    }
    return parsed.data;
}
/** `scheme://user:password@host` and `password=...` of libpq and JDBC. */
const holdsPassword = (value) => /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]+@/i.test(value) ||
    /(?:^|[\s;?&])(?:password|passwd|pwd|token)\s*=/i.test(value);

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/command.js

/** A statement may scan a warehouse; one that takes longer is stopped. */
const STATEMENT_TIMEOUT_MS = 60 * 60 * 1000;
/** 65,537 names of categories of a kilobyte each stay below. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** What of a program's complaint is repeated. */
const MAX_COMPLAINT_CHARACTERS = 1500;
/** What the program prints. UserError `sql-failed` with its own complaint; `program-not-found` and its like from Exec. */
async function runCommand(exec, command) {
    const { exitCode, stdout, stderr } = await exec.run(command.program, command.args, {
        stdin: command.stdin,
        timeoutMs: command.timeoutMs ?? STATEMENT_TIMEOUT_MS,
        maxOutputBytes: MAX_OUTPUT_BYTES,
        ...(command.env === undefined ? {} : { env: command.env }),
    });
    const printed = new TextDecoder().decode(stdout);
    if (exitCode === 0)
        return printed;
    throw new lib/* UserError */.yo('sql-failed', `${command.program}: ${complaint(stderr, printed, command.stdin)}`, {
        remedy: `Run ${command.program} by hand with the same connection, and see that the table and its columns exist under these very names.`,
    });
}
/** What a JVM says whether or not anything is wrong, and where in its own code it went wrong. */
const NOISE = /^WARNING: |\b(?:WARN|INFO)\b|log4j|setLogLevel|^Spark master: |^\s+at [\w$.]+\(|^Time taken: /;
/** Some programs complain on stdout, some repeat the whole statement: thousands of edges are no help to anybody. */
function complaint(stderr, stdout, statement) {
    const said = [stderr, stdout].map((text) => statement === '' ? text : text.replaceAll(statement, '(the statement)'));
    const lines = said
        .flatMap((text) => text.split('\n'))
        .filter((line) => line.trim() !== '' && !NOISE.test(line))
        .map((line) => (line.length > 300 ? `${line.slice(0, 300)}...` : line));
    const text = (0,lib/* harmless */.Is)(lines.join('\n'));
    return text.length > MAX_COMPLAINT_CHARACTERS ? `${text.slice(0, MAX_COMPLAINT_CHARACTERS)}...` : text;
}
/** Rows of CSV or TSV without header. Nothing we ask for needs quoting; quotes around every value are taken off. */
function delimitedRows(text, delimiter) {
    return text
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map((line) => line.split(delimiter).map((value) => value.replace(/^"(.*)"$/, '$1')));
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/bigquery.js

/** More than any of our statements returns; `bq` prints a hundred rows when it is not told. */
const MAX_ROWS = 10_000_000;
/** `bq` of the Google Cloud SDK, with the account it is logged in to. */
function bigqueryEngine(exec, { project, location }) {
    const args = [
        '--quiet',
        '--headless',
        '--format=csv',
        ...(project === undefined ? [] : [`--project_id=${project}`]),
        ...(location === undefined ? [] : [`--location=${location}`]),
        'query',
        '--use_legacy_sql=false',
        `--max_rows=${MAX_ROWS}`,
    ];
    return {
        name: 'bigquery',
        async query(statement) {
            const [, ...rows] = delimitedRows(await runCommand(exec, { program: 'bq', args, stdin: statement }), ',');
            return rows;
        },
    };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./packages/adapters/lib/sql/statement-file.js



/**
 * A text in a file of its own while `use` runs, readable by this user only: for programs that take a statement from a
 * file. `/dev/stdin` is no such file: our end of a program's stdin is a socket, and a socket cannot be opened by path.
 */
async function withStatementFile(text, use) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'statement-'));
    try {
        const path = (0,external_node_path_.join)(folder, 'statement');
        await (0,promises_.writeFile)(path, text, { mode: 0o600, flag: 'wx' });
        return await use(path);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/databricks.js




const STATEMENTS = '/api/2.0/sql/statements';
const POLL_MS = 2000;
const chunkSchema = schemas/* object */.Ikc({
    data_array: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* string */.YjP().nullable())).optional(),
    next_chunk_index: schemas/* int */.Whr().optional(),
});
const databricks_answerSchema = schemas/* object */.Ikc({
    statement_id: schemas/* string */.YjP().regex(/^[0-9a-f-]+$/i),
    status: schemas/* object */.Ikc({ state: schemas/* string */.YjP(), error: schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).optional() }),
    result: chunkSchema.optional(),
});
/**
 * `databricks` 0.205 or later on a SQL warehouse, by the Statement Execution API: submitted, polled, fetched in chunks
 * (docs.databricks.com, Statement Execution API 2.0).
 */
function databricksEngine(exec, clock, { warehouse, profile }) {
    const call = (method, path, more) => {
        const named = profile === undefined ? [] : ['--profile', profile];
        return runCommand(exec, {
            program: 'databricks',
            args: ['api', method, path, ...named, ...more],
            stdin: '',
        });
    };
    const get = async (schema, path) => readJson(schema, await call('get', path, []));
    const post = (body) => withStatementFile(JSON.stringify(body), async (file) => readJson(databricks_answerSchema, await call('post', STATEMENTS, ['--json', `@${file}`])));
    const finished = async (answer) => {
        const until = clock.now() + STATEMENT_TIMEOUT_MS;
        let latest = answer;
        while (latest.status.state === 'PENDING' || latest.status.state === 'RUNNING') {
            if (clock.now() > until)
                throw new lib/* UserError */.yo('sql-failed', `databricks: the statement ran longer than ${STATEMENT_TIMEOUT_MS} ms`);
            await clock.sleep(POLL_MS);
            latest = await get(databricks_answerSchema, `${STATEMENTS}/${answer.statement_id}`);
        }
        return latest;
    };
    return {
        name: 'databricks',
        async query(statement) {
            const submitted = await post({
                statement,
                warehouse_id: warehouse,
                wait_timeout: '50s',
                on_wait_timeout: 'CONTINUE',
                format: 'JSON_ARRAY',
                disposition: 'INLINE',
            });
            const { statement_id, status, result } = await finished(submitted);
            if (status.state !== 'SUCCEEDED') {
                throw new lib/* UserError */.yo('sql-failed', `databricks: ${status.error?.message ?? `the statement is ${status.state}`}`);
            }
            const rows = [];
            let chunk = result;
            while (chunk !== undefined) {
                for (const row of chunk.data_array ?? [])
                    rows.push(row.map((value) => value ?? ''));
                const next = chunk.next_chunk_index;
                if (next === undefined)
                    break;
                chunk = await get(chunkSchema, `${STATEMENTS}/${statement_id}/result/chunks/${next}`);
            }
            return rows;
        },
    };
}
function readJson(schema, printed) {
    let value;
    try {
        value = JSON.parse(printed);
    }
    catch (cause) {
        throw new lib/* UserError */.yo('sql-answer', 'databricks: printed something else than JSON', { cause });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    throw new lib/* UserError */.yo('sql-answer', 'databricks: answered in another form than the Statement Execution API 2.0', {
        cause: parsed.error,
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/duckdb.js

/** The `duckdb` command line, 1.2 or later; a database file is opened read-only, without one files are queried. */
function duckdbEngine(exec, { database }) {
    // A user's ~/.duckdbrc could change how values print.
    const fixed = ['-no-init', '-batch', '-bail', '-csv', '-noheader'];
    const args = [...fixed, ...(database === undefined ? [':memory:'] : ['-readonly', database])];
    return {
        name: 'duckdb',
        async query(statement) {
            return delimitedRows(await runCommand(exec, { program: 'duckdb', args, stdin: `${statement};\n` }), ',');
        },
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/postgres.js

/** `psql`, which finds host, user and password as libpq does: PGHOST, PGUSER, PGPASSWORD, PGSERVICE, ~/.pgpass. */
function postgresEngine(exec, env, { database }) {
    const fixed = [
        '--no-psqlrc',
        '--quiet',
        '--no-align',
        '--tuples-only',
        '--field-separator=,',
        '--no-password',
    ];
    const args = [
        ...fixed,
        '--set=ON_ERROR_STOP=1',
        ...(database === undefined ? [] : [`--dbname=${database}`]),
        '--file=-',
    ];
    const options = env.get('PGOPTIONS');
    return {
        name: 'postgres',
        async query(statement) {
            const printed = await runCommand(exec, {
                program: 'psql',
                args,
                stdin: `${statement};\n`,
                env: {
                    PGCLIENTENCODING: 'UTF8',
                    // Counting needs to write nothing; fewer digits than the shortest exact ones would be another number.
                    PGOPTIONS: `${options ?? ''} -c default_transaction_read_only=on -c extra_float_digits=3`.trim(),
                },
            });
            return delimitedRows(printed, ',');
        },
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/snowflake.js



const rowsSchema = schemas/* array */.YOg(schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().nullable()));
/** `snow` of the Snowflake CLI 3, with a connection of its config.toml or of SNOWFLAKE_* variables. */
function snowflakeEngine(exec, { connection }) {
    const args = [
        'sql',
        '--stdin',
        '--format',
        'JSON',
        '--silent',
        // `&name` and `<% name %>` in a query are the query's own.
        '--enable-templating',
        'NONE',
        ...(connection === undefined ? [] : ['--connection', connection]),
    ];
    return {
        name: 'snowflake',
        async query(statement) {
            return snowflakeRows(await runCommand(exec, { program: 'snow', args, stdin: `${statement};\n` }));
        },
    };
}
/** `[{"C": "0", "K": "3"}, ...]`: the keys stand in the order of the select list. */
function snowflakeRows(printed) {
    let printedRows;
    try {
        printedRows = JSON.parse(printed);
    }
    catch (cause) {
        throw new lib/* UserError */.yo('sql-answer', 'snow: printed something else than JSON', { cause });
    }
    const parsed = rowsSchema.safeParse(printedRows);
    if (parsed.success)
        return parsed.data.map((row) => Object.values(row).map((value) => value ?? ''));
    throw new lib/* UserError */.yo('sql-answer', 'snow: printed JSON that is no list of rows of text', {
        cause: parsed.error,
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/spark.js


/**
 * `spark-sql` of Spark 3.4 or later; where the cluster and its catalogue are stands in `master`, in a properties file, or
 * in the configuration of the installation. Every statement is a session of its own.
 */
function sparkEngine(exec, { master, properties }) {
    const args = [
        ...(master === undefined ? [] : ['--master', master]),
        ...(properties === undefined ? [] : ['--properties-file', properties]),
        // A `${...}` in a query is the query's own.
        '--conf',
        'spark.sql.variable.substitute=false',
        '--conf',
        'spark.sql.cli.print.header=false',
        '--conf',
        'spark.ui.enabled=false',
    ];
    return {
        name: 'spark',
        query: (statement) => withStatementFile(`${statement};\n`, async (path) => {
            const command = { program: 'spark-sql', args: [...args, '-f', path], stdin: '' };
            return delimitedRows(await runCommand(exec, command), '\t');
        }),
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/trino.js


/** The `trino` command line; with TRINO_PASSWORD set it authenticates by password. */
function trinoEngine(exec, env, connection) {
    const { server, user, catalog, schema } = connection;
    const args = [
        `--server=${server}`,
        ...(user === undefined ? [] : [`--user=${user}`]),
        ...(catalog === undefined ? [] : [`--catalog=${catalog}`]),
        ...(schema === undefined ? [] : [`--schema=${schema}`]),
        ...(env.get('TRINO_PASSWORD') === undefined ? [] : ['--password']),
        '--output-format=TSV',
        '--no-progress',
    ];
    return {
        name: 'trino',
        query: (statement) => withStatementFile(`${statement};\n`, async (path) => {
            const command = { program: 'trino', args: [...args, `--file=${path}`], stdin: '' };
            return delimitedRows(await runCommand(exec, command), '\t');
        }),
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/sql/open-engine.js







/** The engine a connection leads to, through the command line its users have: nothing is connected before a query. */
function openSqlEngine({ exec, env, clock }, connection) {
    switch (connection.engine) {
        case 'duckdb':
            return duckdbEngine(exec, connection);
        case 'postgres':
            return postgresEngine(exec, env, connection);
        case 'spark':
            return sparkEngine(exec, connection);
        case 'databricks':
            return databricksEngine(exec, clock, connection);
        case 'trino':
            return trinoEngine(exec, env, connection);
        case 'bigquery':
            return bigqueryEngine(exec, connection);
        case 'snowflake':
            return snowflakeEngine(exec, connection);
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/aws/json-call.js



/** AWS refused. `code` is its exception: `ValidationException`, `AccessDeniedException`. */
class AwsError extends Error {
    name = 'AwsError';
    status;
    code;
    constructor(status, code, message) {
        super(message);
        this.status = status;
        this.code = code;
    }
}
const json_call_MAX_ANSWER_BYTES = 16 << 20;
const MAX_QUOTE = 300;
const json_call_answer = schemas/* looseObject */._H3({ __type: schemas/* string */.YjP(), message: schemas/* string */.YjP(), Message: schemas/* string */.YjP() }).partial();
/**
 * The AWS JSON protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html), every request signed.
 * An endpoint of its own (AWS_ENDPOINT_URL_SAGEMAKER, AWS_ENDPOINT_URL) is honoured, as the SDKs do.
 * @throws (from the call) AwsError; HttpError
 */
function awsJsonCall(world, { service, target, version, endpointPrefix = service }, region, credentials) {
    const { env, http, clock } = world;
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const own = env.get(`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`);
    const endpoint = own ?? env.get('AWS_ENDPOINT_URL') ?? `https://${endpointPrefix}.${region}.${domain}`;
    return async (operation, input) => {
        const url = new URL('/', endpoint);
        const body = JSON.stringify(input);
        const headers = {
            'content-type': `application/x-amz-json-${version}`,
            'x-amz-target': `${target}.${operation}`,
        };
        const payloadSha256 = (0,external_node_crypto_.createHash)('sha256').update(body).digest('hex');
        const response = await http.send({
            method: 'POST',
            url: url.href,
            headers: signed({ method: 'POST', url, headers, payloadSha256 }, await credentials(), {
                region,
                service,
                now: clock.now(),
            }),
            body,
            // Reads only: a write that got lost may have been carried out.
            retries: /^(Get|Describe|List)/.test(operation) ? 2 : 0,
            maxBytes: json_call_MAX_ANSWER_BYTES,
        });
        const parsed = json_call_json(response.body);
        if (response.status === 200)
            return parsed;
        const { __type: type, message, Message } = json_call_answer.safeParse(parsed).data ?? {};
        const code = type?.split('#').at(-1) ?? String(response.status);
        const said = (message ?? Message ?? 'no reason given').slice(0, MAX_QUOTE);
        throw new AwsError(response.status, code, `${service} ${operation}: ${code}: ${said}`);
    };
}
function json_call_json(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/history/cloudwatch.js


const cloudwatch_answer = schemas/* looseObject */._H3({
    MetricDataResults: schemas/* array */.YOg(schemas/* looseObject */._H3({
        Timestamps: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()])),
        Values: schemas/* array */.YOg(schemas/* number */.aig()),
        StatusCode: schemas/* string */.YjP().optional(),
    })),
    NextToken: schemas/* string */.YjP().nullish(),
});
/** One page is up to 100,800 points; a history has a few thousand. */
const MAX_PAGES = 50;
/**
 * A metric's history by GetMetricData. A period without a value is a gap: CloudWatch has no zeros of its own.
 * @param window the step is the period, a multiple of 60 s
 * @throws UserError `cloudwatch-incomplete`; AwsError, HttpError
 */
async function cloudwatchHistory(cloudwatch, spec, window) {
    const query = {
        Id: 'load',
        MetricStat: {
            Metric: {
                Namespace: spec.namespace,
                MetricName: spec.metric,
                Dimensions: Object.entries(spec.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: window.stepMs / 1000,
            Stat: spec.statistic,
        },
    };
    const samples = [];
    let token;
    for (let page = 0; page < MAX_PAGES; page++) {
        const { MetricDataResults, NextToken } = cloudwatch_answer.parse(await cloudwatch('GetMetricData', {
            MetricDataQueries: [query],
            StartTime: window.start / 1000,
            EndTime: window.end / 1000,
            ScanBy: 'TimestampAscending',
            ...(token !== undefined && { NextToken: token }),
        }));
        for (const { Timestamps, Values, StatusCode } of MetricDataResults) {
            if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') {
                throw new lib/* UserError */.yo('cloudwatch-incomplete', `CloudWatch answered ${StatusCode} for ${spec.metric}`);
            }
            Timestamps.forEach((time, i) => samples.push([instantOf(time), Values[i] ?? Number.NaN]));
        }
        if (NextToken === null || NextToken === undefined || NextToken === '')
            return samples;
        token = NextToken;
    }
    throw new lib/* UserError */.yo('cloudwatch-incomplete', `CloudWatch has more than ${MAX_PAGES} pages of ${spec.metric}`);
}
/** The JSON protocol has seconds; emulators have ISO texts. */
function instantOf(time) {
    return typeof time === 'number' ? time * 1000 : Date.parse(time);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/history/datadog.js


const datadog_answer = schemas/* looseObject */._H3({
    data: schemas/* looseObject */._H3({
        attributes: schemas/* looseObject */._H3({
            times: schemas/* array */.YOg(schemas/* number */.aig()),
            values: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* number */.aig().nullable())),
        }),
    }),
});
const datadog_refusal = schemas/* looseObject */._H3({ errors: schemas/* array */.YOg(schemas/* unknown */.L5J()) });
const MAX_BYTES = 32 << 20;
const datadog_TIMEOUT_MS = 30_000;
/** Longer stretches are answered at a coarser interval than was asked for. */
const POINTS_A_REQUEST = 1_500;
/**
 * A query's history by the v2 timeseries API, in stretches short enough that the interval stays ours.
 * @throws UserError `datadog-refused`, `no-series`, `several-series`; HttpError
 */
async function datadogHistory(http, { url, apiKey, applicationKey }, query, window) {
    const samples = [];
    const reach = POINTS_A_REQUEST * window.stepMs;
    for (let from = window.start; from < window.end; from += reach) {
        const attributes = {
            from,
            to: Math.min(window.end, from + reach),
            interval: window.stepMs,
            queries: [{ data_source: 'metrics', name: 'load', query }],
            formulas: [{ formula: 'load' }],
        };
        const { status, body } = await http.send({
            method: 'POST',
            url: `${url.replace(/\/+$/, '')}/api/v2/query/timeseries`,
            headers: {
                'content-type': 'application/json',
                'dd-api-key': apiKey,
                'dd-application-key': applicationKey,
            },
            body: JSON.stringify({ data: { type: 'timeseries_request', attributes } }),
            timeoutMs: datadog_TIMEOUT_MS,
            maxBytes: MAX_BYTES,
            // It only reads.
            retries: 2,
        });
        const parsed = datadog_json(body);
        const found = status === 200 ? datadog_answer.safeParse(parsed) : undefined;
        if (!found?.success)
            throw datadog_refused(query, status, parsed);
        const { times, values } = found.data.data.attributes;
        if (values.length > 1) {
            throw new lib/* UserError */.yo('several-series', `${JSON.stringify(query)} finds ${values.length} series, expected one`, {
                remedy: 'Aggregate without `by {...}`.',
            });
        }
        times.forEach((time, i) => {
            const value = values[0]?.[i];
            if (value !== null && value !== undefined)
                samples.push([time, value]);
        });
    }
    if (samples.length === 0)
        throw new lib/* UserError */.yo('no-series', `${JSON.stringify(query)} finds no value in Datadog`);
    return samples;
}
function datadog_refused(query, status, body) {
    const parsed = datadog_refusal.safeParse(body);
    const said = parsed.success ? parsed.data.errors.map(String).join('; ').slice(0, 300) : 'no reason given';
    return new lib/* UserError */.yo('datadog-refused', `Datadog refuses ${JSON.stringify(query)}: ${said} (HTTP ${status})`, {
        remedy: 'The application key needs the scope timeseries_query; datadog-url names your site.',
    });
}
function datadog_json(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/history/file.js


/** Half a year of minutes. */
const file_MAX_ROWS = 300_000;
/** Epoch numbers below this are seconds: in milliseconds it would be March 1973. */
const LEAST_MILLISECONDS = 1e11;
/**
 * A history from two columns of a file. A missing value is a gap; a missing or unreadable time is an error.
 * @throws UserError `file-not-found`, `not-a-time`, `not-a-number`; DataError for what cannot be read
 */
async function fileHistory(files, { path, time, value }) {
    const source = await files.open(path);
    try {
        const table = await (0,data_lib.openTable)(source, { maxRows: file_MAX_ROWS });
        const columns = await (0,data_lib.readColumns)(table, [time, value]);
        const [times, values] = [columns.get(time), columns.get(value)];
        return Array.from({ length: times.length }, (_, row) => [instantAt(times, row, path), numberAt(values, row, path)]);
    }
    finally {
        await source.close();
    }
}
function instantAt(column, row, path) {
    const present = (0,data_lib.isValid)(column.validity, row);
    const instant = present ? file_instantOf(column, row) : Number.NaN;
    if (Number.isFinite(instant))
        return instant;
    throw new lib/* UserError */.yo('not-a-time', `${path}: row ${row + 1} of ${JSON.stringify(column.name)} is no instant`, {
        remedy: 'ISO 8601 with a zone (2026-06-01T08:00:00Z), or seconds or milliseconds since 1970',
    });
}
function file_instantOf(column, row) {
    switch (column.kind) {
        case 'timestamp':
            return column.values[row];
        case 'number':
            return column.values[row] < LEAST_MILLISECONDS ? column.values[row] * 1000 : column.values[row];
        case 'text':
            return Date.parse(column.dictionary[column.codes[row]] ?? '');
        case 'bigint':
        case 'boolean':
            return Number.NaN;
    }
}
function numberAt(column, row, path) {
    if (!(0,data_lib.isValid)(column.validity, row))
        return Number.NaN;
    if (column.kind === 'number')
        return column.values[row];
    throw new lib/* UserError */.yo('not-a-number', `${path}: the column ${JSON.stringify(column.name)} is ${column.kind}, expected numbers`);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/history/prometheus.js


/**
 * A query's history by query_range. Steps without a value are left out, and are gaps.
 * @throws UserError `prometheus-refused`, `no-series`, `several-series`; HttpError
 */
async function prometheusHistory(client, query, window) {
    const series = await client.range(query, window).catch((cause) => {
        if (!(cause instanceof PrometheusError))
            throw cause;
        throw new lib/* UserError */.yo('prometheus-refused', `Prometheus refuses ${JSON.stringify(query)}: ${cause.message}`, { cause });
    });
    const [only] = series;
    if (!only) {
        throw new lib/* UserError */.yo('no-series', `${JSON.stringify(query)} finds no series in the last ${days(window)} days`, {
            remedy: 'Try it in the Prometheus console: a misspelt name is as silent as a service without load.',
        });
    }
    if (series.length > 1) {
        throw new lib/* UserError */.yo('several-series', `${JSON.stringify(query)} finds ${series.length} series, expected one`, {
            remedy: 'Put sum(...) around it.',
        });
    }
    return only.samples;
}
function days({ start, end }) {
    return Math.round((end - start) / 86_400_000);
}

;// CONCATENATED MODULE: ./packages/adapters/lib/kubernetes/error.js
/** The API server refused. `reason` is its own word: `Forbidden`, `NotFound`, `Invalid`. */
class KubernetesError extends Error {
    name = 'KubernetesError';
    status;
    reason;
    constructor(status, reason, message, options) {
        super(message, options);
        this.status = status;
        this.reason = reason;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/kubernetes/resource.js

/** RFC 1123, as the API server checks it: nothing in a name can leave its place in the path. */
const resource_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
/** @throws UserError `bad-kubernetes-name` */
function checkedName(what, name) {
    if (resource_NAME.test(name))
        return name;
    throw new lib/* UserError */.yo('bad-kubernetes-name', `${what}: ${JSON.stringify(name)} is no name of a Kubernetes object`, {
        remedy: 'lower-case letters, digits, "-" and ".", at most 253',
    });
}
/** `/apis/apps/v1/namespaces/prod/deployments/web`, or of the whole collection without a name. */
function resourcePath({ name, ...collection }) {
    return `${collectionPath(collection)}/${name}`;
}
function collectionPath({ group, version, namespace, plural }) {
    const api = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    return `${api}/namespaces/${namespace}/${plural}`;
}
/** For people: `deployments.apps prod/web`. */
function resourceText({ group, plural, namespace, name }) {
    return `${group === '' ? plural : `${plural}.${group}`} ${namespace}/${name}`;
}

;// CONCATENATED MODULE: ./packages/adapters/lib/kubernetes/client.js



const objectSchema = schemas/* looseObject */._H3({
    metadata: schemas/* looseObject */._H3({
        name: schemas/* string */.YjP(),
        resourceVersion: schemas/* string */.YjP(),
        annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
    }),
    spec: schemas/* unknown */.L5J().optional(),
    status: schemas/* unknown */.L5J().optional(),
});
const listSchema = schemas/* looseObject */._H3({
    metadata: schemas/* looseObject */._H3({ continue: schemas/* string */.YjP().optional() }).optional(),
    items: schemas/* array */.YOg(objectSchema),
});
const client_TIMEOUT_MS = 15_000;
const client_MAX_BYTES = 16 << 20;
const PAGE_ITEMS = 500;
const client_MAX_PAGES = 20;
/** Who owns the fields we write, in `kubectl get --show-managed-fields`. */
const FIELD_MANAGER = 'mlops-actions';
function kubernetesClient(http, cluster) {
    const tlsFor = tlsOf(cluster.tls);
    async function send(path, query, request) {
        const credential = await cluster.credential();
        const search = new URLSearchParams(query).toString();
        const { status, body } = await http.send({
            ...request,
            url: `${cluster.server}${path}${search === '' ? '' : `?${search}`}`,
            headers: {
                accept: 'application/json',
                ...request.headers,
                ...(credential.token !== undefined && { authorization: `Bearer ${credential.token}` }),
            },
            tls: tlsFor(credential),
            timeoutMs: client_TIMEOUT_MS,
            maxBytes: client_MAX_BYTES,
        });
        return { status, body: client_json(body) };
    }
    async function get(resource) {
        const { status, body } = await send(resourcePath(resource), {}, {});
        return status === 404 ? undefined : objectOf(resource, status, body);
    }
    async function hasMoved(resource, resourceVersion) {
        return (await get(resource))?.metadata.resourceVersion !== resourceVersion;
    }
    return {
        cluster,
        get,
        async list(collection) {
            const items = [];
            let next;
            for (let page = 0; page < client_MAX_PAGES; page++) {
                const query = { limit: String(PAGE_ITEMS), ...(next !== undefined && { continue: next }) };
                const { status, body } = await send(collectionPath(collection), query, {});
                const parsed = status === 200 ? listSchema.safeParse(body) : undefined;
                if (!parsed?.success)
                    throw client_refusal({ ...collection, name: '*' }, status, body);
                items.push(...parsed.data.items);
                next = parsed.data.metadata?.continue;
                if (next === undefined || next === '')
                    return items;
            }
            // Fewer than there are would say of what is missing that it is not there.
            const what = resourceText({ ...collection, name: '*' });
            throw new KubernetesError(200, 'TooMany', `${what}: there are more than ${client_MAX_PAGES * PAGE_ITEMS}`);
        },
        async patch(resource, change, resourceVersion, { dryRun, subresource } = {}) {
            const path = resourcePath(resource) + (subresource === undefined ? '' : `/${subresource}`);
            const query = { fieldManager: FIELD_MANAGER, ...(dryRun === true && { dryRun: 'All' }) };
            const { status, body } = await send(path, query, {
                method: 'PATCH',
                ...guarded(change, resourceVersion),
            });
            if (status === 409)
                return { kind: 'moved' };
            // A test that does not hold and an object that breaks its schema are both a 422 without a word of which.
            if (status === 422 && change.kind === 'json' && (await hasMoved(resource, resourceVersion))) {
                return { kind: 'moved' };
            }
            return { kind: 'patched', object: objectOf(resource, status, body) };
        },
    };
}
/** Both forms carry the version: the server compares it with the object's and answers 409, or 422 for a failed test. */
function guarded(change, resourceVersion) {
    if (change.kind === 'json') {
        const test = { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion };
        return {
            headers: { 'content-type': 'application/json-patch+json' },
            body: JSON.stringify([test, ...change.operations]),
        };
    }
    const metadata = { ...change.body['metadata'], resourceVersion };
    return {
        headers: { 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify({ ...change.body, metadata }),
    };
}
function objectOf(resource, status, body) {
    const parsed = status >= 200 && status < 300 ? objectSchema.safeParse(body) : undefined;
    if (parsed?.success)
        return parsed.data;
    throw client_refusal(resource, status, body);
}
const client_MAX_QUOTE = 300;
function client_refusal(resource, status, body) {
    const { reason, message } = statusOf(body);
    const said = message === undefined ? 'the answer is not of the Kubernetes API' : message.slice(0, client_MAX_QUOTE);
    return new KubernetesError(status, reason ?? 'Unknown', `${resourceText(resource)}: ${said} (HTTP ${status})`);
}
function statusOf(body) {
    const parsed = schemas/* looseObject */._H3({ reason: schemas/* string */.YjP(), message: schemas/* string */.YjP() }).partial().safeParse(body);
    return parsed.success ? parsed.data : {};
}
/** One TLS object a client certificate, so that its connections are kept. */
function tlsOf(shared) {
    let last = shared;
    return ({ cert, key }) => {
        if (cert !== last.cert || key !== last.key) {
            last = { ...shared, ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
        }
        return last;
    };
}
function client_json(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/kubernetes/kubeconfig.js



const kubeconfig_text = schemas/* string */.YjP().max(1 << 20);
const execSchema = schemas/* looseObject */._H3({
    command: schemas/* string */.YjP().min(1),
    args: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    env: schemas/* array */.YOg(schemas/* looseObject */._H3({ name: schemas/* string */.YjP(), value: schemas/* string */.YjP() })).nullish(),
    apiVersion: schemas/* string */.YjP().optional(),
});
const schema = schemas/* looseObject */._H3({
    'current-context': schemas/* string */.YjP().optional(),
    clusters: schemas/* array */.YOg(schemas/* looseObject */._H3({
        name: schemas/* string */.YjP(),
        cluster: schemas/* looseObject */._H3({
            server: schemas/* url */.OZ5({ protocol: /^https?$/ }),
            'certificate-authority-data': kubeconfig_text.optional(),
            'certificate-authority': kubeconfig_text.optional(),
            'insecure-skip-tls-verify': schemas/* boolean */.zMY().optional(),
            'tls-server-name': kubeconfig_text.optional(),
        }),
    })),
    users: schemas/* array */.YOg(schemas/* looseObject */._H3({
        name: schemas/* string */.YjP(),
        user: schemas/* looseObject */._H3({
            token: kubeconfig_text.optional(),
            tokenFile: kubeconfig_text.optional(),
            'client-certificate-data': kubeconfig_text.optional(),
            'client-key-data': kubeconfig_text.optional(),
            'client-certificate': kubeconfig_text.optional(),
            'client-key': kubeconfig_text.optional(),
            exec: execSchema.optional(),
        })
            .nullish(),
    })),
    contexts: schemas/* array */.YOg(schemas/* looseObject */._H3({
        name: schemas/* string */.YjP(),
        context: schemas/* looseObject */._H3({ cluster: schemas/* string */.YjP(), user: schemas/* string */.YjP(), namespace: schemas/* string */.YjP().optional() }),
    })),
});
/**
 * @param context default: the file's `current-context`
 * @throws UserError `bad-kubeconfig`
 */
function parseKubeconfig(source, context) {
    const config = schema.safeParse(yaml(source));
    if (!config.success) {
        const [issue] = config.error.issues;
        throw bad(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`);
    }
    const wanted = context ?? config.data['current-context'];
    if (wanted === undefined)
        throw bad('has no current-context, and none was chosen');
    const { cluster: clusterName, user: userName, namespace, } = named(config.data.contexts, wanted, 'context').context;
    const { cluster } = named(config.data.clusters, clusterName, 'cluster');
    const user = named(config.data.users, userName, 'user').user ?? {};
    if (cluster['insecure-skip-tls-verify'] === true) {
        throw bad(`cluster ${clusterName} has insecure-skip-tls-verify: anybody in between could scale it`);
    }
    const entries = {
        ca: material(cluster['certificate-authority-data'], cluster['certificate-authority'], 'certificate-authority-data'),
        cert: material(user['client-certificate-data'], user['client-certificate'], 'client-certificate-data'),
        key: material(user['client-key-data'], user['client-key'], 'client-key-data'),
        token: user.token !== undefined
            ? { kind: 'text', text: user.token }
            : user.tokenFile !== undefined
                ? { kind: 'file', path: user.tokenFile }
                : undefined,
        exec: user.exec && pluginOf(user.exec),
        serverName: cluster['tls-server-name'],
    };
    const present = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
    return { server: cluster.server.replace(/\/+$/, ''), namespace: namespace ?? 'default', ...present };
}
function pluginOf({ command, args, env, apiVersion }) {
    return {
        command,
        args: args ?? [],
        env: Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
        apiVersion: apiVersion ?? 'client.authentication.k8s.io/v1',
    };
}
function material(data, path, key) {
    if (data !== undefined) {
        const text = Buffer.from(data, 'base64').toString('utf8');
        if (!text.includes('-----BEGIN '))
            throw bad(`${key} is not a PEM text in base64`);
        return { kind: 'text', text };
    }
    return path === undefined ? undefined : { kind: 'file', path };
}
function named(list, name, what) {
    const found = list.find((one) => one.name === name);
    if (found)
        return found;
    const known = list.map((one) => one.name).join(', ');
    throw bad(`has no ${what} ${JSON.stringify(name)}, only ${known === '' ? 'none' : known}`);
}
function yaml(source) {
    try {
        return (0,dist/* parse */.qg)(source, { maxAliasCount: 0 });
    }
    catch (cause) {
        // The parser's message quotes the line, and the line may be a key.
        throw bad('is not YAML', cause);
    }
}
function bad(what, cause) {
    return new lib/* UserError */.yo('bad-kubeconfig', `the kubeconfig ${what}`, {
        remedy: 'kubectl config view --minify --flatten prints one that stands alone',
        ...(cause instanceof Error && { cause: new Error(cause.name) }),
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/kubernetes/exec-credential.js


/**
 * The clouds' own. A kubeconfig may come out of the work tree, and a pull request may have written it: whatever else it
 * names is not run.
 */
const KNOWN_PLUGINS = new Set([
    'aws',
    'aws-iam-authenticator',
    'az',
    'doctl',
    'gke-gcloud-auth-plugin',
    'kubelogin',
    'oci',
]);
const exec_credential_TIMEOUT_MS = 60_000;
const exec_credential_MAX_OUTPUT_BYTES = 1 << 20;
const exec_credential_answer = schemas/* looseObject */._H3({
    status: schemas/* looseObject */._H3({
        token: schemas/* string */.YjP().optional(),
        clientCertificateData: schemas/* string */.YjP().optional(),
        clientKeyData: schemas/* string */.YjP().optional(),
        expirationTimestamp: schemas/* string */.YjP().optional(),
    }),
});
/**
 * Runs a credential plugin by argv (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).
 * @throws UserError `kube-plugin-refused` for one we do not know, `kube-plugin-failed`
 */
async function execCredential(exec, plugin) {
    const { command, args, env, apiVersion } = plugin;
    if (!KNOWN_PLUGINS.has(command)) {
        throw new lib/* UserError */.yo('kube-plugin-refused', `the kubeconfig wants to run ${JSON.stringify(command)}, which is no credential plugin known here`, { remedy: `known by bare name: ${[...KNOWN_PLUGINS].join(', ')}; else give a token` });
    }
    const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } });
    const result = await exec.run(command, args, {
        env: { ...env, KUBERNETES_EXEC_INFO: info },
        timeoutMs: exec_credential_TIMEOUT_MS,
        maxOutputBytes: exec_credential_MAX_OUTPUT_BYTES,
    });
    const parsed = result.exitCode === 0 ? exec_credential_answer.safeParse(exec_credential_json(result.stdout)) : undefined;
    if (!parsed?.success) {
        // Neither output is quoted: one may hold the token.
        throw new lib/* UserError */.yo('kube-plugin-failed', `${command} gave no credential (exit status ${result.exitCode})`);
    }
    const { token, clientCertificateData, clientKeyData, expirationTimestamp } = parsed.data.status;
    const until = expirationTimestamp === undefined ? Number.NaN : Date.parse(expirationTimestamp);
    return {
        ...(token !== undefined && { token }),
        ...(clientCertificateData !== undefined && { cert: clientCertificateData }),
        ...(clientKeyData !== undefined && { key: clientKeyData }),
        ...(!Number.isNaN(until) && { until }),
    };
}
function exec_credential_json(bytes) {
    try {
        return JSON.parse(new TextDecoder().decode(bytes));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/kubernetes/open-cluster.js




const MAX_KUBECONFIG_BYTES = 1 << 20;
/** A credential this near its end is asked for anew. */
const open_cluster_MARGIN_MS = 60_000;
/** Where every pod finds its own identity. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/**
 * The cluster a job may speak to: a kubeconfig, or inside a pod its service account.
 * @throws UserError `no-cluster`, `bad-kubeconfig`, `file-not-found`
 */
async function openCluster(world, choice) {
    const path = choice.kubeconfig ?? world.env.get('KUBECONFIG');
    if (path !== undefined) {
        const bytes = await world.files.read(path, { maxBytes: MAX_KUBECONFIG_BYTES });
        return fromKubeconfig(world, parseKubeconfig(new TextDecoder().decode(bytes), choice.context));
    }
    const host = world.env.get('KUBERNETES_SERVICE_HOST');
    if (host !== undefined)
        return inCluster(world, host, world.env.get('KUBERNETES_SERVICE_PORT') ?? '443');
    throw new lib/* UserError */.yo('no-cluster', 'there is no Kubernetes cluster to speak to', {
        remedy: 'Give the input kubeconfig, set KUBECONFIG (azure/k8s-set-context does), or run in a pod.',
    });
}
async function fromKubeconfig(world, config) {
    const { exec } = config;
    const ca = config.ca && (await open_cluster_textOf(world, config.ca));
    const cert = config.cert && (await open_cluster_textOf(world, config.cert));
    const key = config.key && (await open_cluster_textOf(world, config.key));
    if (key !== undefined)
        world.secrets.mask(key);
    const fixed = async () => {
        // Read again each time: what writes a token file renews it.
        const token = config.token && (await open_cluster_textOf(world, config.token)).trim();
        if (token !== undefined)
            world.secrets.mask(token);
        return {
            ...(token !== undefined && { token }),
            ...(cert !== undefined && { cert }),
            ...(key !== undefined && { key }),
        };
    };
    return {
        server: config.server,
        namespace: config.namespace,
        tls: {
            ...(ca !== undefined && { ca }),
            ...(config.serverName !== undefined && { serverName: config.serverName }),
        },
        credential: exec === undefined ? fixed : held(world, () => execCredential(world.exec, exec)),
    };
}
async function inCluster(world, host, port) {
    const ca = await (0,promises_.readFile)(`${SERVICE_ACCOUNT}/ca.crt`, 'utf8');
    const namespace = (await (0,promises_.readFile)(`${SERVICE_ACCOUNT}/namespace`, 'utf8')).trim();
    return {
        server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
        namespace,
        tls: { ca },
        async credential() {
            const token = (await (0,promises_.readFile)(`${SERVICE_ACCOUNT}/token`, 'utf8')).trim();
            world.secrets.mask(token);
            return { token };
        },
    };
}
/** Kept until shortly before it ends; one that never says when is asked for every time. */
function held({ clock, secrets }, fetch) {
    let last;
    return async () => {
        if (last?.until !== undefined && last.until - open_cluster_MARGIN_MS > clock.now())
            return last;
        last = await fetch();
        for (const secret of [last.token, last.key])
            if (secret !== undefined)
                secrets.mask(secret);
        return last;
    };
}
async function open_cluster_textOf({ files }, material) {
    if (material.kind === 'text')
        return material.text;
    return new TextDecoder().decode(await files.read(material.path, { maxBytes: MAX_KUBECONFIG_BYTES }));
}

// EXTERNAL MODULE: ./packages/forecast/lib/index.js + 30 modules
var forecast_lib = __webpack_require__(31198);
;// CONCATENATED MODULE: ./packages/adapters/lib/scaling/azureml-floor.js



const API_VERSION = '2024-04-01';
const MANAGEMENT = 'https://management.azure.com';
const LEASE_TAG = 'mlops-actions.predictive-scale';
const azureml_floor_MAX_BYTES = 4 << 20;
const deploymentSchema = schemas/* looseObject */._H3({
    tags: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish(),
    sku: schemas/* looseObject */._H3({ name: schemas/* string */.YjP().optional(), capacity: schemas/* int */.Whr() }),
    properties: schemas/* looseObject */._H3({ provisioningState: schemas/* string */.YjP().optional() }),
});
/**
 * Instances of an Azure ML managed online deployment (`sku.capacity`), the lease in its tags, both in one PATCH. The
 * service has no entity tags here: it is read again right before the write.
 * @param token a bearer token for Azure Resource Manager
 * @throws (from its methods) UserError `azure-refused`, `endpoint-busy`; HttpError
 */
function azuremlFloor(http, token, where, management = MANAGEMENT) {
    const name = `azureml ${where.endpoint}/${where.deployment}`;
    const path = [
        'subscriptions',
        where.subscription,
        'resourceGroups',
        where.resourceGroup,
        'providers',
        'Microsoft.MachineLearningServices',
        'workspaces',
        where.workspace,
        'onlineEndpoints',
        where.endpoint,
        'deployments',
        where.deployment,
    ]
        .map(encodeURIComponent)
        .join('/');
    async function send(request) {
        const { status, body } = await http.send({
            ...request,
            url: `${management}/${path}?api-version=${API_VERSION}`,
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            maxBytes: azureml_floor_MAX_BYTES,
        });
        const parsed = azureml_floor_json(body);
        if (status >= 200 && status < 300)
            return parsed;
        const refusal = schemas/* looseObject */._H3({ error: schemas/* looseObject */._H3({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP() }) })
            .safeParse(parsed);
        const said = refusal.success
            ? `${refusal.data.error.code}: ${refusal.data.error.message}`
            : 'no reason given';
        throw new lib/* UserError */.yo('azure-refused', `${name}: ${said.slice(0, 300)} (HTTP ${status})`, {
            remedy: 'The identity needs Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write.',
        });
    }
    async function look() {
        const found = deploymentSchema.parse(await send({}));
        const lease = (0,forecast_lib/* parseLease */.QM)(found.tags?.[LEASE_TAG] ?? '');
        const state = { meaning: 'count', floor: found.sku.capacity, ...(lease && { lease }) };
        return { found, state };
    }
    return {
        name,
        async read() {
            const { state } = await look();
            return { state, revision: JSON.stringify(state) };
        },
        async write(floor, lease, revision, { dryRun }) {
            const { found, state } = await look();
            if (JSON.stringify(state) !== revision)
                return 'moved';
            const { provisioningState } = found.properties;
            if (provisioningState !== undefined && provisioningState !== 'Succeeded') {
                throw new lib/* UserError */.yo('endpoint-busy', `${name}: is ${provisioningState}, and takes changes only when it has Succeeded`);
            }
            if (dryRun)
                return 'written';
            const tags = Object.fromEntries(Object.entries(found.tags ?? {}).filter(([key]) => key !== LEASE_TAG));
            await send({
                method: 'PATCH',
                body: JSON.stringify({
                    tags: { ...tags, ...(lease && { [LEASE_TAG]: (0,forecast_lib/* leaseText */.g0)(lease) }) },
                    sku: { ...found.sku, capacity: floor },
                }),
            });
            return 'written';
        },
    };
}
function azureml_floor_json(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/scaling/gitops-floor.js




/**
 * A number of replicas in a YAML file of a git repository that a GitOps controller applies. The lease lies beside it in
 * `<file>.scale-state`; both go into one commit, pushed by compare-and-swap.
 * @throws (from its methods) UserError `bad-replicas`, `git-failed`
 */
function gitopsFloor(branch, place) {
    const stateFile = `${place.file}.scale-state`;
    const paths = [place.file, stateFile];
    async function fetch() {
        const snapshot = await branch.head();
        const contents = await snapshot.read(paths.filter((path) => snapshot.paths.has(path)));
        const text = (path) => {
            const bytes = contents.get(path);
            return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
        };
        const manifest = text(place.file);
        if (manifest === undefined)
            throw gitops_floor_wrong(place, 'there is no such file on the branch');
        return { snapshot, manifest, lease: text(stateFile) ?? '' };
    }
    return {
        name: `gitops ${place.target}`,
        read: () => translated(async () => {
            const { manifest, lease: leased } = await fetch();
            const { value } = numberIn(manifest, place);
            const lease = (0,forecast_lib/* parseLease */.QM)(leased.trim());
            return {
                state: { meaning: 'floor', floor: value, ...(lease && { lease }) },
                revision: JSON.stringify([manifest, leased]),
            };
        }),
        write: (floor, lease, revision, { dryRun }) => translated(async () => {
            const { snapshot, manifest, lease: leased } = await fetch();
            if (JSON.stringify([manifest, leased]) !== revision)
                return 'moved';
            if (dryRun)
                return 'written';
            const { start, end } = numberIn(manifest, place);
            const files = new Map([
                [place.file, manifest.slice(0, start) + String(floor) + manifest.slice(end)],
                [stateFile, lease === undefined ? '' : `${(0,forecast_lib/* leaseText */.g0)(lease)}\n`],
            ]);
            const message = `scale to at least ${floor}\n\n${lease === undefined ? 'released' : (0,forecast_lib/* leaseText */.g0)(lease)}\n`;
            const { kind } = await branch.commit(snapshot, { message, files });
            return kind === 'committed' ? 'written' : 'moved';
        }),
    };
}
/** The number and where its characters are: edited in the text, so that a reviewer sees one number change. */
function numberIn(text, place) {
    const documents = (0,dist/* parseAllDocuments */.hR)(text);
    const found = 'empty' in documents
        ? []
        : documents.flatMap((document) => {
            if (document.errors.length > 0)
                throw gitops_floor_wrong(place, 'is not YAML');
            const node = document.getIn(place.path, true);
            return (0,dist/* isScalar */.jn)(node) ? [node] : [];
        });
    const [node, another] = found;
    if (!node || another)
        throw gitops_floor_wrong(place, `has ${found.length} values at ${place.path.join('.')}, expected one`);
    const { value, range } = node;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || !range) {
        throw gitops_floor_wrong(place, `has no whole number >= 0 at ${place.path.join('.')}`);
    }
    return { value, start: range[0], end: range[1] };
}
function gitops_floor_wrong(place, what) {
    return new lib/* UserError */.yo('bad-replicas', `${place.target}: ${what}`, {
        remedy: 'gitops-path leads to the number of replicas, such as spec.minReplicas',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/scaling/lease-key.js
/** The annotation (Kubernetes) that holds our lease on a floor. */
const LEASE_ANNOTATION = 'mlops-actions.dev/predictive-scale';
/** The tag (clouds) that does: a colon, for tag names take no slash everywhere. */
const lease_key_LEASE_TAG = 'mlops-actions:predictive-scale';

;// CONCATENATED MODULE: ./packages/adapters/lib/scaling/kubernetes-floor.js





const shapes = {
    hpa: {
        resource: { group: 'autoscaling', version: 'v2', plural: 'horizontalpodautoscalers' },
        meaning: 'floor',
        path: ['spec', 'minReplicas'],
        absent: 1,
        most: ['spec', 'maxReplicas'],
        asked: ['status', 'desiredReplicas'],
    },
    keda: {
        resource: { group: 'keda.sh', version: 'v1alpha1', plural: 'scaledobjects' },
        meaning: 'floor',
        path: ['spec', 'minReplicaCount'],
        absent: 0,
        most: ['spec', 'maxReplicaCount'],
    },
    kserve: {
        resource: { group: 'serving.kserve.io', version: 'v1beta1', plural: 'inferenceservices' },
        meaning: 'floor',
        path: ['spec', 'predictor', 'minReplicas'],
        absent: 1,
        most: ['spec', 'predictor', 'maxReplicas'],
    },
    deployment: {
        resource: { group: 'apps', version: 'v1', plural: 'deployments' },
        meaning: 'count',
        path: ['spec', 'replicas'],
        absent: 1,
    },
};
/**
 * The least replicas of a Kubernetes object, and our lease as an annotation on it: one merge-patch, guarded by the
 * object's resourceVersion.
 * @throws UserError `bad-kubernetes-name`; (from its methods) `no-such-object`, `autoscaled-deployment`,
 * `bad-replicas`; KubernetesError, HttpError
 */
function kubernetesFloor(client, kind, where) {
    const shape = shapes[kind];
    const resource = {
        ...shape.resource,
        namespace: checkedName('namespace', where.namespace ?? client.cluster.namespace),
        name: checkedName(kind, where.name),
    };
    return {
        name: `${kind} ${resource.namespace}/${resource.name}`,
        async read() {
            const object = await client.get(resource);
            if (object === undefined) {
                throw new lib/* UserError */.yo('no-such-object', `${resourceText(resource)}: there is none in ${client.cluster.server}`);
            }
            if (kind === 'deployment')
                await refuseAutoscaled(client, resource);
            return readingOf(object, shape, resource);
        },
        async write(floor, lease, revision, { dryRun }) {
            const annotations = { [LEASE_ANNOTATION]: lease === undefined ? null : (0,forecast_lib/* leaseText */.g0)(lease) };
            const body = { metadata: { annotations }, ...nested(shape.path, floor) };
            const { kind } = await client.patch(resource, { kind: 'merge', body }, revision, { dryRun });
            return kind === 'moved' ? 'moved' : 'written';
        },
    };
}
/**
 * Every object of a kind in a namespace that carries our annotation, whoever put it there.
 * @throws KubernetesError, HttpError
 */
async function leasedFloors(client, kind, namespace = client.cluster.namespace) {
    const { resource } = shapes[kind];
    const objects = await client.list({ ...resource, namespace: checkedName('namespace', namespace) });
    return objects
        .filter(({ metadata }) => metadata.annotations?.[LEASE_ANNOTATION] !== undefined)
        .map(({ metadata }) => kubernetesFloor(client, kind, { namespace, name: metadata.name }));
}
function readingOf(object, shape, resource) {
    const at = (path) => wholeAt(object, path, resource);
    const most = shape.most && at(shape.most);
    const asked = shape.asked && at(shape.asked);
    const lease = (0,forecast_lib/* parseLease */.QM)(object.metadata.annotations?.[LEASE_ANNOTATION] ?? '');
    return {
        state: {
            floor: at(shape.path) ?? shape.absent,
            meaning: shape.meaning,
            ...(most !== undefined && { most }),
            ...(asked !== undefined && { asked }),
            ...(lease && { lease }),
        },
        revision: object.metadata.resourceVersion,
    };
}
function wholeAt(object, path, resource) {
    let value = object;
    for (const key of path) {
        const record = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).safeParse(value);
        value = record.success && Object.hasOwn(record.data, key) ? record.data[key] : undefined;
    }
    if (value === undefined || value === null)
        return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0)
        return value;
    throw new lib/* UserError */.yo('bad-replicas', `${resourceText(resource)}: ${path.join('.')} is no whole number >= 0`);
}
function nested(path, value) {
    return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}
/** Two that set the same number would undo each other's work for ever. */
async function refuseAutoscaled(client, deployment) {
    const { namespace, name } = deployment;
    const target = schemas/* looseObject */._H3({ scaleTargetRef: schemas/* looseObject */._H3({ kind: schemas/* string */.YjP(), name: schemas/* string */.YjP() }) });
    const scalers = await client.list({ ...shapes.hpa.resource, namespace });
    const scaler = scalers.find(({ spec }) => {
        const parsed = target.safeParse(spec);
        return (parsed.success &&
            parsed.data.scaleTargetRef.kind === 'Deployment' &&
            parsed.data.scaleTargetRef.name === name);
    });
    if (!scaler)
        return;
    throw new lib/* UserError */.yo('autoscaled-deployment', `${resourceText(deployment)} is scaled by the HorizontalPodAutoscaler ${scaler.metadata.name}`, { remedy: `target: hpa, target-name: ${scaler.metadata.name} raises its minimum instead` });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/scaling/sagemaker-floor.js




const endpointSchema = schemas/* looseObject */._H3({
    EndpointArn: schemas/* string */.YjP(),
    EndpointStatus: schemas/* string */.YjP(),
    ProductionVariants: schemas/* array */.YOg(schemas/* looseObject */._H3({
        VariantName: schemas/* string */.YjP(),
        CurrentInstanceCount: schemas/* int */.Whr().optional(),
        DesiredInstanceCount: schemas/* int */.Whr().optional(),
    }))
        .optional(),
});
const tagsSchema = schemas/* looseObject */._H3({ Tags: schemas/* array */.YOg(schemas/* looseObject */._H3({ Key: schemas/* string */.YjP(), Value: schemas/* string */.YjP() })) });
const targetsSchema = schemas/* looseObject */._H3({
    ScalableTargets: schemas/* array */.YOg(schemas/* looseObject */._H3({ MinCapacity: schemas/* int */.Whr(), MaxCapacity: schemas/* int */.Whr() })),
});
const DIMENSION = 'sagemaker:variant:DesiredInstanceCount';
/**
 * Instances of a SageMaker endpoint's variant: `MinCapacity` where Application Auto Scaling scales it, else the count
 * itself. The lease is a tag of the endpoint.
 *
 * SageMaker has no compare-and-swap. The endpoint is read again right before the write, and a write while it is updating
 * is refused by SageMaker itself; what is left is a race of milliseconds with a person in the console.
 * @throws (from its methods) UserError `no-such-variant`, `endpoint-busy`; AwsError, HttpError
 */
function sagemakerFloor(sagemaker, autoscaling, where) {
    const { endpoint, variant } = where;
    const name = `sagemaker ${endpoint}/${variant}`;
    const tag = `${lease_key_LEASE_TAG}:${variant}`;
    const target = {
        ServiceNamespace: 'sagemaker',
        ResourceId: `endpoint/${endpoint}/variant/${variant}`,
        ScalableDimension: DIMENSION,
    };
    async function look() {
        const found = endpointSchema.parse(await sagemaker('DescribeEndpoint', { EndpointName: endpoint }));
        const instances = found.ProductionVariants?.find(({ VariantName }) => VariantName === variant);
        if (!instances) {
            const known = found.ProductionVariants?.map(({ VariantName }) => VariantName).join(', ') ?? 'none';
            throw new lib/* UserError */.yo('no-such-variant', `${name}: the endpoint has no such variant, only ${known}`);
        }
        const { Tags } = tagsSchema.parse(await sagemaker('ListTags', { ResourceArn: found.EndpointArn }));
        const { ScalableTargets } = targetsSchema.parse(await autoscaling('DescribeScalableTargets', {
            ServiceNamespace: target.ServiceNamespace,
            ResourceIds: [target.ResourceId],
            ScalableDimension: DIMENSION,
        }));
        const [scalable] = ScalableTargets;
        const lease = (0,forecast_lib/* parseLease */.QM)(Tags.find(({ Key }) => Key === tag)?.Value ?? '');
        const count = instances.DesiredInstanceCount ?? instances.CurrentInstanceCount ?? 1;
        const state = scalable
            ? {
                meaning: 'floor',
                floor: scalable.MinCapacity,
                most: scalable.MaxCapacity,
                asked: count,
                ...(lease && { lease }),
            }
            : { meaning: 'count', floor: count, ...(lease && { lease }) };
        return { arn: found.EndpointArn, status: found.EndpointStatus, state };
    }
    return {
        name,
        async read() {
            const { state } = await look();
            return { state, revision: JSON.stringify(state) };
        },
        async write(floor, lease, revision, { dryRun }) {
            const { arn, status, state } = await look();
            if (JSON.stringify(state) !== revision)
                return 'moved';
            if (state.meaning === 'count' && status !== 'InService') {
                throw new lib/* UserError */.yo('endpoint-busy', `${name}: is ${status}, and takes changes only in service`);
            }
            if (dryRun)
                return 'written';
            // The lease first: a raised floor without one would never be lifted.
            if (lease)
                await sagemaker('AddTags', { ResourceArn: arn, Tags: [{ Key: tag, Value: (0,forecast_lib/* leaseText */.g0)(lease) }] });
            if (state.meaning === 'floor')
                await autoscaling('RegisterScalableTarget', { ...target, MinCapacity: floor });
            else if (floor !== state.floor) {
                await sagemaker('UpdateEndpointWeightsAndCapacities', {
                    EndpointName: endpoint,
                    DesiredWeightsAndCapacities: [{ VariantName: variant, DesiredInstanceCount: floor }],
                });
            }
            if (!lease)
                await sagemaker('DeleteTags', { ResourceArn: arn, TagKeys: [tag] });
            return 'written';
        },
    };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/mlflow/client.js


/** Metadata answers; artifacts have their own limit. */
const mlflow_client_MAX_ANSWER_BYTES = 16 * 2 ** 20;
/** The HTTP port takes and gives whole bodies. */
const MAX_ARTIFACT_BYTES = 2 ** 30;
const ARTIFACT_TIMEOUT_MS = 600_000;
const CREDENTIALS = 'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD (or MLFLOW_TRACKING_TOKEN) of a user who may do this.';
/** An error the server names (`RESOURCE_ALREADY_EXISTS`, `RESOURCE_DOES_NOT_EXIST`, ...). */
class MlflowError extends lib/* UserError */.yo {
    status;
    errorCode;
    constructor(place, path, status, errorCode, message) {
        const refused = status === 401 || status === 403;
        super('mlflow-refused', `${place} answers ${status} to ${path}: ${errorCode} ${message}`.trim(), refused ? { remedy: CREDENTIALS } : {});
        this.status = status;
        this.errorCode = errorCode;
    }
}
/**
 * The server that `MLFLOW_TRACKING_URI` names, with the credentials of MLflow's own variables. The environment alone says
 * where credentials go: a policy file can be changed by anybody who can push a branch.
 *
 * @throws UserError `no-mlflow`
 */
function mlflowClient(http, env) {
    const uri = env.get('MLFLOW_TRACKING_URI');
    if (uri === undefined || !/^https?:\/\//.test(uri) || !URL.canParse(uri)) {
        throw new lib/* UserError */.yo('no-mlflow', 'no MLflow server is named', {
            remedy: 'Set MLFLOW_TRACKING_URI of the step to http(s)://..., and MLFLOW_TRACKING_USERNAME and _PASSWORD.',
        });
    }
    const url = new URL(uri);
    const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    const headers = { accept: 'application/json', ...client_authorization(url, env) };
    const exchange = async (method, path, query, body, type) => {
        const artifact = path.startsWith('mlflow-artifacts/artifacts/');
        const answer = await http.send({
            method,
            url: `${base}/api/2.0/${path}${query === '' ? '' : `?${query}`}`,
            headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
            ...(body === undefined ? {} : { body }),
            maxBytes: artifact ? MAX_ARTIFACT_BYTES : mlflow_client_MAX_ANSWER_BYTES,
            ...(artifact ? { timeoutMs: ARTIFACT_TIMEOUT_MS } : {}),
        });
        if (answer.status !== 200)
            throw mlflow_client_refusal(base, path, answer);
        return answer.body;
    };
    const parsed = (body, path, schema) => {
        const result = schema.safeParse(client_parseJson(body));
        if (result.success)
            return result.data;
        throw new lib/* UserError */.yo('mlflow-answer', `${base}: the answer to ${path} is not what MLflow's API says`, {
            cause: result.error,
        });
    };
    const list = async (path, prefix) => {
        const at = prefix === '' ? path : `${path}/${prefix}`;
        const query = new URLSearchParams({ path: at }).toString();
        const { files = [] } = parsed(await exchange('GET', 'mlflow-artifacts/artifacts', query), 'artifacts', listing);
        const found = [];
        for (const file of files) {
            const name = prefix === '' ? file.path : `${prefix}/${file.path}`;
            if (file.is_dir)
                found.push(...(await list(path, name)));
            else
                found.push({ path: name, byteLength: Number(file.file_size ?? 0) });
        }
        return found;
    };
    return {
        place: base,
        get: async (path, query, schema) => parsed(await exchange('GET', `mlflow/${path}`, new URLSearchParams(query).toString()), path, schema),
        post: async (path, body, schema) => parsed(await exchange('POST', `mlflow/${path}`, '', JSON.stringify(body), 'application/json'), path, schema),
        listArtifacts: (path) => list(path, ''),
        readArtifact: (path) => exchange('GET', `mlflow-artifacts/artifacts/${client_encoded(path)}`, ''),
        async writeArtifact(path, content) {
            await exchange('PUT', `mlflow-artifacts/artifacts/${client_encoded(path)}`, '', content, 'application/octet-stream');
        },
    };
}
const listing = schemas/* looseObject */._H3({
    files: schemas/* array */.YOg(schemas/* looseObject */._H3({
        path: schemas/* string */.YjP(),
        is_dir: schemas/* boolean */.zMY().optional(),
        file_size: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).optional(),
    }))
        .optional(),
});
/**
 * The proxy's path of an artifact URI (`mlflow-artifacts:/1/abc/artifacts`).
 *
 * @throws UserError `mlflow-not-proxied`: another storage needs its own credentials, which we do not have
 */
function proxyPath(uri) {
    const path = /^mlflow-artifacts:(?:\/\/[^/]*)?\/+(.+)$/.exec(uri)?.[1];
    if (path !== undefined)
        return path.replace(/\/+$/, '');
    throw new lib/* UserError */.yo('mlflow-not-proxied', 'the MLflow server does not serve its artifacts itself', {
        remedy: 'Start it with --serve-artifacts (the default) and --artifacts-destination, so that files go through it.',
    });
}
function client_encoded(path) {
    return path.split('/').map(encodeURIComponent).join('/');
}
function client_authorization(url, env) {
    const token = env.get('MLFLOW_TRACKING_TOKEN');
    if (token !== undefined)
        return { authorization: `Bearer ${token}` };
    const user = env.get('MLFLOW_TRACKING_USERNAME') ?? decodeURIComponent(url.username);
    const password = env.get('MLFLOW_TRACKING_PASSWORD') ?? decodeURIComponent(url.password);
    if (user === '' && password === '')
        return {};
    return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
function mlflow_client_refusal(place, path, answer) {
    const said = schemas/* looseObject */._H3({ error_code: schemas/* string */.YjP(), message: schemas/* string */.YjP() })
        .safeParse(client_parseJson(answer.body));
    const [code, message] = said.success ? [said.data.error_code, said.data.message.slice(0, 500)] : ['', ''];
    return new MlflowError(place, path, answer.status, code, message);
}
/** Undefined for what is no JSON: proxies answer in HTML. */
function client_parseJson(body) {
    try {
        return JSON.parse(new TextDecoder().decode(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/mlflow/import-run.js




const MAX_FILES = 4096;
const import_run_entry = schemas/* looseObject */._H3({ key: schemas/* string */.YjP(), value: schemas/* string */.YjP() });
const runAnswer = schemas/* looseObject */._H3({
    run: schemas/* looseObject */._H3({
        info: schemas/* looseObject */._H3({ run_id: schemas/* string */.YjP(), artifact_uri: schemas/* string */.YjP(), status: schemas/* string */.YjP() }),
        data: schemas/* looseObject */._H3({
            metrics: schemas/* array */.YOg(schemas/* looseObject */._H3({ key: schemas/* string */.YjP(), value: schemas/* number */.aig() })).default([]),
            params: schemas/* array */.YOg(import_run_entry).default([]),
            tags: schemas/* array */.YOg(import_run_entry).default([]),
        }),
        // MLflow 3: a model is an output of the run, with a folder of its own.
        outputs: schemas/* looseObject */._H3({ model_outputs: schemas/* array */.YOg(schemas/* looseObject */._H3({ model_id: schemas/* string */.YjP() })).default([]) })
            .optional(),
    }),
});
const modelAnswer = schemas/* looseObject */._H3({
    model: schemas/* looseObject */._H3({ info: schemas/* looseObject */._H3({ artifact_uri: schemas/* string */.YjP(), name: schemas/* string */.YjP().optional() }) }),
});
/**
 * Brings the model of a finished MLflow run here, to be registered like any other. A run of MLflow 3 with one logged model
 * has that; with several, `artifact` names one. A run of MLflow 2 has the folder `artifact` (default `model`) among its
 * artifacts.
 *
 * @throws UserError `mlflow-run-unfinished`, `mlflow-model-unclear`, `mlflow-no-model`, `mlflow-not-proxied`; MlflowError
 */
async function importRun(client, files, { runId, artifact }) {
    const { run } = await client.get('runs/get', { run_id: runId }, runAnswer);
    if (run.info.status !== 'FINISHED') {
        throw new lib/* UserError */.yo('mlflow-run-unfinished', `run ${runId} is ${run.info.status}, not FINISHED`, {
            remedy: 'Register the model of a run that ended well.',
        });
    }
    const source = await modelFolder(client, run, artifact);
    const listed = await client.listArtifacts(source);
    if (listed.length === 0 || listed.length > MAX_FILES) {
        throw new lib/* UserError */.yo('mlflow-no-model', `run ${runId}: ${listed.length} files where its model should be`, {
            remedy: 'Log the model in the run, and name its folder if it is not `model`: mlflow:<run id>/<folder>.',
        });
    }
    const folder = `${await files.temporary('mlflow')}/model`;
    for (const { path } of listed) {
        (0,registry_lib/* requireModelPath */.iz)(path, false);
        await files.write(`${folder}/${path}`, await client.readArtifact(`${source}/${path}`));
    }
    const tags = new Map(run.data.tags.map(({ key, value }) => [key, value]));
    return {
        runId,
        folder,
        params: Object.fromEntries(run.data.params.map(({ key, value }) => [key, value])),
        metrics: Object.fromEntries(run.data.metrics.map(({ key, value }) => [key, value])),
        commit: tags.get('mlflow.source.git.commit'),
    };
}
async function modelFolder(client, run, artifact) {
    const outputs = run.outputs?.model_outputs ?? [];
    if (outputs.length === 0)
        return `${proxyPath(run.info.artifact_uri)}/${artifact ?? 'model'}`;
    const models = [];
    for (const { model_id } of outputs) {
        const { model } = await client.get(`logged-models/${encodeURIComponent(model_id)}`, {}, modelAnswer);
        models.push({ id: model_id, ...model.info });
    }
    const chosen = models.filter(({ id, name }) => artifact === undefined || name === artifact || id === artifact);
    const [one] = chosen;
    if (one && chosen.length === 1)
        return proxyPath(one.artifact_uri);
    const names = models.map(({ name, id }) => name ?? id).join(', ');
    throw new lib/* UserError */.yo('mlflow-model-unclear', `run ${run.info.run_id} has ${models.length} models: ${names}`, {
        remedy: 'Name one: mlflow:<run id>/<name of the model>.',
    });
}

;// CONCATENATED MODULE: ./packages/adapters/lib/mlflow/mirror.js



const EXPERIMENT = 'mlops-registry';
/** MLflow's limits of a batch (mlflow/utils/validation.py). */
const BATCH = { params: 100, metrics: 1000, valueCharacters: 6000 };
const READY_TRIES = 60;
const READY_WAIT_MS = 500;
const TAG = {
    version: 'mlops.version',
    digest: 'mlops.digest',
    record: 'mlops.record',
    commit: 'mlops.commit',
};
const nothing = schemas/* unknown */.L5J();
const runInfo = schemas/* looseObject */._H3({ info: schemas/* looseObject */._H3({ run_id: schemas/* string */.YjP(), artifact_uri: schemas/* string */.YjP() }) });
const modelVersion = schemas/* looseObject */._H3({
    version: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform(String),
    status: schemas/* string */.YjP().optional(),
    tags: schemas/* array */.YOg(schemas/* looseObject */._H3({ key: schemas/* string */.YjP(), value: schemas/* string */.YjP().default('') })).default([]),
});
/**
 * Mirrors versions of one model to MLflow's model registry: a registered model of the same name, a version with our number
 * and digest as tags, its files through the artifact proxy, parameters and metrics in a run. What is there already (found
 * by its tags) is left as it is, so running it again, or after a crash, changes nothing and doubles nothing.
 *
 * Git stays the authority: MLflow sets an alias unconditionally, so aliases follow the stages and decide nothing.
 *
 * @throws UserError `too-large`, `mlflow-not-proxied`, `mlflow-not-ready`; MlflowError
 */
async function mirrorVersions(client, clock, model, versions) {
    await unlessThere(client.post('registered-models/create', { name: model, description: 'Mirror of an mlops-actions registry.' }, nothing));
    const known = await knownVersions(client, model);
    const outcomes = [];
    for (const mirrored of versions) {
        const { version, modelDigest } = mirrored.record;
        const there = known.get(`${version}@${modelDigest}`);
        if (there !== undefined)
            outcomes.push({ version, mlflowVersion: there, created: false });
        else
            outcomes.push({ version, mlflowVersion: await createVersion(client, clock, mirrored), created: true });
    }
    return outcomes;
}
/** Points aliases where the stages point, and reads each back. */
async function mirrorAliases(client, model, aliases) {
    const outcomes = [];
    for (const [alias, wanted] of aliases) {
        const held = await aliasOf(client, model, alias);
        if (held !== wanted)
            await client.post('registered-models/alias', { name: model, alias, version: wanted }, nothing);
        const now = await aliasOf(client, model, alias);
        if (now !== wanted) {
            throw new lib/* UserError */.yo('mlflow-alias', `${client.place}: ${alias} of ${model} was set to ${wanted} and is ${now ?? 'unset'}`, {
                remedy: 'Somebody else moves the aliases of this model; run the mirror again.',
            });
        }
        outcomes.push({ alias, mlflowVersion: wanted, changed: held !== wanted });
    }
    return outcomes;
}
async function aliasOf(client, name, alias) {
    const answer = schemas/* looseObject */._H3({ model_version: modelVersion });
    try {
        return (await client.get('registered-models/alias', { name, alias }, answer)).model_version.version;
    }
    catch (error) {
        if (error instanceof MlflowError &&
            (error.status === 404 || error.errorCode === 'INVALID_PARAMETER_VALUE'))
            return undefined;
        throw error;
    }
}
/** MLflow's numbers by our version and digest. */
async function knownVersions(client, model) {
    const answer = schemas/* looseObject */._H3({
        model_versions: schemas/* array */.YOg(modelVersion).default([]),
        next_page_token: schemas/* string */.YjP().optional(),
    });
    const known = new Map();
    for (let token = '';;) {
        const page = await client.get('model-versions/search', { filter: `name='${model}'`, max_results: '200', ...(token === '' ? {} : { page_token: token }) }, answer);
        for (const { version, tags } of page.model_versions) {
            const tag = new Map(tags.map(({ key, value }) => [key, value]));
            const [ours, digest] = [tag.get(TAG.version), tag.get(TAG.digest)];
            if (ours !== undefined && digest !== undefined)
                known.set(`${ours}@${digest}`, version);
        }
        token = page.next_page_token ?? '';
        if (token === '')
            return known;
    }
}
async function createVersion(client, clock, mirrored) {
    const { record } = mirrored;
    const tags = tagsOf(mirrored);
    const run = await runFor(client, clock, record, tags);
    const folder = `${proxyPath(run.info.artifact_uri)}/model`;
    for (const file of record.files) {
        if (file.byteLength > MAX_ARTIFACT_BYTES) {
            throw new lib/* UserError */.yo('too-large', `${file.path} of ${record.model} version ${record.version} is too large for MLflow's proxy`);
        }
        const path = file.path === '.' ? record.fileName : file.path;
        await client.writeArtifact(`${folder}/${path}`, await mirrored.read(file));
    }
    await logParts(client, clock, record, run.info.run_id);
    await client.post('runs/update', { run_id: run.info.run_id, status: 'FINISHED', end_time: clock.now() }, nothing);
    const created = await client.post('model-versions/create', { name: record.model, source: `${run.info.artifact_uri}/model`, run_id: run.info.run_id, tags }, schemas/* looseObject */._H3({ model_version: modelVersion }));
    await untilReady(client, clock, record.model, created.model_version.version);
    return created.model_version.version;
}
/** A run that a crashed mirror left behind is taken up again. */
async function runFor(client, clock, { model, version, modelDigest }, tags) {
    const experiment = await experimentId(client);
    const filter = `tags.\`${TAG.digest}\` = '${modelDigest}' and tags.\`${TAG.version}\` = '${version}' and tags.\`mlflow.runName\` = '${model} ${version}'`;
    const found = await client.post('runs/search', { experiment_ids: [experiment], filter, max_results: 1 }, schemas/* looseObject */._H3({ runs: schemas/* array */.YOg(runInfo).default([]) }));
    if (found.runs[0])
        return found.runs[0];
    const body = { experiment_id: experiment, run_name: `${model} ${version}`, start_time: clock.now(), tags };
    return (await client.post('runs/create', body, schemas/* looseObject */._H3({ run: runInfo }))).run;
}
async function experimentId(client) {
    const byName = schemas/* looseObject */._H3({ experiment: schemas/* looseObject */._H3({ experiment_id: schemas/* string */.YjP() }) });
    try {
        return (await client.get('experiments/get-by-name', { experiment_name: EXPERIMENT }, byName)).experiment
            .experiment_id;
    }
    catch (error) {
        if (!(error instanceof MlflowError) || error.errorCode !== 'RESOURCE_DOES_NOT_EXIST')
            throw error;
    }
    const made = await unlessThere(client.post('experiments/create', { name: EXPERIMENT }, schemas/* looseObject */._H3({ experiment_id: schemas/* string */.YjP() })));
    // Somebody else made it at the same moment.
    return (made?.experiment_id ??
        (await client.get('experiments/get-by-name', { experiment_name: EXPERIMENT }, byName)).experiment
            .experiment_id);
}
async function logParts(client, clock, record, runId) {
    const params = flat('', record.lineage.params).slice(0, BATCH.params);
    const metrics = Object.entries(record.metrics ?? {}).slice(0, BATCH.metrics);
    if (params.length + metrics.length === 0)
        return;
    const timestamp = clock.now();
    await client.post('runs/log-batch', {
        run_id: runId,
        params: params.map(([key, value]) => ({ key, value: value.slice(0, BATCH.valueCharacters) })),
        metrics: metrics.map(([key, value]) => ({ key: allowedKey(key), value, timestamp, step: 0 })),
    }, nothing);
}
function flat(prefix, value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return prefix === '' || value === undefined
            ? []
            : [[allowedKey(prefix), typeof value === 'string' ? value : JSON.stringify(value)]];
    }
    return Object.entries(value).flatMap(([key, item]) => flat(prefix === '' ? key : `${prefix}.${key}`, item));
}
/** MLflow takes letters, digits, `_`, `-`, `.`, spaces, `:` and `/` in keys, at most 250 of them. */
function allowedKey(key) {
    return key.replaceAll(/[^\w\-. :/]/g, '_').slice(0, 250);
}
function tagsOf({ record, recordDigest, }) {
    const { code } = record.lineage;
    return [
        { key: TAG.version, value: String(record.version) },
        { key: TAG.digest, value: record.modelDigest },
        { key: TAG.record, value: recordDigest },
        ...(code ? [{ key: TAG.commit, value: code.commit }] : []),
    ];
}
async function untilReady(client, clock, name, version) {
    const answer = schemas/* looseObject */._H3({ model_version: modelVersion });
    for (let tries = 0; tries < READY_TRIES; tries++) {
        const { status = 'READY' } = (await client.get('model-versions/get', { name, version }, answer))
            .model_version;
        if (status === 'READY')
            return;
        if (status === 'FAILED_REGISTRATION')
            break;
        await clock.sleep(READY_WAIT_MS);
    }
    throw new lib/* UserError */.yo('mlflow-not-ready', `${client.place}: version ${version} of ${name} does not become READY`);
}
/** Undefined when it exists: what was asked for is so. */
async function unlessThere(work) {
    try {
        return await work;
    }
    catch (error) {
        if (error instanceof MlflowError && error.errorCode === 'RESOURCE_ALREADY_EXISTS')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/adapters/lib/registry/reference-profile.js



/** How register-model calls the profile it keeps beside a version. */
const REFERENCE_PROFILE = 'reference.profile';
/**
 * The profile of the data a registered version was trained on: what drift is measured against, without a row of them.
 * Proven to be the one that was registered.
 *
 * @param from the stage whose version counts, or a version as `3`, `v3` or a digest
 * @throws UserError `no-profile`; RegistryError `unknown-model`, `unknown-stage`, `unknown-version`, `bytes-corrupt`;
 * DataError of a profile of another format
 */
async function readReferenceProfile(registry, model, from) {
    const snapshot = await registry.store.head();
    const state = await loadState(snapshot, model);
    const held = 'stage' in from ? state.stages.get(from.stage)?.version : undefined;
    if ('stage' in from && held === undefined) {
        throw new RegistryError('unknown-stage', `no version of ${model} is in ${JSON.stringify(from.stage)}`);
    }
    const version = selectVersion(state, 'version' in from ? from.version : String(held));
    const record = await loadRecord(snapshot, model, version);
    const bytes = await readDocument(registry, record, REFERENCE_PROFILE);
    if (bytes === undefined) {
        throw new UserError('no-profile', `version ${record.version} of ${model} was registered without a profile of its data`, {
            remedy: 'Set `registry.profile` in the policy to the name of the training data, and register the next version.',
        });
    }
    return { profile: readProfile(bytes, `${REFERENCE_PROFILE} of ${model} version ${record.version}`), record };
}

;// CONCATENATED MODULE: ./packages/adapters/lib/index.js





























































/***/ }),

/***/ 31198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uq: () => (/* reexport */ COVERAGE_SLACK),
  uT: () => (/* reexport */ ForecastError),
  Du: () => (/* reexport */ applyFloor),
  sp: () => (/* reexport */ factorsAhead),
  Bq: () => (/* reexport */ filled),
  S6: () => (/* reexport */ fitCapacity),
  iY: () => (/* reexport */ forecastLoad),
  y_: () => (/* reexport */ gridOf),
  g0: () => (/* reexport */ leaseText),
  rS: () => (/* reexport */ ordinary),
  QM: () => (/* reexport */ parseLease),
  XC: () => (/* reexport */ planOf),
  bq: () => (/* reexport */ reconcileFloor),
  eZ: () => (/* reexport */ replay),
  tz: () => (/* reexport */ replicasFor),
  JE: () => (/* reexport */ slotsADay),
  Us: () => (/* reexport */ trustIn),
  t5: () => (/* reexport */ usualStep),
  Xb: () => (/* reexport */ wallClock)
});

// UNUSED EXPORTS: conformalQuantile, dayToDay, forecastsOf, members, mstl, mstlOptions, nextFloor, smooth, staleFloor, startOf, stl, stlOptions

;// CONCATENATED MODULE: ./packages/forecast/lib/capacity/demand.js
/** Replicas that carry a load. Whole ones; none for no load. */
function replicasFor(load, { perReplica, utilisation }) {
    // A load that fits but for rounding noise in the last digits needs no further replica.
    return Math.ceil(load / (perReplica * utilisation) - 1e-9);
}

// EXTERNAL MODULE: ./packages/stats/lib/index.js + 121 modules
var lib = __webpack_require__(11026);
;// CONCATENATED MODULE: ./packages/forecast/lib/error.js
/** The history, or what was asked of it, is not fit for a forecast. The message is for people. */
class ForecastError extends Error {
    name = 'ForecastError';
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}

;// CONCATENATED MODULE: ./packages/forecast/lib/capacity/fit.js


const LEAST_MOMENTS = 100;
/** Share of moments over the objective that is accepted at the planned load. */
const ACCEPTED = 0.05;
/** Where latency never broke: this quantile of load a replica, not the largest, which may be one odd scrape. */
const MOST_SEEN = 0.99;
/**
 * Load a replica carries while latency holds, from history: the share of moments over the objective as a rising function
 * of load per replica (isotonic regression), read where it reaches 5 %.
 * @throws ForecastError `no-capacity` for too few moments, or when the objective was never held
 */
function fitCapacity(moments, objective) {
    const used = moments.filter(({ load, replicas, latency }) => Number.isFinite(load) && load > 0 && Number.isFinite(latency) && latency >= 0 && replicas > 0);
    if (used.length < LEAST_MOMENTS) {
        throw new ForecastError('no-capacity', `${used.length} moments with load, replicas and latency are too few to fit what a replica carries, expected at least ${LEAST_MOMENTS}`);
    }
    const each = Float64Array.from(used, ({ load, replicas }) => load / replicas).toSorted();
    const late = Float64Array.from(used.toSorted((a, b) => a.load / a.replicas - b.load / b.replicas), ({ latency }) => (latency > objective ? 1 : 0));
    const curve = (0,lib/* isotonic */.vY9)(each, late);
    const place = each.findLastIndex((load) => (0,lib/* isotonicAt */.SDt)(curve, load) <= ACCEPTED);
    if (place < 0) {
        throw new ForecastError('no-capacity', `latency was over the objective of ${objective} at every load seen`);
    }
    const seen = Math.ceil(MOST_SEEN * each.length) - 1;
    if (place === each.length - 1)
        return { perReplica: each[seen], basis: 'most-seen', moments: used.length };
    return { perReplica: each[place], basis: 'limit', moments: used.length };
}

;// CONCATENATED MODULE: ./packages/forecast/lib/interval/conformal.js
/**
 * Upper bound of new scores: the ceil((n + 1) level)-th smallest of n past ones (split conformal prediction, Vovk et
 * al. 2005; Lei et al. 2018, eq. 3). With exchangeable scores the next one lies at or below it with probability >= level.
 * @param level 0..1
 * @returns Infinity when there are too few scores for the level
 */
function conformalQuantile(scores, level) {
    const rank = Math.ceil((scores.length + 1) * level);
    if (rank > scores.length)
        return Infinity;
    return scores.toSorted((a, b) => a - b)[rank - 1];
}

;// CONCATENATED MODULE: ./packages/forecast/lib/interval/peaks.js

/**
 * Of the mean load: below it ratios say little (two requests where one was forecast are no doubling). Relative errors
 * because a service that grows makes larger ones: absolute residuals over-provide a growing trace sevenfold.
 */
const OFFSET_SHARE = 0.1;
/** ln of what came over what was forecast, one a whole hour that was measured. */
function peakScores(fold, hour, offset) {
    const scores = [];
    for (let start = 0; start + hour <= fold.actual.length; start += hour) {
        const known = fold.known.subarray(start, start + hour);
        if (known.every((one) => one === 0))
            continue;
        let actual = 0;
        for (let h = start; h < start + hour; h++)
            if (fold.known[h] === 1)
                actual = Math.max(actual, fold.actual[h]);
        const forecast = peakOf(fold.combined, start, hour);
        scores.push(Math.log((actual + offset) / (forecast + offset)));
    }
    return scores;
}
/** Offset for a history, in units of load. */
function offsetOf(values) {
    let level = 0;
    for (const value of values)
        level += value / values.length;
    return Math.max(OFFSET_SHARE * level, Number.MIN_VALUE);
}
/** The bound learnt from rehearsals. @returns undefined when there are too few hours for the level */
function peakBound(folds, hour, offset, level) {
    const quantile = scoreBound(folds, hour, offset, level);
    const hours = folds.reduce((sum, fold) => sum + peakScores(fold, hour, offset).length, 0);
    return quantile === Infinity ? undefined : { factor: Math.exp(quantile), offset, hours };
}
/** The score that new hours stay below. @returns Infinity when there are too few */
function scoreBound(folds, hour, offset, level) {
    return conformalQuantile(folds.flatMap((fold) => peakScores(fold, hour, offset)), level);
}
/** Upper bound slot by slot: that of the peak of its hour, hours counted from the start of the forecast. */
function boundOf(forecast, { factor, offset }, hour) {
    return Float64Array.from(forecast, (_, h) => {
        const start = Math.floor(h / hour) * hour;
        return Math.max(0, (peakOf(forecast, start, hour) + offset) * factor - offset);
    });
}
function peakOf(values, start, hour) {
    let peak = 0;
    for (let h = start; h < Math.min(values.length, start + hour); h++)
        peak = Math.max(peak, values[h]);
    return peak;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/interval/adapt.js

/** How strongly one day of misses moves the level. Gibbs & Candès try 0.005 a step; a rehearsal is 24 steps. */
const RATE = 0.05;
/** The level may rise until one hour in 200 is missed, and never falls below what was asked for. */
const LEAST_MISSES = 0.005;
/**
 * The level to ask for now, so that the level wanted is held: adaptive conformal inference (I. Gibbs, E. Candès,
 * NeurIPS 2021). Going through the rehearsals in order of time, each bounded by those before it, the level rises after
 * days with more misses than agreed and falls back after quiet ones. Load that grows or turns restless shows here first.
 */
function adaptedLevel(folds, hour, offset, level) {
    const agreed = 1 - level;
    let misses = agreed;
    for (const fold of folds) {
        const before = folds.filter(({ origin, actual }) => origin + actual.length <= fold.origin);
        const bound = scoreBound(before, hour, offset, 1 - misses);
        if (bound === Infinity)
            continue;
        const scores = peakScores(fold, hour, offset);
        const missed = scores.filter((score) => score > bound).length / Math.max(1, scores.length);
        misses = Math.min(agreed, Math.max(LEAST_MISSES, misses + RATE * (agreed - missed)));
    }
    return 1 - misses;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/models/minimise.js
/**
 * Least value of a smooth function on a box, by compass search: each coordinate in turn tries a
 * step to both sides, and steps halve when none helps. A few dozen evaluations; smoothing parameters need no more digits.
 * @param bounds lowest and highest value of each coordinate
 */
function minimise(loss, start, bounds, evaluations) {
    let best = [...start];
    let least = loss(best);
    let size = 0.5;
    for (let used = 1; used < evaluations && size > 0.01;) {
        let moved = false;
        for (let i = 0; i < best.length && used < evaluations; i++) {
            const [low, high] = bounds[i];
            for (const direction of [1, -1]) {
                const next = [...best];
                next[i] = Math.min(high, Math.max(low, best[i] + direction * size * (high - low)));
                if (next[i] === best[i])
                    continue;
                used++;
                const value = loss(next);
                if (value < least) {
                    least = value;
                    best = next;
                    moved = true;
                    break;
                }
            }
        }
        if (!moved)
            size /= 2;
    }
    return best;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/models/double-season.js

/**
 * Double seasonal exponential smoothing, additive, with an AR(1) term for the errors: J. W. Taylor, "Short-term
 * electricity demand forecasting using double seasonal exponential smoothing", JORS 54 (2003), eq. 5-9 without trend.
 */
function smooth(values, day, smoothing, start) {
    const week = 7 * day;
    const daily = start.daily.slice();
    const weekly = start.weekly.slice();
    let { level } = start;
    let error = 0;
    let squares = 0;
    for (let t = 0, d = 0, w = 0; t < values.length; t++) {
        const season = daily[d] + weekly[w];
        const before = error;
        error = values[t] - level - season;
        const surprise = error - smoothing.memory * before;
        level += smoothing.level * surprise;
        daily[d] = daily[d] + smoothing.day * surprise;
        weekly[w] = weekly[w] + smoothing.week * surprise;
        if (t >= week)
            squares += surprise * surprise;
        d = d + 1 === day ? 0 : d + 1;
        w = w + 1 === week ? 0 : w + 1;
    }
    return { level, daily, weekly, error, loss: squares / Math.max(1, values.length - week) };
}
/** The mean day and mean week of the first two weeks. */
function startOf(values, day) {
    const week = 7 * day;
    const length = 2 * week;
    let level = 0;
    for (let t = 0; t < length; t++)
        level += values[t] / length;
    const daily = new Float64Array(day);
    for (let t = 0; t < length; t++)
        daily[t % day] = daily[t % day] + (values[t] - level) / 14;
    const weekly = new Float64Array(week);
    for (let t = 0; t < week; t++) {
        weekly[t] = (values[t] + values[t + week]) / 2 - level - daily[t % day];
    }
    return { level, daily, weekly, error: 0, loss: 0 };
}
const EVALUATIONS = 40;
function forecast({ values, day }, horizon) {
    const start = startOf(values, day);
    const parse = ([level = 0, daily = 0, weekly = 0, memory = 0]) => ({
        level,
        day: daily,
        week: weekly,
        memory,
    });
    const best = parse(minimise((at) => smooth(values, day, parse(at), start).loss, [0.02, 0.1, 0.1, 0.7], [
        [0, 0.3],
        [0, 0.5],
        [0, 0.5],
        [0, 0.98],
    ], EVALUATIONS));
    const state = smooth(values, day, best, start);
    const week = 7 * day;
    let memory = 1;
    return Float64Array.from({ length: horizon }, (_, h) => {
        memory *= best.memory;
        const t = values.length + h;
        return state.level + state.daily[t % day] + state.weekly[t % week] + memory * state.error;
    });
}
const doubleSeason = { name: 'double-season', minDays: 14, forecast };

;// CONCATENATED MODULE: ./packages/forecast/lib/models/fourier.js
const DAY_HARMONICS = 10;
const WEEK_HARMONICS = 14;
/** Ridge in units of the mean square of a column: only to keep near-collinear columns apart. */
const RIDGE = 1e-4;
/** Angular frequencies a slot: the harmonics of a day, and those of a week that are none of a day. */
function frequencies(day, days) {
    const daily = Array.from({ length: Math.min(DAY_HARMONICS, day / 2 - 1) }, (_, k) => (k + 1) / day);
    if (days < 14)
        return daily.map((f) => 2 * Math.PI * f);
    const weekly = Array.from({ length: WEEK_HARMONICS }, (_, k) => k + 1)
        .filter((k) => k % 7 !== 0)
        .map((k) => k / (7 * day));
    return [...daily, ...weekly].map((f) => 2 * Math.PI * f);
}
function rowOf(t, omega, row) {
    row[0] = 1;
    omega.forEach((w, k) => {
        row[2 * k + 1] = Math.cos(w * t);
        row[2 * k + 2] = Math.sin(w * t);
    });
}
/** Sines and cosines of day and week by ridge regression, and an AR(1) of what they leave. */
function fourier_forecast({ values, day }, horizon) {
    const omega = frequencies(day, values.length / day);
    const width = 2 * omega.length + 1;
    const row = new Float64Array(width);
    const gram = new Float64Array(width * width);
    const right = new Float64Array(width);
    const rows = new Float64Array(values.length * width);
    for (let t = 0; t < values.length; t++) {
        rowOf(t, omega, row);
        rows.set(row, t * width);
        const y = values[t];
        for (let i = 0; i < width; i++) {
            const x = row[i];
            right[i] = right[i] + x * y;
            for (let j = 0; j <= i; j++)
                gram[i * width + j] = gram[i * width + j] + x * row[j];
        }
    }
    for (let i = 1; i < width; i++)
        gram[i * width + i] = gram[i * width + i] + RIDGE * values.length;
    const weights = solve(gram, right, width);
    const predict = (t) => {
        rowOf(t, omega, row);
        return dot(row, weights, 0);
    };
    let products = 0;
    let squares = 0;
    let before = 0;
    for (let t = 0; t < values.length; t++) {
        const residual = values[t] - dot(rows, weights, t * width);
        products += residual * before;
        squares += residual * residual;
        before = residual;
    }
    const memory = squares > 0 ? Math.min(0.99, Math.max(0, products / squares)) : 0;
    return Float64Array.from({ length: horizon }, (_, h) => predict(values.length + h) + before * memory ** (h + 1));
}
function dot(rows, weights, offset) {
    let sum = 0;
    for (let i = 0; i < weights.length; i++)
        sum += rows[offset + i] * weights[i];
    return sum;
}
/** Cholesky, in place on the lower triangle; the ridge keeps it positive definite. */
function solve(matrix, right, n) {
    for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) {
            let sum = matrix[i * n + j];
            for (let k = 0; k < j; k++)
                sum -= matrix[i * n + k] * matrix[j * n + k];
            matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / matrix[j * n + j];
        }
    }
    const x = right.slice();
    for (let i = 0; i < n; i++) {
        for (let k = 0; k < i; k++)
            x[i] = x[i] - matrix[i * n + k] * x[k];
        x[i] = x[i] / matrix[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
        for (let k = i + 1; k < n; k++)
            x[i] = x[i] - matrix[k * n + i] * x[k];
        x[i] = x[i] / matrix[i * n + i];
    }
    return x;
}
const fourier = { name: 'fourier', minDays: 3, forecast: fourier_forecast };

;// CONCATENATED MODULE: ./packages/forecast/lib/models/holt-winters.js

/**
 * Additive Holt-Winters with damped trend in error-correction form (Hyndman & Athanasopoulos, Forecasting, 8.7;
 * statsmodels' ExponentialSmoothing with `trend='add', damped_trend=True, seasonal='add'`).
 * `season[i]` of the result belongs to the slot i after the last value.
 */
function holt_winters_smooth(values, parameters, start) {
    const { level: alpha, trend: beta, damping, season: gamma } = parameters;
    const season = start.season.slice();
    const period = season.length;
    let { level, trend } = start;
    let squares = 0;
    let products = 0;
    let error = 0;
    for (let t = 0, place = 0; t < values.length; t++) {
        const damped = damping * trend;
        const seasonal = season[place];
        const before = error;
        const base = level + damped;
        error = values[t] - base - seasonal;
        const next = base + alpha * error;
        trend = damped + beta * (next - level - damped);
        season[place] = seasonal + gamma * (values[t] - base - seasonal);
        level = next;
        if (t >= period) {
            squares += error * error;
            products += error * before;
        }
        place = place + 1 === period ? 0 : place + 1;
    }
    const turn = values.length % period;
    const rotated = Float64Array.from(season, (_, i) => season[(i + turn) % period]);
    const memory = squares > 0 ? products / squares : 0;
    return {
        level,
        trend,
        season: rotated,
        loss: squares / Math.max(1, values.length - period),
        lastError: error,
        errorMemory: Math.min(0.95, Math.max(0, memory)),
    };
}
/** Level and season of the first two periods; no trend. */
function holt_winters_startOf(values, period) {
    const first = Math.min(values.length, 2 * period);
    let level = 0;
    for (let t = 0; t < first; t++)
        level += values[t] / first;
    const season = new Float64Array(period);
    for (let i = 0; i < period; i++) {
        const again = i + period < first ? values[i + period] : values[i];
        season[i] = (values[i] + again) / 2 - level;
    }
    return { level, trend: 0, season };
}
const holt_winters_EVALUATIONS = 40;
function holt_winters_forecast({ values, day }, horizon) {
    const start = holt_winters_startOf(values, day);
    const fitted = minimise(([level = 0, trend = 0, season = 0]) => holt_winters_smooth(values, { level, trend, season, damping: DAMPING }, start).loss, [0.2, 0.01, 0.2], [
        [0.001, 0.9],
        [0, 0.1],
        [0.001, 0.6],
    ], holt_winters_EVALUATIONS);
    const [level = 0, trend = 0, season = 0] = fitted;
    const state = holt_winters_smooth(values, { level, trend, season, damping: DAMPING }, start);
    let carried = 0;
    let damping = 1;
    let memory = 1;
    return Float64Array.from({ length: horizon }, (_, h) => {
        damping *= DAMPING;
        memory *= state.errorMemory;
        carried += damping * state.trend;
        return state.level + carried + state.season[h % day] + memory * state.lastError;
    });
}
/** A trend is believed for an hour or so; a day ahead a straight line would lead anywhere. */
const DAMPING = 0.9;
const holtWinters = { name: 'holt-winters', minDays: 3, forecast: holt_winters_forecast };

;// CONCATENATED MODULE: ./packages/forecast/lib/models/loess.js
/**
 * Locally weighted line at one place, as STL has it (Cleveland et al. 1990; `est` in the netlib Fortran).
 * Positions are 0-based slots; neighbours are those of [left, right], tricube-weighted by distance.
 * @returns NaN when every weight is 0
 */
function loessAt(y, length, span, at, left, right, weights, degree) {
    let reach = Math.max(at - left, right - at);
    if (span > length)
        reach += (span - length) >> 1;
    const far = 0.999 * reach;
    const near = 0.001 * reach;
    let total = 0;
    let place = 0;
    let mean = 0;
    let spread = 0;
    // Two passes over at most `span` slots: sums first, then the slope about their centre.
    const w = scratch(right - left + 1);
    for (let j = left; j <= right; j++) {
        const distance = Math.abs(j - at);
        let weight = 0;
        if (distance <= far) {
            weight = distance <= near ? 1 : (1 - (distance / reach) ** 3) ** 3;
            if (weights)
                weight *= weights[j];
        }
        w[j - left] = weight;
        total += weight;
    }
    if (!(total > 0))
        return Number.NaN;
    for (let j = left; j <= right; j++) {
        const weight = w[j - left] / total;
        w[j - left] = weight;
        place += weight * j;
        mean += weight * y[j];
    }
    if (degree === 0 || reach === 0)
        return mean;
    for (let j = left; j <= right; j++)
        spread += w[j - left] * (j - place) ** 2;
    if (Math.sqrt(spread) <= 0.001 * (length - 1))
        return mean;
    const slope = (at - place) / spread;
    let fit = 0;
    for (let j = left; j <= right; j++)
        fit += w[j - left] * (1 + slope * (j - place)) * y[j];
    return fit;
}
let buffer = new Float64Array(0);
/** One buffer for all calls: a fit makes hundreds of thousands of them, one after the other. */
function scratch(length) {
    if (buffer.length < length)
        buffer = new Float64Array(2 * length);
    return buffer;
}
/**
 * Loess over the first `length` values, evaluated every `jump` slots and on straight lines between them (`ess`).
 * @param span neighbours of one estimate, odd
 */
function loess(y, length, span, jump, weights, degree, out, offset) {
    if (length < 2) {
        out[offset] = y[0];
        return;
    }
    const step = Math.min(jump, length - 1);
    const put = (at, left, right) => {
        const fit = loessAt(y, length, span, at, left, right, weights, degree);
        out[offset + at] = Number.isNaN(fit) ? y[at] : fit;
    };
    if (span >= length) {
        for (let at = 0; at < length; at += step)
            put(at, 0, length - 1);
    }
    else {
        const half = (span + 1) >> 1;
        for (let at = 0; at < length; at += step) {
            const left = at < half - 1 ? 0 : at >= length - half ? length - span : at - half + 1;
            put(at, left, left + span - 1);
        }
    }
    if (step === 1)
        return;
    let last = 0;
    for (let at = 0; at + step < length; at += step) {
        interpolate(out, offset + at, offset + at + step);
        last = at + step;
    }
    if (last !== length - 1) {
        const left = span >= length ? 0 : length - span;
        put(length - 1, left, length - 1);
        if (last !== length - 2)
            interpolate(out, offset + last, offset + length - 1);
    }
}
function interpolate(out, from, to) {
    const slope = (out[to] - out[from]) / (to - from);
    for (let i = from + 1; i < to; i++)
        out[i] = out[from] + slope * (i - from);
}

;// CONCATENATED MODULE: ./packages/forecast/lib/models/stl.js

/**
 * Windows as statsmodels' STL chooses them, and jumps of a tenth of the window as R's `stl` does.
 * @param seasonal odd number of periods a subseries is smoothed over
 */
function stlOptions(period, seasonal) {
    const odd = (value) => (value % 2 === 0 ? value + 1 : value);
    const trend = odd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonal)));
    const lowPass = odd(period + 1);
    return {
        period,
        seasonal,
        trend,
        lowPass,
        seasonalJump: 1,
        trendJump: Math.ceil(trend / 10),
        lowPassJump: Math.ceil(lowPass / 10),
        iterations: 2,
    };
}
/**
 * Seasonal-trend decomposition by loess without robustness weights: R. B. Cleveland et al., "STL", J. Off. Stat. 6
 * (1990). What is left over is values - seasonal - trend.
 */
function stl(values, options) {
    const { period, iterations } = options;
    const n = values.length;
    const seasonal = new Float64Array(n);
    const trend = new Float64Array(n);
    const detrended = new Float64Array(n);
    const cycle = new Float64Array(n + 2 * period);
    const low = new Float64Array(n + 2 * period);
    for (let iteration = 0; iteration < iterations; iteration++) {
        for (let t = 0; t < n; t++)
            detrended[t] = values[t] - trend[t];
        cycleSubseries(detrended, options, cycle);
        lowPass(cycle, options, low);
        for (let t = 0; t < n; t++) {
            seasonal[t] = cycle[t + period] - low[t];
            detrended[t] = values[t] - seasonal[t];
        }
        loess(detrended, n, options.trend, options.trendJump, undefined, 1, trend, 0);
    }
    return { seasonal, trend };
}
/** Smooths the values of each slot of the period over the periods, and extends them by one at both ends. */
function cycleSubseries(values, { period, seasonal, seasonalJump }, cycle) {
    const n = values.length;
    const longest = Math.ceil(n / period);
    const series = new Float64Array(longest);
    const smoothed = new Float64Array(longest + 2);
    for (let slot = 0; slot < period; slot++) {
        const length = Math.floor((n - slot - 1) / period) + 1;
        for (let i = 0; i < length; i++)
            series[i] = values[i * period + slot];
        loess(series, length, seasonal, seasonalJump, undefined, 1, smoothed, 1);
        const right = Math.min(seasonal, length) - 1;
        const first = loessAt(series, length, seasonal, -1, 0, right, undefined, 1);
        smoothed[0] = Number.isNaN(first) ? smoothed[1] : first;
        const left = Math.max(0, length - seasonal);
        const last = loessAt(series, length, seasonal, length, left, length - 1, undefined, 1);
        smoothed[length + 1] = Number.isNaN(last) ? smoothed[length] : last;
        for (let i = 0; i < length + 2; i++)
            cycle[i * period + slot] = smoothed[i];
    }
}
/** Moving averages of period, period and 3, then loess: what of the season is really trend. */
function lowPass(cycle, options, out) {
    const { period } = options;
    const n = cycle.length - 2 * period;
    const once = movingAverage(cycle, cycle.length, period);
    const twice = movingAverage(once, once.length, period);
    const thrice = movingAverage(twice, twice.length, 3);
    loess(thrice, n, options.lowPass, options.lowPassJump, undefined, 1, out, 0);
}
function movingAverage(values, length, window) {
    const out = new Float64Array(length - window + 1);
    let sum = 0;
    for (let i = 0; i < window; i++)
        sum += values[i];
    out[0] = sum / window;
    for (let i = 1; i < out.length; i++) {
        sum += values[i + window - 1] - values[i - 1];
        out[i] = sum / window;
    }
    return out;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/models/mstl.js


const PASSES = 2;
/** Widths statsmodels' MSTL takes for the 1st, 2nd season: 11, 15. */
function mstlOptions(periods) {
    return periods.map((period, index) => stlOptions(period, 11 + 4 * index));
}
/**
 * Several seasons by repeated STL: K. Bandara, R. Hyndman, C. Bergmeir, "MSTL" (2021), as statsmodels has it.
 * @param seasons shortest period first; each fits at least twice into the values
 */
function mstl(values, seasons) {
    const seasonal = seasons.map(() => new Float64Array(values.length));
    const rest = values.slice();
    let last;
    for (let pass = 0; pass < (seasons.length === 1 ? 1 : PASSES); pass++) {
        seasons.forEach((options, index) => {
            const before = seasonal[index];
            for (let t = 0; t < rest.length; t++)
                rest[t] = rest[t] + before[t];
            last = stl(rest, options);
            seasonal[index] = last.seasonal;
            for (let t = 0; t < rest.length; t++)
                rest[t] = rest[t] - last.seasonal[t];
        });
    }
    return { seasonal, trend: last?.trend ?? new Float64Array(values.length) };
}
const mstl_EVALUATIONS = 30;
const mstl_DAMPING = 0.98;
/** The last period of each season repeated, over a damped-trend smoothing of what is left without them. */
function mstl_forecast({ values, day }, horizon) {
    const periods = values.length >= 14 * day ? [day, 7 * day] : [day];
    const { seasonal } = mstl(values, mstlOptions(periods));
    const adjusted = values.slice();
    for (const season of seasonal)
        for (let t = 0; t < adjusted.length; t++)
            adjusted[t] = adjusted[t] - season[t];
    const { level, trend } = holt(adjusted);
    let carried = 0;
    let damping = 1;
    return Float64Array.from({ length: horizon }, (_, h) => {
        damping *= mstl_DAMPING;
        carried += damping * trend;
        const season = periods.reduce((sum, period, index) => sum + seasonal[index][values.length - period + (h % period)], 0);
        return level + carried + season;
    });
}
/** Exponential smoothing with a damped trend, fitted by least squares. */
function holt(values) {
    const run = (alpha, beta) => {
        let level = values[0];
        let trend = 0;
        let squares = 0;
        for (let t = 1; t < values.length; t++) {
            const expected = level + mstl_DAMPING * trend;
            const error = values[t] - expected;
            squares += error * error;
            level = expected + alpha * error;
            trend = mstl_DAMPING * trend + beta * error;
        }
        return { level, trend, squares };
    };
    const [alpha = 0, beta = 0] = minimise(([alpha = 0, beta = 0]) => run(alpha, beta).squares, [0.2, 0], [
        [0.005, 0.95],
        [0, 0.05],
    ], mstl_EVALUATIONS);
    return run(alpha, beta);
}
const multipleStl = { name: 'mstl', minDays: 4, forecast: mstl_forecast };

;// CONCATENATED MODULE: ./packages/forecast/lib/models/naive.js
/** As at this time yesterday, or at this time a week ago: what every other member has to beat. */
function seasonalNaive({ values }, horizon, period) {
    const start = values.length - period;
    return Float64Array.from({ length: horizon }, (_, h) => values[start + (h % period)]);
}
const naiveDay = {
    name: 'naive-day',
    minDays: 1,
    forecast: (history, horizon) => seasonalNaive(history, horizon, history.day),
};
const naiveWeek = {
    name: 'naive-week',
    minDays: 7,
    forecast: (history, horizon) => seasonalNaive(history, horizon, 7 * history.day),
};

;// CONCATENATED MODULE: ./packages/forecast/lib/series/median.js
/** Median of at least one number; the mean of the two middle ones for an even count. Reorders `values`. */
function medianOf(values) {
    values.sort((a, b) => a - b);
    const middle = values.length >> 1;
    return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/models/profile.js

/** Same weekdays looked back at, and days where there are not yet two weeks. */
const WEEKS = 4;
const DAYS = 14;
/** How much of the last hours' ratio to the profile is measured, in hours. */
const RECENT_HOURS = 3;
/** How much of that ratio is left three hours later, where too little was seen to measure it. */
const DEFAULT_MEMORY = 0.8;
/** Ratios compared with the one before them: enough to measure, and no older than five days. */
const LEAST_SCALES = 8;
const MOST_SCALES = 40;
/** A ratio that never fades would carry one odd hour into tomorrow. */
const MOST_MEMORY = 0.97;
/** A burst of many times the usual is no reason to expect as much for the rest of the day. */
const MOST_SCALE = 3;
/**
 * The median of the same slot in earlier weeks (or days), scaled by how today compares with it. Medians do not see a
 * single outage or spike; the scale carries a busy day forward and fades.
 */
function profile_forecast({ values, day }, horizon) {
    const week = 7 * day;
    const weekly = values.length >= 2 * week;
    const stride = weekly ? week : day;
    const most = weekly ? WEEKS : DAYS;
    const at = (slot) => {
        const seen = [];
        for (let back = slot - stride; seen.length < most && back >= 0; back -= stride) {
            if (back < values.length)
                seen.push(values[back]);
        }
        return medianOf(seen);
    };
    const hour = Math.max(1, Math.round(day / 24));
    const recent = RECENT_HOURS * hour;
    const scaleAt = (end) => {
        let actual = 0;
        let expected = 0;
        for (let slot = end - recent; slot < end; slot++) {
            actual += values[slot];
            expected += at(slot);
        }
        return expected > 0 ? actual / expected : 1;
    };
    const now = scaleAt(values.length);
    const memory = memoryOf(scaleAt, values.length, recent, Math.floor(values.length - stride) - recent);
    return Float64Array.from({ length: horizon }, (_, h) => {
        const fade = memory ** ((h + recent / 2) / recent);
        return at(values.length + h) * (1 + (Math.min(MOST_SCALE, now) - 1) * fade);
    });
}
/** Correlation of the scale with itself one `recent` earlier, over the last days. */
function memoryOf(scaleAt, end, recent, reach) {
    const scales = [];
    for (let back = 0; back + 1 < reach / recent && scales.length < MOST_SCALES; back++) {
        scales.push(scaleAt(end - back * recent) - 1);
    }
    if (scales.length < LEAST_SCALES)
        return DEFAULT_MEMORY;
    let products = 0;
    let squares = 0;
    for (let i = 1; i < scales.length; i++) {
        products += scales[i] * scales[i - 1];
        squares += scales[i] ** 2;
    }
    return squares > 0 ? Math.min(MOST_MEMORY, Math.max(0, products / squares)) : 0;
}
const profile = { name: 'profile', minDays: 3, forecast: profile_forecast };

;// CONCATENATED MODULE: ./packages/forecast/lib/models/pool.js






/** Every member, the two that the others must beat first. */
const members = [
    naiveDay,
    naiveWeek,
    profile,
    holtWinters,
    doubleSeason,
    fourier,
    multipleStl,
];

;// CONCATENATED MODULE: ./packages/forecast/lib/pool/backtest.js
/** Rehearsals of one run. More would look at ever older days. */
const MOST_FOLDS = 14;
const LEAST_TRAINING_DAYS = 3;
const MOST_TRAINING_DAYS = 14;
/** Origins nearer than this would rehearse the same hours again. */
const LEAST_SPACING_DAYS = 0.25;
/** A stretch with more holes than this is an outage, not a rehearsal. */
const LEAST_KNOWN = 0.5;
/**
 * Rolling-origin backtest: every member forecasts `horizon` slots from each of up to 14 past origins, knowing only what
 * lay before. Half the history (3 to 14 days) is kept for training the first.
 * @param known 1 where a value was measured
 */
function backtest({ values, day }, known, members, horizon) {
    return originsOf(values.length, day, horizon).flatMap((origin) => {
        const past = { values: values.subarray(0, origin), day };
        const seen = known.subarray(origin, origin + horizon);
        if (seen.reduce((sum, one) => sum + one, 0) < LEAST_KNOWN * horizon)
            return [];
        return [
            {
                origin,
                scale: dayToDay(past),
                actual: values.subarray(origin, origin + horizon),
                known: seen,
                forecasts: forecastsOf(past, members, horizon),
            },
        ];
    });
}
/** What each member says that has enough history; load is never negative. */
function forecastsOf(history, members, horizon) {
    const days = history.values.length / history.day;
    return new Map(members
        .filter(({ minDays }) => days >= minDays)
        .map(({ name, forecast }) => [name, forecast(history, horizon).map((value) => Math.max(0, value))]));
}
function originsOf(length, day, horizon) {
    const days = length / day;
    const training = day * Math.min(MOST_TRAINING_DAYS, Math.max(LEAST_TRAINING_DAYS, days / 2));
    const last = length - horizon;
    const room = last - training;
    if (room < 0)
        return [];
    const spacing = Math.max(LEAST_SPACING_DAYS * day, room / (MOST_FOLDS - 1));
    const count = Math.floor(room / spacing + 1e-9) + 1;
    return Array.from({ length: count }, (_, i) => Math.round(last - (count - 1 - i) * spacing));
}
/**
 * Mean absolute change against the day before: the yardstick of MASE (Hyndman & Koehler 2006, with a period of a day).
 * A load that repeats itself exactly has the smallest yardstick that is not 0.
 */
function dayToDay({ values, day }) {
    let sum = 0;
    for (let t = day; t < values.length; t++)
        sum += Math.abs(values[t] - values[t - day]);
    let level = 0;
    for (const value of values)
        level += value / values.length;
    return Math.max(sum / Math.max(1, values.length - day), 1e-6 * level, Number.MIN_VALUE);
}
/** Mean absolute error over the measured slots, in units of the fold's scale: MASE. */
function scaledError(fold, forecast) {
    let sum = 0;
    let count = 0;
    for (let h = 0; h < fold.actual.length; h++) {
        if (fold.known[h] === 0)
            continue;
        sum += Math.abs(forecast[h] - fold.actual[h]);
        count++;
    }
    return sum / count / fold.scale;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/pool/combine.js

/**
 * Weights fall with this power of the error. Tried 2 to 12 on three public traces: 3 to 8 differ by 1 %, choosing the
 * one best member (an infinite power) is 4 to 9 % worse.
 */
const SHARPNESS = 4;
/** Errors below this, in MASE, are equally good; it keeps the weight of a perfect member finite. */
const PERFECT = 1e-3;
/** A member absent from more rehearsals than this (it needs more history) has no say. */
const LEAST_PRESENCE = 0.5;
/** Mean MASE of each member over the folds it took part in. */
function lossesOf(folds) {
    const losses = new Map();
    for (const fold of folds) {
        for (const [name, forecast] of fold.forecasts) {
            losses.set(name, [...(losses.get(name) ?? []), scaledError(fold, forecast)]);
        }
    }
    return new Map([...losses]
        .filter(([, all]) => all.length >= LEAST_PRESENCE * folds.length)
        .map(([name, all]) => [name, all.reduce((sum, one) => sum + one, 0) / all.length]));
}
/**
 * Weights by recent loss; who does worse than "as yesterday" is out. Without folds all weigh the same.
 * @param names the members that can forecast now
 */
function weightsOf(folds, names) {
    const losses = lossesOf(folds);
    const naive = losses.get('naive-day') ?? Infinity;
    const raw = names.map((name) => {
        const loss = losses.get(name);
        if (folds.length === 0)
            return [name, 1];
        if (loss === undefined || loss > naive)
            return [name, 0];
        return [name, Math.max(loss, PERFECT) ** -SHARPNESS];
    });
    const total = raw.reduce((sum, [, weight]) => sum + weight, 0);
    return new Map(raw.filter(([, weight]) => weight > 0).map(([name, weight]) => [name, weight / total]));
}
/** The weighted mean of forecasts; each member of `weights` is among them. */
function combined(forecasts, weights) {
    const [first] = forecasts.values();
    const out = new Float64Array(first?.length ?? 0);
    for (const [name, weight] of weights) {
        const values = forecasts.get(name);
        for (let h = 0; h < out.length; h++)
            out[h] = out[h] + weight * values[h];
    }
    return out;
}
/** Each fold as it would have gone: its weights come from the folds that share no hour with it. */
function rehearsals(folds) {
    return folds.map((fold) => {
        const others = folds.filter(({ origin }) => Math.abs(origin - fold.origin) >= fold.actual.length);
        const weights = weightsOf(others, [...fold.forecasts.keys()]);
        return { ...fold, combined: combined(fold.forecasts, weights) };
    });
}

;// CONCATENATED MODULE: ./packages/forecast/lib/forecast.js






/** Rehearsals a bound is learnt from, at least, before it is judged. */
const LEAST_BEFORE = 3;
/** Below this nothing can be rehearsed even once a weekday. */
const LEAST_DAYS = 5;
/**
 * Forecasts load `horizon` slots ahead: a pool of models weighted by how they did in up to 14 rehearsals on the last
 * half of the history, and an upper bound for hourly peaks from how far off the rehearsals were.
 *
 * @param history without holes, at least five days
 * @param day slots a day; a multiple of 24
 * @param level share of hourly peaks the bound is to hold, 0..1
 * @throws ForecastError `too-short`
 */
function forecastLoad(history, day, horizon, level) {
    const { values, known } = history;
    const series = { values, day };
    const hour = Math.max(1, day / 24);
    const days = values.length / day;
    const folds = days < LEAST_DAYS ? [] : backtest(series, known, members, horizon);
    const past = rehearsals(folds);
    const offset = offsetOf(values);
    // Few hours cannot support a level higher than the one asked for.
    const bound = peakBound(past, hour, offset, adaptedLevel(past, hour, offset, level)) ??
        peakBound(past, hour, offset, level);
    if (bound === undefined) {
        throw new ForecastError('too-short', `${days.toFixed(1)} days of history are too few to forecast ${(horizon / hour).toFixed(0)} hours and to know how far off that is; ` +
            `expected at least ${LEAST_DAYS}, better 28`);
    }
    const forecasts = forecastsOf(series, members, horizon);
    const weights = weightsOf(folds, [...forecasts.keys()]);
    const expected = combined(forecasts, weights);
    const bounded = past.map((fold) => {
        const own = peakBound(apartFrom(fold, past), hour, offset, level) ?? bound;
        return { ...fold, upper: boundOf(fold.combined, own, hour) };
    });
    return {
        expected,
        upper: boundOf(expected, bound, hour),
        weights,
        bound,
        past: bounded,
        accuracy: accuracyOf(past, hour, offset, level),
    };
}
function accuracyOf(past, hour, offset, level) {
    const losses = lossesOf(past);
    const naives = ['naive-day', 'naive-week'].flatMap((name) => {
        const loss = losses.get(name);
        return loss === undefined ? [] : [{ name, loss }];
    });
    const best = naives.reduce((a, b) => (b.loss < a.loss ? b : a));
    const hits = past.flatMap((fold) => {
        const own = peakBound(before(fold, past), hour, offset, level);
        if (own === undefined)
            return [];
        return peakScores(fold, hour, offset).map((score) => score <= Math.log(own.factor));
    });
    return {
        folds: past.length,
        combined: past.reduce((sum, fold) => sum + scaledError(fold, fold.combined), 0) / past.length,
        naive: best.loss,
        naiveName: best.name,
        members: losses,
        coverage: hits.length === 0 ? Number.NaN : hits.filter(Boolean).length / hits.length,
        hours: hits.length,
    };
}
/** The rehearsals that were over when this one began: all that could be known then. Fewer than three show too little. */
function before(fold, past) {
    const over = past.filter(({ origin, actual }) => origin + actual.length <= fold.origin);
    return over.length < LEAST_BEFORE ? [] : over;
}
/** The rehearsals that share no hour with this one. */
function apartFrom(fold, past) {
    return past.filter(({ origin }) => Math.abs(origin - fold.origin) >= fold.actual.length);
}

;// CONCATENATED MODULE: ./packages/forecast/lib/floor/lease.js
/**
 * One line of few characters: annotations take anything, tags of AWS and Azure 256 letters, digits and `=:.`.
 * The order is fixed, so that equal leases are equal texts.
 */
function leaseText({ planned, base, until }) {
    return `planned=${planned}:base=${base}:until=${new Date(until).toISOString().replace(/\.\d{3}/, '')}`;
}
const LEASE = /^planned=(\d{1,6}):base=(\d{1,6}):until=(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)$/;
/** @returns undefined for a text that is none of ours: it is then treated as no lease, and never acted on */
function parseLease(text) {
    const match = LEASE.exec(text);
    const until = Date.parse(match?.[3] ?? '');
    if (!match || Number.isNaN(until))
        return undefined;
    return { planned: Number(match[1]), base: Number(match[2]), until };
}

;// CONCATENATED MODULE: ./packages/forecast/lib/floor/decide.js
/**
 * The next floor of a target. Never below what people set, nor below what an autoscaler asks for where the number is
 * the replicas themselves, nor above what the target permits.
 * @param planned replicas the plan asks for now
 * @param ttlMs how long the floor stands if nobody renews it
 */
function nextFloor(state, planned, now, ttlMs) {
    const base = baseOf(state);
    const least = state.meaning === 'count' ? Math.max(base, state.asked ?? 0) : base;
    const floor = Math.min(state.most ?? Infinity, Math.max(least, planned));
    if (floor <= base)
        return released(state, base, `the plan needs ${planned}, and ${base} always stand`);
    const lease = { planned: floor, base, until: now + ttlMs };
    const renewed = state.lease !== undefined && state.lease.until - now > ttlMs / 2;
    // Half of the time may pass before it is written again: each write is an event in the cluster, or a commit.
    if (state.floor === floor && state.lease?.planned === floor && renewed) {
        return { kind: 'keep', why: `${floor} stand already` };
    }
    const change = floor === state.floor ? `renews ${floor}` : `${state.floor} -> ${floor}`;
    return { kind: 'set', floor, lease, why: change };
}
/** What to do with a floor nobody renewed: take it away. A live one is left alone. */
function staleFloor(state, now) {
    if (state.lease === undefined)
        return { kind: 'keep', why: 'nothing of ours stands here' };
    if (state.lease.until > now) {
        return { kind: 'keep', why: `stands until ${new Date(state.lease.until).toISOString()}` };
    }
    return released(state, baseOf(state), 'it ran out and nobody renewed it');
}
/** Somebody who changed the number since has the say: their value is the new base. */
function baseOf({ floor, lease }) {
    return lease !== undefined && lease.planned === floor ? lease.base : floor;
}
function released(state, base, why) {
    if (state.lease === undefined)
        return { kind: 'keep', why };
    const floor = state.meaning === 'count' ? Math.max(base, state.asked ?? 0) : base;
    return { kind: 'set', floor, why: `${state.floor} -> ${floor}: ${why}` };
}

;// CONCATENATED MODULE: ./packages/forecast/lib/floor/target.js

/** Writes of others that may get in between before we give up. */
const ATTEMPTS = 5;
/** Raises a target to what the plan asks for. Reads, decides, writes by compare-and-swap, and reads again when it moved. */
function applyFloor(target, planned, times) {
    return moved(target, (state) => nextFloor(state, planned, times.now, times.ttlMs), times.dryRun);
}
/** Takes a floor away that nobody renewed. */
function reconcileFloor(target, times) {
    return moved(target, (state) => staleFloor(state, times.now), times.dryRun);
}
async function moved(target, decide, dryRun) {
    for (let attempt = 1;; attempt++) {
        const { state, revision } = await target.read();
        const move = decide(state);
        if (move.kind === 'keep')
            return { before: state, move, result: 'kept' };
        const outcome = await target.write(move.floor, move.lease, revision, { dryRun });
        if (outcome === 'written')
            return { before: state, move, result: dryRun ? 'would-write' : 'written' };
        if (attempt >= ATTEMPTS)
            return { before: state, move, result: 'contended' };
    }
}

;// CONCATENATED MODULE: ./packages/forecast/lib/plan/plan.js

/**
 * Replicas to ask for so that the upper bound of the load is carried: each slot asks for what is needed from then until
 * a replica asked for at the next planning could serve. A rise faster than the ramp allows is begun earlier, a fall is
 * slowed down.
 * @param upper upper bound of load a slot
 */
function planOf(upper, capacity, limits) {
    const { min, max, leadSlots, holdSlots, upPerSlot, downPerSlot } = limits;
    const needs = Array.from(upper, (load) => replicasFor(load, capacity));
    const reach = leadSlots + holdSlots;
    const wanted = needs.map((_, t) => {
        let most = min;
        for (let ahead = t; ahead <= Math.min(needs.length - 1, t + reach); ahead++) {
            most = Math.max(most, needs[ahead]);
        }
        return Math.min(max, most);
    });
    for (let t = wanted.length - 2; t >= 0; t--)
        wanted[t] = Math.max(wanted[t], wanted[t + 1] - upPerSlot);
    for (let t = 1; t < wanted.length; t++)
        wanted[t] = Math.max(wanted[t], wanted[t - 1] - downPerSlot);
    return {
        replicas: Int32Array.from(wanted, (value) => Math.ceil(value - 1e-9)),
        capped: needs.filter((need) => need > max).length,
        needed: Math.max(0, ...needs),
    };
}

;// CONCATENATED MODULE: ./packages/forecast/lib/plan/replay.js

/** The replay goes minute by minute: an autoscaler is not as slow as an hourly history. */
const MINUTE_MS = 60_000;
/** A pod autoscaler's ways, as Kubernetes has them by default. */
const TOLERANCE = 0.1;
const STABILISATION_MINUTES = 5;
/**
 * A HorizontalPodAutoscaler on average load a replica (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details):
 * ceil(ready * measured / target), nothing within 10 %, down only to the most wanted of the last five minutes. It sees
 * the minute before; what it asks for serves after the start-up time. Between two values the load is a straight line:
 * bursts within a slot are seen by neither way of scaling.
 *
 * @param load measured load a slot
 * @param floors least replicas a slot: a plan, or all `service.min` for the autoscaler alone
 * @param stepMs length of a slot, whole minutes
 */
function replay(load, floors, service, stepMs) {
    const { min, max } = service;
    const minutes = Math.round(stepMs / MINUTE_MS);
    const startup = Math.ceil(service.startupMs / MINUTE_MS);
    const total = load.length * minutes;
    const loadAt = (minute) => between(load, minute / minutes);
    const first = Math.min(max, Math.max(min, floors[0] ?? min, replicasFor(load[0] ?? 0, service)));
    const ordered = new Int32Array(total);
    const recommended = new Int32Array(total);
    const tally = emptyTally(load.length);
    let before = first;
    for (let t = 0; t < total; t++) {
        const asked = t === 0 ? first : ordered[t - 1];
        recommended[t] = recommendation(loadAt(Math.max(0, t - 1)), before, asked, service);
        const most = recommended.subarray(Math.max(0, t - STABILISATION_MINUTES + 1), t + 1);
        const wanted = recommended[t] >= asked ? recommended[t] : Math.min(asked, Math.max(...most));
        const slot = Math.floor(t / minutes);
        ordered[t] = Math.min(max, Math.max(min, floors[slot], wanted));
        // A replica serves once it has started; one that is no longer asked for goes at once.
        const arrived = t < startup ? first : ordered[t - startup];
        const ready = Math.min(ordered[t], Math.max(arrived, Math.min(before, ordered[t])));
        count(tally, slot, loadAt(t), ready, service);
        before = ready;
    }
    return outcomeOf(tally);
}
/** Scaled to nothing there is no load a replica to measure: what wakes it sees the load itself. */
function recommendation(load, ready, asked, service) {
    if (ready === 0)
        return replicasFor(load, service);
    const ratio = load / ready / (service.perReplica * service.utilisation);
    return Math.abs(ratio - 1) <= TOLERANCE ? asked : Math.ceil(ready * ratio - 1e-9);
}
/** The value at a place between slots; level after the last. */
function between(values, place) {
    const left = Math.floor(place);
    const from = values[left];
    return from + ((values[left + 1] ?? from) - from) * (place - left);
}
function emptyTally(slots) {
    return { ready: new Int32Array(slots).fill(2 ** 31 - 1), have: 0, need: 0, short: 0, lost: 0, load: 0 };
}
function count(tally, slot, load, ready, service) {
    tally.ready[slot] = Math.min(tally.ready[slot], ready);
    tally.have += ready;
    tally.need += Math.max(1, replicasFor(load, service));
    tally.load += load;
    const over = load - ready * service.perReplica;
    if (over <= 0)
        return;
    tally.short++;
    tally.lost += over;
}
function outcomeOf({ ready, have, need, short, lost, load }) {
    return {
        ready,
        replicaHours: have / 60,
        shortMinutes: short,
        lostShare: load > 0 ? lost / load : 0,
        excess: need > 0 ? have / need - 1 : 0,
    };
}

;// CONCATENATED MODULE: ./packages/forecast/lib/plan/trust.js
/** A combined forecast within this of the better naive one has not lost: it may be that naive one. */
const TIE = 1.01;
/** Coverage may fall short of its level by this much: 14 days of hours that resemble each other are not many. */
const COVERAGE_SLACK = 0.05;
/** A forecast that loses to "as yesterday" or "as last week", or whose bound did not hold, moves nothing. */
function trustIn(accuracy, level) {
    const skill = accuracy.combined <= TIE * accuracy.naive ? 'better' : 'loses';
    const coverage = Number.isNaN(accuracy.coverage)
        ? 'unknown'
        : accuracy.coverage >= level - COVERAGE_SLACK
            ? 'held'
            : 'missed';
    return { skill, coverage, trusted: skill === 'better' && coverage === 'held' };
}

;// CONCATENATED MODULE: ./packages/forecast/lib/series/calendar.js
/** Takes past occasions out of a history: one Black Friday must not make every Friday black. */
function ordinary(grid, occasions) {
    const values = grid.values.slice();
    let left = 0;
    for (let slot = 0; slot < values.length; slot++) {
        if (!occasionAt(occasions, wallTime(grid, slot)))
            continue;
        values[slot] = Number.NaN;
        left++;
    }
    return { values, left: left / Math.max(1, values.length) };
}
/**
 * What the forecast is multiplied by, a slot of the horizon: the occasion's own factor, or what past stretches of its
 * name had over the ordinary history. Where neither is known it is 1, and `unknown` names the occasion.
 * @param filled the ordinary history, its holes filled: what these days would have been otherwise
 */
function factorsAhead(grid, filled, occasions, horizon) {
    const unknown = new Set();
    const learnt = new Map();
    const factorOf = (occasion) => {
        if (occasion.factor !== undefined)
            return occasion.factor;
        if (!learnt.has(occasion.name))
            learnt.set(occasion.name, learntFactor(grid, filled, occasions, occasion.name));
        const factor = learnt.get(occasion.name);
        if (factor === undefined)
            unknown.add(occasion.name);
        return factor ?? 1;
    };
    const factors = Float64Array.from({ length: horizon }, (_, h) => {
        const occasion = occasionAt(occasions, wallTime(grid, grid.values.length + h));
        return occasion === undefined ? 1 : factorOf(occasion);
    });
    return { factors, unknown: [...unknown] };
}
/** Total load of past stretches of this name over what it would have been; undefined when there were none. */
function learntFactor(grid, filled, occasions, name) {
    let actual = 0;
    let expected = 0;
    for (let slot = 0; slot < filled.length; slot++) {
        const value = grid.values[slot];
        if (Number.isNaN(value) || occasionAt(occasions, wallTime(grid, slot))?.name !== name)
            continue;
        actual += value;
        expected += filled[slot];
    }
    return expected > 0 ? actual / expected : undefined;
}
function occasionAt(occasions, time) {
    return occasions.find(({ from, to }) => time >= from && time < to);
}
function wallTime(grid, slot) {
    return (grid.firstSlot + slot) * grid.stepMs;
}

;// CONCATENATED MODULE: ./packages/forecast/lib/series/fill.js


/** Gaps up to this many slots are bridged by a straight line; a longer one is filled from other days. */
const BRIDGED_SLOTS = 3;
/** Days looked at on each side of a long gap. */
const NEIGHBOUR_DAYS = 14;
/** With fewer measured slots than this, the fill would be the history. */
const LEAST_MEASURED = 0.7;
/**
 * Fills gaps: short ones by a straight line, longer ones (outages, excluded events) by the median of the same time of
 * day, weekdays from weekdays first.
 * @param values NaN where nothing was measured
 * @param day slots a day
 * @throws ForecastError `too-many-gaps` when less than 70 % was measured
 */
function filled(values, day) {
    const known = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
    const measured = known.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
    if (measured < LEAST_MEASURED) {
        throw new ForecastError('too-many-gaps', `only ${Math.floor(100 * measured)} % of the history was measured, expected at least ${100 * LEAST_MEASURED} %`);
    }
    const out = values.slice();
    for (let start = 0; start < out.length; start++) {
        if (!Number.isNaN(out[start]))
            continue;
        let end = start;
        while (end < out.length && Number.isNaN(out[end]))
            end++;
        if (start > 0 && end < out.length && end - start <= BRIDGED_SLOTS)
            bridge(out, start, end);
        else
            for (let slot = start; slot < end; slot++)
                out[slot] = fromOtherDays(values, slot, day);
        start = end;
    }
    return { values: out, measured, known };
}
function bridge(out, start, end) {
    const from = out[start - 1];
    const slope = (out[end] - from) / (end - start + 1);
    for (let slot = start; slot < end; slot++)
        out[slot] = from + slope * (slot - start + 1);
}
function fromOtherDays(values, slot, day) {
    for (const stride of [7, 1]) {
        const found = [];
        for (let days = stride; days <= NEIGHBOUR_DAYS; days += stride) {
            for (const at of [slot - days * day, slot + days * day]) {
                const value = values[at];
                if (value !== undefined && !Number.isNaN(value))
                    found.push(value);
            }
        }
        if (found.length > 0)
            return medianOf(found);
    }
    // No such time of day was ever measured within two weeks: what is known of any time.
    return medianOf(Array.from(values).filter((value) => !Number.isNaN(value)));
}

;// CONCATENATED MODULE: ./packages/forecast/lib/series/grid.js

const DAY_MS = 86_400_000;
/** 26 weeks of one-minute slots: more than any season needs, and an end to what is allocated. */
const MAX_SLOTS = 262_144;
/**
 * Samples onto a regular grid of wall-clock slots. Several in one slot count as the largest: capacity must hold the
 * peak. The hour that a spring change skips stays empty, the one that autumn repeats holds the larger of the two.
 *
 * @param stepMs length of a slot, from one minute to one hour, a whole number of them in a day
 * @throws ForecastError `bad-step`, `no-samples`, `bad-sample` for a negative or infinite value, `too-long`
 */
function gridOf(samples, stepMs, clock) {
    refuseStep(stepMs);
    const slots = new Float64Array(samples.length);
    let first = Infinity;
    let last = -Infinity;
    samples.forEach(([at, value], i) => {
        if (!Number.isFinite(at))
            throw new ForecastError('bad-sample', `sample ${i + 1} has no time`);
        refuseValue(value, at);
        const slot = Math.floor(clock(at) / stepMs);
        slots[i] = slot;
        if (Number.isNaN(value))
            return;
        first = Math.min(first, slot);
        last = Math.max(last, slot);
    });
    if (first > last)
        throw new ForecastError('no-samples', 'the history holds no value');
    if (last - first >= MAX_SLOTS) {
        throw new ForecastError('too-long', `the history spans ${Math.round(((last - first) * stepMs) / DAY_MS)} days, more than ${MAX_SLOTS} slots of ${stepMs / 1000} s`);
    }
    const values = new Float64Array(last - first + 1).fill(Number.NaN);
    samples.forEach(([, value], i) => {
        const place = slots[i] - first;
        if (Number.isNaN(value))
            return;
        values[place] = Number.isNaN(values[place]) ? value : Math.max(values[place], value);
    });
    return { stepMs, firstSlot: first, values };
}
/** Slots a day has. */
function slotsADay(stepMs) {
    return DAY_MS / stepMs;
}
/** The distance most neighbouring samples have, or undefined for fewer than two of them. */
function usualStep(samples) {
    const counts = new Map();
    let best;
    for (let i = 1; i < samples.length; i++) {
        const gap = Math.abs(samples[i][0] - samples[i - 1][0]);
        if (gap === 0)
            continue;
        const seen = (counts.get(gap) ?? 0) + 1;
        counts.set(gap, seen);
        if (best === undefined || seen > counts.get(best))
            best = gap;
    }
    return best;
}
function refuseStep(stepMs) {
    if (Number.isInteger(DAY_MS / stepMs) && stepMs >= 60_000 && stepMs <= 3_600_000)
        return;
    throw new ForecastError('bad-step', `a step of ${stepMs / 1000} s: expected 60 s to 3600 s, a whole number of them in a day`);
}
function refuseValue(value, at) {
    if (value >= 0 && value !== Infinity)
        return;
    if (Number.isNaN(value))
        return;
    throw new ForecastError('bad-sample', `load cannot be ${value} (at ${new Date(at).toISOString()})`);
}

;// CONCATENATED MODULE: ./packages/forecast/lib/series/wall-clock.js

const HOUR_MS = 3_600_000;
/** Every zone's offset is constant within a quarter of an hour, and changes on one. */
const QUARTER_MS = HOUR_MS / 4;
/**
 * @param zone an IANA time zone, `Europe/Berlin`; `UTC` costs nothing
 * @throws ForecastError `bad-zone`
 */
function wallClock(zone) {
    if (zone === 'UTC')
        return (instant) => instant;
    const parts = formatter(zone);
    const offsets = new Map();
    return (instant) => {
        const quarter = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
        let offset = offsets.get(quarter);
        if (offset === undefined) {
            offset = shown(parts, quarter) - quarter;
            offsets.set(quarter, offset);
        }
        return instant + offset;
    };
}
function formatter(zone) {
    try {
        return new Intl.DateTimeFormat('en-US', {
            timeZone: zone,
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric',
        });
    }
    catch (cause) {
        throw new ForecastError('bad-zone', `${JSON.stringify(zone)} is no IANA time zone such as Europe/Berlin`, {
            cause,
        });
    }
}
function shown(format, instant) {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second);
}

;// CONCATENATED MODULE: ./packages/forecast/lib/index.js






















/***/ }),

/***/ 92578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AL: () => (/* reexport */ LineageError),
  oi: () => (/* reexport */ disparities),
  HT: () => (/* reexport */ findLock),
  KC: () => (/* reexport */ inspectModel),
  DM: () => (/* reexport */ isDirty),
  nu: () => (/* reexport */ judgeFormat),
  rD: () => (/* reexport */ lockKindOf),
  mz: () => (/* reexport */ parseLocator),
  cz: () => (/* reexport */ pinsOf),
  xN: () => (/* reexport */ readIdentity),
  mF: () => (/* reexport */ readLock),
  AT: () => (/* reexport */ resolveImage)
});

// UNUSED EXPORTS: familiarityOf, scanPickle

;// CONCATENATED MODULE: ./packages/lineage/lib/error.js
/** Something that made a model cannot be identified, said so that its owner can mend it. */
class LineageError extends Error {
    name = 'LineageError';
    code;
    remedy;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.remedy = options?.remedy;
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/locator.js

const SCHEMES = ['file', 'dvc', 'lakefs', 'delta', 'iceberg', 'feast', 'sql'];
/** How each system is written; shown when it was not written so. */
const FORMS = {
    file: 'file:<path>',
    dvc: 'dvc:<path of a .dvc file, or of data that DVC tracks>',
    lakefs: 'lakefs:<repository>/<branch, tag or commit>[/<path>]',
    delta: 'delta:<folder of the table>[@<version>]',
    iceberg: 'iceberg:<folder of the table or metadata.json>[@<snapshot id>]',
    feast: 'feast:<registry.db>#<feature service>',
    sql: 'sql:<table and time-travel id, as your engine writes it>',
};
/**
 * `data/train.parquet`, `data/2024-*.csv`, `dvc:data/train.csv`, `delta:lake/trips@42`, ...
 *
 * @throws LineageError `invalid-data`, saying how the system is written
 */
function parseLocator(text) {
    const scheme = SCHEMES.find((known) => text.startsWith(`${known}:`));
    if (scheme === undefined) {
        return /[*?]/.test(text) ? { kind: 'files', pattern: text } : { kind: 'path', path: text };
    }
    const rest = text.slice(scheme.length + 1).replace(/^\/\/(?=[^/])/, '');
    const located = rest === '' ? undefined : locate(scheme, rest);
    if (located)
        return located;
    throw new LineageError('invalid-data', `${JSON.stringify(text)} is not written as ${FORMS[scheme]}`);
}
function locate(scheme, rest) {
    switch (scheme) {
        case 'file':
            return { kind: 'path', path: rest };
        case 'dvc':
            return { kind: 'dvc', path: rest };
        case 'sql':
            return rest.length <= 900 ? { kind: 'sql', id: rest } : undefined;
        case 'lakefs': {
            const [, repository, ref, path] = /^([a-z0-9][a-z0-9-]{2,62})\/([^/\s]+)(?:\/(.+))?$/.exec(rest) ?? [];
            return repository !== undefined && ref !== undefined
                ? { kind: 'lakefs', repository, ref, path }
                : undefined;
        }
        case 'delta': {
            const [, path, version] = /^(.+?)(?:@(\d{1,15}))?$/.exec(rest) ?? [];
            return path === undefined
                ? undefined
                : { kind: 'delta', path: bare(path), version: version === undefined ? undefined : Number(version) };
        }
        case 'iceberg': {
            const [, path, snapshot] = /^(.+?)(?:@(\d{1,19}))?$/.exec(rest) ?? [];
            return path === undefined ? undefined : { kind: 'iceberg', path: bare(path), snapshot };
        }
        case 'feast': {
            const at = rest.lastIndexOf('#');
            return at > 0 && at < rest.length - 1
                ? { kind: 'feast', path: rest.slice(0, at), service: rest.slice(at + 1) }
                : undefined;
        }
    }
}
function bare(folder) {
    return folder.length > 1 ? folder.replace(/\/+$/, '') : folder;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/text/json.js

/**
 * JSON whose whole numbers may exceed 2^53: those become their digits as text. Table formats name snapshots by 64-bit
 * numbers, and a rounded snapshot id names another snapshot.
 *
 * @throws LineageError `corrupt`, naming `where`
 */
function parseWideJson(text, where) {
    try {
        // The third argument is ES2025 (JSON.parse source text access), which the ES2023 library does not declare.
        const keepDigits = (_key, value, context) => typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
            ? digitsOf(context?.source)
            : value;
        return JSON.parse(text, keepDigits);
    }
    catch (cause) {
        throw new LineageError('corrupt', `${where}: ${cause instanceof Error ? cause.message : 'not JSON'}`, {
            cause,
        });
    }
}
function digitsOf(source) {
    if (source === undefined)
        throw new RangeError('this Node cannot read whole numbers beyond 2^53; use 22 or later');
    return source;
}
/** A JSON number of any size, or its digits, as text. */
function wholeNumber(value) {
    if (typeof value === 'number' && Number.isInteger(value))
        return String(value);
    return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? value : undefined;
}
/** A plain object, or an empty one for anything else: fields of foreign files are looked at one by one. */
function recordOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : {};
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
/** Text of at most `max` characters; undefined for anything else, and for the empty text. */
function textOf(value, max = 1024) {
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    return typeof value === 'string' && value !== '' ? value.slice(0, max) : undefined;
}

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var lib = __webpack_require__(47511);
;// CONCATENATED MODULE: ./packages/lineage/lib/data/digest-files.js

async function digestFile(files, path) {
    const source = await files.open(path);
    try {
        return { digest: await (0,lib/* digestSource */.IL)(source), byteLength: source.byteLength };
    }
    finally {
        await source.close();
    }
}
/** The root digest (as of a model) of some files below a folder. */
async function digestFolder(files, folder, names) {
    const root = await (0,lib/* digestModel */.On)(names.map((name) => ({ path: name, open: () => files.open(joined(folder, name)) })));
    return {
        digest: root.digest,
        byteLength: root.files.reduce((sum, file) => sum + file.byteLength, 0),
        files: root.files.length,
    };
}
/** `name` below `folder`, where the folder may be the workspace itself. */
function joined(folder, name) {
    return folder === '' || folder === '.' ? name : `${folder}/${name}`;
}
/** The folder a path stands in; empty for the workspace itself. */
function folderOf(path) {
    const at = path.lastIndexOf('/');
    return at < 0 ? '' : path.slice(0, at);
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./packages/lineage/lib/data/delta/checkpoint.js


/** Rows of one part: a table with more data files is refused later anyway. */
const MAX_CHECKPOINT_BYTES = 2 ** 30;
const MAX_PAGE_BYTES = 2 ** 28;
/**
 * The actions of a checkpoint file: `add`, `remove` and `metaData` structs, one action a row.
 *
 * The suite's own Parquet reader takes flat columns only; a checkpoint is all structs, so hyparquet reads it, and is
 * loaded for nothing else.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
async function readCheckpoint(files, path) {
    const { parquetReadObjects } = await __webpack_require__.e(/* import() */ 972).then(__webpack_require__.bind(__webpack_require__, 86972));
    const source = await files.open(path);
    if (source.byteLength > MAX_CHECKPOINT_BYTES) {
        await source.close();
        throw new LineageError('too-large', `${path}: a checkpoint of more than 1 GiB`);
    }
    try {
        return await parquetReadObjects({
            file: {
                byteLength: source.byteLength,
                async slice(start, end = source.byteLength) {
                    const bytes = await source.read(start, end - start);
                    return bytes.slice().buffer;
                },
            },
            columns: ['add', 'remove', 'metaData'],
            compressors: {
                GZIP: (input) => (0,external_node_zlib_.gunzipSync)(input, { maxOutputLength: MAX_PAGE_BYTES }),
                ZSTD: (input) => (0,external_node_zlib_.zstdDecompressSync)(input, { maxOutputLength: MAX_PAGE_BYTES }),
            },
        });
    }
    catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new LineageError('corrupt', `${path}: ${why}`, { cause });
    }
    finally {
        await source.close();
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/delta/log.js

const COMMIT = /^(\d{20})\.json$/;
const CHECKPOINT = /^(\d{20})\.checkpoint\.parquet$/;
const PART = /^(\d{20})\.checkpoint\.(\d{10})\.(\d{10})\.parquet$/;
const V2 = /^(\d{20})\.checkpoint\.[0-9a-f-]{36}\.(?:json|parquet)$/;
/**
 * @param names the files of `_delta_log`
 * @param wanted a version; undefined takes the newest
 * @throws LineageError `data-not-found`, `unsupported`, `corrupt`
 */
function planLog(names, wanted, where) {
    const commits = new Map(matches(names, COMMIT).map(({ version, name }) => [version, name]));
    const checkpoints = wholeCheckpoints(names);
    const newest = Math.max(-1, ...commits.keys(), ...checkpoints.keys());
    if (newest < 0)
        throw new LineageError('data-not-found', `${where}: holds no commit`);
    const version = wanted ?? newest;
    if (version > newest) {
        throw new LineageError('data-not-found', `${where}: the newest version is ${newest}, ${version} is not there yet`);
    }
    const base = Math.max(-1, ...[...checkpoints.keys()].filter((known) => known <= version));
    const needed = Array.from({ length: version - base }, (_, index) => base + 1 + index);
    const missing = needed.find((known) => !commits.has(known));
    if (missing !== undefined)
        throw unreachable(names, version, missing, where);
    return {
        version,
        checkpoint: checkpoints.get(base) ?? [],
        commits: needed.map((known) => commits.get(known)),
    };
}
function unreachable(names, version, missing, where) {
    if (matches(names, V2).some((known) => known.version <= version)) {
        return new LineageError('unsupported', `${where}: version ${version} stands on a V2 checkpoint, which is not read`, {
            remedy: "Write a classic checkpoint: set the table's `delta.checkpointPolicy` to `classic`.",
        });
    }
    return new LineageError('data-not-found', `${where}: version ${version} cannot be rebuilt, commit ${missing} is gone`, {
        remedy: 'The log was cleaned up. Give a newer version, or keep the log longer (delta.logRetentionDuration).',
    });
}
function wholeCheckpoints(names) {
    const whole = new Map(matches(names, CHECKPOINT).map(({ version, name }) => [version, [name]]));
    const parts = new Map();
    for (const part of matches(names, PART)) {
        const set = `${part.version}/${part.of}`;
        parts.set(set, [...(parts.get(set) ?? []), part]);
    }
    for (const found of parts.values()) {
        const { version, of } = found[0];
        // A writer that died leaves some of its parts; they are no checkpoint.
        if (found.length === of)
            whole.set(version, found.map(({ name }) => name).sort());
    }
    return whole;
}
function matches(names, pattern) {
    return names.flatMap((name) => {
        const found = pattern.exec(name);
        return found ? [{ name, version: Number(found[1]), of: Number(found[3] ?? 0) }] : [];
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/delta/state.js



/** Data files of one version; more are a table whose log should be queried by its engine. */
const MAX_FILES = 2_000_000;
function replay(where) {
    const files = new Map();
    let metadata;
    let commit = {};
    return {
        apply(action) {
            if (action['metaData'])
                metadata = recordOf(action['metaData']);
            if (action['commitInfo'])
                commit = recordOf(action['commitInfo']);
            if (action['remove'])
                files.delete(keyOf(recordOf(action['remove'])));
            if (!action['add'])
                return;
            const add = recordOf(action['add']);
            files.set(keyOf(add), dataFile(add, where));
            if (files.size > MAX_FILES)
                throw new LineageError('too-large', `${where}: more than ${MAX_FILES} data files`);
        },
        finish() {
            const tableId = textOf(metadata?.['id'], 128);
            if (tableId === undefined)
                throw new LineageError('corrupt', `${where}: the log names no table id`);
            const active = [...files.values()].sort((a, b) => (keyOfFile(a) < keyOfFile(b) ? -1 : 1));
            const rows = active.map((file) => file.rows);
            return {
                tableId,
                name: textOf(metadata?.['name'], 256),
                files: active.length,
                byteLength: active.reduce((sum, file) => sum + file.size, 0),
                rows: rows.includes(undefined) ? undefined : rows.reduce((sum, count) => sum + count, 0),
                digest: (0,lib/* digestBytes */.QN)((0,lib/* canonicalJson */.dj)(active.map(({ path, size, deletionVector }) => ({ path, size, deletionVector })))),
                commit,
            };
        },
    };
}
/** A file with other rows deleted is another logical file: path and deletion vector together are the key. */
function keyOf(action) {
    return `${String(action['path'])}\n${deletionVectorOf(action) ?? ''}`;
}
function keyOfFile({ path, deletionVector }) {
    return `${path}\n${deletionVector ?? ''}`;
}
function deletionVectorOf(action) {
    const vector = recordOf(action['deletionVector']);
    const place = textOf(vector['pathOrInlineDv']);
    if (place === undefined)
        return undefined;
    const offset = vector['offset'];
    const at = typeof offset === 'number' || typeof offset === 'bigint' ? `@${offset}` : '';
    return `${textOf(vector['storageType']) ?? ''}${place}${at}`;
}
function dataFile(add, where) {
    const path = add['path'];
    const size = Number(add['size']);
    if (typeof path !== 'string' || !Number.isSafeInteger(size) || size < 0) {
        throw new LineageError('corrupt', `${where}: a data file without path and size`);
    }
    return { path, size, deletionVector: deletionVectorOf(add), rows: rowsOf(add['stats']) };
}
function rowsOf(stats) {
    // Only this number is wanted, and statistics of wide tables are long.
    const found = typeof stats === 'string' ? /"numRecords"\s*:\s*(\d{1,15})/.exec(stats)?.[1] : undefined;
    return found === undefined ? undefined : Number(found);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/identity.js
/** Details that are known; the rest is left out, not recorded as unknown. */
function knownDetails(details) {
    return Object.fromEntries(Object.entries(details).filter((entry) => entry[1] !== undefined));
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/delta/delta.js







const MAX_COMMIT_BYTES = 256 * 2 ** 20;
/**
 * A version of a Delta Lake table: the given, or the newest, rebuilt from `_delta_log` as a reader would (classic and
 * multi-part checkpoints, then commits). The digest is over the list of its data files, which are never rewritten, so it
 * stays the same however the log is compacted.
 *
 * @throws LineageError `data-not-found`, `unsupported`, `corrupt`, `too-large`
 */
async function readDelta(files, path, wanted) {
    const log = joined(path, '_delta_log');
    if ((await files.stat(log))?.kind !== 'directory') {
        throw new LineageError('data-not-found', `${path}: is no Delta table, it has no _delta_log`);
    }
    const plan = planLog(await files.list(log), wanted, log);
    const state = replay(log);
    for (const name of plan.checkpoint) {
        for (const action of await readCheckpoint(files, joined(log, name)))
            state.apply(action);
    }
    for (const name of plan.commits) {
        const where = joined(log, name);
        const text = new TextDecoder().decode(await files.read(where, { maxBytes: MAX_COMMIT_BYTES }));
        for (const line of text.split('\n'))
            if (line.trim() !== '')
                state.apply(recordOf(parseWideJson(line, where)));
    }
    const content = state.finish();
    const at = content.commit['timestamp'];
    const known = {
        table: content.name,
        files: String(content.files),
        rows: content.rows === undefined ? undefined : String(content.rows),
        operation: textOf(content.commit['operation'], 64),
        'committed at': typeof at === 'number' && at > 0 && at < 1e14 ? new Date(at).toISOString() : undefined,
    };
    return {
        kind: 'delta',
        source: path,
        id: `${content.tableId}@${plan.version}`,
        digest: content.digest,
        byteLength: content.byteLength,
        details: knownDetails(known),
    };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./packages/lineage/lib/text/yaml.js


/** A small file can spell out gigabytes by repeating aliases of aliases. */
const MAX_ALIASES = 100;
/**
 * YAML as plain values.
 *
 * @throws LineageError `corrupt`, naming `where`
 */
function parseYaml(bytes, where) {
    try {
        const document = (0,dist/* parseDocument */.Tp)(new TextDecoder().decode(bytes), { prettyErrors: true });
        const [error] = document.errors;
        if (error)
            throw error;
        return document.toJS({ maxAliasCount: MAX_ALIASES });
    }
    catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new LineageError('corrupt', `${where}: ${why.trim()}`, { cause });
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/lineage/lib/data/dvc-hash.js



/** A file or a folder, hashed by sha256 and by md5 while it is read once. */
async function hashPlace(files, place, directory) {
    if (!directory) {
        const { md5, digest, byteLength } = await hashFile(files, place);
        return { id: `md5:${md5}`, digest, byteLength };
    }
    const hashed = [];
    for (const path of await files.list(place)) {
        hashed.push({ path, ...(await hashFile(files, joined(place, path))) });
    }
    return {
        id: `md5:${folderMd5(hashed)}.dir`,
        digest: (0,lib/* rootDigest */.bb)(hashed),
        byteLength: hashed.reduce((sum, { byteLength }) => sum + byteLength, 0),
    };
}
/** dvc_data.hashfile.tree: md5 over Python's `json.dumps` of `{md5, relpath}`, by relpath. */
function folderMd5(files) {
    const entries = [...files]
        .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
        .map(({ md5, path }) => `{"md5": "${md5}", "relpath": ${pythonJson(path)}}`);
    return (0,external_node_crypto_.createHash)('md5')
        .update(`[${entries.join(', ')}]`)
        .digest('hex');
}
/** `json.dumps` escapes all beyond ASCII by UTF-16 unit. */
function pythonJson(text) {
    return JSON.stringify(text).replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
async function hashFile(files, path) {
    const source = await files.open(path);
    try {
        const [sha256, md5] = [(0,external_node_crypto_.createHash)('sha256'), (0,external_node_crypto_.createHash)('md5')];
        for await (const chunk of (0,lib/* chunksOf */.U_)(source)) {
            sha256.update(chunk);
            md5.update(chunk);
        }
        return { digest: `sha256:${sha256.digest('hex')}`, md5: md5.digest('hex'), byteLength: source.byteLength };
    }
    finally {
        await source.close();
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/dvc.js





/** A dvc.lock of a thousand stages stays below. */
const MAX_DVC_BYTES = 16 * 2 ** 20;
/**
 * What DVC says of tracked data, without DVC: from a `.dvc` file, or from the `dvc.lock` whose stage writes the path.
 *
 * The id is the hash DVC itself goes by. Where no `hash: md5` stands beside an md5, DVC 2.x wrote it: md5 of text with
 * its line ends made Unix's (`md5-dos2unix`), which is not the md5 of the file. md5 is no proof against people; where the
 * data are checked out they are hashed again by sha256, and a size that is not DVC's is refused: they were changed.
 *
 * @param path a `.dvc` file, or data that DVC tracks (`data/train.csv`)
 * @throws LineageError `data-not-found`, `corrupt`, `data-changed`
 */
async function readDvc(files, path) {
    const { source, output, place } = await findOutput(files, path);
    const content = await checkedOut(files, place, output);
    return {
        kind: 'dvc',
        source,
        id: output.id,
        ...(content ? { digest: content.digest } : {}),
        ...(output.byteLength === undefined && !content
            ? {}
            : { byteLength: content?.byteLength ?? output.byteLength }),
        details: { path: place, ...output.details },
    };
}
async function findOutput(files, path) {
    const pointer = path.endsWith('.dvc') ? path : `${path}.dvc`;
    if ((await files.stat(pointer))?.kind === 'file') {
        const [output] = outputsOf(recordOf(await read(files, pointer)), pointer);
        if (!output)
            throw new LineageError('corrupt', `${pointer}: names no output`);
        return { source: pointer, output, place: joined(folderOf(pointer), output.path) };
    }
    return findInLock(files, path);
}
/** The nearest dvc.lock above the path that has it as an output. */
async function findInLock(files, path) {
    for (let folder = folderOf(path);; folder = folderOf(folder)) {
        const lock = joined(folder, 'dvc.lock');
        if ((await files.stat(lock))?.kind === 'file') {
            const root = recordOf(await read(files, lock));
            const relative = folder === '' ? path : path.slice(folder.length + 1);
            // Version 1 of the file had the stages at its top.
            const stages = 'stages' in root ? recordOf(root['stages']) : root;
            for (const [name, stage] of Object.entries(stages)) {
                const output = outputsOf(recordOf(stage), lock).find((known) => known.path === relative);
                if (output) {
                    const details = { ...output.details, stage: name.slice(0, 200) };
                    return { source: lock, output: { ...output, details }, place: path };
                }
            }
        }
        if (folder === '')
            break;
    }
    throw new LineageError('data-not-found', `${path}: neither ${path}.dvc nor a stage of a dvc.lock above it`, {
        remedy: 'Give the path as DVC tracks it: the one `dvc add` was given, or an output of a stage.',
    });
}
async function read(files, path) {
    return parseYaml(await files.read(path, { maxBytes: MAX_DVC_BYTES }), path);
}
function outputsOf(stage, where) {
    const imported = importedFrom(stage);
    return listOf(stage['outs']).map((value) => {
        const out = recordOf(value);
        const path = textOf(out['path']);
        if (path === undefined)
            throw new LineageError('corrupt', `${where}: an output without a path`);
        const { id, directory } = hashOf(out, `${where}: ${JSON.stringify(path)}`);
        const size = out['size'];
        return {
            path,
            id,
            directory,
            byteLength: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : undefined,
            details: {
                ...(typeof out['nfiles'] === 'number' ? { files: String(out['nfiles']) } : {}),
                ...imported,
            },
        };
    });
}
function hashOf(out, where) {
    const md5 = textOf(out['md5'], 64);
    if (md5 !== undefined) {
        if (!/^[0-9a-f]{32}(\.dir)?$/.test(md5))
            throw new LineageError('corrupt', `${where}: ${md5} is no md5 of DVC's`);
        const algorithm = out['hash'] === 'md5' ? 'md5' : 'md5-dos2unix';
        return { id: `${algorithm}:${md5}`, directory: md5.endsWith('.dir') };
    }
    for (const algorithm of ['etag', 'checksum', 'version_id']) {
        const value = textOf(out[algorithm], 512);
        if (value !== undefined)
            return { id: `${algorithm}:${value}`, directory: value.endsWith('.dir') };
    }
    throw new LineageError('corrupt', `${where}: has no hash`, {
        remedy: 'Run `dvc commit` (or `dvc repro`), commit what it changes, then register.',
    });
}
/** `dvc import`: which commit of which repository. */
function importedFrom(stage) {
    const repo = recordOf(recordOf(listOf(stage['deps'])[0])['repo']);
    const [url, commit] = [textOf(repo['url'], 500), textOf(repo['rev_lock'], 64)];
    return {
        ...(url === undefined ? {} : { 'imported from': withoutUserinfo(url) }),
        ...(commit === undefined ? {} : { 'imported at': commit }),
    };
}
/** Passwords in addresses do not go into history. */
function withoutUserinfo(url) {
    return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^@/]*@/i, '$1');
}
/** Hashes what is there, both ways in one pass, and compares it with what DVC recorded. */
async function checkedOut(files, place, output) {
    const stat = await files.stat(place);
    if (!stat)
        return undefined;
    const hashed = await hashPlace(files, place, stat.kind === 'directory');
    const problem = output.byteLength !== undefined && hashed.byteLength !== output.byteLength
        ? `has ${hashed.byteLength} bytes, DVC recorded ${output.byteLength}`
        : output.id.startsWith('md5:') && output.id !== hashed.id
            ? `is ${hashed.id}, DVC recorded ${output.id}`
            : undefined;
    if (problem === undefined)
        return { digest: hashed.digest, byteLength: hashed.byteLength };
    throw new LineageError('data-changed', `${place} ${problem}: it was changed since`, {
        remedy: 'Run `dvc status`; then `dvc commit` to keep the change, or `dvc checkout` to undo it.',
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/binary/protobuf.js

/**
 * The fields of a protobuf message, without a schema and without recursion: nested messages are bytes until they are
 * asked for, so hostile depth costs nothing.
 *
 * @throws LineageError `corrupt`, naming `where`
 */
function* fieldsOf(bytes, where) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = 0;
    const varint = () => {
        let value = 0n;
        for (let shift = 0n; shift < 70n; shift += 7n) {
            const byte = bytes[offset++];
            if (byte === undefined)
                throw corrupt(where, 'ends in the middle of a field');
            value |= BigInt(byte & 0x7f) << shift;
            if (byte < 0x80)
                return BigInt.asUintN(64, value);
        }
        throw corrupt(where, 'has a number of more than ten bytes');
    };
    const take = (length) => {
        const start = offset;
        if (length > bytes.length - start)
            throw corrupt(where, 'ends in the middle of a field');
        offset += length;
        return start;
    };
    while (offset < bytes.length) {
        const tag = varint();
        const number = Number(tag >> 3n);
        if (number < 1 || number > 0x1fffffff)
            throw corrupt(where, `has a field ${number}`);
        switch (Number(tag & 7n)) {
            case 0:
                yield { number, wire: 'varint', value: varint() };
                break;
            case 1:
                yield { number, wire: 'fixed64', value: view.getBigUint64(take(8), true) };
                break;
            case 2: {
                const length = varint();
                if (length > BigInt(bytes.length))
                    throw corrupt(where, 'ends in the middle of a field');
                const start = take(Number(length));
                yield { number, wire: 'bytes', value: bytes.subarray(start, offset) };
                break;
            }
            case 5:
                yield { number, wire: 'fixed32', value: BigInt(view.getUint32(take(4), true)) };
                break;
            default:
                throw corrupt(where, 'holds no fields of protobuf 3');
        }
    }
}
/** All nested messages or texts of one field number, in order. */
function bytesOf(message, number, where) {
    const found = [];
    for (const field of fieldsOf(message, where)) {
        if (field.number === number && field.wire === 'bytes')
            found.push(field.value);
    }
    return found;
}
/** The last text of a field number: in protobuf, the last one counts. */
function stringOf(message, number, where) {
    const value = bytesOf(message, number, where).at(-1);
    return value === undefined ? undefined : new TextDecoder().decode(value);
}
/** The last whole number of a field number. */
function numberOf(message, number, where) {
    let found;
    for (const field of fieldsOf(message, where)) {
        if (field.number === number && field.wire === 'varint')
            found = BigInt.asIntN(64, field.value);
    }
    return found;
}
function corrupt(where, why) {
    return new LineageError('corrupt', `${where}: ${why}`);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/feast.js



const MAX_REGISTRY_BYTES = 256 * 2 ** 20;
// Field numbers of feast/core/Registry.proto, FeatureService.proto, FeatureViewProjection.proto (Feast 0.67).
const REGISTRY = { onDemandViews: 8, services: 7 };
const SERVICE = { spec: 1 };
const SPEC = { name: 1, project: 2, projections: 3 };
const PROJECTION = { view: 1, columns: 2, alias: 3, joinKeys: 4, source: 8, version: 10 };
const COLUMN = { name: 1, type: 2 };
const SOURCE = { name: 20 };
const ON_DEMAND = { spec: 1, name: 1, function: 5, transformation: 10 };
const TRANSFORMATION = { function: 1 };
const FUNCTION = { text: 3 };
const ENTRY = { key: 1, value: 2 };
/**
 * A feature service of a Feast file registry (`registry.db`, a protobuf). Feast gives a service a name and no version,
 * so its identity is made here: which features of which views, under which names, from which sources, and the source
 * code of on-demand transformations. Times, tags, owners and the order of maps do not count: `feast apply` changes them
 * without changing the features.
 *
 * @throws LineageError `data-not-found`, naming the services there are; `corrupt`
 */
async function readFeast(files, path, service) {
    const registry = await files.read(path, { maxBytes: MAX_REGISTRY_BYTES });
    const specs = bytesOf(registry, REGISTRY.services, path).flatMap((item) => bytesOf(item, SERVICE.spec, path));
    const matching = specs.filter((spec) => stringOf(spec, SPEC.name, path) === service);
    const [spec] = matching;
    if (!spec || matching.length > 1)
        throw absent(path, service, specs, matching.length);
    const definitions = transformations(registry, path);
    const views = bytesOf(spec, SPEC.projections, path)
        .map((projection) => viewOf(projection, definitions, path))
        .sort((a, b) => (a.as < b.as ? -1 : 1));
    const project = stringOf(spec, SPEC.project, path);
    const digest = (0,lib/* digestBytes */.QN)((0,lib/* canonicalJson */.dj)({ project, service, views }));
    return {
        kind: 'feast',
        source: path,
        id: `${project === undefined ? '' : `${project}/`}${service}@${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`,
        digest,
        details: {
            views: views
                .map(({ view, version }) => (version === undefined ? view : `${view}@v${version}`))
                .join(', ')
                .slice(0, 1024),
            features: String(views.reduce((sum, { features }) => sum + features.length, 0)),
        },
    };
}
function viewOf(projection, definitions, where) {
    const view = stringOf(projection, PROJECTION.view, where);
    if (view === undefined)
        throw new LineageError('corrupt', `${where}: a projection without its view`);
    const [source] = bytesOf(projection, PROJECTION.source, where);
    const version = numberOf(projection, PROJECTION.version, where);
    return {
        view,
        as: stringOf(projection, PROJECTION.alias, where) || view,
        version: version === undefined ? undefined : String(version),
        source: source && stringOf(source, SOURCE.name, where),
        features: bytesOf(projection, PROJECTION.columns, where)
            .map((column) => `${stringOf(column, COLUMN.name, where) ?? ''}:${numberOf(column, COLUMN.type, where) ?? 0n}`)
            .sort(),
        joinKeys: bytesOf(projection, PROJECTION.joinKeys, where)
            .map((entry) => `${stringOf(entry, ENTRY.key, where) ?? ''}=${stringOf(entry, ENTRY.value, where) ?? ''}`)
            .sort(),
        definition: definitions.get(view),
    };
}
/** The source text of on-demand views' functions, by view. The pickled function beside it differs from run to run. */
function transformations(registry, where) {
    const found = new Map();
    for (const view of bytesOf(registry, REGISTRY.onDemandViews, where)) {
        for (const spec of bytesOf(view, ON_DEMAND.spec, where)) {
            const functions = [
                ...bytesOf(spec, ON_DEMAND.function, where),
                ...bytesOf(spec, ON_DEMAND.transformation, where).flatMap((item) => bytesOf(item, TRANSFORMATION.function, where)),
            ];
            const text = functions.map((item) => stringOf(item, FUNCTION.text, where) ?? '').join('\n');
            const name = stringOf(spec, ON_DEMAND.name, where);
            if (name !== undefined && text !== '')
                found.set(name, (0,lib/* digestBytes */.QN)(text));
        }
    }
    return found;
}
function absent(path, service, specs, count) {
    if (count > 1) {
        return new LineageError('invalid-data', `${path}: ${count} projects have a feature service ${JSON.stringify(service)}`);
    }
    const known = specs.map((spec) => stringOf(spec, SPEC.name, path) ?? '').sort();
    const list = known.length === 0
        ? 'no feature service'
        : known
            .slice(0, 20)
            .map((name) => JSON.stringify(name))
            .join(', ');
    return new LineageError('data-not-found', `${path}: no feature service ${JSON.stringify(service)}; it has ${list}`, {
        remedy: 'Give <registry.db>#<name>, as `feast feature-services list` prints it.',
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/iceberg.js






/** Metadata of a table with tens of thousands of snapshots stays below. */
const MAX_METADATA_BYTES = 64 * 2 ** 20;
/**
 * The snapshot of an Iceberg table (spec v1 to v3), read from its metadata file: the current one, or the given.
 *
 * A folder stands for its newest metadata file: the one `version-hint.text` names (Hadoop tables), else the one with the
 * highest number. Where a catalogue decides which is newest, give the metadata file itself.
 *
 * @throws LineageError `data-not-found`, `corrupt`, `unsupported`
 */
async function readIceberg(files, path, wanted) {
    const source = await metadataFile(files, path);
    const bytes = await files.read(source, { maxBytes: MAX_METADATA_BYTES });
    const table = recordOf(parseWideJson(textIn(bytes, source), source));
    const uuid = textOf(table['table-uuid'], 64);
    if (uuid === undefined)
        throw new LineageError('corrupt', `${source}: has no table-uuid`);
    const id = wanted ?? wholeNumber(table['current-snapshot-id']);
    if (id === undefined || id === '-1') {
        throw new LineageError('data-not-found', `${source}: the table has no snapshot yet`);
    }
    const snapshot = listOf(table['snapshots'])
        .map((item) => recordOf(item))
        .find((item) => wholeNumber(item['snapshot-id']) === id);
    if (!snapshot) {
        throw new LineageError('data-not-found', `${source}: snapshot ${id} is not there (any more)`, {
            remedy: 'Snapshots expire; tag the ones models are trained on.',
        });
    }
    return {
        kind: 'iceberg',
        source,
        id: `${uuid}@${id}`,
        // Of the snapshot alone: the metadata file changes with every later commit, what a snapshot says does not.
        digest: (0,lib/* digestBytes */.QN)((0,lib/* canonicalJson */.dj)(snapshot)),
        details: details(table, snapshot),
    };
}
async function metadataFile(files, path) {
    if ((await files.stat(path))?.kind === 'file')
        return path;
    const folder = joined(path, 'metadata');
    if ((await files.stat(folder))?.kind !== 'directory') {
        throw new LineageError('data-not-found', `${path}: neither a metadata file nor a folder with metadata/ in it`);
    }
    const names = await files.list(folder);
    if (names.includes('version-hint.text')) {
        const hint = new TextDecoder()
            .decode(await files.read(joined(folder, 'version-hint.text'), { maxBytes: 64 }))
            .trim();
        const named = names.find((name) => new RegExp(`^v${Number(hint)}(\\.gz)?\\.metadata\\.json(\\.gz)?$`).test(name));
        if (named !== undefined)
            return joined(folder, named);
    }
    const numbered = names.flatMap((name) => {
        const number = /^v?(\d{1,15})(?:-[0-9a-f-]{36})?(?:\.gz)?\.metadata\.json(?:\.gz)?$/.exec(name)?.[1];
        return number === undefined ? [] : [{ name, number: Number(number) }];
    });
    const newest = numbered.sort((a, b) => b.number - a.number);
    const [first, second] = newest;
    if (!first)
        throw new LineageError('data-not-found', `${folder}: holds no metadata file`);
    if (second?.number === first.number) {
        throw new LineageError('invalid-data', `${folder}: ${first.name} and ${second.name} have the same number`, {
            remedy: 'A commit that lost left its file behind. Give the metadata file the catalogue names.',
        });
    }
    return joined(folder, first.name);
}
function textIn(bytes, where) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
        return new TextDecoder().decode(bytes);
    try {
        return new TextDecoder().decode((0,external_node_zlib_.gunzipSync)(bytes, { maxOutputLength: MAX_METADATA_BYTES }));
    }
    catch (cause) {
        throw new LineageError('corrupt', `${where}: cannot be unpacked`, { cause });
    }
}
function details(table, snapshot) {
    const summary = recordOf(snapshot['summary']);
    const at = snapshot['timestamp-ms'];
    const known = {
        location: textOf(table['location'], 512),
        operation: textOf(summary['operation'], 64),
        records: textOf(summary['total-records'], 32),
        files: textOf(summary['total-data-files'], 32),
        schema: textOf(snapshot['schema-id'], 16),
        'committed at': typeof at === 'number' && at > 0 && at < 1e14 ? new Date(at).toISOString() : undefined,
    };
    return knownDetails(known);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/lakefs.js



/** One commit and its metadata. */
const MAX_ANSWER_BYTES = 2 ** 20;
/**
 * The commit a lakeFS branch, tag or commit stands for now. Branches move; a commit id is the digest of its content and
 * never does. `GET /repositories/{repository}/refs/{ref}/commits` takes every kind of ref (lakeFS API, `logCommits`).
 *
 * Where the server is and who we are comes from the environment alone (the names of lakectl and lakeFS' own clients):
 * `LAKECTL_SERVER_ENDPOINT_URL`, `LAKECTL_CREDENTIALS_ACCESS_KEY_ID`, `LAKECTL_CREDENTIALS_SECRET_ACCESS_KEY`. A policy
 * file, which any pushed branch can change, must not choose where credentials go.
 *
 * @throws LineageError `invalid-data` without a server, `data-not-found`, `corrupt`; the port's own errors
 */
async function readLakefs(http, env, { repository, ref, path }) {
    const endpoint = env.get('LAKECTL_SERVER_ENDPOINT_URL');
    if (endpoint === undefined || !URL.canParse(endpoint)) {
        throw new LineageError('invalid-data', `lakefs:${repository}/${ref}: no lakeFS server is named`, {
            remedy: 'Set LAKECTL_SERVER_ENDPOINT_URL (and LAKECTL_CREDENTIALS_ACCESS_KEY_ID, ..._SECRET_ACCESS_KEY) for the step.',
        });
    }
    const base = endpoint.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
    const where = `lakefs:${repository}/${ref}`;
    const url = `${base}/api/v1/repositories/${encodeURIComponent(repository)}/refs/${encodeURIComponent(ref)}/commits?amount=1`;
    const answer = await http.send({
        url,
        headers: { accept: 'application/json', ...credentials(env) },
        maxBytes: MAX_ANSWER_BYTES,
    });
    if (answer.status !== 200)
        throw refused(where, answer.status);
    const commit = recordOf(listOf(recordOf(parseWideJson(new TextDecoder().decode(answer.body), where))['results'])[0]);
    const id = textOf(commit['id'], 128);
    if (id === undefined || !/^[0-9a-f]{64}$/.test(id)) {
        throw new LineageError('corrupt', `${where}: the server names no commit`);
    }
    return {
        kind: 'lakefs',
        source: `lakefs://${repository}/${id}/${path ?? ''}`,
        id,
        details: lakefs_details(ref, commit),
    };
}
function lakefs_details(ref, commit) {
    const date = commit['creation_date'];
    const known = {
        ref,
        committer: textOf(commit['committer'], 256),
        message: textOf(commit['message'], 512),
        // Seconds since the epoch (lakeFS API, `Commit`).
        'committed at': typeof date === 'number' && date > 0 && date < 1e11 ? new Date(date * 1000).toISOString() : undefined,
    };
    return knownDetails(known);
}
function credentials(env) {
    const key = env.get('LAKECTL_CREDENTIALS_ACCESS_KEY_ID');
    const secret = env.get('LAKECTL_CREDENTIALS_SECRET_ACCESS_KEY');
    if (key === undefined || secret === undefined)
        return {};
    return { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` };
}
function refused(where, status) {
    switch (status) {
        case 401:
        case 403:
            return new LineageError('registry-refused', `${where}: lakeFS answers ${status}`, {
                remedy: 'The key needs fs:ReadRepository, fs:ListBranches and fs:ReadCommit on the repository.',
            });
        case 404:
            return new LineageError('data-not-found', `${where}: lakeFS knows no such repository or ref`);
        default:
            return new LineageError('registry-refused', `${where}: lakeFS answers ${status}`);
    }
}

// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var data_lib = __webpack_require__(4108);
;// CONCATENATED MODULE: ./packages/lineage/lib/data/paths.js



/** A file or a whole folder, by the digest of its bytes. */
async function readPath(files, path) {
    const stat = await files.stat(path);
    if (stat?.kind === 'directory') {
        const { digest, byteLength } = await digestFolder(files, path, await files.list(path));
        return { kind: 'folder', digest, byteLength };
    }
    const content = await digestFile(files, path);
    const rows = path.endsWith('.parquet') ? await parquetRows(files, path) : undefined;
    return { kind: 'file', ...content, ...(rows === undefined ? {} : { rows }) };
}
async function parquetRows(files, path) {
    const source = await files.open(path);
    try {
        return (await (0,data_lib.openTable)(source, { format: 'parquet' })).rowCount;
    }
    finally {
        await source.close();
    }
}
/**
 * The files a pattern chooses: `*` and `?` within a segment, `**` for any number of folders.
 *
 * @throws LineageError `data-not-found` when it chooses none: a pattern that matches nothing trained nothing
 */
async function readPattern(files, pattern) {
    const segments = pattern.split('/');
    const fixed = segments.findIndex((segment) => /[*?]/.test(segment));
    const folder = segments.slice(0, fixed).join('/') || '.';
    const rest = segments.slice(fixed).join('/');
    const matcher = matcherOf(rest);
    const stat = await files.stat(folder);
    const names = stat?.kind === 'directory' ? (await files.list(folder)).filter((name) => matcher.test(name)) : [];
    if (names.length === 0)
        throw new LineageError('data-not-found', `${pattern}: matches no file`);
    const found = await digestFolder(files, folder, names);
    return { kind: 'files', pattern, files: found.files, digest: found.digest, byteLength: found.byteLength };
}
/** Linear in the name: every part of the expression is a class that the next part cannot begin inside of, per segment. */
function matcherOf(pattern) {
    const source = pattern
        .split('/')
        .map((segment) => segment === '**'
        ? '(?:[^/]+/)*'
        : `${segment
            .replaceAll(/[.+^${}()|[\]\\]/g, String.raw `\$&`)
            .replaceAll(/\*+/g, '[^/]*')
            .replaceAll('?', '[^/]')}/`)
        .join('');
    return new RegExp(`^${source.replace(/\/$/, '')}$`);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/data/read-identity.js






/**
 * Which data a locator stands for at this moment, under a name.
 *
 * @throws LineageError, and what the ports throw
 */
async function readIdentity(name, locator, world) {
    return { name, ...(await identityOf(locator, world)) };
}
function identityOf(locator, { files, http, env }) {
    switch (locator.kind) {
        case 'path':
            return readPath(files, locator.path);
        case 'files':
            return readPattern(files, locator.pattern);
        case 'dvc':
            return readDvc(files, locator.path);
        case 'lakefs':
            return readLakefs(http, env, locator);
        case 'delta':
            return readDelta(files, locator.path, locator.version);
        case 'iceberg':
            return readIceberg(files, locator.path, locator.snapshot);
        case 'feast':
            return readFeast(files, locator.path, locator.service);
        case 'sql':
            // Recorded as given: only the engine could say whether that state exists.
            return Promise.resolve({ kind: 'sql', source: 'as given', id: locator.id });
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/environment/code.js
const TIMEOUT_MS = 60_000;
/**
 * Whether the work tree differs from its commit: a model made from code that nobody committed cannot be made again.
 * Untracked files do not count, since a training job writes its data and its model there; nor does the model itself where it
 * is kept in the repository.
 *
 * @param model path of the model, relative to the folder
 * @returns undefined where the folder is no git work tree, or git is not there: unknown is not clean
 */
async function isDirty(exec, folder, model) {
    // In a container job the checkout belongs to another user. fsmonitor would run a program that the repository's own configuration names.
    const args = [
        '-c',
        `safe.directory=${folder}`,
        '-c',
        'core.fsmonitor=false',
        'status',
        '--porcelain=v1',
        '--untracked-files=no',
        ...(model === undefined ? [] : ['--', '.', `:(exclude,literal)${model}`]),
    ];
    const status = await exec
        .run('git', args, { cwd: folder, env: { GIT_OPTIONAL_LOCKS: '0' }, timeoutMs: TIMEOUT_MS })
        .catch(() => undefined);
    if (status === undefined || status.exitCode !== 0)
        return undefined;
    return status.stdout.length > 0;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/environment/image.js


/** Manifest types of images and indexes; a registry asked without them may answer with a converted one. */
const ACCEPT = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const MAX_TOKEN_BYTES = 2 ** 16;
const PIN_IT = 'Pin the image yourself: name@sha256:<64 hex digits>, as the output of your build step prints it.';
/**
 * An image by digest. `name@sha256:...` is taken as written; a tag is asked of its registry now (HEAD of the manifest),
 * because tomorrow it names another image.
 *
 * A registry that wants a token is asked for an anonymous one, or with `OCI_USERNAME` and `OCI_PASSWORD` of the step.
 *
 * @throws LineageError `image-not-pinned`, `image-not-found`, `registry-refused`
 */
async function resolveImage(text, http, env) {
    const pinned = /^([^\s@]{1,512}?)(?::([\w][\w.-]{0,127}))?@sha256:([0-9a-f]{64})$/.exec(text);
    if (pinned) {
        const [, name, tag, hex] = pinned;
        return { name: name, digest: `sha256:${hex}`, ...(tag === undefined ? {} : { tag }) };
    }
    const reference = referenceOf(text);
    if (!reference)
        throw notPinned(text);
    const { host, repository, tag } = reference;
    const url = `${schemeFor(host)}://${host}/v2/${repository}/manifests/${tag}`;
    const ask = (authorization) => http
        .send({
        method: 'HEAD',
        url,
        headers: { accept: ACCEPT, ...(authorization === undefined ? {} : { authorization }) },
    })
        .catch((cause) => {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new LineageError('registry-refused', `image ${text}: its registry cannot be asked: ${why}`, {
            cause,
            remedy: PIN_IT,
        });
    });
    const first = await ask(undefined);
    const challenge = first.headers.get('www-authenticate');
    const answer = first.status === 401 && challenge !== undefined
        ? await ask(await authorized(challenge, host, repository, http, env))
        : first;
    const digest = /^sha256:([0-9a-f]{64})$/.exec(answer.headers.get('docker-content-digest') ?? '')?.[1];
    if (answer.status === 200 && digest !== undefined)
        return {
            name: `${host === DOCKER_HOST ? 'docker.io' : host}/${repository}`,
            digest: `sha256:${digest}`,
            tag,
        };
    if (answer.status === 404)
        throw new LineageError('image-not-found', `image ${text}: its registry knows no such tag`);
    throw new LineageError('registry-refused', `image ${text}: its registry answers ${answer.status}, without a digest`, {
        remedy: PIN_IT,
    });
}
const DOCKER_HOST = 'registry-1.docker.io';
const SEGMENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const HOST = /^[a-z0-9][a-z0-9.-]{0,252}(?::\d{1,5})?$/i;
const TAG = /^[\w][\w.-]{0,127}$/;
/** As docker reads it: the first segment is a host when it looks like one, a lone name is in `library/`. */
function referenceOf(text) {
    if (text.length > 512)
        return undefined;
    const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
    const [place, tag] = colon < 0 ? [text, 'latest'] : [text.slice(0, colon), text.slice(colon + 1)];
    const segments = place.split('/');
    const first = segments[0];
    const named = segments.length > 1 && (/[.:]/.test(first) || first === 'localhost');
    const path = named ? segments.slice(1) : segments.length === 1 ? ['library', first] : segments;
    if (!path.every((segment) => SEGMENT.test(segment)) || !TAG.test(tag) || (named && !HOST.test(first)))
        return undefined;
    return { host: named && first !== 'docker.io' ? first : DOCKER_HOST, repository: path.join('/'), tag };
}
/** As docker does: plain HTTP on this machine and nowhere else. */
function schemeFor(host) {
    return /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host) ? 'http' : 'https';
}
/** The distribution spec's token handshake. Credentials go only to a realm that is the registry's own. */
async function authorized(challenge, host, repository, http, env) {
    const [user, password] = [env.get('OCI_USERNAME'), env.get('OCI_PASSWORD')];
    const basic = user === undefined || password === undefined
        ? undefined
        : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    if (/^basic\b/i.test(challenge))
        return basic;
    const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    const realm = parts.get('realm');
    if (realm === undefined || !URL.canParse(realm))
        return undefined;
    const url = new URL(realm);
    if (url.protocol !== 'https:' && schemeFor(url.host) !== 'http')
        return undefined;
    const service = parts.get('service');
    if (service !== undefined)
        url.searchParams.set('service', service);
    url.searchParams.set('scope', `repository:${repository}:pull`);
    const answer = await http.send({
        url: url.href,
        headers: basic !== undefined && trustedRealm(url.host, host) ? { authorization: basic } : {},
        maxBytes: MAX_TOKEN_BYTES,
    });
    if (answer.status !== 200)
        return undefined;
    const body = recordOf(parseWideJson(new TextDecoder().decode(answer.body), `the token service of ${host}`));
    const token = textOf(body['token'] ?? body['access_token'], MAX_TOKEN_BYTES);
    return token === undefined ? undefined : `Bearer ${token}`;
}
/** GitLab's realm is the parent of its registry's host, Docker's its sister; everybody else's is the same host. */
function trustedRealm(realm, registry) {
    if (realm === registry || (realm === 'auth.docker.io' && registry === DOCKER_HOST))
        return true;
    return realm.includes('.') && registry.endsWith(`.${realm}`);
}
function notPinned(text) {
    return new LineageError('image-not-pinned', `image ${JSON.stringify(text)} is neither name@sha256:... nor name:tag`, {
        remedy: 'Write name@sha256:<64 hex digits>; `docker buildx imagetools inspect <image>` and the output of your build step print it.',
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/environment/lock-kinds.js
/** Lock files by name, most specific first: where several stand beside each other, the first pins the most. */
const LOCK_FILES = [
    'uv.lock',
    'poetry.lock',
    'pdm.lock',
    'pixi.lock',
    'conda-lock.yml',
    'Pipfile.lock',
    'requirements.lock',
    'requirements.txt',
    'environment.yml',
    'environment.yaml',
    'conda.yaml',
    'package-lock.json',
];
/** By its name; anything unknown is read as pip's requirements, which is also what `pip freeze` prints. */
function lockKindOf(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    switch (name) {
        case 'uv.lock':
            return 'uv';
        case 'poetry.lock':
            return 'poetry';
        case 'pdm.lock':
            return 'pdm';
        case 'pixi.lock':
            return 'pixi';
        case 'conda-lock.yml':
            return 'conda-lock';
        case 'Pipfile.lock':
            return 'pipfile';
        case 'package-lock.json':
        case 'npm-shrinkwrap.json':
            return 'npm';
        default:
            return /\.ya?ml$/.test(name) ? 'conda' : 'requirements';
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/environment/pins.js


/**
 * The packages a lock file names.
 *
 * @throws LineageError `corrupt` for JSON or YAML that is none
 */
function pinsOf(bytes, kind, where) {
    const text = new TextDecoder().decode(bytes);
    switch (kind) {
        case 'uv':
        case 'poetry':
        case 'pdm':
            return tomlPackages(text);
        case 'requirements':
            return requirementPins(text);
        case 'conda':
            return condaPins(recordOf(parseYaml(bytes, where)));
        case 'conda-lock':
            return listOf(recordOf(parseYaml(bytes, where))['package']).flatMap((item) => named(recordOf(item)));
        case 'pixi':
            return pixiPins(recordOf(parseYaml(bytes, where)));
        case 'pipfile':
            return pipfilePins(recordOf(parseWideJson(text, where)));
        case 'npm':
            return npmPins(recordOf(parseWideJson(text, where)));
    }
}
function normalName(name) {
    return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
/**
 * `[[package]]` tables of uv, Poetry and PDM. Their writers put `name` and `version` on lines of their own, as plain
 * strings; a whole TOML parser would read the same two.
 */
function tomlPackages(text) {
    return text
        .split(/^\[\[package\]\][ \t]*$/m)
        .slice(1)
        .flatMap((block) => {
        const table = block.split(/^\[/m)[0];
        const name = /^name = "([^"]+)"/m.exec(table)?.[1];
        return name === undefined
            ? []
            : [{ name: normalName(name), version: /^version = "([^"]+)"/m.exec(table)?.[1] }];
    });
}
/** pip's requirements format: `name[extra]==1.2 ; marker --hash=...`, with line continuations and comments. */
function requirementPins(text) {
    return text
        .replaceAll(/\\\r?\n/g, ' ')
        .split(/\r?\n/)
        .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
        .flatMap((line) => {
        const [, name, rest = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/.exec(line) ?? [];
        if (name === undefined)
            return [];
        // `name @ https://...` is a place, not a version; `==1.*` leaves a choice.
        const version = /^===?\s*([^\s;,]+)\s*(?:;.*|--hash.*)?$/.exec(rest)?.[1];
        return [{ name: normalName(name), version: version?.includes('*') ? undefined : version }];
    });
}
/** `name=1.2=build`, and pip's own list inside. */
function condaPins(root) {
    return listOf(root['dependencies']).flatMap((item) => {
        if (typeof item !== 'string') {
            return listOf(recordOf(item)['pip']).flatMap((line) => typeof line === 'string' ? requirementPins(line) : []);
        }
        const [, name, version] = /^(?:[^:\s]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)\s*(?:={1,2}\s*([^=\s*<>,|]+)(?:=[^\s]*)?)?\s*$/.exec(item) ?? [];
        if (name === undefined) {
            const loose = /^(?:[^:\s]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)/.exec(item)?.[1];
            return loose === undefined ? [] : [{ name: normalName(loose), version: undefined }];
        }
        return [{ name: normalName(name), version }];
    });
}
/** Before version 6 of the file packages had names; since then the name stands in the address. */
function pixiPins(root) {
    return listOf(root['packages']).flatMap((item) => {
        const entry = recordOf(item);
        const own = named(entry);
        if (own.length > 0)
            return own;
        const file = textOf(entry['conda'] ?? entry['pypi'], 2048)
            ?.split(/[#?]/)[0]
            ?.split('/')
            .at(-1);
        const found = /^(.+)-([^-]+)-[^-]+\.(?:conda|tar\.bz2)$/.exec(file ?? '') ??
            /^(.+?)-(\d[^-]*)(?:-.*\.whl|\.tar\.gz|\.zip)$/.exec(file ?? '');
        return found ? [{ name: normalName(found[1]), version: found[2] }] : [];
    });
}
function pipfilePins(root) {
    return Object.entries({ ...recordOf(root['develop']), ...recordOf(root['default']) }).map(([name, entry]) => ({
        name: normalName(name),
        version: /^==([^*]+)$/.exec(textOf(recordOf(entry)['version']) ?? '')?.[1],
    }));
}
function npmPins(root) {
    return Object.entries(recordOf(root['packages'])).flatMap(([path, entry]) => {
        const name = path.split('node_modules/').at(-1);
        return path === '' || name === undefined ? [] : [{ name, version: textOf(recordOf(entry)['version']) }];
    });
}
function named(entry) {
    const name = textOf(entry['name'], 256);
    return name === undefined ? [] : [{ name: normalName(name), version: textOf(entry['version'], 128) }];
}

;// CONCATENATED MODULE: ./packages/lineage/lib/environment/lock.js




/** A package-lock.json of a monorepo stays below. */
const MAX_LOCK_BYTES = 64 * 2 ** 20;
/**
 * @throws LineageError `invalid-lock` for a file that names no package, `corrupt`
 */
async function readLock(files, path) {
    const bytes = await files.read(path, { maxBytes: MAX_LOCK_BYTES });
    const kind = lockKindOf(path);
    const pins = pinsOf(bytes, kind, path);
    if (pins.length === 0) {
        throw new LineageError('invalid-lock', `${path}: names no package, read as ${kind}`, {
            remedy: `Give one of ${LOCK_FILES.join(', ')}, or the output of \`pip freeze\`.`,
        });
    }
    const pinned = pins.filter(({ version }) => version !== undefined).length;
    return { path, digest: (0,lib/* digestBytes */.QN)(bytes), kind, packages: pins.length, pinned, pins };
}
/** The lock file at the top of the workspace that pins the most; undefined where there is none. */
async function findLock(files) {
    for (const name of LOCK_FILES)
        if ((await files.stat(name))?.kind === 'file')
            return name;
    return undefined;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/environment/parity.js
/**
 * What a model says it needs (the requirements packed with it) against the lock file it was trained with: a scikit-learn
 * model loaded by another scikit-learn answers differently, or not at all. Only packages that both pin are compared.
 *
 * @returns disparities by name
 */
function disparities(packed, trained) {
    const versions = new Map(trained.flatMap(({ name, version }) => (version === undefined ? [] : [[name, version]])));
    return packed
        .flatMap(({ name, version }) => {
        const known = versions.get(name);
        return version === undefined || known === undefined || sameVersion(version, known)
            ? []
            : [{ name, asked: version, trained: known }];
    })
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** PEP 440: trailing zeros do not count (1.7 is 1.7.0), and a local label (`+cu121`) names a build of one version. */
function sameVersion(a, b) {
    const bare = (version) => version
        .toLowerCase()
        .replace(/^v/, '')
        .replace(/\+.*$/, '')
        .replace(/(?:\.0)+$/, '');
    return bare(a) === bare(b);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/found.js
/** A format that is only read. */
function inert(path, format, facts) {
    return { path, format, facts: known(facts), dangers: [], unfamiliar: [] };
}
/** Facts that are there, cut to what a record holds. */
function known(facts) {
    return Object.fromEntries(Object.entries(facts).flatMap(([key, value]) => value === undefined || value === '' ? [] : [[key.slice(0, 128), value.slice(0, 1024)]]));
}
/** A few of many, for a line. */
function some(items, most = 12) {
    return items.length <= most
        ? items.join(', ')
        : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/descriptions/descriptions.js



/** Files that describe a package, by their name. */
const DESCRIPTIONS = {
    MLmodel: mlflow,
    'bentofile.yaml': bento,
    'model-settings.json': mlserver,
    'config.pbtxt': triton,
    'config.properties': torchServeProperties,
};
/** MLflow's `MLmodel`: flavours with their loader modules, signature, uuid. */
function mlflow(path, bytes) {
    const root = recordOf(parseYaml(bytes, path));
    const flavours = recordOf(root['flavors']);
    const python = recordOf(flavours['python_function']);
    const signature = recordOf(root['signature']);
    return inert(path, 'mlflow', {
        flavours: some(Object.keys(flavours)),
        loader: textOf(python['loader_module'], 128),
        python: textOf(python['python_version'], 32),
        mlflow: textOf(root['mlflow_version'], 32),
        uuid: textOf(root['model_uuid'], 64),
        run: textOf(root['run_id'], 64),
        inputs: columnsOf(signature['inputs']),
        outputs: columnsOf(signature['outputs']),
    });
}
/** MLflow writes a signature as JSON within the YAML. */
function columnsOf(text) {
    if (typeof text !== 'string')
        return undefined;
    const columns = listOf(parseWideJson(text, 'signature')).map((item) => {
        const column = recordOf(item);
        const type = textOf(column['type'], 32) ?? 'value';
        const tensor = recordOf(column['tensor-spec']);
        const kind = type === 'tensor'
            ? `${textOf(tensor['dtype'], 32) ?? ''}[${listOf(tensor['shape']).map(String).join(', ')}]`
            : type;
        return `${textOf(column['name'], 64) ?? ''}: ${kind}`.replace(/^: /, '');
    });
    return some(columns, 24);
}
function bento(path, bytes) {
    const root = recordOf(parseYaml(bytes, path));
    const python = recordOf(root['python']);
    return {
        ...inert(path, 'bentoml', {
            service: textOf(root['service'], 128),
            models: some(listOf(root['models']).map((item) => textOf(item, 128) ?? textOf(recordOf(item)['tag'], 128) ?? '')),
            packages: some(listOf(python['packages']).map(String)),
        }),
        runsCode: 'its service is Python of its own',
    };
}
function mlserver(path, bytes) {
    const root = recordOf(parseWideJson(new TextDecoder().decode(bytes), path));
    const parameters = recordOf(root['parameters']);
    const implementation = textOf(root['implementation'], 128);
    const found = inert(path, 'mlserver', {
        name: textOf(root['name'], 128),
        implementation,
        uri: textOf(parameters['uri'], 256),
        version: textOf(parameters['version'], 64),
        inputs: tensorsOf(root['inputs']),
        outputs: tensorsOf(root['outputs']),
    });
    const own = implementation !== undefined && !/^mlserver(?:_|\.)/.test(implementation);
    return own ? { ...found, runsCode: `${implementation} is Python of its own` } : found;
}
function tensorsOf(value) {
    const tensors = listOf(value).map((item) => {
        const tensor = recordOf(item);
        return `${textOf(tensor['name'], 64) ?? '?'}: ${textOf(tensor['datatype'], 16) ?? '?'}[${listOf(tensor['shape']).map(String).join(', ')}]`;
    });
    return tensors.length === 0 ? undefined : some(tensors);
}
/** Triton's model repository, which KServe serves as it is. */
function triton(path, bytes) {
    const text = new TextDecoder().decode(bytes);
    const value = (key) => new RegExp(`^\\s*${key}\\s*:\\s*"?([^"\\n]{1,200})"?\\s*$`, 'm').exec(text)?.[1];
    const backend = value('backend') ?? value('platform');
    const found = inert(path, 'triton', {
        name: value('name'),
        backend,
        'largest batch': value('max_batch_size'),
    });
    return backend === 'python' ? { ...found, runsCode: 'its backend is Python of its own' } : found;
}
/** KServe's layout for TorchServe: `config/config.properties` beside `model-store/`. */
function torchServeProperties(path, bytes) {
    const text = new TextDecoder().decode(bytes);
    const value = (key) => new RegExp(`^${key}=(.{1,200})$`, 'm').exec(text)?.[1];
    return inert(path, 'kserve-torchserve', {
        models: value('load_models'),
        store: value('model_store'),
        install: value('install_py_dep_per_model'),
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/boosters.js


/** XGBoost's JSON is parsed whole; larger ones are recognised by their beginning only. */
const MAX_JSON_BYTES = 64 * 2 ** 20;
/** A JSON file, when it is an XGBoost model, a LightGBM dump, or the configuration of a transformers model. */
async function readJsonModel(path, source) {
    const head = new TextDecoder().decode(await source.read(0, Math.min(4096, source.byteLength)));
    const name = path.slice(path.lastIndexOf('/') + 1);
    const xgboost = head.includes('"learner"');
    if (!xgboost &&
        !head.includes('"tree_info"') &&
        !head.includes('"feature_names"') &&
        name !== 'config.json')
        return undefined;
    if (source.byteLength > MAX_JSON_BYTES)
        return inert(path, xgboost ? 'xgboost' : 'lightgbm', { size: 'too large to look into' });
    const root = recordOf(parseWideJson(new TextDecoder().decode(await source.read(0, source.byteLength)), path));
    const learner = recordOf(root['learner']);
    if ('learner_model_param' in learner) {
        const version = listOf(root['version']).map(String).join('.');
        const booster = recordOf(learner['gradient_booster']);
        const trees = recordOf(recordOf(recordOf(booster)['model'])['gbtree_model_param'])['num_trees'];
        return inert(path, 'xgboost', {
            xgboost: version,
            objective: textOf(recordOf(learner['objective'])['name'], 64),
            trees: textOf(trees, 16),
            features: textOf(recordOf(learner['learner_model_param'])['num_feature'], 16),
        });
    }
    if (Array.isArray(root['tree_info'])) {
        return inert(path, 'lightgbm', {
            version: textOf(root['version'], 16),
            objective: textOf(root['objective'], 64),
            trees: String(root['tree_info'].length),
            features: String(Number(root['max_feature_idx']) + 1),
        });
    }
    return 'model_type' in root || 'architectures' in root ? transformers(path, root) : undefined;
}
/** `auto_map` names Python files beside the weights that transformers runs with `trust_remote_code`. */
function transformers(path, root) {
    const custom = 'auto_map' in root;
    const facts = inert(path, 'transformers', {
        type: textOf(root['model_type'], 64),
        architecture: textOf(listOf(root['architectures'])[0], 128),
        transformers: textOf(root['transformers_version'], 32),
        type_of_numbers: textOf(root['torch_dtype'] ?? root['dtype'], 32),
    });
    return custom ? { ...facts, runsCode: 'auto_map names code of its own (trust_remote_code)' } : facts;
}
/** LightGBM's text format: `tree`, then `key=value` lines. */
async function readLightGbm(path, source) {
    const head = new TextDecoder().decode(await source.read(0, Math.min(65_536, source.byteLength)));
    const value = (key) => new RegExp(`^${key}=(.{0,200})$`, 'm').exec(head)?.[1];
    return inert(path, 'lightgbm', {
        version: value('version'),
        objective: value('objective'),
        features: value('max_feature_idx') === undefined ? undefined : String(Number(value('max_feature_idx')) + 1),
        trees: value('tree_sizes') === undefined ? undefined : String(value('tree_sizes').split(' ').length),
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/binary/window.js

const WINDOW_BYTES = 1 << 16;
function cursorOf(source, start = 0, end = source.byteLength) {
    let offset = start;
    let window = new Uint8Array();
    let windowStart = start;
    const fill = async (length) => {
        const at = offset - windowStart;
        if (at >= 0 && at + length <= window.length)
            return at;
        if (offset + length > end)
            throw new LineageError('corrupt', `${source.name}: ends in the middle of a value`);
        window = await source.read(offset, Math.min(Math.max(length, WINDOW_BYTES), end - offset));
        windowStart = offset;
        return 0;
    };
    return {
        get offset() {
            return offset;
        },
        end,
        async take(length) {
            if (length > MAX_VALUE_BYTES)
                throw new LineageError('too-large', `${source.name}: a value of ${length} bytes`);
            const at = await fill(length);
            offset += length;
            return window.subarray(at, at + length);
        },
        async byte() {
            const at = await fill(1);
            offset++;
            return window[at];
        },
        async line() {
            const at = await fill(Math.min(WINDOW_BYTES, end - offset));
            const stop = window.indexOf(0x0a, at);
            if (stop < 0)
                throw new LineageError('corrupt', `${source.name}: a line that does not end`);
            offset += stop - at + 1;
            return window.subarray(at, stop);
        },
        skip(length) {
            if (offset + length > end)
                throw new LineageError('corrupt', `${source.name}: ends in the middle of a value`);
            offset += length;
        },
    };
}
/** The largest header (safetensors' own limit is 100 MB). */
const MAX_VALUE_BYTES = 128 * 2 ** 20;

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/gguf.js



const MAX_KEYS = 65_536;
/** Tokenisers put hundreds of thousands of texts into one array. */
const MAX_ITEMS = 4_000_000;
/** Bytes of the fixed-size value types, by their number (ggml/docs/gguf.md, gguf_metadata_value_type). */
const FIXED = {
    0: 1,
    1: 1,
    2: 2,
    3: 2,
    4: 4,
    5: 4,
    6: 4,
    7: 1,
    10: 8,
    11: 8,
    12: 8,
};
const STRING = 8;
const ARRAY = 9;
/**
 * The header of a GGUF file (versions 2 and 3): tensors, architecture, quantisation, context length.
 *
 * @throws LineageError `corrupt`, `unsupported`, `too-large`
 */
async function readGguf(path, source) {
    const cursor = cursorOf(source);
    cursor.skip(4);
    const version = await unsigned(cursor, 4);
    if (version !== 2 && version !== 3)
        throw new LineageError('unsupported', `${path}: GGUF version ${version}`);
    const tensors = await unsigned(cursor, 8);
    const keys = await unsigned(cursor, 8);
    if (keys > MAX_KEYS)
        throw new LineageError('too-large', `${path}: ${keys} keys`);
    const values = new Map();
    for (let index = 0; index < keys; index++) {
        const key = await gguf_text(cursor);
        const value = await readValue(cursor, await unsigned(cursor, 4), path);
        if (value !== undefined)
            values.set(key, value);
    }
    const architecture = values.get('general.architecture');
    return inert(path, 'gguf', {
        version: String(version),
        tensors: String(tensors),
        architecture,
        name: values.get('general.name'),
        licence: values.get('general.license'),
        quantisation: values.get('general.file_type'),
        'context length': values.get(`${architecture}.context_length`),
    });
}
async function readValue(cursor, type, path) {
    const size = FIXED[type];
    if (size !== undefined) {
        // Of the numbers only whole ones are facts anybody looks for.
        if (type === 4 || type === 10)
            return String(await unsigned(cursor, size));
        cursor.skip(size);
        return undefined;
    }
    if (type === STRING)
        return gguf_text(cursor);
    if (type !== ARRAY)
        throw new LineageError('corrupt', `${path}: a value of unknown type ${type}`);
    const [item, count] = [await unsigned(cursor, 4), await unsigned(cursor, 8)];
    if (count > MAX_ITEMS)
        throw new LineageError('too-large', `${path}: an array of ${count}`);
    const itemSize = FIXED[item];
    if (itemSize !== undefined)
        cursor.skip(itemSize * count);
    else if (item === STRING)
        for (let at = 0; at < count; at++)
            cursor.skip(await unsigned(cursor, 8));
    else
        throw new LineageError('unsupported', `${path}: an array of arrays`);
    return undefined;
}
async function gguf_text(cursor) {
    const length = await unsigned(cursor, 8);
    if (length <= 65_536)
        return new TextDecoder().decode(await cursor.take(length));
    cursor.skip(length);
    return '';
}
async function unsigned(cursor, size) {
    let value = 0;
    for (const [at, byte] of (await cursor.take(size)).entries())
        value += byte * 2 ** (8 * at);
    if (!Number.isSafeInteger(value))
        throw new LineageError('corrupt', 'a length beyond any file');
    return value;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/hdf5.js
const CHUNK_BYTES = 1 << 22;
/** Longer than any text that is looked for, so that none is cut in two. */
const OVERLAP_BYTES = 256;
/**
 * A Keras 2 model in HDF5. Its configuration is a JSON text in an attribute, stored as it is; a Lambda layer in it is
 * byte code that runs when the model is loaded. The file is searched, not parsed: a miss is possible only for a text that
 * is compressed, and attributes never are.
 */
async function readHdf5(path, source) {
    let [lambda, config] = [false, false];
    for (let offset = 0; offset < source.byteLength; offset += CHUNK_BYTES) {
        const length = Math.min(CHUNK_BYTES + OVERLAP_BYTES, source.byteLength - offset);
        const text = Buffer.from(await source.read(offset, length)).toString('latin1');
        lambda ||= /"class_name"\s*:\s*"(?:Lambda|TFOpLambda|SlicingOpLambda)"/.test(text);
        config ||= text.includes('model_config') || text.includes('"class_name"');
    }
    return {
        path,
        format: config ? 'keras-h5' : 'hdf5',
        facts: {},
        ...(lambda ? { runsCode: 'it has a Lambda layer, whose byte code runs when it is loaded' } : {}),
        dangers: lambda ? ['Lambda layer'] : [],
        unfamiliar: [],
    };
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/pickle/judge.js
/** Whole modules that have no business in a model: they start programs, load code, open files or sockets. */
const DANGEROUS_MODULES = [
    'os',
    'posix',
    'nt',
    'sys',
    'subprocess',
    'pty',
    'shutil',
    'pathlib',
    'tempfile',
    'io',
    '_io',
    'socket',
    'ssl',
    'http',
    'urllib',
    'urllib2',
    'urllib3',
    'requests',
    'httpx',
    'aiohttp',
    'httplib',
    'ftplib',
    'smtplib',
    'webbrowser',
    'runpy',
    'code',
    'codeop',
    'pdb',
    'bdb',
    'profile',
    'cProfile',
    'timeit',
    'trace',
    'doctest',
    'imp',
    'importlib',
    'pkgutil',
    'zipimport',
    'ctypes',
    '_ctypes',
    'cffi',
    'signal',
    'multiprocessing',
    'concurrent',
    'asyncio',
    'threading',
    'pip',
    'ensurepip',
    'venv',
    'setuptools',
    'distutils',
    'commands',
    'platform',
    'inspect',
    'types',
    'marshal',
    'pickle',
    '_pickle',
    'cPickle',
    'shelve',
    'dill',
    'cloudpickle',
    'pydoc',
    'linecache',
    'idlelib',
    'lib2to3',
    'test',
    'unittest',
    'pytest',
    'IPython',
    'torch.hub',
    'torch.utils.cpp_extension',
    'torch._dynamo',
    'torch._inductor',
    'torch.distributed',
    'torch.fx',
    'numpy.f2py',
    'numpy.testing',
    'numpy.distutils',
    'numpy.ctypeslib',
    'scipy._lib._testutils',
];
/** Single names of modules that are otherwise harmless. */
const DANGEROUS_NAMES = new Set([
    ...['builtins', '__builtin__', '__builtins__'].flatMap((module) => [
        'eval',
        'exec',
        'execfile',
        'compile',
        'open',
        'input',
        'breakpoint',
        '__import__',
        'getattr',
        'setattr',
        'delattr',
        'globals',
        'locals',
        'vars',
        'apply',
        'help',
    ].map((name) => `${module}.${name}`)),
    'operator.attrgetter',
    'operator.methodcaller',
    'operator.itemgetter',
    '_operator.attrgetter',
    '_operator.methodcaller',
    'functools.partial',
    'functools.reduce',
    '_functools.partial',
    '_functools.reduce',
    'copyreg.add_extension',
    'codecs.open',
    'torch.load',
    'torch.jit.load',
    'torch.package',
    'numpy.load',
    'numpy.fromfile',
    'numpy.save',
    'pandas.read_pickle',
    'pandas.io.pickle.read_pickle',
    'pandas.eval',
    'joblib.load',
    'joblib.numpy_pickle.load',
    'torch.storage._load_from_bytes',
    'logging.config.dictConfig',
    'keras.models.load_model',
]);
/** Families whose objects models are made of. */
const USUAL = [
    'numpy',
    'scipy',
    'sklearn',
    'pandas',
    'joblib.numpy_pickle',
    'xgboost',
    'lightgbm',
    'catboost',
    'statsmodels',
    'torch',
    'torchvision',
    'transformers',
    'keras',
    'tensorflow',
    'imblearn',
    'category_encoders',
    'collections',
    'datetime',
    'decimal',
    'uuid',
    'copyreg',
    'copy_reg',
    '_codecs',
    'codecs',
    'builtins',
    '__builtin__',
    'array',
    'enum',
    'fractions',
    're',
    'random',
    'math',
    'itertools',
    'functools',
    'operator',
    '_operator',
    'argparse',
    'pyarrow',
    'polars',
];
/**
 * A name in the light of what attacks on pickles have used (the deny lists of picklescan and fickling, and the modules of
 * Python's library that reach a process, a file or the network). A list of bad names is never whole: `usual` is no proof of
 * harmlessness, only `dangerous` is proof of harm, and every pickle stays a format that runs code.
 */
function familiarityOf(name) {
    if (name.includes('(computed)') || name.startsWith('copyreg extension'))
        return 'dangerous';
    if (DANGEROUS_NAMES.has(name) || DANGEROUS_MODULES.some((module) => within(name, module)))
        return 'dangerous';
    return USUAL.some((module) => within(name, module)) ? 'usual' : 'unfamiliar';
}
function within(name, module) {
    return name.startsWith(`${module}.`);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/pickle/joblib.js
const WRAPPERS = [
    'joblib.numpy_pickle.NumpyArrayWrapper',
    'sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper',
];
/**
 * joblib writes arrays into the pickle's own stream, after the BUILD of a wrapper that says their shape and type
 * (joblib/numpy_pickle.py, `NumpyArrayWrapper.read_array`). With an alignment, one byte comes first that says how many
 * bytes of padding follow it.
 *
 * @returns undefined for any other object
 */
function joblibArrayBytes(made, state) {
    if (made.kind !== 'made' || !WRAPPERS.includes(classOf(made)))
        return undefined;
    if (state.kind !== 'dict')
        return 'unknown';
    const dtype = itemOf(state.entries.get('dtype'));
    if (dtype === 'objects' || dtype === 'unknown')
        return dtype;
    const count = countOf(state.entries.get('shape'));
    if (count === undefined)
        return 'unknown';
    return {
        byteLength: count * dtype,
        padded: state.entries.get('numpy_array_alignment_bytes')?.kind === 'number',
    };
}
function classOf(made) {
    const [first] = made.args.kind === 'tuple' ? made.args.items : [];
    // Before protocol 2 an instance is made by a helper that takes its class.
    return /^copy_?reg\._reconstructor$/.test(made.by) && first?.kind === 'global' ? first.name : made.by;
}
/** Bytes of one item: `numpy.dtype('f8', ...)`. */
function itemOf(dtype) {
    if (dtype?.kind !== 'made' || dtype.by !== 'numpy.dtype' || dtype.args.kind !== 'tuple')
        return 'unknown';
    const [name] = dtype.args.items;
    const found = name?.kind === 'text' ? /^[<>|=]?([biufcmMOSUVa])(\d{1,9})$/.exec(name.text) : undefined;
    if (!found)
        return 'unknown';
    const size = Number(found[2]);
    if (found[1] === 'O')
        return 'objects';
    if (found[1] === 'U')
        return size * 4;
    return found[1] === 'V' ? structured(dtype.state, size) : size;
}
/** A record type says in the flags at the end of its state whether a field holds objects (NPY_ITEM_REFCOUNT, 1). */
function structured(state, size) {
    const flags = state?.kind === 'tuple' ? state.items.at(-1) : undefined;
    if (flags?.kind !== 'number')
        return 'unknown';
    return (flags.value & 1) === 1 ? 'objects' : size;
}
function countOf(shape) {
    if (shape?.kind !== 'tuple')
        return undefined;
    let count = 1;
    for (const item of shape.items) {
        if (item.kind !== 'number' || item.value < 0)
            return undefined;
        count *= item.value;
    }
    return Number.isSafeInteger(count) ? count : undefined;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/pickle/values.js
const OPAQUE = { kind: 'opaque' };
const MARK = { kind: 'mark' };
/** Tuples and dicts beyond this are data, not descriptions. */
const values_MAX_ITEMS = 64;
/** Longer texts are no names. */
const MAX_TEXT = 1024;
function textValue(bytes) {
    return bytes.length > MAX_TEXT ? OPAQUE : { kind: 'text', text: new TextDecoder().decode(bytes) };
}
function tupleValue(items) {
    return items.length > values_MAX_ITEMS ? OPAQUE : { kind: 'tuple', items };
}
/** Adds key, value, key, value, ... to a dict on the stack. */
function setItems(dict, pairs) {
    if (dict?.kind !== 'dict')
        return;
    for (let index = 0; index + 1 < pairs.length && dict.entries.size < values_MAX_ITEMS; index += 2) {
        const key = pairs[index];
        if (key.kind === 'text')
            dict.entries.set(key.text, pairs[index + 1]);
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/pickle/scan.js




const MAX_GLOBALS = 4096;
const MAX_STACK = 4_000_000;
const MAX_DEPTH = 64;
/** joblib nests a pickle for every array of objects. */
const MAX_PICKLES = 10_000;
/**
 * Reads a pickle's opcodes (protocols 0 to 5, pickletools.py) and follows its stack without making an object: what it
 * would import is known, and nothing is imported. Large values are leapt over, so a file of gigabytes costs seconds.
 *
 * Several pickles in one file, and the raw arrays joblib writes between opcodes, are followed too: scanners that stop at
 * the first STOP or at the first array have been walked around that way.
 *
 * @throws LineageError `corrupt` for what Python could not load either, or what cannot be followed; `too-large`
 */
async function scanPickle(source, start = 0, end = source.byteLength) {
    const cursor = cursorOf(source, start, end);
    const globals = new Set();
    const seen = { calls: false };
    let pickles = 0;
    while (cursor.offset < cursor.end) {
        if (pickles > 0 && !(await startsPickle(source, cursor)))
            break;
        if (++pickles > MAX_PICKLES)
            throw new LineageError('too-large', `${source.name}: more than ${MAX_PICKLES} pickles`);
        await scanOne(cursor, source.name, globals, seen);
    }
    if (pickles === 0)
        throw new LineageError('corrupt', `${source.name}: is empty`);
    return { globals: [...globals], calls: seen.calls, trailing: cursor.end - cursor.offset };
}
/** After the first, only what announces itself as a pickle of protocol 2 or later is read as one. */
async function startsPickle(source, { offset, end }) {
    if (end - offset < 2)
        return false;
    const [proto, version] = await source.read(offset, 2);
    return proto === 0x80 && version !== undefined && version >= 2 && version <= 5;
}
/** One pickle, to its STOP. */
async function scanOne(cursor, where, globals, seen, depth = 0) {
    if (depth > MAX_DEPTH)
        throw new LineageError('too-large', `${where}: arrays of objects nested deeper than ${MAX_DEPTH}`);
    const stack = [];
    const memo = new Map();
    let memoized = 0;
    const corrupt = (why) => new LineageError('corrupt', `${where}: ${why} at byte ${cursor.offset}`);
    const push = (value) => {
        if (stack.length >= MAX_STACK)
            throw new LineageError('too-large', `${where}: the stack outgrows any model`);
        stack.push(value);
    };
    const pop = () => {
        const value = stack.pop();
        if (value === undefined)
            throw corrupt('takes from an empty stack');
        return value;
    };
    const popMark = () => {
        const at = stack.lastIndexOf(MARK);
        if (at < 0)
            throw corrupt('has no mark');
        const items = stack.splice(at);
        items.shift();
        return items;
    };
    const found = (name) => {
        if (globals.size >= MAX_GLOBALS)
            throw new LineageError('too-large', `${where}: imports more than ${MAX_GLOBALS} names`);
        globals.add(name);
        return { kind: 'global', name };
    };
    const call = (callee, args) => {
        seen.calls = true;
        push(callee.kind === 'global' ? { kind: 'made', by: callee.name, args } : OPAQUE);
    };
    const put = (index) => {
        const top = stack.at(-1);
        // Only what can still matter is remembered: a memo of millions of floats would be a memory leak of ours.
        if (top && top.kind !== 'opaque' && top.kind !== 'number')
            memo.set(index, top);
        else
            memo.delete(index);
        memoized = Math.max(memoized, index + 1);
    };
    const line = async () => new TextDecoder().decode(await cursor.line());
    const uint = async (length) => {
        let value = 0;
        for (const [at, byte] of (await cursor.take(length)).entries())
            value += byte * 2 ** (8 * at);
        if (!Number.isSafeInteger(value))
            throw corrupt('has a length beyond any file');
        return value;
    };
    const text = async (length) => {
        if (length > 4096) {
            cursor.skip(length);
            push(OPAQUE);
        }
        else
            push(textValue(await cursor.take(length)));
    };
    const opaque = (length) => {
        cursor.skip(length);
        push(OPAQUE);
    };
    for (;;) {
        const opcode = await cursor.byte();
        switch (opcode) {
            case 0x2e: // STOP
                return;
            case 0x80: // PROTO
                if ((await cursor.byte()) > 5)
                    throw corrupt('has an unknown protocol');
                break;
            case 0x95: // FRAME
                await uint(8);
                break;
            // What it imports
            case 0x63: // c GLOBAL
                push(found(`${await line()}.${await line()}`));
                break;
            case 0x93: {
                // STACK_GLOBAL
                const [name, module] = [pop(), pop()];
                // A name that is not a text we know was computed: Python would still import it, so it must be said.
                push(found(`${module.kind === 'text' ? module.text : '(computed)'}.${name.kind === 'text' ? name.text : '(computed)'}`));
                break;
            }
            case 0x69: {
                // i INST
                const name = `${await line()}.${await line()}`;
                call(found(name), tupleValue(popMark()));
                break;
            }
            case 0x82: // EXT1
                push(found(`copyreg extension ${await uint(1)}.(code)`));
                break;
            case 0x83:
                push(found(`copyreg extension ${await uint(2)}.(code)`));
                break;
            case 0x84:
                push(found(`copyreg extension ${await uint(4)}.(code)`));
                break;
            // What it calls
            case 0x52: {
                // R REDUCE
                const args = pop();
                call(pop(), args);
                break;
            }
            case 0x81: {
                // NEWOBJ
                const args = pop();
                call(pop(), args);
                break;
            }
            case 0x92: {
                // NEWOBJ_EX
                pop();
                const args = pop();
                call(pop(), args);
                break;
            }
            case 0x6f: {
                // o OBJ
                const [callee = OPAQUE, ...args] = popMark();
                call(callee, tupleValue(args));
                break;
            }
            case 0x62: {
                // b BUILD
                seen.calls = true;
                const state = pop();
                const made = stack.at(-1);
                if (made === undefined)
                    throw corrupt('takes from an empty stack');
                if (made.kind === 'made')
                    made.state = state;
                const raw = joblibArrayBytes(made, state);
                if (raw === 'objects')
                    await scanOne(cursor, where, globals, seen, depth + 1);
                else if (raw === 'unknown')
                    throw corrupt('holds an array of a size that cannot be told');
                else if (raw) {
                    if (raw.padded)
                        cursor.skip(await cursor.byte());
                    cursor.skip(raw.byteLength);
                }
                break;
            }
            // Texts and bytes
            case 0x8c: // SHORT_BINUNICODE
                await text(await uint(1));
                break;
            case 0x58: // X BINUNICODE
                await text(await uint(4));
                break;
            case 0x8d: // BINUNICODE8
                await text(await uint(8));
                break;
            case 0x55: // U SHORT_BINSTRING
                await text(await uint(1));
                break;
            case 0x54: // T BINSTRING
                await text(await uint(4));
                break;
            case 0x56: // V UNICODE
                push(textValue(await cursor.line()));
                break;
            case 0x53: // S STRING, a quoted literal
                push(textValue(Buffer.from((await line()).replace(/^(['"])(.*)\1$/s, '$2'))));
                break;
            case 0x42: // B BINBYTES
                opaque(await uint(4));
                break;
            case 0x43: // C SHORT_BINBYTES
                opaque(await uint(1));
                break;
            case 0x8e: // BINBYTES8
            case 0x96: // BYTEARRAY8
                opaque(await uint(8));
                break;
            case 0x97: // NEXT_BUFFER
                push(OPAQUE);
                break;
            case 0x98: // READONLY_BUFFER
                break;
            // Numbers
            case 0x4b: // K BININT1
                push({ kind: 'number', value: await uint(1) });
                break;
            case 0x4d: // M BININT2
                push({ kind: 'number', value: await uint(2) });
                break;
            case 0x4a: // J BININT, signed
                push({ kind: 'number', value: (await uint(4)) | 0 });
                break;
            case 0x49: // I INT, also 00 and 01 for booleans
            case 0x4c: {
                // L LONG
                const value = Number.parseInt(await line(), 10);
                push(Number.isSafeInteger(value) ? { kind: 'number', value } : OPAQUE);
                break;
            }
            case 0x8a: {
                // LONG1
                const length = await uint(1);
                push(length <= 6 ? { kind: 'number', value: await uint(length) } : (cursor.skip(length), OPAQUE));
                break;
            }
            case 0x8b: // LONG4
                opaque(await uint(4));
                break;
            case 0x46: // F FLOAT
                await cursor.line();
                push(OPAQUE);
                break;
            case 0x47: // G BINFLOAT
                opaque(8);
                break;
            case 0x4e: // N NONE
                push(OPAQUE);
                break;
            case 0x88:
            case 0x89:
                push({ kind: 'boolean', value: opcode === 0x88 });
                break;
            // Containers
            case 0x29: // ) EMPTY_TUPLE
                push(tupleValue([]));
                break;
            case 0x85:
            case 0x86:
            case 0x87: {
                const items = Array.from({ length: opcode - 0x84 }, pop);
                push(tupleValue(items.toReversed()));
                break;
            }
            case 0x74: // t TUPLE
                push(tupleValue(popMark()));
                break;
            case 0x7d: // } EMPTY_DICT
                push({ kind: 'dict', entries: new Map() });
                break;
            case 0x64: {
                // d DICT
                const dict = { kind: 'dict', entries: new Map() };
                setItems(dict, popMark());
                push(dict);
                break;
            }
            case 0x73: {
                // s SETITEM
                const [value, key] = [pop(), pop()];
                setItems(stack.at(-1), [key, value]);
                break;
            }
            case 0x75: {
                // u SETITEMS
                const pairs = popMark();
                setItems(stack.at(-1), pairs);
                break;
            }
            case 0x5d: // ] EMPTY_LIST
            case 0x8f: // EMPTY_SET
                push(OPAQUE);
                break;
            case 0x6c: // l LIST
            case 0x91: // FROZENSET
                popMark();
                push(OPAQUE);
                break;
            case 0x61: // a APPEND
                pop();
                break;
            case 0x65: // e APPENDS
            case 0x90: // ADDITEMS
                popMark();
                break;
            // The stack and the memo
            case 0x28: // ( MARK
                push(MARK);
                break;
            case 0x30: // 0 POP
                pop();
                break;
            case 0x31: // 1 POP_MARK
                popMark();
                break;
            case 0x32: // 2 DUP
                push(stack.at(-1) ?? OPAQUE);
                break;
            case 0x67: // g GET
                push(memo.get(Number(await line())) ?? OPAQUE);
                break;
            case 0x68: // h BINGET
                push(memo.get(await uint(1)) ?? OPAQUE);
                break;
            case 0x6a: // j LONG_BINGET
                push(memo.get(await uint(4)) ?? OPAQUE);
                break;
            case 0x70: // p PUT
                put(Number(await line()));
                break;
            case 0x71: // q BINPUT
                put(await uint(1));
                break;
            case 0x72: // r LONG_BINPUT
                put(await uint(4));
                break;
            case 0x94: // MEMOIZE
                put(memoized);
                break;
            case 0x50: // P PERSID
                await cursor.line();
                push(OPAQUE);
                break;
            case 0x51: // Q BINPERSID
                pop();
                push(OPAQUE);
                break;
            default:
                throw corrupt(`has no opcode 0x${opcode.toString(16).padStart(2, '0')}`);
        }
    }
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/pickle/found.js






/** joblib's compressed files are unpacked in memory to be scanned. */
const MAX_UNPACKED_BYTES = 512 * 2 ** 20;
/** A pickle of any kind as a finding: what it imports, and what of that is wrong. */
async function foundPickle(path, format, source, range = { start: 0, end: source.byteLength }) {
    const base = { path, format, runsCode: 'it is a pickle: loading it imports and calls what it names' };
    try {
        const { packing, content } = await unpacked(source, range);
        const scan = await scanPickle(content, content === source ? range.start : 0, content === source ? range.end : undefined);
        const by = (kind) => scan.globals.filter((name) => familiarityOf(name) === kind);
        const facts = known({
            compression: packing,
            imports: some(by('usual')),
            unfamiliar: some(by('unfamiliar')),
            dangerous: some(by('dangerous')),
        });
        return { ...base, facts, dangers: by('dangerous'), unfamiliar: by('unfamiliar') };
    }
    catch (error) {
        if (!(error instanceof LineageError))
            throw error;
        return { ...base, facts: {}, dangers: [], unfamiliar: [], unread: error.message };
    }
}
async function unpacked(source, { start, end }) {
    const head = Buffer.from(await source.read(start, Math.min(8, end - start)));
    const packing = packingOf(head);
    if (packing === undefined)
        return { content: source };
    if (packing !== 'zlib' && packing !== 'gzip') {
        throw new LineageError('unsupported', `${source.name}: compressed with ${packing}, which is not unpacked here`);
    }
    if (end - start > MAX_UNPACKED_BYTES)
        throw new LineageError('too-large', `${source.name}: too large to unpack`);
    const bytes = await source.read(start, end - start);
    try {
        const options = { maxOutputLength: MAX_UNPACKED_BYTES };
        const content = packing === 'gzip' ? (0,external_node_zlib_.gunzipSync)(bytes, options) : (0,external_node_zlib_.inflateSync)(bytes, options);
        return { packing, content: (0,data_lib.memorySource)(source.name, content) };
    }
    catch (cause) {
        throw new LineageError('corrupt', `${source.name}: cannot be unpacked as ${packing}`, { cause });
    }
}
/** joblib's compressors, by their magic (joblib/compressor.py). */
function packingOf(head) {
    const magic = head.toString('hex');
    if (magic.startsWith('1f8b'))
        return 'gzip';
    if (magic.startsWith('78'))
        return 'zlib';
    if (magic.startsWith('425a'))
        return 'bz2';
    if (magic.startsWith('fd377a585a'))
        return 'xz';
    if (magic.startsWith('5d00'))
        return 'lzma';
    if (magic.startsWith('04224d18'))
        return 'lz4';
    return undefined;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/numpy.js



const MAX_HEADER_BYTES = 65_536;
/** An `.npy` file (numpy/lib/format.py): plain numbers, or a pickle behind the header when its type holds objects. */
async function readNumpy(path, source) {
    const head = await source.read(0, Math.min(12, source.byteLength));
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const wide = head[6] !== 1;
    if (head.length < 12)
        throw new LineageError('corrupt', `${path}: ends within its header`);
    const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
    const start = wide ? 12 : 10;
    if (length > MAX_HEADER_BYTES || start + length > source.byteLength)
        throw new LineageError('corrupt', `${path}: a header of ${length} bytes`);
    const header = new TextDecoder('latin1').decode(await source.read(start, length));
    const type = /'descr':\s*(.+?),\s*'fortran_order'/s.exec(header)?.[1];
    const shape = /'shape':\s*(\([^)]*\))/.exec(header)?.[1];
    if (type === undefined || shape === undefined)
        throw new LineageError('corrupt', `${path}: a header without type and shape`);
    if (!/'[|<>=]?O/.test(type))
        return inert(path, 'npy', { type: type.replaceAll("'", ''), shape });
    const pickled = await foundPickle(path, 'npy', source, { start: start + length, end: source.byteLength });
    return { ...pickled, facts: { ...pickled.facts, type: 'objects', shape } };
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/message.js


/** Fields of one message; a graph of a million nodes stays below. */
const MAX_FIELDS = 4_000_000;
/** The fields of a protobuf message in a source, nested messages leapt over. LineageError `corrupt`, `too-large`. */
async function* placedFields(source, start = 0, end = source.byteLength) {
    const cursor = cursorOf(source, start, end);
    for (let count = 0; cursor.offset < end; count++) {
        if (count > MAX_FIELDS)
            throw new LineageError('too-large', `${source.name}: more than ${MAX_FIELDS} fields`);
        const tag = await varint(cursor, source.name);
        const [number, wire] = [Number(tag >> 3n), Number(tag & 7n)];
        const at = cursor.offset;
        if (number < 1)
            throw new LineageError('corrupt', `${source.name}: a field ${number}`);
        if (wire === 0) {
            yield { number, wire, value: await varint(cursor, source.name), start: at, end: cursor.offset };
        }
        else if (wire === 2) {
            const length = Number(await varint(cursor, source.name));
            const from = cursor.offset;
            cursor.skip(length);
            yield { number, wire, value: 0n, start: from, end: cursor.offset };
        }
        else if (wire === 1 || wire === 5) {
            cursor.skip(wire === 1 ? 8 : 4);
            yield { number, wire, value: 0n, start: at, end: cursor.offset };
        }
        else
            throw new LineageError('corrupt', `${source.name}: is no protobuf message`);
    }
}
/** The text of a field, cut at `most` bytes. */
async function fieldText(source, { start, end }, most = 512) {
    return new TextDecoder().decode(await source.read(start, Math.min(most, end - start)));
}
async function varint(cursor, where) {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
        const byte = await cursor.byte();
        value |= BigInt(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    throw new LineageError('corrupt', `${where}: a number of more than ten bytes`);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/onnx.js



// Field numbers of onnx/onnx.proto.
const MODEL = { irVersion: 1, producer: 2, producerVersion: 3, graph: 7, opsets: 8 };
const OPSET = { domain: 1, version: 2 };
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 };
const VALUE = { name: 1, type: 2 };
const TENSOR = { name: 8, external: 13 };
const onnx_ENTRY = { key: 1, value: 2 };
const TYPE = { tensor: 1 };
const TENSOR_TYPE = { element: 1, shape: 2 };
const SHAPE = { dimension: 1 };
const DIMENSION = { value: 1, parameter: 2 };
/** TensorProto.DataType. */
const ELEMENTS = 'undefined float uint8 int8 uint16 int16 int32 int64 string bool float16 double uint32 uint64 complex64 complex128 bfloat16'.split(' ');
const MOST_VALUES = 64;
/**
 * The header of an ONNX model: opsets, producer, inputs and outputs with their shapes, and whether weights stand in other
 * files. The graph's weights are leapt over.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
async function readOnnx(path, source) {
    const facts = {};
    const opsets = [];
    let graph;
    for await (const field of placedFields(source)) {
        if (field.number === MODEL.irVersion && field.wire === 0)
            facts['ir version'] = String(field.value);
        else if (field.number === MODEL.producer)
            facts['producer'] = await fieldText(source, field);
        else if (field.number === MODEL.producerVersion)
            facts['producer version'] = await fieldText(source, field);
        else if (field.number === MODEL.graph && field.wire === 2)
            graph = field;
        else if (field.number === MODEL.opsets)
            opsets.push(await opsetText(source, field));
    }
    if (!graph || facts['ir version'] === undefined)
        throw new LineageError('corrupt', `${path}: is no ONNX model`);
    const content = await graphOf(source, graph);
    return inert(path, 'onnx', {
        ...facts,
        opsets: some(opsets),
        nodes: String(content.nodes),
        inputs: some(content.inputs),
        outputs: some(content.outputs),
        'weights in': some([...content.external]),
    });
}
async function opsetText(source, { start, end }) {
    let [domain, version] = ['ai.onnx', '?'];
    for await (const field of placedFields(source, start, end)) {
        if (field.number === OPSET.domain)
            domain = (await fieldText(source, field)) || 'ai.onnx';
        if (field.number === OPSET.version)
            version = String(field.value);
    }
    return `${domain} ${version}`;
}
async function graphOf(source, graph) {
    const [inputs, outputs] = [[], []];
    const weights = new Set();
    const external = new Set();
    let nodes = 0;
    for await (const field of placedFields(source, graph.start, graph.end)) {
        if (field.number === GRAPH.node)
            nodes++;
        else if (field.number === GRAPH.initializer)
            await tensorOf(source, field, weights, external);
        else if (field.number === GRAPH.input && inputs.length < MOST_VALUES)
            inputs.push(await valueText(source, field));
        else if (field.number === GRAPH.output && outputs.length < MOST_VALUES)
            outputs.push(await valueText(source, field));
    }
    // Before IR version 4 every weight was an input too.
    const own = inputs.filter((text) => !weights.has(text.split(':')[0]));
    return { nodes, inputs: own, outputs, external };
}
async function tensorOf(source, tensor, weights, external) {
    for await (const field of placedFields(source, tensor.start, tensor.end)) {
        if (field.number === TENSOR.name)
            weights.add(await fieldText(source, field));
        if (field.number !== TENSOR.external)
            continue;
        let [key, value] = ['', ''];
        for await (const part of placedFields(source, field.start, field.end)) {
            if (part.number === onnx_ENTRY.key)
                key = await fieldText(source, part);
            if (part.number === onnx_ENTRY.value)
                value = await fieldText(source, part);
        }
        if (key === 'location')
            external.add(value);
    }
}
/** `name: float[N, 30]`. */
async function valueText(source, value) {
    let [name, type] = ['', ''];
    for await (const field of placedFields(source, value.start, value.end)) {
        if (field.number === VALUE.name)
            name = await fieldText(source, field);
        if (field.number === VALUE.type)
            type = await typeText(source, field);
    }
    return type === '' ? name : `${name}: ${type}`;
}
async function typeText(source, type) {
    for await (const field of placedFields(source, type.start, type.end)) {
        if (field.number !== TYPE.tensor)
            continue;
        let element = 'undefined';
        const sizes = [];
        for await (const part of placedFields(source, field.start, field.end)) {
            if (part.number === TENSOR_TYPE.element)
                element = ELEMENTS[Number(part.value)] ?? `type ${part.value}`;
            if (part.number !== TENSOR_TYPE.shape)
                continue;
            for await (const dimension of placedFields(source, part.start, part.end)) {
                if (dimension.number === SHAPE.dimension)
                    sizes.push(await sizeText(source, dimension));
            }
        }
        return `${element}[${sizes.join(', ')}]`;
    }
    return 'no tensor';
}
async function sizeText(source, dimension) {
    for await (const field of placedFields(source, dimension.start, dimension.end)) {
        if (field.number === DIMENSION.value)
            return String(field.value);
        if (field.number === DIMENSION.parameter)
            return fieldText(source, field, 64);
    }
    return '?';
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/safetensors.js



/** The format's own limit (safetensors/src/tensor.rs, MAX_HEADER_SIZE). */
const safetensors_MAX_HEADER_BYTES = 100_000_000;
/**
 * The header of a safetensors file: eight bytes of length, then JSON. Tensors must cover the rest of the file without gaps
 * or overlaps, as the format demands: hidden bytes are how one file is two.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
async function readSafetensors(path, source) {
    const corrupt = (why) => new LineageError('corrupt', `${path}: ${why}`);
    if (source.byteLength < 8)
        throw corrupt('is too short for a safetensors file');
    const head = await source.read(0, 8);
    const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));
    if (length > safetensors_MAX_HEADER_BYTES)
        throw new LineageError('too-large', `${path}: a header of ${length} bytes`);
    if (8 + length > source.byteLength)
        throw corrupt('ends within its header');
    const header = recordOf(parseWideJson(new TextDecoder().decode(await source.read(8, length)), path));
    const { __metadata__: metadata, ...tensors } = header;
    const types = new Map();
    const spans = [];
    let parameters = 0;
    for (const value of Object.values(tensors)) {
        const tensor = recordOf(value);
        const [start, end] = Array.isArray(tensor['data_offsets']) ? tensor['data_offsets'] : [];
        const shape = tensor['shape'];
        const type = textOf(tensor['dtype'], 16);
        if (typeof start !== 'number' ||
            typeof end !== 'number' ||
            end < start ||
            !Array.isArray(shape) ||
            type === undefined) {
            throw corrupt('has a tensor without type, shape and place');
        }
        const count = shape.reduce((product, size) => product * Number(size), 1);
        parameters += count;
        types.set(type, (types.get(type) ?? 0) + count);
        spans.push([start, end]);
    }
    spans.sort(([a], [b]) => a - b);
    const covered = spans.reduce((at, [start, end]) => (start === at ? end : Number.NaN), 0);
    if (covered !== source.byteLength - 8 - length)
        throw corrupt('its tensors do not cover the file');
    return inert(path, 'safetensors', {
        tensors: String(spans.length),
        parameters: String(parameters),
        types: some([...types.keys()].sort()),
        'written by': textOf(recordOf(metadata)['format'], 64),
    });
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/headers/saved-model.js


// Field numbers of tensorflow/core/protobuf/{saved_model,meta_graph}.proto.
const SAVED_MODEL = { schema: 1, graphs: 2 };
const META_GRAPH = { info: 1, signatures: 5 };
const INFO = { tags: 4, version: 5 };
const ENTRY_KEY = 1;
/** Operations that run Python, or read and write files of the machine that serves. */
const REACHING = [
    'PyFunc',
    'EagerPyFunc',
    'PyFuncStateless',
    'ReadFile',
    'WriteFile',
    'MatchingFiles',
    'PrintV2',
    'Save',
    'ShardedFilename',
];
const DANGEROUS = ['PyFunc', 'EagerPyFunc', 'PyFuncStateless', 'WriteFile', 'ReadFile'];
const MAX_SEARCHED_BYTES = 512 * 2 ** 20;
/** A TensorFlow SavedModel by its `saved_model.pb`: tags, signatures, version, and operations that reach outside. */
async function readSavedModel(path, source) {
    const tags = [];
    const signatures = [];
    let version;
    for await (const graph of placedFields(source)) {
        if (graph.number !== SAVED_MODEL.graphs || graph.wire !== 2)
            continue;
        for await (const field of placedFields(source, graph.start, graph.end)) {
            if (field.number === META_GRAPH.info) {
                for await (const part of placedFields(source, field.start, field.end)) {
                    if (part.number === INFO.tags)
                        tags.push(await fieldText(source, part, 64));
                    if (part.number === INFO.version)
                        version = await fieldText(source, part, 64);
                }
            }
            if (field.number === META_GRAPH.signatures) {
                for await (const part of placedFields(source, field.start, field.end)) {
                    if (part.number === ENTRY_KEY)
                        signatures.push(await fieldText(source, part, 128));
                }
            }
        }
    }
    const operations = await operationsIn(source);
    const dangers = operations.filter((name) => DANGEROUS.includes(name)).map((name) => `operation ${name}`);
    return {
        path,
        format: 'saved-model',
        facts: known({
            tags: some(tags),
            signatures: some(signatures),
            tensorflow: version,
            dangerous: some(dangers),
        }),
        ...(dangers.length > 0 ? { runsCode: `its graph holds ${some(dangers)}` } : {}),
        dangers,
        unfamiliar: [],
    };
}
/** Node operations are texts of the graph, length first: `WriteFile` is 0x09 and the name. */
async function operationsIn(source) {
    const bytes = Buffer.from(await source.read(0, Math.min(source.byteLength, MAX_SEARCHED_BYTES)));
    return REACHING.filter((name) => bytes.includes(Buffer.concat([Buffer.from([name.length]), Buffer.from(name)])));
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/zip/zip.js


const MAX_ENTRIES = 65_536;
const MAX_DIRECTORY_BYTES = 64 * 2 ** 20;
/** The end record may be followed by a comment of 64 KiB, and preceded by a zip64 locator. */
const MAX_TAIL_BYTES = 22 + 65_535 + 20;
/**
 * The entries of a zip archive (APPNOTE 6.3.9), zip64 included, from its central directory.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
async function zipEntries(source) {
    const { offset, length, count } = await directoryOf(source);
    if (count > MAX_ENTRIES || length > MAX_DIRECTORY_BYTES)
        throw new LineageError('too-large', `${source.name}: ${count} entries`);
    if (offset + length > source.byteLength)
        throw zip_corrupt(source, 'its directory lies outside the file');
    const bytes = await source.read(offset, length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = [];
    for (let at = 0; entries.length < count;) {
        if (at + 46 > length || view.getUint32(at, true) !== 0x02014b50)
            throw zip_corrupt(source, 'its directory is broken');
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
        if (at + 46 + nameLength + extraLength + commentLength > length)
            throw zip_corrupt(source, 'its directory is broken');
        const wide = wideFields(view, at, nameLength, extraLength);
        entries.push({
            name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
            method: view.getUint16(at + 10, true),
            ...wide,
        });
        at += 46 + nameLength + extraLength + commentLength;
    }
    return entries;
}
/**
 * The content of one entry, stored or deflated.
 *
 * @throws LineageError `too-large` above `maxBytes`, `unsupported`, `corrupt`
 */
async function readEntry(source, entry, maxBytes) {
    if (entry.byteLength > maxBytes || entry.packedBytes > maxBytes) {
        throw new LineageError('too-large', `${source.name}: ${JSON.stringify(entry.name)} has ${entry.byteLength} bytes`);
    }
    const packed = await source.read(await contentOffset(source, entry), entry.packedBytes);
    if (entry.method === 0)
        return packed;
    if (entry.method !== 8)
        throw new LineageError('unsupported', `${source.name}: zip method ${entry.method}`);
    try {
        return (0,external_node_zlib_.inflateRawSync)(packed, { maxOutputLength: Math.max(1, entry.byteLength) });
    }
    catch (cause) {
        throw new LineageError('corrupt', `${source.name}: ${JSON.stringify(entry.name)} cannot be unpacked`, {
            cause,
        });
    }
}
/** Where a stored entry's bytes begin: after its local header, whose extra field may differ from the directory's. */
async function contentOffset(source, { offset, packedBytes }) {
    if (offset + 30 > source.byteLength)
        throw zip_corrupt(source, 'an entry lies outside the file');
    const header = await source.read(offset, 30);
    const view = new DataView(header.buffer, header.byteOffset, 30);
    if (view.getUint32(0, true) !== 0x04034b50)
        throw zip_corrupt(source, 'an entry has no header');
    const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (start + packedBytes > source.byteLength)
        throw zip_corrupt(source, 'an entry lies outside the file');
    return start;
}
async function directoryOf(source) {
    const tailLength = Math.min(MAX_TAIL_BYTES, source.byteLength);
    const tailStart = source.byteLength - tailLength;
    const tail = await source.read(tailStart, tailLength);
    const view = new DataView(tail.buffer, tail.byteOffset, tailLength);
    for (let at = tailLength - 22; at >= 0; at--) {
        if (view.getUint32(at, true) !== 0x06054b50)
            continue;
        const [count, length, offset] = [
            view.getUint16(at + 10, true),
            view.getUint32(at + 12, true),
            view.getUint32(at + 16, true),
        ];
        const locator = at - 20;
        if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50)
            return { offset, length, count };
        const wideAt = Number(view.getBigUint64(locator + 8, true));
        if (!Number.isSafeInteger(wideAt) || wideAt + 56 > source.byteLength)
            throw zip_corrupt(source, 'its zip64 record lies outside');
        const record = await source.read(wideAt, 56);
        const wide = new DataView(record.buffer, record.byteOffset, 56);
        if (wide.getUint32(0, true) !== 0x06064b50)
            throw zip_corrupt(source, 'its zip64 record is broken');
        return {
            count: Number(wide.getBigUint64(32, true)),
            length: Number(wide.getBigUint64(40, true)),
            offset: Number(wide.getBigUint64(48, true)),
        };
    }
    throw zip_corrupt(source, 'has no directory of a zip archive');
}
/** Sizes and offset of 0xffffffff stand in the zip64 extra field instead, in this order, those only that do not fit. */
function wideFields(view, at, nameLength, extraLength) {
    let [packedBytes, byteLength, offset] = [20, 24, 42].map((field) => view.getUint32(at + field, true));
    for (let extra = at + 46 + nameLength; extra + 4 <= at + 46 + nameLength + extraLength;) {
        const [id, size] = [view.getUint16(extra, true), view.getUint16(extra + 2, true)];
        if (id === 1) {
            let field = extra + 4;
            const next = () => {
                if (field + 8 > extra + 4 + size || field + 8 > view.byteLength)
                    return Number.MAX_SAFE_INTEGER;
                field += 8;
                return Number(view.getBigUint64(field - 8, true));
            };
            if (byteLength === 0xffffffff)
                byteLength = next();
            if (packedBytes === 0xffffffff)
                packedBytes = next();
            if (offset === 0xffffffff)
                offset = next();
        }
        extra += 4 + size;
    }
    return { packedBytes, byteLength, offset };
}
function zip_corrupt(source, why) {
    return new LineageError('corrupt', `${source.name}: ${why}`);
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/zip/archives.js





const MAX_CONFIG_BYTES = 64 * 2 ** 20;
/**
 * A zip archive by what is in it: Keras 3, TorchServe, PyTorch, skops, NumPy. Undefined for any other archive.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
async function readArchive(path, source) {
    const entries = await zipEntries(source);
    const named = (name) => entries.find((entry) => entry.name === name);
    const json = async (entry) => recordOf(parseWideJson(new TextDecoder().decode(await readEntry(source, entry, MAX_CONFIG_BYTES)), `${path}!${entry.name}`));
    const manifest = named('MAR-INF/MANIFEST.json');
    if (manifest)
        return [torchServe(path, await json(manifest)), ...(await pickles(path, source, entries))];
    const [config, metadata] = [named('config.json'), named('metadata.json')];
    if (config && metadata) {
        const text = new TextDecoder().decode(await readEntry(source, config, MAX_CONFIG_BYTES));
        return [keras(path, text, await json(metadata))];
    }
    if (named('schema.json') && path.endsWith('.skops'))
        return [inert(path, 'skops', { entries: String(entries.length) })];
    const inside = await pickles(path, source, entries);
    if (inside.length > 0)
        return inside;
    if (entries.some(({ name }) => name.endsWith('.npy')))
        return [inert(path, 'npz', { arrays: String(entries.length) })];
    return [];
}
/** A Lambda layer is pickled byte code in the configuration; a registered name is a class of the user's. */
function keras(path, config, metadata) {
    const lambda = /"class_name"\s*:\s*"(?:Lambda|TFOpLambda|SlicingOpLambda)"/.test(config) ||
        config.includes('"__lambda__"');
    const custom = [
        ...new Set([...config.matchAll(/"module"\s*:\s*"([^"]{1,200})"/g)].map(([, module]) => module)),
    ].filter((module) => !/^(?:keras|tensorflow|builtins)(?:\.|$)/.test(module));
    return {
        path,
        format: 'keras',
        facts: known({
            keras: textOf(metadata['keras_version'], 64),
            saved: textOf(metadata['date_saved'], 64),
            'custom code of': some(custom),
        }),
        ...(lambda ? { runsCode: 'it has a Lambda layer, whose byte code runs when it is loaded' } : {}),
        dangers: lambda ? ['Lambda layer'] : [],
        unfamiliar: custom,
    };
}
function torchServe(path, manifest) {
    const model = recordOf(manifest['model']);
    const handler = textOf(model['handler'], 256);
    return {
        path,
        format: 'torchserve',
        facts: known({
            name: textOf(model['modelName'], 256),
            version: textOf(model['modelVersion'], 64),
            handler,
            file: textOf(model['serializedFile'], 256),
            archiver: textOf(manifest['archiverVersion'], 64),
        }),
        ...(handler?.endsWith('.py') ? { runsCode: `its handler ${handler} runs in the server` } : {}),
        dangers: [],
        unfamiliar: [],
    };
}
/** PyTorch's format is a zip with a pickle `<name>/data.pkl`; TorchScript has code beside it; `.npy` may hold objects. */
async function pickles(path, source, entries) {
    const found = [];
    for (const entry of entries) {
        const inner = `${path}!${entry.name}`;
        if (/(?:^|\/)data\.pkl$|\.pkl$|\.pickle$/.test(entry.name)) {
            if (entry.method !== 0) {
                const unread = 'the pickle inside the archive is compressed';
                found.push({
                    path: inner,
                    format: 'torch',
                    facts: {},
                    runsCode: 'it is a pickle',
                    dangers: [],
                    unfamiliar: [],
                    unread,
                });
                continue;
            }
            const start = await contentOffset(source, entry);
            const script = entries.some(({ name }) => name.endsWith('/constants.pkl'));
            found.push(await foundPickle(inner, script ? 'torchscript' : 'torch', source, {
                start,
                end: start + entry.packedBytes,
            }));
        }
    }
    if (found.length > 64)
        throw new LineageError('too-large', `${path}: holds ${found.length} pickles`);
    return found;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/inspect.js













const HEAD_BYTES = 64;
const MAX_DESCRIPTION_BYTES = 4 * 2 ** 20;
/**
 * What the files of a model are, from their headers. Nothing is run, imported or deserialised; content decides before
 * names do, so that a pickle called `weights.safetensors` is a pickle.
 *
 * @returns one entry a recognised file, in the order of the files; a file whose content contradicts its name says so
 */
async function inspectModel(entries, aloneName) {
    const found = [];
    for (const entry of entries) {
        const path = entry.path === '.' ? (aloneName ?? '.') : entry.path;
        const source = await entry.open();
        try {
            found.push(...(await inspectFile(path, source)));
        }
        catch (error) {
            if (!(error instanceof LineageError) && !(error instanceof data_lib.DataError))
                throw error;
            found.push({ ...inert(path, formatByName(path) ?? 'unknown', {}), unread: error.message });
        }
        finally {
            await source.close();
        }
    }
    return found;
}
async function inspectFile(path, source) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const describe = Object.hasOwn(DESCRIPTIONS, name) ? DESCRIPTIONS[name] : undefined;
    if (describe && source.byteLength <= MAX_DESCRIPTION_BYTES)
        return [describe(path, await source.read(0, source.byteLength))];
    if (source.byteLength === 0)
        return [];
    const head = Buffer.from(await source.read(0, Math.min(HEAD_BYTES, source.byteLength)));
    const byContent = await inspectByContent(path, head, source);
    if (byContent)
        return byContent;
    switch (formatByName(path)) {
        case 'safetensors':
            return [await readSafetensors(path, source)];
        case 'onnx':
            return [await readOnnx(path, source)];
        case 'saved-model':
            return [await readSavedModel(path, source)];
        case 'pickle':
            return [await foundPickle(path, name.endsWith('.joblib') ? 'joblib' : 'pickle', source)];
        case 'json': {
            const model = await readJsonModel(path, source);
            return model ? [model] : [];
        }
        case undefined:
            return [];
    }
}
async function inspectByContent(path, head, source) {
    const magic = head.toString('latin1');
    if (magic.startsWith('PK\u0003\u0004'))
        return readArchive(path, source);
    if (magic.startsWith('GGUF'))
        return [await readGguf(path, source)];
    if (magic.startsWith('\u0089HDF\r\n\u001a\n'))
        return [await readHdf5(path, source)];
    if (magic.startsWith('\u0093NUMPY'))
        return [await readNumpy(path, source)];
    if (/^tree\r?\nversion=/.test(magic))
        return [await readLightGbm(path, source)];
    if (magic.startsWith('CBM1'))
        return [inert(path, 'catboost', {})];
    // Protocol 2 and later begin with PROTO; FRAME, an empty container or a name follows.
    if (head[0] === 0x80 && head[1] !== undefined && head[1] >= 2 && head[1] <= 5) {
        return [await foundPickle(path, path.endsWith('.joblib') ? 'joblib' : 'pickle', source)];
    }
    return undefined;
}
function formatByName(path) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (name === 'saved_model.pb')
        return 'saved-model';
    if (name.endsWith('.safetensors'))
        return 'safetensors';
    if (name.endsWith('.onnx'))
        return 'onnx';
    if (/\.(?:pkl|pickle|joblib|sav|pt|pth|ckpt|dill)$/.test(name))
        return 'pickle';
    return name.endsWith('.json') ? 'json' : undefined;
}

;// CONCATENATED MODULE: ./packages/lineage/lib/packaging/judge.js

/**
 * `warn` (default): code is named and let through, but what only attacks need is refused. `refuse`: no file that runs
 * code. `allow`: everything is recorded, dangers still are a warning.
 */
function judgeFormat(found, policy) {
    const { path, format, dangers, unfamiliar, unread, runsCode } = found;
    if (dangers.length > 0) {
        return {
            path,
            outcome: policy === 'allow' ? 'warn' : 'fail',
            reason: `${format}: loading it reaches ${some(dangers)}`,
            remedy: 'No model needs this. Find out who wrote the file; save the model in a format without code.',
        };
    }
    if (runsCode !== undefined && policy === 'refuse') {
        return { path, outcome: 'fail', reason: `${format}: ${runsCode}`, remedy: SAFE };
    }
    if (unread !== undefined) {
        return {
            path,
            outcome: runsCode === undefined || policy === 'allow' ? 'warn' : 'fail',
            reason: `${format}: it could not be looked into: ${unread}`,
            remedy: SAFE,
        };
    }
    if (runsCode === undefined || policy === 'allow') {
        return {
            path,
            outcome: 'pass',
            reason: runsCode === undefined ? `${format}: loading it only reads` : `${format}: ${runsCode}`,
        };
    }
    const imports = unfamiliar.length === 0 ? '' : `; it needs ${some(unfamiliar)}`;
    return { path, outcome: 'warn', reason: `${format}: ${runsCode}${imports}`, remedy: SAFE };
}
const SAFE = "Save the model as safetensors, ONNX, skops or in its library's own format, or set `registry.formats.pickle: allow`.";

;// CONCATENATED MODULE: ./packages/lineage/lib/index.js















/***/ }),

/***/ 47511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nU: () => (/* reexport */ DEFAULT_BRANCH),
  oK: () => (/* reexport */ DEFAULT_KEEP),
  bU: () => (/* reexport */ MAX_EVIDENCE_BYTES),
  gl: () => (/* reexport */ RegistryError),
  PJ: () => (/* reexport */ attachEvidence),
  fS: () => (/* reexport */ auditRegistry),
  dj: () => (/* reexport */ canonicalJson),
  U_: () => (/* reexport */ chunksOf),
  lm: () => (/* reexport */ collectable),
  An: () => (/* reexport */ createTags),
  QN: () => (/* reexport */ digestBytes),
  On: () => (/* reexport */ digestModel),
  IL: () => (/* reexport */ digestSource),
  k8: () => (/* reexport */ endVersion),
  Qv: () => (/* reexport */ eventPath),
  Zz: () => (/* reexport */ evidencePath),
  aO: () => (/* reexport */ fetchModel),
  RS: () => (/* reexport */ gitRemote),
  O_: () => (/* reexport */ gitStore),
  M_: () => (/* reexport */ gtoTags),
  ZD: () => (/* reexport */ hexOf),
  VH: () => (/* reexport */ inlineBytes),
  C7: () => (/* reexport */ loadState),
  Pi: () => (/* reexport */ modelPack),
  qz: () => (/* reexport */ modelTag),
  zs: () => (/* reexport */ ociLayoutBytes),
  wj: () => (/* reexport */ parseEvent),
  vf: () => (/* reexport */ parseEvidence),
  WR: () => (/* reexport */ parseExpectation),
  Rr: () => (/* reexport */ parsePath),
  Pl: () => (/* reexport */ parseSelector),
  FO: () => (/* reexport */ parseVersionRecord),
  DJ: () => (/* reexport */ promoteVersion),
  u0: () => (/* reexport */ readDocument),
  kd: () => (/* reexport */ recordDigest),
  KO: () => (/* reexport */ registerVersion),
  iz: () => (/* reexport */ requireModelPath),
  eO: () => (/* reexport */ requireSubject),
  Fu: () => (/* reexport */ rollBack),
  bb: () => (/* reexport */ rootDigest),
  qW: () => (/* reexport */ versionPath)
});

// UNUSED EXPORTS: DEFAULT_INLINE_LIMIT_BYTES, IGNORED_AT_TOP, MAX_DOCUMENT_BYTES, applyEvent, blobRef, comparePaths, decidePromotion, decideRollback, emptyState, eventDigest, foldFrom, loadRecord, redactUrls, sameLineage, selectVersion, stagePath, transact, verifyBytes

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./packages/registry/lib/digest/source.js

/** Read in pieces of this many bytes: large enough for disk and hash throughput, small enough for any runner. */
const CHUNK_BYTES = 1 << 20;
/** `sha256:<hex>` of bytes in memory. */
function digestBytes(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/**
 * `sha256:<hex>` of everything in a source, in constant memory. The source stays open; its read errors pass through.
 */
async function digestSource(source) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const { byteLength } = source;
    if (source.readInto) {
        const chunk = new Uint8Array(Math.min(CHUNK_BYTES, byteLength));
        for (let offset = 0; offset < byteLength; offset += chunk.byteLength) {
            const part = chunk.subarray(0, Math.min(chunk.byteLength, byteLength - offset));
            await source.readInto(offset, part);
            hash.update(part);
        }
    }
    else {
        for await (const chunk of chunksOf(source))
            hash.update(chunk);
    }
    return `sha256:${hash.digest('hex')}`;
}
/** A source from its first byte to its last, in order, at most 1 MiB at a time. */
async function* chunksOf(source) {
    for (let offset = 0; offset < source.byteLength; offset += CHUNK_BYTES) {
        yield await source.read(offset, Math.min(CHUNK_BYTES, source.byteLength - offset));
    }
}
/** The 64 hex digits of a digest. */
function hexOf(digest) {
    return digest.slice('sha256:'.length);
}

;// CONCATENATED MODULE: ./packages/registry/lib/error.js
/** The registry cannot do what was asked, said so that its owner can mend it. Actions show it as a user's error. */
class RegistryError extends Error {
    name = 'RegistryError';
    code;
    remedy;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.remedy = options?.remedy;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/verify.js


/** The store among `stores` that reads a record's bytes. */
function storeFor(stores, record) {
    const store = stores.find(({ kind }) => kind === record.bytes.kind);
    if (store)
        return store;
    throw new RegistryError('bytes-missing', `the bytes of ${record.model} version ${record.version} are in ${record.bytes.kind}, which is not configured here`, { remedy: 'Set `registry.bytes` of the model in the policy to where they are.' });
}
/**
 * Reads every byte of a version again.
 *
 * @returns what is wrong, in words; undefined when all files hash to what the record says. A file that cannot be read is
 * wrong too: bytes that are not there cannot be served.
 */
async function verifyBytes(stores, record) {
    try {
        const open = await storeFor(stores, record).reader(record);
        for (const file of record.files) {
            const problem = await verifyFile(open, file);
            if (problem !== undefined)
                return problem;
        }
        return await verifyDocuments(stores, record);
    }
    catch (error) {
        if (error instanceof RegistryError && error.code === 'bytes-missing')
            return error.message;
        throw error;
    }
}
/** What is kept beside the model is registered too: a card that says something else is no card of this model. */
async function verifyDocuments(stores, { documents }) {
    if (!documents)
        return undefined;
    const store = stores.find(({ kind }) => kind === documents.bytes.kind);
    if (!store)
        return `its documents are in ${documents.bytes.kind}, which is not configured here`;
    const open = await store.reader(documents);
    for (const file of documents.files) {
        const problem = await verifyFile(open, file);
        if (problem !== undefined)
            return `document ${problem}`;
    }
    return undefined;
}
async function verifyFile(open, file) {
    const name = JSON.stringify(file.path);
    try {
        const source = await open(file);
        try {
            const found = await digestSource(source);
            return found === file.digest ? undefined : `${name} holds ${found}, registered was ${file.digest}`;
        }
        finally {
            await source.close();
        }
    }
    catch (error) {
        if (error instanceof RegistryError &&
            (error.code === 'bytes-missing' || error.code === 'bytes-corrupt')) {
            return `${name} cannot be read: ${error.message}`;
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/paths.js

/** Where everything stands in the registry's tree. Names are checked by the record's schemas before they come here. */
const MANIFEST_PATH = 'registry.json';
/** The first commit's marker: what this branch is, for people and for later formats. */
const MANIFEST = '{"schema":"mlops-actions/registry/v1"}';
const modelFolder = (model) => `models/${model}/`;
const versionPath = (model, version) => `models/${model}/versions/${version}.json`;
const stagePath = (model, stage) => `models/${model}/stages/${stage}.json`;
/** Ten digits, so that `ls` and the forge's web page show history in order. */
const eventPath = (model, sequence, kind) => `models/${model}/events/${String(sequence).padStart(10, '0')}-${kind}.json`;
const evidencePath = (digest) => `evidence/${hexOf(digest)}.json`;
const MODEL = '(?<model>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)';
const VERSION = new RegExp(`^models/${MODEL}/versions/(?<version>[1-9][0-9]{0,9})\\.json$`);
const EVENT = new RegExp(`^models/${MODEL}/events/(?<sequence>[0-9]{10})-(?<event>[a-z-]+)\\.json$`);
const STAGE = new RegExp(`^models/${MODEL}/stages/(?<stage>[a-z][a-z0-9-]*)\\.json$`);
const EVIDENCE = /^evidence\/(?<hex>[0-9a-f]{64})\.json$/;
/** What a path of the tree holds, or undefined for one the registry never writes. */
function parsePath(path) {
    if (path === MANIFEST_PATH)
        return { kind: 'manifest' };
    const version = VERSION.exec(path)?.groups;
    if (version)
        return { kind: 'version', model: version.model, version: Number(version.version) };
    const event = EVENT.exec(path)?.groups;
    if (event) {
        return { kind: 'event', model: event.model, sequence: Number(event.sequence), event: event.event };
    }
    const stage = STAGE.exec(path)?.groups;
    if (stage)
        return { kind: 'stage', model: stage.model, stage: stage.stage };
    const evidence = EVIDENCE.exec(path)?.groups;
    if (evidence)
        return { kind: 'evidence', digest: `sha256:${evidence.hex}` };
    return undefined;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./packages/registry/lib/canonical/json.js
/**
 * JSON in the one form that has one digest: RFC 8785 (JCS). Keys by UTF-16 code unit, numbers as ECMAScript writes them,
 * no white space. Properties that are `undefined` are absent.
 *
 * @throws TypeError for what JSON cannot hold faithfully: NaN, infinities, lone surrogates, functions, dates
 */
function canonicalJson(value) {
    switch (typeof value) {
        case 'boolean':
            return String(value);
        case 'number':
            if (!Number.isFinite(value))
                throw new TypeError(`JSON has no ${value}`);
            return JSON.stringify(value);
        case 'string':
            if (/\p{Cs}/u.test(value))
                throw new TypeError('JSON text with a lone surrogate has no canonical form');
            return JSON.stringify(value);
        case 'object':
            return value === null ? 'null' : canonicalObject(value);
        case 'bigint':
        case 'function':
        case 'symbol':
        case 'undefined':
            throw new TypeError(`JSON has no ${typeof value}`);
    }
}
function canonicalObject(value) {
    if (Array.isArray(value))
        return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
    if (!isPlain(value))
        throw new TypeError('only plain objects have a canonical form');
    const properties = Object.keys(value)
        .filter((key) => value[key] !== undefined)
        .sort()
        .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`);
    return `{${properties.join(',')}}`;
}
function isPlain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./packages/registry/lib/record/fields.js

/** The fields that records, events and pointers share. All of it may have been written by somebody else's push. */
/** As in mlops.yml; it becomes part of paths and of git arguments. */
const modelName = schemas/* string */.YjP()
    .max(128)
    .regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, 'lower-case letters, digits, . _ -')
    .refine((name) => !name.includes('..'), 'no ..');
const stageName = schemas/* string */.YjP()
    .max(64)
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
const digest = schemas/* templateLiteral */.Uy$([
    'sha256:',
    schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
]);
const versionNumber = schemas/* int */.Whr().min(1).max(9_999_999_999);
/** ISO 8601 in UTC, to the millisecond: one spelling an instant. */
const instant = iso/* datetime */.w$({ precision: 3 });
/** Free text from people and events: kept as data, capped, escaped wherever it is shown. */
const shortText = schemas/* string */.YjP().min(1).max(1024);
/** Who did it and in which run; absent outside CI. */
const origin = schemas/* strictObject */.rej({
    actor: shortText.optional(),
    server: shortText.optional(),
    repository: shortText.optional(),
    workflow: shortText.optional(),
    runId: shortText.optional(),
    runAttempt: shortText.optional(),
});

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/location.js


/**
 * Where the bytes of a version are: what its record says. A new backend adds a member, and a store that reads it. The place is
 * for people and for machines without the policy; a reader goes to the place the policy names and believes digests alone, so
 * a registry can move house.
 */
const bytesLocation = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('inline') }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('oci-layout'), manifest: digest }),
    /** `repository` is `host/name`; the manifest is a CNCF ModelPack. */
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('oci'), repository: shortText, manifest: digest }),
    /** Objects `<prefix>sha256/<hex>` of a bucket. */
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('s3'), bucket: shortText, prefix: schemas/* string */.YjP().max(512) }),
    /** Assets `sha256-<hex>` of a release of `owner/name`. */
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('release'), repository: shortText, tag: shortText }),
    /** Git LFS objects by their oid, which is the digest. */
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('lfs'), repository: shortText }),
    /** Somebody else's storage: each file at `<base>/<path>`, never copied. */
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('uri'), base: schemas/* string */.YjP().min(1).max(2048) }),
]);

;// CONCATENATED MODULE: ./packages/registry/lib/digest/model.js



/**
 * Left out at the top of a model's folder, as model_signing's `hashing.Config` leaves them out: they come and go with
 * the way the folder was fetched and change nothing about the model.
 */
const IGNORED_AT_TOP = ['.git', '.gitattributes', '.github', '.gitignore'];
/**
 * The identity of a model: sha256 over the concatenated raw sha256 digests of its files, ordered by path segments.
 * Equal to the subject digest that `model_signing sign` (OpenSSF Model Signing v1.0, `method: files`, sha256) puts into
 * its statement, so a signature made by either speaks of the same number. Names are not hashed by that format; the
 * version record pins them beside the digest.
 *
 * @param entries the files; order does not matter. Each is opened, hashed and closed in turn.
 * @throws RegistryError `empty-model`, `duplicate-path`, `unsafe-path`
 */
async function digestModel(entries) {
    const chosen = chooseEntries(entries);
    const root = (0,external_node_crypto_.createHash)('sha256');
    const files = [];
    for (const entry of chosen) {
        const source = await entry.open();
        try {
            const digest = await digestSource(source);
            root.update(Buffer.from(hexOf(digest), 'hex'));
            files.push({ path: entry.path, digest, byteLength: source.byteLength });
        }
        finally {
            await source.close();
        }
    }
    return { digest: `sha256:${root.digest('hex')}`, files };
}
/** The root digest of files whose digests are already known: what a record claims, recomputed. */
function rootDigest(files) {
    const root = (0,external_node_crypto_.createHash)('sha256');
    for (const { digest } of [...files].sort((a, b) => comparePaths(a.path, b.path))) {
        root.update(Buffer.from(hexOf(digest), 'hex'));
    }
    return `sha256:${root.digest('hex')}`;
}
function chooseEntries(entries) {
    const chosen = entries
        .filter(({ path }) => !IGNORED_AT_TOP.some((name) => path === name || path.startsWith(`${name}/`)))
        .sort((a, b) => comparePaths(a.path, b.path));
    if (chosen.length === 0) {
        throw new RegistryError('empty-model', 'the model has no files', {
            remedy: 'Point `path` at the model file or at the folder that holds its files.',
        });
    }
    for (const [index, { path }] of chosen.entries()) {
        requireModelPath(path, chosen.length === 1);
        if (chosen[index + 1]?.path === path) {
            throw new RegistryError('duplicate-path', `the model lists ${JSON.stringify(path)} twice`);
        }
    }
    return chosen;
}
/**
 * Paths of a model are written to disk again when it is fetched, from a registry that others can write to: nothing
 * absolute, nothing with `..`, nothing a path parser of another platform could read differently.
 *
 * @throws RegistryError `unsafe-path`
 */
function requireModelPath(path, alone) {
    if (path === '.' && alone)
        return;
    const safe = path !== '' &&
        path.length <= 1024 &&
        !/[\p{Cc}\\]/u.test(path) &&
        path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
    if (safe)
        return;
    throw new RegistryError('unsafe-path', `the model has a file whose path cannot be kept safely: ${JSON.stringify(path)}`, { remedy: 'Rename it: relative, no `..`, no backslash, no control characters.' });
}
/**
 * Python compares `PurePosixPath`s segment by segment and strings by code point: `a/x` comes before `a-b/x`, and U+FFFF
 * before U+10000. JavaScript's `<` does neither, and the root digest depends on the order.
 */
function comparePaths(a, b) {
    const left = a.split('/');
    const right = b.split('/');
    for (let index = 0; index < Math.min(left.length, right.length); index++) {
        const order = compareCodePoints(left[index], right[index]);
        if (order !== 0)
            return order;
    }
    return left.length - right.length;
}
/** UTF-8 keeps code point order, and comparing its bytes is one native call. */
function compareCodePoints(a, b) {
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

;// CONCATENATED MODULE: ./packages/registry/lib/record/dataset.js


const byteLength = schemas/* int */.Whr().min(0);
const count = schemas/* int */.Whr().min(0);
/** Where an identity was read: a path in the repository, a URI without credentials. */
const source = shortText;
/**
 * Which data a model was made from, precisely enough to find them again. `digest` is always sha256 over content we read
 * ourselves; ids of other systems (an md5, a commit, a snapshot) are kept beside it as what they are.
 */
const dataset = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        name: shortText,
        kind: schemas/* literal */.euz('file'),
        digest: digest,
        byteLength,
        /** Of a Parquet file, from its footer. */
        rows: count.optional(),
    }),
    /** A folder's digest is its root digest, as of a model. */
    schemas/* strictObject */.rej({ name: shortText, kind: schemas/* literal */.euz('folder'), digest: digest, byteLength }),
    /** Files below a folder that a pattern chose. */
    schemas/* strictObject */.rej({
        name: shortText,
        kind: schemas/* literal */.euz('files'),
        pattern: shortText,
        files: count,
        digest: digest,
        byteLength,
    }),
    schemas/* strictObject */.rej({
        name: shortText,
        kind: schemas/* enum */.k5n(['dvc', 'lakefs', 'delta', 'iceberg', 'feast', 'sql']),
        source,
        /** The system's own immutable name for the state: `md5:...`, a commit, `<table>@<version>`. */
        id: shortText,
        /** sha256 of what was read to learn the id, or of the whole state where it could be listed. */
        digest: digest.optional(),
        byteLength: byteLength.optional(),
        /** What else the system says of that state, for people. */
        details: schemas/* record */.g1P(schemas/* string */.YjP().max(128), schemas/* string */.YjP().max(1024)).optional(),
    }),
]);

;// CONCATENATED MODULE: ./packages/registry/lib/record/packaged.js


/** A file of the model, or a folder, whose format was recognised. */
const packaged = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP().max(1024),
    /** `onnx`, `safetensors`, `pickle`, `mlflow`, ... */
    format: schemas/* string */.YjP().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    /** What its header says, for people and for the model card. */
    facts: schemas/* record */.g1P(schemas/* string */.YjP().max(128), schemas/* string */.YjP().max(1024)).optional(),
    /** Loading it can run code: why, in words. Absent where loading it is only reading. */
    runsCode: shortText.optional(),
});

;// CONCATENATED MODULE: ./packages/registry/lib/record/record.js









/** Most files of one model; a record stays well under a megabyte. */
const MAX_FILES = 4096;
const file = schemas/* strictObject */.rej({ path: schemas/* string */.YjP().max(1024), digest: digest, byteLength: schemas/* int */.Whr().min(0) });
/** Stored as a model's files are, under their own root digest. */
const documents = schemas/* strictObject */.rej({
    digest: digest,
    files: schemas/* array */.YOg(file).min(1).max(64),
    bytes: bytesLocation,
});
/** What made the model: two versions with the same bytes and the same lineage are one version. */
const lineage = schemas/* strictObject */.rej({
    data: schemas/* array */.YOg(dataset).max(256),
    params: schemas/* json */.Pq9().optional(),
    code: schemas/* strictObject */.rej({
        repository: shortText.optional(),
        commit: shortText,
        /** The work tree held changes that the commit does not. Absent where it was clean, or is not known. */
        dirty: schemas/* literal */.euz(true).optional(),
    })
        .optional(),
    lock: schemas/* strictObject */.rej({
        path: shortText,
        digest: digest,
        kind: shortText.optional(),
        /** Packages pinned to one version, and packages in all. */
        pinned: schemas/* int */.Whr().min(0).optional(),
        packages: schemas/* int */.Whr().min(0).optional(),
    })
        .optional(),
    image: schemas/* strictObject */.rej({
        name: shortText,
        digest: digest,
        /** What the digest was resolved from at registration. */
        tag: shortText.optional(),
    })
        .optional(),
});
/** `models/<model>/versions/<version>.json`: written once, never again. */
const versionRecord = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz('mlops-actions/version/v1'),
    model: modelName,
    version: versionNumber,
    /** OpenSSF Model Signing root digest over `files`. */
    modelDigest: digest,
    files: schemas/* array */.YOg(file).min(1).max(MAX_FILES),
    /** What the file was called when the model is a lone file (whose path is `.`). */
    fileName: schemas/* string */.YjP().max(255).optional(),
    bytes: bytesLocation,
    lineage,
    /** What the files are, read from their headers without running or deserialising anything. */
    packaging: schemas/* array */.YOg(packaged).max(256).optional(),
    /** Numbers measured elsewhere (a tracking server's run); the gate's own stand in its evidence. */
    metrics: schemas/* record */.g1P(schemas/* string */.YjP().max(250), schemas/* number */.aig()).optional(),
    /** Small files kept beside the model (its card, its bill of materials, its reference profile). */
    documents: documents.optional(),
    /** An earlier version with the same bytes and another lineage. */
    sameContentAs: versionNumber.optional(),
    origin: origin,
    createdAt: instant,
});
/**
 * A record read back: JSON, schema, paths that may be written to disk, files that add up to the digest, and the one
 * canonical spelling (a record that was reformatted has been touched).
 *
 * @throws RegistryError `invalid-record`, naming `where`
 */
function parseVersionRecord(bytes, where) {
    const text = new TextDecoder().decode(bytes);
    const record = parseJson(versionRecord, text, where, 'invalid-record');
    for (const { path } of record.files)
        requireModelPath(path, record.files.length === 1);
    requireFileName(record, where);
    for (const { path } of record.documents?.files ?? [])
        requireModelPath(path, false);
    if (record.documents && rootDigest(record.documents.files) !== record.documents.digest) {
        throw new RegistryError('invalid-record', `${where}: the documents do not add up to their digest`);
    }
    if (rootDigest(record.files) !== record.modelDigest) {
        throw new RegistryError('invalid-record', `${where}: the files do not add up to the model digest`);
    }
    if (canonicalJson(record) !== text) {
        throw new RegistryError('invalid-record', `${where}: not in canonical form, so it was not written by the registry`);
    }
    return record;
}
/** A lone file needs a name to be written under, and only a lone file has one. */
function requireFileName({ files, fileName }, where) {
    const alone = files[0]?.path === '.';
    if (alone !== (fileName !== undefined) || fileName?.includes('/')) {
        throw new RegistryError('invalid-record', `${where}: the file name does not fit the files`);
    }
    if (fileName !== undefined)
        requireModelPath(fileName, false);
}
/** Strict JSON by a schema; the message says what is wrong and where, without echoing the text. */
function parseJson(schema, text, where, code) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new RegistryError(code, `${where}: not JSON`, { cause });
    }
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const [issue] = result.error.issues;
    const at = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : '';
    throw new RegistryError(code, `${where}${at}: ${issue?.message ?? 'invalid'}`);
}
/** sha256 of the canonical record: what events cite. */
function recordDigest(record) {
    return digestBytes(canonicalJson(record));
}
function sameLineage(a, b) {
    return canonicalJson(a) === canonicalJson(b);
}

;// CONCATENATED MODULE: ./packages/registry/lib/event/event.js






/** Why something was done, in the words of who did it. */
const reason = schemas/* string */.YjP().min(1).max(4096);
const versionRef = schemas/* strictObject */.rej({ version: versionNumber, modelDigest: digest });
const common = {
    schema: schemas/* literal */.euz('mlops-actions/event/v1'),
    model: modelName,
    /** 1, 2, 3, ... within a model. */
    sequence: versionNumber,
    at: instant,
    origin: origin,
    /** Digest of the event before it, null for the first: rewriting one breaks every later one. */
    previousEvent: digest.nullable(),
    version: versionNumber,
    modelDigest: digest,
};
/** Everything that ever happens to a model. State is a fold over these and nothing else. */
const registryEvent = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({
        ...common,
        kind: schemas/* literal */.euz('register'),
        recordDigest: digest,
        evidence: schemas/* array */.YOg(digest).max(64),
    }),
    schemas/* strictObject */.rej({ ...common, kind: schemas/* literal */.euz('attach-evidence'), evidence: schemas/* array */.YOg(digest).min(1).max(64) }),
    schemas/* strictObject */.rej({
        ...common,
        kind: schemas/* literal */.euz('promote'),
        stage: stageName,
        /** What the stage held before; null when it held nothing. */
        from: versionRef.nullable(),
        /** The evidence the decision rested on. */
        evidence: schemas/* array */.YOg(digest).max(64),
        /** The policy that decided. */
        policyDigest: digest,
        reason: reason.optional(),
        /** A quarantined version was let through, by a person, with a reason; this lifts the quarantine. */
        override: schemas/* literal */.euz(true).optional(),
    }),
    schemas/* strictObject */.rej({
        ...common,
        kind: schemas/* literal */.euz('rollback'),
        stage: stageName,
        /** The version that was taken away, and is quarantined by this event. */
        from: versionRef,
        policyDigest: digest,
        reason,
    }),
    schemas/* strictObject */.rej({ ...common, kind: schemas/* literal */.euz('quarantine'), reason }),
    /** There is something better; it still serves, and promoting it warns. */
    schemas/* strictObject */.rej({ ...common, kind: schemas/* literal */.euz('deprecate'), reason }),
    /** Over for good: no stage may hold it again, and its bytes may be removed. */
    schemas/* strictObject */.rej({ ...common, kind: schemas/* literal */.euz('retire'), reason }),
]);
/** The digest the next event cites and reports quote: sha256 of the canonical event. */
function eventDigest(event) {
    return digestBytes(canonicalJson(event));
}
/** @throws RegistryError `invalid-event`, naming `where` */
function parseEvent(bytes, where) {
    return readEvent(bytes, where).event;
}
/**
 * An event and its digest. What was read is the canonical text, so that text is hashed: writing thousands of events out again
 * only to hash them is what reading a long history would spend its time on.
 *
 * @throws RegistryError `invalid-event`, naming `where`
 */
function readEvent(bytes, where) {
    const text = new TextDecoder().decode(bytes);
    const event = parseJson(registryEvent, text, where, 'invalid-event');
    if (canonicalJson(event) === text)
        return { event, digest: digestBytes(text) };
    throw new RegistryError('invalid-event', `${where}: not in canonical form, so it was not written by the registry`);
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/misfit.js
/** What is wrong with an event as the next one after `state`; undefined when it follows. */
function misfitOf(state, event) {
    return (chainMisfit(state, event) ??
        versionMisfit(state, event) ??
        retiredMisfit(state, event) ??
        pointerMisfit(state, event));
}
function chainMisfit(state, event) {
    if (event.sequence !== state.sequence + 1) {
        return { kind: 'sequence', reason: `event ${event.sequence} follows event ${state.sequence}` };
    }
    if (event.previousEvent !== state.lastEvent) {
        return {
            kind: 'chain',
            reason: `event ${event.sequence} does not cite the digest of the event before it`,
        };
    }
    return undefined;
}
function versionMisfit(state, event) {
    if (event.kind === 'register') {
        return event.version === state.versions.size + 1
            ? undefined
            : { kind: 'version', reason: `version ${event.version} was registered after ${state.versions.size}` };
    }
    return refMisfit(state, event) ?? (event.kind === 'rollback' ? refMisfit(state, event.from) : undefined);
}
function refMisfit(state, ref) {
    const known = state.versions.get(ref.version);
    if (!known)
        return { kind: 'version', reason: `version ${ref.version} was never registered` };
    if (known.modelDigest !== ref.modelDigest) {
        return { kind: 'digest', reason: `version ${ref.version} is cited with the digest of other bytes` };
    }
    return undefined;
}
/** Retired is for good, and what serves cannot be retired. */
function retiredMisfit(state, event) {
    const { version } = event;
    if (event.kind === 'promote' || event.kind === 'rollback') {
        return state.versions.get(version)?.retired
            ? { kind: 'retired', reason: `retired version ${version} was moved to ${event.stage}` }
            : undefined;
    }
    if (event.kind !== 'retire')
        return undefined;
    const holding = [...state.stages.values()].find((pointer) => pointer.version === version);
    return (holding && { kind: 'retired', reason: `version ${version} was retired while ${holding.stage} held it` });
}
function pointerMisfit(state, event) {
    if (event.kind !== 'promote' && event.kind !== 'rollback')
        return undefined;
    const held = state.stages.get(event.stage)?.version ?? null;
    if ((event.from?.version ?? null) !== held) {
        return {
            kind: 'pointer',
            reason: `${event.stage} held ${held ?? 'nothing'}, the event says ${event.from?.version ?? 'nothing'}`,
        };
    }
    const overridden = event.kind === 'promote' && event.override === true && event.reason !== undefined;
    if (state.versions.get(event.version)?.quarantined && !overridden) {
        return { kind: 'quarantine', reason: `quarantined version ${event.version} was moved to ${event.stage}` };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/fold.js


/** Starts from a state, which itself never changes. */
function foldFrom(start) {
    const { model, sequence, lastEvent } = start;
    const draft = {
        model,
        sequence,
        lastEvent,
        versions: new Map(start.versions),
        stages: new Map(start.stages),
        past: new Map([...start.stages].map(([stage, { previous }]) => [stage, previous.toReversed()])),
    };
    return {
        state: draft,
        add(event, id = eventDigest(event)) {
            const misfit = misfitOf(draft, event);
            if (misfit)
                return misfit;
            take(draft, event, id);
            draft.sequence = event.sequence;
            draft.lastEvent = id;
            return undefined;
        },
    };
}
/**
 * The state after one more event. Total: an event that does not follow from the state is a value, because it comes from
 * a branch others can push to, and both readers (who refuse) and the audit (which names it) need the reason.
 */
function applyEvent(state, event) {
    const fold = foldFrom(state);
    const misfit = fold.add(event);
    return misfit ? { kind: 'misfit', misfit } : { kind: 'state', state: fold.state };
}
function take(draft, event, id) {
    const { version } = event;
    switch (event.kind) {
        case 'register':
            draft.versions.set(version, {
                version,
                modelDigest: event.modelDigest,
                recordDigest: event.recordDigest,
                evidence: event.evidence,
                registeredBy: event.origin,
                registeredAt: event.at,
            });
            return;
        case 'attach-evidence': {
            const current = draft.versions.get(version);
            const added = event.evidence.filter((digest) => !current.evidence.includes(digest));
            draft.versions.set(version, { ...current, evidence: [...current.evidence, ...added] });
            return;
        }
        case 'promote':
            if (event.override)
                lift(draft, version);
            move(draft, event, id);
            return;
        case 'rollback':
            quarantine(draft, event.from.version, event.reason, id);
            move(draft, event, id);
            return;
        case 'quarantine':
            quarantine(draft, version, event.reason, id);
            return;
        case 'deprecate':
        case 'retire': {
            const mark = event.kind === 'retire' ? 'retired' : 'deprecated';
            draft.versions.set(version, {
                ...draft.versions.get(version),
                [mark]: { reason: event.reason, event: id },
            });
        }
    }
}
function quarantine({ versions }, version, reason, event) {
    versions.set(version, { ...versions.get(version), quarantined: { reason, event } });
}
function lift({ versions }, version) {
    const { quarantined: _, ...rest } = versions.get(version);
    versions.set(version, rest);
}
function move({ stages, past }, event, id) {
    const { version, modelDigest, stage, at, model } = event;
    const old = stages.get(stage);
    const held = past.get(stage) ?? [];
    if (old) {
        const { version, modelDigest, since, event } = old;
        held.push({ version, modelDigest, since, until: at, event });
    }
    past.set(stage, held);
    const [schema, count] = ['mlops-actions/stage/v1', held.length];
    let newestFirst;
    stages.set(stage, {
        schema,
        model,
        stage,
        version,
        modelDigest,
        since: at,
        event: id,
        // Turned round when somebody looks: thousands of moves would otherwise each copy all that came before.
        get previous() {
            return (newestFirst ??= held.slice(0, count).reverse());
        },
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/state.js
function emptyState(model) {
    return { model, versions: new Map(), stages: new Map(), sequence: 0, lastEvent: null };
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/events.js




/** One commit is one event, and it follows from all before it. */
function checkEvents(ledger, known, report) {
    const added = known.filter(({ at }) => at.kind === 'event');
    if (added.length !== 1) {
        const path = added[1]?.change.path ?? known[0]?.change.path ?? '';
        report('not-one-event', path, `one commit is one event; this one has ${added.length}`);
    }
    return added.flatMap(({ change }) => {
        const found = read(change.path, change.content, report);
        if (!found)
            return [];
        const { event, digest } = found;
        ledger.events++;
        ledger.receipts.add(digest);
        fold(ledger, change.path, event, digest, report);
        return [{ path: change.path, event }];
    });
}
function read(path, content, report) {
    try {
        const found = readEvent(content, path);
        const { model, sequence, kind } = found.event;
        if (path === eventPath(model, sequence, kind))
            return found;
        report('invalid-event', path, 'stands at another path than it says');
    }
    catch (error) {
        report('invalid-event', path, error instanceof Error ? error.message : String(error));
    }
    return undefined;
}
function fold(ledger, path, event, digest, report) {
    if (ledger.broken.has(event.model))
        return;
    const model = ledger.models.get(event.model) ?? foldFrom(emptyState(event.model));
    const misfit = model.add(event, digest);
    if (!misfit) {
        ledger.models.set(event.model, model);
        return;
    }
    ledger.broken.add(event.model);
    report(`event-${misfit.kind}`, path, misfit.reason);
}

;// CONCATENATED MODULE: ./packages/registry/lib/evidence/evidence.js





/** Largest report kept as evidence. Metadata stays small so that every read of the branch stays fast. */
const MAX_EVIDENCE_BYTES = 1 << 20;
/**
 * The part of a report a promotion believes. Loose on purpose: the rest of the document (findings, charts, what later
 * versions add) is kept byte for byte, and only its digest counts.
 */
const evidenceReport = schemas/* looseObject */._H3({
    schema: schemas/* literal */.euz('mlops-actions/report/v1'),
    kind: schemas/* enum */.k5n(['validation', 'registration', 'promotion', 'rollout', 'drift']),
    verdict: schemas/* enum */.k5n(['pass', 'warn', 'fail']),
    headline: schemas/* string */.YjP().max(4096),
    subject: schemas/* looseObject */._H3({
        model: schemas/* string */.YjP(),
        modelDigest: digest.optional(),
        policy: schemas/* looseObject */._H3({ path: schemas/* string */.YjP(), digest: digest }).optional(),
        baseline: schemas/* looseObject */._H3({ digest: digest.optional() }).optional(),
    }),
    provenance: schemas/* looseObject */._H3({
        createdAt: iso/* datetime */.w$({ offset: true }),
        actor: shortText.optional(),
        runUrl: schemas/* string */.YjP().max(4096).optional(),
    }),
});
/**
 * A report read as evidence.
 *
 * @param where how messages call it: its path
 * @throws RegistryError `too-large`, `invalid-evidence`
 */
function parseEvidence(bytes, where) {
    if (bytes.length > MAX_EVIDENCE_BYTES) {
        throw new RegistryError('too-large', `${where}: evidence is at most ${MAX_EVIDENCE_BYTES} bytes`);
    }
    const report = parseJson(evidenceReport, new TextDecoder().decode(bytes), where, 'invalid-evidence');
    return {
        digest: digestBytes(bytes),
        kind: report.kind,
        verdict: report.verdict,
        headline: report.headline,
        model: report.subject.model,
        modelDigest: report.subject.modelDigest,
        policyDigest: report.subject.policy?.digest,
        ...(report.subject.baseline?.digest === undefined
            ? {}
            : { baselineDigest: report.subject.baseline.digest }),
        createdAt: Date.parse(report.provenance.createdAt),
        bytes,
    };
}
/**
 * Evidence is attached only to the bytes it speaks of.
 *
 * @throws RegistryError `evidence-mismatch`, naming both digests
 */
function requireSubject(evidence, model, modelDigest, where) {
    if (evidence.model !== model) {
        throw new RegistryError('evidence-mismatch', `${where} speaks of model ${JSON.stringify(evidence.model)}, not of ${JSON.stringify(model)}`);
    }
    if (evidence.modelDigest === modelDigest)
        return;
    throw new RegistryError('evidence-mismatch', evidence.modelDigest === undefined
        ? `${where} names no model digest, so it is evidence for nothing`
        : `${where} speaks of ${evidence.modelDigest}, the model's files are ${modelDigest}`, { remedy: 'Validate exactly the files you register: give validate-gate the same path.' });
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/evidence.js


/**
 * A report's name is the digest of its content.
 *
 * @returns the reports that came in, by digest, with their paths
 */
function checkEvidence(ledger, known, report) {
    const added = new Map();
    for (const { change, at } of known) {
        if (at.kind !== 'evidence')
            continue;
        const { path, content } = change;
        const found = digestBytes(content);
        if (found !== at.digest) {
            report('evidence-forged', path, `the content hashes to ${found}`);
            continue;
        }
        added.set(at.digest, path);
        try {
            const { bytes: _, ...evidence } = parseEvidence(content, path);
            ledger.evidence.set(at.digest, evidence);
        }
        catch (error) {
            report('evidence-invalid', path, error instanceof Error ? error.message : String(error));
        }
    }
    return added;
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/pointer.js



const held = { version: versionNumber, modelDigest: digest, since: instant, event: digest };
/**
 * What a stage holds and all it held, newest first. `models/<model>/stages/<stage>.json` is a view of it, written in the
 * same commit as the event that moves it, for people and for tools that watch one file; the registry itself believes the
 * events.
 */
const stagePointer = schemas/* strictObject */.rej({
    schema: schemas/* literal */.euz('mlops-actions/stage/v1'),
    model: modelName,
    stage: stageName,
    ...held,
    previous: schemas/* array */.YOg(schemas/* strictObject */.rej({ ...held, until: instant })),
});
/** Entries of the past that the file shows. The events know all of it; a file that only grows would outgrow its limit. */
const SHOWN = 50;
/** The file of a pointer, byte for byte. */
function pointerText(pointer) {
    return canonicalJson({ ...pointer, previous: pointer.previous.slice(0, SHOWN) });
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/pointers.js


/** Stage pointers are exactly what the events make of them, in the commit that makes it so. */
function checkPointers(ledger, known, events, report) {
    const touched = new Set();
    for (const { change, at } of known) {
        if (at.kind !== 'stage')
            continue;
        ledger.pointers.set(change.path, new TextDecoder().decode(change.content));
        touched.add(change.path);
    }
    for (const { event } of events) {
        if ('stage' in event)
            touched.add(stagePath(event.model, event.stage));
    }
    for (const path of touched) {
        const at = parsePath(path);
        if (at?.kind !== 'stage' || ledger.broken.has(at.model))
            continue;
        const pointer = ledger.models.get(at.model)?.state.stages.get(at.stage);
        if (ledger.pointers.get(path) === (pointer && pointerText(pointer)))
            continue;
        report('pointer-mismatch', path, 'does not follow from the events');
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/records.js


/** A record comes in with its register event, in one commit, and is the one the event cites. */
function checkRecords(ledger, known, events, report) {
    const registered = new Map();
    for (const { event } of events) {
        if (event.kind === 'register')
            registered.set(versionPath(event.model, event.version), event);
    }
    for (const { change, at } of known) {
        if (at.kind !== 'version')
            continue;
        const record = records_read(change.path, change.content, report);
        const event = registered.get(change.path);
        registered.delete(change.path);
        if (!record)
            continue;
        const problem = mismatch(record, event, change.path);
        if (problem === undefined)
            ledger.records.set(change.path, record);
        else
            report('record-mismatch', change.path, problem);
    }
    for (const path of registered.keys()) {
        report('record-mismatch', path, 'was registered without its record');
    }
}
function records_read(path, content, report) {
    try {
        return parseVersionRecord(content, path);
    }
    catch (error) {
        report('invalid-record', path, error instanceof Error ? error.message : String(error));
        return undefined;
    }
}
function mismatch(record, event, path) {
    if (versionPath(record.model, record.version) !== path)
        return 'stands at another path than it says';
    if (!event)
        return 'came in without a register event';
    if (event.recordDigest !== recordDigest(record))
        return 'is not the record its register event cites';
    if (event.modelDigest !== record.modelDigest)
        return 'names other bytes than its register event';
    return undefined;
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/walk.js





function newLedger() {
    return {
        models: new Map(),
        broken: new Set(),
        records: new Map(),
        evidence: new Map(),
        pointers: new Map(),
        receipts: new Set(),
        commits: 0,
        events: 0,
    };
}
/** Reads one commit into the ledger. Total: everything wrong is returned, nothing thrown. */
function auditCommit(ledger, commit) {
    const violations = [];
    const report = (kind, path, reason) => void violations.push({ kind, revision: commit.revision, path, reason });
    ledger.commits++;
    if (commit.parents.length > 1)
        report('merge', '', 'the registry never merges');
    const known = commit.changes.flatMap((change) => admit(change, report));
    const evidence = checkEvidence(ledger, known, report);
    const events = checkEvents(ledger, known, report);
    checkCitations(ledger, events, evidence, report);
    checkRecords(ledger, known, events, report);
    checkPointers(ledger, known, events, report);
    return violations;
}
/** Only-add for everything but the stage pointers, which are views. */
function admit(change, report) {
    const { path, kind, content } = change;
    const at = parsePath(path);
    if (!at)
        report('unknown-path', path, 'the registry writes no such file');
    else if (kind === 'deleted')
        report('deleted', path, 'history is only ever added to');
    else if (!content)
        report('not-a-file', path, 'not a plain file of a size the registry writes');
    else if (kind === 'modified' && at.kind !== 'stage') {
        report('rewritten', path, `a ${at.kind} is written once`);
    }
    else if (at.kind === 'manifest' && !Buffer.from(MANIFEST).equals(content)) {
        report('manifest-forged', path, 'is not what the registry writes there');
    }
    else
        return [{ change: { ...change, content }, at }];
    return [];
}
/** Reports and events name each other: a report comes in with the event that cites it, about the same bytes. */
function checkCitations(ledger, events, added, report) {
    const cited = new Set();
    for (const { path, event } of events) {
        if (!('evidence' in event))
            continue;
        for (const digest of event.evidence) {
            cited.add(digest);
            const evidence = ledger.evidence.get(digest);
            const attached = ledger.models.get(event.model)?.state.versions.get(event.version)?.evidence ?? [];
            if (!evidence)
                report('evidence-uncited', path, `cites ${digest}, which is not in the registry`);
            else if (evidence.model !== event.model || evidence.modelDigest !== event.modelDigest) {
                report('evidence-mismatch', path, `cites ${digest}, which speaks of other bytes`);
            }
            else if (event.kind === 'promote' && !attached.includes(digest)) {
                report('evidence-uncited', path, `rests on ${digest}, which was never attached to the version`);
            }
        }
    }
    for (const [digest, path] of added) {
        if (!cited.has(digest))
            report('evidence-uncited', path, 'came in without an event that cites it');
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/audit/violation.js
/** At most this many are kept: one forced push can violate everything at once. */
const MAX_VIOLATIONS = 200;

;// CONCATENATED MODULE: ./packages/registry/lib/audit/audit.js



/**
 * Walks the whole history. What one branch can prove: nothing was edited, removed, moved or slipped in since it was
 * written. What it cannot: that the whole branch was not replaced by another consistent one; receipts catch that, and a
 * rule on the branch prevents it.
 *
 * @throws RegistryError `git-failed`
 */
async function auditRegistry(registry, options = {}) {
    const ledger = newLedger();
    const violations = [];
    for await (const commit of registry.store.history()) {
        registry.signal?.throwIfAborted();
        violations.push(...auditCommit(ledger, commit).slice(0, MAX_VIOLATIONS - violations.length));
    }
    violations.push(...missingReceipts(ledger, options.receipts ?? []));
    // The bytes of retired versions may be gone: that is what retiring is for.
    const own = [...ledger.records].filter(([, { model, version }]) => model === options.deep && !ledger.models.get(model)?.state.versions.get(version)?.retired);
    for (const [path, record] of own) {
        registry.signal?.throwIfAborted();
        const reason = await verifyBytes(registry.bytes, record);
        if (reason !== undefined)
            violations.push({ kind: 'bytes', revision: null, path, reason });
    }
    return {
        violations,
        commits: ledger.commits,
        events: ledger.events,
        models: ledger.models.size,
        versions: ledger.records.size,
        verified: own.length,
    };
}
function missingReceipts(ledger, receipts) {
    return receipts
        .filter((receipt) => !ledger.receipts.has(receipt))
        .map((receipt) => ({
        kind: 'receipt-missing',
        revision: null,
        path: '',
        reason: `event ${receipt} happened and is not in the history`,
    }));
}

// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var lib = __webpack_require__(4108);
;// CONCATENATED MODULE: ./packages/registry/lib/store/git/remote.js

/** `ext::` runs a command of the remote's choosing; `fd::` and other helpers have no use here. */
const HELPER = /^[a-z0-9+.-]+::/i;
/**
 * A remote checked before git sees it, with the token (or the URL's own) put where neither argv nor the URL shows it: git's
 * configuration through the environment, for this origin only.
 *
 * @param token sent to https remotes as GitHub and GHES take it (user `x-access-token`)
 * @param inherited the job's own GIT_CONFIG_COUNT: its settings stay, ours come after them
 * @throws RegistryError `invalid-remote`
 */
function gitRemote(url, token, inherited = 0) {
    if (url === '' || url.startsWith('-') || HELPER.test(url) || /\p{Cc}/u.test(url)) {
        throw new RegistryError('invalid-remote', `${JSON.stringify(redactUrls(url))} is no git remote`, {
            remedy: 'Give an https or ssh URL, or a path.',
        });
    }
    const { place, credentials } = splitCredentials(url);
    const origin = httpsOrigin(place);
    const secret = token === undefined ? credentials : `x-access-token:${token}`;
    return {
        url: place,
        shown: redactUrls(place),
        env: origin === undefined || secret === undefined
            ? {}
            : {
                GIT_CONFIG_COUNT: String(inherited + 1),
                [`GIT_CONFIG_KEY_${inherited}`]: `http.${origin}/.extraheader`,
                [`GIT_CONFIG_VALUE_${inherited}`]: `AUTHORIZATION: basic ${Buffer.from(secret).toString('base64')}`,
            },
    };
}
/**
 * GitLab's checkouts have the job's token in their origin. Every process of the machine can read git's arguments, so
 * it is taken out of the URL and sent as a token is.
 */
function splitCredentials(url) {
    if (httpsOrigin(url) === undefined)
        return { place: url };
    const bare = new URL(url);
    const { username, password } = bare;
    if (username === '' && password === '')
        return { place: url };
    bare.username = '';
    bare.password = '';
    const credentials = `${unescaped(username)}:${unescaped(password)}`;
    return { place: bare.href, credentials };
}
/** A lone % escapes nothing and stands for itself, as git reads it. */
function unescaped(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString());
}
/** URLs in a text without user, password and query: what git prints may hold what the user put into the URL. */
function redactUrls(text) {
    return text
        .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, '$1***@')
        .replace(/(:\/\/[^\s?'"]*)\?[^\s'"]*/g, '$1?***');
}
/** The origin a token may go to. Plain http would show it to the network. */
function httpsOrigin(url) {
    if (!URL.canParse(url))
        return undefined;
    const { protocol, origin } = new URL(url);
    return protocol === 'https:' ? origin : undefined;
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/git.js


/** A fetch or push that takes longer than this has hung. */
const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 64 << 20;
/**
 * What the user's and the system's configuration must not change: hooks would run foreign code, signing would ask for a
 * passphrase, gc would race. Their proxies, certificates and credential helpers stay in force.
 */
const CONFIG = [
    'core.hooksPath=/dev/null',
    'commit.gpgSign=false',
    'push.gpgSign=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'protocol.ext.allow=never',
    'fetch.fsckObjects=true',
    'advice.detachedHead=false',
].flatMap((setting) => ['-c', setting]);
const ENV = {
    GIT_TERMINAL_PROMPT: '0',
    // Messages are parsed.
    LC_ALL: 'C',
    GIT_AUTHOR_NAME: 'mlops-actions',
    GIT_AUTHOR_EMAIL: 'mlops-actions@users.noreply.github.com',
    GIT_COMMITTER_NAME: 'mlops-actions',
    GIT_COMMITTER_EMAIL: 'mlops-actions@users.noreply.github.com',
};
/** What `git rev-parse --local-env-vars` lists: inside a git hook all of it points at the user's repository. */
const NOT_INHERITED = Object.fromEntries([
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_CONFIG',
    'GIT_GRAFT_FILE',
    'GIT_NAMESPACE',
    'GIT_PREFIX',
    'GIT_QUARANTINE_PATH',
    'GIT_REPLACE_REF_BASE',
    'GIT_SHALLOW_FILE',
    'GIT_WORK_TREE',
].map((name) => [name, undefined]));
/** Makes the bare repository `<directory>/<name>.git` and returns git inside it. */
async function openGit(ports, name) {
    const { exec, remote, signal } = ports;
    const directory = `${ports.directory}/${name}.git`;
    const place = {
        ...NOT_INHERITED,
        GIT_DIR: directory,
        GIT_OBJECT_DIRECTORY: `${directory}/objects`,
        GIT_INDEX_FILE: `${directory}/index`,
    };
    const attempt = (args, options = {}) => exec.run('git', [...CONFIG, ...args], {
        cwd: ports.directory,
        env: { ...ENV, ...place, ...remote.env, ...options.env },
        ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
        ...(signal ? { signal } : {}),
        timeoutMs: TIMEOUT_MS,
        maxOutputBytes: options.maxOutputBytes ?? MAX_OUTPUT_BYTES,
    });
    const run = async (args, options) => {
        const result = await attempt(args, options);
        if (result.exitCode !== 0)
            throw gitFailed(remote, args, result);
        return result.stdout;
    };
    const text = async (args, options) => new TextDecoder().decode(await run(args, options)).trim();
    await run(['init', '--quiet', '--bare', '--template=', '--', directory]);
    return { remote, directory, attempt, run, text };
}
/** git's own words, without credentials and control characters, at most a few lines of them. */
function gitFailed(remote, args, result) {
    const said = redactUrls(result.stderr)
        .replace(/[^\P{Cc}\n]/gu, '')
        .trim()
        .slice(0, 1000);
    return new RegistryError('git-failed', `git ${args[0]} with ${remote.shown} failed (exit ${result.exitCode}): ${said}`, { remedy: 'Check that the remote exists and that the token may write to it (contents: write).' });
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/objects.js

/** Nothing the registry writes into the tree is larger; what is larger was put there by somebody else. */
const MAX_FILE_BYTES = 2 << 20;
/** Contents asked for in one go. */
const BATCH_BYTES = 16 << 20;
/** The plain files of a commit's tree by path. Links and submodules are not files and are left out. */
async function listTree(git, commit) {
    const output = await git.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
    const entries = new Map();
    for (const line of new TextDecoder().decode(output).split('\0')) {
        const match = /^100644 blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
        if (match)
            entries.set(match[3], { object: match[1], byteLength: Number(match[2]) });
    }
    return entries;
}
/**
 * Contents of blobs by object id, each read once.
 *
 * @throws RegistryError `registry-corrupt` for one larger than the registry writes
 */
async function readObjects(git, entries) {
    const contents = new Map();
    let batch = [];
    let pending = 0;
    const flush = async () => {
        if (batch.length > 0)
            await readBatch(git, batch, contents);
        batch = [];
        pending = 0;
    };
    for (const entry of new Map(entries.map((item) => [item.object, item])).values()) {
        if (entry.byteLength > MAX_FILE_BYTES) {
            throw new RegistryError('registry-corrupt', `a file of ${entry.byteLength} bytes is no registry file`);
        }
        if (pending + entry.byteLength > BATCH_BYTES)
            await flush();
        batch.push(entry);
        pending += entry.byteLength;
    }
    await flush();
    return contents;
}
/** `<oid> blob <size>\n<content>\n`, once an object. */
async function readBatch(git, batch, into) {
    const output = await git.run(['cat-file', '--batch'], {
        stdin: batch.map(({ object }) => `${object}\n`).join(''),
    });
    let offset = 0;
    for (const { object } of batch) {
        const end = output.indexOf(0x0a, offset);
        const header = new TextDecoder().decode(output.subarray(offset, end));
        const match = /^([0-9a-f]+) blob (\d+)$/.exec(header);
        if (!match || match[1] !== object) {
            throw new RegistryError('git-failed', `git cat-file answered ${JSON.stringify(header.slice(0, 80))}`);
        }
        const start = end + 1;
        into.set(object, output.subarray(start, start + Number(match[2])));
        offset = start + Number(match[2]) + 1;
    }
}
/** Sizes of blobs; other kinds of object are left out. */
async function sizesOf(git, objects) {
    const output = await git.text(['cat-file', '--batch-check'], {
        stdin: objects.map((object) => `${object}\n`).join(''),
    });
    const sizes = new Map();
    for (const line of output.split('\n')) {
        const match = /^([0-9a-f]+) blob (\d+)$/.exec(line);
        if (match)
            sizes.set(match[1], Number(match[2]));
    }
    return sizes;
}
/** Writes a blob and returns its object id. Nothing filters it: bytes in, bytes kept. */
function writeObject(git, content) {
    return git.text(['hash-object', '-w', '--stdin', '--no-filters'], { stdin: content });
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/push.js

/**
 * How git and servers word a ref that is no longer what the lease says. Everything else (a protected branch, a missing
 * permission, a full disk) would fail again and is an error.
 */
const LOST = /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|incorrect old value|reference already exists|already exists/i;
/**
 * Moves refs on the remote if each still is where we saw it, all or none.
 *
 * @throws RegistryError `git-failed`
 */
async function pushRefs(git, updates) {
    const args = [
        'push',
        '--porcelain',
        '--no-verify',
        '--atomic',
        ...updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ''}`),
        '--',
        git.remote.url,
        ...updates.map(({ ref, next }) => `${next}:${ref}`),
    ];
    const result = await git.attempt(args);
    if (result.exitCode === 0)
        return { kind: 'pushed' };
    const refused = refusals(result);
    if (refused.length > 0 && refused.every((line) => LOST.test(line) || /atomic/i.test(line))) {
        return { kind: 'lost', reason: refused.find((line) => LOST.test(line)) ?? refused[0] };
    }
    // The connection can break after the server took the push: ask what stands there before calling it a failure.
    if (refused.length === 0 && (await standsAt(git, updates)))
        return { kind: 'pushed' };
    throw gitFailed(git.remote, args, refused.length === 0 ? result : { ...result, stderr: `${refused.join('\n')}\n${result.stderr}` });
}
/** What the remote holds now for refs we name. */
async function remoteRefs(git, refs) {
    const output = await git.text(['ls-remote', '--', git.remote.url, ...refs]);
    const wanted = new Set(refs);
    return new Map(output
        .split('\n')
        .map((line) => line.split('\t'))
        .flatMap(([object, ref]) => (object && ref && wanted.has(ref) ? [[ref, object]] : [])));
}
async function standsAt(git, updates) {
    const held = await remoteRefs(git, updates.map(({ ref }) => ref));
    return updates.every(({ ref, next }) => held.get(ref) === next);
}
/** `!\t<from>:<to>\t[rejected] (stale info)`: the lines of refs that did not move. */
function refusals({ stdout }) {
    return new TextDecoder()
        .decode(stdout)
        .split('\n')
        .filter((line) => line.startsWith('!\t'))
        .map((line) => line.split('\t').slice(2).join(' '));
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/inline.js






const MIB = 1 << 20;
const DEFAULT_INLINE_LIMIT_BYTES = 25 * MIB;
/** Refs of one push: command lines and servers both have limits. */
const REFS_A_PUSH = 200;
/**
 * Bytes as git objects of the registry's own repository, one ref a file: `refs/mlops/blobs/sha256/<hex>`. No branch
 * reaches them, so clones and the registry's depth-1 fetches stay small. For models of up to a few dozen megabytes
 * (scikit-learn, XGBoost, LightGBM); needs nothing but the git remote.
 */
async function inlineBytes(ports, options = {}) {
    const git = await openGit(ports, 'bytes');
    const limit = options.limitBytes ?? DEFAULT_INLINE_LIMIT_BYTES;
    return {
        kind: 'inline',
        async put(bundle) {
            requireSize(bundle, limit);
            const objects = new Map();
            for (const file of bundle.files)
                objects.set(blobRef(file.digest), await storeObject(git, file));
            const updates = [...objects].map(([ref, next]) => ({ ref, next, expected: null }));
            for (let start = 0; start < updates.length; start += REFS_A_PUSH) {
                await publish(git, updates.slice(start, start + REFS_A_PUSH));
            }
            return { kind: 'inline' };
        },
        async reader({ files }) {
            await fetchBlobs(git, [...new Set(files.map(({ digest }) => blobRef(digest)))]);
            return (file) => openBlob(git, file);
        },
    };
}
function blobRef(digest) {
    return `refs/mlops/blobs/sha256/${hexOf(digest)}`;
}
function requireSize({ files }, limit) {
    const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (total <= limit)
        return;
    const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;
    throw new RegistryError('too-large', `the model has ${mib(total)}, and at most ${mib(limit)} are kept inline in git`, {
        remedy: 'Set `registry.bytes` in the policy to an OCI registry (`oci`), a bucket (`s3`) or a shared folder (`oci_layout`), or raise `registry.inline_limit_mb` if your git host takes it.',
    });
}
/** The file as a git object in our repository; hashed again on the way, as it may have changed since. */
async function storeObject(git, file) {
    const source = await file.open();
    try {
        const chunks = [];
        for await (const chunk of chunksOf(source))
            chunks.push(chunk);
        const content = Buffer.concat(chunks);
        if (digestBytes(content) !== file.digest) {
            throw new RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`);
        }
        return await writeObject(git, content);
    }
    finally {
        await source.close();
    }
}
/**
 * Creates the refs that are not there yet, then reads all back. The object id is git's own hash of the content, computed
 * by the server from what it received; a ref that holds another object was moved by somebody.
 */
async function publish(git, updates) {
    const refs = updates.map(({ ref }) => ref);
    const before = await remoteRefs(git, refs);
    const absent = updates.filter(({ ref }) => !before.has(ref));
    // Losing here means that somebody stored the same file at the same moment; the read-back decides.
    if (absent.length > 0 && (await pushRefs(git, absent)).kind === 'lost') {
        const now = await remoteRefs(git, refs);
        const left = absent.filter(({ ref }) => !now.has(ref));
        for (const update of left)
            await pushRefs(git, [update]);
    }
    const after = await remoteRefs(git, refs);
    for (const { ref, next } of updates) {
        const held = after.get(ref);
        if (held === next)
            continue;
        throw new RegistryError('bytes-corrupt', held === undefined
            ? `${git.remote.shown} took ${ref} and does not have it`
            : `${ref} of ${git.remote.shown} holds other bytes than its name says`, {
            remedy: 'Somebody moved the ref: delete it there, then register again. Restrict who may push refs/mlops.',
        });
    }
}
/** Brings the blobs that are there; what is missing shows when it is opened. */
async function fetchBlobs(git, refs) {
    const fetchRefs = (present) => git.attempt(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--stdin', '--', git.remote.url], {
        stdin: present.map((ref) => `+${ref}:${ref}\n`).join(''),
    });
    if ((await fetchRefs(refs)).exitCode === 0)
        return;
    // One absent ref fails the whole fetch, and so does a server that does not answer: only the first is about the bytes.
    const present = [...(await remoteRefs(git, refs)).keys()];
    for (const ref of refs)
        await git.attempt(['update-ref', '-d', ref]);
    if (present.length === 0)
        return;
    const again = await fetchRefs(present);
    if (again.exitCode !== 0)
        throw gitFailed(git.remote, ['fetch'], again);
}
async function openBlob(git, file) {
    const ref = blobRef(file.digest);
    const found = await git.attempt(['cat-file', '-s', ref]);
    if (found.exitCode !== 0)
        throw new RegistryError('bytes-missing', `${ref} is not in ${git.remote.shown}`);
    const size = Number(new TextDecoder().decode(found.stdout));
    if (size !== file.byteLength) {
        throw new RegistryError('bytes-corrupt', `${ref} has ${size} bytes, registered were ${file.byteLength}`);
    }
    const content = await git.run(['cat-file', 'blob', ref], { maxOutputBytes: size + 1024 });
    return (0,lib.memorySource)(ref, content);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/lock.js




/** Rewriting index.json takes milliseconds; a lock this old belongs to a process that died. */
const STALE_MS = 30_000;
const WAIT_MS = 60_000;
const POLL_MS = 25;
/**
 * Runs `body` while holding `path`, created with O_EXCL: works on every filesystem that shares a folder between
 * machines. The lock of a dead process is taken away; should two waiters do that at once, the token inside decides.
 *
 * @throws RegistryError `layout-locked` after a minute
 */
async function withLock(path, body) {
    const token = (0,external_node_crypto_.randomUUID)();
    await acquire(path, token);
    try {
        return await body();
    }
    finally {
        // Only our own: if we were so slow that others took us for dead, the lock is theirs now.
        if ((await tokenOf(path)) === token)
            await (0,promises_.unlink)(path);
    }
}
async function acquire(path, token) {
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
        try {
            const handle = await (0,promises_.open)(path, 'wx');
            await handle.writeFile(token);
            await handle.close();
            return;
        }
        catch (error) {
            if (!hasCode(error, 'EEXIST'))
                throw error;
        }
        if (Date.now() > deadline) {
            throw new RegistryError('layout-locked', `${path} is held by another process for over a minute`, {
                remedy: 'If no other run is writing, delete the file.',
            });
        }
        await removeStale(path);
        await (0,external_node_timers_promises_.setTimeout)(POLL_MS);
    }
}
async function removeStale(path) {
    const seen = await tokenOf(path);
    const modified = await (0,promises_.stat)(path).then(({ mtimeMs }) => mtimeMs, () => undefined);
    if (seen === undefined || modified === undefined || Date.now() - modified < STALE_MS)
        return;
    const aside = `${path}.${(0,external_node_crypto_.randomUUID)()}`;
    try {
        await (0,promises_.rename)(path, aside);
    }
    catch (error) {
        if (hasCode(error, 'ENOENT'))
            return;
        throw error;
    }
    // Another waiter may have replaced the stale lock by its own in between: give that one back.
    if ((await tokenOf(aside)) !== seen) {
        await (0,promises_.link)(aside, path).catch((error) => {
            if (!hasCode(error, 'EEXIST'))
                throw error;
        });
    }
    await (0,promises_.unlink)(aside);
}
async function tokenOf(path) {
    return (0,promises_.readFile)(path, 'utf8').catch((error) => {
        if (hasCode(error, 'ENOENT'))
            return undefined;
        throw error;
    });
}
function hasCode(error, code) {
    return error instanceof Error && 'code' in error && error.code === code;
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/blob.js







function blobPath(directory, digest) {
    return `${directory}/blobs/sha256/${hexOf(digest)}`;
}
/**
 * Puts a blob in place under its digest unless an intact one is there. Written aside, flushed to the disk, renamed: a
 * reader or a crash sees all of it or nothing.
 *
 * @throws RegistryError `bytes-corrupt` when the source does not hash to `digest`
 */
async function putBlob(directory, digest, source) {
    const path = blobPath(directory, digest);
    if (await isIntact(path, digest))
        return;
    const from = await source();
    try {
        await writeAtomically(path, chunksOf(from), (found) => {
            if (found === digest)
                return;
            throw new RegistryError('bytes-corrupt', `${from.name} changed while it was being registered`);
        });
    }
    finally {
        await from.close();
    }
    if (!(await isIntact(path, digest))) {
        throw new RegistryError('bytes-corrupt', `${path} does not read back as it was written`);
    }
}
/**
 * @param check sees the sha256 of what was written before it becomes visible; throwing leaves nothing behind
 */
async function writeAtomically(path, content, check = () => { }) {
    const folder = (0,external_node_path_.dirname)(path);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const aside = `${folder}/.${(0,external_node_crypto_.randomUUID)()}.tmp`;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const handle = await (0,promises_.open)(aside, 'wx');
    try {
        try {
            for await (const chunk of content) {
                hash.update(chunk);
                await handle.writeFile(chunk);
            }
            await handle.sync();
        }
        finally {
            await handle.close();
        }
        check(`sha256:${hash.digest('hex')}`);
        await (0,promises_.rename)(aside, path);
    }
    catch (error) {
        await (0,promises_.unlink)(aside).catch(() => { });
        throw error;
    }
    await syncFolder(folder);
}
/** The rename itself survives a power cut only once the folder is flushed. */
async function syncFolder(folder) {
    const handle = await (0,promises_.open)(folder, 'r');
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
async function isIntact(path, digest) {
    const source = await openIfPresent(path);
    if (!source)
        return false;
    try {
        return (await digestSource(source)) === digest;
    }
    finally {
        await source.close();
    }
}
/** A file as a source, or undefined when there is none. */
async function openIfPresent(path) {
    try {
        return await (0,lib.fileSource)(path);
    }
    catch (error) {
        if (error instanceof Error && hasCode(error.cause, 'ENOENT'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/modelpack.js


const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const ARTIFACT_TYPE = 'application/vnd.cncf.model.manifest.v1+json';
const CONFIG_TYPE = 'application/vnd.cncf.model.config.v1+json';
/**
 * A model as a CNCF ModelPack artifact (modelpack/model-spec), one raw layer a file: the layer's digest is the file's, so
 * OCI tools, the OpenSSF signature and the version record all speak of the same numbers. Holds no time and no owner:
 * the same files make the same manifest.
 */
function modelPack(bundle) {
    const layers = bundle.files.map((file) => {
        const path = file.path === '.' ? (bundle.fileName ?? 'model') : file.path;
        return {
            mediaType: layerType(path, bundle.files.length === 1),
            digest: file.digest,
            size: file.byteLength,
            annotations: {
                'org.cncf.model.filepath': path,
                'org.cncf.model.file.metadata+json': canonicalJson(fileMetadata(path, file.byteLength)),
                'org.cncf.model.file.mediatype.untested': 'true',
            },
        };
    });
    const config = canonicalJson({
        descriptor: { name: bundle.model, revision: bundle.modelDigest },
        config: {},
        modelfs: { type: 'layers', diffIds: layers.map(({ digest }) => digest) },
    });
    const manifest = canonicalJson({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        artifactType: ARTIFACT_TYPE,
        config: { mediaType: CONFIG_TYPE, digest: digestBytes(config), size: Buffer.byteLength(config) },
        layers,
        annotations: { 'org.opencontainers.image.title': bundle.model },
    });
    return {
        config: { digest: digestBytes(config), content: config },
        manifest: { digest: digestBytes(manifest), content: manifest },
        descriptor: {
            mediaType: MANIFEST_TYPE,
            artifactType: ARTIFACT_TYPE,
            digest: digestBytes(manifest),
            size: Buffer.byteLength(manifest),
            // Made of the digest and so never moved: a tag says what it means or does not exist.
            annotations: {
                'org.opencontainers.image.ref.name': modelTag(bundle),
            },
        },
    };
}
/** At most 128 characters (distribution specification), so a long name loses its end and never the digest. */
function modelTag({ model, modelDigest }) {
    return `${model.slice(0, 100)}-${hexOf(modelDigest).slice(0, 12)}`;
}
/** Constants where the specification asks for attributes: mode 0644, root, the epoch, a regular file (tar flag '0'). */
function fileMetadata(name, size) {
    return { name, mode: 0o644, uid: 0, gid: 0, size, mtime: '1970-01-01T00:00:00Z', typeflag: 48 };
}
/** By name only, and marked `untested` beside it: nobody looked inside. A lone file is the weights, whatever its name. */
function layerType(path, alone) {
    const kind = alone ? 'weight' : kindOf(path.toLowerCase());
    return `application/vnd.cncf.model.${kind}.v1.raw`;
}
function kindOf(path) {
    if (/(^|\/)(readme|licen[cs]e|notice)[^/]*$|\.(md|rst|pdf)$/.test(path))
        return 'doc';
    if (/\.(json|ya?ml|toml|txt|model|vocab|jinja)$|(^|\/)mlmodel$/.test(path))
        return 'weight.config';
    if (/\.(py|js|ts|sh|r|ipynb)$/.test(path))
        return 'code';
    return 'weight';
}

;// CONCATENATED MODULE: ./packages/registry/lib/bytes/oci/layout.js









const LAYOUT = '{"imageLayoutVersion":"1.0.0"}';
/** Other tools write here too: what is not ours is kept as it is. */
const indexSchema = schemas/* looseObject */._H3({
    schemaVersion: schemas/* literal */.euz(2),
    manifests: schemas/* array */.YOg(schemas/* looseObject */._H3({ digest: schemas/* string */.YjP() })),
});
/**
 * Bytes in an OCI image layout: a folder that machines share, which skopeo, oras and every registry can copy from.
 * Blobs are written aside and renamed, so readers need no lock; index.json is the one file that is rewritten, under a
 * lock. It is only for other tools: the registry finds blobs by digest, and the index can be rebuilt from the records.
 *
 * @param directory absolute
 */
function ociLayoutBytes(directory) {
    return {
        kind: 'oci-layout',
        async put(bundle) {
            await requireLayout(directory);
            for (const file of bundle.files)
                await putBlob(directory, file.digest, () => file.open());
            const { manifest, config, descriptor } = modelPack(bundle);
            await putText(directory, config);
            await putText(directory, manifest);
            await withLock(`${directory}/index.json.lock`, () => addToIndex(directory, descriptor));
            return { kind: 'oci-layout', manifest: manifest.digest };
        },
        reader: async () => (file) => layout_openBlob(directory, file.digest),
    };
}
function putText(directory, { digest, content }) {
    return putBlob(directory, digest, async () => (0,lib.memorySource)(digest, Buffer.from(content)));
}
async function layout_openBlob(directory, digest) {
    const path = blobPath(directory, digest);
    const source = await openIfPresent(path);
    if (source)
        return source;
    throw new RegistryError('bytes-missing', `${path} does not exist`, {
        remedy: 'Is the shared folder mounted on this machine?',
    });
}
async function requireLayout(directory) {
    const path = `${directory}/oci-layout`;
    const found = await readIfPresent(path);
    if (found === undefined)
        return writeAtomically(path, [Buffer.from(LAYOUT)]);
    const { imageLayoutVersion } = parseJson(schemas/* looseObject */._H3({ imageLayoutVersion: schemas/* string */.YjP() }), found, path, 'layout-corrupt');
    if (imageLayoutVersion === '1.0.0')
        return undefined;
    throw new RegistryError('layout-corrupt', `${path}: version ${JSON.stringify(imageLayoutVersion)} is unknown`);
}
async function addToIndex(directory, descriptor) {
    const path = `${directory}/index.json`;
    const found = await readIfPresent(path);
    const index = found === undefined
        ? { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }
        : parseJson(indexSchema, found, path, 'layout-corrupt');
    if (index.manifests.some((known) => known.digest === descriptor.digest))
        return;
    const next = { ...index, manifests: [...index.manifests, descriptor] };
    await writeAtomically(path, [Buffer.from(canonicalJson(next))]);
}
async function readIfPresent(path) {
    return (0,promises_.readFile)(path, 'utf8').catch((error) => {
        if (hasCode(error, 'ENOENT'))
            return undefined;
        throw error;
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/state/load.js








/**
 * A model's state at a snapshot, folded from its events and compared with the stage pointers beside them. A branch that
 * contradicts itself is refused, never read around.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-event`
 */
async function loadState(snapshot, model) {
    const folder = modelFolder(model);
    const own = [...snapshot.paths].filter((path) => path.startsWith(folder)).sort();
    const eventPaths = own.filter((path) => path.startsWith(`${folder}events/`));
    const pointerPaths = own.filter((path) => path.startsWith(`${folder}stages/`));
    const files = await snapshot.read([...eventPaths, ...pointerPaths]);
    const fold = foldFrom(emptyState(model));
    for (const path of eventPaths) {
        const { event, digest } = readEvent(files.get(path), path);
        if (path !== eventPath(model, event.sequence, event.kind))
            throw corrupt(path, 'stands at another path');
        const misfit = fold.add(event, digest);
        if (misfit)
            throw corrupt(path, misfit.reason);
    }
    requirePointers(fold.state, pointerPaths, files);
    return fold.state;
}
/**
 * The record of a version, proven to be the one its register event cites.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-record`
 */
async function loadRecord(snapshot, model, version) {
    const path = versionPath(model, version.version);
    if (!snapshot.paths.has(path))
        throw corrupt(path, 'is missing');
    const record = parseVersionRecord((await snapshot.read([path])).get(path), path);
    if (recordDigest(record) !== version.recordDigest) {
        throw corrupt(path, 'is not the record that was registered');
    }
    return record;
}
/**
 * The evidence attached to a version; each file is proven to be what its name says.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-evidence`
 */
async function loadEvidence(snapshot, version) {
    const paths = version.evidence.map((digest) => evidencePath(digest));
    for (const path of paths)
        if (!snapshot.paths.has(path))
            throw corrupt(path, 'is missing');
    const files = await snapshot.read(paths);
    return paths.map((path, index) => {
        const evidence = parseEvidence(files.get(path), path);
        if (evidence.digest !== version.evidence[index])
            throw corrupt(path, 'was changed after it was attached');
        return evidence;
    });
}
function requirePointers(state, paths, files) {
    const expected = new Map([...state.stages].map(([stage, pointer]) => [stagePath(state.model, stage), pointer]));
    for (const path of paths) {
        const pointer = expected.get(path);
        const text = new TextDecoder().decode(files.get(path));
        if (!pointer || pointerText(pointer) !== text)
            throw corrupt(path, 'does not follow from the events');
        expected.delete(path);
    }
    const [missing] = expected.keys();
    if (missing !== undefined)
        throw corrupt(missing, 'is missing');
}
function corrupt(path, what) {
    return new RegistryError('registry-corrupt', `the registry contradicts itself: ${path} ${what}`, {
        remedy: 'Run promote-model with mode: verify; it names the commit that did it. Nothing was changed.',
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/transact.js

const MAX_TRIES = 30;
const MAX_WAIT_MS = 120_000;
const BACKOFF_BASE_MS = 100;
const BACKOFF_CAP_MS = 5_000;
/**
 * Reads, decides and writes until nobody came in between. A lost race is not replayed: the decision is made again on
 * what the winner left, so a promotion that was allowed a moment ago can now be refused.
 *
 * Waits a random time up to an exponentially growing bound between tries ("full jitter": competitors that collided once
 * do not march in step).
 *
 * @throws RegistryError `busy` after 30 tries or two minutes; AbortSignal's reason when cancelled
 */
async function transact(store, ports, decide) {
    const { clock, random, signal } = ports;
    const deadline = clock.now() + MAX_WAIT_MS;
    let reason = '';
    for (let tries = 1; tries <= MAX_TRIES && clock.now() <= deadline; tries++) {
        signal?.throwIfAborted();
        const snapshot = await store.head();
        const decision = await decide(snapshot);
        if (decision.kind === 'keep')
            return { result: decision.result, revision: snapshot.revision, tries };
        signal?.throwIfAborted();
        const commit = await store.commit(snapshot, decision.change);
        if (commit.kind === 'committed')
            return { result: decision.result, revision: commit.revision, tries };
        reason = commit.reason;
        await clock.sleep(backoff(tries, random), signal);
    }
    throw new RegistryError('busy', `${store.name} was changed by others at every try (${reason})`, {
        remedy: 'Run the step again; if it stays so, look for a rule on the branch that refuses this push.',
    });
}
function backoff(tries, random) {
    const bound = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (tries - 1));
    const [high = 0, low = 0] = random.bytes(2);
    return Math.floor((bound * (high * 256 + low)) / 65_536);
}

;// CONCATENATED MODULE: ./packages/registry/lib/promotion/expectation.js

/**
 * `3`, `v3`, `sha256:...` or `none`.
 *
 * @throws RegistryError `unknown-version`
 */
function parseExpectation(text) {
    return text === 'none' ? { kind: 'nothing' } : parseSelector(text);
}
/**
 * A version as people write it: `3`, `v3` or `sha256:...`.
 *
 * @throws RegistryError `unknown-version`
 */
function parseSelector(text) {
    const digits = /^v?([1-9][0-9]{0,9})$/.exec(text)?.[1];
    if (digits !== undefined)
        return { kind: 'version', version: Number(digits) };
    const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1];
    if (hex !== undefined)
        return { kind: 'digest', digest: `sha256:${hex}` };
    throw new RegistryError('unknown-version', `${JSON.stringify(text)} is neither a version nor a digest`, {
        remedy: 'Write 3, v3 or sha256: with 64 hex digits.',
    });
}
/** Compare-and-swap as a rule: the stage still holds what the caller decided on. */
function judgeExpectation(expected, pointer, stage) {
    const common = {
        id: 'expect-current',
        kind: 'stale-promotion',
        title: `${stage} still holds ${describe(expected)}`,
        required: describe(expected),
    };
    const holds = pointer ? `version ${pointer.version} (${pointer.modelDigest})` : 'nothing';
    return matches(expected, pointer)
        ? { ...common, status: 'pass', outcome: 'pass', reason: `it holds ${holds}` }
        : {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: `stale: ${stage} holds ${holds}, expected was ${describe(expected)}`,
            remedy: 'Somebody moved the stage in between. Look at what it holds now, then decide again.',
        };
}
function matches(expected, pointer) {
    switch (expected.kind) {
        case 'nothing':
            return pointer === undefined;
        case 'version':
            return pointer?.version === expected.version;
        case 'digest':
            return pointer?.modelDigest === expected.digest;
    }
}
function describe(expected) {
    switch (expected.kind) {
        case 'nothing':
            return 'nothing';
        case 'version':
            return `version ${expected.version}`;
        case 'digest':
            return expected.digest;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/select.js


/**
 * The version somebody means by `3`, `v3` or `sha256:...`. Of several versions with one digest, the newest.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`
 */
function selectVersion(state, text) {
    requireModel(state);
    const selector = parseSelector(text);
    const found = selector.kind === 'version'
        ? state.versions.get(selector.version)
        : [...state.versions.values()].findLast(({ modelDigest }) => modelDigest === selector.digest);
    if (found)
        return found;
    throw new RegistryError('unknown-version', `${state.model} has no version ${text}; it has 1 to ${state.versions.size}`, { remedy: 'Register the model first; register-model prints the version.' });
}
/** @throws RegistryError `unknown-model` */
function requireModel(state) {
    if (state.versions.size > 0)
        return;
    throw new RegistryError('unknown-model', `the registry knows no model ${JSON.stringify(state.model)}`, {
        remedy: 'Register it with register-model first; check the name, the remote and the branch.',
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/write.js






/**
 * One event as one commit: the event, the stage pointer it moves, the evidence it cites, and what else the operation
 * writes. Folding it here, before it is written, means that the registry never writes what it would refuse to read.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-event`
 */
function writeEvent(snapshot, state, event, extra = {}) {
    const valid = registryEvent.safeParse(event);
    if (!valid.success) {
        const [issue] = valid.error.issues;
        throw new RegistryError('invalid-event', `${issue?.path.map(String).join('.')}: ${issue?.message}`);
    }
    const result = applyEvent(state, event);
    if (result.kind === 'misfit')
        throw new RegistryError('registry-corrupt', result.misfit.reason);
    const files = new Map(extra.files);
    if (!snapshot.paths.has(MANIFEST_PATH))
        files.set(MANIFEST_PATH, MANIFEST);
    files.set(eventPath(event.model, event.sequence, event.kind), canonicalJson(event));
    const pointer = 'stage' in event ? result.state.stages.get(event.stage) : undefined;
    if (pointer)
        files.set(stagePath(pointer.model, pointer.stage), pointerText(pointer));
    for (const { digest, bytes } of extra.evidence ?? []) {
        // Reports are shared between versions of one digest: the file may be there already, and never changes.
        if (!snapshot.paths.has(evidencePath(digest)))
            files.set(evidencePath(digest), bytes);
    }
    return {
        change: { message: `${summary(event)}\n`, files },
        state: result.state,
        event: eventDigest(event),
    };
}
/** What every event of this moment starts with. */
function nextEvent(state, now) {
    return {
        schema: 'mlops-actions/event/v1',
        model: state.model,
        sequence: state.sequence + 1,
        previousEvent: state.lastEvent,
        at: new Date(now).toISOString(),
    };
}
/** The commit's subject. Names and numbers only: free text stays inside the event. */
function summary(event) {
    const what = `${event.model} v${event.version}`;
    switch (event.kind) {
        case 'register':
            return `register ${what}`;
        case 'attach-evidence':
            return `attach evidence to ${what}`;
        case 'promote':
            return `promote ${what} to ${event.stage}`;
        case 'rollback':
            return `roll ${event.stage} back to ${what}`;
        case 'quarantine':
            return `quarantine ${what}`;
        case 'deprecate':
            return `deprecate ${what}`;
        case 'retire':
            return `retire ${what}`;
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/attach.js





/**
 * Attaches reports to a version. They stay, whatever a promotion then decides: a failed report is history too.
 *
 * @returns the event, or undefined when all were attached before
 * @throws RegistryError `evidence-mismatch` for a report of other bytes, `unknown-version`, `busy`
 */
async function attachEvidence(registry, attachment) {
    const { result } = await transact(registry.store, registry, async (snapshot) => {
        const state = await loadState(snapshot, attachment.model);
        const version = selectVersion(state, attachment.version);
        for (const item of attachment.evidence) {
            requireSubject(item, attachment.model, version.modelDigest, `${item.kind} report`);
        }
        const missing = attachment.evidence.filter(({ digest }) => !version.evidence.includes(digest));
        if (missing.length === 0)
            return { kind: 'keep', result: undefined };
        const written = writeEvent(snapshot, state, {
            ...nextEvent(state, registry.clock.now()),
            kind: 'attach-evidence',
            origin: attachment.origin,
            version: version.version,
            modelDigest: version.modelDigest,
            evidence: [...new Set(missing.map(({ digest }) => digest))],
        }, { evidence: missing });
        return { kind: 'commit', change: written.change, result: written.event };
    });
    return result;
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/documents.js




/** They are read whole; a profile of a thousand columns stays below. */
const MAX_DOCUMENT_BYTES = 64 * 2 ** 20;
/**
 * Stores documents as the files of a model are stored: the branch stays small however many versions there are, and every
 * byte store serves.
 *
 * @throws RegistryError those of a byte store; `too-large`
 */
async function storeDocuments({ bytes }, model, documents) {
    const entries = documents.map(({ path, content }) => {
        if (content.length > MAX_DOCUMENT_BYTES) {
            throw new RegistryError('too-large', `${path}: a document is at most ${MAX_DOCUMENT_BYTES} bytes`);
        }
        return { path, open: async () => (0,lib.memorySource)(path, content) };
    });
    const openers = new Map(entries.map(({ path, open }) => [path, open]));
    const { digest, files } = await digestModel(entries);
    // A place that only points to what others keep takes nothing of ours.
    const store = bytes.find(({ kind }) => kind !== 'uri') ?? bytes[0];
    const location = await store.put({
        model,
        modelDigest: digest,
        files: files.map((file) => ({ ...file, open: openers.get(file.path) })),
    });
    return { digest, files: [...files], bytes: location };
}
/**
 * A document of a version, proven to be the one the record names; undefined where the version has none of that name.
 *
 * @throws RegistryError `bytes-missing`, `bytes-corrupt`, `too-large`
 */
async function readDocument({ bytes }, { model, version, documents }, path) {
    const file = documents?.files.find((known) => known.path === path);
    if (!documents || !file)
        return undefined;
    const where = `${path} of ${model} version ${version}`;
    const store = bytes.find(({ kind }) => kind === documents.bytes.kind);
    if (!store) {
        throw new RegistryError('bytes-missing', `${where} is in ${documents.bytes.kind}, which is not configured here`);
    }
    if (file.byteLength > MAX_DOCUMENT_BYTES)
        throw new RegistryError('too-large', `${where} is too large to read`);
    const source = await (await store.reader(documents))(file);
    try {
        const chunks = [];
        for await (const chunk of chunksOf(source))
            chunks.push(chunk);
        const content = Buffer.concat(chunks);
        if (digestBytes(content) === file.digest)
            return content;
        throw new RegistryError('bytes-corrupt', `${where} is not the document that was registered`);
    }
    finally {
        await source.close();
    }
}

;// CONCATENATED MODULE: ./packages/registry/lib/lifecycle/collectable.js
/** What was in production last stays within reach of a rollback, however long nothing was promoted. */
const DEFAULT_KEEP = 5;
/**
 * Versions that nothing needs any more, oldest first, and why the others stay. A version stays while a stage holds it, while
 * a rollback could go to it, while it is among the newest, and while a kept version's evidence compares with it.
 *
 * @throws RangeError for a `keep` below 1
 */
function collectable({ state, keep, evidence }) {
    if (!Number.isSafeInteger(keep) || keep < 1)
        throw new RangeError(`keep ${keep}: at least one version stays`);
    const living = [...state.versions.values()].filter(({ retired }) => !retired);
    const kept = new Map();
    const hold = (version, because) => {
        if (!kept.has(version))
            kept.set(version, because);
    };
    for (const { stage, version, previous } of state.stages.values()) {
        hold(version, `it is in ${stage}`);
        const held = [...new Set(previous.map((entry) => entry.version))].filter((past) => past !== version);
        for (const past of held.slice(0, keep))
            hold(past, `${stage} could go back to it`);
    }
    for (const { version } of living.slice(-keep))
        hold(version, `it is among the newest ${keep}`);
    for (const [version, baseline] of baselines(state, kept, evidence)) {
        for (const other of living) {
            if (other.modelDigest === baseline)
                hold(other.version, `the evidence of version ${version} compares with it`);
        }
    }
    return {
        collect: living.filter(({ version }) => !kept.has(version)),
        kept: [...kept].map(([version, because]) => ({ version, because })).sort((a, b) => a.version - b.version),
    };
}
/** What the reports of kept versions were compared with. */
function baselines(state, kept, evidence) {
    const reports = new Map(evidence.map((item) => [item.digest, item.baselineDigest]));
    return [...kept.keys()].flatMap((version) => (state.versions.get(version)?.evidence ?? []).flatMap((digest) => {
        const baseline = reports.get(digest);
        return baseline === undefined ? [] : [[version, baseline]];
    }));
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/end-version.js





/**
 * Deprecates a version (it may still serve, promoting it warns) or retires it (no stage may ever hold it again, its bytes
 * may be removed). What a stage holds cannot be retired. Repeating it changes nothing.
 *
 * @returns the event, or undefined when it was so already
 * @throws RegistryError `unknown-version`, `version-in-use`, `busy`, `git-failed`
 */
async function endVersion(registry, ending) {
    const { result } = await transact(registry.store, registry, async (snapshot) => {
        const state = await loadState(snapshot, ending.model);
        const version = selectVersion(state, ending.version);
        if (ending.kind === 'retire' ? version.retired : version.deprecated)
            return { kind: 'keep', result: undefined };
        const holding = [...state.stages.values()].filter((pointer) => pointer.version === version.version);
        if (ending.kind === 'retire' && holding.length > 0) {
            throw new RegistryError('version-in-use', `version ${version.version} of ${ending.model} is in ${holding.map(({ stage }) => stage).join(', ')}`, { remedy: 'Promote another version there first, or roll back.' });
        }
        const written = writeEvent(snapshot, state, {
            ...nextEvent(state, registry.clock.now()),
            kind: ending.kind,
            origin: ending.origin,
            version: version.version,
            modelDigest: version.modelDigest,
            reason: ending.reason,
        });
        return { kind: 'commit', change: written.change, result: written.event };
    });
    return result;
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/fetch-model.js






/**
 * The files of a stage or a version, in a folder. Each becomes visible only once its bytes have hashed to what the
 * record says: nobody ever loads a model that is not the registered one.
 *
 * @returns the record, and the absolute paths written
 * @throws RegistryError `unknown-model`, `unknown-version`, `unknown-stage`, `bytes-missing`, `bytes-corrupt`
 */
async function fetchModel(registry, { model, from, directory }) {
    const snapshot = await registry.store.head();
    const state = await loadState(snapshot, model);
    const held = 'stage' in from ? state.stages.get(from.stage) : undefined;
    if ('stage' in from && !held) {
        throw new RegistryError('unknown-stage', `no version of ${model} is in ${JSON.stringify(from.stage)}`);
    }
    const version = selectVersion(state, held ? String(held.version) : 'version' in from ? from.version : '');
    const record = await loadRecord(snapshot, model, version);
    const open = await storeFor(registry.bytes, record).reader(record);
    const files = [];
    for (const file of record.files) {
        const path = `${directory}/${file.path === '.' ? record.fileName : file.path}`;
        const source = await open(file);
        try {
            await writeAtomically(path, chunksOf(source), (found) => {
                if (found === file.digest)
                    return;
                throw new RegistryError('bytes-corrupt', `${model} version ${record.version}: ${JSON.stringify(file.path)} holds ${found}, registered was ${file.digest}`);
            });
        }
        finally {
            await source.close();
        }
        files.push(path);
    }
    return { record, files };
}

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
;// CONCATENATED MODULE: ./packages/registry/lib/promotion/evidence.js

/** Clocks of runners differ a little; a report from further in the future is not believed. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;
/**
 * Is there evidence of the required kind for these bytes? The newest report of the kind speaks, alone: an earlier pass
 * does not outvote a later failure.
 *
 * @returns the finding, and the report it rests on when it passed
 */
function judgeEvidence(question) {
    const { requirement, model, modelDigest, evidence } = question;
    const newest = evidence
        .filter(({ kind }) => kind === requirement.evidence)
        .filter((item) => item.model === model && item.modelDigest === modelDigest)
        .toReversed() // of two with one date, the one attached later
        .sort((a, b) => b.createdAt - a.createdAt)[0];
    const problem = newest ? problemOf(newest, question) : missing(requirement);
    return {
        used: problem ? undefined : newest,
        finding: {
            id: `evidence.${requirement.evidence}`,
            kind: 'evidence',
            title: `a ${requirement.evidence} report for exactly these bytes`,
            required: evidence_describe(requirement),
            ...(problem
                ? { status: newest ? 'fail' : 'error', outcome: 'fail', ...problem }
                : { status: 'pass', outcome: 'pass', reason: `${newest.verdict}: ${newest.headline}` }),
        },
    };
}
function problemOf(evidence, question) {
    const { requirement, now, policyDigest } = question;
    const again = `Run the ${requirement.evidence} again and attach its report.`;
    const age = now - evidence.createdAt;
    if (evidence.verdict === 'fail' || (evidence.verdict === 'warn' && requirement.verdict !== 'warn')) {
        return {
            reason: `its newest ${requirement.evidence} verdict is ${evidence.verdict}: ${evidence.headline}`,
            remedy: `Mend what that report found and register the result: repeating a ${requirement.evidence} until it passes proves nothing.`,
        };
    }
    if (!Number.isFinite(age) || age < -MAX_CLOCK_SKEW_MS) {
        return { reason: `it is dated ${instantOf(evidence)}, which has not come yet`, remedy: again };
    }
    if (requirement.max_age !== undefined && age > (0,policy_lib/* toMilliseconds */.Wj)(requirement.max_age)) {
        return {
            reason: `it is from ${instantOf(evidence)}, older than ${requirement.max_age}`,
            remedy: again,
        };
    }
    if (evidence.policyDigest === undefined) {
        return { reason: 'it does not say which policy it was judged by', remedy: again };
    }
    if (requirement.same_policy === true && evidence.policyDigest !== policyDigest) {
        return { reason: 'it was judged by another policy than the one that decides now', remedy: again };
    }
    return undefined;
}
function missing({ evidence }) {
    return {
        reason: `no ${evidence} report for this digest is attached to the version`,
        remedy: `Run the ${evidence} on these very files and attach its report (input \`evidence\`).`,
    };
}
function evidence_describe({ verdict = 'pass', max_age, same_policy }) {
    const parts = [verdict === 'warn' ? 'pass or warn' : 'pass'];
    if (max_age !== undefined)
        parts.push(`at most ${max_age} old`);
    if (same_policy === true)
        parts.push('same policy');
    return parts.join(', ');
}
function instantOf({ createdAt }) {
    return Number.isFinite(createdAt) ? new Date(createdAt).toISOString() : 'no readable date';
}

;// CONCATENATED MODULE: ./packages/registry/lib/promotion/promotion.js



/**
 * May this version go to this stage? Every rule is judged, also after the first that fails: whoever reads the report
 * mends all of it at once.
 */
function decidePromotion(question) {
    const { state, version, stage } = question;
    const held = state.stages.get(stage.name)?.version === version.version;
    const judged = (stage.requires ?? []).map((requirement) => judgeEvidence({
        requirement,
        model: state.model,
        modelDigest: version.modelDigest,
        evidence: question.evidence,
        policyDigest: question.policyDigest,
        now: question.now,
    }));
    const findings = [
        judgeBytes(question),
        judgeQuarantine(question),
        ...judgeLifecycle(question),
        ...(stage.after === undefined ? [] : [judgeOrder(question, stage.after)]),
        ...judged.map(({ finding }) => finding),
        ...(stage.distinct_actor === true ? [judgeActor(question)] : []),
        // A run repeated after it won finds its own version where it expected the old one; that is success, not a race.
        ...(question.expect === undefined || held
            ? []
            : [judgeExpectation(question.expect, state.stages.get(stage.name), stage.name)]),
    ];
    return {
        findings,
        allowed: (0,policy_lib/* verdictOf */.Vj)(findings) !== 'fail',
        held,
        evidence: judged.flatMap(({ used }) => (used ? [used.digest] : [])),
    };
}
function judgeBytes({ version, bytesProblem }) {
    const common = { id: 'bytes', kind: 'bytes', title: 'the stored bytes are the registered ones' };
    return bytesProblem === undefined
        ? { ...common, status: 'pass', outcome: 'pass', reason: `they hash to ${version.modelDigest}` }
        : {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: bytesProblem,
            remedy: 'Do not serve this version. Restore the bytes from a backup or register the model again.',
        };
}
function judgeQuarantine({ version, override, reason }) {
    const common = { id: 'quarantine', kind: 'quarantine', title: 'the version is not quarantined' };
    const { quarantined } = version;
    if (!quarantined)
        return { ...common, status: 'pass', outcome: 'pass', reason: 'it is not' };
    if (override && reason !== undefined) {
        return { ...common, status: 'waived', outcome: 'pass', reason: `overridden: ${reason}` };
    }
    return {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: `it was quarantined: ${quarantined.reason}`,
        remedy: 'Promote another version, or set `override: true` and say why in `reason`.',
    };
}
/** Said only where there is something to say. */
function judgeLifecycle({ version: { version, deprecated, retired }, }) {
    const common = { id: 'lifecycle', kind: 'lifecycle', title: 'the version is in use' };
    if (retired) {
        const remedy = 'Promote another version; register the model again if it must be this one.';
        return [
            {
                ...common,
                status: 'fail',
                outcome: 'fail',
                reason: `version ${version} is retired: ${retired.reason}`,
                remedy,
            },
        ];
    }
    if (!deprecated)
        return [];
    const remedy = 'Promote a newer version.';
    return [
        { ...common, status: 'warn', outcome: 'warn', reason: `it is deprecated: ${deprecated.reason}`, remedy },
    ];
}
function judgeOrder({ state, version }, after) {
    const common = {
        id: `order.${after}`,
        kind: 'order',
        title: `the version holds or has held ${after}`,
        required: after,
    };
    const pointer = state.stages.get(after);
    const history = pointer ? [pointer, ...pointer.previous] : [];
    const holding = history.find((entry) => entry.version === version.version);
    return holding
        ? { ...common, status: 'pass', outcome: 'pass', reason: `since ${holding.since}` }
        : {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: `version ${version.version} was never in ${after}`,
            remedy: `Promote it to ${after} first.`,
        };
}
function judgeActor({ version, actor }) {
    const common = { id: 'actor', kind: 'actor', title: 'promoted by another person than registered it' };
    const registrant = version.registeredBy.actor;
    if (actor === undefined || registrant === undefined) {
        return {
            ...common,
            status: 'error',
            outcome: 'fail',
            reason: `nobody knows who ${actor === undefined ? 'promotes' : 'registered'} this version`,
            remedy: 'Run both actions in a workflow: GITHUB_ACTOR names the person.',
        };
    }
    // GitHub logins are case-insensitive: `Ann` and `ann` are one person.
    return actor.toLowerCase() === registrant.toLowerCase()
        ? {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason: `${actor} registered version ${version.version} and asks to promote it`,
            remedy: 'Let somebody else start the promotion.',
        }
        : { ...common, status: 'pass', outcome: 'pass', reason: `${registrant} registered, ${actor} promotes` };
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/promote.js






/**
 * Moves a version to a stage if every rule of the stage allows it, by compare-and-swap: when somebody else was first, all
 * rules are judged again on what they left.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`, `registry-corrupt`, `busy`, `git-failed`
 */
async function promoteVersion(registry, promotion) {
    const verify = verifier(registry, promotion.model);
    const { result, revision, tries } = await transact(registry.store, registry, (snapshot) => decide(registry, promotion, snapshot, verify));
    return { ...result, revision, tries };
}
/** Re-reads the bytes of a version; once an operation, however many races are lost. */
function verifier(registry, model) {
    const known = new Map();
    return async (snapshot, version) => {
        const record = await loadRecord(snapshot, model, version);
        const problem = known.get(version.recordDigest) ?? verifyBytes(registry.bytes, record);
        known.set(version.recordDigest, problem);
        return problem;
    };
}
async function decide({ clock }, promotion, snapshot, verify) {
    const { stage, origin, policyDigest, reason, override = false } = promotion;
    const state = await loadState(snapshot, promotion.model);
    const version = selectVersion(state, promotion.version);
    const pointer = state.stages.get(stage.name);
    const now = clock.now();
    const decision = decidePromotion({
        state,
        version,
        evidence: await loadEvidence(snapshot, version),
        stage,
        policyDigest,
        actor: origin.actor,
        expect: promotion.expect,
        override,
        reason,
        bytesProblem: await verify(snapshot, version),
        now,
    });
    const held = pointer && { version: pointer.version, modelDigest: pointer.modelDigest };
    const asked = { version: version.version, modelDigest: version.modelDigest };
    const base = { findings: decision.findings, stage: stage.name, asked, current: held };
    if (!decision.allowed) {
        return { kind: 'keep', result: { ...base, kind: 'refused', previous: undefined, event: pointer?.event } };
    }
    if (decision.held) {
        const [before] = pointer.previous;
        const previous = before && { version: before.version, modelDigest: before.modelDigest };
        return { kind: 'keep', result: { ...base, kind: 'unchanged', previous, event: pointer.event } };
    }
    const written = writeEvent(snapshot, state, {
        ...nextEvent(state, now),
        ...asked,
        kind: 'promote',
        origin,
        stage: stage.name,
        from: held ?? null,
        evidence: [...decision.evidence],
        policyDigest,
        ...(reason === undefined ? {} : { reason }),
        ...(override && version.quarantined ? { override: true } : {}),
    });
    return {
        kind: 'commit',
        change: written.change,
        result: { ...base, kind: 'moved', current: asked, previous: held, event: written.event },
    };
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/register.js











/**
 * Registers a version: bytes first, the record last, so that a crash never leaves a version without bytes. Repeating it is
 * safe: the same bytes with the same lineage are the same version (new evidence is attached to it); the same bytes with
 * another lineage are a new version that names the old one.
 *
 * @throws RegistryError `invalid-name`, `too-many-files`, `evidence-mismatch`, `too-large`, `bytes-corrupt`, `busy`, `git-failed`,
 * `registry-corrupt`
 */
async function registerVersion(registry, registration) {
    const { bundle, evidence } = registration;
    requireName(bundle.model);
    requireFewFiles(bundle);
    for (const item of evidence)
        requireSubject(item, bundle.model, bundle.modelDigest, `${item.kind} report`);
    const location = await registry.bytes[0].put(bundle);
    const { result, revision, tries } = await transact(registry.store, registry, async (snapshot) => {
        const state = await loadState(snapshot, bundle.model);
        const twins = await recordsOf(snapshot, state, bundle.modelDigest);
        const same = twins.find((record) => sameLineage(record.lineage, registration.lineage));
        return same
            ? attachMissing(registry, snapshot, state, same, registration)
            : createVersion(registry, snapshot, state, twins[0], registration, location);
    });
    if (!result.created)
        await requireReadable(registry, result.record);
    return { ...result, revision, tries };
}
async function createVersion(registry, snapshot, state, twin, { bundle, lineage, evidence, origin, packaging = [], metrics, documents }, location) {
    const { at, ...common } = nextEvent(state, registry.clock.now());
    const draft = versionRecord.parse({
        schema: 'mlops-actions/version/v1',
        model: bundle.model,
        version: state.versions.size + 1,
        modelDigest: bundle.modelDigest,
        files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
        ...(bundle.fileName === undefined ? {} : { fileName: bundle.fileName }),
        bytes: location,
        lineage,
        ...(packaging.length === 0 ? {} : { packaging }),
        ...(metrics === undefined ? {} : { metrics }),
        ...(twin ? { sameContentAs: twin.version } : {}),
        origin,
        createdAt: at,
    });
    const about = (await documents?.(draft)) ?? [];
    const record = about.length === 0 ? draft : { ...draft, documents: await storeDocuments(registry, draft.model, about) };
    const digest = recordDigest(record);
    const written = writeEvent(snapshot, state, {
        ...common,
        at,
        kind: 'register',
        origin,
        version: record.version,
        modelDigest: record.modelDigest,
        recordDigest: digest,
        evidence: [...new Set(evidence.map((item) => item.digest))],
    }, { evidence, files: new Map([[versionPath(record.model, record.version), canonicalJson(record)]]) });
    return {
        kind: 'commit',
        change: written.change,
        result: { record, recordDigest: digest, created: true, event: written.event },
    };
}
function attachMissing({ clock }, snapshot, state, record, { evidence, origin }) {
    const version = state.versions.get(record.version);
    const missing = evidence.filter(({ digest }) => !version.evidence.includes(digest));
    const result = { record, recordDigest: version.recordDigest, created: false, event: state.lastEvent };
    if (missing.length === 0)
        return { kind: 'keep', result };
    const written = writeEvent(snapshot, state, {
        ...nextEvent(state, clock.now()),
        kind: 'attach-evidence',
        origin,
        version: record.version,
        modelDigest: record.modelDigest,
        evidence: [...new Set(missing.map(({ digest }) => digest))],
    }, { evidence: missing });
    return { kind: 'commit', change: written.change, result: { ...result, event: written.event } };
}
/** Records with these bytes, newest first. A retired one is over: its bytes may be gone, so it is no twin. */
async function recordsOf(snapshot, state, modelDigest) {
    const records = [];
    for (const version of [...state.versions.values()].toReversed()) {
        if (version.modelDigest === modelDigest && !version.retired)
            records.push(await loadRecord(snapshot, state.model, version));
    }
    return records;
}
/** An existing version may have been stored elsewhere than today's policy says; its own bytes must still be there. */
async function requireReadable(registry, record) {
    const problem = await verifyBytes(registry.bytes, record);
    if (problem === undefined)
        return;
    throw new RegistryError('bytes-corrupt', `version ${record.version} is registered with these bytes, and they are damaged: ${problem}`, { remedy: 'Restore the stored bytes from a backup.' });
}
function requireName(name) {
    const problem = modelName.safeParse(name).error?.issues[0];
    if (problem)
        throw new RegistryError('invalid-name', `${JSON.stringify(name)} is no model name: ${problem.message}`);
}
/** Said before anything is stored. A record that lists more would outgrow what the registry reads back. */
function requireFewFiles({ files }) {
    if (files.length <= MAX_FILES)
        return;
    throw new RegistryError('too-many-files', `the model has ${files.length} files, and a version lists at most ${MAX_FILES}`, {
        remedy: 'Point `path` at the folder of the model alone, without caches and checkpoints; pack small files (a tokenizer, a dataset) into one archive.',
    });
}

;// CONCATENATED MODULE: ./packages/registry/lib/rollback/rollback.js

/**
 * Where a stage goes back to: the newest version it held before, that is not the current one, not quarantined, and
 * whose bytes are still there. Because the version taken away is quarantined, a second rollback goes one further back
 * instead of returning to it.
 */
async function decideRollback(question) {
    const { state, stage, expect } = question;
    const pointer = state.stages.get(stage);
    const expectation = expect ? [judgeExpectation(expect, pointer, stage)] : [];
    const { finding, target } = await chooseTarget(question);
    const findings = [...expectation, finding];
    return { findings, target: findings.some(({ outcome }) => outcome === 'fail') ? undefined : target };
}
async function chooseTarget(question) {
    const { state, stage, to, verify } = question;
    const pointer = state.stages.get(stage);
    const title = to
        ? `version ${to.version} is good to go back to`
        : `${stage} held a version before that is still good`;
    const common = { id: 'rollback-target', kind: 'rollback', title };
    const held = [...new Set((pointer?.previous ?? []).map(({ version }) => version))].filter((version) => version !== pointer?.version);
    const candidates = to ? held.filter((version) => version === to.version) : held;
    const rejected = [];
    for (const number of candidates) {
        const version = state.versions.get(number);
        const problem = version.retired ? 'retired' : version.quarantined ? 'quarantined' : await verify(version);
        if (problem === undefined) {
            const reason = `version ${number} (${version.modelDigest})${rejected.length > 0 ? `, because ${rejected.join(', ')}` : ''}`;
            return { target: version, finding: { ...common, status: 'pass', outcome: 'pass', reason } };
        }
        rejected.push(`version ${number}: ${problem}`);
    }
    const reason = rejected.length > 0
        ? rejected.join('; ')
        : `${stage} ${pointer ? `holds version ${pointer.version} and held ${to ? `never version ${to.version}` : 'nothing else'} before` : 'never held anything'}`;
    return {
        target: undefined,
        finding: {
            ...common,
            status: 'fail',
            outcome: 'fail',
            reason,
            remedy: 'Promote a good version to the stage instead.',
        },
    };
}

;// CONCATENATED MODULE: ./packages/registry/lib/operations/roll-back.js






/**
 * Takes a stage back to the newest good version it held, and quarantines the one taken away, in one commit. Give `expect`
 * where a machine decides: a late rollback must not undo a newer promotion.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`, `registry-corrupt`, `busy`, `git-failed`
 */
async function rollBack(registry, rollback) {
    const verify = verifier(registry, rollback.model);
    const { result, revision, tries } = await transact(registry.store, registry, async (snapshot) => {
        const state = await loadState(snapshot, rollback.model);
        requireModel(state);
        const pointer = state.stages.get(rollback.stage);
        const { findings, target } = await decideRollback({
            state,
            stage: rollback.stage,
            to: rollback.version === undefined ? undefined : selectVersion(state, rollback.version),
            expect: rollback.expect,
            verify: (version) => verify(snapshot, version),
        });
        const held = pointer && { version: pointer.version, modelDigest: pointer.modelDigest };
        const asked = target && { version: target.version, modelDigest: target.modelDigest };
        const base = { findings, stage: rollback.stage, asked };
        if (!asked || !held) {
            return {
                kind: 'keep',
                result: { ...base, kind: 'refused', current: held, previous: undefined, event: pointer?.event },
            };
        }
        const written = writeEvent(snapshot, state, {
            ...nextEvent(state, registry.clock.now()),
            ...asked,
            kind: 'rollback',
            origin: rollback.origin,
            stage: rollback.stage,
            from: held,
            policyDigest: rollback.policyDigest,
            reason: rollback.reason,
        });
        return {
            kind: 'commit',
            change: written.change,
            result: { ...base, kind: 'moved', current: asked, previous: held, event: written.event },
        };
    });
    return { ...result, revision, tries };
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/history.js

/** Commits whose files are in memory at one time. */
const GROUP = 200;
/** Every commit that `tip` stands on along first parents, oldest first, with what each changed. */
async function* walkHistory(git, tip) {
    const output = await git.text(['rev-list', '--reverse', '--first-parent', '--parents', tip]);
    const commits = output.split('\n').map((line) => line.split(' '));
    for (let start = 0; start < commits.length; start += GROUP) {
        const group = commits.slice(start, start + GROUP);
        const changes = await changesOf(git, group);
        const contents = await contentsOf(git, [...changes.values()].flat());
        for (const [revision = '', ...parents] of group) {
            yield {
                revision,
                parents,
                changes: (changes.get(revision) ?? []).map((change) => pathChange(change, contents)),
            };
        }
    }
}
/** Each commit against its first parent only: a merge must not hide what it brought in. */
async function changesOf(git, commits) {
    const output = await git.run(['diff-tree', '--stdin', '-r', '-z', '--root', '--no-renames', '--always'], {
        stdin: commits.map(([revision, parent]) => `${[revision, parent].filter(Boolean).join(' ')}\n`).join(''),
    });
    const fields = new TextDecoder().decode(output).split('\0');
    const changes = new Map();
    let current = [];
    for (let index = 0; index < fields.length; index++) {
        const field = fields[index];
        const raw = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*$/.exec(field);
        if (raw)
            current.push({ mode: raw[1], object: raw[2], status: raw[3], path: fields[++index] });
        else if (/^[0-9a-f]{40,64}/.test(field)) {
            current = [];
            changes.set(field.trim().split(' ')[0], current);
        }
    }
    return changes;
}
async function contentsOf(git, changes) {
    const objects = [
        ...new Set(changes.filter(({ status, mode }) => status !== 'D' && isFile(mode)).map((c) => c.object)),
    ];
    if (objects.length === 0)
        return new Map();
    const sizes = await sizesOf(git, objects);
    return readObjects(git, [...sizes]
        .filter(([, byteLength]) => byteLength <= MAX_FILE_BYTES)
        .map(([object, byteLength]) => ({ object, byteLength })));
}
function pathChange(change, contents) {
    const { path, status, mode, object } = change;
    const kind = status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'modified';
    const content = isFile(mode) && kind !== 'deleted' ? contents.get(object) : undefined;
    return content ? { path, kind, content } : { path, kind };
}
function isFile(mode) {
    return mode === '100644';
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/store.js





const DEFAULT_BRANCH = 'mlops/registry';
const ATTEMPT_BYTES = 16;
/** Where a fetched tip is kept in our own repository. */
const BASE = 'refs/mlops/base';
/**
 * The registry on a branch of a git repository, through the git program: any host, ssh or https, a bare repository on a
 * disk. Works in a folder of its own with depth-1 fetches; needs no checkout, no user.name, and runs no hooks.
 *
 * The compare-and-swap is `git push --atomic --force-with-lease=<branch>:<base>`. The base is what the fetch brought,
 * never what an `ls-remote` said before it: between the two the branch can move, and the lease would then protect the
 * wrong commit (measured: lost updates).
 *
 * @throws RegistryError `invalid-name` for a branch git would not take
 */
async function gitStore(options) {
    const branch = options.branch ?? DEFAULT_BRANCH;
    const git = await openGit(options, 'registry');
    await requireBranch(git, branch);
    const ref = `refs/heads/${branch}`;
    let commits = 0;
    return {
        name: `${options.remote.shown} (${branch})`,
        head: () => snapshotOf(git, ref),
        commit: (base, change) => commitOn(git, ref, base, change, options, `index-${commits++}`),
        async *history() {
            // A repository of its own: the depth-1 one cannot tell where history ends.
            const whole = await openGit(options, 'history');
            const tip = await fetchTip(whole, ref, []);
            if (tip !== null)
                yield* walkHistory(whole, tip);
        },
    };
}
async function requireBranch(git, branch) {
    const { exitCode } = await git.attempt(['check-ref-format', '--branch', branch]);
    if (exitCode === 0 && !branch.startsWith('-') && !branch.startsWith('@'))
        return;
    throw new RegistryError('invalid-name', `${JSON.stringify(branch)} is no name for a git branch`, {
        remedy: 'Write it without refs/heads/ and as git takes it, such as mlops/registry.',
    });
}
/** A branch that is being made while it is read is there at the second look. */
const FETCH_TRIES = 3;
/** The remote tip, or null where the branch does not exist yet. */
async function fetchTip(git, ref, options) {
    const args = [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        ...options,
        '--',
        git.remote.url,
        `+${ref}:${BASE}`,
    ];
    for (let tries = 1;; tries++) {
        const fetched = await git.attempt(args);
        if (fetched.exitCode === 0)
            return git.text(['rev-parse', '--verify', BASE]);
        // Absent and unreachable both fail; only the first is an empty registry. If the branch appears after this look, the
        // create-only push loses and everything is read again; if it appeared just before it, the fetch is worth repeating.
        const { exitCode } = await git.attempt(['ls-remote', '--exit-code', '--', git.remote.url, ref]);
        if (exitCode === 2)
            return null;
        if (exitCode !== 0 || tries === FETCH_TRIES)
            throw gitFailed(git.remote, args, fetched);
    }
}
async function snapshotOf(git, ref) {
    const revision = await fetchTip(git, ref, ['--depth=1']);
    if (revision === null)
        return { revision, paths: new Set(), read: async () => new Map() };
    const tree = await listTree(git, revision);
    return {
        revision,
        paths: new Set(tree.keys()),
        async read(paths) {
            const entries = paths.map((path) => [path, tree.get(path)]);
            const contents = await readObjects(git, entries.flatMap(([, entry]) => (entry ? [entry] : [])));
            return new Map(entries.map(([path, entry]) => {
                const content = entry && contents.get(entry.object);
                if (!content)
                    throw new RangeError(`not in the registry at ${revision}: ${path}`);
                return [path, content];
            }));
        },
    };
}
async function commitOn(git, ref, base, change, { clock, random }, scratch) {
    const tree = await treeWith(git, base, change, scratch);
    const date = `${Math.floor(clock.now() / 1000)} +0000`;
    const parents = base.revision === null ? [] : ['-p', base.revision];
    // Two writers that do the same in the same second would make one commit, and the second push of it would succeed as
    // "up to date": both would believe they had won.
    const attempt = Buffer.from(random.bytes(ATTEMPT_BYTES)).toString('hex');
    const next = await git.text(['commit-tree', tree, ...parents, '-F', '-'], {
        stdin: `${change.message.trimEnd()}\n\nAttempt: ${attempt}\n`,
        env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
    const pushed = await pushRefs(git, [{ ref, expected: base.revision, next }]);
    if (pushed.kind === 'lost')
        return pushed;
    return { kind: 'committed', revision: next };
}
/** The base's tree plus the change, made in an index of its own: there is no work tree anywhere. */
async function treeWith(git, base, change, scratch) {
    const env = { GIT_INDEX_FILE: `${git.directory}/${scratch}` };
    await git.run(['read-tree', base.revision ?? '--empty'], { env });
    const lines = [];
    for (const [path, content] of change.files) {
        lines.push(`100644 ${await writeObject(git, content)}\t${path}\0`);
    }
    await git.run(['update-index', '-z', '--index-info'], { env, stdin: lines.join('') });
    return git.text(['write-tree'], { env });
}

;// CONCATENATED MODULE: ./packages/registry/lib/mirror/gto.js



/** What GTO takes for the name of an artifact (gto/constants.py). Ours may also have dots. */
const NAME = /^[a-z0-9](?:[a-z0-9-_]*[a-z0-9])?$/;
/**
 * A model's history as GTO writes it (gto/constants.py): `name@v3.0.0` where version 3 was registered,
 * `name#stage#N` for each move of a stage, `name@v3.0.0!#N` when a version was retired. Tags of versions stand on the commit
 * of the registry's branch that registered them, and so do the moves: GTO knows a version by its commit.
 *
 * @throws RegistryError `invalid-name` for a model GTO has no name for
 */
async function gtoTags(history, model) {
    if (!NAME.test(model)) {
        throw new RegistryError('invalid-name', `GTO takes no artifact called ${JSON.stringify(model)}`, {
            remedy: 'Its names have letters, digits, - and _ only.',
        });
    }
    const tags = [];
    const registered = new Map();
    let counter = 0;
    for await (const commit of history) {
        const event = eventOf(commit, model);
        if (event?.kind === 'register')
            registered.set(event.version, commit.revision);
        const target = event && registered.get(event.version);
        if (!event || target === undefined)
            continue;
        const tag = tagOf(event, counter + 1);
        if (tag === undefined)
            continue;
        if (event.kind !== 'register')
            counter++;
        tags.push({ ...tag, target, at: event.at });
    }
    return tags;
}
function tagOf(event, next) {
    const version = `${event.model}@v${event.version}.0.0`;
    switch (event.kind) {
        case 'register':
            return { name: version, message: `Registering version ${event.version} (${event.modelDigest})` };
        case 'promote':
        case 'rollback':
            return {
                name: `${event.model}#${event.stage}#${next}`,
                message: `${event.kind === 'promote' ? 'Promoting' : 'Going back to'} version ${event.version} in ${event.stage}`,
            };
        case 'retire':
            return { name: `${version}!#${next}`, message: `Retiring version ${event.version}` };
        case 'attach-evidence':
        case 'quarantine':
        case 'deprecate':
            return undefined;
    }
}
function eventOf({ changes }, model) {
    for (const { path, content, kind } of changes) {
        const at = parsePath(path);
        if (kind === 'added' && content && at?.kind === 'event' && at.model === model)
            return parseEvent(content, path);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/registry/lib/store/git/tags.js



/** Refs of one push: command lines and servers both have limits. */
const TAGS_A_PUSH = 100;
/**
 * Creates annotated tags on commits of the registry's branch. A tag's object follows from its content, so what is there
 * already is recognised; one that stands for something else was moved by somebody, and is neither moved back nor believed.
 *
 * @returns names of the tags that were made
 * @throws RegistryError `registry-corrupt` naming a moved tag, `busy`, `git-failed`
 */
async function createTags(ports, branch, tags) {
    const git = await openGit(ports, 'tags');
    const ref = `refs/heads/${branch}`;
    await git.run([
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--',
        git.remote.url,
        `+${ref}:${ref}`,
    ]);
    const made = [];
    for (let start = 0; start < tags.length; start += TAGS_A_PUSH) {
        made.push(...(await createSome(git, tags.slice(start, start + TAGS_A_PUSH))));
    }
    return made;
}
async function createSome(git, tags) {
    const wanted = new Map();
    for (const tag of tags)
        wanted.set(`refs/tags/${tag.name}`, await tagObject(git, tag));
    const there = await remoteRefs(git, [...wanted.keys()]);
    const moved = [...wanted].find(([ref, object]) => there.has(ref) && there.get(ref) !== object);
    if (moved) {
        throw new RegistryError('registry-corrupt', `${moved[0]} of ${git.remote.shown} is not the tag of this history`, {
            remedy: 'Somebody made or moved it by hand. Delete it there and mirror again, or restrict who may push tags.',
        });
    }
    const absent = [...wanted].filter(([ref]) => !there.has(ref));
    if (absent.length === 0)
        return [];
    const pushed = await pushRefs(git, absent.map(([ref, next]) => ({ ref, next, expected: null })));
    if (pushed.kind === 'lost') {
        throw new RegistryError('busy', `somebody else makes the same tags in ${git.remote.shown}: ${pushed.reason}`, {
            remedy: 'Run the mirror again.',
        });
    }
    return absent.map(([ref]) => ref.slice('refs/tags/'.length));
}
function tagObject(git, { name, target, at, message }) {
    const seconds = Math.floor(Date.parse(at) / 1000);
    const tagger = `mlops-actions <mlops-actions@users.noreply.github.com> ${seconds} +0000`;
    const stdin = `object ${target}\ntype commit\ntag ${name}\ntagger ${tagger}\n\n${message}\n`;
    return git.text(['mktag'], { stdin });
}

;// CONCATENATED MODULE: ./packages/registry/lib/index.js



































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

// EXTERNAL MODULE: ./packages/stats/lib/index.js + 121 modules
var lib = __webpack_require__(11026);
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
    return (0,lib/* sampleRatioTest */.ajH)({ counts: [canary, stable], expected: [percent / 100, 1 - percent / 100] }).logE;
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
    const harm = (0,lib/* rateRatioTest */.s_F)({ looks: counts, nullRatio: kpi.maxRatio, direction: 'greater' });
    const ratio = (0,lib/* rateRatioConfidenceSequence */.xJs)(counts, alpha);
    const below = (bound) => {
        const test = (0,lib/* rateRatioTest */.s_F)({ looks: counts, nullRatio: bound, direction: 'less' });
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
 * How far two runners' clocks may be apart. A watchdog whose clock runs ahead must not undo a rollout whose lease its
 * holder still believes in; a dead one waits so much longer.
 */
const CLOCK_SKEW_MS = 30_000;
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
    const alive = now <= Date.parse(state.lease.until) + CLOCK_SKEW_MS && !isOver(state.lease.holder);
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
    const proveMargin = (0,lib/* minutesToDecision */.psj)({
        ...common,
        trueRatio: 1,
        nullRatio: kpi.marginRatio,
        alpha: plan.beta,
    });
    const seeGrossHarm = (0,lib/* minutesToDecision */.psj)({
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

// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
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
    const value = steps.map(({ percent, seeGrossHarm, proveMargin }) => `${percent}\u00A0%: ${seenText(seeGrossHarm)} / ${minutesText(proveMargin)}`);
    return [{ label: `To see 3 × ${kpi} / to prove the margin`, value: value.join(' · ') }];
}
/** Three times nothing is nothing: with no events on stable there is no multiple of them to see. */
function seenText(minutes) {
    return Number.isFinite(minutes) ? minutesText(minutes) : 'stable has no events';
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
