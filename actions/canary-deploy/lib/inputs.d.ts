import { z } from 'zod';
export declare const definition: import("@mlops-actions/core").ActionDefinition<{
    readonly model: z.ZodOptional<z.ZodString>;
    readonly policy: z.ZodDefault<z.ZodString>;
    readonly version: z.ZodOptional<z.ZodString>;
    readonly digest: z.ZodOptional<z.ZodString>;
    readonly 'stable-identity-url': z.ZodOptional<z.ZodURL>;
    readonly 'canary-identity-url': z.ZodOptional<z.ZodURL>;
    readonly mode: z.ZodDefault<z.ZodEnum<{
        reconcile: "reconcile";
        run: "run";
        tick: "tick";
    }>>;
    readonly 'finished-run': z.ZodOptional<z.ZodString>;
    readonly router: z.ZodEnum<{
        gitops: "gitops";
        haproxy: "haproxy";
    }>;
    readonly 'haproxy-sockets': z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string[], string>>>;
    readonly 'haproxy-backend': z.ZodOptional<z.ZodString>;
    readonly 'haproxy-stable-servers': z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string[], string>>>;
    readonly 'haproxy-canary-servers': z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string[], string>>>;
    readonly 'haproxy-state-file': z.ZodOptional<z.ZodString>;
    readonly 'gitops-remote': z.ZodOptional<z.ZodString>;
    readonly 'gitops-branch': z.ZodDefault<z.ZodString>;
    readonly 'gitops-file': z.ZodOptional<z.ZodString>;
    readonly 'gitops-path': z.ZodOptional<z.ZodString>;
    readonly 'gitops-token': z.ZodOptional<z.ZodString>;
    readonly 'prometheus-url': z.ZodOptional<z.ZodURL>;
    readonly 'prometheus-token': z.ZodOptional<z.ZodString>;
    readonly 'prometheus-user': z.ZodOptional<z.ZodString>;
    readonly 'prometheus-password': z.ZodOptional<z.ZodString>;
    readonly environment: z.ZodOptional<z.ZodString>;
    readonly 'report-dir': z.ZodDefault<z.ZodString>;
    readonly 'github-token': z.ZodOptional<z.ZodString>;
}, {
    readonly verdict: "pass, warn or fail: the worst finding of the report";
    readonly decision: "promoted, rolled-back, held, or running (mode tick)";
    readonly weight: "Percent of traffic on the canary at the end";
    readonly report: "Path of report.json";
    readonly html: "Path of report.html";
    readonly 'deployment-id': "Id of the GitHub deployment, if there is one";
}>;
//# sourceMappingURL=inputs.d.ts.map