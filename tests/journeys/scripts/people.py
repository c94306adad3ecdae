"""Scripts in which a customer calls a person, and a call board somewhere on the site answers."""

from __future__ import annotations

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.accidents import power_cut
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import MILK, attract, scanned


def person_called(stage: Stage) -> Script:
    """One touch calls; shopping goes on meanwhile; a person says that they come; the power goes."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    glass.touch("call")
    yield Until("the call is shown", lambda: bool(glass.called))
    demand(glass.sheet is None, "a sheet stands over the basket")
    yield from scanned(stage, MILK, 1)
    yield Until("somebody comes", lambda: "Sofia" in glass.called)
    yield from stage.picture("somebody-comes")
    yield from power_cut()


def person_still_comes(stage: Stage) -> Script:
    """The kiosk starts again and knows that somebody is on the way, until the board says that it is done."""
    glass = stage.glass
    yield Until("somebody still comes", lambda: bool(glass.called))
    demand("Sofia" not in glass.called, "a name was kept on the disk")
    yield Until("the call is over", lambda: not glass.called)
