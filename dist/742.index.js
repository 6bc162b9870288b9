export const id = 742;
export const ids = [742];
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

/***/ 86742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createWasmTextKernels: () => (/* binding */ createWasmTextKernels)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./packages/data/lib/validity.js
var lib_validity = __webpack_require__(66114);
// EXTERNAL MODULE: ./packages/data/lib/kernels/arena.js
var kernels_arena = __webpack_require__(79136);
;// CONCATENATED MODULE: ./packages/data/lib/kernels/powers.js
/** Powers of ten that are exact doubles. */
const EXACT_POWERS = 23;
const FIRST_POWER = -342;
const LAST_POWER = 308;
/** 5^27 is the last power of five below 2^64. */
const LAST_ROUNDED_UP = 27;
const WORD_BITS = 64n;
const FACTOR_BITS = 128n;
const POWERS_BYTES = EXACT_POWERS * 8 + (LAST_POWER - FIRST_POWER + 1) * 16;
/**
 * What `eiselLemire` reads: 10^0 to 10^22 as doubles, then the 128 leading bits of 5^q for q from -342 to 308, high
 * word first; cut off, but the reciprocals of powers below 2^64 rounded up (Lemire 2021, section 6).
 */
function powersTable() {
    const table = new DataView(new ArrayBuffer(POWERS_BYTES));
    for (let q = 0; q < EXACT_POWERS; q++)
        table.setFloat64(q * 8, Number(`1e${q}`), true);
    const put = (q, factor) => {
        const at = EXACT_POWERS * 8 + (q - FIRST_POWER) * 16;
        table.setBigUint64(at, factor >> WORD_BITS, true);
        table.setBigUint64(at + 8, BigInt.asUintN(64, factor), true);
    };
    let power = 1n;
    let bits = 1n;
    for (let q = 0; q <= -FIRST_POWER; q++, power *= 5n) {
        while (power >> bits > 0n)
            bits++;
        if (q <= LAST_POWER)
            put(q, bits > FACTOR_BITS ? power >> (bits - FACTOR_BITS) : power << (FACTOR_BITS - bits));
        if (q > 0)
            put(-q, reciprocal(power, bits) + (q <= LAST_ROUNDED_UP ? 1n : 0n));
    }
    return new Uint8Array(table.buffer);
}
/** 2^(bits + 127) / power: between 2^127 and 2^128, since a power of five is none of two. */
const reciprocal = (power, bits) => (1n << (bits + FACTOR_BITS - 1n)) / power;

