"""Writes ranks.json: signed ranks, order statistics, Hommel, bootstrap-t, power, resampled t. See cases.py."""

import itertools
import math

import numpy as np
from cases import Cases
from scipy import stats
from statsmodels.stats import multitest
from statsmodels.stats.power import NormalIndPower, TTestPower

golden = Cases("ranks", "scipy", "statsmodels")
add, share = golden.add, golden.share
rng = np.random.default_rng(20250202)

# --- Wilcoxon's signed ranks ----------------------------------------------------------------------------------------
small, SMALL = share("small", np.round(rng.normal(0.3, 1, 14), 6))
wide, WIDE = share("wide", np.round(rng.normal(0.1, 1, 260), 6))
tied, TIED = share("tied", np.round(rng.normal(0.2, 1, 120), 1))  # with zeros and ties
for alternative in ["two-sided", "greater", "less"]:
    for values, name in [(small, SMALL), (wide[:40], list(wide[:40]))]:
        result = stats.wilcoxon(values, method="exact", alternative=alternative)
        add("wilcoxonSignedRank", [name, {"method": "exact", "alternative": alternative}],
            {"pValue": result.pvalue}, "scipy.stats.wilcoxon exact")
    for values, name in [(wide, WIDE), (tied, TIED)]:
        result = stats.wilcoxon(values, method="asymptotic", alternative=alternative)
        add("wilcoxonSignedRank", [name, {"method": "normal", "alternative": alternative}],
            {"pValue": result.pvalue}, "scipy.stats.wilcoxon asymptotic")
few = np.array([0.5, -0.5, 1.0, 1.0, 2.0, -1.0, 0.0, 3.0, 3.0, 0.5])  # exact with ties: all 2^9 signs
kept = few[few != 0]
ranks = stats.rankdata(np.abs(kept))
sums = np.array([ranks[np.array(signs)].sum() for signs in itertools.product([True, False], repeat=len(kept))])
seen = ranks[kept > 0].sum()
add("wilcoxonSignedRank", [few, {"method": "exact"}],
    {"positive": seen, "negative": ranks.sum() - seen, "rows": 9,
     "pValue": min(1, 2 * min((sums >= seen).mean(), (sums <= seen).mean()))}, "all sign patterns")
add("wilcoxonSignedRank", [few, {"method": "exact", "alternative": "greater"}], {"pValue": (sums >= seen).mean()},
    "all sign patterns")


def hodges_lehmann(values, level):
    """By definition: all Walsh averages, ranks from the distribution of W+ counted out."""
    n = len(values)
    means = np.sort([(values[i] + values[j]) / 2 for i in range(n) for j in range(i, n)])
    counts = [1]
    for rank in range(1, n + 1):
        longer = counts + [0] * rank
        for k, count in enumerate(counts):
            longer[k + rank] += count
        counts = longer
    tail, rank = 0, 0
    while (tail + counts[rank]) / 2**n <= (1 - level) / 2:
        tail += counts[rank]
        rank += 1
    low, high = (-math.inf, math.inf) if rank == 0 else (means[rank - 1], means[len(means) - rank])
    return {"estimate": np.median(means), "low": low, "high": high}


for values, name in [(small, SMALL), (tied, TIED), (small[:1], [small[0]]), (small[:5], list(small[:5])),
                     (few, few), (np.array([-1e300, 1e300, 5e-324, -0.0, 2.0, 7.0]),) * 2]:
    for level in [0.9, 0.95]:
        add("hodgesLehmannInterval", [name, level], hodges_lehmann(np.asarray(values), level), "definition", 1e-12)

# --- quantiles ------------------------------------------------------------------------------------------------------
latency, LATENCY = share("latency", np.round(rng.lognormal(3, 0.8, 400), 3))
for p in [0.05, 0.5, 0.9, 0.95, 0.99]:
    for level in [0.9, 0.95]:
        ci = stats.quantile_test(latency, q=1.0, p=p).confidence_interval(level)
        add("quantileInterval", [LATENCY, p, level],
            {"estimate": np.quantile(latency, p, method="inverted_cdf"),
             "low": ci.low if math.isfinite(ci.low) else -math.inf,
             "high": ci.high if math.isfinite(ci.high) else math.inf}, "scipy.stats.quantile_test")
    add("invertedCdfQuantile", [sorted(latency[:50]), p], np.quantile(latency[:50], p, method="inverted_cdf"),
        "numpy inverted_cdf")
for q, n, p in [(0.025, 100, 0.3), (0.5, 7, 0.5), (0.975, 1000, 0.99), (0, 9, 0.4), (1, 9, 0.4), (1e-9, 5000, 0.02)]:
    add("binomialQuantile", [q, n, p], max(0, stats.binom.ppf(q, n, p)), "scipy.stats.binom.ppf")
