"""Writing a boarding pass: the mandatory fields, version 6 unless told otherwise, and the proof the caller made."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.formats.bcbp.reading import parse
from kiosk.formats.bcbp.values import BoardingPassMessage, Leg
from kiosk.formats.errors import Malformed

_NAME_WIDTH: Final = 20
_LARGEST: Final = 255
_MOST_LEGS: Final = 4


def build(message: BoardingPassMessage) -> str:
    """Return the characters of the barcode: what was read gives the same message back, and differs in nothing.

    A name that is too long is the caller's to cut. Deviations of a message that was read are not written again.
    Raises `Malformed` (FIELD) for what has no place in the standard: no leg or more than four, a part that is too long
    or not in capitals, a version that is none of 1 to 8.
    """
    if not 1 <= len(message.legs) <= _MOST_LEGS:
        raise Malformed("FIELD", f"{len(message.legs)} legs, a boarding pass has 1 to {_MOST_LEGS}")
    if len(message.name) > _NAME_WIDTH:
        raise Malformed("FIELD", f"name: {len(message.name)} characters, there is room for {_NAME_WIDTH}")
    head = f"M{len(message.legs)}{message.name.ljust(_NAME_WIDTH)}{message.indicator}"
    once = "" if message.version is None else f">{message.version}{_sized('fields told once', message.unique.block)}"
    legs = [_leg(message.legs[0], once), *(_leg(leg, "") for leg in message.legs[1:])]
    text = "".join([head, *legs, _proof(message)])
    _require_readable(text, replace(message, deviations=()))
    return text


def unsigned(message: BoardingPassMessage) -> str:
    """Return the characters that a proof is made over: all before the security field. Raises `Malformed` (FIELD)."""
    return build(replace(message, security=None))


def _require_readable(text: str, message: BoardingPassMessage) -> None:
    """Nothing is written that a reader would take for something else."""
    try:
        found = parse(text)
    except Malformed as fault:
        raise Malformed("FIELD", f"this would be no boarding pass: {fault.text}") from None
    if found != message:
        codes = ", ".join(found.deviations) or "it would be read as something else"
        raise Malformed("FIELD", f"this would be no boarding pass of the standard: {codes}")


def _leg(leg: Leg, once: str) -> str:
    """Write a leg; what the message tells once stands in the first one's variable part, ahead of its own."""
    has_own = once or leg.conditional.block or leg.airline_use
    own = f"{_sized('conditional fields', leg.conditional.block)}{leg.airline_use}" if has_own else ""
    return leg.block + _sized("variable part", f"{once}{own}")


def _sized(name: str, block: str) -> str:
    if len(block) > _LARGEST:
        raise Malformed("FIELD", f"{name}: {len(block)} characters, there is room for {_LARGEST}")
    return f"{len(block):02X}{block}"


def _proof(message: BoardingPassMessage) -> str:
    security = message.security
    return "" if security is None else f"^{security.kind}{_sized('security data', security.data)}"
