"""An ECR for the simulated terminal, written by hand from the specification: no code of either side is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from devices.sim.zvt.knobs import Knobs
from devices.sim.zvt.store import TurnoverStore
from devices.sim.zvt.terminal import ZvtTerminal
from tests.unit.sim.rig import Rig

ACK = bytes.fromhex("80 00 00")
REGISTER_BE = "06 00 11 00 00 00 BE 09 78 06 09 26 04 0A 02 06 D3 12 01 42"
REGISTER_3E = "06 00 06 00 00 00 3E 09 78"
PAY_12_99 = "06 01 0C 04 00 00 00 00 12 99 49 09 78 19 40"
REPEAT = "06 20 05 00 00 00 03 03"


def quick_knobs() -> Knobs:
    return Knobs(host_s=0.0, pin_s=0.0)


def terminal(knobs: Knobs | None = None, store: Path | None = None) -> Rig:
    """A terminal whose wall clock stands still."""
    return Rig(
        lambda faults, outlet: ZvtTerminal(
            faults, outlet, knobs or quick_knobs(), TurnoverStore(store), lambda: datetime(2026, 11, 21, 14, 32, 5)
        )
    )


@dataclass
class Host:
    """Sends commands and acknowledges what comes, as `replies` says; keeps every frame."""

    rig: Rig
    frames: list[bytes] = field(default_factory=list)
    replies: dict[bytes, list[bytes]] = field(default_factory=dict)
    waiting: bytearray = field(default_factory=bytearray)

    def command(self, octets: str) -> list[bytes]:
        """A command and its whole dialogue as far as it goes by itself."""
        self.frames = []
        self._take(self.rig.host(octets))
        return self.frames

    def card(self, **card: object) -> list[bytes]:
        """Show a card and follow the dialogue to its end."""
        self.rig.do("card", **card)
        self._take(self.rig.taken())
        return self.frames

    def wait(self, seconds: float) -> list[bytes]:
        """Let time pass."""
        self._take(self.rig.advance(seconds))
        return self.frames

    def register(self, how: str = REGISTER_BE) -> None:
        frames = self.command(how)
        assert [f[:2] for f in frames] == [b"\x80\x00", b"\x06\x0f"]

    def pay(self, **card: object) -> list[bytes]:
        self.command(PAY_12_99)
        return self.card(**card)

    def _take(self, octets: bytes) -> None:
        self.waiting += octets
        while (frame := self._next()) is not None:
            self.frames.append(frame)
            if frame[0] in (0x80, 0x84):
                continue
            queue = self.replies.get(frame[:2])
            reply = queue.pop(0) if queue else ACK
            if reply:
                self.waiting += self.rig.host(reply)

    def _next(self) -> bytes | None:
        if len(self.waiting) < 3:
            return None
        start, size = 3, self.waiting[2]
        if size == 0xFF:
            start, size = 5, int.from_bytes(self.waiting[3:5], "little")
        if len(self.waiting) < start + size:
            return None
        frame = bytes(self.waiting[: start + size])
        del self.waiting[: start + size]
        return frame


def names(frames: list[bytes]) -> list[str]:
    """The control bytes of each frame."""
    return [frame[:2].hex(" ").upper() for frame in frames]


def status(frames: list[bytes]) -> bytes:
    """The body of the only 04 0F."""
    (frame,) = [f for f in frames if f[:2] == b"\x04\x0f"]
    return frame[3:]


def registered(how: str = REGISTER_BE, store: Path | None = None, **knobs: object) -> tuple[Rig, Host]:
    settings = quick_knobs()
    for name, value in knobs.items():
        settings.set(name, value)
    rig = terminal(settings, store)
    host = Host(rig)
    host.register(how)
    return rig, host


def ledger(rig: Rig) -> list[tuple[int, str, str, bool]]:
    rows = rig.do("turnovers")["turnovers"]
    return [(row["receipt_no"], row["result"], row["state"], row["reversed"]) for row in rows]
