"""One window with a scanner's line, in a process of its own: bytes go to the line, painted frames come back."""

from __future__ import annotations

import json
import os
import random
import selectors
import subprocess
import time
import tty
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.pair import ROOT, NotTheSame
from tests.bench.pairs.glass import HEIGHT, WIDTH, environment
from tests.bench.pairs.goods import ean

ANSWER_S = 30.0
GAP_S = (0.025, 0.045)
"""Time between a painted scan and the next: never in step with a timer of 5 or 16 ms."""


class Window:
    """Starts the process; `command` gives it the name of the line. Goods are numbered from 1 in each basket."""

    def __init__(self, command: Callable[[str], Sequence[str]]) -> None:
        self._wire, far = os.openpty()
        tty.setraw(self._wire)
        tty.setraw(far)
        pipe = subprocess.PIPE
        own = list(command(os.ttyname(far)))
        self._process = subprocess.Popen(own, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment())
        self._far = far
        self._rest = b""
        self._random = random.Random(7)  # noqa: S311  # pauses, not secrets
        self._next = 1
        self._name = own[2]

    def wait_until_open(self) -> None:
        """Wait for the first picture; for the kiosk, until it takes scans. Raises `NotTheSame` for another size."""
        size = self.until("open")
        if size != [str(WIDTH), str(HEIGHT)]:
            raise NotTheSame(f"{self._name} has a window of {size}")
        while self.until("frame")[2] not in ("shell/Attract", "basket"):
            pass

    def until(self, word: str) -> list[str]:
        """Wait for a line that begins with `word` and return what follows."""
        while True:
            first, *rest = self._line().split(" ")
            if first == word:
                return rest

    def _line(self) -> str:
        while b"\n" not in self._rest:
            stdout = self._process.stdout
            if stdout is None or not _is_readable(stdout.fileno()):
                raise TimeoutError(f"no word from the window for {ANSWER_S:.0f} s")
            chunk = os.read(stdout.fileno(), 65536)
            if not chunk:
                raise RuntimeError(f"the window closed: {self._process.wait(timeout=5)}")
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()

    def tell(self, words: str) -> None:
        """Give the window a command."""
        if self._process.stdin is not None:
            self._process.stdin.write(f"{words}\n".encode())
            self._process.stdin.flush()

    def cpu_ms(self) -> float:
        """Return the CPU time that all threads of the process have taken so far."""
        folders = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((folder / "schedstat").read_text().split()[0]) for folder in folders) / 1e6

    def shown(self) -> Any:
        """Return how many lines there are and what the first say."""
        self.tell("shown")
        return json.loads(" ".join(self.until("shown")))

    def settle(self) -> None:
        """Let it collect its garbage, outside of what is measured."""
        self.tell("settle")
        self.until("settled")

    def fresh(self) -> None:
        """Begin an empty basket."""
        self.tell("fresh")
        while self.until("frame")[1] != "0":
            pass
        self._next = 1
        time.sleep(GAP_S[1])

    def scan(self) -> float:
        """Send the next code and return the milliseconds to the frame that shows its line."""
        code = ean(self._next).encode("ascii") + b"\r"
        wanted = str(self._next)
        self._next += 1
        began = time.perf_counter_ns()
        os.write(self._wire, code)
        while True:
            painted_ns, count, *_ = self.until("frame")
            if count == wanted:
                return (int(painted_ns) - began) / 1e6

    def fill(self, count: int) -> None:
        """Scan without pauses until the basket holds `count` lines."""
        while self._next <= count:
            self.scan()

    def scans(self, count: int) -> list[float]:
        """Scan `count` codes with pauses in between."""
        found = []
        for _ in range(count):
            time.sleep(self._random.uniform(*GAP_S))
            found.append(self.scan())
        return found

    def stages(self, count: int) -> list[dict[str, float]]:
        """Scan `count` codes and return, for each, the milliseconds after which each stage was reached."""
        self.tell("stages")
        found = []
        for _ in range(count):
            time.sleep(self._random.uniform(*GAP_S))
            began = time.perf_counter_ns()
            painted_ms = self.scan_staged()
            found.append({stage: (at - began) / 1e6 for stage, at in painted_ms})
        return found

    def scan_staged(self) -> list[tuple[str, int]]:
        """Send the next code and return when each stage was reached, the frame last."""
        os.write(self._wire, ean(self._next).encode("ascii") + b"\r")
        wanted = str(self._next)
        self._next += 1
        while True:
            stages = json.loads(" ".join(self.until("stages")))
            painted_ns, count, *_ = self.until("frame")
            if count == wanted:
                return [*((str(stage), int(at)) for stage, at in stages), ("painted", int(painted_ns))]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait(timeout=10)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        os.close(self._wire)
        os.close(self._far)


def _is_readable(number: int) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(number, selectors.EVENT_READ)
        return bool(selector.select(ANSWER_S))
