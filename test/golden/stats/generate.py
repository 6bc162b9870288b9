"""Writes golden.json: special functions, intervals, tests, metrics, distances and the generator. See cases.py.

Every case names the function, its arguments and the expected value; `{"data": "name"}` stands for a shared array.
`tolerance` is relative (default 1e-9) and is widened only where the reference itself is no better; the reason stands
beside it. Where no library has the function, the definition is written out here in its slow, obvious form.
"""

import math

import numpy as np
from cases import Cases
from scipy import special, stats
from scipy.spatial import distance
from sklearn import metrics
from statsmodels.stats import contingency_tables, multitest, proportion

golden = Cases("golden", "scipy", "statsmodels", "scikit-learn")
add, share = golden.add, golden.share
rng = np.random.default_rng(20250101)

# --- special functions --------------------------------------------------------------------------------------------
for x in [1e-8, 0.1, 0.5, 0.999, 1.5, 3, 10.25, 15.9, 16.1, 171, 1e4, 1e8]:
    add("logGamma", [x], special.gammaln(x), "scipy.special.gammaln", 1e-12)
for a, b in [(0.5, 0.5), (3, 7), (20, 30), (100, 0.2), (1e5, 2e5), (1e7, 3e7)]:
    add("logBeta", [a, b], special.betaln(a, b), "scipy.special.betaln", 1e-10)
for x in [-38, -20, -8, -3, -1, -0.5, -0.1, 0, 0.2, 0.6, 0.7, 1.5, 4, 5.6, 6, 8]:
    add("normalCdf", [x], stats.norm.cdf(x), "scipy.stats.norm.cdf", 1e-13)
    add("normalSurvival", [x], stats.norm.sf(x), "scipy.stats.norm.sf", 1e-13)
for p in [1e-300, 1e-20, 1e-10, 1e-4, 0.025, 0.2, 0.5, 0.7, 0.975, 0.9999]:
    add("normalQuantile", [p], stats.norm.ppf(p), "scipy.stats.norm.ppf", 1e-14)
for df in [1, 2, 4.5, 30, 399, 1e6]:
    for t in [-40, -3, -0.2, 0, 0.5, 1.96, 12]:
        add("studentTSurvival", [t, df], stats.t.sf(t, df), "scipy.stats.t.sf", 1e-11)
    for p in [1e-9, 0.005, 0.3, 0.5, 0.9, 0.975]:
        # scipy 1.16's ppf is off by up to 5e-11: at df = 1 the exact value is a tangent.
        exact = 0.0 if p == 0.5 else math.tan(math.pi * (p - 0.5)) if df == 1 and p > 1e-6 else None
        add("studentTQuantile", [p, df], stats.t.ppf(p, df) if exact is None else exact,
            "scipy.stats.t.ppf, exact at df = 1", 1e-10 if exact is None else 1e-13)
for df, x in [(1, 0.01), (1, 30), (2, 5), (9, 9), (9, 100), (99, 80), (99, 300), (5000, 5100), (1e5, 1e5)]:
    add("chiSquareSurvival", [x, df], stats.chi2.sf(x, df), "scipy.stats.chi2.sf", 1e-11)
for k, n, p in [(0, 5, 0.5), (4, 47, 0.5), (50, 1000, 0.1), (999, 1000, 0.99), (500_100, 10**6, 0.5), (3, 10**6, 1e-5)]:
    # scipy 1.16 is off by 5e-11 at (3; 1e6, 1e-5), where the sum of four terms in 50 digits says this.
    cdf = 0.01033578584443346 if (k, n) == (3, 10**6) else stats.binom.cdf(k, n, p)
    add("binomialCdf", [k, n, p], cdf, "scipy.stats.binom.cdf, one value by exact summation", 1e-11)
    add("binomialPmf", [k, n, p], stats.binom.pmf(k, n, p), "scipy.stats.binom.pmf", 1e-11)
    add("binomialUpperTail", [k, n, p], stats.binom.sf(k - 1, n, p), "scipy.stats.binom.sf", 1e-11)
for p, a, b in [(0.025, 1, 7), (0.975, 8, 1), (0.025, 83, 6), (0.975, 391, 10), (1e-6, 0.5, 0.5), (0.4, 2e4, 3e4)]:
    add("betaQuantile", [p, a, b], special.betaincinv(a, b, p), "scipy.special.betaincinv", 1e-11)
