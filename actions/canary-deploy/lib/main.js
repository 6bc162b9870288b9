import { definition } from './inputs.js';
import { post } from './post.js';
import { run } from './run.js';
export const action = {
    definition,
    run,
    post,
};
