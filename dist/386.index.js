export const id = 386;
export const ids = [386];
export const modules = {

/***/ 81386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action)
});

// EXTERNAL MODULE: ./packages/adapters/lib/index.js + 90 modules
var lib = __webpack_require__(67690);
// EXTERNAL MODULE: ./packages/core/lib/index.js + 54 modules
var core_lib = __webpack_require__(11371);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(52735);
;// CONCATENATED MODULE: ./actions/promote-model/lib/inputs.js



const definition = (0,core_lib/* defineAction */.QP)({
    name: 'promote-model',
    title: 'Promote model',
    description: 'Moves a registered version to a stage when the policy of that stage allows it, takes a stage back to the version before, or proves that nobody edited the history. By compare-and-swap: of two promotions one wins, and the other says why it did not.',
    branding: { icon: 'trending-up', color: 'green' },
    inputs: {
        model: schemas/* string */.YjP().optional().describe('The model in the policy file (default: the only one).'),
        policy: schemas/* string */.YjP()
            .default('mlops.yml')
            .describe('The policy file; its `stages` section says what a stage requires.'),
        mode: schemas/* enum */.k5n(['promote', 'rollback', 'verify'])
            .default('promote')
            .describe('`promote` moves a version up; `rollback` goes back to the newest good version the stage held; `verify` audits the whole history and re-reads all bytes.'),
        version: schemas/* string */.YjP()
            .optional()
            .describe('The version (`3`, `v3` or `sha256:...`). promote needs it; rollback takes it to choose where to.'),
        to: schemas/* string */.YjP().optional().describe('The stage. Needed by promote and rollback.'),
        'expect-current': schemas/* string */.YjP()
            .optional()
            .describe('What the stage must hold now: a version, a digest, or `none`. Somebody else was faster: the step fails and changes nothing.'),
        reason: schemas/* string */.YjP()
            .max(4096)
            .optional()
            .describe('Why, for the history. rollback needs it, and so does override.'),
        override: (0,core_lib/* flag */.Jt)()
            .default(false)
            .describe('Let a quarantined version through. Needs a reason; lifts the quarantine.'),
        evidence: (0,core_lib/* lines */.Mn)()
            .optional()
            .describe('More reports (report.json) of this version, one a line; attached to it before the decision.'),
        receipts: (0,core_lib/* lines */.Mn)()
            .optional()
            .describe('verify: event digests kept from earlier runs (output `event`), one a line; each must be in the history.'),
        ...lib/* registryInputs */.P4,
        'report-dir': (0,core_lib/* reportDirectoryInput */.wE)(),
    },
    outputs: {
        version: 'the version the stage holds now',
        digest: 'its model digest',
        'previous-version': 'the version it held before',
        'previous-digest': 'its model digest',
        event: 'digest of the event that put the version there: a receipt for verify',
        changed: 'true when this step moved the stage',
        verdict: 'pass, warn or fail: the worst finding of the report',
        report: 'path of report.json',
        html: 'path of report.html',
    },
    permissions: [
        {
            scope: 'contents',
            access: 'write',
            why: 'pushes the event to the registry branch of this repository; verify needs only read',
        },
    ],
});

// EXTERNAL MODULE: ./packages/registry/lib/index.js + 53 modules
var registry_lib = __webpack_require__(47511);
// EXTERNAL MODULE: ./packages/policy/lib/index.js + 114 modules
var policy_lib = __webpack_require__(83763);
;// CONCATENATED MODULE: ./actions/promote-model/lib/audit-report.js

