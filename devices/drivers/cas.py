"""Scales of CAS: asked by ENQ and DC1, or sending 22 bytes by themselves. Over a serial line or a serial server.

Document: CAS ECR interface of AP-1, PD-II and SW-II; CAS 22-byte format of the CI and NT indicators; protocols.md 6.
Revision: 2026.
Frames (H = kiosk, S = scale), 9600 8N1:

| bytes                                                       | way | meaning                                      |
|-------------------------------------------------------------|-----|----------------------------------------------|
| `05`                                                        | H>S | ready? answered by `06`, or `15`: not now    |
| `11`                                                        | H>S | weight?                                      |
| `01 02` S or U, sign, weight(6), unit(2), BCC, `03 04`      | S>H | S stable, U not; sign blank, `-` or F (over) |
| ST, US or OL `,` GS or NT `,` id lamp `,` data(8) blank unit `0D 0A` | S>H | `mode=continuous`: 22 bytes, unasked |

BCC is the exclusive or of the bytes from S or U to the unit. Weights are text with a point. Neither form takes a tare
or a zero from the kiosk; a tare set at the scale shows as NT in the continuous form only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import xor

from devices.api import Card, DriverUrl, Garbled, Refused, Settling
from devices.asking import AskedLine
from devices.transport import OpenPort, Port
from devices.url import UrlError, choice, options, require_transport, word
from devices.weighing import Answer, ScaleProfile, WeighingScale, grams, load

CARD = Card(document="CAS ECR interface and 22-byte format, protocols.md 6, 2026")
PROFILE = word("profile", "display-only-15kg")
MODE = choice("mode", "polled", "continuous")
OPTIONS = options(PROFILE, MODE)

ENQ, DC1, ACK, NAK = b"\x05", b"\x11", b"\x06", b"\x15"
BLOCK_LENGTH = 15
LINE_LENGTH = 22
CAP = 64
_HEAD = b"\x01\x02"
_BODY = re.compile(r"([SU])([ \-F])([ 0-9.]{6})(..)")
_LINE = re.compile(r"(ST|US|OL),(GS|NT),..,(?=.{8} ..$) *([+\-]?) *([0-9][0-9.]*|) *(..)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A weight as text with what stands around it; `problem` says why it is none."""

    settling: Settling = Settling.MOVING
    text: str = ""
    unit: str = ""
    is_net: bool = False
    problem: str = ""


class PolledFramer:
    """Cuts what a polled scale sends into ACK, NAK and blocks. Pure. The length is fixed, for BCC may be any byte."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, chunk: bytes) -> list[bytes | Block]:
        """Take bytes, give what they complete."""
        self._bytes += chunk
        found: list[bytes | Block] = []
        while self._bytes:
            taken, frame = self._first()
            if not taken:
                break
            del self._bytes[:taken]
            if frame is not None:
                found.append(frame)
        return found

    def clear(self) -> None:
        """Forget the start of a block."""
        self._bytes.clear()

    def _first(self) -> tuple[int, bytes | Block | None]:
        head = bytes(self._bytes[:2])
        if head[:1] in (ACK, NAK):
            return 1, head[:1]
        if head[:1] != _HEAD[:1] or (len(head) == 2 and head != _HEAD):
            return 1, None  # noise before a block
        if len(self._bytes) < BLOCK_LENGTH:
            return 0, None
        block = bytes(self._bytes[:BLOCK_LENGTH])
        if block[-2:] != b"\x03\x04":
            return 1, Block(problem="a block without its end")
        return BLOCK_LENGTH, _block(block[2:-3], block[-3])


def _block(body: bytes, check: int) -> Block:
    if reduce(xor, body) != check:
        return Block(problem="a block with a wrong check byte")
    match = _BODY.fullmatch(body.decode("latin-1"))
    if match is None:
        return Block(problem="a block that is no weight")
    settling = Settling.STABLE if match[1] == "S" else Settling.MOVING
    settling = {"-": Settling.UNDER_ZERO, "F": Settling.OVER_CAPACITY}.get(match[2], settling)
    return Block(settling, match[3], match[4])


class ContinuousFramer:
    """Cuts lines of 22 bytes out of a stream that may begin in the middle of one. Pure."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._is_first = True

    def feed(self, chunk: bytes) -> list[Block]:
        """Take bytes, give the lines that they complete."""
        found: list[Block] = []
        self._line += chunk
        while (end := self._line.find(b"\r\n")) >= 0:
            line = bytes(self._line[:end])
            del self._line[: end + 2]
            if not (self._is_first and len(line) < LINE_LENGTH - 2):  # the rest of one that began before the link
                found.append(_line(line))
            self._is_first = False
        if len(self._line) > CAP:
            self._line.clear()
            found.append(Block(problem="a line without an end"))
        return found

    def clear(self) -> None:
        """Forget the start of a line; the rest of it is no line."""
        self._line.clear()
        self._is_first = True


