"""What each device shows on the bench, and what a hand can do to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from devices.sim.bench.link import ControlLink
from devices.sim.bench.words import link_status, payment_note, printer_note, receipt_place, scan_note

LOOK_MS = 1000
DECLINED = "05"


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
        self._link.told.connect(self._event)
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

    def _gone(self) -> None:
        self._state = {}
        self._show()

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

    def _scanned(self, code: str, reply: dict[str, Any]) -> None:
        self._note = scan_note(bool(reply.get("heard")), code) if reply["ok"] else str(reply["error"])
        self._show()


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


class PrinterDesk(Desk):
    """The printer: cover, paper, and the receipts that came out. `slid` tells of a new one."""

    slid = Signal()

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        self._numbers: list[int] = []
        self._index = 0
        self._picture = ""
        super().__init__(address, parent)
        self._link.came.connect(self._ask_receipts)

    @Slot(bool)
    def cover(self, is_open: bool) -> None:
        """Open or close the cover."""
        self._do("cover", open=is_open)

    @Slot(str)
    def paper(self, state: str) -> None:
        """`ok`, `low` or `out`."""
        self._do("paper", state=state)

    @Slot(int)
    def turn(self, steps: int) -> None:
        """Show an older (1) or newer (-1) receipt."""
        wanted = min(max(self._index + steps, 0), max(len(self._numbers) - 1, 0))
        if wanted != self._index:
            self._index = wanted
            self._fetch()

    def _event(self, event: dict[str, Any]) -> None:
        if event["event"] == "receipt":
            self._numbers.insert(0, int(event["n"]))
            self._index = 0
            self._link.ask(self._slide, "receipt_png", n=event["n"])
        super()._event(event)

    def _ask_receipts(self) -> None:
        self._link.ask(self._take_receipts, "receipts")

    def _take_receipts(self, reply: dict[str, Any]) -> None:
        self._numbers = [int(r["n"]) for r in reversed(reply.get("receipts", []))]
        self._index = 0
        self._fetch()

    def _fetch(self) -> None:
        if self._numbers:
            self._link.ask(self._take_picture, "receipt_png", n=self._numbers[self._index])
        self._show()

    def _slide(self, reply: dict[str, Any]) -> None:
        self._take_picture(reply)
        self.slid.emit()

    def _take_picture(self, reply: dict[str, Any]) -> None:
        self._picture = f"data:image/png;base64,{reply['png_base64']}" if reply["ok"] else ""
        self._show()

    def _own_facts(self) -> dict[str, Any]:
        state = self._state
        paper, is_open = str(state.get("paper", "ok")), bool(state.get("cover_open"))
        words, tone = printer_note(paper, is_open, state.get("reasons", []), int(state.get("buffered_bytes", 0)))
        return {
            "condition": words,
            "lamp": tone,
            "paper": paper,
            "open": is_open,
            "picture": self._picture,
            "place": receipt_place(self._index, len(self._numbers)),
            "has_older": self._index + 1 < len(self._numbers),
            "has_newer": self._index > 0,
        }
