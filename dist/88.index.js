export const id = 88;
export const ids = [88];
export const modules = {

/***/ 99088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runProfile: () => (/* binding */ runProfile)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var lib = __webpack_require__(67690);
// EXTERNAL MODULE: ./packages/core/lib/index.js + 54 modules
var core_lib = __webpack_require__(11371);
// EXTERNAL MODULE: ./packages/data/lib/index.js + 134 modules
var data_lib = __webpack_require__(4108);
// EXTERNAL MODULE: ./packages/runner/lib/error.js
var lib_error = __webpack_require__(45730);
// EXTERNAL MODULE: ./packages/runner/lib/terminal.js
var terminal = __webpack_require__(13618);
// EXTERNAL MODULE: ./packages/runner/lib/text-table.js
var text_table = __webpack_require__(12096);
;// CONCATENATED MODULE: ./packages/runner/lib/profile-view.js



/** Categories shown of a column. */
const SHOWN = 3;
const MAX_NAME_CHARACTERS = 40;
/** A profile as a table: a line a column. */
function profileView(profile, { colour, columns: width }) {
    const style = colour ? terminal/* coloured */.qY : terminal/* plain */.pj;
    const heading = ['Column', 'Kind', 'Missing', 'Different', 'Least', 'Mean', 'Greatest', 'Most frequent'];
    const rows = profile.columns.map(line);
    const counts = new Set(profile.columns.map(({ rows }) => rows));
    const rowText = [...counts].map((count) => count.toLocaleString('en')).join(' / ');
    return [
        ...(0,text_table/* textTable */.e)([heading, ...rows], {
            style,
            width,
            right: [false, false, true, true, true, true, true, false],
        }),
        '',
        `${rowText} rows, ${profile.columns.length} columns, digest ${(0,data_lib.profileDigest)(profile)}`,
    ];
}
function line(column) {
    const { name, kind, rows, nulls } = column;
    const missing = 'cells' in column ? nulls + column.nan : nulls;
    const start = [shortened(name), kind, share(missing, rows), different(column)];
    if (!('cells' in column))
        return [...start, '', '', '', frequent(column)];
    const shown = (value) => value === null ? '' : kind === 'timestamp' ? instant(value) : String(Number(value.toPrecision(6)));
    const { min, max, moments } = column;
    return [...start, shown(min), shown(moments.count === 0 ? null : moments.mean), shown(max), ''];
}
function different(column) {
    if ('categories' in column && column.listed === 'all')
        return column.categories.length.toLocaleString('en');
    if (column.distinct === undefined)
        return '';
    const { estimate, low, high } = (0,data_lib.rangeOf)(column.distinct);
    if (low === high)
        return estimate.toLocaleString('en');
    return `~${Math.round(estimate).toLocaleString('en')}`;
}
function frequent(column) {
    const present = column.rows - column.nulls;
    const named = column.categories
        .filter(([, count]) => count > 0)
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, SHOWN)
        .map(([name, count]) => `${shortened(name)} ${share(count, present)}`);
    return [...named, ...(column.other > 0 ? [`not listed ${share(column.other, present)}`] : [])].join(', ');
}
/** Beyond the calendar of Date an instant is a number. */
const instant = (ms) => Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace(/T00:00:00\.000Z$/, '') : String(ms);
const share = (count, of) => count === 0 || of === 0 ? '0' : `${Number(((100 * count) / of).toPrecision(2))} %`;
function shortened(text) {
    const line = (0,terminal/* printable */.g$)(text).replaceAll(/[\t\n]/g, ' ');
    const cut = line.length > MAX_NAME_CHARACTERS ? `${line.slice(0, MAX_NAME_CHARACTERS)}...` : line;
    return cut === '' ? '(empty)' : cut;
}

;// CONCATENATED MODULE: ./packages/runner/lib/profile-run.js







