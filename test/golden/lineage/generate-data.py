"""Data identities written by the tools themselves, read by test/lineage/data.test.ts.

dvc 3.67.1, deltalake 1.6.6, pyiceberg 0.12.0, feast 0.67.0, pyarrow 22.0.0. Run in an empty folder, given as argument:
    python test/golden/lineage/generate-data.py test/golden/lineage/data
expected.json holds what each tool itself says of what it wrote. test/real/lineage.test.ts runs it again.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq

root = pathlib.Path(sys.argv[1]).resolve()
shutil.rmtree(root, ignore_errors=True)
root.mkdir(parents=True)
os.chdir(root)
expected: dict = {}


def dvc() -> None:
    folder = root / "dvc"
    (folder / "data/images/a b").mkdir(parents=True)
    (folder / "data/train.csv").write_bytes(b"x,y\r\n1,2\r\n3,4\r\n")
    (folder / "data/images/1.bin").write_bytes(bytes(range(256)))
    (folder / "data/images/a b/\u00fc.txt").write_text("umlaut\n")
    (folder / "params.yaml").write_text("depth: 3\n")

    def run(*args: str) -> None:
        subprocess.run([sys.executable, "-m", "dvc", *args], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("init", "--no-scm", "-q")
    run("add", "-q", "data/train.csv", "data/images")
    run("stage", "add", "-q", "-n", "split", "-d", "data/train.csv", "-p", "depth", "-o", "out/half.csv",
        "mkdir -p out && head -n 2 data/train.csv > out/half.csv")
    run("repro", "-q")
    # What DVC 2 left behind: no `hash: md5` beside the md5, which is of the text with Unix line ends.
    from dvc_data.hashfile.hash import file_md5
    from dvc.fs import localfs
    old = file_md5(str(folder / "data/train.csv"), localfs, name="md5-dos2unix")
    (folder / "old.csv.dvc").write_text(f"outs:\n- md5: {old}\n  size: 15\n  path: old.csv\n")
    shutil.copy(folder / "data/train.csv", folder / "old.csv")
    expected["dvc"] = {"dos2unix": old}
    shutil.rmtree(folder / ".dvc")


def delta() -> None:
    from deltalake import DeltaTable, write_deltalake

    place = str(root / "delta")
    for version in range(4):
        table = pa.table({"id": pa.array(range(version * 10, version * 10 + 10)), "v": pa.array([version / 2] * 10)})
        write_deltalake(place, table, mode="append" if version else "error", name="trips")
    DeltaTable(place).create_checkpoint()
    write_deltalake(place, pa.table({"id": [99], "v": [0.5]}), mode="append")
    DeltaTable(place).delete("id < 5")

    def facts(version: int) -> dict:
        table = DeltaTable(place, version=version)
        actions = pa.table(table.get_add_actions())
        return {
            "id": f"{table.metadata().id}@{version}",
            "files": sorted([path, size] for path, size in zip(actions["path"].to_pylist(), actions["size_bytes"].to_pylist())),
            "rows": sum(actions["num_records"].to_pylist()),
        }

    expected["delta"] = {str(version): facts(version) for version in range(6)}
    # Cleaned up: what stands before the checkpoint is gone, and so are the data, which nobody here reads.
    trimmed = root / "delta-trimmed"
    shutil.copytree(place, trimmed, ignore=shutil.ignore_patterns("part-*.parquet"))
    for version in range(3):
        (trimmed / f"_delta_log/{version:020}.json").unlink()
    for path in (root / "delta").glob("part-*.parquet"):
        path.unlink()


def iceberg() -> None:
    from pyiceberg.catalog.sql import SqlCatalog

    catalog = SqlCatalog("c", uri=f"sqlite:///{root}/c.db", warehouse="file://" + str(root))
    catalog.create_namespace("n")
    schema = pa.schema([("id", pa.int64()), ("v", pa.float64())])
    table = catalog.create_table("n.trips", schema=schema, location="file://" + str(root / "iceberg"))
    snapshots = []
    for version in range(3):
        table.append(pa.table({"id": [version], "v": [0.5]}, schema=schema))
        snapshots.append(str(table.current_snapshot().snapshot_id))
    expected["iceberg"] = {"uuid": str(table.metadata.table_uuid), "snapshots": snapshots}
    shutil.rmtree(root / "iceberg/data")
    for path in (root / "iceberg/metadata").glob("*.avro"):
        path.unlink()
    (root / "c.db").unlink()
    for path in (root / "iceberg").rglob("*.json"):
        path.write_text(path.read_text().replace(str(root), "/warehouse"))


def feast() -> None:
    from datetime import timedelta

    from feast import Entity, FeatureService, FeatureStore, FeatureView, Field, FileSource
    from feast.on_demand_feature_view import on_demand_feature_view
    from feast.types import Float64, Int64
    import pandas

    folder = root / "feast"
    folder.mkdir()
    pq.write_table(pa.table({"driver": [1], "rate": [0.5], "trips": [3], "ts": [pandas.Timestamp("2024-01-01", tz="UTC")]}), folder / "d.parquet")
    (folder / "feature_store.yaml").write_text(
        "project: rides\nregistry: registry.db\nprovider: local\nonline_store: {type: sqlite, path: o.db}\nentity_key_serialization_version: 3\n")
    # A relative path: the registry keeps it, and no file may know the machine it was written on.
    os.chdir(folder)
    source = FileSource(name="drivers_file", path="d.parquet", timestamp_field="ts")
    driver = Entity(name="driver", join_keys=["driver"])
    view = FeatureView(name="driver_stats", entities=[driver], ttl=timedelta(days=1), source=source, online=False,
                       schema=[Field(name="rate", dtype=Float64), Field(name="trips", dtype=Int64)])

    @on_demand_feature_view(sources=[view], schema=[Field(name="busy", dtype=Float64)], mode="pandas")
    def busy(df: pandas.DataFrame) -> pandas.DataFrame:
        return pandas.DataFrame({"busy": df["rate"] * df["trips"]})

    store = FeatureStore(repo_path=".")
    one = FeatureService(name="eta_v1", features=[view[["rate"]], busy], tags={"b": "2", "a": "1"})
    two = FeatureService(name="eta_v2", features=[view])
    store.apply([driver, view, busy, one, two])
    shutil.copy(folder / "registry.db", root / "feast-registry.db")
    # Applied again: other times, other order of maps, the same features.
    store.apply([driver, view, busy, FeatureService(name="eta_v1", features=[view[["rate"]], busy], tags={"a": "9"}), two])
    shutil.copy(folder / "registry.db", root / "feast-again.db")
    other = FeatureService(name="eta_v1", features=[view[["rate", "trips"]], busy])
    store.apply([driver, view, busy, other, two])
    shutil.copy(folder / "registry.db", root / "feast-changed.db")
    os.chdir(root)
    shutil.rmtree(folder)
    # The pickled function names this script; its place is masked at the same length, which the messages around it count.
    here = str(pathlib.Path(__file__).resolve()).encode()
    for path in root.glob("feast-*.db"):
        path.write_bytes(path.read_bytes().replace(here, b"/" + b"_" * (len(here) - 1)))


dvc()
delta()
iceberg()
feast()
pq.write_table(pa.table({"a": list(range(7))}), root / "seven.parquet")
(root / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")
