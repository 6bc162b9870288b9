"""Golden values for packages/forecast: Holt-Winters, STL, MSTL and the conformal rank.

    ~/venv/bin/python test/golden/forecast/generate.py

statsmodels 0.14.5 (ExponentialSmoothing, STL, MSTL), numpy 2.3.5.
"""

import json
import math
import pathlib

import numpy as np
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import MSTL, STL

rng = np.random.default_rng(20260801)


def load(days, day, noise=4.0):
    t = np.arange(days * day)
    daily = 30 * np.sin(2 * np.pi * t / day) + 12 * np.cos(4 * np.pi * t / day)
    weekly = np.where((t // day) % 7 >= 5, -20.0, 8.0)
    return 100 + 0.05 * t + daily + weekly + noise * rng.standard_normal(t.size)


def holt_winters():
    day = 24
    values = load(9, day)
    start = {"level": 98.0, "trend": 0.2, "season": (30 * np.sin(2 * np.pi * np.arange(day) / day)).tolist()}
    cases = []
    for alpha, beta, damping, gamma in [(0.3, 0.05, 0.9, 0.2), (0.05, 0.0, 0.98, 0.4), (0.9, 0.1, 0.8, 0.05)]:
        model = ExponentialSmoothing(
            values, trend="add", damped_trend=True, seasonal="add", seasonal_periods=day,
            initialization_method="known", initial_level=start["level"], initial_trend=start["trend"],
            initial_seasonal=start["season"],
        )
        # statsmodels smooths the season with gamma itself, scaled by nothing; the trend with beta* = beta.
        fit = model.fit(
            smoothing_level=alpha, smoothing_trend=beta, damping_trend=damping, smoothing_seasonal=gamma,
            optimized=False,
        )
        cases.append({
            "parameters": {"level": alpha, "trend": beta, "damping": damping, "season": gamma},
            "level": float(fit.level[-1]), "trend": float(fit.trend[-1]),
            "forecast": np.asarray(fit.forecast(day)).tolist(),
        })
    return {"values": values.tolist(), "start": start, "cases": cases}


def stl():
    cases = []
    for day, days, seasonal in [(24, 8, 7), (12, 21, 11), (48, 5, 13)]:
        values = load(days, day)
        model = STL(values, period=day, seasonal=seasonal)
        fit = model.fit(inner_iter=2, outer_iter=0)
        config = model.config
        cases.append({
            "values": values.tolist(), "period": day, "seasonal": seasonal,
            "trendWindow": int(config["trend"]), "lowPassWindow": int(config["low_pass"]),
            "seasonalOut": fit.seasonal.tolist(), "trendOut": fit.trend.tolist(),
        })
    day, seasonal = 48, 7
    values = load(10, day)
    jumps = {"seasonal_jump": 1, "trend_jump": 10, "low_pass_jump": 5}
    fit = STL(values, period=day, seasonal=seasonal, **jumps).fit(inner_iter=2, outer_iter=0)
    cases.append({
        "values": values.tolist(), "period": day, "seasonal": seasonal, "trendJump": 10, "lowPassJump": 5,
        "seasonalOut": fit.seasonal.tolist(), "trendOut": fit.trend.tolist(),
    })
    return cases


def mstl():
    day = 12
    values = load(28, day)
    fit = MSTL(values, periods=(day, 7 * day), stl_kwargs={}).fit()
    # statsmodels fixes STL's inner iterations at 5 within MSTL.
    return {
        "values": values.tolist(), "day": day, "iterations": 5,
        "seasonal": np.asarray(fit.seasonal).T.tolist(), "trend": np.asarray(fit.trend).tolist(),
    }


def conformal():
    scores = rng.standard_normal(87)
    cases = []
    for level in (0.5, 0.9, 0.95, 0.99):
        rank = math.ceil((scores.size + 1) * level)
        value = float(np.sort(scores)[rank - 1]) if rank <= scores.size else "Infinity"
        cases.append({"level": level, "value": value})
    return {"scores": scores.tolist(), "cases": cases}


golden = {"holtWinters": holt_winters(), "stl": stl(), "mstl": mstl(), "conformal": conformal()}
target = pathlib.Path(__file__).with_name("golden.json")
target.write_text(json.dumps(golden) + "\n")
