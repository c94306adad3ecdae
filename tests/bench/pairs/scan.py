"""From the scanner's bytes on the line to the painted line of the basket, at 1, 100 and 1000 lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.figures import Round
from tests.bench.machine import version_of
from tests.bench.pair import WORK, Family, Measured, Pair, Wanted, python, require_same, run_quietly
from tests.bench.pairs.goods import write_csv
from tests.bench.pairs.window import Window
from tests.bench.turns import Effort, take_turns
from tests.bench.verdicts import Goal, at_least, at_most

SIZES = (1, 100, 1000)
SAMPLES = 40
PER_BASKET = 8
"""At one line: so many scans, then a fresh basket. At 100 and 1000 the baskets grow by what is measured."""
GOODS = 2000
CHECKED = 4
STAGED = 15
LESS = "The twin does less: no check of the code, no commit, no total, no pictures, no buttons, one language."


def _pair(size: int, goal: Goal | None) -> Pair:
    lines = "line" if size == 1 else "lines"
    return Pair(
        f"scan_{size}", f"scanner's bytes to painted line, {size} {lines} in the basket", "ms", "wall",
        "QListView with a delegate of the same words, rows of 64 px, notifier and list model", goal, LESS,
    )  # fmt: skip


def _growth(size: int, limit: float) -> Pair:
    return Pair(
        f"scan_1000_{size}", f"the same at 1000 lines, against the kiosk itself at {size}", "ms", "wall",
        f"the kiosk with {size} in the basket", at_most(limit),
    )  # fmt: skip


PAIRS = (_pair(1, None), _pair(100, None), _pair(1000, at_least(4)), _growth(100, 1.2), _growth(1, 3))


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Open a window per side and size, fill the baskets once, and scan in turns."""
    sizes = [size for size in SIZES if any(_size_of(one) == size for one in wanted) or size == _SHARED]
    twin_sizes = [size for size in SIZES if f"scan_{size}" in wanted]
    with ExitStack() as stack:
        goods = WORK / "goods.csv"
        write_csv(goods, GOODS)
        ours = {size: _filled(stack, _kiosk(goods, size), size) for size in sizes}
        twins = {size: _filled(stack, _list_view(goods), size) for size in twin_sizes}
        for size in twin_sizes:
            _require_same_lines(ours[size], twins[size], size)
        sides = {f"kiosk {size}": _round(ours[size], size, effort) for size in sizes}
        sides |= {f"list {size}": _round(twins[size], size, effort) for size in twin_sizes}
        found = take_turns(sides, effort.rounds)
        cost = {size: _cpu(ours[size], twins[size], size) for size in twin_sizes}
        for pair in (own for own in PAIRS if own.id in wanted):
            size, other = _sides_of(pair)
            said = (cost[size], _stages(ours[size], size)) if other.startswith("list") else ()
            yield Measured(pair, found[f"kiosk {size}"], found[other], version_of("PySide6-Essentials"), None, said)


_SHARED = 1000  # growth is always measured against the longest basket


def _size_of(pair_id: str) -> int:
    return int(pair_id.rpartition("_")[2])


def _sides_of(pair: Pair) -> tuple[int, str]:
    size = _size_of(pair.id)
    is_growth = pair.id.count("_") == 2
    return (_SHARED, f"kiosk {size}") if is_growth else (size, f"list {size}")


# --- windows ----------------------------------------------------------------------------------------------------------


def _kiosk(goods: Path, size: int) -> Callable[[str], Sequence[str]]:
    data_dir = WORK / f"scan-{size}"
    data_dir.mkdir()
    run_quietly([sys.executable, "main.py", "import-catalogue", str(goods), "--data", str(data_dir)])
    return lambda line: python("tests.bench.children.kiosk_scan", line, str(data_dir))


def _list_view(goods: Path) -> Callable[[str], Sequence[str]]:
    return lambda line: python("tests.bench.twins.list_view", line, str(goods))


def _filled(stack: ExitStack, command: Callable[[str], Sequence[str]], size: int) -> Window:
    window = Window(command)
    stack.callback(window.close)
    window.wait_until_open()
    window.fill(size)
    return window


def _require_same_lines(ours: Window, twin: Window, size: int) -> None:
    """The same scans must put the same words and amounts on both lists, and as many lines."""
    for window in (ours, twin):
        window.scans(CHECKED)
    require_same(f"{size} lines", ours.shown(), twin.shown())


def _round(window: Window, size: int, effort: Effort) -> Callable[[], Round]:
    def scans() -> Round:
        window.settle()
        count = effort.samples(SAMPLES)
        if size > 1:
            return window.scans(count)
        found: list[float] = []
        while len(found) < count:
            window.fresh()
            window.fill(size)
            found += window.scans(min(PER_BASKET, count - len(found)))
        return found

    return scans


def _cpu(ours: Window, twin: Window, size: int) -> str:
    """Say what one scan costs in CPU time, all threads and the frames that follow: a busy machine changes it less."""
    spent = []
    for window in (ours, twin):
        if size == 1:
            window.fresh()
            window.fill(size)
        count = PER_BASKET if size == 1 else STAGED
        before = window.cpu_ms()
        window.scans(count)
        spent.append((window.cpu_ms() - before) / count)
    return f"CPU time per scan, all threads: kiosk {spent[0]:.1f} ms, twin {spent[1]:.1f} ms."


def _stages(window: Window, size: int) -> str:
    """Say where the time goes; measured after the rounds, for the marks cost a little themselves."""
    if size == 1:
        window.fresh()
        window.fill(size)
    found = window.stages(STAGED if size > 1 else PER_BASKET)
    reached = {stage: median(one[stage] for one in found if stage in one) for stage in found[0]}
    return "Reached after ms: " + ", ".join(f"{stage} {at:.2f}" for stage, at in reached.items()) + "."


FAMILY = Family(PAIRS, measure)
