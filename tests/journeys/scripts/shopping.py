"""The scripts: what customers do at the shop's kiosk. Each yields what it waits for."""

from __future__ import annotations

import time

from tests.journeys.script import Script, Stage, Until

MILK, BAGUETTE, AVOCADO = "9520001000010", "9520001000027", "9520001000034"
BANANAS, CHEESE, APPLES, EGGS = "9520001000041", "9520001000058", "9520001000072", "9520001000119"
UNKNOWN = "9529999999993"
FIRST_BASKET = (MILK, BAGUETTE, AVOCADO, BANANAS, CHEESE, APPLES)
CARD_LIMIT_REACHED = "6E"


def total(stage: Stage) -> str:
    """Return the total as the customer reads it."""
    return str(stage.glass.parts["total"]["text"])


def scanned(stage: Stage, code: str, rows: int) -> Script:
    """Scan one code and wait until its line is painted."""
    stage.bench.scan(code)
    glass = stage.glass
    yield Until(f"{rows} lines on the glass", lambda: glass.screen == "checkout/Scanning" and glass.rows == rows)


def card_wanted(stage: Stage) -> Until:
    """Wait until the glass asks for a card and the terminal would take one: neither is always first."""
    return Until(
        "the terminal asks for a card",
        lambda: stage.glass.parts.get("phase") == "present" and stage.bench.is_card_wanted(),
    )


def pause() -> Until:
    """Wait as a hand does between two touches; the glass takes a faster one for a tremor."""
    due = time.monotonic() + 0.6
    return Until("a hand's pause", lambda: time.monotonic() >= due)


def attract(stage: Stage) -> Until:
    """Wait for a kiosk that is ready."""
    return Until(
        "attract, everything ready",
        lambda: stage.glass.screen == "shell/Attract" and not stage.glass.parts.get("limited"),
    )


