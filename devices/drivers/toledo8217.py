"""Scales that speak Toledo 8217 over a serial line or a serial server.

Document: Mettler Toledo 8217 host interface, protocols.md 6. Revision: 2026; status bits and the tare commands as in
the maker's service manuals of scales that emulate it. Approved price calculation is not this protocol's.
Frames (H = kiosk, S = scale); every command is a single byte or `T` with five digits, at least 200 ms apart:

| bytes                        | way | meaning                                                                     |
|------------------------------|-----|-----------------------------------------------------------------------------|
| `57` "W"                     | H>S | weight?                                                                     |
| `02` weight [unit] [`4E`] `0D` | S>H | stable weight, `4E` "N": net; two decimals are pounds, three kilograms    |
| `02 3F` status `0D`          | S>H | no weight now, or the answer to a command                                   |
| `5A` "Z"                     | H>S | zero                                                                        |
| `54` "T" [5 digits]          | H>S | tare: the load (not used here), or a known one in grams                     |
| `43` "C"                     | H>S | take the tare away                                                          |

Status bits: 0 motion, 1 over capacity, 2 under zero, 3 outside the zero range, 4 centre of zero, 5 net, 6 always 1.

The line is 7E1. It is opened as 8N1, whose bits lie the same, and the parity bit is made and checked here: the
system would let a byte with wrong parity through, and one flipped bit makes another digit. `parity=none` is for
scales set to 8N1 and for serial servers that take the bit away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from devices.api import Card, DriverUrl, Garbled, Refused, Settling
from devices.asking import AskedLine
from devices.transport import OpenPort, Port
from devices.url import choice, options, require_transport
from devices.weighing import PROFILE, Answer, ScaleProfile, WeighingScale, grams, load

CARD = Card(document="Mettler Toledo 8217 host interface, protocols.md 6, 2026")
PARITY = choice("parity", "even", "none")
OPTIONS = options(PROFILE, PARITY)

CAP = 20
"""Longest frame in bytes, STX and CR included."""
GAP_S = 0.2
_STX, _CR = 0x02, 0x0D
_WEIGHT = re.compile(r" *([0-9.]{1,8}) ?(kg|KG|g|G|lb|LB|)(N?)")
_MOTION, _OVER, _UNDER, _OUTSIDE, _NET, _ALWAYS = 1, 2, 4, 8, 32, 64


@dataclass(frozen=True, slots=True)
class Frame:
    """The bytes between STX and CR, parity removed; `problem` says why they are none."""

    content: bytes
    problem: str = ""


class Framer:
    """Cuts a byte stream into frames. Pure; what lies before an STX is dropped."""

    def __init__(self, *, has_parity: bool) -> None:
        self._has_parity = has_parity
        self._frame: bytearray | None = None
        self._is_odd = False

    def feed(self, chunk: bytes) -> list[Frame]:
        """Take bytes, give the frames that they complete."""
        found: list[Frame] = []
        for byte in chunk:
            frame = self._one(byte)
            if frame is not None:
                found.append(frame)
        return found

    def clear(self) -> None:
        """Forget the start of a frame."""
        self._frame = None

    def _one(self, byte: int) -> Frame | None:
        is_odd = byte.bit_count() % 2 == 1 if self._has_parity else byte > 0x7F
        code = byte & 0x7F
        if code == _STX:
            self._frame, self._is_odd = bytearray(), is_odd
        elif self._frame is not None:
            self._is_odd = self._is_odd or is_odd
            if code == _CR:
                content, self._frame = bytes(self._frame), None
                return Frame(content, "a byte with wrong parity" if self._is_odd else "")
            self._frame.append(code)
            if len(self._frame) > CAP - 2:
                self._frame = None
                return Frame(b"", "a frame without an end")
        return None


def answer_of(frame: Frame, profile: ScaleProfile) -> Answer:
    """Read the answer to `W`. Raises `Garbled`."""
    if frame.problem:
        raise Garbled(frame.problem)
    if frame.content.startswith(b"?"):
        bits = status_of(frame)
        return Answer(_settling(bits), is_net=bool(bits & _NET))
    match = _WEIGHT.fullmatch(frame.content.decode("ascii"))
    if match is None:
        raise Garbled("a frame that is neither a weight nor a status")
    return Answer(Settling.STABLE, grams(match[1], match[2], profile), is_net=match[3] == "N")


def status_of(frame: Frame) -> int:
    """Read a status byte. Raises `Garbled`."""
    if frame.problem:
        raise Garbled(frame.problem)
    content = frame.content
    if len(content) != 2 or content[:1] != b"?" or not content[1] & _ALWAYS:
        raise Garbled("a question mark without a status byte")
    return content[1]


def _settling(bits: int) -> Settling:
    """Where no weight was given, none is at rest: without a word on the range it counts as moving."""
    if bits & _OVER:
        return Settling.OVER_CAPACITY
    return Settling.UNDER_ZERO if bits & _UNDER else Settling.MOVING


class ToledoTalk:
    """The commands of 8217 on one port: implements `devices.weighing.Talk`."""

    is_polled = True

    def __init__(self, port: Port, profile: ScaleProfile, *, has_parity: bool) -> None:
        self.link = AskedLine(port, Framer(has_parity=has_parity))
        self._profile = profile
        self._has_parity = has_parity

    async def _ask(self, command: str) -> Frame:
        sent = command.encode("ascii")
        if self._has_parity:
            sent = bytes(byte | 0x80 if byte.bit_count() % 2 else byte for byte in sent)
        return await self.link.ask(sent, gap_s=GAP_S)

    async def weight(self) -> Answer:
        """Ask `W`."""
        return answer_of(await self._ask("W"), self._profile)

    async def zero(self) -> None:
        """Send `Z`. Raises `Refused`."""
        bits = status_of(await self._ask("Z"))
        _refuse_unsettled(bits)
        if bits & _OUTSIDE:
            raise Refused("OUTSIDE_ZERO_RANGE", "the load is outside the range for zero: clear the scale")

    async def tare(self, tare_g: int) -> None:
        """Send a known tare, or `C` for none. Raises `Refused`."""
        bits = status_of(await self._ask(f"T{tare_g:05d}" if tare_g else "C"))
        if bool(bits & _NET) is not bool(tare_g):
            _refuse_unsettled(bits)
            raise Refused("TARE", "the scale did not take the tare" if tare_g else "the scale kept its tare")


def _refuse_unsettled(bits: int) -> None:
    if bits & _OVER:
        raise Refused("OVER_CAPACITY", "more is on the scale than it can weigh")
    if bits & _UNDER:
        raise Refused("UNDER_ZERO", "the scale shows less than nothing")
    if bits & _MOTION:
        raise Refused("NOT_SETTLED", "the load moves")


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> WeighingScale:
    """Make a scale for a URL. It needs no secret. Raises `UrlError` for an unknown profile."""
    require_transport(url, ("serial", "tcp"))
    profile, has_parity = load(PROFILE.of(url)), PARITY.of(url) == "even"
    if url.transport == "serial":
        url = replace(url, options={**url.options, "format": "8N1"})
    return WeighingScale(url, open_port, profile, lambda port: ToledoTalk(port, profile, has_parity=has_parity))
