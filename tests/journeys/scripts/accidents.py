"""Scripts in which something happens to the kiosk or its customer: power cuts, hasty hands, somebody who walks away.

A script that prints KILL ME waits for ever after it: whoever runs it kills it there.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap, printed, said, without_receipt
from tests.journeys.scripts.shopping import BAGUETTE, CHEESE, MILK, UNKNOWN, attract, card_wanted, pause, scanned

GAPS_MS = (0, 50)
TREMOR_S = 0.4  # from the first touch to the last: half a second later a touch is one of its own
NAMES = ("Halfvolle melk", "Jong belegen kaas")


def power_cut() -> Script:
    """Ask to be killed here."""
    print("KILL ME", flush=True)
    yield Until("the end of this process", lambda: False)


# --- power cuts -----------------------------------------------------------------------------------------------------


def discarded(stage: Stage) -> Script:
    """The basket is offered back and not wanted: the kiosk is empty for the next customer."""
    glass = stage.glass
    yield stage.on("checkout/ResumeOffer")
    demand(not any(name in glass.texts() for name in NAMES), "the offer shows what is in the basket")
    glass.touch("secondary")
    yield attract(stage)
    yield from scanned(stage, BAGUETTE, 1)
    demand(glass.row_names() == ["Stokbrood"], "something of the discarded basket is left")
    yield from power_cut()


def two_goods_to_the_card(stage: Stage) -> Script:
    """Two goods, and the terminal waits for a card."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    stage.glass.touch("primary")
    yield card_wanted(stage)


def cut_while_the_bank_decides(stage: Stage) -> Script:
    """The card was tapped, the bank is asked, and the power goes."""
    yield from two_goods_to_the_card(stage)
    stage.bench.fault("terminal", "result after 2 s")
    stage.bench.card("tap")
    yield Until("the bank is asked", lambda: is_bank_asked(stage))
    yield from power_cut()


def is_bank_asked(stage: Stage) -> bool:
    """Read it off the glass, or off the terminal itself where its protocol does not tell the kiosk."""
    if stage.bench.terminal_kind() == "nexo":
        return str(stage.bench.ask("terminal", "state")["display"]).endswith("One moment please")
    return bool(stage.glass.parts.get("phase") == "bank")


def cut_after_the_yes(stage: Stage) -> Script:
    """The terminal has said yes and has its last word still to say; the power goes."""
    bench = stage.bench
    before = len(bench.turnovers())
    yield from two_goods_to_the_card(stage)
    bench.fault("terminal", "after 04 0F: answer after 30 s")
    bench.card("tap")
    yield Until("the terminal has booked", lambda: len(bench.turnovers()) == before + 1)
    yield pause()  # the kiosk keeps the yes and acknowledges it
    yield from power_cut()


def cut_when_paid(stage: Stage) -> Script:
    """The screen says paid; the power goes before anybody asked for paper."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    yield from paid_by_tap(stage)
    yield from power_cut()


def cut_while_printing(stage: Stage) -> Script:
    """The receipt is half out; the power goes."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from paid_by_tap(stage)
    stage.bench.fault("printer", "slow 100 ms")
    yield pause()
    stage.glass.touch("primary")
    yield Until("the first lines are out", lambda: len(stage.bench.uncut()) > 3)
    yield from power_cut()


def unclear_after_restart(stage: Stage) -> Script:
    """After the restart the terminal is asked, never told to pay again; whatever it says, the customer leaves paid."""
    glass = stage.glass
    yield stage.on("checkout/PaymentUnclear")
    demand(glass.parts["promise_title"] == said("checkout.unclear.promise_title"), "the promise is not on the glass")
    demand(glass.action("primary") is None, "something can be pressed while the payment is not clear")
    yield Until("an answer", lambda: glass.screen in ("checkout/Receipt", "checkout/Declined"), patience_s=100)
    stage.note(f"ANSWER {glass.screen}")
    demand(stage.bench.receipts() == [] or not stage.bench.uncut(), "paper came by itself")
    if glass.screen == "checkout/Declined":
        yield pause()
        yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def nothing_to_resume(stage: Stage) -> Script:
    """After the restart nobody's goods are on the glass, and nothing prints."""
    yield attract(stage)
    yield pause()
    demand(not any(name in stage.glass.texts() for name in NAMES), "goods of the last customer are on the glass")


# --- hasty hands ----------------------------------------------------------------------------------------------------


def taps(stage: Stage, name: str, gap_ms: int, times: int = 2) -> None:
    """Touch the same place several times, `gap_ms` apart, whatever comes to stand there meanwhile.

    Where the machine holds this process up, the touches that would come too late for a tremor are left out, and said.
    """
    point: QPoint = stage.glass.place(name)
    due = time.monotonic() + TREMOR_S
    for count in range(times):
        if count and gap_ms:
            QTest.qWait(gap_ms)
        if count and time.monotonic() > due:
            stage.note(f"only {count} of {times} touches were in time")
            return
        stage.glass.tap(point)


def double_taps(stage: Stage) -> Script:
    """Each button is touched twice within 50 ms: language, pay, print and finish happen once."""
    yield attract(stage)
    for gap_ms in GAPS_MS:
        stage.note(f"GAP {gap_ms}")
        yield from double_taps_of(stage, gap_ms)


