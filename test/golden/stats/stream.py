"""Writes stream.json: change detectors against river (stream-requirements.txt). See cases.py.

river's ADWIN forgets its whole window after a change; AdaptiveWindowing, its core, drops the old end as published.
"""

import numpy as np
from cases import Cases
from river.drift import PageHinkley
from river.drift.adwin import AdaptiveWindowing

golden = Cases("stream", "river")
rng = np.random.default_rng(20250808)
jump, JUMP = golden.share("jump", (rng.random(1500) < np.where(np.arange(1500) < 900, 0.1, 0.25)).astype(float))
ramp, RAMP = golden.share("ramp", np.round(np.linspace(0, 2, 1200) ** 2 + rng.normal(size=1200), 4))
flat, FLAT = golden.share("flat", np.round(rng.normal(size=800), 4))
down, DOWN = golden.share("down", np.round(rng.normal(size=700) - 1.5 * (np.arange(700) > 300), 4))
for stream, name in [(jump, JUMP), (ramp, RAMP), (flat, FLAT), (down, DOWN)]:
    for delta, clock in [(0.002, 32), (0.05, 1), (0.3, 8)]:
        window = AdaptiveWindowing(delta, clock, 5, 5, 10)
        changes = [i for i, value in enumerate(stream) if window.update(float(value))]
        golden.add("adwin", [name, {"delta": delta, "clock": clock}],
                   {"changes": changes, "width": window.get_width(), "mean": window.get_total() / window.get_width()},
                   "river drift.adwin.AdaptiveWindowing", 1e-9)
    for options in [{}, {"least": 10, "slack": 0.05, "threshold": 20, "keep": 1},
                    {"least": 5, "slack": 0.01, "threshold": 8, "keep": 0.999, "direction": "down"},
                    {"least": 5, "slack": 0.1, "threshold": 6, "keep": 0.99, "direction": "up"}]:
        theirs = {"least": "min_instances", "slack": "delta", "threshold": "threshold", "keep": "alpha",
                  "direction": "mode"}
        detector = PageHinkley(**{theirs[key]: value for key, value in options.items()})
        changes = []
        for i, value in enumerate(stream):
            detector.update(float(value))
            if detector.drift_detected:
                changes.append(i)
        golden.add("pageHinkley", [name, options], changes, "river drift.PageHinkley")
golden.write()
