"""Fairness numbers of Fairlearn 0.15.0, AIF360 0.6.1 and Aequitas 1.1.0 on 600 rows, with control strata.

    pip install fairlearn==0.15.0 aif360==0.6.1 aequitas==1.1.0 pandas==2.3.3 scikit-learn==1.7.2 statsmodels==0.14.5
    python test/golden/fairness/generate.py

writes rows.csv and expected.json beside this file.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from aequitas.group import Group
from aequitas.bias import Bias
from aif360.sklearn import metrics as aif
from fairlearn import metrics as fl
from sklearn.metrics import mean_absolute_error, roc_auc_score
from statsmodels.stats.proportion import confint_proportions_2indep

warnings.filterwarnings("ignore")
here = Path(__file__).parent
rng = np.random.default_rng(20260101)
n = 600
sex = rng.choice(["F", "M"], n, p=[0.4, 0.6])
region = rng.choice(["north", "south", "west"], n, p=[0.5, 0.3, 0.2])
y = rng.binomial(1, np.where(sex == "M", 0.45, 0.35))
score = np.clip(np.round(rng.normal(0.25 + 0.45 * y + 0.08 * (sex == "M") - 0.05 * (region == "west"), 0.2), 4), 0, 1)
pred = (score >= 0.5).astype(int)
weight = np.round(rng.uniform(0.5, 2, n), 3)
rows = pd.DataFrame({"id": np.arange(n), "y": y, "score": score, "sex": sex, "region": region, "weight": weight})
rows.to_csv(here / "rows.csv", index=False)

frame = {}
for column in ("sex", "region"):
    g = rows[column]
    for name in ("between_groups", "to_overall"):
        of = {}
        for metric in ("demographic_parity", "equalized_odds", "equal_opportunity"):
            for scale in ("difference", "ratio"):
                of[f"{metric}_{scale}"] = getattr(fl, f"{metric}_{scale}")(y, pred, sensitive_features=g, method=name)
        for rate in ("true_positive_rate", "true_negative_rate", "false_positive_rate", "false_negative_rate"):
            for scale in ("difference", "ratio"):
                of[f"{rate}_{scale}"] = getattr(fl, f"{rate}_{scale}")(y, pred, sensitive_features=g, method=name)
        for scale in ("difference", "ratio"):
            of[f"accuracy_{scale}"] = getattr(fl, f"accuracy_score_{scale}")(y, pred, sensitive_features=g, method=name)
        frame[f"fairlearn {column} {name}"] = of
    frame[f"fairlearn {column} mean odds"] = fl.equalized_odds_difference(y, pred, sensitive_features=g, agg="mean")
    frame[f"fairlearn {column} group"] = {
        "accuracy_group_min": fl.accuracy_score_group_min(y, pred, sensitive_features=g),
        "precision_group_min": fl.precision_score_group_min(y, pred, sensitive_features=g),
        "recall_group_min": fl.recall_score_group_min(y, pred, sensitive_features=g),
        "balanced_accuracy_group_min": fl.balanced_accuracy_score_group_min(y, pred, sensitive_features=g),
        "f1_group_min": fl.f1_score_group_min(y, pred, sensitive_features=g),
        "roc_auc_group_min": fl.roc_auc_score_group_min(y, score, sensitive_features=g),
        "log_loss_group_max": fl.log_loss_group_max(y, score, sensitive_features=g),
    }
    # Fairlearn's control features: the difference inside each stratum.
    other = "region" if column == "sex" else "sex"
    control = fl.MetricFrame(metrics=fl.selection_rate, y_true=y, y_pred=pred, sensitive_features=g,
                             control_features=rows[other]).difference()
    frame[f"fairlearn {column} within {other}"] = {str(k): float(v) for k, v in control.items()}

t, p, s = pd.Series(y), pd.Series(pred), rows.sex
index = pd.MultiIndex.from_arrays([s], names=["sex"])
t.index = p.index = index
pair = {"prot_attr": "sex", "priv_group": "M"}
frame["aif360 F against M"] = {
    "statistical_parity_difference": aif.statistical_parity_difference(t, p, **pair),
    "disparate_impact_ratio": aif.disparate_impact_ratio(t, p, **pair),
    "equal_opportunity_difference": aif.equal_opportunity_difference(t, p, **pair),
    "average_odds_difference": aif.average_odds_difference(t, p, **pair),
    "average_odds_error": aif.average_odds_error(t, p, **pair),
}
benefit = 1 + pred - y
frame["aif360 individual"] = {
    "theil_index": aif.theil_index(benefit),
    "generalized_entropy_index": aif.generalized_entropy_error(y, pred, alpha=2),
}
audit = pd.DataFrame({"score": pred, "label_value": y, "region": region})
table, _ = Group().get_crosstabs(audit, attr_cols=["region"])
bias = Bias().get_disparity_predefined_groups(table, original_df=audit, ref_groups_dict={"region": "north"}, alpha=0.05)
columns = ["ppr_disparity", "pprev_disparity", "tpr_disparity", "fpr_disparity", "fnr_disparity", "for_disparity",
           "fdr_disparity", "npv_disparity", "precision_disparity"]
frame["aequitas against north"] = {r.attribute_value: {c: float(getattr(r, c)) for c in columns} for r in bias.itertuples()}

def counts(mask):
    return int(pred[mask].sum()), int(mask.sum())
(a, na), (b, nb) = counts(sex == "M"), counts(sex == "F")
low, high = confint_proportions_2indep(a, na, b, nb, compare="diff", method="newcomb", alpha=0.1)
frame["newcombe selection M - F 90 %"] = {"low": float(low), "high": float(high)}

# Clarify's CDDPL by hand, as its definition says: no released package computes it.
def cdd(member, strata):
    total = 0.0
    for value in np.unique(strata):
        inside = strata == value
        rejected, selected = inside & (pred == 0), inside & (pred == 1)
        total += inside.sum() * (member[rejected].mean() - member[selected].mean())
    return float(total / n)
frame["cdd by sex within region"] = {v: cdd((sex == v).astype(float), region) for v in ("F", "M")}
errors = {v: (int(((pred == 0) & (y == 1) & (sex == v)).sum()), int(((pred == 1) & (y == 0) & (sex == v)).sum())) for v in ("F", "M")}
frame["treatment equality by sex"] = abs(errors["F"][0] / errors["F"][1] - errors["M"][0] / errors["M"][1])

def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return float(value)
(here / "expected.json").write_text(json.dumps(plain(frame), indent=1) + "\n")
