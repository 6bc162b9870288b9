"""Writes metrics.json: ranking, many classes and labels, regression, calibration, fairness. See cases.py."""

import warnings

import numpy as np
from cases import Cases

warnings.simplefilter("ignore")
from aif360.sklearn import metrics as aif  # noqa: E402
from fairlearn import metrics as fair  # noqa: E402
from sklearn import metrics  # noqa: E402
from sklearn.isotonic import IsotonicRegression  # noqa: E402

golden = Cases("metrics", "scikit-learn", "fairlearn", "aif360")
add, share = golden.add, golden.share
rng = np.random.default_rng(20250404)

# --- ranking: 12 queries of different length, tied scores -----------------------------------------------------------
queries, QUERIES = share("queries", np.repeat(np.arange(12), [3, 9, 12, 2, 7, 20, 5, 8, 11, 4, 6, 13]))
gains, GAINS = share("gains", rng.integers(0, 4, len(queries)) * (rng.random(len(queries)) < 0.6))
scores, SCORES = share("scores", np.round(gains * 0.3 + rng.random(len(queries)), 1))
clear, CLEAR = share("clearScores", np.round(gains * 0.3 + rng.random(len(queries)), 6))
groups = [np.flatnonzero(queries == q) for q in range(12)]
for k in [None, 1, 5]:
    value = np.mean([metrics.ndcg_score([gains[g]], [scores[g]], k=k) for g in groups if gains[g].any()])
    add("ndcg", [GAINS, SCORES, QUERIES, *([] if k is None else [k])], value, "sklearn ndcg_score, mean over queries")
hits, HITS = share("hits", (gains >= 2).astype(int))
some = [g for g in groups if hits[g].any()]
add("meanAveragePrecision", [HITS, SCORES, QUERIES],
    np.mean([metrics.average_precision_score(hits[g], scores[g]) for g in some]), "sklearn average_precision_score")
first = [1 / (1 + np.flatnonzero(hits[g][np.argsort(-clear[g])])[0]) for g in some]
add("meanReciprocalRank", [HITS, CLEAR, QUERIES], np.mean(first), "definition, no ties", 1e-12)

# --- many classes ---------------------------------------------------------------------------------------------------
y, Y = share("classes", rng.integers(0, 4, 160))
raw = rng.random((160, 4)) + 1.2 * np.eye(4)[y]
proba = np.round(raw / raw.sum(axis=1, keepdims=True), 8)
proba[:, 3] = 1 - proba[:, :3].sum(axis=1)
weight, WEIGHT = share("classWeights", rng.integers(1, 4, 160))
P = [share(f"proba{c}", proba[:, c])[1] for c in range(4)]
for w, extra in [(None, []), (weight, [WEIGHT])]:
    add("multiclassLogLoss", [Y, P, *extra], metrics.log_loss(y, proba, sample_weight=w), "sklearn log_loss")
    for k in [1, 2, 3]:
        add("topKAccuracy", [Y, P, k, *extra], metrics.top_k_accuracy_score(y, proba, k=k, sample_weight=w), "sklearn")
for strategy in ["ovr", "ovo"]:
    for average in ["macro", "weighted"]:
        add("multiclassRocAuc", [Y, P, {"strategy": strategy, "average": average}],
            metrics.roc_auc_score(y, proba, multi_class=strategy, average=average), "sklearn roc_auc_score")
best = proba.argmax(axis=1)
bins = np.digitize(proba.max(axis=1), np.linspace(0, 1, 16)[1:-1], right=True)
value = sum((bins == b).mean() * abs(proba.max(axis=1)[bins == b].mean() - (best == y)[bins == b].mean())
            for b in np.unique(bins))
add("confidenceCalibrationError", [Y, P], value, "Guo et al. 2017, numpy")
grade, GRADE = share("grades", rng.integers(0, 5, 160))
said, SAID = share("saidGrades", np.clip(grade + rng.integers(-1, 2, 160), 0, 4))
for penalty in ["linear", "quadratic"]:
    for w, extra in [(None, []), (weight, [WEIGHT])]:
        add("weightedKappa", [GRADE, SAID, penalty, *extra],
            metrics.cohen_kappa_score(grade, said, weights=penalty, sample_weight=w), "sklearn cohen_kappa_score")

# --- many labels ----------------------------------------------------------------------------------------------------
truth = (rng.random((90, 3)) < [0.5, 0.2, 0.05]).astype(int)
call = np.where(rng.random((90, 3)) < 0.8, truth, 1 - truth)
T, C = [[share(f"{name}{l}", m[:, l])[1] for l in range(3)] for name, m in [("label", truth), ("called", call)]]
for average in ["micro", "macro", "weighted", "samples"]:
    add("multilabelF1", [T, C, average], metrics.f1_score(truth, call, average=average, zero_division=0), "sklearn")
add("hammingLoss", [T, C], metrics.hamming_loss(truth, call), "sklearn")
add("subsetAccuracy", [T, C], metrics.accuracy_score(truth, call), "sklearn")

