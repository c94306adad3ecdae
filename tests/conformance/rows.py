"""The faults of the matrix: how each begins and ends, and what a driver's condition must say meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from devices.api import HealthState
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Practice

GUARDED = "TCP has check sums of its own: bytes arrive right or not at all; tried on the serial line"


class Stand(Protocol):
    """What a row does things to."""

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]: ...

    def knows(self, action: str) -> bool: ...


class NotHere(Exception):
    """A cell that makes no sense, with its reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fault.

    `expects`: the conditions of which one must be told while it lasts; `only_if_asked`: by a driver that speaks to
    its device (one that only listens cannot know). `after_s`: the fault begins that long after the act. `must`: how
    the act under the fault has to end, where that is certain. `acts`: how often the device is used under it.
    `lasts_s`: how long the fault goes on after that; at the end of a long one the driver tries at its rarest.
    """

    name: str
    begin: Callable[[Stand, Practice], None]
    end: Callable[[Stand, Practice], None]
    expects: frozenset[HealthState] = frozenset()
    only_if_asked: bool = False
    after_s: float | None = None
    must: str = ""
    acts: int = 1
    lasts_s: float = 0.0
    not_on: Mapping[str, str] = field(default_factory=dict)


def _script(script: str) -> Callable[[Stand, Practice], None]:
    return lambda stand, _practice: _ignore(stand.do("fault", script=script))


def _verb(verb: str, **arguments: Any) -> Callable[[Stand, Practice], None]:
    return lambda stand, _practice: _ignore(stand.do(verb, **arguments))


def _ignore(_reply: dict[str, Any]) -> None:
    """A reply that says no more than that it was done."""


def _swap_cable(stand: Stand, _practice: Practice) -> None:
    stand.do("unplug")
    stand.do("replug")


def _refuse(stand: Stand, practice: Practice) -> None:
    for begin, _end in practice.refusals:
        if stand.knows(begin):
            stand.do("fault", script=begin)
            return
    if not practice.refusals:
        raise NotHere("a device that only tells refuses nothing")
    raise AssertionError(f"the simulator knows none of {practice.refusals}: nothing by which it says no")


def _relent(stand: Stand, practice: Practice) -> None:
    stand.do("faults_clear")
    for begin, end in practice.refusals:
        if stand.knows(begin):
            if end:
                stand.do("fault", script=end)
            return


_clear = _verb("faults_clear")
_replug = _verb("replug")
_nothing = lambda _stand, _practice: None  # noqa: E731 - a row without an end
LONG_S = 47.0
ABSENT = frozenset({HealthState.ABSENT})
UNHEARD = frozenset({HealthState.SILENT, HealthState.ABSENT})
FILES = "pictures are files: they are there whole, or the folder is not there"
ON_TCP = {"tcp": GUARDED, "http": GUARDED, "folder": FILES}

ROWS = (
    Row("unplug", _verb("unplug"), _replug, ABSENT, lasts_s=LONG_S),
    Row("unplug in the act", _verb("unplug"), _replug, ABSENT, after_s=0.5),
    Row("replug elsewhere", _swap_cable, _nothing),
    Row(
        "silence",
        _verb("silent", on=True),
        _verb("silent", on=False),
        frozenset({HealthState.SILENT}),
        True,
        lasts_s=LONG_S,
    ),
    Row("half-open", _verb("unplug", quietly=True), _replug, UNHEARD, True, lasts_s=LONG_S),
    Row("reboot", _verb("power", on=False), _verb("power", on=True), ABSENT, lasts_s=LONG_S),
    Row("reboot in the act", _verb("power", on=False), _verb("power", on=True), ABSENT, after_s=0.5),
    Row("noise", _script("noise 3 %; noise received 3 %"), _clear, acts=3, not_on=ON_TCP),
    Row("flipped bit", _script("flip bit; flip bit received"), _clear, not_on=ON_TCP),
    Row("wrong baud", _script("wrong baud"), _clear, acts=6, not_on=ON_TCP),
    Row("refusal", _refuse, _relent, must="refused"),
    Row("slow", _script("delay 200 ms"), _clear, must="done"),
    Row("late answer", _script("answer after 3 s"), _clear, lasts_s=4.0),
    Row("partial", _script("truncate"), _clear),
    Row("duplicate", _script("repeat write"), _clear),
    Row("swapped", _script("swap writes"), _clear),
    Row("status storm", _script("repeat write 300"), _clear, not_on={"folder": FILES}),
    Row("one byte at a time", _script("one byte at a time"), _clear, must="done", not_on={"folder": FILES}),
    Row("glue", _script("glue"), _clear, must="done"),
)

NO_CHECK = "a line of text has no check byte; the code's own check digit is judged above the driver"
NO_NUMBER = "twice on the wire is twice read: nothing in the bytes tells a second reading from a repeated one"
NO_END = "a serial line does not tell a terminal that the kiosk is gone: it ends its own dialogue first"
NO_SUM = "a receipt has no check bytes: the printer's word proves that it took the job, not that it read each letter"
_TEXT, _TWICE = (Allowance(may_change=True), NO_CHECK), (Allowance(may_repeat=True), NO_NUMBER)
LIMITS: dict[tuple[Kind | str, str], tuple[Allowance, str]] = {
    (Kind.SCANNER, "noise"): _TEXT,
    (Kind.SCANNER, "flipped bit"): _TEXT,
    (Kind.SCANNER, "wrong baud"): _TEXT,
    (Kind.SCANNER, "duplicate"): _TWICE,
    (Kind.SCANNER, "status storm"): _TWICE,
    (Kind.KEYPAD, "noise"): _TEXT,
    (Kind.KEYPAD, "flipped bit"): _TEXT,
    (Kind.KEYPAD, "wrong baud"): _TEXT,
    (Kind.KEYPAD, "duplicate"): _TWICE,
    (Kind.KEYPAD, "status storm"): _TWICE,
    (Kind.DOCUMENTS, "duplicate"): _TWICE,
    (Kind.DOCUMENTS, "status storm"): _TWICE,
    (Kind.PRINTER, "noise"): (Allowance(may_change=True), NO_SUM),
    (Kind.PRINTER, "flipped bit"): (Allowance(may_change=True), NO_SUM),
    ("zvt+serial", "unplug in the act"): (Allowance(back_s=60.0), NO_END),
    ("zvt+serial", "swapped"): (Allowance(back_s=60.0, tries=8), NO_END),
    ("zvt+serial", "wrong baud"): (Allowance(back_s=20.0), NO_END),
    (Kind.TAGS, "flipped bit"): (Allowance(may_change=True), NO_SUM),
    ("zpl+serial", "noise"): (Allowance(may_change=True), NO_SUM),
}
"""Where a law cannot be kept by any driver of a kind, or by one driver, and why."""
