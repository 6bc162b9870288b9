"""Writes multivariate.json: PCA reconstruction, boosted trees and the density difference. See cases.py.

Boosted trees against scikit-learn's GradientBoosting*, whose inputs are single precision: all values here are eighths.
The functions that return functions are called through test/stats/multivariate.test.ts.
"""

import numpy as np
from cases import Cases
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
from sklearn.preprocessing import StandardScaler

golden = Cases("multivariate", "scikit-learn")
rng = np.random.default_rng(20250606)


def points(rows):
    return {"values": rows.ravel(), "dimensions": rows.shape[1]}


mix = rng.normal(size=(6, 6))
reference = np.round(rng.normal(size=(200, 6)) @ mix, 6)
current = np.round(rng.normal(size=(60, 6)) @ (mix + 0.8 * rng.normal(size=(6, 6))) + 0.3, 6)
reference[:, 5] = 2.5  # a column that does not vary
for variance in [0.4, 0.65, 0.99]:
    scaler = StandardScaler().fit(reference)
    pca = PCA(n_components=variance, svd_solver="full").fit(scaler.transform(reference))

    def errors(rows):
        scaled = scaler.transform(rows)
        back = pca.inverse_transform(pca.transform(scaled))
        return np.sqrt(((scaled - back) ** 2).sum(axis=1))

    found = errors(current)
    golden.add("pcaReconstruction", [points(reference), points(current), {"variance": variance}],
               {"components": pca.n_components_, "explained": pca.explained_variance_ratio_,
                "rowErrors": found, "mean": found.mean(), "standardError": found.std(ddof=1) / np.sqrt(len(found))},
               "scikit-learn StandardScaler and PCA, as NannyML 0.13.1", 1e-9)

x = np.round(rng.normal(size=(160, 4)) * 8) / 8
y = np.round(x[:, 0] ** 2 + x[:, 1] * x[:, 2] + 0.2 * rng.normal(size=160), 3)
label = (x[:, 0] + x[:, 1] ** 2 + rng.normal(size=160) > 1).astype(int)
fresh = np.round(rng.normal(size=(40, 4)) * 16) / 16
for depth, trees, rate, least in [(1, 30, 0.1, 1), (2, 12, 0.3, 20), (3, 20, 0.1, 20)]:
    shared = dict(n_estimators=trees, max_depth=depth, learning_rate=rate, min_samples_leaf=least, random_state=0)
    plan = {"trees": trees, "depth": depth, "rate": rate, "leastRows": least, "bins": 256}
    model = GradientBoostingRegressor(**shared).fit(x, y)
    golden.add("boostedTrees", [{"points": points(x), "target": y, "loss": "squared", **plan}, points(fresh)],
               {"predicted": model.predict(fresh)}, "scikit-learn GradientBoostingRegressor", 1e-9)
    model = GradientBoostingClassifier(**shared).fit(x, label)
    golden.add("boostedTrees", [{"points": points(x), "target": label, "loss": "logistic", **plan}, points(fresh)],
               {"predicted": model.predict_proba(fresh)[:, 1]}, "scikit-learn GradientBoostingClassifier", 1e-9)
golden.write()
