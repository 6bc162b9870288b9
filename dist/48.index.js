export const id = 48;
export const ids = [48];
export const modules = {

/***/ 79136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ createArena)
/* harmony export */ });
/* unused harmony export SLACK */
/** Compiled kernels may read and write so many bytes beyond what they are given. */
const SLACK = 64;
const PAGE_BYTES = 65536;
/** Addresses are 32 bits wide. */
const MAX_BYTES = 2 ** 32 - PAGE_BYTES;
function createArena(memory, base) {
    let bottom = aligned(base);
    let top = bottom;
    function ensure(end) {
        const missing = end + SLACK - memory.buffer.byteLength;
        if (missing <= 0)
            return true;
        if (end + SLACK > MAX_BYTES)
            return false;
        try {
            memory.grow(Math.ceil(missing / PAGE_BYTES));
            return true;
        }
        catch {
            // The machine has no more: a caller that can do without says so by falling back.
            return false;
        }
    }
    return {
        begin(bytes) {
            top = bottom;
            ensure(bottom + bytes);
        },
        keep(bytes) {
            const address = bottom;
            const end = aligned(bottom + bytes + SLACK);
            if (!ensure(end))
                throw new RangeError(`no memory for ${bytes} bytes of counts`);
            new Uint8Array(memory.buffer, address, end - address).fill(0);
            bottom = end;
            top = end;
            return address;
        },
        borrow(bytes) {
            const end = aligned(top + bytes + SLACK);
            if (end > memory.buffer.byteLength)
                return 0;
            const address = top;
            top = end;
            return address;
        },
        addressOf(array) {
            if (array.buffer === memory.buffer)
                return array.byteOffset;
            // Its length would be 0 now: values would be left out without a word.
            if (array.buffer.detached === true) {
                throw new Error('values were used after the memory they were borrowed from had moved');
            }
            return 0;
        },
        buffer: () => memory.buffer,
    };
}
const aligned = (address) => Math.ceil(address / 16) * 16;


/***/ }),

/***/ 34048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createWasmKernels: () => (/* binding */ createWasmKernels)
});

// UNUSED EXPORTS: kernelsOn

