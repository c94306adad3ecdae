"""Frames of a camera through the cascade, beside zxing-cpp and ZBar alone: time, and how many are read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PIL import Image

from devices.seeing.engines import Effort, has_zbar, zxing
from devices.seeing.file import codes_of
from devices.seeing.live import EVERY, Live
from devices.seeing.views import grey
from tests.bench.figures import Round
from tests.bench.frames import Shot, empty, shots
from tests.bench.machine import version_of
from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort as Turns
from tests.bench.turns import settle, take_turns
from tests.bench.verdicts import at_least

SHOTS = 40
SEED = 20261121
FRAMES_PER_CODE = 4
EMPTY_FRAMES = 30
PICTURES = Path(__file__).resolve().parents[3].parent / "shared" / "vectors" / "barcode_images"
DEFAULT = Effort((), tries_rotated=True, tries_smaller=True, tries_inverted=True)

CODES = Pair(
    "camera_code", "one VGA frame with a code, turned, blurred and noisy", "ms", "wall",
    "zxing-cpp alone, its own settings, all formats", None, "Time alone is not the point: see how many are read.",
)  # fmt: skip
EMPTY = Pair(
    "camera_empty", "one VGA frame of an empty scene that stands still under fresh noise", "ms", "wall",
    "zxing-cpp alone, its own settings, all formats", at_least(4),
    "After ten frames in vain a scene is left alone until it changes; the twin looks every time.",
)  # fmt: skip
MOVING = Pair(
    "camera_moving", "one VGA frame of an empty scene that changes from frame to frame", "ms", "wall",
    "zxing-cpp alone, its own settings, all formats", None,
)  # fmt: skip


def measure(wanted: Wanted, effort: Turns) -> Iterator[Measured]:
    """Look at the same frames in turns; both sides must read the same of a plain one."""
    drawn = shots(effort.samples(SHOTS), SEED)
    _require_same_code()
    version = version_of("zxing-cpp")
    if CODES.id in wanted:
        sides = {"ours": partial(_timed, drawn, _cascade), "twin": partial(_timed, drawn, _alone)}
        found = take_turns(sides, effort.rounds)
        yield Measured(CODES, found["ours"], found["twin"], version, None, (_rates(drawn), _collected(effort)))
    for pair, step_deg in ((EMPTY, 0.0), (MOVING, 37.0)):
        if pair.id not in wanted:
            continue
        blank = [Shot(empty(number, number * step_deg), "") for number in range(effort.samples(EMPTY_FRAMES))]
        live = Live(EVERY, time.monotonic)
        sides = {"ours": partial(_timed, blank, partial(_again, live)), "twin": partial(_timed, blank, _alone)}
        found = take_turns(sides, effort.rounds, warm_ups=3)
        yield Measured(pair, found["ours"], found["twin"], version)


def _require_same_code() -> None:
    plain = next(shot for shot in shots(60, SEED + 1) if _alone(shot))
    require_same("a frame that both can read", _cascade(plain), _alone(plain))


def _cascade(shot: Shot) -> list[str]:
    """One code before a fresh camera for a few frames: what EAN needs, and the turns of the slow looks."""
    live = Live(EVERY, time.monotonic)
    for _ in range(FRAMES_PER_CODE):
        if read := live.codes_in(shot.picture):
            return [code.text for code in read]
    return []


def _again(live: Live, shot: Shot) -> list[str]:
    return [code.text for code in live.codes_in(shot.picture)]


def _alone(shot: Shot) -> list[str]:
    return [one.code.text for one in zxing(shot.picture, DEFAULT)]


def _zbar(picture: Image.Image) -> list[str]:
    from pyzbar import pyzbar

    found = [one.data.decode("utf-8", "replace") for one in pyzbar.decode(picture)]
    return [form for text in found for form in (text, f"0{text}")]


def _timed(frames: list[Shot], read: Callable[[Shot], object]) -> Round:
    settle()
    found = []
    for shot in frames:
        began = time.perf_counter_ns()
        read(shot)
        found.append((time.perf_counter_ns() - began) / 1e6)
    return found


def _rates(drawn: list[Shot]) -> str:
    """Say how many of the drawn frames each way reads, and how many it misreads."""
    ways: dict[str, Callable[[Shot], list[str]]] = {"cascade": _cascade, "zxing-cpp": _alone}
    if has_zbar():
        ways["ZBar"] = lambda shot: _zbar(shot.picture)
    told = []
    for name, read in ways.items():
        reads = [(shot.text, read(shot)) for shot in drawn]
        right = sum(text in found for text, found in reads)
        wrong = sum(bool(found) and text not in found for text, found in reads)
        told.append(f"{name} {right} ({wrong} wrong)")
    return f"Read of {len(drawn)} drawn frames, at most {FRAMES_PER_CODE} looks each: {', '.join(told)}."


def _collected(effort: Turns) -> str:
    """Say how many of the collected pictures each way reads, where they lie beside the project."""
    if not PICTURES.is_dir():
        return "The collected pictures are not here."
    texts = sorted(path for path in PICTURES.glob("*/*.txt") if not path.name.endswith(".result.txt"))
    texts = texts[:: 1 if not effort.is_quick else 10]
    counts = {"cascade": 0, "zxing-cpp": 0, "ZBar": 0}
    for text in texts:
        wanted = _lines(text.read_text(encoding="utf-8"))
        file = next(
            path for path in text.parent.glob("*") if path.stem == text.stem and path.suffix not in (".txt", ".bin")
        )
        with Image.open(file) as opened:
            picture = grey(opened)
        ways = {
            "cascade": [code.text for code in codes_of(file)],
            "zxing-cpp": _alone(Shot(picture, wanted)),
            "ZBar": _zbar(picture) if has_zbar() else [],
        }
        for name, read in ways.items():
            counts[name] += wanted in map(_lines, read)
    return f"Read of {len(texts)} collected pictures: " + ", ".join(f"{name} {n}" for name, n in counts.items()) + "."


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


FAMILY = Family((CODES, EMPTY, MOVING), measure)
