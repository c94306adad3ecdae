"""Scans: what was read, looked up, as one event; so that one scan is one transaction."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final, Protocol, TypeAlias

from devices.api import BadScan, Scan, Scanner
from kiosk.domain.aside.keeping import DIGITS, MARK
from kiosk.domain.basket import Product
from kiosk.domain.fiscal.returning import LENGTH as RETURN_LENGTH
from kiosk.domain.fiscal.returning import MARK as RETURN_MARK
from kiosk.domain.goods.facts import PLAIN, LineFacts
from kiosk.domain.money import Money
from kiosk.effects.base import Post
from kiosk.effects.benefits.reading import OfBenefit, nothing_kept
from kiosk.effects.printed import contradicts_itself, facts_of, measure_of
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import KeptCodeRead, LookUpCode, Scanned
from kiosk.flows.signing import ReturnCodeRead
from kiosk.flows.staffed import BADGE_MARK, BadgeRead
from kiosk.formats.ean import expand_upc_e, is_digits, symbology_of
from kiosk.formats.errors import Malformed, Problem
from kiosk.formats.gs1.associations import Element
from kiosk.formats.in_store import InStoreTable
from kiosk.formats.symbols import (
    BagTag,
    BoardingPass,
    DocumentZone,
    Gs1Symbol,
    InStoreItem,
    Item,
    Link,
    UnknownSymbol,
    read_scan,
)

PLU_DIGITS: Final = (4, 5)  # of a number of loose goods, IFPS: no barcode has so few
LONGEST_BADGE: Final = 512  # bytes that are kept of one; a genuine one has at most 256
LONGEST_BENEFIT: Final = 64  # characters of a coupon's symbol or a member's card, with its mark
log = logging.getLogger(__name__)


class Catalogue(Protocol):
    """Where products are found."""

    def find(self, gtin: str) -> Product | None:
        """Find by GTIN-14."""
        ...

    def find_in_store(self, item: str) -> Product | None:
        """Find by the item number of an in-store label."""
        ...

    def find_plu(self, plu: str) -> Product | None:
        """Find loose goods by their number of four or five digits."""
        ...


OfTraveller: TypeAlias = Callable[[bytes], Event | None]


def nobody_travels(_data: bytes) -> Event | None:
    """Stand in where check-in is not offered: no code is a traveller's."""
    return None