for n, x in [(1, 0.7), (5, 0.1), (5, 0.3), (27, 0.15), (27, 0.25), (140, 0.05), (140, 0.1), (140, 0.2), (141, 0.004),
             (250, 0.06), (250, 0.086), (1000, 0.01), (1000, 0.04), (1000, 0.06), (20_000, 0.0005), (20_000, 0.009),
             (200_000, 0.002), (500_000, 0.0015), (500_000, 0.0025), (10**7, 0.0004), (10**7, 0.001)]:
    add("kolmogorovSurvival", [n, x], stats.kstwo.sf(x, n), "scipy.stats.kstwo.sf", 1e-9)

# --- intervals and p-values of proportions ------------------------------------------------------------------------
for x, n in [(0, 7), (1, 10), (7, 7), (83, 88), (390, 400), (500_000, 10**6)]:
    for level in [0.9, 0.95, 0.999]:
        for fn, method in [("wilsonInterval", "wilson"), ("clopperPearsonInterval", "beta")]:
            low, high = proportion.proportion_confint(x, n, 1 - level, method)
            low = 0.0 if x == 0 else low  # the reference's is 5.6e-17 there
            add(fn, [x, n, level], {"low": low, "high": high}, f"statsmodels proportion_confint {method}", 1e-10)
for x1, n1, x2, n2 in [(83, 88, 69, 76), (56, 70, 48, 80), (9, 10, 3, 10), (5, 56, 0, 29), (10, 10, 0, 20)]:
    low, high = proportion.confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", alpha=0.05)
    add("newcombeInterval", [{"x1": x1, "n1": n1, "x2": x2, "n2": n2}, 0.95], {"low": low, "high": high},
        "statsmodels confint_proportions_2indep newcomb", 1e-9)
    z, p = proportion.proportions_ztest([x1, x2], [n1, n2])
    add("twoProportionPValue", [{"x1": x1, "n1": n1, "x2": x2, "n2": n2}], p, "statsmodels proportions_ztest")
for b, c in [(43, 4), (0, 5), (6, 16), (9, 9), (1, 0), (1000, 1100)]:
    exact = contingency_tables.mcnemar([[0, b], [c, 0]], exact=True).pvalue
    fewer = min(b, c)
    mid = 2 * (stats.binom.cdf(fewer, b + c, 0.5) - 0.5 * stats.binom.pmf(fewer, b + c, 0.5))
    add("mcnemar", [b, c], {"exact": exact, "midP": min(1, mid)}, "statsmodels mcnemar exact; mid-p by definition")
for x, n, p in [(3, 10, 0.5), (83, 88, 0.9), (0, 20, 0.1), (20, 20, 0.9)]:
    for side in ["greater", "less"]:
        add("binomialPValue", [x, n, p, side], stats.binomtest(x, n, p, alternative=side).pvalue, "scipy.stats.binomtest")


def tango(b, c, n, delta):
    """The score by numerical maximisation of the constrained likelihood, not by the closed form."""
    from scipy.optimize import minimize_scalar

    def loss(q):  # q = P(only baseline right); P(only candidate right) = q + delta
        parts = [(b, q + delta), (c, q), (n - b - c, 1 - 2 * q - delta)]
        if any(p < 0 or (p == 0 and k > 0) for k, p in parts):
            return math.inf
        return -sum(k * math.log(p) for k, p in parts if k > 0)

    low, high = max(0.0, -delta), (1 - delta) / 2
    q = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-14}).x
    return (b - c - n * delta) / math.sqrt(n * (2 * q + delta * (1 - delta)))


for b, c, n, margin in [(43, 4, 400, 0.02), (12, 2, 50, 0.05), (5, 9, 120, 0.1), (30, 31, 2000, 0.01)]:
    add("tangoPValue", [{"b": b, "c": c, "n": n}, margin], stats.norm.sf(tango(b, c, n, -margin)),
        "numerical constrained maximum likelihood", 1e-6)  # the optimiser finds q to about 1e-8

