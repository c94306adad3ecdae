"""A scanner that babbles: what the glass does meanwhile, beside the same kiosk with a scanner that is quiet."""

from __future__ import annotations

import os
import random
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from tests.bench.figures import Round
from tests.bench.pair import Family, Measured, Pair, Wanted
from tests.bench.pairs.touch import Hand, kiosk
from tests.bench.turns import Effort, take_turns
from tests.bench.verdicts import at_most

SAMPLES = 30
STEPS = 10
SLOW_BYTES_S = 10_000
CHUNK = 1000
BEGUN_S = 1.0
LIMIT = 1.25
FLAT_OUT = "as fast as the line takes it"


@dataclass(frozen=True, slots=True)
class _Case:
    pair: Pair
    job: str
    count: int
    bytes_s: int | None


def _case(name: str, what: str, job: str, count: int, bytes_s: int | None) -> _Case:
    said = f"{bytes_s // 1000} kB/s" if bytes_s is not None else FLAT_OUT
    pair = Pair(
        name, f"{what}, with a scanner that sends noise, {said}", "ms", "wall",
        "the same kiosk with a scanner that is quiet", at_most(LIMIT),
    )  # fmt: skip
    return _Case(pair, job, count, bytes_s)


CHANGE, FRAMES = "finger up to the first frame of the next screen", "cost of each frame while a page comes in"
CASES = (
    _case("babble_change", CHANGE, "change", SAMPLES, SLOW_BYTES_S),
    _case("babble_frames", FRAMES, "frames", STEPS, SLOW_BYTES_S),
    _case("flood_change", CHANGE, "change", SAMPLES, None),
    _case("flood_frames", FRAMES, "frames", STEPS, None),
)


class Babbler:
    """The device's end of a line. While it babbles, a thread writes seeded noise of every byte."""

    def __init__(self) -> None:
        self._wire, self._far = os.openpty()
        tty.setraw(self._far)
        os.set_blocking(self._wire, False)
        self.line = os.ttyname(self._far)
        self._noise = random.Random(11).randbytes(CHUNK * 64)  # noqa: S311 - repeatable noise, no secret
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None
        self.sent = 0

    def begin(self, bytes_s: int | None) -> None:
        """Babble from now on; None: as fast as the line takes it."""
        self._is_over.clear()
        self._thread = threading.Thread(target=self._babble, args=(bytes_s,), daemon=True)
        self._thread.start()

    def _babble(self, bytes_s: int | None) -> None:
        at, began, own = 0, time.monotonic(), 0
        while not self._is_over.is_set():
            try:
                written = os.write(self._wire, self._noise[at : at + CHUNK])
            except BlockingIOError:  # the line is full: that is the back-pressure a device feels
                self._is_over.wait(0.002)
                continue
            at = (at + written) % (len(self._noise) - CHUNK)
            own += written
            self.sent += written
            if bytes_s is not None:
                self._is_over.wait(max(0.0, began + own / bytes_s - time.monotonic()))

    def end(self) -> None:
        """Be quiet."""
        self._is_over.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def close(self) -> None:
        """Take the line away."""
        self.end()
        os.close(self._wire)
        os.close(self._far)


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Open two windows of the product, one with a scanner that babbles, and touch them in turns."""
    with ExitStack() as stack:
        babbler, still = Babbler(), Babbler()
        stack.callback(babbler.close)
        stack.callback(still.close)
        noisy, quiet = Hand(kiosk(babbler.line)), Hand(kiosk(still.line))
        stack.callback(noisy.close)
        stack.callback(quiet.close)
        for case in CASES:
            if case.pair.id not in wanted:
                continue
            count = effort.samples(case.count)
            before = babbler.sent
            sides = {
                "noisy": _babbling(babbler, case.bytes_s, _round(noisy, case.job, count)),
                "quiet": _round(quiet, case.job, count),
            }
            found = take_turns(sides, effort.rounds)
            said = f"{(babbler.sent - before) / 1000:.0f} kB of noise were taken."
            yield Measured(case.pair, found["noisy"], found["quiet"], "", None, (said,))


def _round(hand: Hand, job: str, count: int) -> Callable[[], Round]:
    return lambda: hand.do(job, count)


def _babbling(babbler: Babbler, bytes_s: int | None, measured: Callable[[], Round]) -> Callable[[], Round]:
    def round_() -> Round:
        babbler.begin(bytes_s)
        time.sleep(BEGUN_S)
        try:
            return measured()
        finally:
            babbler.end()

    return round_


FAMILY = Family(tuple(case.pair for case in CASES), measure)
