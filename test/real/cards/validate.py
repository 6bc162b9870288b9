"""Validates ML-BOMs against CycloneDX' own JSON schemas and reads a model card as the Hub's client does. Prints JSON."""

import json
import pathlib
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from huggingface_hub import ModelCard

folder = pathlib.Path(sys.argv[1])
problems = {}
for name, version in (("1.6", SchemaVersion.V1_6), ("1.7", SchemaVersion.V1_7)):
    problem = JsonStrictValidator(version).validate_str((folder / f"bom-{name}.json").read_text())
    problems[name] = None if problem is None else str(problem)
card = ModelCard.load(folder / "README.md")
results = [[r.task_type, r.dataset_name, r.metric_type, r.metric_value] for r in card.data.eval_results or []]
print(json.dumps({"problems": problems, "library": card.data.library_name, "results": results, "tags": card.data.tags}))
