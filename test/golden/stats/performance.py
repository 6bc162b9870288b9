"""Writes performance.json: performance without labels as NannyML estimates it, and temperature scaling. See cases.py.

NannyML has its own requirements (performance-requirements.txt), away from those of the other generators.
NannyML rounds the sums behind AUC and average precision to 5 digits, hence 1e-6 there.
"""

import os

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import numpy as np
import pandas as pd
from cases import Cases
from nannyml.performance_estimation.confidence_based import metrics as cbpe
from nannyml.sampling_error import binary_classification as binary
from nannyml.sampling_error import multiclass_classification as multi
from scipy import optimize, special

golden = Cases("performance", "nannyml", "scipy", "scikit-learn")
rng = np.random.default_rng(20250707)
METRICS = ["roc_auc", "ap", "f1", "precision", "recall", "specificity", "accuracy"]
OURS = ["rocAuc", "averagePrecision", "f1", "precision", "recall", "specificity", "accuracy"]

for n, threshold in [(300, 0.5), (90, 0.3), (40, 1.1)]:
    scores = rng.permutation(np.round(np.linspace(0.001, 0.999, n), 6))
    probabilities = np.round(scores**1.3, 6)
    predicted = (scores >= threshold).astype(int)
    found = {}
    for ours, theirs in zip(OURS, METRICS):
        with np.errstate(invalid="ignore"):
            args = (probabilities, scores) if theirs in ("roc_auc", "ap") else (predicted, probabilities)
            found[ours] = getattr(cbpe, f"estimate_{theirs}")(*args)
    if predicted.sum() == 0:  # NannyML says 0 where it is 0 / 0
        found["precision"] = float("nan")
    golden.add("estimatedBinaryPerformance",
               [{"probabilities": probabilities, "scores": scores, "predicted": predicted}], found,
               "nannyml estimate_*", 2e-6)

raw = rng.dirichlet([1, 2, 3], 200)
calibrated = raw**1.2 / (raw**1.2).sum(axis=1, keepdims=True)
raw, calibrated = np.round(raw, 7), np.round(calibrated, 7)
predicted = raw.argmax(axis=1)
one_hot = [(predicted == k).astype(int) for k in range(3)]
found = {}
for ours, theirs in zip(OURS, METRICS[:-1]):
    call = getattr(cbpe, f"estimate_{theirs}")
    found[ours] = np.mean([call(calibrated[:, k], raw[:, k]) if theirs in ("roc_auc", "ap")
                           else call(one_hot[k], calibrated[:, k]) for k in range(3)])
found["accuracy"] = np.mean(np.max(np.array(one_hot).T * calibrated, axis=1))
golden.add("estimatedMulticlassPerformance",
           [{"probabilities": calibrated.T, "scores": raw.T, "predicted": predicted}], found,
           "nannyml estimate_* per class, mean", 2e-6)

chunk = np.zeros(130)
for share in [0.3, 0.8]:
    y = (rng.random(250) < share).astype(int)
    s = np.round(rng.permutation(np.linspace(0.01, 0.99, 250)) * 0.6 + 0.4 * y, 6)
    p = (s >= 0.55).astype(int)
    ys, ss, ps = pd.Series(y), pd.Series(s), pd.Series(p)
    found = {}
    for ours, theirs in zip(OURS, ["auroc", None, "f1", "precision", "recall", "specificity", "accuracy"]):
        if theirs:
            components = getattr(binary, f"{theirs}_sampling_error_components")(ys, ss if theirs == "auroc" else ps)
            found[ours] = getattr(binary, f"{theirs}_sampling_error")(components, chunk)
    golden.add("binarySamplingError", [{"labels": y, "scores": s, "predicted": p}, 130, {"method": "nannyml"}], found,
               "nannyml sampling_error.binary_classification", 1e-9)

labels = np.array([rng.choice(3, p=row / row.sum()) for row in raw])
y_lists = [(labels == k).astype(int) for k in range(3)]
found = {}
for ours, theirs in zip(OURS, ["auroc", None, "f1", "precision", "recall", "specificity", "accuracy"]):
    if theirs:
        args = [raw[:, k] for k in range(3)] if theirs == "auroc" else one_hot
        y_args, args = (np.array(y_lists).T, np.array(args).T) if theirs == "accuracy" else (y_lists, args)
        components = getattr(multi, f"{theirs}_sampling_error_components")(y_args, args)
        found[ours] = getattr(multi, f"{theirs}_sampling_error")(components, chunk)
golden.add("multiclassSamplingError", [{"labels": labels, "scores": raw.T, "predicted": predicted}, 130, {"method": "nannyml"}], found,
           "nannyml sampling_error.multiclass_classification", 1e-9)

logits = np.round(rng.normal(size=(150, 4)) * 3, 4)
truth = np.array([rng.choice(4, p=special.softmax(row / 2.2)) for row in logits])


def slope(inverse):
    return ((special.softmax(inverse * logits, axis=1) * logits).sum(axis=1) - logits[np.arange(150), truth]).sum()


golden.add("temperature", [truth, logits.T], 1 / optimize.brentq(slope, 1e-3, 1e3, xtol=1e-15, rtol=1e-15),
           "scipy.optimize.brentq on the derivative", 1e-9)
golden.write()
