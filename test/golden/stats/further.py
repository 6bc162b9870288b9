"""Writes further.json: clusters, flips, group errors and rates, weighted rank and calibration metrics. See cases.py.

Needs further-requirements.txt. What no library has is written out from its paper.
"""

import itertools
import math
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from aequitas.group import Group
from cases import Cases
from fairlearn import metrics as fair
from scipy import stats
from sklearn import metrics
from statsmodels.stats import proportion

warnings.simplefilter("ignore")
golden = Cases("further", "scipy", "statsmodels", "scikit-learn", "fairlearn", "aequitas")
add, share = golden.add, golden.share
rng = np.random.default_rng(20251111)

# --- rows in clusters -----------------------------------------------------------------------------------------------
for k, rows in [(40, 300), (5, 12), (2, 9)]:
    clusters = np.r_[np.arange(k), rng.integers(0, k, rows - k)]
    values = np.round(rng.normal(size=k)[clusters] + rng.normal(size=rows), 5)
    fit = sm.OLS(values, np.ones(rows)).fit(cov_type="cluster", cov_kwds={"groups": clusters}, use_t=True)
    low, high = fit.conf_int(0.05)[0]
    add("clusterMeanInterval", [values, clusters, 0.95], {"mean": fit.params[0], "low": low, "high": high, "clusters": k},
        "statsmodels OLS cov_type=cluster")


def obuchowski(label, scores, clusters):
    x, y = np.where(label == 1)[0], np.where(label == 0)[0]
    m, n, ids = len(x), len(y), np.unique(clusters)
    sums = []
    for s in scores:
        psi = (s[x][:, None] > s[y]) + 0.5 * (s[x][:, None] == s[y])
        auc = psi.mean()
        sums.append((auc, [(psi.mean(axis=1)[clusters[x] == i] - auc).sum() for i in ids],
                     [(psi.mean(axis=0)[clusters[y] == i] - auc).sum() for i in ids]))
    with_x, with_y, every = len(set(clusters[x])), len(set(clusters[y])), len(ids)
    cov = [[with_x / (with_x - 1) * np.dot(a[1], b[1]) / m**2 + with_y / (with_y - 1) * np.dot(a[2], b[2]) / n**2
            + every / (every - 1) * (np.dot(a[1], b[2]) + np.dot(a[2], b[1])) / (m * n) for b in sums] for a in sums]
    return {"auc": [a[0] for a in sums], "covariance": cov}


label = (rng.random(120) < 0.4).astype(int)
patients = rng.integers(0, 35, 120)
scores = [np.round(label + rng.normal(size=35)[patients] + rng.normal(size=120), 3), np.round(label + rng.normal(size=120), 1)]
add("clusterDelong", [label, scores, patients], obuchowski(label, scores, patients), "Obuchowski 1997, written out", 1e-10)
add("clusterDelong", [label, scores, np.arange(120)], obuchowski(label, scores, np.arange(120)),
    "Obuchowski 1997, written out", 1e-10)

# --- flips ----------------------------------------------------------------------------------------------------------
for n in [200, 7]:
    truth = rng.integers(0, 4, n)
    before = np.where(rng.random(n) < 0.8, truth, rng.integers(0, 4, n))
    after = np.where(rng.random(n) < 0.85, truth, rng.integers(0, 4, n))
    broken = int(((before == truth) & (after != truth)).sum())
    low, high = proportion.proportion_confint(broken, n, 0.1, "wilson")
    independent = (before == truth).mean() * (after != truth).mean()
    add("negativeFlipInterval", [truth, after, before, 0.9],
        {"broken": broken, "mended": int(((before != truth) & (after == truth)).sum()), "rows": n, "rate": broken / n,
         "relative": broken / n / independent if independent else math.nan, "low": max(low, 0.0) if broken else 0.0, "high": high},
        "statsmodels proportion_confint wilson; Yan et al. 2021")