for confidence, percentile, counts in [(0.99, 0.99, [459, 661, 836, 998, 1153, 1302]),
                                       (0.99, 0.95, [90, 129, 163, 195, 225, 254]),
                                       (0.95, 0.95, [59, 92, 122, 150, 177, 203])]:
    for over, count in enumerate(counts):
        assert stats.binom.cdf(over, count + over, 1 - percentile) <= 1 - confidence
        assert stats.binom.cdf(over, count + over - 1, 1 - percentile) > 1 - confidence
        add("earlyStoppingQueries", [over, percentile, confidence], count, "scipy.stats.binom.cdf, MLPerf's rule")

# --- multiplicity ---------------------------------------------------------------------------------------------------
for ps in [[0.01, 0.02, 0.03, 0.04, 0.05], [0.5], [0.0, 1.0], np.round(rng.random(25) ** 3, 6),
           np.round(rng.random(9), 2), [0.01, 0.01, 0.01, 0.5]]:
    adjusted = multitest.multipletests(ps, method="hommel")[1]
    add("hommel", [ps], adjusted, "statsmodels multipletests hommel", 1e-12)

# --- bootstrap-t ----------------------------------------------------------------------------------------------------
sample = np.round(rng.exponential(2, 40), 4)
rows = rng.integers(0, 40, (299, 40))
reps, REPS = share("replicates", sample[rows].mean(axis=1))
errors, ERRORS = share("errors", sample[rows].std(axis=1, ddof=1) / math.sqrt(40))
se = sample.std(ddof=1) / math.sqrt(40)
t = (reps - sample.mean()) / errors
for level in [0.8, 0.95]:
    upper, lower = np.quantile(t, [1 - (1 - level) / 2, (1 - level) / 2])
    add("studentisedInterval", [{"replicates": REPS, "errors": ERRORS}, sample.mean(), se, level],
        {"low": sample.mean() - upper * se, "high": sample.mean() - lower * se}, "definition, numpy.quantile", 1e-11)

# --- power ----------------------------------------------------------------------------------------------------------
for p1, p2, margin, rows1, ratio in [(0.88, 0.88, 0.031, 1319, 1), (0.9, 0.92, 0.05, 400, 0.5), (0.5, 0.4, 0.0, 200, 2)]:
    spread = math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio)
    design = {"kind": "two-proportions", "p1": p1, "p2": p2, "ratio": ratio}
    # One group with this spread is NormalIndPower with ratio 0.
    power = NormalIndPower().power((margin + p1 - p2) / spread, rows1, 0.05, 0, "larger")
    add("powerOf", [design, {"margin": margin, "rows": rows1, "alpha": 0.05}], power, "statsmodels NormalIndPower")
    # statsmodels' own search stops at 1e-5: its power at the closed form is the check.
    mde = (stats.norm.ppf(0.95) + stats.norm.ppf(0.8)) * spread / math.sqrt(rows1) - (p1 - p2)
    assert abs(NormalIndPower().power((mde + p1 - p2) / spread, rows1, 0.05, 0, "larger") - 0.8) < 1e-12
    add("detectableMargin", [design, {"rows": rows1, "alpha": 0.05, "power": 0.8}], mde, "inverse of NormalIndPower")
for discordance, rows1 in [(0.06, 400), (0.1, 1319)]:
    power = NormalIndPower().power(0.02 / math.sqrt(discordance), rows1, 0.05, 0, "larger")
    design = {"kind": "paired-proportions", "discordance": discordance}
    add("powerOf", [design, {"margin": 0.02, "rows": rows1, "alpha": 0.05}], power, "statsmodels NormalIndPower")
# A t-test's exact power comes from the non-central t; Guenther's correction is good to about 0.5 % here.
for rows1, gap in [(20, 0.6), (50, 0.4), (400, 0.1)]:
    add("powerOf", [{"kind": "paired-means", "sd": 1}, {"margin": gap, "rows": rows1, "alpha": 0.05}],
        TTestPower().power(gap, rows1, 0.05, alternative="larger"), "statsmodels TTestPower (non-central t)", 6e-3)

# --- corrected resampled t ------------------------------------------------------------------------------------------
folds = np.round(rng.normal(0.01, 0.02, 10), 5)
error = math.sqrt(folds.var(ddof=1) * (1 / 10 + 1 / 9))
statistic = folds.mean() / error
add("correctedResampledT", [folds, 1 / 9],
    {"mean": folds.mean(), "standardError": error, "statistic": statistic, "degreesOfFreedom": 9,
     "pValue": 2 * stats.t.sf(abs(statistic), 9)}, "Nadeau and Bengio 2003, scipy.stats.t")
half = stats.t.ppf(0.95, 9) * error
add("correctedResampledTInterval", [folds, 1 / 9, 0.9], {"low": folds.mean() - half, "high": folds.mean() + half},
    "Nadeau and Bengio 2003, scipy.stats.t")
golden.write()
