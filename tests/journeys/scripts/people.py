"""Scripts in which a customer calls a person, and a call board somewhere on the site answers."""

from __future__ import annotations

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.accidents import power_cut
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import MILK, attract, scanned


def person_called(stage: Stage) -> Script:
    """One touch calls; shopping goes on meanwhile; a person comes; the power goes."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    glass.touch("call")
    yield Until("the call is shown", lambda: bool(glass.called))
    demand(glass.sheet is None, "a sheet stands over the basket")
    yield from scanned(stage, MILK, 1)
    yield Until("a person is here", lambda: "bij u" in glass.called)
    yield from stage.picture("a-person-is-here")
    yield from power_cut()


def person_still_here(stage: Stage) -> Script:
    """The kiosk starts again and knows that somebody is there, until the board says that it is done."""
    glass = stage.glass
    yield Until("somebody is still there", lambda: bool(glass.called))
    yield Until("the call is over", lambda: not glass.called)
