"""Models written by the libraries themselves, and pickles as attackers write them; read by test/lineage/packaging.test.ts.

scikit-learn 1.7.2, joblib 1.5, numpy 2.3.5, safetensors, onnx, gguf, xgboost, lightgbm, keras (numpy backend), h5py, skops,
MLflow; exact versions in expected.json. Run in an empty folder, given as argument:
    python test/golden/lineage/generate-models.py test/golden/lineage/models
"""

import importlib.metadata
import io
import json
import os
import pathlib
import pickle
import pickletools
import shutil
import sys
import zipfile
import zlib

os.environ["KERAS_BACKEND"] = "numpy"
import joblib
import numpy as np

root = pathlib.Path(sys.argv[1]).resolve()
shutil.rmtree(root, ignore_errors=True)
root.mkdir(parents=True)
os.chdir(root)
expected: dict = {"globals": {}}


def imports(data: bytes) -> list:
    """What CPython's own pickletools sees: GLOBAL and STACK_GLOBAL of one plain pickle."""
    seen, texts, memo = [], [], {}
    for opcode, argument, _ in pickletools.genops(data):
        if opcode.name in ("SHORT_BINUNICODE", "BINUNICODE", "UNICODE", "BINUNICODE8"):
            texts.append(argument)
        elif opcode.name == "MEMOIZE":
            memo[len(memo)] = texts[-1] if texts else None
        elif opcode.name in ("BINGET", "LONG_BINGET"):
            texts.append(memo.get(argument))
        elif opcode.name == "GLOBAL":
            seen.append(argument.replace(" ", "."))
        elif opcode.name == "STACK_GLOBAL":
            seen.append(f"{texts[-2]}.{texts[-1]}")
    return sorted(set(seen))


def sklearn_models() -> None:
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression

    x = np.random.default_rng(0).normal(size=(60, 4))
    y = (x[:, 0] > 0).astype(int)
    model = LogisticRegression().fit(x, y)
    forest = RandomForestClassifier(3, max_depth=2, random_state=0).fit(x, np.where(y == 1, "yes", "no"))
    for protocol in range(6):
        data = pickle.dumps(model, protocol=protocol)
        (root / f"logistic-{protocol}.pkl").write_bytes(data)
        if protocol in (2, 4):
            expected["globals"][f"logistic-{protocol}.pkl"] = imports(data)
    joblib.dump(forest, "forest.joblib")
    joblib.dump(forest, "forest-zlib.joblib", compress=("zlib", 3))
    joblib.dump(forest, "forest-gzip.joblib", compress=("gzip", 3))
    joblib.dump(forest, "forest-lzma.joblib", compress=("lzma", 3))
    mixed = {"objects": np.array([{"a": 1}, None], dtype=object), "big": np.arange(5000.0).reshape(50, 100),
             "records": np.zeros(7, dtype=[("a", "i4"), ("b", "U3")]), "text": np.array(["ab", "c"]), "after": forest.classes_}
    joblib.dump(mixed, "arrays.joblib")
    import skops.io

    skops.io.dump(model, "logistic.skops")


