"""What every generator here shares: one file of cases a family, read by test/stats/golden.test.ts.

    python3 -m venv venv && venv/bin/pip install -r test/golden/stats/requirements.txt
    venv/bin/python test/golden/stats/ranks.py
"""

import importlib.metadata
import json
import math
import pathlib
import platform

import numpy as np


def plain(value):
    """JSON has no NaN or Infinity: they travel as text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        value = float(value)
        return value if math.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN")
    return value


class Cases:
    def __init__(self, name, *libraries):
        self.target = pathlib.Path(__file__).with_name(f"{name}.json")
        self.versions = {"python": platform.python_version()}
        self.versions.update({library: importlib.metadata.version(library) for library in ("numpy", *libraries)})
        self.data = {}
        self.cases = []

    def add(self, fn, args, expect, source, tolerance=None):
        case = {"fn": fn, "args": plain(args), "expect": plain(expect), "source": source}
        if tolerance:
            case["tolerance"] = tolerance
        self.cases.append(case)

    def share(self, name, values):
        self.data[name] = plain(values)
        return np.array(values), {"data": name}

    def write(self, **more):
        lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in self.cases)
        head = json.dumps({"versions": self.versions, **more, "data": self.data}, separators=(",", ":"))
        self.target.write_text(head[:-1] + ',"cases":[\n' + lines + "\n]}\n")
        print(self.target.name, len(self.cases), "cases,", self.target.stat().st_size, "bytes")
