"""Writes the end-to-end golden files of the gate: predictions of two models on the same rows, and what independent
libraries measure on them. Run: python test/golden/gate/generate.py (versions are recorded in expected.json).

- metric values: scikit-learn
- Wilson: statsmodels proportion_confint; t intervals: scipy.stats; corrections: statsmodels multipletests
- DeLong: straight from the definition, O(m n) placements in numpy
- Tango: the score with its nuisance probability maximised numerically, inverted by scipy's brentq
- bootstrap intervals: scipy.stats.bootstrap, paired BCa, 20,000 resamples (compared with a tolerance)

The bootstraps take some minutes.
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import optimize, stats
from sklearn import metrics
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

HERE = Path(__file__).parent
ALPHA = 0.05
LEVEL = 1 - 2 * ALPHA
N = 400


def write(name, columns):
    keys = list(columns)
    rows = zip(*columns.values())
    lines = [",".join(keys)] + [",".join(str(v) for v in row) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n")


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def delong(y, scores):
    pos, neg = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    v10, v01, auc = [], [], []
    for s in scores:
        psi = (s[pos][:, None] > s[neg][None, :]) + 0.5 * (s[pos][:, None] == s[neg][None, :])
        v10.append(psi.mean(axis=1))
        v01.append(psi.mean(axis=0))
        auc.append(psi.mean())
    cov = np.atleast_2d(np.cov(np.vstack(v10))) / len(pos) + np.atleast_2d(np.cov(np.vstack(v01))) / len(neg)
    return np.array(auc), cov


def normal_interval(value, se):
    z = stats.norm.ppf(1 - ALPHA)
    return [value - z * se, value + z * se]


def t_interval(x):
    x = np.asarray(x, float)
    h = stats.t.ppf(1 - ALPHA, len(x) - 1) * x.std(ddof=1) / np.sqrt(len(x))
    return [x.mean() - h, x.mean() + h]


def tango_score(b, c, n, delta):
    """(b - c - n delta) / sqrt(n (2 q + delta (1 - delta))), q = P(only the baseline right) maximising the likelihood."""

    def negative(q):
        p12, p21 = q + delta, q
        rest = 1 - p12 - p21
        if min(p12, p21, rest) <= 0:
            return 1e300
        return -(b * np.log(p12) + c * np.log(p21) + (n - b - c) * np.log(rest))

    low, high = max(0, -delta) + 1e-13, (1 - delta) / 2 - 1e-13
    q = optimize.minimize_scalar(negative, bounds=(low, high), method="bounded", options={"xatol": 1e-14}).x
    return (b - c - n * delta) / np.sqrt(n * (2 * q + delta * (1 - delta)))


def tango(b, c, n):
    z = stats.norm.ppf(1 - ALPHA)
    estimate = (b - c) / n
    low = optimize.brentq(lambda d: tango_score(b, c, n, d) - z, -0.9, estimate)
    high = optimize.brentq(lambda d: tango_score(b, c, n, d) + z, estimate, 0.9)
    return [low, high]


def tango_p(b, c, n, margin):
    return float(stats.norm.sf(tango_score(b, c, n, -margin)))


def bca(statistic, *columns):
    """Rows resampled together; the statistic sees the resampled columns."""
    index = np.arange(len(columns[0]))
    result = stats.bootstrap(
        (index,),
        lambda i: statistic(*(column[i] for column in columns)),
        vectorized=False,
        n_resamples=20_000,
        confidence_level=LEVEL,
        method="BCa",
        rng=np.random.default_rng(7),
    )
    ci = result.confidence_interval
    return [float(ci.low), float(ci.high)]


def paired_counts(y, a, b, mask=None):
    mask = np.ones(len(y), bool) if mask is None else mask
    right_a, right_b = (a == y)[mask], (b == y)[mask]
    return int((right_a & ~right_b).sum()), int((~right_a & right_b).sum()), int(mask.sum())


def binary(rng):
    ids = np.array([f"r{i:04d}" for i in rng.permutation(N)])
    x = rng.normal(size=N)
    y = (rng.random(N) < sigmoid(1.4 * x - 0.6)).astype(int)
    region = rng.choice(["north", "south", "east"], size=N, p=[0.5, 0.3, 0.2])
    cand = np.round(sigmoid(1.5 * x - 0.6 + rng.normal(scale=0.5, size=N)), 6)
    base = np.round(sigmoid(1.2 * x - 0.5 + rng.normal(scale=0.8, size=N)), 6)
    write("binary-candidate.csv", {"id": ids, "y": y, "p": cand, "region": region})
    order = rng.permutation(N)
    write("binary-baseline.csv", {"id": ids[order], "y": y[order], "p": base[order]})
    hat, old = (cand >= 0.5).astype(int), (base >= 0.5).astype(int)

    auc, cov = delong(y, [cand, base])
    single = {
        "roc_auc": [auc[0], normal_interval(auc[0], np.sqrt(cov[0, 0]))],
        "accuracy": [(hat == y).mean(), list(proportion_confint((hat == y).sum(), N, 2 * ALPHA, "wilson"))],
        "recall": [metrics.recall_score(y, hat), list(proportion_confint(hat[y == 1].sum(), (y == 1).sum(), 2 * ALPHA, "wilson"))],
        "brier": [metrics.brier_score_loss(y, cand), t_interval((cand - y) ** 2)],
        "log_loss": [metrics.log_loss(y, cand), t_interval(-np.where(y == 1, np.log(cand), np.log(1 - cand)))],
    }
    boot = {
        "precision": metrics.precision_score, "f1": metrics.f1_score, "matthews": metrics.matthews_corrcoef,
        "balanced_accuracy": metrics.balanced_accuracy_score, "cohen_kappa": metrics.cohen_kappa_score,
    }
    values = {name: f(y, hat) for name, f in boot.items()}
    values |= {
        "average_precision": metrics.average_precision_score(y, cand),
        "specificity": metrics.recall_score(y, hat, pos_label=0),
    }
    paired = {
        "roc_auc": [auc[0] - auc[1], normal_interval(auc[0] - auc[1], np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]))],
        "brier": [float(((base - y) ** 2 - (cand - y) ** 2).mean()), t_interval((base - y) ** 2 - (cand - y) ** 2)],
    }
    for name, mask in {"accuracy": None, "recall": y == 1, "specificity": y == 0}.items():
        b, c, n = paired_counts(y, hat, old, mask)
        paired[name] = [(b - c) / n, tango(b, c, n)]
    boot_paired = {
        name: [f(y, hat) - f(y, old), bca(lambda yy, h, o, f=f: f(yy, h) - f(yy, o), y, hat, old)]
        for name, f in boot.items()
    }
    ap = metrics.average_precision_score
    boot_paired["average_precision"] = [
        ap(y, cand) - ap(y, base),
        bca(lambda yy, s, o: ap(yy, s) - ap(yy, o), y, cand, base),
    ]
    # The family: accuracy overall and in each region, margin 0.03.
    margin = 0.03
    family = {}
    for name in [None, "east", "north", "south"]:
        b, c, n = paired_counts(y, hat, old, None if name is None else region == name)
        family["all" if name is None else name] = tango_p(b, c, n, margin)
    p = list(family.values())
    return {
        "single": single, "values": values, "paired": paired, "bootstrap": boot_paired,
        "family": {
            "margin": margin, "names": list(family), "p": p,
            "holm": list(multipletests(p, method="holm")[1]), "bh": list(multipletests(p, method="fdr_bh")[1]),
        },
    }


def multiclass(rng):
    names = np.array(["ant", "bee", "cat"])
    y = rng.choice(3, size=N, p=[0.5, 0.3, 0.2])
    guess = lambda share: np.where(rng.random(N) < share, y, rng.choice(3, size=N))
    cand, base = guess(0.75), guess(0.65)
    ids = np.arange(N)
    write("multiclass-candidate.csv", {"id": ids, "truth": names[y], "said": names[cand]})
    write("multiclass-baseline.csv", {"id": ids, "truth": names[y], "said": names[base]})
    f = {
        "macro_f1": lambda a, b: metrics.f1_score(a, b, average="macro"),
        "weighted_f1": lambda a, b: metrics.f1_score(a, b, average="weighted"),
        "macro_recall": metrics.balanced_accuracy_score,
        "cohen_kappa": metrics.cohen_kappa_score,
    }
    b, c, n = paired_counts(y, cand, base)
    return {
        "values": {"accuracy": (cand == y).mean()} | {name: fn(y, cand) for name, fn in f.items()},
        "paired": {"accuracy": [(b - c) / n, tango(b, c, n)]},
        "bootstrap": {
            name: [fn(y, cand) - fn(y, base), bca(lambda yy, a, o, fn=fn: fn(yy, a) - fn(yy, o), y, cand, base)]
            for name, fn in f.items()
        },
    }


def regression(rng):
    y = np.round(rng.gamma(3, 10, size=N), 4)
    cand = np.round(y + rng.normal(scale=6, size=N), 4)
    base = np.round(y + 0.5 + rng.normal(scale=7, size=N), 4)
    ids = 10_000_000_000 + np.arange(N)
    write("regression-candidate.csv", {"id": ids, "y": y, "yhat": cand})
    write("regression-baseline.csv", {"id": ids, "y": y, "yhat": base})
    rmse = metrics.root_mean_squared_error
    return {
        "values": {
            "mae": metrics.mean_absolute_error(y, cand), "mse": metrics.mean_squared_error(y, cand),
            "rmse": rmse(y, cand), "r2": metrics.r2_score(y, cand),
            "median_absolute_error": metrics.median_absolute_error(y, cand), "mean_error": (cand - y).mean(),
        },
        "paired": {
            "mae": [float((abs(base - y) - abs(cand - y)).mean()), t_interval(abs(base - y) - abs(cand - y))],
            "mse": [float(((base - y) ** 2 - (cand - y) ** 2).mean()), t_interval((base - y) ** 2 - (cand - y) ** 2)],
        },
        "bootstrap": {
            "rmse": [rmse(y, base) - rmse(y, cand), bca(lambda yy, a, o: rmse(yy, o) - rmse(yy, a), y, cand, base)],
            "r2": [metrics.r2_score(y, cand) - metrics.r2_score(y, base), bca(lambda yy, a, o: metrics.r2_score(yy, a) - metrics.r2_score(yy, o), y, cand, base)],
            "median_absolute_error": [
                metrics.median_absolute_error(y, base) - metrics.median_absolute_error(y, cand),
                bca(lambda yy, a, o: np.median(abs(o - yy)) - np.median(abs(a - yy)), y, cand, base),
            ],
        },
    }


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return float(value) if isinstance(value, (np.floating, float)) else value


rng = np.random.default_rng(20260101)
expected = {
    "made_with": {m.__name__: m.__version__ for m in (np, scipy, sklearn, statsmodels)},
    "level": LEVEL,
    "binary": binary(rng),
    "multiclass": multiclass(rng),
    "regression": regression(rng),
}
(HERE / "expected.json").write_text(json.dumps(plain(expected), indent=2) + "\n")
