"""Serial transport of ZVT: units in blocks `10 02 APDU 10 03 CRClo CRChi`, answered by one byte, 06 or 15.

Each 10 inside the APDU is doubled; the doubling counts neither for LEN nor for the CRC. The CRC is the reflected
CRC-16 of polynomial 8408 with initial value 0 and no final xor, over the APDU as it was before the doubling and 03.
Source: PA00P016 rev. 03 (serial transport); protocols.md 2.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

DLE, STX, ETX, ACK, NAK = 0x10, 0x02, 0x03, 0x06, 0x15
MAX_APDU = 5 + 0xFFFF
_POLYNOMIAL = 0x8408


class Signal(Enum):
    """What may come beside a whole block."""

    ACK = auto()  # 06: the block sent last was received
    NAK = auto()  # 15: it has to be sent again
    BAD = auto()  # a block came that is broken: answer it with 15


@dataclass(frozen=True, slots=True)
class Block:
    """One block received whole, its doubling undone and its CRC right. The APDU may hold card data."""

    apdu: bytes = field(repr=False)


Found = Block | Signal


def crc(octets: bytes) -> int:
    """Give the CRC of bytes; of `123456789` it is 2189."""
    value = 0
    for octet in octets:
        value ^= octet
        for _ in range(8):
            value = value >> 1 ^ (_POLYNOMIAL if value & 1 else 0)
    return value


def build(apdu: bytes) -> bytes:
    """Write the block of one APDU."""
    doubled = apdu.replace(bytes((DLE,)), bytes((DLE, DLE)))
    check = crc(apdu + bytes((ETX,))).to_bytes(2, "little")
    return bytes((DLE, STX)) + doubled + bytes((DLE, ETX)) + check


class _At(Enum):
    IDLE = auto()
    LOST = auto()  # bytes came that begin no block: nothing counts until the next beginning, or a pause
    LOST_DLE = auto()
    IDLE_DLE = auto()
    APDU = auto()
    APDU_DLE = auto()
    CRC_LOW = auto()
    CRC_HIGH = auto()


class BlockReader:
    """Cuts a byte stream into blocks and answers. Holds at most one APDU, 65,540 bytes."""

    def __init__(self) -> None:
        self._at = _At.IDLE
        self._apdu = bytearray()
        self._crc_low = 0

    @property
    def is_amid(self) -> bool:
        """True when more bytes have to follow: a pause longer than T1 now breaks the block."""
        return self._at is not _At.IDLE

    def give_up(self) -> None:
        """Forget the bytes of a block that did not go on."""
        self._at = _At.IDLE
        self._apdu.clear()

    def feed(self, chunk: bytes) -> list[Found]:
        """Take bytes in any portions, give what they complete. A 06 or 15 amid rubbish does not count."""
        return [found for octet in chunk if (found := self._step(octet)) is not None]

    def _step(self, octet: int) -> Found | None:
        match self._at:
            case _At.APDU | _At.APDU_DLE:
                return self._inside(octet)
            case _At.CRC_LOW:
                self._crc_low, self._at = octet, _At.CRC_HIGH
                return None
            case _At.CRC_HIGH:
                return self._end(self._crc_low | octet << 8)
        return self._outside(octet)

    def _outside(self, octet: int) -> Found | None:
        if self._at in (_At.IDLE_DLE, _At.LOST_DLE):
            self._apdu.clear()
            self._at = _At.APDU if octet == STX else _At.LOST
        elif octet == DLE:
            self._at = _At.IDLE_DLE if self._at is _At.IDLE else _At.LOST_DLE
        elif self._at is _At.IDLE and octet in (ACK, NAK):
            return Signal.ACK if octet == ACK else Signal.NAK
        else:
            self._at = _At.LOST
        return None

    def _inside(self, octet: int) -> Found | None:
        if self._at is _At.APDU and octet == DLE:
            self._at = _At.APDU_DLE
        elif self._at is _At.APDU or octet == DLE:
            self._apdu.append(octet)
            self._at = _At.APDU
            if len(self._apdu) > MAX_APDU:
                self._at = _At.LOST
                return Signal.BAD
        elif octet == ETX:
            self._at = _At.CRC_LOW
        elif octet == STX:  # a block that begins anew
            self._apdu.clear()
            self._at = _At.APDU
        else:
            self._at = _At.LOST
        return None

    def _end(self, check: int) -> Found:
        apdu = bytes(self._apdu)
        self.give_up()
        return Block(apdu) if crc(apdu + bytes((ETX,))) == check else Signal.BAD