def _line(line: bytes) -> Block:
    match = _LINE.fullmatch(line.decode("latin-1"))
    if match is None:
        return Block(problem="a line that is no weight")
    is_net = match[2] == "NT"
    if match[1] != "ST":
        return Block(Settling.OVER_CAPACITY if match[1] == "OL" else Settling.MOVING, is_net=is_net)
    if match[3] == "-":
        return Block(Settling.UNDER_ZERO, is_net=is_net)
    return Block(Settling.STABLE, match[4], match[5], is_net)


def answer_of(block: Block, profile: ScaleProfile) -> Answer:
    """Read a block. Raises `Garbled`."""
    if block.problem:
        raise Garbled(block.problem)
    if block.settling is not Settling.STABLE:
        return Answer(block.settling, is_net=block.is_net)
    return Answer(Settling.STABLE, grams(block.text, block.unit, profile), block.is_net)


class PolledTalk:
    """ENQ, ACK, DC1, block: implements `devices.weighing.Talk`."""

    is_polled = True

    def __init__(self, port: Port, profile: ScaleProfile) -> None:
        self.link: AskedLine[bytes | Block] = AskedLine(port, PolledFramer())
        self._profile = profile

    async def weight(self) -> Answer:
        """Ask for a weight; a scale that is not ready counts as moving, and is asked again at the next poll."""
        ready = await self.link.ask(ENQ)
        if ready == NAK:
            return Answer(Settling.MOVING)
        if ready != ACK:
            raise Garbled("a weight where an acknowledgement was due")
        block = await self.link.ask(DC1)
        if not isinstance(block, Block):
            raise Garbled("an acknowledgement where a weight was due")
        return answer_of(block, self._profile)

    async def zero(self) -> None:
        """Raise `Refused`: there is no such command."""
        raise Refused("NOT_SUPPORTED", "this scale is set to zero at the scale")

    async def tare(self, tare_g: int) -> None:
        """Raise `Refused`: there is no such command."""
        raise Refused("NOT_SUPPORTED", "this scale takes no tare from the kiosk")


class ContinuousTalk:
    """What the scale sends by itself: implements `devices.weighing.Talk`."""

    is_polled = False

    def __init__(self, port: Port, profile: ScaleProfile) -> None:
        self.link: AskedLine[Block] = AskedLine(port, ContinuousFramer())
        self._profile = profile

    async def weight(self) -> Answer:
        """Give the next line."""
        return answer_of(await self.link.next(), self._profile)

    async def zero(self) -> None:
        """Raise `Refused`: there is no such command."""
        raise Refused("NOT_SUPPORTED", "this scale is set to zero at the scale")

    async def tare(self, tare_g: int) -> None:
        """Raise `Refused`: there is no such command."""
        raise Refused("NOT_SUPPORTED", "this scale takes no tare from the kiosk")


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> WeighingScale:
    """Make a scale for a URL. It needs no secret. Raises `UrlError` for a profile that this protocol cannot keep."""
    require_transport(url, ("serial", "tcp"))
    profile = load(PROFILE.of(url))
    if profile.capabilities.can_tare or profile.capabilities.can_zero:
        raise UrlError("option profile", "cas has no command for tare and zero", "a profile without tare and zero")
    talk = PolledTalk if MODE.of(url) == "polled" else ContinuousTalk
    return WeighingScale(url, open_port, profile, lambda port: talk(port, profile))
