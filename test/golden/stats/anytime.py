"""Writes anytime.json: mixtures, bounds and sequences as confseq and savvi compute them. See cases.py.

Needs anytime-requirements.txt. confseq has no wheel and its build names a pybind11 older than Python 3.11; build it with
    pip install scikit-build cmake ninja pybind11 setuptools wheel && pip install --no-build-isolation confseq==0.0.11
and Boost's headers (Debian: libboost-math-dev). Its bounds are found to 40 bits of a bracket, its quantile test to 20
bits of the neutral share, hence the wider tolerances.
"""

import numpy as np
from cases import Cases

np.float_ = np.float64  # confseq 0.0.11 was written before NumPy 2
from confseq import boundaries, predmix, quantiles
from savvi.linear_regression import log_bf
from savvi.multinomial import Multinomial
from scipy import optimize, stats

golden = Cases("anytime", "confseq", "savvi", "scipy")
rng = np.random.default_rng(20250909)
add, share = golden.add, golden.share


def rho(at, alpha):
    return at / (2 * np.log(1 / alpha) + np.log(1 + 2 * np.log(1 / alpha)))


for s, v, at, alpha in [(10, 100, 100, 0.05), (60, 100, 100, 0.05), (-5, 20, 400, 0.01), (300, 1e4, 500, 0.001), (3, 1, 2, 0.1)]:
    look = {"gathered": {"sum": s, "variance": v}, "alpha": alpha}
    for side in ["two-sided", "greater"]:
        one = side == "greater"
        add("normalMixture", [rho(at, 2 * alpha if one else alpha), side, look],
            {"logE": boundaries.normal_log_mixture(s, v, at, alpha, one),
             "bound": boundaries.normal_mixture_bound(v, alpha, at, alpha, one)}, "confseq", 1e-9)
        for below, above in [(0.2, 0.8), (0.05, 0.95), (1, 2)]:
            if not (-v / above < s < v / below):
                continue
            # Where no sum of steps is evidence enough, confseq gives the largest sum, which may well be reached.
            bound = boundaries.beta_binomial_mixture_bound(v, alpha, at, below, above, alpha, one)
            add("betaBinomialMixture",
                [{"below": below, "above": above, "at": at, "alpha": alpha, "side": side}, look],
                {"logE": boundaries.beta_binomial_log_mixture(s, v, at, below, above, alpha, one),
                 "bound": float("inf") if bound >= v / below else bound}, "confseq", 1e-8)
    for scale in [0.3, 2]:
        plan = {"rho": rho(at, 2 * alpha), "scale": scale}
        if scale * s + v + plan["rho"] > 0:
            add("gammaExponentialMixture", [plan, look],
                {"logE": boundaries.gamma_exponential_log_mixture(s, v, at, scale, alpha),
                 "bound": boundaries.gamma_exponential_mixture_bound(v, alpha, at, scale, alpha)}, "confseq", 1e-8)
        if scale * s + v + plan["rho"] > 0:
            add("gammaPoissonMixture", [plan, look],
                {"logE": boundaries.gamma_poisson_log_mixture(s, v, at, scale, alpha),
                 "bound": boundaries.gamma_poisson_mixture_bound(v, alpha, at, scale, alpha)}, "confseq", 1e-8)
for v, alpha, start, scale in [(100, 0.05, 10, 3), (7, 0.01, 10, 0), (1e6, 0.001, 5, 1)]:
    add("stitchedBound", [v, alpha, start, scale], boundaries.poly_stitching_bound(v, alpha, start, scale), "confseq")
for t, alpha, start in [(1000, 0.05, 100), (50, 0.01, 10), (10**6, 0.025, 32)]:
    add("distributionBand", [t, alpha, start], quantiles.empirical_process_lil_bound(t, alpha, start), "confseq", 1e-8)
