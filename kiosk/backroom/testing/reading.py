"""What readers tell during a test: codes, weights, documents, keys. Nothing personal of it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from devices.api import BadDocument, BadScan, DocumentLines, HeadsetChanged, KeyPressed, Reading, Scan, Settling
from kiosk.backroom.testing.answers import Answer, Lendable, Tell
from kiosk.domain.selftests import Ask, Measured
from kiosk.flows.selftest.events import MeasureStep
from kiosk.formats import aim, mrz
from kiosk.formats.errors import Malformed
from kiosk.keypad import Pad, bindings

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

UNREADABLE: Final = "unreadable"


@contextmanager
def lent(devices: Iterable[Lendable]) -> Iterator[asyncio.Queue[object]]:
    """Have what these devices tell in a queue, and in nobody else's hands."""
    queue: asyncio.Queue[object] = asyncio.Queue()
    backs: list[Callable[[], None]] = [device.lend(queue.put_nowait) for device in devices]
    try:
        yield queue
    finally:
        for give_back in backs:
            give_back()


def _of_role(inside: Inside, role: str) -> list[Lendable]:
    return [cast(Lendable, own) for part, own in inside.devices.items() if part.partition("-")[0] == role]


async def scan(inside: Inside, effect: MeasureStep, _tell: Tell) -> Answer:
    """Take the next code: of the scanner under test, or of any when a paper is read back."""
    is_back = effect.step.ask in (Ask.READ_BACK, Ask.TAG_BACK)
    under_test = _of_role(inside, "scanner") if is_back else [cast(Lendable, inside.devices[effect.part])]
    with lent(under_test) as queue:
        while True:
            told = await queue.get()
            if isinstance(told, BadScan):
                return Answer(False, Measured("bad-scan", told.problem, told.length), UNREADABLE)
            if isinstance(told, Scan):
                return of_code(told.data, effect.step.expected.text)


def of_code(data: bytes, expected: str) -> Answer:
    """Compare a code. Of another one only its length is told: whose it is does not matter here."""
    try:
        message = aim.parse(data.decode("ascii")).message
    except (Malformed, UnicodeDecodeError):
        return Answer(False, Measured("bad-scan", "identifier", len(data)), UNREADABLE)
    if message != expected:
        return Answer(False, Measured("another-code", "", len(message)), "another-code")
    return Answer(True, Measured("code", message, len(message)))


async def weigh(inside: Inside, effect: MeasureStep, tell: Tell) -> Answer:
    """Wait for the load: an empty scale, or a weight that rests; the same twice in a row."""
    scale = cast(Lendable, inside.devices[effect.part])
    expected, last = effect.step.expected, None
    with lent([scale]) as queue:
        while True:
            told = await queue.get()
            if not isinstance(told, Reading):
                continue
            tell(_load(told))
            load = told.weight_g if told.settling is Settling.STABLE else None
            if load is not None and load == last and _is_meant(effect.step.ask, load, expected.amount, expected.within):
                return Answer(True, Measured("weight", amount=load))
            last = load


def _is_meant(ask: Ask, load_g: int, expected_g: int, within_g: int) -> bool:
    """True when this rest is what was asked for: nothing on an empty scale, or more than half of the known weight."""
    return abs(load_g) <= within_g if ask is Ask.EMPTY else 2 * load_g > expected_g


def _load(told: Reading) -> Measured:
    if told.settling is Settling.STABLE and told.weight_g is not None:
        return Measured("weight", amount=told.weight_g)
    return Measured(told.settling.value)


async def lay(inside: Inside, effect: MeasureStep, _tell: Tell) -> Answer:
    """Take the next document: only its format and how many check digits are right are told."""
    with lent([cast(Lendable, inside.devices[effect.part])]) as queue:
        while True:
            told = await queue.get()
            if isinstance(told, BadDocument):
                return Answer(False, Measured("bad-document", told.problem), UNREADABLE)
            if isinstance(told, DocumentLines):
                return of_document(told.lines)


def of_document(lines: tuple[str, ...]) -> Answer:
    """Judge a zone by its check digits."""
    try:
        zone = mrz.parse(lines)
    except Malformed:
        return Answer(False, Measured("bad-document", "format"), UNREADABLE)
    checks = [own for own in zone.checks if own is not None]
    found = Measured("document", zone.format.value, sum(checks))
    return Answer(True, found) if all(checks) else Answer(False, found, "check-digits")


def names_of_keys(inside: Inside) -> tuple[str, ...]:
    """Return what the keys of the keypad mean, those that a person presses."""
    chosen = inside.settings.keypad
    meanings = bindings({name: getattr(chosen, name) for name in chosen.model_fields_set}).values()
    return tuple(str(pad) for pad in Pad if pad in set(meanings) and pad not in (Pad.HEADSET_IN, Pad.HEADSET_OUT))


async def keys(inside: Inside, effect: MeasureStep, tell: Tell) -> Answer:
    """Wait until every key was pressed once."""
    wanted = effect.step.expected.text.split()
    chosen = inside.settings.keypad
    meanings = bindings({name: getattr(chosen, name) for name in chosen.model_fields_set})
    pressed: list[str] = []
    with lent([cast(Lendable, inside.devices[effect.part])]) as queue:
        while len(pressed) < len(wanted):
            told = await queue.get()
            if isinstance(told, HeadsetChanged) or not isinstance(told, KeyPressed):
                continue
            name = str(meanings.get(told.key, ""))
            if name in wanted and name not in pressed:
                pressed.append(name)
                missing = ", ".join(own.replace("_", " ") for own in wanted if own not in pressed)
                tell(Measured("keys", missing, len(pressed)))
    return Answer(True, Measured("keys", "", len(pressed)))
