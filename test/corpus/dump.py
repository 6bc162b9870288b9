"""Prints what pyarrow reads out of a Parquet or Arrow file, a column a line: {"name", "kind", "values"} or {"name", "error"}.

    python test/corpus/dump.py FILE

Leaves of structs are named by dotted path, as our reader names them; lists and maps are left out.
"""

import decimal
import json
import math
import sys
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def spelled(value):
    # Through a fraction: decimal.Decimal rounds to its context before float() sees it.
    number = float(Fraction(value)) if isinstance(value, decimal.Decimal) else float(value)
    if math.isnan(number):
        return "NaN"
    return number if math.isfinite(number) else ("Infinity" if number > 0 else "-Infinity")


def present(values, convert):
    return [None if v is None else convert(v) for v in values]


def column(array):
    kind = array.type
    types = pa.types
    if isinstance(kind, pa.BaseExtensionType):
        return "text", present(array.to_pylist(), str)
    if types.is_dictionary(kind):
        return column(pc.take(array.dictionary, array.indices))
    if types.is_timestamp(kind):
        return "timestamp", present(array.cast(pa.int64()).to_pylist(), lambda v: float(Fraction(v * 1000, PER_SECOND[kind.unit])))
    if types.is_date32(kind):
        return "timestamp", present(array.cast(pa.int32()).to_pylist(), lambda v: v * 86_400_000)
    if types.is_date64(kind):
        return "timestamp", array.cast(pa.int64()).to_pylist()
    if types.is_time(kind):
        whole = array.cast(pa.int32() if types.is_time32(kind) else pa.int64())
        return "number", present(whole.to_pylist(), lambda v: float(Fraction(v * 1000, PER_SECOND[kind.unit])))
    values = array.to_pylist()
    if types.is_null(kind):
        return "number", values
    if types.is_boolean(kind):
        return "boolean", values
    if types.is_integer(kind):
        wide = any(v is not None and abs(v) > 2**53 - 1 for v in values)
        return ("bigint", present(values, str)) if wide else ("number", values)
    if types.is_floating(kind) or types.is_decimal(kind):
        return "number", present(values, spelled)
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return "text", values
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind) or types.is_fixed_size_binary(kind):
        return "text", present(values, lambda v: v.decode())
    raise ValueError(f"no counterpart of {kind}")


def leaves(name, kind):
    if pa.types.is_struct(kind):
        for field in kind:
            yield from leaves(f"{name}.{field.name}", field.type)
    else:
        yield name, kind


def read(path):
    """(schema, function from a top-level name to its array)"""
    with open(path, "rb") as file:
        head = file.read(6)
    if head.startswith(b"PAR"):
        parquet = pq.ParquetFile(path)
        return parquet.schema_arrow, lambda name: parquet.read(columns=[name], use_threads=False)[name]
    reader = ipc.open_file(path) if head == b"ARROW1" else ipc.open_stream(path)
    table = reader.read_all()
    table.validate(full=True)
    return table.schema, lambda name: table[name]


def main():
    schema, load = read(sys.argv[1])
    for field in schema:
        for name, _ in leaves(field.name, field.type):
            try:
                array = load(field.name)
                array = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
                for part in name[len(field.name) + 1 :].split(".") if name != field.name else []:
                    array = pc.struct_field(array, part)
                kind, values = column(array)
                print(json.dumps({"name": name, "kind": kind, "values": values}))
            except Exception as error:  # What pyarrow cannot read, we need not.
                print(json.dumps({"name": name, "error": f"{type(error).__name__}: {error}"[:200]}))


main()
