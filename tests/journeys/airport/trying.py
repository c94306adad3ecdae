"""Somebody who tries the airport alone: a hand on the bench window, which speaks to the simulators only."""

from __future__ import annotations

import json
from collections.abc import Iterator

from PySide6.QtCore import QMetaObject
from PySide6.QtQuick import QQuickItem, QQuickWindow

from devices.sim.bench.window import Bench, arguments
from kiosk.services.departures.demo.holding import held_by_cast
from tests.journeys.airport.hands import document_taken
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.travelling import WANTED, ready


def bench_alone(stage: Stage) -> Script:
    """A pass that is scanned from the bench begins a check-in, a passport that is laid from it goes on with it."""
    yield ready(stage)
    file = stage.folder / "travellers.json"
    file.write_text(json.dumps({"travellers": held_by_cast(stage.data_dir)}), encoding="utf-8")
    words = ["--controls", "-", "--pages", "goods", "travellers", "--travellers", str(file)]
    bench = Bench({role: stage.bench.address(role) for role in WANTED}, arguments().parse_args(words))
    if bench.window is None:
        raise LookupError("the bench window could not be loaded")
    try:
        yield from pushed(bench.window, "page_travellers")
        yield from pushed(bench.window, "pass_FAMI04")
        yield stage.on("checkin/Passengers")
        stage.glass.touch("primary")
        yield stage.on("checkin/Documents")
        yield from pushed(bench.window, "passport_FAMI04_0")
        yield from document_taken(stage, "checkin/Documents")
    finally:
        bench.close()


def pushed(window: QQuickWindow, name: str) -> Script:
    """Click a part of the bench window as soon as it can be clicked."""
    yield Until(f"the bench offers {name}", lambda: any(own.isEnabled() for own in named(window, name)))
    QMetaObject.invokeMethod(next(named(window, name)), "click")


def named(window: QQuickWindow, name: str) -> Iterator[QQuickItem]:
    """Return what is seen by a name on the bench window."""
    waiting = [window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.objectName() == name and item.isVisible():
            yield item
        waiting += item.childItems()
