"""Which tests a kiosk has: by what is fitted to it, and what that can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.domain.selftests.judging import CELLS, SHADES
from kiosk.domain.selftests.values import Ask, Expected, Judge, Kind, Step, Test, Verdict

LETTERS: Final = "ÁÀÂÃÄ ÇÉÈÊË ÍÏÑ ÓÔÕÖ ÚÜ ¿¡ € áàâãä çéèêë íïñ óôõö úü"
"""The letters of the five languages that a narrow code page lacks first, and the euro sign."""
LAMPS: Final = ("free", "busy", "call", "fault")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A device of this kiosk as the plan needs it. `can`: `cutter`, `diagnosis`; empty `driver`: none is there.

    `resolution_g` and `most_g` are a scale's, `keys` the names of a keypad's keys.
    """

    part: str
    driver: str = ""
    model: str = ""
    card: str = ""
    can: frozenset[str] = frozenset()
    resolution_g: int = 0
    most_g: int = 0
    keys: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """What the device is for: `scanner` for `scanner-2`."""
        return self.part.partition("-")[0]


Last = Mapping[tuple[Kind, str], tuple[Verdict, int]]


def planned(fitted: Sequence[Fitted], last: Last) -> tuple[Test, ...]:
    """Return the tests, devices first and the glass after them; `last`: verdict and time by kind and part."""
    tests = [_test(one, *_TESTS[one.role](one)) for one in _ordered(fitted)]
    tests += [Test(0, kind, part, steps) for kind, part, steps in _OF_THE_GLASS]
    return tuple(_dated(test, n, last) for n, test in enumerate(tests, 1))


def _ordered(fitted: Iterable[Fitted]) -> list[Fitted]:
    order = list(_TESTS)
    return sorted((one for one in fitted if one.role in _TESTS), key=lambda one: (order.index(one.role), one.part))


def _test(one: Fitted, kind: Kind, steps: tuple[Step, ...], amiss: str = "") -> Test:
    amiss = amiss if one.driver else "not-fitted"
    return Test(0, kind, one.part, steps, one.driver, one.model, one.card, amiss, one.most_g)


def _dated(test: Test, n: int, last: Last) -> Test:
    verdict, at_utc_ms = last.get((test.kind, test.part), (None, 0))
    return Test(
        n, test.kind, test.part, test.steps, test.driver, test.model, test.card, test.amiss, test.most, verdict,
        at_utc_ms,
    )  # fmt: skip


# --- the steps of each --------------------------------------------------------------------------------------------


def _printer(one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    steps = [
        Step(Ask.PRINT, Judge.DEVICE, Expected("printed")),
        Step(Ask.READ_BACK, Judge.DEVICE, Expected("code")),
        Step(Ask.LETTERS, Judge.PERSON, Expected("letters", LETTERS), acts=False),
    ]
    if "cutter" in one.can:
        steps.append(Step(Ask.CUT, Judge.PERSON, Expected("cut"), acts=False))
    return Kind.PAPER, tuple(steps)


def _scanner(_one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    return Kind.SCAN, (Step(Ask.SCAN, Judge.DEVICE, Expected("code")),)


def _scale(one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    division = one.resolution_g
    return Kind.WEIGH, (
        Step(Ask.EMPTY, Judge.DEVICE, Expected("weight", amount=0, within=division)),
        Step(Ask.WEIGHT, Judge.DEVICE, Expected("weight", amount=0, within=division)),
    )


def _terminal(one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    what = "diagnosis" if "diagnosis" in one.can else "connection"
    return Kind.TERMINAL, (Step(Ask.DIAGNOSE, Judge.DEVICE, Expected(what)),)


def _documents(_one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    return Kind.DOCUMENT, (Step(Ask.LAY, Judge.DEVICE, Expected("document")),)


def _tags(_one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    return Kind.TAG, (
        Step(Ask.TAG, Judge.DEVICE, Expected("printed")),
        Step(Ask.TAG_BACK, Judge.DEVICE, Expected("code")),
    )


def _keypad(one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    return Kind.KEYS, (Step(Ask.KEYS, Judge.DEVICE, Expected("keys", " ".join(one.keys), len(one.keys))),)


def _lights(_one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    return Kind.LAMPS, (Step(Ask.LAMPS, Judge.PERSON, Expected("lamps", " ".join(LAMPS), len(LAMPS))),)


def _signing(_one: Fitted) -> tuple[Kind, tuple[Step, ...]]:
    return Kind.SIGN, (Step(Ask.IDENTIFY, Judge.DEVICE, Expected("identity")),)


_TESTS: Final[Mapping[str, Callable[[Fitted], tuple[Kind, tuple[Step, ...]]]]] = {
    "printer": _printer, "scanner": _scanner, "scale": _scale, "bagging_scale": _scale,
    "terminal": _terminal, "documents": _documents, "tags": _tags, "keypad": _keypad, "lights": _lights,
    "signing": _signing,
}  # fmt: skip
_OF_THE_GLASS: Final = (
    (Kind.SOUND, "speaker", (Step(Ask.HEAR, Judge.PERSON, Expected("sentence")),)),
    (Kind.TOUCH, "glass", (Step(Ask.TOUCH, Judge.GLASS, Expected("cells", amount=CELLS), acts=False),)),
    (Kind.COLOURS, "glass", (Step(Ask.COLOURS, Judge.PERSON, Expected("shades", amount=len(SHADES)), acts=False),)),
)


def weights(most_g: int) -> Iterator[int]:
    """Yield the known weights, in grams, that a scale of this range may be asked to weigh."""
    yield from (own for own in (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000) if own <= most_g)
