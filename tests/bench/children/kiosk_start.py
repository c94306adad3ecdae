"""One start of the kiosk that ends with its first frame: `python -m tests.bench.children.kiosk_start [--eager]`.

`main.py` is compiled from its source, as it is when it is the program; `--eager` imports first what comes later.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
EAGER = (
    "sqlalchemy.orm", "alembic.command", "pydantic", "babel.numbers", "babel.dates", "PIL.Image", "zxingcpp", "serial",
    "escpos.printer", "kiosk.engine", "kiosk.settings",
)  # fmt: skip


def program() -> Any:
    """Return `main.py` as a module, compiled anew."""
    path = ROOT / "main.py"
    module = ModuleType("main")
    module.__file__ = str(path)
    sys.modules["main"] = module
    exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)  # noqa: S102  # the program under measure
    return module


def main(is_eager: bool) -> int:
    """Run the kiosk; the first frame prints when it came and what is imported, and ends the process."""
    if is_eager:
        for name in EAGER:
            __import__(name)
    module = program()
    complaints: list[str] = []
    module.Guard.fault = lambda _guard, _where, what: complaints.append(str(what))

    class Timed(module.Kiosk):  # type: ignore[misc, name-defined]  # the base is known at run time only
        def _painted(self) -> None:
            painted_ns = time.perf_counter_ns()
            size = {"width": self.view.width(), "height": self.view.height()}
            told = {"painted_ns": painted_ns, **size, "modules": sorted(sys.modules), "complaints": complaints}
            print(json.dumps(told), flush=True)
            os._exit(0)

    module.Kiosk = Timed
    return int(module.main([]))


if __name__ == "__main__":
    sys.exit(main("--eager" in sys.argv[1:]))
