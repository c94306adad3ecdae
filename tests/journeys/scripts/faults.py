"""Scripts in which a device fails: what the customer must read, and that nothing is lost or charged twice."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.words import SiteFormat, Words
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.shopping import (
    APPLES,
    BAGUETTE,
    CHEESE,
    MILK,
    UNKNOWN,
    attract,
    card_wanted,
    pause,
    scanned,
    total,
)

HOME_LANGUAGE = "nl"

MISTYPED = "9520001000011"  # milk with its last digit wrong
HOSTILE = ("'; DROP TABLE sale; --", "<b>free</b>", "../../etc/passwd", "%s%n{0}")


def said(key: str, language: str = HOME_LANGUAGE) -> str:
    """Return the customer's words of a key."""
    return Words(language, SiteFormat()).say(key)


def banner(stage: Stage, code: str) -> Until:
    """Wait until the screen says a blocker in place: its title, what happened and what to do."""
    wanted = {part: said(f"blocker.{code}.{key}") for part, key in (("title", "title"), ("text", "what"), ("do", "do"))}

    def holds() -> bool:
        shown = stage.glass.parts.get("banner") or {}
        return {part: shown.get(part) for part in wanted} == wanted

    return Until(f"the words of {code}", holds)


def no_banner(stage: Stage) -> Until:
    """Wait until nothing is the matter any more."""
    return Until("no banner", lambda: stage.glass.parts.get("banner") is None)


def demand(is_so: bool, what: str) -> None:
    """Raise AssertionError with `what` unless it is so."""
    if not is_so:
        raise AssertionError(what)


def paid_by_tap(stage: Stage) -> Script:
    """Pay and tap a card; ends on the Receipt screen."""
    stage.glass.touch("primary")
    yield card_wanted(stage)
    stage.bench.card("tap")
    yield stage.on("checkout/Receipt")


def without_receipt(stage: Stage) -> Script:
    """Leave without paper."""
    yield pause()
    stage.glass.touch("secondary" if stage.glass.find("secondary") is not None else "primary")
    yield stage.on("checkout/ThankYou")
    yield pause()
    stage.glass.touch("primary")
    yield stage.on("shell/Attract")


# --- the terminal ---------------------------------------------------------------------------------------------------


def limited(stage: Stage, key: str) -> Until:
    """Wait for attract that says what does not work today."""
    wanted = said(key)
    return Until(
        f"attract says {key}",
        lambda: stage.glass.screen == "shell/Attract" and stage.glass.parts.get("limited") == wanted,
    )


def terminal_away_at_start(stage: Stage) -> Script:
    """Attract says so, scanning works, paying is refused in words; plugged in again, the same basket is paid."""
    glass, bench = stage.glass, stage.bench
    yield limited(stage, "shell.attract.no_card")
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    before = total(stage)
    glass.touch("primary")
    yield banner(stage, "PAY.TERMINAL_AWAY")
    demand((glass.screen, glass.rows, total(stage)) == ("checkout/Scanning", 2, before), "the basket changed")
    bench.ask("terminal", "replug")
    yield Until("the terminal has its host again", lambda: bool(bench.ask("terminal", "state")["connected"]))
    yield from tried_until_paying(stage)
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from without_receipt(stage)


def required_device_away(stage: Stage) -> Script:
    """Out of service while a device that this site requires is away; back with it, and selling at once."""
    glass, bench = stage.glass, stage.bench
    yield stage.on("shell/Attract")
    bench.ask("terminal", "unplug")
    yield stage.on("shell/OutOfService")
    demand(glass.rows == 0, "a basket stands on a kiosk that is out of service")
    bench.scan(MILK)
    yield pause()
    demand(glass.screen == "shell/OutOfService", f"{glass.screen} came without the terminal")
    bench.ask("terminal", "replug")
    yield stage.on("shell/Attract")
    yield from scanned(stage, MILK, 1)
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def tried_until_paying(stage: Stage) -> Script:
    """Touch "pay" as a patient customer does until the terminal takes the payment."""
    for _ in range(20):
        yield pause()
        if stage.glass.screen == "checkout/Scanning":
            stage.glass.touch("primary")
        yield pause()
        if stage.glass.screen == "checkout/Paying":
            return
    raise AssertionError("the terminal came back and paying was still refused")


