"""The demo's colleagues: an article answers, a person is called, and a technician finds a fault in three taps."""

from __future__ import annotations

from tests.journeys.people.signing_in import entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import MILK, attract, scanned

TECHNICIAN = "rui"


def colleagues(stage: Stage) -> Script:
    """A customer reads an article and calls a person; a technician finds the open cover, its cause and its log."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from pressed(stage, "help")
    yield Until("the top questions", lambda: glass.screen == "help/Topics" and bool(glass.parts["articles"]))
    yield from stage.picture("top-questions")
    yield from pressed(stage, "article:0")
    yield Until("an article", lambda: glass.screen == "help/Article")
    yield from stage.picture("an-article")
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Scanning")
    yield from pressed(stage, "call")
    yield Until("a person is called", lambda: bool(glass.called))
    yield from stage.picture("a-person-is-called")
    stage.bench.do("printer", "cover", open=True)
    yield from signed_in(stage, TECHNICIAN)
    yield from stage.picture("what-a-technician-may")
    yield from entered(stage, "maintenance")  # the first tap
    yield Until("the fault on top", lambda: not glass.parts["fault"]["is_well"])
    yield from stage.picture("a-fault")
    yield from pressed(stage, "fault:test")  # the second
    yield Until("the device", lambda: glass.screen == "maintenance/Device")
    yield Until("its cause", lambda: any(row.get("value") == "COVER_OPEN" for row in glass.parts["rows"]))
    yield Until(
        "its log", lambda: any(row["icon"] == "scroll-text" and not row.get("event") for row in glass.parts["rows"])
    )
    yield from stage.picture("cause-and-log")
    stage.bench.do("printer", "cover", open=False)
    yield from pressed(stage, "back")
    yield Until("all is well", lambda: glass.screen == "maintenance/Dashboard" and glass.parts["fault"]["is_well"])
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from pressed(stage, "back")
    yield stage.on("checkout/Scanning")
    demand(glass.rows == 1 and bool(glass.called), "the customer does not find everything as it was")