# --- groups ---------------------------------------------------------------------------------------------------------
actual, ACTUAL = share("actual", np.round(rng.gamma(2, 3, 240), 3))
predicted, PREDICTED = share("predicted", np.round(actual + rng.normal(size=240), 3))
group, GROUP = share("group", rng.integers(0, 4, 240))
frame = fair.MetricFrame(
    metrics={"rows": fair.count, "meanAbsoluteError": metrics.mean_absolute_error,
             "meanSquaredError": metrics.mean_squared_error, "rootMeanSquaredError": metrics.root_mean_squared_error,
             "meanPrediction": fair.mean_prediction, "r2": metrics.r2_score,
             "meanResidual": lambda y, p: np.mean(np.asarray(p) - np.asarray(y))},
    y_true=actual, y_pred=predicted, sensitive_features=group)
add("groupErrors", [ACTUAL, PREDICTED, GROUP], [dict(frame.by_group.loc[g]) for g in range(4)], "fairlearn MetricFrame", 1e-10)
gaps = frame.difference()
add("rateGap", [list(frame.by_group["meanAbsoluteError"])],
    {"difference": gaps["meanAbsoluteError"], "ratio": frame.ratio()["meanAbsoluteError"]}, "fairlearn MetricFrame", 1e-10)

y, Y = share("y", (rng.random(300) < 0.4).astype(int))
chosen, CHOSEN = share("chosen", np.where(rng.random(300) < 0.75, y, 1 - y))
who, WHO = share("who", rng.integers(0, 3, 300))
table, _ = Group().get_crosstabs(pd.DataFrame({"score": chosen, "label_value": y, "who": who.astype(str)}), attr_cols=["who"])
table = table.set_index("attribute_value")
names = {"truePositiveRate": "tpr", "falsePositiveRate": "fpr", "trueNegativeRate": "tnr", "falseNegativeRate": "fnr",
         "positivePredictiveValue": "precision", "negativePredictiveValue": "npv", "falseDiscoveryRate": "fdr",
         "falseOmissionRate": "for", "selectionRate": "pprev", "selectionShare": "ppr", "baseRate": "prev"}
add("groupRates", [Y, CHOSEN, WHO],
    [{ours: table.loc[str(g), theirs] for ours, theirs in names.items()} for g in range(3)], "aequitas Group.get_crosstabs", 1e-10)

# --- weighted rows --------------------------------------------------------------------------------------------------
score, SCORE = share("score", np.round(np.clip(0.3 * y + 0.7 * rng.random(300), 0, 1), 2))
weight, WEIGHT = share("weight", rng.integers(0, 4, 300).astype(float))
for w, W in [(weight, WEIGHT), (np.round(rng.random(300), 3),) * 2]:
    add("weightedRocAuc", [SCORE, Y, W], metrics.roc_auc_score(y, score, sample_weight=w), "sklearn roc_auc_score", 1e-12)
    add("weightedAveragePrecision", [SCORE, Y, W], metrics.average_precision_score(y, score, sample_weight=w),
        "sklearn average_precision_score", 1e-12)
    for bins in [10, 15]:
        place = np.clip(np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], score), 0, bins - 1)
        error = sum(abs(np.sum((w * (score - y))[place == b])) for b in range(bins)) / w.sum()
        add("weightedCalibrationError", [Y, SCORE, bins, W], error, "numpy, bins of sklearn calibration_curve", 1e-11)

# --- special functions, ranks and summaries -------------------------------------------------------------------------
from scipy import special  # noqa: E402

for a, b, x in [(0.5, 3, 0.2), (20, 30, 0.4), (1e4, 2e4, 0.33), (2, 1e6, 1e-6)]:
    add("incompleteBeta", [a, b, x], {"lower": special.betainc(a, b, x), "upper": special.betaincc(a, b, x)}, "scipy.special", 1e-11)
for a, x in [(0.3, 0.1), (5, 4), (5, 40), (2e5, 2e5), (1e3, 800)]:
    add("incompleteGamma", [a, x], {"lower": special.gammainc(a, x), "upper": special.gammaincc(a, x)}, "scipy.special", 1e-10)
