"""The devices of a walk at an airport, and what travellers hold: passes and passports of the demo's cast."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from devices.api import (
    BadDocument,
    Device,
    DocumentLines,
    PrintOutcome,
    PrintProof,
    PrintVerdict,
    Reading,
    Reason,
    ScaleCapabilities,
    Settling,
    Symbology,
    TagPrinterCapabilities,
    Unplugged,
)
from devices.api.tags import PageRequest
from kiosk.domain.travel.booking import Booking
from kiosk.domain.values import replace
from tests.faults.walk.shop import Fitted, Shop, shop
from tests.journeys.scripts.travellers import booking_of, itinerary, passport

CAST = {  # those of docs/reference/demo-airport.md that end differently
    "HAND01": "Regenboog", "FAMI04": "van der Wolk", "BABY03": "Estrela", "GROUP6": "Moonwhistle",
    "WEIGH2": "Beija-Flor", "GOLD01": "Ljósálfur", "PAID01": "Ñandú", "THRU02": "Nuvem", "INTER1": "Río Seco",
    "DONE01": "Pilvi", "BOARD1": "Gökyüzü", "LAST01": "Blåbær", "TWICE1": "Hoshikuzu", "EARLY1": "Ooievaar",
    "CLOSE1": "IJsvogel", "DELAY1": "Maré Alta", "CANCL1": "Wolkenmüller", "OTHER1": "Puddle", "PAST01": "Åskmoln",
    "NOBAG1": "Thistledown", "WCHR01": "Caracola", "BLND01": "Křišťál", "UMNR01": "de Zeester",
    "USADD1": "'t Zonnetje", "VISA01": "Inkanyezi", "LETTR1": "Y", "APOST1": "O'Cloud-D'Aurora",
    "NODOB1": "Meghdoot",
}  # fmt: skip
SOME_DAY = "1990-05-05"  # of birth, of whom the booking does not know it
BAD_DOCUMENTS = ("incomplete", "checksum", "characters", "too_long")
PIECES_G = (4_000, 14_200, 23_500, 31_900, 32_100, 60_000)


class WalkReader(Fitted):
    """Reads the document that the walk puts in."""

    def __init__(self, draws: random.Random) -> None:
        super().__init__(draws)
        self._listener: Callable[[DocumentLines | BadDocument], None] = lambda _document: None

    def on_document(self, listener: Callable[[DocumentLines | BadDocument], None]) -> None:
        """Tell each document."""
        self._listener = listener

    def read(self, lines: tuple[str, ...]) -> None:
        """Read a document; nothing is read while the reader is away. On the core thread."""
        if self.health.is_usable:
            self._listener(DocumentLines(lines, asyncio.get_running_loop().time()))

    def fail(self, problem: str) -> None:
        """Read nothing that makes sense."""
        if self.health.is_usable:
            self._listener(BadDocument(problem, asyncio.get_running_loop().time()))


class WalkTags(Fitted):
    """Prints tags, or not, or cannot say."""

    capabilities = TagPrinterCapabilities(8, 82.0, True, False, frozenset(Symbology), PrintProof.PROCESS_ID)

    async def print(self, request: PageRequest) -> PrintOutcome:
        """Take a while and say how it ended."""
        await asyncio.sleep(self.draws.uniform(0.2, 4))
        ends = (
            *3 * (PrintOutcome(PrintVerdict.DONE),),
            PrintOutcome(PrintVerdict.FAILED, Reason.MEDIA_EMPTY),
            PrintOutcome(PrintVerdict.UNKNOWN, detail="the answer was lost"),
        )
        return self.draws.choice(ends)


class WalkScale(Fitted):
    """Has something on it, after a while; or is unplugged meanwhile."""

    capabilities = ScaleCapabilities(20, 60_000, 400, False, False)

    def on_reading(self, listener: Callable[[Reading], None]) -> None:
        """Nothing is told without being asked."""

    async def weigh(self) -> Reading:
        """Give a weight. Raises `Unplugged`."""
        await asyncio.sleep(self.draws.uniform(0.2, 3))
        if not self.health.is_usable or self.draws.random() < 0.1:
            raise Unplugged("the walk pulled the cable")
        return Reading(Settling.STABLE, self.draws.choice(PIECES_G), 0, 1, asyncio.get_running_loop().time())

    async def zero(self) -> None:
        """It stands at zero."""

    async def tare(self, tare_g: int | None = None) -> int:
        """No tare here."""
        return 0


@dataclass(frozen=True, slots=True)
class Hall(Shop):
    """The devices of one life at an airport."""

    documents: WalkReader
    tags: WalkTags
    scale: WalkScale

    def devices(self) -> Mapping[str, Device]:
        """Return them by role."""
        named = {"scanner": self.scanner, "printer": self.printer, "terminal": self.terminal}
        return {**named, "documents": self.documents, "tags": self.tags, "scale": self.scale}


def hall(seed: str) -> Hall:
    """Return devices that behave as `seed` draws it."""
    of_shop = shop(seed)
    draws = [random.Random(f"{seed} {role}") for role in ("documents", "tags", "scale")]  # noqa: S311  # no secret
    return Hall(
        of_shop.scanner, of_shop.printer, of_shop.terminal, of_shop.pan, WalkReader(draws[0]), WalkTags(draws[1]),
        WalkScale(draws[2]),
    )  # fmt: skip


class Travellers:
    """Who comes to a walk's kiosk: bookings as they are in its data folder now."""

    def __init__(self, data_dir: Path, draws: random.Random) -> None:
        self._data_dir, self._draws = data_dir, draws

    def booking(self, refs: tuple[str, ...]) -> Booking | None:
        """Return the booking of one of `refs`; None where nobody of that name has one any more."""
        ref = self._draws.choice(refs)
        try:
            return booking_of(self._data_dir, ref, CAST[ref])
        except LookupError:
            return None

    def passport(self, booking: Booking) -> tuple[str, ...]:
        """Return the lines of the passport of one of its travellers."""
        person = self._draws.choice(booking.passengers)
        born = person.birth_date or SOME_DAY
        return tuple(passport(replace(person, birth_date=born), issuer=person.nationality or "UTO"))

    def itinerary(self, booking: Booking) -> bytes:
        """Return the message of a traveller's barcode."""
        return itinerary(booking, self._draws.choice(booking.passengers).id).encode()


def surnames(booking: Booking) -> Iterator[str]:
    """Yield the names that no screen may hold once their travellers have gone; a single letter stands anywhere."""
    return (own.surname for own in booking.passengers if len(own.surname) > 1)
