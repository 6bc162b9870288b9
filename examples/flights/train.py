"""Trains the example's models and writes the small files the demo uses.

    npm pack vega-datasets@3.2.1 && tar xf vega-datasets-3.2.1.tgz
    pip install -r requirements.txt
    python train.py package/data/flights-3m.parquet

3.0 million US flights, January to June 2001 (US Bureau of Transportation Statistics, by way of npm's vega-datasets).
The question: will this flight leave more than 15 minutes late? Only what is known the evening before is used.

  production  January to March: hour and weekday of departure, distance
  candidate   the same months: airports, and yesterday's share of late flights at both of them
  broken      the candidate, but its feed for O'Hare lost AM and PM: 5 in the afternoon is 5 in the morning
  trimmed     the candidate, its airport tables cut to the busiest airports "to save space": offline it scores the
              same, live it has no answer for the rest

Everything is seeded; the same inputs give the same bytes.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

HERE = pathlib.Path(__file__).parent
LATE_MINUTES = 15
PRIOR, PRIOR_FLIGHTS = 0.2, 20  # a small airport's yesterday is pulled towards the national rate
TRAIN_END, GATE_END = "2001-04-01", "2001-05-01"
BUSIEST_KEPT = 110
SEED = 20010911


def logit(p):
    return np.log(p / (1 - p))


def load(path):
    flights = pq.read_table(path).to_pandas()
    # Delays beyond fifteen hours either way are clock errors of the source.
    flights = flights[(flights.date < "2001-07-01") & (flights.delay.abs() <= 900)].reset_index(drop=True)
    flights["flight"] = flights.index.astype("int32")
    flights["late"] = (flights.delay > LATE_MINUTES).astype("int8")
    flights["day"] = flights.date.dt.floor("D")
    flights["hour"] = flights.date.dt.hour.astype("int8")
    flights["weekday"] = flights.date.dt.weekday.astype("int8")
    for end in ("origin", "destination"):
        daily = flights.groupby([end, "day"]).late.agg(["sum", "size"]).reset_index()
        daily["day"] += pd.Timedelta(days=1)
        daily[f"{end}_yesterday"] = (
            (daily["sum"] + PRIOR_FLIGHTS * PRIOR) / (daily["size"] + PRIOR_FLIGHTS)
        ).round(4)
        flights = flights.merge(daily[[end, "day", f"{end}_yesterday"]], on=[end, "day"], how="left")
    return flights[flights.day >= "2001-01-02"].fillna(PRIOR)


def late_table(train, column):
    counts = train.groupby(column).late.agg(["sum", "size"])
    rate = (counts["sum"] + 50 * PRIOR) / (counts["size"] + 50)
    return logit(rate)


def fit(train, tables, features):
    design = np.column_stack([feature(train, tables) for _, feature in features])
    return LogisticRegression(C=1e6, max_iter=500).fit(design, train.late)


def tabled(column):
    return column, lambda f, tables: f[column].map(tables[column]).to_numpy()


DISTANCE = ("distance", lambda f, _: np.log(f.distance.to_numpy()))


def yesterday(end):
    return f"{end}_yesterday", lambda f, _: logit(f[f"{end}_yesterday"].to_numpy())


def as_json(name, model, features, tables):
    """A scorer anyone can read: the logit is the intercept plus one term a feature."""
    terms = []
    for (feature, _), weight in zip(features, model.coef_[0]):
        if feature in tables:
            values = {str(k): round(float(v * weight), 6) for k, v in tables[feature].items()}
            terms.append({"feature": feature, "table": values})
        else:
            transform = "log" if feature == "distance" else "logit"
            terms.append({"feature": feature, "transform": transform, "weight": round(float(weight), 6)})
    return {"name": name, "intercept": round(float(model.intercept_[0]), 6), "terms": terms}


def score(model, flights):
    total = np.full(len(flights), model["intercept"])
    for term in model["terms"]:
        column = flights[term["feature"]]
        if "table" in term:
            total += column.astype(str).map(term["table"]).to_numpy()
        else:
            values = column.to_numpy()
            total += term["weight"] * (np.log(values) if term["transform"] == "log" else logit(values))
    return (1 / (1 + np.exp(-total))).round(5)


def write(name, frame, columns):
    table = pa.Table.from_pandas(frame[columns], preserve_index=False)
    pq.write_table(table, HERE / "data" / f"{name}.parquet", compression="zstd", compression_level=19)


def main(path):
    flights = load(path)
    train = flights[flights.day < TRAIN_END]
    tables = {c: late_table(train, c) for c in ("hour", "weekday", "origin", "destination")}
    plain = [tabled("hour"), tabled("weekday"), DISTANCE]
    rich = plain[:2] + [tabled("origin"), tabled("destination"), DISTANCE, yesterday("origin"), yesterday("destination")]
    sample = train.sample(400_000, random_state=SEED)

    production = as_json("production", fit(sample, tables, plain), plain, tables)
    candidate = as_json("candidate", fit(sample, tables, rich), rich, tables)
    busiest = set(train.origin.value_counts().index[:BUSIEST_KEPT])
    trimmed = json.loads(json.dumps(candidate)) | {"name": "trimmed"}
    for term in trimmed["terms"]:
        if term["feature"] in ("origin", "destination"):
            term["table"] = {k: v for k, v in term["table"].items() if k in busiest}

    known = flights.origin.isin(tables["origin"].index) & flights.destination.isin(tables["destination"].index)
    flights = flights[known]
    april = flights[(flights.day >= TRAIN_END) & (flights.day < GATE_END)].sample(40_000, random_state=SEED)
    april = april.sort_values("flight")
    april["part_of_day"] = pd.cut(
        april.hour, [-1, 5, 11, 16, 20, 23], labels=["night", "morning", "midday", "evening", "late evening"]
    ).astype(str)
    ampm_lost = april.copy()
    ohare = ampm_lost.origin == "ORD"
    ampm_lost.loc[ohare, "hour"] = ampm_lost.loc[ohare, "hour"] % 12

    models = {"production": production, "candidate": candidate, "broken": candidate | {"name": "broken"}, "trimmed": trimmed}
    for name, model in models.items():
        (HERE / "models" / name).mkdir(parents=True, exist_ok=True)
        (HERE / "models" / name / "model.json").write_text(json.dumps(model, indent=1) + "\n")

    for name in ("production", "candidate", "broken"):
        scored = april.assign(score=score(models[name], ampm_lost if name == "broken" else april))
        slices = ["origin", "part_of_day"] if name != "production" else []
        write(f"april-{name}", scored, ["flight", "late", "score", *slices])
        at_ohare = scored[scored.origin == "ORD"]
        print(
            f"{name:10} roc_auc {roc_auc_score(scored.late, scored.score):.4f}"
            f"  at ORD {roc_auc_score(at_ohare.late, at_ohare.score):.4f} (n={len(at_ohare)})"
        )

    features = ["hour", "weekday", "distance", "origin", "destination", "origin_yesterday", "destination_yesterday"]
    reference = flights[flights.day < TRAIN_END].sample(20_000, random_state=SEED)
    current = flights[(flights.day >= "2001-05-01") & (flights.day < "2001-06-01")].sample(10_000, random_state=SEED)
    for name, frame in (("reference", reference), ("may", current)):
        write(f"drift-{name}", frame.assign(score=score(candidate, frame)).sort_values("flight"), [*features, "score"])

    live = april.sample(2_000, random_state=SEED + 1)
    live[features].to_csv(HERE / "data" / "requests.csv", index=False)


if __name__ == "__main__":
    main(sys.argv[1])
