/** Longest attribute list of a tag that is looked at. */
const TAG = /<(testcase|failure|error|skipped)\b[^<>]{0,100000}>|<\/testcase>/g

/**
 * How many test cases of a JUnit report there are, and how many of them neither failed, broke nor were skipped. Counted from
 * the cases, never from the totals a suite claims. No entity is expanded and nothing is included: only tags are seen.
 */
export function countJunit(xml: string): { readonly tests: number; readonly passed: number } | undefined {
  if (!/<testsuites?\b/.test(xml)) return undefined
  // What stands in comments and CDATA is output of tests, which may quote a tag.
  const tags = xml.replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '').matchAll(TAG)
  let [tests, passed, open] = [0, 0, false]
  let good = true
  const close = (): void => {
    if (open && good) passed++
    open = false
  }
  for (const [tag, name] of tags) {
    if (name === 'testcase') {
      close()
      tests++
      open = true
      good = true
      if (tag.endsWith('/>')) close()
    } else if (name === undefined) close()
    else good = false
  }
  close()
  return { tests, passed }
}
