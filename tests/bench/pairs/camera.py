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
from tests.bench.frames import LOOKS, Shot, corpus_hash, empty, shots
from tests.bench.machine import version_of
from tests.bench.pair import Family, Measured, Pair, Wanted, require_same
from tests.bench.turns import Effort as Turns
from tests.bench.turns import settle, take_turns
from tests.bench.verdicts import at_least

SHOTS = 60
SEED = 471_100_815
EMPTY_FRAMES = 30
PICTURES = Path(__file__).resolve().parents[3].parent / "shared" / "vectors" / "barcode_images"
DEFAULT = Effort((), tries_rotated=True, tries_smaller=True, tries_inverted=True)

CODES = Pair(
    "camera_code", "one VGA frame with a code, turned, blurred and noisy", "ms", "wall",
    "zxing-cpp alone, its own settings, all formats", None, "Time alone is not the point: see how many are read.",
)  # fmt: skip
ZBAR = Pair(
    "camera_zbar", "one VGA frame with a code, turned, blurred and noisy", "ms", "wall",
    "ZBar alone, its own settings", None, "It reads no PDF417, Aztec or Data Matrix.",
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
        sides = {"ours": partial(_timed_cascade, drawn), "twin": partial(_timed, drawn, _alone)}
        found = take_turns(sides, effort.rounds)
        notes = (_rates(drawn), _collected(effort))
        yield Measured(CODES, found["ours"], found["twin"], version, None, notes)
    if ZBAR.id in wanted and has_zbar():
        sides = {"ours": partial(_timed_cascade, drawn), "twin": partial(_timed, drawn, _zbar)}
        found = take_turns(sides, effort.rounds)
        yield Measured(ZBAR, found["ours"], found["twin"], version_of("pyzbar"))
    for pair, step_deg in ((EMPTY, 0.0), (MOVING, 37.0)):
        if pair.id not in wanted:
            continue
        frames = [empty(number, number * step_deg) for number in range(effort.samples(EMPTY_FRAMES))]
        blank = [Shot((frame,), "") for frame in frames]
        live = Live(EVERY, time.monotonic)
        sides = {"ours": partial(_timed, blank, partial(_again, live)), "twin": partial(_timed, blank, _alone)}
        found = take_turns(sides, effort.rounds, warm_ups=3)
        yield Measured(pair, found["ours"], found["twin"], version)


def _require_same_code() -> None:
    plain = next(shot for shot in shots(60, SEED + 1) if _read(_alone, shot))
    require_same("a frame that both can read", _cascade(plain), _read(_alone, plain))


def _cascade(shot: Shot) -> list[str]:
    """One scene before a fresh camera, for as many frames as it has."""
    live = Live(EVERY, time.monotonic)
    return _read(lambda frame: [code.text for code in live.codes_in(frame)], shot)


def _read(look: Callable[[Image.Image], list[str]], shot: Shot) -> list[str]:
    """What the first frame gives in which anything is read."""
    return next(filter(None, map(look, shot.frames)), [])


def _again(live: Live, frame: Image.Image) -> list[str]:
    return [code.text for code in live.codes_in(frame)]


def _alone(frame: Image.Image) -> list[str]:
    return [one.code.text for one in zxing(frame, DEFAULT)]


def _zbar(picture: Image.Image) -> list[str]:
    from pyzbar import pyzbar

    return [one.data.decode("utf-8", "replace") for one in pyzbar.decode(picture)]


def _timed_cascade(drawn: list[Shot]) -> Round:
    """Time each frame until the scene is read, each scene before a fresh camera."""
    settle()
    found = []
    for shot in drawn:
        live = Live(EVERY, time.monotonic)
        for frame in shot.frames:
            began = time.perf_counter_ns()
            is_read = bool(live.codes_in(frame))
            found.append((time.perf_counter_ns() - began) / 1e6)
            if is_read:
                break
    return found


def _timed(drawn: list[Shot], read: Callable[[Image.Image], object]) -> Round:
    settle()
    found = []
    for shot in drawn:
        began = time.perf_counter_ns()
        read(shot.frames[0])
        found.append((time.perf_counter_ns() - began) / 1e6)
    return found


def _rates(drawn: list[Shot]) -> str:
    """Say how many of the drawn scenes each way reads, and how many it misreads."""
    ways: dict[str, Callable[[Shot], list[str]]] = {"cascade": _cascade, "zxing-cpp": partial(_read, _alone)}
    if has_zbar():
        ways["ZBar"] = partial(_read, _zbar)
    told = []
    for name, read in ways.items():
        reads = [(shot.text, read(shot)) for shot in drawn]
        right = sum(text in found for text, found in reads)
        wrong = sum(any(one != text for one in found) for text, found in reads)
        told.append(f"{name} {right} ({wrong} misread)")
    name = corpus_hash(frame.tobytes() for shot in drawn for frame in shot.frames)
    return f"Read of {len(drawn)} drawn scenes, {LOOKS} frames each (corpus {name}): {', '.join(told)}."


def _collected(effort: Turns) -> str:
    """Say how many of the collected pictures each way reads, where they lie beside the project."""
    if not PICTURES.is_dir():
        return "The collected pictures are not here."
    texts = sorted(path for path in PICTURES.glob("*/*.txt") if not path.name.endswith(".result.txt"))
    texts = texts[:: 1 if not effort.is_quick else 10]
    right = {"cascade": 0, "zxing-cpp": 0, "ZBar": 0}
    wrong = dict.fromkeys(right, 0)
    files = [_picture_of(text) for text in texts]
    for text, file in zip(texts, files, strict=True):
        wanted = _lines(text.read_text(encoding="utf-8"))
        for name, found in _each_way(file).items():
            is_right = wanted in found
            right[name] += is_right
            wrong[name] += bool(found) and not is_right
    told = ", ".join(f"{name} {right[name]} ({wrong[name]} other)" for name in right)
    hashed = corpus_hash(file.read_bytes() for file in files)
    return f"Read of {len(texts)} collected pictures (corpus {hashed}): {told}."


def _picture_of(text: Path) -> Path:
    return next(
        path for path in text.parent.glob("*") if path.stem == text.stem and path.suffix not in (".txt", ".bin")
    )


def _each_way(file: Path) -> dict[str, list[str]]:
    with Image.open(file) as opened:
        picture = grey(opened)
    bars = _zbar(picture) if has_zbar() else []
    ways = {
        "cascade": [code.text for code in codes_of(file)],
        "zxing-cpp": _alone(picture),
        "ZBar": [*bars, *(f"0{bar}" for bar in bars)],  # UPC-A has 12 digits there
    }
    return {name: list(map(_lines, found)) for name, found in ways.items()}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


FAMILY = Family((CODES, ZBAR, EMPTY, MOVING), measure)
