const STEP = 1 / 64

/**
 * exp(x) times the modified Bessel function K of order 1/4 at x > 0: the integral of exp(-x (cosh t - 1)) cosh(t/4)
 * over t > 0 (DLMF 10.32.9) by the trapezoid rule, which converges beyond all powers for such an integrand.
 */
export function scaledBesselKQuarter(x: number): number {
  let sum = 0.5
  for (let t = STEP; ; t += STEP) {
    const term = Math.exp(-2 * x * Math.sinh(t / 2) ** 2) * Math.cosh(t / 4)
    sum += term
    if (term < 1e-18 * sum) return sum * STEP
  }
}