# --- DeLong: the definition, all pairs ----------------------------------------------------------------------------
y, Y = share("labels", (rng.random(400) < 0.35).astype(int))
s1, S1 = share("scoreA", np.round(1 / (1 + np.exp(-(1.6 * y - 0.8 + rng.normal(size=400)))), 3))
s2, S2 = share("scoreB", np.round(1 / (1 + np.exp(-(2.2 * y - 1.1 + rng.normal(size=400)))), 2))
w, W = share("weights", rng.integers(0, 5, 400))


def delong(labels, scores):
    ten, one = [], []
    for s in scores:
        pos, neg = s[labels == 1], s[labels == 0]
        psi = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
        ten.append(psi.mean(axis=1))
        one.append(psi.mean(axis=0))
    m, n = len(ten[0]), len(one[0])
    return [t.mean() for t in ten], np.cov(ten) / m + np.cov(one) / n


auc, cov = delong(y, [s1, s2])
add("delong", [Y, [S1, S2]], {"auc": auc, "covariance": cov}, "definition over all pairs, numpy.cov")
variance = cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]
z = (auc[1] - auc[0]) / math.sqrt(variance)
half = stats.norm.ppf(0.95) * math.sqrt(variance)
add("delongDifference", [Y, S2, S1, 0.9],
    {"difference": auc[1] - auc[0], "variance": variance, "z": z, "pValue": 2 * stats.norm.sf(abs(z)),
     "interval": {"low": auc[1] - auc[0] - half, "high": auc[1] - auc[0] + half}}, "definition over all pairs")
add("delongPValue", [Y, S1, S2, 0.1], stats.norm.sf((auc[0] - auc[1] + 0.1) / math.sqrt(variance)), "definition")

# --- metrics ------------------------------------------------------------------------------------------------------
hard, HARD = share("predicted", (s2 >= 0.5).astype(int))
for weights, extra in [(None, []), (w, [W])]:
    kw = {"sample_weight": weights}
    tn, fp, fn_, tp = metrics.confusion_matrix(y, hard, **kw).ravel()
    add("confusionMatrix", [Y, HARD, *extra], {"tp": tp, "fp": fp, "tn": tn, "fn": fn_}, "sklearn confusion_matrix")
    for fn, value in [
        ("accuracy", metrics.accuracy_score(y, hard, **kw)), ("precision", metrics.precision_score(y, hard, **kw)),
        ("recall", metrics.recall_score(y, hard, **kw)),
        ("specificity", metrics.recall_score(y, hard, pos_label=0, **kw)), ("f1", metrics.f1_score(y, hard, **kw)),
        ("balancedAccuracy", metrics.balanced_accuracy_score(y, hard, **kw)),
        ("matthews", metrics.matthews_corrcoef(y, hard, **kw)),
    ]:
        add(fn, [Y, HARD, *extra], value, "sklearn", 1e-12)
    for fn, value in [
        ("rocAuc", metrics.roc_auc_score(y, s2, **kw)),
        ("averagePrecision", metrics.average_precision_score(y, s2, **kw)),
        ("logLoss", metrics.log_loss(y, s2, **kw)), ("brier", metrics.brier_score_loss(y, s2, **kw)),
    ]:
        add(fn, [Y, S2, *extra], value, "sklearn", 1e-12)
w1, W1 = share("positiveWeights", w + 1)  # sklearn leaves out rows of weight 0, and with them their thresholds
fpr, tpr, thresholds = metrics.roc_curve(y, s2, drop_intermediate=False, sample_weight=w1)
add("rocCurve", [Y, S2, W1], {"falsePositiveRate": fpr, "truePositiveRate": tpr, "thresholds": thresholds},
    "sklearn roc_curve drop_intermediate=False")
precision, recall, thresholds = metrics.precision_recall_curve(y, s2)
add("precisionRecallCurve", [Y, S2], {"precision": precision, "recall": recall, "thresholds": thresholds},
    "sklearn precision_recall_curve")
from sklearn.calibration import calibration_curve  # noqa: E402

for strategy in ["uniform", "quantile"]:
    observed, predicted = calibration_curve(y, s2, n_bins=10, strategy=strategy)
    add("calibrationCurve", [Y, S2, {"bins": 10, "strategy": strategy}],
        [{"meanPredicted": p, "observed": o} for p, o in zip(predicted, observed)], "sklearn calibration_curve")
