/** Limits GitHub sets, each with what happens beyond it. */

/** A step's summary above this is dropped whole, with an error annotation (actions/runner FileCommandManager.cs). */
export const SUMMARY_MAX_BYTES = 1024 * 1024

/** A comment or issue body above this is refused with 422 "Body is too long". Characters, not bytes. */
export const BODY_MAX_CHARACTERS = 65_536

/** An annotation's message is cut here (actions/runner ExecutionContext.cs). */
export const ANNOTATION_MAX_CHARACTERS = 4096

/** Annotations of one kind that the runner keeps of a step; the rest vanish (actions/runner ExecutionContext.cs). */
export const ANNOTATIONS_PER_KIND = 10

/** The description of a deployment status. */
export const DEPLOYMENT_DESCRIPTION_MAX_CHARACTERS = 140
