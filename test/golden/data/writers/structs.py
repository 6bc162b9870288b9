"""Writes tables with structs: structs.json and structs-*.{parquet,arrow,arrows}.

    python test/golden/data/writers/structs.py

pyarrow 22.0.0. A struct, a struct within it and a field within that may each be null; lists and maps stand between them.
The expected values come from the Python objects, not from the files.
"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

HERE = Path(__file__).parent
FILES = HERE / "files"
ROWS = 300


def features(i):
    if i % 11 == 4:
        return None
    inner = None if i % 5 == 2 else {"score": None if i % 3 == 1 else i / 8, "tags": ["a"] * (i % 3), "word": f"w{i % 4}"}
    return {"age": None if i % 7 == 3 else i * 3, "inner": inner, "flag": i % 2 == 0, "map": [("k", i)]}


def dig(value, path):
    for part in path:
        value = None if value is None else value[part]
    return value


def main():
    schema = pa.schema([
        ("id", pa.int64()),
        ("features", pa.struct([
            ("age", pa.int32()),
            ("inner", pa.struct([("score", pa.float64()), ("tags", pa.list_(pa.string())), ("word", pa.string())])),
            pa.field("flag", pa.bool_(), nullable=False),
            ("map", pa.map_(pa.string(), pa.int64())),
        ])),
        ("after", pa.string()),
        pa.field("must", pa.struct([pa.field("x", pa.int16(), nullable=False), ("y", pa.dictionary(pa.int8(), pa.string()))]), nullable=False),
    ])  # fmt: skip
    rows = [{"id": i, "features": features(i), "after": f"after {i}", "must": {"x": i % 100, "y": None if i % 9 == 0 else f"y{i % 3}"}} for i in range(ROWS)]
    table = pa.Table.from_pylist(rows, schema=schema)
    kinds = {"id": "number", "features.age": "number", "features.inner.score": "number", "features.inner.word": "text", "features.flag": "boolean", "after": "text", "must.x": "number", "must.y": "text"}
    expected = {path: {"kind": kind, "values": [dig(row, path.split(".")) for row in rows]} for path, kind in kinds.items()}
    for version in ("1.0", "2.0"):
        pq.write_table(table, FILES / f"structs-v{version[0]}.parquet", data_page_version=version, data_page_size=256, write_batch_size=40, row_group_size=170)
    pq.write_table(table, FILES / "structs-plain.parquet", use_dictionary=False, write_statistics=False)
    for name, codec, new in (("structs.arrow", None, ipc.new_file), ("structs-zstd.arrow", "zstd", ipc.new_file), ("structs-lz4.arrows", "lz4", ipc.new_stream)):
        with new(str(FILES / name), schema, options=ipc.IpcWriteOptions(compression=codec)) as writer:
            writer.write_table(table, max_chunksize=130)
    # A slice begins within the buffers it shares.
    with ipc.new_stream(str(FILES / "structs-sliced.arrows"), schema) as writer:
        writer.write_table(pa.concat_tables([table.slice(0, 77), table.slice(77)]))
    (HERE / "structs.json").write_text("{\n" + ",\n".join(f"{json.dumps(c)}:{json.dumps(v, separators=(',', ':'))}" for c, v in expected.items()) + "\n}\n")


main()
