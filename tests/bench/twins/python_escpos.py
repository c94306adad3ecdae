"""Receipts by python-escpos, the library most Python programs print with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from escpos.printer import Dummy

_PAGE = re.compile(rb"\x1bt(.)", re.DOTALL)
_FIRST_PAGE = 0


class PythonEscpos:
    """A printer object that is made once; it keeps its bytes."""

    def __init__(self) -> None:
        self._printer = Dummy(profile="TM-T88V")
        self._names = {number: name for name, number in self._pages()}

    def _pages(self) -> list[tuple[str, int]]:
        return [(str(name), int(number)) for number, name in self._printer.profile.profile_data["codePages"].items()]

    def encode(self, lines: Sequence[str]) -> bytes:
        """Return the bytes of the lines."""
        self._printer.clear()
        for line in lines:
            self._printer.text(line)
        return bytes(self._printer.output)

    def text_of(self, encoded: bytes) -> str:
        """Return the text that a printer would put on paper: each run in the page that was chosen before it."""
        first, *rest = _PAGE.split(encoded)
        text = first.decode(self._names[_FIRST_PAGE])
        for page, run in zip(rest[::2], rest[1::2], strict=True):
            text += run.decode(self._names[page[0]])
        return text
