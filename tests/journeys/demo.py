"""The demo: customers shop and travellers check in over the real wire; pictures, papers and a log in var/demo.

Three kiosk processes follow each other on the same data and the same simulated devices: a first sale, a second basket
that a SIGKILL cuts, and its recovery with the terminal's cable pulled after the amount was sent. At a fourth somebody
shops with the offers of the store and loose pears. At a fifth an article answers, a person is called, and a technician
finds an open cover in three taps. A sixth stands at an airport: a family with two bags, somebody with hand luggage, and
one who is refused kindly.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from devices.sim.fleet import ROOT, SCANNERS, TERMINALS, Fleet
from kiosk.domain.access.roles import Role
from tests.journeys.bench import Bench
from tests.journeys.people.showing import TECHNICIAN
from tests.journeys.people.signing_in import enrol
from tests.journeys.scripts.travelling import WANTED

OUT = ROOT / "var" / "demo"
CHILD_S = 240
THUMB = (270, 480)
COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a kiosk stands: its data folder, settings, profile, and the devices it has."""

    data: str
    config: str
    profile: str
    roles: tuple[str, ...]


MARKET = Place("market", "kiosk.toml", "store", ("scanner", "printer", "terminal", "scale"))
SHOP = Place("kiosk", "kiosk.toml", "store", ("scanner", "printer", "terminal"))
COLLEAGUES = Place("colleagues", "kiosk.toml", "store", ("scanner", "printer", "terminal"))
AIRPORT = Place("airport", "airport.toml", "airport", WANTED)


class Failed(RuntimeError):
    """A part of the demo did not come to its end."""


class Demo:
    """One run: devices, data and pictures under one folder."""

    def __init__(self, folder: Path, terminal: str, scanner: str) -> None:
        self.folder = folder
        self.started = time.monotonic()
        self.log: list[str] = []
        self.fleet = Fleet(folder / "devices", terminal, scanner, WANTED)
        self.bench = Bench(self.fleet.controls)

    def say(self, words: str) -> None:
        """Write a line of the log, and say it."""
        line = f"{time.monotonic() - self.started:8.2f} s  {words}"
        self.log.append(line)
        print(line, flush=True)

    def play(self, script: str, *, is_killed: bool = False, place: Place = SHOP) -> None:
        """Run one script in a kiosk of its own; `is_killed`: SIGKILL it when it asks for it."""
        self.say(f"--- {script}")
        kiosk = _kiosk(script, self.folder, self.fleet, place)
        for line in kiosk.stdout or ():
            self.say("  " + line.strip())
            if is_killed and line.strip() == "KILL ME":
                kiosk.kill()
                self.say("  the power is cut (SIGKILL)")
                break
        status = kiosk.wait(timeout=CHILD_S)
        if kiosk.stdout is not None:
            kiosk.stdout.close()
        if status != (-9 if is_killed else 0):
            raise Failed(f"{script} ended with {status}")

    def trip(self, terminal: str, scanner: str) -> None:
        """Shop where a scale stands for loose goods: devices of its own, as the airport's scale is for bags."""
        airport, self.fleet = self.fleet, Fleet(self.folder / "market-devices", terminal, scanner, MARKET.roles)
        try:
            self.play("rich_trip", place=MARKET)
        finally:
            self.fleet.stop()
            self.fleet = airport

    def printed(self, kind: str) -> int:
        """Keep a picture of every paper of a printer (`receipts`, `tags`); return how many there are."""
        pictures = sorted(self.folder.glob(f"*devices/{kind}/*.png"))
        for picture in pictures:
            shutil.copy(picture, self.folder / f"{picture.parents[1].name.removesuffix('devices')}{picture.name}")
        return len(pictures)


def _kiosk(script: str, folder: Path, fleet: Fleet, place: Place) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_UPDATE_IDLE_TIME": "0",
    }
    (folder / place.data).mkdir(exist_ok=True)
    told = {
        "data_dir": str(folder / place.data),
        "config": str(ROOT / "config" / place.config),
        "profile": place.profile,
        "urls": {role: url for role, url in fleet.urls.items() if role in place.roles},
        "controls": dict(fleet.controls),
        "pictures": str(folder / "screens"),
    }
    command = [sys.executable, "-m", "tests.journeys.child", script]
    pipe = subprocess.PIPE
    kiosk = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment, text=True)
    if kiosk.stdin is not None:
        kiosk.stdin.write(json.dumps(told))
        kiosk.stdin.close()
    return kiosk


def contact_sheet(pictures: Iterable[Path], target: Path) -> None:
    """Lay all pictures on one sheet."""
    shown = sorted(pictures)
    rows = -(-len(shown) // COLUMNS)
    gap = 16
    size = (COLUMNS * (THUMB[0] + gap) + gap, rows * (THUMB[1] + gap) + gap)
    sheet = Image.new("RGB", size, "#C6CFE1")
    for number, path in enumerate(shown):
        with Image.open(path) as picture:
            thumb = picture.convert("RGB")
            thumb.thumbnail(THUMB)
        at = (gap + number % COLUMNS * (THUMB[0] + gap), gap + number // COLUMNS * (THUMB[1] + gap))
        sheet.paste(thumb, at)
    sheet.save(target)


def run(folder: Path, terminal: str = TERMINALS[0], scanner: str = SCANNERS[0]) -> None:
    """Play everything and check the money; raises `Failed`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    demo = Demo(folder, terminal, scanner)
    try:
        demo.play("first_sale")
        demo.play("second_basket", is_killed=True)
        before = len([row for row in demo.bench.turnovers() if row["result"] == "00"])
        demo.play("offered_back")
        approved = [row for row in demo.bench.turnovers() if row["result"] == "00" and not row["reversed"]]
        demo.say(f"approved at the terminal: {before} before the cable was pulled, {len(approved)} in all")
        if len(approved) != before + 1:
            raise Failed("the second basket was not charged exactly once")
        (folder / COLLEAGUES.data).mkdir()
        enrol(folder / COLLEAGUES.data, TECHNICIAN, Role.TECHNICIAN)
        demo.trip(terminal, scanner)
        demo.play("colleagues", place=COLLEAGUES)
        demo.play("travellers", place=AIRPORT)
        demo.say(f"receipts, boarding passes and slips: {demo.printed('receipts')}; bag tags: {demo.printed('tags')}")
    finally:
        demo.fleet.stop()
        (folder / "demo.log").write_text("\n".join(demo.log) + "\n", encoding="utf-8")
        contact_sheet((folder / "screens").glob("*.png"), folder / "contact-sheet.png")


def main() -> int:
    """Play the demo; 0 when all of it came true."""
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.demo", description=__doc__)
    parser.add_argument("--terminal", choices=TERMINALS, default=TERMINALS[0], help="which payment terminal")
    parser.add_argument("--scanner", choices=SCANNERS, default=SCANNERS[0], help="which scanner")
    chosen = parser.parse_args()
    try:
        run(OUT, chosen.terminal, chosen.scanner)
    except (Failed, subprocess.TimeoutExpired) as error:
        print(f"demo failed: {error}", file=sys.stderr)
        return 1
    print(f"Pictures, papers and the log are in {OUT.relative_to(ROOT)}/; start with contact-sheet.png.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
