"""From a pass on the scanner's line to the painted screen of its passenger, beside a plain window that shows one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench.figures import Round
from tests.bench.machine import version_of
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted, python, require_same
from tests.bench.pairs.window import GAP_S, Window
from tests.bench.turns import Effort, take_turns
from tests.journeys.scripts.travellers import booking_of, itinerary

SAMPLES = 30
START, PASSENGER = "shell/Attract", "checkin/Summary"
TRAVELLER = ("HAND01", "Regenboog")

PAIR = Pair(
    "pass_screen", "a pass's bytes on the scanner's line to the painted summary of its passenger", "ms", "wall",
    "a QML page of four texts: notifier, fixed places, ORM session, no motion", None,
    "The twin does less: no check of pass or eligibility, no journal, no devices, no pictures, one language.",
)  # fmt: skip


class Gate(Window):
    """A window that shows the passenger of a pass that comes over its line."""

    def show(self, text: str) -> float:
        """Send a pass and return the milliseconds to the frame that shows its passenger; then begin anew."""
        time.sleep(self._random.uniform(*GAP_S))
        began = time.perf_counter_ns()
        os.write(self._wire, text.encode("ascii") + b"\r")
        painted_ns = self._painted(PASSENGER)
        return (painted_ns - began) / 1e6

    def leave(self) -> None:
        """Give up, and wait for the next one's first picture."""
        self.tell("fresh")
        self._painted(START)

    def _painted(self, screen: str) -> int:
        while True:
            painted_ns, _, shown = self.until("frame")
            if shown == screen:
                return int(painted_ns)


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Open both windows over the same bookings and show them the same pass in turns."""
    data_dir = WORK / "pass-screen"
    data_dir.mkdir()
    with ExitStack() as stack:
        ours = _opened(stack, "tests.bench.children.kiosk_pass", data_dir)
        twin = _opened(stack, "tests.bench.twins.plain_pass", data_dir)
        booking = booking_of(data_dir, *TRAVELLER)
        text = itinerary(booking, booking.passengers[0].id)
        _require_same_texts(ours, twin, text)
        sides = {"kiosk": _round(ours, text, effort), "plain": _round(twin, text, effort)}
        found = take_turns(sides, effort.rounds)
        spent = [_cpu_ms(window, text, effort) for window in (ours, twin)]
    said = f"CPU time per pass and start again, all threads: kiosk {spent[0]:.0f} ms, twin {spent[1]:.0f} ms."
    yield Measured(PAIR, found["kiosk"], found["plain"], version_of("PySide6-Essentials"), None, (said,))


def _opened(stack: ExitStack, module: str, data_dir: Path) -> Gate:
    window = Gate(lambda line: python(module, line, str(data_dir)))
    stack.callback(window.close)
    window.wait_until_open()
    return window


def _require_same_texts(ours: Gate, twin: Gate, text: str) -> None:
    """All that the twin shows stands on the kiosk's screen, too: name, flight, seat and gate."""
    shown = []
    for window in (ours, twin):
        window.show(text)
        shown.append(window.shown())
        window.leave()
    require_same("the passenger", [own for own in shown[1] if own in shown[0]], shown[1])
    require_same("texts of the twin", len(shown[1]), 4)


def _round(window: Gate, text: str, effort: Effort) -> Callable[[], Round]:
    def passes() -> Sequence[float]:
        window.settle()
        found = []
        for _ in range(effort.samples(SAMPLES)):
            found.append(window.show(text))
            window.leave()
        return found

    return passes


def _cpu_ms(window: Gate, text: str, effort: Effort) -> float:
    before, count = window.cpu_ms(), effort.samples(SAMPLES)
    for _ in range(count):
        window.show(text)
        window.leave()
    return (window.cpu_ms() - before) / count


FAMILY = Family((PAIR,), measure)
