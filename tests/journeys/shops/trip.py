"""A trip as people make it: offers that find each other, a bottle with its deposit, loose pears, and its paper."""

from __future__ import annotations

from functools import partial

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap
from tests.journeys.scripts.shopping import APPLES, BAGUETTE, attract, pause, receipt_taken, scanned
from tests.journeys.scripts.weighing import load

CROISSANT, COFFEE, BUTTER, ORANGES = "9520001000195", "9520001000140", "9520001000188", "9520001000096"
WATER = "9520001001109"  # 15 cents of its price are deposit
PEARS_G = 640


def rich_trip(stage: Stage) -> Script:
    """Four croissants of which three are paid, a breakfast deal, two kinds of fruit together, water and loose pears."""
    load(stage, 0)
    yield attract(stage)
    yield from scanned(stage, CROISSANT, 1)
    for count in (2, 3, 4):
        yield pause()
        stage.bench.scan(CROISSANT)
        yield Until(f"{count} croissants", partial(_is_so_many, stage, count))
    demand("4 halen 3 betalen" in _detail(stage), "the customer is not told what four croissants save")
    yield from stage.picture("trip-four-croissants-three-paid")
    for rows, code in enumerate((COFFEE, BUTTER, APPLES, ORANGES, WATER, BAGUETTE), start=2):
        yield from scanned(stage, code, rows)
    yield from stage.picture("trip-offers-find-each-other")
    yield from _pears(stage)
    yield from stage.picture("trip-with-loose-pears")
    load(stage, 0)
    yield pause()
    yield from paid_by_tap(stage)
    yield from stage.picture("trip-paid")
    yield from receipt_taken(stage)


def _is_so_many(stage: Stage, count: int) -> bool:
    return str(stage.glass.view_rows()[0]["quantity"]) == str(count)


def _detail(stage: Stage) -> str:
    return str(stage.glass.view_rows()[0]["detail"])


def _pears(stage: Stage) -> Script:
    """Find pears by their name, weigh them, and take what the scale says."""
    glass = stage.glass
    yield pause()
    glass.touch("secondary")
    yield Until("pictures", lambda: glass.screen == "checkout/Choosing" and bool(glass.parts.get("goods")))
    yield from stage.picture("trip-loose-goods")
    yield pause()
    glass.touch("primary")
    yield stage.on("checkout/Naming")
    yield pause()
    for letter in "peren":
        glass.touch(f"key:{letter}")
    yield pause()
    glass.touch("primary")
    yield Until("pears", lambda: glass.screen == "checkout/Choosing" and "peren" in str(glass.parts["goods"]).lower())
    yield pause()
    glass.touch("goods:0")
    yield stage.on("checkout/Weighing")
    load(stage, PEARS_G)
    yield Until("a price", lambda: glass.parts["price"] is not None)
    yield from stage.picture("trip-pears-on-the-scale")
    yield pause()
    glass.touch("primary")
    yield Until("pears in the basket", lambda: glass.screen == "checkout/Scanning" and glass.rows == 8)
