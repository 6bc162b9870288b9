"""Writes distances.json: two-sample tests and distances, numpy's bins, PSI by convention. See cases.py."""

import sys

import numpy as np
from cases import Cases
from scipy import stats
from scipy.spatial import distance

golden = Cases("distances", "scipy")
add, share = golden.add, golden.share
rng = np.random.default_rng(20250303)
ref, REF = share("reference", np.round(rng.normal(0, 1, 180), 2))
cur, CUR = share("current", np.round(rng.normal(0.25, 1.2, 130), 2))
third, THIRD = share("third", np.round(rng.exponential(1, 60), 1))
tiny, TINY = share("tiny", np.round(rng.normal(0, 1, 9), 3))
tiny2, TINY2 = share("tiny2", np.round(rng.normal(0.8, 1, 12), 3))

for (a, A), (b, B) in [((ref, REF), (cur, CUR)), ((ref, REF), (ref, REF)), ((cur, CUR), (third, THIRD))]:
    result = stats.cramervonmises_2samp(a, b, method="asymptotic")
    # scipy stops its series for the limit at 1e-7.
    add("cramerVonMises", [A, B], {"statistic": result.statistic}, "scipy cramervonmises_2samp", 1e-9)
    add("cramerVonMises", [A, B], {"pValue": result.pvalue}, "scipy cramervonmises_2samp asymptotic",
        1e-6 / max(result.pvalue, 1e-3))
    add("energyDistance", [A, B], stats.energy_distance(a, b), "scipy.stats.energy_distance", 1e-10)
for a, b in [(tiny, tiny2), (tiny[:3], tiny2[:4]), (tiny2, tiny2 + 0.0001)]:
    result = stats.cramervonmises_2samp(a, b, method="exact")
    add("cramerVonMises", [a, b, "exact"], {"statistic": result.statistic, "pValue": result.pvalue},
        "scipy cramervonmises_2samp exact")
for names, samples in [([REF, CUR], [ref, cur]), ([REF, CUR, THIRD], [ref, cur, third]), ([TINY, TINY2], [tiny, tiny2]),
                       ([REF, REF], [ref, ref])]:
    with np.errstate(all="ignore"):
        result = stats.anderson_ksamp(samples, midrank=True)
    add("andersonDarling", [names], {"statistic": result.statistic, "pValue": result.pvalue},
        "scipy.stats.anderson_ksamp", 1e-9)
for before, after in [([120, 60, 20], [90, 80, 30]), ([50, 50], [48, 52]), ([400, 3, 2, 0], [380, 9, 0, 4])]:
    result = stats.chi2_contingency([before, after], correction=False, lambda_="log-likelihood")
    add("gTest", [before, after],
        {"statistic": result.statistic, "degreesOfFreedom": result.dof, "pValue": result.pvalue},
        "scipy chi2_contingency log-likelihood")
    p, q = np.array(before) / sum(before), np.array(after) / sum(after)
    add("lInfinity", [before, after], distance.chebyshev(p, q), "scipy chebyshev")


def filled(counts, convention):
    counts = np.asarray(counts, float)
    shares = counts / counts.sum()
    if convention == "evidently":
        low = shares[shares > 0].min()
        np.place(shares, shares == 0, 1e-4 if low > 1e-4 else low / 1e6)
    elif convention == "azure":
        shares = (counts + 1) / counts.sum()
    elif convention == "deepchecks":
        shares = np.maximum(shares, 0.01)
    elif convention == "frouros":
        shares = np.where(shares == 0, sys.float_info.min, shares)
    else:
        shares = np.maximum(shares, 1e-4)
    return shares


for before, after in [([120, 60, 20, 0], [90, 80, 0, 30]), ([50_000, 1, 0], [48_000, 3, 9]), ([5, 5], [5, 5])]:
    for convention in ["evidently", "azure", "deepchecks", "frouros", "classic"]:
        p, q = filled(before, convention), filled(after, convention)
        add("psiByConvention", [before, after, convention], ((p - q) * np.log(p / q)).sum(), f"{convention}'s source", 1e-10)
for values, name in [(ref, REF), (third, THIRD), (np.full(5, 3.0), [3.0] * 5), (np.array([1.0, 2.0]), [1.0, 2.0])]:
    for rule in ["sturges", "doane", 10]:
        edges = np.histogram_bin_edges(values, rule)
        add("histogramEdges", [name, rule], edges, "numpy.histogram_bin_edges", 1e-12)
        add("histogramCounts", [name, edges], np.histogram(values, edges)[0], "numpy.histogram")
edges = np.histogram_bin_edges(np.concatenate([ref, cur]), "sturges")
add("psiBins", [REF, CUR, "evidently"],
    {"reference": np.histogram(ref, edges)[0], "current": np.histogram(cur, edges)[0]}, "evidently's source, numpy")
edges = np.histogram_bin_edges(np.concatenate([ref, cur]), 10)
add("psiBins", [REF, CUR, "frouros"],
    {"reference": np.histogram(ref, edges)[0], "current": np.histogram(cur, edges)[0]}, "frouros' source, numpy")
edges = np.concatenate([[-np.inf], np.quantile(ref, np.arange(1, 10) / 10), [np.inf]])
add("psiBins", [REF, CUR, "classic"],
    {"reference": np.histogram(ref, edges)[0], "current": np.histogram(cur, edges)[0]}, "deciles, numpy")

x, y = rng.normal(size=(40, 3)), rng.normal(0.4, 1, (30, 3))
X, Y = share("pointsX", np.round(x, 4).ravel()), share("pointsY", np.round(y, 4).ravel())
x, y = X[0].reshape(40, 3), Y[0].reshape(30, 3)
square = distance.squareform(distance.pdist(np.vstack([x, y]), "sqeuclidean"))
median = np.median(square[np.triu_indices(70, 1)])
kernel = np.exp(-square / median)
np.fill_diagonal(kernel, 0)
mmd = kernel[:40, :40].sum() / (40 * 39) + kernel[40:, 40:].sum() / (30 * 29) - 2 * kernel[:40, 40:].mean()
add("maximumMeanDiscrepancy", [{"values": X[1], "dimensions": 3}, {"values": Y[1], "dimensions": 3}],
    {"statistic": mmd, "sigma": np.sqrt(median / 2)}, "Gretton et al. 2012, numpy", 1e-9)
golden.write()
