"""A receipt of 100 lines as ESC/POS bytes, beside python-escpos."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from devices.api import PairLine, PrintRequest
from devices.drivers.escpos.encoder import JobEncoder
from devices.drivers.escpos.profile import load
from tests.bench.machine import version_of
from tests.bench.pair import Family, Measured, NotInstalled, Pair, Wanted, require_same
from tests.bench.turns import Effort, settle, take_turns
from tests.bench.verdicts import at_least

LINES = 100
SAMPLES = 60
PROFILE = "tm-t88v"
NAMES = ("Pão de açúcar", "Crème fraîche", "Jalapeños", "Café torrado", "Brood", "Appels, 1 kg", "Maçã", "Müsli")

PAIR = Pair(
    "receipt_encode", "a receipt of 100 lines with names and amounts as one ESC/POS job", "ms", "cpu",
    "python-escpos, its object kept, the same lines already laid out", at_least(10),
    "Ours lays the lines out in columns, too.",
)  # fmt: skip


def pairs_of_receipt() -> list[tuple[str, str]]:
    """Return names and amounts; accents and the euro sign in every language of the kiosk."""
    return [(f"{NAMES[n % len(NAMES)]} {n}", f"€ {n % 40},{n * 7 % 100:02d}") for n in range(LINES)]


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Encode in turns; the text on the paper must be the same."""
    if version_of("python-escpos") == "not installed":
        raise NotInstalled("python-escpos")
    from tests.bench.twins.python_escpos import PythonEscpos

    profile = load(PROFILE)
    columns = profile.capabilities.columns
    receipt = pairs_of_receipt()
    request = PrintRequest(7, tuple(PairLine(left, right) for left, right in receipt))
    encoder = JobEncoder(profile)
    twin = PythonEscpos()
    lines = [f"{left.ljust(columns - len(right))}{right}\n" for left, right in receipt]
    body = _body(encoder, request).decode(profile.capabilities.code_page)
    require_same("text", body, twin.text_of(twin.encode(lines)))
    count = effort.samples(SAMPLES)
    ours_round = partial(_encoded, partial(encoder.encode, request), count)
    twin_round = partial(_encoded, partial(twin.encode, lines), count)
    found = take_turns({"ours": ours_round, "twin": twin_round}, effort.rounds)
    sizes = f"{len(encoder.encode(request).content)} bytes against {len(twin.encode(lines))}."
    yield Measured(PAIR, found["ours"], found["twin"], version_of("python-escpos"), None, (sizes,))


def _body(encoder: JobEncoder, request: PrintRequest) -> bytes:
    """Return the job without its head and its end, which an empty job has, too."""
    empty, whole = (encoder.encode(PrintRequest(7, blocks)).content for blocks in ((), request.blocks))
    head = next(at for at in range(len(empty) + 1) if whole[at : at + 1] != empty[at : at + 1])
    return whole[head : len(whole) - (len(empty) - head)]


def _encoded(encode: Callable[[], object], count: int) -> list[float]:
    settle()
    found = []
    for _ in range(count):
        began = time.thread_time_ns()
        encode()
        found.append((time.thread_time_ns() - began) / 1e6)
    return found


FAMILY = Family((PAIR,), measure)
