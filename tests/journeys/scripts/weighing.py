"""Fruit without a barcode: chosen by its picture, weighed in an own container, then by its name, and paid for."""

from __future__ import annotations

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand, paid_by_tap, without_receipt
from tests.journeys.scripts.shopping import BAGUETTE, attract, pause, scanned

APPLES, BANANAS = "goods:0", "goods:1"


def load(stage: Stage, grams: int) -> None:
    """Put so much on the scale."""
    stage.bench.ask("scale", "load", grams=grams)


def weighed_fruit(stage: Stage) -> Script:
    """Apples in an own container, then the same load once more, which is refused; bananas by their name; all paid."""
    glass = stage.glass
    load(stage, 0)
    yield attract(stage)
    yield from scanned(stage, BAGUETTE, 1)
    glass.touch("secondary")
    yield _pictures(stage)
    yield from stage.picture("loose-goods")
    yield pause()
    glass.touch(APPLES)
    yield stage.on("checkout/Weighing")
    yield pause()
    yield from _container(stage, 320)
    load(stage, 320 + 845)
    yield Until("a price", lambda: glass.parts["price"] is not None)
    yield from stage.picture("apples-on-the-scale")
    demand("0,845" in str(glass.parts["weight"]), f"not the net weight: {glass.parts['weight']}")
    glass.touch("primary")
    yield _in_basket(stage, 2, "appel")
    yield pause()
    glass.touch("secondary")
    yield _pictures(stage)
    yield from _by_name(stage, "bananen")
    yield Until("the load of before is not sold again", lambda: bool(glass.parts.get("is_grave")))
    yield from stage.picture("sold-already")
    demand(glass.parts["price"] is None, "a load that is sold has a price again")
    load(stage, 0)
    yield pause()
    load(stage, 320 + 1000)
    yield Until("a price", lambda: glass.parts["price"] is not None)
    glass.touch("primary")
    yield _in_basket(stage, 3, "bananen")
    load(stage, 0)
    yield pause()
    yield from paid_by_tap(stage)
    yield from without_receipt(stage)


def _pictures(stage: Stage) -> Until:
    glass = stage.glass
    return Until("pictures", lambda: glass.screen == "checkout/Choosing" and bool(glass.parts.get("goods")))


def _in_basket(stage: Stage, rows: int, name: str) -> Until:
    glass = stage.glass

    def holds() -> bool:
        return glass.screen == "checkout/Scanning" and glass.rows == rows and name in glass.row_names()[0].lower()

    return Until(f"{name} in the basket", holds)


def _container(stage: Stage, grams: int) -> Script:
    """Weigh the empty container first."""
    glass = stage.glass
    glass.touch("tare:1")
    yield Until("the empty container is asked for", lambda: str(glass.parts["stage"]).startswith("container"))
    load(stage, grams)
    yield Until("its weight", lambda: str(glass.parts["stage"]) == "container-resting")
    yield pause()
    glass.touch("primary")
    yield Until("goods in it are asked for", lambda: str(glass.parts["stage"]) == "goods-container")
    yield pause()


def _by_name(stage: Stage, name: str) -> Script:
    """Type a name, with a letter wrong, and take the first picture."""
    glass = stage.glass
    yield pause()
    glass.touch("primary")
    yield stage.on("checkout/Naming")
    yield pause()
    for letter in name.replace("nen", "en"):
        glass.touch(f"key:{letter}")
    yield pause()
    glass.touch("primary")
    yield _pictures(stage)
    yield pause()
    glass.touch("goods:0")
    yield stage.on("checkout/Weighing")