const MAX_PROFILE_BYTES = 128 * 1024 * 1024;
const MAX_QUERY_BYTES = 1024 * 1024;
/** Makes what is asked for, writes it, shows it. */
async function runProfile(request, host) {
    const files = filesOf(host);
    const path = (name) => (0,external_node_path_.resolve)(host.cwd, name);
    try {
        const profile = await makeProfile(request, host, files);
        const { out } = request;
        if (out !== undefined) {
            await files.write(path(out), out.endsWith('.json') ? (0,data_lib.serializeProfile)(profile) : (0,data_lib.encodeProfile)(profile));
        }
        if (request.json)
            host.out((0,data_lib.serializeProfile)(profile).trimEnd());
        else
            for (const line of profileView(profile, host))
                host.out(line);
        return 0;
    }
    catch (error) {
        throw forUser(error);
    }
}
async function makeProfile(request, host, files) {
    const { task, like, columns, cells } = request;
    const path = (name) => (0,external_node_path_.resolve)(host.cwd, name);
    const stored = async (name) => (0,data_lib.readProfile)(await files.read(path(name), { maxBytes: MAX_PROFILE_BYTES }), name);
    const options = {
        ...(columns === undefined ? {} : { columns }),
        ...(cells === undefined ? {} : { cells }),
        ...(like === undefined ? {} : { edges: await stored(like) }),
    };
    switch (task.is) {
        case 'files': {
            const dataset = await (0,data_lib.openDataset)(files, task.paths.map(path));
            try {
                return await (0,data_lib.profileTable)(dataset, options);
            }
            finally {
                await dataset.close();
            }
        }
        case 'sql': {
            const connection = (0,lib/* parseSqlConnection */.AX)(located(task.connection, path));
            const relation = 'table' in task.relation
                ? task.relation
                : { query: profile_run_text(await files.read(path(task.relation.queryFile), { maxBytes: MAX_QUERY_BYTES })) };
            const world = {
                exec: execOf(host),
                env: { get: (name) => host.env[name] },
                clock: (0,core_lib/* systemClock */.ml)(),
            };
            return (0,data_lib.profileSql)((0,lib/* openSqlEngine */.H5)(world, connection), relation, options);
        }
        case 'merge': {
            const [first, ...more] = task.paths;
            const parts = [await stored(first)];
            for (const name of more)
                parts.push(await stored(name));
            return (0,data_lib.mergeProfiles)(parts);
        }
        case 'show':
            return stored(task.path);
    }
}
const profile_run_text = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
/** A DuckDB database is a file, and lies where the user stands. */
function located(connection, path) {
    const { engine, database } = connection;
    return engine === 'duckdb' && database !== undefined
        ? { ...connection, database: path(database) }
        : connection;
}
/** Anywhere on the machine: it is the user's own. Cancelled, no further byte is read. */
function filesOf({ cwd, signal }) {
    const files = (0,core_lib/* nodeFiles */.kT)({ workspace: (0,external_node_path_.parse)(cwd).root, temporary: (0,external_node_os_.tmpdir)() }, (0,core_lib/* systemRandom */.vg)());
    return {
        ...files,
        async open(path) {
            const source = await files.open(path);
            return {
                ...source,
                read: (...range) => {
                    if (signal.aborted)
                        throw new lib_error/* RunnerError */.R('cancelled', `${path}: reading was cancelled`);
                    return source.read(...range);
                },
            };
        },
    };
}
function execOf({ env, signal }) {
    const exec = (0,core_lib/* nodeExec */.U9)(env);
    return { run: (program, args, options) => exec.run(program, args, { ...options, signal }) };
}
/** What is wrong with the data or the command is told, everything else is our fault. */
function forUser(error) {
    if (error instanceof data_lib.DataError)
        return new lib_error/* RunnerError */.R(error.code, error.message, { cause: error });
    if (error instanceof core_lib/* UserError */.yo) {
        const remedy = error.remedy === undefined ? {} : { remedy: error.remedy };
        return new lib_error/* RunnerError */.R(error.code, error.message, { cause: error, ...remedy });
    }
    if (error instanceof RangeError)
        return new lib_error/* RunnerError */.R('bad-profile-request', error.message, { cause: error });
    return error;
}


/***/ })

};
