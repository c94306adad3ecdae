"""What each device shows on the bench, and what a hand can do to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from devices.sim.bench.link import ControlLink
from devices.sim.bench.words import (
    grams_text,
    link_status,
    payment_note,
    printer_note,
    receipt_place,
    scan_note,
    shown_note,
    signed_text,
    tag_note,
    tag_place,
    weight_text,
)

LOOK_MS = 1000
DECLINED = "05"
PDF417 = "]L2"  # as passes are printed and sent; a camera is shown one
JAMS_AFTER_MM = 60


class Desk(QObject):
    """A device's facts, kept fresh; `facts` is a map of finished words and claims for QML."""

    changed = Signal()

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = ControlLink(address, self)
        self._state: dict[str, Any] = {}
        self._note = ""
        self._facts: dict[str, Any] = {}
        self._show()
        self._link.came.connect(self.look)
        self._link.went.connect(self._gone)
        self._link.told.connect(self._told)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    @Slot()
    def look(self) -> None:
        """Ask for the state now."""
        self._link.ask(self._take_state, "state")

    @Slot()
    def cable(self) -> None:
        """Pull the cable, or put it back."""
        self._do("unplug" if self._state.get("plugged", True) else "replug")

    @Slot(str)
    def arm(self, script: str) -> None:
        """Arm a fault script; a mistake stands in the note."""
        self._do("fault", script=script)

    @Slot()
    def clear(self) -> None:
        """Clear the faults."""
        self._do("faults_clear")

    def _do(self, verb: str, **arguments: Any) -> None:
        self._link.ask(self._take_reply, verb, **arguments)
        self.look()

    def _take_reply(self, reply: dict[str, Any]) -> None:
        self._note = "" if reply["ok"] else str(reply["error"])
        self._show()

    def _take_state(self, reply: dict[str, Any]) -> None:
        self._state = reply
        self._show()

    @Slot()
    def _gone(self) -> None:
        self._state = {}
        self._show()

    @Slot(dict)
    def _told(self, event: dict[str, Any]) -> None:
        self._event(event)

    def _event(self, _event: dict[str, Any]) -> None:
        self.look()

    def _show(self) -> None:
        state = self._state
        is_plugged = bool(state.get("plugged", True))
        words, tone = link_status(
            self._link.is_here, is_plugged, bool(state.get("connected")), bool(state.get("silent"))
        )
        facts = {"status": words, "tone": tone, "plugged": is_plugged, "here": self._link.is_here, "note": self._note}
        faults = ", ".join(state.get("faults", []))
        facts = {**facts, "faults": faults, **self._own_facts()}
        if facts != self._facts:
            self._facts = facts
            self.changed.emit()

    def _told_of(self, what: str, reply: dict[str, Any]) -> None:
        self._note = shown_note(bool(reply.get("heard")), what) if reply["ok"] else str(reply["error"])
        self._show()

    def _own_facts(self) -> dict[str, Any]:
        return {}

    def _get_facts(self) -> dict[str, Any]:
        return self._facts

    facts = Property("QVariantMap", _get_facts, notify=changed)  # type: ignore[arg-type] # Qt knows types by name


class ScannerDesk(Desk):
    """The scanner: goods and typed codes are scanned."""

    @Slot(str)
    def scan(self, text: str) -> None:
        """Scan a code; the note says whether anybody listened."""
        code = text.strip()
        if code:
            self._link.ask(lambda reply: self._scanned(code, reply), "scan", text=code)

    @Slot(str, str)
    def show_pass(self, message: str, name: str) -> None:
        """Hold the pass of somebody before the scanner."""
        what = f"the pass of {name}"
        self._link.ask(lambda reply: self._told_of(what, reply), "scan", text=message, aim=PDF417)

    def _scanned(self, code: str, reply: dict[str, Any]) -> None:
        self._note = scan_note(bool(reply.get("heard")), code) if reply["ok"] else str(reply["error"])
        self._show()


class ReaderDesk(Desk):
    """The document reader: passports are laid on it."""

    @Slot("QVariantList", str)
    def lay(self, lines: list[str], name: str) -> None:
        """Lay somebody's passport on it; the note says whether anybody listened."""
        what = f"the passport of {name}"
        self._link.ask(lambda reply: self._told_of(what, reply), "document", lines=list(lines))


class ScaleDesk(Desk):
    """The scale: suitcases of a few weights are put on it."""

    @Slot(int)
    def load(self, weight_kg: int) -> None:
        """Put a weight on it instead of what is there; 0 takes it away."""
        self._do("load", grams=weight_kg * 1000)

    def _own_facts(self) -> dict[str, Any]:
        state = self._state
        load_g = int(state.get("load_g", 0))
        is_moving = bool(state.get("moving"))
        return {
            "weight": weight_text(int(state.get("weight_g", 0)), is_moving) if state else "",
            "load_kg": load_g // 1000 if load_g % 1000 == 0 else -1,
        }


