/** The least-squares parabola through points, at least three with distinct x: orthogonal polynomials, no matrix. */
export function quadraticFit(x: readonly number[], y: readonly number[]): (at: number) => number {
  const n = x.length
  const dot = (p: (x: number) => number, q: (x: number) => number) =>
    x.reduce((sum, value) => sum + p(value) * q(value), 0)
  const against = (p: (x: number) => number) => x.reduce((sum, value, i) => sum + p(value) * y[i]!, 0)
  const mean = x.reduce((sum, value) => sum + value, 0) / n
  const one = () => 1
  const line = (at: number) => at - mean
  const square = (at: number) => line(at) ** 2
  const [onLine, onOne] = [dot(square, line) / dot(line, line), dot(square, one) / n]
  const bend = (at: number) => square(at) - onLine * line(at) - onOne
  const parts = [one, line, bend].map((part) => ({ part, weight: against(part) / dot(part, part) }))
  return (at) => parts.reduce((sum, { part, weight }) => sum + weight * part(at), 0)
}