class Scans:
    """Turns what the scanner reads into `Scanned` events."""

    def __init__(
        self,
        scanner: Scanner,
        catalogue: Catalogue,
        in_store: InStoreTable | None,
        currency: str,
        post: Post,
        of_traveller: OfTraveller = nobody_travels,
        local: Callable[[], str] = lambda: datetime.now().isoformat("T", "minutes"),
        of_benefit: OfBenefit = nothing_kept,
    ) -> None:
        """`local` gives the site's time as `2026-05-31T14:05`."""
        self._of_benefit = of_benefit
        self._of_traveller = of_traveller
        self._local = local
        self._catalogue = catalogue
        self._in_store = in_store
        self._currency = currency
        self._post = post
        scanner.on_scan(self.scanned)

    def scanned(self, scan: Scan | BadScan) -> None:
        """Take one frame of the scanner."""
        if isinstance(scan, BadScan):
            log.warning("bad scan: %s, %d bytes", scan.problem, scan.length)
            self._post(Scanned(problem="TWO_CODES" if scan.problem == "two_codes" else "UNREADABLE"))
            return
        if (badge := badge_of(scan.data)) is not None:
            self._post(badge)  # whose it is, nobody writes down here
            return
        if (kept := kept_code_of(scan.data)) is not None:
            self._post(KeptCodeRead(kept))
            return
        if (back := back_code_of(scan.data)) is not None:
            self._post(ReturnCodeRead(back))
            return
        try:
            if (travels := self._of_traveller(scan.data)) is not None:
                self._post(travels)
                return
            found = self.look_up(scan.data)
            if found.product is None and (brought := self._of_benefit(text_of(scan.data), False)) is not None:
                self._post(brought)
                return
            if found.product is None and not found.problem:
                log.info("not in the catalogue: a code of %d bytes", len(scan.data))  # which one is the customer's
            self._post(found)
        except Exception:  # a catalogue that fails must stop neither the scanner nor the customer
            log.exception("looking up a scan of %d bytes raised", len(scan.data))
            self._post(Scanned(problem="UNREADABLE"))

    def typed(self, effect: LookUpCode) -> None:
        """Look a typed number up and tell it as a scan; six digits are those of a kept basket, and of no item."""
        if len(effect.code) == DIGITS:
            self._post(KeptCodeRead(effect.code, is_typed=True))
            return
        try:
            found = self.look_up_typed(effect.code)
            brought = None if found.product is not None else self._of_benefit(effect.code, True)
        except Exception:  # as with a scan: the customer hears of it, and the kiosk goes on
            log.exception("looking up a typed number of %d digits raised", len(effect.code))
            found, brought = Scanned(problem="FAILED"), None
        self._post(replace(found, is_typed=True) if brought is None else brought)

    def look_up_typed(self, code: str) -> Scanned:
        """Read and look up the number below a barcode, or that of loose goods.

        The eight digits below a UPC-E stand for twelve.
        """
        if len(code) in PLU_DIGITS and is_digits(code):
            product = self._catalogue.find_plu(code)
            return Scanned(product, local=self._local_for(product, PLAIN))
        if symbology_of(code) is None:
            return Scanned(problem="LENGTH")
        found = [self.look_up(reading.encode()) for reading in _readings(code)]
        known = next((one for one in found if one.product is not None), None)
        return known or next((one for one in found if not one.problem), found[0])

    def look_up(self, data: bytes) -> Scanned:
        """Read and look up one code."""
        symbol = read_scan(data, self._in_store)
        match symbol:
            case Item(gtin=gtin):
                return self._told(self._catalogue.find(str(gtin)), symbol.composite)
            case InStoreItem():
                return self._in_store_item(symbol)
            case Gs1Symbol() | Link():
                return self._gs1(symbol)
            case BoardingPass() | BagTag() | DocumentZone():  # a traveller's, held before a till: nothing of it is told
                log.info("no item: %s", type(symbol).__name__)
                return Scanned(problem="NOT_AN_ITEM")
            case UnknownSymbol():
                return _no_item(symbol.problems)

    def _in_store_item(self, symbol: InStoreItem) -> Scanned:
        number = symbol.number
        if symbol.problems:
            return Scanned(problem="CHECK_DIGIT")  # a wrong verifier: the price or weight must not be believed
        if number.count not in (None, 1):
            return Scanned(problem="NOT_AN_ITEM")  # a pack of many is not sold as one piece
        product = self._catalogue.find_in_store(number.item)
        price = Money(number.price_minor, number.currency) if number.price_minor is not None else None
        return Scanned(product, number.weight_g, price, local=self._local_for(product, PLAIN))

    def _gs1(self, symbol: Gs1Symbol | Link) -> Scanned:
        if symbol.gtin is None:
            return _no_item(symbol.problems)
        if contradicts_itself(symbol.elements, self._currency):
            log.info("a code that contradicts itself")
            return Scanned(problem="NOT_AN_ITEM")
        product = self._catalogue.find(str(symbol.gtin))
        told = self._told(product, symbol.elements)
        if product is None or not product.is_weighed:
            return told
        weight_g, price = measure_of(symbol.elements, self._currency)
        return replace(told, weight_g=weight_g, price=price)

    def _told(self, product: Product | None, elements: Sequence[Element]) -> Scanned:
        """Return a piece with what its code says of it, and the time where that matters."""
        if product is None:
            return Scanned(None)
        facts = facts_of(elements, date.fromisoformat(self._local()[:10])) if elements else PLAIN
        return Scanned(product, facts=facts, local=self._local_for(product, facts))

    def _local_for(self, product: Product | None, facts: LineFacts) -> str:
        """Return the time where a piece is not sold at all times, else nothing: a scan is kept as it was told."""
        is_asked = bool(facts.expires) or (product is not None and bool(product.terms.hours))
        return self._local() if is_asked else ""


def _no_item(problems: Sequence[Problem]) -> Scanned:
    """Say why a code is no item: a wrong check digit is a wrong reading, and the next may be right."""
    codes = [problem.code for problem in problems]
    log.info("unknown symbol: %s", codes)
    return Scanned(problem="CHECK_DIGIT" if "CHECK_DIGIT" in codes else "NOT_AN_ITEM")


def text_of(data: bytes) -> str:
    """Return a symbol's content without the prefix of its symbology; empty for what is no plain text."""
    content = data[3:] if data[:1] == b"]" else data
    return content.decode("ascii") if content.isascii() and len(content) <= LONGEST_BENEFIT else ""


def badge_of(data: bytes) -> BadgeRead | None:
    """Return what begins like a staff badge, with or without the prefix of a symbology: it is nobody's item."""
    content = data[3:] if data[:1] == b"]" else data  # AIM, ISO/IEC 15424: "]Q1"
    if not content.startswith(BADGE_MARK.encode("ascii")):
        return None
    return BadgeRead(content[:LONGEST_BADGE].decode("ascii", "replace"))


def kept_code_of(data: bytes) -> str | None:
    """Return the code of a kept basket in a symbol, with or without the prefix of a symbology; None for other codes.

    Empty: it begins like one and is none; nothing of it is taken for a code.
    """
    content = data[3:] if data[:1] == b"]" else data
    if not content.startswith(MARK.encode("ascii")):
        return None
    code = content[len(MARK) :]
    return code.decode("ascii") if len(code) == DIGITS and code.isdigit() else ""


def back_code_of(data: bytes) -> str | None:
    """Return the return code in a symbol, with or without the prefix of a symbology; None for other codes."""
    content = data[3:] if data[:1] == b"]" else data
    if not content.startswith(RETURN_MARK.encode("ascii")):
        return None
    return content[len(RETURN_MARK) :][:RETURN_LENGTH].decode("ascii", "replace")


def _readings(code: str) -> Iterator[str]:
    """Yield what typed digits may stand for, the number itself first."""
    yield code
    if len(code) == 8:
        with contextlib.suppress(Malformed):  # then it is no UPC-E either, and what `code` itself gives is told
            yield expand_upc_e(code)