;// CONCATENATED MODULE: ./packages/data/lib/kernels/text.generated.js
// Compiled from packages/data/kernels/text by `npm run generate`; edit that.
const text_generated_text = 'AGFzbQEAAAABOghgA39/fwF/YAJ/fwF/YAp/f39/f39/f39/AX9gBn9/f39/fwF/YAF/AX9gAX8AYAABf2ADfn9/AXwDDQwAAQEEAgUAAgMGBwMFAwEAAQZTD38BQQALfwFBAAt/AUEAC38BQQALfwFBAAt/AUEAC38BQQALfwFBAAt/AUEAC38BQQALfwFBAAt/AUEAC3wBRAAAAAAAAAAAC34BQgALfwFBAAsHQwgEYmFzZQAJA2NzdgALBWpzb25sAAgHbnVtYmVycwAHBmludGVybgAABnJlaGFzaAAFBXRleHRzAAQGbWVtb3J5AgAK/DQM4gMCC38BfiAAKAIAIQggACgCCCEJIAAoAgwhByAAKAIQIQogASEEIAApAyAgAq2FIQ4gAiEDA0AgA0EETwRAIA4gBDUCAIVClfip+pe33puef34iDiAOQh2IhSEOIANBBGshAyAEQQRqIQQMAQsLIAMEfiAOIAQoAgBBASADQQN0dEEBa3GthUKV+Kn6l7fem55/fiIOIA5CHYiFBSAOC0IgiKciCyAAKAIEQQFrIg1xIQYDQCAIIAZBAnRqKAIAIgwEQCALIAxBAWtBAnQiAyAJaigCAEYEQCADIAdqIgMoAgAhBCADKAIEIARrIAJGBH8gBCAKaiEFIAEhBCACIQMCfwNAIANBCE8EQEEAIAUpAwAgBCkDAFINAhogA0EIayEDIAVBCGohBSAEQQhqIQQMAQsLIAMEfiAFKQMAIAQpAwCFQsAAIANBA3StfYYFQgALUAsFQQALBEAgDEEBaw8LCyAGQQFqIA1xIQYMAQsLIAAoAhgiA0ECdCIEIAdqKAIAIQUgAyAAKAIcTwR/QQEFIAIgACgCFCAFa0sLBEBBfw8LIAUgCmogASAC/AoAACAEIAlqIAs2AgAgBCAHaiACIAVqNgIEIAggBkECdGogA0EBaiIBNgIAIAAgATYCGCADC/sLAQV/IwshAyMLLQAAIgRBIkYEQCADQQFqIgEQAyQLIwsEfwJ/QQEgAEUNABpBASAAKAIIIgBBf0YNABpBACMGIwUgAEECdGoiAigCAEYNABogAiMGNgIAIwpBAWokCiMJIABqIgBBAnQiAiMIIgMoAgBqIAEjB2s2AgAgAygCBCACaiMLQQFrIwdrNgIAIAAgAygCCGpBAkEBIwIbOgAAQQELBUEACw8LIARB+wBGBEAgAAR/IAAoAgwFQX8LIAFBAWoQAkUEQEEADwsCf0EBIABFDQAaQQEgACgCCCIAQX9GDQAaQQAjBiMFIABBAnRqIgEoAgBGDQAaIAEjBjYCACMKQQFqJAojCSAAaiIAQQJ0IgEjCCICKAIAaiADIwdrNgIAIAIoAgQgAWojCyMHazYCACAAIAIoAghqQQQ6AABBAQsPCyAEQdsARgRAAkAgAUEBaiIEQcAASg0AIwtBAWokCyMLLQAAIQEDQCABQQlGIAFBIEZyIAFBDUZyBEAjC0EBaiQLIwstAAAhAQwBCwsjCy0AAEHdAEYEQCMLQQFqJAtBASECDAELA0AjCy0AACEBA0AgAUEJRiABQSBGciABQQ1GcgRAIwtBAWokCyMLLQAAIQEMAQsLQQAhAkEAIAQQAUUNASMLLQAAIQEDQCABQQlGIAFBIEZyIAFBDUZyBEAjC0EBaiQLIwstAAAhAQwBCwsjCy0AACIBQd0ARyIFIAFBLEdxDQEjC0EBaiQLQQEhAiAFDQALCyACBH8Cf0EBIABFDQAaQQEgACgCCCIAQX9GDQAaQQAjBiMFIABBAnRqIgEoAgBGDQAaIAEjBjYCACMKQQFqJAojCSAAaiIAQQJ0IgEjCCICKAIAaiADIwdrNgIAIAIoAgQgAWojCyMHazYCACAAIAIoAghqQQQ6AABBAQsFQQALDwsCQCAEQS1GIARBMGtBCU1yBEAgA0EBaiADIAMtAABBLUYbIgUhAgNAIAIgAv0ABAD9DDAwMDAwMDAwMDAwMDAwMDD9cf0MCQkJCQkJCQkJCQkJCQkJCf0o/WQiBmhqIQEgBkUEQCACQRBqIQIMAQsLQQAhAgJAIAEgBUYEf0EBBSAFLQAAQTBGIAEgBUEBaktxCw0AIAEtAABBLkYEQCABQQFqIgUhAgNAIAIgAv0ABAD9DDAwMDAwMDAwMDAwMDAwMDD9cf0MCQkJCQkJCQkJCQkJCQkJCf0o/WQiBmhqIQEgBkUEQCACQRBqIQIMAQsLQQAhAiABIAVGDQELIAEtAABBIHJB5QBGBEAgAUECQQEgAS0AASIBQS1GIAFBK0ZyG2oiBSECA0AgAiAC/QAEAP0MMDAwMDAwMDAwMDAwMDAwMP1x/QwJCQkJCQkJCQkJCQkJCQkJ/Sj9ZCIGaGohASAGRQRAIAJBEGohAgwBCwtBACECIAEgBUYNAQsgASECCyACJAsjCw0BIARBLUcEf0EBBSADLQABQckARwsEQEEADwsgA0EBaiQLCyMLKAIAQe7qseMGRwR/QQAFIwtBBGokC0EBCwRAAn9BASAARQ0AGkEBIAAoAggiAEF/Rg0AGkEAIwYjBSAAQQJ0aiIBKAIARg0AGiABIwY2AgAjCkEBaiQKIwkgAGoiAEECdCIBIwgiAigCAGogAyMHazYCACACKAIEIAFqIwsjB2s2AgAgACACKAIIakEDOgAAQQELDwsjCygCAEH05NWrBkcEf0EABSMLQQRqJAtBAQsNACMLLQAAQeYARgR/IwsoAgFB4djNqwZGBUEACwRAIwtBBWokCwwBCyMLKAIAQf///wdxQc7CuQJGBEAjC0EDaiQLDAELIwspAwBCydyZy+atmrr5AFEEQCMLQQhqJAsMAQtBAA8LAn9BASAARQ0AGkEBIAAoAggiAEF/Rg0AGkEAIwYjBSAAQQJ0aiIBKAIARg0AGiABIwY2AgAjCkEBaiQKIwkgAGoiAEECdCIBIwgiAigCAGogAyMHazYCACACKAIEIAFqIwsjB2s2AgAgACACKAIIakEAOgAAQQELC8gGAQp/AkAgAUHAAEoNACMLQQFqJAsjCy0AACECA0AgAkEJRiACQSBGciACQQ1GcgRAIwtBAWokCyMLLQAAIQIMAQsLIwstAABB/QBGBEAjC0EBaiQLQQEPCyAAQX9HBH8jBCMDIABBA3RqIgAoAgBBBHRqIQQgACgCBAVBAAshBgNAIwstAABBIkcNASMLQQFqJAtBACEAIAQgB0EEdGohAyAGIAdLBEAgAygCACELIAMoAgQhCiMLIQkCQANAIApBCE8EQEEAIQIgCykDACAJKQMAUg0CIApBCGshCiALQQhqIQsgCUEIaiEJDAELC0EAIQIgCgR/IAspAwAgCSkDAIVCwAAgCkEDdK19hkIAUgVBAAsNACAJIApqLQAAQSJGIQILBUEAIQILIAIEQCMLIAMiACgCBEEBamokCyAHQQFqIQcFIwsQAyEFQQEgBkHAAEsjAkEBIAUbGwR/QQAFIwshAkEAIQsDQCACIAVJBEAgAiIDQQFqIQIgCyADLQAAciELDAELCyALQf8BcUGAAUkLRQ0CQQAhCwNAIAYgC0sEQAJAIAQgC0EEdGoiAygCACEJIAMoAgQhCiMLIQgCQANAIApBCE8EQEEAIQIgCSkDACAIKQMAUg0CIApBCGshCiAJQQhqIQkgCEEIaiEIDAELC0EAIQIgCgR/IAkpAwAgCCkDAIVCwAAgCkEDdK19hkIAUgVBAAsNACAIIApqLQAAQSJGIQILIAIEQCADIQAgC0EBaiEHDAELIAtBAWohCwwCCwsLIAUkCwsjCy0AACECA0AgAkEJRiACQSBGciACQQ1GcgRAIwtBAWokCyMLLQAAIQIMAQsLIwstAABBOkcNASMLQQFqJAsjCy0AACECA0AgAkEJRiACQSBGciACQQ1GcgRAIwtBAWokCyMLLQAAIQIMAQsLIAAgARABRQ0BIwstAAAhAANAIABBCUYgAEEgRnIgAEENRnIEQCMLQQFqJAsjCy0AACEADAELCyMLLQAAIgBB/QBHIgIgAEEsR3ENASMLQQFqJAsgAgRAIwstAAAhAANAIABBCUYgAEEgRnIgAEENRnIEQCMLQQFqJAsjCy0AACEADAELCwwBCwtBAQ8LQQAL6wICA38Be0EAJAIDQCAA/QAEACIE/QwiIiIiIiIiIiIiIiIiIiIi/SMgBP0MXFxcXFxcXFxcXFxcXFxcXP0j/VAgBP0MICAgICAgICAgICAgICAgIP0m/VD9ZCIBRQRAIABBEGohAAwBCyAAIAFoaiICLQAAIgBBIkYEQCACQQFqDwsgAEHcAEcEQEEADwtBASQCAkAgAi0AASIBQfUARgRAIAJBAmohAQNAIAEgAkEGakkEQEEAIQAgAS0AACIDQTBrQf8BcUEJSwR/IANBIHJB4QBrQf8BcUEFSwVBAAsNAyABQQFqIQEMAQsLIAJBBmohAAwBCyABQSJGIgBFBEAgAUHcAEYhAAsgAEUEQCABQS9GIQALIABFBEAgAUHiAEYhAAsgAEUEQCABQeYARiEACyAARQRAIAFB7gBGIQALIABFBEAgAUHyAEYhAAsgAkECakEAIAAgAUH0AEYgABsbIQALIAANAAtBAAvxAQEHfyABKAIQIgogA2wgAmohAiABKAIAIQsgASgCBCEMIAEoAgghDSAJQQA2AgQDQCADIARJBEBBfyEBIAIgDWotAAAiDkUgCyACQQJ0Ig9qKAIAIhAgDCAPaigCACIPRnEgDkEDRnIEQCAHIANBA3ZqIg4gDi0AAEF+IANBB3F3cToAACAJIAkoAgBBAWo2AgAFIA5FIAVBAUZxIA5BBEYgDkECRnJyBEAgAw8FIAggACAQaiAPIBBrEAAiAUF/RgRAIAlBATYCBCADDwsLCyAGIANBAnRqIAE2AgAgA0EBaiEDIAIgCmohAgwBCwsgBAt3AQV/IAAoAgghBSAAKAIAIgNBACAAKAIEIgFBAnT8CwAgAUEBayEEA0AgAiAAKAIYSQRAIAUgAkECdGooAgAgBHEhAQNAIAMgAUECdGooAgAEQCABQQFqIARxIQEMAQsLIAMgAUECdGogAkEBaiICNgIADAELCwuyBQMHfwJ+AXwgAEEBaiAAIAAtAABBLUYiCBsiACEFIAAtAABBMGshBgNAIAAgAUkgBkEJTXEEQCAGrSAKQgp+fCEKIABBAWoiAC0AAEEwayEGDAELCyAAIAVrIQRBASQOIAZBfkYgACABSXEEQEEAJA4gAEEBaiIAIQMDQCABIABrQQhPBEAgACkDACILQvDhw4ePnrz4cIMgC0KGjJiw4MCBgwZ8QvDhw4ePnrz4cINCBIiEQrPmzJmz5syZM1EEQCAKQoDC1y9+IAtCsODAgYOGjJgwfSIKQgp+IApCCIh8IgpC/4GAgPAfg0LkgICAgMjQB34gCkIQiEL/gYCA8B+DQoGAgICA4gl+fEIgiEL/////D4N8IQogAEEIaiEADAILCwsgAC0AAEEwayEGA0AgACABSSAGQQlNcQRAIAatIApCCn58IQogAEEBaiIALQAAQTBrIQYMAQsLIARBACAAIANrayIDayEECwJAIARFDQAgBEETSgR/A0AgASAFSwRAAkAgBS0AACIJQTBGBEAgB0EBaiEHBSAJQS5HDQELIAVBAWohBQwCCwsLIAQgB2tBE0oFQQALDQAgACABSQRAIAZBIHJBNUcNAUEAJA4gAEEBaiIALQAAIgRBLUYhBiABIABBAWogACAEQStGIAZyGyIAa0EDSyAAIAFPcg0BQQAhBQNAIAAgAUkEQCAALQAAQTBrIgRBCUsNAyAFQQpsIARqIQUgAEEBaiEADAELCyADQQAgBWsgBSAGG2ohAwsgCiQNIANBak4gCkKAgICAgICAEFRxIANBFkxxBEAgCrohDCADQQBIBHwgDCACQQAgA2tBA3RqKwMAowUgDCACIANBA3RqKwMAogskDAUgCiADIAIQCiQMIwwjDGINAQsgCARAIwyaJAwLQQEPC0EAC5QCAQd/IAEoAhAiCiADbCACaiECIAEoAgAhCyABKAIEIQwgASgCCCEBA0AgAyAESQRAIAYgA0EDdGohDwJAIAsgAkECdCIOaigCACINIAwgDmooAgAiEEYgBUEBRnEgASACai0AACIOQQNGcgRAIA9EAAAAAAAA+H85AwAgByADQQN2aiINIA0tAABBfiADQQdxd3E6AAAgCSAJKAIAQQFqNgIADAELIA5BAkYgDiAFQQFGGwRAIAMPCyAAIA1qIAAgEGogCBAGRQRAIAMPCyAJKAIEQQFGBEAjDgRAIw1CgICAgICAgBBaBEAgAw8LBSAJQQA2AgQLCyAPIww5AwALIANBAWohAyACIApqIQIMAQsLIAQL1gMCBn8BfCADKAIQIQcgAygCFCEIIAMoAgwhCSACKAIAJAMgAigCBCQEIAIoAggkBSACKAIMJAYgACQHIAMkCCAAIAFqIQEDQCAAIAFJBH8gAUEBay0AAEEKRwVBAAsEQCABQQFrIQEMAQsLIAUrAwghDCAAIAUrAwD8A2ohAwNAIAQgCEkgASADS3EEQAJAIAMkCyMLLQAAIQYDQCAGQQlGIAZBIEZyIAZBDUZyBEAjC0EBaiQLIwstAAAhBgwBCwsjCy0AACIGQQpHBEAgBkH7AEcNASMGQQFqJAYgBCAHbCQJQQAkCkEAQQEQAkUNASMLLQAAIQYDQCAGQQlGIAZBIEZyIAZBDUZyBEAjC0EBaiQLIwstAAAhBgwBCwsjCy0AAEEKRw0BIwogB0cEQEEAIQMDQCADIAdJBEAjBiMFIANBAnRqKAIARwRAIwkgA2oiC0ECdCIGIwgiCigCAGpBADYCACAKKAIEIAZqQQA2AgAgCyAKKAIIakEDOgAACyADQQFqIQMMAQsLCyAJIARBA3RqIAw5AwAgBEEBaiEECyMLQQFqIQMgDEQAAAAAAADwP6AhDAwCCwsLIAIjBjYCDCAFIAMgAGu4OQMAIAUgDDkDCCAECwUAQYAIC7cDAgV+AX8gAFAEQEQAAAAAAAAAAA8LIAFBqn1IIAFBtAJKcgRARAAAAAAAAPh/DwsgACAAeaciCK2GIgBC/////w+DIQQgAEIgiCIFIAFBBHQgAmpBmCxqIgIpAwAiBkL/////D4MiA34gAyAEfkIgiHwhByAAIAZ+IQMgBkIgiCIAIAV+IAdCIIh8IAAgBH4gB0L/////D4N8QiCIfCIAQv8Dg0L/A1EEQCACKQMIIgZC/////w+DIgcgBX4gBCAHfkIgiHwhByAAQgF8IAAgBkIgiCIAIAV+IAdCIIh8IAAgBH4gB0L/////D4N8QiCIfCIAIAN8IgMgAFQbIQALIAAgAEI/iKciAkEJaq0iBIghBSABQeqkDWxBEHUgAmogCGtBvghqIgJBAEwEQEQAAAAAAAD4fw8LIAVCfoMgBSABQXxOIANCAVhxIAFBF0xxIAVCA4NCAVFxIAUgBIYgAFFxGyIAIABCAYN8QgGIIgBCgICAgICAgBBaBEAgAkEBaiECQoCAgICAgIAIIQALIAJB/w9OBEBEAAAAAAAA+H8PCyAAQv////////93gyACrEI0hoS/C5UKBAx/AnsBfgJ8IAMoAhAhDiADKAIUIQ8gAygCDCEQIAL9DyESIAUrAwgiFSEWIAAgBSsDAPwDaiIGIQggBiEHIAAgAWoiCyAGSwR+IAb9AAQAIhMgEv0jIBP9DAoKCgoKCgoKCgoKCgoKCgr9I/1Q/WStIAb9AAQQIhMgEv0jIBP9DAoKCgoKCgoKCgoKCgoKCgr9I/1Q/WStQhCGhCAG/QAEICITIBL9IyAT/QwKCgoKCgoKCgoKCgoKCgoK/SP9UP1krUIghoQgBv0ABDAiEyAS/SMgE/0MCgoKCgoKCgoKCgoKCgoKCv0j/VD9ZK1CMIaEBUIACyEUIAQgDmwhDANAIAQgD0kgBiALSXEEQAJAIAYtAABBIkYEQCAGQQFqIQFBACQAQQAkAQJAA0AgASALSQRAIAH9AAQAIhP9DCIiIiIiIiIiIiIiIiIiIiL9I/1kIQkgE/0MCgoKCgoKCgoKCgoKCgoKCv0j/WQhCgJAIAlFBEAjACAKaWokAAwBCyMAIApBASAJaCIJdEEBa3FpaiQAIAEgCWohCUEAIQEgCUEBaiALTw0DIAkiAS0AAUEiRw0DQQEkASABQQ5rIQELIAFBEGohAQwBCwtBACEBCyABRQ0BIAEiCUEBaiIBLQAAIgpBDUYgAUEBaiALSXEEfyABLQABQQpGBUEACwRAQQohCiABQQFqIQELIAEgC08Ef0EBBSAKQQpHIAogAkH/AXFHcQsNASAVIwC4oCEVIAxBAnQiESADKAIAaiAGQQFqIABrNgIAIAMoAgQgEWogCSAAazYCACAMIAMoAghqQQJBASMBGzoAACABQQFqIAdrIgZBwABJBH4gFEJ/IAathoMFIAFBAWoiB/0ABAAiEyAS/SMgE/0MCgoKCgoKCgoKCgoKCgoKCv0j/VD9ZK0gB/0ABBAiEyAS/SMgE/0MCgoKCgoKCgoKCgoKCgoKCv0j/VD9ZK1CEIaEIAf9AAQgIhMgEv0jIBP9DAoKCgoKCgoKCgoKCgoKCgr9I/1Q/WStQiCGhCAH/QAEMCITIBL9IyAT/QwKCgoKCgoKCgoKCgoKCgoK/SP9UP1krUIwhoQLIRQFA0AgFFAEQCALIAdBQGsiB0sEQCAH/QAEACITIBL9IyAT/QwKCgoKCgoKCgoKCgoKCgoK/SP9UP1krSAH/QAEECITIBL9IyAT/QwKCgoKCgoKCgoKCgoKCgoK/SP9UP1krUIQhoQgB/0ABCAiEyAS/SMgE/0MCgoKCgoKCgoKCgoKCgoKCv0j/VD9ZK1CIIaEIAf9AAQwIhMgEv0jIBP9DAoKCgoKCgoKCgoKCgoKCgr9I/1Q/WStQjCGhCEUDAILCwsgFFANASALIAcgFHqnaiIBTQ0BIBQgFEIBfYMhFCABLQAAIgpBCkYgASAGS3EEfyABQQFrLQAAQQ1GBUEACyEJIAxBAnQiESADKAIAaiAGIABrNgIAIAMoAgQgEWogASAJayIJIABrNgIAIAwgAygCCGpBADoAACANRSAKQQpGcSAOQQFLcSAGIAlGcQRAIAFBAWoiBiEIIBVEAAAAAAAA8D+gIhUhFgwECwsgDUEBaiENIAxBAWohDCABQQFqIQYgCkEKRgRAIA0gDkcNASAQIARBA3RqIBY5AwAgBEEBaiEEQQAhDSAVRAAAAAAAAPA/oCIVIRYgBiEIBSANIA5GDQELDAILCwsgBSAIIABruDkDACAFIBY5AwggBAs=';

