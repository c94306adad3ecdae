"""Wine and bread: it is held at payment alone, staff come by themselves and look, or say no, or never come."""

from __future__ import annotations

from tests.journeys.people.assisting import WHO, row_chosen
from tests.journeys.people.signing_in import entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import BAGUETTE, attract, card_wanted, receipt_taken, scanned

WINE, SPARKLING = "9520001001086", "9520001001093"


def held_at_payment(stage: Stage, first: str = WINE, then: str = BAGUETTE) -> Script:
    """Scan wine and bread, one after the other, and press pay: nothing is charged, and a person is on the way."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, first, 1)
    yield from scanned(stage, then, 2)
    demand(not glass.called, "somebody was sent for before anybody wanted to pay")
    yield from pressed(stage, "primary")
    yield Until("a person is sent for", lambda: bool(glass.called))
    demand(glass.screen == "checkout/Scanning", glass.screen)
    demand(not stage.bench.is_card_wanted(), "a card is asked for")


def choosing(stage: Stage) -> Script:
    """Let staff sign in on this glass and open what holds the basket."""
    yield from signed_in(stage, WHO)
    yield from entered(stage, "assist")
    yield from row_chosen(stage, "BlockerChosen")
    yield stage.on("assist/Resolving")


def decided(stage: Stage, way: str) -> Script:
    """Let staff choose what becomes of what holds the basket, and leave."""
    glass = stage.glass
    choice = next(own for own in glass.parts["choices"] if way in own["args"].values())
    yield from pressed(stage, "choice", choice["name"])
    yield stage.on("assist/Lane")
    yield from pressed(stage, "back")
    yield stage.on("staff/Menu")
    yield from pressed(stage, "back")


def paid(stage: Stage) -> Script:
    """Pay what is in the basket."""
    yield from pressed(stage, "primary")
    yield stage.on("checkout/Paying")
    yield card_wanted(stage)
    stage.bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from receipt_taken(stage)


def age_seen(stage: Stage) -> Script:
    """Staff look and say yes; more wine needs no second look; all of it is paid."""
    glass = stage.glass
    yield from held_at_payment(stage)
    yield from stage.picture("held-at-payment")
    yield from choosing(stage)
    yield from decided(stage, "approve")
    yield Until("nothing holds it", lambda: glass.screen == "checkout/Scanning" and glass.parts.get("banner") is None)
    yield from scanned(stage, SPARKLING, 3)
    demand(glass.parts.get("banner") is None, "the same age is asked a second time")
    yield from paid(stage)


def age_refused(stage: Stage) -> Script:
    """Staff look and say no; the wine goes out and the bread is paid."""
    glass = stage.glass
    yield from held_at_payment(stage)
    yield from choosing(stage)
    yield from decided(stage, "refuse")
    yield Until("the wine is out", lambda: glass.screen == "checkout/Scanning" and glass.rows == 1)
    yield from paid(stage)


def age_never_seen(stage: Stage) -> Script:
    """Nobody comes: pay stays shut however often it is pressed, and without the wine the bread is paid."""
    glass = stage.glass
    yield from held_at_payment(stage, BAGUETTE, WINE)
    for _ in range(2):
        yield from pressed(stage, "primary")
        demand(glass.screen == "checkout/Scanning" and not stage.bench.is_card_wanted(), glass.screen)
    yield from pressed(stage, "fewer")  # the newest stands first
    yield Until("the wine is out", lambda: glass.rows == 1)
    yield from paid(stage)


def age_approved(stage: Stage) -> Script:
    """Staff look at what a customer held at payment, say yes and leave."""
    yield from choosing(stage)
    yield from decided(stage, "approve")
    yield stage.on("checkout/Scanning")
