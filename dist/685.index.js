export const id = 685;
export const ids = [685];
export const modules = {

/***/ 51685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  profileParts: () => (/* binding */ profileParts)
});

// EXTERNAL MODULE: ./packages/data/lib/profile/merge-profiles.js
var merge_profiles = __webpack_require__(31755);
;// CONCATENATED MODULE: ./packages/data/lib/workers/share.js
/**
 * The groups in as many stretches as there are workers. The first is longer by `headStart` groups, what this thread does
 * while the others begin, but never by more than half of all; apart from that they are equally long within one.
 */
function stretches(groups, workers, headStart = 0) {
    const count = Math.min(groups, workers);
    const head = Math.min(headStart, groups / 2);
    const ends = Array.from({ length: count }, (_, i) => Math.floor(head + ((i + 1) * (groups - head)) / count));
    return ends.map((end, i) => {
        const from = i === 0 ? 0 : ends[i - 1];
        return Array.from({ length: end - from }, (__, group) => from + group);
    });
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./packages/data/lib/error.js
var error = __webpack_require__(7728);
;// CONCATENATED MODULE: ./packages/data/lib/workers/spawn.js


/**
 * A worker needs a file to begin with. From source and from `lib` that is `worker` beside this one. In a bundle there is
 * none: this code lies in a chunk that cannot run alone, beside the bundle's one entry, which exports `profileWorker`.
 */
function workerModule() {
    // Under another name, or the bundler takes the URL for that of a file to copy.
    const here = import.meta.url;
    const beside = /\/spawn\.([jt]s)$/.exec(here);
    return new URL(beside === null ? './index.js' : `./worker.${beside[1]}`, here).href;
}
/** A few lines that call the module: started by its own URL, the bundle's entry would have to guess what it is for. */
const BOOT = `import { workerData } from 'node:worker_threads'
const { profileWorker } = await import(workerData.module)
await profileWorker()
`;
/**
 * The share's profile, by a thread of its own. The DataError the thread met; the signal's reason once
 * it is aborted, and the thread is ended; Error when the thread ends without a word, for want of memory for example.
 */
function profileInWorker(share, signal) {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const boot = new URL(`data:text/javascript,${encodeURIComponent(BOOT)}`);
        const worker = new external_node_worker_threads_.Worker(boot, { workerData: { module: workerModule(), share } });
        const abort = () => {
            reject(signal.reason);
            void worker.terminate();
        };
        signal?.addEventListener('abort', abort, { once: true });
        worker.once('message', (outcome) => {
            switch (outcome.is) {
                case 'profile':
                    resolve(outcome.profile);
                    break;
                case 'data-error':
                    reject(new error/* DataError */.f(outcome.code, outcome.where, outcome.what));
                    break;
                case 'error':
                    reject(new Error(`a worker of the profile failed: ${outcome.message}`));
            }
        });
        worker.once('error', reject);
        worker.once('exit', (code) => {
            signal?.removeEventListener('abort', abort);
            reject(new Error(`a worker of the profile ended with code ${code}`));
        });
    });
}

;// CONCATENATED MODULE: ./packages/data/lib/workers/profile-parts.js



/**
 * A profile by several threads, each over a stretch of the table's groups: the digest of the whole. The first error of
 * any part ends the others. DataError as reading raises it, and as `mergeProfiles` does.
 */
async function profileParts(parts) {
    const { reopen, columns, groupCount, workers, headStart, here } = parts;
    const [first = [], ...others] = stretches(groupCount, workers, headStart);
    const reference = withoutCells(parts.reference);
    const failed = new AbortController();
    const signal = parts.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, parts.signal]);
    const shares = others.map((groups) => profileInWorker({ ...reopen, columns, reference, groups }, signal));
    const running = [here(first, signal), ...shares];
    try {
        const [head, ...tail] = await Promise.all(running);
        return (0,merge_profiles/* mergeProfiles */.N)([head, ...tail]);
    }
    catch (error) {
        failed.abort(error);
        // None may outlive this call: each still reads the file.
        await Promise.allSettled(running);
        throw error;
    }
}
/** Nobody counts on them, and they are most of what would be copied into each thread. */
function withoutCells({ version, columns }) {
    return {
        version,
        columns: columns.map((column) => ('cells' in column ? { ...column, cells: [] } : column)),
    };
}


/***/ })

};