// EXTERNAL MODULE: ./packages/data/lib/kernels/web-assembly.js
var web_assembly = __webpack_require__(34694);
;// CONCATENATED MODULE: ./packages/data/lib/kernels/text-module.js


let compiled;
/** A new instance with a memory of its own; compiled once a process. */
async function instantiateText() {
    compiled ??= web_assembly/* webAssembly */.t.compile(Buffer.from(text_generated_text, 'base64'));
    const { exports } = await web_assembly/* webAssembly */.t.instantiate(await compiled, {});
    return exports;
}

;// CONCATENATED MODULE: ./packages/data/lib/kernels/wasm-dictionary.js
const HEADER_BYTES = 40;
const FIRST_ROOM = 32;
const FIRST_POOL_BYTES = 512;
/** Texts and bytes a table's dictionaries carry over into the next block, all columns together. */
const KEPT_TEXTS = 1 << 18;
const KEPT_BYTES = 1 << 24;
/** @param columns How many dictionaries share what may be carried over. */
function createDictionary(code, arena, seed, columns) {
    const address = arena.keep(HEADER_BYTES);
    let room = FIRST_ROOM;
    let poolBytes = FIRST_POOL_BYTES;
    let hashes = arena.keep(room * 4);
    let offsets = arena.keep((room + 1) * 4);
    let pool = arena.keep(poolBytes);
    let slots = arena.keep(room * 8);
    let decoded = [];
    const header = () => new Uint32Array(arena.buffer(), address, HEADER_BYTES / 4);
    const count = () => header()[6];
    const used = () => new Uint32Array(arena.buffer(), offsets, room + 1)[count()];
    function describe(texts) {
        header().set([slots, room * 2, hashes, offsets, pool, poolBytes, texts, room, ...seed]);
    }
    /** A larger area that begins with what the old one holds. */
    function moved(from, bytes, larger) {
        const to = arena.keep(larger);
        new Uint8Array(arena.buffer()).copyWithin(to, from, from + bytes);
        return to;
    }
    describe(0);
    return {
        address,
        grow(bytes) {
            const texts = count();
            const filled = used();
            const full = texts === room;
            if (full) {
                hashes = moved(hashes, room * 4, room * 8);
                offsets = moved(offsets, (room + 1) * 4, (room * 2 + 1) * 4);
                room *= 2;
                slots = arena.keep(room * 8);
            }
            if (filled + bytes > poolBytes) {
                const larger = Math.max(poolBytes * 2, filled + bytes);
                pool = moved(pool, filled, larger);
                poolBytes = larger;
            }
            describe(texts);
            if (full)
                code.rehash(address);
        },
        texts() {
            const ends = new Uint32Array(arena.buffer(), offsets, room + 1);
            const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
            for (let text = decoded.length; text < count(); text++) {
                decoded.push(decoder.decode(new Uint8Array(arena.buffer(), pool + ends[text], ends[text + 1] - ends[text])));
            }
            return decoded;
        },
        prune() {
            if (count() <= KEPT_TEXTS / columns && used() <= KEPT_BYTES / columns)
                return;
            // A new list: the old one belongs to columns that were handed out.
            decoded = [];
            describe(0);
            code.rehash(address);
        },
    };
}

