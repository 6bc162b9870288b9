"""Makes the tables of the benchmark: data.py FOLDER ROWS NUMBERS TEXTS FORMAT..., with numpy and pyarrow.

Seeded: the same table in every format and on every machine with the same numpy.
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

CHUNK = 1_000_000
COMPRESSION = {"snappy.parquet": "snappy", "zstd.parquet": "zstd"}


def numbers(generator, column, rows):
    """Five shapes in turn: bell, heavy tail, flat, tied cents, and heavy tails on both sides; every fourth with nulls."""
    shape = column % 5
    if shape == 0:
        values = generator.normal(column, 1 + column, rows)
    elif shape == 1:
        values = generator.lognormal(0, 1, rows)
    elif shape == 2:
        values = generator.uniform(-1, 1, rows)
    elif shape == 3:
        values = np.round(generator.exponential(100, rows), 2)
    else:
        values = generator.standard_t(3, rows)
    return pa.array(values, mask=generator.random(rows) < 0.02 if column % 4 == 3 else None)


def texts(generator, column, rows):
    names = pa.array([f"category-{i}" for i in range(4 ** (1 + column % 5))])
    skewed = np.minimum(generator.geometric(4 / len(names), rows) - 1, len(names) - 1)
    return names.take(pa.array(skewed))


def chunk(index, rows, number_columns, text_columns):
    generator = np.random.default_rng([20261124, index])
    columns = {f"f{i}": numbers(generator, i, rows) for i in range(number_columns)}
    columns |= {f"c{i}": texts(generator, i, rows) for i in range(text_columns)}
    return pa.table(columns)


class JsonLines:
    def __init__(self, path):
        self.file = open(path, "w")

    def write_table(self, table):
        import json

        names = table.column_names
        for batch in table.to_batches(max_chunksize=10_000):
            for row in zip(*(column.to_pylist() for column in batch.columns)):
                self.file.write(json.dumps(dict(zip(names, row)), separators=(",", ":")) + "\n")

    def close(self):
        self.file.close()


def writer(path, kind, schema):
    if kind in COMPRESSION:
        return pq.ParquetWriter(path, schema, compression=COMPRESSION[kind])
    return pa.csv.CSVWriter(path, schema) if kind == "csv" else JsonLines(path)


folder, rows, number_columns, text_columns = sys.argv[1], *map(int, sys.argv[2:5])
writers = []
for start in range(0, rows, CHUNK):
    table = chunk(start // CHUNK, min(CHUNK, rows - start), number_columns, text_columns)
    if not writers:
        writers = [writer(f"{folder}/table.{kind}", kind, table.schema) for kind in sys.argv[5:]]
    for each in writers:
        each.write_table(table)
for each in writers:
    each.close()
