"""Distances of two category counts by scipy and numpy. Run: python generate.py > golden.json"""

import json

import numpy as np
import scipy
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency

CASES = [([30, 50, 20], [10, 60, 40]), ([5, 0, 95], [1, 9, 190]), ([100, 0], [0, 70]), ([7, 3], [70, 30])]

out = []
for a, b in CASES:
    chi = chi2_contingency([a, b], correction=False)
    p, q = (np.maximum(np.array(x) / sum(x), 1e-4) for x in (a, b))
    js = jensenshannon(a, b, 2)
    out.append({"a": a, "b": b, "chiSquare": float(chi[0]), "degreesOfFreedom": int(chi[2]),
                "psi": float(np.sum((p - q) * np.log(p / q))), "jensenShannon": float(js)})
print(json.dumps({"scipy": scipy.__version__, "numpy": np.__version__, "cases": out}, indent=2))