bins = np.digitize(s2, np.linspace(0, 1, 16)[1:-1], right=True)
ece = sum((bins == b).mean() * abs(s2[bins == b].mean() - y[bins == b].mean()) for b in range(15) if (bins == b).any())
add("expectedCalibrationError", [Y, S2], ece, "Guo et al. 2017, definition", 1e-12)

codes, CODES = share("classes", rng.integers(0, 4, 300))
guess, GUESS = share("classGuess", np.where(rng.random(300) < 0.7, codes, rng.integers(0, 5, 300)))
cw, CW = share("classWeights", rng.integers(1, 4, 300))
for weights, extra in [(None, []), (cw, [CW])]:
    kw = {"sample_weight": weights}
    add("macroF1", [CODES, GUESS, *extra], metrics.f1_score(codes, guess, average="macro", **kw), "sklearn", 1e-12)
    add("weightedF1", [CODES, GUESS, *extra], metrics.f1_score(codes, guess, average="weighted", **kw), "sklearn", 1e-12)
    add("macroRecall", [CODES, GUESS, *extra],
        metrics.recall_score(codes, guess, average="macro", labels=[0, 1, 2, 3], **kw), "sklearn", 1e-12)
    add("cohenKappa", [CODES, GUESS, *extra], metrics.cohen_kappa_score(codes, guess, **kw), "sklearn", 1e-12)
    add("accuracy", [CODES, GUESS, *extra], metrics.accuracy_score(codes, guess, **kw), "sklearn", 1e-12)
add("multiclassConfusion", [CODES, GUESS], metrics.confusion_matrix(codes, guess), "sklearn confusion_matrix")

actual, ACTUAL = share("actual", np.round(rng.normal(50, 12, 200), 2))
said, SAID = share("said", np.round(actual + rng.normal(1, 4, 200), 2))
rw, RW = share("rowWeights", np.round(rng.random(200), 2))
for weights, extra in [(None, []), (rw, [RW])]:
    kw = {"sample_weight": weights}
    for fn, value in [
        ("meanAbsoluteError", metrics.mean_absolute_error(actual, said, **kw)),
        ("meanSquaredError", metrics.mean_squared_error(actual, said, **kw)),
        ("rootMeanSquaredError", metrics.root_mean_squared_error(actual, said, **kw)),
        ("r2", metrics.r2_score(actual, said, **kw)), ("meanError", np.average(said - actual, weights=weights)),
    ]:
        add(fn, [ACTUAL, SAID, *extra], value, "sklearn (meanError: numpy.average)", 1e-11)
add("medianAbsoluteError", [ACTUAL, SAID], metrics.median_absolute_error(actual, said), "sklearn", 1e-12)

# --- means --------------------------------------------------------------------------------------------------------
gaps, GAPS = share("differences", np.round(rng.normal(0.03, 0.4, 150), 4))
t = stats.ttest_1samp(gaps, 0)
add("pairedT", [GAPS], {"mean": gaps.mean(), "statistic": t.statistic, "degreesOfFreedom": 149, "pValue": t.pvalue},
    "scipy.stats.ttest_1samp")
ci = t.confidence_interval(0.9)
for fn in ["pairedTInterval", "meanInterval"]:
    add(fn, [GAPS, 0.9], {"low": ci.low, "high": ci.high}, "scipy.stats.ttest_1samp")
add("pairedTPValue", [GAPS, 0.05], stats.ttest_1samp(gaps, -0.05, alternative="greater").pvalue, "scipy ttest_1samp")
offset, OFFSET = share("faraway", 1e9 + np.round(rng.normal(size=200), 3))
exact = [float(v) - 1e9 for v in offset]
add("standardDeviation", [OFFSET], np.std(exact, ddof=1), "numpy on values moved to the origin", 1e-9)
add("moments", [GAPS], {"n": 150, "mean": gaps.mean(), "variance": gaps.var(ddof=1), "skewness": stats.skew(gaps),
                        "minimum": gaps.min(), "maximum": gaps.max()}, "numpy, scipy.stats.skew", 1e-11)
for p in [0, 0.1, 0.333, 0.5, 0.9, 1]:
    add("quantile", [sorted(gaps[:20]), p], np.quantile(gaps[:20], p), "numpy.quantile (type 7)", 1e-12)

