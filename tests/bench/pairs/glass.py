"""The environment of every window that is measured: offscreen, one screen of the product's panel, software renderer."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from tests.bench.pair import WORK

WIDTH, HEIGHT = 1080, 1920


def environment() -> Mapping[str, str]:
    """Return the variables for a child that paints; the same for both sides of a pair."""
    screen = {"name": "panel", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "logicalDpi": 96, "dpr": 1}
    file = WORK / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "QSG_", "QML"))}
    return {**kept, "QT_QPA_PLATFORM": f"offscreen:configfile={file}", "QT_QUICK_BACKEND": "software"}