// EXTERNAL MODULE: ./packages/data/lib/error.js
var error = __webpack_require__(7728);
// EXTERNAL MODULE: ./packages/data/lib/kernels/arena.js
var kernels_arena = __webpack_require__(79136);
;// CONCATENATED MODULE: ./packages/data/lib/kernels/columns.generated.js
// Compiled from packages/data/kernels/columns by `npm run generate`; edit that.
const columns = 'AGFzbQEAAAABQwhgBH9/f38Bf2ADf39/AGAAAX9gBX9/f39/AXxgBX9/f39/AX9gBH9/f38AYAp/f39/f39/f39/AX9gBn9/f39/fwADDAsAAAECAAMEAQUGBwUDAQABB0sJBGJhc2UAAwVjb3VudAAJBGdyaWQABwZnYXRoZXIABgZoeWJyaWQABQZsZXZlbHMABAZzbmFwcHkAAQRzb3J0AAAGbWVtb3J5AgAKpCkLjwMCBn8BfiADQQBBgIAD/AsAIAFBA3QhByAAIQQDQCAEIAAgB2pJBEAgBCAEKQMAIgogCkI/h0KAgICAgICAgIB/hIUiCjcDAEEAIQUDQCAFQQZJBEAgAyAFQQ10aiAKIAVBC2ytiKdB/w9xQQJ0aiIGIAYoAgBBAWo2AgAgBUEBaiEFDAELCyAEQQhqIQQMAQsLQQAhBQNAIAVBBkkEQEEAIQYgAyAFQQ10aiIIIQQCfwNAIAQgCEGAQGtJBEBBACAEKAIAIgkgAUYNAhogBCAGNgIAIAYgCWohBiAEQQRqIQQMAQsLQQELBEAgACEEA0AgBCAAIAdqSQRAIAggBCkDACIKIAVBC2ytiKdB/w9xQQJ0aiIGKAIAIQkgBiAJQQFqNgIAIAIgCUEDdGogCjcDACAEQQhqIQQMAQsLIAAgAiEAIQILIAVBAWohBQwBCwsgACEBA0AgASAAIAdqSQRAIAEgASkDACIKIApCf4VCP4dCgICAgICAgICAf4SFNwMAIAFBCGohAQwBCwsgAAugBAIFfwJ+AkADQCAAIAFPIApCHFZyDQEgACIEQQFqIQAgCSAELQAAIgRB/wBxrSAKhoQhCSAEQYABTwRAIApCB3whCgwBCwsgCSADrVINACACIANqIQggAiEDA0AgACABSQRAIAAiBEEBaiEAIAQtAAAiBEECdkEBaiEGAn8CQAJAAkACQCAEQQNxDgMAAQIDCyAGQTxLBEAgBkE8ayIEIAEgAGtLDQcgADUCAEIBIARBA3SthkIBfYNCAXynIQYgACAEaiEAIAZFDQcLIAYgCCADa0sgBiABIABrS3INBiAGQRBNBEAgAyAA/QAEAP0LBAAFIAMgACAG/AoAAAsgACAGaiEAIAMgBmohAwwFCyAAIAFPDQUgBEECdkEHcUEEaiEGIAAtAAAgBEEFdkEIdHIhBCAAQQFqDAILIAEgAGtBAkkNBCAALwEAIQQgAEECagwBCyABIABrQQRJDQMgACgCACEEIABBBGoLIQAgBEUgBCADIAJrS3IgBiAIIANrS3INAiADIAZqIQUgAyAEayEGIARBEE8EQANAIAMgBv0ABAD9CwQAIAZBEGohBiAFIANBEGoiA0sNAAsFIARBCE8EQANAIAMgBikDADcDACAGQQhqIQYgBSADQQhqIgNLDQALBQNAIAMgBUkEQCADIgRBAWohAyAGIgdBAWohBiAEIActAAA6AAAMAQsLCwsgBSEDDAELCyADIAhGDwtBAAvTBwMEfwR7AX4gAv0ABAAhB0EQIQMDQCADQYAgSQRAIAcgAiADav0ABAD9dyEHIANBEGohAwwBCwtB/wEhAwNAIAtCwABUBEAgAyAH/R0AIAuIQv8Bg6ciBCADIARJGyIDIAf9HQEgC4hC/wGDpyIEIAMgBEkbIQMgC0IIfCELDAELC0EUIAMgA0EUTxsiAwR/QQFBICADa3RBAWsFQX8L/REhByAAIAFBfHFBA3RqIQQgACEDA0AgAyAESQRAIAP9AAQA/QwAAAAAAAAAAAAAAAAAAAAA/fABIgggA/0ABBD9DAAAAAAAAAAAAAAAAAAAAAD98AEiCf0NAAECAwgJCgsQERITGBkaGyIKIAggCf0NBAUGBwwNDg8UFRYXHB0eHyII/QyxeTeesXk3nrF5N56xeTee/bUB/VEiCSAJQRD9rQH9Uf0Ma8rrhWvK64VryuuFa8rrhf21ASIJIAlBDf2tAf1R/Qw1rrLCNa6ywjWussI1rrLC/bUBIgkgCUEQ/a0B/VEiCSAI/Qx3yuuFd8rrhXfK64V3yuuF/bUB/VEgCv1RIgggCEEQ/a0B/VH9DGvK64VryuuFa8rrhWvK64X9tQEiCCAIQQ39rQH9Uf0MNa6ywjWussI1rrLCNa6ywv21ASIIIAhBEP2tAf1RIghBDP2rASAH/T79UwRAIAIgCP0bACIFQRR2aiEGIAVBDHStQiCGIAn9GwCtQgyGhEKAEIR5p0EBaiIFIAYtAABLBEAgBiAFOgAACyACIAj9GwEiBUEUdmohBiAFQQx0rUIghiAJ/RsBrUIMhoRCgBCEeadBAWoiBSAGLQAASwRAIAYgBToAAAsgAiAI/RsCIgVBFHZqIQYgBUEMdK1CIIYgCf0bAq1CDIaEQoAQhHmnQQFqIgUgBi0AAEsEQCAGIAU6AAALIAIgCP0bAyIFQRR2aiEGIAVBDHStQiCGIAn9GwOtQgyGhEKAEIR5p0EBaiIFIAYtAABLBEAgBiAFOgAACwsgA0EgaiEDDAELCyAAIAFBA3RqIQADQCAAIANLBEAgAysDAEQAAAAAAAAAAKC9IgtCIIinIQEgAiALpyIEIAFBsfPd8XlscyIFIAVBEHZzQeuUr694bCIFIAVBDXZzQbXcypV8bCIFIAVBEHZzIgUgAUH3lK+veGxzIARzIgEgAUEQdnNB65Svr3hsIgEgAUENdnNBtdzKlXxsIgEgAUEQdnMiAUEUdmohBCABQQx0rUIghiAFrUIMhoRCgBCEeadBAWoiASAELQAASwRAIAQgAToAAAsgA0EIaiEDDAELCwsFAEGACAuLAwICfgV/A0AgAiAJSwRAQQAhB0EAIQgDQCAIQRxLIAAgAU9yBEBBfw8LIAAiBkEBaiEAIAcgBi0AACIGQf8AcSAIdHIhByAIQQdqIQggBkGAAU8NAAsgAiAJayEGIAdBAXEEQCAHQQF2rSIFQgOGIgSnIAYgBCAGrVQbIgdBB2pBA3YiCCABIABrSwRAQX8PC0EAIQYDQCAGIAhJBEAgACAGajEAACEEIAogByAGQQN0ayIKQQhJBEAgBEIBIAqthkIBfYMhBAsgBHunaiEKIAMgCWogBkEDdGogBEKBgoSIkKDAgAF+QoGEkMCAgoiggH+DQv/+/fv379+//wB8QgeIQoGChIiQoMCAAYM3AwAgBkEBaiEGDAELCyAAIAUgASAAa60iBCAEIAVWG6dqIQAFIAdBAXYiByAGIAYgB0sbIQcgACABTwRAQX8PCyAAIgZBAWohACAGLQAAIgZBAUsEQEF/DwsgAyAJaiAGIAf8CwAgCiAGIAdsaiEKCyAHIAlqIQkMAQsLIAoLuQMCB38DfiACQQdqQQN2IQpCASACrYZCAX0hDQNAIAMgCUsEQEEAIQdBACEGA0AgBkEcSyAAIAFPcgRARAAAAAAAAPC/DwsgACIFQQFqIQAgByAFLQAAIgVB/wBxIAZ0ciEHIAZBB2ohBiAFQYABTw0ACyADIAlrIQYgBCAJQQJ0aiEFIAdBAXEEQCABIABrrSAHQQF2rSIOQgOGIgynIAYgDCAGrVQbIgetIAKtfkIHfEIDiFQEQEQAAAAAAADwvw8LQgAhDCAFIAdBAnRqIQYDQCAFIAZJBEAgCCAAIAxCA4inaikDACAMQgeDiCANg6ciCyAIIAtLGyEIIAUgCzYCACAMIAKtfCEMIAVBBGohBQwBCwsgACAOIAKtfiIMIAEgAGutIg4gDCAOVBunaiEABSAHQQF2IgcgBiAGIAdLGyEHIAogASAAa0sEQEQAAAAAAADwvw8LIAApAwBCASAKrUIDhoZCAX2DpyEGIAAgCmohACAIIAYgBiAISRsgCCAHGyEIIAUgB0ECdGohCwNAIAUgC0kEQCAFIAY2AgAgBUEEaiEFDAELCwsgByAJaiEJDAELCyAIuAtLAQF/IAAgAUECdGohBQNAIAAgBUkEQCAAKAIAIgEgA08EQEEADwsgBCACIAFBA3RqKQMANwMAIABBBGohACAEQQhqIQQMAQsLQQELyAICBn8DfCACQQA2AhggAUEgSSABQf//A0tyBEAPCyAAIAFBBnYiBEEDdGorAwAhCkQAAAAAAP6vQCAAIAFBAWsgBGtBA3RqKwMAIgkgCqGjIgsgC6FEAAAAAAAAAABhIAtEAAAAAAAAAABkcUUEQA8LIAIgCjkDACACIAk5AwggAiALOQMQQQEhByACIAQ7ASAgBCEDA0AgAyABQQFrIARrSQRAIAAgA0EDdGorAwAgCqEgC6JEAAAAAAAAMEOgvaciBkGAIEsEQA8LIAVBACAGIAhGGyEFA0AgBiAISwRAIAIgCEEBaiIIQQF0aiADOwEgDAELCyAHIAVBAWoiBSAFIAdJGyEHIANBAWohAwwBCwsDQCAIQYAgSQRAIAIgCEEBaiIIQQF0aiABQQFrIARrOwEgDAELCyAHQcAATQRAIAIgBzYCGAsLvAQDA38GewJ8IAAgAUF+cUEDdGohBSABQQFxIQYgACsDACIN/RQhCiACKwMQ/RQhByACKwMY/RQhCCAAIQQDQCAEIAVJBEAgCSAE/QAEACILIAr98QH98AEhCSAHIAv99gEhByAIIAv99wEhCCAEQRBqIQQMAQsLIAYEQCAJIA39FCAEKwMA/SIAIgsgCv3xAf3wASEJIAggC/33ASEIIAcgC/32ASEHCyACIAf9IQAgB/0hAaQ5AxAgAiAI/SEAIAj9IQGlOQMYIA0gCf0hACAJ/SEBoCABuKOgIg0gDaFEAAAAAAAAAABiBEAgACICIAFBA3RqIQQDQCACIARJBEAgDiACKwMAIAG4o6AhDiACQQhqIQIMAQsLIA4hDQsgDf0UIQv9DAAAAAAAAAAAAAAAAAAAAAAhCf0MAAAAAAAAAAAAAAAAAAAAACEH/QwAAAAAAAAAAAAAAAAAAAAAIQggACEEA0AgBCAFSQRAIAkgBP0ABAAgC/3xASIMIAz98gEiCv3wASEJIAcgCiAM/fIB/fABIQcgCCAKIAr98gH98AEhCCAEQRBqIQQMAQsLIAYEQCAJ/QwAAAAAAAAAAAAAAAAAAAAAIAQrAwAgDaH9IgAiCiAK/fIBIgv98AEhCSAIIAsgC/3yAf3wASEIIAcgCyAK/fIB/fABIQcLIAMgAbg5AwAgAyANOQMIIAMgCf0hACAJ/SEBoDkDECADIAf9IQAgB/0hAaA5AxggAyAI/SEAIAj9IQGgOQMgC/gCAwZ/AXwBeyAGQgA3AwAgBkEANgIIA0AgASANSwRA/QwAAAAAAAAAAAAAAAAAAAAAIREgACANQQN0aiIKIQtBgCAgASANayIMIAxBgCBPGyIMQX5xQQN0IApqIQ8DQCALIA9JBEAgESAL/QAEACIRIBH98QH98AEhESALQRBqIQsMAQsLIBH9IQAgEf0hAaAhEAJAIAxBAXEEfCAQIAsrAwAiECAQoaAFIBALRAAAAAAAAAAAYgRAIAkhCyAKIAxBA3RqIQwDQCAKIAxJBEAgCisDACIQIBChRAAAAAAAAAAAYQRAIAsgEDkDACALQQhqIQsFIBAgEGIEf0EABUEEQQggEEQAAAAAAAAAAGMbCyAGaiIPIA8oAgBBAWo2AgALIApBCGohCgwBCwsgCyAJIgprQQN2IgxFDQELIAogDCAGIAcgDkEobGoQCCAOQQFqIQ4gCiAMIAIgAyAEIAUQCiAKIAwgCBACCyANQYAgaiENDAELCyAOC/0IAwp/B3wFeyAEKAIYIQ0gACABQXxxQQN0aiEOIAAhCANAIAggDkkEQCAI/QAEACEXIAj9AAQQIRggAiIGIgkiCiELIA0EfyAXIAT9CgMAIhn9TCAYIBn9TP1OIBcgBP0KAwgiGf1JIBggGf1J/U79Tv3DAQVBAAsEfyAGIAQgFyAE/QoDACIZ/fEBIAT9CgMQIhr98gH9DAAAAAAAADBDAAAAAAAAMEP98AEiG/0bAEEBdGovASBBA3RqIQYgCSAEIBv9GwJBAXRqLwEgQQN0aiEJIAogBCAYIBn98QEgGv3yAf0MAAAAAAAAMEMAAAAAAAAwQ/3wASIZ/RsAQQF0ai8BIEEDdGohCiALIAQgGf0bAkEBdGovASBBA3RqIQsgDQUgAwshByAX/SEAIRIgF/0hASETIBj9IQAhFCAY/SEBIRADQCAHQQFLBEAgBiAHQQF2Ig9BA3QiDEEAIAYgDGpBCGsrAwAgEmVrcWohBiAJIAxBACAJIAxqQQhrKwMAIBNla3FqIQkgCiAMQQAgCiAMakEIaysDACAUZWtxaiEKIAsgDEEAIAsgDGpBCGsrAwAgEGVrcWohCyAHIA9rIQcMAQsLIAUgB0EBRgR/IAkgCSsDACATZUEDdGohCSALIAsrAwAgEGVBA3RqIQsgCiAKKwMAIBRlQQN0aiEKIAYgBisDACASZUEDdGoFIAYLIAJrQQJ0aiIGKwMAIhUgEqAiESAVoSEWIAYgETkDACAGIAYrAwggFSARIBahoSASIBahoKA5AwggBisDECASYgRAIAZEAAAAAAAA+H85AxALIAYgBikDGEIBfDcDGCAFIAkgAmtBAnRqIgYrAwAiESAToCISIBGhIRUgBiASOQMAIAYgBisDCCARIBIgFaGhIBMgFaGgoDkDCCAGKwMQIBNiBEAgBkQAAAAAAAD4fzkDEAsgBiAGKQMYQgF8NwMYIAUgCiACa0ECdGoiBisDACIRIBSgIhIgEaEhEyAGIBI5AwAgBiAGKwMIIBEgEiAToaEgFCAToaCgOQMIIAYrAxAgFGIEQCAGRAAAAAAAAPh/OQMQCyAGIAYpAxhCAXw3AxggBSALIAJrQQJ0aiIGKwMAIhEgEKAiEiARoSETIAYgEjkDACAGIAYrAwggESASIBOhoSAQIBOhoKA5AwggBisDECAQYgRAIAZEAAAAAAAA+H85AxALIAYgBikDGEIBfDcDGCAIQSBqIQgMAQsLIAAgAUEDdGohBANAIAQgCEsEQCAIKwMAIRAgAiEAIAMhAQNAIAFBAUsEQCAAIAFBAXYiBkEDdCIHQQAgACAHakEIaysDACAQZWtxaiEAIAEgBmshAQwBCwsgBSABQQFGBH8gACAAKwMAIBBlQQN0agUgAAsgAmtBAnRqIgArAwAiESAQoCISIBGhIRMgACASOQMAIAAgACsDCCARIBIgE6GhIBAgE6GgoDkDCCAAKwMQIBBiBEAgAEQAAAAAAAD4fzkDEAsgACAAKQMYQgF8NwMYIAhBCGohCAwBCwsL';