for p in [0.05, 0.5, 0.9, 0.99]:
    for t, alpha, at in [(1000, 0.05, 100), (40, 0.01, 100), (10**5, 0.001, 500)]:
        add("quantileStitchedBound", [p, t, alpha, at], quantiles.double_stitching_bound(p, t, alpha, at), "confseq")
        add("quantileStitchedBound", [p, t, alpha, at, 0.2], quantiles.double_stitching_bound(p, t, alpha, at, 0.2),
            "confseq")
for x, n, at in [(700, 1000, 100), (3, 400, 200), (0, 50, 30), (60, 60, 100)]:
    low, high = boundaries.bernoulli_confidence_interval(x, n, 0.05, at)
    add("rateConfidenceSequence", [x, n, 0.05, at], {"low": low, "high": high}, "confseq", 1e-8)
fast, FAST = share("fast", np.round(rng.lognormal(4, 0.5, 700), 1))
slow, SLOW = share("slow", np.round(rng.lognormal(4.15, 0.6, 500), 1))
counts, COUNTS = share("counts", np.arange(1, 1001).astype(float))
for p, shift in [(0.5, 70), (0.5, 85), (0.5, 100), (0.9, 55)]:
    moved = np.arange(1 + shift, 1001 + shift).astype(float)
    add("quantileComparison", [COUNTS, moved, {"p": p, "tightestAt": 100}],
        {"pValue": quantiles.quantile_ab_p_value(counts, moved, p, 100)}, "confseq", 1e-5)
for p in [0.5, 0.95]:
    for a, A, b, B in [(fast, FAST, slow, SLOW), (slow, SLOW, fast, FAST), (fast, FAST, fast, FAST)]:
        add("quantileComparison", [A, B, {"p": p, "tightestAt": 300, "alpha": 0.01}],
            {"pValue": quantiles.quantile_ab_p_value(a, b, p, 300, 0.01)}, "confseq", 1e-5)
unit, UNIT = share("unit", np.round(rng.beta(2, 5, 400), 5))
for values, name in [(unit, UNIT), (unit[:3], list(unit[:3])), ((unit > 0.4).astype(float), list((unit > 0.4).astype(float)))]:
    for alpha in [0.05, 0.001]:
        low, high = predmix.predmix_empbern_twosided_cs(np.array(values), alpha)
        add("boundedMeanSequence", [name, alpha], {"low": low[-1], "high": high[-1]}, "confseq predmix_empbern", 1e-9)
for expected in [[0.1, 0.4, 0.5], [0.05, 0.95]]:
    test = Multinomial(0.05, np.array(expected))
    total = np.zeros(len(expected), dtype=np.int64)
    for _ in range(30):
        total += rng.multinomial(20, expected)
    test.update(total)
    add("sampleRatioTest", [{"counts": total, "expected": expected}], {"logE": np.log(test.odds)}, "savvi Multinomial",
        1e-9)

for n1, n2, shift, phi in [(30, 40, 0.3, 1), (400, 100, 0.2, 0.5), (3, 2, 5, 2), (2000, 2000, 0.0, 1)]:
    first, second = rng.normal(shift, 1.5, n1), rng.normal(0, 1.5, n2)
    t, nu, z2 = stats.ttest_ind(first, second).statistic, n1 + n2 - 2, 1 / (1 / n1 + 1 / n2)
    for alpha in [0.05, 0.001]:
        error = (first.mean() - second.mean()) / t
        edge = lambda x: log_bf(x * x, nu, phi, z2) - np.log(1 / alpha)  # noqa: E731, B023
        half = optimize.brentq(edge, 0, 1e6, xtol=1e-14) * error if edge(1e6) > 0 else np.inf
        moments = [{"n": len(x), "mean": x.mean(), "variance": x.var(ddof=1)} for x in (first, second)]
        add("meanDifferenceSequence", [*moments, {"alpha": alpha, "phi": phi}],
            {"estimate": first.mean() - second.mean(), "logE": log_bf(t * t, nu, phi, z2),
             "low": first.mean() - second.mean() - half, "high": first.mean() - second.mean() + half},
            "savvi linear_regression.log_bf, scipy.stats.ttest_ind", 1e-8)
golden.write()
