"""The robot at the airport: devices, settings, who it travels as, and what its visits left."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devices.sim.fleet import ROOT, Fleet
from kiosk.domain.travel.booking import Booking
from tests.journeys.bench import Bench
from tests.journeys.robot.airport.traveller import TravelHands, Traveller
from tests.journeys.robot.airport.words import TRAVEL
from tests.journeys.robot.customer import Customer, Hands
from tests.journeys.robot.ears import Ears
from tests.journeys.robot.shop import BLACK, TRANSCRIPT, end, start, tell
from tests.journeys.robot.words import TONGUES
from tests.journeys.scripts.travellers import booking_of, passport

RECORDED = f'\n[speech]\nengine = "recorder"\ntranscript = "{TRANSCRIPT}"\n'
HURRY = 600


@dataclass(frozen=True, slots=True)
class Who:
    """Whom the robot travels as: what stands in its booking message."""

    ref: str
    surname: str


@dataclass
class Hall:
    """A running kiosk at the airport, and its devices."""

    folder: Path
    bench: Bench
    send: Callable[[str], None]
    language: str

    @property
    def data_dir(self) -> Path:
        """Where the kiosk keeps its files."""
        return self.folder / "kiosk"

    def booking(self, who: Who) -> Booking:
        """Return a booking as it is now."""
        return booking_of(self.data_dir, who.ref, who.surname)

    def traveller(self, who: Who) -> Traveller:
        """Return somebody with a passport, a card and a suitcase, who hears from here on."""
        bench = self.bench
        person = self.booking(who).passengers[0]
        hands = Hands(self.send, bench.scan, lambda _number: bench.card("tap"))
        ears = Ears(self.data_dir / TRANSCRIPT)
        ears.fresh()  # what was said before is not theirs
        return Traveller(
            Customer(TONGUES[self.language], ears, hands),
            TRAVEL[self.language],
            TravelHands(
                lambda: bench.do("documents", "document", lines=passport(person)),
                lambda grams: bench.do("scale", "load", grams=grams),
            ),
        )

    def look(self) -> None:
        """Take the judge's picture."""
        self.send(f"picture {self.folder / BLACK}")

    def hurry(self, *, is_on: bool) -> None:
        """Let the kiosk lose its patience soon, or not."""
        self.send(f"hurry {HURRY if is_on else 1}")


@dataclass
class Ended:
    """How a kiosk ended: its exit status and its own complaints; known once the visit is over."""

    status: int = -1
    complaints: str = ""


@contextmanager
def hall(fleet: Fleet, folder: Path, language: str, ended: Ended) -> Iterator[Hall]:
    """Run the kiosk of an airport that speaks `language`."""
    data_dir = folder / "kiosk"
    data_dir.mkdir(exist_ok=True)
    shipped = (ROOT / "config" / "airport.toml").read_text(encoding="utf-8")
    config = folder / "airport.toml"
    config.write_text(shipped.replace('language = "nl"', f'language = "{language}"', 1) + RECORDED, encoding="utf-8")
    with (folder / "kiosk.stderr").open("w+", encoding="utf-8") as errors:
        kiosk = start(fleet, config, data_dir, errors, profile="airport")
        try:
            yield Hall(folder, Bench(fleet.controls), functools.partial(tell, kiosk), language)
        finally:
            ended.status = end(kiosk)
            ended.complaints = (folder / "kiosk.stderr").read_text(encoding="utf-8")