// EXTERNAL MODULE: ./packages/data/lib/kernels/web-assembly.js
var web_assembly = __webpack_require__(34694);
;// CONCATENATED MODULE: ./packages/data/lib/kernels/module.js


let compiled;
/** A new instance with a memory of its own; compiled once a process. */
async function instantiateColumns() {
    compiled ??= web_assembly/* webAssembly */.t.compile(Buffer.from(columns, 'base64'));
    const { exports } = await web_assembly/* webAssembly */.t.instantiate(await compiled, {});
    return exports;
}

// EXTERNAL MODULE: ./packages/data/lib/kernels/typescript.js + 1 modules
var typescript = __webpack_require__(80588);
// EXTERNAL MODULE: ./packages/data/lib/profile/distinct.js
var distinct = __webpack_require__(74906);
// EXTERNAL MODULE: ./packages/data/lib/profile/moments.js
var profile_moments = __webpack_require__(99961);
// EXTERNAL MODULE: ./packages/data/lib/kernels/count.js
var count = __webpack_require__(70112);
;// CONCATENATED MODULE: ./packages/data/lib/kernels/wasm-count.js



/** Doubles copied in at a time, when they do not lie in the arena: they are still in the cache when they are counted. */
const STAGE = 2 * count/* BLOCK */.I;
const RECORD_DOUBLES = 5;
const CELL_DOUBLES = 4;
const STATE_BYTES = 32;
/** As `packages/data/kernels/columns/grid.ts` lays it out, and the infinite edges it wants behind the last. */
const GRID_BYTES = 32 + 2 * 4097;
const SPARE_EDGES = 64;
function createCounting(code, arena) {
    /** Shared by all counters, since one works at a time. */
    let shared;
    return (edges) => {
        shared ??= { stage: arena.keep(STAGE * 8), scratch: arena.keep(count/* BLOCK */.I * 8) };
        const { stage, scratch } = shared;
        const size = edges.length + 1;
        const edgesAt = arena.keep((edges.length + SPARE_EDGES) * 8);
        const grid = arena.keep(GRID_BYTES);
        const cells = arena.keep(size * CELL_DOUBLES * 8);
        const state = arena.keep(STATE_BYTES);
        const records = arena.keep(RECORD_DOUBLES * 8 * (STAGE / count/* BLOCK */.I));
        const registers = arena.keep(distinct/* DISTINCT_REGISTERS */.yw);
        const special = { nan: 0, negativeInfinity: 0, positiveInfinity: 0 };
        let moments = profile_moments/* NO_MOMENTS */.sp;
        new Float64Array(arena.buffer(), edgesAt, edges.length + SPARE_EDGES).fill(Infinity);
        new Float64Array(arena.buffer(), edgesAt, edges.length).set(edges);
        code.grid(edgesAt, edges.length, grid);
        new Float64Array(arena.buffer(), state + 16, 2).set([Infinity, -Infinity]);
        const made = new Float64Array(arena.buffer(), cells, size * CELL_DOUBLES);
        for (let cell = 0; cell < size; cell++)
            made[cell * CELL_DOUBLES + 2] = cell === 0 ? NaN : edges[cell - 1];
        function countAt(address, length) {
            const written = code.count(address, length, edgesAt, edges.length, grid, cells, state, records, registers, scratch);
            const tally = new Uint32Array(arena.buffer(), state, 3);
            special.nan += tally[0];
            special.negativeInfinity += tally[1];
            special.positiveInfinity += tally[2];
            const r = new Float64Array(arena.buffer(), records, written * RECORD_DOUBLES);
            for (let i = 0; i < r.length; i += RECORD_DOUBLES) {
                const block = { count: r[i], mean: r[i + 1], m2: r[i + 2], m3: r[i + 3], m4: r[i + 4] };
                moments = (0,profile_moments/* mergeMoments */.iQ)(moments, block);
            }
        }
        return {
            add(values) {
                const address = arena.addressOf(values);
                for (let done = 0; done < values.length; done += STAGE) {
                    const part = Math.min(STAGE, values.length - done);
                    if (address === 0) {
                        new Float64Array(arena.buffer(), stage, part).set(values.subarray(done, done + part));
                        countAt(stage, part);
                    }
                    else
                        countAt(address + done * 8, part);
                }
            },
            finish() {
                const doubles = new Float64Array(arena.buffer(), cells, size * CELL_DOUBLES);
                const words = new Uint32Array(arena.buffer(), cells, size * CELL_DOUBLES * 2);
                const [min, max] = new Float64Array(arena.buffer(), state + 16, 2);
                const counts = new Float64Array(size);
                const sums = new Float64Array(size);
                const single = new Uint8Array(size);
                for (let cell = 0; cell < size; cell++) {
                    const at = cell * CELL_DOUBLES;
                    counts[cell] = words[at * 2 + 6] + words[at * 2 + 7] * 2 ** 32;
                    sums[cell] = doubles[at] + doubles[at + 1] + 0;
                    single[cell] = counts[cell] > 0 && !Number.isNaN(doubles[at + 2]) ? 1 : 0;
                }
                const sketched = new Uint8Array(arena.buffer(), registers, distinct/* DISTINCT_REGISTERS */.yw).slice();
                const shape = { min: min + 0, max: max + 0, moments, counts, sums, single };
                return { ...special, ...shape, registers: sketched };
            },
        };
    };
}