/** The audit as a report: one finding for history and one for bytes, or one for each thing that was done to them. */
function auditReport({ model, audit, receipts, place, subject, provenance }) {
    const findings = audit.violations.length > 0
        ? audit.violations.map((violation, index) => violationFinding(violation, index))
        : soundFindings(audit, receipts);
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'promotion',
        verdict: (0,policy_lib/* verdictOf */.Vj)(findings),
        headline: headlineOf(audit),
        subject: { model, policy: subject, data: [] },
        findings,
        charts: [],
        facts: [
            { label: 'Registry', value: place },
            { label: 'Commits', value: String(audit.commits) },
            { label: 'Events', value: String(audit.events) },
            { label: 'Models', value: String(audit.models) },
            { label: 'Versions', value: String(audit.versions) },
            { label: 'Versions whose bytes were re-read', value: String(audit.verified) },
        ],
        next: audit.violations.length > 0
            ? [
                'Compare with a clone from before the first commit named, restore the branch, and restrict who may push to it.',
            ]
            : [],
        provenance,
    };
}
function headlineOf({ violations, commits, versions }) {
    if (violations.length > 0) {
        return `the registry was tampered with: ${counted(violations.length, 'finding')} in ${counted(commits, 'commit')}`;
    }
    if (commits === 0)
        return 'there is no history to audit';
    return `the registry's history is as it was written: ${counted(commits, 'commit')}, ${counted(versions, 'version')}`;
}
function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
function soundFindings(audit, receipts) {
    if (audit.commits === 0)
        return [emptyFinding()];
    return [
        soundFinding('history', `${counted(audit.events, 'event')} in one unbroken chain for each model`),
        soundFinding('bytes', `of ${counted(audit.verified, 'version')} are the ones their records name`),
        ...(receipts === 0
            ? []
            : [soundFinding('receipts', `${counted(receipts, 'kept event')} found in the history`)]),
    ];
}
/** Nothing to audit proves nothing: the branch may have been deleted. */
function emptyFinding() {
    return {
        id: 'history',
        kind: 'audit',
        title: 'history is as it was written',
        status: 'error',
        outcome: 'fail',
        reason: 'there is no history',
        remedy: 'Check remote and branch. If models were registered here, the branch was deleted.',
    };
}
function soundFinding(id, reason) {
    return { id, kind: 'audit', title: `${id}: as it was written`, status: 'pass', outcome: 'pass', reason };
}
function violationFinding({ kind, path, revision, reason }, index) {
    const where = [path, revision && `commit ${revision}`].filter(Boolean).join(', ');
    return {
        id: `${kind}.${index + 1}`,
        kind: 'audit',
        title: kind.replaceAll('-', ' '),
        status: 'fail',
        outcome: 'fail',
        reason: where === '' ? reason : `${where}: ${reason}`,
    };
}

;// CONCATENATED MODULE: ./actions/promote-model/lib/move-report.js