# --- multiplicity -------------------------------------------------------------------------------------------------
ps, PS = share("pValues", np.round(np.concatenate([rng.random(18) ** 4, rng.random(6), [0.0, 1.0, 0.01, 0.01]]), 6))
for fn, method in [("holm", "holm"), ("bonferroni", "bonferroni"), ("benjaminiHochberg", "fdr_bh"),
                   ("benjaminiYekutieli", "fdr_by")]:
    add(fn, [PS], multitest.multipletests(ps, method=method)[1], f"statsmodels multipletests {method}", 1e-12)

# --- bootstrap intervals on scipy's own replicates ----------------------------------------------------------------
sample = np.round(rng.exponential(2.0, 60), 3)
boot = stats.bootstrap((sample,), np.mean, n_resamples=199, method="BCa", confidence_level=0.9, random_state=7)
reps, REPS = share("replicates", boot.bootstrap_distribution)
jack = [np.delete(sample, i).mean() for i in range(60)]
add("bcaInterval", [REPS, sample.mean(), jack, 0.9],
    {"low": boot.confidence_interval.low, "high": boot.confidence_interval.high}, "scipy.stats.bootstrap BCa", 1e-10)
boot = stats.bootstrap((sample,), np.mean, n_resamples=0, bootstrap_result=boot, method="percentile",
                       confidence_level=0.9)
add("percentileInterval", [REPS, 0.9],
    {"low": boot.confidence_interval.low, "high": boot.confidence_interval.high}, "scipy.stats.bootstrap percentile")

# --- distances ----------------------------------------------------------------------------------------------------
ref, REF = share("reference", np.round(rng.normal(0, 1, 180), 2))
cur, CUR = share("current", np.round(rng.normal(0.25, 1.2, 130), 2))
same, SAME = share("sameSize", np.round(rng.normal(-0.1, 1, 180), 2))
for other, OTHER in [(cur, CUR), (same, SAME), (ref, REF)]:
    for method, name in [("exact", "exact"), ("asymp", "asymptotic")]:
        ks = stats.ks_2samp(ref, other, method=method)
        expect = {"statistic": ks.statistic, "pValue": ks.pvalue}
        if ks.statistic > 0:
            expect["location"] = ks.statistic_location
        add("kolmogorovSmirnov", [REF, OTHER, name], expect, f"scipy.stats.ks_2samp {method}")
    add("wasserstein1", [REF, OTHER], stats.wasserstein_distance(ref, other), "scipy.stats.wasserstein_distance", 1e-10)
for n1, n2, seed in [(7, 11, 1), (40, 40, 2), (300, 500, 3)]:
    local = np.random.default_rng(seed)
    a, b = np.round(local.normal(size=n1), 2), np.round(local.normal(0.6, 1, n2), 2)
    ks = stats.ks_2samp(a, b, method="exact")
    add("kolmogorovSmirnov", [a, b, "exact"], {"statistic": ks.statistic, "pValue": ks.pvalue}, "scipy ks_2samp exact")
for before, after in [([120, 60, 20], [90, 80, 30]), ([50, 50], [48, 52]), ([400, 3, 2, 0], [380, 9, 0, 4]),
                      ([1000, 2000, 3000, 10], [11, 22, 28, 1])]:
    res = stats.chi2_contingency([before, after], correction=False)
    add("chiSquareContingency", [before, after],
        {"statistic": res.statistic, "degreesOfFreedom": res.dof, "pValue": res.pvalue},
        "scipy.stats.chi2_contingency correction=False")
    p, q = np.array(before) / sum(before), np.array(after) / sum(after)
    add("jensenShannonDistance", [before, after], distance.jensenshannon(p, q, 2), "scipy jensenshannon base 2", 1e-8)
    add("jensenShannonDistance", [p, q, math.e], distance.jensenshannon(p, q), "scipy jensenshannon", 1e-8)
    add("totalVariation", [before, after], np.abs(p - q).sum() / 2, "definition", 1e-12)
    add("hellinger", [before, after], np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2), "definition", 1e-9)
    f, g = np.maximum(p, 1e-4), np.maximum(q, 1e-4)
    add("populationStabilityIndex", [before, after, 1e-4], ((g - f) * np.log(g / f)).sum(), "definition", 1e-10)
    n, k = sum(before) + sum(after), len(before)
    phi = max(0, res.statistic / n - (k - 1) / (n - 1))
    add("cramersV", [before, after], math.sqrt(phi / min(1 - 1 / (n - 1), k - 1 - (k - 1) ** 2 / (n - 1))), "Bergsma 2013")

