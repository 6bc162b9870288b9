"""Tells what the files of spark.py and parquet-rs/ hold, as pyarrow reads them: writers.json.

    python test/golden/data/writers/dump.py

pyarrow 22.0.0. Values are spelled as in ../tables.json. All files of a writer are made of the same rows, so they must
agree here, before they are compared with our reader; writers.json also says which encodings and codecs a file uses.
"""

import decimal
import json
import math
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

HERE = Path(__file__).parent
FILES = HERE / "files"
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def column(array):
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        return "text", [None if v is None else str(v) for v in array.to_pylist()]
    if pa.types.is_dictionary(kind):
        return column(array.cast(kind.value_type))
    if pa.types.is_timestamp(kind):
        scale = PER_SECOND[kind.unit]
        return "timestamp", [None if v is None else float(Fraction(v * 1000, scale)) for v in array.cast(pa.int64()).to_pylist()]
    if pa.types.is_date32(kind):
        return "timestamp", [None if v is None else v * 86_400_000 for v in array.cast(pa.int32()).to_pylist()]
    values = array.to_pylist()
    if pa.types.is_boolean(kind):
        return "boolean", values
    if pa.types.is_integer(kind):
        wide = any(v is not None and abs(v) > 2**53 - 1 for v in values)
        return ("bigint", [None if v is None else str(v) for v in values]) if wide else ("number", values)
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number", [None if v is None else spelled(v) for v in values]
    if pa.types.is_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return "text", [None if v is None else v.decode() for v in values]
    assert pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind), kind
    return "text", values


def spelled(value):
    # Through a fraction: decimal.Decimal rounds to its context before float() sees it.
    number = float(Fraction(value)) if isinstance(value, decimal.Decimal) else float(value)
    if math.isnan(number):
        return "NaN"
    return number if math.isfinite(number) else ("Infinity" if number > 0 else "-Infinity")


def main():
    tables, files = {}, []
    for path in sorted(FILES.glob("*.parquet")):
        writer = path.name.split("-")[0]
        table = pq.read_table(path)
        meta = pq.read_metadata(path)
        chunks = [meta.row_group(g).column(c) for g in range(meta.num_row_groups) for c in range(meta.num_columns)]
        # What a legacy writer cannot say is a table of its own.
        key = path.stem if path.stem in ("spark-millis",) else writer
        known = tables.setdefault(key, {})
        for name in table.column_names:
            kind, values = column(table[name].combine_chunks())
            # JSON tells NaN from NaN and -0.0 from 0.0 as we need it.
            mine = json.dumps({"kind": kind, "values": values})
            assert json.dumps(known.setdefault(name, json.loads(mine))) == mine, (path.name, name)
        files.append({
            "file": path.name, "table": key, "columns": table.column_names, "rowGroups": meta.num_row_groups,
            "codecs": sorted({c.compression for c in chunks}), "encodings": sorted({e for c in chunks for e in c.encodings}),
        })  # fmt: skip
    # By value alone: the order of files, and so of rows, is the reader's affair.
    parts = ds.dataset(FILES / "spark-partitioned", partitioning="hive").to_table().to_pylist()
    spell = lambda v: None if v is None else spelled(v) if isinstance(v, float) else v
    rows = sorted(([r["dt"], r["region"], r["i32"], spell(r["f64"])] for r in parts), key=lambda r: json.dumps(r))
    dump = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    lines = ",\n".join(f"{dump(k)}:{{\n" + ",\n".join(f"{dump(c)}:{dump(v)}" for c, v in t.items()) + "\n}" for k, t in tables.items())
    listed = ",\n".join(map(dump, files))
    (HERE / "writers.json").write_text(f'{{"files":[\n{listed}\n],\n"tables":{{\n{lines}\n}},\n"partitioned":{dump(rows)}}}\n')


main()
