"""One visit of the robot: devices, settings for its language, a kiosk process, and what all of them left."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from devices.sim.fleet import ROOT, Fleet
from tests.journeys.bench import Bench
from tests.journeys.robot.customer import Customer, Hands
from tests.journeys.robot.ears import Ears
from tests.journeys.robot.words import TONGUES
from tests.journeys.scripts.shopping import AVOCADO, BAGUETTE, BANANAS, CARD_LIMIT_REACHED, CHEESE, MILK, UNKNOWN

GOODS = (MILK, BAGUETTE, UNKNOWN, AVOCADO, BANANAS, CHEESE)
TRANSCRIPT = "heard.jsonl"
BLACK = "black.png"
END_S = 60.0


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit left: the customer's memory, the exit status, and the kiosk's own complaints."""

    customer: Customer
    status: int
    complaints: str


def settings(folder: Path, site_language: str) -> Path:
    """Write the shipped settings with another language and the recorder in place of a voice."""
    shipped = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    own = shipped.replace('language = "nl"', f'language = "{site_language}"', 1)
    own = own.replace('engine = "espeak"', 'engine = "recorder"', 1)
    own = own.replace('transcript = ""', f'transcript = "{TRANSCRIPT}"', 1)
    file = folder / "kiosk.toml"
    file.write_text(own, encoding="utf-8")
    return file


def visit(fleet: Fleet, folder: Path, language: str, site_language: str) -> Visit:
    """Play one visit of who shops; whatever stops the customer is raised with the dialogue so far."""

    def shop(customer: Customer, look: Callable[[], None]) -> None:
        _shop(customer, must_choose=language != site_language, look=look)

    return _played(fleet, folder, (language, site_language), shop)


def visit_for_help(fleet: Fleet, folder: Path, language: str) -> Visit:
    """Play one visit of who needs help in the midst of shopping; raises as `visit`."""

    def ask(customer: Customer, _look: Callable[[], None]) -> None:
        customer.wake()
        customer.scan(MILK)
        customer.ask_for_help()

    return _played(fleet, folder, (language, language), ask)


def _played(
    fleet: Fleet, folder: Path, languages: tuple[str, str], play: Callable[[Customer, Callable[[], None]], None]
) -> Visit:
    """Play a visit in the customer's language, at a site of another or the same."""
    language, site_language = languages
    data_dir = folder / "kiosk"
    data_dir.mkdir(exist_ok=True)
    bench = Bench(fleet.controls)
    with (folder / "kiosk.stderr").open("w+", encoding="utf-8") as errors:
        kiosk = start(fleet, settings(folder, site_language), data_dir, errors)
        customer = Customer(TONGUES[language], Ears(data_dir / TRANSCRIPT), _hands(kiosk, bench))
        try:
            look = functools.partial(tell, kiosk, f"picture {folder / BLACK}")
            play(customer, look)
        except AssertionError as error:
            errors.seek(0)
            raise AssertionError("\n".join((*customer.dialogue, errors.read(), str(error)))) from error
        finally:
            status = end(kiosk)
    return Visit(customer, status, (folder / "kiosk.stderr").read_text(encoding="utf-8"))


def start(
    fleet: Fleet, config: Path, data_dir: Path, errors: IO[str], profile: str | None = None
) -> subprocess.Popen[str]:
    """Start the robot's kiosk and wait until it stands ready."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QT_QPA_UPDATE_IDLE_TIME": "0"}
    kiosk = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.robot.kiosk"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT, env={**os.environ, **offscreen},
        text=True, bufsize=1,
    )  # fmt: skip
    told = {"config": str(config), "data_dir": str(data_dir), "urls": dict(fleet.urls), "profile": profile}
    tell(kiosk, json.dumps(told))
    assert kiosk.stdout is not None
    assert kiosk.stdout.readline() == "ready\n", "the kiosk did not come up"
    return kiosk


def tell(kiosk: subprocess.Popen[str], line: str) -> None:
    """Send a line: the name of a key, or what else the kiosk takes."""
    assert kiosk.stdin is not None
    kiosk.stdin.write(line + "\n")
    kiosk.stdin.flush()


def _hands(kiosk: subprocess.Popen[str], bench: Bench) -> Hands:
    def card(number: int) -> None:
        if number == 0:
            bench.card("insert", result=CARD_LIMIT_REACHED)
        else:
            bench.ask("terminal", "card", how="remove")
            bench.card("tap")

    return Hands(lambda key: tell(kiosk, key), bench.scan, card)


def _shop(customer: Customer, *, must_choose: bool, look: Callable[[], None]) -> None:
    """Come, shop and go; `look` takes the judge's picture of a glass in use."""
    customer.wake()
    if must_choose:
        customer.choose_language()
    else:
        customer.hide_screen()
    for code in GOODS:
        customer.scan(code)
    look()
    customer.pay()
    customer.leave()
    if must_choose:
        customer.come_back()


def end(kiosk: subprocess.Popen[str]) -> int:
    """End the robot's kiosk; return its exit status."""
    if kiosk.stdin is not None:
        kiosk.stdin.close()
    try:
        return kiosk.wait(timeout=END_S)
    except subprocess.TimeoutExpired:
        kiosk.kill()
        return kiosk.wait()
    finally:
        if kiosk.stdout is not None:
            kiosk.stdout.close()