def terminal_away_at_payment(stage: Stage) -> Script:
    """The line to the terminal is dead without anybody knowing: no amount was sent, and the words say so."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, BAGUETTE, 1)
    before = total(stage)
    bench.ask("terminal", "unplug", quietly=True)
    glass.touch("primary")
    yield stage.on("checkout/Paying")
    yield banner(stage, "PAY.TERMINAL_AWAY")
    demand((glass.screen, glass.rows, total(stage)) == ("checkout/Scanning", 1, before), "the basket changed")
    bench.ask("terminal", "replug")
    yield from tried_until_paying(stage)
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from without_receipt(stage)


# --- the printer ----------------------------------------------------------------------------------------------------


def paper_out_before_start(stage: Stage) -> Script:
    """Said on attract, while scanning and when paid; a new roll, and the receipt comes when asked, as the first one."""
    bench = stage.bench
    yield limited(stage, "shell.attract.no_paper")
    yield from scanned(stage, MILK, 1)
    yield banner_of_paper(stage, "banner", "DEV.PRINTER_PAPER_OUT")
    yield from paid_by_tap(stage)
    yield banner_of_paper(stage, "paper", "DEV.PRINTER_PAPER_OUT")
    demand(view_label(stage, "primary") == said("checkout.receipt.none"), "printing was offered without paper")
    before = len(bench.receipts())
    bench.ask("printer", "paper", state="ok")
    yield Until("the printer is offered", lambda: view_label(stage, "primary") == said("checkout.receipt.print"))
    demand((len(bench.receipts()), bench.uncut()) == (before, []), "something printed by itself")
    yield from printed(stage)


def view_label(stage: Stage, name: str) -> str:
    """Return the words of the primary or secondary action."""
    action = stage.glass.action(name)
    return str(action["label"]) if action is not None else ""


def banner_of_paper(stage: Stage, part: str, code: str) -> Until:
    """Wait until a part of the screen says a blocker's title."""
    wanted = said(f"blocker.{code}.title")
    return Until(f"{part} says {code}", lambda: (stage.glass.parts.get(part) or {}).get("title") == wanted)


def printed(stage: Stage) -> Script:
    """Ask for paper and leave once it came."""
    yield pause()
    stage.glass.touch("primary")
    yield stage.on("checkout/ThankYou")
    yield pause()
    stage.glass.touch("primary")
    yield stage.on("shell/Attract")


