import { UserError } from '@mlops-actions/core';
/** Everything secret among the inputs is starred out before anything is logged. */
export function maskSecrets(inputs, secrets) {
    const values = [
        inputs['github-token'],
        inputs['gitops-token'],
        inputs['prometheus-token'],
        inputs['prometheus-password'],
    ];
    for (const value of values)
        if (value !== undefined && value !== '')
            secrets.mask(value);
}
/** @throws UserError `conflicting-inputs`, `missing-input` */
export function prometheusAuth(inputs) {
    const token = inputs['prometheus-token'];
    const user = inputs['prometheus-user'];
    const password = inputs['prometheus-password'];
    if (token !== undefined && user !== undefined) {
        throw new UserError('conflicting-inputs', 'prometheus-token and prometheus-user exclude each other');
    }
    if (token !== undefined)
        return { kind: 'bearer', token };
    if (user === undefined && password === undefined)
        return { kind: 'none' };
    if (user === undefined || password === undefined) {
        throw new UserError('missing-input', 'prometheus-user and prometheus-password are needed together');
    }
    return { kind: 'basic', user, password };
}
