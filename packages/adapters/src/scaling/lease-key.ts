/** The annotation (Kubernetes) that holds our lease on a floor. */
export const LEASE_ANNOTATION = 'mlops-actions.dev/predictive-scale'

/** The tag (clouds) that does: a colon, for tag names take no slash everywhere. */
export const LEASE_TAG = 'mlops-actions:predictive-scale'
