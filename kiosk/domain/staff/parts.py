"""What the parts of a kiosk are called: the roles of its devices, as staff read them."""

from __future__ import annotations

from typing import Literal, get_args

from kiosk.domain.text import Text, text

Role = Literal[
    "scanner", "printer", "terminal", "scale", "bagging_scale", "documents", "tags", "keypad", "lights", "signing"
]
ROLES: tuple[str, ...] = get_args(Role)
"""Every role there is; further scanners are `scanner-2`, `scanner-3`."""


def named(part: str) -> Text:
    """Return what a part (`printer`, `scanner-2`) is called."""
    role, _, number = part.partition("-")
    name = text(f"part.{role}") if role in ROLES else text("part.other", name=role)
    return text("part.numbered", part=name, number=number) if number.isdigit() else name
