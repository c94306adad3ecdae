"""Somebody becomes a member at the till: after a contact that is none, before paying, at the price for members."""

from __future__ import annotations

from typing import Final

from tests.journeys.people.signing_in import pressed
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap
from tests.journeys.scripts.shopping import BANANAS, attract, pause, scanned, total

CONTACT: Final = "0600999123"  # a number that is nobody's


def enrolled_at_the_till(stage: Stage) -> Script:
    """A contact that is too short is said; the whole one makes a member, who pays less and has it on paper."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, BANANAS, 1)
    before = total(stage)
    for screen in ("checkout/Typing", "checkout/Enrolling"):
        yield pause()
        yield from pressed(stage, "secondary")
        yield stage.on(screen)
    for sign in CONTACT[:5]:
        yield from pressed(stage, f"key:{sign}")
    yield from pressed(stage, "primary")
    yield Until("that it is too short", lambda: bool(glass.parts["field"]["problem"]))
    for sign in CONTACT[5:]:
        yield from pressed(stage, f"key:{sign}")
    yield pause()
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Membership")
    yield from stage.picture("a-new-member")
    yield pause()
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Scanning")
    demand(total(stage) != before, "the price for members does not hold")
    yield pause()
    yield from paid_by_tap(stage)
    yield pause()
    papers = len(stage.bench.receipts())
    yield from pressed(stage, "primary")
    yield Until("a receipt on paper", lambda: len(stage.bench.receipts()) > papers)
    yield stage.on("checkout/ThankYou")
    yield pause()
    yield from pressed(stage, "primary")
