"""Finds the commands that a printer obeys at once, wherever they stand in the stream.

As with real printers, they are found inside picture data too. Source: Epson ESC/POS command reference, DLE commands.
"""

from __future__ import annotations

import re

CLEAR_BUFFER = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_PATTERN = re.compile(
    b"(?P<clear>" + re.escape(CLEAR_BUFFER) + b")"
    b"|\x10\x04(?P<status>[\x01-\x04])|\x10\x05(?P<recover>[\x00-\x02])|\x10\x14\x01(?P<pulse>[\x00\x01][\x01-\x08])",
    re.DOTALL,
)
LONGEST = len(CLEAR_BUFFER)


class RealTimeScanner:
    """Splits incoming bytes behind each real-time command; remembers one that is cut by a read."""

    def __init__(self) -> None:
        self._tail = b""

    def clear(self) -> None:
        """Forget a half command."""
        self._tail = b""

    def split(self, chunk: bytes) -> list[tuple[bytes, str, bytes]]:
        """Pieces of `chunk`, each with the command that it ends (kind, argument); kind is empty at the end."""
        whole = self._tail + chunk
        known = len(self._tail)
        pieces: list[tuple[bytes, str, bytes]] = []
        at, behind_last = known, 0
        for match in _PATTERN.finditer(whole):
            if match.end() <= known:
                continue
            kind = match.lastgroup or ""
            pieces.append((whole[at : match.end()], kind, match[kind]))
            at = behind_last = match.end()
        pieces.append((whole[at:], "", b""))
        self._tail = whole[max(behind_last, len(whole) - LONGEST + 1) :]
        return pieces
