"""Writes the golden corpus of packages/data: small files of several writers, and what they hold.

    python test/golden/data/generate.py

pyarrow 22.0.0, pandas 2.3.3, polars 2.1.0, duckdb 2.0.0, numpy 2.3.5, lz4 1.9.4 (the tool). Every file in files/ but those
arrow.test.ts knows by formula is listed in manifest.json
with the table it holds; tables.json holds the tables, value by value, in the terms of `Column`:

    number     a JSON number, or "NaN", "Infinity", "-Infinity"
    bigint     a string of digits
    boolean    true, false
    timestamp  milliseconds since the epoch, the double nearest the exact fraction
    text       a string
    missing    null

The expected values come from the Python objects the files were made of, not from reading the files back.
"""

import datetime as dt
import decimal
import json
import math
import random
import shutil
import subprocess
import uuid
from fractions import Fraction
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

HERE = Path(__file__).parent
FILES = HERE / "files"
ROWS = 230
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
rng = random.Random(20240229)
WORDS = ["red", "green", "blue", "", "naïve", "日本語", "\U0001f600 smile", "tab\there", 'quote"d', "line\nbreak", "a" * 60]

manifest = []
tables = {}


# ---- values -------------------------------------------------------------------------------------------------------

def punch(values, pattern):
    """Nulls by pattern: none, some (every seventh and a long run), all."""
    if pattern == "none":
        return values
    if pattern == "all":
        return [None] * len(values)
    return [None if i % 7 == 3 or 40 <= i < 75 else v for i, v in enumerate(values)]


def doubles(n):
    special = [0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308, 0.1, 1 / 3]
    return [special[i] if i < len(special) else rng.uniform(-1e6, 1e6) for i in range(n)]


def instants_ns(n):
    special = [0, -1, 1_704_153_600_123_000_000, 1_704_153_600_123_456_789, -2_208_988_800_000_000_001]
    return [special[i] if i < len(special) else rng.randrange(-(2**61), 2**61) for i in range(n)]