/** A promotion or a rollback as a report: each rule of the stage, and what the stage holds now. */
function moveReport({ model, request, move, subject, provenance }) {
    const { current, previous } = move;
    // A refusal speaks of the version that was refused, not of the one that stays.
    const about = move.asked ?? current;
    return {
        schema: 'mlops-actions/report/v1',
        kind: 'promotion',
        verdict: (0,policy_lib/* verdictOf */.Vj)(move.findings),
        headline: move_report_headlineOf(model, request, move),
        subject: {
            model,
            ...(about ? { version: String(about.version), modelDigest: about.modelDigest } : {}),
            policy: subject,
            data: [],
        },
        findings: move.findings,
        charts: [],
        facts: [
            { label: 'Stage', value: move.stage },
            { label: 'Holds now', value: nameOf(current) },
            ...(move.kind === 'refused' ? [] : [{ label: 'Held before', value: nameOf(previous) }]),
            ...(request.reason === undefined ? [] : [{ label: 'Reason', value: request.reason }]),
            ...(move.event === undefined ? [] : [{ label: 'Event', value: move.event }]),
            { label: 'Tries', value: String(move.tries) },
        ],
        next: nextSteps(request, move),
        provenance,
    };
}
/** Points each finding at the stage's lines in the policy file. */
function located(findings, policy, model, stage) {
    const stages = policy.document.models[model]?.stages ?? [];
    const index = stages.findIndex(({ name }) => name === stage);
    if (index < 0)
        return findings;
    const source = policy.locate(['models', model, 'stages', index]);
    return findings.map((finding) => (finding.kind === 'bytes' ? finding : { ...finding, source }));
}
function move_report_headlineOf(model, request, move) {
    const { stage, current, asked } = move;
    const failed = move.findings.filter(({ outcome }) => outcome === 'fail').length;
    switch (move.kind) {
        case 'moved':
            return request.mode === 'promote'
                ? `${model} version ${current?.version} is now in ${stage}`
                : `${stage} of ${model} is back at version ${current?.version}`;
        case 'unchanged':
            return `${model} version ${current?.version} was in ${stage} already`;
        case 'refused':
            return request.mode === 'promote'
                ? `${model} version ${asked?.version} was not promoted to ${stage}: ${failed} of ${move.findings.length} rules not met`
                : `${stage} of ${model} was not rolled back: ${failed} of ${move.findings.length} rules not met`;
    }
}
function nameOf(ref) {
    return ref ? `version ${ref.version} (${ref.modelDigest})` : 'nothing';
}
function nextSteps(request, move) {
    const remedies = move.findings.flatMap(({ outcome, remedy }) => outcome === 'fail' && remedy !== undefined ? [remedy] : []);
    if (move.kind === 'refused')
        return remedies;
    if (request.mode === 'rollback') {
        return [
            `Version ${move.previous?.version} is quarantined: promoting it again takes override and a reason.`,
        ];
    }
    return ['Keep the event digest: mode verify proves with it that this promotion is still in the history.'];
}

;// CONCATENATED MODULE: ./actions/promote-model/lib/request.js


/**
 * The inputs as one request.
 *
 * @throws UserError `missing-input`, `unused-input`, `unknown-stage`, `invalid-receipt`; RegistryError `unknown-version`
 */
function requestOf(inputs, model, policy) {
    const { mode, version, reason, override } = inputs;
    refuseUnused(inputs);
    if (mode === 'verify')
        return { mode, receipts: (inputs.receipts ?? []).map((text) => receipt(text)) };
    const stage = stageOf(inputs.to, mode, model, policy);
    const expected = inputs['expect-current'];
    const expect = expected === undefined ? undefined : (0,registry_lib/* parseExpectation */.WR)(expected);
    if (mode === 'rollback')
        return { mode, version, stage, expect, reason: needed('reason', reason, mode) };
    if (override)
        needed('reason', reason, 'override');
    return { mode, version: needed('version', version, mode), stage, expect, reason, override };
}
/** An input that does nothing is a misunderstanding, and here misunderstandings reach production. */
function refuseUnused(inputs) {
    const forVerify = ['version', 'to', 'expect-current', 'reason', 'evidence'];
    const unused = inputs.mode === 'verify' ? forVerify : ['receipts'];
    const given = unused.find((name) => inputs[name] !== undefined);
    const override = inputs.override && inputs.mode !== 'promote' ? 'override' : undefined;
    if (given === undefined && override === undefined)
        return;
    throw new core_lib/* UserError */.yo('unused-input', `input ${given ?? override} means nothing with mode: ${inputs.mode}`);
}
function needed(name, value, by) {
    if (value !== undefined)
        return value;
    throw new core_lib/* UserError */.yo('missing-input', `input ${name} is needed by ${by}`);
}
/** A stage the policy does not name has no rules, and no rules is not the same as everything allowed. */
function stageOf(name, mode, model, { stages = [] }) {
    const wanted = needed('to', name, mode);
    const stage = stages.find((known) => known.name === wanted);
    if (stage)
        return stage;
    const known = stages.map((item) => item.name).join(', ');
    throw new core_lib/* UserError */.yo('unknown-stage', `the policy of ${model} has no stage ${JSON.stringify(wanted)}; ${known === '' ? 'it has no stages' : `it has ${known}`}`, { remedy: 'Add it under `stages`, with what it requires.' });
}
function receipt(text) {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1];
    if (hex !== undefined)
        return `sha256:${hex}`;
    throw new core_lib/* UserError */.yo('invalid-receipt', `input receipts: ${JSON.stringify(text)} is not sha256: and 64 hex digits`);
}

