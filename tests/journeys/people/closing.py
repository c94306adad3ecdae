"""A supervisor pauses the lane, decides what a cut terminal left, reads X, closes the day, and opens the lane again."""

from __future__ import annotations

from typing import Any

from tests.journeys.people.signing_in import entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap, without_receipt
from tests.journeys.scripts.shopping import BAGUETTE, MILK, attract, card_wanted, scanned

SUPERVISOR = "sofia"


def cut_and_left(stage: Stage) -> Script:
    """One sale is paid. In the next one the terminal's cable goes after its answer; the customer waits, and goes."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)
    yield from scanned(stage, BAGUETTE, 1)
    yield from pressed(stage, "primary")
    yield card_wanted(stage)
    bench.ask("terminal", "fault", script="after 04 0F: unplug")
    bench.card("tap")
    yield stage.on("checkout/PaymentUnclear")
    yield Until("a person has to look", lambda: bool(glass.parts.get("is_review")))
    yield from pressed(stage, "secondary")
    yield stage.on("shell/Attract")


def day_closed(stage: Stage) -> Script:
    """Pause, decide, X, Z, a copy, and open again."""
    glass, bench = stage.glass, stage.bench
    yield stage.on("shell/Attract")
    yield from _lane(stage, SUPERVISOR, "paused", "shell/OutOfService")
    demand(glass.parts.get("lane") == "paused", f"the glass says {glass.parts}")
    bench.scan(MILK)
    yield from signed_in(stage, SUPERVISOR)
    yield from entered(stage, "day")
    yield from _case(stage)
    bench.ask("terminal", "replug")
    yield from _page(stage, "figures")
    yield Until("the figures", lambda: len(glass.parts["rows"]) > 8)
    yield from stage.picture("an-x")
    yield from _paper(stage)
    yield from pressed(stage, "back")
    yield from _closed(stage)
    yield from _copy(stage)
    yield from pressed(stage, "back")
    yield stage.on("day/Choosing")
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from pressed(stage, "back")
    yield stage.on("shell/OutOfService")
    yield from _lane(stage, SUPERVISOR, "open", "shell/Attract")


def _lane(stage: Stage, who: str, state: str, then: str) -> Script:
    yield from signed_in(stage, who)
    yield from entered(stage, "lane")
    yield from _row(stage, "LaneChosen", "state", state)
    yield stage.on("lane/Setting")
    yield from pressed(stage, "primary")
    yield stage.on("lane/Lane")
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from pressed(stage, "back")
    yield stage.on(then)


def _page(stage: Stage, page: str) -> Script:
    yield stage.on("day/Choosing")
    yield from _row(stage, "PageChosen", "page", page)


def _row(stage: Stage, event: str, name: str, value: str = "") -> Script:
    """Touch the row that sends an event with an argument; any value where none is named."""
    glass = stage.glass

    def sends(row: dict[str, Any]) -> bool:
        return row["event"] == event and (not value or row["args"].get(name) == value)

    yield Until(f"a row for {event} {value}", lambda: any(sends(row) for row in glass.parts.get("rows", ())))
    title = next(row["title"] for row in glass.parts["rows"] if sends(row))
    yield from pressed(stage, "row", title)


def _case(stage: Stage) -> Script:
    """Say that the payment of the cut terminal was none."""
    glass = stage.glass
    yield from _page(stage, "reviews")
    yield from _row(stage, "CaseChosen", "sale_id")
    yield Until("what may be said", lambda: len(glass.parts.get("choices", ())) == 3)
    yield from stage.picture("a-case")
    name = next(one["name"] for one in glass.parts["choices"] if one["args"] == {"outcome": "not-paid"})
    yield from pressed(stage, "choice", name)
    yield from pressed(stage, "primary")
    yield Until("it is decided", lambda: not glass.parts["choices"] and glass.action("back") is not None)
    yield from pressed(stage, "back")
    yield Until("no case is left", lambda: glass.screen == "day/Reviews" and not glass.parts["rows"])
    yield from pressed(stage, "back")


def _paper(stage: Stage) -> Script:
    """Print what the page offers, and wait until it is out."""
    before = len(stage.bench.receipts())
    yield from pressed(stage, "primary")
    yield Until("a report on paper", lambda: len(stage.bench.receipts()) > before)


def _closed(stage: Stage) -> Script:
    """Let the terminal close its day, compare, and close ours."""
    glass = stage.glass
    yield from _page(stage, "closing")
    yield Until("the terminal can be asked", lambda: _primary(stage) == "AskTerminalPressed")
    yield from pressed(stage, "primary")
    yield Until("the terminal has said its sum", lambda: _primary(stage) == "ClosePressed")
    yield from stage.picture("compared")
    before = len(stage.bench.receipts())
    yield from pressed(stage, "primary")
    yield Until("the Z on paper", lambda: len(stage.bench.receipts()) > before)
    yield Until("the glass says so", lambda: bool(glass.parts.get("note")) and glass.action("back") is not None)
    yield from pressed(stage, "back")


def _primary(stage: Stage) -> str:
    return str((stage.glass.action("primary") or {}).get("event", ""))


def _copy(stage: Stage) -> Script:
    """Print the receipt of the sale that was paid."""
    glass = stage.glass
    yield from _page(stage, "copies")
    before = len(stage.bench.receipts())
    for count in (1, 2):
        yield from _row(stage, "ReceiptChosen", "sale_id")
        yield Until("the receipt on paper", lambda wanted=before + count: len(stage.bench.receipts()) == wanted)  # type: ignore[misc]  # mypy infers no lambda with a default
        yield Until("the glass says so", lambda: bool(glass.parts.get("lead")))
