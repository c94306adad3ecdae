"""Trips over a bagging scale: honest, with a thing too much that goes out again or stays, and with the scale away."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.journeys.people.ages.looking import choosing, decided, paid
from tests.journeys.people.signing_in import pressed
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import banner, demand, no_banner, said
from tests.journeys.scripts.shopping import BAGUETTE, CHEESE, MILK, attract, scanned

SCALE = "bagging_scale"
BREAD_G, MILK_G, CHEESE_G = 310, 1_035, 410  # as a scale of 5 g steps shows what the catalogue says
OWN_BAG_G, HAND_G = 60, 900
FIRST_G, SECOND_G = 700, 600  # too heavy for a bag of their own; the two together are much
SILENT_S = 5.5  # longer than the kiosk believes a weight without hearing of it


def lies(stage: Stage, grams: int) -> Script:
    """Have so much lie under the bags, and wait until the kiosk has heard of it as often as it must."""
    stage.bench.ask(SCALE, "load", grams=grams)
    yield Until(f"{grams} g at rest", lambda: not stage.bench.ask(SCALE, "state")["moving"])
    yield _heard(stage)


def _heard(stage: Stage) -> Until:
    """Wait until the scale was asked four times more: two answers alike are a weight, and one may be on its way."""
    before = stage.bench.ask(SCALE, "state")["weights"]
    return Until("the kiosk hears the scale", lambda: stage.bench.ask(SCALE, "state")["weights"] >= before + 4)


def nothing_is_said(stage: Stage) -> None:
    """Raise AssertionError when the basket says anything."""
    demand(stage.glass.parts.get("banner") is None, f"it is said: {stage.glass.parts.get('banner')}")


def bread_bagged(stage: Stage) -> Script:
    """Begin with bread, and put it into the bag."""
    yield from lies(stage, 0)
    yield attract(stage)
    yield from scanned(stage, BAGUETTE, 1)
    yield from lies(stage, BREAD_G)
    nothing_is_said(stage)


def bagged_in_turn(stage: Stage) -> Script:
    """A bag of their own, bread and milk, each scanned and put in; a hand leans on it and leaves; paid at once."""
    yield from lies(stage, OWN_BAG_G)
    yield attract(stage)
    inside_g = OWN_BAG_G
    for rows, (code, own_g) in enumerate(((BAGUETTE, BREAD_G), (MILK, MILK_G)), start=1):
        yield from scanned(stage, code, rows)
        inside_g += own_g
        yield from lies(stage, inside_g)
        nothing_is_said(stage)
    for leaning_g in (HAND_G, 0):
        yield from lies(stage, inside_g + leaning_g)
        nothing_is_said(stage)
    yield from paid(stage)


def one_too_much_taken_out(stage: Stage) -> Script:
    """Something is bagged that was not scanned: scanning goes on under a gentle word, which goes with the thing."""
    yield from bread_bagged(stage)
    yield from lies(stage, BREAD_G + FIRST_G)
    yield from scanned(stage, MILK, 2)
    yield banner(stage, "WEIGHT.UNEXPECTED")
    yield from stage.picture("something-not-scanned")
    yield from scanned(stage, CHEESE, 3)
    demand(not stage.glass.called, "somebody was sent for by a doubt that holds nothing")
    yield from lies(stage, BREAD_G)
    yield no_banner(stage)
    yield from lies(stage, BREAD_G + MILK_G)
    yield from lies(stage, BREAD_G + MILK_G + CHEESE_G)
    nothing_is_said(stage)
    yield from paid(stage)


def two_too_much_left_in(stage: Stage) -> Script:
    """Another goes in beside the first: scanning goes on, payment waits for staff, who see why and say yes; paid."""
    glass = stage.glass
    yield from bread_bagged(stage)
    yield from lies(stage, BREAD_G + FIRST_G)
    yield banner(stage, "WEIGHT.UNEXPECTED")
    yield from lies(stage, BREAD_G + FIRST_G + SECOND_G)
    yield Until("it waits for staff", _says(stage, "WEIGHT.UNSETTLED"))
    yield from stage.picture("staff-look-into-the-bag")
    yield from scanned(stage, MILK, 2)
    yield from pressed(stage, "primary")
    yield Until("a person is sent for", lambda: bool(glass.called))
    demand(glass.screen == "checkout/Scanning" and not stage.bench.is_card_wanted(), glass.screen)
    yield from choosing(stage)
    evidence = " ".join(glass.texts()).replace(".", "")
    demand(f"{FIRST_G + SECOND_G} g" in evidence, f"staff are not told how much is too much: {evidence}")
    yield from decided(stage, "approve")
    yield Until("nothing holds it", lambda: glass.screen == "checkout/Scanning" and glass.parts.get("banner") is None)
    yield from lies(stage, BREAD_G + FIRST_G + SECOND_G + MILK_G)
    nothing_is_said(stage)
    yield from paid(stage)


def _says(stage: Stage, code: str) -> Callable[[], bool]:
    return lambda: (stage.glass.parts.get("banner") or {}).get("title") == said(f"blocker.{code}.title")


def carried_in_the_hand(stage: Stage) -> Script:
    """Milk stays in the hand and they say so on the page of its line: cheese is bagged without a word; all is paid."""
    glass = stage.glass
    yield from bread_bagged(stage)
    yield from scanned(stage, MILK, 2)
    yield from pressed(stage, "explain")
    yield stage.on("checkout/Explained")
    yield from pressed(stage, "secondary")
    yield Until("its line says so", lambda: said("checkout.line.elsewhere") in glass.texts())
    demand(glass.screen == "checkout/Scanning", glass.screen)
    yield from scanned(stage, CHEESE, 3)
    yield from lies(stage, BREAD_G + CHEESE_G)
    nothing_is_said(stage)
    demand(said("checkout.line.elsewhere") in glass.texts(), "the line of what is carried says so no more")
    yield from paid(stage)


def scale_unplugged(stage: Stage) -> Script:
    """The cable is out for a while and the bag is filled: nothing is said, then or after; the next one too much is."""
    yield from bread_bagged(stage)
    stage.bench.ask(SCALE, "unplug")
    away_until = time.monotonic() + SILENT_S
    yield from scanned(stage, MILK, 2)
    filled_g = BREAD_G + MILK_G + FIRST_G
    stage.bench.ask(SCALE, "load", grams=filled_g)
    yield Until("nobody believes the weight of before", lambda: time.monotonic() >= away_until)
    nothing_is_said(stage)
    stage.bench.ask(SCALE, "replug")
    yield _heard(stage)
    yield from scanned(stage, CHEESE, 3)
    yield from lies(stage, filled_g + CHEESE_G)
    nothing_is_said(stage)
    yield from lies(stage, filled_g + CHEESE_G + SECOND_G)
    yield banner(stage, "WEIGHT.UNEXPECTED")
    yield from lies(stage, filled_g + CHEESE_G)
    yield no_banner(stage)
    yield from paid(stage)