;// CONCATENATED MODULE: ./packages/data/lib/kernels/wasm-keys.js

const KEYS_BYTES = 16;
const NODE_BYTES = 8;
const CHILD_BYTES = 16;
/** No column. */
const NONE = 0xffffffff;
/** Names are compared eight bytes at a time. */
const NAME_SLACK = 8;
/** Writes the keys as `packages/data/kernels/text/jsonl.ts` reads them; their address. */
function layKeys(arena, root, columns) {
    const nodes = [root];
    const children = [];
    // Breadth first, so that the children of a node lie side by side.
    for (let i = 0; i < nodes.length; i++) {
        for (const child of nodes[i].children) {
            children.push(child);
            nodes.push(child.node);
        }
    }
    const address = arena.keep(KEYS_BYTES);
    const nodesAt = arena.keep(nodes.length * NODE_BYTES);
    const childrenAt = arena.keep(children.length * CHILD_BYTES);
    const writtenAt = arena.keep(columns * 4);
    const namesAt = arena.keep(children.reduce((sum, child) => sum + child.bytes.length + NAME_SLACK, 0));
    const buffer = arena.buffer();
    new Uint32Array(buffer, address, 4).set([nodesAt, childrenAt, writtenAt, 0]);
    const nodeWords = new Uint32Array(buffer, nodesAt, nodes.length * 2);
    const childWords = new Uint32Array(buffer, childrenAt, children.length * 4);
    const names = new Uint8Array(buffer);
    let first = 0;
    for (const [i, node] of nodes.entries()) {
        nodeWords.set([first, node.children.length], i * 2);
        first += node.children.length;
    }
    let name = namesAt;
    for (const [i, child] of children.entries()) {
        names.set(child.bytes, name);
        // A node follows the root for each child, in the same order.
        childWords.set([name, child.bytes.length, child.column < 0 ? NONE : child.column, i + 1], i * 4);
        name += child.bytes.length + NAME_SLACK;
    }
    return address;
}