class BagsDesk(Desk):
    """The scale under the bags: things are put in one by one, and taken out again, the newest first."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        self._lies: list[int] | None = None  # None: what lies there since before this window is not known yet
        super().__init__(address, parent)

    @Slot(int)
    def put(self, grams: int) -> None:
        """Put something beside what lies there."""
        self._have([*(self._lies or []), grams])

    @Slot()
    def take_out(self) -> None:
        """Take out what was put in last."""
        self._have((self._lies or [])[:-1])

    @Slot()
    def empty(self) -> None:
        """Take everything away."""
        self._have([])

    def _have(self, lies: list[int]) -> None:
        self._lies = lies
        self._do("load", grams=sum(lies))

    def _take_state(self, reply: dict[str, Any]) -> None:
        if self._lies is None:
            load_g = int(reply.get("load_g", 0))
            self._lies = [load_g] if load_g else []
        super()._take_state(reply)

    def _own_facts(self) -> dict[str, Any]:
        state = self._state
        shown = grams_text(int(state.get("weight_g", 0)), bool(state.get("moving"))) if state else ""
        return {"weight": shown, "holds": bool(self._lies)}


class SignerDesk(Desk):
    """The device that signs receipts: how many it signed."""

    def _own_facts(self) -> dict[str, Any]:
        state = self._state
        return {"signed": signed_text(int(state["counter"]), str(state["condition"])) if "counter" in state else ""}


class TerminalDesk(Desk):
    """The payment terminal: its display, and cards."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        self._payment = ""
        super().__init__(address, parent)

    @Slot(str)
    def card(self, how: str) -> None:
        """Show a card: `tap`, `insert`, or `decline` for one whose bank says no."""
        if how == "decline":
            self._do("card", how="tap", result=DECLINED)
        else:
            self._do("card", how=how)

    @Slot()
    def cancel(self) -> None:
        """Press the red key."""
        self._do("cancel")

    def _event(self, event: dict[str, Any]) -> None:
        if event["event"] == "payment":
            self._payment = payment_note(event)
        super()._event(event)

    def _own_facts(self) -> dict[str, Any]:
        lines = str(self._state.get("display", "")).split("\n")
        return {
            "amount": lines[0] if len(lines) > 1 else "",
            "text": lines[-1],
            "waits": bool(self._state.get("waits_for_card")),
            "busy": bool(self._state.get("busy")),
            "powered": bool(self._state.get("powered", False)),
            "payment": self._payment,
        }


class PaperDesk(Desk):
    """What comes out of a printer: the newest, and those before it. `slid` tells of a new one.

    `kind` is the word of its control socket: `receipt` or `tag`.
    """

    slid = Signal()
    kind = ""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        self._numbers: list[int] = []
        self._index = 0
        self._picture = ""
        super().__init__(address, parent)
        self._link.came.connect(self._ask_papers)

    @Slot(int)
    def turn(self, steps: int) -> None:
        """Show an older (1) or newer (-1) paper."""
        wanted = min(max(self._index + steps, 0), max(len(self._numbers) - 1, 0))
        if wanted != self._index:
            self._index = wanted
            self._fetch()

    def _event(self, event: dict[str, Any]) -> None:
        if event["event"] == self.kind:
            self._numbers.insert(0, int(event["n"]))
            self._index = 0
            self._link.ask(self._slide, f"{self.kind}_png", n=event["n"])
        super()._event(event)

    @Slot()
    def _ask_papers(self) -> None:
        self._link.ask(self._take_papers, f"{self.kind}s")

    def _take_papers(self, reply: dict[str, Any]) -> None:
        self._numbers = [int(own["n"]) for own in reversed(reply.get(f"{self.kind}s", []))]
        self._index = 0
        self._fetch()

    def _fetch(self) -> None:
        if self._numbers:
            self._link.ask(self._take_picture, f"{self.kind}_png", n=self._numbers[self._index])
        self._show()

    def _slide(self, reply: dict[str, Any]) -> None:
        self._take_picture(reply)
        self.slid.emit()

    def _take_picture(self, reply: dict[str, Any]) -> None:
        self._picture = f"data:image/png;base64,{reply['png_base64']}" if reply["ok"] else ""
        self._show()

    def _own_facts(self) -> dict[str, Any]:
        place = receipt_place if self.kind == "receipt" else tag_place
        return {
            "picture": self._picture,
            "count": len(self._numbers),
            "place": place(self._index, len(self._numbers)),
            "has_older": self._index + 1 < len(self._numbers),
            "has_newer": self._index > 0,
        }


class PrinterDesk(PaperDesk):
    """The printer of receipts, and of boarding passes: cover, paper, and what came out."""

    kind = "receipt"

    @Slot(bool)
    def cover(self, is_open: bool) -> None:
        """Open or close the cover."""
        self._do("cover", open=is_open)

    @Slot(str)
    def paper(self, state: str) -> None:
        """`ok`, `low` or `out`."""
        self._do("paper", state=state)

    def _own_facts(self) -> dict[str, Any]:
        state = self._state
        paper, is_open = str(state.get("paper", "ok")), bool(state.get("cover_open"))
        words, tone = printer_note(paper, is_open, state.get("reasons", []), int(state.get("buffered_bytes", 0)))
        return {**super()._own_facts(), "condition": words, "lamp": tone, "paper": paper, "open": is_open}


class TagDesk(PaperDesk):
    """The printer of bag tags: its stock, a jam, and the tags that came out."""

    kind = "tag"

    @Slot(str)
    def stock(self, state: str) -> None:
        """`ok`: new stock lies right, and what was jammed is out; `out`: it is at its end."""
        if state == "ok":
            self._do("clear_jam")
        self._do("stock", state=state)

    @Slot()
    def jam(self) -> None:
        """Let the next tag jam."""
        self._do("fault", script=f"jam at {JAMS_AFTER_MM}")

    def _own_facts(self) -> dict[str, Any]:
        state = self._state
        stock, is_open = str(state.get("stock", "ok")), bool(state.get("head_open"))
        is_jammed = bool(state.get("jammed"))
        jams_next = any(own.startswith("jam at") for own in state.get("faults", []))
        words, tone = tag_note(stock, is_open, is_jammed, jams_next)
        own = {"condition": words, "lamp": tone, "stock": stock, "open": is_open, "jams": is_jammed or jams_next}
        return {**super()._own_facts(), **own}
