"""T6: changed bytes of a scanner through framer, judgement and look-up.

What is found is held against the bytes: a scan stands between two suffixes in them, and the article that it names has
its number in it. A number misread into another article of the shop would need a wrong check digit that is right.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from devices.api import BadScan, Scan
from devices.condition import Condition, Conditioned
from devices.drivers.linescan import LineFramer
from devices.scanning import CAP
from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText
from kiosk.effects.scan import Scans
from kiosk.flows.base import Event
from kiosk.flows.checkout.events import Scanned
from kiosk.formats.ean import check_digit

SUFFIXES: Final = {"cr": b"\r", "lf": b"\n", "tab": b"\t"}
TRIM: Final = {"cr": (b"\n", b""), "lf": (b"", b"\r"), "tab": (b"", b"")}
PIECES: Final = (
    b"\x00", b"\x1b@", b"\x1d(", b"\x1d", b"' OR 1=1--", b"<b>", b"]C1", b"]d2", b"]E0", b"\xff\xfe", b"\r", b"\n",
    b"\t", b"http://", b"01", b"\x7f", b"\xc3\xa9", b"A" * 300,
)  # fmt: skip
HELD_MOST: Final = CAP + 2  # the code, and the other half of CR LF
_NO_WORDS: Final = LocalText(())


def _gtin13(chance: random.Random) -> str:
    digits = f"9520{chance.randrange(10**8):08d}"
    return digits + str(check_digit(digits))


@dataclass(slots=True)
class Shop:
    """A catalogue of some articles; each look-up in it is a find."""

    gtins: frozenset[str]

    def find(self, gtin: str) -> Product | None:
        """Find by GTIN-14."""
        if gtin not in self.gtins:
            return None
        return Product(gtin, gtin, _NO_WORDS, _NO_WORDS, "", Money(100, "EUR"), 900, False, 1)

    def find_in_store(self, item: str) -> Product | None:
        """This shop labels nothing itself."""
        return None

    def find_plu(self, plu: str) -> Product | None:
        """Nothing is loose in this shop."""
        return None


class Silent(Conditioned):
    """A scanner that says nothing: the frames are handed over by hand."""

    def on_scan(self, listener: Callable[[Scan | BadScan], None]) -> None:
        """Nobody is told."""

    async def reset(self) -> None:
        """There is nothing to forget."""

    async def run(self) -> None:
        """There is nothing to serve."""


@dataclass(slots=True)
class Found:
    """What a run did."""

    frames: int = 0
    scans: int = 0
    bad: int = 0
    items: int = 0
    held_most: int = 0
    wrong: list[str] = field(default_factory=list)


def streams(chance: random.Random, gtins: list[str], suffix: bytes, count: int) -> Iterator[bytes]:
    """Yield the bytes of a few codes at a time, most of them changed."""
    left = count
    while left > 0:
        batch = min(left, chance.randint(1, 4))
        left -= batch
        octets = bytearray()
        for _ in range(batch):
            octets += _code(chance, gtins) + suffix
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            _change(octets, chance)
        yield bytes(octets)


def _code(chance: random.Random, gtins: list[str]) -> bytes:
    gtin = chance.choice(gtins)
    match chance.randrange(4):
        case 0:
            return b"]E0" + gtin.encode()
        case 1:
            return b"]C101" + gtin.zfill(14).encode() + b"17261231"
        case 2:
            return f"https://id.gs1.org/01/{gtin.zfill(14)}".encode()
        case _:
            return gtin.encode()


def _change(octets: bytearray, chance: random.Random) -> None:
    if not octets:
        return
    at = chance.randrange(len(octets))
    match chance.randrange(6):
        case 0:
            octets[at] ^= 1 << chance.randrange(8)
        case 1:
            octets[at] = chance.randrange(256)
        case 2:
            del octets[at : at + chance.randint(1, 6)]
        case 3:
            octets[at:at] = chance.choice(PIECES)
        case 4:
            octets[at:at] = chance.randbytes(chance.randint(1, 40))
        case _:
            octets[at:at] = octets[at : at + 8]


def run(frames: int, seed: int) -> Found:
    """Try so many frames; what is wrong stands in `wrong`, with the bytes."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    found = Found()
    shop = Shop(frozenset(_gtin13(chance).zfill(14) for _ in range(500)))
    gtins = [gtin[1:] for gtin in sorted(shop.gtins)]
    told: list[Event] = []
    scans = Scans(Silent(Condition()), shop, None, "EUR", told.append)
    for name in SUFFIXES:
        framer = LineFramer(name)
        for octets in streams(chance, gtins, SUFFIXES[name], -(-frames // len(SUFFIXES))):
            _try_stream(octets, name, framer, scans, told, found, chance)
    return found


def _try_stream(
    octets: bytes, name: str, framer: LineFramer, scans: Scans, told: list[Event], found: Found, chance: random.Random
) -> None:
    framer.clear()
    pieces = _between(octets, name)
    found.frames += max(1, len(pieces))
    at = 0
    while at < len(octets):
        portion = chance.randint(1, 64)
        read = framer.feed(octets[at : at + portion], 0.0)
        at += portion
        found.held_most = max(found.held_most, len(framer._frame))  # noqa: SLF001 - its size is what is judged
        for one in read:
            try_scan(one, pieces, scans, told, found)


def _between(octets: bytes, name: str) -> set[bytes]:
    """Give what stands between the suffixes, by the bytes alone."""
    before, after = TRIM[name]
    return {piece.removeprefix(before).removesuffix(after) for piece in octets.split(SUFFIXES[name])}


def try_scan(one: Scan | BadScan, pieces: set[bytes], scans: Scans, told: list[Event], found: Found) -> None:
    told.clear()
    scans.scanned(one)
    if len(told) != 1:
        found.wrong.append(f"{len(told)} events of {one!r}")
        return
    event = told[0]
    if isinstance(one, BadScan):
        found.bad += 1
        if not isinstance(event, Scanned) or event.product is not None:
            found.wrong.append(f"a bad scan became {event!r}")
        return
    found.scans += 1
    if (
        one.data not in pieces
        or len(one.data) > CAP
        or any(byte != 0x1D and not 0x20 <= byte < 0x7F for byte in one.data)
    ):
        found.wrong.append(f"read {one.data!r}, which was not sent so")
    if isinstance(event, Scanned) and event.product is not None:
        found.items += 1
        if event.product.gtin.lstrip("0").encode() not in one.data:
            found.wrong.append(f"{one.data!r} became {event.product.gtin}")