mixed = np.r_[np.round(rng.normal(size=40), 1), 1e308, -1e308, 5e-324, 0.0, -0.0]
add("midranks", [mixed], stats.rankdata(mixed), "scipy.stats.rankdata")
add("ascending", [mixed], np.sort(mixed), "numpy.sort")
add("mean", [[1e16, 1, -1e16, 3]], 1.0, "math.fsum")
add("mean", [mixed[:40]], math.fsum(mixed[:40]) / 40, "math.fsum", 1e-13)
for e in [[0.0, 1.0, -3.0], [4.7, 2.2, 5.0, 1.0]]:
    add("sequentialPValue", [e], min(1, math.exp(-max(0, *e))), "Ville: 1 / max E")

# --- two samples ----------------------------------------------------------------------------------------------------
reference, REFERENCE = share("reference", np.round(rng.normal(size=500), 3))
current, CURRENT = share("current", np.round(0.1 + 1.1 * rng.normal(size=300), 3))
add("twoSampleDistances", [REFERENCE, CURRENT],
    {"statistic": stats.ks_2samp(reference, current).statistic, "pValue": stats.ks_2samp(reference, current).pvalue,
     "wasserstein1": stats.wasserstein_distance(reference, current)}, "scipy.stats", 1e-9)
add("confusionRatios", [{"tp": 30, "fp": 7, "tn": 50, "fn": 13}],
    {"precision": 30 / 37, "recall": 30 / 43, "f1": 60 / 80, "specificity": 50 / 57, "accuracy": 0.8,
     "matthews": (30 * 50 - 7 * 13) / math.sqrt(37 * 43 * 57 * 63)}, "by hand")

# --- more metrics ---------------------------------------------------------------------------------------------------
codes, CODES = share("codes", rng.integers(0, 4, 200))
guess, GUESS = share("guess", np.where(rng.random(200) < 0.6, codes, rng.integers(0, 4, 200)))
w200, W200 = share("w200", np.round(rng.random(200), 3))
add("multiclassMatthews", [CODES, GUESS], metrics.matthews_corrcoef(codes, guess), "sklearn matthews_corrcoef", 1e-12)
add("multiclassMatthews", [CODES, GUESS, W200], metrics.matthews_corrcoef(codes, guess, sample_weight=w200),
    "sklearn matthews_corrcoef", 1e-12)
add("multiclassMatthews", [CODES, [2] * 200], metrics.matthews_corrcoef(codes, [2] * 200), "sklearn matthews_corrcoef")
for most in [0.03, 0.1, 0.5, 1]:
    add("partialRocAuc", [Y, SCORE, most], metrics.roc_auc_score(y, score, max_fpr=most), "sklearn roc_auc_score max_fpr", 1e-11)
    add("partialRocAuc", [Y, SCORE, most, WEIGHT], metrics.roc_auc_score(y, score, max_fpr=most, sample_weight=weight),
        "sklearn roc_auc_score max_fpr", 1e-11)
for beta in [0.5, 2, 1]:
    add("fBeta", [Y, CHOSEN, beta], metrics.fbeta_score(y, chosen, beta=beta), "sklearn fbeta_score", 1e-12)
    add("fBeta", [Y, CHOSEN, beta, WEIGHT], metrics.fbeta_score(y, chosen, beta=beta, sample_weight=weight),
        "sklearn fbeta_score", 1e-12)
add("fBeta", [[0, 0], [0, 0], 2], math.nan, "0 by 0")
add("explainedVariance", [ACTUAL, PREDICTED], metrics.explained_variance_score(actual, predicted),
    "sklearn explained_variance_score", 1e-11)
add("explainedVariance", [[1, 1], [1, 2]], math.nan, "0 variance")
add("maxError", [ACTUAL, PREDICTED], metrics.max_error(actual, predicted), "sklearn max_error", 1e-12)
many = (rng.random((60, 5)) < 0.35).astype(int)
many[0], many[1] = 0, 1
ranking = np.round(rng.random((60, 5)), 1)
add("labelRanking", [many.T, ranking.T],
    {"averagePrecision": metrics.label_ranking_average_precision_score(many, ranking),
     "coverageError": metrics.coverage_error(many, ranking), "rankingLoss": metrics.label_ranking_loss(many, ranking)},
    "sklearn label_ranking_*, coverage_error", 1e-11)