def first_sale(stage: Stage) -> Script:
    """Six goods in Portuguese, one twice, one removed, one unknown; Dutch in the middle; a declined card; paid."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from stage.picture("attract")
    glass.touch("language:pt-BR")
    yield Until("attract in Portuguese", lambda: "pronto" in glass.title.lower() or "você" in glass.title.lower())
    yield from stage.picture("attract-portuguese")
    for count, code in enumerate(FIRST_BASKET, start=1):
        yield from scanned(stage, code, count)
        if count == 1:
            yield from stage.picture("first-scan-starts-the-sale")
    bench.scan(MILK)
    yield Until("milk twice", lambda: glass.rows == 6 and glass.row_names()[0].startswith("Leite"))
    yield from stage.picture("six-goods-milk-twice")
    bench.scan(UNKNOWN)
    yield Until("an unknown code is said in place", lambda: glass.parts.get("banner") is not None)
    yield from stage.picture("unknown-code")
    yield from scanned(stage, EGGS, 7)
    before = total(stage)
    glass.touch("fewer")
    yield Until("one removed, undo offered", lambda: glass.rows == 6)
    yield from stage.picture("removed-with-undo")
    if total(stage) == before:
        raise AssertionError("removing a line did not change the total")
    kept = total(stage)
    glass.touch("language")
    yield Until("the choice of languages", lambda: (glass.sheet or {}).get("kind") == "language")
    yield from stage.picture("language-sheet")
    glass.touch("language:nl")
    yield Until("the same basket in Dutch", lambda: glass.sheet is None and "Halfvolle melk" in glass.row_names())
    yield from stage.picture("same-basket-in-dutch")
    if total(stage) != kept:
        raise AssertionError(f"the total changed with the language: {kept} to {total(stage)}")
    yield from declined_then_paid(stage)
    yield from receipt_taken(stage)


def declined_then_paid(stage: Stage) -> Script:
    """Pay: the first card is declined, the next one is taken."""
    glass, bench = stage.glass, stage.bench
    glass.touch("primary")
    yield stage.on("checkout/Paying")
    yield card_wanted(stage)
    yield from stage.picture("paying-card-wanted")
    bench.card("insert", result=CARD_LIMIT_REACHED)
    yield stage.on("checkout/Declined")
    yield from stage.picture("card-declined")
    bench.ask("terminal", "card", how="remove")
    yield pause()
    glass.touch("primary")
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from stage.picture("paid")


def receipt_taken(stage: Stage) -> Script:
    """Print the receipt and leave."""
    glass = stage.glass
    yield pause()
    glass.touch("primary")
    yield stage.on("checkout/ThankYou")
    yield from stage.picture("thank-you")
    yield pause()
    glass.touch("primary")
    yield attract(stage)


def second_basket(stage: Stage) -> Script:
    """Three goods, then the power goes: whoever runs this kills it when it says so."""
    yield attract(stage)
    for count, code in enumerate((CHEESE, APPLES, BANANAS), start=1):
        yield from scanned(stage, code, count)
    yield from stage.picture("second-basket-before-the-power-cut")
    stage.note(f"total {total(stage)}")
    print("KILL ME", flush=True)
    yield Until("the end of this process", lambda: False)


def offered_back(stage: Stage) -> Script:
    """The basket is offered back and taken; the terminal's cable is pulled after the amount was sent and approved.

    A ZVT terminal missed our word, so it takes its approval back; the kiosk asks, learns it, and the next card pays. A
    nexo terminal waits for no word: the kiosk asks for its reference, learns that it is paid, and no second card is.
    """
    glass, bench = stage.glass, stage.bench
    yield stage.on("checkout/ResumeOffer")
    yield from stage.picture("the-basket-is-offered-back")
    glass.touch("primary")
    yield Until("the three lines again", lambda: glass.screen == "checkout/Scanning" and glass.rows == 3)
    yield from stage.picture("the-basket-is-back")
    yield pause()
    glass.touch("primary")
    yield card_wanted(stage)
    is_nexo = bench.terminal_kind() == "nexo"
    bench.ask("terminal", "fault", script="after booking: unplug" if is_nexo else "after 04 0F: unplug")
    bench.card("tap")
    yield stage.on("checkout/PaymentUnclear")
    yield from stage.picture("the-cable-is-out-payment-unclear")
    bench.ask("terminal", "replug")
    if not is_nexo:
        yield stage.on("checkout/Declined", patience_s=90)
        yield from stage.picture("asked-and-known-nothing-was-charged")
        yield pause()
        glass.touch("primary")
        yield card_wanted(stage)
        bench.card("tap")
    yield stage.on("checkout/Receipt", patience_s=90)
    yield from stage.picture("paid-once")
    yield from receipt_taken(stage)


def cut_at_the_end(stage: Stage) -> Script:
    """The cable goes with the terminal's last word on its way: approved and kept, learned by asking, paid once."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, CHEESE, 1)
    glass.touch("primary")
    yield card_wanted(stage)
    bench.ask("terminal", "fault", script="after 06 0F: unplug; lose 060F")
    bench.card("tap")
    yield stage.on("checkout/PaymentUnclear")
    bench.ask("terminal", "replug")
    yield stage.on("checkout/Receipt", patience_s=90)
    yield from receipt_taken(stage)


def never_arrived(stage: Stage) -> Script:
    """The cable is pulled before the terminal booked anything: known to be unpaid, and paid by the next try."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    for count, code in enumerate((MILK, BAGUETTE), start=1):
        yield from scanned(stage, code, count)
    glass.touch("primary")
    yield card_wanted(stage)
    bench.ask("terminal", "unplug")
    yield stage.on("checkout/PaymentUnclear")
    bench.ask("terminal", "replug")
    yield stage.on("checkout/Declined", patience_s=150)
    yield from stage.picture("known-not-to-be-paid")
    glass.touch("primary")
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from receipt_taken(stage)
