"""The printer's condition and the bytes that report it.

Source: Epson ESC/POS command reference, `DLE EOT`, `GS a`.
"""

from __future__ import annotations

from dataclasses import dataclass

FIXED_BITS = 0x12
ASB_DRAWER, ASB_ONLINE, ASB_ERROR, ASB_PAPER = 0x01, 0x02, 0x04, 0x08


@dataclass(slots=True)
class Condition:
    """What a hand, the paper or a fault has done. `paper`: ok, low or out."""

    paper: str = "ok"
    is_cover_open: bool = False
    is_cutter_jammed: bool = False
    is_head_hot: bool = False
    is_broken: bool = False
    has_cutter_error: bool = False
    is_drawer_high: bool = True
    never_offline: bool = False

    @property
    def has_error(self) -> bool:
        """An error stops printing."""
        return self.has_cutter_error or self.is_head_hot or self.is_broken

    @property
    def is_offline(self) -> bool:
        """The receive buffer does not drain."""
        return self.paper == "out" or self.is_cover_open or self.has_error

    @property
    def reasons(self) -> list[str]:
        """Why the printer does not print, in words."""
        named = {
            "paper out": self.paper == "out",
            "cover open": self.is_cover_open,
            "cutter error": self.has_cutter_error,
            "head hot": self.is_head_hot,
            "unrecoverable error": self.is_broken,
        }
        return [name for name, is_so in named.items() if is_so]


def status_byte(number: int, condition: Condition) -> bytes:
    """The answer to `DLE EOT n`; nothing for an `n` this printer does not know."""
    shown = Condition(is_drawer_high=condition.is_drawer_high) if condition.never_offline else condition
    bits = {1: _printer_bits, 2: _offline_bits, 3: _error_bits, 4: _paper_bits}.get(number)
    return bytes([FIXED_BITS | bits(shown)]) if bits else b""


def automatic_status(condition: Condition) -> bytes:
    """The four bytes of automatic status back."""
    shown = Condition(is_drawer_high=condition.is_drawer_high) if condition.never_offline else condition
    first = 0x10 | (0x04 if shown.is_drawer_high else 0) | (0x08 if shown.is_offline else 0)
    first |= 0x20 if shown.is_cover_open else 0
    paper = {"ok": 0, "low": 0x03, "out": 0x0F}[shown.paper]
    return bytes([first, _error_bits(shown), paper, 0])


def changed_groups(before: bytes, after: bytes) -> int:
    """Which groups of `GS a` differ between two automatic statuses."""
    groups = ASB_DRAWER if (before[0] ^ after[0]) & 0x04 else 0
    groups |= ASB_ONLINE if (before[0] ^ after[0]) & 0x68 else 0
    groups |= ASB_ERROR if before[1] != after[1] else 0
    return groups | (ASB_PAPER if before[2] != after[2] else 0)


def _printer_bits(condition: Condition) -> int:
    return (0x04 if condition.is_drawer_high else 0) | (0x08 if condition.is_offline else 0)


def _offline_bits(condition: Condition) -> int:
    bits = 0x04 if condition.is_cover_open else 0
    bits |= 0x20 if condition.paper == "out" else 0
    return bits | (0x40 if condition.has_error else 0)


def _error_bits(condition: Condition) -> int:
    bits = 0x08 if condition.has_cutter_error else 0
    bits |= 0x20 if condition.is_broken else 0
    return bits | (0x40 if condition.is_head_hot else 0)


def _paper_bits(condition: Condition) -> int:
    return {"ok": 0, "low": 0x0C, "out": 0x6C}[condition.paper]
