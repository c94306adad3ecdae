"""What stands in such a shop: a scale, a bagging scale in some lives, coupons of one use, and a signing device."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from devices.api import Reading, ScaleCapabilities, Settling
from kiosk.domain.gifts.number import PREFIX, check_digit
from kiosk.runtime import Core
from kiosk.settings import ROOT, Settings
from tests.faults.killloop.child import Hands, Life, Tell
from tests.faults.killloop.market import knife
from tests.faults.killloop.market.hands import Shopper


def _gift(place: int) -> str:
    payload = f"{PREFIX}{place:013}"
    return f"{payload}{check_digit(payload)}"


CATALOGUE: Final = ROOT / "assets" / "catalogue"
COUPONS: Final = tuple(f"KILL{number:04}" for number in range(40))
LOADED: Final = (150, 900, 100_000)  # a part of most baskets, and more than any
GIFTS: Final = tuple(_gift(place) for place in range(1, 13))
HEAD: Final = "code,percent,amount_minor,currency,uses,alone"
COUNTRY: Final = "XA"  # a simulated device signs there


def supplied(place: Path) -> Path:
    """Write the shop's lists into a folder, and return its file of promotions."""
    for own in ("offers", "members", "points"):
        shutil.copyfile(CATALOGUE / f"demo-{own}.csv", place / f"{own}.csv")
    rows = [f"{code},{'' if n % 3 else 10},{50 if n % 3 else ''},EUR,1,no" for n, code in enumerate(COUPONS)]
    (place / "coupons.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    gifts = [f"{number},g{n},{LOADED[n % len(LOADED)]},EUR," for n, number in enumerate(GIFTS)]
    (place / "gift-cards.csv").write_text(
        "\n".join(["number,id,minor,currency,last_day", *gifts]) + "\n", encoding="utf-8"
    )
    return place / "offers.csv"


class Pan:
    """A scale that tells each load twice, as one that stands still does."""

    capabilities = ScaleCapabilities(5, 15_000, 5, False, False)

    def __init__(self, there: Any, core: Core) -> None:
        self._there = there
        self._core = core
        self._count = 0
        self._listener: Callable[[Reading], None] = lambda _reading: None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._there, name)

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Take the one listener."""
        self._listener = listener

    def lay(self, load_g: int) -> None:
        """Let something else stand there."""
        loop = self._core.loop
        for after_s, grams in ((0.1, 0), (0.2, 0), (0.4, load_g), (0.6, load_g)):
            loop.call_later(after_s, self._tell, grams)

    def _tell(self, load_g: int) -> None:
        self._count += 1
        self._listener(Reading(Settling.STABLE, load_g, 0, self._count, self._core.loop.time()))


@dataclass(frozen=True, slots=True)
class Market:
    """One life of such a shop: where it ends, the baskets that are kept, and whether bags are weighed."""

    offers: Path
    place: str = ""
    nth: int = 0
    codes: tuple[str, ...] = ()
    is_bagging: bool = False

    def settings(self, settings: Settings) -> Settings:
        """Return the settings of this shop."""
        site = settings.site.model_copy(update={"offers": str(self.offers)})
        fiscal = settings.fiscal.model_copy(update={"country": COUNTRY, "return_days": 30})
        return settings.model_copy(update={"site": site, "fiscal": fiscal})

    def hands(self, core: Core, life: Life, tell: Tell) -> Hands:
        """Return who shops; the life is armed with it."""
        knife.armed(self.place, self.nth)
        return Shopper(core, life, tell, self.codes, COUPONS, GIFTS)

    def devices(self, hands: Hands, there: Callable[[], Any], core: Core) -> dict[str, Any]:
        """Return what stands there besides."""
        assert isinstance(hands, Shopper)
        hands.pan = Pan(there(), core)
        if not self.is_bagging:
            return {"scale": hands.pan}
        hands.bags = Pan(there(), core)
        return {"scale": hands.pan, "bagging_scale": hands.bags}


def drawn(rng: Random, offers: Path, codes: tuple[str, ...], most: int) -> Market:
    """Return a life that is cut at some write, at most at its `most`-th commit."""
    place = rng.choice(knife.places())
    nth = rng.randint(1, 3 if place == knife.END else most // 2 if place in knife.FILES else most)
    return Market(offers, place, nth, codes, rng.random() < 0.3)
