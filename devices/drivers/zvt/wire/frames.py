"""ZVT application data units on a byte stream: `CLASS INSTR LEN data`, LEN one byte or `FF lo hi`.

Source: PA00P015 rev. 13.08 ch. 1; PA00P016 rev. 03 (TCP carries bare units).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from devices.api import Garbled

EXTENDED = 0xFF
MAX_DATA = 0xFFFF
# The classes a terminal sends or answers with; any other first byte means that the stream is out of step.
CLASSES = frozenset({0x04, 0x05, 0x06, 0x08, 0x0F, 0x80, 0x84})


@dataclass(frozen=True, slots=True)
class Apdu:
    """One application data unit. `command` is class and instruction, e.g. 0x040F. The data may hold card data.

    `is_extended` keeps the form of the length as it came, for building the same bytes again.
    """

    command: int
    data: bytes = field(default=b"", repr=False)
    is_extended: bool = field(default=False, compare=False)

    def __bytes__(self) -> bytes:
        head = self.command.to_bytes(2, "big")
        if self.is_extended or len(self.data) >= EXTENDED:
            return head + bytes((EXTENDED, len(self.data) & 0xFF, len(self.data) >> 8)) + self.data
        return head + bytes((len(self.data),)) + self.data

    @property
    def name(self) -> str:
        """Class and instruction as they stand in the specification, e.g. `04 0F`."""
        return f"{self.command >> 8:02X} {self.command & 0xFF:02X}"


class ApduFramer:
    """Cuts a byte stream into units. Holds at most one unit, 65,540 bytes."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, chunk: bytes) -> list[Apdu]:
        """Take bytes in any portions, give the units they complete. Raises `Garbled` at an impossible first byte."""
        self._held += chunk
        found: list[Apdu] = []
        while (unit := self._next()) is not None:
            found.append(unit)
        return found

    def _next(self) -> Apdu | None:
        held = self._held
        if held and held[0] not in CLASSES:
            raise Garbled(f"no ZVT unit starts with {held[0]:02X}")
        if len(held) < 3:
            return None
        is_extended = held[2] == EXTENDED
        if is_extended and len(held) < 5:
            return None
        start = 5 if is_extended else 3
        end = start + (held[3] | held[4] << 8 if is_extended else held[2])
        if len(held) < end:
            return None
        unit = Apdu(held[0] << 8 | held[1], bytes(held[start:end]), is_extended)
        del held[:end]
        return unit


def parse_unit(raw: bytes) -> Apdu:
    """Read exactly one unit. Raises `Garbled` when bytes are missing or left over."""
    units = ApduFramer().feed(raw)
    if len(units) != 1 or len(bytes(units[0])) != len(raw):
        raise Garbled(f"{len(raw)} bytes are not one ZVT unit")
    return units[0]