query = rng.integers(0, 20, 150)
relevant = (rng.random(150) < 0.25).astype(int)
rank_score = rng.permutation(150) / 150
for k in [1, 3, 10]:
    precision, recall, hit = [], [], []
    for q in range(20):
        rows = np.where(query == q)[0]
        top = rows[np.argsort(-rank_score[rows])[:k]]
        if len(rows):
            precision.append(relevant[top].sum() / k)
        if relevant[rows].sum():
            recall.append(relevant[top].sum() / relevant[rows].sum())
            hit.append(float(relevant[top].sum() > 0))
    add("topRanked", [relevant, rank_score, query, k],
        {"precision": np.mean(precision), "recall": np.mean(recall), "hitRate": np.mean(hit)}, "numpy, by definition", 1e-12)

# --- score intervals: nuisance parameters by a numeric search instead of the closed forms -------------------------------
from scipy import optimize  # noqa: E402


def refine(slope, width):
    """The zero of a falling slope that is infinite at both ends of 0..width."""
    return optimize.brentq(slope, width * 1e-14, width * (1 - 1e-14), xtol=1e-17, rtol=1e-15)


def tango_score(b, c, n, delta):
    # Likelihood of (b, c, rest) with P(b) = u, P(c) = v, u - v = delta; t is the smaller of the two.
    up, down = max(delta, 0.0), max(-delta, 0.0)
    t = refine(lambda t: b / (up + t) + c / (down + t) - 2 * (n - b - c) / (1 - abs(delta) - 2 * t), (1 - abs(delta)) / 2)
    return (b - c - n * delta) / math.sqrt(n * (up + down + 2 * t - delta * delta))


def mn_score(x1, n1, x2, n2, delta):
    up, down = max(delta, 0.0), max(-delta, 0.0)
    t = refine(lambda t: x1 / (up + t) - (n1 - x1) / (1 - up - t) + x2 / (down + t) - (n2 - x2) / (1 - down - t),
               1 - abs(delta))
    p1, p2, n = up + t, down + t, n1 + n2
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1)
    return (x1 / n1 - x2 / n2 - delta) / math.sqrt(variance)


def ends(score, estimate, z):
    return {"low": optimize.brentq(lambda d: score(d) - z, -0.98, estimate, xtol=1e-15),
            "high": optimize.brentq(lambda d: score(d) + z, estimate, 0.98, xtol=1e-15)}


for b, c, n in [(12, 2, 50), (43, 4, 400), (5, 9, 30), (120, 100, 1000)]:
    for level in [0.9, 0.99]:
        z = stats.norm.ppf((1 + level) / 2)
        add("tangoInterval", [{"b": b, "c": c, "n": n}, level], ends(lambda d: tango_score(b, c, n, d), (b - c) / n, z),
            "Tango 1998, likelihood solved by brentq", 1e-8)
    add("tangoPValue", [{"b": b, "c": c, "n": n}, 0.05], stats.norm.sf(tango_score(b, c, n, -0.05)),
        "Tango 1998, likelihood solved by brentq", 1e-8)
for x1, n1, x2, n2 in [(83, 88, 69, 76), (5, 30, 12, 56), (500, 1000, 460, 1000)]:
    for level in [0.9, 0.99]:
        z = stats.norm.ppf((1 + level) / 2)
        add("miettinenNurminenInterval", [{"x1": x1, "n1": n1, "x2": x2, "n2": n2}, level],
            ends(lambda d: mn_score(x1, n1, x2, n2, d), x1 / n1 - x2 / n2, z), "Miettinen and Nurminen 1985, by brentq", 1e-8)
    add("miettinenNurminenPValue", [{"x1": x1, "n1": n1, "x2": x2, "n2": n2}, 0.1],
        stats.norm.sf(mn_score(x1, n1, x2, n2, -0.1)), "Miettinen and Nurminen 1985, by brentq", 1e-8)


def wilson(x, n, level):
    low, high = proportion.proportion_confint(x, n, 1 - level, "wilson")
    return max(low, 0.0), high