;// CONCATENATED MODULE: ./actions/promote-model/lib/run.js







/** Decides on what the registry says, and leaves a report whatever was decided. */
function run(inputs, runtime) {
    return (0,lib/* translated */.vE)(async () => {
        const loaded = await (0,core_lib/* loadPolicy */.tb)(runtime, inputs.policy);
        for (const note of loaded.notes)
            runtime.log.notice(note);
        const { name, policy } = (0,lib/* chosenModel */.ay)(loaded, inputs.model);
        const request = requestOf(inputs, name, policy);
        const registry = await (0,lib/* openRegistry */.Me)(runtime, policy.registry, inputs);
        const report = request.mode === 'verify'
            ? await verify(name, request.receipts, registry, loaded, runtime)
            : await move(name, request, inputs.evidence ?? [], registry, loaded, runtime);
        (0,core_lib/* annotateFindings */.dv)(runtime, report.findings);
        const directory = (0,core_lib/* reportDirectory */.s6)(inputs['report-dir'], name, definition.name);
        await (0,core_lib/* publishReport */.S3)(report, runtime, { directory, comment: 'off' });
        return { ok: report.verdict !== 'fail', message: report.headline };
    });
}
async function verify(model, receipts, registry, loaded, runtime) {
    const audit = await runtime.log.group(`Auditing ${registry.store.name}`, () => (0,registry_lib/* auditRegistry */.fS)(registry, { deep: model, receipts }));
    return auditReport({
        model,
        audit,
        receipts: receipts.length,
        place: registry.store.name,
        subject: policySubject(loaded),
        provenance: (0,core_lib/* provenanceOf */.Jj)(runtime, definition.name),
    });
}
async function move(model, request, evidence, registry, loaded, runtime) {
    const origin = (0,lib/* originOf */.yv)(runtime.github);
    for (const { evidence: report } of await (0,lib/* readEvidence */.At)(runtime.files, evidence)) {
        // What comes with a rollback speaks of the version that is taken away, so the report itself says which.
        const version = request.mode === 'promote' ? request.version : (report.modelDigest ?? '');
        await (0,registry_lib/* attachEvidence */.PJ)(registry, { model, version, evidence: [report], origin });
    }
    const common = {
        model,
        policyDigest: loaded.digest,
        origin,
        ...(request.expect && { expect: request.expect }),
    };
    const moved = request.mode === 'promote'
        ? await (0,registry_lib/* promoteVersion */.DJ)(registry, {
            ...common,
            version: request.version,
            stage: request.stage,
            override: request.override,
            ...(request.reason !== undefined && { reason: request.reason }),
        })
        : await (0,registry_lib/* rollBack */.Fu)(registry, {
            ...common,
            stage: request.stage.name,
            reason: request.reason,
            ...(request.version !== undefined && { version: request.version }),
        });
    await setOutputs(moved, runtime);
    return moveReport({
        model,
        request,
        move: { ...moved, findings: located(moved.findings, loaded.policy, model, request.stage.name) },
        subject: policySubject(loaded),
        provenance: (0,core_lib/* provenanceOf */.Jj)(runtime, definition.name),
    });
}
function policySubject({ location, digest }) {
    return { ...location, digest };
}
async function setOutputs({ kind, current, previous, event }, { outputs }) {
    await outputs.set('changed', String(kind === 'moved'));
    const known = {
        version: current && String(current.version),
        digest: current?.modelDigest,
        'previous-version': previous && String(previous.version),
        'previous-digest': previous?.modelDigest,
        event,
    };
    for (const [name, value] of Object.entries(known))
        if (value !== undefined)
            await outputs.set(name, value);
}

;// CONCATENATED MODULE: ./actions/promote-model/lib/main.js


const action = { definition: definition, run: run };


/***/ })

};
