"""Customers with a tax number: each is signed with it, also what was sold while the signing device was unplugged."""

from __future__ import annotations

from typing import Final

from tests.journeys.bench import Bench
from tests.journeys.people.signing_in import pressed
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import paid_by_tap
from tests.journeys.scripts.shopping import BAGUETTE, MILK, attract, pause, scanned

FIRST: Final = "123456789"  # right by its check digit, and nobody's
SECOND: Final = "999999990"


def tax_numbers_through_an_outage(stage: Stage) -> Script:
    """One with a number; one with another while the device is away; it comes back; one without."""
    yield from _sold(stage, MILK, FIRST)
    yield _signed(stage, 1)
    stage.bench.ask("signing", "unplug")
    yield from _sold(stage, BAGUETTE, SECOND)
    stage.bench.ask("signing", "replug")
    yield _signed(stage, 2)
    yield from _sold(stage, MILK, "")
    yield _signed(stage, 3)


def signed(bench: Bench) -> list[str]:
    """Return the sales that the device signed, in its order."""
    return [str(own["reference"]) for own in bench.ask("signing", "signatures")["signatures"]]


def _signed(stage: Stage, count: int) -> Until:
    return Until(f"{count} signed", lambda: len(signed(stage.bench)) == count)


def _sold(stage: Stage, goods: str, number: str) -> Script:
    before = len(stage.bench.receipts())
    yield attract(stage)
    yield from scanned(stage, goods, 1)
    if number:
        yield from _given(stage, number)
    yield pause()
    yield from paid_by_tap(stage)
    yield pause()
    yield from pressed(stage, "primary")
    yield Until("a receipt on paper", lambda: len(stage.bench.receipts()) > before)
    yield stage.on("checkout/ThankYou")
    yield pause()
    yield from pressed(stage, "primary")


def _given(stage: Stage, number: str) -> Script:
    """Type the number with its last digit wrong, and then right."""
    glass = stage.glass
    wrong = str((int(number[-1]) + 1) % 10)
    for screen in ("checkout/Typing", "checkout/TaxNumber"):
        yield pause()
        yield from pressed(stage, "secondary")
        yield stage.on(screen)
    for sign in number[:-1] + wrong:
        yield from pressed(stage, f"key:{sign}")
    yield from pressed(stage, "primary")
    yield Until("that a digit is wrong", lambda: bool(glass.parts["field"]["problem"]))
    yield from stage.picture("a-tax-number-is-wrong")
    for sign in ("delete", number[-1]):
        yield from pressed(stage, f"key:{sign}")
    yield pause()
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Scanning")
