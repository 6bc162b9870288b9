"""Writes the Spark part of the golden corpus: types x encodings x compressions x page versions.

    python test/golden/data/writers/spark.py

pyspark 4.3.0 (PyPI) on OpenJDK 17 (Debian default-jre-headless). Values follow from the row number; what the files hold
is told by pyarrow (dump.py), not by this program.
"""

import datetime as dt
import decimal
import math
import os
import shutil
import tempfile
from pathlib import Path

# Each process must read its own zone as UTC: Spark takes a datetime without one for local.
os.environ["TZ"] = "UTC"
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"

from pyspark.sql import SparkSession
from pyspark.sql import types as t

FILES = Path(__file__).parent / "files"
ROWS = 230
WORDS = ["red", "green", "blue", "", "naïve", "日本語", "a longer text that repeats", "\U0001f600"]
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
MASK = 2**64 - 1


def bits(row, column):
    """splitmix64, as in parquet-rs/src/main.rs."""
    z = (row + (column << 20)) * 0x9E3779B97F4A7C15 & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def signed(row, column, width):
    value = bits(row, column) & ((1 << width) - 1)
    return value - (1 << width) if value >> (width - 1) else value


def value_of(name, row):
    match name:
        case "bool":
            return bits(row, 1) % 3 == 0
        case "i8":
            return signed(row, 2, 8)
        case "i16":
            return signed(row, 3, 16)
        case "i32":
            return signed(row, 4, 32)
        case "i64":
            return (bits(row, 6) >> 12) - 2**51
        case "i64_steps":
            return 1_700_000_000 + 60 * row
        case "i64_wide":
            return signed(row, 7, 64)
        case "f32":
            return signed(row, 8, 24) / 4
        case "f64":
            return {0: math.nan, 1: math.inf, 2: -0.0, 4: 5e-324}.get(row, signed(row, 9, 64) / 7e9)
        case "text":
            return WORDS[bits(row, 99) % 8]
        case "text_dense":
            return f"id-{row // 3:05}"
        case "binary":
            return f"bytes {row % 9}".encode()
        case "date":
            return dt.date(1970, 1, 1) + dt.timedelta(days=signed(row, 10, 15))
        case "ts" | "ts_ntz":
            stamp = EPOCH + dt.timedelta(microseconds=signed(row, 12, 52))
            return stamp if name == "ts" else stamp.replace(tzinfo=None)
        case "dec9":
            return decimal.Decimal(signed(row, 14, 29)).scaleb(-2)
        case "dec18":
            return decimal.Decimal(signed(row, 15, 59)).scaleb(-4)
        case "dec38":
            return decimal.Decimal(signed(row, 16, 64) * 10**17 + row).scaleb(-10, decimal.Context(prec=50))


SCHEMA = t.StructType(
    [
        t.StructField(name, kind, name not in ("i64_steps", "text_dense"))
        for name, kind in [
            ("bool", t.BooleanType()), ("i8", t.ByteType()), ("i16", t.ShortType()), ("i32", t.IntegerType()),
            ("i64", t.LongType()), ("i64_steps", t.LongType()), ("i64_wide", t.LongType()), ("f32", t.FloatType()),
            ("f64", t.DoubleType()), ("text", t.StringType()), ("text_dense", t.StringType()), ("binary", t.BinaryType()),
            ("date", t.DateType()), ("ts", t.TimestampType()), ("ts_ntz", t.TimestampNTZType()),
            ("dec9", t.DecimalType(9, 2)), ("dec18", t.DecimalType(18, 4)), ("dec38", t.DecimalType(38, 10)),
        ]
    ]
)  # fmt: skip


def cell(field, row):
    gone = field.nullable and (row % 7 == 3 or 40 <= row < 75)
    return None if gone else value_of(field.name, row)


def main():
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        .config("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    rows = [tuple(cell(field, row) for field in SCHEMA) for row in range(ROWS)]
    frame = spark.createDataFrame(rows, SCHEMA).coalesce(1)

    def write(name, writer, suffix=".parquet", part=".parquet"):
        with tempfile.TemporaryDirectory() as folder:
            writer(f"{folder}/out")
            (written,) = Path(f"{folder}/out").glob(f"part-*{part}")
            shutil.copy(written, FILES / f"{name}{suffix}")

    for version, mark in (("v1", "v1"), ("v2", "v2")):
        options = {"parquet.writer.version": version}
        # Spark brings no Brotli codec.
        for codec in ("none", "snappy", "gzip", "zstd", "lz4raw"):
            name = {"none": "uncompressed", "lz4raw": "lz4_raw"}.get(codec, codec)
            write(f"spark-{codec}-{mark}", frame.write.options(**options, compression=name).parquet)
        plain = {**options, "parquet.enable.dictionary": "false", "compression": "snappy"}
        write(f"spark-no-dictionary-{mark}", frame.write.options(**plain).parquet)
        small = {**options, "parquet.page.size": "512", "parquet.dictionary.page.size": "512", "parquet.block.size": "4096", "parquet.page.row.count.limit": "40"}
        write(f"spark-small-{mark}", frame.write.options(**small, compression="snappy").parquet)
    spark.conf.set("spark.sql.parquet.outputTimestampType", "INT96")
    write("spark-int96", frame.select("i32", "ts").write.option("compression", "snappy").parquet)
    spark.conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS")
    write("spark-millis", frame.select("i32", "ts").write.option("compression", "snappy").parquet)
    spark.conf.set("spark.sql.parquet.writeLegacyFormat", "true")
    write("spark-legacy", frame.select("i32", "dec9", "dec18", "dec38").write.option("compression", "snappy").parquet)
    shown = frame.select("bool", "i32", "f64", "text_dense", "date", "ts", "dec18")
    write("spark", shown.write.option("header", "true").csv, ".csv", ".csv")
    write("spark", shown.write.option("header", "true").option("compression", "gzip").csv, ".csv.gz", ".csv.gz")
    write("spark", shown.write.json, ".json", ".json")
    with tempfile.TemporaryDirectory() as folder:
        parts = frame.selectExpr("i32", "f64", "date_add(date'2026-11-01', int(i64_steps / 60) % 3) as dt", "if(text = '', null, text) as region")
        parts.write.partitionBy("dt", "region").option("compression", "snappy").parquet(f"{folder}/out")
        target = FILES / "spark-partitioned"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(f"{folder}/out", target)
    spark.stop()


main()
