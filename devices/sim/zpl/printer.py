"""A printer of tags: stock, head, mouth, a queue of labels, and ~HS."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Json, Outlet, Reply, Request, ignore_event, number_of, text_of
from devices.sim.zpl import drawing
from devices.sim.zpl.label import Code, Interpreter, Label, Text
from devices.sim.zpl.phrases import EVENTS, PHRASES
from devices.sim.zpl.reading import Command, Reader

KNOBS = {"dots_per_mm": (6, 24), "speed_mm_s": (10, 400), "taken_sensor": (0, 1)}
TAKE_S = 2.0
KEPT_TAGS = 500
STOCK = ("ok", "out", "misplaced")
_STOCK_BY_FAULT = {"tag stock out": "out", "misplaced stock": "misplaced", "stock ok": "ok"}


@dataclass(slots=True)
class Tag:
    """One tag that came out, wholly or not."""

    n: int
    label: Label
    printed: int  # dots

    @property
    def is_whole(self) -> bool:
        """True when all of it came out."""
        return self.printed >= self.label.length


@dataclass(slots=True)
class Printing:
    """The label under the head."""

    label: Label
    began_s: float
    stops_at: int | None = None  # dots
    cause: str = ""


class ZplPrinter:
    """The machine. Knobs `dots_per_mm`, `speed_mm_s`, `taken_sensor` (0 or 1)."""

    name = "zpl"

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str], folder: Path | None = None) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self._faults = faults
        self._outlet = outlet
        self._folder = folder
        self._knobs = {"dots_per_mm": 8, "speed_mm_s": 100, "taken_sensor": 0}
        for name, value in knobs.items():
            self._set_knob(name, value)
        self._now_s = 0.0
        self._reader = Reader()
        self._format: Interpreter | None = None
        self._queue: list[Label] = []
        self._printing: Printing | None = None
        self._interrupted: Label | None = None
        self._stock = "ok"
        self._is_head_open = False
        self._is_jammed = False
        self._is_waiting = False
        self._taken_at_s: float | None = None
        self._tags: list[Tag] = []
        self._count = 0
        faults.offer(PHRASES, EVENTS)
        self._offer_actions()

    def _offer_actions(self) -> None:
        for key in _STOCK_BY_FAULT:
            self._faults.perform(key, lambda fault: self._put_stock(_STOCK_BY_FAULT[fault.key]))
        for key in ("head open", "head closed"):
            self._faults.perform(key, lambda fault: self._move_head(fault.key == "head open"))

    def _set_knob(self, name: str, value: str) -> None:
        if name not in KNOBS:
            raise ValueError(f"unknown knob {name!r}; known: {', '.join(KNOBS)}")
        low, high = KNOBS[name]
        if not value.isdecimal() or not low <= int(value) <= high:
            raise ValueError(f"{name} is a whole number {low}..{high}")
        self._knobs[name] = int(value)

    # --- devices.sim.machine.Machine ---

    @property
    def due_s(self) -> float | None:
        """When the label is done or stops, or somebody takes the tag."""
        ends = self._ends_at_s()
        return min((at for at in (ends, self._taken_at_s) if at is not None), default=None)

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A host opened the link."""
        self._reader.clear()

    def disconnected(self) -> None:
        """What is in the buffer stays there, half a format too."""

    def power(self, is_on: bool) -> None:
        """The buffer is empty afterwards; a label under the head stays as it is."""
        self._stop("power")
        self._queue.clear()
        self._format = self._interrupted = None
        self._is_waiting = False

    def feed(self, chunk: bytes) -> bytes:
        """Take bytes."""
        for command in self._reader.feed(chunk):
            self._take(command)
        self._go_on()
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Move the clock on."""
        self._now_s = now_s
        ends = self._ends_at_s()
        if ends is not None and ends <= now_s:
            self._end()
        if self._taken_at_s is not None and self._taken_at_s <= now_s:
            self._take_tag()
        self._go_on()
        return self._outlet.take()

    def state(self) -> Reply:
        """Stock, head, mouth and queue."""
        return {
            "stock": self._stock,
            "head_open": self._is_head_open,
            "jammed": self._is_jammed,
            "waiting": self._is_waiting,
            "printing": self._printing is not None,
            "queued": len(self._queue),
            "tags": self._count,
            **self._knobs,
        }

    def command(self, verb: str, request: Request) -> Reply | None:
        """`tags`, `tag_png`, `take`, `stock`, `head`, `clear_jam`."""
        match verb:
            case "tags":
                return {"tags": [_told(tag) for tag in self._tags]}
            case "tag_png":
                return self._png(request)
            case "take":
                self._take_tag()
            case "stock":
                state = text_of(request, "state")
                if state not in STOCK:
                    raise ControlError(f'"state" is one of {", ".join(STOCK)}')
                self._put_stock(state)
            case "head":
                self._move_head(text_of(request, "state") == "open")
            case "clear_jam":
                self._is_jammed = False
                self._recover()
            case _:
                return None
        return self.state()

    # --- commands of the stream ---

    def _take(self, command: Command) -> None:
        if command.name == "~HS":
            self._faults.happened("status")
            self._say_status()
        elif command.name == "~JA":
            self._queue.clear()
            self._format = self._interrupted = None
            self._stop("cancelled")
        elif command.name == "^XA":
            self._format = Interpreter()
        elif command.name == "^XZ" and self._format is not None:
            self._receive(self._format.label)
            self._format = None
        elif self._format is not None:
            self._format.take(command)

    def _receive(self, label: Label) -> None:
        if self._faults.take("format lost") is None:
            self._queue += [label] * min(label.copies, 10)
        self._faults.happened("format")

    def _say_status(self) -> None:
        is_stopped = self._stock != "ok" or self._is_head_open or self._is_jammed
        if self._faults.take("answer lost") or (is_stopped and self._faults.stands("mute on error")):
            return
        length = self._printing.label.length if self._printing is not None else 1200
        is_paused = self._is_jammed or self._stock == "misplaced"
        left = (self._printing is not None) + (self._interrupted is not None)
        lines = (
            f"030,{self._stock == 'out':d},{is_paused:d},{length % 10000:04d},{len(self._queue):03d},0,0,"
            f"{self._format is not None:d},000,0,0,0",
            f"000,0,{self._is_head_open:d},0,1,{1 if self._knobs['taken_sensor'] else 2},6,"
            f"{self._is_waiting:d},{left:08d},1,000",
            "1234,0",
        )
        self._outlet.write(b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in lines))

    # --- stock and head ---

    def _put_stock(self, state: str) -> None:
        self._stock = state
        if state == "ok":
            self._recover()
        else:
            self._interrupt(state)
        self.emit({"event": "stock", "state": state})

    def _move_head(self, is_open: bool) -> None:
        self._is_head_open = is_open
        if is_open:
            self._interrupt("head")
        else:
            self._recover()
        self.emit({"event": "head", "open": is_open})

    def _interrupt(self, cause: str) -> None:
        """A label under the head stops; it is printed again afterwards unless ^JZN said not to."""
        if self._printing is not None:
            self._interrupted = self._printing.label
            self._stop(cause)

    def _recover(self) -> None:
        if self._stock != "ok" or self._is_head_open or self._is_jammed:
            return
        label, self._interrupted = self._interrupted, None
        if label is not None and label.prints_again:
            self._queue.insert(0, label)
        self._go_on()

    # --- printing ---

    def _dots_per_s(self) -> int:
        return self._knobs["dots_per_mm"] * self._knobs["speed_mm_s"]

    def _ends_at_s(self) -> float | None:
        if self._printing is None:
            return None
        dots = self._printing.label.length if self._printing.stops_at is None else self._printing.stops_at
        return self._printing.began_s + dots / self._dots_per_s()

    def _go_on(self) -> None:
        is_ready = self._stock == "ok" and not (self._is_head_open or self._is_jammed or self._is_waiting)
        if self._printing is None and self._interrupted is None and self._queue and is_ready:
            label = self._queue.pop(0)
            self._printing = Printing(label, self._now_s)
            jam = self._faults.take("jam at")
            if jam is not None and jam.number(0) * self._knobs["dots_per_mm"] < label.length:
                self._printing.stops_at, self._printing.cause = int(jam.number(0)) * self._knobs["dots_per_mm"], "jam"
            elif self._faults.take("half printed"):
                self._printing.stops_at, self._printing.cause = label.length // 2, "out"

    def _end(self) -> None:
        printing = self._printing
        if printing is None:
            return
        if printing.cause:
            self._interrupted = printing.label
            self._stop(printing.cause)
            self._is_jammed = printing.cause == "jam"
            self._stock = "out" if printing.cause == "out" else self._stock
            return
        self._printing = None
        self._keep(Tag(self._count + 1, printing.label, printing.label.length))
        if self._knobs["taken_sensor"]:
            self._is_waiting = True
            self._taken_at_s = None if self._faults.take("tag not taken") else self._now_s + TAKE_S
        self._faults.happened("tag")

    def _stop(self, _cause: str) -> None:
        """The label under the head ends where it is."""
        printing, self._printing = self._printing, None
        if printing is not None:
            printed = int((self._now_s - printing.began_s) * self._dots_per_s())
            self._keep(Tag(self._count + 1, printing.label, max(0, min(printed, printing.label.length - 1))))

    def _keep(self, tag: Tag) -> None:
        self._count = tag.n
        self._tags = [*self._tags[-KEPT_TAGS + 1 :], tag]
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path(tag).write_bytes(_picture(tag))
        self.emit({"event": "tag", "n": tag.n, "whole": tag.is_whole})

    def _take_tag(self) -> None:
        self._is_waiting = False
        self._taken_at_s = None
        self._go_on()

    def _path(self, tag: Tag) -> Path:
        assert self._folder is not None, "asked only with a folder"  # noqa: S101 - an order of calls, not input
        return self._folder / f"tag-{tag.n:04d}.png"

    def _png(self, request: Request) -> Reply:
        n = int(number_of(request, "n", self._count))
        tag = next((tag for tag in self._tags if tag.n == n), None)
        if tag is None:
            raise ControlError(f"there is no tag {n}")
        reply: Reply = {"n": n, "png_base64": base64.b64encode(_picture(tag)).decode()}
        if self._folder is not None:
            reply["path"] = str(self._path(tag))
        return reply


def _picture(tag: Tag) -> bytes:
    return drawing.as_png(drawing.drawn(tag.label, None if tag.is_whole else tag.printed))


def _told(tag: Tag) -> dict[str, Json]:
    items = tag.label.items
    return {
        "n": tag.n,
        "whole": tag.is_whole,
        "printed_dots": tag.printed,
        "width": tag.label.width,
        "length": tag.label.length,
        "texts": [item.text for item in items if isinstance(item, Text)],
        "codes": [asdict(item) for item in items if isinstance(item, Code)],
        "unknown": list(tag.label.unknown),
    }