def mixed(pattern, n=ROWS):
    """Every type with a counterpart: (arrow array, kind, expected values)."""
    columns = {}

    def add(name, arrow_type, kind, values, expected=None):
        values = punch(values, pattern)
        shown = values if expected is None else punch(expected, pattern)
        columns[name] = (pa.array(values, arrow_type), kind, shown)

    add("bool", pa.bool_(), "boolean", [rng.random() < 0.4 for _ in range(n)])
    add("bool_runs", pa.bool_(), "boolean", [i // 90 == 1 for i in range(n)])
    for bits in (8, 16, 32):
        low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        add(f"i{bits}", getattr(pa, f"int{bits}")(), "number", [low, high] + [rng.randint(low, high) for _ in range(n - 2)])
        add(f"u{bits}", getattr(pa, f"uint{bits}")(), "number", [0, 2**bits - 1] + [rng.randrange(2**bits) for _ in range(n - 2)])
    add("i64", pa.int64(), "number", [2**53 - 1, -(2**53) + 1] + [rng.randrange(-(2**40), 2**40) for _ in range(n - 2)])
    add("i64_steps", pa.int64(), "number", [1000 + 3 * i for i in range(n)])
    add("u64", pa.uint64(), "number", [2**53 - 1, 0] + [rng.randrange(2**50) for _ in range(n - 2)])
    wide = [2**53 + 1, 2**63 - 1, -(2**63)] + [rng.randrange(-(2**63), 2**63) for _ in range(n - 3)]
    add("i64_wide", pa.int64(), "bigint", wide)
    add("u64_wide", pa.uint64(), "bigint", [2**53 + 1, 2**63 - 1] + [rng.randrange(2**63) for _ in range(n - 2)])
    add("f64", pa.float64(), "number", doubles(n))
    singles = [float(np.float32(v)) if math.isfinite(v) and abs(v) < 1e38 else 1.5 for v in doubles(n)]
    add("f32", pa.float32(), "number", [math.nan, math.inf] + singles[2:])
    halves = [float(np.float16(v)) for v in [0.0, -0.0, 6e-8, 65504.0, -math.inf, math.nan] + [rng.uniform(-9, 9) for _ in range(n - 6)]]
    columns["f16"] = (pa.array([None if v is None else np.float16(v) for v in punch(halves, pattern)], pa.float16()), "number", punch(halves, pattern))
    add("text", pa.string(), "text", [rng.choice(WORDS) for _ in range(n)])
    add("text_distinct", pa.string(), "text", [f"user-{i:05d}-{rng.choice(WORDS)}" for i in range(n)])
    add("text_long", pa.large_string(), "text", ["x" * (i % 97) for i in range(n)])
    add("binary", pa.binary(), "text", [rng.choice(WORDS).encode() for _ in range(n)])
    fixed = [rng.choice(["aaaa", "bbbb", "cccc"]) for _ in range(n)]
    add("fixed", pa.binary(4), "text", [v.encode() for v in fixed], fixed)
    columns["binary"] = (columns["binary"][0], "text", [None if v is None else v.decode() for v in columns["binary"][2]])
    days = [0, -719162, 2932896] + [rng.randrange(-40000, 40000) for _ in range(n - 3)]
    add("date", pa.date32(), "timestamp", days, [d * 86_400_000 for d in days])
    instants = instants_ns(n)
    add("ts_ns", pa.timestamp("ns"), "timestamp", instants, [float(Fraction(v, 10**6)) for v in instants])
    micros = [v // 1000 for v in instants]
    add("ts_us", pa.timestamp("us", tz="Europe/Paris"), "timestamp", micros, [float(Fraction(v, 1000)) for v in micros])
    millis = [v // 10**6 for v in instants]
    add("ts_ms", pa.timestamp("ms"), "timestamp", millis, millis)
    times = [rng.randrange(86_400_000) for _ in range(n)]
    add("time_ms", pa.time32("ms"), "number", times, times)
    add("time_us", pa.time64("us"), "number", [t * 1000 + 7 for t in times], [float(Fraction(t * 1000 + 7, 1000)) for t in times])
    for precision, scale in ((7, 2), (18, 4), (38, 10)):
        unscaled = [0, 10**precision - 1, -(10**precision) + 1] + [rng.randrange(-(10**precision) + 1, 10**precision) for _ in range(n - 3)]
        with decimal.localcontext(decimal.Context(prec=60)):
            values = [decimal.Decimal(v).scaleb(-scale) for v in unscaled]
        add(f"dec{precision}", pa.decimal128(precision, scale), "number", values, [float(Fraction(v, 10**scale)) for v in unscaled])
    add("category", pa.dictionary(pa.int32(), pa.string()), "text", [rng.choice(WORDS[:5]) for _ in range(n)])
    return columns


# ---- writing ------------------------------------------------------------------------------------------------------

def show(value, kind):
    if value is None:
        return None
    if kind == "bigint":
        return str(value)
    if kind in ("number", "timestamp"):
        if isinstance(value, float) and not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return value
    return value


def table_of(name, columns):
    """Registers what is expected under `name`; the arrow table to write."""
    tables[name] = {c: {"kind": kind, "values": [show(v, kind) for v in values]} for c, (_, kind, values) in columns.items()}
    return pa.table({c: array for c, (array, _, _) in columns.items()})


def record(file, table, **extra):
    manifest.append({"file": file, "table": table, **extra})


def write(file, name, table, columns=None, **options):
    """Parquet by pyarrow; `columns` restricts the file to some of the table's."""
    chosen = table if columns is None else table.select(columns)
    pq.write_table(chosen, FILES / f"{file}.parquet", **options)
    record(f"{file}.parquet", name, **({} if columns is None else {"columns": columns}))


def parquet_matrix():
    sparse_columns = mixed("some")
    sparse = table_of("sparse", sparse_columns)
    dense = table_of("dense", mixed("none"))
    nulls = table_of("nulls", mixed("all", 20))
    # Without a value nothing shows that a 64-bit column is wide.
    tables["nulls"] = {c: dict(v, kind="number" if v["kind"] == "bigint" else v["kind"]) for c, v in tables["nulls"].items()}
    write("defaults", "sparse", sparse)
    write("dense", "dense", dense)
    write("all-null", "nulls", nulls)
    write("all-null-v2", "nulls", nulls, data_page_version="2.0", use_dictionary=False)
    write("plain-v1", "sparse", sparse, use_dictionary=False, compression="none")
    write("plain-v2", "sparse", sparse, use_dictionary=False, compression="none", data_page_version="2.0")
    write("plain-dense-v2", "dense", dense, use_dictionary=False, compression="zstd", data_page_version="2.0")
    for codec in ("snappy", "gzip", "zstd", "brotli", "lz4"):
        for version in ("1.0", "2.0"):
            write(f"codec-{codec}-v{version[0]}", "sparse", sparse, ["bool", "i32", "f64", "text", "text_long"], compression=codec, data_page_version=version)
    integers = ["i8", "u16", "i32", "u32", "i64", "i64_steps", "u64", "i64_wide", "date", "ts_ns", "time_us"]
    texts = ["text", "text_distinct", "text_long", "binary"]
    split = ["i32", "i64", "i64_wide", "f64", "f32", "f16", "fixed", "dec38", "ts_us"]
    for encoding, columns in (
        ("DELTA_BINARY_PACKED", integers),
        ("DELTA_LENGTH_BYTE_ARRAY", texts),
        ("DELTA_BYTE_ARRAY", texts + ["fixed"]),
        ("BYTE_STREAM_SPLIT", split),
    ):
        for source, name, version in ((sparse, "sparse", "1.0"), (dense, "dense", "2.0")):
            write(f"enc-{encoding.lower()}-{name}", name, source, columns, use_dictionary=False, column_encoding={c: encoding for c in columns}, data_page_version=version, compression="none" if name == "sparse" else "zstd")
    write("row-groups", "sparse", sparse, row_group_size=60)
    some = ["bool", "i32", "i64_wide", "f64", "text", "text_distinct", "fixed", "dec38"]
    write("small-pages", "sparse", sparse, some, data_page_size=64, write_batch_size=8, write_page_checksum=True)
    write("small-pages-v2", "sparse", sparse, some, data_page_size=64, write_batch_size=8, data_page_version="2.0", write_page_index=True)
    write("dictionary-overflow", "sparse", sparse, ["text", "text_distinct", "f64", "i64_wide", "i64"], dictionary_pagesize_limit=128, write_batch_size=8, data_page_size=100)
    write("no-statistics", "sparse", sparse, ["i64", "i64_wide", "u64", "u64_wide", "text"], write_statistics=False, row_group_size=100)
    write("version-1", "sparse", sparse, ["i8", "u32", "i64", "text", "date", "ts_us", "dec18"], version="1.0", store_schema=False)
    write("decimal-integer", "sparse", sparse, ["dec7", "dec18", "dec38"], store_decimal_as_integer=True)
    write("empty", "none", dense.slice(0, 0))
    tables["none"] = {c: {"kind": v["kind"], "values": []} for c, v in tables["nulls"].items()}
    record_int96()
    nested(sparse_columns)


def record_int96():
    near = [1_704_153_600_123_000_000 + i * 977_777_777 for i in range(ROWS)]
    near[0], near[1] = 0, -1
    chosen = {"ts_ns": (pa.array(punch(near, "some"), pa.timestamp("ns")), "timestamp", punch([float(Fraction(v, 10**6)) for v in near], "some"))}
    write("int96", "int96", table_of("int96", chosen), use_deprecated_int96_timestamps=True)


def nested(columns):
    table = table_of("flat-beside-nested", {c: columns[c] for c in ("i32", "text")})
    lists = pa.array([[1, 2]] * ROWS, pa.list_(pa.int32()))
    structs = pa.array([{"a": 1, "b": {"c": "x"}}] * ROWS)
    maps = pa.array([[("k", 1)]] * ROWS, pa.map_(pa.string(), pa.int32()))
    both = pa.table({"lists": lists, "i32": table["i32"], "structs": structs, "maps": maps, "text": table["text"]})
    pq.write_table(both, FILES / "nested.parquet")
    known = tables["flat-beside-nested"]
    inner = {"structs.a": {"kind": "number", "values": [1] * ROWS}, "structs.b.c": {"kind": "text", "values": ["x"] * ROWS}}
    tables["flat-beside-nested"] = {"i32": known["i32"], **inner, "text": known["text"]}
    record("nested.parquet", "flat-beside-nested", unsupported=["lists", "structs", "maps"])
    ids = [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(50)]
    uuids = pa.array([uuid.UUID(v).bytes for v in ids], pa.uuid())
    docs = [json.dumps({"n": i}) for i in range(50)]
    tables["extension"] = {"uuid": {"kind": "text", "values": ids}, "doc": {"kind": "text", "values": docs}}
    pq.write_table(pa.table({"uuid": uuids, "doc": pa.array(docs, pa.json_())}), FILES / "uuid-json.parquet")
    record("uuid-json.parquet", "extension")
    bad = pa.table({"blob": pa.array([b"\xff\xfe\x00", b"ok"]), "n": [1, 2]})
    pq.write_table(bad, FILES / "binary-blob.parquet")
    tables["blob"] = {"n": {"kind": "number", "values": [1, 2]}}
    record("binary-blob.parquet", "blob", undecodable=["blob"])
    big = pa.table({"u": pa.array([2**64 - 1, 1], pa.uint64()), "n": [1, 2]})
    pq.write_table(big, FILES / "u64-huge.parquet")
    record("u64-huge.parquet", "blob", undecodable=["u"])


def other_writers():
    names = ["bool", "i32", "i64", "i64_wide", "f64", "text", "text_distinct", "date", "ts_us", "dec18"]
    columns = {c: v for c, v in mixed("some").items() if c in names}
    table = table_of("others", columns)
    frame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}.get)
    plain = [c for c in names if c not in ("date", "ts_us")]
    frame[plain].to_parquet(FILES / "pandas.parquet", index=False)
    # A column of doubles with NaN is written by pandas with nulls in their place.
    with_null = dict(tables["others"]["f64"], values=[None if v == "NaN" else v for v in tables["others"]["f64"]["values"]])
    tables["pandas"] = {c: with_null if c == "f64" else tables["others"][c] for c in plain}
    record("pandas.parquet", "pandas")
    for codec in ("zstd", "snappy"):
        pl.from_arrow(table).write_parquet(FILES / f"polars-{codec}.parquet", compression=codec, row_group_size=100)
        record(f"polars-{codec}.parquet", "others")
    connection = duckdb.connect()
    connection.register("source", table)
    for version in ("v1", "v2"):
        connection.execute(f"copy source to '{FILES / f'duckdb-{version}.parquet'}' (format parquet, parquet_version {version}, row_group_size 2048)")
        record(f"duckdb-{version}.parquet", "others")


def text_files():
    columns = mixed("some")
    names = ["i32", "f64", "bool", "text", "i64_wide"]
    frame = pd.DataFrame({c: columns[c][0].to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}.get) for c in names})
    tables["csv"] = {}
    for c in names:
        _, kind, values = columns[c]
        # CSV cannot tell an empty text from none, nor pandas NaN from missing.
        tables["csv"][c] = {"kind": kind, "values": [None if v is None or v == "" or (c == "f64" and v != v) else show(v, kind) for v in values]}
    frame.to_csv(FILES / "pandas.csv", index=False)
    record("pandas.csv", "csv")
    frame.to_csv(FILES / "pandas.tsv", index=False, sep="\t", lineterminator="\r\n")
    record("pandas.tsv", "csv")
    frame.to_csv(FILES / "semicolon.csv.gz", index=False, sep=";", encoding="utf-8-sig", compression={"method": "gzip", "mtime": 0})
    record("semicolon.csv.gz", "csv")
    rows = [{c: None if columns[c][2][i] is None else columns[c][2][i] for c in names} for i in range(ROWS)]
    with open(FILES / "python.jsonl", "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row) + "\n")
    tables["jsonl"] = {c: {"kind": columns[c][1], "values": [show(v, columns[c][1]) for v in columns[c][2]]} for c in names}
    record("python.jsonl", "jsonl")
    with open(FILES / "python.json", "w", encoding="utf-8") as out:
        json.dump(rows, out, ensure_ascii=False, indent=1)
    record("python.json", "jsonl")


def arrow_types(n=ROWS):
    """What Parquet has no name for, and the layouts only Arrow has."""
    columns = {}

    def add(name, array, kind, expected):
        columns[name] = (array, kind, expected)

    days = punch([rng.randrange(-40000, 40000) for _ in range(n)], "some")
    add("date64", pa.array([None if d is None else d * 86_400_000 for d in days], pa.date64()), "timestamp", [None if d is None else d * 86_400_000 for d in days])
    seconds = punch([rng.randrange(-(2**33), 2**33) for _ in range(n)], "some")
    milliseconds = [None if s is None else s * 1000 for s in seconds]
    add("ts_s", pa.array(seconds, pa.timestamp("s", tz="+05:30")), "timestamp", milliseconds)
    add("duration_s", pa.array(seconds, pa.duration("s")), "number", milliseconds)
    add("duration_ns", pa.array(seconds, pa.duration("ns")), "number", [None if s is None else float(Fraction(s, 10**6)) for s in seconds])
    of_day = punch([rng.randrange(86_400) for _ in range(n)], "some")
    add("time_s", pa.array(of_day, pa.time32("s")), "number", [None if s is None else s * 1000 for s in of_day])
    for bits, precision, scale in ((32, 9, 3), (64, 18, 2), (256, 60, 12), (128, 20, -3)):
        unscaled = punch([0, 10**precision - 1, -(10**precision) + 1] + [rng.randrange(-(10**precision) + 1, 10**precision) for _ in range(n - 3)], "some")
        with decimal.localcontext(decimal.Context(prec=90)):
            values = [None if v is None else decimal.Decimal(v).scaleb(-scale) for v in unscaled]
        add(f"dec{bits}_{scale}", pa.array(values, getattr(pa, f"decimal{bits}")(precision, scale)), "number", [None if v is None else float(Fraction(v) / Fraction(10) ** scale) for v in unscaled])
    add("null", pa.nulls(n), "number", [None] * n)
    texts = punch([rng.choice(WORDS) for _ in range(n)], "some")
    add("view", pa.array(texts, pa.string_view()), "text", texts)
    longs = punch([f"a text beyond twelve bytes, {i} {rng.choice(WORDS)}" for i in range(n)], "some")
    add("view_long", pa.array(longs, pa.string_view()), "text", longs)
    add("large_binary", pa.array([None if t is None else t.encode() for t in texts], pa.large_binary()), "text", texts)
    ids = punch([str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(n)], "some")
    add("uuid", pa.array([None if v is None else uuid.UUID(v).bytes for v in ids], pa.uuid()), "text", ids)
    picks = punch([rng.randrange(5) for _ in range(n)], "some")
    for name, index in (("u8", pa.uint8()), ("i16", pa.int16()), ("i64", pa.int64())):
        # An entry that is null, and one that stands there twice.
        entries = ["a", None, "c", "a", "e"]
        array = pa.DictionaryArray.from_arrays(pa.array(picks, index), pa.array(entries))
        add(f"coded_{name}", array, "text", [None if p is None else entries[p] for p in picks])
    for name, entries, arrow_type, kind, factor in (
        ("f64", [0.5, -0.0, 2.5, None, 1e300], pa.float64(), "number", 1),
        ("i64_wide", [2**60, None, -(2**61), 3, 4], pa.int64(), "bigint", 1),
        ("date", [0, 1, None, -1, 20000], pa.date32(), "timestamp", 86_400_000),
        ("bool", [True, False, None, True, False], pa.bool_(), "boolean", None),
    ):
        array = pa.DictionaryArray.from_arrays(pa.array(picks, pa.int8()), pa.array(entries, arrow_type))
        shown = [None if e is None else e if factor is None else e * factor for e in entries]
        add(f"coded_{name}", array, kind, [None if p is None else shown[p] for p in picks])
    return columns


def arrow_files():
    table = table_of("arrow", mixed("some"))
    dense = table_of("arrow-dense", mixed("none"))
    types = table_of("arrow-types", arrow_types())
    for name, codec in (("plain", None), ("lz4", "lz4"), ("zstd", "zstd")):
        options = ipc.IpcWriteOptions(compression=codec)
        for suffix, new, chosen, content in (("arrow", ipc.new_file, table, "arrow"), ("arrows", ipc.new_stream, types, "arrow-types")):
            with new(str(FILES / f"{name}.{suffix}"), chosen.schema, options=options) as writer:
                writer.write_table(chosen, max_chunksize=100)
            record(f"{name}.{suffix}", content)
    with ipc.new_file(str(FILES / "types.arrow"), types.schema, options=ipc.IpcWriteOptions(metadata_version=ipc.MetadataVersion.V4)) as writer:
        writer.write_table(types)
    record("types.arrow", "arrow-types")
    feather.write_feather(dense, str(FILES / "dense.feather"))
    record("dense.feather", "arrow-dense")
    with ipc.new_file(str(FILES / "empty.arrow"), table.schema) as writer:
        writer.write_table(table.slice(0, 0))
    # Without a value nothing shows that a 64-bit column is wide.
    tables["arrow-none"] = {c: {"kind": "number" if v["kind"] == "bigint" else v["kind"], "values": []} for c, v in tables["arrow"].items()}
    record("empty.arrow", "arrow-none")
    arrow_dictionaries()
    arrow_nested()
    # One batch of more rows than are read at a time; arrow.test.ts knows the formulas, so it is in no manifest.
    count = 70_000
    words = [None if i % 11 == 0 else f"word {i % 64} beyond twelve bytes" for i in range(count)]
    coded = pa.array([f"c{i // 10_000}" for i in range(count)]).dictionary_encode()
    large = pa.table({"i": pa.array([None if i % 13 == 0 else i % 97 * 2**40 for i in range(count)], pa.int64()), "even": pa.array([i % 2 == 0 for i in range(count)]), "text": words, "view": pa.array(words, pa.string_view()), "coded": coded})
    with ipc.new_file(str(FILES / "large-batch.arrow"), large.schema, options=ipc.IpcWriteOptions(compression=pa.Codec("zstd", 19))) as writer:
        writer.write_table(large)
    lz4_frames()
    names = ["bool", "i32", "i64", "i64_wide", "f64", "text", "text_distinct", "date", "ts_us", "category"]
    frame = pl.from_arrow(table.select(names))
    for compression in ("uncompressed", "lz4", "zstd"):
        frame.write_ipc(FILES / f"polars-{compression}.arrow", compression=compression)
        record(f"polars-{compression}.arrow", "arrow", columns=names)
    frame.write_ipc_stream(FILES / "polars.arrows", compression="lz4")
    record("polars.arrows", "arrow", columns=names)


def lz4_frames():
    """LZ4 frames by the lz4 tool: checksums and linked blocks, which no Arrow writer uses. The text is known to the test."""
    text = "".join(f"line {i % 500} of {i}\n" for i in range(12_000)).encode()
    # Blocks of 64 KB; linked or not, a checksum for each, the length in the header, no checksum of the whole.
    for name, flags in (("linked", ["-BD"]), ("independent", ["-BI", "-BX", "--content-size"]), ("unchecked", ["--no-frame-crc"])):
        packed = subprocess.run(["lz4", "-9", "-B4", "-c", *flags], input=text, capture_output=True, check=True).stdout
        (FILES / f"{name}.lz4").write_bytes(packed)


def arrow_dictionaries():
    """Dictionaries that grow (deltas), and one that is replaced."""
    parts = [["red", "green", None, "red"], ["red", "blue", "green"], ["blue", "gold", None]]
    values = [v for part in parts for v in part]
    tables["dictionaries"] = {"t": {"kind": "text", "values": values}, "n": {"kind": "number", "values": list(range(len(values)))}}
    known = []
    schema = pa.schema([("t", pa.dictionary(pa.int8(), pa.string())), ("n", pa.int64())])
    for name, growing, new in (("delta.arrows", True, ipc.new_stream), ("delta.arrow", True, ipc.new_file), ("replaced.arrows", False, ipc.new_stream)):
        known, start = [], 0
        with new(str(FILES / name), schema, options=ipc.IpcWriteOptions(emit_dictionary_deltas=growing)) as writer:
            for part in parts:
                fresh = list(dict.fromkeys(v for v in part if v is not None and v not in known))
                known = known + fresh if growing else list(dict.fromkeys(v for v in reversed(part) if v is not None))
                coded = pa.DictionaryArray.from_arrays(pa.array([None if v is None else known.index(v) for v in part], pa.int8()), pa.array(known))
                writer.write_batch(pa.record_batch([coded, pa.array(range(start, start + len(part)))], schema=schema))
                start += len(part)
        record(name, "dictionaries")


def arrow_nested():
    n = 6
    nested = {
        "list": pa.array([[1], None, [2, 3], [], None, [4]]),
        "large_list": pa.array([["a"], None, ["b", "c"], [], None, ["d"]], pa.large_list(pa.string())),
        "fixed_list": pa.array([[1, 2]] * n, pa.list_(pa.int8(), 2)),
        "list_view": pa.array([[1]] * n, pa.list_view(pa.int32())),
        "struct": pa.array([{"a": "x", "b": {"c": 1.5, "d": [1]}}] * n),
        "map": pa.array([[("k", 1)]] * n, pa.map_(pa.string(), pa.int32())),
        "sparse": pa.UnionArray.from_sparse(pa.array([0, 1] * 3, pa.int8()), [pa.array(range(n)), pa.array(list("abcdef"))]),
        "dense": pa.UnionArray.from_dense(pa.array([0, 1] * 3, pa.int8()), pa.array([0, 0, 1, 1, 2, 2], pa.int32()), [pa.array([1, 2, 3]), pa.array(["a", "b", "c"])]),
        "run_end": pa.RunEndEncodedArray.from_arrays(pa.array([2, n], pa.int32()), pa.array(["x", "y"])),
        "interval": pa.array([pa.MonthDayNano([1, 2, 3])] * n),
    }
    flat = {"n": [1, 2, None, 4, 5, 6], "t": ["a", None, "c", "d", "e", "f"]}
    columns = {}
    for name, array in nested.items():
        columns[name] = array
        # A flat column behind each: a miscounted buffer would shift it.
        columns[f"n_{name}"] = pa.array(flat["n"])
        columns[f"t_{name}"] = pa.array(flat["t"], pa.string_view() if name in ("map", "list") else pa.string())
    tables["arrow-nested"] = {c: {"kind": "number" if c[0] == "n" else "text", "values": flat[c[0]]} for c in columns if c[:2] in ("n_", "t_")}
    tables["arrow-nested"] |= {"struct.a": {"kind": "text", "values": ["x"] * n}, "struct.b.c": {"kind": "number", "values": [1.5] * n}}
    table = pa.table(columns)
    for version in (ipc.MetadataVersion.V4, ipc.MetadataVersion.V5):
        chosen = table if version == ipc.MetadataVersion.V5 else table.drop_columns([c for c in columns if c.endswith(("sparse", "dense", "run_end"))])
        name = f"nested-{version.name.lower()}.arrow"
        with ipc.new_file(str(FILES / name), chosen.schema, options=ipc.IpcWriteOptions(metadata_version=version)) as writer:
            writer.write_table(chosen)
        paths = [path for c in chosen.column_names for path in (["struct.a", "struct.b.c"] if c == "struct" else [c])]
        names = [c for c in paths if c in tables["arrow-nested"]]
        record(name, "arrow-nested", columns=names, unsupported=[c for c in chosen.column_names if c in nested])


def main():
    shutil.rmtree(FILES, ignore_errors=True)
    FILES.mkdir()
    parquet_matrix()
    other_writers()
    text_files()
    arrow_files()
    dump = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    lines = ",\n".join(f"{dump(name)}:{{\n" + ",\n".join(f"{dump(c)}:{dump(v)}" for c, v in table.items()) + "\n}" for name, table in tables.items())
    (HERE / "tables.json").write_text("{\n" + lines + "\n}\n")
    (HERE / "manifest.json").write_text("[\n" + ",\n".join(map(dump, manifest)) + "\n]\n")


main()
