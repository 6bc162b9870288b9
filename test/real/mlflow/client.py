"""What MLflow's own client sees and does on the server of MLFLOW_TRACKING_URI. Prints JSON."""

import hashlib
import json
import os
import pathlib
import sys
import tempfile

import mlflow
from mlflow import MlflowClient

client = MlflowClient()


def registry(name):
    model = client.get_registered_model(name)
    held = client.get_model_version_by_alias(name, "production")
    folder = pathlib.Path(mlflow.artifacts.download_artifacts(f"models:/{name}@production", dst_path=tempfile.mkdtemp()))
    run = client.get_run(held.run_id)
    return {
        "versions": len(client.search_model_versions(f"name='{name}'")),
        "aliases": model.aliases,
        "production": {
            "tags": held.tags,
            "files": {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "registered_model_meta"},
            "params": run.data.params,
            "metrics": run.data.metrics,
        },
    }


def train():
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    mlflow.set_experiment("training")
    x = np.random.default_rng(0).normal(size=(80, 3))
    with mlflow.start_run() as run:
        mlflow.log_param("C", 0.5)
        mlflow.log_metric("auc", 0.9)
        mlflow.sklearn.log_model(LogisticRegression(C=0.5).fit(x, (x[:, 0] > 0).astype(int)), name="model",
                                 pip_requirements=["scikit-learn"], serialization_format="cloudpickle")
    outputs = client.get_run(run.info.run_id).outputs.model_outputs
    folder = pathlib.Path(mlflow.artifacts.download_artifacts(f"models:/{outputs[0].model_id}", dst_path=tempfile.mkdtemp()))
    files = {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*")
             if p.is_file() and p.name != "registered_model_meta"}  # which the client adds to what it downloads
    return {"run": run.info.run_id, "files": files}


def no_model():
    mlflow.set_experiment("training")
    with mlflow.start_run() as run:
        empty = run.info.run_id
    experiment = client.get_experiment_by_name("training")
    return {"empty": empty, "running": client.create_run(experiment.experiment_id).info.run_id}


def runs():
    experiment = client.get_experiment_by_name("mlops-registry")
    return sorted(run.info.run_id for run in client.search_runs([experiment.experiment_id]))


command, *arguments = sys.argv[1:]
if command == "registry":
    print(json.dumps(registry(*arguments)))
elif command == "set-alias":
    client.set_registered_model_alias(*arguments)
    print("null")
elif command == "forget-version":
    client.delete_model_version(*arguments)
    print("null")
elif command == "runs":
    print(json.dumps(runs()))
elif command == "train":
    sys.stdout, answer = open(os.devnull, "w"), sys.stdout
    print(json.dumps(train()), file=answer)
elif command == "no-model":
    sys.stdout, answer = open(os.devnull, "w"), sys.stdout
    print(json.dumps(no_model()), file=answer)
