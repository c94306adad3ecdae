"""The receipt as a code: on the glass, at the foot of the paper, and after a power cut in place of paper."""

from __future__ import annotations

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap, said, without_receipt
from tests.journeys.scripts.shopping import CHEESE, MILK, attract, pause, scanned


def code_shown(stage: Stage) -> Until:
    """The code stands on the glass."""
    return Until("the receipt's code", lambda: bool(stage.glass.parts.get("qr")))


def receipt_for_the_phone(stage: Stage) -> Script:
    """A sale whose receipt is looked at on the glass, then printed."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    yield from paid_by_tap(stage)
    yield code_shown(stage)
    yield pause()
    stage.glass.picture(stage.folder / "code.png")
    stage.glass.touch("primary")
    yield stage.on("checkout/ThankYou", patience_s=30)
    yield pause()
    stage.glass.touch("primary")
    yield stage.on("shell/Attract")


def paper_in_doubt(stage: Stage) -> Script:
    """After a power cut in the middle of the paper: the question, the code at once, and no paper by itself."""
    yield stage.on("checkout/Receipt")
    title = stage.glass.parts["paper"]["title"]
    demand(title == said("checkout.paper.unknown.title"), f"of the paper the glass says: {title}")
    yield code_shown(stage)
    yield pause()
    stage.glass.picture(stage.folder / "code.png")
    yield from without_receipt(stage)