;// CONCATENATED MODULE: ./packages/data/lib/kernels/wasm-text.js







const CELLS_HEADER_BYTES = 24;
const POSITION_BYTES = 16;
const STATE_BYTES = 16;
/** Of the state. */
const NULLS = 0;
const FLAG = 1;
const FIRST_BLOCK_BYTES = 1 << 21;
/** Compiled kernels with a memory of their own. */
async function createWasmTextKernels(shape) {
    const code = await instantiateText();
    const arena = (0,kernels_arena/* createArena */.g)(code.memory, code.base());
    const { width, capacity } = shape;
    const csv = shape.format === 'csv' ? 1 : 0;
    const starts = arena.keep(capacity * width * 4);
    const ends = arena.keep(capacity * width * 4);
    const tags = arena.keep(capacity * width);
    const lines = arena.keep(capacity * 8);
    const header = arena.keep(CELLS_HEADER_BYTES);
    const position = arena.keep(POSITION_BYTES);
    const state = arena.keep(STATE_BYTES);
    const values = arena.keep(capacity * 8);
    const validity = arena.keep((capacity + 7) >>> 3);
    const powers = arena.keep(POWERS_BYTES);
    const keys = shape.keys === undefined ? 0 : layKeys(arena, shape.keys, width);
    const dictionaries = new Map();
    const seed = [(0,external_node_crypto_.randomInt)(2 ** 32), (0,external_node_crypto_.randomInt)(2 ** 32)];
    let blockBytes = FIRST_BLOCK_BYTES;
    let block = arena.keep(blockBytes);
    new Uint32Array(arena.buffer(), header, 6).set([starts, ends, tags, lines, width, capacity]);
    new Uint8Array(arena.buffer(), powers, POWERS_BYTES).set(powersTable());
    /** Made once and kept: a view for every pass would be most of the garbage. */
    let views = viewsOf(arena.buffer());
    const cells = { ...shape, bytes: new Uint8Array(0), rows: 0, ...views.cells };
    function viewsOf(buffer) {
        return {
            buffer,
            cells: {
                starts: new Int32Array(buffer, starts, capacity * width),
                ends: new Int32Array(buffer, ends, capacity * width),
                tags: new Uint8Array(buffer, tags, capacity * width),
                lines: new Float64Array(buffer, lines, capacity),
            },
            position: new Float64Array(buffer, position, 2),
            /** Nulls, and the flag of the pass. */
            state: new Uint32Array(buffer, state, 2),
            values: new Float64Array(buffer, values, capacity),
            codes: new Uint32Array(buffer, values, capacity),
            validity: new Uint8Array(buffer, validity, (capacity + 7) >>> 3),
        };
    }
    /** After memory may have grown, which takes the old views with it. */
    function refresh() {
        if (views.buffer === arena.buffer())
            return;
        views = viewsOf(arena.buffer());
        Object.assign(cells, views.cells);
    }
    function begin(flag) {
        const { rows } = cells;
        views.state[NULLS] = 0;
        views.state[FLAG] = flag;
        views.validity.fill(0xff, 0, (rows + 7) >>> 3);
        // As `allValid` does.
        if ((rows & 7) !== 0)
            views.validity[rows >>> 3] = (1 << (rows & 7)) - 1;
    }
    /** Borrowed. */
    function nulls() {
        const nullCount = views.state[NULLS];
        if (nullCount === 0)
            return { nullCount };
        return { nullCount, validity: views.validity.subarray(0, (cells.rows + 7) >>> 3) };
    }
    function scan(at, kernel) {
        views.position[0] = at.offset;
        views.position[1] = at.line;
        cells.rows = kernel();
        at.offset = views.position[0];
        at.line = views.position[1];
    }
    function numbers(column, whole) {
        const { rows } = cells;
        begin(whole ? 1 : 0);
        return {
            next: (row) => code.numbers(block, header, column, row, rows, csv, values, validity, powers, state),
            whole: () => views.state[FLAG] === 1,
            put(row, value, spelledWhole) {
                views.values[row] = value;
                if (!spelledWhole)
                    views.state[FLAG] = 0;
            },
            finish: () => ({ values: views.values.slice(0, rows), ...kept(nulls()) }),
            lend: () => (0,lib_validity/* presentOf */.ZU)(views.values.subarray(0, rows), nulls()),
        };
    }
    function dictionaryOf(column) {
        let dictionary = dictionaries.get(column);
        if (dictionary === undefined) {
            dictionary = createDictionary(code, arena, seed, width);
            dictionaries.set(column, dictionary);
            refresh();
        }
        return dictionary;
    }
    function texts(column, strict) {
        const { rows } = cells;
        const dictionary = dictionaryOf(column);
        dictionary.prune();
        begin(0);
        const lend = () => ({
            codes: views.codes.subarray(0, rows),
            dictionary: dictionary.texts(),
            ...nulls(),
        });
        return {
            next(from) {
                for (let row = from;;) {
                    row = code.texts(block, header, column, row, rows, strict ? 1 : 0, values, validity, dictionary.address, state);
                    if (views.state[FLAG] === 0)
                        return row;
                    const cell = row * width + column;
                    dictionary.grow(cells.ends[cell] - cells.starts[cell]);
                    refresh();
                }
            },
            put(row, text) {
                dictionary.grow(text.length);
                arena.begin(text.length);
                const address = arena.borrow(text.length);
                refresh();
                new Uint8Array(arena.buffer(), address, text.length).set(text);
                views.codes[row] = code.intern(dictionary.address, address, text.length);
            },
            finish() {
                const { codes, dictionary: texts, ...missing } = lend();
                return { codes: codes.slice(), dictionary: texts, ...kept(missing) };
            },
            lend,
        };
    }
    return {
        made: 'webassembly',
        cells,
        load(bytes) {
            if (bytes.length > blockBytes) {
                blockBytes = Math.max(2 * blockBytes, bytes.length);
                block = arena.keep(blockBytes);
                refresh();
            }
            new Uint8Array(arena.buffer(), block, bytes.length).set(bytes);
            cells.bytes = bytes;
            cells.rows = 0;
        },
        csv(at, delimiter) {
            scan(at, () => code.csv(block, cells.bytes.length, delimiter, header, cells.rows, position));
        },
        jsonl(at) {
            scan(at, () => code.jsonl(block, cells.bytes.length, keys, header, cells.rows, position));
        },
        numbers,
        texts,
    };
}
/** Out of borrowed memory. */
const kept = ({ nullCount, validity }) => validity === undefined ? { nullCount } : { nullCount, validity: validity.slice() };


/***/ })

};