;// CONCATENATED MODULE: ./packages/data/lib/kernels/wasm-sort.js

/** More than this is sorted by the engine in place: a radix sort needs the room twice. */
const MAX_SORTED_BYTES = 2 ** 30;
const SORT_COUNTS_BYTES = 6 * 2048 * 4;
function createSorting(code, arena) {
    return (values) => {
        const { length, byteLength } = values;
        if (byteLength <= MAX_SORTED_BYTES)
            arena.begin(2 * byteLength + SORT_COUNTS_BYTES + 1024);
        const from = arena.borrow(byteLength);
        const other = arena.borrow(byteLength);
        const counts = arena.borrow(SORT_COUNTS_BYTES);
        if (counts === 0 || other === 0 || from === 0)
            return typescript/* typescriptKernels */.q.sort(values);
        new Float64Array(arena.buffer(), from, length).set(values);
        // Addresses from 2 GiB on come back negative.
        const sorted = code.sort(from, length, other, counts) >>> 0;
        values.set(new Float64Array(arena.buffer(), sorted, length));
    };
}

;// CONCATENATED MODULE: ./packages/data/lib/kernels/wasm.js







/** Compiled kernels with a memory of their own. What they refuse, the TypeScript kernels say the reason of. */
async function createWasmKernels() {
    return kernelsOn(await instantiateColumns());
}
/** The kernels that an instance of the module makes. */
function kernelsOn(code) {
    const arena = (0,kernels_arena/* createArena */.g)(code.memory, code.base());
    /** The address of bytes the code can read, copied unless they lie in the arena; 0 when there is no room. */
    function given(array) {
        const address = arena.addressOf(array);
        if (address !== 0)
            return address;
        const copy = arena.borrow(array.byteLength);
        if (copy !== 0) {
            new Uint8Array(arena.buffer(), copy, array.byteLength).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        }
        return copy;
    }
    return {
        made: 'webassembly',
        begin: (bytes) => arena.begin(bytes),
        own: (array) => (arena.addressOf(array) === 0 ? array : array.slice()),
        stored(bytes) {
            const copy = given(bytes);
            return copy === 0 ? typescript/* typescriptKernels */.q.stored(bytes) : new Uint8Array(arena.buffer(), copy, bytes.length);
        },
        snappy(block, size, where) {
            const source = given(block);
            const target = arena.borrow(size);
            if (source === 0 || target === 0)
                return typescript/* typescriptKernels */.q.snappy(block, size, where);
            const good = attempt(() => code.snappy(source, source + block.length, target, size));
            if (good !== 1)
                return refused(() => typescript/* typescriptKernels */.q.snappy(block, size, where), where);
            return new Uint8Array(arena.buffer(), target, size);
        },
        hybrid(bytes, width, count, where) {
            const source = given(bytes);
            const out = arena.borrow(count * 4);
            if (width < 1 || width > 32 || source === 0 || out === 0)
                return typescript/* typescriptKernels */.q.hybrid(bytes, width, count, where);
            const highest = attempt(() => code.hybrid(source, source + bytes.length, width, count, out));
            if (highest < 0)
                return refused(() => typescript/* typescriptKernels */.q.hybrid(bytes, width, count, where), where);
            return { values: new Uint32Array(arena.buffer(), out, count), highest };
        },
        levels(bytes, count, where) {
            const source = given(bytes);
            const out = arena.borrow(count);
            if (source === 0 || out === 0)
                return typescript/* typescriptKernels */.q.levels(bytes, count, where);
            const ones = attempt(() => code.levels(source, source + bytes.length, count, out));
            if (ones < 0)
                return refused(() => typescript/* typescriptKernels */.q.levels(bytes, count, where), where);
            return { present: new Uint8Array(arena.buffer(), out, count), ones };
        },
        doubles(bytes, count) {
            const address = arena.addressOf(bytes);
            if (address !== 0 && address % 8 === 0)
                return new Float64Array(arena.buffer(), address, count);
            const out = arena.borrow(count * 8);
            if (out === 0)
                return typescript/* typescriptKernels */.q.doubles(bytes, count);
            new Uint8Array(arena.buffer(), out, count * 8).set(bytes.subarray(0, count * 8));
            return new Float64Array(arena.buffer(), out, count);
        },
        gather(dictionary, indexes) {
            const from = given(indexes);
            const table = given(dictionary);
            const out = arena.borrow(indexes.length * 8);
            if (from === 0 || table === 0 || out === 0)
                return typescript/* typescriptKernels */.q.gather(dictionary, indexes);
            const good = attempt(() => code.gather(from, indexes.length, table, dictionary.length, out));
            if (good !== 1)
                throw new RangeError('an index lies outside its dictionary');
            return new Float64Array(arena.buffer(), out, indexes.length);
        },
        sort: createSorting(code, arena),
        counter: createCounting(code, arena),
    };
}
/** A kernel that leaves its memory is stopped by the engine, and has refused the page. */
function attempt(call) {
    try {
        return call();
    }
    catch (error) {
        if ((0,web_assembly/* isTrap */.s)(error))
            return -1;
        throw error;
    }
}
/** Says why. Two decoders of different minds prove one wrong, and no number of either is believed. */
function refused(decode, where) {
    decode();
    throw new error/* DataError */.f('corrupt', where, 'two decoders disagree about a page; please report this file');
}


/***/ })

};
