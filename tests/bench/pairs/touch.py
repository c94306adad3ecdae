"""What a finger feels: press, change of screen, on-screen key, frames in motion; and memory after many sessions."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench.figures import Round
from tests.bench.machine import version_of
from tests.bench.pair import ROOT, WORK, Family, Measured, NotTheSame, Pair, Wanted, python, run_quietly
from tests.bench.pairs.glass import HEIGHT, WIDTH, environment
from tests.bench.pairs.goods import write_csv
from tests.bench.turns import Effort, take_turns
from tests.bench.verdicts import at_most

ANSWER_S = 240.0
SAMPLES = 30
GOODS = 20
SESSIONS, FIRST_SESSIONS, SCREENS_A_SESSION = 2000, 100, 4
STEPS = 10
PLAIN = "a QML window with a MouseArea, a Loader and a TextInput; no core, no motion"

PRESS = Pair("press", "finger down to the frame that shows it", "ms", "wall", PLAIN, None)
CHANGE = Pair(
    "screen_change", "finger up to the first frame of the next screen, its event durable", "ms", "wall", PLAIN, None,
    "The twin changes one text for another; the kiosk reduces, commits, finishes words and lays out a page.",
)  # fmt: skip
KEY = Pair("keystroke", "key of the on-screen keyboard up to the letter in the field", "ms", "wall", PLAIN, None)
FRAMES = Pair(
    "transition", "cost of each frame while a page comes in, 1080x1920", "ms", "wall", "", None,
    "From the end of the animation step to the swap; a screen of 60 Hz leaves 16.7 ms.",
)  # fmt: skip
MEMORY = Pair(
    "memory", f"memory after {SESSIONS} sessions of {SCREENS_A_SESSION} screens", "MB", "size",
    f"the same process after {FIRST_SESSIONS}", at_most(1.1),
)  # fmt: skip
TIMED = {PRESS.id: "press", CHANGE.id: "change", KEY.id: "keystroke"}


class Hand:
    """A window in a process of its own that touches itself when asked."""

    def __init__(self, command: Sequence[str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            list(command), stdin=pipe, stdout=pipe, cwd=ROOT, env=environment(), text=True, bufsize=1
        )
        size = self._until("open")
        if size != f"{WIDTH} {HEIGHT}":
            raise NotTheSame(f"{command[2]} has a window of {size}")

    def _until(self, word: str) -> str:
        stdout = self._process.stdout
        if stdout is None:
            raise RuntimeError("no pipe")
        while True:
            with selectors.DefaultSelector() as selector:
                selector.register(stdout.fileno(), selectors.EVENT_READ)
                if not selector.select(ANSWER_S):
                    raise TimeoutError(f"no {word} from the window for {ANSWER_S:.0f} s")
            first, _, rest = os.read(stdout.fileno(), 1 << 20).decode().strip().partition(" ")
            if first == word:
                return rest
            raise RuntimeError(f"the window said {first} {rest}".strip())

    def _ask(self, words: str, answer: str) -> str:
        if self._process.stdin is not None:
            self._process.stdin.write(f"{words}\n")
            self._process.stdin.flush()
        return self._until(answer)

    def do(self, job: str, count: int) -> Round:
        """Do a job so many times and return its samples in ms."""
        return [float(sample) for sample in json.loads(self._ask(f"{job} {count}", "samples"))]

    def settled_mb(self) -> float:
        """Collect garbage and return the memory in RAM."""
        return int(self._ask("settle", "settled")) / 1024

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait(timeout=10)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Open both windows and let them touch themselves in turns."""
    with ExitStack() as stack:
        ours = Hand(kiosk())
        stack.callback(ours.close)
        plain = Hand(python("tests.bench.twins.plain_touch"))
        stack.callback(plain.close)
        for pair in (PRESS, CHANGE, KEY):
            if pair.id in wanted:
                job, count = TIMED[pair.id], effort.samples(SAMPLES)
                found = take_turns(
                    {"kiosk": _round(ours, job, count), "plain": _round(plain, job, count)}, effort.rounds
                )
                yield Measured(pair, found["kiosk"], found["plain"], version_of("PySide6-Essentials"))
        if FRAMES.id in wanted:
            frames = [_round(ours, "frames", effort.samples(STEPS))() for _ in range(effort.rounds)]
            yield Measured(FRAMES, frames, (), "", None, (_late(frames),))
        if MEMORY.id in wanted:
            yield _memory(effort)


def _round(hand: Hand, job: str, count: int) -> Callable[[], Round]:
    return lambda: hand.do(job, count)


def _late(frames: Sequence[Round]) -> str:
    every = [cost for one in frames for cost in one]
    late = sum(cost > 1000 / 60 for cost in every)
    return f"{late} of {len(every)} frames took longer than a 60 Hz screen leaves; the longest {max(every):.1f} ms."


def kiosk(line: str = "") -> Sequence[str]:
    """Return the command of a kiosk with a few products and a data folder of its own; `line` is its scanner's."""
    goods = WORK / "touch.csv"
    write_csv(goods, GOODS)
    data_dir = Path(WORK / f"touch-{len(list(WORK.glob('touch-*')))}")
    data_dir.mkdir()
    run_quietly([sys.executable, "main.py", "import-catalogue", str(goods), "--data", str(data_dir)])
    return python("tests.bench.children.kiosk_touch", str(data_dir), *([line] if line else []))


def _memory(effort: Effort) -> Measured:
    hand = Hand(kiosk())
    try:
        hand.do("session", FIRST_SESSIONS)
        first = hand.settled_mb()
        step = effort.samples(SESSIONS - FIRST_SESSIONS) // STEPS
        found = []
        for _ in range(STEPS):
            hand.do("session", step)
            found.append(hand.settled_mb())
    finally:
        hand.close()
    half = found[STEPS // 2 - 1 :]
    screens = (len(half) - 1) * step * SCREENS_A_SESSION
    slope = (half[-1] - half[0]) * 1024 * 1024 / screens
    said = f"{FIRST_SESSIONS + step * STEPS} sessions; {slope:.0f} bytes a screen over the second half."
    return Measured(MEMORY, [found[-1:]], [[first]], "", None, (said,))


FAMILY = Family((PRESS, CHANGE, KEY, FRAMES, MEMORY), measure)
