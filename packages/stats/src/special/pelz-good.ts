const PI2 = Math.PI ** 2
const SQRT_TAU = Math.sqrt(2 * Math.PI)

/**
 * P(D < x) of the two-sided one-sample Kolmogorov-Smirnov statistic for large n: the asymptotic series of W. Pelz and
 * I. J. Good (JRSS B 38, 1976) with terms to n^(-3/2), in Jacobi-transformed form so that it converges for small x too.
 */
export function pelzGoodCdf(n: number, x: number): number {
  const z = Math.sqrt(n) * x
  const z2 = z * z
  const z4 = z2 * z2
  const z6 = z4 * z2
  const q = Math.exp(-PI2 / (8 * z2))
  if (q === 0) return 0

  const first = [-z2, PI2 / 4]
  const second = [6 * z6 + 2 * z4, ((2 * z4 - 5 * z2) * PI2) / 4, (PI2 ** 2 * (1 - 2 * z2)) / 16]
  const third = [
    -30 * z6 - 90 * z4 * z4,
    (PI2 * (135 * z4 - 96 * z6)) / 4,
    (PI2 ** 2 * (-60 * z2 + 212 * z4)) / 16,
    (PI2 ** 3 * (5 - 30 * z2)) / 64,
  ]
  const polynomial = (coefficients: readonly number[], m2: number) =>
    coefficients.reduceRight((sum, coefficient) => sum * m2 + coefficient, 0)

  const terms = Math.ceil((16 * z) / Math.PI)
  let [k0, k1, k2, k3] = [0, 0, 0, 0]
  // Horner over odd m: q^(m^2) = q * product of q^(8k).
  for (let k = terms; k > 0; k--) {
    const m2 = (2 * k - 1) ** 2
    const step = q ** (8 * k)
    k0 = k0 * step + 1
    k1 = k1 * step + polynomial(first, m2)
    k2 = k2 * step + polynomial(second, m2)
    k3 = k3 * step + polynomial(third, m2)
  }
  const scale = q * SQRT_TAU
  k0 *= scale / z
  k1 *= scale / (6 * z4)
  k2 *= scale / (72 * z ** 7)
  k3 *= scale / (6480 * z ** 10)

  // What is left of the second and third order is a sum over all integers.
  const wide = Math.exp(-PI2 / (2 * z2))
  let [extra2, extra3] = [0, 0]
  for (let k = terms; k > 0; k--) {
    const weight = k * k * wide ** (k * k)
    extra2 += weight
    extra3 += (3 * z2 - PI2 * k * k) * weight
  }
  k2 -= (extra2 * PI2 * SQRT_TAU) / (36 * z * z2)
  k3 += (extra3 * PI2 * SQRT_TAU) / (216 * z6)
  return k0 + k1 / Math.sqrt(n) + k2 / n + k3 / n ** 1.5
}
