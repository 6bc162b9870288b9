/**
 * The run's address, if it looks like one of a GitHub server's. A report may come from a fork's run, and a verdict
 * that links to a page of the author's choice would be a good lure.
 */
export function runLinkOf(url: string | undefined): string | undefined {
  return url !== undefined &&
    /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+(?:\/[\w./-]*)?$/.test(url)
    ? url
    : undefined
}