for both, b, c, n in [(36, 12, 2, 50), (335, 43, 4, 400), (20, 3, 3, 40)]:
    neither, level = n - both - b - c, 0.95
    p1, p2 = (both + b) / n, (both + c) / n
    (l1, u1), (l2, u2) = wilson(both + b, n, level), wilson(both + c, n, level)
    determinant = both * neither - b * c
    corrected = max(determinant - n / 2, 0) if determinant > 0 else determinant
    phi = corrected / math.sqrt((both + b) * (c + neither) * (both + c) * (b + neither))
    low = p1 - p2 - math.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    high = p1 - p2 + math.sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
    add("newcombePairedInterval", [{"both": both, "b": b, "c": c, "n": n}, level], {"low": low, "high": high},
        "Newcombe 1998 method 10 over statsmodels' wilson", 1e-10)

# --- canary ---------------------------------------------------------------------------------------------------------
looks = [{"canaryEvents": int(rng.binomial(n, 0.013)), "canaryTotal": n, "stableEvents": int(rng.binomial(3000 - n, 0.01)),
          "stableTotal": 3000 - n} for n in [150] * 5 + [750] * 5]
x = np.array([look["canaryEvents"] for look in looks])
m = x + np.array([look["stableEvents"] for look in looks])
rho = np.array([look["canaryTotal"] for look in looks]) / 3000
grid = np.linspace(0.02, 3, 150)
weights = np.exp(-grid / 0.7) / np.exp(-grid / 0.7).sum()


def loglik(delta):
    return (x * delta - m * np.log(rho * np.exp(delta) + 1 - rho)).sum()


fit = optimize.brentq(lambda d: (x - m * rho * np.exp(d) / (rho * np.exp(d) + 1 - rho)).sum(), -5, 5, xtol=1e-15)
theta = rho * np.exp(fit) / (rho * np.exp(fit) + 1 - rho)
phi = max(1, ((x - m * theta) ** 2 / (m * theta * (1 - theta))).sum() / (len(x) - 1))
mixture = special.logsumexp([np.log(w / 2) + loglik(s * d) / phi for w, d in zip(weights, grid) for s in (1, -1)])
for alpha in [0.05, 0.001]:
    margin = lambda d: loglik(d) / phi - mixture + math.log(1 / alpha)  # noqa: E731, B023
    add("rateRatioConfidenceSequence", [looks, alpha],
        {"estimate": math.exp(fit), "low": math.exp(optimize.brentq(margin, -20, fit, xtol=1e-15)),
         "high": math.exp(optimize.brentq(margin, fit, 20, xtol=1e-15))},
        "Lindon and Malek 2022 by numpy and scipy.optimize", 1e-9)
for rpm, base, part, truth, null, alpha in [(3000, 0.01, 0.05, 1.5, 1, 0.01), (500, 0.2, 0.5, 0.7, 1.1, 0.05)]:
    one, zero = part * truth / (part * truth + 1 - part), part * null / (part * null + 1 - part)
    information = one * math.log(one / zero) + (1 - one) * math.log((1 - one) / (1 - zero))
    add("minutesToDecision", [{"requestsPerMinute": rpm, "baseRate": base, "canaryShare": part, "trueRatio": truth,
                               "nullRatio": null, "alpha": alpha}],
        (math.log(1 / alpha) + 2) / information / (rpm * base * (1 - part + part * truth)), "KL by hand", 1e-10)

# --- rows needed ----------------------------------------------------------------------------------------------------
z = stats.norm.ppf(0.95) + stats.norm.ppf(0.8)
for discordance, margin in [(0.06, 0.02), (0.1, 0.01)]:
    rows = math.ceil(z**2 * discordance / margin**2)
    add("pairedProportionRows", [{"discordance": discordance, "margin": margin, "alpha": 0.05, "power": 0.8}], rows,
        "normal approximation by hand")
    add("rowsNeeded", [{"kind": "paired-proportions", "discordance": discordance},
                       {"margin": margin, "alpha": 0.05, "power": 0.8}], rows, "normal approximation by hand")
for sd, margin in [(1, 0.2), (3, 0.1)]:
    rows = max(2, math.ceil((z * sd / margin) ** 2 + stats.norm.ppf(0.95) ** 2 / 2))
    add("pairedMeanRows", [{"sd": sd, "margin": margin, "alpha": 0.05, "power": 0.8}], rows, "Guenther 1981 by hand")
golden.write()
