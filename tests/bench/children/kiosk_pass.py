"""The demo airport, its scanner on a pseudo-terminal: `python -m tests.bench.children.kiosk_pass LINE DATA_DIR`.

As `kiosk_scan`: a line per painted frame that shows news, `frame <perf_counter ns> 0 <screen>`; on standard input
`fresh` (the traveller gives up), `shown` (every text of the screen), `settle` and `quit`.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from main import Plan
from tests.bench.children.kiosk_scan import Watched, say
from tests.bench.pair import ROOT

AIRPORT = ROOT / "config" / "airport.toml"


class Hall(Watched):
    """The kiosk, telling of each frame; printer and terminal are ready and idle, bags are not taken."""

    def _listen(self) -> None:
        for line in sys.stdin:
            match line.strip():
                case "fresh":
                    self.sent("CancelPressed", {})
                    self.sent("CancelConfirmed", {})
                case "shown":
                    say("shown", json.dumps(sorted(set(_texts(self.shell.property("view"))))))
                case "settle":
                    gc.collect()
                    say("settled")
                case _:
                    os._exit(0)
        os._exit(0)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for own in value.values():
            yield from _texts(own)
    elif isinstance(value, list | tuple):
        for own in value:
            yield from _texts(own)


if __name__ == "__main__":
    line, data_dir = sys.argv[1:3]
    urls = {"scanner": f"linescan+serial://{line}?baud=115200"}
    plan = Plan(AIRPORT, "airport", Path(data_dir), urls, is_demo=True)
    sys.exit(Hall(plan).run())
