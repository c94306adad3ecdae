"""A stream of bytes to ZPL commands."""

from __future__ import annotations

from dataclasses import dataclass

AT_ONCE = frozenset({"~HS", "~JA"})
PARAMETER_CAP = 20_000


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its three characters, and what stood behind them."""

    name: str
    parameter: str = ""


class Reader:
    """Cuts bytes into commands; `~HS` and `~JA` are complete with their last letter."""

    def __init__(self) -> None:
        self._text = ""

    def feed(self, chunk: bytes) -> list[Command]:
        """Take bytes, give the commands that they complete."""
        found: list[Command] = []
        for octet in chunk:
            sign = chr(octet)
            if sign in "^~":
                found += self._finished()
                self._text = sign
            elif octet >= 0x20 and self._text and len(self._text) < PARAMETER_CAP:
                self._text += sign
            if self._text in AT_ONCE or self._text in ("^XA", "^XZ"):
                found += self._finished()
        return found

    def clear(self) -> None:
        """Forget the start of a command."""
        self._text = ""

    def _finished(self) -> list[Command]:
        text, self._text = self._text, ""
        return [Command(text[:3].upper(), text[3:])] if len(text) >= 3 else []