# --- sequential: the mixture, written out with numpy --------------------------------------------------------------
looks = []
for ratio, portion, n in [(1.3, 0.05, 3000)] * 6 + [(1.3, 0.25, 3600)] * 6:
    canary, stable = rng.binomial(n, portion), 0
    stable = n - canary
    looks.append({"canaryEvents": int(rng.binomial(canary, 0.02 * ratio)), "canaryTotal": int(canary),
                  "stableEvents": int(rng.binomial(stable, 0.02)), "stableTotal": int(stable)})
x = np.array([v["canaryEvents"] for v in looks])
m = x + np.array([v["stableEvents"] for v in looks])
rho = np.array([v["canaryTotal"] / (v["canaryTotal"] + v["stableTotal"]) for v in looks])
grid = np.linspace(0.02, 3, 150)
mix = np.exp(-grid / 0.7) / np.exp(-grid / 0.7).sum()


def loglik(delta, t):
    return (x[:t] * delta - m[:t] * np.log(rho[:t] * np.exp(delta) + 1 - rho[:t])).sum()


def phi_hat(t):
    if t < 5:
        return 1.0
    from scipy.optimize import brentq

    theta = lambda d: rho[:t] * np.exp(d) / (rho[:t] * np.exp(d) + 1 - rho[:t])  # noqa: E731
    d = brentq(lambda d: (x[:t] - m[:t] * theta(d)).sum(), -20, 20, xtol=1e-14)
    return max(1.0, ((x[:t] - m[:t] * theta(d)) ** 2 / (m[:t] * theta(d) * (1 - theta(d)))).sum() / (t - 1))


for direction, sign, null in [("greater", 1, 1.0), ("greater", 1, 1.1), ("less", -1, 2.0)]:
    d0 = math.log(null)
    path = [
        special.logsumexp([(loglik(d0 + sign * d, t) - loglik(d0, t)) / phi_hat(t) for d in grid], b=mix)
        for t in range(1, len(looks) + 1)
    ]
    add("rateRatioTest", [{"looks": looks, "nullRatio": null, "direction": direction}],
        {"logE": path[-1], "dispersion": phi_hat(len(looks)), "path": path}, "Lindon & Malek 2022, numpy", 1e-8)
add("sampleRatioTest", [{"counts": [148, 62], "expected": [0.8, 0.2]}], {"logE": -math.log(0.045579631759249686)},
    "savvi documentation, InhomogeneousPoissonProcess, seed 1: p at n = 210", 1e-12)
for counts, expected in [([60, 940], [0.05, 0.95]), ([5100, 94_900], [0.05, 0.95]), ([300, 300, 420], [0.3, 0.3, 0.4])]:
    prior = 100 * np.array(expected)
    after = prior + np.array(counts)
    value = (special.gammaln(after).sum() - special.gammaln(after.sum()) - special.gammaln(prior).sum()
             + special.gammaln(100) - (np.array(counts) * np.log(expected)).sum())
    add("sampleRatioTest", [{"counts": counts, "expected": expected}], {"logE": value}, "closed form with scipy", 1e-7)


# --- generator: Blackman and Vigna's C, transcribed ---------------------------------------------------------------
def xoshiro(seed, count):
    mask = 0xFFFFFFFF
    weyl = (seed & mask) ^ ((seed >> 32) * 0x85EBCA6B & mask)
    state = []
    for _ in range(4):
        weyl = (weyl + 0x9E3779B9) & mask
        v = weyl
        v = (v ^ (v >> 16)) * 0x85EBCA6B & mask
        v = (v ^ (v >> 13)) * 0xC2B2AE35 & mask
        state.append(v ^ (v >> 16))
    rotl = lambda v, k: ((v << k) | (v >> (32 - k))) & mask  # noqa: E731
    out = []
    for _ in range(count):
        out.append(rotl(state[1] * 5 & mask, 7) * 9 & mask)
        shifted = state[1] << 9 & mask
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= shifted
        state[3] = rotl(state[3], 11)
    return out


golden.write(generator={str(seed): xoshiro(seed, 20) for seed in [0, 1, 42, 2**32 + 7, 2**53 - 1]})
