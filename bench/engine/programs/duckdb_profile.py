"""duckdb_profile.py FILE REFERENCE: the same counts by DuckDB, in one SELECT on two threads.

It is let off what its SQL would make dear: sums and single flags of cells.
"""

import json
import sys

import duckdb

file, reference = sys.argv[1:3]
columns = json.load(open(reference))["columns"]
numeric = [c for c in columns if "edges" in c]
texts = [c for c in columns if "edges" not in c]


def source():
    types = ", ".join(f"'{c['name']}': '{'DOUBLE' if 'edges' in c else 'VARCHAR'}'" for c in columns)
    if file.endswith(".csv"):
        return f"read_csv('{file}', header = true, columns = {{{types}}})"
    if file.endswith(".jsonl"):
        return f"read_json('{file}', format = 'newline_delimited', columns = {{{types}}})"
    return f"read_parquet('{file}')"


def number(column):
    # histogram closes its bins above, our cells are closed below: mirrored, the two agree.
    name = column["name"]
    bounds = ", ".join(f"{-edge!r}::double" if "e" in repr(edge) else f"{-edge!r}e0::double" for edge in reversed(column["edges"]))
    return (
        f"count({name}), min({name}), max({name}), avg({name}), var_pop({name}), skewness({name}), "
        f"kurtosis_pop({name}), approx_count_distinct({name}), histogram(-{name}, [{bounds}])"
    )


select = ["count(*)"] + [number(c) for c in numeric] + [f"count({c['name']}), histogram({c['name']})" for c in texts]
connection = duckdb.connect(config={"threads": 2})
row = iter(connection.execute(f"SELECT {', '.join(select)} FROM {source()}").fetchone())
rows = next(row)
counts = {}
for column in numeric:
    present, least, largest = next(row), next(row), next(row)
    for _ in range(5):
        next(row)
    cells = {float(bound): count for bound, count in next(row).items()}
    # What is above the last mirrored bound is below the first edge.
    ordered = [cells.get(-edge + 0.0, 0) for edge in column["edges"]]
    counts[column["name"]] = {
        "name": column["name"],
        "nulls": rows - present,
        "min": least,
        "max": largest,
        "cells": [present - sum(ordered)] + ordered,
    }
for column in texts:
    present, categories = next(row), next(row)
    counts[column["name"]] = {
        "name": column["name"],
        "nulls": rows - present,
        "categories": sorted(([name, count] for name, count in categories.items()), key=lambda pair: pair[0].encode("utf-16-be")),
    }
print(json.dumps([counts[c["name"]] for c in columns]))