def double_taps_of(stage: Stage, gap_ms: int) -> Script:
    """Buy with a tremor in the finger."""
    glass, bench = stage.glass, stage.bench
    before = len(bench.receipts())
    yield from scanned(stage, MILK, 1)
    taps(stage, "language", gap_ms)
    yield Until("the choice of languages", lambda: (glass.sheet or {}).get("kind") == "language")
    yield pause()
    taps(stage, "language:en", gap_ms)
    yield Until("English", lambda: glass.sheet is None and glass.row_names() == ["Semi-skimmed milk"])
    yield pause()
    demand(glass.sheet is None, "the second touch opened something")
    taps(stage, "primary", gap_ms)
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield pause()
    taps(stage, "primary", gap_ms)
    yield stage.on("checkout/ThankYou")
    yield pause()
    demand(glass.screen == "checkout/ThankYou", "the second touch on print was taken for finish")
    demand(len(bench.receipts()) == before + 1, "the receipt did not come out once")
    taps(stage, "primary", gap_ms)
    yield stage.on("shell/Attract")
    yield pause()
    demand(glass.screen == "shell/Attract", "the second touch on finish started something")


def storm_of_taps(stage: Stage) -> Script:
    """Ten touches on one place while screens change under the finger: one payment, one receipt, nothing skipped."""
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    taps(stage, "primary", 15, times=10)
    yield card_wanted(stage)
    stage.bench.card("tap", result="6E")
    yield stage.on("checkout/Declined")
    taps(stage, "primary", 15, times=10)
    yield card_wanted(stage)
    stage.bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield pause()
    taps(stage, "primary", 40, times=10)  # the receipt is out after some 60 ms, and "finish" stands in its place
    yield stage.on("checkout/ThankYou")
    yield pause()
    demand(stage.glass.screen == "checkout/ThankYou", "a touch on print was taken for finish")
    stage.glass.touch("primary")
    yield stage.on("shell/Attract")


# --- walking away ---------------------------------------------------------------------------------------------------


def walked_away(stage: Stage) -> Script:
    """Asked whether somebody is there; one touch keeps the basket, silence gives it up and leaves nothing to see."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    yield still_there(stage)
    demand(bool((glass.sheet or {}).get("seconds")), "the question does not say how long it waits")
    glass.touch("sheet0")
    yield Until("the basket as it was", lambda: glass.sheet is None and glass.rows == 2)
    yield still_there(stage)
    yield stage.on("shell/Attract")
    yield from nothing_of_the_customer(stage)


def still_there(stage: Stage) -> Until:
    """Wait for the question."""
    return Until("are you still there", lambda: (stage.glass.sheet or {}).get("kind") == "still_there")


def nothing_of_the_customer(stage: Stage) -> Script:
    """Nothing of the last customer can be seen or found on attract."""
    glass = stage.glass
    yield Until("all items have gone", lambda: glass.rows == 0)
    yield Until("a painted attract", lambda: glass.find("start") is not None)
    found = [text for text in glass.texts() if any(name in text for name in (*NAMES, "4242", "€", "Leite"))]
    demand(not found, f"attract still holds {found}")
    demand(glass.sheet is None, "a sheet is left")


def private(stage: Stage) -> Script:
    """A sale in another language with a card whose whole number the terminal sends; then nothing of it is left."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    glass.touch("language:pt-BR")
    yield Until("Portuguese", lambda: said("shell.attract.poster", "pt-BR") == glass.title)
    bench.scan(UNKNOWN)
    yield Until("an unknown code on the glass", lambda: glass.parts.get("banner") is not None)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    glass.touch("primary")
    yield card_wanted(stage)
    bench.fault("terminal", "pan present")
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield pause()
    yield from printed(stage)
    demand(glass.title == said("shell.attract.poster"), "the language of the last customer is left")
    yield from nothing_of_the_customer(stage)


# --- out of service -------------------------------------------------------------------------------------------------


def out_of_service(stage: Stage, code: str = "SYS.STORAGE") -> Script:
    """Words, a code for staff, and where a person is; scans do nothing, the language can be changed."""
    glass = stage.glass
    yield stage.on("shell/OutOfService")
    demand(glass.title == said("shell.out.title"), glass.title)
    demand(glass.parts["code"] == code, str(glass.parts["code"]))
    demand(glass.parts["what_happened"] == said(f"blocker.{code}.what"), "the screen does not say what happened")
    stage.bench.scan(MILK)
    demand("4410" in glass.texts() or "4410" in " ".join(glass.texts()), "no telephone number on the glass")
    glass.touch("language")
    yield Until("the choice of languages", lambda: (glass.sheet or {}).get("kind") == "language")
    yield pause()
    glass.touch("language:en")
    yield Until("English", lambda: glass.title == said("shell.out.title", "en"))
    demand(glass.screen == "shell/OutOfService", "a broken kiosk went on")


def no_goods(stage: Stage) -> Script:
    """A kiosk without a catalogue sells nothing."""
    yield from out_of_service(stage, "SYS.CATALOGUE")
