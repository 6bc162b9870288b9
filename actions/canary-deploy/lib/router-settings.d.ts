import { type Inputs, type Runtime } from '@mlops-actions/core';
import type { RolloutPlan, Router } from '@mlops-actions/rollout';
import { z } from 'zod';
import type { definition } from './inputs.ts';
/** Which router, and everything to reach it but secrets: the post step reads this back from the job's state. */
export declare const routerSettingsSchema: z.ZodDiscriminatedUnion<[z.ZodObject<{
    kind: z.ZodLiteral<"haproxy">;
    sockets: z.ZodArray<z.ZodString>;
    backend: z.ZodString;
    servers: z.ZodObject<{
        stable: z.ZodArray<z.ZodString>;
        canary: z.ZodArray<z.ZodString>;
    }, z.core.$strict>;
    stateFile: z.ZodOptional<z.ZodString>;
}, z.core.$strict>, z.ZodObject<{
    kind: z.ZodLiteral<"gitops">;
    remote: z.ZodString;
    branch: z.ZodString;
    file: z.ZodString;
    path: z.ZodString;
    arms: z.ZodObject<{
        stable: z.ZodString;
        canary: z.ZodString;
    }, z.core.$strict>;
}, z.core.$strict>], "kind">;
export type RouterSettings = z.infer<typeof routerSettingsSchema>;
type CanaryInputs = Inputs<typeof definition>;
/** @throws UserError `missing-input` naming what the chosen router needs */
export declare function routerSettings(inputs: CanaryInputs, arms: RolloutPlan['arms'], runtime: Runtime): RouterSettings;
/** The router itself. A token is taken from where it is needed, never from the settings. */
export declare function openRouter(settings: RouterSettings, tokens: {
    readonly gitops: string | undefined;
    readonly github: string | undefined;
}, runtime: Runtime): Promise<Router>;
export {};
//# sourceMappingURL=router-settings.d.ts.map