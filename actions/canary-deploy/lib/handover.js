import { z } from 'zod';
import { routerSettingsSchema } from './router-settings.js';
/** What main leaves for the post step, written before the first shift: enough to undo it, and no secret. */
const handoverSchema = z.strictObject({
    rollout: z.string(),
    router: routerSettingsSchema,
    environment: z.string().optional(),
});
const KEY = 'canary';
export async function leaveHandover(outputs, handover) {
    await outputs.saveState(KEY, JSON.stringify(handover));
}
/** Nothing is left to do in post: the end was confirmed and reported. */
export async function clearHandover(outputs) {
    await outputs.saveState(KEY, '');
}
/** @throws ZodError or SyntaxError when the state is not what main wrote */
export function takeHandover(outputs) {
    const text = outputs.state(KEY);
    return text === undefined || text === '' ? undefined : handoverSchema.parse(JSON.parse(text));
}