# --- regression -----------------------------------------------------------------------------------------------------
actual, ACTUAL = share("actual", np.round(rng.gamma(2, 3, 120), 3))
guess, GUESS = share("guess", np.round(np.maximum(0.1, actual + rng.normal(0.3, 1, 120)), 3))
weights, WEIGHTS = share("rowWeights", np.round(rng.random(120), 2))
counts, COUNTS = share("counts", rng.poisson(guess))
for w, extra in [(None, []), (weights, [WEIGHTS])]:
    kw = {"sample_weight": w}
    for q in [0.1, 0.5, 0.95]:
        add("pinballLoss", [ACTUAL, GUESS, q, *extra], metrics.mean_pinball_loss(actual, guess, alpha=q, **kw), "sklearn")
    add("meanAbsolutePercentageError", [ACTUAL, GUESS, *extra],
        metrics.mean_absolute_percentage_error(actual, guess, **kw), "sklearn")
    add("poissonDeviance", [COUNTS, GUESS, *extra], metrics.mean_poisson_deviance(counts, guess, **kw), "sklearn")
    add("symmetricAbsolutePercentageError", [ACTUAL, GUESS, *extra],
        np.average(2 * abs(guess - actual) / (guess + actual), weights=w), "definition, numpy")
    x = np.round(guess)  # with ties
    fit = IsotonicRegression(out_of_bounds="clip").fit(x, actual, sample_weight=w)
    corners = np.unique(x if w is None else x[w > 0])
    add("isotonic", [x, ACTUAL, *extra], {"x": corners, "y": fit.predict(corners)}, "sklearn IsotonicRegression", 1e-10)
add("meanAbsolutePercentageError", [[0.0, 1.0], [1.0, 1.0]], metrics.mean_absolute_percentage_error([0, 1], [1, 1]),
    "sklearn")
for at in [-1, 0.5, 2.25, 99]:
    add("isotonicAt", [{"x": [0, 1, 3], "y": [0.1, 0.2, 0.9]}, at], np.interp(at, [0, 1, 3], [0.1, 0.2, 0.9]), "numpy.interp")

# --- calibration ----------------------------------------------------------------------------------------------------
label, LABEL = share("binary", (rng.random(300) < 0.4).astype(int))
chance, CHANCE = share("chance", np.round(np.clip(0.3 * label + 0.7 * rng.random(300), 0, 1), 3))
bins = np.digitize(chance, np.linspace(0, 1, 11)[1:-1], right=True)
parts = [((bins == b).mean(), abs(chance[bins == b].mean() - label[bins == b].mean())) for b in np.unique(bins)]
for norm, value in [("mean", sum(w * g for w, g in parts)), ("maximum", max(g for _, g in parts)),
                    ("root-mean-square", sum(w * g * g for w, g in parts) ** 0.5)]:
    add("calibrationError", [LABEL, CHANCE, {"norm": norm, "bins": 10}], value, "definition, numpy")

# --- fairness -------------------------------------------------------------------------------------------------------
group, GROUP = share("group", rng.integers(0, 3, 300))
chosen, CHOSEN = share("chosen", (chance + 0.1 * (group == 1) > 0.5).astype(int))
frame = fair.MetricFrame(
    metrics={"selectionRate": fair.selection_rate, "truePositiveRate": fair.true_positive_rate,
             "falsePositiveRate": fair.false_positive_rate, "trueNegativeRate": fair.true_negative_rate,
             "falseNegativeRate": fair.false_negative_rate, "accuracy": metrics.accuracy_score,
             "positivePredictiveValue": metrics.precision_score, "rows": fair.count},
    y_true=label, y_pred=chosen, sensitive_features=group)
add("groupRates", [LABEL, CHOSEN, GROUP], [dict(frame.by_group.loc[g]) for g in range(3)], "fairlearn MetricFrame")
for name in ["selectionRate", "truePositiveRate", "falsePositiveRate", "accuracy", "positivePredictiveValue"]:
    rates = list(frame.by_group[name])
    add("rateGap", [rates], {"difference": frame.difference()[name], "ratio": frame.ratio()[name]}, "fairlearn")
    add("rateGap", [rates, frame.overall[name]],
        {"difference": frame.difference(method="to_overall")[name], "ratio": frame.ratio(method="to_overall")[name]},
        "fairlearn to_overall")
GROUPS = [dict(frame.by_group.loc[g]) for g in range(3)]
kw = {"y_true": label, "y_pred": chosen, "sensitive_features": group}
for agg, name in [("worst_case", "worst"), ("mean", "mean")]:
    add("equalizedOdds", [GROUPS, name],
        {"difference": fair.equalized_odds_difference(**kw, agg=agg), "ratio": fair.equalized_odds_ratio(**kw, agg=agg)},
        "fairlearn equalized_odds")
two = group < 2
yt, yp, g = label[two], chosen[two], group[two]
opts = {"prot_attr": g, "priv_group": 0}
add("signedGap", [GROUPS[1]["selectionRate"], GROUPS[0]["selectionRate"]],
    {"difference": aif.statistical_parity_difference(yt, yp, **opts), "ratio": aif.disparate_impact_ratio(yt, yp, **opts)},
    "aif360 statistical_parity_difference, disparate_impact_ratio")
add("signedGap", [GROUPS[1]["truePositiveRate"], GROUPS[0]["truePositiveRate"]],
    {"difference": aif.equal_opportunity_difference(yt, yp, **opts)}, "aif360 equal_opportunity_difference")
add("averageOdds", [GROUPS[1], GROUPS[0]],
    {"difference": aif.average_odds_difference(yt, yp, **opts), "error": aif.average_odds_error(yt, yp, **opts)}, "aif360")
benefit = 1 + chosen - label
for alpha in [2, 1, 0.5]:
    add("generalizedEntropy", [LABEL, CHOSEN, alpha], aif.generalized_entropy_index(benefit, alpha),
        "aif360 generalized_entropy_index")
strata, STRATA = share("strata", rng.integers(0, 4, 300))
inside = (group == 1).astype(int)
value = 0
for s in range(4):
    here = strata == s
    out, into = here & (chosen == 0), here & (chosen == 1)
    value += here.sum() * (inside[out].mean() - inside[into].mean())
add("conditionalDemographicDisparity", [CHOSEN, inside, STRATA], value / 300, "Wachter et al. 2021, numpy", 1e-10)
golden.write()
