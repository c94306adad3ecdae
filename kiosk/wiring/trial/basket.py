"""One basket that nobody buys: each scan is read, looked up and stepped as a kiosk does it, and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from devices.api import BadScan, Scan
from kiosk.domain.basket import line_of
from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.effects.benefits.asking import Benefits
from kiosk.effects.benefits.reading import Reading, nothing_kept
from kiosk.effects.scan import PLU_DIGITS, Catalogue, Scans
from kiosk.flows.base import Event, Site
from kiosk.flows.checkout import begin, sales, step
from kiosk.flows.checkout.benefits.events import CouponTold, RedeemCoupon
from kiosk.flows.checkout.events import Scanned
from kiosk.flows.checkout.states import Scanning, Shopping, State
from kiosk.formats.decode import scanned_text
from kiosk.formats.ean import is_digits
from kiosk.formats.errors import Malformed
from kiosk.formats.in_store import InStoreTable
from kiosk.phrases import Speaker
from kiosk.wiring.trial.telling import JsonObject, blocker_told, line_told, sale_told

_LINE: Final = re.compile(r"(?:(?P<times>[1-9][0-9]{0,2})\s*x\s+)?(?P<scan>.*?)(?:\s+(?P<grams>[0-9]{1,6})\s*g)?")
_LONGEST: Final = 2048  # characters of a line that is more than a scan; a JSON string has up to six for a byte
_SCAN_BYTES: Final = 256  # the most that a scanner passes on
_GS: Final = 0x1D


class _Hands:
    """Stands where the scanner does: what it reads is what stands in a line."""

    read: Callable[[Scan | BadScan], None]

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Remember who takes what is read."""
        self.read = listener


class Trial:
    """A basket. `at` is the moment of all of it: UTC milliseconds, and the site's time as `2026-05-31T14:05`."""

    def __init__(
        self,
        site: Site,
        catalogue: Catalogue,
        in_store: InStoreTable | None,
        benefits: Benefits | None,
        words: Speaker,
        at: tuple[int, str],
    ) -> None:
        self._site = site
        self._benefits = benefits
        self._words = words
        self._utc_ms = at[0]
        self._steps = 0
        self._read: list[Event] = []
        self._hands = _Hands()
        of_benefit = Reading(benefits).event_of if benefits is not None else nothing_kept
        self._scans = Scans(
            self._hands, catalogue, in_store, site.currency, self._read.append,  # type: ignore[arg-type]  # no device
            local=lambda: at[1], of_benefit=of_benefit,
        )  # fmt: skip
        begun = begin(None, self._stamp(), site, "trial")
        if begun is None:
            raise AssertionError("a checkout begins where nobody is")
        self._state: State = begun[0]

    @property
    def sale(self) -> Sale:
        """The basket as it stands."""
        return sales(self._state)[0]

    def taken(self, line: str) -> Iterator[JsonObject]:
        """Take one line, and tell of each scan it stands for: of none for an empty line and for a remark with #."""
        text = line.strip("\r\n\t ")
        if not text or text.startswith("#"):
            return
        times, scan, grams = _parted(text)
        try:
            scan = scanned_text(scan)
        except Malformed as fault:
            yield {"scan": text, "line": None, "told": None, "problem": fault.problem.text, **self._total()}
            return
        for _ in range(times):
            yield {"scan": scan, **self._scanned(scan, grams), "problem": "", **self._total()}

    def told(self) -> JsonObject:
        """Tell of the whole basket."""
        return sale_told(self.sale, self._words)

    def _total(self) -> JsonObject:
        return {"total_minor": self.sale.total.minor}

    def _scanned(self, scan: str, weight_g: int | None) -> JsonObject:
        self._state = Scanning(self.sale)  # what was said of the scan before is not said again
        for event in self._events(scan):
            if isinstance(event, Scanned) and event.weight_g is None and event.price is None:
                event = replace(event, weight_g=weight_g)
            self._take(event)
        shown = self._state if isinstance(self._state, Scanning) else Scanning(self.sale)
        line = line_of(shown.sale, shown.newest_n) if shown.newest_n is not None else None
        notice = shown.notice
        return {
            "line": line_told(line, shown.sale, self._words) if line is not None else None,
            "told": blocker_told(notice, self._words) if notice is not None else None,
        }

    def _events(self, scan: str) -> Iterator[Event]:
        """Read it as the scanner does, or as typed where it is a number of loose goods."""
        if len(scan) in PLU_DIGITS and is_digits(scan):
            yield self._scans.look_up_typed(scan)
            return
        data = scan.encode("utf-8", "surrogateescape")
        if len(data) > _SCAN_BYTES or not all(byte == _GS or 0x20 <= byte < 0x7F for byte in data):
            yield Scanned(problem="UNREADABLE")  # no scanner passes it on: see `devices.api.Scan`
            return
        self._read.clear()
        self._hands.read(Scan(data, 0.0))
        yield from tuple(self._read)

    def _take(self, event: Event) -> None:
        self._state, effects = step(self._state, event, self._stamp(), self._site)
        if not isinstance(self._state, Scanning) and isinstance(self._state, Shopping):
            self._state = Scanning(self.sale)
        for effect in effects:
            if isinstance(effect, RedeemCoupon) and self._benefits is not None:
                verdict, use = self._benefits.redeem(effect.code, effect.sale_id)
                self._take(CouponTold(effect.sale_id, effect.code, verdict, use))

    def _stamp(self) -> Stamp:
        """Give the one moment of the trial; every step draws other numbers, the same in each trial."""
        self._steps += 1
        return Stamp(self._utc_ms, self._steps * 1000, self._steps << 16)


def _parted(text: str) -> tuple[int, str, int | None]:
    """Return how often a line is scanned, its scan, and the grams on the scale where it says them."""
    found = _LINE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return 1, text, None
    times, grams = found["times"], found["grams"]
    return int(times or 1), found["scan"], int(grams) if grams else None
