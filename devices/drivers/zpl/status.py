"""The answer to `~HS`: three lines of numbers. Pure. Source: Zebra ZPL II programming guide, ~HS."""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices.api import Consumable, HealthState, Reason, Supply

LINE_CAP = 80
_STX, _ETX = 0x02, 0x03
_LINE = re.compile(r"[0-9A-Za-z]{1,8}(?:,[0-9A-Za-z]{1,8}){1,11}")
_FIELDS = (12, 11, 2)


@dataclass(frozen=True, slots=True)
class HostStatus:
    """What the printer says of itself now."""

    is_out_of_stock: bool = False
    is_paused: bool = False
    formats: int = 0
    is_buffer_full: bool = False
    is_format_partial: bool = False
    has_lost_memory: bool = False
    is_head_hot: bool = False
    is_head_open: bool = False
    is_out_of_ribbon: bool = False
    is_label_waiting: bool = False
    labels_left: int = 0

    @property
    def has_work(self) -> bool:
        """True while something is not wholly on stock."""
        return bool(self.formats or self.labels_left or self.is_format_partial or self.is_buffer_full)

    @property
    def job_error(self) -> Reason | None:
        """Why no label can be finished now, or None."""
        for is_so, reason in (
            (self.has_lost_memory, Reason.HARDWARE_ERROR),
            (self.is_head_open, Reason.COVER_OPEN),
            (self.is_out_of_stock or self.is_out_of_ribbon, Reason.MEDIA_EMPTY),
            (self.is_paused, Reason.MEDIA_JAMMED),
        ):
            if is_so:
                return reason
        return None

    @property
    def consumables(self) -> tuple[Consumable, ...]:
        """What is left; of the ribbon only that it is gone, for a printer without one says nothing else."""
        stock = Consumable("labels", Supply.EMPTY if self.is_out_of_stock else Supply.OK)
        return (stock, Consumable("ribbon", Supply.EMPTY)) if self.is_out_of_ribbon else (stock,)

    def condition(self) -> tuple[HealthState, tuple[Reason, ...], str]:
        """The condition without the tag that may hang in the mouth."""
        reason = self.job_error
        if reason is None:
            if self.is_head_hot:
                return HealthState.BUSY, (Reason.HEAD_HOT,), "the head is too hot and has to cool"
            return HealthState.READY, (), ""
        if reason is Reason.HARDWARE_ERROR:
            return HealthState.FAULT, (reason,), "the printer lost its settings"
        return HealthState.NEEDS_PERSON, (reason,), self._hint(reason)

    def _hint(self, reason: Reason) -> str:
        if reason is Reason.COVER_OPEN:
            return "the head is open"
        if reason is Reason.MEDIA_JAMMED:
            return "stopped: a jam, stock that lies wrong, or the pause key"
        return "no ribbon" if self.is_out_of_ribbon and not self.is_out_of_stock else "no stock"


class StatusParser:
    """Cuts a byte stream into answers. What is between lines or does not fit is dropped, with the answer it spoils."""

    def __init__(self) -> None:
        self._line: bytearray | None = None
        self._lines: list[list[str]] = []
        self.spoilt = 0

    def feed(self, chunk: bytes) -> list[HostStatus]:
        """Take bytes, give the answers that they complete."""
        found: list[HostStatus] = []
        for byte in chunk:
            if byte == _STX:
                self._drop(was_open=self._line is not None)
                self._line = bytearray()
            elif self._line is None:
                continue
            elif byte != _ETX:
                self._line.append(byte)
                if len(self._line) > LINE_CAP:
                    self._drop(was_open=True)
            else:
                text, self._line = self._line.decode("latin-1"), None
                found += self._take(text)
        return found

    def _drop(self, *, was_open: bool) -> None:
        if was_open:
            self.spoilt += 1
            self._line = None
            self._lines.clear()

    def _take(self, text: str) -> list[HostStatus]:
        fields = text.split(",")
        if not _LINE.fullmatch(text) or len(fields) not in _FIELDS:
            self.spoilt += 1
            self._lines.clear()
            return []
        if len(fields) == _FIELDS[0]:
            self._lines.clear()
        self._lines.append(fields)
        if tuple(map(len, self._lines)) != _FIELDS[: len(self._lines)]:
            self.spoilt += 1
            self._lines.clear()
            return []
        if len(self._lines) < len(_FIELDS):
            return []
        first, second, _ = self._lines
        self._lines = []
        try:
            return [_status(first, second)]
        except ValueError:
            self.spoilt += 1
            return []


def _status(first: list[str], second: list[str]) -> HostStatus:
    return HostStatus(
        is_out_of_stock=_flag(first[1]),
        is_paused=_flag(first[2]),
        formats=int(first[4]),
        is_buffer_full=_flag(first[5]),
        is_format_partial=_flag(first[7]),
        has_lost_memory=_flag(first[9]),
        is_head_hot=_flag(first[11]),
        is_head_open=_flag(second[2]),
        is_out_of_ribbon=_flag(second[3]),
        is_label_waiting=_flag(second[7]),
        labels_left=int(second[8]),
    )


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("a flag is 0 or 1")
    return text == "1"