class Attack:
    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def attacks() -> None:
    folder = root / "attacks"
    folder.mkdir()
    joblib.dump({"weights": np.arange(100.0), "x": Attack(os.system, "id")}, folder / "after-array.joblib")
    joblib.dump({"o": np.array([Attack(os.system, "id")], dtype=object)}, folder / "in-object-array.joblib")
    for protocol in range(6):
        (folder / f"system-{protocol}.pkl").write_bytes(pickle.dumps(Attack(os.system, "id"), protocol=protocol))
    (folder / "eval.pkl").write_bytes(pickle.dumps([1, Attack(eval, "1+1")], protocol=4))
    # The second pickle of a file, after a harmless first.
    (folder / "second.pkl").write_bytes(pickle.dumps([1, 2], protocol=4) + pickle.dumps(Attack(os.system, "id"), protocol=4))
    # The name put together from memo entries.
    (folder / "memo.pkl").write_bytes(
        b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x940" + b"0h\x00h\x01\x93\x8c\x02id\x85R.")
    # A module name that is computed by a call: STACK_GLOBAL of something that is no text.
    (folder / "computed.pkl").write_bytes(b"\x80\x04\x8c\x08builtins\x8c\x03str\x93\x8c\x02os\x85R\x8c\x06system\x93\x8c\x02id\x85R.")
    # Importing alone runs a module's code.
    (folder / "import-only.pkl").write_bytes(b"\x80\x02cantigravity\nfly\n0N.")
    # A broken end: everything before it has run by then.
    (folder / "broken-end.pkl").write_bytes(pickle.dumps(Attack(os.system, "id"), protocol=4)[:-1] + b"X\xff\xff")
    with zipfile.ZipFile(folder / "torch.pt", "w", zipfile.ZIP_STORED) as archive:  # in PyTorch's layout
        archive.writestr("archive/data.pkl", pickle.dumps(Attack(os.system, "id"), protocol=2))
        archive.writestr("archive/version", "3\n")
    (folder / "disguised.safetensors").write_bytes(pickle.dumps(Attack(os.system, "id"), protocol=4))
    np.save(folder / "objects.npy", np.array([Attack(os.system, "id")], dtype=object))
    (folder / "packed.joblib").write_bytes(zlib.compress(pickle.dumps(Attack(os.system, "id"), protocol=4)))


def headers() -> None:
    from safetensors.numpy import save_file

    save_file({"w": np.zeros((3, 4), np.float32), "b": np.zeros(4, np.float16)}, "net.safetensors", metadata={"format": "np"})
    np.save("plain.npy", np.zeros((2, 3)))
    np.savez("plain.npz", a=np.zeros(2), b=np.ones(3))

    import onnx
    from onnx import TensorProto, helper, numpy_helper

    weights = numpy_helper.from_array(np.zeros((30, 2), np.float32), "w")
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["y"])], "g",
                              [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 30])],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 2])], [weights])
    model = helper.make_model(graph, producer_name="demo", producer_version="7", opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid("ai.onnx.ml", 3)])
    onnx.save(model, "net.onnx")
    onnx.save(model, "outside.onnx", save_as_external_data=True, location="outside.bin", size_threshold=0)

    import gguf

    writer = gguf.GGUFWriter("tiny.gguf", "llama")
    writer.add_name("tiny")
    writer.add_context_length(2048)
    writer.add_array("tokenizer.ggml.tokens", ["a", "b", "c"])
    writer.add_tensor("w", np.zeros((2, 2), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def boosters() -> None:
    import lightgbm
    import xgboost

    x = np.random.default_rng(1).normal(size=(80, 5))
    y = (x[:, 0] > 0).astype(int)
    xgboost.XGBClassifier(n_estimators=4, max_depth=2).fit(x, y).save_model("xgboost.json")
    booster = lightgbm.train({"objective": "binary", "verbose": -1, "num_leaves": 3}, lightgbm.Dataset(x, y), 6)
    booster.save_model("lightgbm.txt")
    (root / "lightgbm.json").write_text(json.dumps(booster.dump_model()))


def keras_models() -> None:
    import keras

    keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]).save("dense.keras")
    model = keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda v: v * 2)])
    model.save("attacks/lambda.keras")
    import h5py

    with h5py.File("dense.h5", "w") as file:  # as Keras 2 lays it out
        file.attrs["keras_version"] = "2.15.0"
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense"}]}})
    with h5py.File("attacks/lambda.h5", "w") as file:
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [{"class_name": "Lambda"}]}})


def mlflow_model() -> None:
    import mlflow.sklearn
    from mlflow.models import infer_signature
    from sklearn.linear_model import LogisticRegression

    x = np.random.default_rng(0).normal(size=(60, 2))
    model = LogisticRegression().fit(x, (x[:, 0] > 0).astype(int))
    import pandas

    frame = pandas.DataFrame(x, columns=["age", "income"])
    mlflow.sklearn.save_model(model, "mlflow", signature=infer_signature(frame, model.predict(x)),
                              pip_requirements=["scikit-learn==1.7.2", "numpy==2.3.5"])
    for leftover in (root / "mlflow").glob("*"):
        if leftover.name not in ("MLmodel", "requirements.txt", "model.pkl", "conda.yaml"):
            leftover.unlink()


sklearn_models()
attacks()
headers()
boosters()
keras_models()
mlflow_model()
expected["versions"] = {name: importlib.metadata.version(name) for name in
                        ["scikit-learn", "joblib", "numpy", "safetensors", "onnx", "gguf", "xgboost", "lightgbm", "keras", "h5py", "skops", "mlflow-skinny"]}
(root / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")
