/** exp of log evidence as people read it: `1.7`, `100`, `3e12`. */
export function evidenceText(log: number): string {
  const value = Math.exp(log)
  if (value >= 1e6) return value === Infinity ? '>1e300' : value.toExponential(0).replace('e+', 'e')
  if (value >= 10) return String(Math.round(value))
  return String(Number(value.toFixed(value >= 0.1 ? 1 : 3)))
}

/** `45 s`, `12 min`, `3.5 h`, `forever`. */
export function minutesText(minutes: number): string {
  if (!Number.isFinite(minutes)) return 'forever'
  if (minutes < 1) return `${Math.max(1, Math.round(minutes * 60))} s`
  if (minutes < 120) return `${Math.round(minutes)} min`
  const hours = minutes / 60
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Math.round(hours / 24)} days`
}

/** `45s`, `2m30s`, `1h05m`: how long something has lasted. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  const pad = (value: number) => String(value).padStart(2, '0')
  if (seconds < 60) return `${seconds}s`
  if (seconds < 3600)
    return seconds % 60 === 0 ? `${seconds / 60}m` : `${Math.floor(seconds / 60)}m${pad(seconds % 60)}s`
  return `${Math.floor(seconds / 3600)}h${pad(Math.floor((seconds % 3600) / 60))}m`
}

/** `3,700` whatever the machine's locale. */
export function countText(count: number): string {
  return count.toLocaleString('en-US')
}

/** `1.2 %`, with enough digits for small rates. */
export function rateText(events: number, total: number): string {
  if (total === 0) return 'no requests'
  const percent = (100 * events) / total
  return `${percent === 0 ? '0' : Number(percent.toPrecision(3))} %`
}
