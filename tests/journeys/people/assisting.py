"""A customer is stuck, and a supervisor comes to the glass: resolves, takes a line out, gives a discount, leaves."""

from __future__ import annotations

from tests.journeys.people.signing_in import PIN, entered, pressed, signed_in, typed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import BAGUETTE, MILK, UNKNOWN, attract, card_wanted, receipt_taken, scanned

WHO, ATTENDANT = "lena", "bram"


def lane_assisted(stage: Stage) -> Script:
    """An unknown item, a call; staff resolve it, void the bread, halve the milk; the customer pays what is right."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, BAGUETTE, 2)
    bench.scan(UNKNOWN)
    yield Until("an unknown code is said in place", lambda: glass.parts.get("banner") is not None)
    glass.touch("call")
    yield Until("the call is shown", lambda: bool(glass.called))
    yield from signed_in(stage, WHO)
    yield from entered(stage, "assist")
    yield from row_chosen(stage, "BlockerChosen")
    yield from _chosen(stage, "assist/Resolving", "ResolutionChosen")
    yield from row_chosen(stage, "LineChosen")  # the newest line: bread
    yield from deed_chosen(stage, "void")
    yield from _chosen(stage, "assist/Reason", "ReasonChosen")
    yield from row_chosen(stage, "LineChosen")
    yield from deed_chosen(stage, "percent_off")
    yield stage.on("assist/Number")
    for digit in "50":
        yield from pressed(stage, f"key:{digit}")
    yield from pressed(stage, "primary")
    yield from _chosen(stage, "assist/Reason", "ReasonChosen")
    yield from stage.picture("a-lane-assisted")
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from pressed(stage, "back")
    yield Until("the customer's basket again", lambda: glass.screen == "checkout/Scanning" and glass.rows == 1)
    demand(glass.parts.get("banner") is None, "the unknown item is still there")
    yield from stage.picture("as-staff-left-it")
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Paying")
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from receipt_taken(stage)


def second_asked(stage: Stage) -> Script:
    """An attendant takes a line out, which wants two persons here: alone they may not, with a supervisor they may."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, BAGUETTE, 2)
    yield from signed_in(stage, ATTENDANT)
    yield from entered(stage, "assist")
    for who in (ATTENDANT, WHO):
        yield from row_chosen(stage, "LineChosen")
        yield from deed_chosen(stage, "void")
        yield stage.on("assist/Reason")
        yield from pressed(stage, "choice", glass.parts["choices"][0]["name"])
        yield stage.on("confirm/Second")
        yield from typed_in(stage, "id", who)
        yield from typed_in(stage, "pin", PIN)
        if who == ATTENDANT:
            yield Until("one person is not two", lambda: bool(glass.parts["field"]["problem"]))
            yield from pressed(stage, "back")
        yield stage.on("assist/Lane")
    yield from stage.picture("two-persons")
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from pressed(stage, "back")
    yield Until("the customer's basket again", lambda: glass.screen == "checkout/Scanning" and glass.rows == 1)


def last_sale_refunded(stage: Stage) -> Script:
    """Nobody is there: the receipt of the last sale is printed again. Its money waits for a code that nobody has."""
    glass = stage.glass
    yield attract(stage)
    yield from signed_in(stage, WHO)
    yield from entered(stage, "assist")
    before = len(stage.bench.receipts())
    yield Until("the last sale", lambda: any(sends(row, "DeedChosen", "reprint") for row in glass.parts["rows"]))
    yield from deed_chosen(stage, "refund")
    yield stage.on("assist/Refund")
    yield from pressed(stage, "primary")
    yield stage.on("assist/Reason")
    yield from pressed(stage, "choice", glass.parts["choices"][0]["name"])
    yield stage.on("confirm/Code")
    yield from pressed(stage, "back")
    yield stage.on("assist/Lane")
    yield Until("the last sale again", lambda: any(sends(row, "DeedChosen", "reprint") for row in glass.parts["rows"]))
    yield from deed_chosen(stage, "reprint")
    yield stage.on("assist/Reason")
    yield from pressed(stage, "choice", glass.parts["choices"][0]["name"])
    yield Until("a copy on paper", lambda: len(stage.bench.receipts()) > before)
    yield stage.on("checkout/Reprinting")
    yield from pressed(stage, "primary")
    yield attract(stage)


def sends(row: dict[str, object], event: str, deed: str = "") -> bool:
    """Whether a row of a list sends an event, of one act where `deed` names it."""
    args = row.get("args")
    return row.get("event") == event and (not deed or (isinstance(args, dict) and args.get("deed") == deed))


def row_chosen(stage: Stage, event: str, deed: str = "") -> Script:
    """Touch the first row that sends an event."""
    glass = stage.glass
    yield Until(f"a row for {event} {deed}", lambda: any(sends(row, event, deed) for row in glass.parts["rows"]))
    title = next(row["title"] for row in glass.parts["rows"] if sends(row, event, deed))
    yield from pressed(stage, "row", title)


def deed_chosen(stage: Stage, deed: str) -> Script:
    """Touch the row of an act."""
    yield from row_chosen(stage, "DeedChosen", deed)


def _chosen(stage: Stage, screen: str, event: str) -> Script:
    """Take the first choice of a page, and wait until the act is done."""
    glass = stage.glass
    yield stage.on(screen)
    demand(glass.parts["choices"][0]["event"] == event, f"{glass.title}: {glass.parts['choices']}")
    yield from pressed(stage, "choice", glass.parts["choices"][0]["name"])
    yield stage.on("assist/Lane")