def stopped_mid_print(stage: Stage, fault: str, verdict: str, repair: Callable[[], None]) -> Script:
    """Paper stops in the middle of a receipt: paid stays paid; after the repair nothing prints until asked for."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, CHEESE, 2)
    yield from paid_by_tap(stage)
    bench.fault("printer", f"slow 20 ms; after 6 lines: {fault}")
    yield pause()
    glass.touch("primary")
    wanted = said(f"checkout.paper.{verdict}.title")
    yield Until(f"the paper is {verdict}", lambda: (glass.parts.get("paper") or {}).get("title") == wanted)
    demand(glass.title == said("checkout.receipt.title"), "the screen no longer says that it is paid")
    bench.ask("printer", "faults_clear")
    yield Until("the printer has stopped", lambda: has_stopped(stage))
    before = len(bench.receipts())
    repair()
    yield Until("a copy is offered", lambda: is_offered(stage, "checkout.receipt.print_copy"))
    yield pause()
    demand(has_stopped(stage) and len(bench.receipts()) == before, "something printed by itself after the repair")
    bench.ask("printer", "tear")
    after_tear = len(bench.receipts())
    yield from printed(stage)
    demand(len(bench.receipts()) == after_tear + 1, "the copy did not come out once")


def has_stopped(stage: Stage) -> bool:
    """True when the printer has nothing left to print, or cannot print."""
    state = stage.bench.ask("printer", "state")
    return bool(state["offline"]) or state["buffered_bytes"] == 0


def is_offered(stage: Stage, key: str) -> bool:
    """True when the primary action has these words and can be touched."""
    action = stage.glass.action("primary")
    return action is not None and action["label"] == said(key) and bool(action["enabled"]) and not action["busy"]


def cover_open_mid_print(stage: Stage) -> Script:
    """Somebody opens the cover."""
    yield from stopped_mid_print(stage, "cover open", "failed", lambda: stage.bench.do("printer", "cover", open=False))


def paper_out_mid_print(stage: Stage) -> Script:
    """The roll ends."""
    yield from stopped_mid_print(stage, "paper out", "failed", lambda: stage.bench.do("printer", "paper", state="ok"))


def printer_unplugged_mid_print(stage: Stage) -> Script:
    """The cable is pulled: nobody knows what came out."""
    yield from stopped_mid_print(stage, "unplug", "unknown", lambda: stage.bench.do("printer", "replug"))


# --- the scanner ----------------------------------------------------------------------------------------------------


def bad_scans(stage: Stage) -> Script:
    """Whatever the scanner sends: words in place, the basket intact, and the next good scan is right."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    bench.scan(UNKNOWN)
    yield from refused(stage, "ITEM.UNKNOWN")
    bench.scan(MISTYPED)
    yield from refused(stage, "ITEM.CHECK_DIGIT")
    bench.fault("scanner", "control characters")
    bench.scan(CHEESE)
    yield from refused(stage, "ITEM.UNREADABLE")
    for text in HOSTILE:
        bench.scan(text)
        yield from refused(stage, "ITEM.UNKNOWN")
    bench.ask("scanner", "garbage", count=100_000, kind="printable")
    yield from refused(stage, "ITEM.UNREADABLE")
    bench.ask("scanner", "scan", raw_hex="0d")
    bench.ask("scanner", "scan", raw_hex=(f"]E0{CHEESE}\r]E0{APPLES}\r").encode().hex())
    yield Until("two scans of one write are two lines", lambda: glass.rows == 3)
    bench.ask("scanner", "garbage", count=3_000, kind="any")
    bench.ask("scanner", "scan", raw_hex="0d")
    yield banner(stage, "ITEM.UNREADABLE")
    bench.scan(MILK)
    yield Until("milk twice after all that", lambda: pieces(stage) == 4 and glass.rows == 3)
    yield from stopped(stage)


def refused(stage: Stage, code: str) -> Script:
    """Wait for the words of a refused scan, then scan the milk that is there, so that the words go and it counts."""
    before = pieces(stage)
    yield banner(stage, code)
    demand((stage.glass.rows, pieces(stage)) == (1, before), f"{code}: the basket changed")
    stage.glass.touch("more")
    yield Until("one more, and no banner", lambda: pieces(stage) == before + 1 and not stage.glass.parts.get("banner"))
    stage.glass.touch("fewer")
    yield Until("one fewer", lambda: pieces(stage) == before)


def pieces(stage: Stage) -> int:
    """Return how many pieces the basket's heading counts."""
    return int("".join(c for c in str(stage.glass.parts["count"]) if c.isdigit()))


def stopped(stage: Stage) -> Script:
    """Give the basket up, as asked on the glass."""
    stage.glass.touch("cancel")
    yield Until("the question", lambda: (stage.glass.sheet or {}).get("kind") == "question")
    yield pause()
    stage.glass.touch("sheet2")  # the first goes on, the second keeps the basket
    yield stage.on("shell/Attract")


def scanner_unplugged(stage: Stage) -> Script:
    """Said in place while it is away; the basket stands; back, it scans on."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    bench.ask("scanner", "unplug")
    yield banner(stage, "DEV.SCANNER_AWAY")
    demand(glass.rows == 1, "the basket changed")
    bench.ask("scanner", "replug")
    yield no_banner(stage)
    yield from scanned(stage, CHEESE, 2)
    yield from stopped(stage)
