"""What a hand can do to any terminal: hold a card to it, let cards come by themselves, change a setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields

from devices.sim.machine import ControlError, Reply, Request, flag_of, number_of, text_of

CARD_WAYS = ("tap", "insert", "swipe", "remove")
LONGEST_S = 86_400


@dataclass(frozen=True, slots=True)
class Card:
    """A card held to, or put into, the terminal. `result` is what its bank will answer; `00` is approved."""

    how: str = "tap"
    result: str = "00"
    asks_pin: bool = False
    last4: str = "4242"
    scheme: str = "VISA"


def card_of(request: Request, result_of: Callable[[str], str], *, is_powered: bool) -> Card | None:
    """The card of a `card` request; None: the one inside is taken out. Raises `ControlError`."""
    how = text_of(request, "how", "tap")
    if how not in CARD_WAYS:
        raise ControlError(f'"how" is one of {", ".join(CARD_WAYS)}')
    if not is_powered:
        raise ControlError("the terminal has no power")
    if how == "remove":
        return None
    last4 = text_of(request, "last4", "4242")
    if len(last4) != 4 or not last4.isdecimal():
        raise ControlError('"last4" is four digits')
    return Card(
        how=how,
        result=result_of(text_of(request, "result", "00")),
        asks_pin=flag_of(request, "pin", how == "insert"),
        last4=last4,
        scheme=text_of(request, "scheme", "VISA").upper(),
    )


def auto_of(request: Request, result_of: Callable[[str], str]) -> tuple[float, str] | None:
    """The delay and the result of cards that come by themselves; None: no more of them. Raises `ControlError`."""
    if not flag_of(request, "on", True):
        return None
    return number_of(request, "delay_s", 1.0), result_of(text_of(request, "result", "00"))


@dataclass(slots=True)
class Knobs:
    """Settings of one terminal; times in seconds. A field of a kind of terminal is added by inheriting."""

    host_s: float = 0.8
    pin_s: float = 1.5
    card_timeout_s: float = 60.0

    def set(self, name: str, value: object) -> None:
        """Change one setting. Raises `ValueError` naming what is allowed."""
        known = {own.name: str(own.type) for own in fields(self)}
        if name not in known:
            raise ValueError(f"unknown knob {name!r}; known: {', '.join(known)}")
        match known[name]:
            case "float":
                fitting: object = _seconds(name, value)
            case "bool":
                fitting = _flag(name, value)
            case _:
                fitting = self.word(name, str(value))
        setattr(self, name, fitting)

    def word(self, name: str, text: str) -> str:
        """Give a text as it may stand in a setting. Raises `ValueError` naming what is allowed."""
        return text

    def shown(self) -> dict[str, object]:
        """Every setting with its value."""
        return asdict(self)


def _flag(name: str, value: object) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise ValueError(f"{name} is true or false")
    return str(value).lower() == "true"


def _seconds(name: str, value: object) -> float:
    try:
        seconds = float(str(value))
    except ValueError as error:
        raise ValueError(f"{name} is a number of seconds") from error
    if not 0 <= seconds <= LONGEST_S:
        raise ValueError(f"{name} is 0 to {LONGEST_S} s")
    return seconds


def set_knobs(knobs: Knobs, request: Request) -> Reply:
    """Change settings as a `knobs` request says, and show all of them. Raises `ControlError`."""
    changes = request.get("set", {})
    if not isinstance(changes, dict):
        raise ControlError('"set" is an object of knob names and values')
    try:
        for name, value in changes.items():
            knobs.set(str(name), value)
    except ValueError as error:
        raise ControlError(str(error)) from error
    return {"knobs": knobs.shown()}
