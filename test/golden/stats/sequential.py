"""Writes sequential.json: confidence sequences and bounds, each from its formula by other means. See cases.py."""

import math

import numpy as np
from cases import Cases
from scipy import integrate, optimize, special, stats

golden = Cases("sequential", "scipy")
add, share = golden.add, golden.share
rng = np.random.default_rng(20250505)


def scale(at, alpha):
    return at / (2 * math.log(1 / alpha) + math.log(1 + 2 * math.log(1 / alpha)))


for at, alpha in [(100, 0.05), (30, 0.01), (1e6, 0.001)]:
    add("mixtureScale", [at, alpha], scale(at, alpha), "Howard et al. 2021")


def rate_log_e(x, n, p, tightest_at):
    """Beta mixture of likelihood ratios by numerical integration over the rate, not by beta functions."""
    weight = max(scale(tightest_at * p * (1 - p), alpha) - p * (1 - p), 1e-3 * p * (1 - p)) / (p * (1 - p))
    prior = stats.beta(weight * p, weight * (1 - p))  # centred on the null
    peak = stats.binom.logpmf(x, n, x / n)
    value = integrate.quad(lambda q: prior.pdf(q) * math.exp(stats.binom.logpmf(x, n, q) - peak), 0, 1,
                           points=[x / n], limit=500, epsabs=0, epsrel=1e-12)[0]
    return math.log(value) + peak - stats.binom.logpmf(x, n, p)


alpha = 0.05
for x, n, tightest in [(700, 1000, 100), (30, 200, 200), (55, 60, 500)]:
    objective = lambda p: rate_log_e(x, n, p, tightest) - math.log(1 / alpha)  # noqa: B023, E731
    add("rateConfidenceSequence", [x, n, alpha, tightest],
        {"low": optimize.brentq(objective, x / n * 0.3, x / n, xtol=1e-14),
         "high": optimize.brentq(objective, x / n, min(0.9999, 1 - (1 - x / n) * 0.1), xtol=1e-14)},
        "beta mixture by scipy.integrate.quad", 1e-8)
for variance, level, start, tail in [(100, 0.05, 10, 3), (5, 0.01, 10, 0), (1e5, 0.001, 100, 0.5)]:
    epochs = 1.4 * math.log(math.log(2 * max(variance, start) / start)) + math.log(
        special.zeta(1.4) / (level * math.log(2) ** 1.4))
    k1, k2 = (2**0.25 + 2**-0.25) / math.sqrt(2), (math.sqrt(2) + 1) / 2
    add("stitchedBound", [variance, level, start, tail],
        math.sqrt(k1**2 * max(variance, start) * epochs + (k2 * tail * epochs) ** 2) + k2 * tail * epochs,
        "Howard et al. 2021, theorem 1, scipy zeta")


def band_error(constant):
    def error(eta):
        root = 0.85 - math.sqrt(2 * (eta - 1) / constant)
        gamma = 2 / eta * root**2 if root > 0 else 0
        return 1e9 if gamma <= 1 else 4 * math.exp(-gamma * constant) * (1 + 1 / ((gamma - 1) * math.log(eta)))

    grid = np.linspace(1.0001, 2 * 0.85**2, 4000)
    best = grid[np.argmin([error(eta) for eta in grid])]
    return optimize.minimize_scalar(error, bounds=(best - 5e-4, best + 5e-4), method="bounded",
                                    options={"xatol": 1e-12}).fun


for t, level, start in [(1000, 0.05, 100), (10, 0.01, 10), (10**6, 0.025, 50)]:
    constant = optimize.brentq(lambda c: math.log(band_error(c) / level), 4, 60, xtol=1e-13)  # noqa: B023
    add("distributionBand", [t, level, start], 0.85 * math.sqrt((math.log(1 + math.log(t / start)) + constant) / t),
        "Howard and Ramdas 2022, scipy.optimize", 1e-8)

for carry, alpha, tightest in [(0.0, 0.01, 30), (0.4, 0.05, 60)]:
    noise = rng.normal(size=80)
    for i in range(1, 80):
        noise[i] = carry * noise[i - 1] + math.sqrt(1 - carry**2) * noise[i]
    d, D = share(f"carry{carry}", np.round(0.02 + 0.05 * noise, 5))
    t, gap = 80, d - d.mean()
    gamma = [(gap[lag:] * gap[: t - lag]).sum() / t for lag in range(t)]
    lags = math.ceil(2 * t ** (1 / 3))
    lag1 = gamma[1] / gamma[0] + (1 + 3 * gamma[1] / gamma[0]) / t
    long_run = gamma[0] + 2 * sum((1 - lag / (lags + 1)) * gamma[lag] for lag in range(1, lags + 1))
    var = max(d.var(ddof=1), long_run, d.var(ddof=1) * (1 + lag1) / (1 - lag1)) * (1 + 2 * lags / t)
    square = 1 / scale(tightest, alpha)
    half = math.sqrt(var * 2 * (t * square + 1) / (t * t * square) * math.log(math.sqrt(t * square + 1) / alpha))
    add("pairedMeanSequence", [D, {"alpha": alpha, "tightestAt": tightest}],
        {"estimate": d.mean(), "low": d.mean() - half, "high": d.mean() + half, "lag1": lag1},
        "Waudby-Smith et al. 2024, numpy")
# savvi's documentation: np.random.seed(1), theta (0.1, 0.3, 0.6); it stops at the 402nd draw.
np.random.seed(1)
counts = sum(np.random.multinomial(1, [0.1, 0.3, 0.6]) for _ in range(402))
add("sampleRatioTest", [{"counts": counts, "expected": [0.1, 0.4, 0.5]}], {"logE": -math.log(0.04845591105969517)},
    "savvi documentation, Multinomial, seed 1: p at n = 402", 1e-11)
golden.write()
